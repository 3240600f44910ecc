//! A long list that grows as it is read.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::sync::Arc;

use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use super::focus::focus_element;
use super::unique::unique_id;

/// What a row is high at least, in units of CSS.
const ROW: f64 = 72.0;
/// How many rows are there at once, where nobody knows how high the window is.
const FIRST: usize = 20;
/// How many rows are added when the reader comes near the end.
const BATCH: usize = 30;
/// How near to the end, in units of CSS.
const NEAR: &str = "1000px";

type Watch = Closure<dyn Fn(js_sys::Array)>;

/// The rows that are there, and up to how many there may be.
#[derive(Debug, Clone, PartialEq, Eq)]
struct There<K> {
    /// How often more were asked for.
    asked: usize,
    limit: usize,
    keys: Vec<K>,
}

impl<K: Clone + Eq + Hash> There<K> {
    fn of(all: &[K], asked: usize, first: usize, before: Option<&There<K>>) -> There<K> {
        let mut limit = first;
        if let Some(before) = before {
            limit = before.limit + (asked - before.asked) * BATCH;
            // Most rows are others: another search, say. It begins at the beginning, and what
            // is typed does not wait for rows that were asked for before.
            let old: HashSet<&K> = before.keys.iter().collect();
            let stay = all.iter().take(limit).filter(|key| old.contains(key)).count();
            if asked == before.asked && stay < limit.min(all.len()) / 2 {
                limit = first;
            }
        }
        // What is not there now is not kept in mind: else a list that was narrowed would build
        // tens of thousands of rows at once when it is widened again.
        limit = limit.min(all.len().next_multiple_of(BATCH).max(first));
        There { asked, limit, keys: all.iter().take(limit).cloned().collect() }
    }
}

/// A list of rows, keyed by their ids: what leaves or enters touches no other row, and what
/// changes touches the rows that show it.
///
/// Only the first few rows are built at once. More follow as the reader scrolls, or
/// by a button below the list. Assistive technology is told how many there are in all.
#[component]
pub fn GrowList<K, T, S, F, V>(
    /// The ids of all rows, in their order; each at most once.
    #[prop(into)]
    keys: Signal<Arc<Vec<K>>>,
    /// What these rows show, one value for each. It is looked at again, for all rows that
    /// are there at once, when anything changes that it reads: thousands of rows that each
    /// listened by themselves would take time quadratic in their number.
    show: S,
    /// A row, inside of its `<li>`, and what it shows.
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
    T: Clone + PartialEq + Send + Sync + 'static,
    S: Fn(&[K]) -> Vec<T> + Send + Sync + 'static,
    F: Fn(K, RwSignal<T>) -> V + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let id = unique_id("list");
    let total = Memo::new(move |_| keys.with(|keys| keys.len()));
    let asked = RwSignal::new(0_usize);
    let first = rows_of_a_window();
    let there = Memo::new(move |before: Option<&There<K>>| {
        keys.with(|keys| There::of(keys, asked.get(), first, before))
    });
    let limit = move || there.with(|there| there.limit);
    let has_more = Memo::new(move |_| total.get() > limit());
    let values = Memo::new(move |_| there.with(|there| show(&there.keys)));
    let signals = StoredValue::new(HashMap::<K, RwSignal<T>>::new());
    Effect::new(move || {
        values.with(|values| {
            there.with_untracked(|there| {
                signals.with_value(|signals| {
                    for (key, value) in there.keys.iter().zip(values) {
                        let Some(signal) = signals.get(key) else { continue };
                        if signal.with_untracked(|before| before != value) {
                            signal.set(value.clone());
                        }
                    }
                });
            });
        });
    });

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
        let now = values.with_untracked(|values| values.get(place.get_untracked()).cloned());
        let signal = now.map(RwSignal::new);
        if let Some(signal) = signal {
            signals.update_value(|signals| {
                signals.insert(key.clone(), signal);
            });
        }
        let left = key.clone();
        on_cleanup(move || {
            // The list may be gone, and its rows with it.
            let _ = signals.try_update_value(|signals| signals.remove(&left));
        });
        view! {
            <li
                class=row_class
                aria-setsize=total.get_untracked()
                aria-posinset=move || place.get() + 1
            >
                {signal.map(|signal| row(key, signal))}
            </li>
        }
    };
    view! {
        // Without the role, Safari does not tell a list without bullets as a list.
        <ul id=id class=class role="list" aria-label=label node_ref=rows>
            <ForEnumerate each=move || there.with(|there| there.keys.clone()) key=K::clone children=item />
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

/// How many rows a window shows at most: what is typed waits for them, and for no other.
fn rows_of_a_window() -> usize {
    let height = window().inner_height().ok().and_then(|height| height.as_f64());
    // A window is some thousands of units high at most; no other number gets in here.
    height.map_or(FIRST, |height| (height / ROW).ceil().clamp(8.0, 100.0) as usize)
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
