//! What a list of invitations shows: those that are looked for, in the order that is asked.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use chrono::{Days, NaiveDate};

use super::id::{FactId, IdMap, InvitationId};
use super::invitation::{Channel, Direction, Invitation, Place};
use super::network::Network;
use super::person::Record;
use crate::search::{Query, fold};

/// A condition on what is shown. All that are on must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Filter {
    /// It can still be accepted or withdrawn.
    Open,
    /// It has not been seen.
    Unread,
    /// A message came with it.
    Message,
    /// The other person is a connection already.
    Connected,
    /// The other person is the inviter.
    Received,
    /// The owner is the inviter.
    Sent,
    /// It was sent more than so many days ago.
    OlderThan(u32),
}

impl Filter {
    /// Its name in an address.
    pub fn name(self) -> String {
        match self {
            Filter::Open => "open".to_owned(),
            Filter::Unread => "unread".to_owned(),
            Filter::Message => "message".to_owned(),
            Filter::Connected => "connected".to_owned(),
            Filter::Received => "received".to_owned(),
            Filter::Sent => "sent".to_owned(),
            Filter::OlderThan(days) => format!("older-{days}"),
        }
    }

    /// The filter of this name.
    pub fn parse(name: &str) -> Option<Filter> {
        Some(match name {
            "open" => Filter::Open,
            "unread" => Filter::Unread,
            "message" => Filter::Message,
            "connected" => Filter::Connected,
            "received" => Filter::Received,
            "sent" => Filter::Sent,
            _ => Filter::OlderThan(name.strip_prefix("older-")?.parse().ok()?),
        })
    }

    fn holds(self, network: &Network, invitation: &Invitation, today: NaiveDate) -> bool {
        match self {
            Filter::Open => invitation.is_open(),
            Filter::Unread => !invitation.read,
            Filter::Message => !invitation.message.trim().is_empty(),
            Filter::Connected => network
                .person(invitation.person)
                .is_some_and(|person| person.connection().is_some()),
            Filter::Received => invitation.direction == Direction::Received,
            Filter::Sent => invitation.direction == Direction::Sent,
            Filter::OlderThan(days) => {
                let limit = today.checked_sub_days(Days::new(days.into()));
                // Of one without a date nobody can tell.
                matches!((invitation.sent_at.day(), limit), (Some(day), Some(limit)) if day < limit)
            }
        }
    }
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The newest first.
    #[default]
    Newest,
    /// The oldest first; undated ones last.
    Oldest,
    /// By the whole name.
    Name,
    /// By company, then name; those without one last.
    Company,
}

impl Sort {
    /// Every order.
    pub const ALL: [Sort; 4] = [Sort::Newest, Sort::Oldest, Sort::Name, Sort::Company];

    /// Its name in an address; empty for the usual one.
    pub fn name(self) -> &'static str {
        match self {
            Sort::Newest => "",
            Sort::Oldest => "oldest",
            Sort::Name => "name",
            Sort::Company => "company",
        }
    }

    /// The order of this name; the usual one for a name that is none.
    pub fn parse(name: &str) -> Sort {
        Sort::ALL.into_iter().find(|sort| sort.name() == name).unwrap_or_default()
    }
}

/// What is asked of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Words that must be there.
    pub query: Query,
    /// Conditions that must hold.
    pub filters: BTreeSet<Filter>,
    /// In which order.
    pub sort: Sort,
    /// The day on which it is asked.
    pub today: NaiveDate,
}

/// The texts that a search looks through, folded once: not at each key.
#[derive(Debug, Clone, Default)]
pub struct Texts(IdMap<InvitationId, Folded>);

#[derive(Debug, Clone)]
struct Folded {
    /// The fact that wrote the record.
    by: FactId,
    /// The message; one that was taken back may come again with another.
    message: u64,
    text: Arc<str>,
}

impl Texts {
    /// Name, company, position and message of one, folded.
    fn of(&mut self, record: &Record, by: FactId, invitation: &Invitation) -> Arc<str> {
        let mut hasher = DefaultHasher::new();
        invitation.message.hash(&mut hasher);
        let message = hasher.finish();
        if let Some(known) = self.0.get(&invitation.id)
            && (known.by, known.message) == (by, message)
        {
            return known.text.clone();
        }
        let Record { company, position, .. } = record;
        let text = format!("{} {company} {position} {}", record.name(), invitation.message);
        let text: Arc<str> = fold(&text).into();
        self.0.insert(invitation.id, Folded { by, message, text: text.clone() });
        text
    }
}

/// The invitations of one place that are asked for, in their order.
pub fn listed(
    network: &Network,
    place: Place,
    asked: &Asked,
    texts: &mut Texts,
) -> Vec<InvitationId> {
    let nobody = Record::default();
    let record_of = |invitation: &Invitation| network.person(invitation.person);
    let mut is_found = |invitation: &Invitation| {
        let (record, by) = record_of(invitation)
            .map_or((&nobody, FactId::FORGOTTEN), |person| (&*person.record, person.record_by));
        asked.query.is_empty() || asked.query.matches(&texts.of(record, by, invitation))
    };
    let mut found: Vec<&Invitation> = network
        .invitations()
        .filter(|invitation| invitation.standing.place == place)
        .filter(|it| asked.filters.iter().all(|filter| filter.holds(network, it, asked.today)))
        .filter(|invitation| is_found(invitation))
        .collect();
    let moment = |invitation: &Invitation| invitation.sent_at.moment();
    // One without a date that was entered by hand has just come in.
    let is_fresh = |it: &Invitation| it.sent_at.moment().is_none() && it.channel == Channel::ByHand;
    let by_text = |text: fn(&Record) -> String| {
        move |invitation: &&Invitation| {
            let text = record_of(invitation).map(|person| fold(&text(&person.record)));
            let text = text.unwrap_or_default();
            (text.is_empty(), text, Reverse(moment(invitation)), invitation.id)
        }
    };
    match asked.sort {
        Sort::Newest => {
            found.sort_by_key(|it| (Reverse(is_fresh(it)), Reverse(moment(it)), it.id));
        }
        Sort::Oldest => found.sort_by_key(|it| (moment(it).is_none(), moment(it), it.id)),
        Sort::Name => found.sort_by_cached_key(by_text(Record::name)),
        Sort::Company => found.sort_by_cached_key(by_text(|record| {
            if record.company.is_empty() {
                return String::new();
            }
            format!("{} {}", record.company, record.name())
        })),
    }
    found.into_iter().map(|invitation| invitation.id).collect()
}
