//! The way to somebody's page on LinkedIn.

use leptos::prelude::*;

use crate::app::words::say;

/// A link to somebody's page on LinkedIn; nothing where that is not known.
#[component]
pub fn OpenOnLinkedIn(
    /// Where their page is.
    #[prop(into)]
    href: Signal<Option<String>>,
    /// Whose it is, where there are several such links.
    #[prop(optional, into)]
    who: Option<Signal<String>>,
    /// Its class.
    #[prop(default = "link-out")]
    class: &'static str,
) -> impl IntoView {
    let name = move || who.map(|who| say!(name.open_on_linkedin, who = who.get()));
    move || {
        href.get().map(|href| {
            view! {
                <a
                    class=class
                    href=href
                    target="_blank"
                    rel="noopener noreferrer"
                    aria-label=name
                >
                    {say!(open_on_linkedin)}
                </a>
            }
        })
    }
}
