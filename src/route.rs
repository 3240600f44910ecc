//! Every address of the page, as one type with its text both ways.
//!
//! **Room rule.** Pure. The path names the page alone: whatever tells of the user's
//! network lives in the fragment, which browsers do not send.

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// A page of the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Route {
    /// The first visit; later the inbox.
    Home,
    /// Received invitations that wait.
    Inbox,
    /// Sent invitations.
    Sent,
    /// What was put away.
    Archive,
    /// What was thrown away.
    Trash,
    /// Connections and former ones.
    Connections,
    /// One person.
    Person,
    /// What each export shows to have changed.
    Changes,
    /// Who may be here twice.
    Duplicates,
    /// What is still to be done on LinkedIn.
    Todo,
    /// The network in pictures.
    Insights,
    /// With whom one wants to be connected.
    Guidelines,
    /// Where exports come in.
    Import,
    /// What was done, and can be taken back.
    History,
    /// Look, storage, copies.
    Settings,
}

impl Route {
    /// All pages.
    pub const ALL: [Route; 15] = [
        Route::Home,
        Route::Inbox,
        Route::Sent,
        Route::Archive,
        Route::Trash,
        Route::Connections,
        Route::Person,
        Route::Changes,
        Route::Duplicates,
        Route::Todo,
        Route::Insights,
        Route::Guidelines,
        Route::Import,
        Route::History,
        Route::Settings,
    ];

    /// The path below the address at which the app is hosted.
    pub const fn path(self) -> &'static str {
        match self {
            Route::Home => "/",
            Route::Inbox => "/inbox",
            Route::Sent => "/sent",
            Route::Archive => "/archive",
            Route::Trash => "/trash",
            Route::Connections => "/connections",
            Route::Person => "/people",
            Route::Changes => "/changes",
            Route::Duplicates => "/duplicates",
            Route::Todo => "/todo",
            Route::Insights => "/insights",
            Route::Guidelines => "/guidelines",
            Route::Import => "/import",
            Route::History => "/history",
            Route::Settings => "/settings",
        }
    }

    /// The page that a path names, a slash at its end or not.
    pub fn parse(path: &str) -> Option<Route> {
        let path = path.trim_end_matches('/');
        Route::ALL.into_iter().find(|route| route.path().trim_end_matches('/') == path)
    }
}

/// What a list shows, as its fragment says.
pub trait View: Default + Clone + PartialEq + 'static {
    /// Reads a fragment, its `#` or not. What it does not know it passes over.
    fn parse(fragment: &str) -> Self;
    /// The fragment with its `#`; empty where there is nothing to say.
    fn fragment(&self) -> String;
}

/// What the connections page shows, as its fragment says:
/// `#q=fjordline&show=former&only=email&sort=last&group=year`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConnectionsView {
    /// What is searched for, as typed.
    pub query: String,
    /// Whether the former connections are shown instead of the current ones.
    pub former: bool,
    /// The names of the filters that are on.
    pub only: Vec<String>,
    /// The name of the order; empty for the usual one.
    pub sort: String,
    /// The name of the grouping; empty for none.
    pub group: String,
}

impl View for ConnectionsView {
    fn parse(fragment: &str) -> ConnectionsView {
        let mut view = ConnectionsView::default();
        for pair in pairs(fragment) {
            match pair {
                ("q", query) => view.query = decoded(query),
                ("show", "former") => view.former = true,
                ("only", names) => view.only = names.split(',').map(decoded).collect(),
                ("sort", name) => view.sort = decoded(name),
                ("group", name) => view.group = decoded(name),
                _ => {}
            }
        }
        view
    }

    fn fragment(&self) -> String {
        let names = self.only.iter().map(|name| encoded(name)).collect::<Vec<_>>().join(",");
        joined([
            (!self.query.is_empty()).then(|| format!("q={}", encoded(&self.query))),
            self.former.then(|| "show=former".to_owned()),
            (!names.is_empty()).then(|| format!("only={names}")),
            (!self.sort.is_empty()).then(|| format!("sort={}", encoded(&self.sort))),
            (!self.group.is_empty()).then(|| format!("group={}", encoded(&self.group))),
        ])
    }
}

/// What one of the four lists shows, as its fragment says:
/// `#q=fjordline&only=message,unread&sort=name`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MailboxView {
    /// What is searched for, as typed.
    pub query: String,
    /// The names of the filters that are on.
    pub only: Vec<String>,
    /// The name of the order; empty for the usual one.
    pub sort: String,
    /// The invitation that is opened.
    pub open: Option<u64>,
}

impl View for MailboxView {
    fn parse(fragment: &str) -> MailboxView {
        let mut view = MailboxView::default();
        for pair in pairs(fragment) {
            match pair {
                ("q", query) => view.query = decoded(query),
                ("only", names) => view.only = names.split(',').map(decoded).collect(),
                ("sort", name) => view.sort = decoded(name),
                ("open", id) => view.open = digest(id),
                _ => {}
            }
        }
        view
    }

    fn fragment(&self) -> String {
        let names = self.only.iter().map(|name| encoded(name)).collect::<Vec<_>>().join(",");
        joined([
            (!self.query.is_empty()).then(|| format!("q={}", encoded(&self.query))),
            (!names.is_empty()).then(|| format!("only={names}")),
            (!self.sort.is_empty()).then(|| format!("sort={}", encoded(&self.sort))),
            self.open.map(|id| format!("open={id:016x}")),
        ])
    }
}

/// Whom the page of a person shows, as its fragment says: `#00d1f7c3a95be024`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonView {
    /// The person's id; none where the fragment names nobody.
    pub person: Option<u64>,
}

impl View for PersonView {
    fn parse(fragment: &str) -> PersonView {
        PersonView { person: digest(fragment.trim_start_matches('#')) }
    }

    fn fragment(&self) -> String {
        self.person.map(|id| format!("#{id:016x}")).unwrap_or_default()
    }
}

/// What the page of changes shows, as its fragment says: `#export=12.00d1f7c3a95be024&list=gone`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChangesView {
    /// The import whose changes are shown, by its fact; the newest where there is none.
    pub export: String,
    /// The name of the list of them; empty for the first that is not.
    pub list: String,
}

impl View for ChangesView {
    fn parse(fragment: &str) -> ChangesView {
        let mut view = ChangesView::default();
        for pair in pairs(fragment) {
            match pair {
                ("export", id) => view.export = decoded(id),
                ("list", name) => view.list = decoded(name),
                _ => {}
            }
        }
        view
    }

    fn fragment(&self) -> String {
        joined([
            // A fact's id is digits and a dot: it reads better as it is.
            (!self.export.is_empty())
                .then(|| format!("export={}", encoded(&self.export).replace("%2E", "."))),
            (!self.list.is_empty()).then(|| format!("list={}", encoded(&self.list))),
        ])
    }
}

/// What the list of things to be done on LinkedIn shows, as its fragment says: `#show=done`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TodoView {
    /// Whether what is done is shown, instead of what is not.
    pub done: bool,
}

impl View for TodoView {
    fn parse(fragment: &str) -> TodoView {
        TodoView { done: pairs(fragment).any(|pair| pair == ("show", "done")) }
    }

    fn fragment(&self) -> String {
        joined([self.done.then(|| "show=done".to_owned())])
    }
}

/// What the pictures show, as the fragment says: `#year=2024`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InsightsView {
    /// The year whose months are shown; all years where there is none.
    pub year: Option<i32>,
}

impl View for InsightsView {
    fn parse(fragment: &str) -> InsightsView {
        let year = pairs(fragment).find(|(key, _)| *key == "year");
        InsightsView { year: year.and_then(|(_, year)| year.parse().ok()) }
    }

    fn fragment(&self) -> String {
        joined([self.year.map(|year| format!("year={year}"))])
    }
}

/// The pairs of a fragment, its `#` or not.
fn pairs(fragment: &str) -> impl Iterator<Item = (&str, &str)> {
    fragment.trim_start_matches('#').split('&').filter_map(|pair| pair.split_once('='))
}

/// A fragment of these, with its `#`; empty where there are none.
fn joined(parts: impl IntoIterator<Item = Option<String>>) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!("#{}", parts.join("&")) }
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// The id that these 16 hexadecimal digits are.
fn digest(id: &str) -> Option<u64> {
    let is_digest = id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_digest.then(|| u64::from_str_radix(id, 16).ok()).flatten()
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// What the history shows, as its fragment says:
/// `#person=00d1f7c3a95be024&kind=decisions&days=30`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HistoryView {
    /// The one person whose history is shown; everybody's where there is none.
    pub person: Option<u64>,
    /// The name of the kind of acts; empty for all of them.
    pub kind: String,
    /// The acts of so many days, today included; of all days where there is none.
    pub days: Option<u32>,
}

impl HistoryView {
    /// All that concerns this person.
    pub fn of(person: u64) -> HistoryView {
        HistoryView { person: Some(person), ..HistoryView::default() }
    }

    /// Reads a fragment, its `#` or not. What it does not know it passes over.
    pub fn parse(fragment: &str) -> HistoryView {
        let mut view = HistoryView::default();
        for pair in pairs(fragment) {
            match pair {
                ("person", id) => view.person = digest(id),
                ("kind", name) => view.kind = decoded(name),
                ("days", days) => view.days = days.parse().ok(),
                _ => {}
            }
        }
        view
    }

    /// The fragment with its `#`; empty where there is nothing to say.
    pub fn fragment(&self) -> String {
        joined([
            self.person.map(|id| format!("person={id:016x}")),
            (!self.kind.is_empty()).then(|| format!("kind={}", encoded(&self.kind))),
            self.days.map(|days| format!("days={days}")),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_survives_its_fragment() {
        for (query, former) in [("", false), ("", true), ("zoë & co = 100%", false), ("#x", true)]
        {
            for only in [vec![], vec!["email".to_owned(), "tag-a, b&c".to_owned()]] {
                let (sort, group) = ("last".to_owned(), String::new());
                let view = ConnectionsView { query: query.into(), former, only, sort, group };
                assert_eq!(ConnectionsView::parse(&view.fragment()), view);
            }
        }
        assert_eq!(ConnectionsView::parse("#q=a%20b&new=1&show=all").query, "a b");
    }

    #[test]
    fn a_list_survives_its_fragment() {
        for (query, only, sort) in [
            ("", vec![], ""),
            ("zoë, & co", vec!["message", "tag:a, b&c"], "name"),
            ("", vec!["unread"], ""),
        ] {
            let only: Vec<String> = only.into_iter().map(str::to_owned).collect();
            for open in [None, Some(0xd1f7)] {
                let only = Clone::clone(&only);
                let view = MailboxView { query: query.into(), only, sort: sort.into(), open };
                assert_eq!(MailboxView::parse(&view.fragment()), view);
            }
        }
        assert_eq!(MailboxView::parse("#new=1&q"), MailboxView::default());
    }

    #[test]
    fn changes_and_what_is_to_be_done_survive_their_fragments() {
        for (export, list) in [("", ""), ("12.00d1f7c3a95be024", "gone"), ("a&b", "c=d")] {
            let view = ChangesView { export: export.into(), list: list.into() };
            assert_eq!(ChangesView::parse(&view.fragment()), view);
        }
        for done in [false, true] {
            let view = TodoView { done };
            assert_eq!(TodoView::parse(&view.fragment()), view);
        }
    }

    #[test]
    fn a_history_survives_its_fragment() {
        for person in [None, Some(0), Some(0xd1f7), Some(u64::MAX)] {
            for (kind, days) in [("", None), ("decisions", None), ("a&b", Some(30))] {
                let view = HistoryView { person, kind: kind.into(), days };
                assert_eq!(HistoryView::parse(&view.fragment()), view);
            }
        }
        for person in [None, Some(0), Some(0xd1f7)] {
            let view = PersonView { person };
            assert_eq!(PersonView::parse(&view.fragment()), view);
        }
        for year in [None, Some(2024), Some(-3)] {
            let view = InsightsView { year };
            assert_eq!(InsightsView::parse(&view.fragment()), view);
        }
        assert_eq!(InsightsView::parse("#year=soon"), InsightsView::default());
        for nobody in ["#person=", "#person=12", "#person=+0d1f7c3a95be024", "#who=1", "#é"] {
            assert_eq!(HistoryView::parse(nobody), HistoryView::default());
        }
    }

    #[test]
    fn every_page_is_found_by_its_path() {
        for route in Route::ALL {
            assert_eq!(Route::parse(route.path()), Some(route));
            assert_eq!(Route::parse(&format!("{}/", route.path())), Some(route));
        }
        assert_eq!(Route::parse("/nowhere"), None);
        assert_eq!(Route::parse("/inbox/x"), None);
    }
}
