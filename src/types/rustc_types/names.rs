//! Which declaration a trimmed path means.

use std::collections::BTreeSet;

use crate::crate_map::{AdtId, CrateId, Def, ModuleId, Namespace};
use crate::knowledge::stubs::{PROC_MACRO, STANDARD_NAMES};
use crate::syntax::hir::Symbol;
use crate::types::context::Context;
use crate::types::solver::Solver;
use crate::types::ty::{Scalar, Ty};

const STANDARD: CrateId = CrateId(0);

/// What the stubs declare for themselves: no path leads to it, so it hides no other name.
const PRIVATE: &[&str] = &["Flavor", "LazyData", "LazyState"];

/// What a path means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Adt(AdtId),
    Scalar(Scalar),
    Str,
    /// Something of a crate whose sources are not at hand.
    Foreign,
}

/// Where paths are printed.
pub(super) struct PrintScope {
    module: ModuleId,
    /// Declarations that the type has by its source: they decide between several of one name.
    source: Vec<AdtId>,
}

impl PrintScope {
    /// At a site of the solver's body, of which the source says this type.
    pub(super) fn new(solver: &Solver<'_, '_>, source: &Ty) -> Self {
        let mut of_source = Vec::new();
        source.any(&mut |part| {
            if let Ty::Adt(id, _) = part {
                of_source.push(*id);
            }
            false
        });
        let module = solver.scope().module.unwrap_or(ModuleId { krate: STANDARD, at: 0 });
        Self { module, source: of_source }
    }

    /// What a path of these names means; nothing where that is not certain.
    pub(super) fn named(&self, cx: &Context<'_>, names: &[Symbol]) -> Option<Named> {
        match names {
            [] => None,
            [name] => self.trimmed(cx, *name),
            names => self.full(cx, names),
        }
    }

    // ---- a name alone ----

    /// The compiler leaves the path away only if one item has the name, among all of the crate and those that other
    /// crates can reach of its direct dependencies. So what has the name and can be named from here is it.
    fn trimmed(&self, cx: &Context<'_>, name: Symbol) -> Option<Named> {
        let own = cx.index.crate_of(self.module.krate);
        // Of what stands at the crate's root, the name alone is the whole path, unique or not.
        if let Some(Def::Adt(id)) = own.declared(0, name, Namespace::Types) {
            return Some(Named::Adt(id));
        }
        let in_scope = cx.resolver.name(self.module, name, Namespace::Types);
        match in_scope {
            // Not what is imported under another name.
            Some(Def::Adt(id)) if cx.index.adt(id).name == name => return Some(Named::Adt(id)),
            Some(Def::Scalar(scalar)) => return Some(Named::Scalar(scalar)),
            Some(Def::Str) => return Some(Named::Str),
            _ => {}
        }
        // A declaration elsewhere may be one that this build does not have.
        if let Some(id) = self.source_named(cx, name) {
            return Some(Named::Adt(id));
        }
        let is_private = PRIVATE.contains(&name.as_str());
        let standard = if is_private { Vec::new() } else { declared_by(cx, STANDARD, name) };
        for found in [declared_by(cx, self.module.krate, name), standard] {
            if !found.is_empty() {
                return self.only(cx, &found.into_iter().collect()).map(Named::Adt);
            }
        }
        let mut externs: Vec<CrateId> = own.externs.values().copied().collect();
        externs.sort_unstable();
        externs.dedup();
        let found: BTreeSet<AdtId> = externs.into_iter().flat_map(|krate| reexported(cx, krate, name)).collect();
        if found.is_empty() && in_scope == Some(Def::Foreign) {
            return Some(Named::Foreign);
        }
        self.only(cx, &found).map(Named::Adt)
    }

    // ---- a path ----

    fn full(&self, cx: &Context<'_>, names: &[Symbol]) -> Option<Named> {
        let &first = names.first()?;
        let direct = cx.index.crate_of(self.module.krate).externs.get(&first).copied();
        let mut crates: Vec<CrateId> = direct.into_iter().collect();
        if STANDARD_NAMES.contains(&first.as_str()) {
            crates = vec![STANDARD];
        } else {
            // Several versions of a crate have the same paths.
            crates.extend(cx.index.libraries_named(first.as_str()).into_iter().filter(|id| Some(*id) != direct));
        }
        let mut found: BTreeSet<AdtId> = crates.iter().filter_map(|id| by_path(cx, *id, &names[1..])).collect();
        if first.as_str() == PROC_MACRO {
            found.extend(by_path(cx, STANDARD, names));
        }
        found.extend(self.own(cx, names));
        match self.only(cx, &found) {
            Some(id) => Some(Named::Adt(id)),
            None if found.is_empty() && direct.is_some_and(|id| cx.index.krate(id).is_none()) => Some(Named::Foreign),
            None => None,
        }
    }

    /// Declarations of the crate itself that a path may mean. It begins at the root, or with the only module or
    /// function of its name.
    fn own(&self, cx: &Context<'_>, names: &[Symbol]) -> Vec<AdtId> {
        let Some((&last, printed)) = names.split_last() else { return Vec::new() };
        let all: Vec<(AdtId, Vec<Symbol>)> =
            declared_by(cx, self.module.krate, last).into_iter().map(|id| (id, modules_of(cx, id))).collect();
        let that = |is_meant: &dyn Fn(&AdtId, &[Symbol]) -> bool| {
            all.iter().filter(|(id, modules)| is_meant(id, modules)).map(|(id, _)| *id).collect::<Vec<_>>()
        };
        let is_in_function =
            |id: &AdtId| cx.index.crate_of(id.krate).modules[cx.index.adt(*id).module as usize].is_block;
        let mut found = that(&|id, modules| modules == printed && !is_in_function(id));
        if found.is_empty() {
            found = that(&|id, modules| modules.ends_with(printed) && !is_in_function(id));
        }
        // The function itself is not remembered.
        if found.is_empty()
            && let Some((function, around)) = printed.split_last()
            && !cx.index.crate_of(self.module.krate).modules.iter().any(|module| module.name == *function)
        {
            found = that(&|id, modules| modules.ends_with(around) && is_in_function(id));
        }
        found
    }

    // ---- one of several ----

    fn only(&self, cx: &Context<'_>, found: &BTreeSet<AdtId>) -> Option<AdtId> {
        // Of declarations under several `cfg`s in one module, the index knows the first by name.
        let declared = |id: &AdtId| {
            let adt = cx.index.adt(*id);
            let known = cx.index.crate_of(id.krate).declared(adt.module, adt.name, Namespace::Types);
            known.and_then(Def::as_adt).unwrap_or(*id)
        };
        let found: BTreeSet<AdtId> = found.iter().map(declared).collect();
        let mut all = found.iter().copied();
        match (all.next(), all.next()) {
            (Some(only), None) => Some(only),
            (Some(_), Some(_)) => one(self.source.iter().copied().filter(|id| found.contains(id))),
            _ => None,
        }
    }

    fn source_named(&self, cx: &Context<'_>, name: Symbol) -> Option<AdtId> {
        one(self.source.iter().copied().filter(|id| cx.index.adt(*id).name == name))
    }
}

/// The one thing that there is, be it there several times.
fn one(all: impl Iterator<Item = AdtId>) -> Option<AdtId> {
    let all: BTreeSet<AdtId> = all.collect();
    if all.len() == 1 { all.first().copied() } else { None }
}

/// What a crate declares under a name, anywhere.
fn declared_by(cx: &Context<'_>, krate: CrateId, name: Symbol) -> Vec<AdtId> {
    let adts = cx.index.krate(krate).map_or(&[][..], |data| data.adts_named(name));
    adts.iter().map(|&at| AdtId { krate, at }).collect()
}

fn modules_of(cx: &Context<'_>, id: AdtId) -> Vec<Symbol> {
    cx.index.crate_of(id.krate).modules_of(cx.index.adt(id))
}

/// What a path means from a crate's root.
fn by_path(cx: &Context<'_>, krate: CrateId, below: &[Symbol]) -> Option<AdtId> {
    cx.index.krate(krate)?;
    let names: Vec<Symbol> = std::iter::once(Symbol::new("crate")).chain(below.iter().copied()).collect();
    let (def, used) = cx.resolver.names(ModuleId { krate, at: 0 }, &names, Namespace::Types)?;
    (used == names.len()).then_some(def)?.as_adt()
}

/// What some module of a crate declares or imports under its own name, else what one imports under another: that is what
/// `pub use Value as JsonValue` has the compiler print. Modules and imports need not be public: one too many makes the name
/// ambiguous, which is better than wrong.
fn reexported(cx: &Context<'_>, krate: CrateId, name: Symbol) -> BTreeSet<AdtId> {
    let modules = cx.index.krate(krate).map_or(0, |data| data.modules.len());
    let modules = (0..u32::try_from(modules).unwrap_or(u32::MAX)).map(|at| ModuleId { krate, at });
    let found = modules.filter_map(|module| cx.resolver.in_module(module, name, Namespace::Types)?.as_adt());
    let (own, renamed): (BTreeSet<_>, BTreeSet<_>) = found.partition(|id| cx.index.adt(*id).name == name);
    if own.is_empty() { renamed } else { own }
}
