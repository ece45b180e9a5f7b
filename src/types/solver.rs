//! Questions about types outside of any body.

use std::collections::HashMap;
use std::rc::Rc;

use crate::model::{Cost, Limit};

use super::context::Context;
use super::infer::{Answer, Infer};
use super::lower::TypeScope;
use super::result::InferenceResult;
use super::ty::{Args, Bounded, Ty};
use crate::crate_map::AdtId;

/// Answers questions about settled types.
pub(super) struct Solver<'a, 'i> {
    pub(super) cx: &'a Context<'i>,
    infer: Infer<'a, 'i>,
    costs: HashMap<Ty, Cost>,
    owns_heap: HashMap<Ty, Option<bool>>,
}

/// How many types' fields are looked through for one body, and how many parts a type has at most. Beyond that nothing
/// is known: `struct A<T>(Option<Box<A<(T, T)>>>)` has no end.
const MOST_TYPES: usize = 4096;
const MOST_PARTS: usize = 256;

impl<'a, 'i> Solver<'a, 'i> {
    /// With the bounds of the body that a type was found in.
    pub(super) fn new(infer: Infer<'a, 'i>) -> Self {
        Self { cx: infer.cx, infer, costs: HashMap::new(), owns_heap: HashMap::new() }
    }

    /// Settles all types of the body.
    pub(super) fn settle_all(&mut self) -> InferenceResult {
        self.infer.settle_all()
    }

    /// What there was too much of to look at all.
    pub(super) fn limit(&self) -> Option<Limit> {
        self.infer.limit()
    }

    /// Sees what a module of the crate sees: that of a block of the body.
    pub(super) fn stand_in(&mut self, module: u32) {
        self.infer.stand_in(module);
    }

    /// Where the types that the body writes stand.
    pub(super) fn scope(&self) -> &TypeScope<'a> {
        self.infer.scope()
    }

    /// What the body's own parameters are bounded by.
    pub(super) fn bounds(&self) -> Rc<[Bounded]> {
        Rc::clone(self.infer.bounds())
    }

    /// Whether a type is `Copy` for certain.
    pub(super) fn is_copy(&mut self, ty: &Ty) -> bool {
        self.cx.lang.copy.is_some_and(|id| self.infer.implements(ty, id) == Answer::Yes)
    }

    /// The cost of a type with fields, computed once. A type that is met within its own fields holds itself, behind
    /// something that allocates: it is deep, and so is all that leads there and back.
    pub(super) fn cost_once(&mut self, ty: &Ty, compute: impl FnOnce(&mut Self) -> Cost) -> Cost {
        once(self, ty, |solver| &mut solver.costs, Cost::Deep, Cost::Unknown, compute)
    }

    /// Whether a type with fields owns memory, computed once.
    pub(super) fn owns_heap_once(&mut self, ty: &Ty, compute: impl FnOnce(&mut Self) -> Option<bool>) -> Option<bool> {
        once(self, ty, |solver| &mut solver.owns_heap, None, None, compute)
    }

    /// Whether a type with a name is certainly not `Clone`.
    pub(super) fn is_without_clone(&mut self, ty: &Ty) -> bool {
        matches!(ty, Ty::Adt(..)) && self.cx.lang.clone.is_some_and(|id| self.infer.implements(ty, id) == Answer::No)
    }

    /// Whether a type is an iterator for certain.
    pub(super) fn is_iterator(&mut self, ty: &Ty) -> bool {
        self.cx.lang.iterator.is_some_and(|id| self.infer.implements(ty, id) == Answer::Yes)
    }

    /// How many `*` lead from a value of one type to one of another. `None` where none does, or it is not known.
    pub(super) fn derefs(&mut self, from: &Ty, to: &Ty) -> Option<usize> {
        self.infer.steps(from).iter().position(|step| step == to)
    }

    /// With its projections replaced where they are known.
    pub(super) fn normalized(&mut self, ty: &Ty) -> Ty {
        let ty = self.infer.normalize(ty);
        self.infer.settled(&ty)
    }

    /// The types of an adt's fields, of all its variants.
    pub(super) fn fields(&mut self, id: AdtId, args: &Args) -> Vec<Ty> {
        let (subst, scope) = (self.cx.adt_subst(id, args), self.cx.field_scope(id));
        let written = self.cx.index.adt(id).variants.iter().flat_map(|variant| &variant.fields);
        written.map(|field| self.normalized(&subst.apply(&self.cx.lower(&scope, &field.ty)))).collect()
    }
}

/// Remembers an answer about a type that follows from its fields: `within` while it is computed, `unknown` where there
/// is no end to it.
fn once<'a, 'i, T: Copy>(
    solver: &mut Solver<'a, 'i>,
    ty: &Ty,
    answers: impl for<'s> Fn(&'s mut Solver<'a, 'i>) -> &'s mut HashMap<Ty, T>,
    within: T,
    unknown: T,
    compute: impl FnOnce(&mut Solver<'a, 'i>) -> T,
) -> T {
    let mut parts = 0;
    let is_huge = ty.any(&mut |_| {
        parts += 1;
        parts > MOST_PARTS
    });
    let known = answers(solver);
    if is_huge || known.len() > MOST_TYPES {
        return unknown;
    }
    if let Some(&answer) = known.get(ty) {
        return answer;
    }
    known.insert(ty.clone(), within);
    let answer = compute(solver);
    answers(solver).insert(ty.clone(), answer);
    answer
}
