//! `baseline save` and `baseline update`.

use std::collections::HashSet;

use anyhow::{Result, bail};

use crate::baseline;
use crate::cli::args::{BaselineCommand, BaselineSaveArgs, BaselineUpdateArgs};
use crate::cli::exit::ExitStatus;
use crate::cli::session::Session;
use crate::cli::ui::Ui;
use crate::filter::Filter;
use crate::model::{Audit, Site};
use crate::report::plural;

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
    baseline::save(&path, baseline::snapshot(&audit), &audit)?;
    let totals = audit.totals();
    ui.say(&format!(
        "wrote {} ({} in production) to {}; commit it",
        plural(totals.explicit, "explicit clone"),
        totals.production(),
        path.display()
    ));
    Ok(session.status(&audit, ExitStatus::Clean))
}

fn update(args: &BaselineUpdateArgs, ui: &Ui) -> Result<ExitStatus> {
    let session = Session::open(ui, &args.workspace)?;
    let path = session.baseline_path(&args.baseline);
    let before = baseline::load(&path)?;
    let mut audit = complete_audit(&session)?;
    let diff = session.compare(before, &audit, &Filter::default());
    let mut kept = Vec::new();
    if !args.accept_growth {
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
    match (new, args.accept_growth) {
        (0, _) => {}
        (new, true) => ui.say(&format!("{} added", plural(new, "new clone"))),
        (new, false) => ui.warn(&format!("{} not added; `--accept-growth` adds them", plural(new, "new clone"))),
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
