//! What an audit found.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    Candidate, Fingerprint, Limit, Mention, Scope, Site, SuppressionProblem, Totals, TypeFinding, number_fingerprints,
};

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
    /// The audited packages, in the order of their names.
    pub packages: Vec<AuditedPackage>,
    /// Whether they are all packages of the workspace.
    pub all_packages: bool,
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
    /// What rules found at declarations of types, in the order of path and line.
    pub type_findings: Vec<TypeFinding>,
    /// What is wrong with comments that speak to the audit, in the order of path and position.
    pub problems: Vec<SuppressionProblem>,
}

/// An audited package.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditedPackage {
    /// Its name.
    pub name: Arc<str>,
    /// Dependencies that its code names, in the order of names and versions.
    pub dependencies: BTreeSet<NamedDependency>,
    /// Files that build scripts generate and its modules include. Their types are read from the newest build.
    pub generated: usize,
    /// Those of them that no build has left, so that their types are unknown.
    pub generated_missing: usize,
}

/// A dependency that code names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedDependency {
    /// Name of the package.
    pub name: String,
    /// Its version; nothing where it is not known.
    pub version: Option<String>,
    /// Whether its sources are not on this machine, so that its types are unknown.
    pub missing: bool,
}

/// A file in a package's folder that no target's module tree reaches: test data, templates, what a script compiles.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Orphan {
    /// Relative to the workspace root.
    pub path: String,
    /// Why it is no Rust; `None` if it lexes as such.
    pub problem: Option<String>,
}

/// One audited file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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
    /// Hashes of the paths of all items that could hold a site, in their order: they tell a moved function from a swapped
    /// clone.
    pub items: Vec<Fingerprint>,
}

/// A file or folder with what is said of it.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(deny_unknown_fields)]
pub struct Skipped {
    /// Relative to the workspace root.
    pub path: String,
    /// Why, in one sentence; of a file that does not parse, the parser's error.
    pub reason: String,
}

/// Code of which something is unknown because there is too much of it.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(deny_unknown_fields)]
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
    /// Dependencies that the code names, each once.
    pub fn dependencies(&self) -> BTreeSet<&NamedDependency> {
        self.packages.iter().flat_map(|package| &package.dependencies).collect()
    }

    /// Puts all that has a place in the order of the places, and numbers sites of one identity. Sorting is stable: what is
    /// found in one file stays in the order in which it was found.
    pub fn sort(&mut self) {
        self.sites.sort_by(|a, b| a.location.path.cmp(&b.location.path));
        self.candidates.sort_by(|a, b| a.path.cmp(&b.path));
        self.mentions.sort_by(|a, b| a.path.cmp(&b.path));
        self.files.sort_by(|a, b| a.path.cmp(&b.path));
        self.skipped.sort_by(|a, b| a.path.cmp(&b.path));
        self.degraded.sort_by(|a, b| a.path.cmp(&b.path));
        self.orphans.sort_by(|a, b| a.path.cmp(&b.path));
        self.unfinished.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
        self.problems.sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
        self.type_findings.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
        number_fingerprints(&mut self.sites);
    }

    /// Leaves files that no target compiles, as an audit does that is not asked for them.
    pub fn leave_orphans(&mut self) {
        let unreached: BTreeSet<Arc<str>> =
            self.files.iter().filter(|file| !file.reached).map(|file| Arc::clone(&file.path)).collect();
        if unreached.is_empty() {
            return;
        }
        self.orphans.extend(unreached.iter().map(|path| Orphan { path: path.to_string(), problem: None }));
        self.retain_paths(|path| !unreached.contains(path));
        self.sort();
    }

    /// Leaves out what is said of files at other paths, but for what was left out.
    fn retain_paths(&mut self, keeps: impl Fn(&str) -> bool) {
        self.sites.retain(|site| keeps(&site.location.path));
        self.candidates.retain(|candidate| keeps(&candidate.path));
        self.mentions.retain(|mention| keeps(&mention.path));
        self.files.retain(|file| keeps(&file.path));
        self.skipped.retain(|file| keeps(&file.path));
        self.degraded.retain(|file| keeps(&file.path));
        self.unfinished.retain(|code| keeps(&code.path));
        self.problems.retain(|problem| keeps(&problem.path));
        self.type_findings.retain(|found| keeps(&found.path));
    }
}
