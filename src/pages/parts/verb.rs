//! Buttons for acts: their words, what they say of the other side, and where the focus
//! goes when the row is gone.

use leptos::prelude::*;

use crate::app::words::{self, Way};
use crate::domain::disclosure::{Delivery, may_learn};
use crate::domain::fact::{Act, Step, Verb};
use crate::domain::id::{InvitationId, PersonId};
use crate::domain::network::Network;
use crate::domain::person::{Person, Tie};

/// The act of this kind on one invitation; `None` for kinds that act on something else.
pub fn on_invitation(verb: Verb, id: InvitationId) -> Option<Act> {
    on_invitations(verb, vec![id])
}

/// The same on many.
pub fn on_invitations(verb: Verb, ids: Vec<InvitationId>) -> Option<Act> {
    match verb {
        Verb::Accept => Some(Act::Accept(ids)),
        Verb::Ignore => Some(Act::Ignore(ids)),
        Verb::Archive => Some(Act::Archive(ids)),
        Verb::Trash => Some(Act::Trash(ids)),
        Verb::Restore => Some(Act::Restore(ids)),
        Verb::Withdraw => Some(Act::Withdraw(ids)),
        Verb::Delete => Some(Act::Delete(ids)),
        Verb::Read => Some(Act::Read(ids)),
        Verb::Unread => Some(Act::Unread(ids)),
        Verb::Wake => Some(Act::Wake(ids)),
        // These say more than on what.
        Verb::Snooze
        | Verb::Reason
        | Verb::Note
        | Verb::Tag
        | Verb::Untag
        | Verb::Guide
        | Verb::Courtesy
        | Verb::Purge
        | Verb::Parting
        | Verb::Edit
        | Verb::Merge
        | Verb::KeepApart
        | Verb::Tick
        | Verb::Untick
        | Verb::Views
        | Verb::Receive
        | Verb::Send
        | Verb::Connect
        | Verb::Remove
        | Verb::PutBack
        | Verb::Import
        | Verb::Adopt => None,
    }
}

/// The act of this kind on people; `None` for kinds that act on something else.
pub fn on_people(verb: Verb, ids: Vec<PersonId>) -> Option<Act> {
    match verb {
        Verb::Remove => Some(Act::Remove(ids)),
        Verb::PutBack => Some(Act::PutBack(ids)),
        _ => None,
    }
}

/// What can be done with somebody: who is connected is removed, who was is put back.
pub fn for_person(person: &Person) -> Option<Verb> {
    match person.tie {
        Tie::Connected(_) => Some(Verb::Remove),
        Tie::Former(_) => Some(Verb::PutBack),
        Tie::None => None,
    }
}

/// What can be done with some of these people, and with which: what is asked for if it can be
/// done with anybody, else its opposite.
pub fn for_people(
    network: &Network,
    asked: Verb,
    people: &[PersonId],
) -> Option<(Verb, Vec<PersonId>)> {
    let can = |id: &PersonId| for_person(network.person(*id)?);
    let verb = people.iter().filter_map(can).max_by_key(|verb| *verb == asked)?;
    Some((verb, people.iter().copied().filter(|id| can(id) == Some(verb)).collect()))
}

/// What a button of this kind does and what the other side learns of it.
pub fn description(verb: Verb, way: Way) -> String {
    let learned = may_learn(Step::Do(verb), Delivery::NotDelivered);
    format!("{} {}", words::about(verb), words::told(learned, way))
}

/// What the ids of the describing texts of a page begin with.
const SCOPE: &str = "about";

/// The id of the text that describes buttons of this kind.
fn description_id(scope: &str, verb: Verb, way: Way) -> String {
    format!("{scope}-{verb:?}-{way:?}").to_lowercase()
}

/// The texts that describe the buttons of a page: once for all rows.
#[component]
pub fn Descriptions(
    /// The kinds of buttons that the page has.
    verbs: &'static [Verb],
    /// What the ids begin with, where the page has such texts twice.
    #[prop(default = SCOPE)]
    scope: &'static str,
) -> impl IntoView {
    let texts: Vec<_> = verbs
        .iter()
        .flat_map(|verb| Way::ALL.into_iter().map(move |way| (*verb, way)))
        .map(|(verb, way)| {
            view! { <p id=description_id(scope, verb, way)>{description(verb, way)}</p> }
        })
        .collect();
    view! { <div hidden>{texts}</div> }
}

/// A button for one act on one row.
#[component]
pub fn VerbButton(
    /// The kind of act.
    verb: Verb,
    /// The way by which the other side would learn of it.
    way: Way,
    /// Whom it is about, as the row names them.
    #[prop(into)]
    who: Signal<String>,
    /// The id of the button.
    #[prop(into)]
    id: String,
    /// What the ids of the describing texts begin with.
    #[prop(default = SCOPE)]
    scope: &'static str,
    /// Does it.
    on_press: Callback<()>,
) -> impl IntoView {
    let class = match verb {
        Verb::Accept => "button button-small button-primary",
        Verb::Delete => "button button-small button-danger",
        Verb::Trash => "button button-small button-quiet",
        _ => "button button-small",
    };
    view! {
        <button
            type="button"
            class=class
            id=id
            aria-label=move || words::verb_and(verb, &who.get())
            aria-describedby=description_id(scope, verb, way)
            title=description(verb, way)
            on:click=move |_| on_press.run(())
        >
            {words::verb(verb)}
        </button>
    }
}
