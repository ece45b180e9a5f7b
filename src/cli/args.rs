//! What can be typed. Parsing only validates; nothing here touches the world.

mod compiling;
mod shared;

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};

pub(super) use compiling::{CompilerArgs, EffortArgs, FixArgs, ProveArgs, ResolveArgs};
pub(super) use shared::{BaselineArgs, FilterArgs, TopArgs, WorkspaceArgs};

use crate::config::FailOn;
use crate::model::{Grouping, Sorting, TypeSorting, TypeTrait};
use crate::output::{CheckRenderer, DiffRenderer, ExplainRenderer, ListRenderer, ReportRenderer, TypesRenderer};

use shared::{DEFAULT_FORMAT, formats};

/// Help is not wider than this on any terminal.
const WIDEST_HELP: u16 = 100;

const AFTER_HELP: &str = "\
Exit status: 0 clean, 1 the gate failed, 2 could not judge (bad usage, nothing scanned, unreadable files).

Examples:
  cargo clone-audit                          the summary of the workspace around you
  cargo clone-audit list --class arc src/    every clone of an Arc below src/
  cargo clone-audit baseline save            remember today's clones in clone-baseline.json
  cargo clone-audit check                    in CI: fail if production code gained any";

const TYPES_HELP: &str = "\
Lists types that the audited packages declare with Clone, and types of others that they clone.
  Sites  where exactly that type is cloned: a clone of an Option<Id> counts for Option
  Clone  derived; written: by an impl of its own; none: none is seen, a macro may write it
  Copy   could: Clone is derived, all fields are Copy, there is no Drop, at most 16 bytes
  Size   bytes of a value on a 64-bit target, as rustc lays it out, without what it owns elsewhere
         ≥ 24: 24 at least; something in it is not known, such as a type parameter
  Heap   yes: it owns memory on the heap, its own or shared; ?: not known

Filters choose the sites that count. --class and --cost choose types, too, and a PATH those that
are declared there.

Examples:
  cargo clone-audit types --only copy-candidate    what could be Copy, so that clones can go
  cargo clone-audit types --only newtype-string    identifiers that allocate with every clone
  cargo clone-audit types --sort size --top 20     the largest types";

/// Audits the `.clone()` calls of a Rust workspace: how many, where, of what, and whether they became more.
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
    /// The summary: totals, categories, packages, hottest files, next step (the default)
    Report(ReportArgs),
    /// One line a site, `path:line:column: …`, as editors and grep expect it
    List(ListArgs),
    /// The cloned types: declared where, derived or written, how large, what they own
    Types(TypesArgs),
    /// Before → after against the baseline: what was added, removed, respelled, moved
    Diff(DiffArgs),
    /// The gate: exit 1 if production code gained clones or a limit is broken
    Check(CheckArgs),
    /// Write or shrink the committed snapshot that `check` compares with
    #[command(subcommand)]
    Baseline(BaselineCommand),
    /// Ask the compiler which clones can go
    Prove(ProveArgs),
    /// Remove the clones that the compiler proves to be needless
    Fix(FixArgs),
    /// What a name means: a category, a type class, `prove`, a caution or a form of a proof
    Explain(ExplainArgs),
}

#[derive(Debug, Subcommand)]
pub(super) enum BaselineCommand {
    /// Record all sites of the workspace
    Save(BaselineSaveArgs),
    /// Take out what is gone; with --accept-growth, take in what is new
    Update(BaselineUpdateArgs),
}

#[derive(Args, Debug)]
pub(super) struct TerminalArgs {
    /// When to use colours [default: auto]
    #[arg(long, global = true, value_name = "WHEN", help_heading = "Terminal")]
    pub(super) color: Option<ColorChoice>,
    /// Say only what was asked for
    #[arg(short, long, global = true, conflicts_with = "verbose", help_heading = "Terminal")]
    pub(super) quiet: bool,
    /// Say more on stderr
    #[arg(short, long, global = true, action = clap::ArgAction::Count, help_heading = "Terminal")]
    pub(super) verbose: u8,
    /// Worker threads [default: all cores]
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
    pub(super) filter: FilterArgs,
    #[command(flatten)]
    pub(super) resolve: ResolveArgs,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = DEFAULT_FORMAT, value_parser = formats(|format| format.report))]
    pub(super) format: ReportRenderer,
    #[command(flatten)]
    pub(super) top: TopArgs,
    #[command(flatten)]
    pub(super) baseline: BaselineArgs,
    /// Group the sites by this instead
    #[arg(long, value_name = "WHAT")]
    pub(super) by: Option<Grouping>,
    /// List files and groups with the most clones first, with the most costly ones, or with the most impact
    #[arg(long, value_name = "WHAT", default_value = "impact")]
    pub(super) sort: Sorting,
}

#[derive(Args, Clone, Debug)]
pub(super) struct ListArgs {
    #[command(flatten)]
    pub(super) workspace: WorkspaceArgs,
    #[command(flatten)]
    pub(super) filter: FilterArgs,
    #[command(flatten)]
    pub(super) resolve: ResolveArgs,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = DEFAULT_FORMAT, value_parser = formats(|format| format.list))]
    pub(super) format: ListRenderer,
}

#[derive(Args, Clone, Debug)]
#[command(after_help = TYPES_HELP)]
pub(super) struct TypesArgs {
    #[command(flatten)]
    pub(super) workspace: WorkspaceArgs,
    #[command(flatten)]
    pub(super) filter: FilterArgs,
    #[command(flatten)]
    pub(super) resolve: ResolveArgs,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = DEFAULT_FORMAT, value_parser = formats(|format| format.types))]
    pub(super) format: TypesRenderer,
    #[command(flatten)]
    pub(super) top: TopArgs,
    /// List first the types with the most sites, the largest, those whose clones weigh most, or go by name
    #[arg(long, value_name = "WHAT", default_value = "sites")]
    pub(super) sort: TypeSorting,
    /// Only types that could be `Copy`, that are structs around one `String`, or that own memory on the heap
    #[arg(long, value_name = "WHAT", value_delimiter = ',', help_heading = "Filters")]
    pub(super) only: Vec<TypeTrait>,
}

#[derive(Args, Clone, Debug)]
pub(super) struct DiffArgs {
    #[command(flatten)]
    pub(super) workspace: WorkspaceArgs,
    #[command(flatten)]
    pub(super) filter: FilterArgs,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = DEFAULT_FORMAT, value_parser = formats(|format| format.diff))]
    pub(super) format: DiffRenderer,
    #[command(flatten)]
    pub(super) top: TopArgs,
    #[command(flatten)]
    pub(super) baseline: BaselineArgs,
}

#[derive(Args, Clone, Debug)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) workspace: WorkspaceArgs,
    #[command(flatten)]
    pub(super) filter: FilterArgs,
    #[command(flatten)]
    pub(super) resolve: ResolveArgs,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = DEFAULT_FORMAT, value_parser = formats(|format| format.check))]
    pub(super) format: CheckRenderer,
    #[command(flatten)]
    pub(super) top: TopArgs,
    #[command(flatten)]
    pub(super) baseline: BaselineArgs,
    /// What must not grow [default: total,category, or the configuration's]
    #[arg(long, value_name = "WHAT", value_delimiter = ',', help_heading = "Gate")]
    pub(super) fail_on: Vec<FailOn>,
    /// Most explicit clones in the gated scopes
    #[arg(long, value_name = "N", help_heading = "Gate")]
    pub(super) limit: Option<usize>,
    /// Compare with nothing: judge limits only
    #[arg(long, conflicts_with = "baseline", help_heading = "Gate")]
    pub(super) no_baseline: bool,
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
    /// Take new sites in as well
    #[arg(long)]
    pub(super) accept_growth: bool,
}

#[derive(Args, Clone, Debug)]
pub(super) struct ExplainArgs {
    #[command(flatten)]
    pub(super) workspace: WorkspaceArgs,
    /// A rule, a category, a type class, `prove`, a caution, a form, or `rules` for all rules; nothing lists them all
    pub(super) name: Option<String>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = DEFAULT_FORMAT, value_parser = formats(|format| format.explain))]
    pub(super) format: ExplainRenderer,
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
