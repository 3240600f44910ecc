//! `/`: the first visit; later the inbox.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::{A, Redirect};
use leptos_router::hooks::use_navigate;

use super::parts::head::{HEADING, WindowTitle};
use crate::app::model::use_model;
use crate::app::words::say;
use crate::browser::address;
use crate::route::Route;

/// What this is, in three sentences; whoever has a network already goes to the inbox.
#[component]
pub fn HomePage() -> impl IntoView {
    let model = use_model();
    if !model.network_now(|network| network.is_empty()) {
        let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
        return view! { <Redirect path=Route::Inbox.path() options /> }.into_any();
    }
    let navigate = use_navigate();
    let try_sample = move |_| {
        model.start_sample();
        navigate(Route::Inbox.path(), NavigateOptions::default());
    };
    view! {
        <section class="welcome">
            <WindowTitle page=say!(welcome.heading) />
            <h1 id=HEADING tabindex="-1">{say!(welcome.heading)}</h1>
            <div class="welcome-words">
                <p>{say!(welcome.one)}</p>
                <p>{say!(welcome.two)}</p>
                <p>{say!(welcome.three)}</p>
            </div>
            <div class="welcome-acts">
                <A href=address::link(Route::Import) attr:class="button button-large button-primary">
                    {say!(welcome.import)}
                </A>
                <button type="button" class="button button-large" on:click=try_sample>
                    {say!(welcome.sample)}
                </button>
            </div>
        </section>
    }
    .into_any()
}
