//! One file that holds everything: a heading, then one fact a line.

use super::entry;
use crate::domain::fact::Fact;

const HEADING: &str = "Quietly backup, version ";
const VERSION: u32 = 1;

/// Why a file is not a backup that can be restored. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BackupError {
    /// Another kind of file.
    #[error("This file is not a Quietly backup. Choose a file that Quietly has saved.")]
    NotABackup,
    /// Written by a newer version.
    #[error(
        "A newer version of Quietly wrote this backup. Reload the page to get it, then restore again."
    )]
    Newer,
    /// Cut or changed.
    #[error("This backup is damaged: line {line} is not as it was written. Choose another copy.")]
    Damaged {
        /// The first line, from 1, that is not as it was written.
        line: usize,
    },
    /// Lines are missing at its end.
    #[error("This backup is cut off: it holds {found} of {expected} entries. Choose another copy.")]
    Cut {
        /// How many entries it holds.
        found: usize,
        /// How many it says that it holds.
        expected: usize,
    },
}

/// Writes facts as the text of a backup file: the heading with version and number of
/// entries, then one entry a line, each with its own checksum.
///
/// # Errors
/// Where a fact cannot be written as JSON.
pub fn write_backup<'a>(
    facts: impl ExactSizeIterator<Item = &'a Fact>,
) -> Result<String, serde_json::Error> {
    let mut text = format!("{HEADING}{VERSION}, {} entries\n", facts.len());
    for fact in facts {
        text.push_str(&entry::to_text(fact)?);
        text.push('\n');
    }
    Ok(text)
}

/// Reads the text of a backup file.
///
/// # Errors
/// Where it is no backup, damaged, cut off, or of a newer version.
pub fn read_backup(text: &str) -> Result<Vec<Fact>, BackupError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text.lines();
    let heading = lines.next().and_then(|line| line.strip_prefix(HEADING));
    let heading = heading.ok_or(BackupError::NotABackup)?;
    let (version, entries) = heading.split_once(", ").ok_or(BackupError::Damaged { line: 1 })?;
    let version: u32 = version.parse().map_err(|_| BackupError::Damaged { line: 1 })?;
    if version > VERSION {
        return Err(BackupError::Newer);
    }
    let expected: usize = entries
        .strip_suffix(" entries")
        .and_then(|count| count.parse().ok())
        .ok_or(BackupError::Damaged { line: 1 })?;
    let mut facts = Vec::new();
    for (index, line) in lines.enumerate() {
        if line.is_empty() {
            continue;
        }
        facts.push(entry::from_text(line).map_err(|why| match why {
            entry::Unreadable::Damaged => BackupError::Damaged { line: index + 2 },
            entry::Unreadable::Newer => BackupError::Newer,
        })?);
    }
    if facts.len() == expected {
        Ok(facts)
    } else {
        Err(BackupError::Cut { found: facts.len(), expected })
    }
}
