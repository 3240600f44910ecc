//! `/inbox`

use leptos::prelude::*;

use super::parts::mailbox::Mailbox;
use crate::domain::invitation::Place;

/// The list of the inbox.
#[component]
pub fn InboxPage() -> impl IntoView {
    view! { <Mailbox place=Place::Inbox /> }
}
