//! Bytes to text, whatever a spreadsheet saved them as. Line breaks become LF.

use std::string::FromUtf8Error;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::pace::{Cancelled, Meter};

/// Bytes that are worked on at a time.
const CHUNK: usize = 64 * 1024;

/// Bytes that are read at a time where nothing has to be changed in them.
const READ: usize = 256 * 1024;

/// Bytes that are looked at in one go where they may be a text as they are.
const AT_ONCE: usize = 4 * 1024 * 1024;

/// Decodes a whole file.
pub(super) async fn decode(bytes: Vec<u8>, meter: &mut Meter<'_>) -> Result<String, Cancelled> {
    let is_marked = Encoding::for_bom(&bytes).is_some();
    let bytes = if bytes.len() <= AT_ONCE && !is_marked && utf_16(&bytes).is_none() {
        match as_it_is(bytes) {
            Ok(text) => {
                meter.bytes(text.len() as u64).await?;
                return Ok(text);
            }
            Err(bytes) => bytes,
        }
    } else {
        bytes
    };
    let (marked, bytes) = match Encoding::for_bom(&bytes) {
        Some((encoding, length)) => (Some(encoding), bytes.get(length..).unwrap_or_default()),
        None => (utf_16(&bytes), bytes.as_slice()),
    };
    if marked.is_none_or(|encoding| encoding == UTF_8)
        && let Some(text) = utf_8(bytes, meter).await?
    {
        return Ok(text);
    }
    let encoding = match marked {
        Some(encoding) => encoding,
        None => choose(bytes, meter).await?,
    };
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut lines = Lines::default();
    let mut piece = String::new();
    let mut chunks = bytes.chunks(CHUNK).peekable();
    while let Some(chunk) = chunks.next() {
        let last = chunks.peek().is_none();
        let mut rest = chunk;
        loop {
            piece.clear();
            piece.reserve(decoder.max_utf8_buffer_length(rest.len()).unwrap_or(CHUNK));
            let (result, read, _) = decoder.decode_to_string(rest, &mut piece, last);
            lines.push(&piece);
            rest = rest.get(read..).unwrap_or_default();
            if result == CoderResult::InputEmpty {
                break;
            }
        }
        meter.bytes(chunk.len() as u64).await?;
    }
    Ok(lines.text)
}

/// The same bytes as a text, where they are UTF-8 and no line break has to become another; else the
/// bytes again.
fn as_it_is(bytes: Vec<u8>) -> Result<String, Vec<u8>> {
    let text = String::from_utf8(bytes).map_err(FromUtf8Error::into_bytes)?;
    if text.as_bytes().contains(&b'\r') { Err(text.into_bytes()) } else { Ok(text) }
}

/// The text of bytes that are UTF-8 to the last, as those of most files are; none for others.
/// Only what was read counts as progress.
async fn utf_8(bytes: &[u8], meter: &mut Meter<'_>) -> Result<Option<String>, Cancelled> {
    let mut lines = Lines { text: String::with_capacity(bytes.len()), after_cr: false };
    let mut rest = bytes;
    while !rest.is_empty() {
        let chunk = rest.get(..READ).unwrap_or(rest);
        let good = match std::str::from_utf8(chunk) {
            Ok(_) => chunk.len(),
            // The end of the chunk cuts a letter in two.
            Err(error) if error.error_len().is_none() && chunk.len() < rest.len() => {
                error.valid_up_to()
            }
            Err(_) => return Ok(None),
        };
        let (piece, after) = rest.split_at_checked(good).unwrap_or_default();
        lines.push(std::str::from_utf8(piece).unwrap_or_default());
        rest = after;
        if !rest.is_empty() {
            meter.breathe().await?;
        }
    }
    meter.bytes(bytes.len() as u64).await?;
    Ok(Some(lines.text))
}

/// Text whose line breaks are LF.
#[derive(Default)]
struct Lines {
    text: String,
    after_cr: bool,
}

impl Lines {
    fn push(&mut self, piece: &str) {
        if piece.is_empty() {
            return;
        }
        let after_cr = std::mem::replace(&mut self.after_cr, piece.ends_with('\r'));
        // The LF of a CRLF that the end of a chunk cut in two.
        let piece = if after_cr { piece.strip_prefix('\n').unwrap_or(piece) } else { piece };
        let mut rest = piece;
        while let Some((before, after)) = rest.split_once('\r') {
            self.text.push_str(before);
            self.text.push('\n');
            rest = after.strip_prefix('\n').unwrap_or(after);
        }
        self.text.push_str(rest);
    }
}

/// Decides the encoding of bytes without a mark that are no UTF-8.
async fn choose(bytes: &[u8], meter: &mut Meter<'_>) -> Result<&'static Encoding, Cancelled> {
    // Not counted as progress, only breathed between: most files need the first loop alone.
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.chunks(CHUNK) {
        for piece in chunk.utf8_chunks() {
            good = good.saturating_add(piece.valid().bytes().filter(|b| *b >= 0xC0).count());
            bad = bad.saturating_add(usize::from(!piece.invalid().is_empty()));
        }
        if bytes.len() > CHUNK {
            meter.breathe().await?;
        }
    }
    // One broken letter among many good ones: UTF-8 that was cut or patched.
    if bad.saturating_mul(20) <= good {
        return Ok(UTF_8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    for chunk in bytes.chunks(CHUNK) {
        detector.feed(chunk, false);
        if bytes.len() > CHUNK {
            meter.breathe().await?;
        }
    }
    detector.feed(&[], true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    Ok(if guess == WINDOWS_1252 && looks_macintosh(bytes) { MACINTOSH } else { guess })
}

/// UTF-16 shows by its zeros, which no text in another encoding has: behind each English
/// letter (LE) or before it (BE). The column names alone have dozens of them.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let (mut before, mut behind, mut pairs) = (0_usize, 0_usize, 0_usize);
    for pair in head.chunks_exact(2) {
        if let [first, second] = pair {
            before += usize::from(*first == 0 && *second != 0);
            behind += usize::from(*second == 0 && *first != 0);
            pairs += 1;
        }
    }
    let much = pairs / 8;
    match () {
        () if pairs < 4 => None,
        () if behind > much && before <= behind / 8 => Some(UTF_16LE),
        () if before > much && behind <= before / 8 => Some(UTF_16BE),
        () => None,
    }
}

/// Excel for Mac ends its lines with CR alone, and its letters lie below those of Windows.
fn looks_macintosh(bytes: &[u8]) -> bool {
    let count = |from: u8, to: u8| bytes.iter().filter(|b| (from..=to).contains(*b)).count();
    !bytes.contains(&b'\n') && bytes.contains(&b'\r') && count(0x80, 0x9F) > count(0xC0, 0xFF)
}
