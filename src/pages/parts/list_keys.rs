//! The keys of a list of invitations, as mail users know them.

use std::sync::Arc;

use leptos::{ev, prelude::*};
use web_sys::KeyboardEvent;

use super::chosen::Chosen;
use crate::app::keys;
use crate::components::focus::focus_now;
use crate::domain::fact::Verb;
use crate::domain::id::InvitationId;

/// The id of the box that chooses a row: where the keyboard stands in a list.
pub fn check_id(id: InvitationId) -> String {
    format!("check-{id}")
}

/// The row in which the keyboard stands.
fn current() -> Option<InvitationId> {
    let row = document().active_element()?.closest("li").ok()??;
    let check = row.query_selector("input.row-check").ok()??;
    check.id().strip_prefix("check-")?.parse().ok()
}

/// Whether the keyboard stands on a row itself: elsewhere Enter presses a button.
fn is_on_box() -> bool {
    document().active_element().is_some_and(|it| it.class_list().contains("row-check"))
}

/// Listens for the keys of a list, as long as its page is there.
pub fn listen(
    ids: Memo<Arc<Vec<InvitationId>>>,
    chosen: Chosen,
    opened: Memo<Option<InvitationId>>,
    verbs: &'static [Verb],
    act: impl Fn(Verb, Vec<InvitationId>) + Copy + 'static,
    open: impl Fn(InvitationId) + Copy + 'static,
) {
    let current = move || current().or(opened.get_untracked());
    let step = move |by: isize| {
        let to = ids.with_untracked(|ids| {
            let at = current().and_then(|id| ids.iter().position(|other| *other == id));
            let to = match at {
                Some(at) => at.checked_add_signed(by)?,
                None => 0,
            };
            ids.get(to).copied()
        });
        match to {
            Some(to) if opened.with_untracked(Option::is_some) => open(to),
            Some(to) => focus_now(&check_id(to)),
            None => {}
        }
    };
    let on_chosen = move |verb: Verb| {
        let many = chosen.get_untracked();
        let these = if many.is_empty() { current().into_iter().collect() } else { many };
        if !these.is_empty() && verbs.contains(&verb) {
            act(verb, these);
        }
    };
    let keys = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        let Some(key) = keys::plain(&event) else { return };
        match key.as_str() {
            "j" => step(1),
            "k" => step(-1),
            "x" => {
                let Some(id) = current() else { return };
                chosen.toggle(id, event.shift_key());
            }
            "Enter" if is_on_box() => {
                let Some(id) = current() else { return };
                open(id);
            }
            "a" => on_chosen(Verb::Accept),
            // In the inbox, putting away is ignoring.
            "e" if verbs.contains(&Verb::Ignore) => on_chosen(Verb::Ignore),
            "e" => on_chosen(Verb::Archive),
            "#" => on_chosen(Verb::Trash),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || keys.remove());
}
