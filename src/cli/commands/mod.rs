//! One file a command.

mod baseline;
mod check;
mod diff;
mod explain;
mod fix;
mod history;
mod list;
mod merge;
mod profile;
mod prove;
mod report;
mod types;

use anyhow::Result;

use super::args::{Cli, Command};
use super::exit::ExitStatus;
use super::ui::Ui;

pub(super) fn run(cli: &Cli, ui: &Ui) -> Result<ExitStatus> {
    match &cli.command {
        None => report::run(&cli.report, ui),
        Some(Command::Report(args)) => report::run(args, ui),
        Some(Command::List(args)) => list::run(args, ui),
        Some(Command::Types(args)) => types::run(args, ui),
        Some(Command::Diff(args)) => diff::run(args, ui),
        Some(Command::Check(args)) => check::run(args, ui),
        Some(Command::Baseline(command)) => baseline::run(command, ui),
        Some(Command::History(args)) => history::run(args, ui),
        Some(Command::Prove(args)) => prove::run(args, ui),
        Some(Command::Profile(args)) => profile::run(args, ui),
        Some(Command::Fix(args)) => fix::run(args, ui),
        Some(Command::Merge(args)) => merge::run(args, ui),
        Some(Command::Explain(args)) => explain::run(args, ui),
    }
}
