//! Where files and folders come in: by a field, a button, or dropped.

use leptos::task::spawn_local;
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Node};

pub use super::dropped::{Collected, Dropped};
use super::dropped::{has_files, of_list, take};
use super::icon::{Icon, IconName};
use super::unique::unique_id;

/// Takes files by a field, a folder by a button, and both when dropped.
#[component]
pub fn FileDrop(
    /// The name of the file field.
    #[prop(into)]
    label: Signal<String>,
    /// What may be chosen or dropped, and that dropping works.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// The word of the button that chooses a folder.
    #[prop(into)]
    folder: Signal<String>,
    /// The kinds of files that the browser offers first, such as `.zip,.csv`. Others can
    /// be chosen as well.
    #[prop(optional, into)]
    accept: Option<&'static str>,
    /// Takes no files for now, such as while earlier ones are read.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Takes files that are dropped anywhere on the page. Only one part of a page may.
    #[prop(optional)]
    catch_window: bool,
    /// Gets the files that were chosen or dropped; none, when a folder was empty.
    on_files: Callback<Vec<Dropped>>,
    /// Gets the number of those that could not be opened or were too many, if any.
    #[prop(optional, into)]
    on_left_out: Option<Callback<usize>>,
) -> impl IntoView {
    let id = unique_id("files");
    let hint_id = format!("{id}-hint");
    let described_by = hint.is_some().then(|| hint_id.clone());
    let zone = NodeRef::<html::Div>::new();
    let folder_field = NodeRef::<html::Input>::new();

    let give = move |collected: Collected| {
        if let Some(on_left_out) = on_left_out
            && collected.left_out > 0
        {
            // The page may have been left while folders were walked.
            let _ = on_left_out.try_run(collected.left_out);
        }
        let _ = on_files.try_run(collected.files);
    };
    let is_over = catch_drops(zone, catch_window, disabled, give);
    let chosen = move |event: web_sys::Event| {
        let field = event_target::<web_sys::HtmlInputElement>(&event);
        let collected = field.files().map(|list| of_list(&list)).unwrap_or_default();
        // So that the same file can be chosen again after it was changed.
        field.set_value("");
        // A choice that was cancelled changes nothing.
        if !collected.files.is_empty() || collected.left_out > 0 {
            give(collected);
        }
    };

    view! {
        <div class="file-drop" class:file-drop-over=is_over node_ref=zone>
            <Icon name=IconName::Import class="file-drop-icon" />
            <label class="file-drop-label" for=id.clone()>
                {label}
            </label>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            <div class="file-drop-ways">
                <input
                    id=id
                    class="file-drop-field"
                    type="file"
                    multiple=true
                    accept=accept
                    disabled=disabled
                    aria-describedby=described_by
                    on:change=chosen
                />
                <input
                    type="file"
                    hidden=true
                    tabindex="-1"
                    prop:webkitdirectory=true
                    node_ref=folder_field
                    on:change=chosen
                />
                <button
                    type="button"
                    class="button"
                    disabled=disabled
                    on:click=move |_| {
                        if let Some(field) = folder_field.get_untracked() {
                            field.click();
                        }
                    }
                >
                    {folder}
                </button>
            </div>
        </div>
    }
}

/// Takes files that are dropped anywhere on the page, for pages that show no
/// [`FileDrop`]; and keeps the browser from leaving the page for a dropped file.
#[component]
pub fn WindowDrop(
    /// What is told over the page while files are dragged above it.
    #[prop(into)]
    label: Signal<String>,
    /// Takes no files for now. Dropped ones are still kept from replacing the page.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Gets the files that were dropped.
    on_files: Callback<Vec<Dropped>>,
    /// Gets the number of those that could not be opened or were too many, if any.
    #[prop(optional, into)]
    on_left_out: Option<Callback<usize>>,
) -> impl IntoView {
    let is_over = catch_drops(NodeRef::new(), true, disabled, move |collected: Collected| {
        if let Some(on_left_out) = on_left_out
            && collected.left_out > 0
        {
            // The page may have been left while folders were walked.
            let _ = on_left_out.try_run(collected.left_out);
        }
        let _ = on_files.try_run(collected.files);
    });
    move || {
        is_over.get().then(|| {
            view! {
                <div class="drop-veil" aria-hidden="true">
                    <p class="drop-veil-label">{label}</p>
                </div>
            }
        })
    }
}

/// Listens for drags and drops. The signal is true while files are dragged where they
/// may be dropped.
///
/// All listeners sit on the window: a file that misses the zone would otherwise make the
/// browser leave the page. The first that takes a drop has it.
fn catch_drops(
    zone: NodeRef<html::Div>,
    everywhere: bool,
    disabled: Signal<bool>,
    give: impl Fn(Collected) + Copy + 'static,
) -> ReadSignal<bool> {
    let (is_over, set_over) = signal(false);
    let show_over = move |over: bool| {
        if is_over.get_untracked() != over {
            set_over.set(over);
        }
    };
    let is_mine = move |event: &DragEvent| {
        let target = event.target().and_then(|it| it.dyn_into::<Node>().ok());
        let in_zone = zone.get_untracked().is_some_and(|zone| zone.contains(target.as_ref()));
        !disabled.get_untracked() && (everywhere || in_zone)
    };

    let over = window_event_listener(ev::dragover, move |event| {
        let Some(transfer) = event.data_transfer().filter(has_files) else { return };
        let taken = event.default_prevented();
        event.prevent_default();
        if is_mine(&event) {
            transfer.set_drop_effect("copy");
            show_over(!taken);
        } else {
            if !taken {
                transfer.set_drop_effect("none");
            }
            show_over(false);
        }
    });
    let left = window_event_listener(ev::dragleave, move |event| {
        // From one element to the next there is one to go to; out of the window there is
        // none.
        if event.related_target().is_none() {
            show_over(false);
        }
    });
    let dropped = window_event_listener(ev::drop, move |event| {
        show_over(false);
        let Some(transfer) = event.data_transfer().filter(has_files) else { return };
        let taken = event.default_prevented();
        event.prevent_default();
        if is_mine(&event) && !taken {
            let drop = take(&transfer);
            spawn_local(async move { give(drop.collect().await) });
        }
    });
    on_cleanup(move || {
        over.remove();
        left.remove();
        dropped.remove();
    });
    is_over
}
