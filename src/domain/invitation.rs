//! Invitations: their state, their place and the channel they came by, which are three
//! different things.

use chrono::{Days, Months, NaiveDate};

use super::id::{FactId, InvitationId, PersonId};
use super::span::Span;
use super::stamp::Stamp;

/// How much of a message stands in a list, in characters and in lines.
const EXCERPT: usize = 280;
const EXCERPT_LINES: usize = 6;

/// Who invited whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// The other person is the inviter.
    Received,
    /// The owner of the network is the inviter.
    Sent,
}

/// Where an invitation came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Channel {
    /// A LinkedIn export.
    LinkedIn,
    /// The user's own hand.
    ByHand,
}

/// What has become of an invitation. Nothing expires by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It can still be accepted. Of a sent one, a source cannot tell open from ignored.
    Open,
    /// Accepted, on this day where it is known.
    Accepted(Stamp),
    /// Withdrawn by the owner of the network, on this day.
    Withdrawn(Stamp),
}

/// Where an invitation lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// Open and received ones, waiting for a decision.
    Inbox,
    /// Sent ones.
    Sent,
    /// Put away: ignored ones, accepted ones, and sent ones that one need not see.
    Archive,
    /// Put away to be deleted; never the same as withdrawing.
    Trash,
    /// Deleted for good: shown nowhere, kept only so that an import does not bring it
    /// back and the deletion can be undone.
    Deleted,
    /// What was said in it is forgotten as well: only the mark of its key is left.
    Purged,
}

impl Place {
    /// Whether what lies here is shown nowhere.
    pub fn is_gone(self) -> bool {
        matches!(self, Place::Deleted | Place::Purged)
    }
}

/// State and place together, and where it would go back to: what the user's acts change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What has become of it.
    pub state: State,
    /// Where it lies.
    pub place: Place,
    /// Where it lay before the trash; the same as `place` elsewhere.
    pub back: Place,
    /// In the inbox: until which day it is put off. From that day on it is back.
    pub snoozed: Option<NaiveDate>,
    /// Of one that was decided on: the version of the guidelines that was in force.
    pub under: Option<FactId>,
}

impl Standing {
    /// Standing in a place that is not the trash.
    pub fn at(state: State, place: Place) -> Standing {
        Standing { state, place, back: place, snoozed: None, under: None }
    }

    /// Standing in this place, or in the one that the laws give it: strangers' bytes may say
    /// anything.
    pub fn lawful(direction: Direction, state: State, place: Place) -> Standing {
        let place = match (direction, &state, place) {
            (Direction::Received, State::Open, Place::Sent) => Place::Inbox,
            (
                Direction::Received,
                State::Accepted(_) | State::Withdrawn(_),
                Place::Inbox | Place::Sent,
            ) => Place::Archive,
            (Direction::Sent, _, Place::Inbox) => Place::Sent,
            (_, _, place) => place,
        };
        Standing::at(state, place)
    }

    /// The same, moved to the trash.
    pub fn trashed(&self) -> Standing {
        Standing { place: Place::Trash, snoozed: None, ..self.clone() }
    }
}

/// An invitation between the owner of the network and one other person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Which one.
    pub id: InvitationId,
    /// Who invited whom.
    pub direction: Direction,
    /// The other person.
    pub person: PersonId,
    /// Where it came from.
    pub channel: Channel,
    /// When it was sent, as its source says.
    pub sent_at: Stamp,
    /// The message that came with it; may be empty.
    pub message: String,
    /// State and place.
    pub standing: Standing,
    /// The fact that last wrote the standing.
    pub standing_by: FactId,
    /// The fact that last said with whom it is.
    pub with_by: FactId,
    /// Whether the user has seen it.
    pub read: bool,
    /// Why the user decided as they did, and the fact that wrote that; none where they have
    /// not said.
    pub reason: Option<Box<(String, FactId)>>,
}

impl Invitation {
    /// Whether it can still be accepted or withdrawn.
    pub fn is_open(&self) -> bool {
        self.standing.state == State::Open
    }

    /// Whether it was received and can still be accepted, in the inbox or put away.
    pub fn can_be_accepted(&self) -> bool {
        self.direction == Direction::Received && self.is_open() && !self.standing.place.is_gone()
    }

    /// Received, open, and put away unanswered: what LinkedIn has thrown away.
    pub fn is_ignored(&self) -> bool {
        self.direction == Direction::Received
            && self.is_open()
            && matches!(self.standing.place, Place::Archive | Place::Trash)
    }

    /// Whether it is put off on this day, and so not shown in the inbox.
    pub fn is_snoozed(&self, today: NaiveDate) -> bool {
        self.standing.snoozed.is_some_and(|until| today < until)
    }

    /// What is left of it once it is forgotten: which one, and between whom.
    pub fn purged(&self, by: FactId) -> Invitation {
        Invitation {
            id: self.id,
            direction: self.direction,
            person: self.person,
            channel: self.channel,
            sent_at: Stamp::Unknown,
            message: String::new(),
            standing: Standing::at(State::Open, Place::Purged),
            standing_by: by,
            with_by: self.with_by,
            read: true,
            reason: None,
        }
    }

    /// The message for a list: whole, or how it begins.
    pub fn excerpt(&self) -> String {
        let message = self.message.trim_end();
        let lines = message.match_indices('\n').nth(EXCERPT_LINES - 1).map(|(at, _)| at);
        let length = message.char_indices().nth(EXCERPT).map(|(at, _)| at);
        let end = [lines, length].into_iter().flatten().min();
        let Some(head) = end.and_then(|end| message.get(..end)) else {
            return message.to_owned();
        };
        // Between two words, where there are words: nothing is torn apart.
        let words = match head.rfind(char::is_whitespace) {
            Some(at) if Some(head.len()) == length && at > head.len() / 2 => head.get(..at),
            _ => Some(head),
        };
        format!("{} …", words.unwrap_or(head).trim_end())
    }

    /// Why the user decided as they did; empty where they have not said.
    pub fn reason(&self) -> &str {
        self.reason.as_ref().map_or("", |reason| reason.0.as_str())
    }

    /// Whether LinkedIn has let it lapse by today: it does so after about six months. Here
    /// nothing expires.
    pub fn has_lapsed(&self, today: NaiveDate) -> bool {
        let limit = today.checked_sub_months(Months::new(6));
        self.channel == Channel::LinkedIn
            && matches!((self.sent_at.day(), limit), (Some(day), Some(limit)) if day < limit)
    }

    /// From which day on LinkedIn lets one send it again: three weeks after it was withdrawn.
    /// `None` where it was not withdrawn, or nobody knows when.
    pub fn can_be_sent_again(&self) -> Option<NaiveDate> {
        match &self.standing.state {
            State::Withdrawn(on)
                if self.direction == Direction::Sent && self.channel == Channel::LinkedIn =>
            {
                on.day()?.checked_add_days(Days::new(21))
            }
            _ => None,
        }
    }

    /// How long it took until it was accepted; `None` where it was not.
    pub fn took(&self) -> Option<Span> {
        match &self.standing.state {
            State::Accepted(on) => Some(Span::between(self.sent_at.day(), on.day())),
            State::Open | State::Withdrawn(_) => None,
        }
    }

    /// Where "restore" leads from here, or `None` where it already is at home.
    pub fn restore_target(&self) -> Option<Place> {
        let home = match (self.direction, &self.standing.state) {
            (Direction::Sent, _) => Place::Sent,
            (Direction::Received, State::Open) => Place::Inbox,
            (Direction::Received, _) => Place::Archive,
        };
        match self.standing.place {
            // Back to where it lay, unless that is no place for its state any more.
            Place::Trash if self.standing.back == Place::Archive => Some(Place::Archive),
            Place::Trash => Some(home),
            Place::Archive => (home != Place::Archive).then_some(home),
            Place::Inbox | Place::Sent | Place::Deleted | Place::Purged => None,
        }
    }
}
