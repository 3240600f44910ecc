//! What a table is, told by its column names.

use super::export::FileKind;
use super::refusal::OtherFile;

/// What a line of column names makes a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// One of the files that are read.
    Ours(FileKind),
    /// A known file that is none of ours.
    Other(OtherFile),
}

/// Columns of address books, which name people who are no connections.
const ADDRESS_BOOK: &[&str] = &[
    "addresses",
    "birthday",
    "bookmarkedat",
    "companies",
    "createdat",
    "emails",
    "familyname",
    "fullname",
    "givenname",
    "homephone",
    "instantmessagehandles",
    "mobilephone",
    "organizationname",
    "phonenumbers",
    "profiles",
    "sites",
];

/// Columns of the Outlook form that no other form has.
const OUTLOOK: &[&str] =
    &["businessstreet", "department", "jobtitle", "middlename", "suffix", "webpage"];

/// Columns that tell other files of an export.
const OTHERS: &[&str] = &[
    "companynames",
    "endorsementdate",
    "followedon",
    "jobtitles",
    "memberage",
    "organization",
    "registeredat",
    "schoolname",
    "searchquery",
    "sharelink",
    "skillname",
];

/// A column name as it is compared: letters and digits alone, in lower case.
pub(super) fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether this is a column name whose folded form is `name`.
pub(super) fn is(text: &str, name: &str) -> bool {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).eq(name.chars())
}

/// Tells what a table with these (folded) column names is; `None` where they are no known
/// column names. `hint` is what the file's name promises, and helps only in doubt.
pub(super) fn verdict(columns: &[String], hint: Option<FileKind>) -> Option<Verdict> {
    let has = |name: &str| columns.iter().any(|column| column == name);
    let any = |names: &[&str]| names.iter().any(|name| has(name));
    let count = |names: &[&str]| names.iter().filter(|name| has(name)).count();

    let person = any(&["firstname", "lastname"]);
    let reach = any(&["url", "emailaddress", "email"]);
    let job = count(&["company", "position"]);
    let profile_urls = any(&["inviterprofileurl", "inviteeprofileurl"]);
    let sides = any(&["from", "to"]);
    let sending = count(&["sentat", "direction", "message"]);

    let ours = |kind| Some(Verdict::Ours(kind));
    let other = |file| Some(Verdict::Other(file));
    match () {
        () if any(&["conversationid", "conversationtitle", "senderprofileurl"]) => {
            other(OtherFile::Messages)
        }
        () if any(&["connectionfirstname", "connectionprofileurl"]) && has("note") => {
            ours(FileKind::Notes)
        }
        () if profile_urls && (sides || sending > 0) => ours(FileKind::Invitations),
        () if sides && any(&["sentat", "direction"]) => ours(FileKind::Invitations),
        () if sides && sending > 0 && hint == Some(FileKind::Invitations) => {
            ours(FileKind::Invitations)
        }
        () if has("connectedon") && (person || reach) => ours(FileKind::Connections),
        () if person && has("text") && any(&["creationdate", "status"]) => {
            other(OtherFile::Recommendations)
        }
        () if person && count(&["company", "emailaddress"]) == 2 && count(OUTLOOK) > 2 => {
            ours(FileKind::Connections)
        }
        () if person && any(&["headline", "maidenname"]) => ours(FileKind::Profile),
        () if count(ADDRESS_BOOK) > 1 => other(OtherFile::AddressBook),
        () if has("firstname") && has("lastname") && (job == 2 || (has("url") && job > 0)) => {
            ours(FileKind::Connections)
        }
        () if (person || has("url"))
            && (reach || job > 0)
            && columns.len() > 1
            && hint == Some(FileKind::Connections) =>
        {
            ours(FileKind::Connections)
        }
        () if has("companyname") && has("title") && any(&["startedon", "finishedon"]) => {
            ours(FileKind::Positions)
        }
        () if any(OTHERS) || (has("confirmed") && has("primary")) => other(OtherFile::Other),
        () => None,
    }
}
