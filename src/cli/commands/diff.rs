//! `diff`: before → after.

use anyhow::Result;

use crate::baseline::{self, BaselineFile};
use crate::cli::args::DiffArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::session::Session;
use crate::cli::ui::Ui;

pub(super) fn run(args: &DiffArgs, ui: &Ui) -> Result<ExitStatus> {
    let session = Session::open_or_read_to_compare(ui, &args.workspace, &args.from)?;
    let (before, against) = match session.past(&args.against)? {
        Some(past) => (past.snapshot, Some(past.against)),
        None => (BaselineFile::read(session.baseline_path(&args.baseline))?.load()?, None),
    };
    let mut audit = session.audit()?;
    let filter = session.filter_to_compare(&args.filter, &before, &audit)?;
    let mut diff = session.compare(&baseline::split(before, &audit).0, &audit, &filter);
    if let Some(against) = &against {
        session.prefer_changed_lines(&mut diff.added, &audit, &against.commit);
    }
    diff.against = against;
    if args.against.blame {
        diff.blame = session.blame(&diff.added)?;
    }
    filter.apply(&mut audit);
    session.narrow(&mut audit);
    let status = session.status(&audit, ExitStatus::Clean);
    ui.print(&args.format.diff(&diff, ui.style(args.top.top))?)?;
    Ok(status)
}
