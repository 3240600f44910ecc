//! ZIP archives: what is in one, and a member of it unpacked within bounds.

use std::io::{Cursor, ErrorKind, Read};

use flate2::{Decompress, FlushDecompress, Status};
use zip::read::{Config, OwnedZipFileEntry, ZipFile};
use zip::result::ZipError;
use zip::unstable::read::ZipIterable;
use zip::{CompressionMethod, ZipReadOptions};

use super::limits;
use super::pace::Meter;
use super::refusal::Refusal;

/// Bytes that are copied at a time.
const CHUNK: u64 = 256 * 1024;

/// Bytes that are inflated at a time, and for how many there is room at once, whatever an archive
/// claims: some tens of milliseconds.
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
    let mut deflated = Deflated::of(&file, bytes);
    // With a little more, the end comes with the last bytes.
    let room = member.claimed_bytes().min(ROOM).saturating_add(64);
    let mut unpacked = Vec::with_capacity(usize::try_from(room).unwrap_or_default());
    loop {
        let before = unpacked.len();
        let is_over = match &mut deflated {
            Some(deflated) => deflated.inflate(&mut unpacked)?,
            None => copy(&mut file, &mut unpacked)?,
        };
        let count = unpacked.len().saturating_sub(before) as u64;
        *left = left.saturating_sub(count);
        if *left == 0 {
            return Err(Refusal::TooLarge { limit_mib: limits::DROP_MIB });
        }
        if unpacked.len() as u64 > limits::FILE_BYTES {
            return Err(Refusal::TooLarge { limit_mib: limits::FILE_MIB });
        }
        if is_over {
            return Ok(unpacked);
        }
        meter.bytes(count).await?;
    }
}

/// Copies some bytes behind those that are there; true at the end. The reader compares the
/// checksum there.
fn copy(file: &mut impl Read, unpacked: &mut Vec<u8>) -> Result<bool, Refusal> {
    match file.take(CHUNK).read_to_end(unpacked) {
        Ok(count) => Ok(count == 0),
        Err(error) if error.kind() == ErrorKind::Interrupted => Ok(false),
        Err(_) => Err(Refusal::DamagedArchive),
    }
}

/// A deflated member, inflated from where it stands in the archive to where it stays. Through the
/// buffer of the reader for all kinds of members, it would be inflated in many small pieces.
struct Deflated<'a> {
    inflating: Decompress,
    packed: &'a [u8],
    checksum: crc32fast::Hasher,
    wanted: u32,
    /// Bytes that may come, as the archive claims.
    claimed: u64,
}

impl<'a> Deflated<'a> {
    /// None for a member that is packed in another way.
    fn of<R: Read>(file: &ZipFile<'_, R>, archive: &'a [u8]) -> Option<Self> {
        if file.compression() != CompressionMethod::Deflated {
            return None;
        }
        let packed = archive.get(usize::try_from(file.data_start()?).ok()?..)?;
        let size = usize::try_from(file.compressed_size()).ok()?;
        Some(Deflated {
            inflating: Decompress::new(false),
            packed: packed.get(..size).unwrap_or(packed),
            checksum: crc32fast::Hasher::new(),
            wanted: file.crc32(),
            claimed: file.size(),
        })
    }

    /// Inflates into the room behind what is there; true at the end.
    fn inflate(&mut self, unpacked: &mut Vec<u8>) -> Result<bool, Refusal> {
        if unpacked.len() == unpacked.capacity() {
            // As much again as before, not twice as much: the page is to breathe in between.
            unpacked.reserve_exact(usize::try_from(ROOM).unwrap_or_default());
        }
        let (before, read_before) = (unpacked.len(), self.inflating.total_in());
        let status = self
            .inflating
            .decompress_vec(self.packed, unpacked, FlushDecompress::Finish)
            .map_err(|_| Refusal::DamagedArchive)?;
        let read = self.inflating.total_in().saturating_sub(read_before);
        self.packed =
            usize::try_from(read).ok().and_then(|read| self.packed.get(read..)).unwrap_or_default();
        let new = unpacked.get(before..).unwrap_or_default();
        self.checksum.update(new);
        let is_over = status == Status::StreamEnd;
        let is_stuck = !is_over && new.is_empty() && read == 0;
        let is_too_much = self.inflating.total_out() > self.claimed;
        let is_other = is_over && self.checksum.clone().finalize() != self.wanted;
        if is_stuck || is_too_much || is_other { Err(Refusal::DamagedArchive) } else { Ok(is_over) }
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

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::import::pace::NoPace;

    /// What comes out of the first member, through the reader for all kinds of them.
    fn by_any_reader(archive: &[u8], member: &Member) -> Option<Vec<u8>> {
        let mut source = Cursor::new(archive);
        let mut file =
            member.entry.as_ref().with_reader(&mut source, ZipReadOptions::new()).ok()?;
        let mut unpacked = Vec::new();
        file.read_to_end(&mut unpacked).ok().map(|_| unpacked)
    }

    #[test]
    fn a_member_of_several_rooms_comes_out_whole() {
        let line = "Zoë,Brandt,https://www.linkedin.com/in/zoe,,Woodgrove,Chief,04 Jan 2026\n";
        let text: String = (0..260_000).map(|n| format!("{n},{line}")).collect();
        assert!(text.len() as u64 > 2 * ROOM, "{} bytes", text.len());
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("Connections.csv", SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
        let archive = writer.finish().unwrap().into_inner();
        let mut meter = Meter::new(&NoPace);
        let members = pollster::block_on(members(&archive, &mut meter)).unwrap();
        let mut left = limits::DROP_BYTES;
        let unpacked = unpack(&archive, members.first().unwrap(), &mut left, &mut meter);
        assert!(pollster::block_on(unpacked).unwrap() == text.as_bytes());
        assert_eq!(limits::DROP_BYTES - left, text.len() as u64);
    }

    #[test]
    fn deflated_members_come_out_like_any_other_whatever_is_damaged() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("a.csv", SimpleFileOptions::default()).unwrap();
        writer.write_all("Mira,Halvorsen\nAna,Halvorsen\n".repeat(9).as_bytes()).unwrap();
        let whole = writer.finish().unwrap().into_inner();
        let mut came_out = 0;
        for at in 0..whole.len() {
            for bit in 0..8 {
                let mut archive = whole.clone();
                archive[at] ^= 1 << bit;
                let mut meter = Meter::new(&NoPace);
                let Ok(members) = pollster::block_on(members(&archive, &mut meter)) else {
                    continue;
                };
                let Some(member) = members.first() else { continue };
                let mut left = limits::DROP_BYTES;
                let unpacked =
                    pollster::block_on(unpack(&archive, member, &mut left, &mut meter)).ok();
                came_out += usize::from(unpacked.is_some());
                assert_eq!(unpacked, by_any_reader(&archive, member), "{at}, {bit}");
            }
        }
        assert!(came_out > 0);
    }
}
