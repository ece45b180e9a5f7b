//! Arguments that commands share, and how values are read.

use std::path::PathBuf;

use clap::builder::{FalseyValueParser, PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, ValueEnum};

use crate::config::FailOn;
use crate::model::{
    Cost, Grouping, Hazard, ProfileSorting, Scope, Sorting, Spelling, TypeClass, TypeSorting, TypeTrait,
};
use crate::output::{FORMATS, Format};
use crate::rules::RULES;
use crate::source::Partition;

/// Which workspace, which packages.
#[derive(Args, Clone, Debug, Default)]
pub(in crate::cli) struct WorkspaceArgs {
    /// Path to the Cargo.toml of the workspace or package
    #[arg(long, value_name = "PATH", help_heading = "Workspace")]
    pub(in crate::cli) manifest_path: Option<PathBuf>,
    /// Audit only this package (may be repeated)
    #[arg(short, long, value_name = "NAME", help_heading = "Workspace")]
    pub(in crate::cli) package: Vec<String>,
    /// Audit all packages of the workspace (the default)
    #[arg(long, alias = "all", conflicts_with = "package", help_heading = "Workspace")]
    pub(in crate::cli) workspace: bool,
    /// Exclude this package (may be repeated)
    #[arg(long, value_name = "NAME", help_heading = "Workspace")]
    pub(in crate::cli) exclude: Vec<String>,
    /// Audit only part K of N, into which packages fall by their names; `merge` joins the parts
    #[arg(long, value_name = "K/N", help_heading = "Workspace")]
    pub(in crate::cli) partition: Option<Partition>,
    /// Also count the clones of files that no target compiles
    #[arg(long, help_heading = "Workspace")]
    pub(in crate::cli) orphans: bool,
    /// Exit 0 even if some files cannot be read or lexed
    #[arg(long, help_heading = "Workspace")]
    pub(in crate::cli) allow_skipped: bool,
    #[command(flatten)]
    pub(in crate::cli) cache: CacheArgs,
}

/// An audit of another run.
#[derive(Args, Clone, Debug, Default)]
pub(in crate::cli) struct FromArgs {
    /// Take the audit from a document of `list --format json` or `merge`, instead of auditing
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = ["package", "workspace", "exclude", "partition"],
        help_heading = "Workspace"
    )]
    pub(in crate::cli) from: Option<PathBuf>,
}

/// What earlier runs have left.
#[derive(Args, Clone, Debug, Default)]
pub(in crate::cli) struct CacheArgs {
    /// Ignore the audits that earlier runs kept in the target directory, and do not keep this one
    #[arg(
        long,
        env = "CLONE_AUDIT_NO_CACHE",
        hide_env_values = true,
        value_parser = FalseyValueParser::new(),
        action = ArgAction::SetTrue,
        help_heading = "Workspace"
    )]
    pub(in crate::cli) no_cache: bool,
}

/// Which sites.
#[derive(Args, Clone, Debug, Default)]
pub(in crate::cli) struct FilterArgs {
    /// Only code of this scope (may be repeated)
    #[arg(long, value_name = "SCOPE", value_delimiter = ',', help_heading = "Filters")]
    pub(in crate::cli) scope: Vec<Scope>,
    /// Only clones in this category (may be repeated; see `explain`)
    #[arg(long, value_name = "NAME", help_heading = "Filters")]
    pub(in crate::cli) category: Vec<String>,
    /// Only clones of types of this class
    #[arg(long, value_name = "CLASS", value_delimiter = ',', help_heading = "Filters")]
    pub(in crate::cli) class: Vec<TypeClass>,
    /// Only clones of this cost
    #[arg(long, value_name = "COST", value_delimiter = ',', help_heading = "Filters")]
    pub(in crate::cli) cost: Vec<Cost>,
    /// Only clones with this spelling
    #[arg(long, value_name = "SPELLING", value_delimiter = ',', help_heading = "Filters")]
    pub(in crate::cli) spelling: Vec<Spelling>,
    /// Only clones that this rule flags (see `explain`)
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rule_names(), help_heading = "Filters")]
    pub(in crate::cli) rule: Vec<String>,
    /// Only these files, directories or globs
    #[arg(value_name = "PATH", help_heading = "Filters")]
    pub(in crate::cli) paths: Vec<String>,
}

/// Rows of long tables.
#[derive(Args, Clone, Debug)]
pub(in crate::cli) struct TopArgs {
    /// Number of rows in long tables [default: 5 to 50, depending on the table]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub(in crate::cli) top: usize,
}

/// Which baseline.
#[derive(Args, Clone, Debug, Default)]
pub(in crate::cli) struct BaselineArgs {
    /// Baseline file [default: clone-baseline.json at the workspace root]
    #[arg(long, value_name = "FILE", help_heading = "Baseline")]
    pub(in crate::cli) baseline: Option<PathBuf>,
}

/// Which commit is audited instead of the work tree.
#[derive(Args, Clone, Debug, Default)]
pub(in crate::cli) struct AtArgs {
    /// Audit the files of this branch, tag or commit, as git has them: nothing is checked out
    #[arg(long, value_name = "REV", conflicts_with = "resolve", help_heading = "Workspace")]
    pub(in crate::cli) at: Option<String>,
}

/// What a run of the program cost.
#[derive(Args, Clone, Debug, Default)]
pub(in crate::cli) struct MeasuredArgs {
    /// Show what clones cost in this profile [default: target/clone-audit/profile.json, if there is one]
    #[arg(long, value_name = "FILE", help_heading = "Profile")]
    pub(in crate::cli) profile: Option<PathBuf>,
    /// Show no profile
    #[arg(long, conflicts_with = "profile", help_heading = "Profile")]
    pub(in crate::cli) no_profile: bool,
}

/// Which commit instead of a baseline.
#[derive(Args, Clone, Debug, Default)]
pub(in crate::cli) struct AgainstArgs {
    /// Compare with a commit instead of the baseline; a branch stands for the commit where HEAD left it, so that what others
    /// do on it does not count
    #[arg(long, value_name = "REV", conflicts_with = "baseline", help_heading = "Baseline")]
    pub(in crate::cli) against: Option<String>,
    /// Compare with the tip of that branch as it is
    #[arg(long, requires = "against", help_heading = "Baseline")]
    pub(in crate::cli) exact: bool,
    /// Name the author and commit of each new clone
    #[arg(long, help_heading = "Baseline")]
    pub(in crate::cli) blame: bool,
}

fn rule_names() -> PossibleValuesParser {
    RULES.iter().map(|rule| PossibleValue::new(rule.id)).collect::<Vec<_>>().into()
}

/// The format that a command uses unless told otherwise.
pub(in crate::cli) const DEFAULT_FORMAT: &str = FORMATS[0].name;

/// The formats that have a document, by their names.
pub(in crate::cli) fn formats(has_document: fn(&Format) -> bool) -> impl TypedValueParser<Value = &'static Format> {
    let offered = FORMATS.iter().filter(|format| has_document(format));
    let names = PossibleValuesParser::new(offered.map(|format| PossibleValue::new(format.name)));
    names.try_map(|name| FORMATS.iter().find(|format| format.name == name).copied().ok_or("no such format"))
}

/// Makes a closed vocabulary a command-line value under its published names.
macro_rules! value_enum {
    ($($ty:ty),+) => {
        $(impl ValueEnum for $ty {
            fn value_variants<'a>() -> &'a [Self] {
                Self::ALL
            }

            fn to_possible_value(&self) -> Option<PossibleValue> {
                Some(PossibleValue::new(self.name()))
            }
        })+
    };
}

value_enum!(
    Scope,
    Spelling,
    TypeClass,
    Cost,
    Hazard,
    FailOn,
    Grouping,
    Sorting,
    TypeSorting,
    TypeTrait,
    ProfileSorting
);
