//! A courtesy note: written here, sent by the user's own mail program, or not at all.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::row;
use crate::app::model::use_model;
use crate::app::words::say;
use crate::browser::clipboard;
use crate::components::dialog::Dialog;
use crate::components::field::Field;
use crate::components::unique::unique_id;
use crate::domain::courtesy::{MAILTO, Names, Template, Templates, filled, mailto, unfilled};
use crate::domain::fact::Act;
use crate::domain::id::PersonId;
use crate::domain::network::Network;

/// The templates that there are before the user has any.
fn usual() -> Templates {
    let template = |name, subject, text| Template { name, subject, text };
    Arc::new([
        template(say!(courtesy.no), say!(courtesy.no_subject), say!(courtesy.no_text)),
        template(say!(courtesy.yes), say!(courtesy.yes_subject), say!(courtesy.yes_text)),
        template(say!(courtesy.again), say!(courtesy.again_subject), say!(courtesy.again_text)),
    ])
}

fn templates(network: &Network) -> Templates {
    network.courtesy().cloned().unwrap_or_else(usual)
}

/// To whom a note goes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Addressee {
    first: String,
    name: String,
    email: String,
    me: String,
}

impl Addressee {
    fn of(id: PersonId, network: &Network) -> Addressee {
        let Some(person) = network.person(id) else { return Addressee::default() };
        let record = &person.record;
        let name = row::called(record);
        let first = record.first_name.trim();
        Addressee {
            first: if first.is_empty() { name.clone() } else { first.to_owned() },
            name,
            email: record.email.clone(),
            me: network.owner().map(|owner| owner.name.clone()).unwrap_or_default(),
        }
    }

    fn names(&self) -> Names<'_> {
        Names { first: &self.first, name: &self.name, me: &self.me }
    }
}

/// The window in which a note is written to whoever `to` names; closing it leaves what is
/// written there until somebody else is written to.
#[component]
pub fn CourtesyDialog(
    /// Whether it is open, both ways.
    open: RwSignal<bool>,
    /// To whom.
    #[prop(into)]
    to: Signal<Option<PersonId>>,
) -> impl IntoView {
    let model = use_model();
    let addressee = Memo::new(move |_| {
        let id = to.get();
        id.map(|id| model.network(|network| Addressee::of(id, network))).unwrap_or_default()
    });
    let note = Note {
        name: RwSignal::new(String::new()),
        subject: RwSignal::new(String::new()),
        text: RwSignal::new(String::new()),
    };
    Effect::new(move |before: Option<Option<PersonId>>| {
        let now = to.get();
        if before.is_some_and(|before| before != now) || before.is_none() {
            let first = model.network_now(|network| templates(network).first().cloned());
            note.begin(first.as_ref(), &addressee.get_untracked());
        }
        now
    });
    let title = Signal::derive(move || {
        addressee.with(|addressee| say!(courtesy.title, who = addressee.name.as_str()))
    });
    view! {
        <Dialog open title>
            <NoteForm note addressee open />
        </Dialog>
    }
}

/// What is written.
#[derive(Clone, Copy)]
struct Note {
    /// The name of the template.
    name: RwSignal<String>,
    subject: RwSignal<String>,
    text: RwSignal<String>,
}

impl Note {
    /// Begins anew from a template.
    fn begin(self, template: Option<&Template>, to: &Addressee) {
        let fill = |text: fn(&Template) -> &String| {
            template.map(|it| filled(text(it), to.names())).unwrap_or_default()
        };
        self.name.set(template.map(|it| it.name.clone()).unwrap_or_default());
        self.subject.set(fill(|it| &it.subject));
        self.text.set(fill(|it| &it.text));
    }

    /// The template that this would be.
    fn template(self, to: &Addressee) -> Template {
        let unfill = |text: RwSignal<String>| text.with(|text| unfilled(text, to.names()));
        Template {
            name: self.name.with(|name| name.trim().to_owned()),
            subject: unfill(self.subject),
            text: unfill(self.text),
        }
    }
}

#[component]
fn NoteForm(note: Note, addressee: Memo<Addressee>, open: RwSignal<bool>) -> impl IntoView {
    let model = use_model();
    let all = Memo::new(move |_| model.network(templates));
    let choose = move |event: web_sys::Event| {
        let name = event_target_value(&event);
        let template = all.with(|all| all.iter().find(|it| it.name == name).cloned());
        addressee.with(|to| note.begin(template.as_ref(), to));
    };
    let choices = move || {
        let names: Vec<String> = all.with(|all| all.iter().map(|it| it.name.clone()).collect());
        let chosen = note.name.get_untracked();
        names
            .into_iter()
            .chain([String::new()])
            .map(|name| {
                let is_chosen = name == chosen;
                let text = if name.is_empty() { say!(courtesy.blank) } else { name.clone() };
                view! {
                    <option value=name selected=is_chosen>
                        {text}
                    </option>
                }
            })
            .collect::<Vec<_>>()
    };
    let copied = RwSignal::new(None::<bool>);
    let copy = move |_| {
        let text = note.text.get_untracked();
        spawn_local(async move {
            let done = clipboard::copy(&text).await.is_ok();
            copied.try_set(Some(done));
        });
    };
    // What was copied is not what stands here any more.
    Effect::new(move |before: Option<()>| {
        note.text.track();
        if before.is_some() {
            copied.set(None);
        }
    });
    let told = move || match copied.get() {
        None => String::new(),
        Some(true) => say!(courtesy.copied),
        Some(false) => say!(courtesy.not_copied),
    };
    let link = Memo::new(move |_| {
        addressee.with(|to| {
            note.subject.with(|subject| note.text.with(|text| mailto(&to.email, subject, text)))
        })
    });
    let mail = move || match link.get() {
        Some(href) => {
            let is_long = href.len() > MAILTO;
            view! {
                <a class="button" href=href>
                    {say!(courtesy.mail)}
                </a>
                {is_long.then(|| view! { <p class="hint">{say!(courtesy.long)}</p> })}
            }
            .into_any()
        }
        None => view! { <p class="hint">{say!(courtesy.no_address)}</p> }.into_any(),
    };
    let label = unique_id("template");
    let id = label.clone();
    view! {
        <div class="stack">
            <p class="hint">{say!(courtesy.lead)}</p>
            <div class="field">
                <label class="field-label" for=label>
                    {say!(courtesy.from)}
                </label>
                <select id=id class="field-input" on:change=choose>
                    {choices}
                </select>
            </div>
            <Field label=say!(courtesy.subject) value=note.subject />
            <Field label=say!(courtesy.text) value=note.text multiline=true />
            <div class="cluster">
                <button type="button" class="button button-primary" on:click=copy>
                    {say!(courtesy.copy)}
                </button>
                {mail}
            </div>
            <p role="status">{told}</p>
            <Keeping note addressee all />
            <div class="dialog-acts">
                <button type="button" class="button" on:click=move |_| open.set(false)>
                    {say!(close)}
                </button>
            </div>
        </div>
    }
}

/// Keeps what is written as a template, or takes one away.
#[component]
fn Keeping(note: Note, addressee: Memo<Addressee>, all: Memo<Templates>) -> impl IntoView {
    let model = use_model();
    let keep = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let template = addressee.with_untracked(|to| note.template(to));
        if template.name.is_empty() {
            return;
        }
        let mut templates: Vec<Template> = all.get_untracked().to_vec();
        match templates.iter_mut().find(|it| it.name == template.name) {
            Some(known) => *known = template,
            None => templates.push(template),
        }
        model.act(Act::Courtesy(templates.into()));
    };
    let is_known = Memo::new(move |_| {
        all.with(|all| note.name.with(|name| all.iter().any(|it| it.name == name.trim())))
    });
    let is_same = move || {
        addressee.with(|to| {
            let template = note.template(to);
            template.name.is_empty() || all.with(|all| all.contains(&template))
        })
    };
    let remove = move |_| {
        let name = note.name.with_untracked(|name| name.trim().to_owned());
        let others = all.with_untracked(|all| {
            all.iter().filter(|it| it.name != name).cloned().collect::<Templates>()
        });
        model.act(Act::Courtesy(others));
    };
    let misses_usual = move || {
        all.with(|all| usual().iter().any(|usual| all.iter().all(|it| it.name != usual.name)))
    };
    let bring_back = move |_| {
        let mut templates = all.get_untracked().to_vec();
        for usual in usual().iter() {
            if templates.iter().all(|it| it.name != usual.name) {
                templates.push(usual.clone());
            }
        }
        model.act(Act::Courtesy(templates.into()));
    };
    view! {
        <form class="stack courtesy-keep" on:submit=keep>
            <Field
                label=say!(courtesy.name)
                value=note.name
                hint=say!(courtesy.places)
            />
            <div class="cluster">
                <button type="submit" class="button button-small" disabled=is_same>
                    {say!(verb.courtesy)}
                </button>
                <Show when=move || is_known.get()>
                    <button
                        type="button"
                        class="button button-small button-quiet"
                        on:click=remove
                    >
                        {say!(courtesy.remove)}
                    </button>
                </Show>
                <Show when=misses_usual>
                    <button
                        type="button"
                        class="button button-small button-quiet"
                        on:click=bring_back
                    >
                        {say!(courtesy.usual)}
                    </button>
                </Show>
            </div>
        </form>
    }
}
