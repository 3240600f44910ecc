//! A list of people with something said about each: who changed jobs, who is gone.

use std::sync::Arc;

use leptos::prelude::*;

use super::badges::{Badge, Badges};
use super::chosen::Chosen;
use super::mailbox::tell_apart;
use super::open_there::OpenOnLinkedIn;
use super::row;
use super::verb::{Descriptions, VerbButton, on_people};
use crate::app::model::use_model;
use crate::app::words::{Way, say};
use crate::components::virtual_list::VirtualList;
use crate::domain::fact::Verb;
use crate::domain::id::PersonId;
use crate::domain::network::Network;
use crate::domain::person::Person;

/// What a row shows of somebody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonLine {
    who: String,
    said: String,
    when: String,
    badges: Vec<Badge>,
    link: Option<String>,
    /// How its buttons call it.
    name: String,
    /// What can be done; nothing with somebody who is not in the user's network.
    verb: Option<Verb>,
    is_here: bool,
}

impl PersonLine {
    /// What the rows of these people show: what is said of each, else what they do. `of` is
    /// the network that tells of them, `own` the user's, which can be acted upon.
    pub fn all(
        people: &[PersonId],
        of: &Network,
        own: &Network,
        said: impl Fn(&Person) -> String,
    ) -> Vec<PersonLine> {
        let there: Vec<&Person> = people.iter().filter_map(|id| of.person(*id)).collect();
        let records = there.iter().map(|person| (person.id, &*person.record));
        let names = tell_apart(records, |id| {
            of.person(id).map(|it| row::of_person(it).when).unwrap_or_default()
        });
        let line = |id: &PersonId| {
            let Some(person) = of.person(*id) else {
                return PersonLine { who: say!(name.nobody), ..PersonLine::default() };
            };
            let here = own.person(*id);
            let facts = row::of_person(here.unwrap_or(person));
            let said = said(person);
            let verb = here.and_then(|it| match (it.connection(), it.former()) {
                (Some(_), _) => Some(Verb::Remove),
                (_, Some(_)) => Some(Verb::PutBack),
                _ => None,
            });
            PersonLine {
                who: facts.who,
                said: if said.is_empty() { facts.known } else { said },
                when: facts.when,
                badges: facts.badges,
                link: facts.todo.and_then(|todo| todo.link),
                name: names.get(&person.id).cloned().unwrap_or_default(),
                verb,
                is_here: here.is_some(),
            }
        };
        people.iter().map(line).collect()
    }
}

/// A list of people, each with a box, a way to their page, and a quiet remove.
#[component]
pub fn PeopleList<S>(
    /// Who, in their order.
    people: Memo<Vec<PersonId>>,
    /// Who is chosen.
    chosen: Chosen<PersonId>,
    /// The list's accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// What the rows of these people show.
    show: S,
) -> impl IntoView
where
    S: Fn(&[PersonId]) -> Vec<PersonLine> + Send + Sync + 'static,
{
    let held = RwSignal::new(None::<PersonId>);
    let show = move |people: &[PersonId]| {
        let lines = show(people);
        chosen.with(|chosen| {
            let both = people.iter().zip(lines);
            both.map(|(id, line)| (line, chosen.contains(id))).collect()
        })
    };
    let keys = Memo::new(move |_| Arc::new(people.get()));
    view! {
        <Descriptions verbs=&[Verb::Remove, Verb::PutBack] />
        <VirtualList
            keys
            held
            label
            row_class=|_| "row"
            show
            row=move |id, row| view! { <PersonRow id row chosen /> }.into_any()
        />
    }
}

#[component]
fn PersonRow(
    id: PersonId,
    row: RwSignal<(PersonLine, bool)>,
    chosen: Chosen<PersonId>,
) -> impl IntoView {
    let model = use_model();
    let name = Signal::derive(move || row.with(|row| row.0.name.clone()));
    let badges = Signal::derive(move || row.with(|row| row.0.badges.clone()));
    let link = Signal::derive(move || row.with(|row| row.0.link.clone()));
    let who = move || row.with(|row| row.0.who.clone());
    let called = move || {
        if row.with(|row| row.0.is_here) {
            view! { <a href=row::page_of(id)>{who}</a> }.into_any()
        } else {
            view! { {who} }.into_any()
        }
    };
    let verb = Memo::new(move |_| row.with(|row| row.0.verb));
    let act = move || {
        verb.get().map(|verb| {
            let press = move |()| {
                if let Some(act) = on_people(verb, vec![id]) {
                    model.act(act);
                }
            };
            view! {
                <VerbButton
                    verb
                    way=Way::ByHand
                    who=name
                    id=format!("act-{id}")
                    on_press=Callback::new(press)
                />
            }
        })
    };
    view! {
        <input
            type="checkbox"
            class="row-check"
            id=format!("check-{id}")
            aria-label=move || say!(name.choose, who = name.get())
            prop:checked=move || row.with(|row| row.1)
            on:click=move |event| chosen.toggle(id, event.shift_key())
        />
        <div class="row-main">
            <p class="row-who" dir="auto">
                {called}
            </p>
            <p class="row-known" dir="auto">
                {move || row.with(|row| row.0.said.clone())}
            </p>
            <p class="row-meta">
                <span class="row-when">{move || row.with(|row| row.0.when.clone())}</span>
                <Badges badges />
                <OpenOnLinkedIn href=link who=name />
            </p>
        </div>
        <div class="row-acts">{act}</div>
    }
}
