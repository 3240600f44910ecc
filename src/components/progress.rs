//! How far a longer work has come, and the way to stop it.

use leptos::prelude::*;

use super::unique::unique_id;

/// A labelled bar with a button that stops the work.
#[component]
pub fn Progress(
    /// What is being done.
    #[prop(into)]
    label: Signal<String>,
    /// The part that is done, from 0 to 1; `None` while it is not known.
    #[prop(into)]
    value: Signal<Option<f64>>,
    /// A word on how far it is, such as a count.
    #[prop(optional, into)]
    detail: Option<Signal<String>>,
    /// The word of the button that stops the work.
    #[prop(into)]
    cancel: Signal<String>,
    /// Stops the work.
    on_cancel: Callback<()>,
) -> impl IntoView {
    let id = unique_id("progress");
    // Whole steps of a thousandth: the bar does not move by less than that.
    let steps = Memo::new(move |_| value.get().map(|part| (part.clamp(0.0, 1.0) * 1000.0).round()));
    view! {
        <div class="progress">
            <label class="progress-label" for=id.clone()>
                {label}
            </label>
            <progress id=id class="progress-bar" max="1000" value=move || steps.get()></progress>
            <div class="progress-foot">
                <span class="hint">{detail}</span>
                <button type="button" class="button button-small" on:click=move |_| on_cancel.run(())>
                    {cancel}
                </button>
            </div>
        </div>
    }
}
