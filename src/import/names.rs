//! What a file's name suggests. Contents decide; names tell only where to look first, and help
//! where contents leave doubt.

use chrono::NaiveDate;

use super::export::FileKind;

/// What a name suggests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// One of the files that are read.
    Ours(FileKind),
    /// A table that might be anything.
    Unknown,
    /// A table that LinkedIn's exports have and that is none of ours.
    Other,
    /// No table, or a file that the operating system left there.
    NoTable,
}

/// Other tables of an export, as bare names.
const OTHERS: &[&str] = &[
    "adsclicked",
    "adtargeting",
    "causesyoucareabout",
    "certifications",
    "coachmessages",
    "comments",
    "companyfollows",
    "contacts",
    "courses",
    "education",
    "emailaddresses",
    "endorsementgiveninfo",
    "endorsementreceivedinfo",
    "events",
    "guidemessages",
    "hashtagfollows",
    "honors",
    "importedcontacts",
    "inferencesaboutyou",
    "jobapplications",
    "jobseekerpreferences",
    "languages",
    "learning",
    "learningcoachmessages",
    "learningrolechatmessages",
    "logins",
    "memberfollows",
    "messages",
    "onlinejobpostings",
    "organizations",
    "patents",
    "phonenumbers",
    "profilesummary",
    "projects",
    "providers",
    "publications",
    "reactions",
    "receipts",
    "recommendationsgiven",
    "recommendationsreceived",
    "registration",
    "richmedia",
    "savedjobalerts",
    "savedjobs",
    "searchqueries",
    "securitychallenges",
    "shares",
    "skills",
    "testscores",
    "verifications",
    "volunteering",
    "votes",
    "whatsappphonenumbers",
];

/// Looks at the last part of a path.
pub(super) fn named(path: &str) -> Named {
    if is_hidden(path) {
        return Named::NoTable;
    }
    let name = file_name(path).to_lowercase();
    let (stem, is_table) = stem(&name);
    let bare = bare(stem);
    let kind = match bare.as_str() {
        "profile" => Some(FileKind::Profile),
        "positions" => Some(FileKind::Positions),
        "notes" => Some(FileKind::Notes),
        _ if bare.contains("connections") => Some(FileKind::Connections),
        _ if bare.contains("invitations") => Some(FileKind::Invitations),
        _ => None,
    };
    match kind {
        _ if !is_table => Named::NoTable,
        Some(kind) => Named::Ours(kind),
        None if OTHERS.contains(&bare.as_str()) => Named::Other,
        None => Named::Unknown,
    }
}

/// Whether a file's name, whatever its ending, promises connections or invitations.
pub(super) fn promises_ours(path: &str) -> bool {
    let bare = bare(file_name(path));
    !is_hidden(path) && (bare.contains("connections") || bare.contains("invitations"))
}

/// The last part of a path.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Files that operating systems leave in archives and folders.
fn is_hidden(path: &str) -> bool {
    path.split(['/', '\\']).any(|part| {
        part.eq_ignore_ascii_case("__MACOSX")
            || (part.starts_with('.') && part != "." && part != "..")
    })
}

/// A lower-case name without its endings, and whether they are those of a table.
fn stem(name: &str) -> (&str, bool) {
    let mut stem = name;
    let mut is_table = false;
    while let Some((rest, ending)) = stem.rsplit_once('.') {
        if !matches!(ending, "csv" | "tsv" | "tab" | "txt") {
            break;
        }
        stem = rest;
        is_table = true;
    }
    (stem, is_table || !name.contains('.'))
}

/// Letters alone, without a member id, a `(1)` or the word that marks a copy.
fn bare(stem: &str) -> String {
    let mut bare: String =
        stem.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    loop {
        let shorter = bare.trim_end_matches(|c: char| c.is_ascii_digit());
        let shorter = ["copy", "kopie", "copie", "copia"]
            .iter()
            .find_map(|word| shorter.strip_suffix(word))
            .unwrap_or(shorter);
        if shorter.len() == bare.len() {
            return bare;
        }
        bare = shorter.to_owned();
    }
}

/// The day in the name that LinkedIn gave to an archive (`…_MM-DD-YYYY.zip`), also where a
/// browser added `(1)`, and where only the folder that it was unpacked to has kept it.
pub(super) fn archive_day(path: &str) -> Option<NaiveDate> {
    path.rsplit(['/', '\\'])
        .filter(|part| {
            let part = part.to_lowercase();
            part.contains("linkedindataexport") || part.ends_with(".zip")
        })
        .find_map(day_in)
}

/// The first `MM-DD-YYYY` in a name that is no part of a longer number.
fn day_in(name: &str) -> Option<NaiveDate> {
    let runs: Vec<&str> = name.split(|c: char| !(c.is_ascii_digit() || c == '-')).collect();
    runs.into_iter().find_map(|run| {
        let mut parts = run.split('-').filter(|part| !part.is_empty());
        let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
        let fits = month.len() == 2 && day.len() == 2 && year.len() == 4 && parts.next().is_none();
        fits.then_some(())?;
        NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    })
}
