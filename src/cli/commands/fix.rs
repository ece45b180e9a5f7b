//! `fix`: removes the clones that are proven to be needless.

use anyhow::{Result, bail};

use crate::cli::args::FixArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::session::Session;
use crate::cli::ui::Ui;
use crate::compiler;
use crate::model::{Evidence, Proof, Removable};
use crate::report::plural;

pub(super) fn run(args: &FixArgs, ui: &Ui) -> Result<ExitStatus> {
    let session = Session::open(ui, &args.workspace)?;
    if !args.dry_run && !args.allow_dirty {
        refuse_dirty(&session)?;
    }
    let (audit, proof) = session.prove(&args.filter, &args.compiler, &args.effort, &args.allow)?;
    let status = session.status(&audit, ExitStatus::Clean);
    let chosen: Vec<&Removable> = proof
        .removable
        .iter()
        .filter(|removal| removal.hazards.iter().all(|hazard| args.allow.contains(hazard)))
        .collect();
    let patch = compiler::patch(&session.workspace, &chosen)?;
    if args.dry_run {
        ui.print(&patch.unified())?;
    } else if patch.files() > 0 {
        session.compiling(&args.compiler, |request| compiler::apply(request, &patch))?;
    }
    let done = if args.dry_run { "would be removed" } else { "removed" };
    let (clones, files) = (chosen.len(), patch.files());
    let (clones, files) = (plural(clones, "clone"), plural(files, "file"));
    ui.say(&format!("{clones} {done} in {files}; the workspace {} them", evidence(&proof)));
    for kept in proof.needed.iter().filter(|kept| !kept.tests.is_empty()) {
        ui.say(&format!("{}: `{}` stays: {}", kept.site.location, kept.site.expression, kept.reason));
    }
    let with_caution = proof.removable.len() - chosen.len();
    if with_caution > 0 {
        ui.say(&format!("{with_caution} more with a hazard (see `prove`); --allow HAZARD removes them as well"));
    }
    for superfluous in &proof.superfluous {
        ui.say(&format!("{}:{}:{}: {}", superfluous.path, superfluous.line, superfluous.column, superfluous.message));
    }
    Ok(status)
}

fn evidence(proof: &Proof) -> &'static str {
    match proof.evidence {
        Evidence::TestsPass => "compiles and its tests pass without",
        Evidence::TestsFail => "compiles, and no more tests fail, without",
        Evidence::Compiles => "compiles without",
    }
}

fn refuse_dirty(session: &Session<'_>) -> Result<()> {
    match compiler::dirty_files(&session.workspace)? {
        None => bail!(
            "{} is not in a git repository, so the edits could not be undone; pass --allow-dirty to make them anyway",
            session.workspace.root.display()
        ),
        Some(files) if files.is_empty() => Ok(()),
        Some(files) => bail!(
            "{} with uncommitted changes, such as {}; commit them, or pass --allow-dirty",
            plural(files.len(), "file"),
            files[0]
        ),
    }
}
