//! ZIP archives: what is in one, and a member of it unpacked within bounds.

use std::io::{Cursor, ErrorKind, Read};

use zip::ZipReadOptions;
use zip::read::{Config, OwnedZipFileEntry};
use zip::result::ZipError;
use zip::unstable::read::ZipIterable;

use super::limits;
use super::pace::Meter;
use super::refusal::Refusal;

/// Bytes that are unpacked at a time.
const CHUNK: usize = 256 * 1024;

/// For how many bytes there is room at once, whatever an archive claims.
const ROOM: u64 = 8 * 1024 * 1024;

/// Entries that are listed before others may work.
const ENTRIES_AT_A_TIME: usize = 500;

/// One file in an archive.
pub(super) struct Member {
    /// Its path, with `/` between the parts.
    pub(super) path: String,
    entry: OwnedZipFileEntry,
}

impl Member {
    /// The unpacked size as the archive claims it, cut to what is allowed: for the bar only.
    pub(super) fn claimed_bytes(&self) -> u64 {
        self.entry.size().min(limits::FILE_BYTES)
    }
}

/// Lists the files of an archive, without its folders.
pub(super) async fn members(bytes: &[u8], meter: &mut Meter<'_>) -> Result<Vec<Member>, Refusal> {
    if bytes.len() as u64 > limits::ARCHIVE_BYTES {
        return Err(Refusal::TooLarge { limit_mib: limits::ARCHIVE_MIB });
    }
    let mut archive =
        ZipIterable::try_new(Cursor::new(bytes), Config::default()).map_err(refusal)?;
    if archive.len() > limits::ENTRIES as usize {
        return Err(Refusal::TooManyFiles { limit: limits::ENTRIES });
    }
    let mut members = Vec::new();
    let mut listed = 0_usize;
    for entry in archive.files().map_err(refusal)? {
        let entry = OwnedZipFileEntry::from(entry.map_err(refusal)?);
        if !entry.is_dir() {
            let path = match entry.name() {
                Ok(name) => name.replace('\\', "/"),
                Err(_) => String::from_utf8_lossy(entry.name_raw()).replace('\\', "/"),
            };
            members.push(Member { path, entry });
        }
        listed = listed.saturating_add(1);
        if listed.is_multiple_of(ENTRIES_AT_A_TIME) {
            meter.breathe().await?;
        }
    }
    Ok(members)
}

/// Unpacks one file. `left` is what the drop may still unpack to, and is lowered by what comes
/// out, not by what the archive claims.
pub(super) async fn unpack(
    bytes: &[u8],
    member: &Member,
    left: &mut u64,
    meter: &mut Meter<'_>,
) -> Result<Vec<u8>, Refusal> {
    if member.entry.encrypted() {
        return Err(Refusal::Encrypted);
    }
    let mut source = Cursor::new(bytes);
    let mut file =
        member.entry.as_ref().with_reader(&mut source, ZipReadOptions::new()).map_err(refusal)?;
    let room = member.claimed_bytes().min(ROOM).saturating_add(CHUNK as u64);
    let mut unpacked = Vec::with_capacity(usize::try_from(room).unwrap_or_default());
    let mut end = 0_usize;
    loop {
        // Unpacked where it stays, behind what is there.
        unpacked.resize(end.saturating_add(CHUNK), 0);
        let count = match file.read(unpacked.get_mut(end..).unwrap_or_default()) {
            Ok(0) => {
                unpacked.truncate(end);
                return Ok(unpacked);
            }
            Ok(count) => count,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            // The checksum is compared at the end.
            Err(_) => return Err(Refusal::DamagedArchive),
        };
        end = end.saturating_add(count);
        let count = count as u64;
        *left = left.saturating_sub(count);
        if *left == 0 {
            return Err(Refusal::TooLarge { limit_mib: limits::DROP_MIB });
        }
        if end as u64 > limits::FILE_BYTES {
            return Err(Refusal::TooLarge { limit_mib: limits::FILE_MIB });
        }
        meter.bytes(count).await?;
    }
}

fn refusal(error: ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Refusal::Encrypted
        }
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            Refusal::UnknownPacking
        }
        _ => Refusal::DamagedArchive,
    }
}
