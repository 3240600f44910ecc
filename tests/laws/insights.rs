//! What the pictures count, and that each bar leads to just as many.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use proptest::prelude::*;

use quietly::domain::batch::{Batch, InvitationRow, Listing, PersonRow};
use quietly::domain::fact::{Act, Named};
use quietly::domain::field::Field;
use quietly::domain::insights::{Behind, COMPANIES, Insights, Outcome, Part, Tally};
use quietly::domain::invitation::{Direction, Place, State};
use quietly::domain::listing::{self, Sort, Texts, listed};
use quietly::domain::network::Network;
use quietly::domain::person::Record;
use quietly::domain::roster::{self, Roster};
use quietly::domain::span::{Period, Span};
use quietly::domain::stamp::Stamp;
use quietly::search::Query;

use crate::world::{Player, after, cases, invitation, mentioned, person, start, wishes};

const DIRECTIONS: [Direction; 2] = [Direction::Received, Direction::Sent];

fn today() -> NaiveDate {
    start().date_naive()
}

fn date(text: &str) -> Stamp {
    Stamp::Day(text.parse().unwrap())
}

/// How many stand in the list behind a bar, asked by the names that its address has.
fn listed_behind(network: &Network, behind: &Behind) -> usize {
    match behind {
        Behind::Connections(filters) => {
            let named = filters.iter().map(|it| roster::Filter::parse(&it.name()).unwrap());
            let asked = roster::Asked { filters: named.collect(), ..roster::Asked::default() };
            Roster::default().list(network, &asked).people.len()
        }
        Behind::Invitations(place, filters) => {
            let filters: BTreeSet<_> =
                filters.iter().map(|it| listing::Filter::parse(&it.name()).unwrap()).collect();
            let (query, sort, today) = (Query::new(""), Sort::Newest, today());
            let asked = listing::Asked { query, filters, sort, today };
            listed(network, *place, &asked, &mut Texts::default()).len()
        }
    }
}

/// Every bar and part of a bar there is: what it counts, and the list behind it.
fn bars(insights: &Insights) -> Vec<(usize, Behind)> {
    let mut bars = Vec::new();
    for year in [None].into_iter().chain(insights.years().into_iter().map(Some)) {
        for (period, tally) in insights.connected.periods(year) {
            bars.push((tally.total(), Behind::connected(period)));
        }
        for direction in DIRECTIONS {
            let course = match direction {
                Direction::Received => &insights.received,
                Direction::Sent => &insights.sent,
            };
            for (period, tally) in course.periods(year) {
                let part = |(part, count)| (count, Behind::sent(direction, period, part));
                bars.extend(tally.parts().map(part));
            }
        }
    }
    for company in &insights.companies.top {
        bars.push((company.count, Behind::company(&company.folded)));
    }
    bars.push((insights.companies.without, Behind::company(&"".into())));
    bars.extend(insights.fields.iter().map(|(field, count)| (*count, Behind::field(*field))));
    for (direction, spans) in
        DIRECTIONS.into_iter().zip([&insights.received_took, &insights.sent_took])
    {
        for (span, tally) in spans {
            let part = |(part, count)| (count, Behind::took(direction, *span, part));
            bars.extend(tally.parts().map(part));
        }
    }
    for (span, tally) in &insights.open {
        bars.extend(tally.parts().map(|(part, count)| (count, Behind::aged(*span, part))));
    }
    bars
}

fn totals<'a, P: Ord + Copy + 'a>(tallies: impl IntoIterator<Item = &'a Tally<P>>) -> usize {
    tallies.into_iter().map(Tally::total).sum()
}

/// That each bar leads to as many as it says, and nobody is counted twice or left out.
fn hold(network: &Network) -> Result<(), TestCaseError> {
    let insights = Insights::of(network, today());
    for (count, behind) in bars(&insights) {
        prop_assert_eq!(listed_behind(network, &behind), count, "{:?}", behind);
    }
    let connections = network.counts(today()).connections;
    prop_assert_eq!(insights.connected.total(), connections);
    let companies = &insights.companies;
    let at_top: usize = companies.top.iter().map(|company| company.count).sum();
    prop_assert_eq!(at_top + companies.at_others + companies.without, connections);
    prop_assert_eq!(insights.fields.iter().map(|(_, count)| count).sum::<usize>(), connections);
    let there = |direction| {
        let there = network.invitations().filter(move |it| !it.standing.place.is_gone());
        there.filter(move |it| it.direction == direction)
    };
    for (direction, course, took) in [
        (Direction::Received, &insights.received, &insights.received_took),
        (Direction::Sent, &insights.sent, &insights.sent_took),
    ] {
        prop_assert_eq!(course.total(), there(direction).count());
        let periods = course.periods(None);
        prop_assert_eq!(totals(periods.iter().map(|(_, tally)| tally)), course.total());
        let accepted = there(direction).filter(|it| it.took().is_some()).count();
        prop_assert_eq!(totals(took.values()), accepted);
    }
    let open = there(Direction::Received)
        .filter(|it| it.is_open() && matches!(it.standing.place, Place::Inbox | Place::Archive));
    prop_assert_eq!(totals(insights.open.values()), open.count());
    Ok(())
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn each_bar_leads_to_as_many_as_it_says(wishes in wishes(40)) {
        hold(after(&wishes).network())?;
    }
}

/// Somebody with this company and position, connected on this day.
fn connect(player: &mut Player, n: u8, company: &str, position: &str, since: Stamp) {
    let record = Record {
        first_name: format!("P{n}"),
        company: company.into(),
        position: position.into(),
        ..Record::default()
    };
    let named = Named { id: person(n), record: record.into() };
    player.act(Act::Connect { person: named, since }).unwrap();
}

#[test]
fn connections_are_counted_by_month_or_by_year() {
    let mut player = Player::new(0);
    for (n, on) in (0_u8..).zip(["2024-11-30", "2025-01-02", "2025-01-31"]) {
        connect(&mut player, n, "", "", date(on));
    }
    let counted = |player: &Player, year| {
        let connected = Insights::of(player.network(), today()).connected;
        let periods = connected.periods(year).into_iter();
        periods.map(|(period, tally)| (period, tally.total())).collect::<Vec<_>>()
    };
    assert_eq!(
        counted(&player, None),
        [(Period::Month(2024, 11), 1), (Period::Month(2024, 12), 0), (Period::Month(2025, 1), 2),]
    );
    connect(&mut player, 3, "", "", date("2022-05-05"));
    connect(&mut player, 4, "", "", Stamp::Unreadable("soon".into()));
    let all = counted(&player, None);
    assert_eq!(
        all,
        [
            (Period::Year(2022), 1),
            (Period::Year(2023), 0),
            (Period::Year(2024), 1),
            (Period::Year(2025), 2),
            (Period::Unknown, 1),
        ]
    );
    let months = counted(&player, Some(2025));
    assert_eq!(months.len(), 12);
    assert_eq!(months[0], (Period::Month(2025, 1), 2));
    assert_eq!(months.iter().map(|(_, count)| count).sum::<usize>(), 2);
    assert_eq!(Insights::of(player.network(), today()).years(), [2022, 2024, 2025].into());
    // Whatever a stranger's file says, no thousands of empty years.
    connect(&mut player, 5, "", "", date("0001-01-01"));
    connect(&mut player, 6, "", "", date("9999-12-31"));
    assert_eq!(counted(&player, None).len(), 6);
    hold(player.network()).unwrap();
}

#[test]
fn companies_are_counted_however_they_are_written() {
    let mut player = Player::new(0);
    let names = ["Fjordline", "FJORDLINE", "fjordline", "Fjordline", "Woodgrove", " ", ""];
    for (n, name) in (0_u8..).zip(names) {
        connect(&mut player, n, name, "", Stamp::Unknown);
    }
    let companies = Insights::of(player.network(), today()).companies;
    let top: Vec<_> = companies.top.iter().map(|it| (it.name.as_str(), it.count)).collect();
    assert_eq!(top, [("Fjordline", 4), ("Woodgrove", 1)]);
    assert_eq!((companies.others, companies.at_others, companies.without), (0, 0, 2));
    for n in 10..30 {
        let name = format!("Company {}", n / 2);
        connect(&mut player, n, &name, "", Stamp::Unknown);
    }
    for n in 30..40 {
        connect(&mut player, n, &format!("Alone {n}"), "", Stamp::Unknown);
    }
    let companies = Insights::of(player.network(), today()).companies;
    assert_eq!(companies.top.len(), COMPANIES);
    // Eleven of more than one, and of those with one the first by their letters.
    assert_eq!(companies.top.iter().filter(|it| it.count > 1).count(), 11);
    assert_eq!(companies.top[COMPANIES - 1].name, "Alone 33");
    assert_eq!((companies.others, companies.at_others), (7, 7));
    hold(player.network()).unwrap();
}

#[test]
fn fields_are_counted_and_those_of_none_stand_last() {
    let mut player = Player::new(0);
    let positions =
        ["Driver", "Pilot", "Diver", "", "Head of Data", "Data Engineer", "Redakteurin"];
    for (n, position) in (0_u8..).zip(positions) {
        connect(&mut player, n, "", position, Stamp::Unknown);
    }
    let fields = Insights::of(player.network(), today()).fields;
    assert_eq!(
        fields,
        [(Field::Data, 2), (Field::Media, 1), (Field::Other, 3), (Field::Unsaid, 1)]
    );
    hold(player.network()).unwrap();
}

/// An invitation of an import: who it is with, when it was sent, and what became of it.
fn sent(n: u8, direction: Direction, on: &str, state: State, place: Place) -> InvitationRow {
    InvitationRow {
        id: invitation(n),
        direction,
        person: person(n),
        sent_at: if on.is_empty() { Stamp::Unknown } else { date(on) },
        message: String::new(),
        state,
        place,
        read: true,
    }
}

#[test]
fn invitations_are_counted_by_what_became_of_them_and_where_they_lie() {
    use Direction::{Received, Sent};
    use Place::{Archive, Deleted, Inbox, Trash};
    let accepted = |on: &str| State::Accepted(date(on));
    let rows = vec![
        sent(0, Received, "2026-03-14", State::Open, Inbox),
        sent(1, Received, "2026-03-01", State::Open, Inbox),
        sent(2, Received, "2025-03-01", State::Open, Archive),
        sent(3, Received, "2026-03-02", State::Open, Trash),
        sent(4, Received, "2026-03-03", State::Open, Deleted),
        sent(5, Received, "2026-03-04", accepted("2026-03-09"), Archive),
        sent(6, Received, "", accepted("2026-03-09"), Archive),
        sent(7, Sent, "2026-03-05", State::Open, Place::Sent),
        sent(8, Sent, "2026-03-06", accepted("2026-03-06"), Place::Sent),
        sent(9, Sent, "2026-03-07", State::Open, Archive),
        // It was accepted before it was sent, as its sources say.
        sent(10, Sent, "2026-03-08", accepted("2026-02-01"), Place::Sent),
    ];
    let people = (0..11).map(|n| PersonRow { listing: Listing::Mentioned, ..mentioned(n) });
    let mut player = Player::new(0);
    let batch = Batch { people: people.collect(), invitations: rows, ..Batch::default() };
    player.act(Act::Import(batch.into())).unwrap();
    let until = "2026-04-01".parse().unwrap();
    player.act(Act::Snooze { invitations: vec![invitation(1)], until }).unwrap();
    let insights = Insights::of(player.network(), today());
    let parts = |tally: &Tally<Part>| {
        let parts = tally.parts().map(|(part, count)| (part.outcome, part.place, count));
        parts.collect::<Vec<_>>()
    };
    let march = |course: &quietly::domain::insights::Course<Part>| {
        let periods = course.periods(Some(2026));
        periods.iter().find(|(period, _)| *period == Period::Month(2026, 3)).map(|it| parts(&it.1))
    };
    assert_eq!(
        march(&insights.received).unwrap(),
        [
            (Outcome::Accepted, Archive, 1),
            (Outcome::Waiting, Inbox, 1),
            (Outcome::PutOff, Inbox, 1),
            (Outcome::Ignored, Trash, 1),
        ]
    );
    assert_eq!(
        march(&insights.sent).unwrap(),
        [
            (Outcome::Accepted, Place::Sent, 2),
            (Outcome::NoAnswer, Place::Sent, 1),
            (Outcome::NoAnswer, Archive, 1),
        ]
    );
    let spans = |spans: &quietly::domain::insights::Spans| {
        spans.iter().map(|(span, tally)| (*span, tally.total())).collect::<Vec<_>>()
    };
    assert_eq!(spans(&insights.received_took), [(Span::Week, 1), (Span::Unknown, 1)]);
    assert_eq!(spans(&insights.sent_took), [(Span::Day, 1), (Span::Unknown, 1)]);
    assert_eq!(spans(&insights.open), [(Span::Week, 1), (Span::Month, 1), (Span::Longer, 1)]);
    assert_eq!(parts(&insights.open[&Span::Month]), [(Outcome::PutOff, Inbox, 1)]);
    assert_eq!(parts(&insights.open[&Span::Longer]), [(Outcome::Ignored, Archive, 1)]);
    hold(player.network()).unwrap();
    assert!(!insights.is_empty());
    assert!(Insights::of(&Network::default(), today()).is_empty());
}
