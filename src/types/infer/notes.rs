//! What inference sees of a body goes into its result: types, which may hold variables until they are settled, and the
//! functions that it calls.

use crate::crate_map::FunctionId;
use crate::syntax::hir::{ExprId, PatId};
use crate::types::result::InferenceResult;
use crate::types::ty::Ty;

use super::{Code, Infer};

impl Infer<'_, '_> {
    /// Settles all types: nothing more will be known of them. Call it only if types are asked for: it takes as long as inference.
    pub(in crate::types) fn settle_all(&mut self) -> InferenceResult {
        let mut result = std::mem::take(&mut self.result);
        for pat in std::mem::take(&mut self.unsure) {
            result.pats[pat as usize] = Ty::Unknown;
        }
        for ty in result.exprs.iter_mut().chain(&mut result.pats) {
            if ty.any(&mut |part| matches!(part, Ty::Var(_) | Ty::Projection(_))) {
                let normalized = self.normalize(ty);
                *ty = self.settled(&normalized);
            }
        }
        result
    }

    /// Whether the place is in the body itself and not in what a macro wrote.
    fn is_written(&self) -> bool {
        matches!(self.body, Code::Written(_))
    }

    pub(super) fn note_expr(&mut self, expr: ExprId, ty: &Ty) {
        if self.is_written() {
            self.result.exprs[expr as usize] = ty.clone();
        }
    }

    /// What was noted of an expression.
    pub(super) fn noted(&self, expr: ExprId) -> Option<Ty> {
        self.is_written().then(|| self.result.exprs[expr as usize].clone())
    }

    pub(super) fn note_pat(&mut self, pat: PatId, ty: &Ty) {
        if self.is_written() {
            self.result.pats[pat as usize] = ty.clone();
        }
    }

    pub(super) fn note_unsure(&mut self, pat: PatId) {
        if self.is_written() {
            self.unsure.insert(pat);
        }
    }

    pub(super) fn note_callee(&mut self, call: ExprId, function: FunctionId) {
        if self.is_written() {
            self.result.callees.insert(call, function);
        }
    }
}
