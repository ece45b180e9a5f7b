//! Macro calls among a crate's items: which definition is meant, and what it declares.
//!
//! Calls are expanded in rounds, because what one writes may call another. A round's expansions know nothing of each
//! other, so they run side by side; they are taken in one after the other, in the order of the calls.
//!
//! Scopes are simpler than rustc's: a definition in the same module or one around it comes first, then an import, then
//! any definition of that name in the crate. Arguments that are items have been declared as such, because mostly they
//! are handed on: of such an expansion only those impls count that are new.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use crate::syntax::hir::{ItemTree, MacroCall, MacroDefinition, Path, Symbol};
use crate::syntax::{self, ItemCall, Unexpanded};

use super::crate_data::CrateData;
use super::{CrateId, ModuleId};

/// How deep expansions call macros. A muncher that takes one token at a time may need more, and is then left alone.
const DEEPEST: usize = 64;

/// Text of arguments that is expanded in one crate: no run can be made endless by a macro.
const MOST_TEXT: usize = 32 << 20;

/// What a call takes of that besides its arguments: macros without arguments can write each other without end as well.
const A_CALL: usize = 256;

/// The same for a crate that is only read because a name of it is asked for: what matters of its interface is seldom
/// written by its own macros.
const MOST_TEXT_ALONE: usize = 16 << 10;
/// What identifiers start with that stand for `$crate`.
const DOLLAR_CRATE: &str = "__dollar_crate_";

/// Calls of one macro that one thread expands.
const PIECE: usize = 64;

/// How many imports are followed to a definition.
const LONGEST_IMPORT: usize = 4;

/// A definition and the crate it stands in.
#[derive(Clone, Copy)]
pub(super) struct Found<'c> {
    pub(super) krate: CrateId,
    pub(super) definition: &'c MacroDefinition,
}

/// A call, and what it declares if that is known.
pub(super) struct Expanded {
    call: MacroCall,
    declared: Result<Declared, Unexpanded>,
}

struct Declared {
    /// The crate that `$crate` means, if it is not the call's own.
    dollar_crate: Option<CrateId>,
    tree: ItemTree,
}

/// Looks other crates up.
pub(super) trait Crates {
    /// A crate, read from disk if need be.
    fn named(&self, id: CrateId) -> Option<&CrateData>;
    /// A crate if it is known already.
    fn known(&self, id: CrateId) -> Option<&CrateData>;
}

/// For crates that are being read: only their own definitions.
pub(super) struct Alone;

impl Crates for Alone {
    fn named(&self, _: CrateId) -> Option<&CrateData> {
        None
    }

    fn known(&self, _: CrateId) -> Option<&CrateData> {
        None
    }
}

/// Expands all of a crate's calls with its own definitions, on this thread: it may be anywhere in another task.
pub(super) fn alone(id: CrateId, krate: &mut CrateData) {
    let mut budget = Budget { left: MOST_TEXT_ALONE, is_spent: false };
    for _ in 0..DEEPEST {
        let calls = std::mem::take(&mut krate.calls);
        if calls.is_empty() {
            return;
        }
        let pieces = pieces(id, krate, &calls, &Alone, &mut budget);
        let done = pieces.iter().flat_map(Piece::expand).collect();
        take(id, krate, expanded(calls, done));
    }
    krate.calls.clear();
}

/// Expands calls of several crates, in parallel. Returns what each declares.
pub(super) fn round(
    calls: Vec<(CrateId, Vec<MacroCall>)>,
    crates: &(impl Crates + Sync),
    budgets: &mut HashMap<CrateId, Budget>,
) -> Vec<(CrateId, Vec<Expanded>)> {
    let mut all = Vec::new();
    let mut owners = Vec::new();
    for (at, (id, calls)) in calls.iter().enumerate() {
        let Some(krate) = crates.known(*id) else { continue };
        for piece in pieces(*id, krate, calls, crates, budgets.entry(*id).or_default()) {
            owners.push(at);
            all.push(piece);
        }
    }
    let trees: Vec<Vec<Done>> = all.par_iter().map(|piece| piece.expand().collect()).collect();
    drop(all);
    let mut of_crate: Vec<Vec<Done>> = calls.iter().map(|_| Vec::new()).collect();
    for (at, trees) in owners.into_iter().zip(trees) {
        of_crate[at].extend(trees);
    }
    calls.into_iter().zip(of_crate).map(|((id, calls), done)| (id, expanded(calls, done))).collect()
}

/// How deep a round is, at most.
pub(super) fn rounds() -> std::ops::Range<usize> {
    0..DEEPEST
}

/// What may still be expanded.
pub(super) struct Budget {
    left: usize,
    /// Whether calls were left out for the want of it.
    pub(super) is_spent: bool,
}

impl Default for Budget {
    fn default() -> Self {
        Self { left: MOST_TEXT, is_spent: false }
    }
}

/// Calls of one macro.
struct Piece<'c> {
    found: Found<'c>,
    /// The identifier that stands for `$crate`, where that is another crate.
    dollar_crate: Option<CrateId>,
    calls: Vec<(usize, &'c MacroCall)>,
}

/// The number of a call, and what it declares.
type Done = (usize, Result<Declared, Unexpanded>);

impl Piece<'_> {
    fn expand(&self) -> impl Iterator<Item = Done> + '_ {
        let calls: Vec<ItemCall<'_>> = self
            .calls
            .iter()
            .map(|(_, call)| ItemCall { arguments: &call.arguments, is_in_impl: call.of_impl.is_some() })
            .collect();
        let krate = self.dollar_crate.map(dollar_crate);
        let rules = &self.found.definition.rules;
        // As for files: should the parser panic, nothing is declared.
        let trees = catch_unwind(AssertUnwindSafe(|| syntax::expand_items(rules, krate.as_deref(), &calls)));
        let trees = trees.unwrap_or_default();
        let declared = |tree| Declared { dollar_crate: self.dollar_crate, tree };
        self.calls.iter().zip(trees).map(move |((at, _), tree)| (*at, tree.map(&declared)))
    }
}

/// An identifier for a crate, which is made one of the names of crates where an expansion uses it.
pub(super) fn dollar_crate(id: CrateId) -> String {
    format!("{DOLLAR_CRATE}{}", id.0)
}

/// The crate that [`dollar_crate`] made this identifier for.
pub(super) fn meant_crate(name: Symbol) -> Option<CrateId> {
    name.as_str().strip_prefix(DOLLAR_CRATE)?.parse().ok().map(CrateId)
}

/// Calls by their definitions.
fn pieces<'c>(
    id: CrateId,
    krate: &'c CrateData,
    calls: &'c [MacroCall],
    crates: &'c impl Crates,
    budget: &mut Budget,
) -> Vec<Piece<'c>> {
    let mut pieces: Vec<Piece<'c>> = Vec::new();
    let mut open: HashMap<*const MacroDefinition, usize> = HashMap::new();
    for (at, call) in calls.iter().enumerate() {
        let Some(found) = find(id, krate, call.module, &call.path, crates) else { continue };
        // A macro that takes items hands them on.
        if call.is_items && found.definition.rules.contains(":item") {
            continue;
        }
        let Some(left) = budget.left.checked_sub(call.arguments.len() + A_CALL) else {
            budget.is_spent = true;
            break;
        };
        budget.left = left;
        let piece = open.entry(std::ptr::from_ref(found.definition)).or_insert(usize::MAX);
        if pieces.get(*piece).is_none_or(|piece| piece.calls.len() >= PIECE) {
            *piece = pieces.len();
            let dollar_crate = (found.krate != id).then_some(found.krate);
            pieces.push(Piece { found, dollar_crate, calls: Vec::new() });
        }
        pieces[*piece].calls.push((at, call));
    }
    pieces
}

/// In the order of the calls.
fn expanded(calls: Vec<MacroCall>, mut done: Vec<Done>) -> Vec<Expanded> {
    done.sort_by_key(|(at, _)| *at);
    let mut done = done.into_iter().peekable();
    let calls = calls.into_iter().enumerate();
    let with_declared = |(at, call)| {
        let declared = done.next_if(|(of, _)| *of == at).map_or(Err(Unexpanded::Unfit), |(_, declared)| declared);
        Expanded { call, declared }
    };
    calls.map(with_declared).collect()
}

/// Takes what calls declare into their crate.
pub(super) fn take(id: CrateId, krate: &mut CrateData, expanded: Vec<Expanded>) {
    for Expanded { call, declared } in expanded {
        krate.is_cut |= matches!(declared, Err(Unexpanded::TooLarge));
        let Ok(Declared { dollar_crate, mut tree }) = declared else {
            // Arguments that are items have been declared.
            if !call.is_items && call.of_impl.is_none() {
                krate.modules[call.module as usize].has_unknown_names = true;
            }
            krate.unexpanded.push(call);
            continue;
        };
        if let Some(of) = dollar_crate {
            krate.externs.insert(Symbol::new(&self::dollar_crate(of)), of);
        }
        if let Some(of_impl) = call.of_impl {
            krate.take_members(of_impl, tree);
            continue;
        }
        if call.is_items {
            krate.forget_known(call.module, &mut tree);
        }
        krate.take(id, call.module, &mut tree);
    }
}

fn find<'c>(id: CrateId, krate: &'c CrateData, module: u32, path: &Path, crates: &'c impl Crates) -> Option<Found<'c>> {
    let names: Vec<Symbol> = path.segments.iter().map(|segment| segment.name).collect();
    match names.as_slice() {
        [] => None,
        [name] => in_scope(id, krate, module, *name, crates),
        names => at_path(id, krate, names, crates, 0),
    }
}

/// The definition that a path means in code of a module, which sees the whole macros of a crate as well.
pub(super) fn find_in_code<'c>(module: ModuleId, path: &Path, crates: &'c impl Crates) -> Option<Found<'c>> {
    let krate = crates.named(module.krate)?;
    find(module.krate, krate, module.at, path, crates).or_else(|| used_whole(krate, path, crates))
}

/// By `#[macro_use] extern crate` in the crate's root.
fn used_whole<'c>(krate: &'c CrateData, path: &Path, crates: &'c impl Crates) -> Option<Found<'c>> {
    let [name] = &path.segments[..] else { return None };
    krate.modules[0].named.iter().find_map(|&at| {
        let mut segments = krate.imports[at as usize].path.segments.iter();
        let of = segments.find(|segment| !segment.name.as_str().is_empty())?.name;
        let of = *krate.externs.get(&of).filter(|_| segments.next().is_none())?;
        exported(of, crates.known(of)?, name.name)
    })
}

fn in_scope<'c>(
    id: CrateId,
    krate: &'c CrateData,
    module: u32,
    name: Symbol,
    crates: &'c impl Crates,
) -> Option<Found<'c>> {
    let own = krate.macros.get(&name).map_or(&[][..], Vec::as_slice);
    let found = |definition| Found { krate: id, definition };
    let around = || std::iter::successors(Some(module), |&at| krate.modules[at as usize].parent);
    let is_block = |module: u32| krate.modules[module as usize].is_block;
    for at in around() {
        let mut here = own.iter().filter(|definition| definition.module == at);
        if let Some(first) = here.next() {
            // Where one hides another, only the order of the statements tells which is meant.
            let is_one_of_several = is_block(at) && here.next().is_some();
            return (!is_one_of_several).then(|| found(first));
        }
    }
    let outside = || own.iter().find(|definition| !is_block(definition.module));
    imported(id, krate, around(), name, crates, 0).or_else(|| outside().map(found))
}

/// By the imports of modules.
fn imported<'c>(
    id: CrateId,
    krate: &'c CrateData,
    modules: impl Iterator<Item = u32> + Clone,
    name: Symbol,
    crates: &'c impl Crates,
    depth: usize,
) -> Option<Found<'c>> {
    let path =
        |at: u32| krate.imports[at as usize].path.segments.iter().map(|segment| segment.name).collect::<Vec<_>>();
    let named = modules.clone().flat_map(|module| krate.imported(module, name));
    named.map(|&at| path(at)).find_map(|names| at_path(id, krate, &names, crates, depth)).or_else(|| {
        // A crate's whole prelude: only of crates that are there anyhow.
        let globs = modules.flat_map(|module| &krate.modules[module as usize].globs).map(|&at| path(at));
        globs.filter_map(|names| extern_crate(krate, &names)).find_map(|of| exported(of, crates.known(of)?, name))
    })
}

fn at_path<'c>(
    id: CrateId,
    krate: &'c CrateData,
    names: &[Symbol],
    crates: &'c impl Crates,
    depth: usize,
) -> Option<Found<'c>> {
    let name = *names.last()?;
    if let Some(of) = extern_crate(krate, names) {
        let other = crates.named(of)?;
        return exported(of, other, name).or_else(|| {
            let is_deep = depth >= LONGEST_IMPORT;
            (!is_deep).then(|| imported(of, other, std::iter::once(0), name, crates, depth + 1))?
        });
    }
    let defined = |name| krate.macros.get(&name)?.first();
    let definition = defined(name).or_else(|| renamed(krate, name).find_map(defined))?;
    let first = names.first()?;
    let is_own = matches!(first.as_str(), "crate" | "$crate" | "self" | "super")
        || krate.modules.iter().any(|module| module.name == *first && !module.is_block);
    is_own.then_some(Found { krate: id, definition })
}

fn extern_crate(krate: &CrateData, names: &[Symbol]) -> Option<CrateId> {
    let first = names.iter().find(|name| !name.as_str().is_empty())?;
    krate.externs.get(first).copied().or_else(|| meant_crate(*first))
}

fn exported(id: CrateId, krate: &CrateData, name: Symbol) -> Option<Found<'_>> {
    let is_exported = |definition: &&MacroDefinition| definition.is_exported;
    let named = |name| krate.macros.get(&name)?.iter().find(is_exported);
    let definition = named(name).or_else(|| renamed(krate, name).find_map(named))?;
    Some(Found { krate: id, definition })
}

/// The names of which imports make this one: `pub use _name as name;`
fn renamed(krate: &CrateData, name: Symbol) -> impl Iterator<Item = Symbol> {
    let imports = krate.imports.iter().filter(move |import| import.name == Some(name));
    imports.filter_map(|import| Some(import.path.segments.last()?.name)).filter(move |&other| other != name)
}
