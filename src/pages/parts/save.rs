//! People as a file for other programs.

use leptos::prelude::*;

use super::chosen::Chosen;
use crate::app::model::{Model, use_model};
use crate::app::words::{say, say_many};
use crate::browser::{clock, files};
use crate::components::disclosure::Disclosure;
use crate::domain::id::PersonId;
use crate::domain::network::Network;
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

    fn write(self, network: &Network, people: &[PersonId]) -> Result<String, String> {
        let people = people.iter().filter_map(|id| network.person(*id));
        match self {
            Form::Csv => Ok(csv::write(people)),
            Form::Card => Ok(vcard::write(people)),
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
    let model = use_model();
    let open = RwSignal::new(false);
    let these = move || {
        let chosen = chosen.get();
        if chosen.is_empty() { people.get() } else { chosen }
    };
    let what = move || {
        let chosen = chosen.get().len();
        if chosen > 0 {
            say_many!(chosen, save.chosen)
        } else {
            say_many!(people.with(Vec::len), save.shown)
        }
    };
    let buttons = move || {
        Form::ALL
            .into_iter()
            .map(|form| {
                let (word, hint) = form.words();
                view! {
                    <div class="save-form">
                        <button
                            type="button"
                            class="button button-small"
                            on:click=move |_| {
                                open.set(false);
                                save(model, form, &untrack(these));
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
            id="save-people"
            class="chosen-more panel stack"
            label=say!(save.button)
        >
            <p>{what}</p>
            {buttons}
        </Disclosure>
    }
}

fn save(model: Model, form: Form, people: &[PersonId]) {
    let (end, kind) = form.kind();
    let name = format!("quietly-connections-{}.{end}", clock::today());
    let written = model.network_now(|network| form.write(network, people));
    match written.and_then(|text| files::save_as(&name, &text, kind)) {
        Ok(()) => model.tell(say_many!(people.len(), save.done, name = name.as_str())),
        Err(error) => model.warn(error),
    }
}
