//! Allocations of each job with the clone and without: `cargo bench --bench allocations [-- RULE]`.
//!
//! A program of its own, because the allocator that counts is slower than the one that programs have.

mod pairs;

use std::io::Write;

use allocation_counter::AllocationInfo;

/// Of each job.
const TIMES: u32 = 16;

/// Allocations and bytes of one run.
fn count(side: &dyn Fn(usize, pairs::Meter<'_>)) -> (f64, f64) {
    let mut counted = AllocationInfo::default();
    side(TIMES as usize, &mut |job| counted += allocation_counter::measure(job));
    (each(counted.count_total), each(counted.bytes_total))
}

#[expect(clippy::cast_precision_loss, reason = "no count comes near 2^52")]
fn each(total: u64) -> f64 {
    total as f64 / f64::from(TIMES)
}

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rule = arguments.iter().find(|argument| !argument.starts_with('-'));
    let mut out = std::io::stdout().lock();
    writeln!(out, "rule,case,before_allocs,after_allocs,before_bytes,after_bytes")?;
    for pair in pairs::of(rule.map(String::as_str)) {
        assert!((pair.agree)(), "{} {}", pair.rule, pair.case);
        let ((before, before_bytes), (after, after_bytes)) = (count(&pair.before), count(&pair.after));
        writeln!(out, "{},{},{before},{after},{before_bytes},{after_bytes}", pair.rule, pair.case)?;
    }
    Ok(())
}
