//! What the address asks of a list, and how to ask for something else.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::browser::{address, pace};
use crate::route::{Route, View};

type Navigate = Box<dyn Fn(&str, NavigateOptions)>;

/// What the address asks of a list, and how to ask for something else. Passed around freely.
pub struct Asking<V: Send + Sync + 'static> {
    route: Route,
    /// What is asked for.
    pub view: Memo<V>,
    /// What was asked for a moment ago and is not in the address yet: writing it takes longer
    /// than showing what is found.
    pending: RwSignal<Option<V>>,
    /// Whether it is about to be written, and whether the address is only replaced then.
    writing: StoredValue<Option<bool>>,
    navigate: StoredValue<Navigate, LocalStorage>,
}

impl<V: Send + Sync> Clone for Asking<V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V: Send + Sync> Copy for Asking<V> {}

impl<V: View + Send + Sync> Asking<V> {
    /// What the address asks of the list of this page.
    pub fn of(route: Route) -> Asking<V> {
        let hash = use_location().hash;
        let navigate = use_navigate();
        let pending = RwSignal::new(None::<V>);
        // Whatever the address says now, it is what is asked for.
        Effect::new(move |before: Option<()>| {
            hash.track();
            if before.is_some() {
                pending.set(None);
            }
        });
        let view = move |_: Option<&V>| pending.get().unwrap_or_else(|| V::parse(&hash.get()));
        Asking {
            route,
            view: Memo::new(view),
            pending,
            writing: StoredValue::new(None),
            navigate: StoredValue::new_local(Box::new(move |to, options| navigate(to, options))),
        }
    }

    /// The page of the list.
    pub fn route(self) -> Route {
        self.route
    }

    /// Shows what is asked for, and writes it into the address once that is painted.
    /// `replace`: one does not go back to what was asked for before.
    pub fn change(self, replace: bool, change: impl FnOnce(&mut V)) {
        let mut view = self.view.get_untracked();
        change(&mut view);
        self.pending.set(Some(view));
        let before = self.writing.get_value();
        // Of several before it is written, one that Back is to find again counts.
        self.writing.set_value(Some(replace && before.unwrap_or(true)));
        if before.is_none() {
            pace::after_paint(move || self.write());
        }
    }

    /// Writes into the address what is asked for, as soon as that may be. Somebody who has left
    /// the list meanwhile is not brought back, and finds with Back what was written before.
    fn write(self) {
        let Some(Some(view)) = self.pending.try_get_untracked() else {
            self.writing.try_set_value(None);
            return;
        };
        if let Err(wait) = address::ask_to_write() {
            set_timeout(move || self.write(), wait);
            return;
        }
        let Some(Some(replace)) = self.writing.try_update_value(Option::take) else { return };
        let to = format!("{}{}", self.route.path(), view.fragment());
        let options = NavigateOptions { replace, scroll: false, ..NavigateOptions::default() };
        self.navigate.with_value(|navigate| navigate(&to, options));
    }

    /// Asks for everything, in the usual order.
    pub fn clear(self) {
        self.change(false, |view| *view = V::default());
    }
}
