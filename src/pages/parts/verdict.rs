//! What the guidelines say, in words.

use super::badges::Badge;
use crate::app::words::say;
use crate::domain::guideline::{Condition, Field, Judgement, Known, Reason, Verdict};

/// The verdict in a word or two.
pub fn word(verdict: Verdict) -> String {
    match verdict {
        Verdict::Fits => say!(verdict.fits),
        Verdict::DoesNotFit => say!(verdict.unfit),
        Verdict::CannotTell => say!(verdict.unclear),
    }
}

/// The verdict as a badge.
pub fn badge(verdict: Verdict) -> Badge {
    let badge = match verdict {
        Verdict::Fits => Badge::good,
        Verdict::DoesNotFit | Verdict::CannotTell => Badge::quiet,
    };
    badge(word(verdict))
}

/// The verdict with its reasons: "Fits: Fjordline is one of your employers".
pub fn sentence(judgement: &Judgement) -> String {
    let reasons: Vec<String> = judgement.reasons.iter().map(reason).collect();
    let word = word(judgement.verdict);
    if reasons.is_empty() {
        word
    } else {
        say!(verdict.because, verdict = word, reasons = reasons.join("; "))
    }
}

fn reason(reason: &Reason) -> String {
    let found = reason.found.as_str();
    match (&reason.condition, reason.holds) {
        (Condition::OwnEmployer, Some(true)) => say!(verdict.employer, company = found),
        (Condition::OwnEmployer, Some(false)) => say!(verdict.no_employer, company = found),
        (Condition::OwnEmployer, None) if !found.is_empty() => say!(verdict.employers_unknown),
        (Condition::Company(_), Some(true)) => say!(verdict.company, company = found),
        (Condition::Company(_), Some(false)) => say!(verdict.no_company, company = found),
        (Condition::OwnEmployer | Condition::Company(_), None) => say!(verdict.company_unknown),
        (Condition::Words(field, _), Some(true)) => {
            say!(verdict.word, word = found, place = field_word(*field))
        }
        (Condition::Words(field, _), Some(false)) => {
            say!(verdict.no_word, place = field_word(*field))
        }
        (Condition::Words(field, _), None) => {
            say!(verdict.field_unknown, place = field_word(*field))
        }
        (Condition::Tag(tag), Some(true)) => say!(verdict.tag, tag = tag.as_str()),
        (Condition::Tag(tag), _) => say!(verdict.no_tag, tag = tag.as_str()),
        (Condition::HasMessage, Some(true)) => say!(verdict.message),
        (Condition::HasMessage, Some(false)) => say!(verdict.no_message),
        (Condition::HasMessage, None) => say!(verdict.message_unknown),
        (Condition::Known, Some(true)) => match reason.known {
            Some(Known::FormerConnection) => say!(verdict.former),
            Some(Known::EarlierInvitation) | None => say!(verdict.earlier),
        },
        (Condition::Known, _) => say!(verdict.not_known),
        (Condition::NameIn(_), Some(true)) => say!(verdict.name),
        (Condition::NameIn(_), Some(false)) => say!(verdict.no_name),
        (Condition::NameIn(_), None) => say!(verdict.name_unknown),
    }
}

fn field_word(field: Field) -> String {
    match field {
        Field::Position => say!(verdict.position),
        Field::Headline => say!(verdict.headline),
        Field::Message => say!(verdict.the_message),
    }
}
