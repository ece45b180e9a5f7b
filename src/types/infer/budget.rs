//! How many steps the inference of one body may take.

use std::cell::Cell;

use crate::model::Limit;
use crate::syntax::hir::Body;

/// Steps that inference may take whatever it infers: a second or two. No body of 24 large workspaces takes an eighth of it.
/// Unit tests have fewer, which a debug build spends at once.
const MOST_STEPS: usize = if cfg!(test) { 1 << 18 } else { 1 << 25 };

/// Steps that it may take besides for each expression: a long body is not one that multiplies.
const STEPS_OF_EXPR: usize = 256;

/// Counts what inference does, because matching impls and following bounds and projections can take a power of what is
/// declared. It counts only what is the same in whatever order bodies are looked at, so no answer depends on the threads.
#[derive(Debug)]
pub(super) struct Budget {
    left: Cell<usize>,
    limit: Cell<Option<Limit>>,
}

impl Budget {
    pub(super) fn of(body: &Body) -> Self {
        let steps = MOST_STEPS.saturating_add(body.exprs.len().saturating_mul(STEPS_OF_EXPR));
        Self { left: Cell::new(steps), limit: Cell::new(None) }
    }

    /// Takes steps. Whether none are left: nothing more is asked then, and no answer counts.
    pub(super) fn takes(&self, steps: usize) -> bool {
        let left = self.left.get().saturating_sub(steps);
        self.left.set(left);
        if left == 0 {
            self.limit.set(Some(Limit::Inference));
        }
        left == 0
    }

    /// Notes that something was cut off. The first thing counts, unless all steps are taken.
    pub(super) fn note(&self, limit: Limit) {
        if self.limit.get().is_none() {
            self.limit.set(Some(limit));
        }
    }

    /// What was cut off.
    pub(super) fn spent(&self) -> Option<Limit> {
        self.limit.get()
    }
}
