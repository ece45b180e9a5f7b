//! What all of the proving stands on.

use std::collections::BTreeSet;

use anyhow::Result;

use crate::compiler::candidates::Files;
use crate::compiler::cargo::{Cargo, Checked, TargetName};
use crate::compiler::scratch::{Edited, Scratch};
use crate::compiler::units::{self, Unit};
use crate::compiler::{self, Progress, Request};
use crate::model::{Configuration, Site};

/// The sites that are tried, and where.
pub(super) struct ProveCx<'a> {
    pub(super) request: &'a Request<'a>,
    pub(super) scratch: &'a Scratch,
    pub(super) sites: &'a [Site],
    pub(super) files: &'a Files,
}

/// The workspace as it is, compiled.
pub(super) struct Untouched {
    pub(super) checked: Checked,
    /// Targets that cannot compile on this toolchain.
    pub(super) left_out: BTreeSet<TargetName>,
    pub(super) configuration: Configuration,
    pub(super) units: Vec<Unit>,
}

impl Untouched {
    pub(super) fn check(request: &Request<'_>, scratch: &Scratch, cargo: &Cargo<'_>) -> Result<Self> {
        (request.watch)(&Progress::Phase("copying the workspace"));
        scratch.sync(request.workspace, &Edited::new())?;
        (request.watch)(&Progress::Phase("checking the untouched copy"));
        let checked = cargo.check(&[])?;
        let left_out = compiler::untouched_must_compile(&checked)?;
        let configuration = compiler::configuration(request, &checked)?;
        let units = units::units(scratch, &checked, &left_out)?;
        Ok(Self { checked, left_out, configuration, units })
    }
}
