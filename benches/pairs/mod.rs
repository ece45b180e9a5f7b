//! Pairs of one job done with a clone and without, and how one way of a pair is run.
//!
//! Nothing here reads a clock or counts: a [`Meter`] does, so that times and counts come of the same code.

mod claims;
mod data;
mod locking;
mod owning;
mod reading;
mod sharing;

use std::hint::black_box;
use std::sync::Barrier;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

/// Runs what it is given and measures that alone.
pub(crate) type Meter<'a> = &'a mut dyn FnMut(&mut dyn FnMut());

type Side = Box<dyn Fn(usize, Meter<'_>)>;

/// One job, done in two ways.
pub(crate) struct Pair {
    pub(crate) rule: &'static str,
    pub(crate) case: String,
    /// How many threads do it at once.
    #[allow(dead_code, reason = "only times depend on it")]
    pub(crate) threads: u32,
    #[allow(dead_code, reason = "a test only asks whether both agree")]
    pub(crate) before: Side,
    #[allow(dead_code, reason = "as above")]
    pub(crate) after: Side,
    /// Whether both ways give the same result from the same start.
    pub(crate) agree: Box<dyn Fn() -> bool>,
}

/// One way to do a job: many times under a meter, or once for its result.
struct Way<R> {
    threads: u32,
    side: Side,
    once: Box<dyn Fn() -> R>,
}

fn pair<R, Q>(rule: &'static str, case: impl Into<String>, before: Way<R>, after: Way<Q>) -> Pair
where
    R: PartialEq<Q> + 'static,
    Q: 'static,
{
    let (one, other) = (before.once, after.once);
    Pair {
        rule,
        case: case.into(),
        threads: before.threads,
        before: before.side,
        after: after.side,
        agree: Box::new(move || one() == other()),
    }
}

/// A job on what stays: made once, outside the measure. What a run gives is dropped inside.
fn using<S, R>(make: impl Fn() -> S + Copy + 'static, run: impl Fn(&mut S) -> R + Copy + 'static) -> Way<R> {
    let side = move |times: usize, meter: Meter<'_>| {
        let mut state = make();
        black_box(run(black_box(&mut state)));
        meter(&mut || {
            for _ in 0..times {
                black_box(run(black_box(&mut state)));
            }
        });
    };
    Way { threads: 1, side: Box::new(side), once: Box::new(move || run(&mut make())) }
}

/// A job that uses up what it works on: made `batch` at a time, outside the measure. What a run takes is dropped inside,
/// and so is what it gives.
fn consuming<I, R>(
    batch: usize,
    make: impl Fn() -> I + Copy + 'static,
    run: impl Fn(I) -> R + Copy + 'static,
) -> Way<R> {
    let side = move |times: usize, meter: Meter<'_>| {
        let mut left = times;
        while left > 0 {
            let size = left.min(batch);
            let mut inputs: Vec<I> = (0..size).map(|_| make()).collect();
            meter(&mut || {
                for input in inputs.drain(..) {
                    black_box(run(black_box(input)));
                }
            });
            left -= size;
        }
    };
    Way { threads: 1, side: Box::new(side), once: Box::new(move || run(make())) }
}

/// A job that threads do at the same time on one state, each as often as asked: the time of one run is the time in which
/// all do it once. Only the allocations of one of them are counted.
fn contending<S: Sync, R>(
    threads: u32,
    make: impl Fn() -> S + Copy + 'static,
    run: impl Fn(&S) -> R + Copy + Sync + 'static,
) -> Way<R> {
    let side = move |times: usize, meter: Meter<'_>| {
        let state = make();
        let barrier = Barrier::new(threads as usize);
        let ready = AtomicU32::new(0);
        // A thread that a barrier wakes comes late. Who looks out for the others does not.
        let meet = || {
            ready.fetch_add(1, Ordering::SeqCst);
            while ready.load(Ordering::SeqCst) < threads {
                std::hint::spin_loop();
            }
        };
        let work = || {
            for _ in 0..times {
                black_box(run(black_box(&state)));
            }
            barrier.wait();
        };
        std::thread::scope(|scope| {
            for _ in 1..threads {
                scope.spawn(|| {
                    barrier.wait();
                    noting_waits(|| {
                        meet();
                        work();
                    });
                });
            }
            barrier.wait();
            noting_waits(|| {
                meet();
                meter(&mut || work());
            });
        });
    };
    Way { threads, side: Box::new(side), once: Box::new(move || run(&make())) }
}

/// Nanoseconds that threads were able to run but had no core, in [`noting_waits`]. Always 0 where the system
/// does not tell.
pub(crate) static WAITED: AtomicU64 = AtomicU64::new(0);

pub(crate) fn noting_waits(work: impl FnOnce()) {
    let waited = || -> Option<u64> {
        std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').nth(1)?.parse().ok()
    };
    let start = waited();
    work();
    if let (Some(start), Some(end)) = (start, waited()) {
        WAITED.fetch_add(end - start, Ordering::Relaxed);
    }
}

/// All pairs, or those of one rule.
pub(crate) fn of(rule: Option<&str>) -> Vec<Pair> {
    let mut pairs = owning::pairs();
    pairs.extend(reading::pairs());
    pairs.extend(sharing::pairs());
    pairs.extend(locking::pairs());
    pairs.extend(claims::pairs());
    pairs.retain(|pair| rule.is_none_or(|rule| pair.rule == rule));
    pairs
}
