//! The words for what is counted: fields of work, and spans of time.

use crate::app::dates;
use crate::app::words::say;
use crate::domain::field::Field;
use crate::domain::span::{Period, Span};

/// A field of work.
pub fn field(field: Field) -> String {
    match field {
        Field::Executives => say!(field.executives),
        Field::Engineering => say!(field.engineering),
        Field::Data => say!(field.data),
        Field::Design => say!(field.design),
        Field::Product => say!(field.product),
        Field::Marketing => say!(field.marketing),
        Field::Sales => say!(field.sales),
        Field::People => say!(field.people),
        Field::Finance => say!(field.finance),
        Field::Legal => say!(field.legal),
        Field::Health => say!(field.health),
        Field::Research => say!(field.research),
        Field::Media => say!(field.media),
        Field::Operations => say!(field.operations),
        Field::Consulting => say!(field.consulting),
        Field::Students => say!(field.students),
        Field::Other => say!(field.other),
        Field::Unsaid => say!(field.unsaid),
    }
}

/// How long something took, or how old it is.
pub fn span(span: Span) -> String {
    match span {
        Span::Day => say!(span.day),
        Span::Week => say!(span.week),
        Span::Month => say!(span.month),
        Span::Quarter => say!(span.quarter),
        Span::HalfYear => say!(span.half_year),
        Span::Year => say!(span.year),
        Span::Longer => say!(span.longer),
        Span::Unknown => say!(span.unknown),
    }
}

/// A year, or a month of one.
pub fn period(period: Period) -> String {
    match period {
        Period::Year(year) => year.to_string(),
        Period::Month(year, month) => dates::month(year, month),
        Period::Unknown => say!(row.no_date),
    }
}
