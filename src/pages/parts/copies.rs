//! Copies in files: saving, restoring, and being reminded.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::app::copies::{Content, Preview};
use crate::app::dates;
use crate::app::model::{Model, use_model};
use crate::app::words::{self, say, say_many};
use crate::browser::{address, clock, files};
use crate::components::dialog::Dialog;
use crate::domain::fact::Refusal;
use crate::route::Route;
use crate::store::{Backup, Space, read_backup};

/// "Last saved to a file: never", or how long ago.
fn last_saved(model: Model) -> String {
    match model.last_saved() {
        None => say!(copies.never),
        Some(day) => {
            let days = (clock::today() - day).num_days();
            match usize::try_from(days).unwrap_or(0) {
                0 => say!(copies.today),
                days => say_many!(days, copies.ago),
            }
        }
    }
}

/// A quiet line below every page: what is kept where, and when it was last saved.
#[component]
pub fn SavedLine() -> impl IntoView {
    let model = use_model();
    let is_shown =
        Memo::new(move |_| model.space() == Space::Own && !model.network(|it| it.is_empty()));
    view! {
        <Show when=move || is_shown.get()>
            <footer class="page-foot">
                <p>
                    {say!(copies.kept_here)} " "
                    <A href=address::link(Route::Settings)>{move || last_saved(model)}</A>
                </p>
            </footer>
        </Show>
    }
}

/// After many decisions or days without a copy: a banner that says so.
#[component]
pub fn CopyReminder() -> impl IntoView {
    let model = use_model();
    let is_due = Memo::new(move |_| model.is_copy_due());
    view! {
        <Show when=move || is_due.get()>
            <section class="banner" aria-label=say!(copies.label)>
                <p>{move || format!("{} {}", say!(copies.due), last_saved(model))}</p>
                <div class="banner-acts">
                    <button
                        type="button"
                        class="button button-small"
                        on:click=move |_| model.save_to_file()
                    >
                        {say!(settings.save)}
                    </button>
                    <button
                        type="button"
                        class="button button-small button-quiet"
                        on:click=move |_| model.put_reminder_off()
                    >
                        {say!(copies.later)}
                    </button>
                </div>
            </section>
        </Show>
    }
}

/// A file that was chosen, and what taking it over would do.
#[derive(Clone)]
struct Chosen {
    name: String,
    backup: Backup,
    preview: Preview,
}

/// Saving to a file and restoring from one.
#[component]
pub fn CopiesPanel() -> impl IntoView {
    let model = use_model();
    let refused = RwSignal::new(None::<String>);
    let chosen = RwSignal::new(None::<Chosen>);
    let asking = RwSignal::new(false);
    let choose = move |event: web_sys::Event| {
        let input = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let Some(file) = input.files().and_then(|files| files.item(0)) else { return };
        // Emptied once it is read, so that choosing the same file again is a change again.
        spawn_local(async move {
            let text = files::text(&file).await;
            input.set_value("");
            match text.map(|text| read_backup(&text)) {
                Ok(Ok(backup)) => {
                    refused.set(None);
                    let preview = model.preview(&backup);
                    match &preview.replaced {
                        Err(reason) => refused.set(Some(words::refused(*reason))),
                        Ok(_) => {
                            chosen.set(Some(Chosen { name: file.name(), backup, preview }));
                            asking.set(true);
                        }
                    }
                }
                Ok(Err(error)) => refused.set(Some(error.to_string())),
                Err(words) => {
                    let name = file.name();
                    refused.set(Some(say!(
                        import.unreadable,
                        name = name.as_str(),
                        words = words.as_str()
                    )));
                }
            }
        });
    };
    let restore = move |replaces: bool| {
        asking.set(false);
        let Some(chosen) = chosen.try_update(Option::take).flatten() else { return };
        spawn_local(async move {
            model.restore(&chosen.name, &chosen.backup, replaces).await;
        });
    };
    view! {
        <section class="panel stack">
            <h2>{say!(settings.copy)}</h2>
            <p class="hint">{say!(settings.copy_text)}</p>
            <Show when=move || model.space() == Space::Sample>
                <p class="hint">{say!(settings.sample_active)}</p>
            </Show>
            <p>{move || last_saved(model)}</p>
            <div class="cluster">
                <button type="button" class="button" on:click=move |_| model.save_to_file()>
                    {say!(settings.save)}
                </button>
            </div>
            <h3>{say!(settings.restore)}</h3>
            <div class="drop-field">
                <label for="restore-file">{say!(settings.restore_field)}</label>
                <input id="restore-file" type="file" accept=".txt,.json" on:change=choose />
            </div>
            {move || {
                refused.get().map(|text| view! { <p class="alert" role="alert">{text}</p> })
            }}
        </section>
        <Dialog open=asking title=Signal::derive(|| say!(settings.restore_title))>
            {move || chosen.get().map(|chosen| preview(model, &chosen))}
            <div class="dialog-acts">
                <button type="button" class="button" on:click=move |_| asking.set(false)>
                    {say!(cancel)}
                </button>
                <Show when=move || chosen.with(may_be_added)>
                    <button type="button" class="button" on:click=move |_| restore(false)>
                        {say!(settings.add)}
                    </button>
                </Show>
                <button
                    type="button"
                    class="button button-primary"
                    on:click=move |_| restore(true)
                >
                    {move || {
                        if chosen.with(is_something_here) {
                            say!(settings.replace)
                        } else {
                            say!(settings.restore_yes)
                        }
                    }}
                </button>
            </div>
        </Dialog>
    }
}

fn is_something_here(chosen: &Option<Chosen>) -> bool {
    chosen.as_ref().is_some_and(|chosen| chosen.preview.now.facts > 0)
}

fn may_be_added(chosen: &Option<Chosen>) -> bool {
    is_something_here(chosen) && chosen.as_ref().is_some_and(|it| it.preview.added.is_ok())
}

/// What is there now, and what would be there.
fn preview(model: Model, chosen: &Chosen) -> impl IntoView + use<> {
    let Chosen { backup, preview, .. } = chosen;
    let is_other_space = backup.is_sample != (model.space() == Space::Sample);
    let warning = is_other_space.then(|| {
        let text = if backup.is_sample { say!(copies.of_sample) } else { say!(copies.of_own) };
        view! { <p class="alert">{text}</p> }
    });
    let damaged = (backup.losses > 0).then(|| {
        view! { <p class="alert">{say_many!(backup.losses, copies.with_losses)}</p> }
    });
    let is_fresh = preview.now.facts == 0;
    let lead = if is_fresh { say!(copies.fresh) } else { say!(copies.over) };
    let not_added = match preview.added {
        Err(reason @ Refusal::OtherHistory) if !is_fresh => {
            Some(view! { <p class="hint">{words::refused(reason)}</p> })
        }
        _ => None,
    };
    let columns: Vec<(String, Content)> = [
        (!is_fresh).then(|| (say!(copies.now), preview.now)),
        preview.added.ok().filter(|_| !is_fresh).map(|it| (say!(copies.added), it)),
        preview
            .replaced
            .ok()
            .map(|it| (if is_fresh { say!(copies.then) } else { say!(copies.replaced) }, it)),
    ]
    .into_iter()
    .flatten()
    .collect();
    type Figure = fn(&Content) -> usize;
    let rows: [(String, Figure); 7] = [
        (say!(nav.connections), |it| it.counts.connections),
        (say!(copies.former), |it| it.counts.former),
        (say!(list.inbox), |it| it.counts.lists.inbox),
        (say!(list.sent), |it| it.counts.lists.sent),
        (say!(list.archive), |it| it.counts.lists.archive),
        (say!(list.trash), |it| it.counts.lists.trash),
        (say!(copies.acts), |it| usize::try_from(it.facts).unwrap_or(usize::MAX)),
    ];
    let head: Vec<_> =
        columns.iter().map(|(name, _)| view! { <th scope="col">{name.clone()}</th> }).collect();
    let body: Vec<_> = rows
        .into_iter()
        .map(|(name, figure)| {
            let cells: Vec<_> = columns
                .iter()
                .map(|(_, content)| view! { <td>{dates::number(figure(content))}</td> })
                .collect();
            view! { <tr><th scope="row">{name}</th>{cells}</tr> }
        })
        .collect();
    view! {
        {warning}
        {damaged}
        <p>{lead}</p>
        <table class="figures">
            <thead><tr><td></td>{head}</tr></thead>
            <tbody>{body}</tbody>
        </table>
        {not_added}
    }
}
