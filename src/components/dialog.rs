//! Modal windows on the browser's own `<dialog>`.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Node;

use super::unique::unique_id;

/// A modal window.
///
/// The browser keeps the focus inside, closes it on Escape and gives the focus back to
/// where it was. A press beside the window closes it as well.
#[component]
pub fn Dialog(
    /// Whether it is open, both ways.
    open: RwSignal<bool>,
    /// Its heading and accessible name.
    #[prop(into)]
    title: Signal<String>,
    /// The id of an element inside that describes it.
    #[prop(optional, into)]
    described_by: Option<String>,
    /// What it shows. Built when it opens, dropped when it closes. What carries
    /// `autofocus` gets the focus, else the first that takes it.
    children: ChildrenFn,
) -> impl IntoView {
    let id = unique_id("dialog");
    let dialog = NodeRef::<html::Dialog>::new();

    // Opening and closing are calls of the browser.
    Effect::new(move |_| {
        if open.get() {
            // A frame later, when the children are there to be focused.
            request_animation_frame(move || {
                if let Some(Some(dialog)) = dialog.try_get_untracked()
                    && open.try_get_untracked() == Some(true)
                    && !dialog.open()
                {
                    // Fails where the element is no longer in the page.
                    let _ = dialog.show_modal();
                }
            });
        } else if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    });

    // The content covers the whole of the window: what hits the element itself is beside it.
    let is_beside = move |event: &web_sys::Event| {
        let target = event.target().and_then(|it| it.dyn_into::<Node>().ok());
        dialog.get_untracked().is_some_and(|dialog| dialog.is_same_node(target.as_ref()))
    };
    let pressed_beside = StoredValue::new(false);

    let heading = id.clone();
    view! {
        <dialog
            class="dialog"
            node_ref=dialog
            aria-labelledby=id
            aria-describedby=described_by
            on:close=move |_| {
                if open.get_untracked() {
                    open.set(false);
                }
            }
            on:pointerdown=move |event| pressed_beside.set_value(is_beside(&event))
            on:click=move |event| {
                // Pressed and let go beside it: who selects text may let go anywhere.
                if pressed_beside.get_value() && is_beside(&event) {
                    open.set(false);
                }
            }
        >
            <div class="dialog-content stack">
                <h2 class="dialog-title" id=heading>
                    {title}
                </h2>
                {move || open.get().then(|| children())}
            </div>
        </dialog>
    }
}

/// Asks before something is done that cannot be taken back easily.
#[component]
pub fn ConfirmDialog(
    /// Whether it is open, both ways.
    open: RwSignal<bool>,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// What will happen.
    #[prop(into)]
    body: Signal<String>,
    /// The word of the button that does it.
    #[prop(into)]
    confirm: Signal<String>,
    /// The word of the button that leaves everything as it is.
    #[prop(into)]
    cancel: Signal<String>,
    /// Whether something gets lost: then the focus starts at the other button.
    #[prop(optional)]
    dangerous: bool,
    /// Does it. The window is closed already, and the focus back where it was.
    on_confirm: Callback<()>,
) -> impl IntoView {
    let body_id = unique_id("dialog-body");
    let described_by = body_id.clone();
    let confirm_class = if dangerous { "button button-danger" } else { "button button-primary" };
    view! {
        <Dialog open title described_by>
            <p class="dialog-body" id=body_id.clone()>
                {body}
            </p>
            <div class="dialog-acts">
                <button
                    type="button"
                    class="button"
                    autofocus=dangerous
                    on:click=move |_| open.set(false)
                >
                    {cancel}
                </button>
                <button
                    type="button"
                    class=confirm_class
                    autofocus=!dangerous
                    on:click=move |_| {
                        open.set(false);
                        // After the browser has moved the focus back: what is done may
                        // want to move it on. Nothing, if the page was left meanwhile.
                        request_animation_frame(move || {
                            let _ = on_confirm.try_run(());
                        });
                    }
                >
                    {confirm}
                </button>
            </div>
        </Dialog>
    }
}
