//! What stands around every page: the top bar with the envelope, banners, notices, and
//! the keys that work everywhere.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::{A, Route as At, Router, Routes};
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::path;
use web_sys::KeyboardEvent;

use crate::app::keys::{Help, Keys};
use crate::app::model::{Fault, Model};
use crate::app::words::{self, say};
use crate::browser::{address, tabs};
use crate::components::file_drop::{Dropped, WindowDrop};
use crate::components::focus::focus_by_id;
use crate::components::icon::{Icon, IconName};
use crate::components::notices::{NoticeBoard, Notices};
use crate::pages::archive::ArchivePage;
use crate::pages::changes::ChangesPage;
use crate::pages::connections::ConnectionsPage;
use crate::pages::duplicates::DuplicatesPage;
use crate::pages::guidelines::GuidelinesPage;
use crate::pages::history::HistoryPage;
use crate::pages::home::HomePage;
use crate::pages::import::ImportPage;
use crate::pages::inbox::InboxPage;
use crate::pages::insights::InsightsPage;
use crate::pages::not_found::NotFoundPage;
use crate::pages::parts::copies::{CopyReminder, SavedLine};
use crate::pages::parts::envelope::Envelope;
use crate::pages::parts::search_field::SEARCH;
use crate::pages::person::PersonPage;
use crate::pages::sent::SentPage;
use crate::pages::settings::SettingsPage;
use crate::pages::todo::TodoPage;
use crate::pages::trash::TrashPage;
use crate::route::Route;
use crate::store::Space;

/// How often it is tried again to write what could not be written.
const RETRY: Duration = Duration::from_secs(5);

/// The whole page.
#[component]
pub fn Shell() -> impl IntoView {
    let board = NoticeBoard::new();
    let model = Model::open(board);
    provide_context(model);
    let help = RwSignal::new(false);
    provide_context(Help(help));
    tabs::on_news(move |_| model.look_around());
    model.begin_upkeep();
    let keys = window_event_listener(ev::keydown, move |event| undo_keys(model, &event));
    // The browser asks first.
    let leaving = window_event_listener(ev::beforeunload, move |event| {
        if model.is_lost_with_the_page() {
            event.prevent_default();
        }
    });
    // There may be room again, which nothing tells.
    let again = move || {
        if model.is_anything_unkept() {
            model.look_around();
        }
    };
    let retry = set_interval_with_handle(again, RETRY).ok();
    on_cleanup(move || {
        keys.remove();
        leaving.remove();
        if let Some(retry) = retry {
            retry.clear();
        }
    });
    view! {
        <Router base=address::base()>
            <a class="skip-link" href="#main" rel="external" on:click=skip>
                {say!(skip)}
            </a>
            // Before the pages: it says which presses are left for them.
            <Keys model search=SEARCH help />
            <TopBar />
            <Banners model />
            <main class="page" id="main" tabindex="-1">
                <Routes fallback=NotFoundPage>
                    <At path=path!("/") view=HomePage />
                    <At path=path!("/inbox") view=InboxPage />
                    <At path=path!("/sent") view=SentPage />
                    <At path=path!("/archive") view=ArchivePage />
                    <At path=path!("/trash") view=TrashPage />
                    <At path=path!("/connections") view=ConnectionsPage />
                    <At path=path!("/people") view=PersonPage />
                    <At path=path!("/changes") view=ChangesPage />
                    <At path=path!("/duplicates") view=DuplicatesPage />
                    <At path=path!("/todo") view=TodoPage />
                    <At path=path!("/insights") view=InsightsPage />
                    <At path=path!("/guidelines") view=GuidelinesPage />
                    <At path=path!("/import") view=ImportPage />
                    <At path=path!("/history") view=HistoryPage />
                    <At path=path!("/settings") view=SettingsPage />
                </Routes>
            </main>
            <DropAnywhere model />
            <SavedLine />
            <Notices board label=say!(notices) close=say!(close) />
        </Router>
    }
}

/// To the main part of the page, without the router, for which it would be an address.
fn skip(event: web_sys::MouseEvent) {
    event.prevent_default();
    focus_by_id("main");
}

/// Ctrl-Z and Cmd-Z take back, with Shift (or Ctrl-Y) they do again; never while somebody
/// types, where these keys belong to the text.
fn undo_keys(model: Model, event: &KeyboardEvent) {
    let command = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
    if !command || address::is_typing() || address::is_dialog_open() {
        return;
    }
    match (event.key().to_lowercase().as_str(), event.shift_key()) {
        ("z", false) => {
            event.prevent_default();
            model.undo_last();
        }
        ("z", true) | ("y", false) => {
            event.prevent_default();
            model.redo_last();
        }
        _ => {}
    }
}

#[component]
fn TopBar() -> impl IntoView {
    let links = [
        (Route::Connections, IconName::People, say!(nav.connections)),
        (Route::Insights, IconName::Insights, say!(nav.insights)),
        (Route::Guidelines, IconName::Guidelines, say!(nav.guidelines)),
        (Route::Import, IconName::Import, say!(nav.import)),
        (Route::History, IconName::History, say!(nav.history)),
        (Route::Settings, IconName::Settings, say!(nav.settings)),
    ];
    view! {
        <header class="top">
            <A href=address::link(Route::Home) exact=true attr:class="top-brand">
                {say!(brand)}
            </A>
            <nav class="top-nav" aria-label=say!(nav.main)>
                {links
                    .into_iter()
                    .map(|(route, icon, name)| {
                        let class = match route {
                            Route::History | Route::Guidelines | Route::Insights => "top-link top-link-spare",
                            _ => "top-link",
                        };
                        view! {
                            <A href=address::link(route) attr:class=class>
                                <Icon name=icon />
                                {name}
                            </A>
                        }
                    })
                    .collect::<Vec<_>>()}
            </nav>
            <Envelope />
        </header>
    }
}

/// Files that are dropped on any other page go to the one that reads them.
#[component]
fn DropAnywhere(model: Model) -> impl IntoView {
    let path = use_location().pathname;
    let elsewhere = Memo::new(move |_| address::route(&path.get()) != Some(Route::Import));
    let navigate = StoredValue::new_local(use_navigate());
    let on_files = Callback::new(move |files: Vec<Dropped>| {
        model.put_arrived(files);
        navigate.with_value(|navigate| {
            navigate(Route::Import.path(), NavigateOptions::default());
        });
    });
    view! {
        <Show when=move || elsewhere.get()>
            <WindowDrop label=say!(import.drop_anywhere) on_files />
        </Show>
    }
}

/// The sample's banner, and what is wrong with keeping things, as long as it is.
#[component]
fn Banners(model: Model) -> impl IntoView {
    let faults = Memo::new(move |_| model.faults());
    let warning = move |fault: Fault| {
        let acts = match fault {
            Fault::Newer => banner_button(say!(fault.reload), address::reload).into_any(),
            Fault::NotKept(..) => view! {
                {banner_button(say!(fault.retry), move || model.look_around())}
                {banner_button(say!(fault.save), move || model.save_to_file())}
            }
            .into_any(),
            Fault::Blocked => {
                banner_button(say!(fault.save), move || model.save_to_file()).into_any()
            }
            Fault::Lost(_) => view! {
                {banner_button(say!(fault.save_raw), move || model.save_raw())}
                <A href=address::link(Route::Settings) attr:class="button button-small">
                    {say!(fault.look)}
                </A>
            }
            .into_any(),
        };
        view! {
            <section class="banner banner-warning" aria-label=say!(fault.label)>
                <Icon name=IconName::Warning />
                <p role="alert">{words::fault(&fault)}</p>
                <div class="banner-acts">{acts}</div>
            </section>
        }
    };
    view! {
        <Show when=move || model.space() == Space::Sample>
            <section class="banner" aria-label=say!(sample.label)>
                <p>{say!(sample.banner)}</p>
                <div class="banner-acts">
                    {banner_button(say!(sample.leave), move || model.leave_sample())}
                </div>
            </section>
        </Show>
        {move || faults.get().into_iter().map(warning).collect::<Vec<_>>()}
        <CopyReminder />
    }
}

fn banner_button(text: String, act: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button type="button" class="button button-small" on:click=move |_| act()>
            {text}
        </button>
    }
}
