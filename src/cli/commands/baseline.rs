//! `baseline save` and `baseline update`.

use anyhow::{Result, bail};

use crate::baseline;
use crate::cli::args::{BaselineCommand, BaselineSaveArgs, BaselineUpdateArgs};
use crate::cli::exit::ExitStatus;
use crate::cli::session::Session;
use crate::cli::ui::Ui;
use crate::filter::Filter;
use crate::model::{Audit, Fingerprint};

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
    baseline::save(&path, &baseline::snapshot(&audit), session.audited_packages().as_ref())?;
    let totals = audit.totals();
    ui.say(&format!(
        "wrote {} explicit clones ({} in production) to {}; commit it",
        totals.explicit,
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
    let packages = session.audited_packages();
    let diff = session.compare(&before, &audit, &Filter { packages: packages.clone(), ..Filter::default() });
    if !args.accept_growth {
        leave_out(&mut audit, &diff.added.iter().map(|site| site.fingerprint.as_str()).collect::<Vec<_>>());
    }
    baseline::save(&path, &baseline::snapshot(&audit), packages.as_ref())?;
    ui.say(&format!(
        "updated {}: {} entries taken out, {} refreshed",
        path.display(),
        diff.removed.len(),
        diff.moved.len() + diff.respelled.len()
    ));
    match (diff.added.len(), args.accept_growth) {
        (0, _) => {}
        (new, true) => ui.say(&format!("{new} new sites taken in")),
        (new, false) => ui.warn(&format!("{new} new sites are not taken in; `--accept-growth` records them")),
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
fn leave_out(audit: &mut Audit, fingerprints: &[&str]) {
    let new: std::collections::HashSet<Fingerprint> =
        fingerprints.iter().map(|text| Fingerprint::of(&[text])).collect();
    audit.sites.retain(|site| !new.contains(&Fingerprint::of(&[&site.fingerprint])));
}
