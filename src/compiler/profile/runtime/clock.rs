//! What counting costs, to be taken off what is measured.

use std::hint::black_box;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::time::Instant;

use super::file::header_word;
use super::thread::{Thread, SAMPLED};

/// Whether it is known, or being found out, what counting costs.
static IS_CALIBRATED: AtomicBool = AtomicBool::new(false);
/// What is measured of nothing at all; what a clone within another adds that is not timed; and what it adds if it is. In
/// nanoseconds times 1000.
static OWN_COST: AtomicU64 = AtomicU64::new(0);
static PROBE_COST: AtomicU64 = AtomicU64::new(0);
static TIMED_COST: AtomicU64 = AtomicU64::new(0);

/// Nanoseconds that measuring took: by itself, and with clones within and those timed among them.
#[inline]
pub(crate) fn costs((probes, timed): (u64, u64)) -> u64 {
    let own = OWN_COST.load(Relaxed);
    if probes == 0 {
        return own / 1000;
    }
    let all = own + PROBE_COST.load(Relaxed).saturating_mul(probes) + TIMED_COST.load(Relaxed).saturating_mul(timed);
    all / 1000
}

/// Finds out what counting costs, if that is not known: that of `clone`, which copies a number where it is counted.
pub(crate) fn calibrate_once(thread: &Thread, clone: fn(u64) -> u64) {
    if !IS_CALIBRATED.load(Relaxed) && !IS_CALIBRATED.swap(true, Relaxed) {
        calibrate(thread, clone);
    }
}

/// Finds out what measuring costs: of several tries the fastest, since interruptions only add.
fn calibrate(thread: &Thread, clone: fn(u64) -> u64) {
    const TRIES: u64 = 8;
    const CALLS: u64 = 128;
    let fastest = |work: &dyn Fn() -> u64| (0..TRIES).map(|_| work()).min().unwrap_or(0) * 1000 / CALLS;
    let clock = fastest(&|| {
        let started = Instant::now();
        for _ in 0..CALLS {
            black_box(black_box(Instant::now()).elapsed());
        }
        started.elapsed().as_nanos() as u64
    });
    let before = (thread.probes.get(), thread.timed.get(), thread.cloned_calls.get(), thread.cloned_nanoseconds.get());
    let repeat = || {
        for value in 0..CALLS {
            black_box(clone(black_box(value)));
        }
    };
    // What is measured where a number is copied, which takes no time. The first calls are left out: the sum weighs them
    // otherwise.
    thread.times_all.set(true);
    repeat();
    let own = fastest(&|| {
        let nanoseconds = thread.cloned_nanoseconds.get();
        repeat();
        (thread.cloned_nanoseconds.get() - nanoseconds) / SAMPLED
    });
    thread.times_all.set(false);
    let mut probe = u64::MAX;
    for _ in 0..TRIES {
        let timed = thread.timed.get();
        let started = Instant::now();
        repeat();
        let all = started.elapsed().as_nanos() as u64 * 1000;
        probe = probe.min(all.saturating_sub((thread.timed.get() - timed) * clock) / CALLS);
    }
    thread.probes.set(before.0);
    thread.timed.set(before.1);
    thread.cloned_calls.set(before.2);
    thread.cloned_nanoseconds.set(before.3);
    OWN_COST.store(own, Relaxed);
    PROBE_COST.store(probe, Relaxed);
    TIMED_COST.store(clock, Relaxed);
    header_word(3).store(own, Relaxed);
}
