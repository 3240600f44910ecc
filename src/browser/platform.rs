//! What kind of browser this is, where that makes a difference to what is kept.

use js_sys::Reflect;
use web_sys::Window;

/// Whether this browser deletes what a page has stored after seven days of use without a
/// visit: Safari does, unless the page is installed.
pub fn deletes_after_seven_days() -> bool {
    web_sys::window().is_some_and(|window| is_safari(&window) && !is_installed(&window))
}

/// On iOS and iPadOS all browsers are Safari underneath, and all name the same vendor.
fn is_safari(window: &Window) -> bool {
    let vendor = Reflect::get(&window.navigator(), &"vendor".into());
    let vendor = vendor.ok().and_then(|vendor| vendor.as_string());
    vendor.is_some_and(|vendor| vendor.starts_with("Apple"))
}

fn is_installed(window: &Window) -> bool {
    let standalone = window.match_media("(display-mode: standalone)").ok().flatten();
    standalone.is_some_and(|list| list.matches())
}
