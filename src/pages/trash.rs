//! `/trash`

use leptos::prelude::*;

use super::parts::mailbox::Mailbox;
use crate::domain::invitation::Place;

/// The list of the trash.
#[component]
pub fn TrashPage() -> impl IntoView {
    view! { <Mailbox place=Place::Trash /> }
}
