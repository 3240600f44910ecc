//! What stands above a list of invitations: search, filters and order, all of which live in
//! the fragment of the address.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::asking::Asking;
use super::counted;
use super::search_field::SearchField;
use super::verdict;
use crate::app::model::use_model;
use crate::app::words::say;
use crate::browser::clock;
use crate::domain::guideline::Verdict;
use crate::domain::id::InvitationId;
use crate::domain::invitation::Place;
use crate::domain::listing::{Asked, Filter, Sort};
use crate::domain::span::{Period, Span};
use crate::route::{MailboxView, Route};
use crate::search::Query;

/// Ages to choose from, in days.
const AGES: [u32; 4] = [30, 183, 365, 730];

/// The page of a list.
pub fn route(place: Place) -> Route {
    match place {
        Place::Inbox => Route::Inbox,
        Place::Sent => Route::Sent,
        Place::Archive => Route::Archive,
        Place::Trash | Place::Deleted | Place::Purged => Route::Trash,
    }
}

const FITS: Filter = Filter::Verdict(Verdict::Fits);
const UNFIT: Filter = Filter::Verdict(Verdict::DoesNotFit);
const UNCLEAR: Filter = Filter::Verdict(Verdict::CannotTell);

/// The filters that tell something in this list: not those that hold for all or for none.
fn filters(place: Place) -> &'static [Filter] {
    match place {
        Place::Inbox => &[
            Filter::Unread,
            Filter::Message,
            Filter::Connected,
            FITS,
            UNFIT,
            UNCLEAR,
            Filter::Snoozed,
        ],
        Place::Sent => &[Filter::Open, Filter::Message, Filter::Connected],
        Place::Archive | Place::Trash | Place::Deleted | Place::Purged => &[
            Filter::Open,
            Filter::Message,
            Filter::Connected,
            Filter::Received,
            Filter::Sent,
            FITS,
            UNFIT,
            UNCLEAR,
        ],
    }
}

fn filter_word(filter: &Filter) -> String {
    match filter {
        Filter::Open => say!(filter.open),
        Filter::Accepted => say!(row.accepted),
        Filter::Withdrawn => say!(row.withdrawn),
        Filter::Unread => say!(filter.unread),
        Filter::Message => say!(filter.message),
        Filter::Connected => say!(filter.connected),
        Filter::Received => say!(row.received),
        Filter::Sent => say!(row.sent),
        Filter::OlderThan(30) => say!(filter.older_month),
        Filter::OlderThan(183) => say!(filter.older_half_year),
        Filter::OlderThan(365) => say!(filter.older_year),
        Filter::OlderThan(730) => say!(filter.older_two_years),
        Filter::OlderThan(days) => say!(filter.older_days, days = *days),
        Filter::Aged(Span::Unknown) | Filter::SentIn(Period::Unknown) => say!(row.no_date),
        Filter::Aged(span) => say!(filter.aged, span = counted::span(*span)),
        Filter::SentIn(period) => say!(filter.sent_in, when = counted::period(*period)),
        Filter::Took(span) => say!(filter.took, span = counted::span(*span)),
        Filter::Snoozed => say!(filter.snoozed),
        Filter::Verdict(verdict) => verdict::word(*verdict),
        Filter::Tag(tag) => say!(filter.tag, tag = tag.as_ref()),
    }
}

fn sort_word(sort: Sort) -> String {
    match sort {
        Sort::Newest => say!(sort.newest),
        Sort::Oldest => say!(sort.oldest),
        Sort::Name => say!(sort.name),
        Sort::Company => say!(sort.company),
        Sort::Fit => say!(sort.fit),
    }
}

/// How many are shown, and of how many.
pub fn shown_of(found: usize, total: usize, words: impl Fn(usize) -> String) -> String {
    if found == total {
        words(total)
    } else {
        say!(count.matches, found = found, all = words(total))
    }
}

impl Asking<MailboxView> {
    /// The list.
    pub fn place(self) -> Place {
        let places = [Place::Inbox, Place::Sent, Place::Archive];
        let found = places.into_iter().find(|place| route(*place) == self.route());
        found.unwrap_or(Place::Trash)
    }

    /// What is asked for. What the address names and nobody knows is passed over.
    pub fn asked(self) -> Asked {
        self.view.with(|view| Asked {
            query: Query::new(&view.query),
            filters: view.only.iter().filter_map(|name| Filter::parse(name)).collect(),
            sort: Sort::parse(&view.sort),
            today: clock::today(),
        })
    }

    /// Whether less than everything is asked for.
    pub fn is_narrowed(self) -> bool {
        self.view.with(|view| !view.query.trim().is_empty() || !view.only.is_empty())
    }

    /// The invitation that is opened.
    pub fn opened(self) -> Option<InvitationId> {
        self.view.with(|view| view.open.map(InvitationId))
    }

    /// Opens another one, or none. `replace`: one does not go back to what was opened before.
    pub fn open(self, id: Option<InvitationId>, replace: bool) {
        self.change(replace, |view| view.open = id.map(|id| id.0));
    }
}

/// The tools above a list.
#[component]
pub fn ListTools(
    /// What is asked for.
    asking: Asking<MailboxView>,
) -> impl IntoView {
    let view = asking.view;
    let is_on = move |filter: &Filter| {
        let name = filter.name();
        view.with(|view| view.only.contains(&name))
    };
    let toggle = move |filter: &Filter| {
        asking.change(false, |view| {
            let name = filter.name();
            if let Some(at) = view.only.iter().position(|on| *on == name) {
                view.only.remove(at);
            } else {
                // One or the other: both together would be nothing.
                let shuts_out = |on: &Filter| match filter {
                    Filter::Received | Filter::Sent => {
                        matches!(on, Filter::Received | Filter::Sent)
                    }
                    Filter::Verdict(_) => matches!(on, Filter::Verdict(_)),
                    _ => false,
                };
                view.only.retain(|on| !Filter::parse(on).is_some_and(|on| shuts_out(&on)));
                view.only.push(name);
            }
        });
    };
    let chips: Vec<_> = filters(asking.place())
        .iter()
        .map(|filter| {
            view! {
                <button
                    type="button"
                    class="chip"
                    aria-pressed=move || if is_on(filter) { "true" } else { "false" }
                    on:click=move |_| toggle(filter)
                >
                    {filter_word(filter)}
                </button>
            }
        })
        .collect();
    let model = use_model();
    let place = asking.place();
    let tags = Memo::new(move |_| {
        model.network(|network| {
            let here = network.invitations().filter(|it| it.standing.place == place);
            let people = here.filter_map(|it| network.person(it.person));
            let tags: BTreeSet<&str> = people.flat_map(|person| person.tags()).collect();
            tags.into_iter().map(|tag| Filter::Tag(tag.into())).collect::<Vec<_>>()
        })
    });
    let ages = Signal::stored(AGES.map(Filter::OlderThan).to_vec());
    let sorts: Vec<_> = Sort::ALL
        .into_iter()
        .map(|sort| {
            let is_chosen = move || view.with(|view| Sort::parse(&view.sort) == sort);
            view! {
                <option value=sort.name() selected=is_chosen>
                    {sort_word(sort)}
                </option>
            }
        })
        .collect();
    view! {
        <div class="list-tools" role="search">
            <SearchField
                label=say!(search.invitations)
                hint=say!(search.invitations_hint)
                query=Signal::derive(move || view.with(|view| view.query.clone()))
                on_type=Callback::new(move |query| asking.change(true, |view| view.query = query))
            />
            <div class="chips" role="group" aria-label=say!(filter.label)>
                {chips}
                <OneOf
                    asking
                    label=say!(filter.age)
                    any=say!(filter.any_age)
                    filters=ages
                    is_one=|filter| matches!(filter, Filter::OlderThan(_) | Filter::Aged(_))
                />
                <WhereAsked
                    asking
                    label=say!(filter.outcome)
                    any=say!(filter.any_outcome)
                    filters=vec![Filter::Accepted, Filter::Withdrawn]
                    is_one=|filter| matches!(filter, Filter::Accepted | Filter::Withdrawn)
                />
                <WhereAsked
                    asking
                    label=say!(filter.sent)
                    any=say!(filter.sent_any)
                    filters=Vec::new()
                    is_one=|filter| matches!(filter, Filter::SentIn(_))
                />
                <WhereAsked
                    asking
                    label=say!(filter.took_label)
                    any=say!(filter.took_any)
                    filters=Span::ALL.map(Filter::Took).to_vec()
                    is_one=|filter| matches!(filter, Filter::Took(_))
                />
                <Show when=move || {
                    !tags.with(Vec::is_empty)
                        || asked(view, |filter| matches!(filter, Filter::Tag(_))).is_some()
                }>
                    <OneOf
                        asking
                        label=say!(filter.tags)
                        any=say!(filter.any_tag)
                        filters=tags
                        is_one=|filter| matches!(filter, Filter::Tag(_))
                    />
                </Show>
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
            </div>
        </div>
    }
}

/// The filter of this kind that is asked for.
fn asked(view: Memo<MailboxView>, is_one: fn(&Filter) -> bool) -> Option<Filter> {
    view.with(|view| view.only.iter().filter_map(|name| Filter::parse(name)).find(is_one))
}

/// One of several filters, there as long as the address asks for one of them.
#[component]
fn WhereAsked(
    asking: Asking<MailboxView>,
    #[prop(into)] label: String,
    /// What stands there for none.
    #[prop(into)]
    any: String,
    /// Those to choose from, beside the one that is asked for.
    filters: Vec<Filter>,
    /// Whether this is one of them.
    is_one: fn(&Filter) -> bool,
) -> impl IntoView {
    let words = StoredValue::new((label, any));
    let filters = Signal::stored(filters);
    view! {
        <Show when=move || asked(asking.view, is_one).is_some()>
            <OneOf
                asking
                label=words.with_value(|words| words.0.clone())
                any=words.with_value(|words| words.1.clone())
                filters
                is_one
            />
        </Show>
    }
}

/// One of several filters that shut each other out, or none of them.
#[component]
fn OneOf(
    asking: Asking<MailboxView>,
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
    let chosen = Memo::new(move |_| asked(view, is_one));
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
    view! {
        <select class="chip" aria-label=label on:change=choose>
            <option value="" selected=move || chosen.with(Option::is_none)>
                {any}
            </option>
            {options}
        </select>
    }
}
