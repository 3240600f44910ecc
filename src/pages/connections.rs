//! `/connections`

use std::sync::Arc;
use std::time::Duration;

use leptos::task::spawn_local;
use leptos::{ev, html, prelude::*};
use web_sys::KeyboardEvent;

use super::parts::add::AddDialog;
use super::parts::age::ExportAge;
use super::parts::asking::Asking;
use super::parts::badges::{Badge, Badges};
use super::parts::chosen::{Chosen, PeopleBar};
use super::parts::courtesy::CourtesyDialog;
use super::parts::head::PageHead;
use super::parts::list_tools::shown_of;
use super::parts::mailbox::tell_apart;
use super::parts::marked::{Marked, Pieces};
use super::parts::open_there::OpenOnLinkedIn;
use super::parts::people_keys::{Lines, act_id, check_id, do_and_move_on, listen};
use super::parts::people_nav::PeopleNav;
use super::parts::roster_tools::RosterTools;
use super::parts::row;
use super::parts::save::SavePeople;
use super::parts::scroll::keep_scroll;
use super::parts::search_field::SEARCH;
use super::parts::verb::{Descriptions, VerbButton};
use crate::app::dates;
use crate::app::model::{Model, use_model};
use crate::app::words::{Way, say, say_many};
use crate::browser::{address, pace};
use crate::components::empty::Empty;
use crate::components::focus::focus_now;
use crate::components::icon::IconName;
use crate::components::virtual_list::VirtualList;
use crate::domain::by_hand::Kind;
use crate::domain::fact::Verb;
use crate::domain::id::PersonId;
use crate::domain::network::Network;
use crate::domain::person::Person;
use crate::domain::roster::{Line, Roster};
use crate::route::{ConnectionsView, Route};
use crate::search::index::Typed;

/// When the search is made ready: once the list is there.
const PREPARE: Duration = Duration::from_millis(50);
/// How many rows are made ready for a search at once.
const SLICE: usize = 2_000;

/// Makes the search ready in slices. Ends when the page is gone.
async fn prepare(model: Model, roster: StoredValue<Roster>) {
    let some =
        |roster: &mut Roster| model.network_now(|network| roster.prepare_some(network, SLICE));
    while roster.try_update_value(some) == Some(false) {
        pace::next_task().await;
    }
}

/// The connections, or the former ones, with search and a quiet remove.
#[component]
pub fn ConnectionsPage() -> impl IntoView {
    let model = use_model();
    keep_scroll();
    let asking = Asking::<ConnectionsView>::of(Route::Connections);
    let former = Memo::new(move |_| asking.view.with(|view| view.former));
    let roster = StoredValue::new(Roster::default());
    let listed = Memo::new(move |_| {
        let asked = asking.asked();
        let list = |roster: &mut Roster| model.network(|network| roster.list(network, &asked));
        roster.try_update_value(list).unwrap_or_default()
    });
    let choices = Memo::new(move |_| {
        let choices = |roster: &mut Roster| model.network(|network| roster.choices(network));
        roster.try_update_value(choices).unwrap_or_default()
    });
    // Also anew when somebody has changed: the next key is not to wait for it.
    Effect::new(move |_| {
        listed.track();
        set_timeout(move || spawn_local(prepare(model, roster)), PREPARE);
    });
    let lines = Memo::new(move |_| listed.with(|listed| listed.lines.clone()));
    let people = Memo::new(move |_| listed.with(|listed| listed.people.clone()));
    let chosen = Chosen::of(people);
    let held = RwSignal::new(None::<Line>);
    let keyboard = Lines { all: lines, chosen, held };
    let act = Callback::new(move |(verb, on): (Verb, Vec<PersonId>)| {
        do_and_move_on(model, keyboard, verb, &on);
    });
    let verb = Signal::derive(move || if former.get() { Verb::PutBack } else { Verb::Remove });
    listen(model, keyboard, verb, act);
    listen_for_find();
    let count = move || {
        let (found, total) = listed.with(|listed| (listed.people.len(), listed.total));
        if former.get() {
            shown_of(found, total, |count| say_many!(count, count.former))
        } else {
            shown_of(found, total, |count| say_many!(count, count.connections))
        }
    };
    let to = RwSignal::new(None::<PersonId>);
    let is_writing = RwSignal::new(false);
    let on_write = Callback::new(move |id: PersonId| {
        to.set(Some(id));
        is_writing.set(true);
    });
    let label = move || if former.get() { say!(list.former) } else { say!(list.connections) };
    view! {
        <PageHead title=say!(nav.connections)>
            <SavePeople people chosen />
            <AddDialog kind=Kind::Connection />
        </PageHead>
        <p class="page-lead">{say!(page.connections_lead)}</p>
        <PeopleNav />
        <ExportAge />
        <RosterTools asking choices />
        <p class="list-count" role="status">
            {count}
        </p>
        <PeopleBar chosen verb act />
        <Descriptions verbs=&[Verb::Remove, Verb::PutBack] />
        <p id="about-note" hidden>
            {say!(courtesy.about)}
        </p>
        <VirtualList
            keys=lines
            held
            label=Signal::derive(label)
            row_class=|line| match line {
                Line::Head(..) => "row row-head",
                Line::Person(..) => "row",
            }
            show=move |lines: &[Line]| shown(model, lines, asking, chosen)
            row=move |line, row| view! { <RosterRow line row chosen on_write act /> }.into_any()
        />
        <Paper model people />
        <CourtesyDialog open=is_writing to />
        <Show when=move || lines.with(|lines| lines.is_empty())>
            <Nothing asking />
        </Show>
    }
}

/// What stands there where there is nobody.
#[component]
fn Nothing(asking: Asking<ConnectionsView>) -> impl IntoView {
    let is_narrowed = Memo::new(move |_| asking.is_narrowed());
    let empty = move || {
        let (query, former) = asking.view.with(|view| (view.query.clone(), view.former));
        if !query.trim().is_empty() {
            let title = say!(empty.search, query = query.as_str());
            view! { <Empty icon=IconName::Search heading=title text=say!(empty.search_text) /> }
        } else if is_narrowed.get() {
            view! {
                <Empty
                    icon=IconName::Search
                    heading=say!(roster.nobody)
                    text=say!(roster.nobody_text)
                />
            }
        } else if former {
            view! {
                <Empty icon=IconName::People heading=say!(empty.former) text=say!(empty.former_text) />
            }
        } else {
            view! {
                <Empty
                    icon=IconName::People
                    heading=say!(empty.connections)
                    text=say!(empty.connections_text)
                />
            }
        }
    };
    view! {
        {empty}
        <Show when=move || is_narrowed.get()>
            <div class="cluster empty-acts">
                <button
                    type="button"
                    class="button"
                    on:click=move |_| {
                        asking
                            .change(
                                false,
                                |view| {
                                    let former = view.former;
                                    *view = ConnectionsView { former, ..Default::default() };
                                },
                            );
                    }
                >
                    {say!(filter.clear)}
                </button>
            </div>
        </Show>
    }
}

/// Leads a search in the page to the field, as long as the list is there.
fn listen_for_find() {
    let keys = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        if is_find(&event) {
            event.prevent_default();
            focus_now(SEARCH);
        }
    });
    on_cleanup(move || keys.remove());
}

/// Whether a press looks for text in the page: the browser's own search sees only the rows
/// that are there. A second press within the field is the browser's.
fn is_find(event: &KeyboardEvent) -> bool {
    let is_command =
        (event.ctrl_key() != event.meta_key()) && !event.alt_key() && !event.shift_key();
    let in_field = document().active_element().is_some_and(|it| it.id() == SEARCH);
    is_command && event.key().eq_ignore_ascii_case("f") && !in_field && !address::is_dialog_open()
}

/// What a row shows, and what can be done from it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    who: Pieces,
    known: Pieces,
    /// What else of them was found, or what the user has written.
    more: Pieces,
    when: String,
    badges: Vec<Badge>,
    link: Option<String>,
    /// How its buttons call it.
    name: String,
    is_former: bool,
    is_chosen: bool,
}

fn shown(
    model: Model,
    lines: &[Line],
    asking: Asking<ConnectionsView>,
    chosen: Chosen<PersonId>,
) -> Vec<Option<Shown>> {
    let typed = asking.view.with(|view| Typed::new(&view.query));
    model.network(|network| {
        let people: Vec<&Person> = lines
            .iter()
            .filter_map(|line| match line {
                Line::Person(id, _) => network.person(*id),
                Line::Head(..) => None,
            })
            .collect();
        let records = people.iter().map(|person| (person.id, &*person.record));
        let names = tell_apart(records, |id| {
            network.person(id).map(|it| row::of_person(it).when).unwrap_or_default()
        });
        chosen.with(|chosen| {
            let row = |line: &Line| match line {
                Line::Person(id, _) => {
                    let name = names.get(id).cloned().unwrap_or_default();
                    Some(one(network, *id, &typed, name, chosen.contains(id)))
                }
                Line::Head(..) => None,
            };
            lines.iter().map(row).collect()
        })
    })
}

fn one(network: &Network, id: PersonId, typed: &Typed, name: String, is_chosen: bool) -> Shown {
    let person = network.person(id);
    let facts = person.map(row::of_person).unwrap_or_default();
    Shown {
        who: Pieces::of(&facts.who, typed),
        known: Pieces::of(&facts.known, typed),
        more: person.map(|person| more(person, typed)).unwrap_or_default(),
        when: facts.when,
        badges: facts.badges,
        link: facts.todo.and_then(|todo| todo.link),
        name,
        is_former: person.is_some_and(|person| person.former().is_some()),
        is_chosen,
    }
}

/// Where else something was found; else the tags, and how the note begins.
fn more(person: &Person, typed: &Typed) -> Pieces {
    let tags = person.tags().collect::<Vec<_>>().join(", ");
    let record = &person.record;
    let texts = [tags.as_str(), record.email.as_str(), person.note(), &record.linkedin_note];
    if let Some(found) = texts.iter().find_map(|text| Pieces::around(text, typed)) {
        return found;
    }
    let parts: Vec<&str> =
        [tags.as_str(), person.note()].into_iter().filter(|text| !text.is_empty()).collect();
    Pieces::of(&parts.join(" · "), typed)
}

#[component]
fn RosterRow(
    line: Line,
    row: RwSignal<Option<Shown>>,
    chosen: Chosen<PersonId>,
    on_write: Callback<PersonId>,
    act: Callback<(Verb, Vec<PersonId>)>,
) -> impl IntoView {
    match line {
        Line::Head(name, count) => {
            let name = if name.is_empty() { say!(roster.none) } else { name.to_string() };
            view! {
                <h2 class="row-group" dir="auto">
                    {name}
                    <span class="count">{dates::number(count as usize)}</span>
                </h2>
            }
            .into_any()
        }
        Line::Person(id, nth) => {
            view! { <PersonRow line=Line::Person(id, nth) id row chosen on_write act /> }.into_any()
        }
    }
}

#[component]
fn PersonRow(
    line: Line,
    id: PersonId,
    row: RwSignal<Option<Shown>>,
    chosen: Chosen<PersonId>,
    on_write: Callback<PersonId>,
    act: Callback<(Verb, Vec<PersonId>)>,
) -> impl IntoView {
    fn part<T: Default>(row: RwSignal<Option<Shown>>, read: fn(&Shown) -> T) -> T {
        row.with(|row| row.as_ref().map(read).unwrap_or_default())
    }
    let name = Signal::derive(move || part(row, |row| row.name.clone()));
    let verb = Memo::new(
        move |_| {
            if part(row, |row| row.is_former) { Verb::PutBack } else { Verb::Remove }
        },
    );
    let badges = Signal::derive(move || part(row, |row| row.badges.clone()));
    let link = Signal::derive(move || part(row, |row| row.link.clone()));
    let act_id = act_id(&line);
    view! {
        <input
            type="checkbox"
            class="row-check"
            id=check_id(&line)
            aria-label=move || say!(name.choose, who = name.get())
            prop:checked=move || part(row, |row| row.is_chosen)
            on:click=move |event| chosen.toggle(id, event.shift_key())
        />
        <div class="row-main">
            <p class="row-who" dir="auto">
                <a href=row::page_of(id)>
                    <Marked pieces=Signal::derive(move || part(row, |row| row.who.clone())) />
                </a>
            </p>
            <p class="row-known" dir="auto">
                <Marked pieces=Signal::derive(move || part(row, |row| row.known.clone())) />
            </p>
            <p class="row-meta">
                <span class="row-when">{move || part(row, |row| row.when.clone())}</span>
                <Badges badges />
                <OpenOnLinkedIn href=link who=name />
                <a
                    class="row-history"
                    href=row::history_of(id)
                    aria-label=move || say!(name.history, who = name.get())
                >
                    {say!(nav.history)}
                </a>
                <span class="row-more" dir="auto">
                    <Marked pieces=Signal::derive(move || part(row, |row| row.more.clone())) />
                </span>
            </p>
        </div>
        <div class="row-acts">
            <button
                type="button"
                class="button button-small button-quiet"
                aria-label=move || say!(name.write, who = name.get())
                aria-describedby="about-note"
                title=say!(courtesy.about)
                on:click=move |_| on_write.run(id)
            >
                {say!(courtesy.write)}
            </button>
            {move || {
                let verb = verb.get();
                view! {
                    <VerbButton
                        verb
                        way=Way::ByHand
                        who=name
                        id=act_id.clone()
                        on_press=Callback::new(move |()| act.run((verb, vec![id])))
                    />
                }
            }}
        </div>
    }
}

/// The whole list on paper, as plain lines: what is on the screen is a part of it.
#[component]
fn Paper(model: Model, people: Memo<Arc<Vec<PersonId>>>) -> impl IntoView {
    let paper = NodeRef::<html::Ol>::new();
    let write = move || {
        let Some(paper) = paper.get_untracked() else { return };
        let lines: Vec<String> = model.network_now(|network| {
            let line = |id: &PersonId| {
                let facts = row::of_person(network.person(*id)?);
                let parts = [facts.who, facts.known, facts.when];
                let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
                Some(parts.join(" · "))
            };
            people.with_untracked(|people| people.iter().filter_map(line).collect())
        });
        let fragment = document().create_document_fragment();
        for line in lines {
            if let Ok(item) = document().create_element("li") {
                item.set_text_content(Some(&line));
                // A fresh element goes into a fragment: this cannot fail.
                let _ = fragment.append_child(&item);
            }
        }
        let _ = paper.append_child(&fragment);
    };
    let clear = move || {
        if let Some(paper) = paper.get_untracked() {
            paper.set_text_content(None);
        }
    };
    let before = window_event_listener(ev::beforeprint, move |_| {
        clear();
        write();
    });
    let after = window_event_listener(ev::afterprint, move |_| clear());
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
    view! { <ol class="paper" node_ref=paper></ol> }
}
