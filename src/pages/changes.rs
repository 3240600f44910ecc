//! `/changes`

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::components::A;

use super::parts::asking::Asking;
use super::parts::chosen::Chosen;
use super::parts::compare::CompareTwo;
use super::parts::head::{HEADING, PageHead};
use super::parts::people_list::{PeopleList, PersonLine};
use super::parts::people_nav::PeopleNav;
use super::parts::row;
use super::parts::save::SavePeople;
use super::parts::scroll::keep_scroll;
use crate::app::compare::Compared;
use crate::app::dates;
use crate::app::model::use_model;
use crate::app::words::{self, say, say_many};
use crate::browser::address;
use crate::components::empty::Empty;
use crate::components::focus::focus_first;
use crate::components::icon::IconName;
use crate::domain::changes::{self, Altered, Changes, Perhaps};
use crate::domain::duplicates;
use crate::domain::fact::{Act, Verb};
use crate::domain::id::{FactId, PersonId};
use crate::domain::network::Network;
use crate::domain::person::{Person, Record};
use crate::route::{ChangesView, Route, View};
use crate::search::fold;

/// The lists of one comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    New,
    Gone,
    Perhaps,
    Jobs,
    Addresses,
    Names,
    Again,
    Arrived,
    Removed,
    Awaited,
    StillListed,
}

impl List {
    const ALL: [List; 11] = [
        List::New,
        List::Gone,
        List::Perhaps,
        List::Jobs,
        List::Addresses,
        List::Names,
        List::Again,
        List::Arrived,
        List::Removed,
        List::Awaited,
        List::StillListed,
    ];

    /// Its name in an address.
    fn name(self) -> &'static str {
        match self {
            List::New => "new",
            List::Gone => "gone",
            List::Perhaps => "perhaps",
            List::Jobs => "jobs",
            List::Addresses => "addresses",
            List::Names => "names",
            List::Again => "again",
            List::Arrived => "arrived",
            List::Removed => "removed",
            List::Awaited => "awaited",
            List::StillListed => "listed",
        }
    }

    fn word(self) -> String {
        match self {
            List::New => say!(changes.new),
            List::Gone => say!(changes.gone),
            List::Perhaps => say!(changes.perhaps),
            List::Jobs => say!(changes.jobs),
            List::Addresses => say!(changes.addresses),
            List::Names => say!(changes.names),
            List::Again => say!(changes.again),
            List::Arrived => say!(changes.arrived),
            List::Removed => say!(changes.removed),
            List::Awaited => say!(changes.awaited),
            List::StillListed => say!(changes.still_listed),
        }
    }

    /// What the list means, and what it does not.
    fn about(self) -> String {
        match self {
            List::New => say!(changes.about_new),
            List::Gone => say!(changes.about_gone),
            List::Perhaps => say!(changes.about_perhaps),
            List::Jobs => say!(changes.about_jobs),
            List::Addresses => say!(changes.about_addresses),
            List::Names => say!(changes.about_names),
            List::Again => say!(changes.about_again),
            List::Arrived => say!(changes.about_arrived),
            List::Removed => say!(changes.about_removed),
            List::Awaited => say!(changes.about_awaited),
            List::StillListed => say!(changes.about_still_listed),
        }
    }
}

/// What is shown: the lists of one import, or of two files.
#[derive(Debug, Clone, PartialEq, Default)]
struct Shown {
    changes: Changes,
    awaited: Vec<PersonId>,
    still_listed: Vec<PersonId>,
}

impl Shown {
    fn altered(&self, list: List) -> &[Altered] {
        match list {
            List::Jobs => &self.changes.jobs,
            List::Addresses => &self.changes.addresses,
            List::Names => &self.changes.names,
            _ => &[],
        }
    }

    /// A list that is nothing but people.
    fn plain(&self, list: List) -> &[PersonId] {
        match list {
            List::New => &self.changes.new,
            List::Gone => &self.changes.gone,
            List::Again => &self.changes.again,
            List::Arrived => &self.changes.arrived,
            List::Removed => &self.changes.removed,
            List::Awaited => &self.awaited,
            List::StillListed => &self.still_listed,
            List::Perhaps | List::Jobs | List::Addresses | List::Names => &[],
        }
    }

    /// Who is in a list; of pairs, who is new.
    fn people(&self, list: List) -> Vec<PersonId> {
        match list {
            List::Perhaps => self.changes.perhaps.iter().map(|pair| pair.new).collect(),
            List::Jobs | List::Addresses | List::Names => {
                self.altered(list).iter().map(|it| it.person).collect()
            }
            _ => self.plain(list).to_vec(),
        }
    }

    fn count(&self, list: List) -> usize {
        match list {
            List::Perhaps => self.changes.perhaps.len(),
            List::Jobs | List::Addresses | List::Names => self.altered(list).len(),
            _ => self.plain(list).len(),
        }
    }

    /// What is said of each in a list where there is more to say than who it is.
    fn said(&self, list: List) -> HashMap<PersonId, String> {
        let altered = self.altered(list).iter();
        altered.map(|it| (it.person, change(list, &it.before, &it.after))).collect()
    }
}

fn change(list: List, before: &Record, after: &Record) -> String {
    let both = |tell: fn(&Record) -> String| {
        say!(changes.from_to, before = tell(before), after = tell(after))
    };
    match list {
        List::Names => both(Record::name),
        List::Addresses if before.profile != after.profile && after.profile.is_some() => {
            both(|record| record.profile.as_ref().map(ToString::to_string).unwrap_or_default())
        }
        List::Addresses => both(|record| record.email.clone()),
        _ => both(row::job),
    }
}

/// What each export shows to have changed, and who that is.
#[component]
pub fn ChangesPage() -> impl IntoView {
    let model = use_model();
    keep_scroll();
    let asking = Asking::<ChangesView>::of(Route::Changes);
    let compared = RwSignal::new(None::<Compared>);
    let imports = Memo::new(move |_| model.history(changes::imports));
    let import = Memo::new(move |_| {
        let asked = asking.view.with(|view| view.export.parse::<FactId>().ok());
        imports.with(|imports| {
            let asked = asked.filter(|asked| imports.contains(asked));
            asked.or_else(|| imports.first().copied())
        })
    });
    // None where the history does not reach back to it.
    let shown = Memo::new(move |_| {
        if let Some(changes) = compared.with(|it| it.as_ref().map(|it| it.changes.clone())) {
            return Some(Shown { changes, ..Shown::default() });
        }
        let import = import.get()?;
        let is_newest = imports.with(|imports| imports.first() == Some(&import));
        model.history(|ledger| {
            let changes = Changes::of(ledger, import)?;
            // These are as of today, and of no import.
            let today = |list: fn(&Network) -> Vec<PersonId>| {
                if is_newest { list(ledger.network()) } else { Vec::new() }
            };
            let awaited = today(changes::awaited);
            Some(Shown { changes, awaited, still_listed: today(changes::still_listed) })
        })
    });
    let list = Memo::new(move |_| {
        let asked = asking.view.with(|view| view.list.clone());
        shown.with(|shown| {
            let count = |list: &List| shown.as_ref().map_or(0, |shown| shown.count(*list));
            let named = List::ALL.into_iter().find(|list| list.name() == asked);
            let first = List::ALL.into_iter().find(|list| count(list) > 0);
            named.or(first).unwrap_or(List::New)
        })
    });
    let people = Memo::new(move |_| {
        let list = list.get();
        let mut people =
            shown.with(|shown| shown.as_ref().map(|it| it.people(list)).unwrap_or_default());
        let sort = |network: &Network, people: &mut Vec<PersonId>| {
            people.sort_by_cached_key(|id| network.person(*id).map(|it| fold(&it.record.name())));
        };
        compared.with_untracked(|compared| match compared {
            Some(it) => sort(&it.network, &mut people),
            None => model.network_now(|network| sort(network, &mut people)),
        });
        Arc::new(people)
    });
    let said = Memo::new(move |_| {
        let list = list.get();
        shown.with(|shown| shown.as_ref().map(|shown| shown.said(list)).unwrap_or_default())
    });
    let chosen = Chosen::of(people);
    let verb = Memo::new(move |_| match list.get() {
        List::Removed | List::StillListed => Verb::PutBack,
        _ => Verb::Remove,
    });
    let lines = move |ids: &[PersonId]| {
        let tell =
            |person: &Person| said.with(|said| said.get(&person.id).cloned()).unwrap_or_default();
        model.network(|own| {
            compared.with(|compared| match compared {
                Some(it) => PersonLine::all(ids, &it.network, own, tell),
                None => PersonLine::all(ids, own, own, tell),
            })
        })
    };
    let is_pairs = Memo::new(move |_| list.get() == List::Perhaps);
    let is_there = Memo::new(move |_| shown.with(Option::is_some));
    let has_imports = Memo::new(move |_| imports.with(|imports| !imports.is_empty()));
    let is_comparing = Memo::new(move |_| compared.with(Option::is_some));
    view! {
        <PageHead title=say!(nav.changes)>
            <SavePeople people chosen />
        </PageHead>
        <p class="page-lead">{say!(changes.lead)}</p>
        <PeopleNav />
        <CompareTwo compared />
        <Show when=move || has_imports.get() && !is_comparing.get()>
            <ImportChoice asking imports import />
        </Show>
        <Show when=move || !has_imports.get() && !is_comparing.get()>
            <Empty icon=IconName::Import heading=say!(changes.none) text=say!(changes.none_text)>
                <A href=address::link(Route::Import) attr:class="button">
                    {say!(nav.import)}
                </A>
            </Empty>
        </Show>
        <Show when=move || has_imports.get() && !is_there.get()>
            <p class="hint">{say!(changes.too_old)}</p>
        </Show>
        <Show when=move || is_there.get()>
            <ListChoice asking shown list />
            <p class="hint" id="about-list">
                {move || list.get().about()}
            </p>
            {move || {
                if is_pairs.get() {
                    view! { <Pairs shown compared /> }.into_any()
                } else {
                    view! {
                        <PeopleList
                            people
                            chosen
                            verb
                            label=Signal::derive(move || list.get().word())
                            show=lines
                        />
                        <Show when=move || people.with(|people| people.is_empty())>
                            <p class="panel">{say!(changes.nobody)}</p>
                        </Show>
                    }
                        .into_any()
                }
            }}
        </Show>
    }
}

/// Which import is shown.
#[component]
fn ImportChoice(
    asking: Asking<ChangesView>,
    imports: Memo<Vec<FactId>>,
    import: Memo<Option<FactId>>,
) -> impl IntoView {
    let model = use_model();
    let options = move || {
        let all = model.network(|network| {
            network
                .imports()
                .rev()
                .map(|(id, trace)| {
                    let label = trace.source.label.clone();
                    let day = trace.source.made_on.unwrap_or(trace.at.date_naive());
                    (id, say!(changes.export, label = label, date = dates::day(day)))
                })
                .collect::<Vec<_>>()
        });
        all.into_iter()
            .map(|(id, text)| {
                view! {
                    <option value=id.to_string() selected=move || import.get() == Some(id)>
                        {text}
                    </option>
                }
            })
            .collect::<Vec<_>>()
    };
    let choose = move |event: web_sys::Event| {
        let export = event_target_value(&event);
        asking.change(false, |view| *view = ChangesView { export, list: String::new() });
    };
    view! {
        <div class="field changes-export">
            <label class="field-label" for="changes-export">
                {say!(changes.which)}
            </label>
            <select id="changes-export" class="field-input" on:change=choose>
                {options}
            </select>
            <Show when=move || { imports.with(Vec::len) == 1 }>
                <p class="hint">{say!(changes.first)}</p>
            </Show>
        </div>
    }
}

/// The lists, and how many are in each.
#[component]
fn ListChoice(
    asking: Asking<ChangesView>,
    shown: Memo<Option<Shown>>,
    list: Memo<List>,
) -> impl IntoView {
    let links = move || {
        let counts: Vec<(List, usize)> = shown.with(|shown| {
            let count = |list: List| shown.as_ref().map_or(0, |shown| shown.count(list));
            List::ALL.into_iter().map(|list| (list, count(list))).collect()
        });
        let export = asking.view.with(|view| view.export.clone());
        counts
            .into_iter()
            .filter(|(it, count)| {
                // What is seldom is there where there is any of it.
                let is_usual = matches!(it, List::New | List::Gone | List::Jobs);
                *count > 0 || is_usual || *it == list.get()
            })
            .map(|(it, count)| {
                let view = ChangesView { export: export.clone(), list: it.name().to_owned() };
                let href = format!("{}{}", address::link(Route::Changes), view.fragment());
                view! {
                    <li>
                        <a
                            class="tile"
                            href=href
                            aria-current=move || (list.get() == it).then_some("true")
                        >
                            <span class="tile-count">{dates::number(count)}</span>
                            " "
                            <span class="tile-word">{it.word()}</span>
                        </a>
                    </li>
                }
            })
            .collect::<Vec<_>>()
    };
    view! {
        <ul class="tiles" role="list" aria-label=say!(changes.lists)>
            {links}
        </ul>
    }
}

/// Pairs of people who may be the same: the user decides.
#[component]
fn Pairs(shown: Memo<Option<Shown>>, compared: RwSignal<Option<Compared>>) -> impl IntoView {
    let model = use_model();
    let pairs = Memo::new(move |_| {
        shown.with(|shown| shown.as_ref().map(|it| it.changes.perhaps.clone()).unwrap_or_default())
    });
    let facts = move |id: PersonId| {
        let tell = |network: &Network| network.person(id).map(row::of_person).unwrap_or_default();
        compared.with(|compared| match compared {
            Some(it) => tell(&it.network),
            None => model.network(tell),
        })
    };
    let side = move |word: String, id: PersonId| {
        let facts = facts(id);
        let profile = |network: &Network| {
            let profile = &network.person(id)?.record.profile;
            profile.as_ref().map(ToString::to_string)
        };
        let address = compared.with(|compared| match compared {
            Some(it) => profile(&it.network),
            None => model.network(profile),
        });
        let is_here = model.network(|network| network.person(id).is_some());
        let who = if is_here {
            view! { <a href=row::page_of(id)>{facts.who}</a> }.into_any()
        } else {
            view! { {facts.who} }.into_any()
        };
        view! {
            <div class="pair-side">
                <p class="pair-word">{word}</p>
                <p class="row-who" dir="auto">
                    {who}
                </p>
                <p class="row-known" dir="auto">
                    {facts.known}
                </p>
                <p class="row-meta">
                    <span>{facts.when}</span>
                </p>
                {address.map(|it| view! { <p class="row-meta twins-address">{it}</p> })}
            </div>
        }
    };
    let row = move |pair: Perhaps| {
        let who = facts(pair.new).who;
        // In a comparison nobody has removed anybody.
        let is_removed =
            model.network(|network| network.person(pair.gone).is_some_and(Person::is_removed));
        let is_removed = is_removed && !compared.with(Option::is_some);
        let was = if is_removed { say!(changes.was_removed) } else { say!(changes.was) };
        // Two files that are not imported are only looked at.
        let acts = (!compared.with(Option::is_some)).then(|| {
            view! {
                <div class="row-acts">
                    <button
                        type="button"
                        class="button button-small"
                        aria-label=say!(changes.same_name, who = who.as_str())
                        on:click=move |_| {
                            let act = model
                                .network_now(|network| {
                                    duplicates::same(network, pair.gone, pair.new)
                                });
                            if act.is_some_and(|act| model.act(act)) {
                                focus_first(vec![HEADING.to_owned()]);
                            }
                        }
                    >
                        {say!(changes.same)}
                    </button>
                    <button
                        type="button"
                        class="button button-small button-quiet"
                        aria-label=say!(duplicates.apart_name, who = who.as_str())
                        title=words::about(Verb::KeepApart)
                        on:click=move |_| {
                            if model.act(Act::KeepApart(vec![pair.gone, pair.new])) {
                                focus_first(vec![HEADING.to_owned()]);
                            }
                        }
                    >
                        {words::verb(Verb::KeepApart)}
                    </button>
                </div>
            }
        });
        view! {
            <li class="row pair">
                {side(was, pair.gone)} {side(say!(changes.is), pair.new)} {acts}
            </li>
        }
    };
    view! {
        <p class="list-count" role="status">
            {move || say_many!(pairs.with(Vec::len), changes.pairs)}
        </p>
        <ul class="rows" role="list" aria-label=say!(changes.perhaps)>
            <For
                each=move || {
                    let is_comparing = compared.with(Option::is_some);
                    pairs.get().into_iter().map(|pair| (pair, is_comparing)).collect::<Vec<_>>()
                }
                key=|pair| *pair
                let((pair, _))
            >
                {row(pair)}
            </For>
        </ul>
    }
}
