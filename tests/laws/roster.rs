//! What the list of connections shows.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use quietly::domain::fact::{Act, Named};
use quietly::domain::field::Field;
use quietly::domain::id::PersonId;
use quietly::domain::network::Network;
use quietly::domain::person::{Record, Tie};
use quietly::domain::roster::{Asked, Filter, Group, Line, Listed, Roster, Sort};
use quietly::domain::span::Period;
use quietly::domain::stamp::Stamp;
use quietly::search::index::Typed;

use crate::world::{Player, after, cases, day, person, wishes};

const FILTERS: [Filter; 5] =
    [Filter::HereOnly, Filter::StillListed, Filter::NotInNewer, Filter::Email, Filter::Note];

fn list(network: &Network, asked: &Asked) -> Listed {
    Roster::default().list(network, asked)
}

fn named(listed: &Listed, network: &Network) -> Vec<String> {
    listed.people.iter().map(|id| network.person(*id).unwrap().record.name()).collect()
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn every_connection_is_listed_once_in_any_order(wishes in wishes(30), former: bool) {
        let player = after(&wishes);
        let network = player.network();
        let all: BTreeSet<PersonId> = network
            .people()
            .filter(|it| if former { it.former().is_some() } else { it.connection().is_some() })
            .map(|it| it.id)
            .collect();
        for sort in Sort::ALL {
            for group in Group::ALL {
                let asked = Asked { former, sort, group, ..Asked::default() };
                let listed = list(network, &asked);
                prop_assert_eq!(listed.people.len(), all.len());
                prop_assert_eq!(listed.total, all.len());
                let found: BTreeSet<PersonId> = listed.people.iter().copied().collect();
                prop_assert_eq!(&found, &all);
                let different: HashSet<&Line> = listed.lines.iter().collect();
                prop_assert_eq!(different.len(), listed.lines.len(), "each line has its own key");
            }
        }
    }

    #[test]
    fn a_roster_that_saw_each_act_shows_what_a_fresh_one_does(
        wishes in wishes(25),
        query in select(vec!["", "p", "ada", "note", "a b"]),
        filters in subsequence(FILTERS.to_vec(), 0..2),
        sort in select(Sort::ALL.to_vec()),
        former: bool,
    ) {
        let filters = filters.into_iter().collect();
        let typed = Typed::new(query);
        let asked = Asked { typed, former, filters, sort, group: Group::None };
        let mut player = Player::new(0);
        let mut roster = Roster::default();
        for wish in wishes {
            // A refused wish is part of the game.
            let _ = player.wish(&wish);
            let network = player.network();
            prop_assert_eq!(roster.list(network, &asked), list(network, &asked));
            prop_assert_eq!(roster.choices(network), Roster::default().choices(network));
        }
    }

    #[test]
    fn a_search_made_ready_in_slices_between_acts_finds_what_a_fresh_one_does(
        wishes in wishes(25),
        slice in 1_usize..4,
        query in select(vec!["p", "ada", "note", "a b"]),
        former: bool,
    ) {
        let asked = Asked { typed: Typed::new(query), former, ..Asked::default() };
        let mut player = Player::new(0);
        let mut roster = Roster::default();
        for wish in wishes {
            let _ = player.wish(&wish);
            roster.prepare_some(player.network(), slice);
        }
        prop_assert_eq!(roster.list(player.network(), &asked), list(player.network(), &asked));
        prop_assert!(roster.prepare_some(player.network(), slice), "it is ready");
    }

    #[test]
    fn a_roster_that_saw_another_network_shows_what_a_fresh_one_does(
        wishes in wishes(25),
        cut in 0_usize..25,
        query in select(vec!["", "p", "ada", "note", "a b"]),
        filters in subsequence(FILTERS.to_vec(), 0..2),
        sort in select(Sort::ALL.to_vec()),
        former: bool,
    ) {
        let filters = filters.into_iter().collect();
        let typed = Typed::new(query);
        let asked = Asked { typed, former, filters, sort, group: Group::None };
        let before = after(wishes.get(..cut.min(wishes.len())).unwrap());
        let mut old = Roster::default();
        old.list(before.network(), &asked);
        let now = after(&wishes);
        prop_assert_eq!(old.list(now.network(), &asked), list(now.network(), &asked));
    }

    #[test]
    fn the_heads_count_what_stands_below_them(wishes in wishes(30)) {
        let player = after(&wishes);
        for group in Group::ALL {
            let listed = list(player.network(), &Asked { group, ..Asked::default() });
            let mut below = BTreeMap::new();
            let mut head = None;
            for line in listed.lines.iter() {
                match line {
                    Line::Head(name, count) => head = Some((name.clone(), *count)),
                    Line::Person(..) => *below.entry(head.clone()).or_insert(0_u32) += 1,
                }
            }
            for (head, count) in below {
                prop_assert_eq!(head.map_or(count, |head| head.1), count);
            }
        }
    }
}

fn does(player: &mut Player, act: Act) {
    player.act(act).expect("it can be done");
}

/// Three people, and what is known of them.
fn three() -> Player {
    let mut player = Player::new(0);
    let people = [
        ("Zoë", "Brandt", "Woodgrove", "Chief of Staff", 3),
        ("Anna", "Müller", "Fjordline", "Head of Data", 1),
        ("Łukasz", "Brandt", "fjordline", "Driver", 2),
    ];
    for (n, (first, last, company, position, on)) in (0_u8..).zip(people) {
        let record = Record {
            first_name: first.into(),
            last_name: last.into(),
            company: company.into(),
            position: position.into(),
            email: if n == 1 { "anna@example.org".into() } else { String::new() },
            ..Record::default()
        };
        let named = Named { id: person(n), record: record.into() };
        does(&mut player, Act::Connect { person: named, since: Stamp::Day(day(on)) });
    }
    does(&mut player, Act::Note { person: person(0), text: "Met at the harbour".into() });
    does(&mut player, Act::Tag { people: vec![person(0), person(2)], tag: "berlin".into() });
    does(&mut player, Act::Tag { people: vec![person(2)], tag: "chess".into() });
    player
}

#[test]
fn orders_are_by_what_they_say() {
    let player = three();
    let by = |sort| {
        named(&list(player.network(), &Asked { sort, ..Asked::default() }), player.network())
    };
    assert_eq!(by(Sort::Usual), ["Zoë Brandt", "Łukasz Brandt", "Anna Müller"]);
    assert_eq!(by(Sort::Oldest), ["Anna Müller", "Łukasz Brandt", "Zoë Brandt"]);
    assert_eq!(by(Sort::First), ["Anna Müller", "Łukasz Brandt", "Zoë Brandt"]);
    assert_eq!(by(Sort::Last), ["Łukasz Brandt", "Zoë Brandt", "Anna Müller"]);
    assert_eq!(by(Sort::Company), ["Anna Müller", "Łukasz Brandt", "Zoë Brandt"]);
}

#[test]
fn people_are_found_by_all_that_is_known_of_them() {
    let player = three();
    for (query, found) in [
        ("muller", &["Anna Müller"][..]),
        ("lukasz", &["Łukasz Brandt"]),
        ("staff zo", &["Zoë Brandt"]),
        ("anna@example.org", &["Anna Müller"]),
        ("harbour", &["Zoë Brandt"]),
        ("berl", &["Zoë Brandt", "Łukasz Brandt"]),
        ("brnadt", &["Zoë Brandt", "Łukasz Brandt"]),
        ("fjord data", &["Anna Müller"]),
        ("nobody", &[]),
    ] {
        let asked = Asked { typed: Typed::new(query), ..Asked::default() };
        assert_eq!(named(&list(player.network(), &asked), player.network()), found, "{query}");
    }
}

#[test]
fn filters_and_groups_go_together() {
    let player = three();
    let network = player.network();
    let asked = |filters: &[Filter], group| Asked {
        filters: filters.iter().cloned().collect(),
        group,
        ..Asked::default()
    };
    let heads = |group| {
        let lines = list(network, &asked(&[], group)).lines;
        lines
            .iter()
            .filter_map(|line| match line {
                Line::Head(name, count) => Some((name.to_string(), *count)),
                Line::Person(..) => None,
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(heads(Group::Company), [("fjordline".to_owned(), 2), ("Woodgrove".to_owned(), 1)]);
    assert_eq!(heads(Group::Year), [("2026".to_owned(), 3)]);
    let tags = [("berlin".to_owned(), 2), ("chess".to_owned(), 1), (String::new(), 1)];
    assert_eq!(heads(Group::Tag), tags);
    let found = |filters: &[Filter]| named(&list(network, &asked(filters, Group::None)), network);
    assert_eq!(found(&[Filter::Tag("berlin".into()), Filter::Note]), ["Zoë Brandt"]);
    assert_eq!(found(&[Filter::Company("fjordline".into()), Filter::Email]), ["Anna Müller"]);
    assert_eq!(found(&[Filter::Since(Period::Year(2025))]), [""; 0]);
    assert_eq!(found(&[Filter::HereOnly]).len(), 3);
}

#[test]
fn a_filter_survives_its_name() {
    let others = [
        Filter::Tag("a-b, c".into()),
        Filter::Since(Period::Year(2024)),
        Filter::Since(Period::Month(2024, 3)),
        Filter::Since(Period::Unknown),
        Filter::Company("x".into()),
        Filter::Company("".into()),
        Filter::Field(Field::Data),
    ];
    for filter in FILTERS.into_iter().chain(others) {
        assert_eq!(Filter::parse(&filter.name()), Some(filter));
    }
    for none in ["year-soon", "field-magic", "month-2024", "nobody"] {
        assert_eq!(Filter::parse(none), None);
    }
}

#[test]
fn whom_one_never_was_connected_with_is_not_listed() {
    let player = three();
    let mut network = player.network().clone();
    let tie = Box::new((Tie::None, quietly::domain::id::FactId::FORGOTTEN));
    network.put(quietly::domain::network::Write::Tie(person(1), tie));
    assert_eq!(named(&list(&network, &Asked::default()), &network).len(), 2);
}
