//! A button that opens a region below itself.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::focus::{focus_element, is_lost};

/// A button that opens and closes a region.
///
/// Escape, a press outside, and the focus leaving both close the region. Afterwards the
/// focus is on the button, unless it has gone to something else. It is no menu: what is
/// in the region keeps its own roles, and is reached with the Tab key.
#[component]
pub fn Disclosure(
    /// Whether the region is open, both ways.
    open: RwSignal<bool>,
    /// The button's accessible name.
    #[prop(into)]
    name: Signal<String>,
    /// What the button shows.
    #[prop(into)]
    button: ViewFn,
    /// The button's class.
    #[prop(into)]
    button_class: String,
    /// The button's element id.
    #[prop(optional, into)]
    button_id: Option<String>,
    /// The region's element id.
    #[prop(into)]
    id: String,
    /// The region's class.
    #[prop(into)]
    class: String,
    /// The region's accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// What the region shows. Built when it opens, dropped when it closes.
    children: ChildrenFn,
) -> impl IntoView {
    let whole = NodeRef::<html::Div>::new();
    let opener = NodeRef::<html::Button>::new();
    let is_outside = move |target: Option<&Node>| {
        whole.try_get_untracked().flatten().is_some_and(|whole| !whole.contains(target))
    };
    let focus_opener = move || {
        if let Some(Some(opener)) = opener.try_get_untracked() {
            focus_element(&opener);
        }
    };

    let keys = window_event_listener(ev::keydown, move |event| {
        let in_dialog = event_element(&event).is_some_and(|it| is_in(&it, "dialog"));
        if event.key() == "Escape" && open.get_untracked() && !in_dialog {
            event.prevent_default();
            open.set(false);
            focus_opener();
        }
    });
    let presses = window_event_listener(ev::pointerdown, move |event| {
        if open.get_untracked() && is_outside(event_element(&event).as_deref()) {
            open.set(false);
        }
    });
    on_cleanup(move || {
        keys.remove();
        presses.remove();
    });

    // The focus is outside of what signals can tell: when the region is gone and took the
    // focus with it, or the press outside hit nothing that takes the focus, the button
    // gets it back. A frame later, when the browser has moved the focus.
    Effect::new(move |was: Option<bool>| {
        let is = open.get();
        if was == Some(true) && !is {
            request_animation_frame(move || {
                if is_lost() {
                    focus_opener();
                }
            });
        }
        is
    });

    let controls = id.clone();
    let region = move || {
        let (id, class, children) = (id.clone(), class.clone(), children.clone());
        open.get().then(move || {
            view! {
                <section id=id class=class aria-label=label>
                    {children()}
                </section>
            }
        })
    };
    view! {
        <div
            class="disclosure"
            node_ref=whole
            on:focusout=move |event| {
                let to = event.related_target().and_then(|it| it.dyn_into::<Node>().ok());
                if to.is_some() && is_outside(to.as_ref()) {
                    open.set(false);
                }
            }
        >
            <button
                type="button"
                id=button_id
                class=button_class
                node_ref=opener
                aria-label=name
                aria-expanded=move || if open.get() { "true" } else { "false" }
                aria-controls=move || open.get().then(|| controls.clone())
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {button.run()}
            </button>
            {region}
        </div>
    }
}

fn event_element(event: &web_sys::Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn is_in(element: &Element, selector: &str) -> bool {
    // Fails for malformed selectors only.
    matches!(element.closest(selector), Ok(Some(_)))
}
