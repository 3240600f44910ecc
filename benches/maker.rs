//! Makes an export such as LinkedIn sends, of any size, always the same for one seed: as
//! many different names, companies and titles as in a real one, since it is on these that
//! sizes depend.

use chrono::{Days, Months, NaiveDate};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// Names of companies of which the frequent ones are drawn far more often than the rare.
const COMPANIES: usize = 13_000;
/// Likewise titles.
const POSITIONS: usize = 9_000;
const FIRST_NAMES: usize = 2_500;
const LAST_NAMES: usize = 16_000;

const OWNER: &str = "Ida Vik";
const OWNER_URL: &str = "https://www.linkedin.com/in/ida-vik";

const NOTES: &str = "Notes:\n\"When exporting your connection data, you may notice that some of \
                     the email addresses are missing. You will only see email addresses for \
                     connections who have allowed their connections to see or download their \
                     email address using this setting \
                     https://www.linkedin.com/psettings/privacy/email.\"\n\n";

/// What to make.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// How many connections.
    pub connections: usize,
    /// How many invitations, of all kinds.
    pub invitations: usize,
    /// How many more that strangers have sent, and that wait.
    pub waiting: usize,
    /// The same network some months later: a few have come, gone, and changed their work.
    pub is_later: bool,
}

/// What was made.
pub struct Made {
    /// `Connections.csv`.
    pub connections: String,
    /// `Invitations.csv`.
    pub invitations: String,
    /// The rows of `Connections.csv` as JSON: an array of objects with all seven fields.
    pub rows: String,
}

/// Numbers that are the same for each seed (mulberry32).
pub struct Chance(pub u32);

impl Chance {
    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_add(0x6d2b_79f5);
        let mut t = (self.0 ^ (self.0 >> 15)).wrapping_mul(1 | self.0);
        t ^= t.wrapping_add((t ^ (t >> 7)).wrapping_mul(61 | t));
        t ^ (t >> 14)
    }

    /// From 0 to below 1.
    fn part(&mut self) -> f64 {
        f64::from(self.next()) / (f64::from(u32::MAX) + 1.0)
    }

    /// From 0 to below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.part() * end as f64) as usize
    }

    fn is(&mut self, part: f64) -> bool {
        self.part() < part
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// Draws by rank, the frequency falling with `rank.powf(-slope)`.
    fn ranked<'a>(&mut self, from: &'a [String], slope: f64) -> &'a str {
        // The inverse of the integral of the frequencies, which is near enough.
        let rest = 1.0 - slope;
        let end = (from.len() as f64 + 1.0).powf(rest);
        let rank = (1.0 + self.part() * (end - 1.0)).powf(1.0 / rest);
        &from[(rank as usize - 1).min(from.len() - 1)]
    }
}

#[derive(Clone)]
struct Person {
    first: String,
    last: String,
    url: String,
    email: String,
    company: String,
    position: String,
    since: NaiveDate,
}

struct Words {
    first: Vec<String>,
    last: Vec<String>,
    companies: Vec<String>,
    positions: Vec<String>,
}

/// Makes an export.
pub fn make(wanted: Wanted) -> Made {
    let mut chance = Chance(7);
    let words = Words::new(&mut chance);
    let start = NaiveDate::from_ymd_opt(2006, 1, 1).unwrap_or_default();
    let days = 20 * 365;
    let mut people: Vec<Person> = (0..wanted.connections)
        .map(|_| {
            // More in later years than in earlier ones.
            let since = start + Days::new((chance.part().sqrt() * f64::from(days)) as u64);
            words.person(&mut chance, since)
        })
        .collect();
    let end = start + Days::new(u64::from(days as u32));
    let mut sent: Vec<[String; 7]> =
        (0..wanted.invitations).map(|_| words.invitation(&mut chance, &people, end)).collect();
    sent.extend((0..wanted.waiting).map(|_| words.waiting(&mut chance, end)));
    if wanted.is_later {
        people.retain(|_| !chance.is(0.005));
        for person in &mut people {
            if chance.is(0.02) {
                person.company = chance.ranked(&words.companies, SLOPE).to_owned();
                person.position = chance.ranked(&words.positions, SLOPE).to_owned();
            }
        }
        for _ in 0..wanted.connections / 100 {
            let since = end + Days::new(chance.below(90) as u64);
            people.push(words.person(&mut chance, since));
        }
        for _ in 0..wanted.invitations / 40 {
            sent.push(words.invitation(&mut chance, &people, end + Days::new(90)));
        }
    }
    // As LinkedIn writes them: the newest first.
    people.sort_by_key(|person| std::cmp::Reverse(person.since));
    Made {
        connections: connections_csv(&people),
        invitations: invitations_csv(&sent),
        rows: rows_json(&people),
    }
}

/// With this, of 30,000 connections some 8,000 companies are different ones, and some
/// 6,000 titles.
const SLOPE: f64 = 0.75;

impl Words {
    fn new(chance: &mut Chance) -> Words {
        let first = distinct(FIRST_NAMES, chance, |chance| {
            if chance.is(0.1) { (*chance.pick(&FIRST)).to_owned() } else { name(chance, 2) }
        });
        let last = distinct(LAST_NAMES, chance, |chance| {
            let parts = 2 + chance.below(2);
            let name = name(chance, parts);
            match chance.below(25) {
                0 => format!("{name}, PhD"),
                1 => format!("van {name}"),
                2 => format!("O'{name}"),
                _ => name,
            }
        });
        let companies = distinct(COMPANIES, chance, |chance| {
            let parts = 2 + chance.below(2);
            let name = name(chance, parts);
            format!("{name}{}", chance.pick(&COMPANY))
        });
        let positions = distinct(POSITIONS, chance, |chance| {
            let (rank, field, role) =
                (*chance.pick(&RANK), *chance.pick(&FIELD), *chance.pick(&ROLE));
            let title = format!("{rank}{field} {role}");
            if chance.is(0.3) { format!("{title}{}", chance.pick(&WHERE)) } else { title }
        });
        Words { first, last, companies, positions }
    }

    fn person(&self, chance: &mut Chance, since: NaiveDate) -> Person {
        let first = chance.ranked(&self.first, SLOPE).to_owned();
        let last = chance.ranked(&self.last, SLOPE).to_owned();
        let plain = |text: &str| -> String {
            let kept = text.to_lowercase().replace(' ', "-");
            kept.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect()
        };
        let number = u64::from(chance.next()) << 4 | chance.below(16) as u64;
        let slug = format!("{}-{}-{number:09x}", plain(&first), plain(&last));
        let slug = utf8_percent_encode(&slug, NON_ALPHANUMERIC).to_string().replace("%2D", "-");
        let email = if chance.is(0.03) {
            format!("{}.{}@example.org", plain(&first), plain(&last))
        } else {
            String::new()
        };
        // Some say nothing of their work.
        let works = chance.is(0.95);
        let work = |text: &str| if works { text.to_owned() } else { String::new() };
        let company = work(chance.ranked(&self.companies, SLOPE));
        let position = work(chance.ranked(&self.positions, SLOPE));
        let url = format!("https://www.linkedin.com/in/{slug}");
        Person { first, last, url, email, company, position, since }
    }

    /// The cells of a row of `Invitations.csv`: one in five with a connection, two in three
    /// received, a third with a message.
    fn invitation(&self, chance: &mut Chance, people: &[Person], end: NaiveDate) -> [String; 7] {
        let sent = end - Days::new(chance.below(1_500) as u64);
        let other = match people.get(chance.below(people.len())) {
            Some(known) if chance.is(0.2) => known.clone(),
            _ => self.person(chance, sent),
        };
        let (sent_at, message) = said(chance, sent);
        let is_received = chance.is(2.0 / 3.0);
        row_between(other, sent_at, message, is_received)
    }

    /// One that somebody has sent with whom there is no connection.
    fn waiting(&self, chance: &mut Chance, end: NaiveDate) -> [String; 7] {
        let sent = end - Days::new(chance.below(1_500) as u64);
        let other = self.person(chance, sent);
        let (sent_at, message) = said(chance, sent);
        row_between(other, sent_at, message, true)
    }
}

/// The moment and the message of an invitation; two in three have none.
fn said(chance: &mut Chance, sent: NaiveDate) -> (String, String) {
    let (hour, minute) = (1 + chance.below(12), chance.below(60));
    let half = chance.pick(&["AM", "PM"]);
    let sent_at = format!("{}, {hour}:{minute:02} {half}", sent.format("%-m/%-d/%y"));
    let mut message = String::new();
    if chance.is(1.0 / 3.0) {
        let length = 40 + chance.below(240);
        while message.len() < length {
            message.push_str(chance.pick::<&str>(&MESSAGE));
            message.push(if chance.is(0.05) { '\n' } else { ' ' });
        }
    }
    (sent_at, message.trim_end().to_owned())
}

fn row_between(other: Person, sent_at: String, message: String, is_received: bool) -> [String; 7] {
    let name = format!("{} {}", other.first, other.last);
    let (own, own_url) = (OWNER.to_owned(), OWNER_URL.to_owned());
    if is_received {
        [name, own, sent_at, message, "INCOMING".to_owned(), other.url, own_url]
    } else {
        [own, name, sent_at, message, "OUTGOING".to_owned(), own_url, other.url]
    }
}

/// So many texts, each another one.
fn distinct(
    count: usize,
    chance: &mut Chance,
    mut make: impl FnMut(&mut Chance) -> String,
) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    let mut made = Vec::new();
    while made.len() < count {
        let text = make(chance);
        if seen.insert(text.clone()) {
            made.push(text);
        }
    }
    made
}

fn name(chance: &mut Chance, parts: usize) -> String {
    let text: String = (0..parts).map(|_| *chance.pick(&SYLLABLES)).collect();
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

fn row(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    format!("{}\n", cells.join(","))
}

fn connections_csv(people: &[Person]) -> String {
    let mut csv = NOTES.to_owned();
    csv.push_str("First Name,Last Name,URL,Email Address,Company,Position,Connected On\n");
    for it in people {
        let since = it.since.format("%d %b %Y").to_string();
        let cells = [&it.first, &it.last, &it.url, &it.email, &it.company, &it.position, &since];
        csv.push_str(&row(&cells.map(String::as_str)));
    }
    csv
}

fn invitations_csv(sent: &[[String; 7]]) -> String {
    let mut csv =
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n".to_owned();
    for cells in sent {
        csv.push_str(&row(&cells.each_ref().map(String::as_str)));
    }
    csv
}

fn rows_json(people: &[Person]) -> String {
    let rows = people.iter().map(|it| {
        serde_json::json!({
            "firstName": it.first,
            "lastName": it.last,
            "url": it.url,
            "email": it.email,
            "company": it.company,
            "position": it.position,
            "connectedOn": it.since.format("%d %b %Y").to_string(),
        })
    });
    serde_json::Value::Array(rows.collect()).to_string()
}

/// The name of the archive, as LinkedIn writes its day.
pub fn archive_name(is_later: bool) -> String {
    let day = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap_or_default();
    let day = if is_later { day + Months::new(4) } else { day };
    format!("Basic_LinkedInDataExport_{}.zip", day.format("%m-%d-%Y"))
}

const FIRST: [&str; 12] = [
    "Zoë",
    "Inês",
    "Łukasz",
    "Þóra",
    "Björn",
    "José",
    "Søren",
    "Chloé",
    "Jürgen",
    "Małgorzata",
    "André",
    "François",
];
const SYLLABLES: [&str; 64] = [
    "an", "ar", "bel", "ber", "bo", "bran", "car", "chi", "da", "del", "den", "do", "el", "en",
    "er", "fa", "fer", "gar", "go", "ha", "hal", "hen", "in", "is", "jan", "jo", "ka", "kel", "ki",
    "la", "lan", "le", "li", "lo", "lu", "ma", "mar", "men", "mi", "mo", "na", "nel", "ni", "no",
    "or", "pa", "per", "ra", "ri", "ro", "ru", "sa", "san", "se", "sen", "so", "ta", "ter", "ti",
    "tor", "va", "vi", "wa", "zel",
];
const COMPANY: [&str; 20] = [
    "",
    "",
    "",
    "",
    " Group",
    " Inc.",
    ", Inc.",
    " GmbH",
    " Ltd",
    " AS",
    " Consulting",
    " Technologies",
    " Labs",
    " University",
    " Bank",
    " Health",
    " & Partners",
    " Media",
    " Solutions",
    " International",
];
const RANK: [&str; 14] = [
    "",
    "",
    "",
    "Senior ",
    "Junior ",
    "Lead ",
    "Principal ",
    "Head of ",
    "Director, ",
    "Chief ",
    "Vice President, ",
    "Associate ",
    "Deputy ",
    "Interim ",
];
const FIELD: [&str; 36] = [
    "Software",
    "Data",
    "Product",
    "Marketing",
    "Sales",
    "Finance",
    "People",
    "Operations",
    "Research",
    "Design",
    "Security",
    "Platform",
    "Cloud",
    "Business",
    "Clinical",
    "Legal",
    "Supply Chain",
    "Customer Success",
    "Quality",
    "Content",
    "Brand",
    "Risk",
    "Investment",
    "Energy",
    "Mechanical",
    "Electrical",
    "Network",
    "Machine Learning",
    "Procurement",
    "Policy",
    "Growth",
    "Strategy",
    "Partnerships",
    "Editorial",
    "Learning",
    "Infrastructure",
];
const ROLE: [&str; 16] = [
    "Engineer",
    "Manager",
    "Analyst",
    "Scientist",
    "Consultant",
    "Architect",
    "Designer",
    "Specialist",
    "Officer",
    "Advisor",
    "Coordinator",
    "Developer",
    "Lead",
    "Partner",
    "Recruiter",
    "Assistant",
];
const WHERE: [&str; 12] = [
    " EMEA",
    " – Nordics",
    " (Remote)",
    ", Global",
    " II",
    " III",
    " at Large",
    " | Speaker",
    " & Founder",
    " / Coach",
    " (Contract)",
    ", Europe",
];
const MESSAGE: [&str; 60] = [
    "Hi",
    "Ida,",
    "I",
    "saw",
    "your",
    "talk",
    "about",
    "the",
    "grid",
    "and",
    "would",
    "like",
    "to",
    "connect.",
    "We",
    "met",
    "at",
    "the",
    "conference",
    "in",
    "Oslo",
    "last",
    "week;",
    "thank",
    "you",
    "for",
    "the",
    "conversation",
    "on",
    "hiring.",
    "My",
    "team",
    "is",
    "looking",
    "for",
    "somebody",
    "who",
    "knows",
    "data",
    "platforms",
    "well.",
    "Would",
    "you",
    "have",
    "fifteen",
    "minutes",
    "for",
    "a",
    "call?",
    "Best",
    "regards,",
    "from",
    "Bergen",
    "with",
    "an",
    "offer",
    "that",
    "may",
    "interest",
    "you.",
];
