//! Where the keyboard's focus goes after an act.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Moves the focus to the element with this id, once what has just changed is rendered.
///
/// An element that takes no focus by itself, such as a heading, is made to take it from a
/// script, but does not come into the order of the Tab key. Nothing happens where no
/// element has the id.
pub fn focus_by_id(id: impl Into<String>) {
    let id = id.into();
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id) {
            focus_element(&element);
        }
    });
}

/// Moves the focus to the element with this id now: for keys, since the next press may come
/// before anything is rendered.
pub fn focus_now(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        focus_element(&element);
    }
}

/// Moves the focus to this element now, as [`focus_by_id`] does.
pub fn focus_element(element: &Element) {
    take_focus(element, true);
}

/// `is_shown`: it is also scrolled into sight, for which the browser lays out the page at once.
fn take_focus(element: &Element, is_shown: bool) {
    let Some(element) = element.dyn_ref::<HtmlElement>() else { return };
    if element.tab_index() < 0 && !element.has_attribute("tabindex") {
        // `tabindex` is a well-formed name, so that setting it cannot fail.
        let _ = element.set_attribute("tabindex", "-1");
    }
    // Fails for elements that are no longer in the page, and then there is nothing to do.
    let _ = if is_shown {
        element.focus()
    } else {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        element.focus_with_options(&options)
    };
}

/// True when nothing on the page has the focus.
pub(super) fn is_lost() -> bool {
    match document().active_element() {
        None => true,
        Some(active) => active.tag_name() == "BODY",
    }
}

/// Moves the focus to the first of these ids that exists, once what has just changed is
/// rendered.
pub fn focus_first(ids: Vec<String>) {
    request_animation_frame(move || {
        if let Some(element) = ids.iter().find_map(|id| document().get_element_by_id(id)) {
            focus_element(&element);
        }
    });
}

/// Moves the focus to the first of these ids: now where that one is there, else to the first
/// that is, once what has just changed is rendered.
///
/// For what is about to lose the element that has the focus: a browser whose focused element is
/// taken away looks long for where to go. It is scrolled into sight with the next frame, when
/// it stands where it is to be.
pub fn focus_ahead(ids: Vec<String>) {
    let Some(element) = ids.first().and_then(|id| document().get_element_by_id(id)) else {
        return focus_first(ids);
    };
    take_focus(&element, false);
    request_animation_frame(move || {
        if document().active_element().as_ref() == Some(&element) {
            let nearest = ScrollIntoViewOptions::new();
            nearest.set_block(ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    });
}
