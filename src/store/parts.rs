//! Large facts and bases in parts of bounded size, and whole again.

use std::sync::Arc;

use super::stored::{self, BaseHead, Name, Part, digests, ids, texts};
use crate::domain::base::{Adopted, Base};
use crate::domain::batch::Batch;
use crate::domain::fact::{Act, Fact};
use crate::domain::id::{InvitationId, PersonId};

/// How much stands in one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How many rows or facts a part holds at most: no single write blocks the page for
    /// long.
    pub rows: usize,
    /// From how many rows on an import is cut into parts. Smaller ones stand in their
    /// entry.
    pub large: usize,
    /// How many facts a segment holds at most. A smaller one is written anew when it grows.
    pub segment: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { rows: 4096, large: 100, segment: 2048 }
    }
}

/// Whether an act is kept in parts beside its entry.
pub(super) fn is_large(act: &Act, limits: Limits) -> bool {
    match act {
        Act::Import(batch) => {
            batch.people.len() + batch.invitations.len() >= limits.large || batch.has_more()
        }
        Act::Adopt(_) => true,
        _ => false,
    }
}

/// Hands the parts of an act to `put`, which keeps them and names them, and returns the
/// stored act with those names.
pub(super) async fn cut<E>(
    act: &Act,
    limits: Limits,
    put: &mut impl AsyncFnMut(Part) -> Result<Name, E>,
) -> Result<stored::Act, E> {
    match act {
        Act::Import(batch) if is_large(act, limits) => cut_import(batch, limits, put).await,
        Act::Adopt(adopted) => cut_adopted(adopted, limits, put).await,
        // Everything else stands as a whole in its entry.
        other => {
            Ok(stored::Act::whole(other).unwrap_or_else(|| stored::Act::Adopt(Box::default())))
        }
    }
}

async fn cut_import<E>(
    batch: &Batch,
    limits: Limits,
    put: &mut impl AsyncFnMut(Part) -> Result<Name, E>,
) -> Result<stored::Act, E> {
    let mut import = stored::Import::without_rows(batch);
    for rows in batch.people.chunks(limits.rows.max(1)) {
        import.parts.push(put(Part::People(rows.iter().map(Into::into).collect())).await?);
    }
    for rows in batch.invitations.chunks(limits.rows.max(1)) {
        import.parts.push(put(Part::Invitations(rows.iter().map(Into::into).collect())).await?);
    }
    for ids in batch.missing.chunks(limits.rows.max(1)) {
        import.parts.push(put(Part::Missing(digests(ids))).await?);
    }
    for pairs in batch.merged.chunks(limits.rows.max(1)) {
        let pairs = pairs.iter().map(|(from, into)| ((*from).into(), (*into).into()));
        import.parts.push(put(Part::Merged(pairs.collect())).await?);
    }
    for ids in batch.withdrawn.chunks(limits.rows.max(1)) {
        import.parts.push(put(Part::Withdrawn(digests(ids))).await?);
    }
    for rows in batch.own.chunks(limits.rows.max(1)) {
        import.parts.push(put(Part::Own(rows.iter().map(Into::into).collect())).await?);
    }
    for ids in batch.moved.chunks(limits.rows.max(1)) {
        import.parts.push(put(Part::Moved(digests(ids))).await?);
    }
    for rows in batch.partings.chunks(limits.rows.max(1)) {
        import.parts.push(put(Part::Partings(texts(rows))).await?);
    }
    for rows in batch.worked.chunks(limits.rows.max(1)) {
        import.parts.push(put(Part::Worked(rows.iter().map(Into::into).collect())).await?);
    }
    Ok(stored::Act::Import(Box::new(import)))
}

async fn cut_adopted<E>(
    adopted: &Adopted,
    limits: Limits,
    put: &mut impl AsyncFnMut(Part) -> Result<Name, E>,
) -> Result<stored::Act, E> {
    let mut parts = Vec::new();
    for facts in adopted.facts.chunks(limits.rows.max(1)) {
        let mut heads = Vec::with_capacity(facts.len());
        for fact in facts {
            let act = match &fact.act {
                Act::Import(batch) if is_large(&fact.act, limits) => {
                    cut_import(batch, limits, put).await?
                }
                other => match stored::Act::whole(other) {
                    Some(act) => act,
                    // A backup holds none of these.
                    None => continue,
                },
            };
            heads.push(stored::Fact::with_act(fact, act));
        }
        parts.push(put(Part::Facts(heads)).await?);
    }
    let base = if adopted.base.facts > 0 {
        Some(cut_base(&adopted.base, limits, put).await?)
    } else {
        None
    };
    let (label, replaces) = (adopted.label.clone(), adopted.replaces);
    Ok(stored::Act::Adopt(Box::new(stored::Adopt { label, replaces, base, parts })))
}

/// The same for a base.
pub(super) async fn cut_base<E>(
    base: &Base,
    limits: Limits,
    put: &mut impl AsyncFnMut(Part) -> Result<Name, E>,
) -> Result<BaseHead, E> {
    let mut head = BaseHead { facts: base.facts, clock: base.clock, parts: Vec::new() };
    for part in stored::BasePart::cut(base, limits.rows) {
        head.parts.push(put(Part::Base(part)).await?);
    }
    Ok(head)
}

/// A stored fact whole again. `get` reads a part; what it cannot read is left out, and it
/// has to tell.
pub(super) fn join(fact: stored::Fact, get: &mut dyn FnMut(Name) -> Option<Part>) -> Option<Fact> {
    let act = match &fact.act {
        stored::Act::Import(import) if !import.parts.is_empty() => {
            let mut batch = Batch::from((**import).clone());
            for name in &import.parts {
                match get(*name) {
                    Some(Part::People(rows)) => {
                        batch.people.extend(rows.into_iter().map(Into::into))
                    }
                    Some(Part::Invitations(rows)) => {
                        batch.invitations.extend(rows.into_iter().map(Into::into));
                    }
                    Some(Part::Missing(missing)) => batch.missing.extend(ids::<PersonId>(missing)),
                    Some(Part::Merged(pairs)) => {
                        let pairs = pairs.into_iter();
                        batch.merged.extend(pairs.map(|(from, into)| (from.into(), into.into())));
                    }
                    Some(Part::Withdrawn(withdrawn)) => {
                        batch.withdrawn.extend(ids::<InvitationId>(withdrawn))
                    }
                    Some(Part::Own(rows)) => batch.own.extend(rows.into_iter().map(Into::into)),
                    Some(Part::Moved(moved)) => batch.moved.extend(ids::<PersonId>(moved)),
                    Some(Part::Partings(texts)) => {
                        let texts = texts.into_iter();
                        batch.partings.extend(texts.map(|(id, text)| (id.into(), text)));
                    }
                    Some(Part::Worked(rows)) => {
                        batch.worked.extend(rows.into_iter().map(Into::into));
                    }
                    Some(Part::Facts(_) | Part::Base(_)) | None => {}
                }
            }
            batch.people.shrink_to_fit();
            Act::Import(Arc::new(batch))
        }
        stored::Act::Adopt(adopt) => {
            let mut facts = Vec::new();
            for name in &adopt.parts {
                if let Some(Part::Facts(heads)) = get(*name) {
                    // One history inside of another would have no end.
                    let is_plain = |head: &stored::Fact| !matches!(head.act, stored::Act::Adopt(_));
                    let heads = heads.into_iter().filter(is_plain);
                    facts.extend(heads.filter_map(|head| join(head, get)));
                }
            }
            let base = adopt.base.as_ref().map(|head| Arc::new(join_base(head, get)));
            let (label, replaces) = (adopt.label.clone(), adopt.replaces);
            Act::Adopt(Arc::new(Adopted { label, replaces, base: base.unwrap_or_default(), facts }))
        }
        _ => {
            let stored::Fact { id, number, at, act } = fact;
            let act = act.into_domain()?;
            return Some(Fact { id: id.0, number, at: at.0, act });
        }
    };
    Some(fact.to_domain(act))
}

/// A base whole again.
pub(super) fn join_base(head: &BaseHead, get: &mut dyn FnMut(Name) -> Option<Part>) -> Base {
    let mut base = Base { facts: head.facts, clock: head.clock, ..Base::default() };
    for name in &head.parts {
        if let Some(Part::Base(part)) = get(*name) {
            part.put_into(&mut base);
        }
    }
    base.network.name_nobodies();
    base
}

/// The names of all parts that a stored act speaks of itself, those of facts inside of its
/// parts excepted.
pub(super) fn parts_of(act: &stored::Act) -> Vec<Name> {
    match act {
        stored::Act::Import(import) => import.parts.clone(),
        stored::Act::Adopt(adopt) => {
            let base = adopt.base.iter().flat_map(|head| head.parts.iter());
            adopt.parts.iter().chain(base).copied().collect()
        }
        _ => Vec::new(),
    }
}
