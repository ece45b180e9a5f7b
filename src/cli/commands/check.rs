//! `check`: the gate.

use std::path::Path;

use anyhow::{Result, bail};

use crate::baseline::{self, BaselineFile};
use crate::cli::args::{BaselineArgs, CheckArgs};
use crate::cli::exit::ExitStatus;
use crate::cli::gating::GateSettings;
use crate::cli::revisions::Past;
use crate::cli::session::Session;
use crate::cli::ui::Ui;
use crate::gate::Policy;
use crate::model::{Against, BaselineChange, ChangedOn, Snapshot};
use crate::output::{CheckResult, Forge, summary_of_check};
use crate::report::{plural, shell_word};

/// Commits that are named of those that changed a baseline.
const MOST_COMMITS: usize = 3;

pub(super) fn run(args: &CheckArgs, ui: &Ui) -> Result<ExitStatus> {
    let session = Session::open_or_read_to_compare(ui, &args.workspace, &args.from)?;
    let settings = GateSettings { fail_on: &args.fail_on, limit: args.limit, no_baseline: args.no_baseline };
    let policy = session.policy(&settings);
    let past = session.past(&args.against)?;
    let (before, base) = base(past, &session, args, &policy)?;
    let mut audit = session.audit_resolved(&args.resolve)?;
    let filter = if policy.has_baseline {
        session.filter_to_compare(&args.filter, &before, &audit)?
    } else {
        session.filter(&args.filter, &audit)?
    };
    let is_of_all = filter.takes_all();
    let mut verdict = session.judge(&policy, &baseline::split(before, &audit).0, &audit, filter)?;
    session.narrow(&mut audit);
    if session.is_incomplete(&audit) {
        verdict.passed = false;
        verdict.skipped.clone_from(&audit.skipped);
    }
    match &base {
        Base::File(file) if policy.has_baseline => verdict.baseline_change = baseline_change(&session, file),
        Base::File(_) => {}
        Base::Commit(against, _) => {
            session.prefer_changed_lines(&mut verdict.new_sites, &audit, &against.commit);
            verdict.against = Some(against.clone());
        }
    }
    if args.against.blame {
        verdict.blame = session.blame(&verdict.new_sites)?;
    }
    // Decided from the values, before anything is rendered.
    let status = if verdict.passed { ExitStatus::Clean } else { ExitStatus::GateFailed };
    let status = session.status(&audit, status);
    let (shown, accept) = match &base {
        Base::File(file) => accept_command(args, &session, file.path()),
        Base::Commit(_, shown) => (shown.clone(), String::new()),
    };
    if let Some(change) = &verdict.baseline_change {
        tell_change(change, &shown, ui);
    }
    let lines = session.source_lines();
    let is_file = matches!(base, Base::File(_));
    let accept = is_file.then_some((&*accept, &*shown));
    let below = session.below_repository(args.format);
    let result = CheckResult { verdict: &verdict, lines: &lines, below: &below, before: &shown, accept };
    ui.print(&args.format.check(&result, ui.style(args.top.top))?)?;
    if args.format.forge == Some(Forge::GitHub) {
        ui.add_to_job_summary(|| summary_of_check(&result, ui.style(args.top.top)))?;
    }
    if !verdict.stale.is_empty() && policy.has_baseline && is_file {
        let stale = format!("{shown} has {}", plural(verdict.stale.len(), "stale entry"));
        // An update judges the whole workspace, and what fails it does not record: it is no advice where this check failed
        // or has looked at a part.
        let advice = if verdict.passed && is_of_all {
            format!("; `{}` drops what is gone", update_command(args))
        } else {
            String::new()
        };
        ui.warn(&(stale + &advice));
    }
    Ok(status)
}

/// What the gate compares with.
enum Base {
    /// A baseline, which may be missing where only limits are judged.
    File(BaselineFile),
    /// A commit, and what people call it.
    Commit(Against, String),
}

/// The clones before, and where they are recorded.
fn base(past: Option<Past>, session: &Session<'_>, args: &CheckArgs, policy: &Policy) -> Result<(Snapshot, Base)> {
    if let Some(Past { snapshot, against, shown }) = past {
        return Ok((snapshot, Base::Commit(against, shown)));
    }
    let file = BaselineFile::read(session.baseline_path(&args.baseline))?;
    let before = if policy.has_baseline {
        file.load()?
    } else if policy.has_limits() {
        Snapshot::default()
    } else {
        bail!(
            "--no-baseline leaves nothing to check, as no limit is set; set one with --limit N or in clone-audit.toml"
        )
    };
    Ok((before, Base::File(file)))
}

/// Whose change it is if the baseline is not that of the merge base.
fn baseline_change(session: &Session<'_>, file: &BaselineFile) -> Option<BaselineChange> {
    // What GitHub's workflows call the branch that a pull request goes to.
    let target = std::env::var("GITHUB_BASE_REF").ok().filter(|name| !name.is_empty());
    let target = target.map(|name| format!("origin/{name}"));
    let usual = session.baseline_path(&BaselineArgs::default());
    let real = |path: &Path| session.workspace.sources.real_path(path).unwrap_or_else(|| path.to_owned());
    baseline::provenance(file.text()?, &real(file.path()), &real(&usual), target.as_deref())
}

/// What is said of it on standard error.
fn tell_change(change: &BaselineChange, baseline: &str, ui: &Ui) {
    let BaselineChange { base, merge_base, commits, .. } = change;
    let mut by: Vec<String> = commits
        .iter()
        .take(MOST_COMMITS)
        .map(|commit| format!("{} by {}: {}", commit.id, commit.author, commit.subject))
        .collect();
    if commits.len() > MOST_COMMITS {
        by.push(format!("{} before", plural(commits.len() - MOST_COMMITS, "commit")));
    }
    let by = by.join("; ");
    let start = format!("{baseline} is not that of {merge_base}, where this branch left {base}");
    match change.changed_on {
        ChangedOn::Branch => ui.say(&format!("{start}: changed on this branch ({by})")),
        ChangedOn::WorkTree => ui.say(&format!("{start}: changed in the work tree, not committed")),
        ChangedOn::Base => ui.warn(&format!(
            "{start}: changed on {base} since ({by}); merge or rebase first, or this branch is blamed for clones that \
             {base} has removed"
        )),
    }
}

/// The baseline as the user knows it, and the command that takes the growth into it.
fn accept_command(args: &CheckArgs, session: &Session<'_>, path: &Path) -> (String, String) {
    let command = format!("cargo clone-audit baseline update --accept-growth{}", repeated_options(args));
    match &args.baseline.baseline {
        Some(typed) => (typed.display().to_string(), command),
        None => (session.workspace.display_path(path), command),
    }
}

/// The command that records what this check lets pass.
fn update_command(args: &CheckArgs) -> String {
    let names: Vec<&str> = args.fail_on.iter().map(|fail_on| fail_on.name()).collect();
    let fail_on = if names.is_empty() { String::new() } else { format!(" --fail-on {}", names.join(",")) };
    format!("cargo clone-audit baseline update{}{fail_on}", repeated_options(args))
}

/// What an update must be told as this check was.
fn repeated_options(args: &CheckArgs) -> String {
    let mut options = String::new();
    if let Some(manifest) = &args.workspace.manifest_path {
        options += &format!(" --manifest-path {}", shell_word(manifest));
    }
    if let Some(baseline) = &args.baseline.baseline {
        options += &format!(" --baseline {}", shell_word(baseline));
    }
    options += if args.workspace.orphans { " --orphans" } else { "" };
    options + if args.workspace.allow_skipped { " --allow-skipped" } else { "" }
}
