//! What all inference of one thread shares: names, signatures and impls as types, remembered once made.

use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::RefCell;
use std::hash::Hash;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use crate::knowledge::guards;
use crate::knowledge::macros::{is_known, yields};
use crate::knowledge::std_classes::{CLASSES, COSTS};
use crate::model::{Cost, TypeClass};
use crate::syntax::hir::{CodeMacro, Path, Symbol};
use crate::syntax::{self, CodeExpansion, CodeRules, Unexpanded};

use super::answers::SharedAnswers;
use super::env::Env;
use super::lang::{Lang, Words};
use super::ty::{ImplHeader, Signature, TraitRef, Ty};
use crate::crate_map::{AdtId, CrateId, Def, FunctionId, ImplId, Index, ModuleId, Resolver};

type Macros = FxHashMap<(*const u8, bool), Option<Rc<CodeRules>>>;

/// Shared state of one thread.
pub(super) struct Context<'i> {
    pub(super) index: &'i Index<'i>,
    pub(super) resolver: Resolver<'i>,
    pub(super) lang: Lang,
    pub(super) words: Words,
    std_defs: RefCell<FxHashMap<&'static str, Option<Def>>>,
    std_classes: FxHashMap<AdtId, TypeClass>,
    std_costs: FxHashMap<AdtId, Cost>,
    std_guards: FxHashSet<AdtId>,
    pub(super) signatures: Known<FunctionId, Signature>,
    pub(super) headers: Known<ImplId, ImplHeader>,
    pub(super) envs: Known<FunctionId, Env>,
    /// Definitions of macros by the place of their text, and whether `$crate` is another crate.
    macros: RefCell<Macros>,
    macro_names: RefCell<FxHashMap<(ModuleId, Symbol), Symbol>>,
    /// The fields of large structs and variants by their names.
    pub(super) fields: RefCell<FxHashMap<(AdtId, usize), FxHashMap<Symbol, usize>>>,
    pub(super) answers: SharedAnswers,
    pub(super) depth: std::cell::Cell<usize>,
    /// How many have been followed for the outermost one.
    pub(super) steps: std::cell::Cell<usize>,
    /// Whether an alias has been cut off since this was last set back.
    pub(super) is_cut: std::cell::Cell<bool>,
}

/// What is remembered once made, and whether an alias in it was cut off: each body that uses it is told, not only the
/// first.
pub(super) type Known<K, T> = RefCell<FxHashMap<K, (Rc<T>, bool)>>;

impl<'i> Context<'i> {
    pub(super) fn new(index: &'i Index<'i>) -> Self {
        let resolver = Resolver::new(index);
        let lang = Lang::new(&resolver);
        let adt = |path: &str| resolver.standard(path).and_then(Def::as_adt);
        let std_classes = CLASSES.iter().filter_map(|(path, class)| Some((adt(path)?, *class))).collect();
        let std_costs = COSTS.iter().filter_map(|(path, cost)| Some((adt(path)?, *cost))).collect();
        let std_guards = guards::STANDARD.iter().filter_map(|path| adt(path)).collect();
        Self {
            index,
            resolver,
            lang,
            std_defs: RefCell::default(),
            std_classes,
            std_costs,
            std_guards,
            words: Words::new(),
            signatures: RefCell::default(),
            headers: RefCell::default(),
            envs: RefCell::default(),
            macros: RefCell::default(),
            macro_names: RefCell::default(),
            fields: RefCell::default(),
            answers: SharedAnswers::default(),
            depth: std::cell::Cell::new(0),
            steps: std::cell::Cell::new(0),
            is_cut: std::cell::Cell::new(false),
        }
    }

    /// What is known of a key, or what `make` makes of it.
    pub(super) fn once<K: Eq + Hash, T>(&self, known: &Known<K, T>, key: K, make: impl FnOnce() -> T) -> Rc<T> {
        if let Some((value, is_cut)) = known.borrow().get(&key) {
            self.is_cut.set(self.is_cut.get() || *is_cut);
            return Rc::clone(value);
        }
        let was_cut = self.is_cut.replace(false);
        let value = Rc::new(make());
        let is_cut = self.is_cut.get();
        self.is_cut.set(was_cut || is_cut);
        known.borrow_mut().insert(key, (Rc::clone(&value), is_cut));
        value
    }

    /// What a macro call in code of a module stands for.
    pub(super) fn expansion(&self, module: ModuleId, call: &CodeMacro) -> Result<CodeExpansion, Unexpanded> {
        let definitions = |path: &Path| {
            let is_known =
                path.segments.last().is_none_or(|last| yields(self.macro_name(module, last.name).as_str()).is_some());
            if is_known { None } else { self.code_rules(module, path) }
        };
        let rules = definitions(&call.path).ok_or(Unexpanded::Unfit)?;
        // As for files: should the parser panic, nothing is expanded.
        let expand = AssertUnwindSafe(|| syntax::expand_code(&rules, &call.arguments, call.offset, &definitions));
        catch_unwind(expand).unwrap_or(Err(Unexpanded::Unfit))
    }

    /// The name by which a macro is known that is called so in code of a module: none if the workspace defines one of this
    /// name itself, unless that hands on to the known one.
    pub(super) fn macro_name(&self, module: ModuleId, name: Symbol) -> Symbol {
        let key = (module, name);
        if let Some(known) = self.macro_names.borrow().get(&key) {
            return *known;
        }
        // `use std::vec as list`
        let imported = if is_known(name.as_str()) { None } else { self.index.renamed_from(module, name) };
        let known = match imported {
            Some(original) if is_known(original.as_str()) => original,
            None if is_known(name.as_str()) && self.index.is_own_macro(module, name) => Symbol::new(""),
            _ => name,
        };
        self.macro_names.borrow_mut().insert(key, known);
        known
    }

    fn code_rules(&self, module: ModuleId, path: &Path) -> Option<Rc<CodeRules>> {
        let (rules, dollar_crate) = self.index.macro_rules(module, path)?;
        let key = (rules.as_ptr(), dollar_crate.is_some());
        if let Some(known) = self.macros.borrow().get(&key) {
            return known.clone();
        }
        let parsed = CodeRules::new(rules, dollar_crate.as_deref()).map(Rc::new);
        self.macros.borrow_mut().insert(key, parsed.clone());
        parsed
    }

    /// Whether an adt is the standard library's of that path.
    pub(super) fn is_std(&self, id: AdtId, path: &'static str) -> bool {
        id.krate == CrateId(0) && self.std_def(path) == Some(Def::Adt(id))
    }

    /// An item of the standard library by its path, which is looked up once.
    pub(super) fn std_def(&self, path: &'static str) -> Option<Def> {
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

    /// Whether an adt is a guard of the standard library.
    pub(super) fn is_std_guard(&self, id: AdtId) -> bool {
        self.std_guards.contains(&id)
    }

    /// An `impl Future<Output = T>`, as an async function returns it.
    pub(super) fn future_of(&self, output: Ty) -> Ty {
        let Some(id) = self.lang.future else { return Ty::Unknown };
        Ty::Opaque(Rc::from([TraitRef { id, args: Vec::new(), bindings: vec![(self.words.output, output)] }]))
    }
}
