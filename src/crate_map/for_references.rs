//! Which functions the workspace implements for shared references, too.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::syntax::hir::{Symbol, Trait, TypeRef};

use super::CrateId;
use super::crate_data::CrateData;
use super::index::{Index, Origin};

impl Index<'_> {
    /// Whether the workspace implements a trait with a function of this name for shared references.
    pub(crate) fn is_implemented_for_references(&self, function: Symbol) -> bool {
        self.for_references.get_or_init(|| self.functions_for_references()).contains(&function)
    }

    /// The names of all functions that it implements for shared references, in their order.
    pub(crate) fn functions_implemented_for_references(&self) -> Vec<&'static str> {
        let found = self.for_references.get_or_init(|| self.functions_for_references());
        let mut names: Vec<&'static str> = found.iter().map(|name| name.as_str()).collect();
        names.sort_unstable();
        names
    }

    fn functions_for_references(&self) -> FxHashSet<Symbol> {
        let members = self.reached_members();
        let mut traits: FxHashMap<Symbol, Vec<(&CrateData, &Trait)>> = FxHashMap::default();
        for krate in &members {
            for item in &krate.traits {
                traits.entry(item.name).or_default().push((krate, item));
            }
        }
        let mut found = FxHashSet::default();
        for krate in &members {
            for item in krate.impls.iter().filter(|item| matches!(item.self_ty, TypeRef::Ref(_, false))) {
                let Some(last) = item.of_trait.as_ref().and_then(|path| path.segments.last()) else { continue };
                let declared = traits.get(&last.name).into_iter().flatten();
                let declared = declared.flat_map(|(krate, item)| item.functions.iter().map(|at| (*krate, *at)));
                let written = item.functions.iter().map(|at| (*krate, *at));
                found.extend(declared.chain(written).map(|(krate, at)| krate.functions[at as usize].name));
            }
        }
        found
    }

    /// The crates of packages that are audited, and those members that these depend on.
    fn reached_members(&self) -> Vec<&CrateData> {
        let is_audited =
            |id: &CrateId| matches!(self.origin(*id), Origin::Member(at) if self.workspace.packages[at].selected);
        let mut reached: Vec<CrateId> = self.ids().filter(is_audited).collect();
        let mut seen: FxHashSet<CrateId> = reached.iter().copied().collect();
        let mut next = 0;
        while let Some(id) = reached.get(next) {
            next += 1;
            let externs = self.krate(*id).into_iter().flat_map(|krate| krate.externs.values());
            let members = externs.filter(|id| matches!(self.origin(**id), Origin::Member(_)));
            let new: Vec<CrateId> = members.filter(|id| seen.insert(**id)).copied().collect();
            reached.extend(new);
        }
        reached.into_iter().filter_map(|id| self.krate(id)).collect()
    }
}
