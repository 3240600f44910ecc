//! Every address of the page, as one type with its text both ways.
//!
//! **Room rule.** Pure. The path names the page alone: whatever tells of the user's
//! network lives in the fragment, which browsers do not send.

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
    /// Where exports come in.
    Import,
    /// Look, storage, copies.
    Settings,
}

impl Route {
    /// All pages.
    pub const ALL: [Route; 8] = [
        Route::Home,
        Route::Inbox,
        Route::Sent,
        Route::Archive,
        Route::Trash,
        Route::Connections,
        Route::Import,
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
            Route::Import => "/import",
            Route::Settings => "/settings",
        }
    }

    /// The page that a path names, a slash at its end or not.
    pub fn parse(path: &str) -> Option<Route> {
        let path = path.trim_end_matches('/');
        Route::ALL.into_iter().find(|route| route.path().trim_end_matches('/') == path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
