//! Taking back: putting again what was displaced, where nobody has touched it since.

use std::collections::HashMap;

use super::fact::Refusal;
use super::groups::Groups;
use super::id::{FactId, PersonId};
use super::ledger::Effect;
use super::network::{Cell, Network, Write};
use super::person::{Own, Person};

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
        Write::With(id, with) if with.0 != person => {
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
            network.exactly(coming.person).is_some() || brings(group, coming.person)
        }
        Write::With(_, with) => network.exactly(with.0).is_some() || brings(group, with.0),
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
        Write::Person(id, None) => network.exactly(*id).is_some_and(|person| {
            person.record_by == fact && person.tie_by == fact && person.own.is_none()
        }),
        // They were found to be somebody else.
        Write::Person(id, Some(_)) => network.exactly(*id).is_none(),
        Write::Record(id, ..) => network.exactly(*id).is_some_and(|it| it.record_by == fact),
        Write::Tie(id, ..) => network.exactly(*id).is_some_and(|it| it.tie_by == fact),
        Write::Note(id, ..) => own(network, *id).is_some_and(|own| own.note_by == fact),
        Write::Tags(id, ..) => own(network, *id).is_some_and(|own| own.tags_by == fact),
        Write::Parting(id, ..) => own(network, *id).is_some_and(|own| own.parting_by == fact),
        Write::Edits(id, ..) => own(network, *id).is_some_and(|own| own.edits_by == fact),
        Write::Alias(id, _) => network.alias_by(*id) == Some(fact),
        Write::Apart(pair, _) => network.apart_by(pair.0, pair.1) == Some(fact),
        Write::Tick(task, _) => network.tick(**task).is_some_and(|(_, by)| by == fact),
        Write::Invitation(id, _) => network
            .invitation(*id)
            .is_some_and(|it| it.standing_by == fact && it.with_by == fact && it.reason.is_none()),
        Write::Standing(id, ..) => network.invitation(*id).is_some_and(|it| it.standing_by == fact),
        Write::Reason(id, _) => network
            .invitation(*id)
            .is_some_and(|it| it.reason.as_ref().is_some_and(|reason| reason.1 == fact)),
        Write::Owner(_) => network.owner_by() == Some(fact),
        Write::Courtesy(_) => network.courtesy_by() == Some(fact),
        Write::Views(_) => network.views_by() == Some(fact),
        Write::With(id, _) => network.invitation(*id).is_some_and(|it| it.with_by == fact),
        // Nobody decides anything by looking, and a line in a list is nobody else's.
        Write::Read(..) | Write::Import(..) | Write::Guidelines(..) => true,
    }
}

/// Which fact has written last where this was displaced; none where nobody has, or what
/// stood there is gone.
pub fn author(network: &Network, displaced: &Write) -> Option<FactId> {
    let person = |id: &PersonId| network.exactly(*id);
    match displaced {
        Write::Person(id, _) => person(id).map(|it| it.record_by.max(it.tie_by)),
        Write::Record(id, _) => person(id).map(|it| it.record_by),
        Write::Tie(id, _) => person(id).map(|it| it.tie_by),
        Write::Note(id, _) => own(network, *id).map(|own| own.note_by),
        Write::Tags(id, _) => own(network, *id).map(|own| own.tags_by),
        Write::Parting(id, _) => own(network, *id).map(|own| own.parting_by),
        Write::Edits(id, _) => own(network, *id).map(|own| own.edits_by),
        Write::Alias(id, _) => network.alias_by(*id),
        Write::Apart(pair, _) => network.apart_by(pair.0, pair.1),
        Write::Tick(task, _) => network.tick(**task).map(|(_, by)| by),
        Write::Invitation(id, _) | Write::Standing(id, _) => {
            network.invitation(*id).map(|it| it.standing_by)
        }
        Write::Reason(id, _) => network.invitation(*id)?.reason.as_ref().map(|reason| reason.1),
        Write::Owner(_) => network.owner_by(),
        Write::Courtesy(_) => network.courtesy_by(),
        Write::Views(_) => network.views_by(),
        Write::With(id, _) => network.invitation(*id).map(|it| it.with_by),
        Write::Read(..) | Write::Import(..) | Write::Guidelines(..) => None,
    }
}

/// Whether a cell that an undo took back still holds what stood there before the fact.
pub fn is_as_before(network: &Network, taken: &Write, before: &HashMap<Cell, &Write>) -> bool {
    let Some(before) = before.get(&taken.cell()) else { return false };
    match before {
        Write::Person(id, before) => {
            // Who was found to be somebody else is not brought back beside them.
            let is_free = before.is_some() || network.alias_by(*id).is_none();
            let authors = |it: &Person| {
                let own = it.own.as_ref();
                let own = own.map(|it| [it.note_by, it.tags_by, it.parting_by, it.edits_by]);
                (it.record_by, it.tie_by, own)
            };
            is_free && network.exactly(*id).map(authors) == before.as_deref().map(authors)
        }
        Write::Record(id, before) => {
            network.exactly(*id).is_some_and(|it| it.record_by == before.1)
        }
        Write::Tie(id, before) => network.exactly(*id).is_some_and(|it| it.tie_by == before.1),
        Write::Note(id, before) => is_own_by(network, *id, |own| own.note_by, before.1),
        Write::Tags(id, before) => is_own_by(network, *id, |own| own.tags_by, before.1),
        Write::Parting(id, before) => is_own_by(network, *id, |own| own.parting_by, before.1),
        Write::Edits(id, before) => is_own_by(network, *id, |own| own.edits_by, before.1),
        Write::Alias(id, before) => network.alias_by(*id) == before.as_ref().map(|it| it.1),
        Write::Apart(pair, before) => {
            network.apart_by(pair.0, pair.1) == before.as_deref().copied()
        }
        Write::Tick(task, before) => {
            network.tick(**task).map(|(_, by)| by) == before.as_ref().map(|it| it.1)
        }
        Write::With(id, before) => network.invitation(*id).is_some_and(|it| it.with_by == before.1),
        Write::Reason(id, before) => network.invitation(*id).is_some_and(|it| {
            it.reason.as_ref().map(|reason| reason.1) == before.as_ref().map(|reason| reason.1)
        }),
        Write::Invitation(id, before) => {
            network.invitation(*id).map(|it| (it.standing_by, it.with_by))
                == before.as_ref().map(|it| (it.standing_by, it.with_by))
        }
        Write::Standing(id, before) => {
            network.invitation(*id).is_some_and(|it| it.standing_by == before.1)
        }
        Write::Owner(before) => network.owner_by() == before.as_ref().map(|it| it.1),
        Write::Courtesy(before) => network.courtesy_by() == before.as_ref().map(|before| before.1),
        Write::Views(before) => network.views_by() == before.as_ref().map(|before| before.1),
        Write::Read(..) | Write::Import(..) | Write::Guidelines(..) => true,
    }
}

fn own(network: &Network, id: PersonId) -> Option<&Own> {
    network.exactly(id)?.own.as_deref()
}

/// Whether somebody is there, and this was written about them by that fact.
fn is_own_by(
    network: &Network,
    id: PersonId,
    author: impl Fn(&Own) -> FactId,
    fact: FactId,
) -> bool {
    network.exactly(id).is_some() && own(network, id).map_or(FactId::FORGOTTEN, author) == fact
}

/// What was displaced, by cell.
pub fn by_cell(displaced: &Groups) -> HashMap<Cell, &Write> {
    displaced.iter().flatten().map(|write| (write.cell(), write)).collect()
}
