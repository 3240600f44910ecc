//! What a file looks like that is no table of ours.

use super::refusal::{Looks, Packed, Refusal, Sheet};
use super::table;
use crate::forms::FORMAT;

/// How much of a text is looked through for what this program writes at its beginning.
const OWN_HEAD: usize = 512;

/// Whether the first bytes are those of a card, or of people whom this program saved as JSON.
pub(super) fn may_be_own(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let head = bytes.get(..OWN_HEAD).unwrap_or(bytes).trim_ascii_start();
    own_text(&String::from_utf8_lossy(head)).is_some()
}

/// A text that may be of people whom this program saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OwnText {
    /// Cards, of whomever: each says itself whether it was saved here.
    Cards,
    /// JSON that says so.
    Json,
}

/// Tells by its beginning whether a text may be of people whom this program saved.
pub(super) fn own_text(text: &str) -> Option<OwnText> {
    let head = text.trim_start();
    let head = head.get(..head.floor_char_boundary(OWN_HEAD)).unwrap_or_default();
    let says = |format: &str| head.contains(&format!("\"{format}\""));
    match () {
        () if head.get(..11).is_some_and(|it| it.eq_ignore_ascii_case("begin:vcard")) => {
            Some(OwnText::Cards)
        }
        () if head.starts_with('{') && says(FORMAT) => Some(OwnText::Json),
        () => None,
    }
}

/// What the first bytes of a file say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sniffed {
    /// A ZIP, or something that is packed as one.
    Zip,
    /// Perhaps a text.
    Text,
    /// Something else for sure.
    Else(Refusal),
}

/// Looks at the first bytes.
pub(super) fn bytes(bytes: &[u8]) -> Sniffed {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let tar = bytes.get(257..262) == Some(b"ustar");
    let refusal = match () {
        () if bytes.is_empty() => Refusal::EmptyFile,
        () if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") || starts(b"PK\x07\x08") => {
            return Sniffed::Zip;
        }
        () if starts(b"%PDF") => Refusal::NotAnExport(Looks::Pdf),
        () if starts(b"\x89PNG") || starts(b"\xFF\xD8\xFF") || starts(b"GIF8") => {
            Refusal::NotAnExport(Looks::Picture)
        }
        () if starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") => {
            Refusal::NotAnExport(Looks::Picture)
        }
        () if bytes.get(4..8) == Some(b"ftyp") => Refusal::NotAnExport(Looks::Picture),
        () if starts(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") => Refusal::Spreadsheet(Sheet::Xls),
        () if starts(b"7z\xBC\xAF\x27\x1C") => Refusal::OtherArchive(Packed::SevenZip),
        () if starts(b"Rar!\x1A\x07") => Refusal::OtherArchive(Packed::Rar),
        () if starts(b"\x1F\x8B") => Refusal::OtherArchive(Packed::Gzip),
        () if tar || starts(b"BZh") || starts(b"\xFD7zXZ\x00") || starts(b"\x28\xB5\x2F\xFD") => {
            Refusal::OtherArchive(Packed::Other)
        }
        () => return Sniffed::Text,
    };
    Sniffed::Else(refusal)
}

/// Says what a ZIP is that some program uses as its own format; `None` for a plain archive.
pub(super) fn packed_document<'a>(
    bytes: &[u8],
    mut members: impl Iterator<Item = &'a str>,
) -> Option<Refusal> {
    // An OpenDocument file begins with its type, unpacked.
    let head = bytes.get(..200).unwrap_or(bytes);
    let says = |text: &[u8]| head.windows(text.len()).any(|window| window == text);
    if says(b"opendocument.spreadsheet") {
        return Some(Refusal::Spreadsheet(Sheet::Ods));
    }
    if says(b"application/vnd.oasis.opendocument") {
        return Some(Refusal::NotAnExport(Looks::OfficeDocument));
    }
    let mut content_types = false;
    let mut workbook = false;
    let numbers = members.any(|path| {
        content_types |= path == "[Content_Types].xml";
        workbook |= path.starts_with("xl/");
        path == "Index/Document.iwa" || path == "Index.zip"
    });
    match () {
        () if numbers => Some(Refusal::Spreadsheet(Sheet::Numbers)),
        () if workbook && content_types => Some(Refusal::Spreadsheet(Sheet::Xlsx)),
        () if content_types => Some(Refusal::NotAnExport(Looks::OfficeDocument)),
        () => None,
    }
}

/// Says what a text is in which no known column names were found.
pub(super) fn text(text: &str) -> Refusal {
    let start = text.trim_start();
    if start.is_empty() {
        return Refusal::EmptyFile;
    }
    let (mut seen, mut strange) = (0_u32, 0_u32);
    for c in start.chars().take(65_536) {
        seen = seen.saturating_add(1);
        let control = c.is_control() && !matches!(c, '\n' | '\t' | '\u{c}');
        strange = strange.saturating_add(u32::from(control || c == '\u{fffd}'));
    }
    // Texts have a stray one at most; one byte of nine is one in other files.
    if strange.saturating_mul(50) > seen {
        return Refusal::NotAnExport(Looks::Binary);
    }
    let head: String = start.chars().take(512).flat_map(char::to_lowercase).collect();
    let looks = match () {
        () if head.starts_with("<!doctype html") || head.contains("<html") => Looks::WebPage,
        () if head.starts_with("<?xml") || head.starts_with('<') => Looks::Xml,
        () if head.starts_with('{') || head.starts_with("[{") || head.starts_with("[\n") => {
            Looks::Json
        }
        () if head.starts_with("begin:vcard") => Looks::AddressCard,
        () if table::has_columns(start) => return Refusal::UnknownTable,
        () => Looks::PlainText,
    };
    Refusal::NotAnExport(looks)
}
