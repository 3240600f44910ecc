//! One labelled field of a form.

use leptos::prelude::*;

use super::unique::unique_id;

/// What is entered in a field. Phones choose their keyboard by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FieldKind {
    /// Any text.
    #[default]
    Text,
    /// A web address.
    Url,
    /// A day, as `2026-01-31` in the value.
    Date,
    /// An e-mail address.
    Email,
    /// Words to search for.
    Search,
}

impl FieldKind {
    const fn input_type(self) -> &'static str {
        match self {
            FieldKind::Text => "text",
            FieldKind::Url => "url",
            FieldKind::Date => "date",
            FieldKind::Email => "email",
            FieldKind::Search => "search",
        }
    }
}

/// A label, a field, a hint below it and what is wrong with its value.
#[component]
pub fn Field(
    /// The name of the field.
    #[prop(into)]
    label: Signal<String>,
    /// What is in the field, both ways.
    value: RwSignal<String>,
    /// A sentence that helps to fill it in.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// What is wrong with the value, while something is.
    #[prop(optional, into)]
    error: Option<Signal<Option<String>>>,
    /// What is entered.
    #[prop(optional)]
    kind: FieldKind,
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
    /// Whether there is room for more than one line.
    #[prop(optional)]
    multiline: bool,
    /// Hides the label from sight; it stays the field's name.
    #[prop(optional)]
    hide_label: bool,
    /// A faint example in the empty field; never the only help.
    #[prop(optional, into)]
    placeholder: Option<Signal<String>>,
    /// The field's element id, for [`super::focus::focus_by_id`].
    #[prop(optional, into)]
    id: Option<String>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| unique_id("field"));
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let wrong = move || error.and_then(|error| error.get());
    let is_wrong = Memo::new(move |_| wrong().is_some());

    let described_by = {
        let (hint_id, error_id) = (hint_id.clone(), error_id.clone());
        move || {
            let hint = hint.is_some().then_some(hint_id.as_str());
            let error = is_wrong.get().then_some(error_id.as_str());
            let ids: Vec<&str> = hint.into_iter().chain(error).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    let invalid = move || is_wrong.get().then_some("true");
    let example = move || placeholder.map(|text| text.get());

    let entry = if multiline {
        view! {
            <textarea
                id=id.clone()
                class="field-input"
                rows="4"
                required=required
                placeholder=example
                aria-describedby=described_by
                aria-invalid=invalid
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                id=id.clone()
                class="field-input"
                type=kind.input_type()
                required=required
                placeholder=example
                autocomplete="off"
                spellcheck=matches!(kind, FieldKind::Url | FieldKind::Email).then_some("false")
                aria-describedby=described_by
                aria-invalid=invalid
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            />
        }
        .into_any()
    };

    view! {
        <div class="field" class:field-wrong=is_wrong>
            <label class="field-label" class:visually-hidden=hide_label for=id>
                {label}
            </label>
            {entry}
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            // There from the start, so that what appears in it is read out.
            <p class="field-error" id=error_id aria-live="polite">
                {wrong}
            </p>
        </div>
    }
}
