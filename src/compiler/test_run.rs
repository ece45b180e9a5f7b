//! The workspace's own tests, run in the scratch copy.

use std::collections::BTreeSet;
use std::process::Command;

use anyhow::Result;

use super::cargo::Cargo;
use super::process::{self, Stream};

/// Names of what failed: tests, and targets that say nothing of tests or did not come to their end.
pub(super) type Failures = BTreeSet<String>;

/// Runs all tests of the copy as it is.
///
/// # Errors
/// Cargo cannot be run, or was stopped.
pub(super) fn run(cargo: &Cargo<'_>) -> Result<Failures> {
    let is_nextest = has_nextest();
    let mut command = if is_nextest {
        let mut command = cargo.command(&["nextest", "run"]);
        command.args(["--no-tests=pass", "--status-level=fail", "--final-status-level=fail"]);
        command
    } else {
        cargo.command(&["test"])
    };
    command.arg("--no-fail-fast");
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let status = process::run(&mut command, None, |stream, line| match stream {
        Stream::Out => out.push(line),
        Stream::Err => err.push(line),
    })?;
    if status.success() {
        return Ok(Failures::new());
    }
    let mut failures = if is_nextest { failures_of_nextest(&err) } else { failures_of_cargo(&out, &err) };
    if failures.is_empty() {
        let error = err.iter().find(|line| line.starts_with("error"));
        failures.insert(error.cloned().unwrap_or_else(|| "the tests do not run".to_owned()));
    }
    Ok(failures)
}

fn has_nextest() -> bool {
    Command::new("cargo-nextest").arg("--version").output().is_ok_and(|output| output.status.success())
}

/// What Cargo says before the name of a target.
const RERUN: &str = "failed, to rerun pass `";

/// The tests that libtest names, and the targets that Cargo does: of one that was killed, or that has no libtest, there is
/// nothing else.
fn failures_of_cargo(out: &[String], err: &[String]) -> Failures {
    let tests = out.iter().filter_map(|line| line.strip_prefix("test ")?.strip_suffix(" ... FAILED"));
    let tests = tests.map(|name| name.strip_suffix(" - should panic").unwrap_or(name).to_owned());
    let mut failures: Failures = tests.collect();
    // The tests say more than the targets that they are in, where these say anything.
    let failed = err.iter().filter(|line| line.contains(RERUN)).count();
    let is_silent = out.iter().filter(|line| line.starts_with("test result: FAILED")).count() < failed;
    let mut target = "";
    for line in err {
        if let Some((_, rest)) = line.split_once(RERUN) {
            target = rest.trim_end_matches('`');
            failures.extend(is_silent.then(|| target.to_owned()));
        } else if line.trim_start().starts_with("process didn't exit successfully: `") {
            let status = line.rsplit_once(" (").map_or("", |(_, status)| status.trim_end_matches(')'));
            failures.insert(format!("{target} ({status})"));
        }
    }
    failures
}

/// What stands below the summary: `FAIL [   0.008s] (2/4) package::binary name`.
fn failures_of_nextest(err: &[String]) -> Failures {
    let summary = err.iter().skip_while(|line| !line.trim_start().starts_with("Summary ["));
    let name = |line: &String| {
        let (_, rest) = line.split_once('[')?;
        let (_, rest) = rest.split_once("s] ")?;
        let counted = rest.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(") "));
        Some(counted.map_or(rest, |(_, name)| name).trim().to_owned())
    };
    summary.skip(1).filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn cargo_names_tests_and_what_did_not_come_to_its_end() {
        let out = lines(
            "running 4 tests\ntest tests::good ... ok\ntest tests::ig ... ignored\n\
             test tests::sp - should panic ... FAILED\ntest tests::bad ... FAILED\n\nfailures:\n    tests::bad\n\
             test result: FAILED. 1 passed; 2 failed; 1 ignored\ntest src/lib.rs - f (line 1) ... FAILED\n\
             test result: FAILED. 0 passed; 1 failed\n",
        );
        let err = lines(
            "     Running unittests src/lib.rs (target/debug/deps/demo-83)\nerror: test failed, to rerun pass `--lib`\n\
             \x20    Running tests/it.rs (target/debug/deps/it-a6)\nerror: test failed, to rerun pass `--test it`\n\n\
             Caused by:\n  process didn't exit successfully: `/t/debug/deps/it-a6` (signal: 6, SIGABRT: process abort \
             signal)\n   Doc-tests demo\nerror: doctest failed, to rerun pass `--doc`\n",
        );
        let expected = [
            "--doc",
            "--lib",
            "--test it",
            "--test it (signal: 6, SIGABRT: process abort signal)",
            "src/lib.rs - f (line 1)",
            "tests::bad",
            "tests::sp",
        ];
        assert_eq!(failures_of_cargo(&out, &err), expected.map(str::to_owned).into());
        let err = lines("error: test failed, to rerun pass `--lib`\nerror: doctest failed, to rerun pass `--doc`\n");
        assert_eq!(failures_of_cargo(&out, &err), expected[4..].iter().map(ToString::to_string).collect());
        // A target without libtest.
        let err = lines("error: test failed, to rerun pass `-p demo --test own`\nerror: 1 target failed:\n");
        assert_eq!(failures_of_cargo(&[], &err), ["-p demo --test own".to_owned()].into());
    }

    #[test]
    fn nextest_names_them_below_its_summary() {
        let err = lines(
            "        FAIL [   0.008s] (2/4) demo tests::flaky\n  stdout ───\n    values [1s] two\n────────────\n\
             \x20    Summary [   0.113s] 4 tests run: 1 passed, 3 failed, 1 skipped\n\
             \x20       FAIL [   0.008s] (2/4) demo tests::sp\n     SIGABRT [   0.016s] (3/4) demo::it boom\n\
             \x20       FAIL [   0.108s] demo tests::bad\nerror: test run failed\n",
        );
        let expected = ["demo tests::bad", "demo tests::sp", "demo::it boom"];
        assert_eq!(failures_of_nextest(&err), expected.map(str::to_owned).into());
    }
}
