//! Small drawings in one line width, coloured as the text beside them.

use leptos::prelude::*;

/// The drawings there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IconName {
    /// A closed envelope.
    Envelope,
    /// A tray into which something falls.
    Inbox,
    /// A paper plane.
    Sent,
    /// A box with a lid.
    Archive,
    /// A bin.
    Trash,
    /// Two heads.
    People,
    /// An arrow into a page.
    Import,
    /// A clock that turns back.
    History,
    /// With whom one wants to be connected.
    Guidelines,
    /// Bars of different heights.
    Insights,
    /// Two sliders.
    Settings,
    /// A tick.
    Check,
    /// A cross.
    Close,
    /// An arrow that turns back.
    Undo,
    /// An arrow out of a window.
    Link,
    /// A triangle with a mark.
    Warning,
    /// A magnifying glass.
    Search,
    /// A plus.
    Plus,
    /// A dashed page.
    Sample,
    /// An arrow down onto a line.
    Download,
    /// An arrow up from a line.
    Upload,
}

impl IconName {
    /// The lines, in a square of 20 by 20.
    const fn path(self) -> &'static str {
        match self {
            IconName::Envelope => {
                "M3.5 4.5h13a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1Z\
                 M3 5.5l7 5.25 7-5.25"
            }
            IconName::Inbox => "M2.5 11.5 5 4.5h10l2.5 7v4h-15v-4ZM2.5 11.5h4.25l1 2h4.5l1-2h4.25",
            IconName::Sent => "M17 3 2.75 8.75l5.75 2.75L11.25 17.25 17 3ZM8.5 11.5 12 8",
            IconName::Archive => "M2.5 4h15v3.5h-15V4ZM3.75 7.5h12.5V16H3.75V7.5ZM8 10.5h4",
            IconName::Trash => {
                "M3.5 5.5h13M7.5 5.5V3.25h5V5.5M5 5.5l.75 11.25h8.5L15 5.5M8.25 8.5v5.25M11.75 8.5v5.25"
            }
            IconName::People => {
                "M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2 16.5c.25-3 2.5-4.75 5.5-4.75s5.25 1.75 5.5 \
                 4.75M13 3.75a3 3 0 0 1 0 5.5M14.75 12.25c1.75.75 3 2.25 3.25 4.25"
            }
            IconName::Import => {
                "M11.5 2.5h3a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-2.5M2 8.5h8.5M7.5 \
                 5.25l3.25 3.25-3.25 3.25"
            }
            IconName::Guidelines => {
                "M5 2.75h10a1 1 0 0 1 1 1v12.5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V3.75a1 1 0 0 1 1-1ZM7 7.25l1 1 \
                 1.75-2M12 7.25h1.5M7 12.25l1 1 1.75-2M12 12.25h1.5"
            }
            IconName::History => {
                "M3 4v3.75h3.75M3.25 7.5a7.25 7.25 0 1 1-.5 2.5M10 6.25V10l2.75 1.75"
            }
            IconName::Insights => "M3 16.5h14M5.5 13.5v-3M10 13.5v-9M14.5 13.5V8",
            IconName::Settings => {
                "M2.5 6.5h7M14.5 6.5h3M2.5 13.5h3M10.5 13.5h7M12 9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 \
                 5ZM8 16a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z"
            }
            IconName::Check => "M4 10.5l4 4 8-9",
            IconName::Close => "M5 5l10 10M15 5 5 15",
            IconName::Undo => "M7 4 3.5 7.5 7 11M3.5 7.5h8a4.5 4.5 0 0 1 0 9H8",
            IconName::Link => {
                "M8.5 4.5h-4a1 1 0 0 0-1 1v10a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1v-4M11.5 3.5h5v5M16.5 \
                 3.5 9.5 10.5"
            }
            IconName::Warning => "M10 3 2.25 16.5h15.5L10 3ZM10 8v4M10 14.25v.25",
            IconName::Search => {
                "M8.75 14a5.25 5.25 0 1 0 0-10.5 5.25 5.25 0 0 0 0 10.5ZM12.5 12.5l4.5 4.5"
            }
            IconName::Plus => "M10 4v12M4 10h12",
            IconName::Sample => {
                "M4.5 5v-1.5a1 1 0 0 1 1-1H7M9.5 2.5h2M14 2.5h.5a1 1 0 0 1 1 1V5M15.5 7.5v2M15.5 \
                 12v3M15.5 16.5a1 1 0 0 1-1 1H13M10.5 17.5h-2M6.5 17.5h-1a1 1 0 0 1-1-1V15M4.5 12.5v-2M4.5 \
                 8.5v-1M7.5 7.5h5M7.5 10.5h5M7.5 13.5h2.5"
            }
            IconName::Download => "M10 3v9.5M6 8.75l4 4 4-4M3.5 16.5h13",
            IconName::Upload => "M10 13V3.5M6 7.25l4-4 4 4M3.5 16.5h13",
        }
    }
}

/// A drawing. It says nothing to assistive technology: the words beside it do.
#[component]
pub fn Icon(
    /// Which one.
    name: IconName,
    /// A class beside `icon`.
    #[prop(optional, into)]
    class: &'static str,
) -> impl IntoView {
    let class = if class.is_empty() { "icon".to_owned() } else { format!("icon {class}") };
    view! {
        <svg
            class=class
            viewBox="0 0 20 20"
            width="20"
            height="20"
            fill="none"
            stroke="currentColor"
            stroke-width="1.5"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
            focusable="false"
        >
            <path d=name.path() />
        </svg>
    }
}
