//! Comparing two exports that are not imported.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::compare::{Compared, compare};
use crate::app::model::use_model;
use crate::app::reading::{self, Reading};
use crate::app::words::say;
use crate::browser::clock;
use crate::browser::pace::BrowserPace;
use crate::components::file_drop::{Dropped, FileDrop};

/// Takes two exports and compares them; nothing of them is kept.
#[component]
pub fn CompareTwo(
    /// What came of it; none as long as the imports are looked at.
    compared: RwSignal<Option<Compared>>,
) -> impl IntoView {
    let model = use_model();
    let read = [RwSignal::new(None::<Reading>), RwSignal::new(None::<Reading>)];
    let wrong = RwSignal::new(None::<String>);
    let is_gone = StoredValue::new_local(Rc::new(Cell::new(false)));
    on_cleanup(move || is_gone.with_value(|is_gone| is_gone.set(true)));
    let [one, other] = read;
    let is_comparing = RwSignal::new(false);
    let running = StoredValue::new_local(Rc::new(Cell::new(false)));
    let end = move || running.with_value(|running| running.set(true));
    on_cleanup(end);
    Effect::new(move || {
        end();
        is_comparing.set(false);
        let (Some(one), Some(other)) = (one.get(), other.get()) else { return };
        is_comparing.set(true);
        let cancelled = Rc::new(Cell::new(false));
        running.set_value(cancelled.clone());
        spawn_local(async move {
            let pace = BrowserPace::new(|_| {}, cancelled.clone());
            let own = model.snapshot_now();
            let both = compare(&one, &other, &own, clock::today(), &pace).await;
            let Some(both) = both.ok().filter(|_| !cancelled.get()) else { return };
            is_comparing.set(false);
            match both {
                Some(both) => compared.set(Some(both)),
                None => wrong.set(Some(say!(compare.failed))),
            }
        });
    });
    let working =
        move || is_comparing.get().then(|| view! { <p class="hint">{say!(compare.working)}</p> });
    let field = move |into: RwSignal<Option<Reading>>, label: String| {
        let on_files = Callback::new(move |dropped: Vec<Dropped>| {
            wrong.set(None);
            let gone = is_gone.get_value();
            spawn_local(async move {
                match reading::read(dropped, |_| {}, gone.clone()).await {
                    _ if gone.get() => {}
                    Ok(reading) => into.set(Some(reading)),
                    Err(sentence) => wrong.set(sentence),
                }
            });
        });
        let name = move || {
            into.with(|it| it.as_ref().map(|it| it.label.clone()))
                .map(|label| view! { <p class="hint">{say!(compare.read, label = label)}</p> })
        };
        view! {
            <div class="stack">
                <FileDrop label folder=say!(import.folder) accept=".zip,.csv" on_files />
                {name}
            </div>
        }
    };
    let heading = move || {
        compared.with(|it| it.as_ref().map(|it| it.labels.clone())).map(|[early, late]| {
            let text = say!(compare.title, early = early, late = late);
            view! {
                <div class="panel cluster compare-head">
                    <p>
                        <strong>{text}</strong>
                        " "
                        {say!(compare.not_kept)}
                    </p>
                    <button
                        type="button"
                        class="button button-small"
                        on:click=move |_| {
                            one.set(None);
                            other.set(None);
                            compared.set(None);
                        }
                    >
                        {say!(compare.close)}
                    </button>
                </div>
            }
        })
    };
    view! {
        <details class="compare">
            <summary>{say!(compare.summary)}</summary>
            <div class="compare-fields">
                {field(one, say!(compare.one))} {field(other, say!(compare.other))}
            </div>
        </details>
        <div role="status">{working}</div>
        {move || wrong.get().map(|text| view! { <p class="alert" role="alert">{text}</p> })}
        {heading}
    }
}
