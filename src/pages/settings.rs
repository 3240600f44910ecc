//! `/settings`

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::parts::head::PageHead;
use crate::app::dates;
use crate::app::model::use_model;
use crate::app::words::{self, say};
use crate::browser::files;
use crate::browser::settings::{self, Theme};
use crate::components::dialog::{ConfirmDialog, Dialog};
use crate::domain::fact::Fact;
use crate::store::{Space, Usage, erase_everything, read_backup, usage};

/// What browsers give one address, in UTF-16 units.
const QUOTA: usize = 5_240_000;

/// Look, storage, copies, and the way out.
#[component]
pub fn SettingsPage() -> impl IntoView {
    view! {
        <div class="page-narrow stack">
            <PageHead title=say!(nav.settings) />
            <Look />
            <Storage />
            <Copies />
            <Erase />
        </div>
    }
}

#[component]
fn Look() -> impl IntoView {
    let model = use_model();
    let theme = RwSignal::new(settings::theme());
    let choice = move |of: Theme, text: String| {
        let choose = move |_| {
            theme.set(of);
            settings::show_theme(of);
            if let Err(error) = settings::set_theme(of) {
                model.warn(error);
            }
        };
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="theme"
                    prop:checked=move || theme.get() == of
                    on:change=choose
                />
                {text}
            </label>
        }
    };
    view! {
        <section class="panel stack">
            <h2>{say!(settings.look)}</h2>
            <fieldset class="choices">
                <legend>{say!(settings.theme)}</legend>
                {choice(Theme::System, say!(settings.system))}
                {choice(Theme::Light, say!(settings.light))}
                {choice(Theme::Dark, say!(settings.dark))}
            </fieldset>
        </section>
    }
}

#[component]
fn Storage() -> impl IntoView {
    let model = use_model();
    let used = Memo::new(move |_| model.medium(|medium| usage(&medium)));
    let percent = |units: usize| format!("{:.1} %", units as f64 * 100.0 / QUOTA as f64);
    let rows = move || {
        let Usage { own, sample, settings, others } = match used.get() {
            Ok(usage) => usage,
            Err(error) => {
                return view! { <p class="alert" role="alert">{words::why(&error)}</p> }.into_any();
            }
        };
        let all = own + sample + settings + others;
        let rows: Vec<_> = [
            (say!(settings.own), own),
            (say!(settings.sample), sample),
            (say!(settings.settings), settings),
            (say!(settings.others), others),
            (say!(settings.free), QUOTA.saturating_sub(all)),
        ]
        .into_iter()
        .map(|(term, units)| {
            view! {
                <div>
                    <dt>{term}</dt>
                    <dd>{percent(units)}</dd>
                </div>
            }
        })
        .collect();
        let used = say!(settings.used, used = percent(all));
        view! {
            <div class="meter"><meter
                aria-label=used.clone()
                min="0"
                max=QUOTA.to_string()
                value=all.min(QUOTA).to_string()
            ></meter></div>
            <p>{used.clone()}</p>
            <dl class="facts">{rows}</dl>
        }
        .into_any()
    };
    view! {
        <section class="panel stack">
            <h2>{say!(settings.storage)}</h2>
            <p class="hint">{say!(settings.storage_text)}</p>
            {rows}
        </section>
    }
}

#[component]
fn Copies() -> impl IntoView {
    let model = use_model();
    let refused = RwSignal::new(None::<String>);
    let found = RwSignal::new(Vec::<Fact>::new());
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
                Ok(Ok(facts)) => {
                    refused.set(None);
                    found.set(facts);
                    asking.set(true);
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
    let restore = move |replace: bool| {
        asking.set(false);
        let facts = found.with_untracked(Clone::clone);
        match model.restore(&facts, replace) {
            Ok(()) => model.tell(say!(settings.restored)),
            Err(error) => refused.set(Some(words::why(&error))),
        }
    };
    view! {
        <section class="panel stack">
            <h2>{say!(settings.copy)}</h2>
            <p class="hint">{say!(settings.copy_text)}</p>
            <Show when=move || model.space() == Space::Sample>
                <p class="hint">{say!(settings.sample_active)}</p>
            </Show>
            <div class="cluster">
                <button type="button" class="button" on:click=move |_| model.save_to_file()>
                    {say!(settings.save)}
                </button>
            </div>
            <h3>{say!(settings.restore)}</h3>
            <div class="drop-field">
                <label for="restore-file">{say!(settings.restore_field)}</label>
                <input id="restore-file" type="file" accept=".txt" on:change=choose />
            </div>
            {move || {
                refused.get().map(|text| view! { <p class="alert" role="alert">{text}</p> })
            }}
        </section>
        <Dialog
            open=asking
            title=Signal::derive(|| say!(settings.restore_title))
        >
            <p>
                {move || {
                    say!(settings.restore_text, entries = dates::number(found.with(Vec::len)))
                }}
            </p>
            <div class="dialog-acts">
                <button type="button" class="button" on:click=move |_| asking.set(false)>
                    {say!(cancel)}
                </button>
                <button type="button" class="button" on:click=move |_| restore(false)>
                    {say!(settings.add)}
                </button>
                <button
                    type="button"
                    class="button button-danger"
                    on:click=move |_| restore(true)
                >
                    {say!(settings.replace)}
                </button>
            </div>
        </Dialog>
    }
}

#[component]
fn Erase() -> impl IntoView {
    let model = use_model();
    let asking = RwSignal::new(false);
    let erase =
        Callback::new(move |()| match model.medium(|medium| erase_everything(&medium, None)) {
            Ok(()) => {
                settings::show_theme(Theme::System);
                model.reopen();
                model.tell(say!(settings.erased));
            }
            Err(error) => model.warn(words::why(&error)),
        });
    view! {
        <section class="panel stack">
            <h2>{say!(settings.erase)}</h2>
            <p class="hint">{say!(settings.erase_text)}</p>
            <div class="cluster">
                <button
                    type="button"
                    class="button button-danger"
                    on:click=move |_| asking.set(true)
                >
                    {say!(settings.erase)}
                </button>
            </div>
        </section>
        <ConfirmDialog
            open=asking
            title=Signal::derive(|| say!(settings.erase_title))
            body=Signal::derive(|| say!(settings.erase_text))
            confirm=say!(settings.erase_yes)
            cancel=say!(cancel)
            dangerous=true
            on_confirm=erase
        />
    }
}
