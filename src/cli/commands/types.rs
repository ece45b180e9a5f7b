//! `types`: what is cloned, by declaration.

use anyhow::Result;

use crate::cli::args::TypesArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::session::Session;
use crate::cli::ui::Ui;
use crate::report;

pub(super) fn run(args: &TypesArgs, ui: &Ui) -> Result<ExitStatus> {
    let session = Session::open_any(ui, &args.workspace, &args.from, &args.at)?;
    let (mut audit, types) = session.audit_with_types(&args.resolve)?;
    session.join_profile(&args.measured, &mut audit, args.from.from.is_some() || args.at.at.is_some())?;
    let filter = session.filter(&args.filter, &audit)?;
    filter.apply(&mut audit);
    let status = session.status(&audit, ExitStatus::Clean);
    let table = report::type_table(&audit, types, |row| filter.takes_type(row), &args.only, args.sort);
    ui.print(&args.format.types(&table, ui.style(args.top.top))?)?;
    Ok(status)
}
