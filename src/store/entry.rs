//! One fact as one line of text: the journal's entries, and the lines of a backup.
//!
//! `2:9ae0daaf:{…}` is the version, the CRC-32 (IEEE) of the JSON in eight hexadecimal
//! digits, and the JSON. Version 1 had the same form, and besides `1d:9ae0daaf:…`, the JSON
//! deflated and in Base64, for large facts; both are still read.

use std::io::Read;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use flate2::read::DeflateDecoder;

use super::packing::{self, AT_MOST};
use super::stored;

/// Why a stored text cannot be read, or is not there to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Its bytes are not as they were written.
    #[error("it is damaged")]
    Damaged,
    /// A newer version of this program wrote it.
    #[error("a newer version of Quietly wrote it")]
    Newer,
    /// It must be there and is gone.
    #[error("it is gone")]
    Missing,
}

/// The text of a fact.
pub(super) fn to_text(fact: &stored::Fact) -> Result<String, String> {
    packing::write_json(fact)
}

/// Reads the text of a fact, of any version up to this one.
pub(super) fn from_text(text: &str) -> Result<stored::Fact, Unreadable> {
    let fact = match text.split_once(':') {
        Some(("1", rest)) => from_json(rest.split_once(':'), |json| Some(json.into()))?,
        Some(("1d", rest)) => from_json(rest.split_once(':'), inflate)?,
        _ => packing::read_json(text)?,
    };
    // No life is so long; after such a fact there would be no number for the next one.
    if fact.id.0.clock == u32::MAX || fact.number == u32::MAX {
        return Err(Unreadable::Damaged);
    }
    Ok(fact)
}

/// Reads the checksum and the JSON of the first version.
fn from_json(
    parts: Option<(&str, &str)>,
    decode: impl Fn(&str) -> Option<Vec<u8>>,
) -> Result<stored::Fact, Unreadable> {
    let read = || {
        let (checksum, body) = parts?;
        let json = decode(body)?;
        let is_whole = u32::from_str_radix(checksum, 16).ok()? == crc32fast::hash(&json);
        is_whole.then(|| serde_json::from_slice(&json).ok())?
    };
    read().ok_or(Unreadable::Damaged)
}

fn inflate(body: &str) -> Option<Vec<u8>> {
    let deflated = STANDARD_NO_PAD.decode(body).ok()?;
    let mut json = Vec::new();
    DeflateDecoder::new(deflated.as_slice()).take(AT_MOST).read_to_end(&mut json).ok()?;
    Some(json)
}
