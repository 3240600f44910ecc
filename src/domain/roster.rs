//! What a list of connections shows: those that are looked for, filtered, sorted and grouped.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use chrono::{Datelike, NaiveDateTime};

use super::field::Field;
use super::id::PersonId;
use super::network::Network;
use super::person::{Cause, Own, Person, Record, Tie};
use super::span::Period;
use crate::search::fold;
use crate::search::index::{Collector, Index, Typed, Weight};

/// A condition on who is shown. All that are on must hold.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Filter {
    /// Connected here, and no export has shown it yet.
    HereOnly,
    /// Removed here, and an export read since still shows them.
    StillListed,
    /// Not in a newer export.
    NotInNewer,
    /// Still a connection here, and the newest export did not show them.
    Missing,
    /// Their e-mail address is known.
    Email,
    /// The user has written a note about them.
    Note,
    /// They have this tag.
    Tag(Arc<str>),
    /// Connected in this year or month, or nobody knows when.
    Since(Period),
    /// At this company, however it is written; at none where the name is empty.
    Company(Arc<str>),
    /// In this field, as their position says.
    Field(Field),
}

impl Filter {
    /// Its name in an address.
    pub fn name(&self) -> String {
        match self {
            Filter::HereOnly => "here".to_owned(),
            Filter::StillListed => "listed".to_owned(),
            Filter::NotInNewer => "gone".to_owned(),
            Filter::Missing => "missing".to_owned(),
            Filter::Email => "email".to_owned(),
            Filter::Note => "note".to_owned(),
            Filter::Tag(tag) => format!("tag-{tag}"),
            Filter::Since(period) => period.name(),
            Filter::Company(company) => format!("company-{company}"),
            Filter::Field(field) => format!("field-{}", field.name()),
        }
    }

    /// The filter of this name.
    pub fn parse(name: &str) -> Option<Filter> {
        Some(match name {
            "here" => Filter::HereOnly,
            "listed" => Filter::StillListed,
            "gone" => Filter::NotInNewer,
            "missing" => Filter::Missing,
            "email" => Filter::Email,
            "note" => Filter::Note,
            _ => match name.split_once('-') {
                Some(("tag", tag)) => Filter::Tag(tag.into()),
                Some(("company", company)) => Filter::Company(fold(company).into()),
                Some(("field", field)) => Filter::Field(Field::parse(field)?),
                _ => Filter::Since(Period::parse(name)?),
            },
        })
    }

    fn holds(&self, row: &Row, person: &Person) -> bool {
        let former = person.former();
        match self {
            Filter::HereOnly => person.connection().is_some_and(|it| !it.listed),
            Filter::StillListed => former.is_some_and(|former| former.still_listed),
            Filter::NotInNewer => former.is_some_and(|it| it.cause == Cause::NotInNewerExport),
            Filter::Missing => person.connection().is_some_and(|it| it.missing),
            Filter::Email => !person.record.email.is_empty(),
            Filter::Note => !person.note().is_empty(),
            Filter::Tag(tag) => person.has_tag(tag),
            Filter::Since(period) => period.holds(row.since.map(|since| since.date())),
            Filter::Company(company) => *row.company == **company,
            Filter::Field(field) => {
                *row.field.get_or_init(|| Field::of(&person.record.position)) == *field
            }
        }
    }
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// The best answer first where something is looked for, else the newest.
    #[default]
    Usual,
    /// The newest first; undated ones last.
    Newest,
    /// The oldest first; undated ones last.
    Oldest,
    /// By first name, then last name.
    First,
    /// By last name, then first name.
    Last,
    /// By company, then name; those without one last.
    Company,
}

impl Sort {
    /// Every order.
    pub const ALL: [Sort; 6] =
        [Sort::Usual, Sort::Newest, Sort::Oldest, Sort::First, Sort::Last, Sort::Company];

    /// Its name in an address; empty for the usual one.
    pub fn name(self) -> &'static str {
        match self {
            Sort::Usual => "",
            Sort::Newest => "newest",
            Sort::Oldest => "oldest",
            Sort::First => "first",
            Sort::Last => "last",
            Sort::Company => "company",
        }
    }

    /// The order of this name; the usual one for a name that is none.
    pub fn parse(name: &str) -> Sort {
        Sort::ALL.into_iter().find(|sort| sort.name() == name).unwrap_or_default()
    }
}

/// What stands together under a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Group {
    /// Everybody in one list.
    #[default]
    None,
    /// Those of one company; the largest first.
    Company,
    /// Those connected in one year; the newest first.
    Year,
    /// Those with one tag, by its letters. Who has two stands there twice.
    Tag,
}

impl Group {
    /// Every way of grouping.
    pub const ALL: [Group; 4] = [Group::None, Group::Company, Group::Year, Group::Tag];

    /// Its name in an address; empty for none.
    pub fn name(self) -> &'static str {
        match self {
            Group::None => "",
            Group::Company => "company",
            Group::Year => "year",
            Group::Tag => "tag",
        }
    }

    /// The grouping of this name; none for a name that is none.
    pub fn parse(name: &str) -> Group {
        Group::ALL.into_iter().find(|group| group.name() == name).unwrap_or_default()
    }
}

/// What is asked of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// Words that must be there.
    pub typed: Typed,
    /// Whether former connections are asked for, instead of current ones.
    pub former: bool,
    /// Conditions that must hold.
    pub filters: BTreeSet<Filter>,
    /// In which order.
    pub sort: Sort,
    /// What stands together.
    pub group: Group,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Line {
    /// The heading of a group: its name, empty for those that belong to none, and how many
    /// stand below it.
    Head(Arc<str>, u32),
    /// Somebody, and in the how manieth of their groups, from 0.
    Person(PersonId, u32),
}

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listed {
    /// Its lines, in their order.
    pub lines: Vec<Line>,
    /// Everybody in it once, in the order of the list.
    pub people: Vec<PersonId>,
    /// How many there would be if nothing were looked for.
    pub total: usize,
}

/// What is kept of somebody to list them.
#[derive(Debug, Clone)]
struct Row {
    id: PersonId,
    /// What was known of them, and what the user had written: facts that arrive late may change
    /// either without a new author.
    record: Arc<Record>,
    own: Option<Box<Own>>,
    since: Option<NaiveDateTime>,
    /// The company, folded.
    company: Arc<str>,
    /// The field, once somebody has asked for one.
    field: OnceLock<Field>,
}

impl Row {
    fn of(person: &Person) -> Row {
        Row {
            id: person.id,
            record: person.record.clone(),
            own: person.own.clone(),
            since: since(person),
            company: fold(&person.record.company).into(),
            field: OnceLock::new(),
        }
    }

    fn is_of(&self, person: &Person) -> bool {
        self.id == person.id
            && Arc::ptr_eq(&self.record, &person.record)
            && self.own == person.own
            && self.since == since(person)
    }
}

fn since(person: &Person) -> Option<NaiveDateTime> {
    match &person.tie {
        Tie::Connected(connection) => connection.since.moment(),
        Tie::Former(former) => former.was.since.moment(),
        Tie::None => None,
    }
}

/// Everybody who is or was a connection, folded, indexed and sorted once: not at each key.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    /// In the order of their ids. Each has its place here as its number in what follows.
    rows: Vec<Row>,
    index: Option<Index>,
    orders: HashMap<Sort, Vec<u32>>,
}

impl Roster {
    /// Looks whether anybody has come, gone or changed, and forgets what is not so any more.
    fn look(&mut self, network: &Network) {
        let tied = || network.people().filter(|person| person.tie != Tie::None);
        let mut rows = self.rows.iter();
        let is_same = tied().all(|person| rows.next().is_some_and(|row| row.is_of(person)));
        if is_same && rows.next().is_none() {
            return;
        }
        // Folding is what takes long: what is known of a company stays.
        let known: HashMap<PersonId, Row> = self.rows.drain(..).map(|row| (row.id, row)).collect();
        let row = |person: &Person| match known.get(&person.id) {
            Some(row) if Arc::ptr_eq(&row.record, &person.record) => {
                Row { own: person.own.clone(), since: since(person), ..row.clone() }
            }
            _ => Row::of(person),
        };
        self.rows = tied().map(row).collect();
        self.index = None;
        self.orders.clear();
    }

    /// Makes ready for a search, so that the first key does not wait.
    pub fn prepare(&mut self, network: &Network) {
        self.look(network);
        if self.index.is_some() {
            return;
        }
        let mut collector = Collector::default();
        for row in &self.rows {
            let Some(person) = network.person(row.id) else { continue };
            let record = &person.record;
            let own = [person.note(), &record.linkedin_note].map(fold);
            let tags: Vec<String> = person.tags().map(fold).collect();
            let name = fold(&record.name());
            let position = fold(&record.position);
            let low = own.iter().chain(&tags).map(|text| (text.as_str(), Weight::Low));
            let parts = [
                (name.as_str(), Weight::High),
                (&*row.company, Weight::Middle),
                (position.as_str(), Weight::Middle),
                (record.email.as_str(), Weight::Low),
            ];
            collector.add(parts.into_iter().chain(low));
        }
        self.index = Some(collector.finish());
    }

    /// The numbers of all rows in this order.
    fn order(&mut self, network: &Network, sort: Sort) -> &[u32] {
        let rows = &self.rows;
        self.orders.entry(sort).or_insert_with(|| {
            let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            let mut order: Vec<u32> = (0..count).collect();
            let row = |at: &u32| rows.get(*at as usize);
            let when = |at: &u32| row(at).and_then(|row| row.since);
            let by = |texts: fn(&Person) -> [String; 3]| {
                move |at: &u32| {
                    let person = row(at).and_then(|row| network.person(row.id));
                    let texts = person.map(texts).unwrap_or_default();
                    let texts = texts.map(|text| fold(&text));
                    (texts.first().is_none_or(String::is_empty), texts, *at)
                }
            };
            match sort {
                Sort::Usual | Sort::Newest => order.sort_by_key(|at| Reverse(when(at))),
                Sort::Oldest => order.sort_by_key(|at| (when(at).is_none(), when(at))),
                Sort::First => order.sort_by_cached_key(by(|person| {
                    let record = &person.record;
                    [record.first_name.clone(), record.last_name.clone(), record.name()]
                })),
                Sort::Last => order.sort_by_cached_key(by(|person| {
                    let record = &person.record;
                    [record.last_name.clone(), record.first_name.clone(), record.name()]
                })),
                Sort::Company => order.sort_by_cached_key(by(|person| {
                    let record = &person.record;
                    [record.company.clone(), record.name(), String::new()]
                })),
            }
            order
        })
    }

    /// The connections, or the former ones, that are asked for.
    pub fn list(&mut self, network: &Network, asked: &Asked) -> Listed {
        self.look(network);
        let mut total = 0;
        // Whom the ties and the filters leave, by number.
        let mut people = network.people().filter(|person| person.tie != Tie::None);
        let is_asked: Vec<bool> = self
            .rows
            .iter()
            .map(|row| {
                let Some(person) = people.next() else { return false };
                let is_here = person.former().is_some() == asked.former;
                total += usize::from(is_here);
                is_here && asked.filters.iter().all(|filter| filter.holds(row, person))
            })
            .collect();
        let is_asked = |at: u32| is_asked.get(at as usize).copied().unwrap_or_default();
        let found: Vec<u32> = if asked.typed.is_empty() {
            let order = self.order(network, asked.sort);
            order.iter().copied().filter(|at| is_asked(*at)).collect()
        } else {
            self.prepare(network);
            let found = self.index.as_ref().map(|index| index.find(&asked.typed, is_asked));
            let found = found.unwrap_or_default();
            let order = self.order(network, asked.sort);
            let mut points = vec![0_u16; order.len()];
            for (at, worth) in found {
                if let Some(points) = points.get_mut(at as usize) {
                    *points = worth;
                }
            }
            let worth = |at: u32| points.get(at as usize).copied().unwrap_or_default();
            let mut found: Vec<u32> = order.iter().copied().filter(|at| worth(*at) > 0).collect();
            if asked.sort == Sort::Usual {
                found.sort_by_key(|at| Reverse(worth(*at)));
            }
            found
        };
        let rows: Vec<&Row> = found.iter().filter_map(|at| self.rows.get(*at as usize)).collect();
        let lines = grouped(network, &rows, asked.group);
        let mut people: Vec<PersonId> = rows.iter().map(|row| row.id).collect();
        if asked.group != Group::None {
            let mut seen = BTreeSet::new();
            people = lines
                .iter()
                .filter_map(|line| match line {
                    Line::Person(id, _) if seen.insert(*id) => Some(*id),
                    _ => None,
                })
                .collect();
        }
        Listed { lines, people, total }
    }
}

/// The lines of these, under the headings of their groups.
fn grouped(network: &Network, rows: &[&Row], group: Group) -> Vec<Line> {
    // By what it is ordered, then its name and who is in it.
    type Groups<K> = BTreeMap<K, (Arc<str>, Vec<Line>)>;
    fn lines<K>(groups: impl Iterator<Item = (K, (Arc<str>, Vec<Line>))>) -> Vec<Line> {
        let mut all = Vec::new();
        for (_, (name, lines)) in groups {
            all.push(Line::Head(name, u32::try_from(lines.len()).unwrap_or(u32::MAX)));
            all.extend(lines);
        }
        all
    }
    match group {
        Group::None => rows.iter().map(|row| Line::Person(row.id, 0)).collect(),
        Group::Year => {
            let mut groups: Groups<(bool, Reverse<i32>)> = BTreeMap::new();
            for row in rows {
                let year = row.since.map(|since| since.year());
                let key = (year.is_none(), Reverse(year.unwrap_or_default()));
                let name =
                    || (year.map(|year| year.to_string()).unwrap_or_default().into(), vec![]);
                groups.entry(key).or_insert_with(name).1.push(Line::Person(row.id, 0));
            }
            lines(groups.into_iter())
        }
        Group::Company => {
            let mut groups: Groups<Arc<str>> = BTreeMap::new();
            for row in rows {
                let name = || {
                    let person = network.person(row.id);
                    (person.map_or("", |it| it.record.company.as_str()).into(), vec![])
                };
                let entry = groups.entry(row.company.clone()).or_insert_with(name);
                entry.1.push(Line::Person(row.id, 0));
            }
            let mut groups: Vec<_> = groups.into_iter().collect();
            groups.sort_by_key(|(company, (_, lines))| (company.is_empty(), Reverse(lines.len())));
            lines(groups.into_iter())
        }
        Group::Tag => {
            let mut groups: Groups<(bool, Arc<str>)> = BTreeMap::new();
            for row in rows {
                let Some(person) = network.person(row.id) else { continue };
                let mut tags: Vec<&str> = person.tags().collect();
                if tags.is_empty() {
                    tags.push("");
                }
                for (nth, tag) in (0_u32..).zip(tags) {
                    let name = || (Arc::from(tag), vec![]);
                    let entry = groups.entry((tag.is_empty(), tag.into())).or_insert_with(name);
                    entry.1.push(Line::Person(row.id, nth));
                }
            }
            lines(groups.into_iter())
        }
    }
}
