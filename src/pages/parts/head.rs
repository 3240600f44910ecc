//! The heading of a page, and the title of the window.

use leptos::prelude::*;

use crate::app::words::say;

/// The id of the heading: where the focus goes when nothing better is left.
pub const HEADING: &str = "heading";

/// The heading of a page. It names the window too.
#[component]
pub fn PageHead(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// Buttons beside it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <WindowTitle page=title />
        <div class="page-head">
            <h1 id=HEADING tabindex="-1">{title}</h1>
            {children.map(|children| view! { <div class="cluster">{children()}</div> })}
        </div>
    }
}

/// The title of the window.
#[component]
pub fn WindowTitle(
    /// The page that it names.
    #[prop(into)]
    page: Signal<String>,
) -> impl IntoView {
    Effect::new(move || document().set_title(&say!(page.title, page = page.get())));
}
