//! `/import`

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::parts::head::{HEADING, PageHead};
use super::parts::report::ReportView;
use crate::app::dates;
use crate::app::model::use_model;
use crate::app::reading::{self, Reading};
use crate::app::words::{say, say_many};
use crate::browser::{clock, pace};
use crate::components::file_drop::{Dropped, FileDrop};
use crate::components::focus::focus_first;
use crate::components::progress::Progress;
use crate::domain::batch::Batch;
use crate::route::Route;
use crate::store::Space;

/// Where the import stands.
#[derive(Clone, PartialEq)]
enum Stage {
    /// Nothing is chosen yet.
    Choose,
    /// Being read; so much is done, from 0 to 1.
    Reading,
    /// Read, and not imported yet.
    Report(Reading),
    /// Refused, in one sentence.
    Refused(String),
    /// Ended by the user.
    Cancelled,
}

/// Where exports come in: choose, look at the report, import.
#[component]
pub fn ImportPage() -> impl IntoView {
    let model = use_model();
    let stage = RwSignal::new(Stage::Choose);
    let part = RwSignal::new(0.0);
    let cancelled = StoredValue::new_local(Rc::new(Cell::new(false)));
    on_cleanup(move || cancelled.with_value(|cancelled| cancelled.set(true)));
    let on_files = Callback::new(move |dropped: Vec<Dropped>| {
        // Whatever was being read before is read no further.
        cancelled.with_value(|cancelled| cancelled.set(true));
        let mine = Rc::new(Cell::new(false));
        cancelled.set_value(mine.clone());
        part.set(0.0);
        stage.set(Stage::Reading);
        spawn_local(async move {
            let ended = mine.clone();
            let told = move |progress: crate::import::Progress| {
                if !ended.get() {
                    part.set(progress.done as f64 / progress.total.max(1) as f64);
                }
            };
            let result = reading::read(dropped, told, mine.clone()).await;
            if mine.get() {
                return;
            }
            stage.set(match result {
                Ok(reading) => Stage::Report(reading),
                Err(Some(sentence)) => Stage::Refused(sentence),
                Err(None) => Stage::Cancelled,
            });
            focus_first(vec!["report".to_owned()]);
        });
    });
    let left_out = Callback::new(move |count: usize| {
        model.warn(say_many!(count, import.left_out));
    });
    let cancel = Callback::new(move |()| {
        cancelled.with_value(|cancelled| cancelled.set(true));
        stage.set(Stage::Cancelled);
        focus_first(vec![HEADING.to_owned()]);
    });
    let arrived = model.take_arrived();
    if !arrived.is_empty() {
        on_files.run(arrived);
    }
    let navigate = use_navigate();
    let go = StoredValue::new_local(navigate);
    let keeping = RwSignal::new(false);
    let import = Callback::new(move |batch: Arc<Batch>| {
        // Pressed twice, it is imported once.
        if keeping.get_untracked() {
            return;
        }
        keeping.set(true);
        spawn_local(async move {
            let done = model.import(batch).await;
            if !done {
                // The page may have been left meanwhile.
                let _ = keeping.try_set(false);
            }
            if done && stage.try_set(Stage::Choose).is_none() {
                pace::next_task().await;
                let waiting = model.network_now(|network| network.lists(clock::today()).inbox) > 0;
                let route = if waiting { Route::Inbox } else { Route::Connections };
                let _ = go.try_with_value(|navigate| {
                    navigate(route.path(), NavigateOptions::default());
                });
            }
        });
    });
    view! {
        <PageHead title=say!(nav.import) />
        <p class="page-lead">{say!(import.lead)}</p>
        <div class="stack">
        <Show when=move || model.space() == Space::Sample>
            <p class="hint">{say!(import.sample_note)}</p>
        </Show>
        <FileDrop
            label=say!(import.field)
            hint=say!(import.drop)
            folder=say!(import.folder)
            accept=".zip,.csv,.vcf,.json"
            catch_window=true
            on_files
            on_left_out=left_out
        />
        <div class="stack" aria-live="polite">
            {move || match stage.get() {
                Stage::Choose | Stage::Report(_) | Stage::Refused(_) => None,
                Stage::Reading => {
                    Some(
                        view! {
                            <Progress
                                label=say!(import.reading)
                                value=Signal::derive(move || Some(part.get()))
                                cancel=say!(cancel)
                                on_cancel=cancel
                            />
                        }
                            .into_any(),
                    )
                }
                Stage::Cancelled => {
                    Some(view! { <p class="panel">{say!(import.cancelled)}</p> }.into_any())
                }
            }}
        </div>
        {move || match stage.get() {
            Stage::Refused(sentence) => {
                Some(view! { <p class="alert" role="alert">{sentence}</p> }.into_any())
            }
            Stage::Report(reading) => {
                Some(view! { <ReportView reading is_importing=keeping on_import=import /> }.into_any())
            }
            Stage::Choose | Stage::Reading | Stage::Cancelled => None,
        }}
        <p class="hint">{say!(import.how)}</p>
        <Imports />
        </div>
    }
}

/// The list of imports, newest first.
#[component]
fn Imports() -> impl IntoView {
    let model = use_model();
    let rows = move || {
        model.network(|network| {
            let imports = network.imports().rev();
            imports
                .map(|(_, trace)| {
                    let source = &trace.source;
                    let label = say!(
                        import.list_row,
                        label = source.label.as_str(),
                        date = dates::day(trace.at.date_naive())
                    );
                    let counts = say!(
                        import.list_counts,
                        people = say_many!(source.connections as usize, count.people),
                        received = dates::number(source.received as usize),
                        sent = dates::number(source.sent as usize)
                    );
                    view! {
                        <li class="row">
                            <div class="row-main">
                                <p class="row-who">{label}</p>
                                <p class="row-known">{counts}</p>
                            </div>
                        </li>
                    }
                })
                .collect::<Vec<_>>()
        })
    };
    let none = move || model.network(|network| network.imports().next().is_none());
    view! {
        <h2>{say!(import.list)}</h2>
        <Show when=none>
            <p class="hint">{say!(import.none)}</p>
        </Show>
        <ul class="rows" role="list" aria-label=say!(import.list)>
            {rows}
        </ul>
    }
}
