//! Which globs of a module may bring a name, so that not all of them are searched for each.
//!
//! The names that a glob may bring are those that are declared, imported by name or variants where it leads to. A module
//! with globs of its own may have any name, if these can be seen from where the first one stands.

use std::borrow::Cow;
use std::rc::Rc;

use crate::syntax::hir::Symbol;

use super::ModuleId;
use super::crate_data::CrateData;
use super::def::{Def, Namespace};
use super::resolver::{ByName, Globs, Query, Resolver, Searched};
use super::visibility::VisibleIn;

/// So few globs are searched as fast as they are looked up.
const FEW: usize = 16;

impl Resolver<'_> {
    pub(super) fn globs(&self, krate: &CrateData, module: ModuleId) -> Rc<Globs> {
        let mut memo = self.memo().globs.borrow_mut();
        Rc::clone(memo.entry(module).or_insert_with(|| Rc::new(Globs::of(krate, module.at))))
    }

    /// Those of a module's globs that may bring a name, in their order.
    pub(super) fn that_may_bring<'g>(
        &self,
        krate: &CrateData,
        module: ModuleId,
        globs: &'g Searched,
        name: Symbol,
    ) -> Cow<'g, [u32]> {
        let Searched { all, by_name } = globs;
        if all.len() > FEW
            && by_name.get().is_none()
            && let Some(found) = self.by_name(krate, module, all)
        {
            by_name.get_or_init(|| found);
        }
        let Some(ByName { of_name, of_any }) = by_name.get() else { return Cow::Borrowed(all) };
        let mut places = of_name.get(&name).cloned().unwrap_or_default();
        places.extend(of_any);
        places.sort_unstable();
        Cow::Owned(places.into_iter().map(|place| all[place]).collect())
    }

    /// `None` while it is not settled where each of the globs leads.
    fn by_name(&self, krate: &CrateData, module: ModuleId, globs: &[u32]) -> Option<ByName> {
        let mut found = ByName::default();
        for (place, &at) in globs.iter().enumerate() {
            if !self.memo().bindings.is_settled(Query::Import(module.krate, at, Namespace::Types)) {
                return None;
            }
            match self.import(krate, module.krate, at, Namespace::Types).map(|meant| meant.def) {
                Some(Def::Module(inside)) => {
                    let of = self.krate(inside.krate)?;
                    let data = &of.modules[inside.at as usize];
                    let sees = |&glob| VisibleIn::of_import(of, inside.krate, glob).holds_in(krate, module);
                    if data.globs.iter().any(sees) {
                        found.of_any.push(place);
                        continue;
                    }
                    let imported = data.named.iter().filter_map(|&at| of.imports[at as usize].name);
                    for name in of.names_of(inside.at).iter().copied().chain(imported) {
                        found.add(name, place);
                    }
                }
                Some(Def::Adt(adt)) => {
                    for variant in &self.index.adt(adt).variants {
                        found.add(variant.name, place);
                    }
                }
                // Nothing is brought from there.
                _ => {}
            }
        }
        Some(found)
    }
}
