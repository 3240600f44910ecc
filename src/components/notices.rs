//! Short notices of what has just happened, with a way to take it back.

use std::sync::Arc;
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::focus::focus_element;
use super::icon::{Icon, IconName};

/// How long a notice stays when nobody points at it.
const STAY: Duration = Duration::from_secs(10);
/// How many passing notices are there at once; the oldest makes room. One: what it offers
/// to take back is then never in doubt.
const MOST: usize = 1;

/// How a notice is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something was done. Read out when there is a pause.
    Done,
    /// Something went wrong. Read out at once.
    Warning,
}

/// What a notice offers to do.
#[derive(Clone)]
pub struct NoticeAction {
    /// The word on the button.
    pub label: String,
    /// The button's accessible name, where the word alone is not enough; begins with it.
    pub name: Option<String>,
    /// Does it. The notice is closed. No `Callback`: that would end with the part of the
    /// page in which it is made, and a notice outlives the row whose press it tells of.
    pub run: Arc<dyn Fn() + Send + Sync>,
}

/// A notice to be shown.
#[derive(Clone)]
pub struct Notice {
    /// What happened.
    pub text: String,
    /// What can be done about it here.
    pub action: Option<NoticeAction>,
    /// A page outside where something can be done: its address and the link's word.
    pub link: Option<(String, String)>,
    /// How it is meant.
    pub tone: Tone,
    /// Stays until somebody closes it, or until [`NoticeBoard::dismiss`].
    pub lasting: bool,
}

/// Names a notice on its board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NoticeId(u64);

#[derive(Clone)]
struct Shown {
    id: NoticeId,
    notice: Notice,
}

/// The notices that are shown: a handle to be passed around freely.
#[derive(Debug, Clone, Copy)]
pub struct NoticeBoard {
    shown: RwSignal<Vec<Shown>>,
    next: StoredValue<u64>,
}

impl NoticeBoard {
    /// A board with nothing on it. Lives as long as the part of the page that makes it.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "it belongs to where it is made")]
    pub fn new() -> NoticeBoard {
        NoticeBoard { shown: RwSignal::new(Vec::new()), next: StoredValue::new(0) }
    }

    /// Shows a notice. It takes the place of the passing one before it. None where the page of
    /// the board is gone.
    pub fn show(self, notice: Notice) -> Option<NoticeId> {
        let number = self.next.try_get_value()?;
        self.next.set_value(number + 1);
        let id = NoticeId(number);
        self.shown.try_update(|shown| {
            // The same words again are no news: it starts anew.
            shown.retain(|other| other.notice.lasting || !says_the_same(&other.notice, &notice));
            shown.push(Shown { id, notice });
            let passing = shown.iter().filter(|other| !other.notice.lasting).count();
            if passing > MOST
                && let Some(oldest) = shown.iter().position(|other| !other.notice.lasting)
            {
                shown.remove(oldest);
            }
        })?;
        Some(id)
    }

    /// Takes a notice away, if it is still there.
    pub fn dismiss(self, id: NoticeId) {
        if self.shown.with_untracked(|shown| shown.iter().any(|other| other.id == id)) {
            self.shown.update(|shown| shown.retain(|other| other.id != id));
        }
    }

    /// Takes all notices away.
    pub fn clear(self) {
        self.shown.try_update(Vec::clear);
    }
}

/// True for two warnings with the same words. Acts that are done twice keep two notices:
/// each takes back its own.
fn says_the_same(one: &Notice, other: &Notice) -> bool {
    one.action.is_none() && other.action.is_none() && one.text == other.text
}

/// The place on the page where notices appear. One for each page, after everything else.
///
/// Their time stands still while one of them is pointed at or has the focus inside, and
/// starts anew afterwards. They never take the focus; when one closes that has it, it goes
/// back to where it came from.
#[component]
pub fn Notices(
    /// What is shown.
    board: NoticeBoard,
    /// The region's accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// The accessible name of the buttons that close a notice.
    #[prop(into)]
    close: Signal<String>,
    /// The id of the element that gets the focus when where it came from is gone.
    #[prop(default = "main".into(), into)]
    home: String,
) -> impl IntoView {
    let region = NodeRef::<html::Section>::new();
    let came_from = StoredValue::new_local(None::<Element>);
    let pointed = RwSignal::new(false);
    let focused = RwSignal::new(false);
    let held = Memo::new(move |_| pointed.get() || focused.get());
    let is_inside =
        move |node: Option<&Node>| region.get_untracked().is_some_and(|it| it.contains(node));

    let leave = Callback::new(move |id: NoticeId| {
        let active = document().active_element();
        if active.as_ref().is_some_and(|active| is_inside(Some(active))) {
            let back = came_from
                .get_value()
                .filter(|element| element.is_connected())
                .or_else(|| document().get_element_by_id(&home));
            if let Some(back) = back {
                focus_element(&back);
            }
        }
        // The browser does not tell that the pointer has left what is gone.
        pointed.set(false);
        focused.set(false);
        board.dismiss(id);
    });

    let of_tone = move |tone: Tone| {
        move || {
            let all = board.shown.get();
            all.into_iter().filter(move |it| it.notice.tone == tone).collect::<Vec<_>>()
        }
    };
    let show = move |it: Shown| {
        view! { <NoticeView board id=it.id notice=it.notice held close leave /> }
    };
    view! {
        <section
            class="notices"
            aria-label=label
            node_ref=region
            on:pointermove=move |_| {
                if !pointed.get_untracked() {
                    pointed.set(true);
                }
            }
            on:pointerleave=move |_| pointed.set(false)
            on:focusin=move |event| {
                let from = event.related_target().and_then(|it| it.dyn_into::<Element>().ok());
                if !from.as_ref().is_some_and(|from| is_inside(Some(from))) {
                    came_from.set_value(from);
                }
                focused.set(true);
            }
            on:focusout=move |event| {
                let to = event.related_target().and_then(|it| it.dyn_into::<Node>().ok());
                focused.set(is_inside(to.as_ref()) && to.is_some());
            }
        >
            // Here before anything is in it: only then is what comes into it read out.
            <div class="notices-done" role="status" aria-live="polite">
                <For each=of_tone(Tone::Done) key=|it| it.id children=show />
            </div>
            <div class="notices-warning">
                <For each=of_tone(Tone::Warning) key=|it| it.id children=show />
            </div>
        </section>
    }
}

#[component]
fn NoticeView(
    board: NoticeBoard,
    id: NoticeId,
    notice: Notice,
    held: Memo<bool>,
    close: Signal<String>,
    leave: Callback<NoticeId>,
) -> impl IntoView {
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(running)) = timer.try_update_value(Option::take) {
            running.clear();
        }
    };
    // The clock is outside of what signals can tell.
    Effect::new(move |_| {
        stop();
        if !held.get() && !notice.lasting {
            // Fails nowhere but outside of a window; then the notice stays.
            timer.set_value(set_timeout_with_handle(move || board.dismiss(id), STAY).ok());
        }
    });
    on_cleanup(stop);

    let (class, role) = match notice.tone {
        Tone::Done => ("notice", None),
        Tone::Warning => ("notice notice-warning", Some("alert")),
    };
    let action = notice.action.map(|NoticeAction { label, name, run }| {
        let act = move |_| {
            leave.run(id);
            run();
        };
        view! {
            <button type="button" class="notice-action" aria-label=name on:click=act>
                {label}
            </button>
        }
    });
    let link = notice.link.map(|(href, label)| {
        view! {
            <a class="notice-action link-out" href=href target="_blank" rel="noopener noreferrer">
                {label}
            </a>
        }
    });
    view! {
        <div class=class role=role>
            {(notice.tone == Tone::Warning)
                .then(|| view! { <Icon name=IconName::Warning class="notice-icon" /> })}
            <p class="notice-text">{notice.text}</p>
            {link}
            {action}
            <button
                type="button"
                class="notice-close"
                aria-label=close
                on:click=move |_| leave.run(id)
            >
                <Icon name=IconName::Close />
            </button>
        </div>
    }
}
