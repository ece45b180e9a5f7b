//! Associated types: what `<T as Trait>::Name` stands for.

use std::rc::Rc;

use crate::crate_map::{AdtId, TraitId};
use crate::model::Limit;
use crate::syntax::hir::Symbol;
use crate::types::ty::{MOST_PARTS, Projection, TraitRef, Ty};

use super::projected::Projected;
use super::solve::DEEPEST;
use super::table::Kind;
use super::{Infer, Pending};

/// Parts of a type that are looked at in the time of one step.
const PARTS_OF_STEP: usize = 32;

impl Infer<'_, '_> {
    /// The type with its projections replaced by what they stand for; where that is not known yet, by a variable.
    pub(in crate::types) fn normalize(&mut self, ty: &Ty) -> Ty {
        let mut parts = 0;
        let is_open = ty.any(&mut |part| {
            parts += 1;
            parts > MOST_PARTS || matches!(part, Ty::Projection(_))
        });
        if parts > MOST_PARTS {
            self.budget.note(Limit::TypeSize);
            return Ty::Unknown;
        }
        // To look at a part is little beside a step.
        if self.budget.takes(1 + parts / PARTS_OF_STEP) {
            return Ty::Unknown;
        }
        if !is_open {
            return ty.clone();
        }
        // `where T: Trait<Item = <T::Next as Trait>::Item>` may go on for ever.
        if self.depth > 24 {
            return Ty::Unknown;
        }
        self.depth += 1;
        let normalized = self.normalize_parts(ty);
        self.depth -= 1;
        normalized
    }

    fn normalize_parts(&mut self, ty: &Ty) -> Ty {
        ty.map(&mut |part| match part {
            Ty::Projection(projection) => {
                let projection = Projection {
                    self_ty: self.normalize(&projection.self_ty),
                    of_trait: projection.of_trait,
                    args: projection.args.iter().map(|arg| self.normalize(arg)).collect(),
                    name: projection.name,
                };
                Some(self.project_or_wait(projection))
            }
            _ => None,
        })
    }

    /// What a projection stands for; a variable for what is not known yet.
    pub(super) fn project_or_wait(&mut self, projection: Projection) -> Ty {
        self.project(&projection, 0).unwrap_or_else(|| {
            let into = self.var();
            self.wait(Pending::Project(projection, into.clone()));
            into
        })
    }

    /// `<self_ty as of_trait<args>>::name`; `None` if its type is not known yet.
    pub(super) fn associated_type(
        &mut self,
        self_ty: Ty,
        of_trait: Option<TraitId>,
        args: Vec<Ty>,
        name: Symbol,
    ) -> Option<Ty> {
        self.project(&Projection { self_ty, of_trait, args, name }, 0)
    }

    /// What a projection stands for; `None` if its type is not known yet.
    pub(super) fn project(&mut self, projection: &Projection, depth: usize) -> Option<Ty> {
        if self.budget.takes(1) {
            return Some(Ty::Unknown);
        }
        let mut ty = self.shallow(&projection.self_ty);
        // A literal as an index is a `usize`.
        if matches!(ty, Ty::Var(_)) && self.is_number(&ty) && projection.of_trait == self.cx.lang.slice_index {
            ty = Ty::USIZE;
        }
        let name = projection.name;
        let rigid = || Ty::Projection(Rc::new(Projection { self_ty: ty.clone(), ..projection.clone() }));
        match &ty {
            Ty::Var(var) if self.table.kind(*var) == Kind::General => return None,
            Ty::Unknown | Ty::Never | Ty::Foreign(..) => return Some(Ty::Unknown),
            Ty::Fn(sig) | Ty::Closure(_, sig) if name.as_str() == "Output" => return Some(sig.output.clone()),
            Ty::Param(_) | Ty::Projection(_) | Ty::Opaque(_) | Ty::Dyn(_) => {
                if let Some(found) = self.binding(&ty, projection) {
                    return Some(if found == rigid() { found } else { self.normalize_below(&found, depth) });
                }
                if matches!(ty, Ty::Param(_) | Ty::Projection(_))
                    && projection.of_trait.is_none_or(|id| self.bound_above(&ty, id).is_some())
                {
                    return Some(rigid());
                }
            }
            _ => {}
        }
        let Some(id) = projection.of_trait else { return Some(Ty::Unknown) };
        if depth > DEEPEST {
            return Some(Ty::Unknown);
        }
        let key = if depth == 0 && self.has_many { Projected::key(&self.table, projection) } else { None };
        if let Some(known) = key.as_ref().and_then(|key| self.projected.get(&mut self.table, key)) {
            return Some(known);
        }
        let of_trait = TraitRef { id, args: projection.args.clone(), bindings: Vec::new() };
        let Some(matched) = self.find_impl(&ty, &of_trait, depth) else {
            return Some(match ty {
                Ty::Param(_) | Ty::Projection(_) => rigid(),
                // The impl that a derive writes is not seen, but the bounds that the trait puts on the associated type hold.
                Ty::Adt(adt, _) if self.derives(adt, id) && !self.cx.declared_bounds(projection).is_empty() => rigid(),
                _ => {
                    let derived = self.derived(&ty, id);
                    derived.or_else(|| self.agreed(&ty, &of_trait, name, depth)).unwrap_or(Ty::Unknown)
                }
            });
        };
        let found = self.cx.impl_type(matched.id, name);
        let found = found.map_or(Ty::Unknown, |ty| matched.subst.apply(&ty));
        self.demand_of_impl(&matched);
        let found = self.normalize_below(&found, depth);
        if let Some(key) = key {
            self.projected.note(&mut self.table, key, found.clone());
        }
        Some(found)
    }

    /// What all impls that fit say of an associated type, if they say the same: which one is meant does not matter then.
    fn agreed(&mut self, ty: &Ty, of_trait: &TraitRef, name: Symbol, depth: usize) -> Option<Ty> {
        let mut agreed: Option<Ty> = None;
        for id in self.candidates(ty, of_trait.id, &of_trait.args) {
            let found = self.undone(|infer| {
                let matched = infer.match_impl(id, ty, of_trait, depth)?;
                let found = infer.cx.impl_type(matched.id, name).map_or(Ty::Unknown, |ty| matched.subst.apply(&ty));
                let found = infer.normalize_below(&found, depth + 1);
                Some(infer.table.resolve(&found))
            });
            let Some(found) = found else { continue };
            let is_settled = !found.any(&mut |part| matches!(part, Ty::Unknown | Ty::Var(_)));
            if !is_settled || agreed.as_ref().is_some_and(|known| *known != found) {
                return None;
            }
            agreed = Some(found);
        }
        agreed
    }

    fn normalize_below(&mut self, ty: &Ty, depth: usize) -> Ty {
        if depth > DEEPEST { Ty::Unknown } else { self.normalize(ty) }
    }

    /// What a bound binds the associated type to.
    fn binding(&self, ty: &Ty, projection: &Projection) -> Option<Ty> {
        let find = |bound: &TraitRef| {
            bound.bindings.iter().find(|(name, _)| *name == projection.name).map(|(_, ty)| ty.clone())
        };
        match projection.of_trait {
            Some(id) => {
                // Several bounds may name the trait; the one with the binding counts.
                let direct = self.known_bounds(ty).iter().filter(|bound| bound.id == id).find_map(find);
                direct.or_else(|| self.known_bounds(ty).iter().find_map(|bound| find(&self.above(bound, ty, id, 0)?)))
            }
            None => self.known_bounds(ty).iter().find_map(find),
        }
    }

    /// Whether a type derives a trait of this name.
    fn derives(&self, adt: AdtId, id: TraitId) -> bool {
        self.cx.index.adt(adt).derives.contains(&self.cx.trait_data(id).name)
    }

    /// `#[derive(Deref)]` of `derive_more` on a struct of one field.
    fn derived(&mut self, ty: &Ty, id: TraitId) -> Option<Ty> {
        let Ty::Adt(adt, args) = ty else { return None };
        let data = self.cx.index.adt(*adt);
        let [variant] = data.variants.as_slice() else { return None };
        let [field] = variant.fields.as_slice() else { return None };
        let is_deref = Some(id) == self.cx.lang.deref && data.derives.iter().any(|name| name.as_str() == "Deref");
        if !is_deref {
            return None;
        }
        self.cx.field(*adt, args, 0, field.name)
    }
}
