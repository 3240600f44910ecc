//! Which rows of a list are chosen, and the bar that acts on all of them.

use std::collections::HashSet;
use std::hash::Hash;
use std::sync::Arc;

use chrono::NaiveDate;
use leptos::{html, prelude::*};

use super::later::Later;
use super::tag_form::TagForm;
use super::verb::{Descriptions, VerbButton, for_people, on_invitations};
use crate::app::dates;
use crate::app::model::use_model;
use crate::app::words::{Way, say, say_many};
use crate::browser::clock;
use crate::components::disclosure::Disclosure;
use crate::domain::fact::{Act, Verb};
use crate::domain::id::{InvitationId, PersonId};
use crate::domain::invitation::Place;
use crate::domain::perform::allows;

/// What the ids of the bar's describing texts begin with: the rows below have some too.
const SCOPE: &str = "chosen-about";

/// The rows that are chosen in a list. A handle that is passed around freely.
#[derive(Debug, Clone, Copy)]
pub struct Chosen<K: Send + Sync + 'static = InvitationId> {
    listed: Memo<Arc<Vec<K>>>,
    ticked: RwSignal<HashSet<K>>,
    /// Those of them that are listed still, in the order of the list.
    now: Memo<Vec<K>>,
    /// Which was ticked last: from there a range goes.
    anchor: StoredValue<Option<K>>,
}

impl<K: Copy + Eq + Hash + Send + Sync + 'static> Chosen<K> {
    /// Nothing of this list.
    pub fn of(listed: Memo<Arc<Vec<K>>>) -> Chosen<K> {
        let ticked = RwSignal::new(HashSet::new());
        let now = Memo::new(move |_| {
            ticked.with(|ticked: &HashSet<K>| {
                if ticked.is_empty() {
                    return Vec::new();
                }
                listed.with(|ids| ids.iter().filter(|id| ticked.contains(id)).copied().collect())
            })
        });
        Chosen { listed, ticked, now, anchor: StoredValue::new(None) }
    }

    /// Those that are chosen, in the order of the list.
    pub fn get(self) -> Vec<K> {
        self.now.get()
    }

    /// The same, without being told of changes.
    pub fn get_untracked(self) -> Vec<K> {
        self.now.get_untracked()
    }

    /// Reads which are ticked, and is told when that changes.
    pub fn with<T>(self, read: impl FnOnce(&HashSet<K>) -> T) -> T {
        self.ticked.with(read)
    }

    /// Chooses one that is not, and the other way round; with `range`, all from the one that
    /// was ticked last.
    pub fn toggle(self, id: K, range: bool) {
        let is_on = !self.ticked.with_untracked(|ticked| ticked.contains(&id));
        let from = self.anchor.get_value().filter(|_| range).unwrap_or(id);
        let span = self.listed.with_untracked(|ids| {
            let at = |id| ids.iter().position(|other| *other == id);
            match (at(from), at(id)) {
                (Some(from), Some(to)) => {
                    ids.get(from.min(to)..=from.max(to)).unwrap_or_default().to_vec()
                }
                _ => vec![id],
            }
        });
        self.ticked.update(|ticked| {
            for id in span {
                if is_on {
                    ticked.insert(id)
                } else {
                    ticked.remove(&id)
                };
            }
        });
        self.anchor.set_value(Some(id));
    }

    /// Chooses all that the list shows, or nothing.
    pub fn set_all(self, all: bool) {
        let ids = if all { self.listed.get_untracked() } else { Arc::default() };
        self.ticked.set(ids.iter().copied().collect());
        self.anchor.set_value(None);
    }
}

/// The box that chooses all or nothing, and says how many are chosen.
#[component]
fn ChooseAll<K: Copy + Eq + Hash + Send + Sync + 'static>(
    chosen: Chosen<K>,
    /// What else is to be known of those that are chosen; may be empty.
    #[prop(optional, into)]
    also: Signal<String>,
) -> impl IntoView {
    let all = NodeRef::<html::Input>::new();
    let count = Memo::new(move |_| chosen.now.with(Vec::len));
    let listed = Memo::new(move |_| chosen.listed.with(|listed| listed.len()));
    // A property of the element, which no attribute sets.
    Effect::new(move || {
        let (count, listed) = (count.get(), listed.get());
        if let Some(all) = all.get() {
            all.set_indeterminate(count > 0 && count < listed);
            all.set_checked(count > 0 && count == listed);
        }
    });
    view! {
        <label class="chosen-all">
            <input
                type="checkbox"
                node_ref=all
                on:change=move |event| chosen.set_all(event_target_checked(&event))
            />
            {move || say!(chosen.all, count = dates::number(listed.get()))}
        </label>
        <p class="chosen-count" role="status">
            {move || {
                let count = count.get();
                (count > 0).then(|| say!(chosen.count, count = dates::number(count)))
            }} " " <span class="hint">{also}</span>
        </p>
    }
}

/// What is done to all that are chosen.
#[component]
fn OnChosen(
    verb: Verb,
    /// By which way the other side would learn of it.
    #[prop(default = Way::ByHand)]
    way: Way,
    /// How many are chosen.
    #[prop(into)]
    who: Signal<String>,
    on_press: Callback<()>,
) -> impl IntoView {
    let id = format!("chosen-{verb:?}").to_lowercase();
    view! { <VerbButton verb way who id scope=SCOPE on_press /> }
}

/// The bar above a list of people: all or nothing, one act on all that are chosen, and tags.
///
/// In a list of files that are only compared, not everybody is in the user's network: only what
/// can be done with those who are is offered.
#[component]
pub fn PeopleBar(
    /// Who is chosen.
    chosen: Chosen<PersonId>,
    /// What is done with them where it can be done, else its opposite.
    verb: Signal<Verb>,
    /// Does it.
    act: Callback<(Verb, Vec<PersonId>)>,
) -> impl IntoView {
    let model = use_model();
    let open = RwSignal::new(false);
    let count = Memo::new(move |_| chosen.now.with(Vec::len));
    let listed = Memo::new(move |_| chosen.listed.with(|listed| listed.len()));
    let here = Memo::new(move |_| {
        let mut here = chosen.get();
        model.network(|network| here.retain(|id| network.person(*id).is_some()));
        here
    });
    let some_here = Memo::new(move |_| here.with(Vec::len));
    let possible = Memo::new(move |_| {
        here.with(|here| model.network(|network| for_people(network, verb.get(), here)))
    });
    // What is said on the button: only then it changes.
    let offered = Memo::new(move |_| {
        possible.with(|possible| possible.as_ref().map(|(verb, people)| (*verb, people.len())))
    });
    let who = Signal::derive(move || {
        let count = offered.get().map_or(0, |(_, count)| count);
        say!(chosen.count, count = dates::number(count))
    });
    let also = Signal::derive(move || match (count.get(), some_here.get()) {
        (count, here) if here == count => String::new(),
        (_, 0) => say!(chosen.nobody_here),
        (_, here) => say_many!(here, chosen.here),
    });
    let button = move || {
        offered.get().map(|(verb, _)| {
            let press = move |()| {
                if let Some(possible) = possible.get_untracked() {
                    act.run(possible);
                }
            };
            view! {
                <OnChosen verb who on_press=Callback::new(press) />
            }
        })
    };
    let tag =
        Callback::new(move |tag: String| model.act(Act::Tag { people: here.get_untracked(), tag }));
    view! {
        <Show when=move || { listed.get() > 0 }>
            <div class="chosen" class:chosen-some=move || { count.get() > 0 }>
                <ChooseAll chosen also />
                <Show when=move || { some_here.get() > 0 }>
                    <div class="chosen-acts">
                        {button}
                        <Disclosure
                            open
                            name=say!(chosen.more)
                            button=|| say!(chosen.more)
                            button_class="button button-small"
                            id="chosen-more"
                            class="chosen-more panel stack"
                            label=say!(chosen.more)
                        >
                            <div class="field">
                                <label class="field-label" for="chosen-tag">
                                    {say!(chosen.tag_people)}
                                </label>
                                <TagForm field="chosen-tag" on_add=tag />
                            </div>
                        </Disclosure>
                    </div>
                </Show>
                <Descriptions verbs=&[Verb::Remove, Verb::PutBack] scope=SCOPE />
            </div>
        </Show>
    }
}

/// The bar above a list: all or nothing, and what can be done with what is chosen.
#[component]
pub fn ChosenBar(
    /// What is chosen.
    chosen: Chosen,
    /// The list.
    place: Place,
    /// What can be done in it.
    verbs: &'static [Verb],
    /// Does it to all that are chosen.
    on_press: Callback<Verb>,
) -> impl IntoView {
    let model = use_model();
    let count = Memo::new(move |_| chosen.now.with(Vec::len));
    let listed = Memo::new(move |_| chosen.listed.with(|listed| listed.len()));
    let possible = Memo::new(move |_| {
        let chosen = chosen.get();
        model.network(|network| {
            let can = |verb: &Verb| {
                !chosen.is_empty()
                    && on_invitations(*verb, chosen.clone())
                        .is_some_and(|act| allows(network, &act))
            };
            verbs.iter().copied().filter(can).collect::<Vec<_>>()
        })
    });
    let way = Memo::new(move |_| {
        let today = clock::today();
        let first = chosen.get().first().copied();
        model.network(|network| {
            let invitation = first.and_then(|id| network.invitation(id));
            invitation.map_or(Way::ByHand, |invitation| Way::of(invitation, today))
        })
    });
    let who = Signal::derive(move || say!(chosen.count, count = dates::number(count.get())));
    view! {
        <Show when=move || { listed.get() > 0 }>
            <div class="chosen" class:chosen-some=move || { count.get() > 0 }>
                <ChooseAll chosen />
                <div class="chosen-acts">
                    <For each=move || possible.get() key=|verb| *verb let(verb)>
                        {move || {
                            view! {
                                <OnChosen
                                    verb
                                    way=way.get()
                                    who
                                    on_press=Callback::new(move |()| on_press.run(verb))
                                />
                            }
                        }}
                    </For>
                    <Show when=move || { count.get() > 0 }>
                        <More chosen place who on_press />
                    </Show>
                </div>
                <Descriptions verbs scope=SCOPE />
                <Descriptions verbs=more(place) scope=SCOPE />
            </div>
        </Show>
    }
}

/// What can be done beside what has a button in each row.
pub fn more(place: Place) -> &'static [Verb] {
    match place {
        Place::Inbox => &[Verb::Wake, Verb::Unread],
        _ => &[],
    }
}

/// What is done less often: putting off, tagging, and the rest.
#[component]
fn More(
    chosen: Chosen,
    place: Place,
    #[prop(into)] who: Signal<String>,
    on_press: Callback<Verb>,
) -> impl IntoView {
    let model = use_model();
    let open = RwSignal::new(false);
    let put_off = Callback::new(move |until: NaiveDate| {
        open.set(false);
        model.act(Act::Snooze { invitations: chosen.get_untracked(), until });
    });
    let tag = Callback::new(move |tag: String| {
        let people = model.network_now(|network| {
            let chosen = chosen.get_untracked();
            let people = chosen.iter().filter_map(|id| network.invitation(*id));
            people.map(|invitation| invitation.person).collect()
        });
        model.act(Act::Tag { people, tag })
    });
    let buttons = move || {
        let chosen = chosen.get();
        let can = |verb: &Verb| {
            on_invitations(*verb, chosen.clone())
                .is_some_and(|act| model.network(|network| allows(network, &act)))
        };
        let possible: Vec<Verb> = more(place).iter().copied().filter(can).collect();
        possible
            .into_iter()
            .map(|verb| {
                view! {
                    <OnChosen
                        verb
                        who
                        on_press=Callback::new(move |()| {
                            open.set(false);
                            on_press.run(verb);
                        })
                    />
                }
            })
            .collect::<Vec<_>>()
    };
    view! {
        <Disclosure
            open
            name=say!(chosen.more)
            button=|| say!(chosen.more)
            button_class="button button-small"
            id="chosen-more"
            class="chosen-more panel stack"
            label=say!(chosen.more)
        >
            {(place == Place::Inbox).then(|| view! { <Later on_choose=put_off /> })}
            <div class="field">
                <label class="field-label" for="chosen-tag">
                    {say!(chosen.tag)}
                </label>
                <TagForm field="chosen-tag" on_add=tag />
            </div>
            <div class="cluster">{buttons}</div>
        </Disclosure>
    }
}
