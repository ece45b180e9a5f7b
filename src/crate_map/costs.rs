//! `[types]` of the configuration: what a clone costs where the type's source does not tell.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use crate::config::TypeConfig;
use crate::model::Cost;
use crate::syntax::hir::Symbol;

use super::{AdtId, CrateId, Index};

impl Index<'_> {
    /// Notes the costs that the configuration states, by the paths of the types.
    ///
    /// # Errors
    /// A path that names no type, a cost that says nothing, or no reason, each with what to do. The types of a dependency
    /// whose sources are not on this machine are not looked for; and where the configuration is that of another state, no type
    /// has to be there.
    pub(crate) fn set_costs(&mut self, types: &BTreeMap<String, TypeConfig>, is_of_another_state: bool) -> Result<()> {
        for (path, TypeConfig { cost, reason }) in types {
            let key = format!("`[types.\"{path}\"]` in the configuration");
            if matches!(cost, Cost::Varies | Cost::Unknown) {
                bail!("{key}: `{cost}` is what is known without it; state free, alias, heap or deep");
            }
            if reason.trim().is_empty() {
                bail!("{key} gives no reason; say in `reason` why a clone costs that");
            }
            match self.types_at(path, &key) {
                Ok(found) => self.costs.extend(found.into_iter().map(|id| (id, *cost))),
                Err(_) if is_of_another_state => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// What the configuration says that a clone of a type costs.
    pub(crate) fn configured_cost(&self, id: AdtId) -> Option<Cost> {
        self.costs.get(&id).copied()
    }

    /// The types that a path means: the crate, modules if need be, and the type.
    fn types_at(&self, path: &str, key: &str) -> Result<Vec<AdtId>> {
        let names: Vec<&str> = path.split("::").collect();
        let [first, modules @ .., last] = names.as_slice() else {
            bail!("{key} is no path; write the crate and the type, as in `serde_json::Value`");
        };
        let crates = self.crates_named(first);
        if crates.is_empty() {
            bail!("{key}: no crate `{first}` is in the workspace or among its dependencies");
        }
        let mut found = Vec::new();
        let mut is_complete = true;
        for id in crates {
            let Some(krate) = self.krate(id) else {
                is_complete = false;
                continue;
            };
            let meant = krate.adts_named(Symbol::new(last)).iter().filter(|&&at| {
                let of: Vec<Symbol> = krate.modules_of(&krate.adts[at as usize]);
                modules.is_empty() || of.iter().map(|name| name.as_str()).eq(modules.iter().copied())
            });
            found.extend(meant.map(|&at| AdtId { krate: id, at }));
        }
        if found.is_empty() && is_complete {
            bail!("{key}: `{first}` declares no such type; name it by its module, or by its crate alone");
        }
        Ok(found)
    }

    /// Crates of members and dependencies by the name that paths give them.
    fn crates_named(&self, name: &str) -> Vec<CrateId> {
        let members = self.workspace.targets().enumerate().filter(|(_, (_, target))| target.crate_name == name);
        let mut found: Vec<CrateId> = members.map(|(at, _)| Self::member(at)).collect();
        found.extend(self.libraries_named(name));
        found.sort_unstable_by_key(|id| id.0);
        found.dedup();
        found
    }
}
