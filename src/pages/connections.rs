//! `/connections`

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use super::parts::add::AddDialog;
use super::parts::age::ExportAge;
use super::parts::courtesy::CourtesyDialog;
use super::parts::head::{HEADING, PageHead};
use super::parts::list_tools::shown_of;
use super::parts::mailbox::tell_apart;
use super::parts::row::{self, RowFacts, RowMain};
use super::parts::search_field::SearchField;
use super::parts::verb::{Descriptions, VerbButton, on_person};
use crate::app::model::{Model, use_model};
use crate::app::words::{Way, say, say_many};
use crate::components::empty::Empty;
use crate::components::focus::focus_first;
use crate::components::grow_list::GrowList;
use crate::components::icon::IconName;
use crate::domain::by_hand::Kind;
use crate::domain::fact::Verb;
use crate::domain::id::{FactId, PersonId};
use crate::domain::network::Network;
use crate::domain::person::Person;
use crate::route::{ConnectionsView, Route};
use crate::search::{Query, fold};

/// Somebody in the list: whom, and the text that a search looks through, folded once.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Listed {
    id: PersonId,
    text: Arc<str>,
}

/// Folded texts by person, and the fact whose record each was folded from: folding is done
/// once, not at each act or key.
type Folded = HashMap<PersonId, (FactId, Arc<str>)>;

/// The connections, or the former ones, with search and a quiet remove.
#[component]
pub fn ConnectionsPage() -> impl IntoView {
    let model = use_model();
    let hash = use_location().hash;
    let view = Memo::new(move |_| ConnectionsView::parse(&hash.get()));
    let former = Memo::new(move |_| view.with(|view| view.former));
    let navigate = StoredValue::new_local(use_navigate());
    let go = move |view: ConnectionsView, replace: bool| {
        let address = format!("{}{}", Route::Connections.path(), view.fragment());
        let options = NavigateOptions { replace, scroll: false, ..NavigateOptions::default() };
        navigate.with_value(|navigate| navigate(&address, options));
    };
    let folded = StoredValue::new(Folded::new());
    let text = move |person: &Person| {
        let known = folded.with_value(|folded| folded.get(&person.id).cloned());
        if let Some((by, text)) = known
            && by == person.record_by
        {
            return text;
        }
        let record = &person.record;
        let text = format!("{} {} {}", record.name(), record.company, record.position);
        let text: Arc<str> = fold(&text).into();
        folded.update_value(|folded| {
            folded.insert(person.id, (person.record_by, text.clone()));
        });
        text
    };
    let all = Memo::new(move |_| {
        model.network(|network| {
            let people =
                if former.get() { network.former_connections() } else { network.connections() };
            people
                .into_iter()
                .map(|person| Listed { id: person.id, text: text(person) })
                .collect::<Vec<_>>()
        })
    });
    let ids = Memo::new(move |_| {
        let query = view.with(|view| Query::new(&view.query));
        all.with(|all| {
            let found = all.iter().filter(|listed| query.matches(&listed.text));
            found.map(|listed| listed.id).collect::<Vec<_>>()
        })
    });
    let names = Memo::new(move |_| {
        model.network(|network| {
            ids.with(|ids| {
                let people = ids.iter().filter_map(|id| network.person(*id));
                let records = people.map(|person| (person.id, &*person.record));
                tell_apart(records, |id| {
                    network.person(id).map(|it| row::of_person(it).when).unwrap_or_default()
                })
            })
        })
    });
    let count = move || {
        let found = ids.with(Vec::len);
        let total = all.with(Vec::len);
        if former.get() {
            shown_of(found, total, |count| say_many!(count, count.former))
        } else {
            shown_of(found, total, |count| say_many!(count, count.connections))
        }
    };
    let to = RwSignal::new(None::<PersonId>);
    let is_writing = RwSignal::new(false);
    let query = move || view.with(|view| view.query.clone());
    let type_query = move |query: String| {
        go(ConnectionsView { query, former: former.get_untracked() }, true);
    };
    let filter = move |is_former: bool, text: String| {
        let press = move |_| {
            let query = view.with_untracked(|view| view.query.clone());
            go(ConnectionsView { query, former: is_former }, false);
        };
        let pressed = move || if former.get() == is_former { "true" } else { "false" };
        view! {
            <button type="button" aria-pressed=pressed on:click=press>
                {text}
            </button>
        }
    };
    view! {
        <PageHead title=say!(nav.connections)>
            <AddDialog kind=Kind::Connection />
        </PageHead>
        <p class="page-lead">{say!(page.connections_lead)}</p>
        <ExportAge />
        <div class="search">
            <SearchField
                label=say!(search.label)
                hint=say!(search.hint)
                query=Signal::derive(query)
                on_type=Callback::new(type_query)
            />
            <div class="segmented" role="group" aria-label=say!(search.show)>
                {filter(false, say!(search.current))}
                {filter(true, say!(search.former))}
            </div>
        </div>
        <p class="list-count" role="status">
            {count}
        </p>
        <Descriptions verbs=&[Verb::Remove, Verb::PutBack] />
        <p id="about-note" hidden>
            {say!(courtesy.about)}
        </p>
        <GrowList
            keys=ids
            label=say!(list.connections)
            more=say!(list.more)
            show=move |ids: &[PersonId]| shown(model, ids, names)
            row=move |id, row| {
                let on_write = Callback::new(move |()| {
                    to.set(Some(id));
                    is_writing.set(true);
                });
                view! { <PersonRow id row ids on_write /> }
            }
        />
        <CourtesyDialog open=is_writing to />
        <Show when=move || ids.with(Vec::is_empty)>
            <Nothing former query=Signal::derive(query) />
        </Show>
    }
}

#[component]
fn Nothing(former: Memo<bool>, query: Signal<String>) -> impl IntoView {
    move || {
        let query = query.get();
        if !query.trim().is_empty() {
            let title = say!(empty.search, query = query.as_str());
            view! { <Empty icon=IconName::Search heading=title text=say!(empty.search_text) /> }
        } else if former.get() {
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
    }
}

/// What the row of a person shows, and what can be done from it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    facts: RowFacts,
    /// How its button calls it.
    who: String,
    verb: Verb,
}

fn shown(model: Model, ids: &[PersonId], names: Memo<HashMap<PersonId, String>>) -> Vec<Shown> {
    let row = |network: &Network, names: &HashMap<PersonId, String>, id| {
        let person = network.person(id);
        let former = person.is_some_and(|person| person.former().is_some());
        Shown {
            facts: person.map(row::of_person).unwrap_or_default(),
            who: names.get(&id).cloned().unwrap_or_default(),
            verb: if former { Verb::PutBack } else { Verb::Remove },
        }
    };
    names.with(|names| {
        model.network(|network| ids.iter().map(|id| row(network, names, *id)).collect())
    })
}

#[component]
fn PersonRow(
    id: PersonId,
    row: RwSignal<Shown>,
    ids: Memo<Vec<PersonId>>,
    on_write: Callback<()>,
) -> impl IntoView {
    let model = use_model();
    let facts = Signal::derive(move || row.with(|row| row.facts.clone()));
    let who = Signal::derive(move || row.with(|row| row.who.clone()));
    let verb = Memo::new(move |_| row.with(|row| row.verb));
    let press = move |verb: Verb| {
        let Some(act) = on_person(verb, id) else { return };
        let near = ids.with_untracked(|ids| {
            let at = ids.iter().position(|other| *other == id);
            let next = at.and_then(|at| ids.get(at + 1)).copied();
            let before = at.and_then(|at| at.checked_sub(1)).and_then(|at| ids.get(at)).copied();
            [next, before]
        });
        if model.act(act) {
            let mut targets: Vec<String> =
                near.into_iter().flatten().map(|id| format!("act-{id}")).collect();
            targets.push(HEADING.to_owned());
            focus_first(targets);
        }
    };
    view! {
        <RowMain facts />
        <div class="row-acts">
            <button
                type="button"
                class="button button-small button-quiet"
                aria-label=move || say!(name.write, who = who.get())
                aria-describedby="about-note"
                title=say!(courtesy.about)
                on:click=move |_| on_write.run(())
            >
                {say!(courtesy.write)}
            </button>
            {move || {
                let verb = verb.get();
                view! {
                    <VerbButton
                        verb
                        way=Way::ByHand
                        who
                        id=format!("act-{id}")
                        on_press=Callback::new(move |()| press(verb))
                    />
                }
            }}
        </div>
    }
}
