//! People as a file for other programs.

use std::sync::Arc;

use leptos::prelude::*;

use super::chosen::Chosen;
use crate::app::model::{Model, use_model};
use crate::app::words::{say, say_many};
use crate::browser::{clock, files};
use crate::components::disclosure::Disclosure;
use crate::domain::id::PersonId;
use crate::domain::network::Network;
use crate::domain::person::{Person, Tie};
use crate::outgoing::{csv, json, vcard};

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Csv,
    Card,
    Json,
}

impl Form {
    const ALL: [Form; 3] = [Form::Csv, Form::Card, Form::Json];

    fn words(self) -> (String, String) {
        match self {
            Form::Csv => (say!(save.csv), say!(save.csv_hint)),
            Form::Card => (say!(save.card), say!(save.card_hint)),
            Form::Json => (say!(save.json), say!(save.json_hint)),
        }
    }

    /// The end of the file's name, and its type.
    fn kind(self) -> (&'static str, &'static str) {
        match self {
            Form::Csv => ("csv", "text/csv;charset=utf-8"),
            Form::Card => ("vcf", "text/vcard;charset=utf-8"),
            Form::Json => ("json", "application/json"),
        }
    }

    /// Whether somebody can stand in such a file: a table of connections holds no others.
    fn has_room_for(self, network: &Network, id: PersonId) -> bool {
        match (self, network.person(id)) {
            (_, None) => false,
            (Form::Csv, Some(person)) => person.tie != Tie::None,
            (Form::Card | Form::Json, Some(_)) => true,
        }
    }

    /// The file, and how many stand in it.
    fn write(self, network: &Network, people: &[PersonId]) -> Result<(String, usize), String> {
        let has_room = people.iter().copied().filter(|id| self.has_room_for(network, *id));
        let mut people: Vec<&Person> = has_room.filter_map(|id| network.person(id)).collect();
        if self == Form::Csv {
            people = csv::holds(people);
        }
        let count = people.len();
        let text = match self {
            Form::Csv => csv::write(people, clock::today()),
            Form::Card => vcard::write(people, clock::now()),
            Form::Json => json::write(people, clock::today())?,
        };
        Ok((text, count))
    }
}

/// A button that saves those who are chosen, or all that the list shows, to a file.
#[component]
pub fn SavePeople(
    /// Those who are shown, in their order.
    people: Memo<Arc<Vec<PersonId>>>,
    /// Those who are chosen.
    chosen: Chosen<PersonId>,
) -> impl IntoView {
    let model = use_model();
    let asked = Signal::derive(move || {
        let chosen = chosen.get();
        if chosen.is_empty() { people.get() } else { Arc::new(chosen) }
    });
    // Of files that are only compared, not everybody is here.
    let these = Signal::derive(move || {
        let is_here = |network: &Network, id: &PersonId| network.person(*id).is_some();
        let mut these = asked.get().to_vec();
        model.network(|network| these.retain(|id| is_here(network, id)));
        these
    });
    let what = Signal::derive(move || {
        let (asked, count) = (asked.with(|asked| asked.len()), these.with(Vec::len));
        match count {
            0 if asked == 0 => say!(save.nobody),
            0 => say!(chosen.nobody_here),
            _ if count < asked => say_many!(count, save.here),
            _ if chosen.get().is_empty() => say_many!(count, save.shown),
            _ => say_many!(count, save.chosen),
        }
    });
    view! { <Save these what name="connections" id="save-people" /> }
}

/// A button that saves one person to a file.
#[component]
pub fn SavePerson(
    /// Who it is.
    person: Memo<Option<PersonId>>,
) -> impl IntoView {
    let these = Signal::derive(move || person.get().into_iter().collect::<Vec<_>>());
    let what = Signal::derive(|| say!(save.person));
    view! { <Save these what name="person" id="save-person" /> }
}

/// The button and the forms to choose from.
#[component]
fn Save(
    /// Who is saved.
    these: Signal<Vec<PersonId>>,
    /// Who that is, in words.
    what: Signal<String>,
    /// What stands in the file's name; never anybody's own.
    name: &'static str,
    /// The id of the region.
    id: &'static str,
) -> impl IntoView {
    let model = use_model();
    let open = RwSignal::new(false);
    let buttons = move || {
        let people = these.get();
        let forms = Form::ALL.into_iter().filter(|form| {
            people.iter().any(|id| model.network(|network| form.has_room_for(network, *id)))
        });
        forms
            .map(|form| {
                let (word, hint) = form.words();
                view! {
                    <div class="save-form">
                        <button
                            type="button"
                            class="button button-small"
                            on:click=move |_| {
                                open.set(false);
                                save(model, form, name, &these.get_untracked());
                            }
                        >
                            {word}
                        </button>
                        <p class="hint">{hint}</p>
                    </div>
                }
            })
            .collect::<Vec<_>>()
    };
    view! {
        <Disclosure
            open
            name=say!(save.button)
            button=|| say!(save.button)
            button_class="button"
            id
            class="chosen-more panel stack"
            label=say!(save.button)
        >
            <p>{what}</p>
            {buttons}
        </Disclosure>
    }
}

fn save(model: Model, form: Form, name: &str, people: &[PersonId]) {
    let (end, kind) = form.kind();
    let name = format!("quietly-{name}-{}.{end}", clock::today());
    let written = model.network_now(|network| form.write(network, people));
    let saved = written.and_then(|(text, count)| {
        files::save_as(&name, &text, kind)?;
        Ok(count)
    });
    match saved {
        Ok(count) => model.tell(say_many!(count, save.done, name = name.as_str())),
        Err(error) => model.warn(error),
    }
}
