//! Where text is kept under keys.

use std::cell::RefCell;
use std::collections::BTreeMap;

/// A key-value storage for text, like the browser's `localStorage`: each call is atomic
/// and returns when the value can be read again.
pub trait Medium {
    /// The value under a key.
    ///
    /// # Errors
    /// Where the storage cannot be reached.
    fn get(&self, key: &str) -> Result<Option<String>, MediumError>;

    /// Puts a value under a key.
    ///
    /// # Errors
    /// Where the storage cannot be reached or is full; the old value then stays.
    fn set(&self, key: &str, value: &str) -> Result<(), MediumError>;

    /// Removes a key and its value.
    ///
    /// # Errors
    /// Where the storage cannot be reached.
    fn remove(&self, key: &str) -> Result<(), MediumError>;

    /// All keys, those of other programs on the same storage included, in any order.
    ///
    /// # Errors
    /// Where the storage cannot be reached.
    fn keys(&self) -> Result<Vec<String>, MediumError>;
}

impl<M: Medium + ?Sized> Medium for &M {
    fn get(&self, key: &str) -> Result<Option<String>, MediumError> {
        (**self).get(key)
    }
    fn set(&self, key: &str, value: &str) -> Result<(), MediumError> {
        (**self).set(key, value)
    }
    fn remove(&self, key: &str) -> Result<(), MediumError> {
        (**self).remove(key)
    }
    fn keys(&self) -> Result<Vec<String>, MediumError> {
        (**self).keys()
    }
}

impl<M: Medium + ?Sized> Medium for std::rc::Rc<M> {
    fn get(&self, key: &str) -> Result<Option<String>, MediumError> {
        (**self).get(key)
    }
    fn set(&self, key: &str, value: &str) -> Result<(), MediumError> {
        (**self).set(key, value)
    }
    fn remove(&self, key: &str) -> Result<(), MediumError> {
        (**self).remove(key)
    }
    fn keys(&self) -> Result<Vec<String>, MediumError> {
        (**self).keys()
    }
}

/// Why a medium did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MediumError {
    /// The browser does not let this page store anything.
    #[error("the browser does not let this page store anything")]
    Blocked,
    /// There is no room for the value.
    #[error("the browser's storage for this page is full")]
    Full,
    /// Anything else, in the medium's own words.
    #[error("the browser's storage failed: {0}")]
    Failed(String),
}

/// A medium in memory that can be full or blocked, for tests and for pages whose storage
/// is blocked.
#[derive(Debug, Default)]
pub struct MemoryMedium {
    values: RefCell<BTreeMap<String, String>>,
    /// How many UTF-16 units of keys and values fit; `None` for no bound.
    quota: RefCell<Option<usize>>,
}

impl MemoryMedium {
    /// Bounds the units that fit from now on.
    pub fn set_quota(&self, units: Option<usize>) {
        *self.quota.borrow_mut() = units;
    }
}

/// What an entry takes of the quota: UTF-16 units of key and value.
pub(super) fn units(key: &str, value: &str) -> usize {
    key.encode_utf16().count() + value.encode_utf16().count()
}

impl Medium for MemoryMedium {
    fn get(&self, key: &str) -> Result<Option<String>, MediumError> {
        Ok(self.values.borrow().get(key).cloned())
    }

    fn set(&self, key: &str, value: &str) -> Result<(), MediumError> {
        let mut values = self.values.borrow_mut();
        if let Some(quota) = *self.quota.borrow() {
            let others: usize =
                values.iter().filter(|(k, _)| *k != key).map(|(k, v)| units(k, v)).sum();
            if others + units(key, value) > quota {
                return Err(MediumError::Full);
            }
        }
        values.insert(key.to_owned(), value.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), MediumError> {
        self.values.borrow_mut().remove(key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, MediumError> {
        Ok(self.values.borrow().keys().cloned().collect())
    }
}
