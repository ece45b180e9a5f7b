//! What can be typed. Parsing only validates; nothing here touches the world.

mod compiling;
mod help;
mod profiling;
mod shared;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};

pub(super) use compiling::{CompilerArgs, EffortArgs, FixArgs, ProveArgs, ResolveArgs};
pub(super) use profiling::{ProfileArgs, ProfileCommand, ProfileDiffArgs, ProfileRunArgs};
pub(super) use shared::{
    AgainstArgs, AtArgs, BaselineArgs, FilterArgs, FromArgs, MeasuredArgs, TopArgs, WorkspaceArgs,
};

use crate::config::FailOn;
use crate::model::{Grouping, Sorting, TypeSorting, TypeTrait};
use crate::output::Format;

use help::{AFTER_HELP, HISTORY_HELP, MERGE_HELP, TYPES_HELP};
use shared::{DEFAULT_FORMAT, formats};

/// Help is not wider than this on any terminal.
const WIDEST_HELP: u16 = 100;

/// Audit the `.clone()` calls of a Rust workspace: how many there are, where, what they copy, and whether there are more
/// than before.
#[derive(Debug, Parser)]
#[command(name = "cargo-clone-audit", bin_name = "cargo clone-audit", version, after_help = AFTER_HELP)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) report: ReportArgs,
    #[command(flatten)]
    pub(super) terminal: TerminalArgs,
}

impl Cli {
    /// Parses arguments, with the terminal's width for help and the environment's `CARGO_TERM_COLOR`. `--help` and
    /// `--version` are errors, too, as clap has it.
    pub(super) fn parse(
        args: impl Iterator<Item = OsString>,
        width: u16,
        color: Option<&str>,
    ) -> Result<Self, clap::Error> {
        let mut command = Self::command().term_width(usize::from(width.min(WIDEST_HELP)));
        let matches = command.clone().try_get_matches_from(args)?;
        // The report's own options stand before a command only by mistake: they would be lost.
        let lost = matches.ids().find(|id| {
            let is_global =
                command.get_arguments().any(|argument| argument.get_id() == *id && argument.is_global_set());
            let is_argument = command.get_arguments().any(|argument| argument.get_id() == *id);
            is_argument && !is_global && matches.value_source(id.as_str()) == Some(ValueSource::CommandLine)
        });
        if let (Some(name), Some(lost)) = (matches.subcommand_name(), lost) {
            let lost = lost.as_str().replace('_', "-");
            let message = format!(
                "`--{lost}` stands before the command; options go behind it: cargo clone-audit {name} --{lost} …"
            );
            return Err(command.error(ErrorKind::ArgumentConflict, message));
        }
        let mut cli = Self::from_arg_matches(&matches)?;
        if let (None, Some(color)) = (cli.terminal.color, color) {
            let choice = ColorChoice::from_str(color, false).map_err(|_| {
                let message = format!("CARGO_TERM_COLOR must be auto, always or never, but is {color:?}");
                command.error(ErrorKind::InvalidValue, message)
            })?;
            cli.terminal.color = Some(choice);
        }
        Ok(cli)
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print a summary: totals, where to start, findings, categories, next step (the default)
    Report(ReportArgs),
    /// List clones, one per line as `path:line:column: …`, for editors and grep
    List(ListArgs),
    /// List the cloned types: where they are declared, how they implement Clone, their size
    Types(TypesArgs),
    /// Compare with the baseline or a commit: what was added, removed, respelled or moved
    Diff(DiffArgs),
    /// Fail with exit status 1 if production code gained clones or a limit is exceeded
    Check(CheckArgs),
    /// Write or update the committed snapshot that `check` and `diff` compare with
    #[command(subcommand)]
    Baseline(BaselineCommand),
    /// Show the figures over commits, weeks or tags, and which commits changed most
    History(HistoryArgs),
    /// Ask the compiler which clones can be removed
    Prove(ProveArgs),
    /// Remove the clones that the compiler proves unnecessary
    Fix(FixArgs),
    /// Run a program and count what each of its clones costs
    Profile(ProfileArgs),
    /// Join the lists of packages or workspaces that were audited apart
    Merge(MergeArgs),
    /// Explain a rule, a category, a type class, or what `prove` reports
    Explain(ExplainArgs),
}

#[derive(Debug, Subcommand)]
pub(super) enum BaselineCommand {
    /// Record all clones of the workspace
    Save(BaselineSaveArgs),
    /// Record what `check` lets pass: drop what is gone, add what came instead
    Update(BaselineUpdateArgs),
}

#[derive(Args, Debug)]
pub(super) struct TerminalArgs {
    /// When to use colors [default: auto]
    #[arg(long, global = true, value_name = "WHEN", help_heading = "Terminal")]
    pub(super) color: Option<ColorChoice>,
    /// Do not print status messages
    #[arg(short, long, global = true, conflicts_with = "verbose", help_heading = "Terminal")]
    pub(super) quiet: bool,
    /// Print more detail to stderr
    #[arg(short, long, global = true, action = clap::ArgAction::Count, help_heading = "Terminal")]
    pub(super) verbose: u8,
    /// Number of worker threads [default: all cores]
    #[arg(short, long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024), help_heading = "Terminal")]
    pub(super) jobs: Option<u16>,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum ColorChoice {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Args, Clone, Debug)]
pub(super) struct ReportArgs {
    #[command(flatten)]
    pub(super) workspace: WorkspaceArgs,
    #[command(flatten)]
    pub(super) from: FromArgs,
    #[command(flatten)]
    pub(super) filter: FilterArgs,
    #[command(flatten)]
    pub(super) resolve: ResolveArgs,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = DEFAULT_FORMAT, value_parser = formats(|format| format.report.is_some()))]
    pub(super) format: &'static Format,
    #[command(flatten)]
    pub(super) top: TopArgs,
    #[command(flatten)]
    pub(super) baseline: BaselineArgs,
    #[command(flatten)]
    pub(super) at: AtArgs,
    #[command(flatten)]
    pub(super) measured: MeasuredArgs,
    /// Group the clones by this, instead of the usual tables
    #[arg(long, value_name = "WHAT")]
    pub(super) by: Option<Grouping>,
    /// Order of files and groups: most production findings, clones, highest cost or highest impact first
    #[arg(long, value_name = "WHAT", default_value = "findings")]
    pub(super) sort: Sorting,
    /// Do not compare with published packages
    #[arg(long)]
    pub(super) no_reference: bool,
}

#[derive(Args, Clone, Debug)]
pub(super) struct ListArgs {
    #[command(flatten)]
    pub(super) workspace: WorkspaceArgs,
    /// Name of the workspace in a document that will be merged [default: root package, or folder]
    #[arg(long, value_name = "NAME", help_heading = "Workspace")]
    pub(super) name: Option<String>,
    #[command(flatten)]
    pub(super) filter: FilterArgs,
    #[command(flatten)]
    pub(super) resolve: ResolveArgs,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = DEFAULT_FORMAT, value_parser = formats(|format| format.list.is_some()))]
    pub(super) format: &'static Format,
    #[command(flatten)]
    pub(super) at: AtArgs,
    #[command(flatten)]
    pub(super) measured: MeasuredArgs,
}

#[derive(Args, Clone, Debug)]
#[command(after_help = TYPES_HELP)]
pub(super) struct TypesArgs {
    #[command(flatten)]
    pub(super) workspace: WorkspaceArgs,
    #[command(flatten)]
    pub(super) from: FromArgs,
    #[command(flatten)]
    pub(super) filter: FilterArgs,
    #[command(flatten)]
    pub(super) resolve: ResolveArgs,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = DEFAULT_FORMAT, value_parser = formats(|format| format.types.is_some()))]
    pub(super) format: &'static Format,
    #[command(flatten)]
    pub(super) top: TopArgs,
    #[command(flatten)]
    pub(super) at: AtArgs,
    #[command(flatten)]
    pub(super) measured: MeasuredArgs,
    /// Order of types: most clones, largest or most costly first, or by name
    #[arg(long, value_name = "WHAT", default_value = "sites")]
    pub(super) sort: TypeSorting,
    /// Only types that could be `Copy`, that wrap a single `String`, or that own heap memory
    #[arg(long, value_name = "WHAT", value_delimiter = ',', help_heading = "Filters")]
    pub(super) only: Vec<TypeTrait>,
}

#[derive(Args, Clone, Debug)]
pub(super) struct DiffArgs {
    #[command(flatten)]
    pub(super) workspace: WorkspaceArgs,
    #[command(flatten)]
    pub(super) from: FromArgs,
    #[command(flatten)]
    pub(super) filter: FilterArgs,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = DEFAULT_FORMAT, value_parser = formats(|format| format.diff.is_some()))]
    pub(super) format: &'static Format,
    #[command(flatten)]
    pub(super) top: TopArgs,
    #[command(flatten)]
    pub(super) baseline: BaselineArgs,
    #[command(flatten)]
    pub(super) against: AgainstArgs,
}

#[derive(Args, Clone, Debug)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) workspace: WorkspaceArgs,
    #[command(flatten)]
    pub(super) from: FromArgs,
    #[command(flatten)]
    pub(super) filter: FilterArgs,
    #[command(flatten)]
    pub(super) resolve: ResolveArgs,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = DEFAULT_FORMAT, value_parser = formats(|format| format.check.is_some()))]
    pub(super) format: &'static Format,
    #[command(flatten)]
    pub(super) top: TopArgs,
    #[command(flatten)]
    pub(super) baseline: BaselineArgs,
    #[command(flatten)]
    pub(super) against: AgainstArgs,
    /// What must not grow [default: total,category, or as configured]
    #[arg(long, value_name = "WHAT", value_delimiter = ',', help_heading = "Gate")]
    pub(super) fail_on: Vec<FailOn>,
    /// Maximum number of explicit clones in the gated scopes
    #[arg(long, value_name = "N", help_heading = "Gate")]
    pub(super) limit: Option<usize>,
    /// Check limits only, without a baseline
    #[arg(long, conflicts_with_all = ["baseline", "against", "fail_on"], help_heading = "Gate")]
    pub(super) no_baseline: bool,
}

#[derive(Args, Clone, Debug)]
#[command(after_help = HISTORY_HELP)]
pub(super) struct HistoryArgs {
    /// The commits, as `v1.0..HEAD`, or a branch, tag or commit with all before it; to be given before any PATH
    /// [default: HEAD]
    #[arg(value_name = "RANGE")]
    pub(super) range: Option<String>,
    #[command(flatten)]
    pub(super) workspace: WorkspaceArgs,
    #[command(flatten)]
    pub(super) filter: FilterArgs,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = DEFAULT_FORMAT, value_parser = formats(|format| format.history.is_some()))]
    pub(super) format: &'static Format,
    #[command(flatten)]
    pub(super) top: TopArgs,
    /// Which commits are points of the history: each one, the last of each week, or those with tags
    #[arg(long, value_name = "WHAT", default_value = "commits", help_heading = "Commits")]
    pub(super) by: Steps,
    /// At most this many points, evenly spaced; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50, help_heading = "Commits")]
    pub(super) points: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Steps {
    Commits,
    Weeks,
    Tags,
}

#[derive(Args, Clone, Debug)]
pub(super) struct BaselineSaveArgs {
    #[command(flatten)]
    pub(super) workspace: WorkspaceArgs,
    #[command(flatten)]
    pub(super) baseline: BaselineArgs,
}

#[derive(Args, Clone, Debug)]
pub(super) struct BaselineUpdateArgs {
    #[command(flatten)]
    pub(super) workspace: WorkspaceArgs,
    #[command(flatten)]
    pub(super) baseline: BaselineArgs,
    /// Add new clones even where they let a figure grow that must not
    #[arg(long)]
    pub(super) accept_growth: bool,
    /// What must not grow [default: total,category, or as configured]
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub(super) fail_on: Vec<FailOn>,
}

#[derive(Args, Clone, Debug)]
#[command(after_help = MERGE_HELP)]
pub(super) struct MergeArgs {
    /// Documents of `list --format json`, in any order; NAME=FILE names a document's workspace
    #[arg(value_name = "FILE", required = true)]
    pub(super) documents: Vec<String>,
    /// Write the result to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Args, Clone, Debug)]
pub(super) struct ExplainArgs {
    #[command(flatten)]
    pub(super) workspace: WorkspaceArgs,
    #[command(flatten)]
    pub(super) measured: MeasuredArgs,
    /// A rule, category, type class, hazard or rewrite; `prove`; `rules` for all rules; or PATH:LINE for all that is known of a
    /// clone [default: list all names]
    pub(super) name: Option<String>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = DEFAULT_FORMAT, value_parser = formats(|format| format.explain.is_some()))]
    pub(super) format: &'static Format,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn help_texts_start_upper_case_and_end_without_a_full_stop() {
        fn check(command: &clap::Command) {
            for argument in command.get_arguments() {
                let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
                assert!(
                    help.starts_with(char::is_uppercase) && !help.ends_with('.'),
                    "{}: {help:?}",
                    argument.get_id()
                );
            }
            command.get_subcommands().for_each(check);
        }
        check(&Cli::command());
    }
}
