//! What stands where a list would be, when there is nothing in it.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// An empty list, told as a place and not as a failure.
#[component]
pub fn Empty(
    /// The drawing above the words.
    icon: IconName,
    /// What is empty, in a few words.
    #[prop(into)]
    heading: Signal<String>,
    /// What would be here, or what to do; one sentence.
    #[prop(into)]
    text: Signal<String>,
    /// Buttons or links to go on with.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name=icon class="empty-icon" />
            <h2 class="empty-heading">{heading}</h2>
            <p class="empty-text">{text}</p>
            {children.map(|children| view! { <div class="cluster empty-acts">{children()}</div> })}
        </div>
    }
}
