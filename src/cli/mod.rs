//! The command line: arguments → settings → one file a command. The only layer that knows clap, the terminal and
//! exit codes.

mod args;
mod commands;
mod exit;
mod filters;
mod gating;
mod measured;
mod proving;
mod recorded;
mod revisions;
mod session;
mod status;
mod ui;

use std::ffi::OsString;
use std::process::{ExitCode, Termination as _};

pub use exit::ExitStatus;
pub use ui::{Host, Stream};

use crate::compiler;

use args::Cli;
use ui::{Ui, is_closed_pipe};

/// Runs the program with the process's arguments. Cargo may also run it in rustc's place, for `prove` and `--resolve`.
pub fn main() -> ExitCode {
    if compiler::is_wrapper() { compiler::run_wrapper() } else { run(std::env::args_os(), Host::process()).report() }
}

/// Runs the program: the name it was called by and its arguments, and what surrounds it. Nothing else of the process
/// matters, so runs may go side by side, but for what compiles: `prove`, `fix` and `--resolve` have Cargo run this
/// process's executable in rustc's place.
pub fn run(args: impl IntoIterator<Item = OsString>, mut host: Host) -> ExitStatus {
    let cli = match Cli::parse(without_subcommand_name(args.into_iter()), host.width, host.color.as_deref()) {
        Ok(cli) => cli,
        Err(error) => return host.usage(&error),
    };
    let ui = Ui::new(&cli.terminal, host);
    let result = ui::on_workers(cli.terminal.jobs, || commands::run(&cli, &ui));
    match result {
        Ok(status) => status,
        // A closed pipe is no error.
        Err(error) if is_closed_pipe(&error) => ExitStatus::Clean,
        Err(error) => {
            ui.failure(&error);
            ExitStatus::CouldNotJudge
        }
    }
}

/// Cargo runs `cargo-clone-audit clone-audit …` for `cargo clone-audit …`.
fn without_subcommand_name(args: impl Iterator<Item = OsString>) -> impl Iterator<Item = OsString> {
    args.enumerate().filter(|(at, arg)| !(*at == 1 && arg == "clone-audit")).map(|(_, arg)| arg)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_that_cargo_inserts_is_dropped_once() {
        let args = |list: &[&str]| {
            let list: Vec<OsString> = list.iter().map(OsString::from).collect();
            without_subcommand_name(list.into_iter()).collect::<Vec<_>>()
        };
        assert_eq!(args(&["x", "clone-audit", "list"]), args(&["x", "list"]));
        assert_eq!(args(&["x", "list", "clone-audit"]).len(), 3);
    }
}
