//! What a list of invitations shows: those that are looked for, in the order that is asked.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use chrono::{Days, NaiveDate};

use super::guideline::{Judge, Verdict, judge_in, verdict_on};
use super::id::{FactId, IdMap, InvitationId};
use super::invitation::{Channel, Direction, Invitation, Place, State};
use super::network::Network;
use super::person::{Person, Record};
use super::span::{Period, Span};
use crate::search::{Query, fold};

/// A condition on what is shown. All that are on must hold.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Filter {
    /// It can still be accepted or withdrawn.
    Open,
    /// It has been accepted.
    Accepted,
    /// It has been withdrawn.
    Withdrawn,
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
    /// It is put off until a later day. Without this filter, such ones are not in the inbox.
    Snoozed,
    /// It was sent more than so many days ago.
    OlderThan(u32),
    /// It is so old.
    Aged(Span),
    /// It was sent in this year or month, or nobody knows when.
    SentIn(Period),
    /// It took so long until it was accepted.
    Took(Span),
    /// The other person has this tag.
    Tag(Arc<str>),
    /// The guidelines in force say so of it.
    Verdict(Verdict),
}

impl Filter {
    /// Its name in an address.
    pub fn name(&self) -> String {
        match self {
            Filter::Open => "open".to_owned(),
            Filter::Accepted => "accepted".to_owned(),
            Filter::Withdrawn => "withdrawn".to_owned(),
            Filter::Unread => "unread".to_owned(),
            Filter::Message => "message".to_owned(),
            Filter::Connected => "connected".to_owned(),
            Filter::Received => "received".to_owned(),
            Filter::Sent => "sent".to_owned(),
            Filter::Snoozed => "snoozed".to_owned(),
            Filter::OlderThan(days) => format!("older-{days}"),
            Filter::Aged(span) => format!("age-{}", span.name()),
            Filter::SentIn(period) => period.name(),
            Filter::Took(span) => format!("took-{}", span.name()),
            Filter::Tag(tag) => format!("tag-{tag}"),
            Filter::Verdict(Verdict::Fits) => "fits".to_owned(),
            Filter::Verdict(Verdict::DoesNotFit) => "unfit".to_owned(),
            Filter::Verdict(Verdict::CannotTell) => "unclear".to_owned(),
        }
    }

    /// The filter of this name.
    pub fn parse(name: &str) -> Option<Filter> {
        Some(match name {
            "open" => Filter::Open,
            "accepted" => Filter::Accepted,
            "withdrawn" => Filter::Withdrawn,
            "unread" => Filter::Unread,
            "message" => Filter::Message,
            "connected" => Filter::Connected,
            "received" => Filter::Received,
            "sent" => Filter::Sent,
            "snoozed" => Filter::Snoozed,
            "fits" => Filter::Verdict(Verdict::Fits),
            "unfit" => Filter::Verdict(Verdict::DoesNotFit),
            "unclear" => Filter::Verdict(Verdict::CannotTell),
            _ => match name.split_once('-') {
                Some(("older", days)) => Filter::OlderThan(days.parse().ok()?),
                Some(("tag", tag)) => Filter::Tag(tag.into()),
                Some(("age", span)) => Filter::Aged(Span::parse(span)?),
                Some(("took", span)) => Filter::Took(Span::parse(span)?),
                _ => Filter::SentIn(Period::parse(name)?),
            },
        })
    }

    fn holds(
        &self,
        network: &Network,
        invitation: &Invitation,
        today: NaiveDate,
        judge: Option<&Judge>,
    ) -> bool {
        match self {
            Filter::Open => invitation.is_open(),
            Filter::Accepted => matches!(invitation.standing.state, State::Accepted(_)),
            Filter::Withdrawn => matches!(invitation.standing.state, State::Withdrawn(_)),
            Filter::Unread => !invitation.read,
            Filter::Message => !invitation.message.trim().is_empty(),
            Filter::Connected => network
                .person(invitation.person)
                .is_some_and(|person| person.connection().is_some()),
            Filter::Received => invitation.direction == Direction::Received,
            Filter::Sent => invitation.direction == Direction::Sent,
            Filter::Snoozed => invitation.is_snoozed(today),
            Filter::Aged(span) => Span::of_age(invitation.sent_at.day(), today) == *span,
            Filter::SentIn(period) => period.holds(invitation.sent_at.day()),
            Filter::Took(span) => invitation.took() == Some(*span),
            Filter::Verdict(verdict) => {
                judge.is_some_and(|judge| verdict_on(network, judge, invitation) == *verdict)
            }
            Filter::Tag(tag) => {
                network.person(invitation.person).is_some_and(|person| person.has_tag(tag))
            }
            Filter::OlderThan(days) => {
                let limit = today.checked_sub_days(Days::new(u64::from(*days)));
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
    /// Those that fit the guidelines first, those that do not last.
    Fit,
}

impl Sort {
    /// Every order.
    pub const ALL: [Sort; 5] = [Sort::Newest, Sort::Oldest, Sort::Name, Sort::Company, Sort::Fit];

    /// Its name in an address; empty for the usual one.
    pub fn name(self) -> &'static str {
        match self {
            Sort::Newest => "",
            Sort::Oldest => "oldest",
            Sort::Name => "name",
            Sort::Company => "company",
            Sort::Fit => "fit",
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
    /// The facts that wrote the record, the note, the tags and the edits.
    by: [FactId; 4],
    /// Whose it is, and the message: one that was taken back may come again with others.
    told: u64,
    text: Arc<str>,
}

impl Texts {
    /// Name, company, position, message, note and tags of one, folded.
    fn of(&mut self, person: &Person, invitation: &Invitation) -> Arc<str> {
        let own = person.own.as_ref();
        let [note_by, tags_by, edits_by] =
            own.map_or([FactId::FORGOTTEN; 3], |own| [own.note_by, own.tags_by, own.edits_by]);
        let by = [person.record_by, note_by, tags_by, edits_by];
        let mut hasher = DefaultHasher::new();
        (invitation.person.0, &invitation.message).hash(&mut hasher);
        let told = hasher.finish();
        if let Some(known) = self.0.get(&invitation.id)
            && (known.by, known.told) == (by, told)
        {
            return known.text.clone();
        }
        let Record { company, position, .. } = &*person.record;
        let mut text = person.record.name();
        let parts = [company.as_str(), position, &invitation.message, person.note()];
        for part in parts.into_iter().chain(person.tags()) {
            text.push(' ');
            text.push_str(part);
        }
        let text: Arc<str> = fold(&text).into();
        self.0.insert(invitation.id, Folded { by, told, text: text.clone() });
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
    let person_of = |invitation: &Invitation| network.person(invitation.person);
    let mut is_found = |invitation: &Invitation| {
        asked.query.is_empty()
            || person_of(invitation)
                .is_some_and(|person| asked.query.matches(&texts.of(person, invitation)))
    };
    let asks_verdict =
        asked.sort == Sort::Fit || asked.filters.iter().any(|it| matches!(it, Filter::Verdict(_)));
    let guidelines = network.guidelines().filter(|_| asks_verdict);
    let judge = guidelines.map(|guidelines| judge_in(network, guidelines));
    // What is put off is out of the inbox, unless that is what is asked for.
    let shows_snoozed = asked.filters.contains(&Filter::Snoozed);
    let is_here = |invitation: &Invitation| {
        invitation.standing.place == place && (shows_snoozed || !invitation.is_snoozed(asked.today))
    };
    let mut found: Vec<&Invitation> = network
        .invitations()
        .filter(|invitation| is_here(invitation))
        .filter(|it| {
            let holds = |filter: &Filter| filter.holds(network, it, asked.today, judge.as_ref());
            asked.filters.iter().all(holds)
        })
        .filter(|invitation| is_found(invitation))
        .collect();
    let moment = |invitation: &Invitation| invitation.sent_at.moment();
    // One without a date that was entered by hand has just come in.
    let is_fresh = |it: &Invitation| it.sent_at.moment().is_none() && it.channel == Channel::ByHand;
    let by_text = |text: fn(&Record) -> String| {
        move |invitation: &&Invitation| {
            let text = person_of(invitation).map(|person| fold(&text(&person.record)));
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
        Sort::Fit => found.sort_by_cached_key(|it| {
            let verdict = judge.as_ref().map(|judge| verdict_on(network, judge, it));
            (verdict, Reverse(moment(it)), it.id)
        }),
        Sort::Company => found.sort_by_cached_key(by_text(|record| {
            if record.company.is_empty() {
                return String::new();
            }
            format!("{} {}", record.company, record.name())
        })),
    }
    found.into_iter().map(|invitation| invitation.id).collect()
}
