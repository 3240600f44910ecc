//! The pages about people, and the way from one to the other.

use std::time::Duration;

use leptos::{ev, html, prelude::*};
use leptos_router::components::A;
use web_sys::Element;

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
    let nav = NodeRef::<html::Nav>::new();
    // Whether there is more of it before what is seen, and after.
    let more = RwSignal::new((false, false));
    let look = move || {
        let Some(nav) = nav.try_get_untracked().flatten() else { return };
        let before = nav.scroll_left();
        let after = nav.scroll_width() - nav.client_width() - before;
        if more.get_untracked() != (before > 0, after > 0) {
            more.set((before > 0, after > 0));
        }
    };
    // Where it is too narrow for all of them, the page that is open is seen: at once, and
    // nothing else moves.
    Effect::new(move || {
        let Some(nav) = nav.get() else { return };
        if let Ok(Some(current)) = nav.query_selector("[aria-current]") {
            let middle = |of: &Element| {
                let of = of.get_bounding_client_rect();
                of.left() + of.width() / 2.0
            };
            // Whole pixels will do.
            let by = (middle(&current) - middle(&nav)) as i32;
            nav.set_scroll_left(nav.scroll_left() + by);
        }
        look();
    });
    // A number beside a name takes room.
    Effect::new(move || {
        waiting.track();
        request_animation_frame(look);
    });
    let resized = window_event_listener(ev::resize, move |_| look());
    on_cleanup(move || resized.remove());
    view! {
        <nav
            class="people-nav"
            class:people-nav-before=move || more.get().0
            class:people-nav-after=move || more.get().1
            aria-label=say!(nav.people)
            node_ref=nav
            on:scroll=move |_| look()
        >
            {links}
        </nav>
    }
}
