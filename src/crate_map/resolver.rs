//! What a search for names knows and remembers. `scopes`, `resolve` and `traits` do the searching.

use rustc_hash::FxHashMap;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use crate::syntax::hir::{Presence, Symbol};

use crate::knowledge::stubs::{PROC_MACRO, STANDARD_NAMES};

use super::crate_data::CrateData;
use super::def::{Def, Namespace};
use super::fixed_point::FixedPoint;
use super::index::Index;
use super::visibility::VisibleIn;
use super::{AdtId, CrateId, ModuleId, TraitId};

/// What is asked and remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Query {
    /// What a module has under a name.
    Name(ModuleId, Symbol, Namespace),
    /// What the import of that number in a crate means.
    Import(CrateId, u32, Namespace),
}

/// A name's meaning in a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Binding {
    pub(super) def: Def,
    pub(super) visible: VisibleIn,
}

impl Binding {
    /// A name of which no more is known than that it is there.
    pub(super) const UNKNOWN: Self = Self { def: Def::Ambiguous, visible: VisibleIn::All };
}

/// Resolves names. Remembers what it found; one for each thread.
pub(crate) struct Resolver<'i> {
    pub(crate) index: &'i Index<'i>,
    all: Memo,
    /// The same with dependencies left out.
    near: Memo,
    /// Whether dependencies are left out.
    pub(super) is_near: Cell<bool>,
    /// The module of the standard prelude.
    pub(super) prelude: OnceCell<Option<ModuleId>>,
    pub(super) words: Words,
}

/// Traits in scope of a module.
#[derive(Debug)]
pub(super) struct TraitsAround {
    /// Where each comes among all.
    pub(super) order: FxHashMap<TraitId, usize>,
    /// The crates that declare them.
    pub(super) crates: Vec<CrateId>,
}

impl TraitsAround {
    pub(super) fn new(traits: &[TraitId]) -> Self {
        let crates: BTreeSet<CrateId> = traits.iter().map(|id| id.krate).collect();
        // Of one that was found twice, the first counts.
        let order = traits.iter().enumerate().rev().map(|(order, id)| (*id, order)).collect();
        Self { order, crates: crates.into_iter().collect() }
    }
}

/// The globs of a module that count: what the build does not import does so only where it imports nothing.
#[derive(Debug)]
pub(super) struct Globs {
    /// Those that do not begin with the name of another crate.
    pub(super) near: Searched,
    /// The others. To search one of them may have the crate read.
    pub(super) far: Searched,
}

/// Globs in their order.
#[derive(Debug, Default)]
pub(super) struct Searched {
    pub(super) all: Vec<u32>,
    /// Made when it is known where all of them lead.
    pub(super) by_name: OnceCell<ByName>,
}

/// Places among the globs, in order.
#[derive(Debug, Default)]
pub(super) struct ByName {
    pub(super) of_name: FxHashMap<Symbol, Vec<usize>>,
    pub(super) of_any: Vec<usize>,
}

impl Globs {
    pub(super) fn of(krate: &CrateData, module: u32) -> Self {
        let globs = &krate.modules[module as usize].globs;
        let is_there = |at: u32| krate.imports[at as usize].presence != Presence::Off;
        let is_off = !globs.iter().any(|&at| is_there(at));
        let counting = globs.iter().copied().filter(|&at| is_off || is_there(at));
        let (near, far) = counting.partition(|&at| krate.leads_to(at).is_none());
        let searched = |all| Searched { all, ..Searched::default() };
        Self { near: searched(near), far: searched(far) }
    }
}

impl ByName {
    pub(super) fn add(&mut self, name: Symbol, place: usize) {
        let places = self.of_name.entry(name).or_default();
        // Of both namespaces.
        if places.last() != Some(&place) {
            places.push(place);
        }
    }
}

/// What has been resolved.
pub(super) struct Memo {
    pub(super) bindings: FixedPoint<Query, Binding>,
    /// What code in a module means by a name.
    pub(super) names: RefCell<FxHashMap<(ModuleId, Symbol, Namespace), Option<Def>>>,
    /// Traits in scope of a module.
    pub(super) traits: RefCell<FxHashMap<ModuleId, Rc<TraitsAround>>>,
    /// The globs of a module.
    pub(super) globs: RefCell<FxHashMap<ModuleId, Rc<Globs>>>,
    /// The variants of large enums by their names.
    pub(super) variants: RefCell<FxHashMap<AdtId, FxHashMap<Symbol, u32>>>,
}

impl Default for Memo {
    fn default() -> Self {
        let bindings = FixedPoint::new(Some(Binding::UNKNOWN));
        Self {
            bindings,
            names: RefCell::default(),
            traits: RefCell::default(),
            globs: RefCell::default(),
            variants: RefCell::default(),
        }
    }
}

pub(super) struct Words {
    pub(super) krate: Symbol,
    pub(super) dollar_crate: Symbol,
    pub(super) own: Symbol,
    pub(super) parent: Symbol,
    pub(super) global: Symbol,
    pub(super) standard: [Symbol; 3],
    pub(super) proc_macro: Symbol,
    pub(super) prelude: [Symbol; 2],
}

impl<'i> Resolver<'i> {
    pub(crate) fn new(index: &'i Index<'i>) -> Self {
        let words = Words {
            krate: Symbol::new("crate"),
            dollar_crate: Symbol::new("$crate"),
            own: Symbol::new("self"),
            parent: Symbol::new("super"),
            global: Symbol::new(""),
            standard: STANDARD_NAMES.map(Symbol::new),
            proc_macro: Symbol::new(PROC_MACRO),
            prelude: ["prelude", "v1"].map(Symbol::new),
        };
        Self {
            index,
            all: Memo::default(),
            near: Memo::default(),
            is_near: Cell::new(false),
            prelude: OnceCell::new(),
            words,
        }
    }

    /// How many names it remembers the meaning of.
    pub(crate) fn remembered(&self) -> usize {
        [&self.all, &self.near].map(|memo| memo.bindings.len() + memo.names.borrow().len()).iter().sum()
    }

    pub(super) fn memo(&self) -> &Memo {
        if self.is_near.get() { &self.near } else { &self.all }
    }

    pub(super) fn krate(&self, id: CrateId) -> Option<&'i CrateData> {
        self.index.krate(id)
    }
}
