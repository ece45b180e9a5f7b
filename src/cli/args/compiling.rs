//! Arguments of what compiles: `prove`, `fix`, `--resolve`.

use anyhow::{Result, bail};
use clap::Args;

use crate::model::Hazard;
use crate::output::Format;

use super::shared::{DEFAULT_FORMAT, FilterArgs, TopArgs, WorkspaceArgs, formats};

const PROVE_HELP: &str = "\
Works in a copy of the workspace inside its target directory. All clones are removed at once, the
compiler's errors tell which of them are needed, and Cargo checks the result.
A proof says that the program compiles without these clones in this configuration, not that it
behaves the same. See `cargo clone-audit explain prove`.

Examples:
  cargo clone-audit prove                        the clones that the program compiles without
  cargo clone-audit prove src/ --time 120        only clones below src/, for at most two minutes
  cargo clone-audit prove --all-features --test  with all features; run the tests as well
  cargo clone-audit fix --dry-run                the edits as a diff";

const FIX_HELP: &str = "\
Removes the clones that `prove` lists without a hazard, and those that can go once these are gone,
and changes nothing else. Afterwards the workspace is checked; if it does not compile, all files are
restored.

Examples:
  cargo clone-audit fix --dry-run | git apply    apply the edits through git
  cargo clone-audit fix --test                   keep the clones without which tests fail
  cargo clone-audit fix --allow counted src/     also clones of Arc and Rc below src/";

/// What the compiler is asked about: as Cargo's own options.
#[derive(Args, Clone, Debug, Default)]
pub(in crate::cli) struct CompilerArgs {
    /// Features to activate (may be repeated)
    #[arg(short = 'F', long, value_name = "FEATURES", help_heading = "Compilation")]
    pub(in crate::cli) features: Vec<String>,
    /// Activate all features
    #[arg(long, help_heading = "Compilation")]
    pub(in crate::cli) all_features: bool,
    /// Do not activate the `default` feature
    #[arg(long, help_heading = "Compilation")]
    pub(in crate::cli) no_default_features: bool,
    /// Compile for the target triple
    #[arg(long, value_name = "TRIPLE", help_heading = "Compilation")]
    pub(in crate::cli) target: Option<String>,
}

/// Exact types.
#[derive(Args, Clone, Debug, Default)]
pub(in crate::cli) struct ResolveArgs {
    /// Get exact types from the compiler, by `cargo check` in a copy of the workspace
    #[arg(long, help_heading = "Compilation")]
    pub(in crate::cli) resolve: bool,
    #[command(flatten)]
    pub(in crate::cli) compiler: CompilerArgs,
}

impl ResolveArgs {
    /// # Errors
    /// Options of a compiler that is not asked.
    pub(in crate::cli) fn check(&self) -> Result<()> {
        if !self.resolve && self.compiler.is_given() {
            bail!("feature options and --target have no effect without --resolve; add it or remove them");
        }
        Ok(())
    }
}

/// How far `prove` goes.
#[derive(Args, Clone, Debug)]
pub(in crate::cli) struct EffortArgs {
    /// Maximum rounds of compiling; each recompiles what the previous one changed
    #[arg(long, value_name = "N", default_value_t = 20, help_heading = "Effort")]
    pub(in crate::cli) rounds: usize,
    /// Time limit for the rounds in seconds; what compiled by then counts
    #[arg(long, value_name = "SECONDS", help_heading = "Effort")]
    pub(in crate::cli) time: Option<u64>,
    /// Run the tests without the clones, with cargo-nextest if it is installed; clones that make tests fail are found by
    /// bisection, which takes about log2(N) more runs for each, and stay
    #[arg(long, help_heading = "Effort")]
    pub(in crate::cli) test: bool,
    /// Run clippy as well, and show what only one of the two found
    #[arg(long, help_heading = "Effort")]
    pub(in crate::cli) clippy: bool,
    /// Ignore what earlier runs found
    #[arg(long, help_heading = "Effort")]
    pub(in crate::cli) fresh: bool,
}

#[derive(Args, Clone, Debug)]
#[command(after_help = PROVE_HELP)]
pub(in crate::cli) struct ProveArgs {
    #[command(flatten)]
    pub(in crate::cli) workspace: WorkspaceArgs,
    #[command(flatten)]
    pub(in crate::cli) filter: FilterArgs,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = DEFAULT_FORMAT, value_parser = formats(|format| format.prove.is_some()))]
    pub(in crate::cli) format: &'static Format,
    #[command(flatten)]
    pub(in crate::cli) top: TopArgs,
    #[command(flatten)]
    pub(in crate::cli) compiler: CompilerArgs,
    #[command(flatten)]
    pub(in crate::cli) effort: EffortArgs,
}

#[derive(Args, Clone, Debug)]
#[command(after_help = FIX_HELP)]
pub(in crate::cli) struct FixArgs {
    #[command(flatten)]
    pub(in crate::cli) workspace: WorkspaceArgs,
    #[command(flatten)]
    pub(in crate::cli) filter: FilterArgs,
    #[command(flatten)]
    pub(in crate::cli) compiler: CompilerArgs,
    #[command(flatten)]
    pub(in crate::cli) effort: EffortArgs,
    /// Print the edits as a diff for `git apply`, and write nothing
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    /// Edit files even if they have uncommitted changes or there is no git repository
    #[arg(long)]
    pub(in crate::cli) allow_dirty: bool,
    /// Also remove clones with this hazard (may be repeated; see `explain`)
    #[arg(long, value_name = "HAZARD", value_delimiter = ',')]
    pub(in crate::cli) allow: Vec<Hazard>,
}
