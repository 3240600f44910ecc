//! One fact as one line of text, in one of two forms.
//!
//! `1:9ae0daaf:{…}` is the version, the CRC-32 (IEEE) of the JSON in eight hexadecimal
//! digits, and the JSON. `1d:9ae0daaf:…` is the same with the JSON deflated and written in
//! Base64: an import of 30,000 connections would not fit otherwise.

use std::io::{Read, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

use crate::domain::fact::Fact;

/// The version of the forms that this program writes.
const VERSION: u32 = 1;

/// From how many bytes of JSON on an entry is deflated. Acts are far below it.
const LARGE: usize = 4 * 1024;

/// To how many bytes an entry may inflate: bytes that were changed can ask for anything.
const AT_MOST: u64 = 128 * 1024 * 1024;

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

/// The text of a fact.
///
/// # Errors
/// Where it cannot be written as JSON.
pub fn to_text(fact: &Fact) -> Result<String, serde_json::Error> {
    let json = serde_json::to_string(fact)?;
    let checksum = crc32fast::hash(json.as_bytes());
    if json.len() < LARGE {
        return Ok(format!("{VERSION}:{checksum:08x}:{json}"));
    }
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    let deflated = encoder
        .write_all(json.as_bytes())
        .and_then(|()| encoder.finish())
        .map_err(serde_json::Error::io)?;
    Ok(format!("{VERSION}d:{checksum:08x}:{}", STANDARD_NO_PAD.encode(deflated)))
}

/// Reads the text of a fact.
///
/// # Errors
/// Where it is damaged, or of a newer version.
pub fn from_text(text: &str) -> Result<Fact, Unreadable> {
    let (form, rest) = text.split_once(':').ok_or(Unreadable::Damaged)?;
    let (version, is_deflated) = match form.strip_suffix('d') {
        Some(version) => (version, true),
        None => (form, false),
    };
    let version: u32 = version.parse().map_err(|_| Unreadable::Damaged)?;
    if version > VERSION {
        return Err(Unreadable::Newer);
    }
    let (checksum, body) = rest.split_once(':').ok_or(Unreadable::Damaged)?;
    let checksum = u32::from_str_radix(checksum, 16).map_err(|_| Unreadable::Damaged)?;
    let inflated = if is_deflated { Some(inflate(body)?) } else { None };
    let json = inflated.as_deref().unwrap_or(body.as_bytes());
    if version != VERSION || checksum != crc32fast::hash(json) {
        return Err(Unreadable::Damaged);
    }
    let fact: Fact = serde_json::from_slice(json).map_err(|_| Unreadable::Damaged)?;
    // No life is so long; after such a fact there would be no number for the next one.
    if fact.id.clock == u32::MAX { Err(Unreadable::Damaged) } else { Ok(fact) }
}

fn inflate(body: &str) -> Result<Vec<u8>, Unreadable> {
    let deflated = STANDARD_NO_PAD.decode(body).map_err(|_| Unreadable::Damaged)?;
    let mut json = Vec::new();
    let mut decoder = DeflateDecoder::new(deflated.as_slice()).take(AT_MOST);
    decoder.read_to_end(&mut json).map_err(|_| Unreadable::Damaged)?;
    Ok(json)
}
