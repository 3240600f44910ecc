//! Bytes as text that fills the quota well, and values with a checksum.
//!
//! The quota counts UTF-16 units, whatever stands in them, and 15 bits fit into one: the
//! value 0 is U+3400, 32767 is U+B3FF, and none of these 32,768 characters is a surrogate
//! or a control. Bits go in with the highest first; the last unit is filled up with zeros.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Unreadable;
use super::stored::{Fact, Part};

/// The version of the forms that this program writes.
pub(super) const VERSION: u32 = 2;

/// The character that stands for zero.
const ZERO: u32 = 0x3400;
const BITS: u32 = 15;

/// To how many bytes a value may inflate: bytes that were changed can ask for anything.
pub(super) const AT_MOST: u64 = 64 * 1024 * 1024;

/// Bytes as characters of 15 bits each.
fn to_units(bytes: &[u8]) -> String {
    // Each of these characters takes three bytes in UTF-8.
    let mut text = String::with_capacity(bytes.len().div_ceil(15).saturating_mul(8 * 3) + 3);
    let mut held = 0u32;
    let mut bits = 0u32;
    let mut push = |value: u32| text.extend(char::from_u32(ZERO + value));
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        if bits >= BITS {
            bits -= BITS;
            push(held >> bits);
            held &= (1 << bits) - 1;
        }
    }
    if bits > 0 {
        push(held << (BITS - bits));
    }
    text
}

/// The bytes of such characters, as many as fit: perhaps one zero more than went in.
fn from_units(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 3 * 15 / 8 + 1);
    // Eight characters are fifteen whole bytes: nearly all of the text goes by this road,
    // which is much the quicker.
    let mut whole = text.as_bytes().chunks_exact(8 * 3);
    for eight in &mut whole {
        let mut held = 0u128;
        for character in eight.as_chunks().0 {
            held = (held << BITS) | u128::from(of_utf8(*character)?);
        }
        let [_, packed @ ..] = held.to_be_bytes();
        bytes.extend_from_slice(&packed);
    }
    let rest = text.get(text.len() - whole.remainder().len()..)?;
    let mut held = 0u32;
    let mut bits = 0u32;
    for character in rest.chars() {
        let value = of_character(u32::from(character))?;
        held = (held << BITS) | value;
        bits += BITS;
        while bits >= 8 {
            bits -= 8;
            // The mask keeps what was not taken yet.
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    // What fills up the last unit is zero, or somebody has changed it.
    (held == 0).then_some(bytes)
}

/// What a character stands for; `None` for those that stand for nothing.
fn of_character(character: u32) -> Option<u32> {
    character.checked_sub(ZERO).filter(|value| *value < 1 << BITS)
}

/// The same for the three bytes that such a character is in UTF-8. They come from a `str`, so
/// that the last two belong to the first.
fn of_utf8([first, second, third]: [u8; 3]) -> Option<u32> {
    let bits = |byte: u8, mask: u8| u32::from(byte & mask);
    let character = (bits(first, 0x0f) << 12) | (bits(second, 0x3f) << 6) | bits(third, 0x3f);
    (first >> 4 == 0xe).then_some(character).and_then(of_character)
}

/// A value with version and checksum, packed: `2:9ae0daaf:…`. The checksum is the CRC-32
/// (IEEE) of the deflated bytes as they are read back. Returned with it.
fn pack(value: &impl Serialize) -> Result<(String, u32), String> {
    let binary = postcard::to_allocvec(value).map_err(|error| error.to_string())?;
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    let deflated = encoder.write_all(&binary).and_then(|()| encoder.finish());
    let mut deflated = deflated.map_err(|error| error.to_string())?;
    let length = deflated.len();
    // The bits that fill up the last unit may make a whole byte.
    deflated.resize((length * 8).div_ceil(BITS as usize) * BITS as usize / 8, 0);
    let checksum = crc32fast::hash(&deflated);
    let units = to_units(deflated.get(..length).unwrap_or_default());
    Ok((format!("{VERSION}:{checksum:08x}:{units}"), checksum))
}

/// Reads a packed value; with the checksum that it must have, where that is known.
fn unpack<T: DeserializeOwned>(text: &str, expected: Option<u32>) -> Result<T, Unreadable> {
    let (version, checksum, body) = header(text)?;
    let read = || {
        let deflated = from_units(body)?;
        if crc32fast::hash(&deflated) != checksum || expected.is_some_and(|it| it != checksum) {
            return None;
        }
        let mut binary = Vec::with_capacity(deflated.len().saturating_mul(4));
        let mut decoder = DeflateDecoder::new(deflated.as_slice()).take(AT_MOST);
        decoder.read_to_end(&mut binary).ok()?;
        match postcard::take_from_bytes(&binary) {
            Ok((value, [])) => Some(value),
            _ => None,
        }
    };
    judge(version, read())
}

/// Reads a part. Here and in [`unpack_facts`] what is generic becomes code that is built for
/// speed, whoever calls it.
#[inline(never)]
pub(super) fn unpack_part(text: &str, checksum: u32) -> Result<Part, Unreadable> {
    unpack(text, Some(checksum))
}

/// Reads the facts of a segment.
#[inline(never)]
pub(super) fn unpack_facts(text: &str) -> Result<Vec<Fact>, Unreadable> {
    unpack(text, None)
}

/// Writes a part.
#[inline(never)]
pub(super) fn pack_part(part: &Part) -> Result<(String, u32), String> {
    pack(part)
}

/// Writes the facts of a segment.
#[inline(never)]
pub(super) fn pack_facts(facts: &[Fact]) -> Result<(String, u32), String> {
    pack(&facts)
}

/// A value with version and checksum, as JSON: `2:9ae0daaf:{…}`.
pub(super) fn write_json(value: &impl Serialize) -> Result<String, String> {
    let json = serde_json::to_string(value).map_err(|error| error.to_string())?;
    Ok(format!("{VERSION}:{:08x}:{json}", crc32fast::hash(json.as_bytes())))
}

/// Reads such a value.
pub(super) fn read_json<T: DeserializeOwned>(text: &str) -> Result<T, Unreadable> {
    let (version, checksum, json) = header(text)?;
    let value = (crc32fast::hash(json.as_bytes()) == checksum)
        .then(|| serde_json::from_str(json).ok())
        .flatten();
    judge(version, value)
}

/// The checksum that a value says it has.
pub(super) fn checksum_of(text: &str) -> Option<u32> {
    header(text).ok().map(|(_, checksum, _)| checksum)
}

pub(super) fn header(text: &str) -> Result<(u32, u32, &str), Unreadable> {
    let (version, rest) = text.split_once(':').ok_or(Unreadable::Damaged)?;
    let is_number = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit());
    let version: u32 = version.parse().map_err(|_| Unreadable::Damaged)?;
    if !is_number {
        return Err(Unreadable::Damaged);
    }
    let Some((checksum, body)) = rest.split_once(':') else {
        // Nothing is known of what comes after the version of a newer form.
        let why = if version > VERSION { Unreadable::Newer } else { Unreadable::Damaged };
        return Err(why);
    };
    let is_plain =
        checksum.len() == 8 && checksum.bytes().all(|it| b"0123456789abcdef".contains(&it));
    match u32::from_str_radix(checksum, 16) {
        Ok(checksum) if is_plain => Ok((version, checksum, body)),
        _ if version > VERSION => Err(Unreadable::Newer),
        _ => Err(Unreadable::Damaged),
    }
}

/// What has been read under this version. What reads as our form under a newer version is
/// ours, and its version was changed.
fn judge<T>(version: u32, value: Option<T>) -> Result<T, Unreadable> {
    match value {
        Some(value) if version == VERSION => Ok(value),
        None if version > VERSION => Err(Unreadable::Newer),
        _ => Err(Unreadable::Damaged),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_of_every_length_come_back() {
        for length in 0..200u32 {
            let bytes: Vec<u8> = (0..length).map(|n| (n * 151 % 251) as u8).collect();
            let text = to_units(&bytes);
            assert_eq!(text.chars().count(), (bytes.len() * 8).div_ceil(15));
            let back = from_units(&text).unwrap();
            assert_eq!(back.get(..bytes.len()), Some(&*bytes), "{length}");
            assert!(back.get(bytes.len()..).unwrap().iter().all(|it| *it == 0), "{length}");
        }
    }

    #[test]
    fn a_value_comes_back_and_no_changed_character_passes() {
        let value: Vec<(u32, String)> = (0..60).map(|n| (n * n, format!("text {n}"))).collect();
        let (text, checksum) = pack(&value).unwrap();
        assert_eq!(unpack::<Vec<(u32, String)>>(&text, Some(checksum)), Ok(value));
        let characters: Vec<char> = text.chars().collect();
        for at in 0..characters.len() {
            for other in ['0', '7', '\u{3400}', '\u{3401}', '\u{b3ff}', '\u{b400}', ':'] {
                if characters[at] != other {
                    let mut changed = characters.clone();
                    changed[at] = other;
                    let changed: String = changed.into_iter().collect();
                    assert!(unpack::<Vec<(u32, String)>>(&changed, None).is_err(), "{at} {other}");
                }
            }
        }
    }
}
