//! How much the data flow of one body may take.

use std::cell::Cell;

/// Steps for building the graph of one body and for all questions about it: a node that is passed, a borrow that is compared.
/// A body of jj takes 8 million. Unit tests have fewer, which a debug build spends at once.
const MOST_STEPS: usize = if cfg!(test) { 1 << 16 } else { 1 << 26 };

/// Counts what is done for one body. Counted, never timed: the same body gives the same answer everywhere.
#[derive(Debug, Default)]
pub(super) struct Work(Cell<usize>);

impl Work {
    /// Takes steps. Whether none are left: no answer about this body counts then.
    pub(super) fn takes(&self, steps: usize) -> bool {
        self.0.set(self.0.get().saturating_add(steps));
        self.is_spent()
    }

    pub(super) fn is_spent(&self) -> bool {
        self.0.get() > MOST_STEPS
    }
}
