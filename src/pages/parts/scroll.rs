//! Where in a long list one was, found again by Back and on a reload.

use std::time::Duration;

use leptos::{ev, prelude::*};
use wasm_bindgen::JsValue;
use web_sys::ScrollRestoration;

use crate::browser::address;

/// After how much rest the place is noted.
const REST: Duration = Duration::from_millis(120);
/// Under which name it stands in the state of the entry of the browser's history.
const NAME: &str = "scrolled";

/// Notes with each entry of the browser's history how far one has scrolled, and goes there
/// once the page of that entry is shown again. A fresh visit begins at the top.
pub fn keep_scroll() {
    let wanted = noted();
    restore(ScrollRestoration::Manual);
    let pending = StoredValue::new(None::<TimeoutHandle>);
    let listener = window_event_listener(ev::scroll, move |_| note_later(pending, REST));
    let hidden = window_event_listener(ev::pagehide, |_| note());
    on_cleanup(move || {
        // What is noted later would stand with the next page's entry.
        if let Some(pending) = pending.get_value() {
            pending.clear();
        }
        listener.remove();
        hidden.remove();
        // The entry of the next page is there already, and is the browser's again.
        restore(ScrollRestoration::Auto);
    });
    if let Some(wanted) = wanted.filter(|wanted| *wanted > 0.0) {
        // The first frame measures the rows; then the place is where it was.
        request_animation_frame(move || {
            request_animation_frame(move || window().scroll_to_with_x_and_y(0.0, wanted));
        });
    }
}

/// Who finds the place again: the browser would go where it was before the rows are measured,
/// and after this page has gone there.
fn restore(by: ScrollRestoration) {
    if let Ok(history) = window().history() {
        // Where the browser refuses, both do it.
        let _ = history.set_scroll_restoration(by);
    }
}

/// How far one had scrolled when this entry was left.
fn noted() -> Option<f64> {
    let state = window().history().ok()?.state().ok()?;
    js_sys::Reflect::get(&state, &JsValue::from_str(NAME)).ok()?.as_f64()
}

/// Notes how far one has scrolled, unless one scrolls on before.
fn note_later(pending: StoredValue<Option<TimeoutHandle>>, after: Duration) {
    let then = move || match address::ask_to_write() {
        Ok(()) => note(),
        Err(wait) => note_later(pending, wait),
    };
    let handle = set_timeout_with_handle(then, after).ok();
    let before = pending.try_update_value(|pending| std::mem::replace(pending, handle));
    if let Some(Some(before)) = before {
        before.clear();
    }
}

/// Notes how far one has scrolled.
fn note() {
    let (Ok(history), Ok(scrolled)) = (window().history(), window().scroll_y()) else { return };
    let state = js_sys::Object::new();
    let set = js_sys::Reflect::set(&state, &JsValue::from_str(NAME), &scrolled.into());
    if set.is_ok() {
        // Where the browser refuses, one begins at the top: nothing else is lost.
        let _ = history.replace_state(&state, "");
    }
}
