//! `check`: the gate.

use std::path::Path;

use anyhow::{Result, bail};

use crate::baseline;
use crate::cli::args::CheckArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::session::Session;
use crate::cli::ui::Ui;
use crate::gate::{self, Policy};
use crate::model::Snapshot;
use crate::output::CheckResult;
use crate::report::plural;

pub(super) fn run(args: &CheckArgs, ui: &Ui) -> Result<ExitStatus> {
    let session = Session::open(ui, &args.workspace)?;
    let policy = policy(args, &session);
    let path = session.baseline_path(&args.baseline);
    let before = if policy.has_baseline {
        baseline::load(&path)?
    } else if policy.has_limits() {
        Snapshot::default()
    } else {
        bail!(
            "--no-baseline leaves nothing to check, as no limit is set; set one with --limit N or in clone-audit.toml"
        )
    };
    let audit = session.audit_resolved(&args.resolve)?;
    let mut filter = session.filter_to_compare(&args.filter, &audit)?;
    if filter.scopes.is_empty() {
        filter.scopes = policy.scopes().to_vec();
    }
    if filter.spellings.is_empty() {
        filter.spellings = Policy::spellings();
    }
    if filter.categories.is_empty() {
        let gating = session.categories.iter().filter(|category| category.gates(&filter.scopes));
        filter.categories = gating.map(|category| category.name.to_string()).collect();
    }
    let mut verdict = gate::judge(&policy, session.compare(before, &audit, &filter));
    if session.is_incomplete(&audit) {
        verdict.passed = false;
        verdict.skipped.clone_from(&audit.skipped);
    }
    // Decided from the values, before anything is rendered.
    let status = if verdict.passed { ExitStatus::Clean } else { ExitStatus::GateFailed };
    let status = session.status(&audit, status);
    let (baseline, accept) = accept_command(args, &session, &path);
    let result = CheckResult { verdict: &verdict, lines: session.source_lines(), baseline: &baseline, accept: &accept };
    ui.print(&(args.format)(&result, ui.style(args.top.top))?)?;
    if !verdict.stale.is_empty() && policy.has_baseline {
        ui.warn(&format!(
            "{baseline} has {}; `cargo clone-audit baseline update` drops what is gone",
            plural(verdict.stale.len(), "stale entry")
        ));
    }
    Ok(status)
}

/// Arguments go before configuration.
fn policy(args: &CheckArgs, session: &Session<'_>) -> Policy {
    let mut gate = session.config.gate.clone();
    if !args.fail_on.is_empty() {
        gate.fail_on.clone_from(&args.fail_on);
    }
    gate.limit = args.limit.or(gate.limit);
    let categories = || session.categories.iter();
    Policy {
        gate,
        category_limits: categories()
            .filter_map(|category| Some((category.name.to_string(), category.limit?)))
            .collect(),
        has_baseline: !args.no_baseline,
    }
}

/// The baseline as the user knows it, and the command that takes the growth into it.
fn accept_command(args: &CheckArgs, session: &Session<'_>, path: &Path) -> (String, String) {
    let command = "cargo clone-audit baseline update --accept-growth";
    match &args.baseline.baseline {
        Some(typed) => (typed.display().to_string(), format!("{command} --baseline {}", typed.display())),
        None => (session.workspace.display_path(path), command.to_owned()),
    }
}
