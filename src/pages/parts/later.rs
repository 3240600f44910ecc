//! Putting off: until when.

use chrono::{Days, Months, NaiveDate};
use leptos::prelude::*;

use crate::app::words::say;
use crate::browser::clock;
use crate::components::field::{Field, FieldKind};

/// The usual days until which something is put off, and any other.
#[component]
pub fn Later(
    /// Puts it off until this day, which is later than today.
    on_choose: Callback<NaiveDate>,
) -> impl IntoView {
    let date = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let put_off = move |until: Option<NaiveDate>| {
        let until = until.filter(|until| *until > clock::today());
        wrong.set(until.is_none().then(|| say!(refused.not_later)));
        if let Some(until) = until {
            on_choose.run(until);
        }
    };
    let today = clock::today();
    let choices = [
        (say!(opened.week), today.checked_add_days(Days::new(7))),
        (say!(opened.month), today.checked_add_months(Months::new(1))),
        (say!(opened.quarter), today.checked_add_months(Months::new(3))),
    ];
    let choices = choices.map(|(word, until)| {
        view! {
            <button
                type="button"
                class="button button-small"
                on:click=move |_| put_off(until)
            >
                {word}
            </button>
        }
    });
    view! {
        <fieldset class="stack opened-later">
            <legend>{say!(opened.later)}</legend>
            <div class="cluster">{choices.to_vec()}</div>
            <form
                class="opened-form"
                on:submit=move |event| {
                    event.prevent_default();
                    put_off(date.with(|date| date.parse().ok()));
                }
            >
                <Field
                    label=say!(opened.until)
                    value=date
                    kind=FieldKind::Date
                    error=Signal::derive(move || wrong.get())
                />
                <button type="submit" class="button button-small">
                    {say!(opened.put_off)}
                </button>
            </form>
        </fieldset>
    }
}
