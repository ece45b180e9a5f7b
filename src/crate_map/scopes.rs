//! What a module has under a name: what it declares, what it imports, and what its globs bring.
//!
//! As rustc has it, declarations and named imports come before globs, and a glob brings what is visible from where it
//! stands. What globs bring in several meanings is ambiguous: its meaning is not known. Imports lead to other modules,
//! whose imports may lead back; `fixed_point` says what comes of that.
//!
//! Names are looked up when they are asked for, not all at once: nobody asks for most of them, and an import of another
//! crate would have that crate read. Therefore globs of other crates are only asked for what those of the crate's own
//! modules do not have, one after the other. Names that macros declare are not known where these cannot be expanded.

use rustc_hash::FxHashSet;

use crate::syntax::hir::{AdtKind, Import, Symbol};

use super::builtin::Scalar;
use super::crate_data::CrateData;
use super::resolve::Resolver;
use super::visibility::VisibleIn;
use super::{AdtId, AliasId, ConstantId, CrateId, FunctionId, ModuleId, TraitId, small};

/// What a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Def {
    /// A module or a crate's root.
    Module(ModuleId),
    /// A struct, enum or union; as a value, the constructor of a struct.
    Adt(AdtId),
    /// A variant of an enum.
    Variant(AdtId, u32),
    /// A trait.
    Trait(TraitId),
    /// A `type` alias.
    Alias(AliasId),
    /// A function.
    Function(FunctionId),
    /// A const or static.
    Constant(ConstantId),
    /// `u8`, `bool` …
    Scalar(Scalar),
    /// `str`
    Str,
    /// A crate whose sources are not at hand, or something in it.
    Foreign,
    /// One of several items that globs bring under a name. Only `crate_map` itself sees it: elsewhere the name has no
    /// meaning.
    Ambiguous,
}

impl Def {
    /// The struct, enum or union, if it is one.
    pub(crate) fn as_adt(self) -> Option<AdtId> {
        match self {
            Self::Adt(id) => Some(id),
            _ => None,
        }
    }

    /// The trait, if it is one.
    pub(crate) fn as_trait(self) -> Option<TraitId> {
        match self {
            Self::Trait(id) => Some(id),
            _ => None,
        }
    }

    /// The same, if it is certain.
    pub(super) fn certain(self) -> Option<Self> {
        (self != Self::Ambiguous).then_some(self)
    }
}

/// Types and modules, or values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Namespace {
    /// Types, traits, modules.
    Types,
    /// Functions, consts, constructors.
    Values,
}

/// What is asked and remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Query {
    /// What a module has under a name.
    Name(ModuleId, Symbol, Namespace),
    /// What the import of that number in a crate means.
    Import(CrateId, u32, Namespace),
}

/// A name's meaning in a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Binding {
    pub(super) def: Def,
    visible: VisibleIn,
}

impl Binding {
    /// A name of which no more is known than that it is there.
    pub(super) const UNKNOWN: Self = Self { def: Def::Ambiguous, visible: VisibleIn::All };
}

impl Resolver<'_> {
    /// What a module has under a name.
    pub(super) fn binding(&self, module: ModuleId, name: Symbol, namespace: Namespace) -> Option<Binding> {
        let krate = self.krate(module.krate)?;
        if let Some((def, written)) = krate.declaration(module.at, name, namespace) {
            return Some(Binding { def, visible: VisibleIn::of(krate, module.krate, module.at, written) });
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
        let named = krate.imported(module.at, name).iter().filter(|&&at| Some(at) != left_out);
        let mut named = named.filter_map(|&at| {
            let meant = self.import(krate, module.krate, at, namespace)?;
            Some(Binding { visible: visible(krate, module.krate, at), ..meant })
        });
        named.next().or_else(|| self.globbed(krate, module, name, namespace))
    }

    fn globbed(&self, krate: &CrateData, module: ModuleId, name: Symbol, namespace: Namespace) -> Option<Binding> {
        let globs = &krate.modules[module.at as usize].globs;
        let mut found: Option<Binding> = None;
        for &at in globs.iter().filter(|&&at| krate.leads_to(at).is_none()) {
            let Some(one) = self.through_glob(krate, module, at, name, namespace) else { continue };
            found = Some(found.map_or(one, |known| Binding {
                def: if one.def == known.def { known.def } else { Def::Ambiguous },
                visible: known.visible.wider(krate, one.visible),
            }));
        }
        let mut out = globs.iter().filter(|&&at| krate.leads_to(at).is_some());
        found.or_else(|| out.find_map(|&at| self.through_glob(krate, module, at, name, namespace)))
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
        let narrowed = visible(krate, module.krate, at).narrower(krate, meant.visible);
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
    pub(super) fn variant(&self, adt: AdtId, name: Symbol) -> Option<u32> {
        let adt = self.index.adt(adt);
        if adt.kind != AdtKind::Enum {
            return None;
        }
        adt.variants.iter().position(|variant| variant.name == name).map(small)
    }

    // ---- traits ----

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
                if is_seen(visible(krate, at.krate, glob))
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
            if last.starts_with(char::is_lowercase) || !is_seen(visible(krate, module.krate, at)) {
                return None;
            }
            self.import(krate, module.krate, at, Namespace::Types)?.def.as_trait()
        });
        for id in declared.chain(imported) {
            if !found.contains(&id) {
                found.push(id);
            }
        }
    }
}

/// From where the name that an import brings in can be seen.
fn visible(krate: &CrateData, id: CrateId, import: u32) -> VisibleIn {
    let Import { module, visibility, .. } = krate.imports[import as usize];
    VisibleIn::of(krate, id, module, visibility)
}
