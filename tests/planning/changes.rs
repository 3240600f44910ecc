//! What one export shows to have changed, who is who, and what is done on LinkedIn.

use quietly::domain::career::When;
use quietly::domain::changes::{Changes, Perhaps, awaited, imports, still_listed};
use quietly::domain::duplicates::{self, Why};
use quietly::domain::fact::{Act, Named, Refusal};
use quietly::domain::id::{FactId, PersonId};
use quietly::domain::network::Tick;
use quietly::domain::person::{Cause, Edits, Record};
use quietly::domain::stamp::Stamp;
use quietly::domain::todo::{self, Task};

use crate::kit::*;

fn row(n: u32, company: &str) -> String {
    let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"][n as usize % 6];
    let (day, year) = (n % 28 + 1, 2015 + n % 9);
    format!(
        "P{n},Last{n},https://www.linkedin.com/in/p{n},,{company},Editor,{day:02} {month} {year}\n"
    )
}

fn export(people: impl Iterator<Item = u32>, company: impl Fn(u32) -> String) -> String {
    connections(&people.map(|n| row(n, &company(n))).collect::<String>())
}

impl Desk {
    fn newest(&self) -> FactId {
        imports(&self.ledger)[0]
    }

    fn changes(&self) -> Changes {
        Changes::of(&self.ledger, self.newest()).expect("the newest import")
    }

    fn names(&self, people: &[PersonId]) -> Vec<String> {
        let name = |id: &PersonId| self.network().person(*id).unwrap().record.name();
        let mut names: Vec<String> = people.iter().map(name).collect();
        names.sort();
        names
    }

    fn remove(&mut self, name: &str) {
        let id = self.person(name).id;
        self.act(Act::Remove(vec![id]));
    }

    /// Tasks that are open, and those that are done, with how.
    fn todo(&self) -> (Vec<Task>, Vec<(Task, Tick)>) {
        let (mut open, mut done) = (Vec::new(), Vec::new());
        for todo in todo::list(self.network()) {
            match todo.done {
                None => open.push(todo.task),
                Some(tick) => done.push((todo.task, tick)),
            }
        }
        (open, done)
    }
}

#[test]
fn forty_left_twenty_five_joined_sixty_changed_jobs() {
    let mut desk = Desk::default();
    let old = export(0..400, |n| format!("Company {n}"));
    desk.import(&[("Connections.csv", &old)], Some("2026-01-10"));
    let first = desk.changes();
    assert_eq!((first.new.len(), first.gone.len(), first.perhaps.len()), (400, 0, 0));

    let company = |n: u32| {
        if (100..160).contains(&n) { format!("Elsewhere {n}") } else { format!("Company {n}") }
    };
    let new = export((40..400).chain(400..425), company);
    let report = desk.import(&[("Connections.csv", &new)], Some("2026-03-10"));
    assert_eq!(report.not_in_export, 40);
    let changes = desk.changes();
    assert_eq!((changes.gone.len(), changes.new.len(), changes.jobs.len()), (40, 25, 60));
    assert_eq!((changes.addresses.len(), changes.names.len(), changes.perhaps.len()), (0, 0, 0));
    let moved = &changes.jobs[0];
    assert_eq!(moved.before.company.replace("Company", "Elsewhere"), moved.after.company);
    // They stay, and say so.
    assert_eq!(desk.network().connections().len(), 425);
    let missing = |id: &PersonId| desk.network().person(*id).unwrap().connection().unwrap().missing;
    assert!(changes.gone.iter().all(missing));

    // Whom the export does not show, nobody has to remove there.
    let mut trial = Desk { ledger: desk.ledger.clone(), number: 50 };
    trial.act(Act::Remove(changes.gone.clone()));
    assert_eq!(trial.todo(), (vec![], vec![]));

    // The same once more: nobody has changed, and nobody is gone again.
    desk.import(&[("Connections.csv", &new)], Some("2026-04-10"));
    assert_eq!(desk.changes(), Changes::default());

    // All are back.
    desk.import(&[("Connections.csv", &old)], Some("2026-05-10"));
    let changes = desk.changes();
    assert_eq!((changes.again.len(), changes.gone.len(), changes.new.len()), (40, 25, 0));
}

#[test]
fn who_left_is_told_apart_from_who_was_removed_and_who_has_not_arrived() {
    let mut desk = Desk::default();
    let old = export(0..4, |_| "A".into());
    desk.import(&[("Connections.csv", &old)], Some("2026-01-10"));
    desk.remove("P0 Last0");
    let record = Record { first_name: "Ida".into(), ..Record::default() };
    let person = Named { id: PersonId::of(&["hand", "ida"]), record: record.into() };
    desk.act(Act::Connect { person, since: Stamp::Unknown });
    // P0, removed here, and P1 are not in it; Ida, connected here, is not either.
    let new = export(2..4, |_| "A".into());
    desk.import(&[("Connections.csv", &new)], Some("2026-06-20"));
    let changes = desk.changes();
    assert_eq!(desk.names(&changes.gone), ["P1 Last1"]);
    assert_eq!(desk.names(&changes.removed), ["P0 Last0"]);
    assert_eq!(desk.names(&awaited(desk.network())), ["Ida"]);
    assert_eq!(still_listed(desk.network()), []);
}

#[test]
fn an_undone_import_tells_nothing_and_its_undo_brings_the_missing_back() {
    let mut desk = Desk::default();
    let old = export(0..3, |_| "A".into());
    desk.import(&[("Connections.csv", &old)], Some("2026-01-10"));
    let before = desk.network().clone();
    let new = export(1..3, |_| "B".into());
    desk.import(&[("Connections.csv", &new)], Some("2026-03-10"));
    let import = desk.newest();
    let undo = desk.ledger.undo_of(import).unwrap();
    desk.act(undo);
    assert_eq!(desk.network(), &before);
    assert_eq!(Changes::of(&desk.ledger, import), None);
}

#[test]
fn another_address_or_name_is_perhaps_the_same_person_until_the_user_decides() {
    let old = connections(
        "Mira,Halvorsen,https://www.linkedin.com/in/mira,,Fjordline,Head of Data,15 Mar 2024\n\
         Ana,Silva,https://www.linkedin.com/in/ana,,Woodgrove,Editor,04 Jan 2026\n\
         Tom,Vik,https://www.linkedin.com/in/tom,,Tidewater,Nurse,05 Jan 2026\n",
    );
    let new = connections(
        "Mira,Halvorsen,https://www.linkedin.com/in/mira-h,,Fjordline,CTO,15 Mar 2024\n\
         Ana,Costa,https://www.linkedin.com/in/ana-costa,,Woodgrove,Editor,04 Jan 2026\n\
         Tom,Berg,https://www.linkedin.com/in/tom-berg,,Elsewhere,Nurse,06 Jan 2026\n",
    );
    let mut desk = Desk::default();
    desk.import(&[("Connections.csv", &old)], Some("2026-01-10"));
    let was = ["Mira Halvorsen", "Ana Silva"].map(|name| desk.person(name).id);
    desk.act(Act::Note { person: was[0], text: "met in Oslo".into() });
    desk.import(&[("Connections.csv", &new)], Some("2026-03-10"));
    let changes = desk.changes();
    let pairs: Vec<PersonId> = changes.perhaps.iter().map(|pair| pair.gone).collect();
    let mut expected = was.to_vec();
    expected.sort();
    assert_eq!(pairs, expected, "Tom Berg is nobody who was known");
    assert_eq!(desk.names(&changes.gone), ["Tom Vik"]);
    assert_eq!(desk.names(&changes.new), ["Tom Berg"]);

    let pair = |of: PersonId| *changes.perhaps.iter().find(|pair| pair.gone == of).unwrap();
    let Perhaps { gone, new } = pair(was[0]);
    let merge = duplicates::merge(desk.network(), &[gone, new]).unwrap();
    desk.act(merge);
    let mira = desk.person("Mira Halvorsen");
    assert_eq!(mira.note(), "met in Oslo");
    assert_eq!(mira.record.profile.as_ref().unwrap().as_str(), "linkedin.com/in/mira-h");
    assert_eq!(mira.record.position, "CTO");
    assert_eq!(desk.network().person(was[0]), Some(mira), "the old id leads to them");
    let Perhaps { gone, new } = pair(was[1]);
    desk.act(Act::KeepApart(vec![gone, new]));
    let changes = desk.changes();
    assert_eq!(changes.perhaps, []);
    assert_eq!(changes.addresses.len(), 1, "she has moved");
    assert_eq!(changes.jobs.len(), 1);
    assert_eq!(desk.names(&changes.gone), ["Ana Silva", "Tom Vik"]);
    // An export with the old address is hers still.
    let count = desk.network().people().count();
    desk.import(&[("Connections.csv", &old)], Some("2026-01-10"));
    assert_eq!(desk.network().people().count(), count);
}

#[test]
fn sure_keys_make_one_of_two_by_themselves_and_with_one_undo() {
    let by_email = "First Name,Last Name,Email Address,Company,Position,Connected On\n\
                    Mira,Halvorsen,mira@example.org,Fjordline,Head of Data,15 Mar 2019\n";
    let by_address = connections("Mira,Strand,https://www.linkedin.com/in/mira,,,,15 Mar 2024\n");
    let both = connections(
        "Mira,Strand,https://www.linkedin.com/in/mira,mira@example.org,,,15 Mar 2024\n",
    );
    let mut desk = Desk::default();
    desk.import(&[("Connections.csv", by_email)], Some("2026-01-10"));
    let old = desk.person("Mira Halvorsen").id;
    desk.act(Act::Note { person: old, text: "met in Oslo".into() });
    desk.act(Act::Tag { people: vec![old], tag: "data".into() });
    desk.import(&[("Connections.csv", &by_address)], Some("2026-02-10"));
    let new = desk.person("Mira Strand").id;
    desk.act(Act::Note { person: new, text: "new name".into() });
    assert_eq!(desk.network().people().count(), 2);
    let before = desk.network().clone();

    let report = desk.import(&[("Connections.csv", &both)], Some("2026-03-10"));
    assert_eq!((report.merged_people, report.added_people), (1, 0));
    let mira = desk.person("Mira Strand");
    assert_eq!(mira.note(), "new name\n\nmet in Oslo");
    assert!(mira.has_tag("data"));
    assert_eq!(
        (mira.record.email.as_str(), mira.record.company.as_str()),
        ("mira@example.org", "Fjordline")
    );
    assert_eq!(mira.connection().unwrap().since, Stamp::Day("2019-03-15".parse().unwrap()));
    assert_eq!(desk.network().people().count(), 1);

    let undo = desk.ledger.undo_of(desk.newest()).unwrap();
    desk.act(undo);
    assert_eq!(desk.network(), &before);

    // Who says that they are two is believed.
    desk.act(Act::KeepApart(vec![old, new]));
    let report = desk.import(&[("Connections.csv", &both)], Some("2026-03-10"));
    assert_eq!(report.merged_people, 0);
    assert_eq!(desk.network().people().count(), 2);
}

#[test]
fn names_only_suggest_and_what_is_not_the_same_is_not_suggested_again() {
    let people = connections(
        "Ana,Silva,https://www.linkedin.com/in/ana,,Woodgrove,Editor,04 Jan 2026\n\
         Ana,Silva,https://www.linkedin.com/in/ana-2,,Tidewater,Nurse,05 Jan 2026\n\
         ana,SILVA,,,,,06 Jan 2026\n\
         Wei,Zhang,https://www.linkedin.com/in/wei,,,,07 Jan 2026\n\
         Wei,Zhang,https://www.linkedin.com/in/wei-2,,,,08 Jan 2026\n\
         Mira,Strand,https://www.linkedin.com/in/mira,,,,09 Jan 2026\n",
    );
    let mut desk = Desk::default();
    desk.import(&[("Connections.csv", &people)], None);
    let twins = duplicates::twins(desk.network());
    let why: Vec<(Why, usize)> = twins.iter().map(|it| (it.why, it.people.len())).collect();
    assert_eq!(why, [(Why::NameOnly, 3), (Why::NameOnly, 2)]);
    desk.act(Act::KeepApart(twins[1].people.clone()));
    let left = duplicates::twins(desk.network());
    assert_eq!(left, twins[..1]);
    // Of three, two become one; the third is still to be decided on.
    let merge = duplicates::merge(desk.network(), &left[0].people[..2]).unwrap();
    desk.act(merge);
    assert_eq!(duplicates::twins(desk.network())[0].people.len(), 2);
    assert_eq!(desk.network().connections().len(), 5);
}

#[test]
fn what_the_user_knows_better_outlives_every_import() {
    let export = |company: &str| {
        connections(&format!(
            "Mira,Halvorsen,https://www.linkedin.com/in/mira,,{company},Editor,15 Mar 2024\n"
        ))
    };
    let mut desk = Desk::default();
    desk.import(&[("Connections.csv", &export("Fjordline"))], Some("2026-01-10"));
    let mira = desk.person("Mira Halvorsen").id;
    let told = desk.network().person(mira).unwrap().told().clone();
    let wanted = Record {
        company: "Woodgrove".into(),
        email: "mira@example.org".into(),
        position: String::new(),
        ..Record::clone(&told)
    };
    let edits = Edits::between(&told, &wanted);
    desk.act(Act::Edit { person: mira, edits: Box::new(edits.clone()) });
    assert_eq!(*desk.network().person(mira).unwrap().record, wanted);
    let report = desk.import(&[("Connections.csv", &export("Tidewater"))], Some("2026-03-10"));
    assert_eq!(report.changed_people.len(), 1);
    let person = desk.network().person(mira).unwrap();
    assert_eq!(*person.record, wanted, "shown as the user knows it");
    assert_eq!(person.told().company, "Tidewater", "and told as the export says");
    assert_eq!(person.edits(), Some(&edits));
    // A row that carries the address that the user knows is theirs.
    let row = "First Name,Last Name,Email Address,Company,Position,Connected On\n\
               Mira,Strand,mira@example.org,,,15 Mar 2024\n";
    desk.import(&[("Connections.csv", row)], Some("2026-04-10"));
    assert_eq!(desk.network().people().count(), 1);
    desk.act(Act::Edit { person: mira, edits: Box::default() });
    assert_eq!(desk.network().person(mira).unwrap().record.company, "Tidewater");
}

#[test]
fn the_next_export_ticks_off_what_it_shows_to_be_done() {
    let people = export(0..3, |_| "A".into());
    let sent = |rows: &[u32]| {
        let row = |n: &u32| {
            format!(
                "Me Myself,Q{n} Q,\"5/{n}/26, 9:05 AM\",,OUTGOING,https://www.linkedin.com/in/me,\
                 https://www.linkedin.com/in/q{n}\n"
            )
        };
        invitations(&rows.iter().map(row).collect::<String>())
    };
    let mut desk = Desk::default();
    let first = [("Connections.csv", people.as_str()), ("Invitations.csv", &sent(&[1, 2]))];
    desk.import(&first, Some("2026-06-01"));
    let removed = desk.person("P0 Last0").id;
    desk.act(Act::Remove(vec![removed]));
    let withdrawn = ["Q1 Q", "Q2 Q"].map(|name| desk.invitation(name).id);
    desk.act(Act::Withdraw(withdrawn.to_vec()));
    let remove = Task::Remove(removed);
    let withdraw = withdrawn.map(Task::Withdraw);
    let (open, done) = desk.todo();
    assert_eq!((open.len(), done.len()), (3, 0));
    assert!(open.contains(&remove) && open.contains(&withdraw[0]));

    // An export from before that tells nothing of it.
    desk.import(&first, Some("2026-06-10"));
    assert_eq!(desk.todo().0.len(), 3);
    // By hand, and back.
    desk.act(Act::Tick(vec![withdraw[1]]));
    assert_eq!(desk.todo().1, [(withdraw[1], Tick::ByHand)]);
    let by = quietly::domain::ledger::Author {
        tab: quietly::domain::id::TabId(7),
        number: 99,
        at: NOW.parse().unwrap(),
    };
    let again = desk.ledger.decide(Act::Tick(vec![withdraw[1]]), by);
    assert_eq!(again.unwrap_err(), Refusal::Unchanged);
    desk.act(Act::Untick(vec![withdraw[1]]));
    assert_eq!(desk.todo().0.len(), 3);

    // One that shows neither the connection nor the first invitation.
    let later = export(1..3, |_| "A".into());
    let last = [("Connections.csv", later.as_str()), ("Invitations.csv", &sent(&[2]))];
    desk.import(&last, Some("2026-06-20"));
    let (open, mut done) = desk.todo();
    assert_eq!(open, [withdraw[1]]);
    done.sort_by_key(|(task, _)| *task);
    assert_eq!(done, [(remove, Tick::ByExport), (withdraw[0], Tick::ByExport)]);
    // Put back and removed anew, it is to be done anew.
    desk.act(Act::PutBack(vec![removed]));
    assert!(!desk.todo().1.iter().any(|(task, _)| *task == remove));
    desk.act(Act::Remove(vec![removed]));
    assert!(desk.todo().0.contains(&remove));
}

#[test]
fn an_acceptance_is_done_once_an_export_shows_the_connection() {
    let received = invitations(
        "Tomas Brekke,Me Myself,\"5/15/26, 9:05 AM\",,INCOMING,https://www.linkedin.com/in/tomas,\
         https://www.linkedin.com/in/me\n",
    );
    let mut desk = Desk::default();
    desk.import(&[("Invitations.csv", &received)], Some("2026-06-01"));
    let id = desk.invitation("Tomas Brekke").id;
    desk.act(Act::Accept(vec![id]));
    assert_eq!(desk.todo().0, [Task::Accept(id)]);
    let person = desk.person("Tomas Brekke").id;
    assert_eq!(awaited(desk.network()), [person]);
    let listed = connections("Tomas,Brekke,https://www.linkedin.com/in/tomas,,,,20 Jun 2026\n");
    desk.import(&[("Connections.csv", &listed)], Some("2026-06-20"));
    assert_eq!(desk.todo(), (vec![], vec![(Task::Accept(id), Tick::ByExport)]));
    assert_eq!(desk.changes().arrived, [person]);
}

#[test]
fn both_addresses_lead_to_one_who_was_two_and_what_was_said_of_either_stays() {
    // Known by their row first, and by an address later.
    let old = "First Name,Last Name,Email Address,Company,Position,Connected On\n\
               Mira,Halvorsen,,Fjordline,Editor,15 Mar 2019\n";
    let one = connections(
        "Mira,Halvorsen,https://www.linkedin.com/in/mira-2,,Woodgrove,CTO,15 Mar 2019\n\
         Mira,Strand,https://www.linkedin.com/in/mira-1,,Tidewater,CEO,01 Feb 2020\n\
         Mira,Other,https://www.linkedin.com/in/other,,,,01 Feb 2021\n",
    );
    let mut desk = Desk::default();
    desk.import(&[("Connections.csv", old)], Some("2020-01-10"));
    desk.import(&[("Connections.csv", &one)], Some("2026-01-10"));
    let [halvorsen, strand, other] =
        ["Mira Halvorsen", "Mira Strand", "Mira Other"].map(|name| desk.person(name).id);
    desk.act(Act::KeepApart(vec![halvorsen, other]));
    desk.act(Act::Merge { into: strand, from: vec![halvorsen] });
    assert!(desk.network().apart_by(strand, other).is_some(), "nor is she the other one");
    let jobs: Vec<String> = quietly::domain::career::jobs(&desk.ledger, strand)
        .into_iter()
        .map(|job| job.company)
        .collect();
    assert!(jobs.contains(&"Fjordline".into()) && jobs.contains(&"Tidewater".into()), "{jobs:?}");
    let report = desk.import(&[("Connections.csv", &one)], Some("2026-02-10"));
    assert_eq!(report.added_people, 0);
    assert_eq!(desk.network().connections().len(), 2);
}

#[test]
fn of_two_who_were_connections_the_removal_counts() {
    let people = connections(
        "Mira,Halvorsen,https://www.linkedin.com/in/mira,,,,15 Mar 2019\n\
         Ana,Silva,https://www.linkedin.com/in/ana,,,,15 Mar 2024\n",
    );
    let newer = connections("Tom,Vik,https://www.linkedin.com/in/tom,,,,15 Mar 2024\n");
    let mut desk = Desk::default();
    desk.import(&[("Connections.csv", &newer)], Some("2026-02-10"));
    // An older export: they are former connections, of whom nothing else is known.
    desk.import(&[("Connections.csv", &people)], Some("2025-02-10"));
    let (mira, ana) = (desk.person("Mira Halvorsen").id, desk.person("Ana Silva").id);
    desk.act(Act::PutBack(vec![ana]));
    desk.act(Act::Remove(vec![ana]));
    desk.act(Act::Merge { into: mira, from: vec![ana] });
    let former = desk.network().person(mira).unwrap().former().unwrap();
    assert!(matches!(former.cause, Cause::Removed(_)));
    desk.import(&[("Connections.csv", &people)], Some("2026-03-10"));
    assert!(desk.network().person(mira).unwrap().former().unwrap().still_listed);
}

/// Where somebody worked and when, the last job first.
fn career(desk: &Desk, name: &str) -> Vec<(String, When)> {
    let jobs = quietly::domain::career::jobs(&desk.ledger, desk.person(name).id);
    jobs.into_iter().map(|job| (job.company, job.when)).collect()
}

#[test]
fn older_exports_read_later_tell_where_people_worked() {
    let of = |company: &str| {
        let row = format!("Mira,H,https://www.linkedin.com/in/mira,,{company},CTO,15 Mar 2014\n");
        connections(&row)
    };
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    let mut desk = Desk::default();
    desk.import(&[("Connections.csv", &of("Woodgrove"))], Some("2026-01-10"));
    assert_eq!(career(&desk, "Mira H"), [("Woodgrove".into(), When::Since(day("2026-01-10")))]);
    // Another job in the past: it is told, and changes nothing that is known.
    let report = desk.import(&[("Connections.csv", &of("Fjordline"))], Some("2020-01-10"));
    assert_eq!((report.past_jobs, report.changed_people.len()), (1, 0));
    assert!(!report.changes_nothing());
    let both = [
        ("Woodgrove".to_owned(), When::Since(day("2026-01-10"))),
        ("Fjordline".to_owned(), When::Until(day("2026-01-10"))),
    ];
    assert_eq!(career(&desk, "Mira H"), both);
    // The job that is known, in an older export: they have it since then.
    let report = desk.import(&[("Connections.csv", &of("Woodgrove"))], Some("2024-01-10"));
    assert_eq!(report.past_jobs, 0);
    let both = [
        ("Woodgrove".to_owned(), When::Since(day("2024-01-10"))),
        ("Fjordline".to_owned(), When::Until(day("2024-01-10"))),
    ];
    assert_eq!(career(&desk, "Mira H"), both);
    // One that says nothing of it tells nothing.
    desk.import(&[("Connections.csv", &of(""))], Some("2022-01-10"));
    assert_eq!(career(&desk, "Mira H").first().map(|job| job.1), Some(both[0].1));
    assert_eq!(desk.person("Mira H").record.company, "Woodgrove");
}

#[test]
fn who_stands_in_an_older_export_alone_worked_where_that_says() {
    let newer = connections("Tom,Vik,https://www.linkedin.com/in/tom,,,,15 Mar 2024\n");
    let older = connections(
        "Mira,H,https://www.linkedin.com/in/mira,,Fjordline,CTO,15 Mar 2014\n\
         Tom,Vik,https://www.linkedin.com/in/tom,,Tidewater,,15 Mar 2024\n",
    );
    let mut desk = Desk::default();
    desk.import(&[("Connections.csv", &newer)], Some("2026-01-10"));
    let report = desk.import(&[("Connections.csv", &older)], Some("2020-01-10"));
    assert_eq!(report.past_jobs, 0, "where nothing is known, nothing is told anew");
    let seen = When::Since("2020-01-10".parse().unwrap());
    assert_eq!(career(&desk, "Mira H"), [("Fjordline".into(), seen)]);
    assert_eq!(career(&desk, "Tom Vik"), [("Tidewater".into(), seen)]);
}

#[test]
fn who_was_removed_and_is_there_under_another_address_is_not_taken_for_removed_there() {
    let old = connections(
        "Mira,H,https://www.linkedin.com/in/mira,,Fjordline,CTO,15 Mar 2014\n\
         Tom,Vik,https://www.linkedin.com/in/tom,,,,15 Mar 2024\n",
    );
    let new = connections(
        "Mira,H,https://www.linkedin.com/in/mira-anew,,Woodgrove,CEO,15 Mar 2014\n\
         Tom,Vik,https://www.linkedin.com/in/tom,,,,15 Mar 2024\n",
    );
    let mut desk = Desk::default();
    desk.import(&[("Connections.csv", &old)], Some("2026-01-10"));
    let mira = desk.person("Mira H").id;
    desk.act(Act::Remove(vec![mira]));
    let report = desk.import(&[("Connections.csv", &new)], Some("2026-06-20"));
    assert_eq!((report.added_people, report.unlisted), (1, 0));
    assert_eq!(desk.todo(), (vec![Task::Remove(mira)], vec![]));
    let changes = desk.changes();
    let [pair] = changes.perhaps.as_slice() else { panic!("{changes:?}") };
    assert_eq!((pair.gone, changes.new.as_slice()), (mira, [].as_slice()));
    let before = desk.ledger.clone();

    // The same: the removal counts, and LinkedIn still lists her.
    let same = quietly::domain::duplicates::same(desk.network(), pair.gone, pair.new).unwrap();
    desk.act(same);
    let former = desk.network().person(mira).unwrap().former().unwrap();
    assert!(former.still_listed && matches!(former.cause, Cause::Removed(_)));
    assert_eq!(desk.todo().0, [Task::Remove(mira)]);
    let changes = desk.changes();
    assert_eq!((changes.new.len(), changes.perhaps.len()), (0, 0));
    assert_eq!(changes.addresses.len(), 1, "she has another address");
    let report = desk.import(&[("Connections.csv", &new)], Some("2026-06-20"));
    assert_eq!((report.added_people, report.still_listed), (0, 1));
    // And once that does not stand there any more either, it is done.
    let without = connections("Tom,Vik,https://www.linkedin.com/in/tom,,,,15 Mar 2024\n");
    desk.import(&[("Connections.csv", &without)], Some("2026-06-20"));
    assert_eq!(desk.todo(), (vec![], vec![(Task::Remove(mira), Tick::ByExport)]));

    // Somebody else: then the next export shows her to be gone.
    let mut desk = Desk { ledger: before, number: 500 };
    desk.act(Act::KeepApart(vec![pair.gone, pair.new]));
    let changes = desk.changes();
    assert_eq!((changes.new.as_slice(), changes.perhaps.len()), ([pair.new].as_slice(), 0));
    desk.import(&[("Connections.csv", &new)], Some("2026-06-20"));
    assert_eq!(desk.todo(), (vec![], vec![(Task::Remove(mira), Tick::ByExport)]));
}

#[test]
fn who_was_still_listed_after_the_removal_is_looked_for_under_another_address_too() {
    let at = |address: &str, day: &str| {
        connections(&format!(
            "Mira,H,https://www.linkedin.com/in/{address},,Fjordline,CTO,{day}\n\
             Tom,Vik,https://www.linkedin.com/in/tom,,,,15 Mar 2024\n"
        ))
    };
    let mut desk = Desk::default();
    desk.import(&[("Connections.csv", &at("mira", "15 Mar 2014"))], Some("2026-01-10"));
    let mira = desk.person("Mira H").id;
    desk.act(Act::Remove(vec![mira]));
    let report =
        desk.import(&[("Connections.csv", &at("mira", "15 Mar 2014"))], Some("2026-06-20"));
    assert_eq!(report.still_listed, 1);
    let before = desk.ledger.clone();
    desk.import(&[("Connections.csv", &at("mira-anew", "15 Mar 2014"))], Some("2026-06-20"));
    assert_eq!(desk.changes().perhaps.iter().map(|it| it.gone).collect::<Vec<_>>(), [mira]);
    assert_eq!(desk.todo().0, [Task::Remove(mira)]);
    // Since another day, it is another connection: done, and yet perhaps the same person.
    let mut desk = Desk { ledger: before, number: 500 };
    desk.import(&[("Connections.csv", &at("mira-anew", "01 Jun 2026"))], Some("2026-06-20"));
    assert_eq!(desk.changes().perhaps.iter().map(|it| it.gone).collect::<Vec<_>>(), [mira]);
    assert_eq!(desk.todo().1, [(Task::Remove(mira), Tick::ByExport)]);
}

#[test]
fn a_namesake_who_was_there_all_along_is_not_the_one_who_was_removed() {
    let one = "Mira,H,https://www.linkedin.com/in/mira,,,,15 Mar 2014\n";
    let both =
        connections(&format!("{one}Mira,H,https://www.linkedin.com/in/mira-2,,,,15 Mar 2014\n"));
    let mut desk = Desk::default();
    desk.import(&[("Connections.csv", &both)], Some("2026-01-10"));
    let other = PersonId::of(&["profile", "linkedin.com/in/mira-2"]);
    desk.act(Act::Remove(vec![other]));
    desk.import(&[("Connections.csv", &connections(one))], Some("2026-06-20"));
    assert_eq!(desk.todo(), (vec![], vec![(Task::Remove(other), Tick::ByExport)]));
}

#[test]
fn who_is_missing_is_there_again_only_where_an_export_lists_them() {
    let people = connections(
        "Mira,H,https://www.linkedin.com/in/mira,,,,15 Mar 2014\n\
         Tom,Vik,https://www.linkedin.com/in/tom,,,,15 Mar 2024\n",
    );
    let later = connections("Tom,Vik,https://www.linkedin.com/in/tom,,,,15 Mar 2024\n");
    let invited = invitations(
        "Mira H,Me Myself,\"3/1/14, 9:05 AM\",,INCOMING,https://www.linkedin.com/in/mira,\
         https://www.linkedin.com/in/me\n",
    );
    let mut desk = Desk::default();
    desk.import(&[("Connections.csv", &people)], Some("2026-01-10"));
    let files = [("Connections.csv", later.as_str()), ("Invitations.csv", invited.as_str())];
    let report = desk.import(&files, Some("2026-02-10"));
    assert_eq!((report.not_in_export, report.returned_people), (1, 0));
    let report = desk.import(&files, Some("2026-03-10"));
    assert_eq!(report.returned_people, 0);
    assert!(report.changes_nothing(), "{report:?}");
    // Removed while she is missing: there is nothing to be told of her any more.
    let mira = desk.person("Mira H").id;
    desk.act(Act::Remove(vec![mira]));
    let report = desk.import(&files, Some("2026-06-20"));
    assert_eq!(report.unlisted, 0);
    assert!(report.changes_nothing(), "{report:?}");
    // Shown again, and put back: she is not missing.
    desk.import(&[("Connections.csv", &people)], Some("2026-06-20"));
    desk.act(Act::PutBack(vec![mira]));
    let connection = desk.network().person(mira).unwrap().connection().unwrap();
    assert!(connection.listed && !connection.missing);
}

#[test]
fn one_whom_the_import_itself_finds_to_be_a_connection_is_not_new() {
    let old = format!("{MID_HEAD}Mira,H,mira@example.org,,,15 Mar 2014\n");
    let invited = invitations(
        "Mira H,Me Myself,\"3/1/14, 9:05 AM\",,INCOMING,https://www.linkedin.com/in/mira,\
         https://www.linkedin.com/in/me\n",
    );
    let both =
        connections("Mira,H,https://www.linkedin.com/in/mira,mira@example.org,,,15 Mar 2014\n");
    let mut desk = Desk::default();
    desk.import(&[("Connections.csv", &old), ("Invitations.csv", &invited)], Some("2026-01-10"));
    let report = desk.import(&[("Connections.csv", &both)], Some("2026-02-10"));
    assert_eq!((report.merged_people, desk.network().connections().len()), (1, 1));
    assert_eq!(desk.changes().new, []);
}

#[test]
fn two_of_one_address_for_mail_and_profiles_of_their_own_are_two() {
    let both = connections(
        "Ana,S,https://www.linkedin.com/in/ana,office@example.org,,,15 Mar 2014\n\
         Tom,V,https://www.linkedin.com/in/tom,office@example.org,,,16 Mar 2014\n",
    );
    let mut desk = Desk::default();
    let report = desk.import(&[("Connections.csv", &both)], Some("2026-01-10"));
    assert_eq!((report.people, report.repeated), (2, 0));
    let report = desk.import(&[("Connections.csv", &both)], Some("2026-02-10"));
    assert!(report.changes_nothing(), "{report:?}");
}

#[test]
fn an_older_export_tells_its_jobs_once() {
    let of = |company: &str| {
        connections(&format!(
            "Mira,H,https://www.linkedin.com/in/mira,,{company},CTO,15 Mar 2014\n"
        ))
    };
    let mut desk = Desk::default();
    desk.import(&[("Connections.csv", &of("Woodgrove"))], Some("2026-01-10"));
    desk.import(&[("Connections.csv", &of("Fjordline"))], Some("2020-01-10"));
    let before = career(&desk, "Mira H");
    let report = desk.import(&[("Connections.csv", &of("Fjordline"))], Some("2020-01-10"));
    assert!(report.changes_nothing(), "{report:?}");
    assert_eq!(career(&desk, "Mira H"), before);
}

#[test]
fn who_is_compared_is_known_here_by_their_sure_keys() {
    let old = format!("{MID_HEAD}Mira,H,mira@example.org,,,15 Mar 2014\n");
    let new = connections(
        "Mira,H,https://www.linkedin.com/in/mira,mira@example.org,,,15 Mar 2014\n\
         Tom,Vik,https://www.linkedin.com/in/tom,,,,15 Mar 2024\n",
    );
    let (mut here, mut there) = (Desk::default(), Desk::default());
    here.import(&[("Connections.csv", &old)], Some("2026-01-10"));
    there.import(&[("Connections.csv", &new)], Some("2026-01-10"));
    let same = duplicates::same_elsewhere(there.network(), here.network());
    let mira = there.person("Mira H").id;
    assert_eq!(same.into_iter().collect::<Vec<_>>(), [(mira, here.person("Mira H").id)]);
}
