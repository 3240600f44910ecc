//! Other tabs of the same page: hints that they may have written something.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// What happens on the document, not on the window, when this page wakes up.
const WAKING: [&str; 2] = ["visibilitychange", "resume"];

/// Calls `look` whenever another tab may have written, or when this one wakes up after a
/// sleep in which it heard nothing. With the key, where one is known.
pub fn on_news(look: impl Fn(Option<String>) + Clone + 'static) {
    let heard = look.clone();
    let storage = window_event_listener(ev::storage, move |event| heard(event.key()));
    let shown = look.clone();
    let pageshow = window_event_listener(ev::pageshow, move |_| shown(None));
    let focused = look.clone();
    let focus = window_event_listener(ev::focus, move |_| focused(None));
    let woken = Closure::<dyn Fn()>::new(move || look(None)).into_js_value();
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(document) = &document {
        for event in WAKING {
            // Adding or removing a listener with a name fails for no reason.
            let _ = document.add_event_listener_with_callback(event, woken.unchecked_ref());
        }
    }
    let cleanup = StoredValue::new_local((document, woken));
    on_cleanup(move || {
        storage.remove();
        pageshow.remove();
        focus.remove();
        cleanup.with_value(|(document, woken)| {
            for event in WAKING {
                if let Some(document) = document {
                    let _ =
                        document.remove_event_listener_with_callback(event, woken.unchecked_ref());
                }
            }
        });
    });
}
