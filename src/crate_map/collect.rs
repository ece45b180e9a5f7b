//! Takes the declarations of item trees into their crate.

use std::cmp::Ordering;
use std::collections::hash_map::Entry;

use crate::syntax::hir::{
    Adt, AdtKind, Field, Function, Impl, ItemTree, ModuleKind, Path, Presence, Symbol, TypeRef, Variant, VariantShape,
};

use super::crate_data::{Container, CrateData, Declared, Key, ModuleData, Placed};
use super::def::{Def, Namespace};
use super::{AdtId, AliasId, ConstantId, CrateId, FunctionId, TraitId, small};

impl CrateData {
    /// Takes a file's declarations in; its own module is `root`. Bodies are left alone.
    pub(super) fn take(&mut self, id: CrateId, root: u32, tree: &mut ItemTree) -> Placed {
        let mut modules: Vec<u32> = Vec::with_capacity(tree.modules.len());
        for module in &tree.modules {
            let at = match (module.parent, module.kind) {
                (None, _) | (_, ModuleKind::File) => root,
                (Some(parent), ModuleKind::Inline) => {
                    let parent = modules[parent as usize];
                    self.note_visibility(parent, module.name, module.visibility);
                    self.child_module(id, parent, module.name)
                }
                (Some(parent), ModuleKind::Block) => {
                    self.push_module(ModuleData::new(module.name, Some(modules[parent as usize]), true))
                }
            };
            modules.push(at);
        }
        for child in &tree.file_modules {
            self.note_visibility(modules[child.module as usize], child.name, child.visibility);
        }
        let placed = Placed {
            modules,
            functions: small(self.functions.len()),
            traits: small(self.traits.len()),
            impls: small(self.impls.len()),
        };
        self.take_adts(id, tree, &placed);
        self.take_functions(tree, &placed);
        self.take_traits(id, tree, &placed);
        self.take_impls(tree, &placed);
        self.take_rest(id, tree, &placed);
        self.take_macros(tree, &placed);
        placed
    }

    fn take_macros(&mut self, tree: &mut ItemTree, placed: &Placed) {
        for mut definition in std::mem::take(&mut tree.macro_definitions) {
            definition.module = placed.modules[definition.module as usize];
            self.macros.entry(definition.name).or_default().push(definition);
        }
        for mut call in std::mem::take(&mut tree.macro_calls) {
            call.module = placed.modules[call.module as usize];
            call.of_impl = call.of_impl.map(|at| at + placed.impls);
            self.calls.push(call);
        }
    }

    /// Takes what a macro call in an impl block writes there: the members of the tree's one impl.
    pub(super) fn take_members(&mut self, of_impl: u32, mut tree: ItemTree) {
        let Some(written) = tree.impls.pop() else { return };
        let Some(header) = self.impls.get(of_impl as usize) else { return };
        let (module, of_trait, key) = (header.module, header.of_trait.is_some(), key_of(header));
        let first = small(self.functions.len());
        for mut function in std::mem::take(&mut tree.functions) {
            function.module = module;
            self.functions.push(function);
            self.containers.push(Container::Impl(of_impl));
        }
        let functions: Vec<u32> = written.functions.iter().map(|at| at + first).collect();
        if let (false, Some(key)) = (of_trait, key) {
            for &function in &functions {
                self.note_inherent(key, of_impl, function);
            }
            for (name, _) in &written.constants {
                self.inherent.entry((key, *name)).or_default().push((of_impl, u32::MAX));
            }
        }
        if let Some(known) = self.impls.get_mut(of_impl as usize) {
            known.functions.extend(functions);
            known.types.extend(written.types);
            known.constants.extend(written.constants);
        }
        self.calls.extend(tree.macro_calls.into_iter().filter(|call| call.of_impl.is_some()).map(|mut call| {
            (call.module, call.of_impl) = (module, Some(of_impl));
            call
        }));
    }

    /// Takes types, traits and impls out of a tree that the module has already; types get the fields that the tree gives
    /// them, and what they now derive. The tree's functions keep their places, but under a name that no path can use.
    pub(super) fn forget_known(&mut self, module: u32, tree: &mut ItemTree) {
        tree.adts.retain_mut(|adt| match self.declared(module, adt.name, Namespace::Types) {
            Some(Def::Adt(known)) if adt.module == 0 => {
                if let Some(known) = self.adts.get_mut(known.at as usize) {
                    if known.kind == adt.kind && known.generics.params.len() == adt.generics.params.len() {
                        known.variants = std::mem::take(&mut adt.variants);
                        known.may_be_clone = adt.may_be_clone;
                    }
                    for &name in &adt.derives {
                        if !known.derives.contains(&name) {
                            known.derives.push(name);
                        }
                    }
                }
                false
            }
            _ => true,
        });
        let names: Vec<Symbol> = tree.functions.iter().map(|function| function.name).collect();
        let functions = &mut tree.functions;
        let mut forget = |members: &[u32]| {
            for &at in members {
                functions[at as usize].name = Symbol::new("");
            }
        };
        tree.traits.retain(|item| {
            let is_known = item.module == 0 && self.declared(module, item.name, Namespace::Types).is_some();
            if is_known {
                forget(&item.functions);
            }
            !is_known
        });
        let impls = tree.impls.len();
        tree.impls.retain(|item| {
            let is_known = self.has_impl(item, &names);
            if is_known {
                forget(&item.functions);
            }
            !is_known
        });
        if tree.impls.len() < impls {
            // Impls have moved.
            tree.macro_calls.retain(|call| call.of_impl.is_none());
        }
    }

    /// Whether there is an impl with the same header, and the first function if it is an inherent one.
    fn has_impl(&self, item: &Impl, names: &[Symbol]) -> bool {
        let Some(key) = key_of(item) else { return false };
        let is_same = |at: u32| {
            let known = &self.impls[at as usize];
            known.self_ty == item.self_ty && known.of_trait == item.of_trait
        };
        match &item.of_trait {
            Some(of_trait) => {
                of_trait.segments.last().is_some_and(|last| self.impls_of(last.name, key).iter().any(|&at| is_same(at)))
            }
            None => item.functions.first().is_some_and(|&function| {
                self.inherent(key, names[function as usize]).iter().any(|&(at, _)| is_same(at))
            }),
        }
    }

    /// Notes what a module declares under a name. Of several under other `cfg`s, the one that the build has is meant: the
    /// first of them, if they mean the same, and none that is known if they do not.
    fn declare(&mut self, module: u32, name: Symbol, namespace: Namespace, declared: Declared) {
        let known = match self.names.entry((module, name, namespace)) {
            Entry::Vacant(place) => {
                place.insert(declared);
                return;
            }
            Entry::Occupied(place) => *place.get(),
        };
        let chosen = match declared.presence.cmp(&known.presence) {
            Ordering::Less => declared,
            Ordering::Equal if known.presence != Presence::Sure && !self.means_same(known.def, declared.def) => {
                Declared { def: Def::Ambiguous, ..known }
            }
            Ordering::Equal | Ordering::Greater => known,
        };
        self.names.insert((module, name, namespace), chosen);
    }

    /// Whether it makes no difference to types which of two declarations of this crate is compiled. Of types, what they
    /// disagree in is forgotten (see [`Self::take_adts`]).
    fn means_same(&self, known: Def, other: Def) -> bool {
        match (known, other) {
            (Def::Adt(known), Def::Adt(other)) => {
                let is_copy =
                    |id: AdtId| self.adts[id.at as usize].derives.iter().any(|derived| derived.as_str() == "Copy");
                is_copy(known) == is_copy(other)
            }
            (Def::Alias(known), Def::Alias(other)) => {
                let of = |id: AliasId| &self.aliases[id.at as usize];
                of(known).ty == of(other).ty
            }
            (Def::Function(known), Def::Function(other)) => {
                let of = |id: FunctionId| &self.functions[id.at as usize];
                (&of(known).output, of(known).params.len()) == (&of(other).output, of(other).params.len())
            }
            (Def::Constant(known), Def::Constant(other)) => {
                self.constants[known.at as usize].ty == self.constants[other.at as usize].ty
            }
            (Def::Trait(_), Def::Trait(_)) | (Def::Module(_), Def::Module(_)) => true,
            _ => false,
        }
    }

    fn take_adts(&mut self, id: CrateId, tree: &mut ItemTree, placed: &Placed) {
        if !tree.adts.is_empty() {
            self.origins.push((small(self.adts.len()), self.file));
        }
        for mut adt in std::mem::take(&mut tree.adts) {
            adt.module = placed.modules[adt.module as usize];
            let def = Def::Adt(AdtId { krate: id, at: small(self.adts.len()) });
            if let Some(known) = self.declared(adt.module, adt.name, Namespace::Types).and_then(Def::as_adt)
                && let Some(first) = self.adts.get(known.at as usize).filter(|_| known.krate == id)
                && (&first.variants, &first.repr) != (&adt.variants, &adt.repr)
            {
                self.repeated.extend([known.at, small(self.adts.len())]);
                if first.presence == adt.presence {
                    forget_differences(&mut self.adts[known.at as usize], &adt);
                }
            }
            let declared = Declared { def, visibility: adt.visibility, presence: adt.presence };
            let (module, name) = (adt.module, adt.name);
            let is_value = adt.kind == AdtKind::Struct
                && adt.variants.first().is_some_and(|variant| variant.shape != VariantShape::Record);
            self.adts.push(adt);
            self.declare(module, name, Namespace::Types, declared);
            if is_value {
                self.declare(module, name, Namespace::Values, declared);
            }
        }
    }

    fn take_functions(&mut self, tree: &mut ItemTree, placed: &Placed) {
        for mut function in std::mem::take(&mut tree.functions) {
            function.module = placed.modules[function.module as usize];
            self.functions.push(function);
            self.containers.push(Container::Module);
        }
    }

    fn take_traits(&mut self, id: CrateId, tree: &mut ItemTree, placed: &Placed) {
        for mut item in std::mem::take(&mut tree.traits) {
            let at = small(self.traits.len());
            item.module = placed.modules[item.module as usize];
            let def = Def::Trait(TraitId { krate: id, at });
            let declared = Declared { def, visibility: item.visibility, presence: Presence::Sure };
            self.declare(item.module, item.name, Namespace::Types, declared);
            self.modules[item.module as usize].traits.push(at);
            for function in &mut item.functions {
                *function += placed.functions;
                self.containers[*function as usize] = Container::Trait(at);
                let name = self.functions[*function as usize].name;
                self.traits_with.entry(name).or_default().push(at);
            }
            self.traits.push(item);
        }
    }

    fn take_impls(&mut self, tree: &mut ItemTree, placed: &Placed) {
        for mut item in std::mem::take(&mut tree.impls) {
            let at = small(self.impls.len());
            item.module = placed.modules[item.module as usize];
            let key = key_of(&item);
            for function in &mut item.functions {
                *function += placed.functions;
                self.containers[*function as usize] = Container::Impl(at);
                if let (None, Some(key)) = (&item.of_trait, key) {
                    self.note_inherent(key, at, *function);
                }
            }
            match (&item.of_trait, key) {
                (Some(of_trait), Some(key)) => {
                    if let Some(last) = of_trait.segments.last() {
                        self.trait_impls.entry((last.name, key)).or_default().push(at);
                    }
                }
                (None, Some(key)) if !item.constants.is_empty() => {
                    for (name, _) in &item.constants {
                        self.inherent.entry((key, *name)).or_default().push((at, u32::MAX));
                    }
                }
                _ => {}
            }
            self.impls.push(item);
        }
    }

    /// Notes a function of an inherent impl: what the build has comes before what it has not.
    fn note_inherent(&mut self, key: Key, of_impl: u32, function: u32) {
        let Self { functions, inherent, .. } = self;
        let is_off = |at: u32| functions.get(at as usize).is_some_and(|function| function.presence == Presence::Off);
        let Some(name) = functions.get(function as usize).map(|function| function.name) else { return };
        let known = inherent.entry((key, name)).or_default();
        let first_off = known.iter().position(|&(_, at)| is_off(at)).filter(|_| !is_off(function));
        known.insert(first_off.unwrap_or(known.len()), (of_impl, function));
    }

    fn take_rest(&mut self, id: CrateId, tree: &mut ItemTree, placed: &Placed) {
        let first = placed.functions as usize;
        for at in first..self.functions.len() {
            if self.containers[at] == Container::Module {
                let Function { module, name, visibility, presence, .. } = self.functions[at];
                let def = Def::Function(FunctionId { krate: id, at: small(at) });
                self.declare(module, name, Namespace::Values, Declared { def, visibility, presence });
            }
        }
        for mut alias in std::mem::take(&mut tree.aliases) {
            alias.module = placed.modules[alias.module as usize];
            let def = Def::Alias(AliasId { krate: id, at: small(self.aliases.len()) });
            let declared = Declared { def, visibility: alias.visibility, presence: alias.presence };
            if let TypeRef::Path(path) = &alias.ty
                && let Some(last) = path.segments.last()
            {
                self.aliases_of.entry(last.name).or_default().push(alias.name);
            }
            let (module, name) = (alias.module, alias.name);
            self.aliases.push(alias);
            self.declare(module, name, Namespace::Types, declared);
        }
        for mut constant in std::mem::take(&mut tree.constants) {
            constant.module = placed.modules[constant.module as usize];
            let def = Def::Constant(ConstantId { krate: id, at: small(self.constants.len()) });
            let declared = Declared { def, visibility: constant.visibility, presence: constant.presence };
            let (module, name) = (constant.module, constant.name);
            self.constants.push(constant);
            self.declare(module, name, Namespace::Values, declared);
        }
        for mut import in std::mem::take(&mut tree.imports) {
            import.module = placed.modules[import.module as usize];
            let at = small(self.imports.len());
            let module = &mut self.modules[import.module as usize];
            match import.name {
                None => module.globs.push(at),
                Some(name) => {
                    module.named.push(at);
                    if let Some(last) = import.path.segments.last().filter(|last| last.name != name) {
                        self.aliases_of.entry(last.name).or_default().push(name);
                    }
                    self.named_imports.entry((import.module, name)).or_default().push(at);
                }
            }
            self.imports.push(import);
        }
    }
}

/// Leaves of a type what it is under either of two `cfg`s: the fields of both, of which those that differ have no known
/// type, and the derives that both have.
fn forget_differences(known: &mut Adt, other: &Adt) {
    let derives = known.derives.len();
    known.derives.retain(|derived| other.derives.contains(derived));
    known.may_be_copy |= other.may_be_copy;
    known.may_be_clone |= other.may_be_clone || known.derives.len() < derives || other.derives.len() < derives;
    for variant in &other.variants {
        let Some(same) = known.variants.iter_mut().find(|known| known.name == variant.name) else {
            known.variants.push(Variant { is_conditional: true, ..variant.clone() });
            continue;
        };
        for field in &variant.fields {
            match same.fields.iter_mut().find(|known| known.name == field.name) {
                Some(known) if known.ty != field.ty => known.ty = TypeRef::Unknown,
                Some(_) => {}
                None => same.fields.push(Field { is_conditional: true, ..field.clone() }),
            }
        }
    }
}

/// The head of the type that an impl is for; `None` for what nothing is looked up in.
fn key_of(item: &Impl) -> Option<Key> {
    fn last(path: &Path) -> Option<Symbol> {
        path.segments.last().map(|segment| segment.name)
    }
    match &item.self_ty {
        TypeRef::Path(path) => {
            let name = last(path)?;
            let is_param = path.segments.len() == 1 && item.generics.params.iter().any(|param| param.name == name);
            Some(if is_param { Key::Blanket } else { Key::Name(name) })
        }
        TypeRef::Ref(..) => Some(Key::Ref),
        TypeRef::Ptr(_) => Some(Key::Ptr),
        TypeRef::Tuple(_) => Some(Key::Tuple),
        TypeRef::Array(..) => Some(Key::Array),
        TypeRef::Slice(_) => Some(Key::Slice),
        TypeRef::Fn(..) => Some(Key::Fn),
        TypeRef::Dyn(bounds) => bounds.first().and_then(last).map(Key::Dyn),
        TypeRef::Qualified(_)
        | TypeRef::Impl(_)
        | TypeRef::Never
        | TypeRef::Infer
        | TypeRef::Const(_)
        | TypeRef::Unknown => None,
    }
}
