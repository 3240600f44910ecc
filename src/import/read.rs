//! The way from dropped files to an [`Export`].

use chrono::NaiveDate;

use super::archive::{self, Member};
use super::connections;
use super::encoding;
use super::export::{Export, FileKind, FileRead, InputFile, OwnForm};
use super::finish;
use super::header::Verdict;
use super::invitations;
use super::limits;
use super::names::{self, Named};
use super::others;
use super::own::Own;
use super::own_cards;
use super::own_json;
use super::pace::{AnyPace, Meter, Pace};
use super::refusal::Refusal;
use super::rows::Tally;
use super::sniff::{self, OwnText, Sniffed};
use super::table::{self, Table};
use crate::forms::table::Saved;

/// Reads everything that was dropped at once.
///
/// `today` only guards against days in the future. Files that are none of our business are
/// listed and left alone; a file that cannot be read fails the whole only when nothing else
/// could be read.
///
/// # Errors
/// [`Refusal`], when no connections or invitations could be read, or the user cancelled.
pub async fn read(
    files: Vec<InputFile>,
    today: NaiveDate,
    pace: &impl Pace,
) -> Result<Export, Refusal> {
    read_at(files, today, pace).await
}

async fn read_at(
    files: Vec<InputFile>,
    today: NaiveDate,
    pace: &dyn AnyPace,
) -> Result<Export, Refusal> {
    if files.is_empty() {
        return Err(Refusal::NoFiles);
    }
    if files.len() > limits::ENTRIES as usize {
        return Err(Refusal::TooManyFiles { limit: limits::ENTRIES });
    }
    let mut work = Work::new(pace);
    work.meter.breathe().await?;
    let mut sources = work.open(files).await?;
    sources.sort_by_key(|source| source.stage());

    let named = take(&mut sources, |source| matches!(source.named, Named::Ours(_)));
    work.read_all(named).await?;
    let dropped = take(&mut sources, |s| s.named == Named::Unknown && s.is_bare());
    work.read_all(dropped).await?;
    if !(work.has(FileKind::Connections) && work.has(FileKind::Invitations)) {
        let packed = take(&mut sources, |source| source.named == Named::Unknown);
        work.read_all(packed).await?;
    }
    if !work.has(FileKind::Connections) && !work.has(FileKind::Invitations) {
        // Perhaps one of ours under another's name; if not, its contents say what it is.
        let others = take(&mut sources, Source::is_bare);
        work.read_all(others).await?;
    }
    work.export.ignored.extend(sources.into_iter().map(|source| source.path));
    let end = work.meter.total();
    work.meter.settle(end);
    work.meter.breathe().await?;
    finish::finish(work.export, work.notes, today)
}

/// What was noted on the way, beside what the export itself says.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Days of hidden members' rows.
    pub(super) hidden_days: Vec<NaiveDate>,
    /// The newest day on which a file was saved here.
    pub(super) saved_on: Option<NaiveDate>,
    /// Why files that are none of ours are none.
    pub(super) others: Vec<Refusal>,
    /// Paths of the archives that could be opened.
    pub(super) archives: Vec<String>,
    /// How many files were dropped.
    pub(super) dropped: usize,
}

/// A file that may be read.
struct Source {
    path: String,
    named: Named,
    body: Body,
}

/// Where the bytes of a file are.
enum Body {
    Bare(Vec<u8>),
    Packed { archive: usize, member: Box<Member> },
}

impl Source {
    fn is_bare(&self) -> bool {
        matches!(self.body, Body::Bare(_))
    }

    /// Profiles come first: they name the owner, whom invitations need.
    fn stage(&self) -> u8 {
        u8::from(self.named != Named::Ours(FileKind::Profile))
    }

    /// Bytes of work: unpacking, decoding, parsing.
    fn work(&self) -> u64 {
        match &self.body {
            Body::Bare(bytes) => (bytes.len() as u64).saturating_mul(2),
            Body::Packed { member, .. } => member.claimed_bytes().saturating_mul(3),
        }
    }
}

fn take(sources: &mut Vec<Source>, wanted: impl Fn(&Source) -> bool) -> Vec<Source> {
    let (taken, left) = std::mem::take(sources).into_iter().partition(wanted);
    *sources = left;
    taken
}

/// Everything that is under way.
struct Work<'a> {
    meter: Meter<'a>,
    export: Export,
    notes: Notes,
    archives: Vec<Vec<u8>>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl<'a> Work<'a> {
    fn new(pace: &'a dyn AnyPace) -> Self {
        Work {
            meter: Meter::new(pace),
            export: Export::default(),
            notes: Notes::default(),
            archives: Vec::new(),
            left: limits::DROP_BYTES,
        }
    }

    fn has(&self, kind: FileKind) -> bool {
        self.export.read.iter().any(|file| file.kind == kind)
    }

    /// Opens archives, and sets aside what is no table.
    async fn open(&mut self, files: Vec<InputFile>) -> Result<Vec<Source>, Refusal> {
        let alone = files.len() == 1;
        self.notes.dropped = files.len();
        let mut sources = Vec::new();
        for InputFile { path, bytes } in files {
            let named = names::named(&path);
            let wanted = alone || matches!(named, Named::Ours(_)) || names::promises_ours(&path);
            match sniff::bytes(&bytes) {
                Sniffed::Zip => {
                    let opened = match archive::members(&bytes, &mut self.meter).await {
                        Err(Refusal::Cancelled) => return Err(Refusal::Cancelled),
                        Err(refusal) => {
                            self.export.refused.push((path, refusal));
                            continue;
                        }
                        Ok(members) => members,
                    };
                    let paths = opened.iter().map(|member| member.path.as_str());
                    match sniff::packed_document(&bytes, paths) {
                        Some(refusal) => self.set_aside(path, refusal, wanted),
                        None => {
                            sources.extend(self.packed(&path, opened));
                            self.notes.archives.push(path);
                            self.archives.push(bytes);
                        }
                    }
                }
                Sniffed::Else(refusal) => self.set_aside(path, refusal, wanted),
                Sniffed::Text
                    if named == Named::NoTable && !alone && !sniff::may_be_own(&bytes) =>
                {
                    self.export.ignored.push(path);
                }
                Sniffed::Text if bytes.len() as u64 > limits::FILE_BYTES => {
                    let refusal = Refusal::TooLarge { limit_mib: limits::FILE_MIB };
                    self.set_aside(path, refusal, wanted);
                }
                Sniffed::Text => {
                    // The only file is looked into whatever it is called, and so is what was
                    // saved here.
                    let named = if named == Named::NoTable { Named::Unknown } else { named };
                    sources.push(Source { path, named, body: Body::Bare(bytes) });
                }
            }
        }
        Ok(sources)
    }

    /// The tables of an archive that will be the next one.
    fn packed(&mut self, archive: &str, members: Vec<Member>) -> Vec<Source> {
        let mut sources = Vec::new();
        for member in members {
            let path = format!("{archive}/{}", member.path);
            match names::named(&member.path) {
                Named::NoTable => self.export.ignored.push(path),
                named => sources.push(Source {
                    path,
                    named,
                    body: Body::Packed { archive: self.archives.len(), member: Box::new(member) },
                }),
            }
        }
        sources
    }

    /// Leaves out a file: with its reason in sight where it was meant to be one of ours.
    fn set_aside(&mut self, path: String, refusal: Refusal, wanted: bool) {
        if wanted {
            self.export.refused.push((path, refusal));
        } else {
            self.notes.others.push(refusal);
            self.export.ignored.push(path);
        }
    }

    async fn read_all(&mut self, sources: Vec<Source>) -> Result<(), Refusal> {
        for source in &sources {
            self.meter.expect(source.work());
        }
        let mut end = self.meter.total();
        for source in sources.iter().rev() {
            end = end.saturating_sub(source.work());
        }
        for source in sources {
            end = end.saturating_add(source.work());
            let (path, named) = (source.path.clone(), source.named);
            match self.read_one(source).await {
                Ok(()) => {}
                Err(Refusal::Cancelled) => return Err(Refusal::Cancelled),
                Err(refusal) => {
                    let wanted = matches!(named, Named::Ours(_)) || refusal.is_of_ours();
                    self.set_aside(path, refusal, wanted);
                }
            }
            self.meter.settle(end);
        }
        Ok(())
    }

    async fn read_one(&mut self, source: Source) -> Result<(), Refusal> {
        let bytes = match source.body {
            Body::Bare(bytes) => bytes,
            Body::Packed { archive, member } => {
                let packed = self.archives.get(archive).map(Vec::as_slice).unwrap_or_default();
                archive::unpack(packed, &member, &mut self.left, &mut self.meter).await?
            }
        };
        let hint = match source.named {
            Named::Ours(kind) => Some(kind),
            _ => None,
        };
        // Also a member of an archive may be no table, whatever its name says.
        if let Sniffed::Else(refusal) = sniff::bytes(&bytes) {
            return Err(refusal);
        }
        let text = encoding::decode(bytes, &mut self.meter).await?;
        if let Some(looks) = sniff::own_text(&text) {
            return self.read_own(&text, looks, source.path).await;
        }
        match table::find(&text, hint) {
            Some((Verdict::Ours(kind), head)) => {
                let kind = match (kind, head.saved) {
                    (FileKind::Connections, Some(_)) => FileKind::Own(OwnForm::Table),
                    (kind, _) => kind,
                };
                let saved = head.saved;
                let texts = kind != FileKind::Connections;
                self.read_table(Table::new(text, head, texts), kind, saved, source.path).await
            }
            Some((Verdict::Other(other), _)) => Err(Refusal::OtherFile(other)),
            None => Err(match (sniff::text(&text), hint) {
                (Refusal::UnknownTable, Some(kind)) => Refusal::NoHeader(kind),
                (refusal, _) => refusal,
            }),
        }
    }

    /// The index of the file that is read next.
    fn next_file(&self) -> Result<u16, Refusal> {
        u16::try_from(self.export.read.len())
            .map_err(|_| Refusal::TooManyFiles { limit: u32::from(u16::MAX) })
    }

    async fn read_own(&mut self, text: &str, looks: OwnText, path: String) -> Result<(), Refusal> {
        let own = Own::of(self.next_file()?, self.export.connections.len());
        let (form, own) = match looks {
            OwnText::Json => (OwnForm::Json, own_json::read(text, own, &mut self.meter).await?),
            OwnText::Cards => (OwnForm::Cards, own_cards::read(text, own, &mut self.meter).await?),
        };
        let tally = self.take_over(own);
        self.note_read(path, FileKind::Own(form), tally);
        Ok(())
    }

    /// Takes over the people of a file that was saved here.
    fn take_over(&mut self, own: Own) -> Tally {
        self.export.connections.extend(own.connections);
        self.export.own.extend(own.rows);
        self.notes.saved_on = self.notes.saved_on.max(own.saved_on);
        own.tally
    }

    async fn read_table(
        &mut self,
        table: Table,
        kind: FileKind,
        saved: Option<Saved>,
        path: String,
    ) -> Result<(), Refusal> {
        let file = self.next_file()?;
        let meter = &mut self.meter;
        let export = &mut self.export;
        let tally = match kind {
            FileKind::Connections | FileKind::Own(_) => {
                let read = connections::read(table, file, meter).await?;
                if let Some(saved) = saved {
                    let hidden = read.hidden_members;
                    export.hidden_members = export.hidden_members.saturating_add(hidden);
                    let before = export.connections.len();
                    let own = Own::of_table(file, before, saved, read.rows, read.tally);
                    let tally = self.take_over(own.checked(OwnForm::Table)?);
                    self.note_read(path, kind, tally);
                    return Ok(());
                }
                // Hidden members are all that some rows can say.
                let nothing = read.rows.is_empty() && read.hidden_members == 0;
                readable(kind, nothing, &read.tally)?;
                export.connections.extend(read.rows);
                export.hidden_members = export.hidden_members.saturating_add(read.hidden_members);
                self.notes.hidden_days.extend(read.hidden_days);
                read.tally
            }
            FileKind::Invitations => {
                let known = format!("{} {}", export.owner.first_name, export.owner.last_name);
                let read = invitations::read(table, file, known.trim(), meter).await?;
                readable(kind, read.rows.is_empty(), &read.tally)?;
                finish::name_owner(&mut export.owner, read.owner);
                export.invitations.extend(read.rows);
                read.tally
            }
            FileKind::Profile => {
                let (owner, tally) = others::profile(table, file, meter).await?;
                let empty = owner.first_name.is_empty() && owner.last_name.is_empty();
                readable(kind, empty, &tally)?;
                if !empty {
                    let profile_url = std::mem::take(&mut export.owner.profile_url);
                    export.owner = super::export::Owner { profile_url, ..owner };
                }
                tally
            }
            FileKind::Positions => {
                let (positions, tally) = others::positions(table, file, meter).await?;
                readable(kind, positions.is_empty(), &tally)?;
                export.positions.extend(positions);
                tally
            }
            FileKind::Notes => {
                let (notes, tally) = others::notes(table, file, meter).await?;
                readable(kind, notes.is_empty(), &tally)?;
                export.notes.extend(notes);
                tally
            }
        };
        self.note_read(path, kind, tally);
        Ok(())
    }

    /// Lists a file as read.
    fn note_read(&mut self, path: String, kind: FileKind, tally: Tally) {
        self.export.skipped.extend(tally.skipped);
        self.export.read.push(FileRead { path, kind, rows: tally.rows });
    }
}

/// Refuses a table with rows of which none could be read.
fn readable(kind: FileKind, nothing: bool, tally: &Tally) -> Result<(), Refusal> {
    match tally.skipped.first() {
        Some(first) if nothing => Err(Refusal::NoReadableRow {
            kind,
            rows: tally.rows,
            line: first.line,
            reason: first.reason.clone(),
        }),
        _ => Ok(()),
    }
}
