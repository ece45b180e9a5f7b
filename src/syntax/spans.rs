//! The life of spans, which point into data of their thread.

use std::cell::Cell;

thread_local! {
    /// How many expansions still ask for spans.
    static HELD: Cell<usize> = const { Cell::new(0) };
}

/// Keeps the spans as long as it lives.
pub(super) struct HeldSpans;

impl HeldSpans {
    pub(super) fn new() -> Self {
        HELD.set(HELD.get() + 1);
        Self
    }
}

impl Drop for HeldSpans {
    fn drop(&mut self) {
        HELD.set(HELD.get() - 1);
    }
}

pub(super) fn drop_spans() {
    if HELD.get() == 0 {
        proc_macro2::extra::invalidate_current_thread_spans();
    }
}
