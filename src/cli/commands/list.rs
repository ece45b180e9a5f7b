//! `list`: one line a site.

use anyhow::Result;

use crate::cli::args::ListArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::session::Session;
use crate::cli::ui::Ui;
use crate::compiler;
use crate::document::{Audited, Whole};
use crate::output::Found;

pub(super) fn run(args: &ListArgs, ui: &Ui) -> Result<ExitStatus> {
    let session = Session::open_at(ui, &args.workspace, args.at.at.as_deref())?.with_orphans();
    let about = session.about(args.name.as_deref())?;
    let (mut audit, types) = if args.format.holds_audits {
        session.audit_with_types(&args.resolve)?
    } else {
        (session.audit_resolved(&args.resolve)?, Vec::new())
    };
    session.join_profile(&args.measured, &mut audit, args.at.at.is_some())?;
    let filter = session.filter(&args.filter, &audit)?;
    filter.apply(&mut audit);
    compiler::recall(&session.workspace, &mut audit.sites);
    let status = session.status(&audit, ExitStatus::Clean);
    let lines = session.source_lines();
    let audited = Audited::new(about, audit, types);
    let (audit, whole) = if args.format.holds_audits && filter.takes_all() {
        let (audit, whole) = Whole::of(audited);
        (audit, Some(whole))
    } else {
        (audited.audit, None)
    };
    let below = session.below_repository(args.format);
    let found = Found { whole: whole.as_ref(), below: &below, ..session.found(&audit, &lines) };
    ui.stream(|to| args.format.list(&found, ui.style(0), to))?;
    Ok(status)
}
