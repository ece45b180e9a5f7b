//! Name resolution: what a path means in a module.
//!
//! Imports are followed when a name is asked for, not all at once: nobody asks for most of them. Names that macros
//! declare are not known.

use rustc_hash::FxHashMap;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use crate::syntax::hir::{Import, Path, Symbol};
use crate::types::ty::Scalar;

use super::krate::Crate;
use super::{AdtId, AliasId, ConstantId, CrateId, FunctionId, Index, ModuleId, Origin, TraitId};

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
}

/// Where traits are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// In the workspace and the standard library, which have been read anyhow.
    Near,
    /// In dependencies too.
    All,
}

/// Types and modules, or values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Namespace {
    /// Types, traits, modules.
    Types,
    /// Functions, consts, constructors.
    Values,
}

/// Resolves names. Remembers what it found; one for each thread.
pub(crate) struct Resolver<'i> {
    pub(crate) index: &'i Index<'i>,
    all: Memo,
    /// The same with dependencies left out.
    near: Memo,
    /// Whether dependencies are left out.
    is_near: Cell<bool>,
    /// The module of the standard prelude.
    prelude: OnceCell<Option<ModuleId>>,
    /// What is being resolved: globs and imports may go in circles.
    active: RefCell<Vec<(ModuleId, Symbol, Namespace)>>,
    words: Words,
}

/// What has been resolved.
#[derive(Default)]
struct Memo {
    /// What a module has under a name, and what code in it means by a name.
    in_module: RefCell<FxHashMap<(ModuleId, Symbol, Namespace), Option<Def>>>,
    names: RefCell<FxHashMap<(ModuleId, Symbol, Namespace), Option<Def>>>,
    /// What imports mean.
    imports: RefCell<FxHashMap<(CrateId, u32, Namespace), Option<Def>>>,
    /// Traits in scope of a module.
    traits: RefCell<FxHashMap<ModuleId, Rc<[TraitId]>>>,
}

struct Words {
    krate: Symbol,
    dollar_crate: Symbol,
    own: Symbol,
    parent: Symbol,
    global: Symbol,
    standard: [Symbol; 3],
    prelude: [Symbol; 2],
}

const STANDARD: CrateId = CrateId(0);

impl<'i> Resolver<'i> {
    pub(crate) fn new(index: &'i Index<'i>) -> Self {
        let words = Words {
            krate: Symbol::new("crate"),
            dollar_crate: Symbol::new("$crate"),
            own: Symbol::new("self"),
            parent: Symbol::new("super"),
            global: Symbol::new(""),
            standard: ["std", "core", "alloc"].map(Symbol::new),
            prelude: ["prelude", "v1"].map(Symbol::new),
        };
        Self {
            index,
            all: Memo::default(),
            near: Memo::default(),
            is_near: Cell::new(false),
            prelude: OnceCell::new(),
            active: RefCell::default(),
            words,
        }
    }

    fn memo(&self) -> &Memo {
        if self.is_near.get() { &self.near } else { &self.all }
    }

    fn krate(&self, id: CrateId) -> Option<&'i Crate> {
        self.index.krate(id)
    }

    /// What a path means in a module, and how many of its segments that takes. What is left names something that
    /// belongs to a type: an associated function, type or const.
    pub(crate) fn path(&self, module: ModuleId, path: &Path, namespace: Namespace) -> Option<(Def, usize)> {
        let names: Vec<Symbol> = path.segments.iter().map(|segment| segment.name).collect();
        self.names(module, &names, namespace)
    }

    pub(crate) fn names(&self, module: ModuleId, names: &[Symbol], namespace: Namespace) -> Option<(Def, usize)> {
        let (mut def, mut used) = self.first(module, names, namespace)?;
        while let Some(&name) = names.get(used) {
            let wanted = if used + 1 == names.len() { namespace } else { Namespace::Types };
            def = match def {
                Def::Module(inside) => self.in_module(inside, name, wanted).or_else(|| {
                    // `Enum::Variant` in a type's place, `Struct` in a value's.
                    let other = if wanted == Namespace::Types { Namespace::Values } else { Namespace::Types };
                    self.in_module(inside, name, other).filter(|_| used + 1 == names.len())
                })?,
                Def::Adt(adt) => match self.variant(adt, name) {
                    Some(at) => Def::Variant(adt, at),
                    None => return Some((def, used)),
                },
                Def::Foreign => Def::Foreign,
                _ => return Some((def, used)),
            };
            used += 1;
        }
        Some((def, used))
    }

    fn first(&self, module: ModuleId, names: &[Symbol], namespace: Namespace) -> Option<(Def, usize)> {
        let words = &self.words;
        let &first = names.first()?;
        if first == words.krate || first == words.dollar_crate {
            return Some((Def::Module(ModuleId { krate: module.krate, at: 0 }), 1));
        }
        if first == words.own || first == words.parent {
            let krate = self.krate(module.krate)?;
            let mut at = out_of_blocks(krate, module.at);
            let mut used = usize::from(first == words.own);
            while names.get(used) == Some(&words.parent) {
                at = out_of_blocks(krate, krate.modules[at as usize].parent?);
                used += 1;
            }
            return Some((Def::Module(ModuleId { krate: module.krate, at }), used));
        }
        if first == words.global {
            return Some((self.extern_crate(module.krate, *names.get(1)?)?, 2));
        }
        let wanted = if names.len() == 1 { namespace } else { Namespace::Types };
        Some((self.name(module, first, wanted)?, 1))
    }

    /// A name as code in a module sees it: blocks outwards, the module, crates, the prelude, built-in types.
    pub(crate) fn name(&self, module: ModuleId, name: Symbol, namespace: Namespace) -> Option<Def> {
        let key = (module, name, namespace);
        if let Some(known) = self.memo().names.borrow().get(&key) {
            return *known;
        }
        let found = self.seen_from(module, name, namespace);
        // What is being resolved is not found by itself: that holds only now.
        if self.active.borrow().is_empty() {
            self.memo().names.borrow_mut().insert(key, found);
        }
        found
    }

    fn seen_from(&self, module: ModuleId, name: Symbol, namespace: Namespace) -> Option<Def> {
        let krate = self.krate(module.krate)?;
        let mut at = module.at;
        loop {
            if let Some(def) = self.in_module(ModuleId { krate: module.krate, at }, name, namespace) {
                return Some(def);
            }
            let data = &krate.modules[at as usize];
            match data.parent {
                Some(parent) if data.is_block => at = parent,
                _ => break,
            }
        }
        if namespace == Namespace::Types
            && let Some(def) = self.extern_crate(module.krate, name)
        {
            return Some(def);
        }
        self.prelude(name, namespace).or_else(|| {
            let scalar = || Scalar::named(name.as_str()).map(Def::Scalar);
            (namespace == Namespace::Types)
                .then(|| if name.as_str() == "str" { Some(Def::Str) } else { scalar() })
                .flatten()
        })
    }

    fn extern_crate(&self, from: CrateId, name: Symbol) -> Option<Def> {
        let id = if self.words.standard.contains(&name) {
            STANDARD
        } else {
            self.krate(from)?.externs.get(&name).copied().or_else(|| super::expand::meant_crate(name))?
        };
        if self.is_near.get() && matches!(self.index.origin(id), Origin::External(_)) {
            return Some(Def::Foreign);
        }
        Some(if self.krate(id).is_some() { Def::Module(ModuleId { krate: id, at: 0 }) } else { Def::Foreign })
    }

    fn prelude(&self, name: Symbol, namespace: Namespace) -> Option<Def> {
        self.in_module(self.prelude_module()?, name, namespace)
    }

    fn prelude_module(&self) -> Option<ModuleId> {
        *self.prelude.get_or_init(|| {
            let root = ModuleId { krate: STANDARD, at: 0 };
            match self.names(root, &self.words.prelude, Namespace::Types)? {
                (Def::Module(module), 2) => Some(module),
                _ => None,
            }
        })
    }

    /// A name that a module declares, imports, or has from a glob.
    pub(crate) fn in_module(&self, module: ModuleId, name: Symbol, namespace: Namespace) -> Option<Def> {
        let krate = self.krate(module.krate)?;
        if let Some(def) = krate.declared(module.at, name, namespace) {
            return Some(def);
        }
        let data = &krate.modules[module.at as usize];
        if data.globs.is_empty() && data.named.is_empty() {
            return None;
        }
        let key = (module, name, namespace);
        let memo = &self.memo().in_module;
        if let Some(known) = memo.borrow().get(&key) {
            return *known;
        }
        if self.active.borrow().contains(&key) {
            return None;
        }
        self.active.borrow_mut().push(key);
        let found = self.imported(krate, module, name, namespace);
        self.active.borrow_mut().pop();
        // What was cut short by a circle may be found another time.
        if found.is_some() || self.active.borrow().is_empty() {
            memo.borrow_mut().insert(key, found);
        }
        found
    }

    fn imported(&self, krate: &Crate, module: ModuleId, name: Symbol, namespace: Namespace) -> Option<Def> {
        let named =
            krate.imported(module.at, name).iter().find_map(|&at| self.import(krate, module.krate, at, namespace));
        named.or_else(|| {
            krate.modules[module.at as usize].globs.iter().find_map(|&at| {
                match self.import(krate, module.krate, at, Namespace::Types)? {
                    Def::Module(inside) => self.in_module(inside, name, namespace),
                    Def::Adt(adt) => self.variant(adt, name).map(|at| Def::Variant(adt, at)),
                    _ => None,
                }
            })
        })
    }

    /// What a `use` path means: it must be used up whole.
    fn import(&self, krate: &Crate, id: CrateId, at: u32, namespace: Namespace) -> Option<Def> {
        let key = (id, at, namespace);
        if let Some(known) = self.memo().imports.borrow().get(&key) {
            return *known;
        }
        let Import { path, module, .. } = &krate.imports[at as usize];
        // `use foo::foo` does not find itself: what is being resolved is not found, and a crate of that name comes next.
        let found = self.path(ModuleId { krate: id, at: *module }, path, namespace);
        let found = found.filter(|(_, used)| *used == path.segments.len()).map(|(def, _)| def);
        if found.is_some() || self.active.borrow().is_empty() {
            self.memo().imports.borrow_mut().insert(key, found);
        }
        found
    }

    fn variant(&self, adt: AdtId, name: Symbol) -> Option<u32> {
        let adt = self.index.adt(adt);
        if adt.kind != crate::syntax::hir::AdtKind::Enum {
            return None;
        }
        adt.variants.iter().position(|variant| variant.name == name).map(super::krate::small)
    }

    /// An item of the standard library by its path.
    pub(crate) fn standard(&self, path: &str) -> Option<Def> {
        let names: Vec<Symbol> = std::iter::once("crate").chain(path.split("::")).map(Symbol::new).collect();
        let root = ModuleId { krate: STANDARD, at: 0 };
        self.names(root, &names, Namespace::Types).filter(|(_, used)| *used == names.len()).map(|(def, _)| def)
    }

    /// Traits whose methods can be called in a module, those that have this function: declared, imported, from globs
    /// and the prelude.
    pub(crate) fn traits_in_scope(&self, module: ModuleId, function: Symbol, reach: Reach) -> Vec<TraitId> {
        self.is_near.set(reach == Reach::Near);
        let traits = self.traits_around(module);
        self.is_near.set(false);
        let has =
            |id: &&TraitId| self.krate(id.krate).is_some_and(|krate| krate.traits_with(function).contains(&id.at));
        traits.iter().filter(has).copied().collect()
    }

    fn traits_around(&self, module: ModuleId) -> Rc<[TraitId]> {
        if let Some(known) = self.memo().traits.borrow().get(&module) {
            return Rc::clone(known);
        }
        let mut found = Vec::new();
        if let Some(krate) = self.krate(module.krate) {
            let mut at = module.at;
            loop {
                self.module_traits(ModuleId { krate: module.krate, at }, &mut found, &mut Vec::new());
                let data = &krate.modules[at as usize];
                match data.parent {
                    Some(parent) if data.is_block => at = parent,
                    _ => break,
                }
            }
        }
        if let Some(prelude) = self.prelude_module() {
            self.module_traits(prelude, &mut found, &mut Vec::new());
        }
        let found: Rc<[TraitId]> = found.into();
        self.memo().traits.borrow_mut().insert(module, Rc::clone(&found));
        found
    }

    fn module_traits(&self, module: ModuleId, found: &mut Vec<TraitId>, seen: &mut Vec<ModuleId>) {
        if seen.contains(&module) {
            return;
        }
        seen.push(module);
        let Some(krate) = self.krate(module.krate) else { return };
        let data = &krate.modules[module.at as usize];
        let mut add = |id: TraitId| {
            if !found.contains(&id) {
                found.push(id);
            }
        };
        data.traits.iter().for_each(|&at| add(TraitId { krate: module.krate, at }));
        for &at in &data.named {
            // Only names that may be a trait's: a trait is not written in lower case.
            let path = &krate.imports[at as usize].path;
            let last = path.segments.last().map_or("", |segment| segment.name.as_str());
            if last.starts_with(|first: char| first.is_lowercase()) {
                continue;
            }
            if let Some(Def::Trait(id)) = self.import(krate, module.krate, at, Namespace::Types) {
                add(id);
            }
        }
        for &at in &data.globs {
            if let Some(Def::Module(inside)) = self.import(krate, module.krate, at, Namespace::Types) {
                self.module_traits(inside, found, seen);
            }
        }
    }
}

/// The module that a block stands in, or the module itself.
fn out_of_blocks(krate: &Crate, mut at: u32) -> u32 {
    loop {
        let data = &krate.modules[at as usize];
        match data.parent {
            Some(parent) if data.is_block => at = parent,
            _ => return at,
        }
    }
}
