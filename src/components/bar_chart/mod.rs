//! Bars that show how many: columns side by side or rows below each other, each of which leads
//! somewhere, with a table of the same for those who cannot see them.

mod layout;
mod table;

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, SvgElement};

use self::layout::{
    ABOVE, BELOW, BELOW_TWO, FEW_NAMES, HEIGHT, Mark, ROW, ROW_BAR, ROW_TOP, Scale, columns, cut,
    percent, rows,
};
use self::table::Table;
use super::unique::unique_id;

/// How the bars stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Upright, side by side: for what has an order in time.
    Columns,
    /// Lying, below each other, each with its name above it: for all else.
    Rows,
}

/// How a kind is drawn: each can be told from the others without its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Filled.
    Solid,
    /// Striped.
    Striped,
    /// Dotted.
    Dotted,
    /// Filled, and pale.
    Pale,
    /// Chequered by lines.
    Crossed,
}

impl Tone {
    const ALL: [Tone; 5] = [Tone::Solid, Tone::Striped, Tone::Dotted, Tone::Pale, Tone::Crossed];

    const fn class(self) -> &'static str {
        match self {
            Tone::Solid => "chart-mark chart-solid",
            Tone::Striped | Tone::Dotted | Tone::Crossed => "chart-mark chart-patterned",
            Tone::Pale => "chart-mark chart-pale",
        }
    }

    const fn is_pattern(self) -> bool {
        matches!(self, Tone::Striped | Tone::Dotted | Tone::Crossed)
    }
}

/// What a part of a bar can be. One that no bar has is not named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// Its name, in the legend and above its column of the table.
    pub name: String,
    /// How it is drawn.
    pub tone: Tone,
}

/// A part of a bar, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its kind, by its place among all kinds.
    pub kind: usize,
    /// How many.
    pub value: usize,
    /// The whole of what it says: it is a link's name.
    pub name: String,
    /// What tells it from another part of the same kind and bar.
    pub place: String,
    /// Where it leads.
    pub href: String,
}

/// A bar, with all its parts; none where there is nothing to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Its name beside it: short.
    pub label: String,
    /// A second line below a column's name; may be empty.
    pub below: String,
    /// Its name in the table.
    pub name: String,
    /// Its parts, from the bottom or the left.
    pub parts: Vec<Part>,
}

impl Bar {
    fn total(&self) -> usize {
        self.parts.iter().map(|part| part.value).sum()
    }
}

/// The words around a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// What the chart shows.
    pub label: String,
    /// What opens the table.
    pub table: String,
    /// What the bars are: above the first column of the table.
    pub bars: String,
    /// What is counted, or all of it: above the last column of the table.
    pub total: String,
}

/// Bars that show how many, with a table of the same.
///
/// The Tab key leads to the first bar and past them all; arrow keys go from bar to bar.
#[component]
pub fn BarChart(
    /// How the bars stand.
    form: Form,
    /// The words around them.
    words: Words,
    /// What their parts can be, in the order of the legend.
    kinds: Vec<Kind>,
    /// The bars, in their order.
    #[prop(into)]
    bars: Signal<Vec<Bar>>,
    /// How a number is written.
    number: fn(usize) -> String,
    /// Is told where a bar that was pressed leads. Without it, the browser goes there.
    #[prop(optional, into)]
    on_follow: Option<Callback<String>>,
) -> impl IntoView {
    let pen = Pen {
        chart: StoredValue::new(unique_id("chart")),
        label: StoredValue::new(words.label.clone()),
        kinds: StoredValue::new(kinds),
        number,
        on_follow,
    };
    // The kinds that some bar has, with their places.
    let there = Memo::new(move |_| {
        let has = |kind| move |bar: &Bar| bar.parts.iter().any(|part| part.kind == kind);
        let is_there = |(kind, _): &(usize, &Kind)| bars.with(|bars| bars.iter().any(has(*kind)));
        pen.kinds.with_value(|kinds| {
            let there = kinds.iter().enumerate().filter(is_there);
            there.map(|(at, kind)| (at, kind.clone())).collect::<Vec<_>>()
        })
    });
    let drawn = move || {
        bars.with(|bars| match form {
            Form::Columns => pen.columns(bars).into_any(),
            Form::Rows => pen.rows(bars).into_any(),
        })
    };
    let legend = move || {
        let kinds = there.get();
        (kinds.len() > 1).then(|| {
            let kinds = kinds.into_iter().map(|(_, Kind { name, tone })| {
                view! {
                    <li>
                        <svg width="16" height="16" aria-hidden="true">
                            <rect
                                class=tone.class()
                                fill=pen.fill(tone)
                                x="1"
                                y="1"
                                width="14"
                                height="14"
                                rx="1.5"
                            />
                        </svg>
                        {name}
                    </li>
                }
            });
            view! {
                <ul class="chart-legend" role="list">
                    {kinds.collect::<Vec<_>>()}
                </ul>
            }
        })
    };
    view! {
        <div class="chart">
            {legend}
            <div class="chart-drawn">{drawn}</div>
            <Table words kinds=there bars number />
        </div>
    }
}

/// What draws the bars of one chart.
#[derive(Clone, Copy)]
struct Pen {
    /// What the ids of its patterns begin with.
    chart: StoredValue<String>,
    label: StoredValue<String>,
    kinds: StoredValue<Vec<Kind>>,
    number: fn(usize) -> String,
    on_follow: Option<Callback<String>>,
}

impl Pen {
    /// What a tone is filled with, where that is a pattern of this chart.
    fn fill(self, tone: Tone) -> Option<String> {
        tone.is_pattern().then(|| format!("url(#{})", self.pattern_id(tone)))
    }

    fn pattern_id(self, tone: Tone) -> String {
        self.chart.with_value(|chart| format!("{chart}-{tone:?}").to_lowercase())
    }

    fn columns(self, bars: &[Bar]) -> impl IntoView + use<> {
        let scale = Scale::of(bars);
        let mut stop = Stop::default();
        let bottom = ABOVE + HEIGHT;
        let columns = columns(bars, scale).into_iter().map(|column| {
            let total = column.bar.total();
            let middle = percent(column.middle);
            view! {
                <g role=role(column.bar)>
                    {self.parts(column.marks, &mut stop)}
                    <g aria-hidden="true">
                        <text class="chart-value" x=middle.clone() y=column.top - 5.0>
                            {(total > 0).then(|| (self.number)(total))}
                        </text>
                        <text class=column.name x=middle.clone() y=bottom + 17.0>
                            {column.bar.label.clone()}
                        </text>
                        <text class="chart-name" x=middle y=bottom + 33.0>
                            {column.bar.below.clone()}
                        </text>
                    </g>
                </g>
            }
        });
        let columns: Vec<_> = columns.collect();
        let lines = scale.lines().into_iter().map(|(value, y)| {
            let class = if value == 0 { "chart-base" } else { "chart-line" };
            view! {
                <g>
                    <line class=class x1="0" x2="100%" y1=y y2=y></line>
                    <text class="chart-step" x="-8" y=y + 4.0>
                        {(self.number)(value)}
                    </text>
                </g>
            }
        });
        let class =
            if bars.len() > FEW_NAMES { "chart-columns chart-many" } else { "chart-columns" };
        let has_second_line = bars.iter().any(|bar| !bar.below.is_empty());
        view! {
            <svg
                class=class
                height=bottom + if has_second_line { BELOW_TWO } else { BELOW }
                role="list"
                aria-label=self.label.get_value()
                on:keydown=walk
            >
                {self.patterns()}
                <g aria-hidden="true">{lines.collect::<Vec<_>>()}</g>
                {columns}
            </svg>
        }
    }

    fn rows(self, bars: &[Bar]) -> impl IntoView + use<> {
        let mut stop = Stop::default();
        let rows = rows(bars).into_iter().map(|row| {
            view! {
                <g role=role(row.bar)>
                    <rect
                        class="chart-groove"
                        x="0"
                        y=row.top + ROW_TOP
                        width="100%"
                        height=ROW_BAR
                        rx="1.5"
                    />
                    {self.parts(row.marks, &mut stop)}
                    <g aria-hidden="true">
                        <text class="chart-row-name" x="0" y=row.top + 16.0>
                            {cut(&row.bar.label)}
                        </text>
                        <text class="chart-row-value" x="100%" y=row.top + 16.0>
                            {(self.number)(row.bar.total())}
                        </text>
                    </g>
                </g>
            }
        });
        let rows: Vec<_> = rows.collect();
        view! {
            <svg
                class="chart-rows"
                height=ROW * bars.len() as f64
                role="list"
                aria-label=self.label.get_value()
                on:keydown=walk
            >
                {self.patterns()}
                {rows}
            </svg>
        }
    }

    /// The parts of a bar, each a link.
    fn parts(self, marks: Vec<(&Part, Mark)>, stop: &mut Stop) -> impl IntoView + use<> {
        let part = |(part, Mark { bar, hit }): (&Part, Mark)| {
            let kind = |kinds: &Vec<Kind>| kinds.get(part.kind).map(|kind| kind.tone);
            let tone = self.kinds.with_value(kind).unwrap_or(Tone::Solid);
            let href = part.href.clone();
            view! {
                <g>
                    <a
                        class="chart-part"
                        href=part.href.clone()
                        aria-label=part.name.clone()
                        tabindex=stop.next()
                        on:click=move |event| self.follow(&event, &href)
                    >
                        // Its title is for a pointer that rests on it: it would be read twice.
                        <g aria-hidden="true">
                            <title>{part.name.clone()}</title>
                            <rect
                                class="chart-hit"
                                x=percent(hit.x)
                                y=hit.y
                                width=percent(hit.width)
                                height=hit.height
                            />
                            <rect
                                class=tone.class()
                                fill=self.fill(tone)
                                x=percent(bar.x)
                                y=bar.y
                                width=percent(bar.width)
                                height=bar.height
                                rx="1.5"
                            />
                        </g>
                    </a>
                </g>
            }
        };
        marks.into_iter().map(part).collect::<Vec<_>>()
    }

    /// A link within a drawing is none to a router, which looks for those of HTML.
    fn follow(self, event: &web_sys::MouseEvent, href: &str) {
        let is_plain = event.button() == 0
            && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
        if let Some(on_follow) = self.on_follow.filter(|_| is_plain) {
            event.prevent_default();
            on_follow.run(href.to_owned());
        }
    }

    fn patterns(self) -> impl IntoView + use<> {
        let pattern = |tone: Tone| {
            let lines = match tone {
                Tone::Striped => "M0 0V6",
                Tone::Crossed => "M0 0V6M0 0H6",
                Tone::Solid | Tone::Dotted | Tone::Pale => "",
            };
            let class = match tone {
                Tone::Crossed => "chart-hatch chart-hatch-thin",
                Tone::Solid | Tone::Striped | Tone::Dotted | Tone::Pale => "chart-hatch",
            };
            let dot = (tone == Tone::Dotted)
                .then(|| view! { <circle class="chart-dot" cx="3" cy="3" r="1.4" /> });
            view! {
                <pattern
                    id=self.pattern_id(tone)
                    width="6"
                    height="6"
                    patternUnits="userSpaceOnUse"
                    patternTransform="rotate(45)"
                >
                    <rect class="chart-ground" width="6" height="6" />
                    <path class=class d=lines />
                    {dot}
                </pattern>
            }
        };
        let patterns = Tone::ALL.into_iter().filter(|tone| tone.is_pattern()).map(pattern);
        view! { <defs>{patterns.collect::<Vec<_>>()}</defs> }
    }
}

/// The Tab key stops at the first bar alone.
#[derive(Debug, Default)]
struct Stop(bool);

impl Stop {
    fn next(&mut self) -> &'static str {
        if std::mem::replace(&mut self.0, true) { "-1" } else { "0" }
    }
}

/// An empty bar is nothing to be told of.
fn role(bar: &Bar) -> &'static str {
    if bar.parts.is_empty() { "presentation" } else { "listitem" }
}

/// From bar to bar by the arrow keys.
fn walk(event: ev::KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key() {
        return;
    }
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let drawing = target.and_then(|it| it.closest("svg").ok().flatten());
    let found = drawing.and_then(|it| it.query_selector_all("a").ok());
    let Some(found) = found else { return };
    let all: Vec<SvgElement> =
        (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect();
    let active = document().active_element();
    let here =
        all.iter().position(|it| active.as_ref().is_some_and(|on| it.is_same_node(Some(on))));
    let Some(here) = here else { return };
    let last = all.len().saturating_sub(1);
    let to = match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => (here + 1).min(last),
        "ArrowLeft" | "ArrowUp" => here.saturating_sub(1),
        "Home" => 0,
        "End" => last,
        _ => return,
    };
    event.prevent_default();
    if let (Some(from), Some(to)) = (all.get(here), all.get(to)) {
        // Well-formed names and values: setting them cannot fail.
        let _ = from.set_attribute("tabindex", "-1");
        let _ = to.set_attribute("tabindex", "0");
        // Fails for what is no longer in the page, and then there is nothing to do.
        let _ = to.focus();
    }
}
