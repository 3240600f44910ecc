//! The four lists of the envelope, which differ in what they hold and what can be done.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos_router::components::A;

use super::add::AddDialog;
use super::age::ExportAge;
use super::asking::Asking;
use super::chosen::{Chosen, ChosenBar, more};
use super::head::{HEADING, PageHead};
use super::list_keys::{self, check_id};
use super::list_tools::{self, ListTools, shown_of};
use super::opened::{OPENED, OpenedPane};
use super::row::{self, RowFacts, RowMain};
use super::verb::{Descriptions, VerbButton, on_invitation, on_invitations};
use super::verdict;
use crate::app::dates;
use crate::app::model::{Model, use_model};
use crate::app::words::{Way, say, say_many};
use crate::browser::{address, clock, settings};
use crate::components::dialog::ConfirmDialog;
use crate::components::empty::Empty;
use crate::components::focus::{focus_ahead, focus_first, focus_now};
use crate::components::grow_list::GrowList;
use crate::components::icon::{Icon, IconName};
use crate::domain::by_hand::Kind;
use crate::domain::fact::{Act, Verb};
use crate::domain::guideline::{Judge, judge_in, verdict_on};
use crate::domain::id::InvitationId;
use crate::domain::invitation::{Invitation, Place};
use crate::domain::listing::{Texts, listed};
use crate::domain::network::Network;
use crate::domain::perform::allows;
use crate::domain::person::Record;
use crate::route::{MailboxView, Route};

/// What can be done from each list, in the order of its buttons. Whether it can be done
/// to a row is for the domain to say.
fn verbs(place: Place) -> &'static [Verb] {
    match place {
        Place::Inbox => &[Verb::Accept, Verb::Ignore, Verb::Trash],
        Place::Sent => &[Verb::Withdraw, Verb::Archive, Verb::Trash],
        Place::Archive => &[Verb::Accept, Verb::Restore, Verb::Withdraw, Verb::Trash],
        Place::Trash => &[Verb::Restore, Verb::Accept, Verb::Withdraw, Verb::Delete],
        Place::Deleted | Place::Purged => &[],
    }
}

/// The words and the picture of a list.
struct Look {
    title: String,
    lead: String,
    list: String,
    empty: (IconName, String, String),
}

fn look(place: Place) -> Look {
    match place {
        Place::Inbox => Look {
            title: say!(nav.inbox),
            lead: say!(page.inbox_lead),
            list: say!(list.inbox),
            empty: (IconName::Inbox, say!(empty.inbox), say!(empty.inbox_text)),
        },
        Place::Sent => Look {
            title: say!(nav.sent),
            lead: say!(page.sent_lead),
            list: say!(list.sent),
            empty: (IconName::Sent, say!(empty.sent), say!(empty.sent_text)),
        },
        Place::Archive => Look {
            title: say!(nav.archive),
            lead: say!(page.archive_lead),
            list: say!(list.archive),
            empty: (IconName::Archive, say!(empty.archive), say!(empty.archive_text)),
        },
        // Deleted ones have no list; the trash is the nearest.
        Place::Trash | Place::Deleted | Place::Purged => Look {
            title: say!(nav.trash),
            lead: say!(page.trash_lead),
            list: say!(list.trash),
            empty: (IconName::Trash, say!(empty.trash), say!(empty.trash_text)),
        },
    }
}

/// One of the four lists, beside the navigation that names them all.
#[component]
pub fn Mailbox(
    /// Which one.
    place: Place,
) -> impl IntoView {
    let model = use_model();
    let Look { title, lead, list, empty } = look(place);
    let (icon, empty_title, empty_text) = empty;
    let asking = Asking::<MailboxView>::of(list_tools::route(place));
    let texts = StoredValue::new(Texts::default());
    let ids = Memo::new(move |_| {
        let asked = asking.asked();
        let list =
            |texts: &mut Texts| model.network(|network| listed(network, place, &asked, texts));
        Arc::new(texts.try_update_value(list).unwrap_or_default())
    });
    let all = Memo::new(move |_| model.network(|network| network.lists(clock::today()).of(place)));
    // Marked as not seen: having stood here since does not make them seen.
    let unseen = StoredValue::new(HashSet::<InvitationId>::new());
    if place == Place::Inbox {
        // Outside of the screen's own state: what stands here has been seen.
        Effect::new(move || {
            let unread = model.network(|network| {
                let inbox = network.invitations().filter(|it| it.standing.place == Place::Inbox);
                inbox
                    .filter(|it| !it.read && !it.is_snoozed(clock::today()))
                    .filter(|it| unseen.with_value(|unseen| !unseen.contains(&it.id)))
                    .map(|it| it.id)
                    .collect::<Vec<_>>()
            });
            if !unread.is_empty() {
                on_cleanup(move || model.see(Act::Read(unread)));
            }
        });
    }
    let names = names(ids);
    let chosen = Chosen::of(ids);
    let deleting = RwSignal::new(Vec::<InvitationId>::new());
    let is_asking = RwSignal::new(false);
    // All of it, whatever the list shows of it.
    let is_emptying = RwSignal::new(false);
    let ask = Callback::new(move |ids: Vec<InvitationId>| {
        is_emptying.set(false);
        deleting.set(ids);
        is_asking.set(true);
    });
    let act = move |verb: Verb, on: Vec<InvitationId>, then: Then| {
        if verb == Verb::Delete {
            ask.run(on);
        } else {
            if verb == Verb::Unread {
                unseen.update_value(|unseen| unseen.extend(&on));
            }
            do_and_move_on(model, ids, &on, verb, then, asking);
        }
    };
    let opened = Memo::new(move |_| asking.opened());
    let open = move |id: InvitationId| {
        asking.open(Some(id), opened.with_untracked(Option::is_some));
        focus_first(vec![OPENED.to_owned()]);
    };
    let close = Callback::new(move |()| {
        let was = opened.get_untracked();
        asking.open(None, false);
        let row = was.map(check_id).into_iter();
        focus_first(row.chain([HEADING.to_owned()]).collect());
    });
    let title_of_deleting = move || {
        deleting.with(|deleting| match deleting.as_slice() {
            [id] => {
                let who = names.with(|names| names.get(id).cloned()).unwrap_or_default();
                say!(delete.title, who = who)
            }
            many => say_many!(many.len(), delete.title_many),
        })
    };
    let delete = Callback::new(move |()| {
        if is_emptying.get_untracked() {
            if model.empty_trash() {
                focus_first(vec![HEADING.to_owned()]);
            }
            return;
        }
        let then = match deleting.with_untracked(Vec::len) {
            1 => Then::SameButton,
            _ => Then::Row,
        };
        do_and_move_on(model, ids, &deleting.get_untracked(), Verb::Delete, then, asking);
    });
    let act_by_key = move |verb, on| act(verb, on, Then::Row);
    list_keys::listen(ids, chosen, opened, verbs(place), act_by_key, open);
    let on_many = Callback::new(move |verb| act(verb, chosen.get_untracked(), Then::Row));
    let empty_trash = move |_| {
        let lying = model.network_now(|network| {
            let lying = network.in_place(Place::Trash);
            lying.iter().map(|invitation| invitation.id).collect::<Vec<_>>()
        });
        ask.run(lying);
        is_emptying.set(true);
    };
    let text_of_deleting = move || {
        let earlier = model.network(|network| {
            network.invitations().filter(|it| it.standing.place == Place::Deleted).count()
        });
        if is_emptying.get() && earlier > 0 {
            [say!(delete.text), say_many!(earlier, delete.earlier)].join(" ")
        } else {
            say!(delete.text)
        }
    };
    let head = match place {
        Place::Inbox => view! { <AddDialog kind=Kind::Received /> }.into_any(),
        Place::Sent => view! { <AddDialog kind=Kind::Sent /> }.into_any(),
        Place::Trash => view! {
            <Show when=move || { all.get() > 0 }>
                <button type="button" class="button" on:click=empty_trash>
                    {say!(delete.empty)}
                </button>
            </Show>
        }
        .into_any(),
        Place::Archive | Place::Deleted | Place::Purged => ().into_any(),
    };
    let count = move || {
        shown_of(ids.with(|ids| ids.len()), all.get(), |count| say_many!(count, count.invitations))
    };
    let nothing = StoredValue::new((empty_title, empty_text));
    let is_turn = turn_of_rows();
    let rows = Signal::derive(move || if is_turn.get() { ids.get() } else { Arc::default() });
    view! {
        <div class="mailbox" class:mailbox-opened=move || opened.get().is_some()>
            <MailboxNav />
            <section class="mailbox-main">
                <PageHead title>{head}</PageHead>
                <p class="page-lead">
                    {lead}
                    {matches!(place, Place::Inbox | Place::Archive)
                        .then(|| {
                            view! {
                                " "
                                <A href=address::link(Route::Guidelines)>{say!(guide.link)}</A>
                            }
                        })}
                    {(place == Place::Trash).then(|| [" ".to_owned(), kept_for()])}
                </p>
                <ExportAge />
                <Show when=move || { all.get() > 0 || asking.is_narrowed() }>
                    <ListTools asking />
                </Show>
                <p class="list-count" role="status">
                    {count}
                </p>
                <ChosenBar chosen place verbs=verbs(place) on_press=on_many />
                <Descriptions verbs=verbs(place) />
                <Descriptions verbs=more(place) />
                <GrowList
                    keys=rows
                    label=list
                    more=say!(list.more)
                    show=move |ids: &[InvitationId]| shown(model, place, ids, names, chosen)
                    row=move |id, row| {
                        let on_press = Callback::new(move |verb| {
                            act(verb, vec![id], Then::SameButton);
                        });
                        let on_open = Callback::new(move |()| open(id));
                        view! { <InvitationRow id row chosen on_press on_open /> }
                    }
                />
                <Show when=move || ids.with(|ids| ids.is_empty()) && asking.is_narrowed()>
                    <Empty
                        icon=IconName::Search
                        heading=say!(empty.narrowed)
                        text=say!(empty.narrowed_text)
                    />
                    <div class="cluster empty-acts">
                        <button type="button" class="button" on:click=move |_| asking.clear()>
                            {say!(filter.clear)}
                        </button>
                    </div>
                </Show>
                <Show when=move || ids.with(|ids| ids.is_empty()) && !asking.is_narrowed()>
                    {nothing.with_value(|(title, text)| {
                        view! { <Empty icon=icon heading=title.clone() text=text.clone() /> }
                    })}
                </Show>
            </section>
            {move || {
                opened
                    .get()
                    .map(|id| {
                        let on_press = Callback::new(move |verb| {
                            act(verb, vec![id], Then::Row);
                        });
                        view! {
                            <OpenedPane id verbs=verbs(place) on_press on_close=close />
                        }
                    })
            }}
        </div>
        <ConfirmDialog
            open=is_asking
            title=Signal::derive(title_of_deleting)
            body=Signal::derive(text_of_deleting)
            confirm=say!(delete.yes)
            cancel=say!(cancel)
            dangerous=true
            on_confirm=delete
        />
    }
}

/// Whether the rows may be built: in a task of their own where the page comes up for the first
/// time, since the browser compiles then whatever the page and its rows call; later at once.
fn turn_of_rows() -> RwSignal<bool> {
    thread_local! {
        static HAS_COME_UP: Cell<bool> = const { Cell::new(false) };
    }
    let is_turn = RwSignal::new(HAS_COME_UP.replace(true));
    if !is_turn.get_untracked() {
        let come = move || {
            // The page may be gone by now.
            let _ = is_turn.try_set(true);
        };
        set_timeout(come, Duration::ZERO);
    }
    is_turn
}

/// For how long what lies in the trash is kept.
fn kept_for() -> String {
    match settings::retention() {
        None => say!(delete.kept),
        Some(days) => say!(delete.kept_for, days = days),
    }
}

/// The left column: the four lists and how much they hold.
#[component]
pub fn MailboxNav() -> impl IntoView {
    let model = use_model();
    let counts = Memo::new(move |_| model.network(|network| network.lists(clock::today())));
    view! {
        <nav class="mailbox-nav" aria-label=say!(nav.mailbox)>
            {mailbox_links()
                .into_iter()
                .map(|(route, icon, name, place)| {
                    view! {
                        <A href=address::link(route) attr:class="mailbox-link">
                            <Icon name=icon />
                            <span>{name}</span>
                            // Not a part of the link's name, which must not change.
                            <span class="count" aria-hidden="true">
                                {move || count_text(counts.with(|counts| counts.of(place)))}
                            </span>
                        </A>
                    }
                })
                .collect::<Vec<_>>()}
        </nav>
    }
}

/// The four lists: where they are, their pictures and names.
pub fn mailbox_links() -> [(Route, IconName, String, Place); 4] {
    [
        (Route::Inbox, IconName::Inbox, say!(nav.inbox), Place::Inbox),
        (Route::Sent, IconName::Sent, say!(nav.sent), Place::Sent),
        (Route::Archive, IconName::Archive, say!(nav.archive), Place::Archive),
        (Route::Trash, IconName::Trash, say!(nav.trash), Place::Trash),
    ]
}

/// A count beside a link; none for nothing.
pub fn count_text(count: usize) -> String {
    if count == 0 { String::new() } else { dates::number(count) }
}

/// How each row is called: by name, and by company or date too where two rows of the list
/// have the same name.
fn names(ids: Memo<Arc<Vec<InvitationId>>>) -> Memo<HashMap<InvitationId, String>> {
    let model = use_model();
    Memo::new(move |_| {
        model.network(|network| {
            let nobody = Record::default();
            let invitations: Vec<&Invitation> =
                ids.with(|ids| ids.iter().filter_map(|id| network.invitation(*id)).collect());
            let people = invitations.iter().map(|invitation| {
                let person = network.person(invitation.person);
                (invitation.id, person.map_or(&nobody, |person| &person.record))
            });
            tell_apart(people, |id| {
                network.invitation(id).map(|it| dates::stamp(&it.sent_at)).unwrap_or_default()
            })
        })
    })
}

/// Gives each row a name; those that share one get what is known of them, or the date.
pub fn tell_apart<'a, K: Copy + std::hash::Hash + Eq>(
    people: impl Iterator<Item = (K, &'a Record)>,
    date: impl Fn(K) -> String,
) -> HashMap<K, String> {
    let people: Vec<(K, &Record, String)> =
        people.map(|(key, record)| (key, record, row::called(record))).collect();
    let mut times: HashMap<&str, usize> = HashMap::with_capacity(people.len());
    for (_, _, who) in &people {
        *times.entry(who).or_default() += 1;
    }
    // Few share a name: only of these, more than the name is looked at.
    let jobs: Vec<Option<String>> = people
        .iter()
        .map(|(_, record, who)| {
            (times.get(who.as_str()).copied() > Some(1)).then(|| row::job(record))
        })
        .collect();
    let mut detailed: HashMap<(&str, &str), usize> = HashMap::new();
    for ((_, _, who), job) in people.iter().zip(&jobs) {
        if let Some(job) = job {
            *detailed.entry((who, job)).or_default() += 1;
        }
    }
    let name = |key: K, who: &str, job: &str| {
        let sole = detailed.get(&(who, job)).copied().unwrap_or_default() <= 1;
        let detail = if sole && !job.is_empty() { job.to_owned() } else { date(key) };
        say!(name.with_detail, who = who, detail = detail)
    };
    // Two of one name, one job and one day are numbered, and what reads as another's name.
    let mut given: HashMap<String, usize> = HashMap::new();
    let mut unique = |name: String| {
        let is_taken = times.contains_key(name.as_str());
        let nth = given.entry(name.clone()).or_insert(usize::from(is_taken));
        *nth += 1;
        match *nth {
            1 => name,
            nth => say!(name.with_detail, who = name.as_str(), detail = dates::number(nth)),
        }
    };
    let named = people.iter().zip(&jobs).map(|((key, _, who), job)| match job {
        None => (*key, who.clone()),
        Some(job) => (*key, unique(name(*key, who, job))),
    });
    named.collect()
}

/// Where the keyboard goes on after an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    /// To the same button of the row that takes the place.
    SameButton,
    /// To that row.
    Row,
}

/// Acts on rows and moves the focus to the one that takes the place of the first, so that
/// the keyboard never loses its own.
fn do_and_move_on(
    model: Model,
    ids: Memo<Arc<Vec<InvitationId>>>,
    on: &[InvitationId],
    verb: Verb,
    then: Then,
    asking: Asking<MailboxView>,
) {
    let Some(act) = on_invitations(verb, on.to_vec()) else { return };
    let gone: HashSet<InvitationId> = on.iter().copied().collect();
    // Those that stay, from the first that goes on, and then those before it.
    let near: Vec<InvitationId> = ids.with_untracked(|ids| {
        let at = ids.iter().position(|id| gone.contains(id)).unwrap_or(0);
        let (before, after) = ids.split_at(at);
        let next = after.iter().find(|id| !gone.contains(id));
        next.into_iter().chain(before.last()).copied().collect()
    });
    if !model.act(act) {
        return;
    }
    let stays = on.iter().find(|id| ids.with_untracked(|ids| ids.contains(id)));
    let opened = asking.opened();
    if stays.is_none() && opened.is_some_and(|id| gone.contains(&id)) {
        // As mail programs do: the next one takes its place.
        asking.open(near.first().copied(), true);
        focus_first(vec![OPENED.to_owned(), HEADING.to_owned()]);
        return;
    }
    let mut rows = stays.into_iter().chain(&near);
    match then {
        // Its box is there already: the next key may come before anything is rendered.
        Then::Row => match rows.next() {
            Some(row) => focus_now(&check_id(*row)),
            None => focus_first(vec![HEADING.to_owned()]),
        },
        Then::SameButton => {
            let same = rows.clone().map(|id| button_id(verb, *id));
            // One that is still here has other buttons.
            let others = rows.flat_map(|id| Verb::ALL.map(|verb| button_id(verb, *id)));
            let to = same.chain(others).chain([HEADING.to_owned()]).collect();
            if stays.is_none() { focus_ahead(to) } else { focus_first(to) }
        }
    }
}

fn button_id(verb: Verb, id: InvitationId) -> String {
    format!("{verb:?}-{id}").to_lowercase()
}

/// What the row of an invitation shows, and what can be done from it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    facts: RowFacts,
    /// How its buttons call it.
    who: String,
    verbs: Vec<Verb>,
    way: Way,
    is_chosen: bool,
}

fn shown(
    model: Model,
    place: Place,
    ids: &[InvitationId],
    names: Memo<HashMap<InvitationId, String>>,
    chosen: Chosen,
) -> Vec<Shown> {
    let today = clock::today();
    let row = |network: &Network,
               names: &HashMap<InvitationId, String>,
               chosen: &HashSet<InvitationId>,
               judge: Option<&Judge>,
               id| {
        let can = |verb: &Verb| on_invitation(*verb, id).is_some_and(|act| allows(network, &act));
        let invitation = network.invitation(id);
        Shown {
            facts: invitation.map(|it| facts(network, judge, it)).unwrap_or_default(),
            who: names.get(&id).cloned().unwrap_or_default(),
            verbs: verbs(place).iter().copied().filter(can).collect(),
            way: invitation.map_or(Way::ByHand, |it| Way::of(it, today)),
            is_chosen: chosen.contains(&id),
        }
    };
    names.with(|names| {
        chosen.with(|chosen| {
            model.network(|network| {
                let judge = network.guidelines().map(|guidelines| judge_in(network, guidelines));
                let row = |id: &InvitationId| row(network, names, chosen, judge.as_ref(), *id);
                ids.iter().map(row).collect()
            })
        })
    })
}

/// What the row tells, and what the guidelines say where there is still to be decided.
fn facts(network: &Network, judge: Option<&Judge>, invitation: &Invitation) -> RowFacts {
    let mut facts = row::of_invitation(network, invitation);
    if let Some(judge) = judge.filter(|_| invitation.can_be_accepted()) {
        facts.badges.push(verdict::badge(verdict_on(network, judge, invitation)));
    }
    facts
}

#[component]
fn InvitationRow(
    id: InvitationId,
    row: RwSignal<Shown>,
    chosen: Chosen,
    on_press: Callback<Verb>,
    on_open: Callback<()>,
) -> impl IntoView {
    let facts = Signal::derive(move || row.with(|row| row.facts.clone()));
    let who = Signal::derive(move || row.with(|row| row.who.clone()));
    let verbs = Memo::new(move |_| row.with(|row| row.verbs.clone()));
    let way = row.with_untracked(|row| row.way);
    view! {
        <input
            type="checkbox"
            class="row-check"
            id=check_id(id)
            aria-label=move || say!(name.choose, who = who.get())
            prop:checked=move || row.with(|row| row.is_chosen)
            on:click=move |event| chosen.toggle(id, event.shift_key())
        />
        <RowMain facts on_open />
        <div class="row-acts">
            <For each=move || verbs.get() key=|verb| *verb let(verb)>
                <VerbButton
                    verb
                    way
                    who
                    id=button_id(verb, id)
                    on_press=Callback::new(move |()| on_press.run(verb))
                />
            </For>
        </div>
    }
}
