//! One crate's declarations, found by name.

use std::collections::HashSet;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::syntax::hir::{
    Adt, AdtKind, Alias, Constant, Function, Impl, Import, ItemTree, MacroCall, MacroDefinition, ModuleKind, Path,
    Symbol, Trait, TypeRef, VariantShape,
};

use super::{AdtId, AliasId, ConstantId, CrateId, Def, FunctionId, ModuleId, Namespace, TraitId};

/// Everything that a crate declares. Item trees are taken apart into arenas of the whole crate.
#[derive(Debug, Default)]
pub(crate) struct Crate {
    pub(crate) name: String,
    pub(crate) adts: Vec<Adt>,
    pub(crate) functions: Vec<Function>,
    /// Beside `functions`.
    pub(crate) containers: Vec<Container>,
    pub(crate) traits: Vec<Trait>,
    pub(crate) impls: Vec<Impl>,
    pub(crate) aliases: Vec<Alias>,
    pub(crate) constants: Vec<Constant>,
    pub(crate) imports: Vec<Import>,
    pub(crate) modules: Vec<ModuleData>,
    /// What a module declares under a name.
    names: FxHashMap<(u32, Symbol, Namespace), Def>,
    /// Named imports of a module.
    named_imports: FxHashMap<(u32, Symbol), Vec<u32>>,
    /// Inherent functions by the head of the type and their name: the impl and the function.
    inherent: FxHashMap<(Key, Symbol), Vec<(u32, u32)>>,
    /// Impls by the trait's last segment and the head of the type.
    trait_impls: FxHashMap<(Symbol, Key), Vec<u32>>,
    /// Traits by the names of their functions.
    traits_with: FxHashMap<Symbol, Vec<u32>>,
    /// Other names that impls may give a type: of aliases for it and of renamed imports.
    aliases_of: FxHashMap<Symbol, Vec<Symbol>>,
    /// Crates by the names that paths give them.
    pub(crate) externs: FxHashMap<Symbol, CrateId>,
    /// Definitions of macros.
    pub(super) macros: FxHashMap<Symbol, Vec<MacroDefinition>>,
    /// Calls that have not been expanded.
    pub(super) calls: Vec<MacroCall>,
    /// The audited file that is being taken in, by its number.
    pub(super) file: Option<u32>,
    /// The first adt of each tree and the audited file it came from, in the order of the adts.
    origins: Vec<(u32, Option<u32>)>,
    /// Adts whose name their module declares once more, in another way: under another `cfg`.
    repeated: HashSet<u32>,
    /// Adts by their names, made when it is first asked for, which must be when all have been taken in.
    adts_named: OnceLock<FxHashMap<Symbol, Vec<u32>>>,
}

/// A module of a crate.
#[derive(Clone, Debug)]
pub(crate) struct ModuleData {
    pub(crate) name: Symbol,
    pub(crate) parent: Option<u32>,
    pub(crate) is_block: bool,
    /// Whether names may be declared by macros here.
    pub(crate) has_item_macros: bool,
    pub(crate) globs: Vec<u32>,
    pub(crate) named: Vec<u32>,
    pub(crate) traits: Vec<u32>,
}

/// What a function stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Container {
    /// A module or block.
    Module,
    /// An impl block.
    Impl(u32),
    /// A trait.
    Trait(u32),
}

/// The head of a type, as an impl writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    /// The last segment of a path.
    Name(Symbol),
    /// `dyn Trait`
    Dyn(Symbol),
    /// `&T`
    Ref,
    /// `*const T`
    Ptr,
    /// `(A, B)`
    Tuple,
    /// `[T; N]`
    Array,
    /// `[T]`
    Slice,
    /// `fn()`
    Fn,
    /// A parameter of the impl: every type.
    Blanket,
}

/// Where the parts of one item tree went.
#[derive(Clone, Debug, Default)]
pub(crate) struct Placed {
    pub(crate) modules: Vec<u32>,
    pub(crate) functions: u32,
    pub(crate) traits: u32,
    pub(crate) impls: u32,
}

impl Crate {
    /// A crate with an empty root module.
    pub(crate) fn new(name: String) -> Self {
        let root = ModuleData::new(Symbol::new(""), None, false);
        Self { name, modules: vec![root], ..Self::default() }
    }

    /// The child module of that name, made if it is new: a file and an inline module of one path are one.
    pub(crate) fn child_module(&mut self, id: CrateId, parent: u32, name: Symbol) -> u32 {
        if let Some(Def::Module(known)) = self.names.get(&(parent, name, Namespace::Types))
            && known.krate == id
        {
            return known.at;
        }
        let at = self.push_module(ModuleData::new(name, Some(parent), false));
        self.names.insert((parent, name, Namespace::Types), Def::Module(ModuleId { krate: id, at }));
        at
    }

    /// Gives a module of another crate, or of this one, a second name: a file that several targets share.
    pub(crate) fn link_module(&mut self, parent: u32, name: Symbol, module: ModuleId) {
        self.names.entry((parent, name, Namespace::Types)).or_insert(Def::Module(module));
    }

    fn push_module(&mut self, module: ModuleData) -> u32 {
        self.modules.push(module);
        small(self.modules.len() - 1)
    }

    /// Takes a file's declarations in; its own module is `root`. Bodies are left alone.
    pub(crate) fn take(&mut self, id: CrateId, root: u32, tree: &mut ItemTree) -> Placed {
        let mut modules: Vec<u32> = Vec::with_capacity(tree.modules.len());
        for module in &tree.modules {
            let at = match (module.parent, module.kind) {
                (None, _) | (_, ModuleKind::File) => root,
                (Some(parent), ModuleKind::Inline) => self.child_module(id, modules[parent as usize], module.name),
                (Some(parent), ModuleKind::Block) => {
                    self.push_module(ModuleData::new(module.name, Some(modules[parent as usize]), true))
                }
            };
            self.modules[at as usize].has_item_macros |= module.has_item_macros;
            modules.push(at);
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
                let name = self.functions[function as usize].name;
                self.inherent.entry((key, name)).or_default().push((of_impl, function));
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

    /// Takes types, traits and impls out of a tree that the module has already; types keep what they now derive. The
    /// tree's functions keep their places, but under a name that no path can use.
    pub(super) fn forget_known(&mut self, module: u32, tree: &mut ItemTree) {
        tree.adts.retain(|adt| match self.names.get(&(module, adt.name, Namespace::Types)) {
            Some(Def::Adt(known)) if adt.module == 0 => {
                if let Some(known) = self.adts.get_mut(known.at as usize) {
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

    fn declare(&mut self, module: u32, name: Symbol, namespace: Namespace, def: Def) {
        // The first wins: a second one under another `cfg` is as good.
        self.names.entry((module, name, namespace)).or_insert(def);
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
            }
            self.declare(adt.module, adt.name, Namespace::Types, def);
            let is_value = adt.kind == AdtKind::Struct
                && adt.variants.first().is_some_and(|variant| variant.shape != VariantShape::Record);
            if is_value {
                self.declare(adt.module, adt.name, Namespace::Values, def);
            }
            self.adts.push(adt);
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
            self.declare(item.module, item.name, Namespace::Types, Def::Trait(TraitId { krate: id, at }));
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
                    let name = self.functions[*function as usize].name;
                    self.inherent.entry((key, name)).or_default().push((at, *function));
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

    fn take_rest(&mut self, id: CrateId, tree: &mut ItemTree, placed: &Placed) {
        let first = placed.functions as usize;
        for at in first..self.functions.len() {
            if self.containers[at] == Container::Module {
                let (module, name) = (self.functions[at].module, self.functions[at].name);
                self.declare(module, name, Namespace::Values, Def::Function(FunctionId { krate: id, at: small(at) }));
            }
        }
        for mut alias in std::mem::take(&mut tree.aliases) {
            alias.module = placed.modules[alias.module as usize];
            let def = Def::Alias(AliasId { krate: id, at: small(self.aliases.len()) });
            self.declare(alias.module, alias.name, Namespace::Types, def);
            if let TypeRef::Path(path) = &alias.ty
                && let Some(last) = path.segments.last()
            {
                self.aliases_of.entry(last.name).or_default().push(alias.name);
            }
            self.aliases.push(alias);
        }
        for mut constant in std::mem::take(&mut tree.constants) {
            constant.module = placed.modules[constant.module as usize];
            let def = Def::Constant(ConstantId { krate: id, at: small(self.constants.len()) });
            self.declare(constant.module, constant.name, Namespace::Values, def);
            self.constants.push(constant);
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

    /// The number of the audited file that declares an adt; `None` for what a macro or another crate's file declares.
    pub(crate) fn file_of(&self, adt: u32) -> Option<u32> {
        let after = self.origins.partition_point(|(first, _)| *first <= adt);
        self.origins.get(after.checked_sub(1)?)?.1
    }

    /// Whether an adt is one of several declarations of its name, of which the build chooses.
    pub(crate) fn is_repeated(&self, adt: u32) -> bool {
        self.repeated.contains(&adt)
    }

    /// All adts of that name, wherever they stand.
    pub(crate) fn adts_named(&self, name: Symbol) -> &[u32] {
        let named = self.adts_named.get_or_init(|| {
            let mut named: FxHashMap<Symbol, Vec<u32>> = FxHashMap::default();
            for (at, adt) in (0_u32..).zip(&self.adts) {
                named.entry(adt.name).or_default().push(at);
            }
            named
        });
        named.get(&name).map_or(&[], Vec::as_slice)
    }

    /// The modules around an adt by their names, the outermost first; blocks have none.
    pub(crate) fn modules_of(&self, adt: &Adt) -> Vec<Symbol> {
        let modules = std::iter::successors(Some(adt.module), |&at| self.modules[at as usize].parent);
        let mut names: Vec<Symbol> = modules.map(|at| self.modules[at as usize].name).collect();
        names.retain(|name| !name.as_str().is_empty());
        names.reverse();
        names
    }

    /// What a module itself declares under a name.
    pub(crate) fn declared(&self, module: u32, name: Symbol, namespace: Namespace) -> Option<Def> {
        self.names.get(&(module, name, namespace)).copied()
    }

    /// Other names of a type in this crate.
    pub(crate) fn aliases_of(&self, name: Symbol) -> &[Symbol] {
        self.aliases_of.get(&name).map_or(&[], Vec::as_slice)
    }

    /// What a module imports under a name: indices of imports.
    pub(crate) fn imported(&self, module: u32, name: Symbol) -> &[u32] {
        self.named_imports.get(&(module, name)).map_or(&[], Vec::as_slice)
    }

    /// Inherent functions and consts (`u32::MAX`) of a type: impl and function.
    pub(crate) fn inherent(&self, key: Key, name: Symbol) -> &[(u32, u32)] {
        self.inherent.get(&(key, name)).map_or(&[], Vec::as_slice)
    }

    /// Impls of a trait of that name for a type.
    pub(crate) fn impls_of(&self, trait_name: Symbol, key: Key) -> &[u32] {
        self.trait_impls.get(&(trait_name, key)).map_or(&[], Vec::as_slice)
    }

    /// Traits of this crate with a function of that name.
    pub(crate) fn traits_with(&self, function: Symbol) -> &[u32] {
        self.traits_with.get(&function).map_or(&[], Vec::as_slice)
    }
}

impl ModuleData {
    fn new(name: Symbol, parent: Option<u32>, is_block: bool) -> Self {
        Self {
            name,
            parent,
            is_block,
            has_item_macros: false,
            globs: Vec::new(),
            named: Vec::new(),
            traits: Vec::new(),
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
        TypeRef::Qualified { .. }
        | TypeRef::Impl(_)
        | TypeRef::Never
        | TypeRef::Infer
        | TypeRef::Const(_)
        | TypeRef::Unknown => None,
    }
}

/// Arenas hold fewer than 2³² items: a source file of that size cannot be lexed.
pub(super) fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
