//! What a module has under a name: what it declares, what it imports, and what its globs bring.
//!
//! As rustc has it, declarations and named imports come before globs, and a glob brings what is visible from where it
//! stands. What globs bring in several meanings is ambiguous: its meaning is not known. Imports lead to other modules,
//! whose imports may lead back; `fixed_point` says what comes of that.
//!
//! Names are looked up on demand, not all at once: most of them are never needed, and an import of another crate would
//! have that crate read. Therefore globs of other crates are searched only for what those of the crate's own modules do
//! not have, one after the other. Names that macros declare are not known where these cannot be expanded.

use std::cmp::Ordering;

use crate::syntax::hir::{AdtKind, Import, Presence, Symbol};

use super::crate_data::{CrateData, Declared};
use super::def::{Def, Namespace};
use super::resolver::{Binding, Query, Resolver};
use super::visibility::VisibleIn;
use super::{AdtId, CrateId, ModuleId, small};

/// Of so many names, it is as fast to compare them all as to look one up.
const FEW: usize = 16;

/// One of several meanings of a name, of which the build has one.
#[derive(Clone, Copy)]
struct Candidate {
    binding: Binding,
    presence: Presence,
}

impl Candidate {
    /// The one that the build has. Where that is not known, they have to agree.
    fn or(self, other: Self) -> Self {
        match self.presence.cmp(&other.presence) {
            Ordering::Less => self,
            Ordering::Greater => other,
            Ordering::Equal if self.presence == Presence::Sure || self.binding.def == other.binding.def => self,
            Ordering::Equal => Self { binding: Binding { def: Def::Ambiguous, ..self.binding }, ..self },
        }
    }
}

impl Resolver<'_> {
    /// What a module has under a name.
    pub(super) fn binding(&self, module: ModuleId, name: Symbol, namespace: Namespace) -> Option<Binding> {
        let krate = self.krate(module.krate)?;
        if let Some(declared) = krate.declaration(module.at, name, namespace) {
            let Declared { def, visibility, presence } = declared;
            let visible = VisibleIn::of(krate, module.krate, module.at, visibility);
            let own = Candidate { binding: Binding { def, visible }, presence };
            if presence == Presence::Sure {
                return Some(own.binding);
            }
            // `#[cfg(feature = "x")] use other::Name;` beside it.
            return self.chosen(Some(own), krate, module, name, namespace, None);
        }
        let data = &krate.modules[module.at as usize];
        if data.globs.is_empty() && data.named.is_empty() {
            return None;
        }
        let compute = || self.imported(krate, module, name, namespace, None);
        self.memo().bindings.get(Query::Name(module, name, namespace), compute)
    }

    /// What a module imports under a name, with one import left out.
    pub(super) fn imported(
        &self,
        krate: &CrateData,
        module: ModuleId,
        name: Symbol,
        namespace: Namespace,
        left_out: Option<u32>,
    ) -> Option<Binding> {
        self.chosen(None, krate, module, name, namespace, left_out)
    }

    /// What a name means that a module may declare, import and have from globs: the first of these that the build has. What
    /// it does not have hides no glob.
    fn chosen(
        &self,
        own: Option<Candidate>,
        krate: &CrateData,
        module: ModuleId,
        name: Symbol,
        namespace: Namespace,
        left_out: Option<u32>,
    ) -> Option<Binding> {
        let (imported, lost) = self.named(krate, module, name, namespace, left_out);
        let found = match (own, imported) {
            (Some(own), Some(imported)) => Some(own.or(imported)),
            (own, imported) => own.or(imported),
        };
        let globbed = || self.globbed(krate, module, name, namespace);
        match found {
            Some(found) if found.presence == Presence::Off => globbed().or(Some(found.binding)),
            Some(found) => Some(found.binding),
            None => lost.or_else(globbed),
        }
    }

    /// What the imports by that name mean, and where one of them leads that has lost its meaning.
    fn named(
        &self,
        krate: &CrateData,
        module: ModuleId,
        name: Symbol,
        namespace: Namespace,
        left_out: Option<u32>,
    ) -> (Option<Candidate>, Option<Binding>) {
        let named = krate.imported(module.at, name).iter().filter(|&&at| Some(at) != left_out);
        let (mut found, mut lost): (Option<Candidate>, _) = (None, None);
        for &at in named {
            let visible = VisibleIn::of_import(krate, module.krate, at);
            let presence = krate.imports[at as usize].presence;
            match self.import(krate, module.krate, at, namespace) {
                Some(meant) => {
                    let one = Candidate { binding: Binding { visible, ..meant }, presence };
                    found = Some(found.map_or(one, |known| known.or(one)));
                    if presence == Presence::Sure {
                        break;
                    }
                }
                None if self.is_lost(krate, module.krate, at) => lost = Some(Binding { visible, ..Binding::UNKNOWN }),
                // The name of a macro, or of the other namespace.
                None => {}
            }
        }
        (found, lost)
    }

    /// Whether an import without a meaning may have one: it leads to what is not there, or to a module whose
    /// names are not all known.
    fn is_lost(&self, krate: &CrateData, id: CrateId, at: u32) -> bool {
        let Import { path, module, .. } = &krate.imports[at as usize];
        let module = ModuleId { krate: id, at: *module };
        let Some((_, parents)) = path.segments.split_last() else { return false };
        // A crate, or a macro of this one.
        if parents.iter().all(|segment| segment.name.as_str().is_empty()) {
            return false;
        }
        match self.walk(module, parents.len(), &|at| parents[at].name, Namespace::Types, Some(at)) {
            None | Some((Def::Ambiguous, _)) => true,
            Some((Def::Module(of), _)) => {
                let is_other = |namespace| self.import(krate, id, at, namespace).is_some();
                self.krate(of.krate).is_some_and(|krate| krate.modules[of.at as usize].has_unknown_names)
                    && ![Namespace::Types, Namespace::Values].into_iter().any(is_other)
            }
            _ => false,
        }
    }

    fn globbed(&self, krate: &CrateData, module: ModuleId, name: Symbol, namespace: Namespace) -> Option<Binding> {
        let globs = self.globs(krate, module);
        let through = |at: &u32| self.through_glob(krate, module, *at, name, namespace);
        let mut found: Option<Binding> = None;
        for one in self.that_may_bring(krate, module, &globs.near, name).iter().filter_map(through) {
            found = Some(found.map_or(one, |known| Binding {
                def: if one.def == known.def { known.def } else { Def::Ambiguous },
                visible: known.visible.wider(krate, one.visible),
            }));
        }
        found.or_else(|| self.that_may_bring(krate, module, &globs.far, name).iter().find_map(through))
    }

    fn through_glob(
        &self,
        krate: &CrateData,
        module: ModuleId,
        at: u32,
        name: Symbol,
        namespace: Namespace,
    ) -> Option<Binding> {
        let meant = match self.import(krate, module.krate, at, Namespace::Types)?.def {
            Def::Module(inside) => self.binding(inside, name, namespace)?,
            Def::Adt(adt) => {
                let def = self.variant(adt, name).map(|at| Def::Variant(adt, at))?;
                Binding { def, visible: VisibleIn::All }
            }
            _ => return None,
        };
        let narrowed = VisibleIn::of_import(krate, module.krate, at).narrower(krate, meant.visible);
        meant.visible.holds_in(krate, module).then_some(Binding { visible: narrowed, ..meant })
    }

    /// What a `use` path means: it must be used up whole.
    pub(super) fn import(&self, krate: &CrateData, id: CrateId, at: u32, namespace: Namespace) -> Option<Binding> {
        let compute = || {
            let Import { path, module, .. } = &krate.imports[at as usize];
            let module = ModuleId { krate: id, at: *module };
            let segments = path.segments.len();
            let (def, used) = self.walk(module, segments, &|at| path.segments[at].name, namespace, Some(at))?;
            (used == segments).then_some(Binding { def, visible: VisibleIn::All })
        };
        self.memo().bindings.get(Query::Import(id, at, namespace), compute)
    }

    /// The variant of an enum by its name.
    pub(super) fn variant(&self, id: AdtId, name: Symbol) -> Option<u32> {
        let adt = self.index.adt(id);
        if adt.kind != AdtKind::Enum {
            return None;
        }
        if adt.variants.len() <= FEW {
            return adt.variants.iter().position(|variant| variant.name == name).map(small);
        }
        let mut memo = self.memo().variants.borrow_mut();
        // Of two that different builds have, the first counts.
        let numbers = || adt.variants.iter().enumerate().rev().map(|(at, variant)| (variant.name, small(at))).collect();
        let numbers = memo.entry(id).or_insert_with(numbers);
        numbers.get(&name).copied()
    }
}
