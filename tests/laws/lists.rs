//! What a list shows.

use std::collections::{BTreeSet, HashSet};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use quietly::domain::fact::Act;
use quietly::domain::id::InvitationId;
use quietly::domain::invitation::{Direction, Place};
use quietly::domain::listing::{Asked, Filter, Sort, Texts, listed};
use quietly::domain::span::{Period, Span};
use quietly::search::Query;

use crate::world::{
    Player, after, cases, day, entered, invitation, invitation_row, listed as person, mentioned,
    start, wishes,
};

const PLACES: [Place; 4] = [Place::Inbox, Place::Sent, Place::Archive, Place::Trash];
const FILTERS: [Filter; 13] = [
    Filter::Open,
    Filter::Accepted,
    Filter::Withdrawn,
    Filter::Unread,
    Filter::Message,
    Filter::Connected,
    Filter::Received,
    Filter::Sent,
    Filter::Snoozed,
    Filter::OlderThan(40),
    Filter::Aged(Span::Quarter),
    Filter::Took(Span::Unknown),
    Filter::SentIn(Period::Month(2026, 1)),
];

fn asked(query: &str, filters: &[Filter], sort: Sort) -> Asked {
    let filters = filters.iter().cloned().collect();
    Asked { query: Query::new(query), filters, sort, today: start().date_naive() }
}

fn list(player: &Player, place: Place, asked: &Asked) -> Vec<InvitationId> {
    listed(player.network(), place, asked, &mut Texts::default())
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn without_a_question_a_list_is_its_place(wishes in wishes(30)) {
        let player = after(&wishes);
        for place in PLACES {
            let usual = list(&player, place, &asked("", &[], Sort::Newest));
            let network = player.network();
            let today = start().date_naive();
            let lying: Vec<InvitationId> = network
                .in_place(place)
                .iter()
                .filter(|invitation| !invitation.is_snoozed(today))
                .map(|invitation| invitation.id)
                .collect();
            prop_assert_eq!(&usual, &lying);
            prop_assert_eq!(usual.len(), network.lists(today).of(place));
            for sort in Sort::ALL {
                let sorted = list(&player, place, &asked("", &[], sort));
                let both = [&usual, &sorted].map(|ids| ids.iter().collect::<BTreeSet<_>>());
                prop_assert_eq!(&both[0], &both[1]);
                prop_assert_eq!(sorted.len(), usual.len());
            }
        }
    }

    #[test]
    fn each_more_filter_or_word_shows_no_more(
        wishes in wishes(30),
        filters in subsequence(FILTERS.to_vec(), 0..=FILTERS.len()),
        words in vec(select(vec!["p1", "p2", "company", "message", "3", "x"]), 0..3),
        sort in select(Sort::ALL.to_vec()),
    ) {
        let player = after(&wishes);
        for place in PLACES {
            let all = asked(&words.join(" "), &filters, sort);
            let narrow = list(&player, place, &all);
            for at in 0..filters.len() {
                let mut fewer = filters.clone();
                if fewer.remove(at) == Filter::Snoozed {
                    // This one shows what is not shown otherwise.
                    continue;
                }
                let wide = list(&player, place, &asked(&words.join(" "), &fewer, sort));
                let wide: HashSet<_> = wide.iter().collect();
                prop_assert!(narrow.iter().all(|id| wide.contains(id)));
            }
            for at in 0..words.len() {
                let mut fewer = words.clone();
                fewer.remove(at);
                let wide = list(&player, place, &asked(&fewer.join(" "), &filters, sort));
                let wide: HashSet<_> = wide.iter().collect();
                prop_assert!(narrow.iter().all(|id| wide.contains(id)));
            }
        }
    }

    #[test]
    fn texts_that_were_folded_before_find_the_same(
        before in wishes(20),
        after_that in wishes(20),
        query in select(vec!["p1", "p2 company", "message 3", "1"]),
    ) {
        let mut player = after(&before);
        let asked = asked(query, &[], Sort::Newest);
        let mut texts = Texts::default();
        for place in PLACES {
            listed(player.network(), place, &asked, &mut texts);
        }
        for wish in &after_that {
            let _ = player.wish(wish);
        }
        for place in PLACES {
            let found = listed(player.network(), place, &asked, &mut texts);
            prop_assert_eq!(found, list(&player, place, &asked));
        }
    }

    #[test]
    fn a_filter_survives_its_name(days in any::<u32>()) {
        let tag = Filter::Tag("met, in-person".into());
        for filter in FILTERS.into_iter().chain([Filter::OlderThan(days), tag]) {
            prop_assert_eq!(Filter::parse(&filter.name()), Some(filter));
        }
        for sort in Sort::ALL {
            prop_assert_eq!(Sort::parse(sort.name()), sort);
        }
    }
}

#[test]
fn each_filter_keeps_what_it_says() {
    let mut player = Player::new(0);
    // A message, by hand and so not seen before.
    player.act(Act::Receive(entered(0, 0))).unwrap();
    let batch = quietly::domain::batch::Batch {
        people: vec![person(1), mentioned(2)],
        // From a connection, before they became one, and from a stranger.
        invitations: vec![
            invitation_row(1, 1, Direction::Received),
            invitation_row(60, 2, Direction::Received),
        ],
        ..quietly::domain::batch::Batch::default()
    };
    player.act(Act::Import(batch.into())).unwrap();
    let inbox = |filters: &[Filter]| list(&player, Place::Inbox, &asked("", filters, Sort::Oldest));
    assert_eq!(inbox(&[]), [invitation(0), invitation(60)], "the connection has answered one");
    assert_eq!(inbox(&[Filter::Message]), [invitation(0)]);
    assert_eq!(inbox(&[Filter::Unread]), [invitation(0)]);
    assert_eq!(inbox(&[Filter::Connected]), []);
    assert_eq!(inbox(&[Filter::Open]), [invitation(0), invitation(60)]);
    assert_eq!(inbox(&[Filter::Sent]), []);
    // It is the 15th of March; they were sent on the first of January and of March.
    assert_eq!(inbox(&[Filter::OlderThan(30)]), [invitation(0)]);
    assert_eq!(day(60).to_string(), "2026-03-02");
    let archive =
        |filters: &[Filter]| list(&player, Place::Archive, &asked("", filters, Sort::Newest));
    assert_eq!(archive(&[Filter::Connected, Filter::Received]), [invitation(1)]);
    assert_eq!(archive(&[Filter::Open]), []);
}
