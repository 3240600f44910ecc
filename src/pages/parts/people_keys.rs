//! The keyboard in a list of people: its keys, and where the focus goes when somebody leaves it.

use std::sync::Arc;

use leptos::{ev, prelude::*};
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use web_sys::KeyboardEvent;

use super::chosen::Chosen;
use super::head::HEADING;
use super::verb::{for_people, on_people};
use crate::app::keys;
use crate::app::model::Model;
use crate::components::focus::{focus_ahead, focus_first, focus_now};
use crate::domain::fact::Verb;
use crate::domain::id::PersonId;
use crate::domain::roster::Line;
use crate::route::{PersonView, Route, View};

/// The key that removes somebody, or puts them back.
pub const REMOVE: &str = "#";

/// The lines of a list, those that are chosen, and the one where the keyboard stands.
#[derive(Debug, Clone, Copy)]
pub struct Lines {
    /// All of its lines.
    pub all: Memo<Arc<Vec<Line>>>,
    /// Who is chosen.
    pub chosen: Chosen<PersonId>,
    /// The line that is there wherever it stands.
    pub held: RwSignal<Option<Line>>,
}

/// The id of the box that chooses a row: where the keyboard stands in the list.
pub fn check_id(line: &Line) -> String {
    match line {
        Line::Person(id, 0) => format!("check-{id}"),
        Line::Person(id, nth) => format!("check-{id}-{nth}"),
        Line::Head(..) => String::new(),
    }
}

/// The id of the button that removes somebody, or puts them back.
pub fn act_id(line: &Line) -> String {
    match line {
        Line::Person(id, 0) => format!("act-{id}"),
        Line::Person(id, nth) => format!("act-{id}-{nth}"),
        Line::Head(..) => String::new(),
    }
}

/// Acts on people. Where they leave the list, the focus goes on to whoever takes the place of
/// the first, so that the keyboard never loses its own.
pub fn do_and_move_on(model: Model, lines: Lines, verb: Verb, on: &[PersonId]) {
    let Some(act) = on_people(verb, on.to_vec()) else { return };
    // No set: of one or few, hashing each line of the list takes longer.
    let mut these = on.to_vec();
    these.sort_unstable();
    let is_one =
        |line: &Line| matches!(line, Line::Person(id, _) if these.binary_search(id).is_ok());
    let before = lines.all.get_untracked();
    let was_on_button = document().active_element().is_some_and(|it| it.id().starts_with("act-"));
    if !model.act(act) || lines.all.with_untracked(|now| now.iter().any(is_one)) {
        return;
    }
    let stays = |line: &&Line| matches!(line, Line::Person(..)) && !is_one(line);
    let at = before.iter().position(is_one).unwrap_or(0);
    let (earlier, later) = before.split_at(at);
    let next = later.iter().find(stays);
    let near: Vec<&Line> = next.into_iter().chain(earlier.iter().rev().find(stays)).collect();
    let ids = near.iter().map(|line| if was_on_button { act_id(line) } else { check_id(line) });
    focus_ahead(ids.chain([HEADING.to_owned()]).collect());
    // Last: whoever gets the focus stands still where they stood before.
    lines.held.set(near.first().copied().cloned());
}

/// Listens for the keys of the list, as long as its page is there.
pub fn listen(
    model: Model,
    lines: Lines,
    verb: Signal<Verb>,
    act: Callback<(Verb, Vec<PersonId>)>,
) {
    let Lines { all, chosen, held } = lines;
    // Where the keyboard stands, by its place in the list.
    let current = move || {
        let row = document().active_element()?.closest("li[aria-posinset]").ok()??;
        row.get_attribute("aria-posinset")?.parse::<usize>().ok()?.checked_sub(1)
    };
    let at = move |place: usize| match all.with_untracked(|all| all.get(place).cloned()) {
        Some(Line::Person(id, _)) => Some(id),
        _ => None,
    };
    let step = move |forward: bool| {
        let to = all.with_untracked(|all| {
            let is_person = |line: &&Line| matches!(line, Line::Person(..));
            match (current(), forward) {
                (None, _) => all.iter().find(is_person).cloned(),
                (Some(at), true) => all.iter().skip(at + 1).find(is_person).cloned(),
                (Some(at), false) => all.iter().take(at).rev().find(is_person).cloned(),
            }
        });
        let Some(to) = to else { return };
        let id = check_id(&to);
        held.set(Some(to));
        if document().get_element_by_id(&id).is_some() {
            // The next press may come before anything is rendered.
            focus_now(&id);
        } else {
            focus_first(vec![id]);
        }
    };
    let remove = move || {
        let many = chosen.get_untracked();
        let these =
            if many.is_empty() { current().and_then(at).into_iter().collect() } else { many };
        let possible =
            model.network_now(|network| for_people(network, verb.get_untracked(), &these));
        if let Some(possible) = possible {
            act.run(possible);
        }
    };
    let is_on_box = || document().active_element().is_some_and(|it| it.id().starts_with("check-"));
    let navigate = use_navigate();
    let keys = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        let Some(key) = keys::plain(&event) else { return };
        match key.as_str() {
            "j" => step(true),
            "k" => step(false),
            "x" => {
                let Some(id) = current().and_then(at) else { return };
                chosen.toggle(id, event.shift_key());
            }
            REMOVE => remove(),
            "Enter" if is_on_box() => {
                let is_here = |id: &PersonId| model.network_now(|it| it.person(*id).is_some());
                let Some(id) = current().and_then(at).filter(is_here) else { return };
                let view = PersonView { person: Some(id.0) };
                let to = format!("{}{}", Route::Person.path(), view.fragment());
                navigate(&to, NavigateOptions::default());
            }
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || keys.remove());
}
