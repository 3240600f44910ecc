//! What the user knows better than the exports, in a form.

use leptos::prelude::*;

use crate::app::model::use_model;
use crate::app::words::{self, say};
use crate::components::dialog::Dialog;
use crate::components::field::{Field, FieldKind};
use crate::domain::fact::{Act, Verb};
use crate::domain::id::PersonId;
use crate::domain::person::{Edits, Record};
use crate::domain::profile::ProfileAddress;

/// The form, in a dialog. What is written there counts, whatever an import says.
#[component]
pub fn EditDialog(
    /// Whether it is open, both ways.
    open: RwSignal<bool>,
    /// About whom.
    person: Memo<Option<PersonId>>,
) -> impl IntoView {
    let model = use_model();
    let fields = [(); 6].map(|()| RwSignal::new(String::new()));
    let [first, last, company, position, email, profile] = fields;
    let wrong = RwSignal::new(None::<String>);
    let nameless = RwSignal::new(None::<String>);
    let fill = move |record: &Record| {
        first.set(record.first_name.clone());
        last.set(record.last_name.clone());
        company.set(record.company.clone());
        position.set(record.position.clone());
        email.set(record.email.clone());
        profile.set(record.profile.as_ref().map(ToString::to_string).unwrap_or_default());
    };
    let known = move || {
        let id = person.get_untracked()?;
        model.network_now(|network| {
            let person = network.person(id)?;
            Some((person.record.clone(), person.told().clone()))
        })
    };
    Effect::new(move || {
        if open.get()
            && let Some((shown, _)) = known()
        {
            wrong.set(None);
            nameless.set(None);
            fill(&shown);
        }
    });
    let keep = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let (Some(id), Some((_, told))) = (person.get_untracked(), known()) else { return };
        let text = |field: RwSignal<String>| field.with_untracked(|text| text.trim().to_owned());
        let address = text(profile);
        let read = ProfileAddress::parse(&address);
        if read.is_none() && !address.is_empty() {
            return wrong.set(Some(say!(edit.not_a_link)));
        }
        let wanted = Record {
            first_name: text(first),
            last_name: text(last),
            company: text(company),
            position: text(position),
            email: text(email).to_lowercase(),
            profile: read,
            linkedin_note: told.linkedin_note.clone(),
        };
        if wanted.first_name.is_empty() && wanted.last_name.is_empty() {
            return nameless.set(Some(say!(edit.no_name)));
        }
        let edits = Edits::between(&told, &wanted);
        open.set(false);
        let is_same = model.network_now(|network| {
            let before = network.person(id).and_then(|it| it.edits()).cloned();
            before.unwrap_or_default() == edits
        });
        if !is_same {
            model.act(Act::Edit { person: id, edits: Box::new(edits) });
        }
    };
    let as_told = move |_| {
        if let Some((_, told)) = known() {
            fill(&told);
        }
    };
    view! {
        <Dialog open title=say!(edit.title)>
            <form class="stack" novalidate on:submit=keep>
                <p class="hint">{say!(edit.hint)}</p>
                <Field
                    label=say!(edit.first)
                    value=first
                    error=Signal::derive(move || nameless.get())
                />
                <Field label=say!(edit.last) value=last />
                <Field label=say!(edit.position) value=position />
                <Field label=say!(edit.company) value=company />
                <Field label=say!(edit.email) value=email kind=FieldKind::Email />
                <Field
                    label=say!(edit.profile)
                    value=profile
                    kind=FieldKind::Url
                    error=Signal::derive(move || wrong.get())
                />
                <div class="cluster">
                    <button type="submit" class="button button-primary">
                        {words::verb(Verb::Edit)}
                    </button>
                    <button type="button" class="button" on:click=as_told>
                        {say!(edit.as_told)}
                    </button>
                    <button
                        type="button"
                        class="button button-quiet"
                        on:click=move |_| open.set(false)
                    >
                        {say!(cancel)}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}
