//! The Rust files of a workspace.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use anyhow::{Context as _, Result};
use globset::{Glob, GlobSet, GlobSetBuilder};

use crate::model::Skipped;

use super::packages::Workspace;
use super::tree::Entry;

/// A Rust file of a selected package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Where it is.
    pub path: PathBuf,
    /// The same relative to the workspace root.
    pub shown: Arc<str>,
    /// Index of the package whose folder is the nearest above it.
    pub package: usize,
}

/// What a walk found.
#[derive(Clone, Debug, Default)]
pub(crate) struct FileSet {
    /// In the order of their shown paths.
    pub files: Vec<SourceFile>,
    /// Nested crates that are no members.
    pub left_out: Vec<Skipped>,
    /// Folders that cannot be read, so that nobody knows what is in them.
    pub skipped: Vec<Skipped>,
    /// How many Rust files were left out by the `exclude` globs of the configuration.
    pub excluded: usize,
}

/// Walks the workspace. Files that git ignores, hidden folders, the target folder, packages that are not selected
/// and nested crates that are no members are left out. Symbolic links are not followed: what they point to inside of
/// the workspace is found under its own name; what lies outside is found only if a target's module tree reaches it.
///
/// # Errors
/// A glob of `exclude` that is none, or a root that cannot be read.
pub(crate) fn walk(workspace: &Workspace, exclude: &[String]) -> Result<FileSet> {
    let excluded = globs(exclude)?;
    let members: BTreeMap<&Path, usize> =
        workspace.packages.iter().enumerate().map(|(index, package)| (package.folder.as_path(), index)).collect();
    let mut set = FileSet::default();
    let mut seen = BTreeSet::new();
    for root in roots(workspace) {
        let non_members = Arc::new(Mutex::new(Vec::new()));
        for entry in workspace.sources.list(root, enter(workspace, &non_members)) {
            let path = match entry {
                Entry::File(path) => path,
                Entry::Unreadable(path, reason) => {
                    let reason = format!("cannot be read: {reason}");
                    set.skipped.push(Skipped { path: workspace.display_path(&path), reason });
                    continue;
                }
            };
            if path.extension().is_none_or(|extension| extension != "rs") || !seen.insert(path.clone()) {
                continue;
            }
            let shown = workspace.display_path(&path);
            if excluded.is_match(&shown) {
                set.excluded += 1;
                continue;
            }
            let owner = path.ancestors().skip(1).find_map(|folder| members.get(folder).copied());
            if owner.is_none() {
                let reason = "a Rust file that belongs to no package".to_owned();
                set.left_out.push(Skipped { path: shown.clone(), reason });
            }
            if let Some(package) = owner.filter(|&index| workspace.packages[index].selected) {
                set.files.push(SourceFile { path, shown: shown.into(), package });
            }
        }
        let non_members = non_members.lock().map(|list| list.clone()).unwrap_or_default();
        set.left_out.extend(non_members.into_iter().map(|path| Skipped {
            path: workspace.display_path(&path),
            reason: "a nested crate that is not a workspace member".to_owned(),
        }));
    }
    set.files.sort_by(|a, b| a.shown.cmp(&b.shown));
    set.left_out.sort_by(|a, b| a.path.cmp(&b.path));
    set.left_out.dedup();
    Ok(set)
}

impl Workspace {
    /// Those of the files that are below the root and no `.rs`, with their packages.
    pub fn included(&self, paths: &BTreeSet<PathBuf>) -> Vec<SourceFile> {
        let is_included = |path: &&PathBuf| {
            path.extension().is_none_or(|extension| extension != "rs")
                && path.starts_with(&self.root)
                && !path.starts_with(&self.target_directory)
        };
        let package = |path: &Path| {
            path.ancestors().find_map(|folder| self.packages.iter().position(|package| package.folder == folder))
        };
        paths
            .iter()
            .filter(is_included)
            .filter_map(|path| {
                let package = package(path).filter(|&index| self.packages[index].selected)?;
                Some(SourceFile { path: path.clone(), shown: self.display_path(path).into(), package })
            })
            .collect()
    }
}

/// The folders to walk: the root, and members that lie outside of it.
fn roots(workspace: &Workspace) -> BTreeSet<&Path> {
    let outside = workspace.packages.iter().map(|package| package.folder.as_path());
    std::iter::once(workspace.root.as_path())
        .chain(outside.filter(|folder| !folder.starts_with(&workspace.root)))
        .collect()
}

/// Which folders are looked into: neither the target folder, nor those of crates that are no members; of these a note is
/// taken.
fn enter(workspace: &Workspace, non_members: &Arc<Mutex<Vec<PathBuf>>>) -> Box<dyn Fn(&Path) -> bool + Send + Sync> {
    let members: BTreeSet<PathBuf> =
        workspace.packages.iter().map(|package| package.folder.clone()).chain([workspace.root.clone()]).collect();
    let target_directory = workspace.target_directory.clone();
    let sources = Arc::clone(&workspace.sources);
    let non_members = Arc::clone(non_members);
    Box::new(move |path| {
        if path == target_directory {
            return false;
        }
        let is_non_member =
            !members.contains(path) && sources.is_file(&path.join("Cargo.toml")) && !holds_member(&members, path);
        if is_non_member && let Ok(mut list) = non_members.lock() {
            list.push(path.to_owned());
        }
        !is_non_member
    })
}

/// A non-member's folder may hold members further down.
fn holds_member(members: &BTreeSet<PathBuf>, path: &Path) -> bool {
    members.range(path.to_owned()..).next().is_some_and(|next| next.starts_with(path))
}

fn globs(patterns: &[String]) -> Result<GlobSet> {
    let mut builder = GlobSetBuilder::new();
    for pattern in patterns {
        builder.add(
            Glob::new(pattern)
                .with_context(|| format!("`exclude` in the configuration has an invalid glob {pattern:?}"))?,
        );
    }
    Ok(builder.build()?)
}
