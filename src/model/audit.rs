//! What an audit found.

use std::collections::HashSet;
use std::sync::Arc;

use serde::Serialize;

use super::{Candidate, Fingerprint, Limit, Mention, Scope, Site, SuppressionProblem, Totals, TypeFinding};

/// Everything that one run over a workspace found, before it is filtered, compared or summarised.
#[derive(Clone, Debug, Default)]
pub struct Audit {
    /// Sites in the order of path and position.
    pub sites: Vec<Site>,
    /// Calls that clone if their receiver is the owned type, which the source does not say plainly.
    pub candidates: Vec<Candidate>,
    /// Lines that `rg '\.clone\(\)'` counts although no site stands there: comments, strings, `quote!`.
    pub mentions: Vec<Mention>,
    /// Audited files in the order of their paths.
    pub files: Vec<FileFigures>,
    /// Names of the audited packages, in the order of their names.
    pub packages: Vec<Arc<str>>,
    /// Whether they are all packages of the workspace.
    pub all_packages: bool,
    /// Package and path of every item that could hold a site: tells a moved function from a swapped clone.
    pub items: HashSet<Fingerprint>,
    /// Files that could not be looked at.
    pub skipped: Vec<Skipped>,
    /// Files that do not parse and were counted by their tokens.
    pub degraded: Vec<Skipped>,
    /// Bodies, and crates, that were looked at in part: what would take too long. In the order of path and line.
    pub unfinished: Vec<Unfinished>,
    /// Nested crates that are no members, and files of no package.
    pub left_out: Vec<Skipped>,
    /// Files that a target compiles and that are left out all the same, as the configuration excludes them or another
    /// package has them.
    pub compiled_left_out: Vec<Skipped>,
    /// Files that no target compiles and that are not audited, in the order of their paths.
    pub orphans: Vec<Orphan>,
    /// Dependencies whose declarations the code asked for.
    pub dependencies: usize,
    /// Those of them whose sources are not on this machine, so that their types are unknown.
    pub dependencies_missing: usize,
    /// Files that build scripts generate and modules include. Their types are read from the newest build.
    pub generated: usize,
    /// Those of them that no build has left, so that their types are unknown.
    pub generated_missing: usize,
    /// What rules found at declarations of types, in the order of path and line.
    pub type_findings: Vec<TypeFinding>,
    /// What is wrong with comments that speak to the audit, in the order of path and position.
    pub problems: Vec<SuppressionProblem>,
}

/// A file in a package's folder that no target's module tree reaches: test data, templates, what a script compiles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orphan {
    /// Relative to the workspace root.
    pub path: String,
    /// Why it is no Rust; `None` if it lexes as such.
    pub problem: Option<String>,
}

/// One audited file.
#[derive(Clone, Debug)]
pub struct FileFigures {
    /// Relative to the workspace root.
    pub path: Arc<str>,
    /// Name of the package.
    pub package: Arc<str>,
    /// What the file is compiled for. Modules within it may be compiled for less.
    pub scope: Scope,
    /// Lines of text.
    pub lines: usize,
    /// Lines that match `\.clone\(\)`.
    pub grep_lines: usize,
    /// Whether the module tree of some target reaches the file.
    pub reached: bool,
}

/// A file or folder with what is said of it.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct Skipped {
    /// Relative to the workspace root.
    pub path: String,
    /// Why, in one sentence; of a file that does not parse, the parser's error.
    pub reason: String,
}

/// Code of which something is unknown because there is too much of it.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct Unfinished {
    /// Relative to the workspace root.
    pub path: String,
    /// Line of the first site in a body; 1 for a crate.
    pub line: u32,
    /// Path of the item, with the crate's name.
    pub item: String,
    /// What there is too much of.
    pub limit: Limit,
}

impl Audit {
    /// Figures of all its sites.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals::zero();
        for site in &self.sites {
            totals.add(site.spelling, site.scope, site.cloned.class, site.cloned.cost);
        }
        totals.grep_lines = self.files.iter().map(|file| file.grep_lines).sum();
        totals
    }
}
