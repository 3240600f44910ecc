//! What is kept where: the meter, and what is lost.

use leptos::prelude::*;

use crate::app::model::{Fault, use_model};
use crate::app::words::{self, say, say_many};
use crate::browser::platform;
use crate::components::dialog::ConfirmDialog;
use crate::store::{Loss, usage};

/// What browsers give one address, in UTF-16 units.
const QUOTA: usize = 5_240_000;

/// What takes how much of the storage, and what the browser does not promise.
#[component]
pub fn StoragePanel() -> impl IntoView {
    let model = use_model();
    let used = Memo::new(move |_| model.medium(|medium| usage(&medium)));
    let percent = |units: usize| format!("{:.1} %", units as f64 * 100.0 / QUOTA as f64);
    let rows = move || {
        let usage = match used.get() {
            Ok(usage) => usage,
            Err(error) => {
                return view! { <p class="alert" role="alert">{words::why(&error)}</p> }.into_any();
            }
        };
        let all = usage.all();
        let rows: Vec<_> = [
            (say!(settings.rows), usage.rows),
            (say!(settings.part_history), usage.history),
            (say!(settings.sample), usage.sample),
            (say!(settings.settings), usage.settings),
            (say!(settings.others), usage.others),
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
            <p class="hint">{say!(settings.kept_text)}</p>
            {platform::deletes_after_seven_days()
                .then(|| view! { <p class="alert">{say!(settings.seven_days)}</p> })}
            {rows}
            <LossesPanel />
        </section>
    }
}

/// What was kept and cannot be read: by name, to be saved or to be gone on without.
#[component]
fn LossesPanel() -> impl IntoView {
    let model = use_model();
    let asking = RwSignal::new(false);
    let losses = Memo::new(move |_| {
        model.faults().into_iter().find_map(|fault| match fault {
            Fault::Lost(losses) => Some(losses),
            _ => None,
        })
    });
    let list = move |losses: Vec<Loss>| {
        let rows: Vec<_> = losses
            .iter()
            .map(|loss| match loss {
                Loss::Damaged(key) => say!(settings.loss_damaged, key = key.as_str()),
                Loss::Gone(key) => say!(settings.loss_gone, key = key.as_str()),
                Loss::Acts(count) => say_many!(*count, settings.loss_acts),
            })
            .map(|text| view! { <li>{text}</li> })
            .collect();
        view! {
            <h3>{say!(settings.lost)}</h3>
            <p class="hint">{say!(settings.lost_text)}</p>
            <ul class="losses">{rows}</ul>
            <div class="cluster">
                <button type="button" class="button" on:click=move |_| model.save_raw()>
                    {say!(settings.save_raw)}
                </button>
                <button
                    type="button"
                    class="button button-danger"
                    on:click=move |_| asking.set(true)
                >
                    {say!(settings.give_up)}
                </button>
            </div>
        }
    };
    view! {
        {move || losses.get().map(list)}
        <ConfirmDialog
            open=asking
            title=Signal::derive(|| say!(settings.give_up_title))
            body=Signal::derive(|| say!(settings.give_up_text))
            confirm=say!(settings.give_up_yes)
            cancel=say!(cancel)
            dangerous=true
            on_confirm=Callback::new(move |()| model.give_up_losses())
        />
    }
}
