//! Buttons that take back or do again: their words, and what they say of the other side.

use leptos::prelude::*;

use crate::app::words::{self, Way, say};
use crate::browser::clock;
use crate::domain::disclosure::{Delivery, Message, may_learn};
use crate::domain::fact::{Refusal, Step, Verb};
use crate::domain::id::FactId;
use crate::domain::ledger::Ledger;

/// A fact can be taken back, or done again: which of both, and what is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    step: Step,
    way: Way,
}

impl Turn {
    /// What can be done about a fact now.
    ///
    /// # Errors
    /// Why it can be neither taken back nor done again.
    pub fn of(fact: FactId, ledger: &Ledger) -> Result<Turn, Refusal> {
        let undo = ledger.undo_of(fact);
        let act = match undo {
            Err(Refusal::AlreadyUndone) => ledger.redo_of(fact)?,
            undo => undo?,
        };
        let today = clock::today();
        Ok(Turn { step: act.step(), way: Way::of_act(&act, ledger, today) })
    }

    /// Whether it does again what was taken back.
    pub fn is_redo(self) -> bool {
        matches!(self.step, Step::Redo(_))
    }

    fn learned(self) -> Option<Message> {
        may_learn(self.step, Delivery::NotDelivered)
    }

    /// The id of the text that describes it.
    fn description_id(self) -> String {
        let turn = if self.is_redo() { "redo" } else { "undo" };
        match self.learned() {
            None => format!("about-{turn}"),
            Some(message) => format!("about-{turn}-{message:?}-{:?}", self.way).to_lowercase(),
        }
    }

    /// What it does and what the other side learns of it.
    fn description(self) -> String {
        let about = if self.is_redo() { say!(about.redo) } else { say!(about.undo) };
        format!("{about} {}", words::told(self.learned(), self.way))
    }
}

/// The texts that describe these buttons: once for all rows.
#[component]
pub fn TurnDescriptions() -> impl IntoView {
    let mut texts: Vec<(String, String)> = Verb::ALL
        .iter()
        .flat_map(|verb| [Step::Undo(*verb), Step::Redo(*verb)])
        .flat_map(|step| Way::ALL.map(|way| Turn { step, way }))
        .map(|turn| (turn.description_id(), turn.description()))
        .collect();
    texts.sort_unstable();
    texts.dedup();
    let texts: Vec<_> = texts.into_iter().map(|(id, text)| view! { <p id=id>{text}</p> }).collect();
    view! { <div hidden>{texts}</div> }
}

/// A button that takes a fact back, or does it again. It stays the same element when the
/// one becomes the other, so that it keeps the focus.
#[component]
pub fn TurnButton(
    /// What can be done; no button where that is nothing.
    #[prop(into)]
    turn: Signal<Option<Turn>>,
    /// What was done, as the row says.
    #[prop(into)]
    what: Signal<String>,
    /// The id of the button.
    #[prop(into)]
    id: String,
    /// The id of the element that tells this act from others of the same words.
    #[prop(into)]
    told_apart_by: String,
    /// Does it.
    on_press: Callback<Turn>,
) -> impl IntoView {
    let is_redo = move || turn.get().is_some_and(Turn::is_redo);
    let word = move || if is_redo() { say!(redo) } else { say!(undo) };
    let name = move || {
        what.with(|what| {
            if is_redo() {
                say!(name.redo, what = what.as_str())
            } else {
                say!(name.undo, what = what.as_str())
            }
        })
    };
    let describing = StoredValue::new(told_apart_by);
    let described_by = move || {
        let about = turn.get().map(Turn::description_id).unwrap_or_default();
        describing.with_value(|other| format!("{about} {other}"))
    };
    let press = move |_| {
        if let Some(turn) = turn.get_untracked() {
            on_press.run(turn);
        }
    };
    let id = StoredValue::new(id);
    view! {
        <Show when=move || turn.get().is_some()>
            <button
                type="button"
                class="button button-small"
                id=id.get_value()
                aria-label=name
                aria-describedby=described_by
                title=move || turn.get().map(Turn::description)
                on:click=press
            >
                {word}
            </button>
        </Show>
    }
}
