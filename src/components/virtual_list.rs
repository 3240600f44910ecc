//! A list of any length, of which only what is seen is in the document.

use std::collections::HashMap;
use std::hash::Hash;

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// What a row is high, in units of CSS, until the first is there to be measured.
const ROW: f64 = 84.0;
/// How many rows there are above and below what is seen: what comes in sight next is there.
const SPARE: usize = 8;
/// The first row moves in steps of so many: not each pixel changes the document.
const STEP: usize = 4;
/// How many rows are there where nobody knows how high the window is.
const FIRST: usize = 20;

/// The rows that are there: from which on, and how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    first: usize,
    count: usize,
}

impl Span {
    /// What is seen of a list whose top edge stands `top` below that of a window of this height.
    fn seen(top: f64, window: f64, row: f64) -> Span {
        let above = (-top / row).floor().max(0.0);
        let seen = (window / row).ceil().clamp(1.0, 200.0);
        // Both are whole, not negative, and small enough for any list that fits into memory.
        let first = (above as usize).saturating_sub(SPARE) / STEP * STEP;
        Span { first, count: seen as usize + 2 * SPARE + STEP }
    }
}

/// What a row that is there needs to know.
struct Slot<T> {
    place: RwSignal<usize>,
    value: RwSignal<T>,
}

impl<T> Clone for Slot<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Slot<T> {}

/// A list of rows of one height, keyed by their ids. The document holds those that are seen,
/// some beside them, and the one that has the focus with its neighbours: so that the keyboard
/// never loses its place. Assistive technology is told how many there are in all.
///
/// The rows' height is for the style sheet to set, and is measured.
#[component]
pub fn VirtualList<K, T, S, F, V>(
    /// The ids of all rows, in their order; each at most once.
    #[prop(into)]
    keys: Signal<Vec<K>>,
    /// What these rows show, one value for each. It is looked at again, for all rows that
    /// are there at once, when anything changes that it reads.
    show: S,
    /// A row, inside of its `<li>`, and what it shows.
    row: F,
    /// The row that is there wherever it stands: the one with the focus, or that is to have it.
    held: RwSignal<Option<K>>,
    /// The list's accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// The class of a row.
    row_class: fn(&K) -> &'static str,
) -> impl IntoView
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
    T: Clone + PartialEq + Send + Sync + 'static,
    S: Fn(&[K]) -> Vec<T> + Send + Sync + 'static,
    F: Fn(K, RwSignal<T>) -> V + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let list = NodeRef::<html::Ul>::new();
    let height = RwSignal::new(ROW);
    let span = RwSignal::new(Span::seen(0.0, window_height(), ROW));
    let total = Memo::new(move |_| keys.with(Vec::len));
    let held_at = Memo::new(move |_| {
        let held = held.get()?;
        keys.with(|keys| keys.iter().position(|key| *key == held))
    });
    let there = Memo::new(move |_| {
        let span = span.get();
        let held = held_at.get();
        keys.with(|keys| {
            let seen = span.first..span.first.saturating_add(span.count).min(keys.len());
            let near = held.map_or(0..0, |at| at.saturating_sub(1)..(at + 2).min(keys.len()));
            let (before, after): (Vec<usize>, Vec<usize>) =
                near.filter(|at| !seen.contains(at)).partition(|at| *at < span.first);
            let places = before.into_iter().chain(seen).chain(after);
            places.filter_map(|at| Some((at, keys.get(at)?.clone()))).collect::<Vec<_>>()
        })
    });
    let values = Memo::new(move |_| {
        there.with(|there| show(&there.iter().map(|(_, key)| key.clone()).collect::<Vec<_>>()))
    });
    let slots = StoredValue::new(HashMap::<K, Slot<T>>::new());
    Effect::new(move || {
        values.with(|values| {
            there.with_untracked(|there| {
                slots.with_value(|slots| {
                    for ((at, key), value) in there.iter().zip(values) {
                        let Some(slot) = slots.get(key) else { continue };
                        if slot.place.get_untracked() != *at {
                            slot.place.set(*at);
                        }
                        if slot.value.with_untracked(|before| before != value) {
                            slot.value.set(value.clone());
                        }
                    }
                });
            });
        });
    });

    let look = move || {
        let Some(list) = list.get_untracked() else { return };
        let measured =
            list.first_element_child().map(|row| row.get_bounding_client_rect().height());
        if let Some(measured) = measured.filter(|it| *it > 1.0 && *it != height.get_untracked()) {
            height.set(measured);
        }
        let top = list.get_bounding_client_rect().top();
        let seen = Span::seen(top, window_height(), height.get_untracked());
        if seen != span.get_untracked() {
            span.set(seen);
        }
    };
    let scrolled = window_event_listener(ev::scroll, move |_| look());
    let resized = window_event_listener(ev::resize, move |_| look());
    on_cleanup(move || {
        scrolled.remove();
        resized.remove();
    });
    // What stands above it may have changed with the list.
    Effect::new(move || {
        keys.track();
        list.track();
        request_animation_frame(look);
    });

    let focused = move |event: web_sys::FocusEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let row = target.and_then(|target| target.closest("li").ok().flatten());
        let place = row.and_then(|row| row.get_attribute("aria-posinset")?.parse::<usize>().ok());
        if let Some(at) = place.and_then(|place| place.checked_sub(1)) {
            let key = keys.with_untracked(|keys| keys.get(at).cloned());
            if key != held.get_untracked() {
                held.set(key);
            }
        }
    };
    let item = move |(at, key): (usize, K)| {
        let value = there.with_untracked(|there| {
            let nth = there.iter().position(|(_, other)| *other == key)?;
            values.with_untracked(|values| values.get(nth).cloned())
        });
        let slot =
            value.map(|value| Slot { place: RwSignal::new(at), value: RwSignal::new(value) });
        if let Some(slot) = slot {
            slots.update_value(|slots| {
                slots.insert(key.clone(), slot);
            });
        }
        let class = row_class(&key);
        let left = key.clone();
        on_cleanup(move || {
            // The list may be gone, and its rows with it.
            let _ = slots.try_update_value(|slots| slots.remove(&left));
        });
        let place = move || slot.map_or(at, |slot| slot.place.get());
        view! {
            <li
                class=class
                aria-setsize=move || total.get()
                aria-posinset=move || place() + 1
                style:top=move || format!("{}px", place() as f64 * height.get())
            >
                {slot.map(|slot| row(key, slot.value))}
            </li>
        }
    };
    view! {
        // Without the role, Safari does not tell a list without bullets as a list.
        <ul
            class="rows rows-virtual"
            role="list"
            aria-label=label
            node_ref=list
            on:focusin=focused
            style:height=move || format!("{}px", total.get() as f64 * height.get())
        >
            <For each=move || there.get() key=|(_, key)| key.clone() children=item />
        </ul>
    }
}

/// How high the window is, in units of CSS.
fn window_height() -> f64 {
    let height = window().inner_height().ok().and_then(|height| height.as_f64());
    height.unwrap_or(FIRST as f64 * ROW)
}
