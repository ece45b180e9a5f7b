//! The folders of a commit, those of its submodules among them.

use std::collections::{HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, bail};

use crate::source::git::{Git, ObjectId, Objects, Stored};

/// Something in a folder.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Node {
    /// A folder.
    Folder,
    /// A file.
    File(Content),
    /// A symbolic link; its content is where it leads.
    Link(Content),
    /// A submodule that is checked out here, whose repository lacks the commit.
    LostSubmodule,
}

/// Where a content is stored.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Content {
    /// Which repository: 0 for the one itself, others for submodules.
    pub(super) repository: usize,
    /// What git calls it.
    pub(super) id: ObjectId,
}

/// The files of a commit, by folder. Paths start at the top of the work tree.
#[derive(Debug, Default)]
pub(super) struct Tree {
    folders: HashMap<PathBuf, Vec<(OsString, Node)>>,
    /// Whether there are symbolic links.
    has_links: bool,
    /// The top folders of submodules.
    submodules: HashSet<PathBuf>,
}

impl Tree {
    /// Reads a commit of a repository and those of its submodules, as far as these are checked out in the work tree at `top`.
    /// One that is not is an empty folder, as it is in the work tree. Adds the repositories of submodules.
    ///
    /// # Errors
    /// Git cannot read the commit.
    pub(super) fn read(git: &Git, top: &Path, commit: &str, repositories: &mut Vec<Arc<Objects>>) -> Result<Self> {
        let mut tree = Self::default();
        tree.folders.insert(PathBuf::new(), Vec::new());
        let mut waiting: Vec<(Git, PathBuf, usize, String)> = Vec::new();
        let mut submodules = tree.add(git, Path::new(""), 0, commit)?;
        loop {
            for (path, id) in std::mem::take(&mut submodules) {
                tree.add_folder(&path);
                tree.submodules.insert(path.clone());
                let is_its_own = |git: &Git| git.top().is_ok_and(|found| found == top.join(&path));
                let Some(git) = Git::around(&top.join(&path)).filter(is_its_own) else { continue };
                if git.commit(&id).is_none() {
                    tree.lose(&path);
                } else {
                    repositories.push(Arc::new(Objects::of(git.clone())));
                    waiting.push((git, path, repositories.len() - 1, id.into()));
                }
            }
            let Some((git, path, repository, commit)) = waiting.pop() else { break };
            submodules = tree.add(&git, &path, repository, &commit)?;
        }
        for (folder, children) in &mut tree.folders {
            children.sort_by(|(a, _), (b, _)| a.cmp(b));
            // A checkout of such a tree would write through a link.
            if let Some(pair) = children.windows(2).find(|pair| pair[0].0 == pair[1].0) {
                bail!(
                    "the commit has two things at {}: it is damaged, or not well-meant",
                    folder.join(&pair[0].0).display()
                );
            }
        }
        Ok(tree)
    }

    /// Adds the files of a commit below a folder; returns its submodules.
    fn add(&mut self, git: &Git, below: &Path, repository: usize, commit: &str) -> Result<Vec<(PathBuf, ObjectId)>> {
        let mut submodules = Vec::new();
        for (path, stored) in git.stored_at(commit)? {
            let path = below.join(path);
            let node = match stored {
                Stored::File(id) => Node::File(Content { repository, id }),
                Stored::Link(id) => Node::Link(Content { repository, id }),
                Stored::Commit(id) => {
                    submodules.push((path, id));
                    continue;
                }
            };
            self.put(&path, node);
        }
        Ok(submodules)
    }

    fn put(&mut self, path: &Path, node: Node) {
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else { return };
        self.add_folder(parent);
        self.has_links |= matches!(node, Node::Link(_));
        if let Some(children) = self.folders.get_mut(parent) {
            children.push((name.to_owned(), node));
        }
    }

    /// Adds a folder and those around it, if they are not there yet.
    fn add_folder(&mut self, path: &Path) {
        let mut missing: Vec<&Path> = path.ancestors().take_while(|path| !self.folders.contains_key(*path)).collect();
        while let Some(folder) = missing.pop() {
            self.folders.insert(folder.to_owned(), Vec::new());
            if let (Some(parent), Some(name)) = (folder.parent(), folder.file_name())
                && let Some(children) = self.folders.get_mut(parent)
            {
                children.push((name.to_owned(), Node::Folder));
            }
        }
    }

    fn lose(&mut self, path: &Path) {
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else { return };
        let children = self.folders.get_mut(parent).into_iter().flatten();
        for (_, node) in children.filter(|(other, _)| other == name) {
            *node = Node::LostSubmodule;
        }
    }

    /// What is at a path, symbolic links not followed.
    pub(super) fn node(&self, path: &Path) -> Option<&Node> {
        let Some(name) = path.file_name() else { return self.folders.contains_key(path).then_some(&Node::Folder) };
        self.child(path.parent()?, name)
    }

    fn child(&self, folder: &Path, name: &OsStr) -> Option<&Node> {
        let children = self.folders.get(folder)?;
        let at = children.binary_search_by(|(other, _)| other.as_os_str().cmp(name)).ok()?;
        children.get(at).map(|(_, node)| node)
    }

    /// Whether there are symbolic links.
    pub(super) fn has_links(&self) -> bool {
        self.has_links
    }

    /// Whether a folder is the top of a submodule.
    pub(super) fn is_top(&self, folder: &Path) -> bool {
        self.submodules.contains(folder)
    }

    /// What is in a folder, by name; nothing if it is none.
    pub(super) fn children(&self, folder: &Path) -> &[(OsString, Node)] {
        self.folders.get(folder).map_or(&[], Vec::as_slice)
    }

    /// The paths at which another tree has something else: files, links, submodules.
    pub(super) fn differences(&self, other: &Self) -> Vec<PathBuf> {
        let mut paths = Vec::new();
        let nowhere = Vec::new();
        for (folder, children) in &self.folders {
            let others = other.folders.get(folder).unwrap_or(&nowhere);
            if children == others {
                continue;
            }
            let [mine, theirs] = [children, others].map(|children| children.iter().collect::<HashSet<_>>());
            paths.extend(mine.symmetric_difference(&theirs).map(|(name, _)| folder.join(name)));
        }
        let new = other.folders.iter().filter(|(folder, _)| !self.folders.contains_key(*folder));
        paths.extend(new.flat_map(|(folder, children)| children.iter().map(|(name, _)| folder.join(name))));
        let submodules = self.submodules.symmetric_difference(&other.submodules).cloned();
        paths.extend(submodules);
        paths
    }

    /// All folders, in no order.
    pub(super) fn folders(&self) -> impl Iterator<Item = (&Path, &[(OsString, Node)])> {
        self.folders.iter().map(|(path, children)| (path.as_path(), children.as_slice()))
    }
}
