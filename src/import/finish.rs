//! What only the whole drop tells: whose export it is, how new it is, and, where nothing could
//! be read, which of all reasons to give.

use chrono::{Days, NaiveDate};

use super::export::{Export, FileKind, FileRead, MadeOn, MadeOnSource, Owner};
use super::invitations::Side;
use super::names;
use super::read::Notes;
use super::refusal::{OtherFile, Refusal};

/// Completes an export, or refuses the drop.
pub(super) fn finish(
    mut export: Export,
    notes: Notes,
    today: NaiveDate,
) -> Result<Export, Refusal> {
    let nothing = export.connections.is_empty()
        && export.own.is_empty()
        && export.invitations.is_empty()
        && export.hidden_members == 0;
    if nothing {
        return Err(verdict(&export, notes));
    }
    export.made_on = made_on(&export, &notes, today);
    Ok(export)
}

/// Fills what is not known of the owner yet from the owner's side of invitations.
pub(super) fn name_owner(owner: &mut Owner, side: Side) {
    if owner.profile_url.is_empty() {
        owner.profile_url = side.url;
    }
    if owner.first_name.is_empty() && owner.last_name.is_empty() {
        // Nothing tells first names from last ones here; most have one last name.
        let name = side.name;
        let (first, last) = name.rsplit_once(char::is_whitespace).unwrap_or((name.as_str(), ""));
        owner.first_name = first.trim_end().to_owned();
        owner.last_name = last.to_owned();
    }
}

/// The day of the export.
fn made_on(export: &Export, notes: &Notes, today: NaiveDate) -> Option<MadeOn> {
    // Rows have no time zone, so that a day may be over somewhere else.
    let latest = today.checked_add_days(Days::new(1)).unwrap_or(today);
    let is_own = |file: &FileRead| matches!(file.kind, FileKind::Own(_));
    // Beside a file of LinkedIn, what was saved here tells nothing of LinkedIn's.
    if export.read.iter().all(is_own)
        && let Some(day) = notes.saved_on.filter(|day| *day <= latest)
    {
        return Some(MadeOn { day, source: MadeOnSource::Own });
    }
    let connected = export.connections.iter().filter_map(|row| row.connected_on.day());
    let sent = export.invitations.iter().filter_map(|row| row.sent_at.day());
    let newest = connected
        .chain(sent)
        .chain(notes.hidden_days.iter().copied())
        .filter(|day| *day <= latest)
        .max();
    let earliest = newest.and_then(|day| day.checked_sub_days(Days::new(1)));
    let named = export
        .read
        .iter()
        .filter(|file| matches!(file.kind, FileKind::Connections | FileKind::Invitations))
        .filter_map(|file| names::archive_day(&file.path))
        .filter(|day| *day <= latest && earliest.is_none_or(|earliest| *day >= earliest))
        .max();
    match (named, newest) {
        (Some(day), _) => Some(MadeOn { day, source: MadeOnSource::ArchiveName }),
        (None, Some(day)) => Some(MadeOn { day, source: MadeOnSource::NewestRow }),
        (None, None) => None,
    }
}

/// Of all the reasons why nothing could be read, the one that helps most.
fn verdict(export: &Export, notes: Notes) -> Refusal {
    let empty = export.read.iter().filter_map(|file| match file.kind {
        FileKind::Connections | FileKind::Invitations => Some(Refusal::NoRows(file.kind)),
        FileKind::Own(_) => Some(Refusal::NobodyInOwn(file.kind)),
        FileKind::Profile | FileKind::Positions | FileKind::Notes => None,
    });
    let mut reasons: Vec<Refusal> =
        export.refused.iter().map(|(_, refusal)| refusal.clone()).chain(empty).collect();
    reasons.sort_by_key(rank);
    if let Some(reason) = reasons.first()
        && (rank(reason) < rank(&Refusal::ArchiveLacksBoth) || notes.dropped == 1)
        && !(notes.dropped == 1 && !notes.archives.is_empty() && says_little(reason))
    {
        return reason.clone();
    }
    // A file that is there, though not what its name says, is not lacking.
    let promised = export.refused.iter().filter(|(path, _)| names::promises_ours(path));
    if let Some(reason) = promised.map(|(_, reason)| reason).min_by_key(|reason| rank(reason)) {
        return reason.clone();
    }
    if notes.dropped == notes.archives.len() {
        return Refusal::ArchiveLacksBoth;
    }
    let small = export.read.iter().filter_map(|file| match file.kind {
        FileKind::Profile => Some(Refusal::OtherFile(OtherFile::Profile)),
        FileKind::Positions => Some(Refusal::OtherFile(OtherFile::Positions)),
        FileKind::Notes => Some(Refusal::OtherFile(OtherFile::Notes)),
        FileKind::Connections | FileKind::Invitations | FileKind::Own(_) => None,
    });
    let mut rest = reasons.into_iter().chain(small).chain(notes.others);
    match rest.next() {
        // Several files that are all the same thing are told like one.
        Some(first) if rest.all(|other| other == first) => first,
        _ => Refusal::NoneOfOurs,
    }
}

/// Reasons that tell of single members of an archive, and nothing of what to do with it.
fn says_little(reason: &Refusal) -> bool {
    rank(reason) > rank(&Refusal::ArchiveLacksBoth)
}

/// How near a reason is to what the user wanted to drop: the lower, the nearer.
fn rank(refusal: &Refusal) -> u8 {
    match refusal {
        Refusal::Cancelled => 0,
        Refusal::NoReadableRow { .. }
        | Refusal::TooManyRows { .. }
        | Refusal::DamagedOwn { .. }
        | Refusal::NewerOwn => 1,
        Refusal::NoHeader(FileKind::Connections | FileKind::Invitations) => 2,
        Refusal::Encrypted | Refusal::UnknownPacking => 3,
        Refusal::DamagedArchive => 4,
        Refusal::TooLarge { .. } | Refusal::TooManyFiles { .. } => 5,
        Refusal::NoRows(_) | Refusal::NobodyInOwn(_) => 6,
        Refusal::Spreadsheet(_) | Refusal::OtherArchive(_) => 7,
        Refusal::ArchiveLacksBoth => 8,
        Refusal::OtherFile(_) => 9,
        Refusal::NoHeader(_) | Refusal::UnknownTable => 10,
        Refusal::NotAnExport(_) => 11,
        Refusal::EmptyFile => 12,
        Refusal::NoneOfOurs | Refusal::NoFiles => 13,
    }
}
