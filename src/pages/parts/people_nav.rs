//! The pages about people, and the way from one to the other.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::app::dates;
use crate::app::model::use_model;
use crate::app::words::say;
use crate::browser::address;
use crate::domain::todo;
use crate::route::Route;

/// Links to the pages about people, and how much is to be done on LinkedIn.
#[component]
pub fn PeopleNav() -> impl IntoView {
    let model = use_model();
    let waiting = Memo::new(move |_| model.network(todo::waiting));
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
