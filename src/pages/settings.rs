//! `/settings`

use leptos::prelude::*;
use leptos_router::components::A;

use super::parts::copies::CopiesPanel;
use super::parts::head::PageHead;
use super::parts::storage::StoragePanel;
use crate::app::keys::Help;
use crate::app::model::use_model;
use crate::app::words::{say, say_many};
use crate::browser::settings::{self, Theme};
use crate::browser::{address, clock};
use crate::components::dialog::ConfirmDialog;
use crate::domain::trash;
use crate::route::Route;

/// Look, storage, copies, and the way out.
#[component]
pub fn SettingsPage() -> impl IntoView {
    view! {
        <div class="page-narrow stack">
            <PageHead title=say!(nav.settings) />
            <Look />
            <Keyboard />
            <StoragePanel />
            <Past />
            <TrashPanel />
            <CopiesPanel />
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
fn Keyboard() -> impl IntoView {
    let model = use_model();
    let help = expect_context::<Help>();
    let is_on = RwSignal::new(settings::has_shortcuts());
    let turn = move |event| {
        let on = event_target_checked(&event);
        match settings::set_shortcuts(on) {
            Ok(()) => is_on.set(on),
            Err(error) => model.warn(error),
        }
    };
    view! {
        <section class="panel stack">
            <h2>{say!(keys.title)}</h2>
            <label class="choice">
                <input type="checkbox" prop:checked=move || is_on.get() on:change=turn />
                {say!(keys.on)}
            </label>
            <p class="hint">{say!(keys.hint)}</p>
            <div class="cluster">
                <button type="button" class="button" on:click=move |_| help.0.set(true)>
                    {say!(keys.show)}
                </button>
            </div>
        </section>
    }
}

#[component]
fn Past() -> impl IntoView {
    view! {
        <section class="panel stack">
            <h2>{say!(nav.history)}</h2>
            <p class="hint">{say!(settings.history_text)}</p>
            <div class="cluster">
                <A href=address::link(Route::History) attr:class="button">
                    {say!(settings.history)}
                </A>
            </div>
        </section>
    }
}

/// For how long what lies in the trash may be kept, in days.
const RETENTIONS: [u32; 3] = [30, 90, 365];

#[component]
fn TrashPanel() -> impl IntoView {
    let model = use_model();
    let days = RwSignal::new(settings::retention());
    let choice = move |of: Option<u32>| {
        let choose = move |_| match settings::set_retention(of) {
            Ok(()) => days.set(of),
            Err(error) => model.warn(error),
        };
        let text = match of {
            None => say!(settings.trash_for_ever),
            Some(days) => say!(settings.trash_days, days = days),
        };
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="retention"
                    prop:checked=move || days.get() == of
                    on:change=choose
                />
                {text}
            </label>
        }
    };
    let due = move || {
        let old = days.get().map_or(0, |days| {
            let today = clock::today();
            model.history(|ledger| trash::trashed_for(days, ledger, today).len())
        });
        (old > 0).then(|| say_many!(old, settings.trash_due))
    };
    let choices: Vec<_> = [None].into_iter().chain(RETENTIONS.map(Some)).map(choice).collect();
    view! {
        <section class="panel stack">
            <h2>{say!(settings.trash)}</h2>
            <fieldset class="choices">
                <legend>{say!(settings.trash_keep)}</legend>
                {choices}
            </fieldset>
            <p role="status">{due}</p>
            <p class="hint">{say!(settings.trash_hint)}</p>
        </section>
    }
}

#[component]
fn Erase() -> impl IntoView {
    let model = use_model();
    let asking = RwSignal::new(false);
    let erase = Callback::new(move |()| model.erase_everything());
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
