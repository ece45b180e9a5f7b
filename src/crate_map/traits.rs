//! Which traits' methods can be called in a module.

use std::rc::Rc;

use rustc_hash::FxHashSet;

use crate::syntax::hir::Symbol;

use super::crate_data::CrateData;
use super::def::{Def, Namespace};
use super::resolver::{Resolver, TraitsAround};
use super::visibility::VisibleIn;
use super::{CrateId, ModuleId, TraitId};

/// Where traits are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// In the workspace and the standard library, which have been read anyhow.
    Near,
    /// In dependencies too.
    All,
}

impl Resolver<'_> {
    /// Traits whose methods can be called in a module, those that have this function: declared, imported, from globs
    /// and the prelude.
    pub(crate) fn traits_in_scope(&self, module: ModuleId, function: Symbol, reach: Reach) -> Vec<TraitId> {
        self.is_near.set(reach == Reach::Near);
        let around = self.traits_around(module);
        self.is_near.set(false);
        let of_crate = |id: CrateId| self.krate(id).map_or(&[][..], |krate| krate.traits_with(function));
        let ids = around.crates.iter().flat_map(|&krate| of_crate(krate).iter().map(move |&at| TraitId { krate, at }));
        let mut found: Vec<(usize, TraitId)> = ids.filter_map(|id| Some((*around.order.get(&id)?, id))).collect();
        found.sort_unstable_by_key(|(order, _)| *order);
        found.into_iter().map(|(_, id)| id).collect()
    }

    fn traits_around(&self, module: ModuleId) -> Rc<TraitsAround> {
        if let Some(known) = self.memo().traits.borrow().get(&module) {
            return Rc::clone(known);
        }
        let mut found = Vec::new();
        if let Some(krate) = self.krate(module.krate) {
            let mut at = module.at;
            loop {
                self.traits_of(ModuleId { krate: module.krate, at }, &mut found);
                let data = &krate.modules[at as usize];
                match data.parent {
                    Some(parent) if data.is_block => at = parent,
                    _ => break,
                }
            }
        }
        if let Some(prelude) = self.prelude_module() {
            self.traits_of(prelude, &mut found);
        }
        let found = Rc::new(TraitsAround::new(&found));
        self.memo().traits.borrow_mut().insert(module, Rc::clone(&found));
        found
    }

    /// Traits that code in a module sees by what the module declares, imports and has from globs.
    pub(super) fn traits_of(&self, module: ModuleId, found: &mut Vec<TraitId>) {
        // Modules that are still to be looked at, and those whose globs led there.
        let mut queue = vec![(module, module)];
        let mut seen = FxHashSet::from_iter([module]);
        while let Some((at, importer)) = queue.pop() {
            let (Some(krate), Some(own)) = (self.krate(at.krate), self.krate(importer.krate)) else { continue };
            let is_seen = |visible: VisibleIn| visible.holds_in(own, importer);
            self.named_traits(krate, at, &is_seen, found);
            for &glob in krate.modules[at.at as usize].globs.iter().rev() {
                if is_seen(VisibleIn::of_import(krate, at.krate, glob))
                    && let Some(meant) = self.import(krate, at.krate, glob, Namespace::Types)
                    && let Def::Module(inside) = meant.def
                    && seen.insert(inside)
                {
                    queue.push((inside, at));
                }
            }
        }
    }

    /// Those that a module declares and those that it imports by name.
    fn named_traits(
        &self,
        krate: &CrateData,
        module: ModuleId,
        is_seen: &dyn Fn(VisibleIn) -> bool,
        found: &mut Vec<TraitId>,
    ) {
        let data = &krate.modules[module.at as usize];
        let declared_in = |at: u32| VisibleIn::of(krate, module.krate, module.at, krate.traits[at as usize].visibility);
        let declared = data.traits.iter().filter(|&&at| is_seen(declared_in(at)));
        let declared = declared.map(|&at| TraitId { krate: module.krate, at });
        let imported = data.named.iter().filter_map(|&at| {
            // Only names that may be a trait's: a trait is not written in lower case.
            let last = krate.imports[at as usize].path.segments.last()?.name.as_str();
            if last.starts_with(char::is_lowercase) || !is_seen(VisibleIn::of_import(krate, module.krate, at)) {
                return None;
            }
            self.import(krate, module.krate, at, Namespace::Types)?.def.as_trait()
        });
        for id in declared.chain(imported) {
            found.push(id);
        }
    }
}
