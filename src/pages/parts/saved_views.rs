//! Views of the list of connections that the user has saved under a name.

use leptos::prelude::*;

use super::asking::Asking;
use crate::app::model::use_model;
use crate::app::words::{self, say};
use crate::browser::address;
use crate::components::disclosure::Disclosure;
use crate::components::field::Field;
use crate::domain::fact::{Act, Verb};
use crate::domain::views::{self, SavedView};
use crate::route::{ConnectionsView, Route, View};

/// The saved views as links, and a form that saves what is shown now.
#[component]
pub fn SavedViewsMenu(
    /// What is asked for.
    asking: Asking<ConnectionsView>,
) -> impl IntoView {
    let model = use_model();
    let open = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    let saved = Memo::new(move |_| {
        model.network(|network| network.views().map(|views| views.to_vec()).unwrap_or_default())
    });
    let fragment = move || asking.view.with(View::fragment);
    let keep = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let name_now = name.with_untracked(|name| name.trim().to_owned());
        if name_now.is_empty() {
            return;
        }
        let view = SavedView { name: name_now, fragment: untrack(fragment) };
        open.set(false);
        name.set(String::new());
        model.act(Act::Views(views::with(&saved.get_untracked(), view)));
    };
    let links = move || {
        let all = saved.get();
        all.into_iter()
            .map(|view| {
                let href = format!("{}{}", address::link(Route::Connections), view.fragment);
                let is_shown = {
                    let own = view.fragment.clone();
                    move || (fragment() == own).then_some("true")
                };
                let called = view.name.clone();
                let forget = move |_| {
                    model.act(Act::Views(views::without(&saved.get_untracked(), &called)));
                };
                view! {
                    <li class="saved-view">
                        <a href=href aria-current=is_shown on:click=move |_| open.set(false)>
                            {view.name.clone()}
                        </a>
                        <button
                            type="button"
                            class="opened-untag"
                            aria-label=say!(views.forget, name = view.name.as_str())
                            on:click=forget
                        >
                            "×"
                        </button>
                    </li>
                }
            })
            .collect::<Vec<_>>()
    };
    view! {
        <Disclosure
            open
            name=say!(views.button)
            button=|| say!(views.button)
            button_class="button"
            id="saved-views"
            class="chosen-more panel stack"
            label=say!(views.button)
        >
            <Show when=move || saved.with(Vec::is_empty)>
                <p class="hint">{say!(views.none)}</p>
            </Show>
            <ul class="saved-views" role="list">
                {links}
            </ul>
            <form class="stack" on:submit=keep>
                <Field label=say!(views.name) value=name hint=say!(views.hint) />
                <div class="cluster">
                    <button type="submit" class="button button-small">
                        {words::verb(Verb::Views)}
                    </button>
                </div>
            </form>
        </Disclosure>
    }
}
