//! When nobody waits for anything.

use js_sys::{Function, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// Does this when the browser has nothing else to do; soon, where it cannot tell.
pub fn when_idle(work: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let work: Function = Closure::once_into_js(work).unchecked_into();
    // Safari has it only of late; `web_sys` would call it and throw.
    let idle = Reflect::get(&window, &JsValue::from_str("requestIdleCallback"));
    let asked = match idle.ok().and_then(|it| it.dyn_into::<Function>().ok()) {
        Some(idle) => idle.call1(&window, &work).is_ok(),
        None => window.set_timeout_with_callback_and_timeout_and_arguments_0(&work, 50).is_ok(),
    };
    if !asked {
        // Without either, now is as good as later; it throws nothing.
        let _ = work.call0(&JsValue::UNDEFINED);
    }
}
