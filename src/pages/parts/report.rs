//! The report before an import: what stands in the files, and what would happen.

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;

use super::row;
use crate::app::dates;
use crate::app::model::use_model;
use crate::app::planning::Planning;
use crate::app::reading::Reading;
use crate::app::words::{say, say_many};
use crate::browser::clock;
use crate::domain::batch::Batch;
use crate::domain::person::Record;
use crate::import::{Changed, Export, FileKind, MadeOnSource, Options, Report};

/// How many names and rows are listed one by one.
const LISTED: usize = 100;

/// The report, with what can be chosen and the button that imports.
#[component]
pub fn ReportView(
    /// What was read.
    reading: Reading,
    /// Whether it is being imported.
    #[prop(into)]
    is_importing: Signal<bool>,
    /// Imports.
    on_import: Callback<Arc<Batch>>,
) -> impl IntoView {
    let model = use_model();
    let Reading { label, export } = reading;
    let told = export.made_on;
    let made_on = RwSignal::new(told.map(|told| told.day.to_string()).unwrap_or_default());
    let archive_old = RwSignal::new(false);
    let from = StoredValue::new(label);
    let options = Memo::new(move |_| Options {
        label: from.get_value(),
        made_on: made_on.with(|text| text.parse::<NaiveDate>().ok()),
        today: clock::today(),
        old_into_archive: archive_old.get(),
    });
    let planning = Planning::new(model, export.clone(), options, is_importing);
    let export = StoredValue::new(export);
    let is_ready = Signal::derive(move || planning.is_current() && !is_importing.get());
    let import = move |_| {
        if let Some(batch) = planning.batch() {
            on_import.run(batch);
        }
    };
    let numbers = move || {
        let skipped = export.with_value(|export| export.skipped.len());
        let facts = planning.report(|report| {
            [
                (say!(import.people), report.people as usize),
                (say!(import.received), report.received as usize),
                (say!(import.sent), report.sent as usize),
                (say!(import.accepted), report.accepted as usize),
                (say!(import.hidden), report.hidden as usize),
                (say!(import.skipped), skipped),
            ]
        });
        facts
            .into_iter()
            .flatten()
            .map(|(term, count)| {
                view! {
                    <div>
                        <dt>{term}</dt>
                        <dd>{dates::number(count)}</dd>
                    </div>
                }
            })
            .collect::<Vec<_>>()
    };
    let sentences = move || {
        let said = planning.report(sentences).unwrap_or_default();
        said.into_iter().map(|text| view! { <li>{text}</li> }).collect::<Vec<_>>()
    };
    let working = move || {
        let is_working = !planning.is_current() && !is_importing.get();
        is_working.then(|| view! { <p class="hint">{say!(import.working)}</p> })
    };
    let has_invitations = export.with_value(|export| !export.invitations.is_empty());
    let source_hint = StoredValue::new(match told.map(|told| told.source) {
        Some(MadeOnSource::ArchiveName) => Some(say!(import.made_on_name)),
        Some(MadeOnSource::NewestRow) => Some(say!(import.made_on_rows)),
        Some(MadeOnSource::Own) => Some(say!(import.made_on_own)),
        None => None,
    });
    view! {
        <section
            class="report panel stack"
            id="report"
            tabindex="-1"
            aria-label=say!(import.report)
            aria-busy=move || (!is_ready.get()).to_string()
        >
            <h2>{say!(import.report)}</h2>
            <p class="hint">{say!(import.from, label = from.get_value())}</p>
            <div role="status">{working}</div>
            <Show when=move || planning.is_there()>
                <div class="report-planned stack" class:is-stale=move || !planning.is_current()>
                    <dl class="report-numbers">{numbers}</dl>
                    <h3>{say!(import.will)}</h3>
                    <ul class="report-sentences">{sentences}</ul>
                    <Show when=move || has_invitations>
                        <p class="hint">{say!(import.cannot_tell)}</p>
                    </Show>
                    <Waiting planning archive_old />
                    <div class="field">
                        <label class="field-label" for="made-on">
                            {say!(import.made_on)}
                        </label>
                        <input
                            id="made-on"
                            class="field-input"
                            type="date"
                            max=clock::today().to_string()
                            aria-describedby="made-on-hint"
                            prop:value=move || made_on.get()
                            on:change:target=move |event| made_on.set(event.target().value())
                        />
                        <p class="hint" id="made-on-hint">
                            {source_hint.get_value()}
                            " "
                            {say!(import.made_on_hint)}
                        </p>
                    </div>
                    <ChangedList planning />
                    {export.with_value(|export| Details(export))}
                    <div class="cluster">
                        <button
                            type="button"
                            class="button button-primary"
                            aria-disabled=move || (!is_ready.get()).to_string()
                            on:click=import
                        >
                            {say!(import.go)}
                        </button>
                    </div>
                </div>
            </Show>
        </section>
    }
}

/// What would happen, a sentence each.
fn sentences(report: &Report) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(newer) = report.older_than {
        said.push(say!(import.older, date = dates::day(newer)));
    }
    if report.changes_nothing() {
        said.push(say!(import.nothing));
    }
    macro_rules! say_if {
        ($count:expr, $($key:ident).+) => {
            let count = $count as usize;
            if count > 0 {
                said.push(say_many!(count, $($key).+));
            }
        };
    }
    say_if!(report.added_people, import.add_people);
    say_if!(report.added_former, import.add_former);
    say_if!(report.added_invitations, import.add_invitations);
    say_if!(report.newly_accepted, import.newly_accepted);
    say_if!(report.changed_people.len(), import.changed);
    say_if!(report.own_words, import.own_words);
    say_if!(report.past_jobs, import.past_jobs);
    say_if!(report.returned_people, import.returned);
    say_if!(report.merged_people, import.merged);
    say_if!(report.known_people, import.known_people);
    say_if!(report.known_invitations, import.known_invitations);
    say_if!(report.repeated, import.repeated);
    say_if!(report.not_in_export, import.not_in_export);
    say_if!(report.still_listed, import.still_listed);
    say_if!(report.unlisted, import.unlisted);
    say_if!(report.notes_unplaced, import.notes_unplaced);
    say_if!(report.oneself, import.oneself);
    said
}

/// Where received invitations go: all into the inbox, or old ones into the archive.
#[component]
fn Waiting(planning: Planning, archive_old: RwSignal<bool>) -> impl IntoView {
    let count = move |of: fn(&Report) -> u32| {
        Memo::new(move |_| planning.report(of).unwrap_or_default() as usize)
    };
    let waiting = count(|report| report.waiting);
    let old = count(|report| report.waiting_old);
    let choice = move |into_archive: bool, text: Signal<String>| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="waiting"
                    prop:checked=move || archive_old.get() == into_archive
                    on:change=move |_| archive_old.set(into_archive)
                />
                {move || text.get()}
            </label>
        }
    };
    let all = Signal::derive(move || say!(import.to_inbox, count = dates::number(waiting.get())));
    let some =
        Signal::derive(move || say!(import.old_to_archive, count = dates::number(old.get())));
    view! {
        <Show when=move || { old.get() > 0 }>
            <fieldset class="choices">
                <legend>{say!(import.waiting)}</legend>
                {choice(false, all)}
                {choice(true, some)}
            </fieldset>
        </Show>
    }
}

/// Who has changed, by name.
#[component]
fn ChangedList(planning: Planning) -> impl IntoView {
    let count =
        Memo::new(move |_| planning.report(|it| it.changed_people.len()).unwrap_or_default());
    let rows = move || {
        let rows = planning.report(|report| {
            let rows = report.changed_people.iter().take(LISTED);
            rows.map(|changed| view! { <li dir="auto">{change(changed)}</li> }).collect::<Vec<_>>()
        });
        rows.unwrap_or_default()
    };
    let more = move || {
        let more = count.get().saturating_sub(LISTED);
        (more > 0).then(|| view! { <li>{say!(import.and_more, count = dates::number(more))}</li> })
    };
    view! {
        <Show when=move || { count.get() > 0 }>
            <details>
                <summary>{say!(import.changed_list)}</summary>
                <ul class="report-list">{rows} {more}</ul>
            </details>
        </Show>
    }
}

fn change(changed: &Changed) -> String {
    let tell = |record: &Record| {
        let mut parts = vec![row::called(record), row::job(record)];
        parts.push(record.email.clone());
        parts.extend(record.profile.as_ref().map(ToString::to_string));
        parts.retain(|part| !part.is_empty());
        parts
    };
    let before = tell(&changed.before);
    let after = tell(&changed.after);
    let only = |these: &[String], others: &[String]| {
        let new: Vec<&str> =
            these.iter().filter(|it| !others.contains(it)).map(String::as_str).collect();
        if new.is_empty() { "–".to_owned() } else { new.join(", ") }
    };
    say!(
        import.changed_row,
        who = changed.name.as_str(),
        before = only(&before, &after),
        after = only(&after, &before)
    )
}

/// What a file turned out to be.
fn kind(kind: FileKind) -> String {
    match kind {
        FileKind::Connections => say!(import.kind_connections),
        FileKind::Invitations => say!(import.kind_invitations),
        FileKind::Profile => say!(import.kind_profile),
        FileKind::Positions => say!(import.kind_positions),
        FileKind::Notes => say!(import.kind_notes),
        FileKind::Own(_) => say!(import.kind_own),
    }
}

/// The files and the rows that were skipped.
#[allow(non_snake_case)] // Reads like the component that it is; a borrow cannot be a prop.
fn Details(export: &Export) -> impl IntoView + use<> {
    let name_of = |file: u16| {
        export.read.get(usize::from(file)).map(|file| file.path.clone()).unwrap_or_default()
    };
    let skipped: Vec<_> = export
        .skipped
        .iter()
        .take(LISTED)
        .map(|row| {
            view! {
                <tr>
                    <td>{name_of(row.file)}</td>
                    <td>{row.line.to_string()}</td>
                    <td>{row.reason.to_string()}</td>
                </tr>
            }
        })
        .collect();
    let more = export.skipped.len().saturating_sub(LISTED);
    let more = (more > 0).then(
        || view! { <p class="hint">{say!(import.and_more, count = dates::number(more))}</p> },
    );
    let table = (!skipped.is_empty()).then(|| {
        view! {
            <details open>
                <summary>{say!(import.skipped_list)}</summary>
                <div class="table-scroll"><table class="report-skipped">
                    <thead>
                        <tr>
                            <th scope="col">{say!(import.file)}</th>
                            <th scope="col">{say!(import.line)}</th>
                            <th scope="col">{say!(import.reason)}</th>
                        </tr>
                    </thead>
                    <tbody>{skipped}</tbody>
                </table></div>
                {more}
            </details>
        }
    });
    let read: Vec<_> = export
        .read
        .iter()
        .map(|file| {
            let text = say!(import.file_read, name = file.path.as_str(), what = kind(file.kind));
            view! { <li dir="auto">{text}</li> }
        })
        .collect();
    let refused: Vec<_> = export
        .refused
        .iter()
        .map(|(name, why)| {
            let text = say!(import.refused_file, name = name.as_str(), why = why.to_string());
            view! { <p class="alert" role="alert">{text}</p> }
        })
        .collect();
    view! {
        {refused}
        {table}
        <details>
            <summary>{say!(import.files)}</summary>
            <ul class="report-list">{read}</ul>
        </details>
    }
}
