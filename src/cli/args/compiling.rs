//! Arguments of what compiles: `prove`, `fix`, `--resolve`.

use clap::Args;

use crate::model::Caution;
use crate::output::ProofRenderer;

use super::shared::{DEFAULT_FORMAT, FilterArgs, TopArgs, WorkspaceArgs, formats};

const PROVE_HELP: &str = "\
Everything is tried in a copy of the workspace below its target folder. All clones go at once; the
compiler's errors say which of them are needed; what remains is checked by Cargo as you would.
A proof says that the program compiles without these clones, in this configuration: not that it
behaves the same. `explain prove` says more.

Examples:
  cargo clone-audit prove                        which clones the program compiles without
  cargo clone-audit prove src/ --time 120        only those below src/, for two minutes
  cargo clone-audit prove --all-features --test  with all features; run the tests as well
  cargo clone-audit fix --dry-run                the change as a diff";

const FIX_HELP: &str = "\
Removes the clones that `prove` lists without a caution, and nothing else. Each file is written at
once; then the tree is checked, and every file gets back what it held if it does not compile.

Examples:
  cargo clone-audit fix --dry-run | git apply    the same, through git
  cargo clone-audit fix --test                   only if the tests pass without the clones
  cargo clone-audit fix --allow counted src/     clones of Arc and Rc below src/, too";

/// What the compiler is asked about: as Cargo's own options.
#[derive(Args, Clone, Debug, Default)]
pub(in crate::cli) struct CompilerArgs {
    /// Features to activate (may be repeated)
    #[arg(short = 'F', long, value_name = "FEATURES", help_heading = "Compilation")]
    pub(in crate::cli) features: Vec<String>,
    /// Activate all features
    #[arg(long, help_heading = "Compilation")]
    pub(in crate::cli) all_features: bool,
    /// Leave out the `default` feature
    #[arg(long, help_heading = "Compilation")]
    pub(in crate::cli) no_default_features: bool,
    /// Compile for this target triple
    #[arg(long, value_name = "TRIPLE", help_heading = "Compilation")]
    pub(in crate::cli) target: Option<String>,
}

/// Exact types.
#[derive(Args, Clone, Debug, Default)]
pub(in crate::cli) struct ResolveArgs {
    /// Ask the compiler for exact types, with one `cargo check` of a copy
    #[arg(long, help_heading = "Compilation")]
    pub(in crate::cli) resolve: bool,
    #[command(flatten)]
    pub(in crate::cli) compiler: CompilerArgs,
}

/// How far `prove` goes.
#[derive(Args, Clone, Debug)]
pub(in crate::cli) struct EffortArgs {
    /// Most rounds of compiling; each compiles what the one before changed
    #[arg(long, value_name = "N", default_value_t = 20, help_heading = "Effort")]
    pub(in crate::cli) rounds: usize,
    /// Most seconds for the rounds; what compiled until then counts
    #[arg(long, value_name = "SECONDS", help_heading = "Effort")]
    pub(in crate::cli) time: Option<u64>,
    /// Run the tests without the clones, with cargo-nextest where it is installed
    #[arg(long, help_heading = "Effort")]
    pub(in crate::cli) test: bool,
    /// Ask clippy as well, and show what only one of the two saw
    #[arg(long, help_heading = "Effort")]
    pub(in crate::cli) clippy: bool,
    /// Forget what earlier runs found out
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
    #[arg(long, value_name = "FORMAT", default_value = DEFAULT_FORMAT, value_parser = formats(|format| format.prove))]
    pub(in crate::cli) format: ProofRenderer,
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
    /// Print the change as a diff for `git apply`, and write nothing
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    /// Go on although files have changes that are not committed, or there is no git repository
    #[arg(long)]
    pub(in crate::cli) allow_dirty: bool,
    /// Remove clones with this caution, too (may be repeated; see `explain`)
    #[arg(long, value_name = "CAUTION", value_delimiter = ',')]
    pub(in crate::cli) allow: Vec<Caution>,
}
