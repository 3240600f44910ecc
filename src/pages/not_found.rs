//! Any address that is none.

use leptos::prelude::*;
use leptos_router::components::A;

use super::parts::head::PageHead;
use crate::app::words::say;
use crate::browser::address;
use crate::route::Route;

/// What stands at unknown addresses.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! {
        <PageHead title=say!(page.not_found) />
        <p class="page-lead">{say!(page.not_found_text)}</p>
        <p>
            <A href=address::link(Route::Inbox)>{say!(page.to_inbox)}</A>
        </p>
    }
}
