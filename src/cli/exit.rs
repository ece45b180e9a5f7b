//! Exit codes.

use std::process::{ExitCode, Termination};

/// How a run ended. Decided from the values, before anything is rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitStatus {
    /// Nothing to complain of.
    Clean = 0,
    /// The gate does not let the change through.
    GateFailed = 1,
    /// Nothing can be said: bad usage, nothing scanned, unreadable files, a baseline that is none.
    CouldNotJudge = 2,
}

impl Termination for ExitStatus {
    fn report(self) -> ExitCode {
        ExitCode::from(self as u8)
    }
}
