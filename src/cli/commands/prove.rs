//! `prove`: which clones can go, as the compiler says.

use anyhow::Result;

use crate::cli::args::ProveArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::session::Session;
use crate::cli::ui::Ui;
use crate::model::Evidence;

pub(super) fn run(args: &ProveArgs, ui: &Ui) -> Result<ExitStatus> {
    let session = Session::open(ui, &args.workspace)?;
    let (audit, proof) = session.prove(&args.filter, &args.compiler, &args.effort, &[], |_| true)?;
    let is_failed = proof.evidence == Evidence::TestsFail;
    let status = session.status(&audit, if is_failed { ExitStatus::GateFailed } else { ExitStatus::Clean });
    ui.print(&args.format.prove(&proof, ui.style(args.top.top))?)?;
    Ok(status)
}
