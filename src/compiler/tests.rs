//! The workspace's own tests, run in the scratch copy.

use std::process::Command;

use anyhow::Result;

use crate::model::Evidence;

use super::cargo::Cargo;

/// Runs the tests of the copy as it is. If they fail, they are run again on the untouched copy, which `untouched`
/// brings about: tests that fail there as well say nothing.
///
/// # Errors
/// Cargo cannot be run, or was stopped.
pub(super) fn run(cargo: &Cargo<'_>, untouched: impl FnOnce() -> Result<()>) -> Result<Evidence> {
    if pass(cargo)? {
        return Ok(Evidence::TestsPass);
    }
    untouched()?;
    Ok(if pass(cargo)? { Evidence::TestsFail } else { Evidence::Compiles })
}

fn pass(cargo: &Cargo<'_>) -> Result<bool> {
    let mut command = if has_nextest() {
        let mut command = cargo.command(&["nextest", "run"]);
        command.arg("--no-tests=pass").arg("--no-fail-fast");
        command
    } else {
        let mut command = cargo.command(&["test"]);
        command.arg("--no-fail-fast");
        command
    };
    Ok(cargo.run(&mut command)?.is_success)
}

fn has_nextest() -> bool {
    Command::new("cargo-nextest").arg("--version").output().is_ok_and(|output| output.status.success())
}
