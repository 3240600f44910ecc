//! Views of lists that the user has saved under a name.

use std::sync::Arc;

/// A view of a list: what its address says, under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// The name, as the user wrote it.
    pub name: String,
    /// The fragment of the address, its `#` included; it names search, filters and order.
    pub fragment: String,
}

/// All saved views, in the order in which they are offered.
pub type SavedViews = Arc<[SavedView]>;

/// These views with one more, which takes the place of the one of its name.
pub fn with(views: &[SavedView], view: SavedView) -> SavedViews {
    let mut all: Vec<SavedView> = views.to_vec();
    match all.iter_mut().find(|it| it.name == view.name) {
        Some(same) => *same = view,
        None => all.push(view),
    }
    all.into()
}

/// These views without the one of this name.
pub fn without(views: &[SavedView], name: &str) -> SavedViews {
    views.iter().filter(|view| view.name != name).cloned().collect()
}
