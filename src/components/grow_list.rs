//! A long list that grows as it is read.

use std::hash::Hash;

use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use super::focus::focus_element;
use super::unique::unique_id;

/// How many rows are there at once.
const FIRST: usize = 1_000;
/// How many rows are added when the reader comes near the end.
const BATCH: usize = 500;
/// How near to the end, in units of CSS.
const NEAR: &str = "1500px";

type Watch = Closure<dyn Fn(js_sys::Array)>;

/// A list of rows, keyed by their ids: what leaves or enters touches no other row.
///
/// Only the first thousand rows are built at once. More follow as the reader scrolls, or
/// by a button below the list. Assistive technology is told how many there are in all.
#[component]
pub fn GrowList<K, F, V>(
    /// The ids of all rows, in their order; each at most once.
    #[prop(into)]
    keys: Signal<Vec<K>>,
    /// What a row shows, inside of its `<li>`.
    row: F,
    /// The list's accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// The word of the button that adds more rows.
    #[prop(into)]
    more: Signal<String>,
    /// The list's class.
    #[prop(default = "rows", into)]
    class: &'static str,
    /// The class of each row.
    #[prop(default = "row", into)]
    row_class: &'static str,
) -> impl IntoView
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
    F: Fn(K) -> V + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let id = unique_id("list");
    let total = Memo::new(move |_| keys.with(Vec::len));
    let asked = RwSignal::new(0_usize);
    // A list that has been narrowed starts anew: else it would build tens of thousands of
    // rows at once when it is widened again.
    let limit = Memo::new(move |before: Option<&(usize, usize)>| {
        let now = asked.get();
        match before {
            Some(&(asked, limit)) if total.get() > FIRST => (now, limit + (now - asked) * BATCH),
            _ => {
                total.track();
                (now, FIRST)
            }
        }
    });
    let limit = move || limit.get().1;
    let has_more = Memo::new(move |_| total.get() > limit());
    let shown = move || keys.with(|keys| keys.iter().take(limit()).cloned().collect::<Vec<K>>());

    let sentinel = NodeRef::<html::Div>::new();
    grow_when_near(sentinel, asked);

    let list = id.clone();
    let show_more = move |_| {
        let next = limit() + 1;
        asked.update(|asked| *asked += 1);
        let selector = format!("#{list} > li:nth-child({next})");
        request_animation_frame(move || {
            // The selector is well formed; the row may be gone again.
            if let Ok(Some(first_new)) = document().query_selector(&selector) {
                focus_element(&first_new);
            }
        });
    };
    // Each row starts with how many there are; when that changes, all are told at once: by a
    // signal that each listens to, it would take time quadratic in their number.
    let rows = NodeRef::<html::Ul>::new();
    Effect::new(move || {
        let total = total.get().to_string();
        let Some(rows) = rows.get() else { return };
        let rows = rows.children();
        for row in (0..rows.length()).filter_map(|at| rows.item(at)) {
            // A well-formed name: setting it cannot fail.
            let _ = row.set_attribute("aria-setsize", &total);
        }
    });
    let item = move |place: ReadSignal<usize>, key: K| {
        view! {
            <li
                class=row_class
                aria-setsize=total.get_untracked()
                aria-posinset=move || place.get() + 1
            >
                {row(key)}
            </li>
        }
    };
    view! {
        // Without the role, Safari does not tell a list without bullets as a list.
        <ul id=id class=class role="list" aria-label=label node_ref=rows>
            <ForEnumerate each=shown key=K::clone children=item />
        </ul>
        {move || {
            let show_more = show_more.clone();
            has_more
                .get()
                .then(|| {
                    view! {
                        <div class="rows-more" node_ref=sentinel>
                            <button type="button" class="button" on:click=show_more>
                                {more}
                            </button>
                        </div>
                    }
                })
        }}
    }
}

/// Asks for more whenever the element comes near to what is seen of the page.
fn grow_when_near(element: NodeRef<html::Div>, asked: RwSignal<usize>) {
    let on_seen: Watch = Closure::new(move |entries: js_sys::Array| {
        let near = entries
            .iter()
            .any(|entry| entry.unchecked_ref::<IntersectionObserverEntry>().is_intersecting());
        if near {
            asked.update(|asked| *asked += 1);
        }
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin(NEAR);
    let Ok(observer) =
        IntersectionObserver::new_with_options(on_seen.as_ref().unchecked_ref(), &options)
    else {
        // The button below the list remains.
        return;
    };
    // Both live as long as the list does.
    let held = StoredValue::new_local((observer.clone(), on_seen));
    on_cleanup(move || {
        held.with_value(|(observer, _)| observer.disconnect());
    });

    Effect::new(move |seen: Option<Option<JsValue>>| {
        asked.track();
        if let Some(before) = seen.flatten() {
            observer.unobserve(before.unchecked_ref::<Element>());
        }
        // Watched anew after each batch: the browser tells of a change only, and the end
        // of the list may still be near.
        element.get().map(|element| {
            observer.observe(&element);
            JsValue::from(element)
        })
    });
}
