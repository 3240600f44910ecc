//! Long work in slices: between two of them the page breathes.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use js_sys::Promise;
use leptos::prelude::{request_animation_frame, set_timeout};
use wasm_bindgen_futures::JsFuture;

use crate::import::{Cancelled, Pace, Progress};

/// How long a slice may take before the page is let through, in milliseconds.
const SLICE: f64 = 12.0;

/// Lets the page through between slices, tells how far the work is, and can be cancelled.
pub struct BrowserPace<F> {
    told: F,
    cancelled: Rc<Cell<bool>>,
    since: Cell<f64>,
}

impl<F: Fn(Progress)> BrowserPace<F> {
    /// `told` is called with the progress; setting `cancelled` ends the work at the next
    /// breath.
    pub fn new(told: F, cancelled: Rc<Cell<bool>>) -> Self {
        BrowserPace { told, cancelled, since: Cell::new(js_sys::Date::now()) }
    }
}

impl<F: Fn(Progress)> Pace for BrowserPace<F> {
    async fn breathe(&self, progress: Progress) -> Result<(), Cancelled> {
        if js_sys::Date::now() - self.since.get() >= SLICE {
            (self.told)(progress);
            next_task().await;
            self.since.set(js_sys::Date::now());
        }
        if self.cancelled.get() { Err(Cancelled) } else { Ok(()) }
    }
}

/// Does this once the next frame is painted. In a tab that nobody sees: once it is seen again.
pub fn after_paint(then: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(then, Duration::ZERO));
}

/// Waits until the browser has done what else waits, painting included.
pub async fn next_task() {
    let promise = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window()
            && window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 0).is_err()
        {
            // Without a timer, go on at once.
            let _ = resolve.call0(&wasm_bindgen::JsValue::UNDEFINED);
        }
    });
    // It never rejects.
    let _ = JsFuture::from(promise).await;
}
