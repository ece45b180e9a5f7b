//! Arguments of `profile`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::model::ProfileSorting;
use crate::output::Format;

use super::compiling::CompilerArgs;
use super::shared::{DEFAULT_FORMAT, FilterArgs, TopArgs, WorkspaceArgs, formats};

const PROFILE_HELP: &str = "\
Builds a copy of the workspace in which every clone is counted, inside the target directory, runs the
command with it, and says of each clone how often it ran, what it allocated and how long it took.
Your files are not touched. What the program prints goes to stderr. The figures are those of this run on this machine; a clone that never ran
may run elsewhere. Use --release for times: a debug build is many times slower.

The profile is kept as target/clone-audit/profile.json.

Examples:
  cargo clone-audit profile -- run --release -- input.txt   a program and its arguments
  cargo clone-audit profile -- test                         the tests
  cargo clone-audit profile --append -- bench parse         add a benchmark to the profile
  cargo clone-audit profile --release --exec -- ./load.sh   a script that runs what was built
  cargo clone-audit profile diff before.json after.json     what a change saved";

#[derive(Args, Clone, Debug)]
#[command(after_help = PROFILE_HELP, args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(in crate::cli) struct ProfileArgs {
    #[command(subcommand)]
    pub(in crate::cli) command: Option<ProfileCommand>,
    #[command(flatten)]
    pub(in crate::cli) run: ProfileRunArgs,
}

#[derive(Clone, Debug, Subcommand)]
pub(in crate::cli) enum ProfileCommand {
    /// Compare two profiles: what a change saved, by site and in all
    Diff(ProfileDiffArgs),
}

#[derive(Args, Clone, Debug)]
pub(in crate::cli) struct ProfileRunArgs {
    #[command(flatten)]
    pub(in crate::cli) workspace: WorkspaceArgs,
    #[command(flatten)]
    pub(in crate::cli) filter: FilterArgs,
    /// Run any program after `cargo build`, with what was built first on its PATH
    #[arg(long)]
    pub(in crate::cli) exec: bool,
    /// Add to the profile that is there, instead of replacing it
    #[arg(long)]
    pub(in crate::cli) append: bool,
    /// File to write the profile to [default: target/clone-audit/profile.json]
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Order of the sites
    #[arg(long, value_name = "ORDER", default_value = "time")]
    pub(in crate::cli) sort: ProfileSorting,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = DEFAULT_FORMAT, value_parser = formats(|format| format.profile.is_some()))]
    pub(in crate::cli) format: &'static Format,
    #[command(flatten)]
    pub(in crate::cli) top: TopArgs,
    #[command(flatten)]
    pub(in crate::cli) compiler: CompilerArgs,
    /// Build in release mode
    #[arg(short, long, help_heading = "Compilation")]
    pub(in crate::cli) release: bool,
    /// Cargo's `run`, `test`, `bench` or `nextest run` with its arguments; with --exec, a program with its own
    #[arg(last = true, required = true, value_name = "COMMAND")]
    pub(in crate::cli) words: Vec<String>,
}

#[derive(Args, Clone, Debug)]
pub(in crate::cli) struct ProfileDiffArgs {
    /// The profile before
    #[arg(value_name = "BEFORE")]
    pub(in crate::cli) before: PathBuf,
    /// The profile after
    #[arg(value_name = "AFTER")]
    pub(in crate::cli) after: PathBuf,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = DEFAULT_FORMAT, value_parser = formats(|format| format.profile_diff.is_some()))]
    pub(in crate::cli) format: &'static Format,
    #[command(flatten)]
    pub(in crate::cli) top: TopArgs,
}
