//! What a chart shows, as a table.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{Bar, Kind, Part, Words};

/// The same as a table. It is there for everybody, and closed until somebody asks for it.
#[component]
pub(super) fn Table(
    words: Words,
    #[prop(into)] kinds: Signal<Vec<(usize, Kind)>>,
    bars: Signal<Vec<Bar>>,
    number: fn(usize) -> String,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let Words { label, table, bars: first, total } = words;
    let name = label.clone();
    let heads = move || {
        let kinds = kinds.get();
        let several = if kinds.len() > 1 { kinds } else { Vec::new() };
        several
            .into_iter()
            .map(|(_, kind)| view! { <th scope="col">{kind.name}</th> })
            .collect::<Vec<_>>()
    };
    let rows = move || {
        let kinds = kinds.get();
        let cell = |parts: Vec<&Part>| {
            let is_one = parts.len() == 1;
            let links = parts
                .into_iter()
                .map(|part| {
                    let count = number(part.value);
                    let text = if is_one { count } else { format!("{count} {}", part.place) };
                    view! { <a href=part.href.clone()>{text}</a> }
                })
                .collect::<Vec<_>>();
            let none = links.is_empty().then(|| number(0));
            view! { <td>{links} {none}</td> }
        };
        bars.with(|bars| {
            bars.iter()
                .map(|bar| {
                    let of = |kind: Option<usize>| {
                        let is_of = |part: &&Part| kind.is_none_or(|kind| part.kind == kind);
                        bar.parts.iter().filter(is_of).collect::<Vec<_>>()
                    };
                    // Of one kind alone, all is the same as that kind.
                    let (cells, total) = if kinds.len() > 1 {
                        let cells = kinds.iter().map(|(kind, _)| cell(of(Some(*kind))).into_any());
                        let total = view! { <td>{number(bar.total())}</td> };
                        (cells.collect::<Vec<_>>(), total.into_any())
                    } else {
                        (Vec::new(), cell(of(None)).into_any())
                    };
                    view! {
                        <tr>
                            <th scope="row" dir="auto">
                                {bar.name.clone()}
                            </th>
                            {cells}
                            {total}
                        </tr>
                    }
                })
                .collect::<Vec<_>>()
        })
    };
    let body = move || {
        open.get().then(|| {
            view! {
                <div class="table-scroll" role="region" aria-label=label.clone() tabindex="0">
                    <table class="figures chart-figures">
                        <thead>
                            <tr>
                                <th scope="col">{first.clone()}</th>
                                {heads}
                                <th scope="col">{total.clone()}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }
        })
    };
    view! {
        <details
            class="chart-table"
            on:toggle=move |event| {
                let details = event.target().and_then(|it| it.dyn_into::<Element>().ok());
                open.set(details.is_some_and(|details| details.has_attribute("open")));
            }
        >
            <summary>
                {table} <span class="visually-hidden">": " {name}</span>
            </summary>
            {body}
        </details>
    }
}
