//! Planning in slices: while others act, and until nobody wants it any more.

use std::cell::{Cell, RefCell};

use pollster::block_on;
use quietly::domain::fact::Act;
use quietly::import::{Cancelled, Pace, Progress, plan, plan_in_slices};

use crate::kit::*;

/// What is done at each breath: it hears how many there were.
struct Meanwhile<F> {
    breaths: Cell<usize>,
    furthest: Cell<u64>,
    happens: F,
}

impl<F: Fn(usize) -> Result<(), Cancelled>> Meanwhile<F> {
    fn new(happens: F) -> Self {
        Meanwhile { breaths: Cell::new(0), furthest: Cell::new(0), happens }
    }
}

impl<F: Fn(usize) -> Result<(), Cancelled>> Pace for Meanwhile<F> {
    async fn breathe(&self, progress: Progress) -> Result<(), Cancelled> {
        assert!(progress.done >= self.furthest.get(), "it never goes back");
        assert!(progress.done <= progress.total, "{progress:?}");
        self.furthest.set(progress.done);
        self.breaths.set(self.breaths.get() + 1);
        (self.happens)(self.breaths.get())
    }
}

fn people(from: u32, to: u32, company: &str) -> String {
    let row =
        |n| format!("A{n},B{n},https://www.linkedin.com/in/n-{n},,{company},Editor,15 Mar 2024\n");
    connections(&(from..to).map(row).collect::<String>())
}

#[test]
fn what_is_done_meanwhile_changes_no_plan_that_was_begun_before() {
    let mut desk = Desk::default();
    desk.import(&[("Connections.csv", &people(0, 900, "Woodgrove"))], Some("2026-05-01"));
    let later = people(100, 1100, "Tidewater");
    let (export, options) = reading(&[("Connections.csv", &later)], Some("2026-06-01"));
    let at_once = plan(desk.network(), &export, &options);
    assert_eq!((at_once.report.added_people, at_once.report.not_in_export), (200, 100));
    assert_eq!(at_once.report.changed_people.len(), 800);

    let before = desk.ledger.snapshot();
    let all: Vec<_> = before.people().map(|person| person.id).collect();
    let desk = RefCell::new(desk);
    let pace = Meanwhile::new(|breath| {
        desk.borrow_mut().act(Act::Remove(vec![all[breath]]));
        Ok(())
    });
    let sliced = block_on(plan_in_slices(&before, &export, &options, &pace)).unwrap();
    assert_eq!(sliced, at_once);
    // Three thousand rows and people, in slices of some dozens.
    assert!(pace.breaths.get() > 30, "{}", pace.breaths.get());
    let desk = desk.borrow();
    assert_eq!(desk.connections().len(), 900 - pace.breaths.get());
    // And whoever plans now hears of it.
    assert_ne!(plan(desk.network(), &export, &options), at_once);
}

#[test]
fn a_plan_that_nobody_wants_any_more_ends_at_the_next_breath() {
    let desk = Desk::default();
    let text = people(0, 900, "Woodgrove");
    let (export, options) = reading(&[("Connections.csv", &text)], None);
    for last in 1..12 {
        let pace = Meanwhile::new(|breath| if breath < last { Ok(()) } else { Err(Cancelled) });
        let none = block_on(plan_in_slices(desk.network(), &export, &options, &pace));
        assert_eq!(none, Err(Cancelled));
        assert_eq!(pace.breaths.get(), last);
    }
}
