//! People as a file for other programs.

use leptos::prelude::*;

use super::chosen::Chosen;
use crate::app::model::{Model, use_model};
use crate::app::words::{say, say_many};
use crate::browser::{clock, files};
use crate::components::disclosure::Disclosure;
use crate::domain::id::PersonId;
use crate::domain::network::Network;
use crate::domain::person::Tie;
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

    fn write(self, network: &Network, people: &[PersonId]) -> Result<String, String> {
        let people = people.iter().filter_map(|id| network.person(*id));
        match self {
            Form::Csv => Ok(csv::write(people, clock::today())),
            Form::Card => Ok(vcard::write(people, clock::now())),
            Form::Json => json::write(people, clock::today()),
        }
    }
}

/// A button that saves those who are chosen, or all that the list shows, to a file.
#[component]
pub fn SavePeople(
    /// Those who are shown, in their order.
    people: Memo<Vec<PersonId>>,
    /// Those who are chosen.
    chosen: Chosen<PersonId>,
) -> impl IntoView {
    let these = Signal::derive(move || {
        let chosen = chosen.get();
        if chosen.is_empty() { people.get() } else { chosen }
    });
    let what = Signal::derive(move || {
        let chosen = chosen.get().len();
        match (chosen, people.with(Vec::len)) {
            (0, 0) => say!(save.nobody),
            (0, shown) => say_many!(shown, save.shown),
            (chosen, _) => say_many!(chosen, save.chosen),
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
    match written.and_then(|text| files::save_as(&name, &text, kind)) {
        Ok(()) => model.tell(say_many!(people.len(), save.done, name = name.as_str())),
        Err(error) => model.warn(error),
    }
}
