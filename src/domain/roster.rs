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
use super::trail::Mark;
use crate::search::fold;
use crate::search::index::{Collector, Found, Index, Typed, Weight};

/// Where fewer than one in so many are found, they are sorted; else they are taken out of all.
const FEW: usize = 16;

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
    pub lines: Arc<Vec<Line>>,
    /// Everybody in it once, in the order of the list.
    pub people: Arc<Vec<PersonId>>,
    /// How many there would be if nothing were looked for.
    pub total: usize,
}

/// What there is to choose from: the years in which connections came about, the newest first,
/// and the tags, by their letters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices {
    /// The years.
    pub years: Vec<i32>,
    /// The tags.
    pub tags: Vec<Arc<str>>,
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

/// All rows in one order.
#[derive(Debug, Clone)]
struct Order {
    /// Their numbers, one after the other.
    numbers: Arc<[u32]>,
    /// The place of each, by its number.
    places: Arc<[u32]>,
    /// Whom they are of: what is read of all is to lie in the order in which it is read.
    ids: Arc<[PersonId]>,
}

impl Order {
    /// `ids` are those of all, by their numbers.
    fn of(numbers: Vec<u32>, ids: &[PersonId]) -> Order {
        let mut places = vec![0_u32; numbers.len()];
        for (place, at) in (0_u32..).zip(&numbers) {
            if let Some(it) = places.get_mut(*at as usize) {
                *it = place;
            }
        }
        let ids = numbers.iter().map(|at| ids.get(*at as usize).copied().unwrap_or_default());
        Order { ids: ids.collect(), numbers: numbers.into(), places: places.into() }
    }

    /// Those that are found, in this order; the best first if that is asked for.
    fn sorted(&self, mut found: Vec<Found>, is_best_first: bool) -> Vec<u32> {
        if found.len() < self.numbers.len() / FEW {
            let place = |at: u32| self.places.get(at as usize).copied().unwrap_or_default();
            found.sort_unstable_by_key(|(at, worth)| {
                (Reverse(if is_best_first { *worth } else { 0 }), place(*at))
            });
            return found.into_iter().map(|(at, _)| at).collect();
        }
        let mut points = vec![0_u16; self.numbers.len()];
        let mut best = 0;
        for (at, worth) in found {
            if let Some(points) = points.get_mut(at as usize) {
                *points = worth;
                best = best.max(worth);
            }
        }
        let worth = |at: u32| points.get(at as usize).copied().unwrap_or_default();
        let found = self.numbers.iter().copied().filter(|at| worth(*at) > 0);
        if !is_best_first {
            return found.collect();
        }
        // There are few different points: a heap for each is quicker than sorting.
        let mut heaps: Vec<Vec<u32>> = vec![Vec::new(); usize::from(best) + 1];
        for at in found {
            if let Some(heap) = heaps.get_mut(usize::from(worth(at))) {
                heap.push(at);
            }
        }
        heaps.into_iter().rev().flatten().collect()
    }
}

/// What is looked for of somebody, folded.
struct Words {
    name: String,
    company: Arc<str>,
    position: String,
    email: String,
    notes: [String; 2],
    tags: Vec<String>,
}

impl Words {
    fn of(row: &Row, person: &Person) -> Words {
        let record = &person.record;
        Words {
            name: fold(&record.name()),
            company: row.company.clone(),
            position: fold(&record.position),
            email: record.email.clone(),
            notes: [person.note(), &record.linkedin_note].map(fold),
            tags: person.tags().map(fold).collect(),
        }
    }

    fn parts(&self) -> impl Iterator<Item = (&str, Weight)> {
        let parts = [
            (self.name.as_str(), Weight::High),
            (&*self.company, Weight::Middle),
            (self.position.as_str(), Weight::Middle),
            (self.email.as_str(), Weight::Low),
        ];
        let own = self.notes.iter().chain(&self.tags);
        parts.into_iter().chain(own.map(|text| (text.as_str(), Weight::Low)))
    }
}

/// How far the search is ready.
#[derive(Debug, Clone, Default)]
enum Search {
    /// Nothing is known, or not any more.
    #[default]
    Unknown,
    /// So many rows are collected.
    Collecting(Collector, usize),
    /// All is ready.
    Ready(Index),
}

/// Everybody who is or was a connection, folded, indexed and sorted once: not at each key, and
/// not at each act.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    /// In the order of their ids. Each has its place here as its number in what follows.
    rows: Vec<Row>,
    /// The ids alone: what is read of all, in any order, is to lie close together.
    ids: Vec<PersonId>,
    /// Until where the network's writes are in the rows.
    mark: Mark,
    /// Likewise whether they are former ones, and how many are.
    formers: Vec<bool>,
    former: usize,
    search: Search,
    orders: HashMap<Sort, Order>,
    choices: Option<Arc<Choices>>,
}

impl Roster {
    /// Looks whether anybody has come, gone or changed, and forgets what is not so any more.
    fn look(&mut self, network: &Network) {
        let written = network.written_since(&self.mark);
        if !written.is_some_and(|people| people.iter().all(|id| self.renew(network, *id))) {
            self.look_at_all(network);
        }
        self.mark = network.mark();
    }

    /// Looks at somebody who was written. False where they have come or gone, so that everybody
    /// else has another number.
    fn renew(&mut self, network: &Network, id: PersonId) -> bool {
        let person = network.exactly(id).filter(|person| person.tie != Tie::None);
        let at = self.ids.binary_search(&id).unwrap_or(usize::MAX);
        let (person, row, is_former) =
            match (person, self.rows.get_mut(at), self.formers.get_mut(at)) {
                (Some(person), Some(row), Some(is_former)) => (person, row, is_former),
                (None, None, _) => return true,
                _ => return false,
            };
        let was_former = std::mem::replace(is_former, person.former().is_some());
        self.former = self.former - usize::from(was_former) + usize::from(*is_former);
        let knows = Arc::ptr_eq(&row.record, &person.record);
        let has_own = row.own == person.own;
        let is_dated = row.since == since(person);
        if knows {
            row.own.clone_from(&person.own);
            row.since = since(person);
        } else {
            *row = Row::of(person);
        }
        if !(knows && has_own) {
            self.search = Search::Unknown;
        }
        if !(knows && is_dated) {
            self.orders.clear();
        }
        if !(has_own && is_dated) {
            self.choices = None;
        }
        true
    }

    fn look_at_all(&mut self, network: &Network) {
        let tied = || network.people().filter(|person| person.tie != Tie::None);
        self.formers = tied().map(|person| person.former().is_some()).collect();
        self.former = self.formers.iter().filter(|it| **it).count();
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
        self.ids = self.rows.iter().map(|row| row.id).collect();
        self.search = Search::Unknown;
        self.orders.clear();
        self.choices = None;
    }

    /// Makes ready for a search, so that the first key does not wait.
    pub fn prepare(&mut self, network: &Network) {
        while !self.prepare_some(network, usize::MAX) {}
    }

    /// The same with so many rows at once; true when all is ready. What has changed in between is
    /// begun anew.
    pub fn prepare_some(&mut self, network: &Network, rows: usize) -> bool {
        self.look(network);
        let (mut collector, at) = match std::mem::take(&mut self.search) {
            Search::Ready(index) => {
                self.search = Search::Ready(index);
                return true;
            }
            Search::Collecting(collector, at) => (collector, at),
            Search::Unknown => (Collector::default(), 0),
        };
        let to = at.saturating_add(rows.max(1));
        for row in self.rows.iter().take(to).skip(at) {
            let parts = network.exactly(row.id).map(|person| Words::of(row, person));
            collector.add(parts.iter().flat_map(Words::parts));
        }
        let is_whole = to >= self.rows.len();
        // Sorting all words takes as long as collecting a good many: a step of its own.
        self.search = if is_whole && at >= self.rows.len() {
            Search::Ready(collector.finish())
        } else {
            Search::Collecting(collector, to)
        };
        matches!(self.search, Search::Ready(_))
    }

    /// What there is to choose from.
    pub fn choices(&mut self, network: &Network) -> Arc<Choices> {
        self.look(network);
        let rows = &self.rows;
        let choices = self.choices.get_or_insert_with(|| {
            let (mut years, mut tags) = (BTreeSet::new(), BTreeSet::new());
            for row in rows {
                years.extend(row.since.map(|since| since.year()));
                tags.extend(row.own.iter().flat_map(|own| &own.tags));
            }
            Arc::new(Choices {
                years: years.into_iter().rev().collect(),
                tags: tags.into_iter().map(|tag| tag.as_str().into()).collect(),
            })
        });
        choices.clone()
    }

    /// All rows in this order.
    fn order(&mut self, network: &Network, sort: Sort) -> &Order {
        let (rows, ids) = (&self.rows, &self.ids);
        self.orders.entry(sort).or_insert_with(|| {
            let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            let mut order: Vec<u32> = (0..count).collect();
            let row = |at: &u32| rows.get(*at as usize);
            let when = |at: &u32| row(at).and_then(|row| row.since);
            let by = |texts: fn(&Person) -> [String; 3]| {
                move |at: &u32| {
                    let person = row(at).and_then(|row| network.exactly(row.id));
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
            Order::of(order, ids)
        })
    }

    /// The connections, or the former ones, that are asked for.
    pub fn list(&mut self, network: &Network, asked: &Asked) -> Listed {
        self.look(network);
        let total = if asked.former { self.former } else { self.rows.len() - self.former };
        let order = self.order(network, asked.sort).clone();
        if !asked.typed.is_empty() {
            self.prepare(network);
        }
        let (rows, formers) = (&self.rows, &self.formers);
        // Whom the ties and the filters leave.
        let is_asked = |at: u32| {
            let at = at as usize;
            formers.get(at) == Some(&asked.former)
                && (asked.filters.is_empty()
                    || rows.get(at).is_some_and(|row| {
                        let person = network.exactly(row.id);
                        let mut filters = asked.filters.iter();
                        person.is_some_and(|it| filters.all(|filter| filter.holds(row, it)))
                    }))
        };
        if asked.typed.is_empty() && asked.group == Group::None {
            // After each act: in one go over what lies in this order.
            let (mut people, mut lines) = (Vec::with_capacity(total), Vec::with_capacity(total));
            for (at, id) in order.numbers.iter().zip(&*order.ids) {
                if is_asked(*at) {
                    people.push(*id);
                    lines.push(Line::Person(*id, 0));
                }
            }
            return Listed { lines: Arc::new(lines), people: Arc::new(people), total };
        }
        let found: Vec<u32> = if asked.typed.is_empty() {
            order.numbers.iter().copied().filter(|at| is_asked(*at)).collect()
        } else {
            let found = match &mut self.search {
                Search::Ready(index) => index.find(&asked.typed, is_asked),
                Search::Unknown | Search::Collecting(..) => Vec::new(),
            };
            order.sorted(found, asked.sort == Sort::Usual)
        };
        if asked.group == Group::None {
            let ids = found.iter().filter_map(|at| self.ids.get(*at as usize).copied());
            let people: Arc<Vec<PersonId>> = Arc::new(ids.collect());
            let lines = Arc::new(people.iter().map(|id| Line::Person(*id, 0)).collect());
            return Listed { lines, people, total };
        }
        let rows: Vec<&Row> = found.iter().filter_map(|at| self.rows.get(*at as usize)).collect();
        let lines = grouped(network, &rows, asked.group);
        let mut seen = BTreeSet::new();
        let people = lines
            .iter()
            .filter_map(|line| match line {
                Line::Person(id, _) if seen.insert(*id) => Some(*id),
                _ => None,
            })
            .collect();
        Listed { lines: Arc::new(lines), people: Arc::new(people), total }
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
                    let person = network.exactly(row.id);
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
                let Some(person) = network.exactly(row.id) else { continue };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_that_are_found_stand_in_the_same_order() {
        // Each number once: 7 has no part in 1,000.
        let order = Order::of((0..1_000).map(|at| at * 7 % 1_000).collect(), &[]);
        for step in [1_usize, 3, 15, 16, 17, 50, 400] {
            let found: Vec<Found> = (0..1_000)
                .step_by(step)
                .map(|at| (at, 1 + u16::try_from(at % 5).unwrap()))
                .collect();
            for is_best_first in [false, true] {
                let mut expected = found.clone();
                expected.sort_by_key(|(at, worth)| {
                    let place = order.numbers.iter().position(|it| it == at);
                    (Reverse(if is_best_first { *worth } else { 0 }), place)
                });
                let expected: Vec<u32> = expected.into_iter().map(|(at, _)| at).collect();
                assert_eq!(order.sorted(found.clone(), is_best_first), expected, "{step}");
            }
        }
    }
}
