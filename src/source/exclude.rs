//! The `exclude` globs of the configuration.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Result, bail};
use globset::GlobSet;

use super::globs::{Wildcards, globs};
use super::packages::Workspace;
use super::paths::normalized;
use super::tree::Entry;

/// Where the globs are from.
const PLACE: &str = "`exclude` in the configuration";

/// Globs of paths that are left out, and which of them have left something out.
#[derive(Clone, Debug, Default)]
pub(super) struct Exclude {
    patterns: Vec<String>,
    set: GlobSet,
    used: BTreeSet<usize>,
}

impl Exclude {
    /// # Errors
    /// A glob that is none.
    pub(super) fn new(patterns: &[String]) -> Result<Self> {
        let set = globs(patterns.iter().map(String::as_str), Wildcards::Anywhere, PLACE)?;
        Ok(Self { patterns: patterns.to_vec(), set, used: BTreeSet::new() })
    }

    /// Whether a path, relative to the root, is left out.
    pub(super) fn takes(&mut self, shown: &str) -> bool {
        let matches = self.set.matches(shown);
        self.used.extend(&matches);
        !matches.is_empty()
    }

    /// Whether anything was left out.
    pub(super) fn is_used(&self) -> bool {
        !self.used.is_empty()
    }

    /// The numbers of the globs that have left something out.
    pub(super) fn used(&self) -> &BTreeSet<usize> {
        &self.used
    }

    /// Fails if a glob matches nothing: what it was meant for has moved, or it never matched. Files of any kind count,
    /// and so does a folder that git ignores, whatever is in it.
    pub(super) fn check_all_match(&self, workspace: &Workspace) -> Result<()> {
        let unused = || self.patterns.iter().enumerate().filter(|(at, _)| !self.used.contains(at));
        if unused().next().is_none() || workspace.is_configured_elsewhere {
            return Ok(());
        }
        let entries = workspace.sources.list_all(&workspace.root);
        let paths: Vec<String> = entries
            .iter()
            .map(|entry| match entry {
                Entry::File(path) | Entry::Unreadable(path, _) => workspace.display_path(path),
            })
            .collect();
        for (_, pattern) in unused() {
            let matcher = globs([pattern.as_str()], Wildcards::Anywhere, PLACE)?;
            let folder = literal_folder(pattern);
            let place = normalized(&workspace.root.join(folder));
            // Paths are relative to the root.
            let is_ignored_folder = !folder.is_empty()
                && !folder.starts_with('/')
                && !paths.iter().any(|path| workspace.root.join(path).starts_with(&place))
                && (workspace.sources.real_path(&place).is_some() || is_made_by_builds(workspace, &place, folder));
            if !(is_ignored_folder || paths.iter().any(|path| matcher.is_match(path))) {
                bail!(
                    "`exclude` in the configuration has {pattern:?}, which matches no file below {}; correct or remove it",
                    workspace.root.display()
                );
            }
        }
        Ok(())
    }
}

/// Whether a folder that is not there may come to be: the target folder, and what git ignores.
fn is_made_by_builds(workspace: &Workspace, place: &Path, folder: &str) -> bool {
    place.starts_with(&workspace.target_directory)
        || workspace.sources.git_ignores(&workspace.root, &format!("{folder}/"))
}

/// The folder before the first wildcard: `a/b` of `a/b/*.rs`.
fn literal_folder(pattern: &str) -> &str {
    let literal = pattern.find(['*', '?', '[', '{']).map_or(pattern, |end| &pattern[..end]);
    literal.rfind('/').map_or("", |end| &literal[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_literal_part_of_a_glob_ends_before_its_first_wildcard() {
        for (pattern, folder) in [("a/b/*.rs", "a/b"), ("**/x.rs", ""), ("a/b.rs", "a"), ("x[12]/c/**", "")] {
            assert_eq!(literal_folder(pattern), folder, "{pattern}");
        }
    }
}
