//! What the gate decided.

use serde::Serialize;

use super::{Against, BaselineSite, Change, Commit, Moved, Site, Skipped};

/// Schema of the gate's document.
pub const CHECK_SCHEMA: &str = "clone-audit/check/v1";

/// The gate's decision with all that speaks for it.
#[derive(Clone, Debug, Serialize)]
pub struct Verdict {
    /// Always [`CHECK_SCHEMA`].
    pub schema: &'static str,
    /// Whether the gate lets the change through. Never, where some files could not be audited.
    pub passed: bool,
    /// Files that could not be audited, unless that is allowed.
    pub skipped: Vec<Skipped>,
    /// Explicit clones of the gated scopes in the baseline, unless the gate runs without one.
    pub before: Option<usize>,
    /// Explicit clones of the gated scopes now.
    pub after: usize,
    /// What grew although it must not.
    pub growth: Vec<Growth>,
    /// The gated clones of each category that has some, before and now, in the order of the categories.
    pub by_category: Vec<Change>,
    /// Configured limits that are broken.
    pub limits: Vec<LimitBreak>,
    /// New explicit clones of the gated scopes, whether or not they fail the gate.
    pub new_sites: Vec<Site>,
    /// Sites that stood in another function, or one of another name. They are neither new nor stale.
    pub moved: Vec<Moved>,
    /// Baseline entries that stand for no site any more.
    pub stale: Vec<BaselineSite>,
    /// The commit that this is compared with, unless it is a baseline.
    pub against: Option<Against>,
    /// Who wrote the lines of the new sites, if that was asked for: beside them.
    pub blame: Vec<Option<Commit>>,
    /// Whose change it is if the baseline is not that of the merge base with the main branch, as far as git tells.
    pub baseline_change: Option<BaselineChange>,
}

/// How the baseline that was used came to differ from that of the merge base.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct BaselineChange {
    /// The main branch: `origin/main`.
    pub base: String,
    /// The commit at which this branch left it, abbreviated.
    pub merge_base: String,
    /// Where it was changed.
    pub changed_on: ChangedOn,
    /// The commits that changed it, newest first; none where nothing is committed.
    pub commits: Vec<Commit>,
}

/// Where a baseline was changed.
#[derive(Clone, Copy, Debug, Serialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum ChangedOn {
    /// On this branch.
    Branch,
    /// On the main branch, after this branch left it: growth may be somebody else's removal.
    Base,
    /// In the work tree, not committed.
    WorkTree,
}

/// A figure that grew.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct Growth {
    /// `total`, `category`, `package`, `file` or `site`.
    pub kind: &'static str,
    /// The category, package or path; empty for the total.
    pub name: String,
    /// Explicit clones of the gated scopes before.
    pub before: usize,
    /// And now.
    pub after: usize,
}

/// A configured limit that is broken.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct LimitBreak {
    /// What is limited: `explicit clones`, a category, a path.
    pub name: String,
    /// The most that is allowed.
    pub limit: usize,
    /// What there is.
    pub actual: usize,
}
