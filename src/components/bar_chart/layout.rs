//! Where the bars stand: across in hundredths of the drawing's width, so that its words keep their
//! size; down in units of CSS.

use super::{Bar, Part};

/// The height of the columns, and of what stands above and below them, in units of CSS.
pub(super) const HEIGHT: f64 = 168.0;
pub(super) const ABOVE: f64 = 18.0;
pub(super) const BELOW: f64 = 24.0;
/// The same where a second line stands below.
pub(super) const BELOW_TWO: f64 = 40.0;
/// How high a row is, name included, and where in it the bar lies.
pub(super) const ROW: f64 = 46.0;
pub(super) const ROW_TOP: f64 = 23.0;
pub(super) const ROW_BAR: f64 = 11.0;
/// As wide as if there were so many columns at least: two do not fill the whole width.
const COLUMNS: usize = 8;
/// What part of its place a column fills.
const FILL: f64 = 0.72;
/// Whatever there is can be seen, and pressed: so many units, or so many hundredths.
const LEAST: f64 = 3.0;
const LEAST_WIDTH: f64 = 0.8;
/// How many names stand below columns where there is room, and where there is little.
const NAMES: usize = 16;
pub(super) const FEW_NAMES: usize = 8;
/// A longer name of a row is cut; the table has it whole.
const LETTERS: usize = 36;

/// A place in the drawing: across in hundredths of its width, down in units of CSS.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// What is drawn of a part, and where it can be pressed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mark {
    pub(super) bar: Rect,
    pub(super) hit: Rect,
}

pub(super) fn percent(hundredths: f64) -> String {
    format!("{hundredths:.3}%")
}

/// How far a row's name goes.
pub(super) fn cut(name: &str) -> String {
    match name.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or(name).trim_end()),
        None => name.to_owned(),
    }
}

/// From zero to a round number that no bar is above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scale {
    step: usize,
    steps: usize,
}

impl Scale {
    pub(super) fn of(bars: &[Bar]) -> Scale {
        let most = bars.iter().map(Bar::total).max().unwrap_or_default().max(1);
        // 1, 2, 5, 10, 20, 50 and so on: the first of which four are enough.
        let tens = std::iter::successors(Some(1_usize), |tens| tens.checked_mul(10));
        let steps = tens.flat_map(|tens| [1, 2, 5].map(|factor| tens.saturating_mul(factor)));
        let step = steps.into_iter().find(|step| most.div_ceil(*step) <= 4).unwrap_or(most);
        Scale { step, steps: most.div_ceil(step) }
    }

    /// How high so many are.
    fn height(self, value: usize) -> f64 {
        HEIGHT * value as f64 / (self.step * self.steps) as f64
    }

    /// The lines across: what they stand for, and where they are.
    pub(super) fn lines(self) -> Vec<(usize, f64)> {
        let line = |at| (at * self.step, ABOVE + HEIGHT - self.height(at * self.step));
        (0..=self.steps).map(line).collect()
    }
}

pub(super) struct Column<'a> {
    pub(super) bar: &'a Bar,
    pub(super) marks: Vec<(&'a Part, Mark)>,
    pub(super) middle: f64,
    pub(super) top: f64,
    /// The class of its name: not all are there where there is little room.
    pub(super) name: &'static str,
}

pub(super) fn columns<'a>(bars: &'a [Bar], scale: Scale) -> Vec<Column<'a>> {
    let place = 100.0 / bars.len().max(COLUMNS) as f64;
    let all = bars.len().div_ceil(NAMES).max(1);
    // In even steps: those that stand where there is little room stand where there is more too.
    let few = bars.len().div_ceil(FEW_NAMES).next_multiple_of(all);
    let column = |(at, bar): (usize, &'a Bar)| {
        let left = place * at as f64;
        let mut top = ABOVE + HEIGHT;
        let marks = bar.parts.iter().map(|part| {
            let height = scale.height(part.value).max(LEAST);
            top -= height;
            let (x, width) = (left + place * (1.0 - FILL) / 2.0, place * FILL);
            let bar_there = Rect { x, y: top, width, height };
            // One that is alone can be pressed above itself too.
            let hit = if bar.parts.len() == 1 {
                Rect { x: left, y: 0.0, width: place, height: ABOVE + HEIGHT }
            } else {
                Rect { x: left, width: place, ..bar_there }
            };
            (part, Mark { bar: bar_there, hit })
        });
        let marks = marks.collect();
        // The last ones keep their distance from the end, so that the newest has its name.
        let from_end = bars.len() - 1 - at;
        let name = match (from_end % few.max(1), from_end % all.max(1)) {
            (0, _) => "chart-name",
            (_, 0) => "chart-name chart-name-spare",
            _ => "chart-name chart-name-none",
        };
        Column { bar, marks, middle: left + place / 2.0, top, name }
    };
    bars.iter().enumerate().map(column).collect()
}

pub(super) struct Row<'a> {
    pub(super) bar: &'a Bar,
    pub(super) marks: Vec<(&'a Part, Mark)>,
    pub(super) top: f64,
}

pub(super) fn rows(bars: &[Bar]) -> Vec<Row<'_>> {
    let most = bars.iter().map(Bar::total).max().unwrap_or_default().max(1) as f64;
    bars.iter()
        .enumerate()
        .map(|(at, bar)| {
            let (top, mut left) = (ROW * at as f64, 0.0_f64);
            let marks = bar.parts.iter().map(|part| {
                let width = (100.0 * part.value as f64 / most).max(LEAST_WIDTH);
                let x = left.min(100.0 - LEAST_WIDTH);
                left += width;
                let width = width.min(100.0 - x);
                let there = Rect { x, y: top + ROW_TOP, width, height: ROW_BAR };
                let hit = if bar.parts.len() == 1 {
                    Rect { x: 0.0, y: top + 1.0, width: 100.0, height: ROW - 4.0 }
                } else {
                    Rect { y: top + ROW_TOP - 8.0, height: ROW_BAR + 14.0, ..there }
                };
                (part, Mark { bar: there, hit })
            });
            Row { bar, marks: marks.collect(), top }
        })
        .collect()
}
