//! The envelope at the far right: what waits, the newest three, and the four lists.

use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

use super::mailbox::{count_text, mailbox_links};
use super::row;
use super::verb::{Descriptions, VerbButton, on_invitation};
use crate::app::dates;
use crate::app::model::use_model;
use crate::app::words::{Way, say};
use crate::browser::{address, clock};
use crate::components::disclosure::Disclosure;
use crate::components::focus::focus_first;
use crate::components::icon::{Icon, IconName};
use crate::domain::fact::Verb;
use crate::domain::id::InvitationId;
use crate::domain::invitation::Place;
use crate::route::Route;

/// How many of the newest invitations stand in it.
const NEWEST: usize = 3;

/// What the ids of its describing texts begin with: the page below has some too.
const SCOPE: &str = "envelope-about";

/// The envelope and what it opens.
#[component]
pub fn Envelope() -> impl IntoView {
    let model = use_model();
    let open = RwSignal::new(false);
    let unread = Memo::new(move |_| model.network(|network| network.lists(clock::today()).unread));
    let name = Signal::derive(move || match unread.get() {
        0 => say!(envelope.name),
        count => say!(envelope.name_unread, count = dates::number(count)),
    });
    // What one goes to stands behind the open panel: close it.
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            open.set(false);
        }
        now
    });
    let face = move || {
        view! {
            <Icon name=IconName::Envelope />
            <Show when=move || { unread.get() > 0 }>
                <span class="envelope-count">{move || dates::number(unread.get())}</span>
            </Show>
        }
    };
    view! {
        <Disclosure
            open
            id="envelope"
            name
            class="envelope-panel"
            button=face
            button_class="envelope-button"
            button_id="envelope-button"
            label=say!(envelope.heading)
        >
            <Panel open />
        </Disclosure>
    }
}

#[component]
fn Panel(open: RwSignal<bool>) -> impl IntoView {
    let model = use_model();
    let counts = Memo::new(move |_| model.network(|network| network.lists(clock::today())));
    let newest = Memo::new(move |_| {
        model.network(|network| {
            let inbox = network.in_place(Place::Inbox);
            let inbox = inbox.iter().filter(|it| !it.is_snoozed(clock::today()));
            inbox.take(NEWEST).map(|invitation| invitation.id).collect::<Vec<_>>()
        })
    });
    let summary = move || {
        let counts = counts.get();
        if counts.inbox == 0 {
            say!(envelope.none)
        } else {
            say!(
                envelope.summary,
                new = dates::number(counts.unread),
                waiting = dates::number(counts.inbox)
            )
        }
    };
    view! {
        <nav class="envelope-links" aria-label=say!(envelope.heading)>
            {mailbox_links()
                .into_iter()
                .map(|(route, _, name, place)| {
                    view! {
                        <A href=address::link(route) on:click=move |_| open.set(false)>
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
        <h2>{say!(envelope.heading)}</h2>
        <p class="envelope-summary">{summary}</p>
        <Descriptions verbs=&[Verb::Accept, Verb::Ignore] scope=SCOPE />
        <ul class="envelope-newest" role="list" aria-label=say!(list.inbox)>
            <For each=move || newest.get() key=|id| *id let(id)>
                <Item id newest />
            </For>
        </ul>
        <A
            href=address::link(Route::History)
            attr:class="envelope-foot"
            on:click=move |_| open.set(false)
        >
            <Icon name=IconName::History />
            {say!(envelope.history)}
        </A>
    }
}

#[component]
fn Item(id: InvitationId, newest: Memo<Vec<InvitationId>>) -> impl IntoView {
    let model = use_model();
    let facts = Memo::new(move |_| {
        model.network(|network| {
            let invitation = network.invitation(id);
            invitation.map(|it| row::of_invitation(network, it)).unwrap_or_default()
        })
    });
    let who = Signal::derive(move || facts.with(|facts| facts.who.clone()));
    let way = model.network_now(|network| {
        let today = clock::today();
        network.invitation(id).map_or(Way::ByHand, |it| Way::of(it, today))
    });
    let press = move |verb: Verb| {
        let Some(act) = on_invitation(verb, id) else { return };
        let at = newest.with_untracked(|ids| ids.iter().position(|other| *other == id));
        if model.act(act) {
            let now = newest.get_untracked();
            let next = at.and_then(|at| now.get(at).or(now.last()));
            let button = next.map(|id| button_id(verb, *id));
            focus_first(button.into_iter().chain(["envelope-button".to_owned()]).collect());
        }
    };
    view! {
        <li class="envelope-item">
            <p class="envelope-text">
            <span class="envelope-who" dir="auto">{move || who.get()}</span>
            <span class="envelope-known" dir="auto">
                {move || {
                    facts.with(|facts| {
                        if facts.known.is_empty() { facts.when.clone() } else { facts.known.clone() }
                    })
                }}
            </span>
            </p>
            <div class="envelope-acts">
                {[Verb::Accept, Verb::Ignore]
                    .into_iter()
                    .map(|verb| {
                        view! {
                            <VerbButton
                                verb
                                way
                                who
                                scope=SCOPE
                                id=button_id(verb, id)
                                on_press=Callback::new(move |()| press(verb))
                            />
                        }
                    })
                    .collect::<Vec<_>>()}
            </div>
        </li>
    }
}

fn button_id(verb: Verb, id: InvitationId) -> String {
    format!("envelope-{verb:?}-{id}").to_lowercase()
}
