//! What stands above the list of connections: search, filters, order and grouping, all of
//! which live in the fragment of the address.

use std::sync::Arc;

use leptos::prelude::*;

use super::asking::Asking;
use super::counted;
use super::saved_views::SavedViewsMenu;
use super::search_field::SearchField;
use crate::app::words::say;
use crate::domain::field::Field;
use crate::domain::roster::{Asked, Choices, Filter, Group, Sort};
use crate::domain::span::Period;
use crate::route::ConnectionsView;
use crate::search::index::Typed;

impl Asking<ConnectionsView> {
    /// What is asked for. What the address names and nobody knows is passed over.
    pub fn asked(self) -> Asked {
        self.view.with(|view| Asked {
            typed: Typed::new(&view.query),
            former: view.former,
            filters: view.only.iter().filter_map(|name| Filter::parse(name)).collect(),
            sort: Sort::parse(&view.sort),
            group: Group::parse(&view.group),
        })
    }

    /// Whether less than everybody is asked for.
    pub fn is_narrowed(self) -> bool {
        self.view.with(|view| !view.query.trim().is_empty() || !view.only.is_empty())
    }
}

fn filter_word(filter: &Filter) -> String {
    match filter {
        Filter::HereOnly => say!(row.here_only),
        Filter::StillListed => say!(row.still_listed),
        Filter::NotInNewer => say!(row.not_in_newer),
        Filter::Missing => say!(row.missing),
        Filter::Email => say!(roster.email),
        Filter::Note => say!(roster.note),
        Filter::Tag(tag) => say!(filter.tag, tag = tag.as_ref()),
        Filter::Since(Period::Unknown) => say!(row.no_date),
        Filter::Since(period) => say!(roster.year, year = counted::period(*period)),
        Filter::Field(field) => counted::field(*field),
        Filter::Company(company) if company.is_empty() => say!(roster.no_company),
        Filter::Company(company) => say!(roster.company, company = company.as_ref()),
    }
}

fn sort_word(sort: Sort, is_searching: bool) -> String {
    match sort {
        Sort::Usual if is_searching => say!(roster.best),
        Sort::Usual | Sort::Newest => say!(sort.newest),
        Sort::Oldest => say!(sort.oldest),
        Sort::First => say!(roster.first),
        Sort::Last => say!(roster.last),
        Sort::Company => say!(sort.company),
    }
}

fn group_word(group: Group) -> String {
    match group {
        Group::None => say!(roster.no_group),
        Group::Company => say!(roster.by_company),
        Group::Year => say!(roster.by_year),
        Group::Tag => say!(roster.by_tag),
    }
}

/// The tools above the list.
#[component]
pub fn RosterTools(
    /// What is asked for.
    asking: Asking<ConnectionsView>,
    /// The years and tags to choose from.
    choices: Memo<Arc<Choices>>,
) -> impl IntoView {
    let view = asking.view;
    let former = Memo::new(move |_| view.with(|view| view.former));
    let years = move || {
        choices.with(|choices| {
            choices
                .years
                .iter()
                .copied()
                .map(|year| Filter::Since(Period::Year(year)))
                .collect::<Vec<_>>()
        })
    };
    let tags = move || {
        choices.with(|choices| choices.tags.iter().cloned().map(Filter::Tag).collect::<Vec<_>>())
    };
    let show = move |is_former: bool, text: String| {
        let pressed = move || if former.get() == is_former { "true" } else { "false" };
        let press = move |_| {
            asking.change(false, |view| {
                view.former = is_former;
                // What tells of one kind alone would leave nobody of the other.
                let tells = |name: &String| {
                    !matches!(name.as_str(), "here" | "listed" | "gone" | "missing")
                };
                view.only.retain(tells);
            });
        };
        view! {
            <button type="button" aria-pressed=pressed on:click=press>
                {text}
            </button>
        }
    };
    let chip = move |filter: Filter| {
        let name = filter.name();
        let is_on = {
            let name = name.clone();
            move || view.with(|view| view.only.contains(&name))
        };
        let press = move |_| {
            asking.change(false, |view| match view.only.iter().position(|on| *on == name) {
                Some(at) => {
                    view.only.remove(at);
                }
                None => view.only.push(name.clone()),
            });
        };
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || if is_on() { "true" } else { "false" }
                on:click=press
            >
                {filter_word(&filter)}
            </button>
        }
    };
    let chips = move || {
        let filters = if former.get() {
            [Filter::NotInNewer, Filter::StillListed, Filter::Email, Filter::Note].to_vec()
        } else {
            [Filter::HereOnly, Filter::Missing, Filter::Email, Filter::Note].to_vec()
        };
        filters.into_iter().map(chip).collect::<Vec<_>>()
    };
    // Once one is asked for, any other may be as well.
    let fields = Signal::derive(move || {
        let is_field = |name: &String| matches!(Filter::parse(name), Some(Filter::Field(_)));
        let is_asked = view.with(|view| view.only.iter().any(is_field));
        let all = is_asked.then(|| Field::ALL.map(Filter::Field).to_vec());
        all.unwrap_or_default()
    });
    let is_searching = Memo::new(move |_| view.with(|view| !view.query.trim().is_empty()));
    let sorts: Vec<_> = Sort::ALL
        .into_iter()
        .map(|sort| {
            let is_chosen = move || view.with(|view| Sort::parse(&view.sort) == sort);
            let is_offered = move || sort != Sort::Newest || is_searching.get();
            view! {
                <option value=sort.name() selected=is_chosen hidden=move || !is_offered()>
                    {move || sort_word(sort, is_searching.get())}
                </option>
            }
        })
        .collect();
    let groups: Vec<_> = Group::ALL
        .into_iter()
        .map(|group| {
            let is_chosen = move || view.with(|view| Group::parse(&view.group) == group);
            view! {
                <option value=group.name() selected=is_chosen>
                    {group_word(group)}
                </option>
            }
        })
        .collect();
    view! {
        <div class="list-tools" role="search">
            <div class="search">
                <SearchField
                    label=say!(search.label)
                    hint=say!(roster.hint)
                    query=Signal::derive(move || view.with(|view| view.query.clone()))
                    on_type=Callback::new(move |query| asking.change(true, |view| view.query = query))
                />
                <div class="segmented" role="group" aria-label=say!(search.show)>
                    {show(false, say!(search.current))}
                    {show(true, say!(search.former))}
                </div>
                <SavedViewsMenu asking />
            </div>
            <div class="chips" role="group" aria-label=say!(filter.label)>
                {chips}
                <OneOf
                    asking
                    label=say!(roster.years)
                    any=say!(roster.any_year)
                    filters=Signal::derive(years)
                    is_one=|filter| matches!(filter, Filter::Since(_))
                />
                <OneOf
                    asking
                    label=say!(filter.tags)
                    any=say!(filter.any_tag)
                    filters=Signal::derive(tags)
                    is_one=|filter| matches!(filter, Filter::Tag(_))
                />
                <OneOf
                    asking
                    label=say!(roster.companies)
                    any=say!(roster.any_company)
                    filters=Signal::stored(Vec::new())
                    is_one=|filter| matches!(filter, Filter::Company(_))
                />
                <OneOf
                    asking
                    label=say!(roster.fields)
                    any=say!(roster.any_field)
                    filters=fields
                    is_one=|filter| matches!(filter, Filter::Field(_))
                />
                <select
                    class="chip"
                    aria-label=say!(sort.label)
                    on:change=move |event| {
                        let sort = event_target_value(&event);
                        asking.change(false, |view| view.sort = sort);
                    }
                >
                    {sorts}
                </select>
                <select
                    class="chip"
                    aria-label=say!(roster.group)
                    on:change=move |event| {
                        let group = event_target_value(&event);
                        asking.change(false, |view| view.group = group);
                    }
                >
                    {groups}
                </select>
            </div>
        </div>
    }
}

/// One of several filters that shut each other out, or none of them. Not there where there is
/// nothing to choose.
#[component]
fn OneOf(
    asking: Asking<ConnectionsView>,
    #[prop(into)] label: String,
    /// What stands there for none.
    #[prop(into)]
    any: String,
    /// Those to choose from.
    #[prop(into)]
    filters: Signal<Vec<Filter>>,
    /// Whether this is one of them.
    is_one: fn(&Filter) -> bool,
) -> impl IntoView {
    let view = asking.view;
    let chosen = Memo::new(move |_| {
        view.with(|view| view.only.iter().filter_map(|name| Filter::parse(name)).find(is_one))
    });
    let choose = move |event: web_sys::Event| {
        let name = event_target_value(&event);
        asking.change(false, |view| {
            view.only.retain(|on| !Filter::parse(on).is_some_and(|on| is_one(&on)));
            if !name.is_empty() {
                view.only.push(name);
            }
        });
    };
    let all = Memo::new(move |_| {
        let mut all = filters.get();
        // One that an address names, and that is none of those to choose from.
        let odd = chosen.get().filter(|chosen| !all.contains(chosen));
        all.extend(odd);
        all
    });
    let options = move || {
        all.get()
            .into_iter()
            .map(|filter| {
                let (name, word) = (filter.name(), filter_word(&filter));
                view! {
                    <option
                        value=name
                        selected=move || chosen.with(|chosen| chosen.as_ref() == Some(&filter))
                    >
                        {word}
                    </option>
                }
            })
            .collect::<Vec<_>>()
    };
    let words = StoredValue::new((label, any));
    view! {
        <Show when=move || !all.with(Vec::is_empty)>
            <select
                class="chip"
                aria-label=words.with_value(|words| words.0.clone())
                on:change=choose
            >
                <option value="" selected=move || chosen.with(Option::is_none)>
                    {words.with_value(|words| words.1.clone())}
                </option>
                {options}
            </select>
        </Show>
    }
}
