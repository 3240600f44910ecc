//! "Add…": an invitation or a connection by hand.

use leptos::prelude::*;

use super::row;
use crate::app::model::use_model;
use crate::app::words::say;
use crate::browser::clock;
use crate::components::dialog::Dialog;
use crate::components::field::{Field, FieldKind};
use crate::components::icon::{Icon, IconName};
use crate::domain::by_hand::{self, Form, Kind, Problem};
use crate::domain::id::PersonId;
use crate::domain::profile::ProfileAddress;

/// A button, and the form that it opens.
#[component]
pub fn AddDialog(
    /// What is entered.
    kind: Kind,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let title = match kind {
        Kind::Received => say!(add.received),
        Kind::Sent => say!(add.sent),
        Kind::Connection => say!(add.connection),
    };
    view! {
        <button type="button" class="button" on:click=move |_| open.set(true)>
            <Icon name=IconName::Plus />
            {say!(add.button)}
        </button>
        <Dialog open title=Signal::derive(move || title.clone())>
            <AddForm kind open />
        </Dialog>
    }
}

#[component]
fn AddForm(kind: Kind, open: RwSignal<bool>) -> impl IntoView {
    let model = use_model();
    let name = RwSignal::new(String::new());
    let link = RwSignal::new(String::new());
    let message = RwSignal::new(String::new());
    let date = RwSignal::new(String::new());
    let same_as = RwSignal::new(None::<PersonId>);
    let problems = RwSignal::new(Vec::<Problem>::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = Form {
            name: name.get_untracked(),
            link: link.get_untracked(),
            message: message.get_untracked(),
            date: date.get_untracked(),
            same_as: same_as.get_untracked(),
        };
        let entered =
            model.network_now(|network| by_hand::enter(network, kind, &form, clock::now()));
        match entered {
            Ok(act) => {
                problems.set(Vec::new());
                if model.act(act) {
                    open.set(false);
                }
            }
            Err(found) => problems.set(found),
        }
    };
    let error = move |of: &'static [Problem]| {
        Signal::derive(move || {
            let found = problems.with(|found| found.iter().copied().find(|it| of.contains(it)));
            found.map(|problem| match problem {
                Problem::NoName => say!(add.no_name),
                Problem::NotALink => say!(add.not_a_link),
                Problem::NotADate => say!(add.not_a_date),
                Problem::InTheFuture => say!(add.in_the_future),
            })
        })
    };
    let date_label = match kind {
        Kind::Received => say!(add.date_received),
        Kind::Sent => say!(add.date_sent),
        Kind::Connection => say!(add.date_connected),
    };
    let message_field = (kind != Kind::Connection).then(|| {
        view! { <Field id="add-message" label=say!(add.message) value=message multiline=true /> }
    });
    view! {
        <form class="stack" on:submit=submit novalidate>
            <Field
                id="add-name"
                label=say!(add.name)
                value=name
                error=error(&[Problem::NoName])
            />
            <Field
                id="add-link"
                label=say!(add.link)
                value=link
                kind=FieldKind::Url
                hint=say!(add.link_hint)
                error=error(&[Problem::NotALink])
            />
            <Recognised name link same_as />
            {message_field}
            <Field
                id="add-date"
                label=date_label
                value=date
                kind=FieldKind::Date
                hint=say!(add.date_hint)
                error=error(&[Problem::NotADate, Problem::InTheFuture])
            />
            <div class="dialog-acts">
                <button type="button" class="button" on:click=move |_| open.set(false)>
                    {say!(cancel)}
                </button>
                <button type="submit" class="button button-primary">{say!(add.save)}</button>
            </div>
        </form>
    }
}

/// Whether the person is known: a known link says so; of a known name, the user does.
#[component]
fn Recognised(
    name: RwSignal<String>,
    link: RwSignal<String>,
    same_as: RwSignal<Option<PersonId>>,
) -> impl IntoView {
    let model = use_model();
    let by_link = Memo::new(move |_| {
        let profile = link.with(|link| ProfileAddress::parse(link))?;
        model.network(|network| {
            let known = network.people().find(|it| it.record.profile.as_ref() == Some(&profile));
            known.map(|person| row::called(&person.record))
        })
    });
    let by_name = Memo::new(move |_| {
        if by_link.with(Option::is_some) {
            return Vec::new();
        }
        model.network(|network| {
            name.with(|name| {
                let known = by_hand::known_by_name(network, name).into_iter();
                known
                    .map(|person| {
                        let job = row::job(&person.record);
                        let who = row::called(&person.record);
                        let text = if job.is_empty() {
                            who
                        } else {
                            say!(name.with_detail, who = who.as_str(), detail = job.as_str())
                        };
                        (person.id, text)
                    })
                    .collect::<Vec<_>>()
            })
        })
    });
    let choice = move |id: Option<PersonId>, text: String| {
        // A choice of somebody who is no longer offered counts for nothing.
        let chosen = move || {
            let offered = |it: &PersonId| by_name.with(|all| all.iter().any(|(id, _)| id == it));
            same_as.get().filter(offered) == id
        };
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="add-same"
                    prop:checked=chosen
                    on:change=move |_| same_as.set(id)
                />
                {text}
            </label>
        }
    };
    view! {
        {move || by_link.get().map(|who| view! { <p class="hint">{say!(add.by_link, who = who)}</p> })}
        <Show when=move || !by_name.with(Vec::is_empty)>
            <fieldset class="choices">
                <legend>{say!(add.known)}</legend>
                {move || {
                    by_name
                        .get()
                        .into_iter()
                        .map(|(id, who)| choice(Some(id), say!(add.same, who = who.as_str())))
                        .collect::<Vec<_>>()
                }}
                {choice(None, say!(add.another))}
            </fieldset>
        </Show>
    }
}
