//! Other tabs of the same page: hints that they may have written something.

use leptos::ev;
use leptos::prelude::*;

/// Calls `look` whenever another tab may have written, or when this one wakes up after a
/// sleep in which it heard nothing. With the key, where one is known.
pub fn on_news(look: impl Fn(Option<String>) + Clone + 'static) {
    let heard = look.clone();
    let storage = window_event_listener(ev::storage, move |event| heard(event.key()));
    let shown = look.clone();
    let pageshow = window_event_listener(ev::pageshow, move |_| shown(None));
    let focus = window_event_listener(ev::focus, move |_| look(None));
    on_cleanup(move || {
        storage.remove();
        pageshow.remove();
        focus.remove();
    });
}
