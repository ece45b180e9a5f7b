//! Times of each job with the clone and without: `cargo bench --bench rules [-- RULE]`.
//!
//! Samples of the two ways alternate, and those count in which no thread had to wait for a core. The median is printed.
//! Without `--bench`, as `cargo test --benches` starts it, it only asks whether both ways agree.

#![expect(clippy::cast_precision_loss, reason = "no count comes near 2^52")]

mod pairs;

use std::io::Write;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use pairs::Pair;

const SAMPLES: usize = 31;

/// Fewer say nothing.
const ENOUGH: usize = 7;

/// Long enough that reading the clock does not count.
const SAMPLE: Duration = Duration::from_millis(1);

/// Long enough that starting two threads at once does not count either.
const SAMPLE_OF_THREADS: Duration = Duration::from_millis(2);

/// Samples that are tried in vain, at most, for each that counts.
const PATIENCE: usize = 10;

type Side = dyn Fn(usize, pairs::Meter<'_>);

/// Batches of which the others tell whether one was interrupted.
const BATCHES: usize = 8;

/// Time of so many runs, and whether it came of enough batches, as it does for a job that uses up its input: then one that
/// took ten times as long as is usual was interrupted, and counts as the others do.
fn time(side: &Side, times: usize) -> (Duration, bool) {
    let mut batches = Vec::new();
    side(times, &mut |job| {
        let start = Instant::now();
        job();
        batches.push(start.elapsed());
    });
    batches.sort();
    let usual = batches[batches.len() / 2] * 10;
    let kept = batches.partition_point(|batch| *batch <= usual);
    let spent = batches[..kept].iter().sum::<Duration>().mul_f64(batches.len() as f64 / kept as f64);
    (spent, batches.len() >= BATCHES)
}

/// How often a side must run to fill a sample. The fastest of three counts: one that was interrupted says nothing.
fn calibrate(side: &Side, sample: Duration) -> usize {
    let mut times = 1;
    loop {
        let spent = (0..3).map(|_| time(side, times).0).min().unwrap_or_default();
        if spent >= sample {
            return times;
        }
        times *= if spent * 10 < sample { 8 } else { 2 };
    }
}

/// Not a number, if there are too few samples to have one.
fn median(mut samples: Vec<f64>) -> f64 {
    samples.sort_by(f64::total_cmp);
    if samples.len() < ENOUGH { f64::NAN } else { samples[samples.len() / 2] }
}

/// Nanoseconds of one run, and whether no thread had to wait for a core: who waits is slow, and two that take turns do
/// not contend.
fn sample(side: &Side, times: usize, threads: u32) -> (f64, bool) {
    let waited = || pairs::WAITED.load(Ordering::Relaxed);
    let start = waited();
    let mut result = (Duration::ZERO, false);
    if threads == 1 {
        pairs::noting_waits(|| result = time(side, times));
    } else {
        result = time(side, times);
    }
    let (spent, in_batches) = result;
    let spent = spent.as_nanos() as f64;
    (spent / times as f64, in_batches || ((waited() - start) as f64) < spent / 10.0)
}

fn measure(pair: &Pair) -> (f64, f64) {
    let length = if pair.threads == 1 { SAMPLE } else { SAMPLE_OF_THREADS };
    let (before, after) = (calibrate(&pair.before, length), calibrate(&pair.after, length));
    let cores = std::thread::available_parallelism().map_or(1, |cores| u32::try_from(cores.get()).unwrap_or(u32::MAX));
    let [mut befores, mut afters] = [vec![], vec![]];
    let mut disturbed = 0;
    while befores.len().min(afters.len()) < SAMPLES && disturbed < SAMPLES * PATIENCE {
        for (samples, side, times) in [(&mut befores, &pair.before, before), (&mut afters, &pair.after, after)] {
            let (nanoseconds, undisturbed) = sample(side, times, pair.threads);
            if undisturbed || pair.threads > cores {
                samples.push(nanoseconds);
            } else {
                disturbed += 1;
                std::thread::sleep(SAMPLE_OF_THREADS);
            }
        }
    }
    (median(befores), median(afters))
}

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rule = arguments.iter().find(|argument| !argument.starts_with('-'));
    let mut out = std::io::stdout().lock();
    writeln!(out, "rule,case,before_ns,after_ns")?;
    for pair in pairs::of(rule.map(String::as_str)) {
        assert!((pair.agree)(), "{} {}", pair.rule, pair.case);
        if arguments.iter().any(|argument| argument == "--bench") {
            let (before, after) = measure(&pair);
            writeln!(out, "{},{},{before:.2},{after:.2}", pair.rule, pair.case)?;
        }
    }
    Ok(())
}
