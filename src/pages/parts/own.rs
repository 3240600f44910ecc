//! What the user writes about somebody: fields that keep by a button.

use leptos::prelude::*;

use super::tag_form::TagForm;
use crate::app::model::use_model;
use crate::app::words::say;
use crate::components::field::Field;
use crate::domain::fact::Act;
use crate::domain::id::PersonId;

/// The person's tags.
#[component]
pub fn Tags(
    /// Whose.
    person: Signal<Option<PersonId>>,
    /// The tags.
    tags: Signal<Vec<String>>,
    /// The id of the field for another one.
    #[prop(into)]
    field: String,
) -> impl IntoView {
    let model = use_model();
    let person = move || person.get_untracked();
    let add = Callback::new(move |tag: String| {
        person().is_some_and(|person| model.act(Act::Tag { people: vec![person], tag }))
    });
    let label = field.clone();
    view! {
        <div class="field">
            <label class="field-label" for=label>
                {say!(opened.tags)}
            </label>
            <ul class="opened-tags" aria-label=say!(opened.tags)>
                <For each=move || tags.get() key=String::clone let(tag)>
                    {
                        let name = say!(name.untag, tag = tag.as_str());
                        let shown_tag = tag.clone();
                        view! {
                            <li class="badge">
                                <span>{shown_tag}</span>
                                <button
                                    type="button"
                                    class="opened-untag"
                                    aria-label=name
                                    on:click=move |_| {
                                        if let Some(person) = person() {
                                            let tag = tag.clone();
                                            model.act(Act::Untag { people: vec![person], tag });
                                        }
                                    }
                                >
                                    "×"
                                </button>
                            </li>
                        }
                    }
                </For>
            </ul>
            <TagForm field on_add=add />
        </div>
    }
}

/// Something that the user writes, and keeps by a button.
#[component]
pub fn Written(
    /// The name of its field.
    #[prop(into)]
    label: String,
    /// What it is for.
    #[prop(into)]
    hint: String,
    /// The word of the button.
    #[prop(into)]
    keep: String,
    /// Whether it may have several lines.
    #[prop(optional)]
    multiline: bool,
    /// Usual texts to choose from.
    #[prop(optional)]
    usual: Vec<String>,
    /// What is kept.
    text: Signal<String>,
    /// Keeps something else.
    on_keep: Callback<String>,
) -> impl IntoView {
    let typed = RwSignal::new(text.get_untracked());
    // Whether something else is kept since than what the user began with.
    let is_other = RwSignal::new(false);
    // Taken back, or written in another tab: what the user is writing stays.
    Effect::new(move |before: Option<String>| {
        let now = text.get();
        if let Some(before) = before.filter(|before| *before != now) {
            let is_draft =
                typed.with_untracked(|typed| ![before.trim(), now.trim()].contains(&typed.trim()));
            is_other.set(is_draft);
            if !is_draft {
                typed.set(now.clone());
            }
        }
        now
    });
    let usual: Vec<_> = usual
        .into_iter()
        .map(|text| {
            let chosen = text.clone();
            view! {
                <button
                    type="button"
                    class="chip"
                    on:click=move |_| {
                        typed.set(chosen.clone());
                        on_keep.run(chosen.clone());
                    }
                >
                    {text}
                </button>
            }
        })
        .collect();
    let is_same = move || typed.with(|typed| text.with(|text| text == typed.trim()));
    let other = move || {
        (is_other.get() && !is_same()).then(|| match text.get() {
            text if text.is_empty() => say!(opened.taken_away),
            text => say!(opened.meanwhile, text = text),
        })
    };
    view! {
        <form
            class="stack opened-written"
            on:submit=move |event| {
                event.prevent_default();
                if !is_same() {
                    on_keep.run(typed.get_untracked().trim().to_owned());
                }
            }
        >
            <Field label=label value=typed hint=hint multiline />
            {(!usual.is_empty()).then(|| view! { <div class="chips">{usual}</div> })}
            <div class="cluster">
                <button type="submit" class="button button-small" disabled=is_same>
                    {keep}
                </button>
                <p class="hint" role="status" dir="auto">
                    {other}
                </p>
            </div>
        </form>
    }
}
