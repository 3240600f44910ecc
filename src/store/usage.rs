//! What takes how much of the storage, and the way out.

use super::keys::{Key, PREFIX, Space, is_in_space};
use super::medium::{Medium, MediumError, units};

/// What takes how much of the storage, in UTF-16 units of keys and values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// People and invitations of the user's own network, as imports brought them and older
    /// acts have left them.
    pub rows: usize,
    /// The history of the user's own network: what was done.
    pub history: usize,
    /// The sample.
    pub sample: usize,
    /// Settings of this program.
    pub settings: usize,
    /// Other pages of the same origin.
    pub others: usize,
}

impl Usage {
    /// All of it.
    pub fn all(&self) -> usize {
        self.rows + self.history + self.sample + self.settings + self.others
    }
}

/// Measures what takes how much of the storage.
///
/// # Errors
/// Where the medium cannot be reached.
pub fn usage(medium: &impl Medium) -> Result<Usage, MediumError> {
    let mut usage = Usage::default();
    for key in medium.keys()? {
        let taken = units(&key, &medium.get(&key)?.unwrap_or_default());
        let own = key.strip_prefix(Space::Own.prefix()).map(Key::parse);
        let part = match own {
            Some(Some(Key::Part(..) | Key::Base(..))) => &mut usage.rows,
            Some(_) => &mut usage.history,
            None if is_in_space(Space::Sample, &key) => &mut usage.sample,
            None if key.starts_with(PREFIX) => &mut usage.settings,
            None => &mut usage.others,
        };
        *part += taken;
    }
    Ok(usage)
}

/// Removes every key of this program, or of one of its spaces, and no other.
///
/// # Errors
/// Where the medium cannot be reached.
pub fn erase_everything(medium: &impl Medium, space: Option<Space>) -> Result<(), MediumError> {
    let prefix = space.map_or(PREFIX, Space::prefix);
    for key in medium.keys()? {
        if key.starts_with(prefix) {
            medium.remove(&key)?;
        }
    }
    Ok(())
}
