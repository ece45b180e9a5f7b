//! What one crate declares, found by name.

use std::collections::HashSet;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::syntax::hir::{
    Adt, Alias, Constant, Function, Impl, Import, MacroCall, MacroDefinition, Presence, Symbol, Trait, Visibility,
};

use super::def::{Def, Namespace};
use super::{CrateId, ModuleId, small};

/// Everything that a crate declares. Item trees are taken apart into arenas of the whole crate.
#[derive(Debug, Default)]
pub(crate) struct CrateData {
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
    pub(super) names: FxHashMap<(u32, Symbol, Namespace), Declared>,
    /// Visibilities of modules that are files, by their parents and names: a file may be taken in before its parent.
    pub(super) file_modules: FxHashMap<(u32, Symbol), Visibility>,
    /// Named imports of a module.
    pub(super) named_imports: FxHashMap<(u32, Symbol), Vec<u32>>,
    /// Inherent functions by the head of the type and their name: the impl and the function.
    pub(super) inherent: FxHashMap<(Key, Symbol), Vec<(u32, u32)>>,
    /// Impls by the trait's last segment and the head of the type.
    pub(super) trait_impls: FxHashMap<(Symbol, Key), Vec<u32>>,
    /// Traits by the names of their functions.
    pub(super) traits_with: FxHashMap<Symbol, Vec<u32>>,
    /// Other names that impls may give a type: of aliases for it and of renamed imports.
    pub(super) aliases_of: FxHashMap<Symbol, Vec<Symbol>>,
    /// Crates by the names that paths give them.
    pub(crate) externs: FxHashMap<Symbol, CrateId>,
    /// Definitions of macros.
    pub(super) macros: FxHashMap<Symbol, Vec<MacroDefinition>>,
    /// Calls that have not been expanded yet.
    pub(super) calls: Vec<MacroCall>,
    /// Calls that cannot be expanded.
    pub(super) unexpanded: Vec<MacroCall>,
    /// Whether some cannot because they write too much, or nest too deep.
    pub(super) is_cut: bool,
    /// The audited file that is being taken in, by its number.
    pub(super) file: Option<u32>,
    /// The first adt of each tree and the audited file it came from, in the order of the adts.
    pub(super) origins: Vec<(u32, Option<u32>)>,
    /// Adts whose name their module declares once more, in another way: under another `cfg`.
    pub(super) repeated: HashSet<u32>,
    /// Adts by their names, made when it is first asked for, which must be when all have been taken in.
    adts_named: OnceLock<FxHashMap<Symbol, Vec<u32>>>,
    /// The keys of `names` by their modules, made in the same way.
    names_of: OnceLock<FxHashMap<u32, Vec<Symbol>>>,
}

/// What a module declares under a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Declared {
    pub(super) def: Def,
    pub(super) visibility: Visibility,
    pub(super) presence: Presence,
}

impl Declared {
    fn module(module: ModuleId, visibility: Visibility) -> Self {
        Self { def: Def::Module(module), visibility, presence: Presence::Sure }
    }
}

/// A module of a crate.
#[derive(Clone, Debug)]
pub(crate) struct ModuleData {
    pub(crate) name: Symbol,
    pub(crate) parent: Option<u32>,
    pub(crate) is_block: bool,
    /// Whether it may declare names that are not known: by a macro call that could not be expanded.
    pub(crate) has_unknown_names: bool,
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

impl CrateData {
    /// Whether a function is `main` at the crate's root, if it is no method.
    pub(crate) fn is_main(&self, function: &Function) -> bool {
        let is_root = self.modules.get(function.module as usize).is_some_and(|module| module.parent.is_none());
        is_root && function.name.as_str() == "main"
    }

    /// The definitions of macros of this name, wherever in the crate.
    pub(crate) fn macros_named(&self, name: Symbol) -> &[MacroDefinition] {
        self.macros.get(&name).map_or(&[], Vec::as_slice)
    }

    /// Whether a macro call that cannot be expanded names a type, and so may write impls for it.
    pub(crate) fn may_write_impls_for(&self, name: Symbol) -> bool {
        let names = |text: &str| {
            let mut words = text.split(|letter: char| letter != '_' && !letter.is_alphanumeric());
            words.any(|word| word == name.as_str())
        };
        self.unexpanded.iter().any(|call| {
            let called = call.path.segments.last().map_or(&[][..], |last| self.macros_named(last.name));
            names(&call.arguments) || called.iter().any(|definition| names(&definition.rules))
        })
    }

    /// Gives back what lists have reserved, when all has been taken in.
    pub(super) fn shrink(&mut self) {
        self.adts.shrink_to_fit();
        self.functions.shrink_to_fit();
        self.containers.shrink_to_fit();
        self.traits.shrink_to_fit();
        self.impls.shrink_to_fit();
        self.aliases.shrink_to_fit();
        self.constants.shrink_to_fit();
        self.imports.shrink_to_fit();
        self.modules.shrink_to_fit();
    }

    /// A crate with an empty root module.
    pub(crate) fn new(name: String) -> Self {
        let root = ModuleData::new(Symbol::new(""), None, false);
        Self { name, modules: vec![root], ..Self::default() }
    }

    /// The child module of that name, made if it is new: a file and an inline module of one path are one.
    pub(super) fn child_module(&mut self, id: CrateId, parent: u32, name: Symbol) -> u32 {
        if let Some(Declared { def: Def::Module(known), .. }) = self.names.get(&(parent, name, Namespace::Types))
            && known.krate == id
        {
            return known.at;
        }
        let at = self.push_module(ModuleData::new(name, Some(parent), false));
        let visibility = self.file_modules.get(&(parent, name)).copied().unwrap_or_default();
        let declared = Declared::module(ModuleId { krate: id, at }, visibility);
        self.names.insert((parent, name, Namespace::Types), declared);
        at
    }

    /// Says who may name a child module, be it there already or not.
    pub(super) fn note_visibility(&mut self, parent: u32, name: Symbol, visibility: Visibility) {
        if let Some(known) = self.names.get_mut(&(parent, name, Namespace::Types))
            && matches!(known.def, Def::Module(_))
        {
            known.visibility = visibility;
        }
        self.file_modules.insert((parent, name), visibility);
    }

    /// Gives a module of another crate, or of this one, a second name: a file that several targets share.
    pub(super) fn link_module(&mut self, parent: u32, name: Symbol, module: ModuleId) {
        let visibility = self.file_modules.get(&(parent, name)).copied().unwrap_or_default();
        self.names.entry((parent, name, Namespace::Types)).or_insert(Declared::module(module, visibility));
    }

    pub(super) fn push_module(&mut self, module: ModuleData) -> u32 {
        self.modules.push(module);
        small(self.modules.len() - 1)
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

    /// The names that a module declares, in no order; those of both namespaces twice.
    pub(super) fn names_of(&self, module: u32) -> &[Symbol] {
        let names_of = self.names_of.get_or_init(|| {
            let mut names_of: FxHashMap<u32, Vec<Symbol>> = FxHashMap::default();
            for (module, name, _) in self.names.keys() {
                names_of.entry(*module).or_default().push(*name);
            }
            names_of
        });
        names_of.get(&module).map_or(&[], Vec::as_slice)
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
        self.declaration(module, name, namespace).map(|declared| declared.def)
    }

    /// The same, who may name it, and whether the build has it.
    pub(super) fn declaration(&self, module: u32, name: Symbol, namespace: Namespace) -> Option<Declared> {
        self.names.get(&(module, name, namespace)).copied()
    }

    /// The crate with whose name the path of an import begins; not the standard library.
    pub(super) fn leads_to(&self, import: u32) -> Option<CrateId> {
        let mut names = self.imports[import as usize].path.segments.iter().map(|segment| segment.name);
        let first = names.find(|name| !name.as_str().is_empty())?;
        self.externs.get(&first).copied()
    }

    // ---- modules ----

    /// The module that a block stands in, or the module itself.
    pub(super) fn out_of_blocks(&self, mut module: u32) -> u32 {
        loop {
            let data = &self.modules[module as usize];
            match data.parent {
                Some(parent) if data.is_block => module = parent,
                _ => return module,
            }
        }
    }

    /// A module and those around it, outwards, without blocks.
    pub(super) fn around(&self, module: u32) -> impl Iterator<Item = u32> {
        let above = |&at: &u32| self.modules[at as usize].parent.map(|parent| self.out_of_blocks(parent));
        std::iter::successors(Some(self.out_of_blocks(module)), above)
    }

    /// Whether a module is another one or stands in it.
    pub(super) fn is_within(&self, module: u32, outer: u32) -> bool {
        std::iter::successors(Some(module), |&at| self.modules[at as usize].parent).any(|at| at == outer)
    }

    // ---- by name ----

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
    pub(super) fn new(name: Symbol, parent: Option<u32>, is_block: bool) -> Self {
        Self {
            name,
            parent,
            is_block,
            has_unknown_names: false,
            globs: Vec::new(),
            named: Vec::new(),
            traits: Vec::new(),
        }
    }
}
