//! `list`: one line a site.

use anyhow::Result;

use crate::cli::args::ListArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::session::Session;
use crate::cli::ui::Ui;
use crate::compiler;

pub(super) fn run(args: &ListArgs, ui: &Ui) -> Result<ExitStatus> {
    let session = Session::open_at(ui, &args.workspace, args.at.at.as_deref())?.with_orphans();
    let mut audit = session.audit_resolved(&args.resolve)?;
    session.filter(&args.filter, &audit)?.apply(&mut audit);
    compiler::recall(&session.workspace, &mut audit.sites);
    let status = session.status(&audit, ExitStatus::Clean);
    let lines = session.source_lines();
    ui.print(&args.format.list(&session.found(&audit, &lines), ui.style(0))?)?;
    Ok(status)
}
