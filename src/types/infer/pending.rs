//! Obligations: what has to hold, and tells types once more is known.

use rustc_hash::FxHashSet;

use crate::syntax::hir::Symbol;
use crate::types::ty::{Bounded, Projection, TraitRef, Ty};

use super::solve::Matched;
use super::{Infer, Pending, Waiting};

/// As many obligations wait in ordinary code at the most: few enough to leave some twice.
const MANY: usize = 64;

impl Infer<'_, '_> {
    /// Notes a bound if it can tell anything about variables.
    pub(super) fn demand(&mut self, bounded: Bounded) {
        let lang = &self.cx.lang;
        let tells = lang.is_callable(bounded.of_trait.id)
            || !bounded.of_trait.bindings.is_empty()
            || bounded
                .of_trait
                .args
                .iter()
                .any(|arg| arg.any(&mut |part| matches!(part, Ty::Var(_) | Ty::Projection(_))))
            || (!bounded.of_trait.args.is_empty() && matches!(self.shallow(&bounded.ty), Ty::Var(_)));
        if tells {
            self.wait(Pending::Bound(bounded));
        }
    }

    /// Notes an obligation.
    pub(super) fn wait(&mut self, what: Pending) {
        self.pending.push(Waiting { what, on: None });
        self.has_many |= self.pending.len() >= MANY;
    }

    /// Notes the bounds of an impl.
    pub(super) fn demand_of_impl(&mut self, matched: &Matched) {
        for bound in self.cx.header(matched.id).bounds.iter() {
            let ty = matched.subst.apply(&bound.ty);
            self.demand(Bounded { ty, of_trait: matched.subst.apply_trait(&bound.of_trait) });
        }
    }

    /// Settles what can be settled. Nothing new can be had while no variable has become known since the last time.
    pub(super) fn select(&mut self) {
        for _ in 0..8 {
            let state = (self.pending.len(), self.table.bound());
            if self.pending.is_empty() || self.selected == Some(state) {
                return;
            }
            let mut progress = false;
            if self.budget.takes(self.pending.len()) {
                return;
            }
            self.forget_repeated();
            for waiting in std::mem::take(&mut self.pending) {
                let has_changed = waiting.on.as_ref().is_none_or(|on| on.iter().any(|var| self.table.is_bound(*var)));
                if !has_changed {
                    self.pending.push(waiting);
                } else if self.settle(&waiting.what) {
                    progress = true;
                } else {
                    let on = Some(self.unknown_in(&waiting.what));
                    self.pending.push(Waiting { on, ..waiting });
                }
            }
            self.selected = Some((self.pending.len(), self.table.bound()));
            if !progress {
                return;
            }
        }
    }

    /// Leaves one of bounds that are the same by now. Where each of several impls has several bounds on one type, they would
    /// double with every layer of types.
    fn forget_repeated(&mut self) {
        if !self.has_many {
            return;
        }
        let mut seen = FxHashSet::default();
        let table = &self.table;
        self.pending.retain(|waiting| match &waiting.what {
            Pending::Project(..) => true,
            Pending::Bound(Bounded { ty, of_trait }) => {
                let args: Vec<Ty> = of_trait.args.iter().map(|arg| table.resolve(arg)).collect();
                let bindings: Vec<(Symbol, Ty)> =
                    of_trait.bindings.iter().map(|(name, ty)| (*name, table.resolve(ty))).collect();
                seen.insert((table.resolve(ty), of_trait.id, args, bindings))
            }
        });
    }

    /// The variables in an obligation of which nothing is known.
    fn unknown_in(&self, item: &Pending) -> Vec<u32> {
        let (ty, args, bindings) = match item {
            Pending::Project(projection, _) => (&projection.self_ty, &projection.args, &[][..]),
            Pending::Bound(bounded) => (&bounded.ty, &bounded.of_trait.args, &bounded.of_trait.bindings[..]),
        };
        let mut found = Vec::new();
        for ty in std::iter::once(ty).chain(args).chain(bindings.iter().map(|(_, ty)| ty)) {
            self.table.unbound_in(ty, &mut found);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether nothing more is to be had from it.
    fn settle(&mut self, item: &Pending) -> bool {
        match item {
            Pending::Project(projection, into) => match self.project(projection, 0) {
                Some(ty) => {
                    self.unify(into, &ty);
                    true
                }
                None => false,
            },
            Pending::Bound(bounded) => self.settle_bound(bounded),
        }
    }

    fn settle_bound(&mut self, bounded: &Bounded) -> bool {
        let ty = self.shallow(&bounded.ty);
        if matches!(ty, Ty::Unknown) {
            return true;
        }
        if let Ty::Projection(projection) = &ty {
            match self.project(projection, 0) {
                Some(Ty::Projection(_)) => {}
                Some(ty) => return self.settle_bound(&Bounded { ty, of_trait: bounded.of_trait.clone() }),
                None => return false,
            }
        }
        let of_trait = &bounded.of_trait;
        let lang = &self.cx.lang;
        let is_function = lang.is_callable(of_trait.id);
        if is_function && !matches!(ty, Ty::Var(_)) {
            return self.settle_callable(&ty, of_trait);
        }
        if matches!(ty, Ty::Var(_)) && !self.is_number(&ty) {
            return false;
        }
        if let Some(known) = self.bound_above(&ty, of_trait.id) {
            self.settle_bindings(&ty, of_trait, None);
            for (one, other) in of_trait.args.iter().zip(&known.args) {
                self.unify(one, other);
            }
            return true;
        }
        let args: Vec<Ty> = of_trait.args.iter().map(|arg| self.normalize(arg)).collect();
        // Impls can tell only what is not known yet.
        let is_open = |ty: &Ty| self.table.resolve(ty).any(&mut |part| matches!(part, Ty::Var(_)));
        if args.is_empty() || !(is_open(&ty) || args.iter().any(is_open)) {
            self.settle_bindings(&ty, of_trait, None);
            return true;
        }
        let matched = self.find_impl(&ty, &TraitRef { id: of_trait.id, args, bindings: Vec::new() }, 0);
        if let Some(matched) = &matched {
            self.demand_of_impl(matched);
        }
        self.settle_bindings(&ty, of_trait, matched.as_ref());
        matched.is_some()
    }

    /// Makes the associated types of a type and those that a bound names one. Where the impl is known, its bounds have been
    /// noted: to look for it again would note them twice, and as often again at each type within the type.
    fn settle_bindings(&mut self, ty: &Ty, of_trait: &TraitRef, matched: Option<&Matched>) {
        for (name, wanted) in &of_trait.bindings {
            let found =
                match matched.and_then(|matched| Some(matched.subst.apply(&self.cx.impl_type(matched.id, *name)?))) {
                    Some(found) => self.normalize(&found),
                    None => self.project_binding(&Projection {
                        self_ty: ty.clone(),
                        of_trait: Some(of_trait.id),
                        args: of_trait.args.clone(),
                        name: *name,
                    }),
                };
            let wanted = self.normalize(wanted);
            // `impl Trait<Item: Bound>` says nothing of the type.
            if !matches!(wanted, Ty::Opaque(_)) {
                self.unify(&wanted, &found);
            }
        }
    }

    /// A projection whose owner may be declared in a trait above the named one: `S: Stream<Item = T>`.
    fn project_binding(&mut self, projection: &Projection) -> Ty {
        let owner = projection.of_trait.and_then(|id| self.cx.trait_with_type_above(id, projection.name, 0));
        self.project_or_wait(Projection { of_trait: owner.or(projection.of_trait), ..projection.clone() })
    }

    fn settle_callable(&mut self, ty: &Ty, of_trait: &TraitRef) -> bool {
        let Some((params, output)) = self.callable(ty) else { return true };
        if let Some(args) = of_trait.args.first() {
            let args = self.normalize(args);
            self.unify(&args, &Ty::tuple(params));
        }
        let output = if self.cx.lang.is_async_callable(of_trait.id) { self.awaited(&output) } else { output };
        for (name, wanted) in &of_trait.bindings {
            if name.as_str() == "Output" {
                let wanted = self.normalize(wanted);
                match &wanted {
                    // `F: Fn() -> impl Future<Output = T>`, which rustc reads as a bound on what it returns.
                    Ty::Opaque(bounds) => {
                        for of_trait in bounds.iter() {
                            self.demand(Bounded { ty: output.clone(), of_trait: of_trait.clone() });
                        }
                    }
                    _ => {
                        self.unify(&wanted, &output);
                    }
                }
            }
        }
        true
    }

    /// Parameters and result of what can be called.
    pub(super) fn callable(&mut self, ty: &Ty) -> Option<(Vec<Ty>, Ty)> {
        let ty = self.shallow(ty);
        match &ty {
            Ty::Fn(sig) | Ty::Closure(_, sig) => Some((sig.params.clone(), sig.output.clone())),
            Ty::Param(_) | Ty::Opaque(_) | Ty::Dyn(_) | Ty::Projection(_) => {
                let lang = &self.cx.lang;
                let bound = self.known_bounds(&ty).into_iter().find(|bound| lang.is_callable(bound.id))?;
                let is_async = lang.is_async_callable(bound.id);
                let params = match bound.args.first() {
                    Some(Ty::Tuple(params)) => params.to_vec(),
                    _ => Vec::new(),
                };
                let output = bound.bindings.first().map_or_else(Ty::unit, |(_, ty)| ty.clone());
                let output = self.normalize(&output);
                Some((params, if is_async { self.cx.future_of(output) } else { output }))
            }
            // What they are dereferenced to, as far as that leads anywhere: a type may be its own target.
            Ty::Ref(..) | Ty::Adt(..) => {
                let steps = self.steps(&ty);
                let mut inner = steps.into_iter().filter(|step| !matches!(step, Ty::Ref(..) | Ty::Adt(..)));
                inner.find_map(|step| self.callable(&step))
            }
            _ => None,
        }
    }
}
