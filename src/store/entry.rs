//! One fact as one line of text: `1:` the version, eight digits of checksum, the fact.

use crate::domain::fact::Fact;

/// The version of the form that this program writes.
const VERSION: u32 = 1;

/// Why a stored text is not a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Its bytes are not as they were written.
    #[error("it is damaged")]
    Damaged,
    /// A newer version of this program wrote it.
    #[error("a newer version of Quietly wrote it")]
    Newer,
}

/// The text of a fact: `1:9ae0daaf:{…}`, the checksum being CRC-32 (IEEE) of the JSON
/// after it, in eight hexadecimal digits.
pub fn to_text(fact: &Fact) -> Result<String, serde_json::Error> {
    let json = serde_json::to_string(fact)?;
    Ok(format!("{VERSION}:{:08x}:{json}", crc32fast::hash(json.as_bytes())))
}

/// Reads the text of a fact.
pub fn from_text(text: &str) -> Result<Fact, Unreadable> {
    let (version, rest) = text.split_once(':').ok_or(Unreadable::Damaged)?;
    let version: u32 = version.parse().map_err(|_| Unreadable::Damaged)?;
    if version > VERSION {
        return Err(Unreadable::Newer);
    }
    let (checksum, json) = rest.split_once(':').ok_or(Unreadable::Damaged)?;
    let checksum = u32::from_str_radix(checksum, 16).map_err(|_| Unreadable::Damaged)?;
    if version != VERSION || checksum != crc32fast::hash(json.as_bytes()) {
        return Err(Unreadable::Damaged);
    }
    let fact: Fact = serde_json::from_str(json).map_err(|_| Unreadable::Damaged)?;
    // No life is so long; after such a fact there would be no number for the next one.
    if fact.id.clock == u32::MAX { Err(Unreadable::Damaged) } else { Ok(fact) }
}
