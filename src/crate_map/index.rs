//! Where crates come from, and when they are read.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::Cost;
use crate::source::{Dependencies, Dependency, ExternalId, Workspace};
use crate::syntax::hir::{Adt, Body, Function, Impl, Names, Symbol};

use super::crate_data::CrateData;
use super::libraries::Libraries;
use super::reader::Reader;
use super::standard::Standard;
use super::targets::{CrateSource, member_id};
use super::{AdtId, CrateId, expand, small};

/// All crates that a workspace's code can name. Dependencies are read from disk when they are first asked for.
#[derive(Debug)]
pub(crate) struct Index<'w> {
    slots: Vec<Slot>,
    pub(super) workspace: &'w Workspace,
    pub(super) dependencies: Dependencies,
    /// The library of each package.
    pub(super) libraries: Vec<Option<CrateId>>,
    first_external: u32,
    /// The names in the files of the workspace: of other crates, functions of no other name are needed.
    names: Names,
    /// Dependencies that other indexes have read.
    shared: Option<&'w Libraries>,
    /// Whether crates may be read for no more than a macro.
    is_complete: bool,
    /// Names of functions of traits that the workspace implements for shared references.
    pub(super) for_references: OnceLock<FxHashSet<Symbol>>,
    /// What the configuration says that clones cost.
    pub(super) costs: FxHashMap<AdtId, Cost>,
}

#[derive(Debug)]
struct Slot {
    origin: Origin,
    krate: OnceLock<Option<Held>>,
}

/// A crate's declarations.
#[derive(Debug)]
enum Held {
    /// The standard library's: one for all indexes of the process.
    Shared(&'static CrateData),
    /// One that other indexes have as well.
    Library(Arc<CrateData>),
    /// Any other's.
    Own(Box<CrateData>),
}

impl Held {
    fn get(&self) -> &CrateData {
        match self {
            Self::Shared(krate) => krate,
            Self::Library(krate) => krate,
            Self::Own(krate) => krate,
        }
    }

    fn own(&mut self) -> Option<&mut CrateData> {
        match self {
            Self::Shared(_) | Self::Library(_) => None,
            Self::Own(krate) => Some(krate),
        }
    }
}

/// Where a crate is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The standard library.
    Standard,
    /// A target of a member, by the package's index.
    Member(usize),
    /// A dependency.
    External(ExternalId),
}

impl<'w> Index<'w> {
    /// The index of a workspace whose files have all been taken in. `names` are those in its files, and
    /// `shared` the dependencies that other indexes have read.
    pub(crate) fn new(
        workspace: &'w Workspace,
        dependencies: Dependencies,
        standard: &'static Standard,
        source: CrateSource,
        (names, shared): (Names, Option<&'w Libraries>),
    ) -> Self {
        let mut libraries = vec![None; workspace.packages.len()];
        for (target, (package, is_library, _)) in source.crates.iter().enumerate() {
            if *is_library {
                libraries[*package] = Some(member_id(target));
            }
        }
        let first_external = small(source.crates.len() + 1);
        let mut index = Self {
            slots: vec![Slot { origin: Origin::Standard, krate: OnceLock::from(Some(Held::Shared(standard.krate()))) }],
            workspace,
            dependencies,
            libraries,
            first_external,
            names,
            shared,
            is_complete: false,
            for_references: OnceLock::new(),
            costs: FxHashMap::default(),
        };
        for (package, _, mut krate) in source.crates {
            let origin = Origin::Member(package);
            // Members that are not audited are read when they are asked for.
            let slot = if workspace.packages[package].selected {
                krate.externs = index.externs(index.dependencies.of_member(package));
                Slot::filled(origin, krate)
            } else {
                Slot { origin, krate: OnceLock::new() }
            };
            index.slots.push(slot);
        }
        let externals = (0..small(index.dependencies.len())).map(ExternalId);
        index.slots.extend(externals.map(|id| Slot { origin: Origin::External(id), krate: OnceLock::new() }));
        index.expand();
        index.slots.par_iter_mut().filter_map(Slot::own).for_each(CrateData::shrink);
        index.is_complete = true;
        index
    }

    /// Expands the macro calls among the items of the workspace's crates. Others are expanded when they are read.
    fn expand(&mut self) {
        let mut budgets = HashMap::new();
        for _ in expand::rounds() {
            let mut calls = Vec::new();
            for (at, slot) in (0_u32..).zip(&mut self.slots) {
                if let Some(krate) = slot.own()
                    && !krate.calls.is_empty()
                {
                    calls.push((CrateId(at), std::mem::take(&mut krate.calls)));
                }
            }
            if calls.is_empty() {
                break;
            }
            for (id, expanded) in expand::round(calls, &*self, &mut budgets) {
                if let Some(krate) = self.slots[id.0 as usize].own() {
                    expand::take(id, krate, expanded);
                }
            }
        }
        for (at, slot) in (0_u32..).zip(&mut self.slots) {
            let is_spent = budgets.get(&CrateId(at)).is_some_and(|budget| budget.is_spent);
            if let Some(krate) = slot.own() {
                krate.is_cut |= is_spent || !krate.calls.is_empty();
            }
        }
    }

    fn externs(&self, named: &[(String, Dependency)]) -> FxHashMap<Symbol, CrateId> {
        let id = |dependency: &Dependency| match dependency {
            Dependency::Member(package) => self.libraries.get(*package).copied().flatten(),
            Dependency::External(id) => Some(CrateId(self.first_external + id.0)),
        };
        named.iter().filter_map(|(name, dependency)| Some((Symbol::new(name), id(dependency)?))).collect()
    }

    /// The crate a file's items went to, by the number of its target.
    pub(crate) fn member(target: usize) -> CrateId {
        member_id(target)
    }

    /// Whether the macros among the items of a target's crate write too much to expand them all.
    pub(crate) fn is_cut(&self, target: usize) -> bool {
        self.crate_of(member_id(target)).is_cut
    }

    /// All crates that there are, read or not.
    pub(super) fn ids(&self) -> impl Iterator<Item = CrateId> {
        (0..small(self.slots.len())).map(CrateId)
    }

    /// Where a crate comes from.
    pub(crate) fn origin(&self, id: CrateId) -> Origin {
        self.slots[id.0 as usize].origin
    }

    /// A crate's declarations; `None` where its sources are not on this machine.
    pub(crate) fn krate(&self, id: CrateId) -> Option<&CrateData> {
        let slot = self.slots.get(id.0 as usize)?;
        let read = || self.read(id, slot.origin);
        slot.krate.get_or_init(read).as_ref().map(Held::get)
    }

    /// Reads, side by side, the dependencies that the modules of these bodies import from: nearly all of them are asked
    /// for later, by one thread while others wait.
    pub(crate) fn read_ahead<'b>(&self, bodies: impl Iterator<Item = (usize, &'b Body)>) {
        let modules: FxHashSet<(usize, u32)> = bodies
            .flat_map(|(target, body)| {
                let blocks = body.blocks.iter().map(|(_, module)| *module);
                std::iter::once(body.module).chain(blocks).map(move |module| (target, module))
            })
            .collect();
        let mut wanted: Vec<CrateId> = Vec::new();
        for (target, module) in modules {
            let Some(krate) = self.krate(member_id(target)) else { continue };
            let data = &krate.modules[module as usize];
            for &at in data.named.iter().chain(&data.globs) {
                wanted.extend(krate.leads_to(at));
            }
        }
        wanted.sort_unstable();
        wanted.dedup();
        wanted.into_par_iter().with_max_len(1).for_each(|id| {
            self.krate(id);
        });
    }

    /// Crates that have been read or are the workspace's own.
    pub(crate) fn known_crates(&self) -> impl Iterator<Item = (CrateId, &CrateData)> {
        (0_u32..).zip(&self.slots).filter_map(|(at, slot)| Some((CrateId(at), slot.krate.get()?.as_ref()?.get())))
    }

    /// A dependency's version, where it is known.
    pub(crate) fn version(&self, id: ExternalId) -> Option<String> {
        self.dependencies.version(id)
    }

    pub(crate) fn adt(&self, id: AdtId) -> &Adt {
        &self.crate_of(id.krate).adts[id.at as usize]
    }

    /// The crate of an id that the index itself gave out.
    pub(crate) fn crate_of(&self, id: CrateId) -> &CrateData {
        self.krate(id).expect("an id exists only if its crate was read")
    }

    /// The function that a body is of, and the impl block around it.
    pub(crate) fn container(&self, krate: CrateId, body: &Body) -> (Option<&Function>, Option<&Impl>) {
        let krate = self.crate_of(krate);
        let function = body.function.and_then(|at| krate.functions.get(at as usize));
        (function, body.of_impl.and_then(|at| krate.impls.get(at as usize)))
    }

    /// A crate's name for people.
    pub(crate) fn crate_name(&self, id: CrateId) -> &str {
        match self.origin(id) {
            Origin::External(external) => self.dependencies.name(external),
            _ => self.krate(id).map_or("", |krate| &krate.name),
        }
    }

    fn read(&self, id: CrateId, origin: Origin) -> Option<Held> {
        let (krate, root) = match origin {
            Origin::Standard => return None,
            Origin::Member(package) => {
                let (_, target) = self.workspace.targets().nth(id.0 as usize - 1)?;
                let mut krate = CrateData::new(target.crate_name.clone());
                krate.externs = self.externs(self.dependencies.of_member(package));
                (krate, target.root.clone())
            }
            Origin::External(external) => {
                let source = self.dependencies.external(external)?;
                let mut krate = CrateData::new(source.crate_name);
                if source.is_proc_macro {
                    return Some(Held::Own(Box::new(krate)));
                }
                krate.externs = self.externs(&source.dependencies);
                (krate, source.root)
            }
        };
        let read = |mut krate: CrateData, names: &Names| {
            Reader::new(&*self.workspace.sources, id, &mut krate, names).root(&root)?;
            expand::alone(id, &mut krate);
            krate.shrink();
            Some(krate)
        };
        // What has an id of its content may change from one state to the next.
        if let Some(shared) = self.shared {
            if self.workspace.sources.content_id(&root).is_none() {
                return shared.get_or_read(id, root.clone(), krate, &self.names, read).map(Held::Library);
            }
            shared.note_changing();
        }
        read(krate, &self.names).map(|krate| Held::Own(Box::new(krate)))
    }
}

impl expand::Crates for Index<'_> {
    fn named(&self, id: CrateId) -> Option<&CrateData> {
        self.krate(id)
    }

    fn known(&self, id: CrateId) -> Option<&CrateData> {
        // What other threads have read by now must not matter.
        if self.is_complete {
            return self.krate(id);
        }
        self.slots.get(id.0 as usize)?.krate.get()?.as_ref().map(Held::get)
    }
}

impl Slot {
    fn filled(origin: Origin, krate: CrateData) -> Self {
        Self { origin, krate: OnceLock::from(Some(Held::Own(Box::new(krate)))) }
    }

    /// The crate, to change it.
    fn own(&mut self) -> Option<&mut CrateData> {
        self.krate.get_mut()?.as_mut()?.own()
    }
}
