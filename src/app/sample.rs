//! A sample network of invented people, to try things with.

use std::sync::Arc;

use chrono::{Days, NaiveDate};

use crate::domain::batch::Batch;
use crate::domain::network::Network;
use crate::domain::person::Record;
use crate::domain::stamp::Stamp;
use crate::import::{
    ConnectionRow, Direction, Export, FileKind, FileRead, InvitationRow, MadeOn, MadeOnSource,
    Options, Owner, plan,
};

/// First name, last name, company, position, connected so many days ago.
const CONNECTIONS: [(&str, &str, &str, &str, u64); 12] = [
    ("Mira", "Halvorsen", "Fjordline Analytics", "Head of Data", 41),
    ("Zoë", "Brandt", "Woodgrove", "Chief of Staff", 96),
    ("Ama", "Owusu", "Northwind Clinics", "Paediatrician", 150),
    ("Ilir", "Krasniqi", "Tidewater Press", "Editor", 230),
    ("Noor", "van Dijk", "Fjordline Analytics", "Data Engineer", 310),
    ("Łukasz", "Wrona", "Lantern Energy", "Grid Planner", 420),
    ("Inês", "Figueiredo", "Oficina Clara", "Architect", 505),
    ("Priya", "Raman", "Harbour Robotics", "Product Lead", 640),
    ("Matthis", "Groß", "Bergkamm AG", "Legal Counsel", 780),
    ("Saoirse", "Ní Dhuill", "Woodgrove", "Recruiter", 905),
    ("Teo", "Marinescu", "Tidewater Press", "Translator", 1200),
    ("Hana", "Sato", "Quiet Garden Studio", "Illustrator", 1510),
];

/// First name, last name, message, sent so many days ago.
const RECEIVED: [(&str, &str, &str, u64); 7] = [
    (
        "Tomas",
        "Brekke",
        "Hi! We sat at the same table at the data meetup in Bergen. I would like to stay in touch.",
        2,
    ),
    ("Greta", "Lindqvist", "", 5),
    (
        "Omar",
        "Benali",
        "I read your article on patient records and have a question or two about consent.",
        12,
    ),
    ("Kofi", "Asante", "We both worked with Ama. She suggested that I write to you.", 33),
    ("Deal", "Hunter", "Boost your revenue by 300 % in one week. Interested?", 61),
    ("Lucía", "Ferrer", "", 240),
    ("Pavel", "Novák", "Long time no see! Do you still sing in the choir?", 530),
];

/// First name, last name, message, sent so many days ago.
const SENT: [(&str, &str, &str, u64); 3] = [
    ("Ama", "Owusu", "Thank you for your talk yesterday.", 152),
    ("Ruth", "Adeyemi", "I would be glad to hear more about your project.", 20),
    ("Bram", "de Wit", "", 330),
];

/// What importing the sample into an empty network takes over.
pub fn batch(label: &str, today: NaiveDate) -> Batch {
    let ago = |days: u64| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let made_on = ago(3);
    let connections =
        CONNECTIONS.iter().map(|&(first_name, last_name, company, position, days)| ConnectionRow {
            file: 0,
            line: 0,
            record: Arc::new(Record {
                first_name: first_name.into(),
                last_name: last_name.into(),
                email: address(first_name, last_name),
                company: company.into(),
                position: position.into(),
                ..Record::default()
            }),
            connected_on: Stamp::Day(ago(days)),
            has_job_columns: true,
        });
    let invitation = |direction| {
        move |&(first_name, last_name, message, days): &(&str, &str, &str, u64)| InvitationRow {
            file: 1,
            line: 0,
            direction,
            name: format!("{first_name} {last_name}"),
            url: String::new(),
            sent_at: Stamp::Day(ago(days)),
            message: message.into(),
        }
    };
    let received = RECEIVED.iter().map(invitation(Direction::Incoming));
    let sent = SENT.iter().map(invitation(Direction::Outgoing));
    let file = |path: &str, kind| FileRead { path: path.into(), kind, rows: 0 };
    let export = Export {
        made_on: Some(MadeOn { day: made_on, source: MadeOnSource::NewestRow }),
        owner: Owner::default(),
        connections: connections.collect(),
        invitations: received.chain(sent).collect(),
        read: vec![
            file("Connections.csv", FileKind::Connections),
            file("Invitations.csv", FileKind::Invitations),
        ],
        ..Export::default()
    };
    let options =
        Options { label: label.to_owned(), made_on: Some(made_on), today, old_into_archive: true };
    let mut batch = plan(&Network::default(), &export, &options).batch;
    // Fresh ones, so that the envelope has something to tell.
    let fresh = Stamp::Day(ago(30));
    for row in &mut batch.invitations {
        row.read = row.sent_at.moment() < fresh.moment();
    }
    batch
}

/// An address that no post is delivered to (RFC 2606): the sample names nobody's page.
fn address(first_name: &str, last_name: &str) -> String {
    let local = format!("{first_name}.{last_name}").to_lowercase().replace(' ', "-");
    format!("{local}@example.org")
}
