//! `baseline save` and `baseline update`.

use std::collections::HashSet;
use std::path::Path;

use anyhow::{Result, bail};

use crate::baseline;
use crate::cli::args::{BaselineCommand, BaselineSaveArgs, BaselineUpdateArgs};
use crate::cli::exit::ExitStatus;
use crate::cli::gating::GateSettings;
use crate::cli::session::Session;
use crate::cli::ui::Ui;
use crate::filter::Filter;
use crate::model::{Audit, Site};
use crate::report::plural;
use crate::source::Git;

pub(super) fn run(command: &BaselineCommand, ui: &Ui) -> Result<ExitStatus> {
    match command {
        BaselineCommand::Save(args) => save(args, ui),
        BaselineCommand::Update(args) => update(args, ui),
    }
}

fn save(args: &BaselineSaveArgs, ui: &Ui) -> Result<ExitStatus> {
    let session = Session::open(ui, &args.workspace)?;
    let path = session.baseline_path(&args.baseline);
    let audit = complete_audit(&session)?;
    let is_new = baseline::read(&path)?.is_none();
    baseline::save(&path, baseline::snapshot(&audit), &audit)?;
    let totals = audit.totals();
    ui.say(&format!(
        "wrote {} ({} in production) to {}; commit it",
        plural(totals.explicit, "explicit clone"),
        totals.production(),
        path.display()
    ));
    if is_new {
        tell_how_to_merge(&path, ui);
    }
    Ok(session.status(&audit, ExitStatus::Clean))
}

/// Without the attribute, git stops at what two branches record at one place.
fn tell_how_to_merge(path: &Path, ui: &Ui) {
    let place = || Some((Git::around(path.parent()?)?, path.file_name()?.to_str()?));
    if let Some((git, name)) = place()
        && git.merge_attribute(name).is_none()
    {
        ui.say(&format!("so that branches merge without conflicts in it, add `{name} merge=union` to .gitattributes"));
    }
}

fn update(args: &BaselineUpdateArgs, ui: &Ui) -> Result<ExitStatus> {
    let session = Session::open(ui, &args.workspace)?;
    let path = session.baseline_path(&args.baseline);
    let before = baseline::load(&path)?;
    let mut audit = complete_audit(&session)?;
    let (before, _) = baseline::split(before, &audit);
    // What `check` lets pass is no growth: an update after it leaves a gate that passes.
    let settings = GateSettings { fail_on: &args.fail_on, ..GateSettings::default() };
    let verdict = session.judge(&session.policy(&settings), &before, &audit, Filter::default())?;
    let accepts_new = args.accept_growth || verdict.growth.is_empty();
    let diff = session.compare(&before, &audit, &Filter::default());
    let mut kept = Vec::new();
    if !accepts_new {
        // What counts now and did not then stays as it was: it would be growth, too.
        kept.extend(diff.promoted.iter().map(|promoted| promoted.from.clone()));
        leave_out(&mut audit, diff.added.iter().chain(diff.promoted.iter().map(|promoted| &promoted.to)));
    }
    let mut snapshot = baseline::snapshot(&audit);
    snapshot.sites.extend(kept);
    baseline::save(&path, snapshot, &audit)?;
    let new = diff.added.len() + diff.promoted.len();
    ui.say(&format!(
        "updated {}: {} dropped, {} refreshed",
        path.display(),
        plural(diff.removed.len(), "stale entry"),
        diff.moved.len() + diff.respelled.len()
    ));
    match new {
        0 => {}
        _ if accepts_new => ui.say(&format!("{} added", plural(new, "new clone"))),
        _ => ui.warn(&format!("{} not added; `--accept-growth` adds them", plural(new, "new clone"))),
    }
    Ok(session.status(&audit, ExitStatus::Clean))
}

/// A snapshot with holes would pass for a whole one later.
fn complete_audit(session: &Session<'_>) -> Result<Audit> {
    let audit = session.audit()?;
    if session.is_incomplete(&audit) {
        session.status(&audit, ExitStatus::Clean);
        bail!("the baseline was not written")
    }
    Ok(audit)
}

/// Takes sites out by their fingerprints, which are unique within a run.
fn leave_out<'a>(audit: &mut Audit, sites: impl Iterator<Item = &'a Site>) {
    let fingerprints: HashSet<&str> = sites.map(|site| site.fingerprint.as_str()).collect();
    audit.sites.retain(|site| !fingerprints.contains(site.fingerprint.as_str()));
}
