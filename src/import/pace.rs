//! Slices of work: how reading lets the page live, moves a bar and can be cancelled.

use std::pin::Pin;

/// The seam to the outside, called between slices of work.
#[allow(async_fn_in_trait, reason = "used by name only, in one thread")]
pub trait Pace {
    /// Lets others work, shows the progress, and says whether to go on.
    ///
    /// # Errors
    /// [`Cancelled`] when the user wants no more of it.
    async fn breathe(&self, progress: Progress) -> Result<(), Cancelled>;
}

/// How far the work has come: in reading, in bytes of input; in planning, in rows and people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is done: never more than `total`.
    pub done: u64,
    /// What there is to do; may grow while archives are opened.
    pub total: u64,
}

/// The user cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cancelled;

/// Never waits: for native use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NoPace;

impl Pace for NoPace {
    async fn breathe(&self, _: Progress) -> Result<(), Cancelled> {
        Ok(())
    }
}

/// A [`Pace`] behind a pointer. What is generic is built anew by whoever uses it; so all that
/// works here is built once, with this crate, and for speed.
pub(super) trait AnyPace {
    /// As [`Pace::breathe`].
    fn breathe_boxed(&self, progress: Progress) -> Breath<'_>;
}

/// Others work meanwhile.
type Breath<'a> = Pin<Box<dyn Future<Output = Result<(), Cancelled>> + 'a>>;

impl<P: Pace> AnyPace for P {
    fn breathe_boxed(&self, progress: Progress) -> Breath<'_> {
        Box::pin(self.breathe(progress))
    }
}

/// Counts the work and breathes when a slice is over.
pub(super) struct Meter<'a> {
    pace: &'a dyn AnyPace,
    done: u64,
    total: u64,
    since_breath: u64,
    rows_since_breath: u32,
}

/// Bytes of a slice: about a millisecond of inflating, a few of decoding, also in a browser
/// on a slow phone.
const SLICE_BYTES: u64 = 256 * 1024;

/// Rows of a slice.
const SLICE_ROWS: u32 = 500;

impl<'a> Meter<'a> {
    /// A meter that has nothing to do yet.
    pub(super) fn new(pace: &'a dyn AnyPace) -> Self {
        Meter { pace, done: 0, total: 0, since_breath: 0, rows_since_breath: 0 }
    }

    /// Announces work.
    pub(super) fn expect(&mut self, bytes: u64) {
        self.total = self.total.saturating_add(bytes);
    }

    /// Bytes were worked on.
    pub(super) async fn bytes(&mut self, bytes: u64) -> Result<(), Cancelled> {
        self.done = self.done.saturating_add(bytes);
        self.since_breath = self.since_breath.saturating_add(bytes);
        if self.since_breath >= SLICE_BYTES { self.breathe().await } else { Ok(()) }
    }

    /// One row of so many bytes was worked on.
    pub(super) async fn row(&mut self, bytes: u64) -> Result<(), Cancelled> {
        if self.ends_with_row(bytes) { self.breathe().await } else { Ok(()) }
    }

    /// The same, for whoever breathes by itself: whether the slice is over.
    pub(super) fn ends_with_row(&mut self, bytes: u64) -> bool {
        self.rows_since_breath = self.rows_since_breath.saturating_add(1);
        self.done = self.done.saturating_add(bytes);
        self.since_breath = self.since_breath.saturating_add(bytes);
        self.since_breath >= SLICE_BYTES || self.rows_since_breath >= SLICE_ROWS
    }

    /// Ends the slice.
    pub(super) async fn breathe(&mut self) -> Result<(), Cancelled> {
        self.since_breath = 0;
        self.rows_since_breath = 0;
        self.total = self.total.max(self.done);
        self.pace.breathe_boxed(Progress { done: self.done, total: self.total }).await
    }

    /// Counts announced work that turned out to be unnecessary.
    pub(super) fn settle(&mut self, done_at: u64) {
        self.done = self.done.max(done_at);
        self.total = self.total.max(self.done);
    }

    /// What was announced so far.
    pub(super) fn total(&self) -> u64 {
        self.total
    }
}

/// Counts steps that are all short, and breathes after some of them.
pub(super) struct Steps<'a> {
    pace: &'a dyn AnyPace,
    done: u64,
    total: u64,
}

/// Steps of a slice: some milliseconds, also in a browser on a slow phone.
pub(super) const SLICE_STEPS: usize = 64;

impl<'a> Steps<'a> {
    /// So many steps to do, about.
    pub(super) fn new(pace: &'a dyn AnyPace, total: usize) -> Self {
        Steps { pace, done: 0, total: total as u64 }
    }

    /// A step is done.
    pub(super) async fn step(&mut self) -> Result<(), Cancelled> {
        self.done = self.done.saturating_add(1);
        if self.done.is_multiple_of(SLICE_STEPS as u64) { self.breathe().await } else { Ok(()) }
    }

    /// The steps of a whole slice, or of the last one, are done.
    pub(super) async fn slice(&mut self, steps: usize) -> Result<(), Cancelled> {
        self.done = self.done.saturating_add(steps as u64);
        self.breathe().await
    }

    /// The nth step is done of something that is done beside the steps, and does not count.
    pub(super) async fn aside(&mut self, nth: usize) -> Result<(), Cancelled> {
        if nth.is_multiple_of(SLICE_STEPS) { self.breathe().await } else { Ok(()) }
    }

    /// Ends the slice.
    pub(super) async fn breathe(&mut self) -> Result<(), Cancelled> {
        self.total = self.total.max(self.done);
        self.pace.breathe_boxed(Progress { done: self.done, total: self.total }).await
    }
}
