//! Reads the files of a crate outside of the audit.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::source::SourceTree;
use crate::syntax;
use crate::syntax::hir::{ItemTree, ModuleKind, Names, Symbol};

use super::CrateId;
use super::crate_data::CrateData;
use super::module_folder::ModuleFolder;

/// Files deeper than this many modules are not followed: a `#[path]` may lead in a circle.
const DEEPEST: usize = 64;

/// Follows the modules of one crate from file to file.
pub(super) struct Reader<'a> {
    sources: &'a dyn SourceTree,
    id: CrateId,
    krate: &'a mut CrateData,
    names: &'a Names,
    /// Files that have been read: several `cfg`s may name one.
    seen: HashSet<PathBuf>,
}

/// `mod name;` in a file, and the files that it may mean.
struct Child {
    /// In the item tree.
    parent: u32,
    name: Symbol,
    files: Vec<PathBuf>,
    /// Whether `#[path]` names the file.
    owns_folder: bool,
}

impl<'a> Reader<'a> {
    /// Of functions, only those with one of these names are kept.
    pub(super) fn new(sources: &'a dyn SourceTree, id: CrateId, krate: &'a mut CrateData, names: &'a Names) -> Self {
        Self { sources, id, krate, names, seen: HashSet::new() }
    }

    /// Reads a crate's root and all modules that it leads to; `None` if the root cannot be read.
    pub(super) fn root(&mut self, path: &Path) -> Option<()> {
        self.module(0, path, true, 0)
    }

    fn module(&mut self, module: u32, path: &Path, owns_folder: bool, depth: usize) -> Option<()> {
        if depth > DEEPEST || !self.seen.insert(path.to_owned()) {
            return None;
        }
        let text = self.sources.read_text(path).ok()?;
        let mut tree = syntax::library_declarations(&text, self.names).ok()?;
        let children = children(&tree, &ModuleFolder::of_file(path, owns_folder));
        let placed = self.krate.take(self.id, module, &mut tree);
        for Child { parent, name, files, owns_folder } in children {
            let Some(file) = files.into_iter().find(|file| self.sources.is_file(file)) else { continue };
            let at = self.krate.child_module(self.id, placed.modules[parent as usize], name);
            // A module's file that cannot be read makes its names unknown, no more.
            let _ = self.module(at, &file, owns_folder, depth + 1);
        }
        Some(())
    }
}

/// The modules of a file that are files themselves.
fn children(tree: &ItemTree, folder: &ModuleFolder) -> Vec<Child> {
    if tree.file_modules.is_empty() {
        return Vec::new();
    }
    let mut folders: Vec<ModuleFolder> = Vec::with_capacity(tree.modules.len());
    for module in &tree.modules {
        let outer = module.parent.and_then(|parent| folders.get(parent as usize)).unwrap_or(folder);
        folders.push(match module.kind {
            ModuleKind::Inline => outer.inline(module.name.as_str(), module.path.as_deref()),
            ModuleKind::File | ModuleKind::Block => outer.clone(),
        });
    }
    let children = tree.file_modules.iter().map(|child| {
        let folder = folders.get(child.module as usize).unwrap_or(folder);
        let files = match &child.path {
            Some(path) => vec![folder.at_path(path)],
            None => folder.by_name(child.name.as_str()).to_vec(),
        };
        Child { parent: child.module, name: child.name, files, owns_folder: child.path.is_some() }
    });
    children.collect()
}
