//! The Rust files of a workspace.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Debug;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use anyhow::Result;

use crate::model::Skipped;

use super::exclude::Exclude;
use super::packages::Workspace;
use super::tree::{Enter, Entry};

/// A Rust file of a selected package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SourceFile {
    /// Where it is.
    pub path: PathBuf,
    /// The same relative to the workspace root.
    pub shown: Arc<str>,
    /// Index of the package whose folder is the nearest above it; where none is, of the one whose target compiles it.
    pub package: usize,
}

/// What a walk found, and what module trees have [added](FileSet::add_compiled).
#[derive(Clone, Debug, Default)]
pub(crate) struct FileSet {
    /// What the walk found, in the order of shown paths; then what was added.
    pub files: Vec<SourceFile>,
    /// Nested crates that are no members, and files of no package.
    pub left_out: Vec<Skipped>,
    /// What a target compiles and is left out all the same.
    pub compiled_left_out: Vec<Skipped>,
    /// Folders that cannot be read, so that it is unknown what is in them, and files that targets need and that are not
    /// there.
    pub skipped: Vec<Skipped>,
    /// What the configuration leaves out.
    exclude: Exclude,
}

/// Walks the workspace. Files that git ignores, hidden folders, the target folder, packages that are not selected
/// and nested crates that are no members are left out, and symbolic links are not followed: whatever of this a target
/// compiles its module tree finds.
///
/// # Errors
/// A glob of `exclude` that is none, or a root that cannot be read.
pub(crate) fn walk(workspace: &Workspace, exclude: &[String]) -> Result<FileSet> {
    let members: BTreeMap<&Path, usize> =
        workspace.packages.iter().enumerate().map(|(index, package)| (package.folder.as_path(), index)).collect();
    let mut set = FileSet { exclude: Exclude::new(exclude)?, ..FileSet::default() };
    let mut seen = BTreeSet::new();
    let visited = Arc::new(Mutex::new(Visited::default()));
    // Members in ignored, hidden or linked folders, or outside of the root, are packages all the same.
    for root in std::iter::once(&workspace.root).chain(workspace.packages.iter().map(|package| &package.folder)) {
        if visited.lock().is_ok_and(|visited| visited.members.contains(root)) {
            continue;
        }
        for entry in workspace.sources.list(root, enter(workspace, root, &visited)) {
            let path = match entry {
                Entry::File(path) => path,
                // Two walks may come to it.
                Entry::Unreadable(path, _) if !seen.insert(path.clone()) => continue,
                Entry::Unreadable(path, reason) => {
                    let reason = format!("cannot be read: {reason}");
                    let shown = workspace.display_path(&path);
                    let shown = if shown.is_empty() { ".".to_owned() } else { shown };
                    set.skipped.push(Skipped { path: shown, reason });
                    continue;
                }
            };
            if path.extension().is_none_or(|extension| extension != "rs") || !seen.insert(path.clone()) {
                continue;
            }
            let shown = workspace.display_path(&path);
            if set.exclude.takes(&shown) {
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
    }
    let non_members = visited.lock().map(|mut visited| std::mem::take(&mut visited.non_members)).unwrap_or_default();
    set.left_out.extend(non_members.into_iter().map(|path| Skipped {
        path: workspace.display_path(&path),
        reason: "a nested crate that is not a workspace member".to_owned(),
    }));
    set.files.sort_by(|a, b| a.shown.cmp(&b.shown));
    set.left_out.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(set)
}

impl FileSet {
    /// All that a walk found, by how it prints.
    pub(crate) fn listing(&self) -> impl Debug {
        (&self.files, &self.left_out, &self.skipped, self.exclude.used())
    }

    /// Notes that a file of a package, which may lie in another place as well, could not be looked at because it is not
    /// there. `needed_by` is what needs it. What the configuration leaves out is not missed; of what does not gate, such as
    /// tests that a published crate comes without, a note is taken.
    pub(crate) fn skip_absent(
        &mut self,
        workspace: &Workspace,
        package: usize,
        (path, or): (&Path, Option<&Path>),
        needed_by: &str,
        gates: bool,
    ) {
        let is_left_out = [Some(path), or].into_iter().flatten().any(|path| {
            let shown = workspace.display_path(path);
            self.exclude.takes(&shown)
        });
        if is_left_out || !workspace.packages[package].selected {
            return;
        }
        let shown = workspace.display_path(path);
        let is_ignored = workspace.sources.git_ignores(&workspace.root, &shown);
        let remedy = if is_ignored { ": git ignores it, so build first if a build makes it" } else { "" };
        let reason = format!("does not exist, but {needed_by} needs it{remedy}");
        if gates { &mut self.skipped } else { &mut self.compiled_left_out }.push(Skipped { path: shown, reason });
    }

    /// Whether the configuration leaves anything out.
    pub(crate) fn excludes_any(&self) -> bool {
        self.exclude.is_used()
    }

    /// To be asked when all that is compiled has been [added](Self::add_compiled).
    ///
    /// # Errors
    /// A glob of `exclude` that matches nothing.
    pub(crate) fn check_exclude(&self, workspace: &Workspace) -> Result<()> {
        self.exclude.check_all_match(workspace)
    }

    /// Takes in files that targets compile and the walk has left out, each with the index of a package that compiles it;
    /// returns the new ones. Of those that the configuration excludes, and of generated ones in the target folder, a
    /// note is taken.
    pub(crate) fn add_compiled(
        &mut self,
        workspace: &Workspace,
        compiled: &BTreeMap<PathBuf, usize>,
    ) -> Vec<SourceFile> {
        let members: HashMap<&Path, usize> =
            workspace.packages.iter().enumerate().map(|(index, package)| (package.folder.as_path(), index)).collect();
        let mut added = Vec::new();
        self.compiled_left_out.clear();
        for (path, compiled_by) in compiled {
            let shown = workspace.display_path(path);
            let above = path.ancestors().skip(1).find_map(|folder| members.get(folder).copied());
            let package = above.unwrap_or(*compiled_by);
            let why_not = if self.exclude.takes(&shown) {
                Some("compiled, but excluded by the configuration")
            } else if path.starts_with(&workspace.target_directory) {
                Some("generated by a build, in the target folder")
            } else if !workspace.packages[package].selected {
                // It is audited with its own package, under whose name a baseline has it.
                Some("compiled, but a file of another package, which is not selected")
            } else {
                None
            };
            if let Some(reason) = why_not {
                self.compiled_left_out.push(Skipped { path: shown, reason: reason.to_owned() });
                continue;
            }
            // It belongs to no package's folder, but to a target.
            self.left_out.retain(|row| row.path != shown);
            added.push(SourceFile { path: path.clone(), shown: shown.into(), package });
        }
        self.files.extend(added.iter().cloned());
        added
    }
}

/// The folders of crates that a walk came to.
#[derive(Debug, Default)]
struct Visited {
    members: BTreeSet<PathBuf>,
    non_members: BTreeSet<PathBuf>,
}

/// Which folders below a root are looked into: neither the target folder, nor those of crates that are no members. What
/// crates there are is noted.
fn enter(workspace: &Workspace, root: &Path, visited: &Arc<Mutex<Visited>>) -> Enter {
    let members: BTreeSet<PathBuf> = workspace.packages.iter().map(|package| package.folder.clone()).collect();
    let target_directory = workspace.target_directory.clone();
    let sources = Arc::clone(&workspace.sources);
    let (root, visited) = (root.to_owned(), Arc::clone(visited));
    Box::new(move |path| {
        if path == target_directory {
            return false;
        }
        let is_member = members.contains(path);
        let is_crate = is_member || path != root && sources.is_file(&path.join("Cargo.toml"));
        let is_non_member = is_crate && !is_member && !holds_member(&members, path);
        if is_crate && let Ok(mut visited) = visited.lock() {
            if is_member {
                visited.members.insert(path.to_owned());
            } else if is_non_member {
                visited.non_members.insert(path.to_owned());
            }
        }
        !is_non_member
    })
}

/// A non-member's folder may hold members further down.
fn holds_member(members: &BTreeSet<PathBuf>, path: &Path) -> bool {
    members.range(path.to_owned()..).next().is_some_and(|next| next.starts_with(path))
}
