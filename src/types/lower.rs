//! Written types → types.

use std::rc::Rc;

use crate::syntax::hir::{Generics, Path, QualifiedPath, Segment, Symbol, TypeRef};

use super::context::Context;
use super::ty::{Args, FnSig, Projection, Subst, Ty};
use crate::crate_map::{AdtId, AliasId, Def, ImplId, ModuleId, Namespace, TraitId};

/// How deep aliases and bounds may nest before nothing more is said.
const DEEPEST: usize = 32;

/// Aliases and bounds that may be followed for one written type: those that name another twice double with each.
const MOST_STEPS: usize = 4096;

/// Where a written type stands.
#[derive(Clone, Default)]
pub(super) struct TypeScope<'a> {
    pub(super) module: Option<ModuleId>,
    pub(super) generics: Vec<&'a Generics>,
    pub(super) self_ty: Option<Ty>,
    pub(super) of_trait: Option<TraitId>,
    pub(super) of_impl: Option<ImplId>,
    /// Makes a variable for `_` and for what is left out; without it, such a type is not known.
    pub(super) hole: Option<&'a dyn Fn() -> Ty>,
    /// Whether the path is a value's: `Pair::new` leaves its arguments to inference, defaults or not.
    pub(super) is_value: bool,
}

impl<'a> TypeScope<'a> {
    /// Of an item with these parameters.
    pub(super) fn of_item(module: ModuleId, generics: &'a Generics) -> Self {
        Self { module: Some(module), generics: vec![generics], ..Self::default() }
    }

    pub(super) fn hole(&self) -> Ty {
        self.hole.map_or(Ty::Unknown, |hole| hole())
    }

    pub(super) fn has_param(&self, name: Symbol) -> bool {
        self.generics.iter().any(|generics| generics.params.iter().any(|param| param.name == name))
    }
}

impl Context<'_> {
    /// What a written type means.
    pub(super) fn lower(&self, scope: &TypeScope<'_>, ty: &TypeRef) -> Ty {
        match ty {
            TypeRef::Path(path) => self.lower_path(scope, path),
            TypeRef::Qualified(path) => {
                let QualifiedPath { self_ty, of_trait, rest } = &**path;
                let mut ty = self.lower(scope, self_ty);
                let mut of_trait = of_trait.as_ref().and_then(|path| self.trait_ref(scope, path));
                for segment in rest {
                    let (id, args) =
                        of_trait.take().map_or((None, Vec::new()), |of_trait| (Some(of_trait.id), of_trait.args));
                    let id = id.or_else(|| self.trait_with_type(scope, &ty, segment.name));
                    ty = Ty::Projection(Rc::new(Projection { self_ty: ty, of_trait: id, args, name: segment.name }));
                }
                ty
            }
            TypeRef::Ref(inner, mutable) => Ty::Ref(Rc::new(self.lower(scope, inner)), *mutable),
            TypeRef::Ptr(inner) => Ty::Ptr(Rc::new(self.lower(scope, inner))),
            TypeRef::Tuple(items) => Ty::Tuple(items.iter().map(|item| self.lower(scope, item)).collect()),
            TypeRef::Array(array) => Ty::Array(Rc::new(self.lower(scope, &array.0)), array.1),
            TypeRef::Slice(inner) => Ty::Slice(Rc::new(self.lower(scope, inner))),
            TypeRef::Fn(of) => Ty::Fn(Rc::new(FnSig {
                params: of.params.iter().map(|param| self.lower(scope, param)).collect(),
                output: self.lower(scope, &of.output),
            })),
            TypeRef::Impl(bounds) => Ty::Opaque(self.trait_refs(scope, bounds)),
            TypeRef::Dyn(bounds) => Ty::Dyn(self.trait_refs(scope, bounds)),
            TypeRef::Never => Ty::Never,
            TypeRef::Infer => scope.hole(),
            TypeRef::Const(value) => Ty::Const(*value),
            TypeRef::Unknown => Ty::Unknown,
        }
    }

    fn lower_path(&self, scope: &TypeScope<'_>, path: &Path) -> Ty {
        let Some(first) = path.segments.first() else { return Ty::Unknown };
        let base = if first.name.as_str() == "Self" {
            scope.self_ty.clone().or_else(|| scope.of_trait.map(|_| Ty::Param(first.name)))
        } else if scope.has_param(first.name) {
            Some(Ty::Param(first.name))
        } else {
            None
        };
        if let Some(base) = base {
            return self.associated_types(scope, base, &path.segments[1..]);
        }
        let Some(module) = scope.module else { return Ty::Unknown };
        let Some((def, used)) = self.resolver.path(module, path, Namespace::Types) else {
            return Ty::Unknown;
        };
        let ty = self.type_of_def(scope, def, path, used);
        self.associated_types(scope, ty, &path.segments[used..])
    }

    pub(super) fn associated_types(&self, scope: &TypeScope<'_>, base: Ty, rest: &[Segment]) -> Ty {
        rest.iter().fold(base, |ty, segment| {
            let of_trait = self.trait_with_type(scope, &ty, segment.name);
            // `Self::Item` within the impl that says what it is.
            if let (Some(at), Some(own)) = (scope.of_impl, &scope.self_ty)
                && *own == ty
                && let Some(found) = self.impl_type(at, segment.name)
            {
                return found;
            }
            Ty::Projection(Rc::new(Projection { self_ty: ty, of_trait, args: Vec::new(), name: segment.name }))
        })
    }

    /// The type that a definition is, with the arguments that the path's segments give.
    pub(super) fn type_of_def(&self, scope: &TypeScope<'_>, def: Def, path: &Path, used: usize) -> Ty {
        let written = |at: usize| path.segments.get(at).and_then(|segment| segment.args.as_deref());
        let types = |at: Option<usize>| {
            at.and_then(written)
                .map_or_else(Vec::new, |args| args.types.iter().map(|ty| self.lower(scope, ty)).collect::<Vec<_>>())
        };
        match def {
            Def::Adt(id) => Ty::Adt(id, self.adt_args(id, types(used.checked_sub(1)), scope)),
            Def::Variant(id, _) => {
                let args = types(used.checked_sub(1));
                let args = if args.is_empty() { types(used.checked_sub(2)) } else { args };
                Ty::Adt(id, self.adt_args(id, args, scope))
            }
            Def::Alias(id) => self.alias(id, types(used.checked_sub(1)), scope),
            Def::Scalar(scalar) => Ty::Scalar(scalar),
            Def::Str => Ty::Str,
            Def::Trait(_) => self.trait_ref(scope, path).map_or(Ty::Unknown, |of_trait| Ty::Dyn(Rc::from([of_trait]))),
            Def::Foreign => {
                let names: Vec<&str> = path.segments.iter().map(|segment| segment.name.as_str()).collect();
                Ty::Foreign(Symbol::new(&names.join("::")), types(path.segments.len().checked_sub(1)).into())
            }
            Def::Module(_) | Def::Function(_) | Def::Constant(_) | Def::Ambiguous => Ty::Unknown,
        }
    }

    /// Arguments of an adt: what is written, then defaults, then holes.
    pub(super) fn adt_args(&self, id: AdtId, written: Vec<Ty>, scope: &TypeScope<'_>) -> Args {
        let adt = self.index.adt(id);
        if written.len() >= adt.generics.params.len() {
            return written.into_iter().take(adt.generics.params.len()).collect();
        }
        let module = ModuleId { krate: id.krate, at: adt.module };
        self.filled(&adt.generics, written, scope, module)
    }

    /// A type of the standard library.
    pub(super) fn std_adt(&self, path: &'static str, args: Vec<Ty>) -> Ty {
        match self.std_def(path) {
            Some(Def::Adt(id)) => Ty::Adt(id, self.adt_args(id, args, &TypeScope::default())),
            _ => Ty::Unknown,
        }
    }

    fn filled(&self, generics: &Generics, written: Vec<Ty>, scope: &TypeScope<'_>, module: ModuleId) -> Args {
        let mut args = written;
        let mut subst = Subst::default();
        for (at, param) in generics.params.iter().enumerate() {
            if at >= args.len() {
                args.push(match &param.default {
                    Some(default) if !scope.is_value => {
                        subst.apply(&self.lower(&TypeScope::of_item(module, generics), default))
                    }
                    _ => scope.hole(),
                });
            }
            subst.push(param.name, args[at].clone());
        }
        args.truncate(generics.params.len());
        args.into()
    }

    fn alias(&self, id: AliasId, written: Vec<Ty>, scope: &TypeScope<'_>) -> Ty {
        let alias = &self.index.crate_of(id.krate).aliases[id.at as usize];
        let module = ModuleId { krate: id.krate, at: alias.module };
        let args = self.filled(&alias.generics, written, scope, module);
        let inside = TypeScope { hole: scope.hole, ..TypeScope::of_item(module, &alias.generics) };
        // Only here is it too much: associated types lead in circles in any program, and to no type then.
        let Some(ty) = self.deeper(|| self.lower(&inside, &alias.ty)) else {
            self.is_cut.set(true);
            return Ty::Unknown;
        };
        let subst = Subst(alias.generics.params.iter().map(|param| param.name).zip(args.iter().cloned()).collect());
        let ty = subst.apply(&ty);
        if ty.is_too_large() {
            self.is_cut.set(true);
            return Ty::Unknown;
        }
        ty
    }

    pub(super) fn deeper<R>(&self, inside: impl FnOnce() -> R) -> Option<R> {
        if self.depth.get() == 0 {
            self.steps.set(0);
        }
        self.steps.set(self.steps.get() + 1);
        if self.depth.get() >= DEEPEST || self.steps.get() > MOST_STEPS {
            return None;
        }
        self.depth.set(self.depth.get() + 1);
        let result = inside();
        self.depth.set(self.depth.get() - 1);
        Some(result)
    }
}
