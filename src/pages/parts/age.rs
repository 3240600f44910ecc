//! How old the data is, where it matters.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::app::model::use_model;
use crate::app::words::{say, say_many};
use crate::browser::{address, clock};
use crate::route::Route;
use crate::store::Space;

/// From how many days on the age of an export is worth a word.
const WORTH_A_WORD: i64 = 30;

/// "Your export is 94 days old. Get a new one": nothing while it is young.
#[component]
pub fn ExportAge() -> impl IntoView {
    let model = use_model();
    let days = move || {
        let made_on = model.network(|network| network.newest_export())?;
        let days = clock::today().signed_duration_since(made_on).num_days();
        let own = model.space() == Space::Own;
        usize::try_from(days).ok().filter(|_| own && days >= WORTH_A_WORD)
    };
    move || {
        days().map(|days| {
            view! {
                <p class="age">
                    {say_many!(days, age.export)} " "
                    <A href=address::link(Route::Import)>{say!(age.get_new)}</A>
                </p>
            }
        })
    }
}
