//! A list of any length, of which only what is seen is in the document.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Render};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What a row is high, in units of CSS, until the first is there to be measured.
const ROW: f64 = 84.0;
/// How many rows there are above and below what is seen: what comes in sight next is there.
const SPARE: usize = 8;
/// The first row moves in steps of so many: not each pixel changes the document.
const STEP: usize = 4;
/// How many rows are there where nobody knows how high the window is.
const FIRST: usize = 20;
/// With more new rows than so many at once, those that are seen come first, and the spare ones
/// when there is time; with fewer too where the list changes and nobody scrolls.
const MANY: usize = SPARE;
/// How long nothing must have moved before the spare rows are built.
const CALM: Duration = Duration::from_millis(80);

/// The rows that are seen until the next step: from which on, and how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    first: usize,
    count: usize,
}

impl Span {
    /// What is seen of a list whose top edge stands `top` below that of a window of this height.
    fn seen(top: f64, window: f64, row: f64) -> Span {
        let above = (-top / row).floor().max(0.0);
        // Of the first and the last one a part may be seen.
        let seen = ((window - top.max(0.0)) / row).ceil().clamp(1.0, 200.0) + 1.0;
        // Both are whole, not negative, and small enough for any list that fits into memory.
        Span { first: above as usize / STEP * STEP, count: seen as usize + STEP - 1 }
    }

    /// The places of these in a list of so many, and of so many more above and below.
    fn places(self, spare: usize, total: usize) -> Range<usize> {
        let end = self.first.saturating_add(self.count + spare);
        self.first.saturating_sub(spare).min(total)..end.min(total)
    }
}

/// The rows that are there, with their places.
#[derive(Debug, Clone, PartialEq, Eq)]
struct There<K> {
    /// Which are seen of them.
    span: Span,
    rows: Vec<(usize, K)>,
    /// Whether spare ones are left out for now.
    is_narrow: bool,
    /// At the how manieth calm this was.
    calm: u32,
}

/// A row that is there.
struct Row<T> {
    place: usize,
    value: RwSignal<T>,
    item: HtmlElement,
    /// Ends what the row listens to.
    owner: Owner,
    /// What is shown in the item: gone once this is dropped.
    _shown: AnyViewState,
}

impl<T> Row<T> {
    /// Puts it at this place, where the rows are so high.
    fn put(&mut self, place: usize, height: f64) {
        self.place = place;
        // Well-formed names and values: setting them cannot fail.
        let _ = self.item.set_attribute("aria-posinset", &(place + 1).to_string());
        self.set_top(height);
    }

    fn set_top(&self, height: f64) {
        // Whole points of the screen: what lies between two is blurred.
        let points = window().device_pixel_ratio();
        let top = (self.place as f64 * height * points).round() / points;
        let to = format!("translateY({top}px)");
        let _ = self.item.style().set_property("transform", &to);
    }
}

/// A list of rows of one height, keyed by their ids. The document holds those that are seen,
/// some beside them, and the one that has the focus with its neighbours: so that the keyboard
/// never loses its place. Assistive technology is told how many there are in all.
///
/// The rows' height is for the style sheet to set, and is measured.
#[component]
pub fn VirtualList<K, T, S, F>(
    /// The ids of all rows, in their order; each at most once.
    #[prop(into)]
    keys: Signal<Arc<Vec<K>>>,
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
    F: Fn(K, RwSignal<T>) -> AnyView + 'static,
{
    let list = NodeRef::<html::Ul>::new();
    let height = RwSignal::new(ROW);
    let span = RwSignal::new(Span::seen(0.0, window_height(), ROW));
    let total = Memo::new(move |_| keys.with(|keys| keys.len()));
    let held_at = Memo::new(move |_| {
        let held = held.get()?;
        keys.with(|keys| keys.iter().position(|key| *key == held))
    });
    // How often nothing has moved for a while.
    let calm = RwSignal::new(0_u32);
    let there = Memo::new(move |before: Option<&There<K>>| {
        let span = span.get();
        let held = held_at.get();
        let calm = calm.get();
        keys.with(|keys| {
            let near = held.map_or(0..0, |at| at.saturating_sub(1)..(at + 2).min(keys.len()));
            let with_spare = |spare: usize| -> Vec<(usize, K)> {
                let seen = span.places(spare, keys.len());
                let (before, after): (Vec<usize>, Vec<usize>) =
                    near.clone().filter(|at| !seen.contains(at)).partition(|at| *at < seen.start);
                let places = before.into_iter().chain(seen).chain(after);
                places.filter_map(|at| Some((at, keys.get(at)?.clone()))).collect()
            };
            let mut rows = with_spare(SPARE);
            let all = rows.len();
            if before.is_none_or(|before| before.calm == calm) {
                let known: HashSet<&K> =
                    before.iter().flat_map(|it| &it.rows).map(|(_, key)| key).collect();
                if rows.iter().filter(|(_, key)| !known.contains(key)).count() > MANY {
                    rows = with_spare(0);
                } else if before.is_some_and(|before| before.span == span) {
                    // Nobody scrolls: who has come out of sight, since others went, can wait.
                    let seen = span.places(0, keys.len());
                    rows.retain(|(at, key)| {
                        seen.contains(at) || near.contains(at) || known.contains(key)
                    });
                }
            }
            There { span, is_narrow: rows.len() < all, rows, calm }
        })
    });
    // Spare rows that were left out follow when nothing moves.
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move || {
        if let Some(waiting) = waiting.try_update_value(Option::take).flatten() {
            waiting.clear();
        }
        if there.with(|there| there.is_narrow) {
            let grow = move || calm.update(|calm| *calm = calm.wrapping_add(1));
            waiting.set_value(set_timeout_with_handle(grow, CALM).ok());
        }
    });
    on_cleanup(move || {
        if let Some(waiting) = waiting.try_update_value(Option::take).flatten() {
            waiting.clear();
        }
    });
    let values = Memo::new(move |_| {
        there.with(|there| show(&there.rows.iter().map(|(_, key)| key.clone()).collect::<Vec<_>>()))
    });
    // Rows are put into the document here and never moved in it: a row that is moved loses the
    // focus, and each has its own place whatever stands before it.
    let rows = StoredValue::new_local(HashMap::<K, Row<T>>::new());
    // An owner below the page's own: whoever held that itself would keep the page alive for ever.
    let home = Owner::new();
    let build = move |key: &K, value: T| -> Option<Row<T>> {
        let item = document().create_element("li").ok()?.dyn_into::<HtmlElement>().ok()?;
        item.set_class_name(row_class(key));
        let owner = home.child();
        let (value, shown) = owner.with(|| {
            let value = RwSignal::new(value);
            let mut shown = row(key.clone(), value).build();
            shown.mount(&item, None);
            (value, shown)
        });
        Some(Row { place: usize::MAX, value, item, owner, _shown: shown })
    };
    // How many rows there were in all, and how high each.
    let told = StoredValue::new((0_usize, ROW));
    Effect::new(move || {
        let (total, height) = (total.get(), height.get());
        let (is_other_total, is_other_height) =
            told.with_value(|told| (told.0 != total, told.1 != height));
        let total_text = total.to_string();
        let Some(list) = list.get() else { return };
        told.set_value((total, height));
        values.with(|values| {
            there.with_untracked(|there| {
                rows.update_value(|rows| {
                    let places: HashMap<&K, usize> =
                        there.rows.iter().map(|(at, key)| (key, *at)).collect();
                    // In another order, those that stay would stand wrongly in the document.
                    let mut stay: Vec<(usize, usize)> = rows
                        .iter()
                        .filter_map(|(key, row)| Some((row.place, *places.get(key)?)))
                        .collect();
                    stay.sort_unstable();
                    let is_in_order = stay.is_sorted_by_key(|(_, now)| *now);
                    let stays = |key: &K| is_in_order && places.contains_key(key);
                    if !rows.keys().any(stays) {
                        // All at once: one by one takes several times as long.
                        list.set_text_content(None);
                    }
                    rows.retain(|key, row| {
                        if !stays(key) {
                            row.item.remove();
                            row.owner.cleanup();
                        }
                        stays(key)
                    });
                    let mut next: Option<web_sys::Node> = None;
                    for ((at, key), value) in there.rows.iter().zip(values).rev() {
                        if !rows.contains_key(key) {
                            let Some(mut new) = build(key, value.clone()) else { continue };
                            new.put(*at, height);
                            let _ = new.item.set_attribute("aria-setsize", &total_text);
                            // Whole into a list that is there, before one of its rows.
                            let _ = list.insert_before(&new.item, next.as_ref());
                            next = Some(new.item.clone().into());
                            rows.insert(key.clone(), new);
                            continue;
                        }
                        let Some(row) = rows.get_mut(key) else { continue };
                        if row.place != *at {
                            row.put(*at, height);
                        } else if is_other_height {
                            row.set_top(height);
                        }
                        if is_other_total {
                            let _ = row.item.set_attribute("aria-setsize", &total_text);
                        }
                        if row.value.with_untracked(|before| before != value) {
                            row.value.set(value.clone());
                        }
                        next = Some(row.item.clone().into());
                    }
                });
            });
        });
    });

    let look = move || {
        // A frame may come after the page of the list is gone.
        let Some(list) = list.try_get_untracked().flatten() else { return };
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
    view! {
        // Without the role, Safari does not tell a list without bullets as a list.
        <ul
            class="rows rows-virtual"
            role="list"
            aria-label=label
            node_ref=list
            on:focusin=focused
            style:height=move || format!("{}px", total.get() as f64 * height.get())
        ></ul>
    }
}

/// How high the window is, in units of CSS.
fn window_height() -> f64 {
    let height = window().inner_height().ok().and_then(|height| height.as_f64());
    height.unwrap_or(FIRST as f64 * ROW)
}
