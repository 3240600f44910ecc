//! What the user enters by hand, from the texts of a form to an act.

use std::sync::Arc;

use chrono::NaiveDate;

use super::fact::{Act, Entered, Named};
use super::id::{InvitationId, PersonId};
use super::network::Network;
use super::person::{Moment, Person, Record, fold_name};
use super::profile::ProfileAddress;
use super::stamp::Stamp;

/// What is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An invitation that the user received.
    Received,
    /// An invitation that the user sent.
    Sent,
    /// A connection.
    Connection,
}

/// The texts of the form, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Form {
    /// First and last name.
    pub name: String,
    /// Link to the person's profile; may be empty.
    pub link: String,
    /// The message of an invitation; may be empty.
    pub message: String,
    /// The day, as `2026-03-15`; empty for unknown.
    pub date: String,
    /// Somebody of that name who is known already, and whom the user says it is.
    pub same_as: Option<PersonId>,
}

/// What is wrong with a form. Each belongs to one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Problem {
    /// No name.
    NoName,
    /// The link is no web address of a page.
    NotALink,
    /// The date is none.
    NotADate,
    /// The date is after today.
    InTheFuture,
}

/// Everybody who is known by this name.
pub fn known_by_name<'a>(network: &'a Network, name: &str) -> Vec<&'a Person> {
    let name = fold_name(name);
    if name.is_empty() {
        return Vec::new();
    }
    network.people().filter(|person| fold_name(&person.record.name()) == name).collect()
}

/// Turns a form into the act that it asks for. A link that is known means the person
/// whose it is; a name alone never does, unless the user says so.
///
/// # Errors
/// All that is wrong with the form, in the order of its fields.
pub fn enter(network: &Network, kind: Kind, form: &Form, now: Moment) -> Result<Act, Vec<Problem>> {
    let mut problems = Vec::new();
    let link = form.link.trim();
    let profile = ProfileAddress::parse(link);
    if form.name.trim().is_empty() {
        problems.push(Problem::NoName);
    }
    if !link.is_empty() && profile.is_none() {
        problems.push(Problem::NotALink);
    }
    let day = match form.date.trim() {
        "" => None,
        text => text.parse::<NaiveDate>().map(Some).unwrap_or_else(|_| {
            problems.push(Problem::NotADate);
            None
        }),
    };
    if day.is_some_and(|day| day > now.date_naive()) {
        problems.push(Problem::InTheFuture);
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let person = named(network, form, profile, now);
    let sent_at = day.map_or(Stamp::Unknown, Stamp::Day);
    let entered = |direction: &str| Entered {
        id: InvitationId::of(&[
            direction,
            &person.id.to_string(),
            &day.map_or_else(|| now.to_rfc3339(), |day| day.to_string()),
        ]),
        person: person.clone(),
        sent_at: sent_at.clone(),
        message: form.message.trim().to_owned(),
    };
    Ok(match kind {
        Kind::Received => Act::Receive(entered("received")),
        Kind::Sent => Act::Send(entered("sent")),
        Kind::Connection => Act::Connect { person: person.clone(), since: sent_at },
    })
}

fn named(network: &Network, form: &Form, profile: Option<ProfileAddress>, now: Moment) -> Named {
    let by_link = profile.as_ref().and_then(|profile| {
        network.people().find(|person| person.record.profile.as_ref() == Some(profile))
    });
    // A choice that was made before the name was changed counts for nothing.
    let same = form
        .same_as
        .and_then(|id| network.person(id))
        .filter(|person| fold_name(&person.record.name()) == fold_name(&form.name));
    if let Some(known) = by_link.or(same) {
        return Named { id: known.id, record: known.record.clone() };
    }
    let name = form.name.split_whitespace().collect::<Vec<_>>().join(" ");
    let (first, last) = name.rsplit_once(' ').unwrap_or((name.as_str(), ""));
    let id = match &profile {
        Some(profile) => PersonId::of(&["profile", profile.as_str()]),
        // Nothing sure is known: somebody of their own, even if the name is not new.
        None => PersonId::of(&["hand", &fold_name(&name), &now.to_rfc3339()]),
    };
    let record = Record {
        first_name: first.to_owned(),
        last_name: last.to_owned(),
        profile,
        ..Record::default()
    };
    Named { id, record: Arc::new(record) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Moment {
        "2026-03-15T10:00:00+01:00".parse().unwrap()
    }

    #[test]
    fn every_problem_of_a_form_is_told_at_once() {
        let form = Form { link: "not a link".into(), date: "soon".into(), ..Form::default() };
        assert_eq!(
            enter(&Network::default(), Kind::Received, &form, now()),
            Err(vec![Problem::NoName, Problem::NotALink, Problem::NotADate])
        );
        let form = Form { name: "Ama".into(), date: "2026-03-16".into(), ..Form::default() };
        assert_eq!(
            enter(&Network::default(), Kind::Sent, &form, now()),
            Err(vec![Problem::InTheFuture])
        );
    }

    #[test]
    fn a_name_alone_is_somebody_new_and_a_link_is_the_one_it_names() {
        let form = Form {
            name: " Ama  Owusu ".into(),
            link: "https://uk.linkedin.com/in/Ama-Owusu/".into(),
            message: " hello ".into(),
            date: "2026-03-01".into(),
            same_as: None,
        };
        let Ok(Act::Receive(entered)) = enter(&Network::default(), Kind::Received, &form, now())
        else {
            panic!("a good form is an act");
        };
        assert_eq!(entered.person.id, PersonId::of(&["profile", "linkedin.com/in/ama-owusu"]));
        assert_eq!(entered.person.record.name(), "Ama Owusu");
        assert_eq!(entered.message, "hello");
        assert_eq!(entered.sent_at, Stamp::Day("2026-03-01".parse().unwrap()));
    }
}
