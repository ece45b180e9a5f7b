//! What is added to the roots of crates, so that they know the crate that counts, and their programs have an allocator that
//! counts: their own, wrapped, or ours.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::model::Scope;
use crate::source::Workspace;

use super::super::scratch::Edited;
use super::super::splice::Insert;
use super::allocator;
use super::probe::{ALLOCATOR, PROBE};

/// The roots of a workspace's crates.
#[derive(Debug)]
pub(super) struct Roots<'a> {
    workspace: &'a Workspace,
    /// Paths are those that documents show.
    by_path: BTreeMap<String, Root>,
    /// Files that choose an allocator: their text, and how it is wrapped.
    own_allocators: BTreeMap<String, (String, Vec<Insert>)>,
}

#[derive(Clone, Copy, Debug)]
struct Root {
    is_library: bool,
    /// Whether paths begin in the crate itself, which has to name all others.
    is_of_2015: bool,
    /// Whether it is given our allocator.
    has_ours: bool,
}

impl<'a> Roots<'a> {
    /// Those of a workspace, with the allocators that the files at `paths` choose. What wraps them is of owners from
    /// `first_owner` on, one for each file.
    pub(super) fn new(workspace: &'a Workspace, paths: &[Arc<str>], first_owner: usize) -> Self {
        let mut roots: BTreeMap<String, Root> = BTreeMap::new();
        for (package, target) in workspace.targets() {
            let is_of_2015 = workspace.packages[package].edition == "2015";
            let is_built = target.scope != Scope::Build && !target.is_proc_macro;
            let new = Root { is_library: target.is_library, is_of_2015, has_ours: is_built };
            let root = roots.entry(workspace.display_path(&target.root)).or_insert(new);
            root.is_library |= target.is_library;
        }
        let choosing = (first_owner..).zip(paths).filter_map(|(owner, path)| {
            let text = workspace.sources.read_text(&workspace.root.join(&**path)).ok()?;
            let inserts = allocator::wrapped(&text, owner);
            (!inserts.is_empty()).then(|| (path.to_string(), (text, inserts)))
        });
        let own_allocators = choosing.collect();
        Self { workspace, by_path: roots, own_allocators }
    }

    /// How the files are changed that choose an allocator.
    pub(super) fn wraps(&self) -> impl Iterator<Item = (&str, &[Insert])> {
        self.own_allocators.iter().map(|(path, (_, wraps))| (path.as_str(), wraps.as_slice()))
    }

    /// The text of a file that chooses an allocator.
    pub(super) fn text(&self, path: &str) -> Option<&str> {
        self.own_allocators.get(path).map(|(text, _)| text.as_str())
    }

    /// Leaves the allocators that a file chooses as they are. Returns whether they were not.
    pub(super) fn unwrap_allocators(&mut self, owner: usize) -> bool {
        let before = self.own_allocators.len();
        self.own_allocators.retain(|_, (_, wraps)| wraps.iter().all(|wrap| wrap.owner != owner));
        self.own_allocators.len() < before
    }

    /// Does not give the crate of a root our allocator: it has another, or none may be there. Returns whether it had ours.
    pub(super) fn without_ours(&mut self, root: &Path) -> bool {
        let mut roots = self.by_path.iter_mut().filter(|(path, _)| root.ends_with(path));
        // Of `src/main.rs` and `app/src/main.rs`, the longer path is meant.
        let found = roots.by_ref().max_by_key(|(path, _)| path.len());
        found.is_some_and(|(_, root)| std::mem::take(&mut root.has_ours))
    }

    /// Adds to the roots, behind all that is in them: on lines of its own, so that all others keep their numbers.
    pub(super) fn append_to(&self, edited: &mut Edited) {
        for (path, root) in &self.by_path {
            let mut added = String::new();
            if root.is_of_2015 {
                added += &format!("\nextern crate {PROBE};\n");
            }
            if root.has_ours {
                let only = if root.is_library { "#[cfg(test)] " } else { "" };
                added += &format!("\n{only}extern crate {ALLOCATOR} as _;\n");
            }
            let text = edited.get(path).cloned().or_else(|| {
                let path = self.workspace.root.join(path);
                self.workspace.sources.read_text(&path).ok()
            });
            if let Some(text) = text.filter(|_| !added.is_empty()) {
                edited.insert(path.clone(), text + &added);
            }
        }
    }
}
