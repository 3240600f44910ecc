//! Packing: old entries go into segments, and the oldest facts into the base.
//!
//! The order of the writes is always the same: what is new, under fresh keys; the list; and
//! only then is removed what stands in the new. Dying in between leaves some facts twice,
//! which does no harm.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::entry::{self, Unreadable};
use super::keep::{Store, at_once};
use super::keys::Key;
use super::manifest::Manifest;
use super::medium::{Medium, MediumError};
use super::packing;
use super::parts;
use super::read::{FactName, Held, Loss};
use super::stored::{self, BaseHead, Name, Part};
use crate::domain::base::Base;
use crate::domain::fact::Fact;
use crate::domain::forget::Unwritten;
use crate::domain::id::FactId;

/// What packing has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packed {
    /// So many entries went into segments.
    Entries(usize),
    /// There were too few of them to be worth it.
    Nothing,
    /// A newer version has written here, or something cannot be read: better left alone.
    Left,
}

/// What stands where, read afresh.
#[derive(Default)]
struct Found {
    entries: BTreeMap<Key, stored::Fact>,
    /// With their facts, where those were asked for.
    segments: BTreeMap<Key, (Name, Option<Vec<stored::Fact>>)>,
    manifests: BTreeMap<Key, Manifest>,
    bases: BTreeMap<Key, (Name, BaseHead)>,
    parts: BTreeSet<Key>,
    /// Keys of which the values could not be read.
    unreadable: BTreeSet<Key>,
    is_newer: bool,
    /// Whether there are facts that were not read yet, or could not be.
    has_news: bool,
}

impl Found {
    fn manifest(&self) -> Manifest {
        Manifest::union(self.manifests.values().cloned())
    }

    /// Whether all was read, and could be.
    fn is_whole(&self) -> bool {
        !self.is_newer && !self.has_news && self.unreadable.is_empty()
    }

    /// The same with all segments that were found: one that nobody has listed yet is as good
    /// as any other.
    fn list(&self) -> Manifest {
        let mut list = self.manifest();
        list.segments.extend(self.segments.values().map(|(name, _)| *name));
        list
    }
}

impl<M: Medium> Store<M> {
    /// Reads what stands where; of full segments only the names, unless all is asked for.
    /// What was not read before is left out: it is news, and has to be told first.
    fn find(&self, all: bool) -> Result<Found, MediumError> {
        let mut found = Found::default();
        for text in self.medium.keys()? {
            let Some(rest) = text.strip_prefix(self.space.prefix()) else { continue };
            let Some(key) = Key::parse(rest) else {
                found.is_newer = true;
                continue;
            };
            if let Key::Part(..) = key {
                found.parts.insert(key);
                continue;
            }
            let Some(value) = self.medium.get(&text)? else { continue };
            if matches!(key, Key::Entry(..) | Key::Segment(..)) && self.is_news(key) {
                found.has_news = true;
                found.is_newer |= packing::header(&value).is_ok_and(|it| it.0 > packing::VERSION);
                continue;
            }
            let name = key.named(packing::checksum_of(&value).unwrap_or_default());
            let read = match key {
                Key::Entry(..) => entry::from_text(&value).map(|fact| {
                    found.entries.insert(key, fact);
                }),
                Key::Segment(..) if !all && self.is_full(key) => {
                    found.segments.insert(key, (name, None));
                    Ok(())
                }
                Key::Segment(..) => packing::unpack_facts(&value).map(|facts| {
                    found.segments.insert(key, (name, Some(facts)));
                }),
                Key::Manifest(..) => packing::read_json(&value).map(|manifest| {
                    found.manifests.insert(key, manifest);
                }),
                Key::Base(..) => packing::read_json(&value).map(|head| {
                    found.bases.insert(key, (name, head));
                }),
                Key::Part(..) => Ok(()),
            };
            match read {
                Ok(()) => {}
                Err(Unreadable::Newer) => found.is_newer = true,
                Err(Unreadable::Damaged | Unreadable::Missing) => {
                    found.unreadable.insert(key);
                }
            }
        }
        Ok(found)
    }

    /// Takes entries into segments, if there are at least so many of them.
    ///
    /// Of the segments, only the last small one is written anew. Two tabs may do this at
    /// the same time: then some work is done twice, and nothing is lost.
    ///
    /// # Errors
    /// Where the medium refused; nothing has changed then but what lies about unnamed.
    pub fn pack(&self, at_least: usize) -> Result<Packed, MediumError> {
        let found = self.find(false)?;
        if found.is_newer {
            return Ok(Packed::Left);
        }
        if found.entries.is_empty() || found.entries.len() < at_least {
            return Ok(Packed::Nothing);
        }
        let mut written = Vec::new();
        let packed = self.pack_entries(&found, &mut written);
        if packed.is_err() {
            self.remove_all(&written);
        }
        packed
    }

    fn pack_entries(&self, found: &Found, written: &mut Vec<Key>) -> Result<Packed, MediumError> {
        let mut facts: BTreeMap<FactId, stored::Fact> = BTreeMap::new();
        for fact in found.entries.values() {
            facts.insert(fact.id.0, self.with_parts(fact, written)?);
        }
        let small: Vec<(Key, Name)> = found
            .segments
            .iter()
            .filter_map(|(key, (name, held))| {
                let held = held.as_ref().filter(|held| held.len() < self.limits.segment)?;
                facts.extend(held.iter().map(|fact| (fact.id.0, fact.clone())));
                Some((*key, *name))
            })
            .collect();
        let mut manifest = found.list();
        self.write_segments(facts.into_values().collect(), &mut manifest, written)?;
        for (_, name) in &small {
            manifest.replace(*name);
        }
        self.write_manifest(manifest, written)?;
        // From here on, what was written stays, and all that is removed stands in it.
        written.clear();
        for key in found.manifests.keys().chain(small.iter().map(|(key, _)| key)) {
            self.remove(*key)?;
        }
        for key in found.entries.keys() {
            self.remove(*key)?;
        }
        Ok(Packed::Entries(found.entries.len()))
    }

    /// A stored fact whose rows, if they are many, stand in parts. (The first version kept
    /// them in the entry.)
    fn with_parts(
        &self,
        fact: &stored::Fact,
        written: &mut Vec<Key>,
    ) -> Result<stored::Fact, MediumError> {
        let stored::Act::Import(import) = &fact.act else { return Ok(fact.clone()) };
        if !import.parts.is_empty() {
            return Ok(fact.clone());
        }
        let mut names = Vec::new();
        let act = match fact.act.clone().into_domain() {
            Some(act) => self.stored_act(&act, &mut names),
            None => Ok(fact.act.clone()),
        };
        written.extend(names.into_iter().map(Key::part));
        Ok(stored::Fact { act: act?, ..fact.clone() })
    }

    /// Writes facts into fresh segments and lists them.
    fn write_segments(
        &self,
        facts: Vec<stored::Fact>,
        manifest: &mut Manifest,
        written: &mut Vec<Key>,
    ) -> Result<(), MediumError> {
        for facts in facts.chunks(self.limits.segment.max(1)) {
            let (text, checksum) = packing::pack_facts(facts).map_err(MediumError::Failed)?;
            let key = self.tab_key(Key::Segment);
            let names = facts.iter().map(FactName::of).collect();
            self.put(key, &text, Held::Facts(names))?;
            written.push(key);
            manifest.segments.insert(key.named(checksum));
        }
        Ok(())
    }

    fn write_manifest(
        &self,
        manifest: Manifest,
        written: &mut Vec<Key>,
    ) -> Result<(), MediumError> {
        let text = packing::write_json(&manifest).map_err(MediumError::Failed)?;
        let key = self.tab_key(Key::Manifest);
        self.put(key, &text, Held::Manifest(manifest))?;
        written.push(key);
        Ok(())
    }

    /// Takes back what a packing that failed has written. Where even that fails, it lies
    /// about, and does no harm.
    fn remove_all(&self, keys: &[Key]) {
        for key in keys.iter().rev() {
            let _ = self.remove(*key);
        }
    }

    /// Puts a new base below the history, and removes the facts that it stands for.
    ///
    /// **To be called only while no other tab is open**: a fact that another tab has made
    /// and this one has not seen would have no place any more.
    ///
    /// `kept` are facts that came in from a backup and are newer than the base: they get
    /// segments of their own.
    ///
    /// # Errors
    /// Where the medium refused; the old base still counts then.
    pub async fn rebase(
        &self,
        base: &Base,
        kept: &[Fact],
        breathe: impl AsyncFn(),
    ) -> Result<Packed, MediumError> {
        let found = self.find(true)?;
        if !found.is_whole() || self.is_preparing() {
            return Ok(Packed::Left);
        }
        // Listed before the base counts: then nothing else holds them, and nothing else tells
        // that there has been a list.
        if !kept.is_empty() || found.manifests.is_empty() {
            let mut written = Vec::new();
            let outcome = self.write_listed(&found, kept, &mut written);
            if outcome.is_err() {
                self.remove_all(&written);
            }
            outcome?;
        }
        let found = self.find(true)?;
        let mut written = Vec::new();
        let outcome = self.write_base(&found, base, breathe, &mut written).await;
        if outcome.is_err() {
            self.remove_all(&written);
        }
        outcome?;
        self.sweep()?;
        Ok(Packed::Entries(found.entries.len()))
    }

    /// Writes facts anew that say less than what is kept of them, and the base if it does;
    /// removes what they said.
    ///
    /// **To be called only while no other tab is open**: one might pack what it has read.
    ///
    /// # Errors
    /// Where the medium refused; then it may be kept twice until this is called again.
    pub async fn rewrite(
        &self,
        unwritten: &Unwritten,
        breathe: impl AsyncFn(),
    ) -> Result<Packed, MediumError> {
        let found = self.find(true)?;
        if !found.is_whole() || self.is_preparing() || self.waiting() > 0 {
            return Ok(Packed::Left);
        }
        let mut written = Vec::new();
        let outcome = self.rewrite_facts(&found, &unwritten.facts, &breathe, &mut written).await;
        if outcome.is_err() {
            self.remove_all(&written);
        }
        outcome?;
        if let Some(base) = &unwritten.base {
            let found = self.find(true)?;
            let mut written = Vec::new();
            let outcome = self.write_base(&found, base, breathe, &mut written).await;
            if outcome.is_err() {
                self.remove_all(&written);
            }
            outcome?;
        }
        self.sweep()?;
        Ok(Packed::Entries(unwritten.facts.len()))
    }

    async fn rewrite_facts(
        &self,
        found: &Found,
        changed: &[Fact],
        breathe: &impl AsyncFn(),
        written: &mut Vec<Key>,
    ) -> Result<(), MediumError> {
        let ids: HashSet<FactId> = changed.iter().map(|fact| fact.id).collect();
        let is_changed = |fact: &stored::Fact| ids.contains(&fact.id.0);
        let entries: Vec<_> = found.entries.iter().filter(|(_, it)| is_changed(it)).collect();
        let segments: Vec<_> = found
            .segments
            .iter()
            .filter(|(_, (_, facts))| facts.iter().flatten().any(is_changed))
            .collect();
        let mut facts: BTreeMap<FactId, stored::Fact> = BTreeMap::new();
        let others = segments.iter().flat_map(|(_, (_, facts))| facts.iter().flatten());
        facts.extend(others.filter(|it| !is_changed(it)).map(|it| (it.id.0, it.clone())));
        for fact in changed {
            let mut put = async |part: Part| {
                breathe().await;
                let mut names = Vec::new();
                let name = self.put_part(&part, &mut names)?;
                written.push(Key::part(name));
                Ok(name)
            };
            let act = parts::cut(&fact.act, self.limits, &mut put).await?;
            facts.insert(fact.id, stored::Fact::with_act(fact, act));
        }
        let mut manifest = found.list();
        self.write_segments(facts.into_values().collect(), &mut manifest, written)?;
        for (_, (name, _)) in &segments {
            manifest.replace(*name);
        }
        self.write_manifest(manifest, written)?;
        // From here on, what was written stays, and all that is removed stands in it.
        written.clear();
        let gone = found.manifests.keys().chain(segments.iter().map(|(key, _)| *key));
        gone.chain(entries.iter().map(|(key, _)| *key)).try_for_each(|key| self.remove(*key))
    }

    /// Writes facts into segments of their own, and the list of all segments.
    fn write_listed(
        &self,
        found: &Found,
        kept: &[Fact],
        written: &mut Vec<Key>,
    ) -> Result<(), MediumError> {
        let mut manifest = found.list();
        let mut heads = Vec::new();
        for fact in kept {
            let mut names = Vec::new();
            let act = self.stored_act(&fact.act, &mut names);
            written.extend(names.into_iter().map(Key::part));
            heads.push(stored::Fact::with_act(fact, act?));
        }
        self.write_segments(heads, &mut manifest, written)?;
        self.write_manifest(manifest, written)?;
        written.clear();
        found.manifests.keys().try_for_each(|key| self.remove(*key))
    }

    async fn write_base(
        &self,
        found: &Found,
        base: &Base,
        breathe: impl AsyncFn(),
        written: &mut Vec<Key>,
    ) -> Result<(), MediumError> {
        let mut manifest = found.list();
        let mut names = Vec::new();
        let head = parts::cut_base(base, self.limits, &mut async |part: Part| {
            breathe().await;
            self.put_part(&part, &mut names)
        })
        .await;
        written.extend(names.into_iter().map(Key::part));
        let text = packing::write_json(&head?).map_err(MediumError::Failed)?;
        let key = self.tab_key(Key::Base);
        self.put(key, &text, Held::Other)?;
        written.push(key);
        for (name, _) in found.bases.values() {
            manifest.replace(*name);
        }
        let checksum = packing::checksum_of(&text).unwrap_or_default();
        manifest.base = Some(key.named(checksum));
        self.write_manifest(manifest, written)?;
        // From here on, the new base counts.
        written.clear();
        found.manifests.keys().try_for_each(|key| self.remove(*key))
    }

    /// Removes what nothing speaks of any more: facts that the base stands for, older bases,
    /// and parts that a tab has left when it died.
    ///
    /// **To be called only while no other tab is open**: one may be about to speak of parts
    /// that it has just written.
    ///
    /// # Errors
    /// Where the medium cannot be reached.
    pub fn sweep(&self) -> Result<(), MediumError> {
        let found = self.find(true)?;
        if !found.is_whole() || self.is_preparing() {
            return Ok(());
        }
        let newest =
            found.bases.iter().max_by_key(|(key, (_, head))| (head.facts, head.clock, **key));
        let base = newest.map(|(_, (_, head))| head.clone()).unwrap_or_default();
        let whole = parts::join_base(&base, &mut |name| self.part(name));
        let is_folded = |fact: &stored::Fact| whole.holds(fact.id.0.tab, fact.number);
        let mut manifest = found.list();
        let mut gone: Vec<Key> = Vec::new();
        let mut spoken_of: HashSet<Key> = base.parts.iter().map(|name| Key::part(*name)).collect();
        for (key, (name, facts)) in &found.segments {
            let facts = facts.as_deref().unwrap_or_default();
            if facts.iter().all(is_folded) {
                manifest.replace(*name);
                gone.push(*key);
            } else {
                let kept = facts.iter().filter(|fact| !is_folded(fact));
                kept.for_each(|fact| self.speaks_of(fact, &mut spoken_of));
            }
        }
        for (key, fact) in &found.entries {
            if is_folded(fact) {
                gone.push(*key);
            } else {
                self.speaks_of(fact, &mut spoken_of);
            }
        }
        for (key, (name, _)) in &found.bases {
            if newest.is_some_and(|(newest, _)| newest != key) {
                manifest.replace(*name);
                gone.push(*key);
            }
        }
        let lists_change = manifest != found.manifest() || found.manifests.len() > 1;
        if lists_change && (!manifest.segments.is_empty() || manifest.base.is_some()) {
            let mut written = Vec::new();
            if let Err(error) = self.write_manifest(manifest, &mut written) {
                self.remove_all(&written);
                return Err(error);
            }
            gone.splice(0..0, found.manifests.keys().copied());
        }
        gone.extend(found.parts.iter().filter(|key| !spoken_of.contains(key)));
        for key in gone {
            self.remove(key)?;
        }
        Ok(())
    }

    fn is_full(&self, key: Key) -> bool {
        matches!(self.held.borrow().get(&key), Some(Held::Facts(facts)) if facts.len() >= self.limits.segment)
    }

    fn part(&self, name: Name) -> Option<Part> {
        let text = self.medium.get(&Key::part(name).in_space(self.space)).ok()??;
        packing::unpack_part(&text, name.checksum).ok()
    }

    /// Gathers the parts that a fact speaks of, those of facts inside of its parts included.
    fn speaks_of(&self, fact: &stored::Fact, parts: &mut HashSet<Key>) {
        for name in parts::parts_of(&fact.act) {
            if parts.insert(Key::part(name))
                && matches!(fact.act, stored::Act::Adopt(_))
                && let Some(Part::Facts(inner)) = self.part(name)
            {
                inner.iter().for_each(|fact| self.speaks_of(fact, parts));
            }
        }
    }

    /// Notes that the user goes on without these, and removes the damaged bytes.
    ///
    /// # Errors
    /// Where the medium refused.
    pub fn give_up(&self, losses: &[Loss]) -> Result<(), MediumError> {
        for loss in losses {
            if let Loss::Damaged(key) = loss {
                self.medium.remove(key)?;
            }
        }
        self.write_list(&[])?;
        // What has been removed is gone from now on, and what it held is missing.
        let again = Store::new(&self.medium, self.space, self.tab()).with_limits(self.limits);
        self.write_list(&again.read_new()?.losses)
    }

    /// Writes a list of what is there, with these losses given up.
    fn write_list(&self, losses: &[Loss]) -> Result<(), MediumError> {
        let found = self.find(false)?;
        let mut manifest = found.list();
        manifest.given_up.extend(losses.iter().map(Loss::to_string));
        self.write_manifest(manifest, &mut Vec::new())?;
        found.manifests.keys().try_for_each(|key| self.remove(*key))
    }

    /// The same at once, for tests.
    ///
    /// # Errors
    /// Where the medium refused.
    pub fn rewrite_at_once(&self, unwritten: &Unwritten) -> Result<Packed, MediumError> {
        at_once(self.rewrite(unwritten, async || {}))
    }

    /// The same for a new base.
    ///
    /// # Errors
    /// Where the medium refused.
    pub fn rebase_at_once(&self, base: &Base, kept: &[Fact]) -> Result<Packed, MediumError> {
        at_once(self.rebase(base, kept, async || {}))
    }
}
