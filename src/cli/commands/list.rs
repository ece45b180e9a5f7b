//! `list`: one line a site.

use anyhow::Result;

use super::lines::SourceLines;
use crate::cli::args::ListArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::session::Session;
use crate::cli::ui::Ui;
use crate::compiler;

pub(super) fn run(args: &ListArgs, ui: &Ui) -> Result<ExitStatus> {
    let session = Session::open(ui, &args.workspace)?;
    let mut audit = session.audit_resolved(&args.resolve)?;
    session.filter(&args.filter, &audit)?.apply(&mut audit);
    compiler::recall(&session.workspace, &mut audit.sites);
    let status = session.status(&audit, ExitStatus::Clean);
    let lines = SourceLines::read(&session.workspace, audit.sites.iter());
    let listed = lines.listed(audit.sites.iter());
    ui.print(&super::render(&args.format, "list", |format| format.sites(&listed, &audit.type_findings, ui.style(0)))?)?;
    Ok(status)
}
