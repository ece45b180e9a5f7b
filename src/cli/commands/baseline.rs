//! `baseline save` and `baseline update`.

use std::path::Path;

use anyhow::{Result, bail};

use crate::baseline::{self, BaselineFile};
use crate::cli::args::{BaselineCommand, BaselineSaveArgs, BaselineUpdateArgs};
use crate::cli::exit::ExitStatus;
use crate::cli::gating::GateSettings;
use crate::cli::session::Session;
use crate::cli::ui::Ui;
use crate::filter::Filter;
use crate::model::{Audit, Moved};
use crate::report::plural;
use crate::source::Git;

pub(super) fn run(command: &BaselineCommand, ui: &Ui) -> Result<ExitStatus> {
    match command {
        BaselineCommand::Save(args) => save(args, ui),
        BaselineCommand::Update(args) => update(args, ui),
    }
}

fn save(args: &BaselineSaveArgs, ui: &Ui) -> Result<ExitStatus> {
    let session = Session::open_to_compare(ui, &args.workspace)?;
    let file = BaselineFile::read(session.baseline_path(&args.baseline))?;
    let mut audit = session.audit()?;
    let is_whole = session.asked_for.is_empty();
    let before = file.load_to_replace(is_whole && audit.skipped.is_empty())?;
    let (before, unseen) = baseline::split(before, &audit);
    check_complete(&session, &mut audit)?;
    let snapshot = if is_whole {
        baseline::snapshot(&audit)
    } else {
        let diff = session.compare(&before, &audit, &Filter::default());
        baseline::updated(&before, &audit, &diff, &|package| session.is_asked_for(package), (true, true))
    };
    ui.end_in_order()?;
    file.replace(snapshot, unseen)?;
    audit.sites.retain(|site| session.is_asked_for(&site.package));
    let totals = audit.totals();
    ui.say(&format!(
        "wrote {} ({} in production) to {}; commit it",
        plural(totals.explicit, "explicit clone"),
        totals.production(),
        file.path().display()
    ));
    if file.text().is_none() {
        tell_how_to_merge(file.path(), ui);
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
    let session = Session::open_to_compare(ui, &args.workspace)?;
    let file = BaselineFile::read(session.baseline_path(&args.baseline))?;
    let before = file.load()?;
    let mut audit = session.audit()?;
    let (before, unseen) = baseline::split(before, &audit);
    check_complete(&session, &mut audit)?;
    // What `check` lets pass is no growth: an update after it leaves a gate that passes.
    let settings = GateSettings { fail_on: &args.fail_on, ..GateSettings::default() };
    let filter = Filter { packages: session.asked_for.clone(), ..Filter::default() };
    let verdict = session.judge(&session.policy(&settings), &before, &audit, filter)?;
    let accepts_new = args.accept_growth || verdict.growth.is_empty();
    let diff = session.compare(&before, &audit, &Filter::default());
    let is_asked_for = |package: &str| session.is_asked_for(package);
    let accepts = (accepts_new, args.accept_growth);
    ui.end_in_order()?;
    file.replace(baseline::updated(&before, &audit, &diff, &is_asked_for, accepts), unseen)?;
    let is_concerned = |moved: &&Moved| is_asked_for(&moved.from.package) || is_asked_for(&moved.to.package);
    let dropped = diff.removed.iter().filter(|site| is_asked_for(&site.package)).count();
    let respelled = diff.respelled.iter().filter(|respelled| is_asked_for(&respelled.package)).count();
    ui.say(&format!(
        "updated {}: {} dropped, {} refreshed",
        file.path().display(),
        plural(dropped, "stale entry"),
        diff.moved.iter().filter(is_concerned).count() + respelled
    ));
    let added = diff.added.iter().filter(|site| is_asked_for(&site.package)).count();
    match added + diff.promoted.iter().filter(is_concerned).count() {
        0 => {}
        new if accepts_new => ui.say(&format!("{} added", plural(new, "new clone"))),
        new => ui.warn(&format!("{} not added; `--accept-growth` adds them", plural(new, "new clone"))),
    }
    Ok(session.status(&audit, ExitStatus::Clean))
}

/// A snapshot with holes would pass for a whole one later. What could not be audited of other packages than those asked for
/// is taken out.
fn check_complete(session: &Session<'_>, audit: &mut Audit) -> Result<()> {
    session.narrow(audit);
    if session.is_incomplete(audit) {
        session.status(audit, ExitStatus::Clean);
        bail!("the baseline was not written")
    }
    Ok(())
}
