//! What projections stand for, remembered where a body has many obligations.
//!
//! To match an impl makes variables for its parameters and notes its bounds. If that were done for each mention of one
//! projection, they would multiply with every layer of types: services within services, each with bounds on the one below.

use rustc_hash::FxHashMap;

use crate::types::ty::{Projection, Ty};

use super::table::Table;

/// What projections without unknown variables stand for.
#[derive(Debug, Default)]
pub(super) struct Projected {
    known: FxHashMap<Projection, Ty>,
    /// Each with the number of variables behind it: its type may name those.
    log: Vec<(usize, Projection)>,
}

impl Projected {
    /// A projection as it is remembered by; `None` if something in it is unknown.
    pub(super) fn key(table: &Table, projection: &Projection) -> Option<Projection> {
        let resolved = |ty: &Ty| {
            let ty = table.resolve(ty);
            (!ty.any(&mut |part| matches!(part, Ty::Var(_) | Ty::Unknown))).then_some(ty)
        };
        Some(Projection {
            self_ty: resolved(&projection.self_ty)?,
            of_trait: projection.of_trait,
            args: projection.args.iter().map(resolved).collect::<Option<_>>()?,
            name: projection.name,
        })
    }

    /// What a projection stands for.
    pub(super) fn get(&mut self, table: &mut Table, key: &Projection) -> Option<Ty> {
        // What an attempt found that was undone names variables that are gone.
        let fewest = table.fewest();
        while let Some((_, key)) = self.log.pop_if(|(made, _)| *made > fewest) {
            self.known.remove(&key);
        }
        self.known.get(key).cloned()
    }

    /// Remembers what a projection stands for.
    pub(super) fn note(&mut self, table: &mut Table, key: Projection, ty: Ty) {
        self.get(table, &key);
        self.log.push((table.made(), key.clone()));
        self.known.insert(key, ty);
    }
}
