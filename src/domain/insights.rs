//! What the network tells as a whole, counted: the pictures are drawn from this.
//!
//! Each count has the list behind it ([`Behind`]), which shows just as many. Deleted invitations
//! have no list, and are not counted. What nobody knows is counted as that: what has no date, no
//! company, no position. Of a sent invitation that is still open no source tells whether it was
//! ignored, or has expired: no answer is known.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::field::Field;
use super::invitation::{Direction, Invitation, Place, State};
use super::listing;
use super::network::Network;
use super::roster;
use super::span::{Period, Span};
use crate::search::fold;

/// How many companies have a bar of their own.
pub const COMPANIES: usize = 15;

/// So many years can stand side by side, empty ones too. Strangers' files may hold any date: of
/// more than that, only those that have something are shown.
const YEARS: usize = 40;

/// How many months can stand side by side before years are shown instead.
const MONTHS: usize = 18;

/// What has become of an invitation, as far as anybody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Accepted.
    Accepted,
    /// Received, and waiting in the inbox.
    Waiting,
    /// Received, and put off until a later day.
    PutOff,
    /// Received, and put away unanswered. It is still open.
    Ignored,
    /// Sent, and no answer is known.
    NoAnswer,
    /// Withdrawn.
    Withdrawn,
}

impl Outcome {
    /// Every outcome, in the order in which they are shown.
    pub const ALL: [Outcome; 6] = [
        Outcome::Accepted,
        Outcome::Waiting,
        Outcome::PutOff,
        Outcome::Ignored,
        Outcome::NoAnswer,
        Outcome::Withdrawn,
    ];
}

/// A part of a bar: what has become of those in it, and where they lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Part {
    /// What has become of them.
    pub outcome: Outcome,
    /// In which list they stand.
    pub place: Place,
}

impl Part {
    /// The part that an invitation belongs to on this day; `None` for one that is deleted.
    pub fn of(invitation: &Invitation, today: NaiveDate) -> Option<Part> {
        let place = invitation.standing.place;
        if place.is_gone() {
            return None;
        }
        let outcome = match (&invitation.standing.state, invitation.direction) {
            (State::Accepted(_), _) => Outcome::Accepted,
            (State::Withdrawn(_), _) => Outcome::Withdrawn,
            (State::Open, Direction::Sent) => Outcome::NoAnswer,
            (State::Open, Direction::Received) if invitation.is_ignored() => Outcome::Ignored,
            (State::Open, Direction::Received) if invitation.is_snoozed(today) => Outcome::PutOff,
            (State::Open, Direction::Received) => Outcome::Waiting,
        };
        Some(Part { outcome, place })
    }

    /// The list of those in it for which this holds as well.
    fn behind(self, direction: Direction, also: listing::Filter) -> Behind {
        let mut filters = BTreeSet::from([also]);
        match self.outcome {
            Outcome::Accepted => filters.insert(listing::Filter::Accepted),
            Outcome::Withdrawn => filters.insert(listing::Filter::Withdrawn),
            Outcome::PutOff => filters.insert(listing::Filter::Snoozed),
            Outcome::Ignored | Outcome::NoAnswer => filters.insert(listing::Filter::Open),
            // Whatever stands in the inbox waits.
            Outcome::Waiting => false,
        };
        // In the other two lists all are of one direction.
        if !matches!(self.place, Place::Inbox | Place::Sent) {
            filters.insert(match direction {
                Direction::Received => listing::Filter::Received,
                Direction::Sent => listing::Filter::Sent,
            });
        }
        Behind::Invitations(self.place, filters)
    }
}

/// The list behind a count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Behind {
    /// Connections for which all this holds.
    Connections(BTreeSet<roster::Filter>),
    /// Invitations of one place for which all this holds.
    Invitations(Place, BTreeSet<listing::Filter>),
}

impl Behind {
    fn connections(filter: roster::Filter) -> Behind {
        Behind::Connections(BTreeSet::from([filter]))
    }

    /// Those who became a connection then.
    pub fn connected(period: Period) -> Behind {
        Behind::connections(roster::Filter::Since(period))
    }

    /// Those at a company, by its folded name; at none where that is empty.
    pub fn company(folded: &Arc<str>) -> Behind {
        Behind::connections(roster::Filter::Company(folded.clone()))
    }

    /// Those in a field.
    pub fn field(field: Field) -> Behind {
        Behind::connections(roster::Filter::Field(field))
    }

    /// A part of the invitations that were sent then.
    pub fn sent(direction: Direction, period: Period, part: Part) -> Behind {
        part.behind(direction, listing::Filter::SentIn(period))
    }

    /// A part of those whose acceptance took so long.
    pub fn took(direction: Direction, span: Span, part: Part) -> Behind {
        part.behind(direction, listing::Filter::Took(span))
    }

    /// A part of the received ones that are so old.
    pub fn aged(span: Span, part: Part) -> Behind {
        part.behind(Direction::Received, listing::Filter::Aged(span))
    }
}

/// How many there are of each part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally<P>(BTreeMap<P, usize>);

impl<P> Default for Tally<P> {
    fn default() -> Tally<P> {
        Tally(BTreeMap::new())
    }
}

impl<P: Ord + Copy> Tally<P> {
    fn add(&mut self, part: P, count: usize) {
        *self.0.entry(part).or_default() += count;
    }

    /// The parts that have any, in their order.
    pub fn parts(&self) -> impl Iterator<Item = (P, usize)> {
        self.0.iter().map(|(part, count)| (*part, *count))
    }

    /// How many there are of all parts together.
    pub fn total(&self) -> usize {
        self.0.values().sum()
    }
}

/// What came about month by month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course<P> {
    months: BTreeMap<(i32, u32), Tally<P>>,
    undated: Tally<P>,
}

impl<P> Default for Course<P> {
    fn default() -> Course<P> {
        Course { months: BTreeMap::new(), undated: Tally::default() }
    }
}

impl<P: Ord + Copy> Course<P> {
    fn add(&mut self, day: Option<NaiveDate>, part: P) {
        let tally = match day {
            Some(day) => self.months.entry((day.year(), day.month())).or_default(),
            None => &mut self.undated,
        };
        tally.add(part, 1);
    }

    /// How many there are, dated or not.
    pub fn total(&self) -> usize {
        self.months.values().chain([&self.undated]).map(Tally::total).sum()
    }

    /// The years in which anything came about, the first one first.
    pub fn years(&self) -> BTreeSet<i32> {
        self.months.keys().map(|(year, _)| *year).collect()
    }

    /// The months of one year, or all there is: by month where these are few, else by year. The
    /// empty ones between others stand there too; what has no date stands last.
    pub fn periods(&self, year: Option<i32>) -> Vec<(Period, Tally<P>)> {
        let month = |(year, month)| {
            let tally = self.months.get(&(year, month)).cloned().unwrap_or_default();
            (Period::Month(year, month), tally)
        };
        if let Some(year) = year {
            return (1..=12).map(|nth| month((year, nth))).collect();
        }
        let ends = self.months.keys().next().zip(self.months.keys().next_back());
        let months: Vec<(i32, u32)> = match ends {
            Some((first, last)) => {
                let all = std::iter::successors(Some(*first), |(year, month)| match month {
                    12.. => Some((year.checked_add(1)?, 1)),
                    _ => Some((*year, month + 1)),
                });
                all.take_while(|month| month <= last).take(MONTHS + 1).collect()
            }
            None => Vec::new(),
        };
        let mut periods: Vec<(Period, Tally<P>)> = if months.len() <= MONTHS {
            months.into_iter().map(month).collect()
        } else {
            self.by_year()
        };
        if self.undated.total() > 0 {
            periods.push((Period::Unknown, self.undated.clone()));
        }
        periods
    }

    fn by_year(&self) -> Vec<(Period, Tally<P>)> {
        let mut years: BTreeMap<i32, Tally<P>> = BTreeMap::new();
        for ((year, _), tally) in &self.months {
            for (part, count) in tally.parts() {
                years.entry(*year).or_default().add(part, count);
            }
        }
        if let (Some(first), Some(last)) = (years.keys().next(), years.keys().next_back()) {
            let between: Vec<i32> = (*first..=*last).take(YEARS + 1).collect();
            if between.len() <= YEARS {
                for year in between {
                    years.entry(year).or_default();
                }
            }
        }
        years.into_iter().map(|(year, tally)| (Period::Year(year), tally)).collect()
    }
}

/// A company, and how many connections are there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// Its name as it is written most often.
    pub name: String,
    /// Its name, folded: by which it is found.
    pub folded: Arc<str>,
    /// How many are there.
    pub count: usize,
}

/// Where the connections work.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Companies {
    /// Those with most, the largest first.
    pub top: Vec<Company>,
    /// How many other companies there are.
    pub others: usize,
    /// How many connections are at those.
    pub at_others: usize,
    /// Of how many no company is known.
    pub without: usize,
}

impl Companies {
    /// Counts names, as they are written.
    fn of(names: HashMap<&str, usize>) -> Companies {
        let mut spellings: HashMap<String, Vec<(usize, &str)>> = HashMap::new();
        for (name, count) in names {
            spellings.entry(fold(name)).or_default().push((count, name));
        }
        let mut companies = Companies::default();
        for (folded, spellings) in spellings {
            let count = spellings.iter().map(|(count, _)| count).sum();
            if folded.is_empty() {
                companies.without = count;
                continue;
            }
            // Of two that are as frequent, always the same.
            let usual = spellings.iter().max_by_key(|(count, name)| (*count, Reverse(*name)));
            let name = usual.map_or("", |(_, name)| name).to_owned();
            companies.top.push(Company { name, folded: folded.into(), count });
        }
        companies.top.sort_unstable_by(|one, other| {
            other.count.cmp(&one.count).then_with(|| one.folded.cmp(&other.folded))
        });
        let others = companies.top.split_off(COMPANIES.min(companies.top.len()));
        companies.others = others.len();
        companies.at_others = others.iter().map(|company| company.count).sum();
        companies
    }
}

/// By span, how many of each part.
pub type Spans = BTreeMap<Span, Tally<Part>>;

/// What the network tells as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Insights {
    /// When the connections came about.
    pub connected: Course<()>,
    /// Where they work.
    pub companies: Companies,
    /// In which field, the largest first; those of none last. Only such as have somebody.
    pub fields: Vec<(Field, usize)>,
    /// When the received invitations were sent, and what has become of them.
    pub received: Course<Part>,
    /// The same of those that the owner sent.
    pub sent: Course<Part>,
    /// How long it took until received ones were accepted.
    pub received_took: Spans,
    /// The same of sent ones.
    pub sent_took: Spans,
    /// How old the received ones are that are open, in the inbox and in the archive.
    pub open: Spans,
}

impl Insights {
    /// What the network tells on this day.
    pub fn of(network: &Network, today: NaiveDate) -> Insights {
        let mut found = Insights::default();
        // Each spelling of a company is folded once; positions are as many as people.
        let mut companies: HashMap<&str, usize> = HashMap::new();
        let mut fields: BTreeMap<Field, usize> = BTreeMap::new();
        for person in network.people() {
            let Some(connection) = person.connection() else { continue };
            found.connected.add(connection.since.day(), ());
            *companies.entry(&person.record.company).or_default() += 1;
            *fields.entry(Field::of(&person.record.position)).or_default() += 1;
        }
        found.companies = Companies::of(companies);
        found.fields = fields.into_iter().collect();
        found.fields.sort_by_key(|(field, count)| {
            (matches!(field, Field::Other | Field::Unsaid), Reverse(*count), *field)
        });
        for invitation in network.invitations() {
            if let Some(part) = Part::of(invitation, today) {
                found.add(invitation, part, today);
            }
        }
        found
    }

    fn add(&mut self, invitation: &Invitation, part: Part, today: NaiveDate) {
        let day = invitation.sent_at.day();
        let (course, took) = match invitation.direction {
            Direction::Received => (&mut self.received, &mut self.received_took),
            Direction::Sent => (&mut self.sent, &mut self.sent_took),
        };
        course.add(day, part);
        if let Some(span) = invitation.took() {
            took.entry(span).or_default().add(part, 1);
        }
        if invitation.can_be_accepted() && part.place != Place::Trash {
            self.open.entry(Span::of_age(day, today)).or_default().add(part, 1);
        }
    }

    /// Whether there is nothing to tell of.
    pub fn is_empty(&self) -> bool {
        self.connected.total() + self.received.total() + self.sent.total() == 0
    }

    /// The years in which anything came about.
    pub fn years(&self) -> BTreeSet<i32> {
        let mut years = self.connected.years();
        years.extend(self.received.years());
        years.extend(self.sent.years());
        years
    }
}
