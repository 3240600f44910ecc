//! Small words about the state of somebody or something, as rows and pages show them.

use leptos::prelude::*;

/// A badge: its words, and how loud it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    /// Its words.
    pub text: String,
    /// Its class.
    pub class: &'static str,
}

impl Badge {
    /// One that only tells.
    pub fn quiet(text: String) -> Badge {
        Badge { text, class: "badge" }
    }

    /// One that tells something good.
    pub fn good(text: String) -> Badge {
        Badge { text, class: "badge badge-good" }
    }

    /// One that wants to be seen.
    pub fn loud(text: String) -> Badge {
        Badge { text, class: "badge badge-accent" }
    }
}

/// Badges, one beside the other.
#[component]
pub fn Badges(
    /// Which.
    #[prop(into)]
    badges: Signal<Vec<Badge>>,
) -> impl IntoView {
    move || {
        let badges = badges.get().into_iter();
        badges.map(|it| view! { <span class=it.class>{it.text}</span> }).collect::<Vec<_>>()
    }
}
