//! `/archive`

use leptos::prelude::*;

use super::parts::mailbox::Mailbox;
use crate::domain::invitation::Place;

/// The list of the archive.
#[component]
pub fn ArchivePage() -> impl IntoView {
    view! { <Mailbox place=Place::Archive /> }
}
