//! What all inference of one thread shares: names, signatures and impls as types, remembered once made.

use std::cell::RefCell;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use crate::model::{Cost, TypeClass};
use crate::syntax::hir::{Body, CodeMacro, Generics, Path, Segment, Symbol, TypeRef};
use crate::syntax::{self, CodeRules};

use super::index::{
    self, AdtId, AliasId, Container, CrateId, Def, FunctionId, ImplId, Index, ModuleId, Namespace, Resolver, TraitId,
};
use super::infer;
use super::standard;
use super::ty::{Args, FnSig, Projection, Subst, TraitRef, Ty};

/// How deep aliases and bounds may nest before nothing more is said.
const DEEPEST: usize = 32;

/// Shared state of one thread.
pub(super) struct Context<'i> {
    pub(super) index: &'i Index<'i>,
    pub(super) resolver: Resolver<'i>,
    pub(super) lang: Lang,
    pub(super) words: Words,
    std_defs: RefCell<HashMap<&'static str, Option<Def>>>,
    std_classes: HashMap<AdtId, TypeClass>,
    std_costs: HashMap<AdtId, Cost>,
    signatures: RefCell<HashMap<FunctionId, Rc<Signature>>>,
    headers: RefCell<HashMap<ImplId, Rc<ImplHeader>>>,
    /// Definitions of macros by the place of their text, and whether `$crate` is another crate.
    macros: RefCell<HashMap<(*const u8, bool), Option<Rc<CodeRules>>>>,
    depth: std::cell::Cell<usize>,
}

/// A function's signature as types over its parameters.
#[derive(Debug)]
pub(super) struct Signature {
    /// Its own parameters, those of `impl Trait` arguments last.
    pub(super) own: Vec<Symbol>,
    /// Those of the impl or trait around it, `Self` among them in a trait.
    pub(super) outer: Vec<Symbol>,
    pub(super) params: Vec<Ty>,
    pub(super) output: Ty,
    /// What is asked of the parameters.
    pub(super) bounds: Rc<[Bounded]>,
}

/// `T: Trait`
#[derive(Clone, Debug)]
pub(super) struct Bounded {
    pub(super) ty: Ty,
    pub(super) of_trait: TraitRef,
}

/// `impl<..> Trait for T`
#[derive(Debug)]
pub(super) struct ImplHeader {
    pub(super) params: Vec<Symbol>,
    pub(super) self_ty: Ty,
    pub(super) of_trait: Option<TraitRef>,
    pub(super) bounds: Rc<[Bounded]>,
}

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
}

impl TypeScope<'_> {
    pub(super) fn hole(&self) -> Ty {
        self.hole.map_or(Ty::Unknown, |hole| hole())
    }

    pub(super) fn has_param(&self, name: Symbol) -> bool {
        self.generics.iter().any(|generics| generics.params.iter().any(|param| param.name == name))
    }
}

macro_rules! lang {
    ($($name:ident: $path:literal,)*) => {
        /// Traits of the standard library that the language itself knows.
        pub(super) struct Lang { $(pub(super) $name: Option<TraitId>,)* }

        impl Lang {
            fn new(resolver: &Resolver<'_>) -> Self {
                let named = |path| match resolver.standard(path) {
                    Some(Def::Trait(id)) => Some(id),
                    _ => None,
                };
                Self { $($name: named($path),)* }
            }

            #[cfg(test)]
            pub(super) fn missing(&self) -> Vec<&'static str> {
                [$(($path, self.$name.is_none()),)*].into_iter().filter(|(_, missing)| *missing).map(|(path, _)| path).collect()
            }
        }
    };
}

lang! {
    clone: "clone::Clone",
    copy: "marker::Copy",
    deref: "ops::Deref",
    index: "ops::Index",
    not: "ops::Not",
    neg: "ops::Neg",
    fn_trait: "ops::Fn",
    fn_mut: "ops::FnMut",
    fn_once: "ops::FnOnce",
    async_fn: "ops::AsyncFn",
    async_fn_mut: "ops::AsyncFnMut",
    async_fn_once: "ops::AsyncFnOnce",
    iterator: "iter::Iterator",
    into_iterator: "iter::IntoIterator",
    future: "future::Future",
    into_future: "future::IntoFuture",
    sized: "marker::Sized",
    send: "marker::Send",
    sync: "marker::Sync",
    unpin: "marker::Unpin",
    any: "any::Any",
    adaptor: "iter::Adaptor",
}

impl Lang {
    /// Whether a trait is one of those that closures implement.
    pub(super) fn is_callable(&self, id: TraitId) -> bool {
        [self.fn_trait, self.fn_mut, self.fn_once].contains(&Some(id)) || self.is_async_callable(id)
    }

    /// Whether what such a callable returns is a future of the bound's `Output`.
    pub(super) fn is_async_callable(&self, id: TraitId) -> bool {
        [self.async_fn, self.async_fn_mut, self.async_fn_once].contains(&Some(id))
    }
}

impl<'i> Context<'i> {
    pub(super) fn new(index: &'i Index<'i>) -> Self {
        let resolver = Resolver::new(index);
        let lang = Lang::new(&resolver);
        let adt = |path: &str| match resolver.standard(path) {
            Some(Def::Adt(id)) => Some(id),
            _ => None,
        };
        let std_classes = standard::CLASSES.iter().filter_map(|(path, class)| Some((adt(path)?, *class))).collect();
        let std_costs = standard::COSTS.iter().filter_map(|(path, cost)| Some((adt(path)?, *cost))).collect();
        Self {
            index,
            resolver,
            lang,
            std_defs: RefCell::default(),
            std_classes,
            std_costs,
            words: Words::new(),
            signatures: RefCell::default(),
            headers: RefCell::default(),
            macros: RefCell::default(),
            depth: std::cell::Cell::new(0),
        }
    }

    /// What a macro call in code of a module stands for.
    pub(super) fn expansion(&self, module: ModuleId, call: &CodeMacro) -> Option<Body> {
        let definitions = |path: &Path| {
            let is_known = path.segments.last().is_none_or(|last| infer::is_known(last.name));
            if is_known { None } else { self.code_rules(module, path) }
        };
        let rules = definitions(&call.path)?;
        // As for files: should the parser panic, nothing is expanded.
        let expand = AssertUnwindSafe(|| syntax::expand_code(&rules, &call.arguments, call.offset, &definitions));
        catch_unwind(expand).ok()?
    }

    fn code_rules(&self, module: ModuleId, path: &Path) -> Option<Rc<CodeRules>> {
        let (rules, dollar_crate) = index::rules(self.index, module, path)?;
        let key = (rules.as_ptr(), dollar_crate.is_some());
        if let Some(known) = self.macros.borrow().get(&key) {
            return known.clone();
        }
        let parsed = CodeRules::new(rules, dollar_crate.as_deref()).map(Rc::new);
        self.macros.borrow_mut().insert(key, parsed.clone());
        parsed
    }

    /// A type of the standard library.
    pub(super) fn std_adt(&self, path: &'static str, args: Vec<Ty>) -> Ty {
        match self.std_def(path) {
            Some(Def::Adt(id)) => Ty::Adt(id, self.adt_args(id, args, &TypeScope::default())),
            _ => Ty::Unknown,
        }
    }

    /// Whether an adt is the standard library's of that path.
    pub(super) fn is_std(&self, id: AdtId, path: &'static str) -> bool {
        id.krate == CrateId(0) && self.std_def(path) == Some(Def::Adt(id))
    }

    /// An item of the standard library by its path, which is looked up once.
    fn std_def(&self, path: &'static str) -> Option<Def> {
        if let Some(known) = self.std_defs.borrow().get(path) {
            return *known;
        }
        let found = self.resolver.standard(path);
        self.std_defs.borrow_mut().insert(path, found);
        found
    }

    /// The class that the standard library's table gives an adt.
    pub(super) fn std_class(&self, id: AdtId) -> Option<TypeClass> {
        self.std_classes.get(&id).copied()
    }

    /// The cost that the standard library's table gives an adt.
    pub(super) fn std_cost(&self, id: AdtId) -> Option<Cost> {
        self.std_costs.get(&id).copied()
    }

    /// An `impl Future<Output = T>`, as an async function returns it.
    pub(super) fn future_of(&self, output: Ty) -> Ty {
        self.opaque(self.lang.future, "Output", output)
    }

    fn opaque(&self, of_trait: Option<TraitId>, name: &str, ty: Ty) -> Ty {
        let Some(id) = of_trait else { return Ty::Unknown };
        Ty::Opaque(Rc::from([TraitRef { id, args: Vec::new(), bindings: vec![(Symbol::new(name), ty)] }]))
    }

    // ---- written types ----

    /// What a written type means.
    pub(super) fn lower(&self, scope: &TypeScope<'_>, ty: &TypeRef) -> Ty {
        match ty {
            TypeRef::Path(path) => self.lower_path(scope, path),
            TypeRef::Qualified { self_ty, of_trait, rest } => {
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
            TypeRef::Array(inner, len) => Ty::Array(Rc::new(self.lower(scope, inner)), *len),
            TypeRef::Slice(inner) => Ty::Slice(Rc::new(self.lower(scope, inner))),
            TypeRef::Fn(params, output) => Ty::Fn(Rc::new(FnSig {
                params: params.iter().map(|param| self.lower(scope, param)).collect(),
                output: self.lower(scope, output),
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
            if std::env::var_os("TRACE").is_some() {
                eprintln!(
                    "TRACE notype {}",
                    path.segments.iter().map(|s| s.name.as_str()).collect::<Vec<_>>().join("::")
                );
            }
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
            Def::Module(_) | Def::Function(_) | Def::Constant(_) => Ty::Unknown,
        }
    }

    /// Arguments of an adt: what is written, then defaults, then holes.
    pub(super) fn adt_args(&self, id: AdtId, written: Vec<Ty>, scope: &TypeScope<'_>) -> Args {
        let adt = self.index.adt(id);
        if written.len() >= adt.generics.params.len() {
            return written.into_iter().take(adt.generics.params.len()).collect();
        }
        let module = Some(ModuleId { krate: id.krate, at: adt.module });
        self.filled(&adt.generics, written, scope, module)
    }

    fn filled(&self, generics: &Generics, written: Vec<Ty>, scope: &TypeScope<'_>, module: Option<ModuleId>) -> Args {
        let mut args = written;
        let mut subst = Subst::default();
        for (at, param) in generics.params.iter().enumerate() {
            if at >= args.len() {
                args.push(match &param.default {
                    Some(default) => {
                        let inside = TypeScope { module, generics: vec![generics], ..TypeScope::default() };
                        subst.apply(&self.lower(&inside, default))
                    }
                    None => scope.hole(),
                });
            }
            subst.push(param.name, args[at].clone());
        }
        args.truncate(generics.params.len());
        args.into()
    }

    fn alias(&self, id: AliasId, written: Vec<Ty>, scope: &TypeScope<'_>) -> Ty {
        let alias = &self.index.crate_of(id.krate).aliases[id.at as usize];
        let module = Some(ModuleId { krate: id.krate, at: alias.module });
        let args = self.filled(&alias.generics, written, scope, module);
        let inside = TypeScope { module, generics: vec![&alias.generics], hole: scope.hole, ..TypeScope::default() };
        let Some(ty) = self.deeper(|| self.lower(&inside, &alias.ty)) else { return Ty::Unknown };
        Subst(alias.generics.params.iter().map(|param| param.name).zip(args.iter().cloned()).collect()).apply(&ty)
    }

    fn deeper<R>(&self, inside: impl FnOnce() -> R) -> Option<R> {
        if self.depth.get() >= DEEPEST {
            return None;
        }
        self.depth.set(self.depth.get() + 1);
        let result = inside();
        self.depth.set(self.depth.get() - 1);
        Some(result)
    }

    // ---- traits in types ----

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

    pub(super) fn trait_data(&self, id: TraitId) -> &'i syntax::hir::Trait {
        &self.index.crate_of(id.krate).traits[id.at as usize]
    }

    pub(super) fn trait_scope(&self, id: TraitId) -> TypeScope<'i> {
        let data = self.trait_data(id);
        TypeScope {
            module: Some(ModuleId { krate: id.krate, at: data.module }),
            generics: vec![&data.generics],
            of_trait: Some(id),
            ..TypeScope::default()
        }
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
    fn trait_with_type(&self, scope: &TypeScope<'_>, ty: &Ty, name: Symbol) -> Option<TraitId> {
        let declares = |id: TraitId| self.trait_with_type_above(id, name, 0);
        let bounds = |wanted: &dyn Fn(&TypeRef) -> bool, param: Option<Symbol>| {
            scope.generics.iter().find_map(|generics| {
                let on_param =
                    generics.params.iter().filter(|known| Some(known.name) == param).flat_map(|known| &known.bounds);
                let in_where = generics.wheres.iter().filter(|(ty, _)| wanted(ty)).flat_map(|(_, bounds)| bounds);
                on_param.chain(in_where).find_map(|bound| {
                    match self.resolver.path(scope.module?, bound, Namespace::Types)? {
                        (Def::Trait(id), _) => declares(id),
                        _ => None,
                    }
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
                    TypeRef::Qualified { rest, .. } => rest.last().is_some_and(|last| last.name == projection.name),
                    _ => false,
                };
                bounds(&is_same, None).or_else(|| {
                    let id = projection.of_trait?;
                    let types = &self.trait_data(id).types;
                    let declared = types.iter().find(|known| known.name == projection.name)?;
                    let inside = self.trait_scope(id);
                    self.trait_refs(&inside, &declared.bounds).iter().find_map(|bound| declares(bound.id))
                })
            }
            // `Self::Error` in an impl: the trait of the impl, or one above it.
            _ => scope.of_impl.and_then(|id| self.impl_trait_id(id)).and_then(declares),
        }
    }

    fn impl_trait_id(&self, id: ImplId) -> Option<TraitId> {
        let data = &self.index.crate_of(id.krate).impls[id.at as usize];
        let module = ModuleId { krate: id.krate, at: data.module };
        match self.resolver.path(module, data.of_trait.as_ref()?, Namespace::Types)? {
            (Def::Trait(id), _) => Some(id),
            _ => None,
        }
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

    // ---- declarations as types ----

    fn bounds_of(&self, scope: &TypeScope<'_>, generics: &Generics, bounds: &mut Vec<Bounded>) {
        for param in &generics.params {
            for bound in &param.bounds {
                if let Some(of_trait) = self.trait_ref(scope, bound) {
                    bounds.push(Bounded { ty: Ty::Param(param.name), of_trait });
                }
            }
        }
        for (ty, written) in &generics.wheres {
            let ty = self.lower(scope, ty);
            let refs = written.iter().filter_map(|bound| self.trait_ref(scope, bound));
            bounds.extend(refs.map(|of_trait| Bounded { ty: ty.clone(), of_trait }));
        }
    }

    /// The scope of what stands in an impl.
    pub(super) fn impl_scope(&self, id: ImplId) -> TypeScope<'i> {
        let data = &self.index.crate_of(id.krate).impls[id.at as usize];
        let header = self.header(id);
        TypeScope {
            module: Some(ModuleId { krate: id.krate, at: data.module }),
            generics: vec![&data.generics],
            self_ty: Some(header.self_ty.clone()),
            of_impl: Some(id),
            ..TypeScope::default()
        }
    }

    /// An impl's type and trait.
    pub(super) fn header(&self, id: ImplId) -> Rc<ImplHeader> {
        if let Some(known) = self.headers.borrow().get(&id) {
            return Rc::clone(known);
        }
        let data = &self.index.crate_of(id.krate).impls[id.at as usize];
        let mut scope = TypeScope {
            module: Some(ModuleId { krate: id.krate, at: data.module }),
            generics: vec![&data.generics],
            ..TypeScope::default()
        };
        let self_ty = self.lower(&scope, &data.self_ty);
        scope.self_ty = Some(self_ty.clone());
        let of_trait = data.of_trait.as_ref().and_then(|path| self.trait_ref(&scope, path));
        let mut bounds = Vec::new();
        self.bounds_of(&scope, &data.generics, &mut bounds);
        let params = data.generics.params.iter().map(|param| param.name).collect();
        let header = Rc::new(ImplHeader { params, self_ty, of_trait, bounds: bounds.into() });
        self.headers.borrow_mut().insert(id, Rc::clone(&header));
        header
    }

    /// What an impl says an associated type is, over the impl's parameters.
    pub(super) fn impl_type(&self, id: ImplId, name: Symbol) -> Option<Ty> {
        let data = &self.index.crate_of(id.krate).impls[id.at as usize];
        let ty = data.types.iter().find(|ty| ty.name == name)?.ty.as_ref()?;
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
        if let Some(known) = self.signatures.borrow().get(&id) {
            return Rc::clone(known);
        }
        let signature = Rc::new(self.make_signature(id));
        self.signatures.borrow_mut().insert(id, Rc::clone(&signature));
        signature
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
        let output = if data.is_async { self.future_of(output) } else { output };
        Signature { own, outer, params, output, bounds: bounds.into() }
    }

    /// Types of a variant's fields over the adt's parameters.
    pub(super) fn field_scope(&self, id: AdtId) -> TypeScope<'i> {
        let adt = self.index.adt(id);
        let args = adt.generics.params.iter().map(|param| Ty::Param(param.name)).collect();
        TypeScope {
            module: Some(ModuleId { krate: id.krate, at: adt.module }),
            generics: vec![&adt.generics],
            self_ty: Some(Ty::Adt(id, args)),
            ..TypeScope::default()
        }
    }

    /// Stands for an adt's parameters.
    pub(super) fn adt_subst(&self, id: AdtId, args: &Args) -> Subst {
        Subst(self.index.adt(id).generics.params.iter().map(|param| param.name).zip(args.iter().cloned()).collect())
    }

    /// The type of a field of a variant.
    pub(super) fn field(&self, id: AdtId, args: &Args, variant: usize, name: Symbol) -> Option<Ty> {
        let field = self.index.adt(id).variants.get(variant)?.fields.iter().find(|field| field.name == name)?;
        Some(self.adt_subst(id, args).apply(&self.lower(&self.field_scope(id), &field.ty)))
    }
}

/// Names that the language itself knows.
pub(super) struct Words {
    pub(super) own_type: Symbol,
    pub(super) target: Symbol,
    pub(super) output: Symbol,
    pub(super) item: Symbol,
    pub(super) clone: Symbol,
    pub(super) clone_trait: Symbol,
    pub(super) deref: Symbol,
}

impl Words {
    fn new() -> Self {
        Self {
            own_type: Symbol::new("Self"),
            target: Symbol::new("Target"),
            output: Symbol::new("Output"),
            item: Symbol::new("Item"),
            clone: Symbol::new("clone"),
            clone_trait: Symbol::new("Clone"),
            deref: Symbol::new("Deref"),
        }
    }
}

impl Context<'_> {
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

    /// The trait of an operator, by its name in `std::ops`.
    pub(super) fn operator_trait(&self, name: &'static str) -> Option<TraitId> {
        if let Some(known) = self.std_defs.borrow().get(name) {
            return known.and_then(Def::as_trait);
        }
        let found = self.resolver.standard(&format!("ops::{name}"));
        self.std_defs.borrow_mut().insert(name, found);
        found.and_then(Def::as_trait)
    }
}
