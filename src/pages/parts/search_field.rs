//! The field in which one searches a list.

use leptos::prelude::*;

/// The id of the field, on every page that has one: `/` leads to it.
pub const SEARCH: &str = "search";

/// A field for what is searched for. What is typed goes into the address, and from there
/// into the field.
#[component]
pub fn SearchField(
    /// Its accessible name.
    #[prop(into)]
    label: String,
    /// What can be searched for.
    #[prop(into)]
    hint: String,
    /// What is searched for.
    #[prop(into)]
    query: Signal<String>,
    /// Searches for something else.
    on_type: Callback<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="visually-hidden" for=SEARCH>
                {label}
            </label>
            <input
                id=SEARCH
                class="field-input"
                type="search"
                autocomplete="off"
                placeholder=hint
                prop:value=query
                on:input=move |event| on_type.run(event_target_value(&event))
            />
        </div>
    }
}
