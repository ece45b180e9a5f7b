//! Name resolution: what a path means in a module.

use crate::knowledge::stubs::PROC_MACRO;
use crate::syntax::hir::{Path, Symbol, Visibility};

use super::builtin::Scalar;
use super::def::{Def, Namespace};
use super::index::Origin;
use super::resolver::Resolver;
use super::visibility::VisibleIn;
use super::{CrateId, ModuleId, expand};

impl Resolver<'_> {
    /// What a path means in a module, and how many of its segments that takes. What is left names something that
    /// belongs to a type: an associated function, type or const.
    pub(crate) fn path(&self, module: ModuleId, path: &Path, namespace: Namespace) -> Option<(Def, usize)> {
        self.lenient(module, path.segments.len(), &|at| path.segments[at].name, namespace)
    }

    /// The same for a path by its names.
    pub(crate) fn names(&self, module: ModuleId, names: &[Symbol], namespace: Namespace) -> Option<(Def, usize)> {
        self.lenient(module, names.len(), &|at| names[at], namespace)
    }

    /// In the other namespace if need be: `Enum::Variant` in a type's place, `Struct` in a value's.
    fn lenient(
        &self,
        module: ModuleId,
        len: usize,
        name: &dyn Fn(usize) -> Symbol,
        namespace: Namespace,
    ) -> Option<(Def, usize)> {
        let other = if namespace == Namespace::Types { Namespace::Values } else { Namespace::Types };
        let found = self.walk(module, len, name, namespace, None);
        let found = if len > 1 { found.or_else(|| self.walk(module, len, name, other, None)) } else { found };
        match found {
            // `use std::str;` hides neither the type `str` nor what the module does not have.
            None | Some((Def::Module(_), 1)) if len > 1 || (len == 1 && namespace == Namespace::Types) => {
                builtin(name(0)).map(|def| (def, 1)).or(found)
            }
            found => found.filter(|(def, _)| *def != Def::Ambiguous),
        }
    }

    /// What a path of so many names means. An import does not find itself by the first name of its path: `use foo::foo`.
    pub(super) fn walk(
        &self,
        module: ModuleId,
        len: usize,
        name: &dyn Fn(usize) -> Symbol,
        namespace: Namespace,
        import: Option<u32>,
    ) -> Option<(Def, usize)> {
        let wanted = |at: usize| if at + 1 == len { namespace } else { Namespace::Types };
        let (mut def, mut used) = self.first(module, len, name, wanted(0), import)?;
        while used < len {
            def = match def {
                Def::Module(inside) => self.binding(inside, name(used), wanted(used))?.def,
                Def::Adt(adt) => match self.variant(adt, name(used)) {
                    Some(at) => Def::Variant(adt, at),
                    None => break,
                },
                Def::Foreign | Def::Ambiguous => def,
                _ => break,
            };
            used += 1;
        }
        Some((def, used))
    }

    fn first(
        &self,
        module: ModuleId,
        len: usize,
        name: &dyn Fn(usize) -> Symbol,
        namespace: Namespace,
        import: Option<u32>,
    ) -> Option<(Def, usize)> {
        if len == 0 {
            return None;
        }
        let (words, first) = (&self.words, name(0));
        let at_module = |at, used| Some((Def::Module(ModuleId { krate: module.krate, at }), used));
        if first == words.krate || first == words.dollar_crate {
            return at_module(0, 1);
        }
        if first == words.own || first == words.parent {
            let krate = self.krate(module.krate)?;
            let mut used = usize::from(first == words.own);
            let above = (used..len).take_while(|&at| name(at) == words.parent).count();
            used += above;
            return at_module(krate.around(module.at).nth(above)?, used);
        }
        if first == words.global {
            return (len > 1).then(|| self.extern_crate(module.krate, name(1)))?.map(|def| (def, 2));
        }
        let krate = self.krate(module.krate)?;
        let itself = import.filter(|at| krate.imported(module.at, first).contains(at));
        let found = match itself {
            Some(_) => self.seen_from(module, first, namespace, itself),
            None => self.name_or_ambiguous(module, first, namespace),
        };
        found.map(|def| (def, 1))
    }

    // ---- names ----

    /// A name as code in a module sees it: blocks outwards, the module, crates, the prelude, built-in types.
    pub(crate) fn name(&self, module: ModuleId, name: Symbol, namespace: Namespace) -> Option<Def> {
        self.name_or_ambiguous(module, name, namespace).and_then(Def::certain)
    }

    fn name_or_ambiguous(&self, module: ModuleId, name: Symbol, namespace: Namespace) -> Option<Def> {
        let memo = self.memo();
        if memo.bindings.is_running() {
            return self.seen_from(module, name, namespace, None);
        }
        let key = (module, name, namespace);
        if let Some(known) = memo.names.borrow().get(&key) {
            return *known;
        }
        let found = self.seen_from(module, name, namespace, None);
        memo.names.borrow_mut().insert(key, found);
        found
    }

    fn seen_from(&self, module: ModuleId, name: Symbol, namespace: Namespace, left_out: Option<u32>) -> Option<Def> {
        let krate = self.krate(module.krate)?;
        let id = module.krate;
        let mut at = module.at;
        loop {
            let inside = ModuleId { krate: id, at };
            let found = if left_out.is_some() && at == module.at {
                let declared = krate.declared(at, name, namespace);
                declared.or_else(|| self.imported(krate, inside, name, namespace, left_out).map(|found| found.def))
            } else {
                self.binding(inside, name, namespace).map(|found| found.def)
            };
            if found.is_some() {
                return found;
            }
            let data = &krate.modules[at as usize];
            match data.parent {
                Some(parent) if data.is_block => at = parent,
                _ => break,
            }
        }
        if namespace == Namespace::Types
            && let Some(def) = self.extern_crate(id, name)
        {
            return Some(def);
        }
        if let Some(found) = self.prelude_module().and_then(|prelude| self.binding(prelude, name, namespace)) {
            return Some(found.def);
        }
        if namespace == Namespace::Types { builtin(name) } else { None }
    }

    fn extern_crate(&self, from: CrateId, name: Symbol) -> Option<Def> {
        let id = if self.words.standard.contains(&name) {
            CrateId::STANDARD
        } else {
            match self.krate(from)?.externs.get(&name).copied().or_else(|| expand::meant_crate(name)) {
                Some(id) => id,
                None if name == self.words.proc_macro => return self.standard(PROC_MACRO),
                None => return None,
            }
        };
        if self.is_near.get() && matches!(self.index.origin(id), Origin::External(_)) {
            return Some(Def::Foreign);
        }
        Some(if self.krate(id).is_some() { Def::Module(ModuleId { krate: id, at: 0 }) } else { Def::Foreign })
    }

    pub(super) fn prelude_module(&self) -> Option<ModuleId> {
        *self.prelude.get_or_init(|| {
            let root = ModuleId { krate: CrateId::STANDARD, at: 0 };
            match self.names(root, &self.words.prelude, Namespace::Types)? {
                (Def::Module(module), 2) => Some(module),
                _ => None,
            }
        })
    }

    /// A name that a module declares, imports, or has from a glob.
    pub(crate) fn in_module(&self, module: ModuleId, name: Symbol, namespace: Namespace) -> Option<Def> {
        self.binding(module, name, namespace)?.def.certain()
    }

    /// Whether code in a module may name what is declared in another, of that visibility.
    pub(crate) fn sees(&self, from: ModuleId, declared: ModuleId, visibility: Visibility) -> bool {
        visibility == Visibility::Public
            || self.are_of_one_package(from.krate, declared.krate)
            || from.krate == declared.krate
                && self.krate(from.krate).is_some_and(|krate| {
                    VisibleIn::of(krate, declared.krate, declared.at, visibility).holds_in(krate, from)
                })
    }

    /// Whether these are two targets of one package. A file that both compile is a module of one of them here, so that what
    /// code of the other sees there is not told.
    fn are_of_one_package(&self, one: CrateId, other: CrateId) -> bool {
        let member = |id: CrateId| match self.index.origin(id) {
            Origin::Member(package) => Some(package),
            Origin::Standard | Origin::External(_) => None,
        };
        one != other && member(one).is_some() && member(one) == member(other)
    }

    /// An item of the standard library by its path.
    pub(crate) fn standard(&self, path: &str) -> Option<Def> {
        let names: Vec<Symbol> = std::iter::once("crate").chain(path.split("::")).map(Symbol::new).collect();
        let root = ModuleId { krate: CrateId::STANDARD, at: 0 };
        self.names(root, &names, Namespace::Types).filter(|(_, used)| *used == names.len()).map(|(def, _)| def)
    }
}

/// A type of the language.
fn builtin(name: Symbol) -> Option<Def> {
    match name.as_str() {
        "str" => Some(Def::Str),
        name => Scalar::named(name).map(Def::Scalar),
    }
}
