//! The report made of an audit.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::{Density, Grouping, Level, Reference, Scope, Skipped, SuppressionProblem, Totals, TypeFinding, Unfinished};

/// Schema of the report document.
pub const REPORT_SCHEMA: &str = "clone-audit/report/v1";

/// What was looked at.
#[derive(Clone, Debug, Default, Serialize, PartialEq, Eq)]
pub struct WorkspaceFigures {
    /// Audited packages.
    pub packages: usize,
    /// Audited files.
    pub files: usize,
    /// Files that hold at least one explicit clone.
    pub files_with_clones: usize,
    /// Lines of the audited files.
    pub lines: usize,
    /// Those of files of production code, with the tests that stand inside of them.
    pub lines_production: usize,
    /// Files that no target's module tree reaches, audited or not.
    pub files_unreached: usize,
    /// Dependencies whose declarations the code asked for.
    pub dependencies: usize,
    /// Those of them whose sources are not on this machine, so that their types are unknown.
    pub dependencies_missing: usize,
    /// Files that build scripts generate and modules include. Their types are read from the newest build.
    pub generated: usize,
    /// Those of them that no build has left, so that their types are unknown.
    pub generated_missing: usize,
}

/// How a category stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CategoryStatus {
    /// Configuration says that these clones are fine.
    Accepted,
    /// More than the configured target and more than in the baseline, or just more than in the baseline.
    Grew,
    /// At or below the configured target.
    AtTarget,
    /// Fewer than in the baseline.
    Reduced,
    /// More than the configured target, and not more than in the baseline.
    OverTarget,
    /// As in the baseline.
    Unchanged,
    /// No baseline and no target to compare with.
    Open,
}

/// How much a category deserves attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Priority {
    /// It grew.
    Critical,
    /// At least a quarter of the [impact](super::impact) of the clones that are not accepted.
    High,
    /// At least a tenth of them.
    Medium,
    /// Less.
    Low,
    /// Accepted, at its target, or empty.
    Done,
}

/// One category's line.
#[derive(Clone, Debug, Serialize)]
pub struct CategoryRow {
    /// The category's name.
    pub name: Arc<str>,
    /// Explicit clones.
    pub explicit: usize,
    /// `.cloned()`
    pub bulk: usize,
    /// Implicit clones.
    pub implicit: usize,
    /// Share of all explicit clones, in percent.
    pub share: f64,
    /// Points of [`impact`](super::impact) of the explicit clones.
    pub impact: u64,
    /// Explicit clones in the baseline, where there is one.
    pub before: Option<usize>,
    /// Configured target.
    pub target: Option<usize>,
    /// Whether tables show it: it has explicit clones, had some in the baseline, or is to have no more than so many.
    #[serde(skip)]
    pub is_shown: bool,
    /// How it stands.
    pub status: CategoryStatus,
    /// How much it deserves attention.
    pub priority: Priority,
}

/// One rule's line.
#[derive(Clone, Debug, Serialize)]
pub struct RuleRow {
    /// The rule's identifier.
    pub name: &'static str,
    /// What it is about.
    pub title: &'static str,
    /// How seriously it is meant.
    pub level: Level,
    /// Sites and types that it found something at.
    pub findings: usize,
    /// Those in production code.
    pub production: usize,
    /// Points of [`impact`](super::impact) of the sites.
    pub impact: u64,
    /// Findings beside these that comments let pass.
    pub suppressed: usize,
}

/// A site that is worth a look.
#[derive(Clone, Debug, Serialize)]
pub struct HotSite {
    /// Relative to the workspace root.
    pub path: Arc<str>,
    /// Line of the expression's start, 1-based.
    pub line: u32,
    /// Column of it.
    pub column: u32,
    /// The cloning expression on one line.
    pub expression: String,
    /// Path of the enclosing item.
    pub item: String,
    /// What the code is for.
    pub scope: Scope,
    /// The cloned type, where it is known.
    #[serde(rename = "type")]
    pub ty: Option<String>,
    /// What one clone costs.
    pub cost: super::Cost,
    /// Loops it runs again and again in.
    pub loops: u8,
    /// Points of [`impact`](super::impact).
    pub impact: u32,
    /// What was measured of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measured: Option<Box<super::Measure>>,
    /// Rules that found something; under "start here", the one whose advice is shown.
    pub rules: Vec<String>,
    /// How seriously that advice is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// The advice, in one line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Under "start here", further sites of the item that have a finding.
    pub more_in_item: usize,
}

/// A profile beside an audit.
#[derive(Clone, Debug, Serialize)]
pub struct MeasuredReport {
    /// The commands that were run, one a line.
    pub command: String,
    /// What was measured.
    pub measured: super::Measured,
    /// What the whole program allocated, and what of it was cloned.
    pub totals: super::ProfileTotals,
    /// Sites of the audit that ran.
    pub ran: usize,
    /// Sites that were counted and did not run.
    pub never_ran: usize,
    /// Sites around which the function has changed since, whose figures say nothing now.
    pub stale: usize,
    /// The sites whose clones took most time, in all.
    pub costliest: Vec<HotSite>,
}

/// One package's line.
#[derive(Clone, Debug, Serialize)]
pub struct PackageFigures {
    /// The package's name.
    pub name: Arc<str>,
    /// Explicit clones.
    pub explicit: usize,
    /// `.cloned()`
    pub bulk: usize,
    /// Implicit clones.
    pub implicit: usize,
    /// Explicit clones by scope.
    pub by_scope: BTreeMap<&'static str, usize>,
    /// Audited files.
    pub files: usize,
    /// Their lines.
    pub lines: usize,
    /// What is known of its clones in production code.
    #[serde(flatten)]
    pub advice: Advice,
}

/// Sites in production code by what is known of them.
#[derive(Clone, Copy, Debug, Default, Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct Advice {
    /// Sites of which a rule warns.
    pub warn: usize,
    /// Other sites of which a rule notes something.
    pub note: usize,
    /// Explicit clones that are [unreviewed](super::Disposition::Unreviewed).
    pub unreviewed: usize,
}

/// One line of a grouping, such as a file of `by_file`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct GroupRow {
    /// The group's value: a path, an item, a spelling.
    pub name: String,
    /// The same as `name` where the group is a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<Arc<str>>,
    /// Explicit clones.
    pub explicit: usize,
    /// `.cloned()`
    pub bulk: usize,
    /// Implicit clones.
    pub implicit: usize,
    /// Explicit clones outside of production code.
    pub outside_production: usize,
    /// Share of all explicit clones, in percent.
    pub share: f64,
    /// Points of the explicit clones by [`Cost::weight`](super::Cost::weight), to sort by.
    pub weight: usize,
    /// Points of [`impact`](super::impact) of the explicit clones.
    pub impact: u64,
    /// What is known of its clones in production code.
    #[serde(flatten)]
    pub advice: Advice,
    /// Explicit clones by category, those with 0 left out.
    pub by_category: BTreeMap<Arc<str>, usize>,
    /// Explicit clones by type class, those with 0 left out.
    pub by_class: BTreeMap<&'static str, usize>,
    /// Explicit clones by cost, those with 0 left out.
    pub by_cost: BTreeMap<&'static str, usize>,
    /// Explicit clones in the baseline, for files where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<usize>,
    /// Whether a target's module tree reaches the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reached: Option<bool>,
}

/// A configured target and how far it is reached.
#[derive(Clone, Debug, Serialize)]
pub struct TargetRow {
    /// What is measured: `explicit clones`, a category's name or a path.
    pub name: String,
    /// Where it stood in the baseline.
    pub before: Option<usize>,
    /// The figure to reach.
    pub target: usize,
    /// The figure now.
    pub actual: usize,
    /// Whether it is reached.
    pub reached: bool,
}

/// The document that `report --format json` prints, and what every other format of it renders.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Always [`REPORT_SCHEMA`].
    pub schema: &'static str,
    /// What was looked at.
    pub workspace: WorkspaceFigures,
    /// The figures now.
    pub totals: Totals,
    /// Clones for the size of the code; `None` of no production code, and where filters narrow the sites.
    pub density: Option<Density>,
    /// How published packages compare; `None` where there is no density, where the code is too small to have one that
    /// says something, and with `--no-reference`.
    pub reference: Option<Reference>,
    /// The figures of the baseline, where there is one.
    pub before: Option<Totals>,
    /// Every category in its order.
    pub by_category: Vec<CategoryRow>,
    /// Every package by its name.
    pub by_package: Vec<PackageFigures>,
    /// Files with sites or sites before, in the order asked for: most explicit clones, or most of their weight, first.
    pub by_file: Vec<GroupRow>,
    /// Rules that found something, those that matter most first.
    pub by_rule: Vec<RuleRow>,
    /// Explicit clones by their [disposition](super::Disposition), with every name.
    pub by_disposition: BTreeMap<&'static str, usize>,
    /// Justified explicit clones by their [purpose](super::Purpose), with every name.
    pub by_purpose: BTreeMap<&'static str, usize>,
    /// Where to start: the sites with the best advice, one a function.
    pub start_here: Vec<HotSite>,
    /// Production clones that cost an allocation or more and that nothing explains, one a function.
    pub unexplained: Vec<HotSite>,
    /// The sites with the most [impact](super::impact), findings first among equals.
    pub hottest: Vec<HotSite>,
    /// What was measured when the program last ran; nothing where there is no profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<MeasuredReport>,
    /// What rules found at declarations of types, suppressed findings among them.
    pub type_findings: Vec<TypeFinding>,
    /// What is wrong with comments that speak to the audit.
    pub problems: Vec<SuppressionProblem>,
    /// The grouping asked for with `--by`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grouped: Option<(Grouping, Vec<GroupRow>)>,
    /// Configured targets.
    pub targets: Vec<TargetRow>,
    /// Files that could not be looked at.
    pub skipped: Vec<Skipped>,
    /// Files counted by tokens.
    pub degraded: Vec<Skipped>,
    /// Code of which something is unknown because there is too much of it.
    pub unfinished: Vec<Unfinished>,
    /// What does not belong to the workspace.
    pub left_out: Vec<Skipped>,
    /// Why the headline and `grep_lines` differ, in one line.
    pub grep_note: String,
    /// What to do next, in one line.
    pub next_step: String,
}
