//! The browser's `localStorage` as a medium.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, Storage};

use crate::store::{Medium, MediumError};

/// The browser's `localStorage` for this origin.
#[derive(Debug, Clone, Copy, Default)]
pub struct LocalStorage;

impl LocalStorage {
    /// Asked each time: a browser may block it at any moment, and then its very getter
    /// throws.
    fn raw(self) -> Result<Storage, MediumError> {
        let window = web_sys::window().ok_or(MediumError::Blocked)?;
        match window.local_storage() {
            Ok(Some(storage)) => Ok(storage),
            Ok(None) | Err(_) => Err(MediumError::Blocked),
        }
    }

    /// Whether anything can be stored at all.
    pub fn is_available(self) -> bool {
        self.raw().is_ok()
    }
}

impl Medium for LocalStorage {
    fn get(&self, key: &str) -> Result<Option<String>, MediumError> {
        self.raw()?.get_item(key).map_err(error)
    }

    fn set(&self, key: &str, value: &str) -> Result<(), MediumError> {
        self.raw()?.set_item(key, value).map_err(error)
    }

    fn remove(&self, key: &str) -> Result<(), MediumError> {
        self.raw()?.remove_item(key).map_err(error)
    }

    fn keys(&self) -> Result<Vec<String>, MediumError> {
        let storage = self.raw()?;
        let length = storage.length().map_err(error)?;
        let mut keys = Vec::new();
        for index in 0..length {
            // Another tab may remove one meanwhile; what moved up is read at the next look.
            if let Some(key) = storage.key(index).map_err(error)? {
                keys.push(key);
            }
        }
        Ok(keys)
    }
}

fn error(thrown: JsValue) -> MediumError {
    match thrown.dyn_ref::<DomException>() {
        Some(exception) => match exception.name().as_str() {
            "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => MediumError::Full,
            "SecurityError" => MediumError::Blocked,
            _ => MediumError::Failed(exception.message()),
        },
        None => MediumError::Failed(format!("{thrown:?}")),
    }
}
