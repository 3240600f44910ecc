//! What is left to do when the module stops: tell the script outside of it.

use web_sys::{CustomEvent, CustomEventInit};

/// From now on, a panic is told to `rescue.js`, which can still act when nothing of this
/// module can.
pub fn tell_rescue() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        let options = CustomEventInit::new();
        options.set_detail(&info.to_string().into());
        // In a panic there is nobody left to tell of a second failure.
        if let Ok(event) = CustomEvent::new_with_event_init_dict("quietly:panic", &options)
            && let Some(window) = web_sys::window()
        {
            let _ = window.dispatch_event(&event);
        }
    }));
}

/// Tells `rescue.js` that the page has come up, and takes away what stood there before.
pub fn tell_up() {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(document) = document else { return };
    if let Some(root) = document.document_element() {
        // Setting an attribute of the root fails for malformed names only.
        let _ = root.set_attribute("data-app", "up");
    }
    if let Some(boot) = document.get_element_by_id("boot") {
        boot.remove();
    }
}
