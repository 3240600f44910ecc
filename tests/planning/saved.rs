//! What was saved to a file comes in again without a difference.

use chrono::NaiveDate;
use pollster::block_on;
use quietly::domain::fact::{Act, Named};
use quietly::domain::id::PersonId;
use quietly::domain::network::Network;
use quietly::domain::person::{Cause, Edits, Person, Record, Tie};
use quietly::domain::stamp::Stamp;
use quietly::import::{InputFile, NoPace, Options, Plan, plan, read};
use quietly::outgoing::{csv, json, vcard};

use crate::kit::*;

fn today() -> NaiveDate {
    "2026-06-20".parse().unwrap()
}

/// A network with something of everything that a file has room for.
fn desk() -> Desk {
    let people = connections(
        "Mira,Halvorsen,https://www.linkedin.com/in/mira,mira@example.org,\"Fjordline, Inc.\",\
         \"=Head, \"\"Data\"\"\",15 Mar 2024\n\
         Zoë,\"Brandt, PhD\",https://www.linkedin.com/in/zo%C3%AB-brandt,,Woodgrove,,04 Jan 2026\n\
         Ana,Silva,,,Tidewater,Nurse,05 Jan 2026\n\
         Tom,Vik,https://www.linkedin.com/in/tom,,,,sometime\n\
         Wei,张,https://www.linkedin.com/in/wei,,+47 Oslo,-,07 Jan 2026\n",
    );
    let mut desk = Desk::default();
    desk.import(&[("Connections.csv", &people)], Some("2026-06-01"));
    let mira = desk.person("Mira Halvorsen").id;
    let tom = desk.person("Tom Vik").id;
    desk.act(Act::Note { person: mira, text: "met in Oslo;\nlikes \\ and \"quotes\"".into() });
    desk.act(Act::Tag { people: vec![mira, tom], tag: "data, science".into() });
    desk.act(Act::Tag { people: vec![mira], tag: "=1+1".into() });
    desk.act(Act::Remove(vec![tom]));
    desk.act(Act::Parting { people: vec![tom], text: "we never spoke;\nwho is he?".into() });
    let edits = Edits { company: Some("Elsewhere".into()), ..Edits::default() };
    desk.act(Act::Edit { person: desk.person("Ana Silva").id, edits: Box::new(edits) });
    let record = Record { first_name: "Ida".into(), ..Record::default() };
    let person = Named { id: PersonId::of(&["hand", "ida"]), record: record.into() };
    desk.act(Act::Connect { person, since: Stamp::Unknown });
    desk
}

fn planned(network: &Network, name: &str, text: &str) -> Plan {
    let file = InputFile { path: name.into(), bytes: text.as_bytes().to_vec() };
    let export = block_on(read(vec![file], today(), &NoPace)).unwrap();
    assert_eq!((export.skipped.len(), export.refused.len()), (0, 0), "{name}");
    let made_on = export.made_on.map(|told| told.day);
    let options = Options { label: name.into(), made_on, today: today(), old_into_archive: false };
    plan(network, &export, &options)
}

/// Each form that holds everything, of all people who are tied to the owner.
fn files(network: &Network) -> Vec<(&'static str, String)> {
    let tied = || network.people().filter(|it| it.tie != Tie::None);
    vec![
        ("people.vcf", vcard::write(tied(), NOW.parse().unwrap())),
        ("people.json", json::write(tied(), today()).unwrap()),
    ]
}

#[test]
fn into_the_same_network_nothing_comes_again() {
    let desk = desk();
    let network = desk.network();
    let connected = network.connections().into_iter();
    let table = ("people.csv", csv::write(connected, today()));
    for (name, text) in files(network).into_iter().chain([table]) {
        let plan = planned(network, name, &text);
        assert!(plan.report.changes_nothing(), "{name}: {:#?}", plan.report);
        assert_eq!((plan.report.still_listed, plan.report.not_in_export), (0, 0), "{name}");
        let before = network.clone();
        let mut again = Desk { ledger: desk.ledger.clone(), ..Desk::default() };
        let by = quietly::domain::ledger::Author {
            tab: quietly::domain::id::TabId(8),
            number: 0,
            at: NOW.parse().unwrap(),
        };
        let fact = again.ledger.decide(Act::Import(plan.batch.into()), by).unwrap();
        again.ledger.record(fact);
        assert!(again.network().people().eq(before.people()), "{name}");
        assert_eq!(again.network().newest_export(), before.newest_export(), "it is no export");
    }
}

#[test]
fn into_an_empty_one_all_comes_back() {
    let desk = desk();
    for (name, text) in files(desk.network()) {
        let mut fresh = Desk::default();
        fresh.act(Act::Import(planned(fresh.network(), name, &text).batch.into()));
        let shown = |network: &Network| {
            let mut all: Vec<_> = network
                .people()
                .map(|it: &Person| {
                    let tags: Vec<String> = it.tags().map(str::to_owned).collect();
                    let words = (it.note().to_owned(), it.parting().to_owned(), tags);
                    (Record::clone(&it.record), it.tie.clone(), words)
                })
                .collect();
            all.sort_by_key(|(record, ..)| record.name());
            all
        };
        assert_eq!(shown(fresh.network()), shown(desk.network()), "{name}");
        // And from there, the same once more.
        let again = planned(fresh.network(), name, &text);
        assert!(again.report.changes_nothing(), "{name}: {:#?}", again.report);
    }
}

#[test]
fn a_decision_made_here_outlives_what_was_saved_before_it() {
    let mut desk = desk();
    let all = files(desk.network());
    let (mira, tom) = (desk.person("Mira Halvorsen").id, desk.person("Tom Vik").id);
    desk.act(Act::Remove(vec![mira]));
    desk.act(Act::PutBack(vec![tom]));
    desk.act(Act::Note { person: mira, text: "changed my mind".into() });
    for (name, text) in all {
        let plan = planned(desk.network(), name, &text);
        assert!(plan.report.changes_nothing(), "{name}: {:#?}", plan.report);
        let mut after = Desk { ledger: desk.ledger.clone(), number: 500 };
        after.act(Act::Import(plan.batch.into()));
        let former = after.network().person(mira).unwrap().former().cloned().unwrap();
        assert!(matches!(former.cause, Cause::Removed(_)) && !former.still_listed, "{name}");
        assert!(after.network().person(tom).unwrap().connection().is_some(), "{name}");
        assert_eq!(after.network().person(mira).unwrap().note(), "changed my mind");
    }
}

#[test]
fn words_of_a_saved_file_reach_one_whom_the_same_drop_shows_to_be_two() {
    let mut desk = Desk::default();
    let first = connections(
        "Mira,Halvorsen,https://www.linkedin.com/in/mira,,,,15 Mar 2024\n\
         Mira,H,,mira@example.org,,,16 Mar 2024\n",
    );
    desk.import(&[("Connections.csv", &first)], Some("2026-06-01"));
    let (one, two) = (desk.person("Mira Halvorsen").id, desk.person("Mira H").id);
    // Elsewhere they are known with a note and a tag.
    let mut elsewhere = Desk { ledger: desk.ledger.clone(), number: 500 };
    elsewhere.act(Act::Note { person: two, text: "met in Oslo".into() });
    elsewhere.act(Act::Tag { people: vec![one], tag: "data".into() });
    let people = || elsewhere.network().people();
    let saved = json::write(people(), today()).unwrap();
    let both = connections(
        "Mira,Halvorsen,https://www.linkedin.com/in/mira,mira@example.org,,,15 Mar 2024\n",
    );
    desk.import(&[("Connections.csv", &both), ("people.json", &saved)], Some("2026-06-10"));
    let network = desk.network();
    assert_eq!(network.now(two), one);
    let mira = network.person(one).unwrap();
    assert_eq!((mira.note(), mira.tags().collect::<Vec<_>>()), ("met in Oslo", vec!["data"]));
}
