//! One file a command.

mod baseline;
mod check;
mod diff;
mod explain;
mod fix;
mod list;
mod prove;
mod report;
mod types;

use anyhow::{Result, bail};

use super::args::{Cli, Command, FormatArgs};
use super::exit::ExitStatus;
use super::ui::Ui;
use crate::output::{self, Format};

pub(super) fn run(cli: &Cli, ui: &Ui) -> Result<ExitStatus> {
    match &cli.command {
        None => report::run(&cli.report, ui),
        Some(Command::Report(args)) => report::run(args, ui),
        Some(Command::List(args)) => list::run(args, ui),
        Some(Command::Types(args)) => types::run(args, ui),
        Some(Command::Diff(args)) => diff::run(args, ui),
        Some(Command::Check(args)) => check::run(args, ui),
        Some(Command::Baseline(command)) => baseline::run(command, ui),
        Some(Command::Prove(args)) => prove::run(args, ui),
        Some(Command::Fix(args)) => fix::run(args, ui),
        Some(Command::Explain(args)) => explain::run(args, ui),
    }
}

/// Renders with the format that was asked for, or says that it has no such document.
fn render(args: &FormatArgs, what: &str, with: impl Fn(&dyn Format) -> Option<Result<String>>) -> Result<String> {
    if let Some(text) = with(output::find(&args.format)?) {
        return text;
    }
    let offered: Vec<&str> =
        output::FORMATS.iter().filter(|format| with(**format).is_some()).map(|format| format.name()).collect();
    bail!("{what} has no format {:?}; its formats are: {}", args.format, offered.join(", "))
}

/// Source lines of sites, read again for those that are shown.
mod lines {
    use std::collections::HashMap;
    use std::sync::Arc;

    use crate::model::Site;
    use crate::output::Listed;
    use crate::source::Workspace;

    /// Lines of the files that were asked for.
    pub(super) struct SourceLines(HashMap<Arc<str>, Vec<String>>);

    impl SourceLines {
        /// Reads the files of the sites. One that is gone since the audit has no lines.
        pub(super) fn read<'a>(workspace: &Workspace, sites: impl Iterator<Item = &'a Site>) -> Self {
            let mut files: HashMap<Arc<str>, Vec<String>> = HashMap::new();
            for site in sites {
                files.entry(Arc::clone(&site.path)).or_insert_with(|| {
                    let text = workspace.sources.read_text(&workspace.root.join(&*site.path)).unwrap_or_default();
                    text.trim_start_matches('\u{feff}').lines().map(|line| line.trim().to_owned()).collect()
                });
            }
            Self(files)
        }

        /// The sites with their lines.
        pub(super) fn listed<'a>(&'a self, sites: impl Iterator<Item = &'a Site>) -> Vec<Listed<'a>> {
            sites
                .map(|site| {
                    let line = self.0.get(&site.path).and_then(|lines| lines.get(site.line as usize - 1));
                    Listed { site, line: line.map_or("", String::as_str) }
                })
                .collect()
        }
    }
}
