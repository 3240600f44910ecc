//! Taking back: putting again what was displaced, where nobody has touched it since.

use std::collections::HashMap;

use super::fact::Refusal;
use super::groups::Groups;
use super::id::{FactId, PersonId};
use super::ledger::Effect;
use super::network::{Cell, Network, Write};
use super::person::Own;

/// Whether putting these would bring this person.
fn brings(group: &[Write], person: PersonId) -> bool {
    group.iter().any(|write| matches!(write, Write::Person(id, Some(_)) if *id == person))
}

/// How many invitations of this person putting these would take away.
fn leaving(network: &Network, group: &[Write], person: PersonId) -> usize {
    let is_leaving = |write: &&Write| match write {
        Write::Invitation(id, None) => {
            network.invitation(*id).is_some_and(|leaving| leaving.person == person)
        }
        _ => false,
    };
    group.iter().filter(is_leaving).count()
}

/// Whether putting these would leave no invitation without its person.
fn leaves_nobody_alone(network: &Network, group: &[Write]) -> bool {
    group.iter().all(|write| match write {
        Write::Person(id, None) => {
            network.invitations_of(*id).count() <= leaving(network, group, *id)
        }
        Write::Invitation(_, Some(coming)) => {
            network.person(coming.person).is_some() || brings(group, coming.person)
        }
        _ => true,
    })
}

/// Whether at least one group can be taken back.
///
/// # Errors
/// That everything has been changed again since.
pub fn any_free(
    network: &Network,
    displaced: &Groups,
    untouched: impl Fn(&Network, &Write) -> bool,
) -> Result<(), Refusal> {
    let free = |group: &[Write]| {
        group.iter().all(|write| untouched(network, write)) && leaves_nobody_alone(network, group)
    };
    if displaced.iter().any(free) { Ok(()) } else { Err(Refusal::ChangedSince) }
}

/// Puts back what was displaced, last first, group by group; a group of which anything was
/// touched since stays.
pub fn take_back(
    network: &mut Network,
    displaced: &Groups,
    untouched: impl Fn(&Network, &Write) -> bool,
) -> Effect {
    let mut effect = Effect::default();
    for group in displaced.iter().rev() {
        let free = group.iter().all(|write| untouched(network, write))
            && leaves_nobody_alone(network, group);
        if !free {
            effect.stayed += 1;
            continue;
        }
        effect.displaced.push(group.iter().rev().map(|write| network.put(write.clone())));
    }
    effect
}

/// Whether the cell that this was displaced from still holds what the fact wrote there.
pub fn is_as_written(network: &Network, displaced: &Write, fact: FactId) -> bool {
    match displaced {
        // Whom somebody has written about since is not taken away.
        Write::Person(id, _) => network.person(*id).is_some_and(|person| {
            person.record_by == fact && person.tie_by == fact && person.own.is_none()
        }),
        Write::Record(id, ..) => network.person(*id).is_some_and(|it| it.record_by == fact),
        Write::Tie(id, ..) => network.person(*id).is_some_and(|it| it.tie_by == fact),
        Write::Note(id, ..) => own(network, *id).is_some_and(|own| own.note_by == fact),
        Write::Tags(id, ..) => own(network, *id).is_some_and(|own| own.tags_by == fact),
        Write::Invitation(id, _) => {
            network.invitation(*id).is_some_and(|it| it.standing_by == fact && it.reason.is_none())
        }
        Write::Standing(id, ..) => network.invitation(*id).is_some_and(|it| it.standing_by == fact),
        Write::Reason(id, _) => network
            .invitation(*id)
            .is_some_and(|it| it.reason.as_ref().is_some_and(|reason| reason.1 == fact)),
        Write::Owner(_) => network.owner_by() == Some(fact),
        Write::Courtesy(_) => network.courtesy_by() == Some(fact),
        // Nobody decides anything by looking, and a line in a list is nobody else's.
        Write::Read(..) | Write::Import(..) | Write::Guidelines(..) => true,
    }
}

/// Which fact has written last where this was displaced; none where nobody has, or what
/// stood there is gone.
pub fn author(network: &Network, displaced: &Write) -> Option<FactId> {
    let person = |id: &PersonId| network.person(*id);
    match displaced {
        Write::Person(id, _) => person(id).map(|it| it.record_by.max(it.tie_by)),
        Write::Record(id, _) => person(id).map(|it| it.record_by),
        Write::Tie(id, _) => person(id).map(|it| it.tie_by),
        Write::Note(id, _) => own(network, *id).map(|own| own.note_by),
        Write::Tags(id, _) => own(network, *id).map(|own| own.tags_by),
        Write::Invitation(id, _) | Write::Standing(id, _) => {
            network.invitation(*id).map(|it| it.standing_by)
        }
        Write::Reason(id, _) => network.invitation(*id)?.reason.as_ref().map(|reason| reason.1),
        Write::Owner(_) => network.owner_by(),
        Write::Courtesy(_) => network.courtesy_by(),
        Write::Read(..) | Write::Import(..) | Write::Guidelines(..) => None,
    }
}

/// Whether a cell that an undo took back still holds what stood there before the fact.
pub fn is_as_before(network: &Network, taken: &Write, before: &HashMap<Cell, &Write>) -> bool {
    let Some(before) = before.get(&taken.cell()) else { return false };
    match before {
        Write::Person(id, before) => {
            network.person(*id).map(|it| (it.record_by, it.tie_by))
                == before.as_ref().map(|it| (it.record_by, it.tie_by))
        }
        Write::Record(id, before) => network.person(*id).is_some_and(|it| it.record_by == before.1),
        Write::Tie(id, before) => network.person(*id).is_some_and(|it| it.tie_by == before.1),
        Write::Note(id, before) => {
            network.person(*id).is_some()
                && own(network, *id).map_or(FactId::FORGOTTEN, |own| own.note_by) == before.1
        }
        Write::Tags(id, before) => {
            network.person(*id).is_some()
                && own(network, *id).map_or(FactId::FORGOTTEN, |own| own.tags_by) == before.1
        }
        Write::Reason(id, before) => network.invitation(*id).is_some_and(|it| {
            it.reason.as_ref().map(|reason| reason.1) == before.as_ref().map(|reason| reason.1)
        }),
        Write::Invitation(id, before) => {
            network.invitation(*id).map(|it| it.standing_by)
                == before.as_ref().map(|it| it.standing_by)
        }
        Write::Standing(id, before) => {
            network.invitation(*id).is_some_and(|it| it.standing_by == before.1)
        }
        Write::Owner(before) => network.owner_by() == before.as_ref().map(|(_, by)| *by),
        Write::Courtesy(before) => network.courtesy_by() == before.as_ref().map(|before| before.1),
        Write::Read(..) | Write::Import(..) | Write::Guidelines(..) => true,
    }
}

fn own(network: &Network, id: PersonId) -> Option<&Own> {
    network.person(id)?.own.as_deref()
}

/// What was displaced, by cell.
pub fn by_cell(displaced: &Groups) -> HashMap<Cell, &Write> {
    displaced.iter().flatten().map(|write| (write.cell(), write)).collect()
}
