//! `report`, also without a command.

use anyhow::Result;

use crate::baseline::{self, BaselineFile};
use crate::cli::args::ReportArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::session::Session;
use crate::cli::ui::Ui;
use crate::report::{self, Settings};

pub(super) fn run(args: &ReportArgs, ui: &Ui) -> Result<ExitStatus> {
    let session = Session::open_any(ui, &args.workspace, &args.from, &args.at)?;
    let mut audit = session.audit_resolved(&args.resolve)?;
    let profile = session.join_profile(&args.measured, &mut audit, args.from.from.is_some() || args.at.at.is_some())?;
    let filter = session.filter(&args.filter, &audit)?;
    let file = BaselineFile::read(session.baseline_path(&args.baseline))?;
    let before = if args.baseline.baseline.is_some() {
        Some(file.load()?)
    } else if args.at.at.is_none() {
        file.load_if_there()?
    } else {
        // The baseline is that of another state.
        None
    };
    let diff = before.map(|before| session.compare(&baseline::split(before, &audit).0, &audit, &filter));
    for path in session.config.targets.files.keys() {
        if audit.all_packages && !audit.files.iter().any(|file| *file.path == **path) {
            ui.warn(&format!("`targets.files` in the configuration has {path:?}, which is no audited file"));
        }
    }
    filter.apply(&mut audit);
    let status = session.status(&audit, ExitStatus::Clean);
    let settings = Settings {
        categories: &session.categories,
        targets: &session.config.targets,
        diff: diff.as_ref(),
        by: args.by,
        sort: args.sort,
        filtered: filter.narrows_sites(),
        reference: !args.no_reference,
        profile: profile.as_ref(),
    };
    let report = report::build(&audit, &settings);
    let lines = session.source_lines();
    ui.print(&args.format.report(&report, &session.found(&audit, &lines), ui.style(args.top.top))?)?;
    Ok(status)
}
