//! The third stage and the fourth: the declarations of all crates, and what the sites of each body clone.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Result;
use rayon::prelude::*;

use crate::crate_map::{CrateSource, Generated, Index, Placement, Places, TargetFile};
use crate::model::{AdtRef, RustcTypes};
use crate::rules::Rules;
use crate::source::{Dependencies, Workspace};
use crate::syntax::FileFacts;
use crate::syntax::hir::{ItemTree, Names};
use crate::types::{Inference, Wanted};

use super::body::{BodyCx, SiteResult};
use super::earlier::SiteResults;
use super::memo::Memo;
use super::place::{File, Files, Placed};
use super::surroundings::Surroundings;

/// Names that a thread remembers the meaning of before it begins anew: some 20 MiB. A workspace of 600,000 lines has about
/// half of that.
const MOST_REMEMBERED: usize = 1 << 17;

/// Files of which all declarations are indexed.
#[derive(Debug)]
pub struct Indexed<'w> {
    pub(super) workspace: &'w Workspace,
    pub(super) rules: Rules,
    pub(super) files: Files,
    memo: Option<&'w Memo>,
    pub(super) declarations: Declarations<'w>,
}

/// What inference looks at: by far the most memory of an audit.
#[derive(Debug)]
pub struct Declarations<'w> {
    pub(super) index: Index<'w>,
    /// Beside the files: their bodies.
    trees: Vec<ItemTree>,
    /// By the index of the package.
    pub(super) generated: BTreeMap<usize, GeneratedFiles>,
}

/// Files that build scripts generate: how many modules include one, and how many of these lie nowhere.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct GeneratedFiles {
    pub(super) all: usize,
    pub(super) missing: usize,
}

/// What the sites of each file clone, and what rules find in their bodies.
#[derive(Debug)]
pub struct Inferred {
    /// Beside the files, by the byte of the sites' names.
    pub(super) of_files: Vec<SiteResults>,
    /// Whether the hazards of sites were found, too.
    pub(super) with_hazards: bool,
}

impl<'w> Placed<'w> {
    /// Takes the declarations of all files together, each in the crate and module of its place.
    ///
    /// # Errors
    /// A path in `[types]` of the configuration that names no type.
    pub fn index(self) -> Result<Indexed<'w>> {
        let Self { workspace, rules, types, mut files, shared, generated, standard, memo } = self;
        let mut source = CrateSource::new(workspace);
        let tree =
            |file: &mut File| file.facts.as_mut().map(|facts| std::mem::take(&mut facts.tree)).unwrap_or_default();
        let mut trees: Vec<ItemTree> = files.all.iter_mut().map(tree).collect();
        let taken = source.take(files.all.iter().zip(&mut trees).enumerate().filter_map(|(number, (file, tree))| {
            let target = file.placement.target.filter(|_| file.facts.is_ok())?;
            Some(TargetFile { number, target, path: below_root(&file.placement.module), tree })
        }));
        for shared in &shared {
            let Placement { target, module, .. } = &files.all[shared.file].placement;
            if let Some(target) = *target {
                source.link(shared.target, &below_root(&shared.module), target, &below_root(module));
            }
        }
        let of_files = files.all.iter().flat_map(|file| &file.facts).flat_map(|facts| &facts.names);
        let names = Names::new(of_files.copied().chain(standard.names()));
        let generated_files = take_generated(workspace, &generated, &names, &mut source);
        let dependencies = Dependencies::load(workspace);
        let surroundings = memo.map(|memo| {
            let known = (memo.libraries(), &names);
            (memo, Surroundings::of(workspace, &files, (&shared, &generated), &dependencies, known))
        });
        let mut index = Index::new(workspace, dependencies, standard, source, (names, memo.map(Memo::libraries)));
        index.set_costs(&types, workspace.is_configured_elsewhere)?;
        if let Some((memo, mut surroundings)) = surroundings {
            surroundings.add_index(&index);
            files.all.par_iter_mut().for_each(|file| {
                file.surroundings = surroundings.around(file);
                file.results = file.surroundings.as_ref().and_then(|file| memo.results(file));
            });
        }
        take_bodies(&mut trees, &files, taken);
        let placed = trees.iter().zip(&files.all).filter_map(|(tree, file)| Some((file.placement.target?, tree)));
        index.read_ahead(placed.flat_map(|(target, tree)| tree.bodies.iter().map(move |body| (target, body))));
        Ok(Indexed {
            workspace,
            rules,
            files,
            memo,
            declarations: Declarations { index, trees, generated: generated_files },
        })
    }
}

/// Has the bodies of files name items by their places in the crates. Of those that a memo has, only what is looked at is
/// copied.
fn take_bodies(trees: &mut [ItemTree], files: &Files, places: Vec<(usize, Places)>) {
    let mut of_files: Vec<Option<Places>> = files.all.iter().map(|_| None).collect();
    for (number, places) in places {
        of_files[number] = Some(places);
    }
    let all = trees.par_iter_mut().zip(&files.all).zip(of_files);
    all.for_each(|((tree, file), places)| {
        let Some(places) = places.filter(|_| file.results.is_none()) else { return };
        if let Some(seen) = &file.seen {
            tree.bodies.clone_from(&seen.bodies);
        }
        places.renumber(&mut tree.bodies);
    });
}

/// Takes the declarations of generated files in, as the newest build has left them.
fn take_generated(
    workspace: &Workspace,
    generated: &BTreeSet<Generated>,
    names: &Names,
    source: &mut CrateSource,
) -> BTreeMap<usize, GeneratedFiles> {
    let mut found: BTreeMap<usize, GeneratedFiles> = BTreeMap::new();
    let packages: Vec<usize> = workspace.targets().map(|(package, _)| package).collect();
    for Generated { target, module, path } in generated {
        let package = packages[*target];
        let of_package = found.entry(package).or_default();
        of_package.all += 1;
        match workspace.generated(package, path) {
            Some(text) => source.take_generated(*target, &below_root(module), &text, names),
            None => of_package.missing += 1,
        }
    }
    found
}

/// A module path without the crate's name.
fn below_root(module: &str) -> Vec<&str> {
    module.split("::").skip(1).collect()
}

impl Indexed<'_> {
    /// What the sites clone, by their sources and, where it said something, by the compiler.
    pub fn infer(&self, rustc_types: Option<&RustcTypes>) -> Inferred {
        Inferred { of_files: self.in_files(rustc_types, false, |at| &self.declarations.trees[at]), with_hazards: false }
    }

    /// The same, after which nothing more is to be inferred: each body is freed when it has been looked at. What an earlier
    /// audit found is taken over.
    pub fn infer_last(&mut self, rustc_types: Option<&RustcTypes>) -> Inferred {
        let trees: Vec<_> = std::mem::take(&mut self.declarations.trees).into_iter().map(Mutex::new).collect();
        // Each tree is taken once. A panic that poisons a lock ends the run anyway.
        let taken = |at: usize| trees[at].lock().map(|mut tree| std::mem::take(&mut *tree)).unwrap_or_default();
        let mut of_files = self.in_files(rustc_types, false, taken);
        for (results, file) in of_files.iter_mut().zip(&mut self.files.all) {
            if let Some(known) = file.results.take() {
                *results = known;
            } else if let (Some(memo), Some(file)) = (self.memo, file.surroundings.take()) {
                memo.note_results(file, results.clone());
            }
        }
        Inferred { of_files, with_hazards: false }
    }

    /// The same, and why the program may behave differently without a clone.
    pub fn infer_with_hazards(&self, rustc_types: &RustcTypes) -> Inferred {
        Inferred {
            of_files: self.in_files(Some(rustc_types), true, |at| &self.declarations.trees[at]),
            with_hazards: true,
        }
    }

    fn in_files<T: Borrow<ItemTree>>(
        &self,
        rustc_types: Option<&RustcTypes>,
        hazards: bool,
        tree_of: impl Fn(usize) -> T + Sync,
    ) -> Vec<SiteResults> {
        let next = AtomicUsize::new(0);
        // Each thread keeps what it has looked up, so the files are handed out one by one rather than in pieces.
        let parts = rayon::broadcast(|_| {
            let mut inference = Inference::new(&self.declarations.index);
            let mut found = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(file) = self.files.all.get(at) else { return found };
                let is_asked_for = self.files.is_asked_for(file.source.package);
                if let (Ok(facts), Some(target), None, true) =
                    (&file.facts, file.placement.target, &file.results, is_asked_for)
                {
                    let wanted = wanted(file, facts, rustc_types, hazards);
                    found.push((at, self.in_file(&inference, at, target, facts, tree_of(at).borrow(), wanted)));
                    // Files come in the order of their crates: what was looked up for those before is seldom asked again.
                    if inference.names_remembered() > MOST_REMEMBERED {
                        inference = Inference::new(&self.declarations.index);
                    }
                }
            }
        });
        let mut all = vec![SiteResults::new(); self.files.all.len()];
        for (at, sites) in parts.into_iter().flatten() {
            all[at] = sites;
        }
        all
    }

    fn in_file(
        &self,
        inference: &Inference<'_>,
        number: usize,
        target: usize,
        facts: &FileFacts,
        tree: &ItemTree,
        mut wanted: Wanted<'_>,
    ) -> SiteResults {
        let index = &self.declarations.index;
        let krate = Index::member(target);
        let mut results = SiteResults::new();
        let scope = self.files.all[number].placement.scope;
        let is_binary = self.workspace.targets().nth(target).is_some_and(|(_, target)| target.is_binary());
        let cx = BodyCx { index, rules: &self.rules, krate, scope, is_binary, raw: &facts.sites, wanted: &wanted };
        for body in &tree.bodies {
            cx.check(inference, body, &mut results);
        }
        wanted.rustc_types.retain(|name, _| !results.contains_key(name));
        if !wanted.rustc_types.is_empty() {
            let module = below_root(&self.files.all[number].placement.module);
            let others = inference.outside(krate, &module, &wanted);
            results.extend(others.into_iter().map(|inferred| (inferred.name, SiteResult::from(inferred))));
        }
        results
    }

    /// What the sites of each file that can be looked at were found to be: beside [`Placed::facts`].
    pub(crate) fn results<'i>(&'i self, inferred: &'i Inferred) -> impl Iterator<Item = &'i SiteResults> {
        let all = self.files.all.iter().zip(&inferred.of_files);
        all.filter(|(file, _)| file.facts.is_ok()).map(|(_, results)| results)
    }

    /// How many sites clone each type, and how many of these are explicit.
    pub(super) fn counts(&self, inferred: &Inferred) -> HashMap<AdtRef, (usize, usize)> {
        let mut counts: HashMap<AdtRef, (usize, usize)> = HashMap::new();
        for (file, results) in self.files.all.iter().zip(&inferred.of_files) {
            for site in file.facts.iter().flat_map(|facts| &facts.sites) {
                let Some(inferred) = results.get(&site.name_byte).map(|result| &result.inferred) else { continue };
                if let Some(adt) = inferred.adt.filter(|_| inferred.is_site(site.spelling)) {
                    let (sites, explicit) = counts.entry(adt).or_default();
                    *sites += 1;
                    *explicit += usize::from(site.spelling.is_explicit());
                }
            }
        }
        counts
    }
}

fn wanted<'s>(file: &File, facts: &FileFacts, rustc_types: Option<&'s RustcTypes>, hazards: bool) -> Wanted<'s> {
    let of_site = |rustc_types: &'s RustcTypes| {
        let shown = &file.source.shown;
        facts.sites.iter().filter_map(move |site| Some((site.name_byte, rustc_types.get(shown, site.span.name)?)))
    };
    Wanted { rustc_types: rustc_types.into_iter().flat_map(of_site).collect(), hazards }
}
