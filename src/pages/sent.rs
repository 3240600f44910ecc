//! `/sent`

use leptos::prelude::*;

use super::parts::mailbox::Mailbox;
use crate::domain::invitation::Place;

/// The list of the sent ones.
#[component]
pub fn SentPage() -> impl IntoView {
    view! { <Mailbox place=Place::Sent /> }
}
