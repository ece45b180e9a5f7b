//! Which removals make tests fail.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use crate::compiler::Progress;
use crate::compiler::test_run::{self, Failures};
use crate::model::{Evidence, Hazard, Tests};

use super::candidate::Candidate;
use super::finish::Finish;

/// Candidates by their numbers, with the tests that fail without the clone.
pub(super) type Culprits = BTreeMap<usize, Failures>;

/// Runs the tests without the clones that `fix` would remove, and finds those that make tests fail. Tests that fail with all
/// clones as well say nothing.
pub(super) fn test(finish: &Finish<'_>, candidates: &[Candidate], allow: &[Hazard]) -> Result<(Tests, Culprits)> {
    let is_meant = |candidate: &Candidate| {
        let hazards = &finish.cx.sites[candidate.site].verdict.hazards;
        candidate.active().is_some() && hazards.iter().all(|hazard| allow.contains(hazard))
    };
    let meant: Vec<usize> = (0..candidates.len()).filter(|&owner| is_meant(&candidates[owner])).collect();
    let mut tests = Tests::default();
    let mut before: Option<Failures> = None;
    let mut run = |made: &[usize]| -> Result<Failures> {
        let made: BTreeSet<usize> = made.iter().map(|&at| meant[at]).collect();
        tests.runs += 1;
        (finish.cx.request.watch)(&Progress::Tests { run: tests.runs, removals: made.len() });
        finish.write(candidates, |owner| made.contains(&owner))?;
        test_run::run(finish.cargo)
    };
    let traced = trace(meant.len(), |made| {
        let failing = run(made)?;
        if failing.is_empty() {
            return Ok(failing);
        }
        let before = match &before {
            Some(before) => before,
            None => before.insert(run(&[])?),
        };
        Ok(failing.difference(before).cloned().collect())
    })?;
    tests.failed_before = before.into_iter().flatten().collect();
    let culprits: Culprits = traced.into_iter().map(|(at, failing)| (meant[at], failing)).collect();
    tests.failed = culprits.values().flatten().cloned().collect::<BTreeSet<_>>().into_iter().collect();
    Ok((tests, culprits))
}

/// How far the evidence goes.
pub(super) fn evidence(tests: &Tests) -> Evidence {
    if !tests.failed.is_empty() {
        Evidence::TestsFail
    } else if tests.runs == 0 || !tests.failed_before.is_empty() {
        Evidence::Compiles
    } else {
        Evidence::TestsPass
    }
}

/// Finds the removals, of this many, that make tests fail, each with the tests. `run` makes the removals of these numbers,
/// and says which tests fail that pass without any. The others together make none fail.
///
/// Of the removals in their order, the first `n` are made, and the `n` is searched for from which on tests fail; that one
/// is put back, and what is behind it looked at in the same way. So it takes one run, and for each removal that is found as
/// many as the number of removals can be halved, and one more.
///
/// # Errors
/// Those of `run`.
fn trace(count: usize, mut run: impl FnMut(&[usize]) -> Result<Failures>) -> Result<Vec<(usize, Failures)>> {
    let mut kept: Vec<usize> = (0..count).collect();
    let mut put_back = Vec::new();
    // The first so many are known to make no test fail.
    let mut good = 0;
    while good < kept.len() {
        let mut failing = run(&kept)?;
        if failing.is_empty() {
            break;
        }
        let mut bad = kept.len();
        while bad - good > 1 {
            let middle = usize::midpoint(good, bad);
            let now = run(&kept[..middle])?;
            if now.is_empty() {
                good = middle;
            } else {
                (bad, failing) = (middle, now);
            }
        }
        put_back.push((kept.remove(good), failing));
    }
    Ok(put_back)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is traced where these sets of removals make tests fail that are named by their place, and in how many runs.
    fn traced(count: usize, culprits: &[&[usize]]) -> (Vec<(usize, Vec<String>)>, usize) {
        let mut runs = 0;
        let found = trace(count, |made| {
            runs += 1;
            let failing = culprits.iter().enumerate().filter(|(_, set)| set.iter().all(|one| made.contains(one)));
            Ok(failing.map(|(at, _)| format!("t{at}")).collect())
        });
        let found = found.expect("no run fails to start");
        (found.into_iter().map(|(at, tests)| (at, tests.into_iter().collect())).collect(), runs)
    }

    #[test]
    fn each_removal_that_makes_a_test_fail_is_found_in_few_runs() {
        let one = |at: usize, test: &str| (at, vec![test.to_owned()]);
        assert_eq!(traced(0, &[]), (vec![], 0));
        assert_eq!(traced(9, &[]), (vec![], 1));
        assert_eq!(traced(1, &[&[0]]), (vec![one(0, "t0")], 1));
        assert_eq!(traced(5, &[&[3]]).0, [one(3, "t0")]);
        assert_eq!(traced(5, &[&[4], &[1]]).0, [one(1, "t1"), one(4, "t0")]);
        let (found, runs) = traced(1000, &[&[999], &[17]]);
        assert_eq!(found, [one(17, "t1"), one(999, "t0")]);
        assert!(runs <= 1 + 2 * (10 + 1), "{runs} runs");
    }

    #[test]
    fn of_removals_that_only_fail_together_one_is_put_back() {
        assert_eq!(traced(6, &[&[1, 4]]).0, [(4, vec!["t0".to_owned()])]);
    }

    #[test]
    fn one_test_may_fail_for_several_removals_and_several_for_one() {
        let tests = |at: usize, names: &[&str]| (at, names.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(traced(4, &[&[0], &[2]]).0, [tests(0, &["t0"]), tests(2, &["t1"])]);
        assert_eq!(traced(4, &[&[2], &[2]]).0, [tests(2, &["t0", "t1"])]);
    }
}
