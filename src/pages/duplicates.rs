//! `/duplicates`

use std::collections::HashSet;

use leptos::prelude::*;

use super::parts::badges::Badges;
use super::parts::head::{HEADING, PageHead};
use super::parts::people_nav::PeopleNav;
use super::parts::row::{self, RowFacts};
use crate::app::dates;
use crate::app::model::use_model;
use crate::app::words::{self, say, say_many};
use crate::components::empty::Empty;
use crate::components::focus::focus_first;
use crate::components::icon::IconName;
use crate::domain::duplicates::{self, Twins, Why};
use crate::domain::fact::{Act, Verb};
use crate::domain::id::PersonId;

/// How many groups are shown at once.
const PAGE: usize = 40;

/// Who may be here twice. Nothing is chosen beforehand: the user decides.
#[component]
pub fn DuplicatesPage() -> impl IntoView {
    let model = use_model();
    let twins = Memo::new(move |_| model.network(duplicates::twins));
    let most = RwSignal::new(PAGE);
    let some = Memo::new(move |_| {
        let most = most.get();
        twins.with(|twins| twins.iter().take(most).cloned().collect::<Vec<_>>())
    });
    let more = move || twins.with(Vec::len).saturating_sub(most.get());
    view! {
        <PageHead title=say!(nav.duplicates) />
        <p class="page-lead">{say!(duplicates.lead)}</p>
        <PeopleNav />
        <p class="list-count" role="status">
            {move || say_many!(twins.with(Vec::len), duplicates.count)}
        </p>
        <Show when=move || twins.with(Vec::is_empty)>
            <Empty
                icon=IconName::People
                heading=say!(duplicates.none)
                text=say!(duplicates.none_text)
            />
        </Show>
        <div class="stack">
            <For each=move || some.get() key=Twins::clone let(twins)>
                <Group twins />
            </For>
        </div>
        <Show when=move || { more() > 0 }>
            <div class="cluster empty-acts">
                <button
                    type="button"
                    class="button"
                    on:click=move |_| most.update(|most| *most += PAGE)
                >
                    {move || say_many!(more(), duplicates.more)}
                </button>
            </div>
        </Show>
    }
}

fn why(why: Why) -> String {
    match why {
        Why::Profile => say!(duplicates.profile),
        Why::Email => say!(duplicates.email),
        Why::Name => say!(duplicates.name),
        Why::NameOnly => say!(duplicates.name_only),
    }
}

/// People who may be the same, and what to do about it.
#[component]
fn Group(twins: Twins) -> impl IntoView {
    let model = use_model();
    let Twins { why: reason, people } = twins;
    let chosen = RwSignal::new(HashSet::<PersonId>::new());
    let everybody = StoredValue::new(people.clone());
    let these = move || -> Vec<PersonId> {
        let chosen = chosen.get_untracked();
        everybody.with_value(|all| all.iter().filter(|id| chosen.contains(id)).copied().collect())
    };
    let is_ready = Memo::new(move |_| chosen.with(HashSet::len) > 1);
    let act = move |act: Option<Act>| {
        if act.is_some_and(|act| model.act(act)) {
            focus_first(vec![HEADING.to_owned()]);
        }
    };
    let name = model.network_now(|network| {
        let first = people.first().and_then(|id| network.person(*id));
        first.map(|person| row::called(&person.record)).unwrap_or_default()
    });
    // What becomes of those who are chosen, before it is done.
    let outcome = move || {
        if !is_ready.get() {
            return String::new();
        }
        model.network(|network| {
            let into = duplicates::keeper(network, &these());
            let facts = into.and_then(|id| network.person(id)).map(row::of_person);
            let facts = facts.unwrap_or_default();
            let what = [facts.who, facts.known, facts.when];
            let what: Vec<String> = what.into_iter().filter(|it| !it.is_empty()).collect();
            let outcome = say!(duplicates.outcome, what = what.join(" · "));
            match duplicates::removal_given_up(network, &these()) {
                Some(at) => {
                    let date = dates::day(at.date_naive());
                    format!("{outcome} {}", say!(duplicates.removal_given_up, date = date))
                }
                None => outcome,
            }
        })
    };
    let rows: Vec<_> = people.iter().map(|id| view! { <Member id=*id chosen /> }).collect();
    view! {
        <fieldset class="panel stack twins">
            <legend class="twins-who" dir="auto">
                {name.clone()}
            </legend>
            <p class="hint">{why(reason)}</p>
            <ul class="twins-people" role="list">
                {rows}
            </ul>
            <p class="hint" aria-live="polite">
                {outcome}
            </p>
            <div class="cluster">
                <button
                    type="button"
                    class="button button-small"
                    aria-label=say!(duplicates.merge_name, who = name.as_str())
                    title=words::about(Verb::Merge)
                    disabled=move || !is_ready.get()
                    on:click=move |_| {
                        let these = these();
                        act(model.network_now(|network| duplicates::merge(network, &these)));
                    }
                >
                    {words::verb(Verb::Merge)}
                </button>
                <button
                    type="button"
                    class="button button-small button-quiet"
                    aria-label=say!(duplicates.apart_name, who = name.as_str())
                    title=words::about(Verb::KeepApart)
                    on:click=move |_| {
                        let some = these();
                        let all = everybody.get_value();
                        let people = if some.len() > 1 { some } else { all };
                        act(Some(Act::KeepApart(people)));
                    }
                >
                    {words::verb(Verb::KeepApart)}
                </button>
            </div>
        </fieldset>
    }
}

#[component]
fn Member(id: PersonId, chosen: RwSignal<HashSet<PersonId>>) -> impl IntoView {
    let model = use_model();
    let facts = Memo::new(move |_| {
        model.network(|network| network.person(id).map(row::of_person)).unwrap_or_default()
    });
    let read = move |read: fn(&RowFacts) -> String| move || facts.with(read);
    let badges = Signal::derive(move || facts.with(|facts| facts.badges.clone()));
    let address = move || {
        model.network(|network| {
            let record = &network.person(id)?.record;
            let profile = record.profile.as_ref().map(ToString::to_string);
            profile.or_else(|| Some(record.email.clone()).filter(|email| !email.is_empty()))
        })
    };
    let invitations = move || {
        let count = model.network(|network| network.invitations_of(id).count());
        (count > 0).then(|| say_many!(count, count.invitations))
    };
    // Rows of one name are told apart by what else is known.
    let name = move || {
        let known = [facts.with(|it| it.known.clone()), address().unwrap_or_default()];
        let known: Vec<String> = known.into_iter().filter(|it| !it.is_empty()).collect();
        let who = facts.with(|facts| facts.who.clone());
        say!(duplicates.choose, who = who.as_str(), known = known.join(", "))
    };
    view! {
        <li class="twins-person">
            <input
                type="checkbox"
                class="row-check"
                aria-label=name
                prop:checked=move || chosen.with(|chosen| chosen.contains(&id))
                on:change=move |event| {
                    let is_on = event_target_checked(&event);
                    chosen
                        .update(|chosen| {
                            if is_on { chosen.insert(id) } else { chosen.remove(&id) };
                        });
                }
            />
            <div class="row-main">
                <p class="row-who" dir="auto">
                    <a href=row::page_of(id)>{read(|facts| facts.who.clone())}</a>
                </p>
                <p class="row-known" dir="auto">
                    {read(|facts| facts.known.clone())}
                </p>
                <p class="row-meta">
                    <span class="row-when">{read(|facts| facts.when.clone())}</span>
                    <Badges badges />
                    {move || address().map(|it| view! { <span class="twins-address">{it}</span> })}
                    {move || invitations().map(|it| view! { <span>{it}</span> })}
                </p>
            </div>
        </li>
    }
}
