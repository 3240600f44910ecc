//! The pages about people, and the way from one to the other.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::components::A;

use crate::app::dates;
use crate::app::model::use_model;
use crate::app::words::say;
use crate::browser::address;
use crate::domain::todo;
use crate::route::Route;

/// When it is counted anew what is to be done.
const SOON: Duration = Duration::from_millis(300);

/// Links to the pages about people, and how much is to be done on LinkedIn.
#[component]
pub fn PeopleNav() -> impl IntoView {
    let model = use_model();
    let waiting = RwSignal::new(model.network_now(todo::waiting));
    let counting = StoredValue::new(None::<TimeoutHandle>);
    // It looks at everybody: after an act, once what it did is painted, and once for several.
    Effect::new(move |before: Option<()>| {
        model.network(|_| ());
        if before.is_none() {
            return;
        }
        let count = move || {
            let _ = waiting.try_set(model.network_now(todo::waiting));
        };
        if let Some(earlier) = counting.get_value() {
            earlier.clear();
        }
        counting.set_value(set_timeout_with_handle(count, SOON).ok());
    });
    let pages = [
        (Route::Connections, say!(nav.list)),
        (Route::Changes, say!(nav.changes)),
        (Route::Duplicates, say!(nav.duplicates)),
        (Route::Todo, say!(nav.todo)),
        (Route::Insights, say!(nav.insights)),
    ];
    let links: Vec<_> = pages
        .into_iter()
        .map(|(route, name)| {
            let count = move || {
                let waiting = waiting.get();
                (route == Route::Todo && waiting > 0).then(|| {
                    view! {
                        " "
                        <span class="count">{dates::number(waiting)}</span>
                    }
                })
            };
            view! {
                <A href=address::link(route) attr:class="people-nav-link">
                    {name}
                    {count}
                </A>
            }
        })
        .collect();
    view! {
        <nav class="people-nav" aria-label=say!(nav.people)>
            {links}
        </nav>
    }
}
