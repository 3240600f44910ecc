//! A list of people with something said about each: who changed jobs, who is gone.

use std::sync::Arc;

use leptos::prelude::*;

use super::badges::{Badge, Badges};
use super::chosen::{Chosen, PeopleBar};
use super::mailbox::tell_apart;
use super::open_there::OpenOnLinkedIn;
use super::people_keys::{Lines, act_id, check_id, do_and_move_on, listen};
use super::row;
use super::verb::{Descriptions, VerbButton, for_person};
use crate::app::model::use_model;
use crate::app::words::{Way, say};
use crate::components::virtual_list::VirtualList;
use crate::domain::fact::Verb;
use crate::domain::id::PersonId;
use crate::domain::network::Network;
use crate::domain::person::Person;
use crate::domain::roster::Line;

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
            PersonLine {
                who: facts.who,
                said: if said.is_empty() { facts.known } else { said },
                when: facts.when,
                badges: facts.badges,
                link: facts.todo.and_then(|todo| todo.link),
                name: names.get(&person.id).cloned().unwrap_or_default(),
                verb: here.and_then(for_person),
                is_here: here.is_some(),
            }
        };
        people.iter().map(line).collect()
    }
}

/// A list of people, each with a box, a way to their page, and a quiet remove; above it the bar
/// for those who are chosen.
#[component]
pub fn PeopleList<S>(
    /// Who, in their order.
    people: Memo<Arc<Vec<PersonId>>>,
    /// Who is chosen.
    chosen: Chosen<PersonId>,
    /// What is done with those who are chosen, where it can be.
    #[prop(into)]
    verb: Signal<Verb>,
    /// The list's accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// What the rows of these people show.
    show: S,
) -> impl IntoView
where
    S: Fn(&[PersonId]) -> Vec<PersonLine> + Send + Sync + 'static,
{
    let model = use_model();
    let show = move |lines: &[Line]| {
        let people: Vec<PersonId> = lines.iter().filter_map(id_of).collect();
        let shown = show(&people);
        chosen.with(|chosen| {
            let both = people.iter().zip(shown);
            both.map(|(id, line)| (line, chosen.contains(id))).collect()
        })
    };
    let all = Memo::new(move |_| {
        let line = |id: &PersonId| Line::Person(*id, 0);
        people.with(|people| Arc::new(people.iter().map(line).collect::<Vec<_>>()))
    });
    let held = RwSignal::new(None::<Line>);
    let keyboard = Lines { all, chosen, held };
    let act = Callback::new(move |(verb, on): (Verb, Vec<PersonId>)| {
        do_and_move_on(model, keyboard, verb, &on);
    });
    listen(model, keyboard, verb, act);
    view! {
        <PeopleBar chosen verb act />
        <Descriptions verbs=&[Verb::Remove, Verb::PutBack] />
        <VirtualList
            keys=all
            held
            label
            row_class=|_| "row"
            show
            row=move |line, row| {
                id_of(&line).map(|id| view! { <PersonRow line id row chosen act /> }).into_any()
            }
        />
    }
}

fn id_of(line: &Line) -> Option<PersonId> {
    match line {
        Line::Person(id, _) => Some(*id),
        Line::Head(..) => None,
    }
}

#[component]
fn PersonRow(
    line: Line,
    id: PersonId,
    row: RwSignal<(PersonLine, bool)>,
    chosen: Chosen<PersonId>,
    act: Callback<(Verb, Vec<PersonId>)>,
) -> impl IntoView {
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
    let button_id = act_id(&line);
    let button = move || {
        verb.get().map(|verb| {
            view! {
                <VerbButton
                    verb
                    way=Way::ByHand
                    who=name
                    id=button_id.clone()
                    on_press=Callback::new(move |()| act.run((verb, vec![id])))
                />
            }
        })
    };
    view! {
        <input
            type="checkbox"
            class="row-check"
            id=check_id(&line)
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
        <div class="row-acts">{button}</div>
    }
}
