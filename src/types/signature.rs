//! Signatures of functions, headers of impls and fields of types, over their parameters.

use std::rc::Rc;

use crate::model::CloneImpl;
use crate::syntax::hir::{CloneBody, Field, Generics, Impl, Path, Rewriting, Symbol, TypeRef};

use super::context::Context;
use super::env::Env;
use super::lower::TypeScope;
use super::ty::{Args, Bounded, ImplHeader, Projection, Signature, Subst, TraitRef, Ty};
use crate::crate_map::{AdtId, Container, CrateId, FunctionId, ImplId, Key, ModuleId, Origin, TraitId};

/// Of so many names, it is as fast to compare them all as to look one up.
const FEW: usize = 16;

impl<'i> Context<'i> {
    fn bounds_of(&self, scope: &TypeScope<'_>, generics: &Generics, bounds: &mut Vec<Bounded>) {
        for param in &generics.params {
            self.bounds_on(scope, &Ty::Param(param.name), &param.bounds, bounds);
        }
        for (ty, written) in &generics.wheres {
            self.bounds_on(scope, &self.lower(scope, ty), written, bounds);
        }
    }

    /// `T: Trait<Item: Bound>` says as much as `T: Trait` and `<T as Trait>::Item: Bound`.
    fn bounds_on(&self, scope: &TypeScope<'_>, ty: &Ty, written: &[Path], bounds: &mut Vec<Bounded>) {
        for path in written {
            let Some(mut of_trait) = self.trait_ref(scope, path) else { continue };
            let args = path.segments.last().and_then(|last| last.args.as_deref());
            let constraints = args.map_or(&[][..], |args| &args.constraints);
            of_trait.bindings.retain(|(name, _)| constraints.iter().all(|(constrained, _)| constrained != name));
            for (name, inner) in constraints {
                let (self_ty, args) = (ty.clone(), of_trait.args.clone());
                let projection = Projection { self_ty, of_trait: Some(of_trait.id), args, name: *name };
                self.bounds_on(scope, &Ty::Projection(Rc::new(projection)), inner, bounds);
            }
            bounds.push(Bounded { ty: ty.clone(), of_trait });
        }
    }

    pub(super) fn impl_data(&self, id: ImplId) -> &'i Impl {
        &self.index.crate_of(id.krate).impls[id.at as usize]
    }

    /// The scope of what stands in an impl.
    pub(super) fn impl_scope(&self, id: ImplId) -> TypeScope<'i> {
        let self_ty = self.header(id).self_ty.clone();
        // `impl Int` of the stubs is for twelve types: the lookup that finds it says which.
        let is_family = self_ty == Ty::Unknown && id.krate == CrateId(0);
        let self_ty = Some(if is_family { Ty::Param(self.words.own_type) } else { self_ty });
        TypeScope { self_ty, of_impl: Some(id), ..self.header_scope(id) }
    }

    fn header_scope(&self, id: ImplId) -> TypeScope<'i> {
        let data = self.impl_data(id);
        TypeScope::of_item(ModuleId { krate: id.krate, at: data.module }, &data.generics)
    }

    /// An impl's type and trait.
    pub(super) fn header(&self, id: ImplId) -> Rc<ImplHeader> {
        self.once(&self.headers, id, || self.make_header(id))
    }

    fn make_header(&self, id: ImplId) -> ImplHeader {
        let data = self.impl_data(id);
        let mut scope = self.header_scope(id);
        let self_ty = self.lower(&scope, &data.self_ty);
        scope.self_ty = Some(self_ty.clone());
        let of_trait = data.of_trait.as_ref().and_then(|path| self.trait_ref(&scope, path));
        let mut bounds = Vec::new();
        self.bounds_of(&scope, &data.generics, &mut bounds);
        let params = data.generics.params.iter().map(|param| param.name).collect();
        ImplHeader { params, self_ty, of_trait, bounds: bounds.into() }
    }

    /// Whether the crate that declares a type writes an impl of a trait for it.
    pub(super) fn has_impl(&self, id: AdtId, of_trait: &str) -> bool {
        self.impls_for(id, Symbol::new(of_trait)).next().is_some()
    }

    /// The impls of a trait that the crate of a type writes for it.
    fn impls_for(&self, id: AdtId, of_trait: Symbol) -> impl Iterator<Item = ImplId> {
        let krate = self.index.crate_of(id.krate);
        let name = self.index.adt(id).name;
        let names = std::iter::once(name).chain(krate.aliases_of(name).iter().copied());
        let impls = names.flat_map(move |name| krate.impls_of(of_trait, Key::Name(name)));
        impls
            .map(move |&at| ImplId { krate: id.krate, at })
            .filter(move |&found| matches!(&self.header(found).self_ty, Ty::Adt(found, _) if *found == id))
    }

    /// What the hand-written `clone` of a type does; nothing if no body of one is at hand.
    pub(super) fn clone_body(&self, id: AdtId) -> Option<&'i CloneBody> {
        let mut impls = self.impls_for(id, self.words.clone_trait);
        match (impls.next(), impls.next()) {
            (Some(only), None) => self.impl_data(only).clone_body.as_ref(),
            // For different arguments, or under several `cfg`s.
            (Some(_), Some(_)) => Some(&CloneBody::Other),
            (None, _) => None,
        }
    }

    /// Whether a type of the workspace is certainly never `Clone`: nothing derives it, and nothing may write an impl.
    pub(super) fn is_without_clone(&self, id: AdtId) -> bool {
        let (krate, adt) = (self.index.crate_of(id.krate), self.index.adt(id));
        let clone = self.words.clone_trait;
        let is_written = || {
            let mut names = std::iter::once(adt.name).chain(krate.aliases_of(adt.name).iter().copied());
            names.any(|name| !krate.impls_of(clone, Key::Name(name)).is_empty())
        };
        matches!(self.index.origin(id.krate), Origin::Member(_))
            && !adt.may_be_clone
            && !adt.derives.contains(&clone)
            && !krate.is_repeated(id.at)
            && !is_written()
            && !krate.may_write_impls_for(adt.name)
    }

    /// How a type comes to be `Clone`.
    pub(super) fn clone_impl(&self, id: AdtId) -> CloneImpl {
        let is_derived = self.index.adt(id).derives.contains(&self.words.clone_trait);
        match (is_derived, is_derived || self.has_impl(id, "Clone")) {
            // The stubs do not say which.
            (_, true) if id.krate == CrateId(0) => CloneImpl::Standard,
            (true, _) => CloneImpl::Derived,
            (false, true) => CloneImpl::Written,
            (false, false) => CloneImpl::None,
        }
    }

    /// What an impl says an associated type is, over the impl's parameters.
    pub(super) fn impl_type(&self, id: ImplId, name: Symbol) -> Option<Ty> {
        let ty = self.impl_data(id).types.iter().find(|ty| ty.name == name)?.ty.as_ref()?;
        let scope = self.impl_scope(id);
        self.deeper(|| self.lower(&scope, ty))
    }

    /// The scope of a function's own types.
    pub(super) fn function_scope(&self, id: FunctionId) -> TypeScope<'i> {
        let krate = self.index.crate_of(id.krate);
        let data = &krate.functions[id.at as usize];
        let mut scope = match krate.containers[id.at as usize] {
            Container::Impl(at) => self.impl_scope(ImplId { krate: id.krate, at }),
            Container::Trait(at) => self.trait_scope(TraitId { krate: id.krate, at }),
            Container::Module => TypeScope::default(),
        };
        scope.module = Some(ModuleId { krate: id.krate, at: data.module });
        scope.generics.insert(0, &data.generics);
        scope
    }

    /// A function's signature.
    pub(super) fn signature(&self, id: FunctionId) -> Rc<Signature> {
        self.once(&self.signatures, id, || self.make_signature(id))
    }

    fn make_signature(&self, id: FunctionId) -> Signature {
        let krate = self.index.crate_of(id.krate);
        let data = &krate.functions[id.at as usize];
        let scope = self.function_scope(id);
        let mut bounds = Vec::new();
        self.bounds_of(&scope, &data.generics, &mut bounds);
        let mut outer: Vec<Symbol> = Vec::new();
        match krate.containers[id.at as usize] {
            Container::Impl(at) => {
                let header = self.header(ImplId { krate: id.krate, at });
                outer.extend(&header.params);
                bounds.extend(header.bounds.iter().cloned());
            }
            Container::Trait(at) => {
                let id = TraitId { krate: id.krate, at };
                let item = self.trait_data(id);
                let own = Symbol::new("Self");
                outer.push(own);
                outer.extend(item.generics.params.iter().map(|param| param.name));
                let args = item.generics.params.iter().map(|param| Ty::Param(param.name)).collect();
                bounds.push(Bounded { ty: Ty::Param(own), of_trait: TraitRef { id, args, bindings: Vec::new() } });
                self.bounds_of(&self.trait_scope(id), &item.generics, &mut bounds);
            }
            Container::Module => {}
        }
        let mut own: Vec<Symbol> = data.generics.params.iter().map(|param| param.name).collect();
        let params = data.params.iter().enumerate().map(|(at, param)| {
            let ty = self.lower(&scope, param);
            // `impl Trait` as an argument is one more parameter.
            let mut inner = 0;
            ty.map(&mut |part| match part {
                Ty::Opaque(refs) => {
                    let name = Symbol::new(&format!("impl {at}.{inner}"));
                    inner += 1;
                    own.push(name);
                    let param = Ty::Param(name);
                    bounds
                        .extend(refs.iter().map(|of_trait| Bounded { ty: param.clone(), of_trait: of_trait.clone() }));
                    Some(param)
                }
                _ => None,
            })
        });
        let params: Vec<Ty> = params.collect();
        let output = match (self.lower(&scope, &data.output), self.lang.adaptor) {
            // In the stubs, `impl Trait` stands for one of the standard library's own structs.
            (Ty::Opaque(bounds), Some(adaptor)) if id.krate == CrateId(0) => {
                let marker = TraitRef { id: adaptor, args: Vec::new(), bindings: Vec::new() };
                Ty::Opaque(bounds.iter().cloned().chain([marker]).collect())
            }
            (output, _) => output,
        };
        let output = if data.rewriting == Rewriting::Other {
            Ty::Unknown
        } else if data.is_async {
            self.future_of(output)
        } else {
            output
        };
        Signature { own, outer, params, output, bounds: bounds.into() }
    }

    /// Types of a variant's fields over the adt's parameters.
    pub(super) fn field_scope(&self, id: AdtId) -> TypeScope<'i> {
        let adt = self.index.adt(id);
        let args = adt.generics.params.iter().map(|param| Ty::Param(param.name)).collect();
        let module = ModuleId { krate: id.krate, at: adt.module };
        TypeScope { self_ty: Some(Ty::Adt(id, args)), ..TypeScope::of_item(module, &adt.generics) }
    }

    /// Stands for an adt's parameters.
    pub(super) fn adt_subst(&self, id: AdtId, args: &Args) -> Subst {
        Subst(self.index.adt(id).generics.params.iter().map(|param| param.name).zip(args.iter().cloned()).collect())
    }

    /// The associated types that a derive bounds beside an adt's parameters, over these: `T::Item` of a field's
    /// `Vec<T::Item>`. As the derive does, by how they are written: `<T as Trait>::Item` is not seen.
    pub(super) fn derived_bounds(&self, id: AdtId) -> Vec<Ty> {
        let adt = self.index.adt(id);
        let mut written = Vec::new();
        for field in adt.variants.iter().flat_map(|variant| &variant.fields) {
            of_params(&adt.generics, &field.ty, &mut written);
        }
        if written.is_empty() {
            return Vec::new();
        }
        let scope = self.field_scope(id);
        written.into_iter().map(|ty| self.lower(&scope, ty)).collect()
    }

    /// What the parameters of a function are bounded by.
    pub(super) fn env(&self, id: FunctionId) -> Rc<Env> {
        self.once(&self.envs, id, || Env::new(Rc::clone(&self.signature(id).bounds)))
    }

    /// The field of a variant that has this name.
    pub(super) fn named_field(&self, id: AdtId, variant: usize, name: Symbol) -> Option<&'i Field> {
        let fields = &self.index.adt(id).variants.get(variant)?.fields;
        if fields.len() <= FEW {
            return fields.iter().find(|field| field.name == name);
        }
        let mut memo = self.fields.borrow_mut();
        // Of two that different builds have, the first counts.
        let numbers = || fields.iter().enumerate().rev().map(|(at, field)| (field.name, at)).collect();
        let at = *memo.entry((id, variant)).or_insert_with(numbers).get(&name)?;
        fields.get(at)
    }

    /// The type of a field of a variant.
    pub(super) fn field(&self, id: AdtId, args: &Args, variant: usize, name: Symbol) -> Option<Ty> {
        let field = self.named_field(id, variant, name)?;
        Some(self.adt_subst(id, args).apply(&self.lower(&self.field_scope(id), &field.ty)))
    }
}

/// The paths in a type that begin with a parameter and go on.
fn of_params<'t>(generics: &Generics, ty: &'t TypeRef, found: &mut Vec<&'t TypeRef>) {
    match ty {
        TypeRef::Path(path) => {
            let first = path.segments.first().map(|first| first.name);
            if path.segments.len() > 1 && generics.params.iter().any(|param| Some(param.name) == first) {
                found.push(ty);
            }
            for args in path.segments.iter().filter_map(|segment| segment.args.as_deref()) {
                args.types.iter().for_each(|ty| of_params(generics, ty, found));
            }
        }
        TypeRef::Ref(inner, _) | TypeRef::Ptr(inner) | TypeRef::Slice(inner) => of_params(generics, inner, found),
        TypeRef::Array(array) => of_params(generics, &array.0, found),
        TypeRef::Tuple(items) => items.iter().for_each(|item| of_params(generics, item, found)),
        _ => {}
    }
}
