//! Paths as values, and struct literals.

use crate::crate_map::{AdtId, ConstantId, Def, ModuleId, Namespace, TraitId};
use crate::syntax::hir::{AdtKind, ExprId, FieldValue, Path, QualifiedPath, Segment, TypeRef, VariantShape};
use crate::types::lower::TypeScope;
use crate::types::ty::{FnSig, Ty};

use super::Infer;
use super::method::Picked;

impl Infer<'_, '_> {
    /// The type of a path as a value.
    pub(super) fn path(&mut self, path: &Path) -> Ty {
        self.named = None;
        if let [only] = &path.segments[..]
            && let Some(ty) = self.local(only.name)
        {
            return ty;
        }
        let Some(first) = path.segments.first() else { return Ty::Unknown };
        let is_own = first.name == self.cx.words.own_type;
        if is_own || (path.segments.len() > 1 && self.scope.has_param(first.name)) {
            let own = Path { segments: Box::new([first.clone()]) };
            let ty = self.written(&TypeRef::Path(own));
            return self.below_type(&ty, &path.segments[1..]);
        }
        match self.cx.resolver.path(self.module, path, Namespace::Values) {
            Some((def, used)) if used == path.segments.len() => self.value_of(def, path, used),
            Some((Def::Trait(id), used)) => {
                let own = self.var();
                self.of_trait(id, own, &path.segments[used..])
            }
            Some((def, used)) => {
                let ty = self.lowered_value(|cx, scope| cx.type_of_def(scope, def, path, used));
                let ty = self.normalize(&ty);
                self.below_type(&ty, &path.segments[used..])
            }
            None => Ty::Unknown,
        }
    }

    /// `<T as Trait>::name`
    pub(super) fn qualified(&mut self, path: &QualifiedPath) -> Ty {
        let QualifiedPath { self_ty, of_trait, rest } = path;
        self.named = None;
        let ty = self.written(self_ty);
        let id = of_trait.as_ref().and_then(|path| self.lowered(|cx, scope| cx.trait_ref(scope, path)));
        match id {
            Some(of_trait) => {
                if let [segment] = &rest[..]
                    && let Some(function) = self.trait_function(of_trait.id, segment.name)
                {
                    let picked = Picked { function, outer: self.cx.trait_subst(&of_trait, &ty) };
                    return self.function_value(&picked, segment);
                }
                Ty::Unknown
            }
            None => self.below_type(&ty, rest),
        }
    }

    fn of_trait(&mut self, id: TraitId, own: Ty, rest: &[Segment]) -> Ty {
        let [segment] = rest else { return Ty::Unknown };
        let Some(function) = self.trait_function(id, segment.name) else { return Ty::Unknown };
        let picked = Picked { function, outer: self.trait_outer(id, own) };
        self.function_value(&picked, segment)
    }

    /// `Type::name`, `Self::Variant`, `T::Assoc::name`
    fn below_type(&mut self, ty: &Ty, rest: &[Segment]) -> Ty {
        let ty = self.shallow(ty);
        match rest {
            // `Self(..)` and `Self`: the constructor.
            [] => match &ty {
                Ty::Adt(id, _) => self.constructor(&ty, *id, 0),
                _ => Ty::Unknown,
            },
            [segment] => {
                if let Ty::Adt(id, _) = &ty
                    && self.cx.index.adt(*id).kind == AdtKind::Enum
                {
                    let variants = &self.cx.index.adt(*id).variants;
                    if let Some(at) = variants.iter().position(|variant| variant.name == segment.name) {
                        return self.constructor(&ty, *id, at);
                    }
                }
                if let Some(picked) = self.associated(&ty, segment.name) {
                    return self.function_value(&picked, segment);
                }
                self.associated_const(&ty, segment.name).unwrap_or(Ty::Unknown)
            }
            [first, rest @ ..] => {
                let ty = self.lowered(|cx, scope| cx.associated_types(scope, ty, std::slice::from_ref(first)));
                let ty = self.normalize(&ty);
                self.below_type(&ty, rest)
            }
        }
    }

    fn function_value(&mut self, picked: &Picked, segment: &Segment) -> Ty {
        let turbofish =
            segment.args.as_deref().map(|args| args.types.iter().map(|ty| self.written(ty)).collect::<Vec<_>>());
        let sig = self.instantiate(picked, turbofish.as_deref());
        self.named = Some(picked.function);
        Ty::Fn(std::rc::Rc::new(sig))
    }

    fn value_of(&mut self, def: Def, path: &Path, used: usize) -> Ty {
        match def {
            Def::Function(function) => {
                let picked = Picked { function, outer: crate::types::ty::Subst::default() };
                let Some(last) = path.segments.last() else { return Ty::Unknown };
                self.function_value(&picked, last)
            }
            Def::Constant(id) => self.constant(id),
            Def::Adt(id) => {
                let ty = self.lowered_value(|cx, scope| cx.type_of_def(scope, def, path, used));
                self.constructor(&ty, id, 0)
            }
            Def::Variant(id, at) => {
                let ty = self.lowered_value(|cx, scope| cx.type_of_def(scope, def, path, used));
                self.constructor(&ty, id, at as usize)
            }
            _ => Ty::Unknown,
        }
    }

    fn constant(&mut self, id: ConstantId) -> Ty {
        let constant = &self.cx.index.crate_of(id.krate).constants[id.at as usize];
        let scope =
            TypeScope { module: Some(ModuleId { krate: id.krate, at: constant.module }), ..TypeScope::default() };
        let ty = self.cx.lower(&scope, &constant.ty);
        self.normalize(&ty)
    }

    /// A variant as a value: a function where it has fields without names.
    fn constructor(&mut self, ty: &Ty, id: AdtId, at: usize) -> Ty {
        let Ty::Adt(_, args) = ty else { return Ty::Unknown };
        let Some(variant) = self.cx.index.adt(id).variants.get(at) else { return Ty::Unknown };
        match variant.shape {
            VariantShape::Tuple => {
                let params: Vec<Ty> = variant
                    .fields
                    .iter()
                    .map(|field| {
                        let ty = self.cx.field(id, args, at, field.name).unwrap_or(Ty::Unknown);
                        self.normalize(&ty)
                    })
                    .collect();
                Ty::Fn(std::rc::Rc::new(FnSig { params, output: ty.clone() }))
            }
            VariantShape::Unit | VariantShape::Record => ty.clone(),
        }
    }

    /// The type, adt and variant that a path in a pattern or struct literal names.
    pub(super) fn constructed(&mut self, path: &Path) -> Option<(Ty, AdtId, usize)> {
        let first = path.segments.first()?;
        if first.name == self.cx.words.own_type {
            let own = Path { segments: Box::new([first.clone()]) };
            let ty = self.written(&TypeRef::Path(own));
            let Ty::Adt(id, _) = self.shallow(&ty) else { return None };
            return match &path.segments[1..] {
                [] => Some((ty, id, 0)),
                [segment] => {
                    let variants = &self.cx.index.adt(id).variants;
                    Some((ty, id, variants.iter().position(|variant| variant.name == segment.name)?))
                }
                _ => None,
            };
        }
        let (def, used) = self
            .cx
            .resolver
            .path(self.module, path, Namespace::Types)
            .or_else(|| self.cx.resolver.path(self.module, path, Namespace::Values))?;
        let ty = self.lowered_value(|cx, scope| cx.type_of_def(scope, def, path, used));
        let ty = self.normalize(&ty);
        let Ty::Adt(id, _) = self.shallow(&ty) else { return None };
        let at = match (def, &path.segments[used..]) {
            (Def::Variant(_, at), []) => at as usize,
            (_, []) => 0,
            // `Alias::Variant`
            (_, [segment]) => self.cx.index.adt(id).variants.iter().position(|variant| variant.name == segment.name)?,
            _ => return None,
        };
        Some((ty, id, at))
    }

    /// `Name { a: e, ..base }`
    pub(super) fn struct_literal(
        &mut self,
        path: &Path,
        fields: &[FieldValue],
        base: Option<ExprId>,
        expected: Option<&Ty>,
    ) -> Ty {
        let constructed = self.constructed(path);
        if let (Some((ty, ..)), Some(expected)) = (&constructed, expected)
            && let (Ty::Adt(one, _), Ty::Adt(other, _)) = (self.shallow(ty), self.shallow(expected))
            && one == other
        {
            self.coerce(expected, ty);
        }
        for field in fields {
            let declared = constructed.as_ref().and_then(|(ty, id, at)| match self.shallow(ty) {
                Ty::Adt(_, args) => self.cx.field(*id, &args, *at, field.name),
                _ => None,
            });
            let declared = declared.map(|ty| self.normalize(&ty));
            let ty = self.expr(field.value, declared.as_ref());
            if let Some(declared) = declared {
                self.coerce(&ty, &declared);
            }
        }
        let own = constructed.map_or(Ty::Unknown, |(ty, ..)| ty);
        if let Some(base) = base {
            let ty = self.expr(base, Some(&own));
            self.unify(&ty, &own);
        }
        own
    }
}
