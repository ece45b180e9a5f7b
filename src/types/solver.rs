//! Questions about types outside of any body.

use std::rc::Rc;

use super::body::InferenceResult;
use super::context::Context;
use super::infer::{Answer, Infer};
use super::lower::TypeScope;
use super::signature::Bounded;
use super::ty::{Args, Ty};
use crate::crate_map::AdtId;

/// Answers questions about settled types.
pub(super) struct Solver<'a, 'i> {
    pub(super) cx: &'a Context<'i>,
    infer: Infer<'a, 'i>,
}

impl<'a, 'i> Solver<'a, 'i> {
    /// With the bounds of the body that a type was found in.
    pub(super) fn new(infer: Infer<'a, 'i>) -> Self {
        Self { cx: infer.cx, infer }
    }

    /// Settles all types of the body.
    pub(super) fn settle_all(&mut self, result: &mut InferenceResult) {
        self.infer.settle_all(result);
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
