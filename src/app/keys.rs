//! Keys that act by themselves: which they are, when they count, and those of all pages.

use chrono::TimeDelta;
use leptos::{ev, prelude::*};
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use web_sys::KeyboardEvent;

use crate::app::model::Model;
use crate::app::words::say;
use crate::browser::{address, clock, settings};
use crate::components::dialog::Dialog;
use crate::components::focus::focus_now;
use crate::domain::person::Moment;
use crate::route::Route;

/// Within which time the second of two keys counts.
const TWO_KEYS: TimeDelta = TimeDelta::seconds(2);

/// Whether the table of keys is shown, for whoever wants to show it.
#[derive(Debug, Clone, Copy)]
pub struct Help(pub RwSignal<bool>);

/// What a press means where it means anything: never while somebody types, with Ctrl, Alt or
/// Meta, in front of a dialog, after `g`, or where Settings turn these keys off.
pub fn plain(event: &KeyboardEvent) -> Option<String> {
    let is_command = event.ctrl_key() || event.alt_key() || event.meta_key();
    if is_command
        || event.is_composing()
        || event.default_prevented()
        || address::is_typing()
        || address::is_dialog_open()
        || !settings::has_shortcuts()
    {
        return None;
    }
    // With Caps Lock on, letters come as capitals.
    let key = event.key();
    Some(if key.chars().count() == 1 { key.to_lowercase() } else { key })
}

/// The keys that there are, and what they do.
fn table() -> Vec<(&'static str, String)> {
    vec![
        ("j", say!(keys.next)),
        ("k", say!(keys.previous)),
        ("x", say!(keys.choose)),
        ("Shift x", say!(keys.range)),
        ("Enter", say!(keys.open)),
        ("a", say!(keys.accept)),
        ("e", say!(keys.archive)),
        ("#", say!(keys.trash)),
        ("z", say!(keys.undo)),
        ("u", say!(keys.back)),
        ("/", say!(keys.search)),
        ("g i", say!(keys.inbox)),
        ("g s", say!(keys.sent)),
        ("g a", say!(keys.archived)),
        ("g t", say!(keys.trashed)),
        ("g c", say!(keys.connections)),
        ("?", say!(keys.help)),
    ]
}

/// Listens for the keys of all pages, and shows which there are.
#[component]
pub fn Keys(
    /// The model.
    model: Model,
    /// The id of the field for searching, on pages that have one.
    search: &'static str,
    /// Whether the table of keys is shown, both ways.
    help: RwSignal<bool>,
) -> impl IntoView {
    let navigate = use_navigate();
    // When `g` was pressed, of which the next key is the rest.
    let going = StoredValue::new(None::<Moment>);
    let keys = window_event_listener(ev::keydown, move |event| {
        let Some(key) = plain(&event) else { return };
        let now = clock::now();
        let is_going = going.try_update_value(Option::take).flatten();
        if is_going.is_some_and(|since| now - since < TWO_KEYS) && key.chars().count() == 1 {
            // No other key acts on this press.
            event.prevent_default();
            let to = match key.as_str() {
                "i" => Route::Inbox,
                "s" => Route::Sent,
                "a" => Route::Archive,
                "t" => Route::Trash,
                "c" => Route::Connections,
                _ => return,
            };
            navigate(to.path(), NavigateOptions::default());
            return;
        }
        match key.as_str() {
            "g" => going.set_value(Some(now)),
            "z" => model.undo_last(),
            "u" => address::back(),
            "/" => focus_now(search),
            "?" => help.set(true),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || keys.remove());
    view! {
        <Dialog open=help title=Signal::derive(|| say!(keys.title))>
            <dl class="keys">
                {table()
                    .into_iter()
                    .map(|(key, what)| {
                        let parts = key.split(' ').map(|part| view! { <kbd>{part}</kbd> " " });
                        let parts: Vec<_> = parts.collect();
                        view! {
                            <dt>{parts}</dt>
                            <dd>{what}</dd>
                        }
                    })
                    .collect::<Vec<_>>()}
            </dl>
            <p class="hint">{say!(keys.off)}</p>
            <div class="dialog-acts">
                <button type="button" class="button" on:click=move |_| help.set(false)>
                    {say!(close)}
                </button>
            </div>
        </Dialog>
    }
}
