//! Whose cells are written, one after the other: whoever keeps something of everybody need not
//! look at everybody again after each act.

use std::sync::Arc;

use super::id::PersonId;

/// After so many it begins anew: to look at everybody costs less then.
const MOST: usize = 4_096;

/// Who was written, in the order of the writing. A copy of a network goes a way of its own.
#[derive(Debug, Default)]
pub struct Trail {
    /// Tells this way from all others.
    way: Arc<()>,
    written: Vec<PersonId>,
}

/// A point on such a way. The usual one is on none.
#[derive(Debug, Clone, Default)]
pub struct Mark {
    way: Option<Arc<()>>,
    at: usize,
}

impl Trail {
    /// Notes that somebody is written.
    pub fn note(&mut self, person: PersonId) {
        if self.written.len() >= MOST {
            self.begin_anew();
        }
        self.written.push(person);
    }

    /// Notes that anybody may have been written: no point before this one counts any more.
    pub fn begin_anew(&mut self) {
        *self = Trail::default();
    }

    /// Where it stands now.
    pub fn mark(&self) -> Mark {
        Mark { way: Some(self.way.clone()), at: self.written.len() }
    }

    /// Who was written since, some more than once; `None` where that cannot be told.
    pub fn since(&self, mark: &Mark) -> Option<&[PersonId]> {
        let way = mark.way.as_ref()?;
        if Arc::ptr_eq(way, &self.way) { self.written.get(mark.at..) } else { None }
    }
}

impl Clone for Trail {
    fn clone(&self) -> Trail {
        Trail::default()
    }
}

/// Networks are the same whatever way has led to them.
impl PartialEq for Trail {
    fn eq(&self, _: &Trail) -> bool {
        true
    }
}

impl Eq for Trail {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_tells_who_was_written_since() {
        let mut trail = Trail::default();
        assert_eq!(trail.since(&Mark::default()), None);
        let begin = trail.mark();
        trail.note(PersonId(1));
        let one = trail.mark();
        trail.note(PersonId(2));
        assert_eq!(trail.since(&begin), Some(&[PersonId(1), PersonId(2)][..]));
        assert_eq!(trail.since(&one), Some(&[PersonId(2)][..]));
        assert_eq!(trail.since(&trail.mark()), Some(&[][..]));
    }

    #[test]
    fn a_copy_goes_its_own_way_and_much_begins_anew() {
        let mut trail = Trail::default();
        let begin = trail.mark();
        let copy = trail.clone();
        assert_eq!(copy.since(&begin), None);
        for id in 0..=u64::try_from(MOST).unwrap() {
            trail.note(PersonId(id));
        }
        assert_eq!(trail.since(&begin), None);
        assert!(trail.written.len() < MOST);
    }
}
