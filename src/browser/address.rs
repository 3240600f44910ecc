//! Where the page is hosted, how often its address may be written, and what has the keyboard.

use std::cell::{Cell, OnceCell};
use std::time::Duration;

use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement, Url};

use crate::route::Route;

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The path at which the app is hosted, without a slash at its end: empty at the root of
/// a host, `/quietly` on a shared one.
pub fn base() -> String {
    let uri = document().and_then(|document| document.base_uri().ok().flatten());
    let path = uri.and_then(|uri| Url::new(&uri).ok()).map(|url| url.pathname());
    let path = path.unwrap_or_default();
    // Without a `<base>` this is the page's own path, down to its last slash.
    let end = path.rfind('/').unwrap_or(0);
    path.get(..end).unwrap_or_default().to_owned()
}

/// The address of a page as a link: below the path at which the app is hosted. (The router
/// adds that where one navigates, and not to links.)
pub fn link(route: Route) -> String {
    thread_local! {
        // Where the app is hosted never changes while it runs, and each row has a link.
        static BASE: OnceCell<String> = const { OnceCell::new() };
    }
    BASE.with(|held| format!("{}{}", held.get_or_init(base), route.path()))
}

/// The page that a path of this host names, if it is one of the app's.
pub fn route(pathname: &str) -> Option<Route> {
    Route::parse(pathname.strip_prefix(base().as_str())?)
}

/// How many addresses may be written right after each other.
const AT_ONCE: f64 = 30.0;
/// How many in each second once these are used up: with them, ninety in 30 seconds. The rest is
/// for links.
const A_SECOND: f64 = 2.0;

/// Takes leave to write an address, or says after how long to ask again.
///
/// Whatever writes one as often as somebody types or scrolls asks first. Safari refuses to write
/// more than a hundred within 30 seconds, Firefox more than 200 within 10; the router does not
/// expect that, and the page would end. Chromium does not write them, and says nothing.
pub fn ask_to_write() -> Result<(), Duration> {
    thread_local! {
        // How many may be written, and as of when.
        static LEFT: Cell<(f64, f64)> = const { Cell::new((AT_ONCE, 0.0)) };
    }
    LEFT.with(|held| {
        let (left, since) = held.get();
        let now = js_sys::Date::now();
        let more = (now - since).max(0.0) / 1_000.0 * A_SECOND;
        let left = (left + more).min(AT_ONCE);
        if left < 1.0 {
            held.set((left, now));
            return Err(Duration::from_secs_f64((1.0 - left) / A_SECOND));
        }
        held.set((left - 1.0, now));
        Ok(())
    })
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        // A page that cannot be reloaded stays as it is, which is seen.
        let _ = window.location().reload();
    }
}

/// Goes back to where one was before.
pub fn back() {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        // Where nothing was before, one stays.
        let _ = history.back();
    }
}

/// Whether the keyboard is in a field for text, where undo belongs to the text.
pub fn is_typing() -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_some_and(|element| {
        let text = "textarea,select,input:not([type=radio],[type=checkbox],[type=file])";
        element.matches(text).unwrap_or(false)
            || element.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable)
    })
}

/// Whether a modal dialog is open: what lies behind it does not listen.
pub fn is_dialog_open() -> bool {
    document().is_some_and(|it| it.query_selector("dialog[open]").ok().flatten().is_some())
}
