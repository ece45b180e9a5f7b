//! The crates of a workspace's targets while its files are taken in.

use rayon::prelude::*;

use crate::source::Workspace;
use crate::syntax;
use crate::syntax::hir::{Body, ItemTree, Names, Symbol};

use super::crate_data::{CrateData, Placed};
use super::{CrateId, ModuleId, small};

/// A file that goes into the crate of a target.
pub(crate) struct TargetFile<'f> {
    /// Number of the file.
    pub(crate) number: usize,
    /// Number of the target.
    pub(crate) target: usize,
    /// The module that it is, below its crate's root.
    pub(crate) path: Vec<&'f str>,
    /// What it says.
    pub(crate) tree: &'f mut ItemTree,
}

impl TargetFile<'_> {
    fn take(self, krate: &mut CrateData) -> (usize, Places) {
        let id = member_id(self.target);
        let root = self.path.iter().fold(0, |module, name| krate.child_module(id, module, Symbol::new(name)));
        krate.file = Some(small(self.number));
        let placed = krate.take(id, root, self.tree);
        krate.file = None;
        (self.number, Places(placed))
    }
}

/// Where in its crate the items of a file went.
#[derive(Debug)]
pub(crate) struct Places(Placed);

impl Places {
    /// Has bodies of the file name items by their places in the crate. They name them by those in the file before.
    pub(crate) fn renumber(&self, bodies: &mut [Body]) {
        let placed = &self.0;
        for body in bodies {
            let Body { module, blocks, function, of_impl, of_trait, .. } = body;
            for module in std::iter::once(module).chain(blocks.iter_mut().map(|(_, module)| module)) {
                *module = placed.modules[*module as usize];
            }
            *function = function.map(|at| at + placed.functions);
            *of_impl = of_impl.map(|at| at + placed.impls);
            *of_trait = of_trait.map(|at| at + placed.traits);
        }
    }
}

/// A workspace's crates while its files are taken in, one crate a target.
#[derive(Debug)]
pub(crate) struct CrateSource {
    /// The package, whether the target is its library, and the crate.
    pub(super) crates: Vec<(usize, bool, CrateData)>,
}

impl CrateSource {
    /// Empty crates for all targets, in the order of [`Workspace::targets`].
    pub(crate) fn new(workspace: &Workspace) -> Self {
        let crates = workspace
            .targets()
            .map(|(package, target)| (package, target.is_library, CrateData::new(target.crate_name.clone())));
        Self { crates: crates.collect() }
    }

    /// Takes the declarations of files in, crates side by side and the files of each in their order. The bodies stay in the
    /// trees as they are. Returns where the items of each file went, with the number of the file.
    pub(crate) fn take<'f>(&mut self, files: impl Iterator<Item = TargetFile<'f>>) -> Vec<(usize, Places)> {
        let mut of_targets: Vec<Vec<TargetFile<'f>>> = self.crates.iter().map(|_| Vec::new()).collect();
        for file in files {
            of_targets[file.target].push(file);
        }
        let crates = self.crates.par_iter_mut().zip(of_targets).with_max_len(1);
        let take = |((_, _, krate), files): (&mut (_, _, CrateData), Vec<TargetFile<'f>>)| -> Vec<_> {
            files.into_iter().map(|file| file.take(krate)).collect()
        };
        crates.flat_map_iter(take).collect()
    }

    /// Takes the declarations in of a file that a build script has generated: what they declare to others.
    pub(crate) fn take_generated(&mut self, target: usize, path: &[&str], text: &str, names: &Names) {
        // What does not lex says nothing.
        let Ok(mut tree) = syntax::library_declarations(text, names) else { return };
        let id = member_id(target);
        let krate = &mut self.crates[target].2;
        let root = path.iter().fold(0, |module, name| krate.child_module(id, module, Symbol::new(name)));
        krate.take(id, root, &mut tree);
    }

    /// A file that is also a module of another place: `mod common;` of several integration tests.
    pub(crate) fn link(&mut self, target: usize, path: &[&str], file_target: usize, file_path: &[&str]) {
        let Some((name, parents)) = path.split_last() else { return };
        let file_id = member_id(file_target);
        let file_crate = &mut self.crates[file_target].2;
        let at = file_path.iter().fold(0, |module, name| file_crate.child_module(file_id, module, Symbol::new(name)));
        let id = member_id(target);
        let krate = &mut self.crates[target].2;
        let parent = parents.iter().fold(0, |module, name| krate.child_module(id, module, Symbol::new(name)));
        krate.link_module(parent, Symbol::new(name), ModuleId { krate: file_id, at });
    }
}

pub(super) fn member_id(target: usize) -> CrateId {
    CrateId(small(target + 1))
}
