//! A network, and somebody who imports files and acts in it.

use chrono::NaiveDate;
use pollster::block_on;
use quietly::domain::fact::Act;
use quietly::domain::id::TabId;
use quietly::domain::ledger::{Author, Ledger};
use quietly::domain::network::Network;
use quietly::import::{Export, InputFile, NoPace, Options, Report, plan, read};

pub const NOW: &str = "2026-06-20T10:00:00+02:00";

/// A network, and somebody who imports files and acts in it.
#[derive(Default)]
pub struct Desk {
    pub ledger: Ledger,
    pub number: u32,
}

impl Desk {
    pub fn act(&mut self, act: Act) {
        let by = Author { tab: TabId(7), number: self.number, at: NOW.parse().unwrap() };
        let fact = self.ledger.decide(act, by).unwrap();
        self.number += 1;
        self.ledger.record(fact);
        assert_eq!(self.network().violations(), Vec::<String>::new());
    }

    pub fn network(&self) -> &Network {
        self.ledger.network()
    }

    pub fn report(&self, files: &[(&str, &str)], made_on: Option<&str>) -> (Report, Act) {
        let (export, options) = reading(files, made_on);
        let plan = plan(self.network(), &export, &options);
        (plan.report, Act::Import(plan.batch.into()))
    }

    pub fn import(&mut self, files: &[(&str, &str)], made_on: Option<&str>) -> Report {
        let (report, act) = self.report(files, made_on);
        self.act(act);
        report
    }

    /// Connections: name, company, position, and since when.
    pub fn connections(&self) -> Vec<String> {
        let people = self.network().connections().into_iter();
        let mut shown: Vec<String> = people
            .map(|person| {
                let record = &person.record;
                let since = person.connection().and_then(|it| it.since.day());
                let since = since.map(|day| day.to_string()).unwrap_or_default();
                format!("{}|{}|{}|{since}", record.name(), record.company, record.position)
            })
            .collect();
        shown.sort();
        shown
    }

    pub fn person(&self, name: &str) -> &quietly::domain::person::Person {
        let mut found = self.network().people().filter(|it| it.record.name() == name);
        let person = found.next().unwrap_or_else(|| panic!("nobody is called {name}"));
        assert!(found.next().is_none(), "two are called {name}");
        person
    }

    pub fn invitation(&self, name: &str) -> &quietly::domain::invitation::Invitation {
        let person = self.person(name).id;
        let mut found = self.network().invitations_of(person);
        let invitation = found.next().unwrap_or_else(|| panic!("no invitation with {name}"));
        assert!(found.next().is_none(), "two invitations with {name}");
        invitation
    }
}

pub const NEW_HEAD: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
pub const MID_HEAD: &str = "First Name,Last Name,Email Address,Company,Position,Connected On\n";
pub const INVITED: &str = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n";

pub fn connections(rows: &str) -> String {
    format!("{NEW_HEAD}{rows}")
}

pub fn invitations(rows: &str) -> String {
    format!("{INVITED}{rows}")
}

/// What files say, and with what choices they are imported.
pub fn reading(files: &[(&str, &str)], made_on: Option<&str>) -> (Export, Options) {
    let input = files.iter().map(|(path, text)| InputFile {
        path: (*path).to_owned(),
        bytes: text.as_bytes().to_vec(),
    });
    let today: NaiveDate = "2026-06-20".parse().unwrap();
    let export = block_on(read(input.collect(), today, &NoPace)).unwrap();
    let told = export.made_on.map(|told| told.day);
    let options = Options {
        label: "export".into(),
        made_on: made_on.map(|day| day.parse().unwrap()).or(told),
        today,
        old_into_archive: false,
    };
    (export, options)
}
