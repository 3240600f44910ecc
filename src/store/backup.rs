//! One file that holds everything: a heading, then one fact a line.
//!
//! ```text
//! Quietly backup, version 2, 3 lines
//! base 2:9ae0daaf:{"facts":…}        what lies below the history, where there is something
//! part 2:5c01f8e2:{"People":[…]}
//! 2:cbf43926:{"id":…}                a fact, as in the journal
//! ```

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::entry::{self, Unreadable};
use super::keep::Store;
use super::keys::{PREFIX, Space};
use super::medium::{Medium, MediumError, MemoryMedium};
use super::packing;
use super::stored::{self, BaseHead, BasePart};
use crate::domain::base::Base;
use crate::domain::fact::Fact;
use crate::domain::id::TabId;

const HEADING: &str = "Quietly backup, version ";
const VERSION: u32 = 2;
const SAMPLE: &str = ", of the sample";
/// People or invitations in a line.
const ROWS: usize = 64;

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Backup {
    /// What lies below the history.
    pub base: Arc<Base>,
    /// The facts.
    pub facts: Vec<Fact>,
    /// Whether it is of the sample.
    pub is_sample: bool,
    /// How much of it was lost before it was saved; only in a copy of the stored values.
    pub losses: usize,
}

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

/// Writes what [`crate::domain::ledger::Ledger::effective`] gives as the text of a file: the
/// heading with version and number of lines, then the lines, each with its own checksum.
///
/// # Errors
/// In words, where something cannot be written as JSON.
pub fn write_backup(base: &Base, facts: &[Fact], space: Space) -> Result<String, String> {
    let mut lines = Vec::new();
    if base.facts > 0 {
        let head = BaseHead { facts: base.facts, clock: base.clock, parts: Vec::new() };
        lines.push(format!("base {}", packing::write_json(&head)?));
        for part in BasePart::cut(base, ROWS) {
            lines.push(format!("part {}", packing::write_json(&part)?));
        }
    }
    for fact in facts {
        // A history inside of a history is no fact that counts.
        let Some(act) = stored::Act::whole(&fact.act) else { continue };
        lines.push(entry::to_text(&stored::Fact::with_act(fact, act))?);
    }
    let of = if space == Space::Sample { SAMPLE } else { "" };
    let heading = format!("{HEADING}{VERSION}, {} lines{of}\n", lines.len());
    Ok(heading + &lines.join("\n") + "\n")
}

/// Reads the text of a file: a backup of any version up to this one, or a copy of the stored
/// values.
///
/// # Errors
/// Where it is no backup, damaged, cut off, or of a newer version.
pub fn read_backup(text: &str) -> Result<Backup, BackupError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_start().starts_with('{') {
        return read_raw_copy(text);
    }
    let mut lines = text.lines();
    let heading = lines.next().and_then(|line| line.strip_prefix(HEADING));
    let heading = heading.ok_or(BackupError::NotABackup)?;
    let in_heading = BackupError::Damaged { line: 1 };
    let (version, count) = heading.split_once(", ").ok_or(in_heading)?;
    let version: u32 = version.parse().map_err(|_| in_heading)?;
    if version > VERSION {
        return Err(BackupError::Newer);
    }
    let (count, is_sample) = match count.strip_suffix(SAMPLE) {
        Some(count) => (count, true),
        None => (count, false),
    };
    let unit = if version == 1 { " entries" } else { " lines" };
    let expected: usize =
        count.strip_suffix(unit).and_then(|count| count.parse().ok()).ok_or(in_heading)?;
    let mut base = Base::default();
    let mut facts = Vec::new();
    let mut found = 0usize;
    for (index, line) in lines.enumerate() {
        if line.is_empty() {
            continue;
        }
        read_line(line, &mut base, &mut facts).map_err(|why| match why {
            Unreadable::Newer => BackupError::Newer,
            Unreadable::Damaged | Unreadable::Missing => BackupError::Damaged { line: index + 2 },
        })?;
        found += 1;
    }
    if found != expected {
        return Err(BackupError::Cut { found, expected });
    }
    base.network.name_nobodies();
    Ok(Backup { base: Arc::new(base), facts, is_sample, losses: 0 })
}

fn read_line(line: &str, base: &mut Base, facts: &mut Vec<Fact>) -> Result<(), Unreadable> {
    if let Some(text) = line.strip_prefix("base ") {
        let head: BaseHead = packing::read_json(text)?;
        (base.facts, base.clock) = (head.facts, head.clock);
    } else if let Some(text) = line.strip_prefix("part ") {
        packing::read_json::<BasePart>(text)?.put_into(base);
    } else {
        let fact = entry::from_text(line)?;
        let act = fact.act.clone().into_domain().ok_or(Unreadable::Damaged)?;
        facts.push(fact.to_domain(act));
    }
    Ok(())
}

/// The stored values as they are, key by key: what the page's last resort saves as well.
#[derive(Serialize, Deserialize)]
struct RawCopy {
    program: String,
    what: String,
    saved: String,
    values: BTreeMap<String, String>,
}

const PROGRAM: &str = "quietly";
const WHAT: &str = "stored values";

/// All values of this program as they stand, damaged ones included, as JSON. `saved` is the
/// time, for people.
///
/// # Errors
/// Where the medium cannot be reached.
pub fn raw_copy(medium: &impl Medium, saved: &str) -> Result<String, MediumError> {
    let mut values = BTreeMap::new();
    for key in medium.keys()? {
        if key.starts_with(PREFIX)
            && let Some(value) = medium.get(&key)?
        {
            values.insert(key, value);
        }
    }
    let (program, what, saved) = (PROGRAM.to_owned(), WHAT.to_owned(), saved.to_owned());
    serde_json::to_string_pretty(&RawCopy { program, what, saved, values })
        .map_err(|error| MediumError::Failed(error.to_string()))
}

fn read_raw_copy(text: &str) -> Result<Backup, BackupError> {
    let copy: RawCopy = serde_json::from_str(text).map_err(|_| BackupError::NotABackup)?;
    if copy.program != PROGRAM || copy.what != WHAT {
        return Err(BackupError::NotABackup);
    }
    let medium = MemoryMedium::default();
    for (key, value) in &copy.values {
        medium.set(key, value).map_err(|_| BackupError::NotABackup)?;
    }
    let opened = Store::new(&medium, Space::Own, TabId(0)).read_new();
    let opened = opened.map_err(|_| BackupError::NotABackup)?;
    if opened.is_newer {
        return Err(BackupError::Newer);
    }
    let ledger = crate::domain::ledger::Ledger::fold(opened.base, opened.facts);
    let (base, facts) = ledger.effective();
    Ok(Backup { base, facts, is_sample: false, losses: opened.losses.len() })
}
