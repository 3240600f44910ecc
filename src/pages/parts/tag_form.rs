//! The field in which a tag is given.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::app::model::use_model;
use crate::app::words::say;

/// A field that offers the tags that there are, and a button.
#[component]
pub fn TagForm(
    /// The id of the field, for its label.
    #[prop(into)]
    field: String,
    /// Gives the tag. True if it was given: then the field is empty for the next.
    on_add: Callback<String, bool>,
) -> impl IntoView {
    let model = use_model();
    let typed = RwSignal::new(String::new());
    let known = move || {
        model.network(|network| {
            let all: BTreeSet<&str> = network.people().flat_map(|person| person.tags()).collect();
            all.into_iter()
                .map(|tag| view! { <option value=tag.to_owned()></option> })
                .collect::<Vec<_>>()
        })
    };
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let tag = typed.with_untracked(|typed| typed.trim().to_owned());
        if !tag.is_empty() && on_add.run(tag) {
            typed.set(String::new());
        }
    };
    let list = format!("{field}-known");
    let options = list.clone();
    view! {
        <form class="opened-form" on:submit=add>
            <input
                id=field
                class="field-input"
                autocomplete="off"
                list=list
                placeholder=say!(opened.tag_hint)
                prop:value=typed
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <datalist id=options>{known}</datalist>
            <button type="submit" class="button button-small">
                {say!(verb.tag)}
            </button>
        </form>
    }
}
