//! Folding the same facts gives the same ledger, whatever the order of their arrival.

use proptest::collection::vec;
use proptest::prelude::*;
use quietly::domain::fact::{Act, Fact, Refusal};
use quietly::domain::invitation::Place;
use quietly::domain::ledger::{Ledger, Outcome};

use crate::world::*;

/// What happens between tabs.
#[derive(Debug, Clone)]
enum Event {
    /// This tab's user wants something.
    Wish(u8, Wish),
    /// This tab hears of a fact that another made: any of those that it does not know.
    Hear(u8, usize),
    /// This tab looks through the storage and takes in all that it does not know, the
    /// newest first or last.
    CatchUp(u8, bool),
}

fn events(most: usize) -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        6 => (0..TABS, wish()).prop_map(|(tab, wish)| Event::Wish(tab, wish)),
        3 => (0..TABS, any::<usize>()).prop_map(|(tab, pick)| Event::Hear(tab, pick)),
        1 => (0..TABS, any::<bool>()).prop_map(|(tab, newest)| Event::CatchUp(tab, newest)),
    ];
    vec(event, 0..most)
}

/// Tabs with partial knowledge of each other, and all that was ever made.
struct Tabs {
    players: Vec<Player>,
    facts: Vec<Fact>,
}

impl Tabs {
    fn play(events: &[Event]) -> Tabs {
        let players = (0..TABS).map(Player::new).collect();
        let mut tabs = Tabs { players, facts: Vec::new() };
        for event in events {
            match event {
                Event::Wish(tab, wish) => tabs.wish(*tab, wish),
                Event::Hear(tab, pick) => {
                    let unknown = tabs.unknown(*tab);
                    if !unknown.is_empty() {
                        let fact = unknown[pick % unknown.len()].clone();
                        tabs.players[usize::from(*tab)].ledger.record(fact);
                    }
                }
                Event::CatchUp(tab, newest_first) => {
                    let mut unknown = tabs.unknown(*tab);
                    if *newest_first {
                        unknown.reverse();
                    }
                    for fact in unknown {
                        tabs.players[usize::from(*tab)].ledger.record(fact);
                    }
                }
            }
        }
        tabs
    }

    fn wish(&mut self, tab: u8, wish: &Wish) {
        let player = &mut self.players[usize::from(tab)];
        if let Ok(id) = player.wish(wish) {
            let entry = player.ledger.entry(id).expect("what was recorded");
            self.facts.push(entry.fact.clone());
        }
    }

    fn unknown(&self, tab: u8) -> Vec<Fact> {
        let ledger = &self.players[usize::from(tab)].ledger;
        self.facts.iter().filter(|fact| ledger.entry(fact.id).is_none()).cloned().collect()
    }
}

fn folded(facts: &[Fact]) -> Ledger {
    let mut ledger = Ledger::default();
    for fact in facts {
        ledger.record(fact.clone());
    }
    ledger
}

fn in_their_order(facts: &[Fact]) -> Vec<Fact> {
    let mut facts = facts.to_vec();
    facts.sort_by_key(|fact| fact.id);
    facts
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn tabs_that_hear_late_of_each_other_agree_in_the_end(
        events in events(45),
        by in vec(any::<u32>(), 7),
    ) {
        let mut tabs = Tabs::play(&events);
        let expected = folded(&in_their_order(&tabs.facts));
        prop_assert_eq!(expected.network().violations(), Vec::<String>::new());
        for tab in 0..TABS {
            let late = shuffled(&tabs.unknown(tab), &by[usize::from(tab)..]);
            let player = &mut tabs.players[usize::from(tab)];
            for fact in late {
                player.ledger.record(fact);
            }
            prop_assert_eq!(&player.ledger, &expected);
        }
    }

    #[test]
    fn the_order_of_arrival_makes_no_difference(
        events in events(40),
        by in vec(any::<u32>(), 5),
    ) {
        let facts = Tabs::play(&events).facts;
        let expected = folded(&in_their_order(&facts));
        prop_assert_eq!(&folded(&shuffled(&facts, &by)), &expected);
        let backwards: Vec<Fact> = in_their_order(&facts).into_iter().rev().collect();
        prop_assert_eq!(&folded(&backwards), &expected);
    }

    #[test]
    fn a_fact_that_arrives_twice_counts_once(events in events(30), by in vec(any::<u32>(), 5)) {
        let facts = Tabs::play(&events).facts;
        let twice = [facts.clone(), shuffled(&facts, &by), facts.clone()].concat();
        prop_assert_eq!(folded(&twice), folded(&facts));
    }

    #[test]
    fn a_late_fact_and_all_after_it_are_folded_as_if_it_had_come_in_time(
        events in events(25),
    ) {
        let facts = in_their_order(&Tabs::play(&events).facts);
        let expected = folded(&facts);
        for late in 0..facts.len() {
            let mut others = facts.clone();
            let fact = others.remove(late);
            let mut ledger = folded(&others);
            ledger.record(fact);
            prop_assert_eq!(&ledger, &expected);
        }
    }

    #[test]
    fn nonsense_gives_one_ledger_too(
        mut facts in vec(wild_fact(), 0..25),
        by in vec(any::<u32>(), 5),
    ) {
        // No two facts have one id.
        facts.sort_by_key(|fact| fact.id);
        facts.dedup_by_key(|fact| fact.id);
        prop_assert_eq!(folded(&shuffled(&facts, &by)), folded(&facts));
    }
}

#[test]
fn of_two_tabs_that_do_the_same_the_second_is_void_and_nothing_is_doubled() {
    let mut one = Player::new(0);
    let receive = one.act(Act::Receive(entered(0, 0))).unwrap();
    let mut other = Player::new(1);
    other.ledger.record(one.ledger.entry(receive).unwrap().fact.clone());

    let first = one.act(Act::Accept(vec![invitation(0)])).unwrap();
    let second = other.act(Act::Accept(vec![invitation(0)])).unwrap();
    one.ledger.record(other.ledger.entry(second).unwrap().fact.clone());
    other.ledger.record(one.ledger.entry(first).unwrap().fact.clone());

    assert_eq!(one.ledger, other.ledger);
    let outcome = |id| one.ledger.entry(id).unwrap().outcome.clone();
    assert!(matches!(outcome(first), Outcome::Done(_)));
    assert_eq!(outcome(second), Outcome::Void(Refusal::AlreadyAccepted));
    assert_eq!(one.undo(second), Err(Refusal::NotUndoable));
    one.undo(first).unwrap();
    assert_eq!(one.invitation(0).standing.place, Place::Inbox);
}

#[test]
fn an_undo_that_stands_before_its_fact_is_void_for_one_reason() {
    let mut player = Player::new(0);
    player.act(Act::Receive(entered(0, 0))).unwrap();
    let trash = player.act(Act::Trash(vec![invitation(0)])).unwrap();
    let mut undo = player.unchecked(player.ledger.undo_of(trash).unwrap());
    undo.id.clock = 0;
    player.ledger.record(undo.clone());
    let outcome = &player.ledger.entry(undo.id).unwrap().outcome;
    assert_eq!(outcome, &Outcome::Void(Refusal::NoSuchFact));
    assert_eq!(player.invitation(0).standing.place, Place::Trash);
}
