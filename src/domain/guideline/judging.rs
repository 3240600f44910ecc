//! Who is judged, and what changes when guidelines do.

use super::judge::{Judge, Judgement, Known, Subject, Verdict};
use super::rule::Guidelines;
use crate::domain::id::{InvitationId, PersonId};
use crate::domain::invitation::Invitation;
use crate::domain::network::Network;
use crate::domain::person::Person;

/// These guidelines, ready to judge in this network.
pub fn judge_in(network: &Network, guidelines: &Guidelines) -> Judge {
    let positions = network.owner().map(|owner| owner.positions.as_slice()).unwrap_or_default();
    Judge::new(guidelines, positions.iter().map(|position| position.company.as_str()))
}

/// What guidelines say of an invitation, and why.
pub fn judge_invitation(network: &Network, judge: &Judge, of: &Invitation) -> Judgement {
    with_subject(network, judge, network.person(of.person), Some(of), |subject| {
        judge.judge(subject)
    })
}

/// The same without the reasons.
pub fn verdict_on(network: &Network, judge: &Judge, of: &Invitation) -> Verdict {
    with_subject(network, judge, network.person(of.person), Some(of), |subject| {
        judge.verdict(subject)
    })
}

/// What guidelines say of a person, whatever invitations there were.
pub fn verdict_on_person(network: &Network, judge: &Judge, of: &Person) -> Verdict {
    with_subject(network, judge, Some(of), None, |subject| judge.verdict(subject))
}

fn with_subject<T>(
    network: &Network,
    judge: &Judge,
    person: Option<&Person>,
    invitation: Option<&Invitation>,
    look: impl FnOnce(&Subject) -> T,
) -> T {
    let Some(person) = person else { return look(&Subject::default()) };
    // What nobody asks for takes no time, which tells with tens of thousands of people.
    let name = if judge.asks_name() { person.record.name() } else { String::new() };
    let is_earlier = |it: &Invitation| {
        invitation.is_some_and(|this| this.id != it.id) && !it.standing.place.is_gone()
    };
    let known = if !judge.asks_known() {
        None
    } else if person.former().is_some() {
        Some(Known::FormerConnection)
    } else if network.invitations_of(person.id).any(is_earlier) {
        Some(Known::EarlierInvitation)
    } else {
        None
    };
    look(&Subject {
        name: &name,
        company: &person.record.company,
        position: &person.record.position,
        headline: "",
        message: invitation.map(|invitation| invitation.message.as_str()),
        tags: person.own.as_ref().map(|own| &own.tags),
        known,
    })
}

/// What other guidelines would change. Each list in the order of ids.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// Ignored invitations that would fit now and did not before.
    pub resurfacing: Vec<InvitationId>,
    /// Connections that would not fit any more.
    pub outside: Vec<PersonId>,
}

/// What these guidelines would change against those in force.
pub fn change(network: &Network, to: &Guidelines) -> Change {
    let none = Guidelines::default();
    let before = judge_in(network, network.guidelines().unwrap_or(&none));
    let after = judge_in(network, to);
    let resurfaces = |it: &&Invitation| {
        it.is_ignored()
            && verdict_on(network, &after, it) == Verdict::Fits
            && verdict_on(network, &before, it) != Verdict::Fits
    };
    let leaves = |it: &&Person| {
        it.connection().is_some()
            && verdict_on_person(network, &after, it) == Verdict::DoesNotFit
            && verdict_on_person(network, &before, it) != Verdict::DoesNotFit
    };
    Change {
        resurfacing: network.invitations().filter(resurfaces).map(|it| it.id).collect(),
        outside: network.people().filter(leaves).map(|it| it.id).collect(),
    }
}
