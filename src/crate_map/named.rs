//! Crates by the names that code and configuration give them.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use crate::model::NamedDependency;
use crate::source::ExternalId;
use crate::syntax::hir::Symbol;

use super::CrateId;
use super::index::{Index, Origin};

impl Index<'_> {
    /// Dependencies that the crates of targets name. Each target comes with the names in a file of it.
    pub(crate) fn dependencies_named<'n>(
        &self,
        of_files: impl Iterator<Item = (usize, &'n [Symbol])>,
    ) -> BTreeSet<NamedDependency> {
        let mut named: FxHashSet<ExternalId> = FxHashSet::default();
        for (target, names) in of_files {
            let externs = &self.crate_of(Index::member(target)).externs;
            let ids = names.iter().filter_map(|name| externs.get(name));
            named.extend(ids.filter_map(|id| match self.origin(*id) {
                Origin::External(id) => Some(id),
                Origin::Standard | Origin::Member(_) => None,
            }));
        }
        let dependency = |id| NamedDependency {
            name: self.dependencies.name(id).to_owned(),
            version: self.dependencies.version(id),
            missing: self.dependencies.external(id).is_none(),
        };
        named.into_iter().map(dependency).collect()
    }

    /// Libraries that paths may call by that name: one for each version of a dependency. Nothing is read for it.
    pub(crate) fn libraries_named(&self, name: &str) -> Vec<CrateId> {
        let is_named = |id: CrateId| match self.origin(id) {
            Origin::Standard => false,
            Origin::Member(package) => {
                self.libraries[package] == Some(id) && self.workspace.packages[package].library.as_deref() == Some(name)
            }
            Origin::External(external) => self.dependencies.name(external).replace('-', "_") == name,
        };
        self.ids().filter(|id| is_named(*id)).collect()
    }
}
