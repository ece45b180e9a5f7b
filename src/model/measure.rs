//! What was measured of clones.

use serde::{Deserialize, Serialize};

/// What clones cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasuredCost {
    /// How often one ran.
    pub calls: u64,
    /// Allocations in them, those of clones within them too.
    pub allocations: u64,
    /// Bytes of these.
    pub bytes: u64,
    /// How long they took, estimated from the calls that were timed; the clock's own cost is taken off.
    pub nanoseconds: u64,
    /// Calls that were timed.
    pub timed: u64,
}

impl<'c> std::iter::Sum<&'c MeasuredCost> for MeasuredCost {
    fn sum<I: Iterator<Item = &'c MeasuredCost>>(costs: I) -> Self {
        costs.fold(Self::default(), |mut all, cost| {
            all.add(cost);
            all
        })
    }
}

impl MeasuredCost {
    /// Adds what others cost.
    pub fn add(&mut self, other: &Self) {
        let Self { calls, allocations, bytes, nanoseconds, timed } = self;
        for (all, more) in [
            (calls, other.calls),
            (allocations, other.allocations),
            (bytes, other.bytes),
            (nanoseconds, other.nanoseconds),
            (timed, other.timed),
        ] {
            *all = all.saturating_add(more);
        }
    }

    /// Nanoseconds of one clone, on average. `None`: none ran, or none was timed.
    #[expect(clippy::cast_precision_loss, reason = "a mean, of which people read three digits")]
    pub fn nanoseconds_each(&self) -> Option<f64> {
        (self.calls > 0 && self.timed > 0).then(|| self.nanoseconds as f64 / self.calls as f64)
    }
}

/// What was measured of a site, beside what an audit says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// What all of its clones cost together.
    #[serde(flatten)]
    pub cost: MeasuredCost,
    /// `size_of` the value, in bytes. None where it never ran.
    pub size: Option<u64>,
    /// Whether the function around it has changed since.
    pub is_stale: bool,
}
