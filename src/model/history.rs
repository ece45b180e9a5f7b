//! The figures of a workspace over its history.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::{Skipped, Totals};

/// Schema of the document.
pub const HISTORY_SCHEMA: &str = "clone-audit/history/v1";

/// Figures over commits, oldest first.
#[derive(Clone, Debug, Serialize)]
pub struct History {
    /// Always [`HISTORY_SCHEMA`].
    pub schema: &'static str,
    /// The commits.
    pub points: Vec<Point>,
    /// Commits that could not be audited.
    pub skipped: Vec<SkippedCommit>,
    /// How many commits came before the workspace had a manifest at its place.
    pub before_workspace: usize,
    /// Whether it was broken off, so that later commits are missing.
    pub is_complete: bool,
}

/// One commit.
#[derive(Clone, Debug, Default, Serialize, PartialEq)]
pub struct Point {
    /// Its whole hash.
    pub revision: String,
    /// Its tag, where tags were asked for.
    pub tag: Option<String>,
    /// The day on which it was committed: `2026-08-21`.
    pub date: String,
    /// Who wrote it.
    pub author: String,
    /// The first line of its message.
    pub subject: String,
    /// Commits since the point before, this one among them: what has changed since is what all of them did. Null for the first
    /// point, and for tags.
    pub commits: Option<usize>,
    /// Figures of all its sites.
    pub totals: Totals,
    /// Explicit clones by category, in the order of the categories.
    pub by_category: Vec<NamedCount>,
    /// Explicit clones by package.
    pub by_package: BTreeMap<Arc<str>, usize>,
    /// Lines of the audited files.
    pub lines: usize,
    /// Files that could not be audited, so that the figures lack what is in them.
    pub files_skipped: Vec<Skipped>,
    /// Explicit clones that the point before did not have; 0 for the first point.
    pub added: usize,
    /// Explicit clones that it does not have any more.
    pub removed: usize,
    /// How many of the removed stood in files that are gone.
    pub removed_with_file: usize,
    /// Clones that are written another way.
    pub respelled: usize,
    /// Clones that stand in another function or module.
    pub moved: usize,
}

/// A figure with a name.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct NamedCount {
    /// The name.
    pub name: String,
    /// The figure.
    pub count: usize,
}

/// A commit that could not be audited.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct SkippedCommit {
    /// Its whole hash.
    pub revision: String,
    /// The day on which it was committed.
    pub date: String,
    /// Why not.
    pub reason: String,
}

impl Point {
    /// Explicit clones by scope.
    pub fn of_scope(&self, scope: super::Scope) -> usize {
        self.totals.by_scope.get(scope.name()).copied().unwrap_or(0)
    }

    /// What has happened since the point before, in words: figures that grep counts beside what they mean.
    pub fn story(&self, before: &Self) -> String {
        let signed = |now: usize, then: usize| {
            let delta = i64::try_from(now).unwrap_or(i64::MAX) - i64::try_from(then).unwrap_or(i64::MAX);
            match delta {
                1.. => format!("+{delta}"),
                0 => "±0".to_owned(),
                _ => format!("−{}", -delta),
            }
        };
        let mut parts = Vec::new();
        let mut part = |count: usize, what: &str| parts.extend((count > 0).then(|| format!("{count} {what}")));
        part(self.added, "added");
        part(self.removed - self.removed_with_file, "removed");
        part(self.removed_with_file, "removed with their files");
        part(self.respelled, "respelled");
        part(self.moved, "moved");
        let parts = if parts.is_empty() { "nothing added or removed".to_owned() } else { parts.join(", ") };
        format!(
            "{} clones, {} grep lines{}: {parts}",
            signed(self.totals.explicit, before.totals.explicit),
            signed(self.totals.grep_lines, before.totals.grep_lines),
            match self.commits {
                Some(1) | None => String::new(),
                Some(commits) => format!(" in {commits} commits"),
            }
        )
    }
}
