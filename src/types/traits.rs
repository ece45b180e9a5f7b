//! Traits in written types, and what a trait declares.

use std::rc::Rc;

use crate::syntax::hir::{Path, Symbol, TypeRef};

use super::context::Context;
use super::lower::TypeScope;
use super::ty::{Projection, Subst, TraitRef, Ty};
use crate::crate_map::{Def, ImplId, ModuleId, Namespace, TraitId};

impl<'i> Context<'i> {
    pub(super) fn trait_refs(&self, scope: &TypeScope<'_>, bounds: &[Path]) -> Rc<[TraitRef]> {
        bounds.iter().filter_map(|bound| self.trait_ref(scope, bound)).collect()
    }

    pub(super) fn trait_ref(&self, scope: &TypeScope<'_>, path: &Path) -> Option<TraitRef> {
        let (def, used) = self.resolver.path(scope.module?, path, Namespace::Types)?;
        let Def::Trait(id) = def else { return None };
        if used != path.segments.len() {
            return None;
        }
        let (args, bindings) = match path.segments.last()?.args.as_deref() {
            None => (Vec::new(), Vec::new()),
            Some(args) => (
                args.types.iter().map(|ty| self.lower(scope, ty)).collect(),
                args.bindings
                    .iter()
                    .map(|(name, ty)| (*name, self.lower(scope, ty)))
                    .chain(
                        args.constraints
                            .iter()
                            .map(|(name, bounds)| (*name, Ty::Opaque(self.trait_refs(scope, bounds)))),
                    )
                    .collect(),
            ),
        };
        Some(TraitRef { id, args, bindings })
    }

    pub(super) fn trait_data(&self, id: TraitId) -> &'i crate::syntax::hir::Trait {
        &self.index.crate_of(id.krate).traits[id.at as usize]
    }

    pub(super) fn trait_scope(&self, id: TraitId) -> TypeScope<'i> {
        let data = self.trait_data(id);
        let module = ModuleId { krate: id.krate, at: data.module };
        TypeScope { of_trait: Some(id), ..TypeScope::of_item(module, &data.generics) }
    }

    /// The traits that a trait demands, over `Self`.
    pub(super) fn supertraits(&self, id: TraitId) -> Rc<[TraitRef]> {
        let data = self.trait_data(id);
        if data.supertraits.is_empty() {
            return Rc::from([]);
        }
        self.trait_refs(&self.trait_scope(id), &data.supertraits)
    }

    /// The trait that gives a type its associated type of that name.
    pub(super) fn trait_with_type(&self, scope: &TypeScope<'_>, ty: &Ty, name: Symbol) -> Option<TraitId> {
        let declares = |id: TraitId| self.trait_with_type_above(id, name, 0);
        let bounds = |wanted: &dyn Fn(&TypeRef) -> bool, param: Option<Symbol>| {
            scope.generics.iter().find_map(|generics| {
                let on_param =
                    generics.params.iter().filter(|known| Some(known.name) == param).flat_map(|known| &known.bounds);
                let in_where = generics.wheres.iter().filter(|(ty, _)| wanted(ty)).flat_map(|(_, bounds)| bounds);
                on_param.chain(in_where).find_map(|bound| {
                    self.resolver.path(scope.module?, bound, Namespace::Types)?.0.as_trait().and_then(declares)
                })
            })
        };
        match ty {
            Ty::Param(param) if param.as_str() == "Self" => scope.of_trait.and_then(declares),
            Ty::Param(param) => {
                let is_param = |ty: &TypeRef| matches!(ty, TypeRef::Path(path) if path.segments.len() == 1 && path.segments[0].name == *param);
                bounds(&is_param, Some(*param))
            }
            Ty::Projection(projection) => {
                let is_same = |ty: &TypeRef| match ty {
                    TypeRef::Path(path) => {
                        path.segments.len() > 1 && path.segments.last().is_some_and(|last| last.name == projection.name)
                    }
                    TypeRef::Qualified(path) => path.rest.last().is_some_and(|last| last.name == projection.name),
                    _ => false,
                };
                bounds(&is_same, None).or_else(|| {
                    let id = projection.of_trait?;
                    let types = &self.trait_data(id).types;
                    let own = types.iter().find(|known| known.name == projection.name)?;
                    let inside = self.trait_scope(id);
                    self.trait_refs(&inside, &own.bounds).iter().find_map(|bound| declares(bound.id))
                })
            }
            // `Self::Error` in an impl: the trait of the impl, or one above it.
            _ => scope.of_impl.and_then(|id| self.impl_trait_id(id)).and_then(declares),
        }
    }

    fn impl_trait_id(&self, id: ImplId) -> Option<TraitId> {
        let data = self.impl_data(id);
        let module = ModuleId { krate: id.krate, at: data.module };
        self.resolver.path(module, data.of_trait.as_ref()?, Namespace::Types)?.0.as_trait()
    }

    pub(super) fn trait_with_type_above(&self, id: TraitId, name: Symbol, depth: usize) -> Option<TraitId> {
        let data = self.trait_data(id);
        if data.types.iter().any(|ty| ty.name == name) {
            return Some(id);
        }
        if depth > 8 {
            return None;
        }
        let scope = self.trait_scope(id);
        data.supertraits.iter().find_map(|path| match self.resolver.path(scope.module?, path, Namespace::Types)? {
            (Def::Trait(above), _) => self.trait_with_type_above(above, name, depth + 1),
            _ => None,
        })
    }

    /// `Self` and the parameters of a trait, as a bound gives them.
    pub(super) fn trait_subst(&self, bound: &TraitRef, own: &Ty) -> Subst {
        let params = &self.trait_data(bound.id).generics.params;
        let mut subst = Subst::default();
        for (at, param) in params.iter().enumerate() {
            let given = bound.args.get(at).cloned();
            let default = || param.default.as_ref().map(|default| self.lower(&self.trait_scope(bound.id), default));
            subst.push(param.name, given.or_else(default).unwrap_or(Ty::Unknown));
        }
        subst.push(self.words.own_type, own.clone());
        subst
    }

    /// Bounds that a trait declares for an associated type.
    pub(super) fn declared_bounds(&self, projection: &Projection) -> Vec<TraitRef> {
        let Some(id) = projection.of_trait else { return Vec::new() };
        let Some(declared) = self.trait_data(id).types.iter().find(|ty| ty.name == projection.name) else {
            return Vec::new();
        };
        if declared.bounds.is_empty() {
            return Vec::new();
        }
        let subst = Subst(vec![(self.words.own_type, projection.self_ty.clone())]);
        self.trait_refs(&self.trait_scope(id), &declared.bounds).iter().map(|bound| subst.apply_trait(bound)).collect()
    }
}
