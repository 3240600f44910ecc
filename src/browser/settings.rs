//! Small settings, kept as JSON under keys of their own.

use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};

use super::storage;

/// How the page looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system does.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

const THEME: &str = "quietly.set.theme";
const SAMPLE: &str = "quietly.set.sample";

/// The theme that was chosen; the system's where none was, or where storage is blocked.
pub fn theme() -> Theme {
    // `gloo_storage` panics where storage is blocked: ask first.
    if storage::LocalStorage.is_available() {
        LocalStorage::get(THEME).unwrap_or_default()
    } else {
        Theme::System
    }
}

/// Keeps the theme.
///
/// # Errors
/// A sentence where the browser could not store it.
pub fn set_theme(theme: Theme) -> Result<(), String> {
    set(THEME, theme)
}

/// Whether the sample is being tried.
pub fn is_sample() -> bool {
    storage::LocalStorage.is_available() && LocalStorage::get(SAMPLE).unwrap_or(false)
}

/// Keeps whether the sample is being tried.
///
/// # Errors
/// A sentence where the browser could not store it.
pub fn set_sample(sample: bool) -> Result<(), String> {
    set(SAMPLE, sample)
}

fn set(key: &str, value: impl Serialize) -> Result<(), String> {
    if !storage::LocalStorage.is_available() {
        return Err(crate::store::MediumError::Blocked.to_string());
    }
    LocalStorage::set(key, value).map_err(|error| error.to_string())
}

/// Shows the page in this theme.
pub fn show_theme(theme: Theme) {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element());
    let Some(root) = root else { return };
    // Setting an attribute of the root fails for malformed names only.
    let _ = match theme {
        Theme::System => root.remove_attribute("data-theme"),
        Theme::Light => root.set_attribute("data-theme", "light"),
        Theme::Dark => root.set_attribute("data-theme", "dark"),
    };
}
