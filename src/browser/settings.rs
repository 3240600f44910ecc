//! Small settings, kept as JSON under keys of their own.

use chrono::NaiveDate;
use gloo_storage::{LocalStorage, Storage};
use serde::de::DeserializeOwned;
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

/// A day, and how far the history reached then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Mark {
    /// The day.
    pub day: NaiveDate,
    /// The greatest clock of a fact.
    pub clock: u32,
}

const SAVED: &str = "quietly.set.saved";
const REMINDED: &str = "quietly.set.reminded";
const THEME: &str = "quietly.set.theme";
const SHORTCUTS: &str = "quietly.set.shortcuts";
const RETENTION: &str = "quietly.set.retention";
const SAMPLE: &str = "quietly.set.sample";

/// The theme that was chosen; the system's where none was, or where storage is blocked.
pub fn theme() -> Theme {
    get(THEME).unwrap_or_default()
}

/// When everything was last saved to a file.
pub fn saved() -> Option<Mark> {
    get(SAVED)
}

/// Keeps when everything was saved to a file.
///
/// # Errors
/// A sentence where the browser could not store it.
pub fn set_saved(mark: Mark) -> Result<(), String> {
    set(SAVED, mark)
}

/// When a reminder to save was put off.
pub fn reminded() -> Option<Mark> {
    get(REMINDED)
}

/// Keeps when a reminder to save was put off.
///
/// # Errors
/// A sentence where the browser could not store it.
pub fn set_reminded(mark: Mark) -> Result<(), String> {
    set(REMINDED, mark)
}

/// Keeps the theme.
///
/// # Errors
/// A sentence where the browser could not store it.
pub fn set_theme(theme: Theme) -> Result<(), String> {
    set(THEME, theme)
}

/// Whether single keys act; they do until they are turned off.
pub fn has_shortcuts() -> bool {
    get(SHORTCUTS).unwrap_or(true)
}

/// Keeps whether single keys act.
///
/// # Errors
/// A sentence where the browser could not store it.
pub fn set_shortcuts(on: bool) -> Result<(), String> {
    set(SHORTCUTS, on)
}

/// For how many days what lies in the trash is kept; for ever where that is not chosen.
pub fn retention() -> Option<u32> {
    get(RETENTION).flatten()
}

/// Keeps for how many days what lies in the trash is kept.
///
/// # Errors
/// A sentence where the browser could not store it.
pub fn set_retention(days: Option<u32>) -> Result<(), String> {
    set(RETENTION, days)
}

/// Whether the sample is being tried.
pub fn is_sample() -> bool {
    get(SAMPLE).unwrap_or(false)
}

/// Keeps whether the sample is being tried.
///
/// # Errors
/// A sentence where the browser could not store it.
pub fn set_sample(sample: bool) -> Result<(), String> {
    set(SAMPLE, sample)
}

fn get<T: DeserializeOwned>(key: &str) -> Option<T> {
    // `gloo_storage` panics where storage is blocked: ask first.
    let is_available = storage::LocalStorage.is_available();
    is_available.then(|| LocalStorage::get(key).ok()).flatten()
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
