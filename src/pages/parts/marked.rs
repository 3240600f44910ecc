//! Texts in which what was found is marked.

use leptos::prelude::*;

use crate::search::index::Typed;

/// A text in pieces, each with whether it is marked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pieces(Vec<(String, bool)>);

/// Of a long text so many characters stand before the first mark.
const BEFORE: usize = 24;
/// And so many in all.
const LENGTH: usize = 120;

impl Pieces {
    /// The whole text, with what is found of what is typed.
    pub fn of(text: &str, typed: &Typed) -> Pieces {
        let mut pieces = Vec::new();
        let mut end = 0;
        let mut add = |text: Option<&str>, is_marked| {
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                pieces.push((text.to_owned(), is_marked));
            }
        };
        for mark in typed.marks(text) {
            add(text.get(end..mark.start), false);
            add(text.get(mark.clone()), true);
            end = mark.end;
        }
        add(text.get(end..), false);
        Pieces(pieces)
    }

    /// What stands around the first mark of a long text; none where nothing is marked.
    pub fn around(text: &str, typed: &Typed) -> Option<Pieces> {
        let mark = typed.marks(text).into_iter().next()?;
        let before = text.get(..mark.start)?;
        let start = before.char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| at);
        let part: String = text.get(start..)?.chars().take(LENGTH).collect();
        let part = if start > 0 { format!("…{part}") } else { part };
        Some(Pieces::of(&part, typed))
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether anything is marked.
    pub fn has_marks(&self) -> bool {
        self.0.iter().any(|(_, is_marked)| *is_marked)
    }
}

/// Shows such a text.
#[component]
pub fn Marked(
    /// The text.
    #[prop(into)]
    pieces: Signal<Pieces>,
) -> impl IntoView {
    move || {
        let piece = |(text, is_marked): &(String, bool)| {
            let text = text.clone();
            if *is_marked { view! { <mark>{text}</mark> }.into_any() } else { text.into_any() }
        };
        pieces.with(|pieces| pieces.0.iter().map(piece).collect::<Vec<_>>())
    }
}
