//! `check`: the gate.

use anyhow::{Result, bail};

use super::lines::SourceLines;
use crate::baseline;
use crate::cli::args::CheckArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::session::Session;
use crate::cli::ui::{self, Ui};
use crate::gate::{self, Policy};
use crate::model::Snapshot;
use crate::output::ShownVerdict;

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
            "--no-baseline leaves nothing to judge: no limit is configured; give one with --limit N or in clone-audit.toml"
        )
    };
    let audit = session.audit()?;
    let mut filter = session.filter(&args.filter, &audit)?;
    if filter.scopes.is_empty() {
        filter.scopes = policy.scopes().to_vec();
    }
    if filter.spellings.is_empty() {
        filter.spellings = Policy::spellings();
    }
    let verdict = gate::judge(&policy, session.compare(&before, &audit, &filter));
    // Decided from the values, before anything is rendered.
    let status = if verdict.passed { ExitStatus::Clean } else { ExitStatus::GateFailed };
    let status = session.status(&audit, status);
    let lines = SourceLines::read(&session.workspace.root, verdict.new_sites.iter());
    let baseline = session.workspace.display_path(&path);
    let shown =
        ShownVerdict { verdict: &verdict, new_sites: lines.listed(verdict.new_sites.iter()), baseline: &baseline };
    ui::print(&super::render(&args.format, "check", |format| format.verdict(&shown, ui.style(args.top.top)))?)?;
    if !verdict.stale.is_empty() && policy.has_baseline {
        ui.warn(&format!(
            "{} entries of {baseline} stand for no clone any more; `cargo clone-audit baseline update` takes them out",
            verdict.stale.len()
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
        accepted: categories().filter(|category| category.accepted).map(|category| category.name.to_string()).collect(),
        category_limits: categories()
            .filter_map(|category| Some((category.name.to_string(), category.limit?)))
            .collect(),
        has_baseline: !args.no_baseline,
    }
}
