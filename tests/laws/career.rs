//! Where somebody worked, as the exports showed it.

use quietly::domain::batch::{Batch, Listing, PersonRow, Source};
use quietly::domain::career::{When, jobs};
use quietly::domain::fact::Act;
use quietly::domain::id::FactId;
use quietly::domain::person::Record;
use quietly::domain::stamp::Stamp;

use crate::world::{Player, day, person};

fn import(player: &mut Player, on: u8, company: &str, position: &str) -> FactId {
    let record = Record {
        first_name: "Zoë".into(),
        company: company.into(),
        position: position.into(),
        ..Record::default()
    };
    let row = PersonRow {
        id: person(0),
        record: record.into(),
        listing: Listing::Connection(Stamp::Day(day(0))),
    };
    let source = Source { made_on: Some(day(on)), connections: 1, ..Source::default() };
    let batch = Batch { source, people: vec![row], ..Batch::default() };
    player.act(Act::Import(batch.into())).expect("an import always takes effect")
}

fn told(player: &Player) -> Vec<(String, String, Option<u8>)> {
    let number = |on| (0..60).find(|n| day(*n) == on).expect("a day of this test");
    let jobs = jobs(&player.ledger, person(0)).into_iter();
    let until = |when| match when {
        When::Since(_) => None,
        When::Until(day) => Some(number(day)),
        When::Now | When::Seen(_) => panic!("the history tells all of it"),
    };
    jobs.map(|job| (job.company, job.position, until(job.when))).collect()
}

fn job(company: &str, position: &str, until: Option<u8>) -> (String, String, Option<u8>) {
    (company.into(), position.into(), until)
}

#[test]
fn each_export_that_shows_another_job_ends_the_one_before() {
    let mut player = Player::new(0);
    import(&mut player, 10, "Fjordline", "Head of Data");
    import(&mut player, 20, "Fjordline", "Head of Data");
    let last = import(&mut player, 30, "Woodgrove", "Chief of Staff");
    let both =
        [job("Woodgrove", "Chief of Staff", None), job("Fjordline", "Head of Data", Some(30))];
    assert_eq!(told(&player), both);
    player.undo(last).expect("it can be undone");
    assert_eq!(told(&player), [job("Fjordline", "Head of Data", None)]);
    player.redo(last).expect("it can be done again");
    assert_eq!(told(&player), both);
}

#[test]
fn an_older_export_that_is_read_later_tells_of_the_past() {
    let mut player = Player::new(0);
    import(&mut player, 30, "Woodgrove", "Chief of Staff");
    import(&mut player, 10, "Fjordline", "Head of Data");
    import(&mut player, 20, "", "");
    let both =
        [job("Woodgrove", "Chief of Staff", None), job("Fjordline", "Head of Data", Some(30))];
    assert_eq!(told(&player), both);
}
