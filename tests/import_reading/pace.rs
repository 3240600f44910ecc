//! Slices: progress moves, and the user can stop at any of them.

use std::cell::{Cell, RefCell};

use quietly::import::{Cancelled, Pace, Progress, Refusal, read};

use crate::kit::*;

/// Remembers every breath, and cancels at one.
#[derive(Default)]
struct Watch {
    seen: RefCell<Vec<Progress>>,
    cancel_at: Cell<Option<usize>>,
}

impl Pace for Watch {
    async fn breathe(&self, progress: Progress) -> Result<(), Cancelled> {
        self.seen.borrow_mut().push(progress);
        match self.cancel_at.get() {
            Some(at) if self.seen.borrow().len() > at => Err(Cancelled),
            _ => Ok(()),
        }
    }
}

fn large() -> Vec<u8> {
    let mut text = CONNECTIONS_2026.to_owned();
    for number in 0..5_000 {
        text += &format!(
            "\nNo,{number},https://www.linkedin.com/in/no-{number},,Fjordline,Buyer,15 Mar 2024"
        );
    }
    zip(&[("Connections.csv", text.as_bytes()), ("Invitations.csv", INVITATIONS_2026.as_bytes())])
}

#[test]
fn progress_never_passes_its_end_and_reaches_it() {
    let watch = Watch::default();
    let export = pollster::block_on(read(vec![file("a.zip", large())], today(), &watch)).unwrap();
    assert_eq!(export.connections.len(), 5_004);
    let seen = watch.seen.borrow();
    assert!(seen.len() > 10, "{}", seen.len());
    assert!(seen.iter().all(|progress| progress.done <= progress.total));
    assert!(seen.windows(2).all(|two| two[0].done <= two[1].done));
    let last = seen.last().unwrap();
    assert!(last.total > 0 && last.done == last.total);
}

#[test]
fn reading_can_be_cancelled_at_every_breath() {
    let archive = large();
    let breaths = {
        let watch = Watch::default();
        pollster::block_on(read(vec![file("a.zip", &archive)], today(), &watch)).unwrap();
        watch.seen.into_inner().len()
    };
    for at in 0..breaths {
        let watch = Watch { cancel_at: Cell::new(Some(at)), ..Watch::default() };
        let outcome = pollster::block_on(read(vec![file("a.zip", &archive)], today(), &watch));
        assert_eq!(outcome, Err(Refusal::Cancelled), "{at}");
        assert_eq!(watch.seen.borrow().len(), at + 1);
    }
}
