//! A small word about the state of something.

use leptos::prelude::*;

/// What a badge, by its colour, adds to its word. The word alone must say enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BadgeTone {
    /// Neither good nor bad.
    #[default]
    Plain,
    /// New, or wants to be looked at.
    Accent,
    /// Done, or in order.
    Good,
    /// Worth a second look.
    Warning,
}

impl BadgeTone {
    const fn class(self) -> &'static str {
        match self {
            BadgeTone::Plain => "badge",
            BadgeTone::Accent => "badge badge-accent",
            BadgeTone::Good => "badge badge-good",
            BadgeTone::Warning => "badge badge-warning",
        }
    }
}

/// A small word about the state of something.
#[component]
pub fn Badge(
    /// The word.
    #[prop(into)]
    text: Signal<String>,
    /// Its colour.
    #[prop(optional)]
    tone: BadgeTone,
) -> impl IntoView {
    view! { <span class=tone.class()>{text}</span> }
}
