//! The types of all expressions and names of a body, and the methods that it calls.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::crate_map::FunctionId;
use crate::syntax::hir::{Body, ExprId, PatId};
use crate::types::body::InferenceResult;
use crate::types::ty::Ty;

use super::{Code, Infer};

/// What inference saw of a body so far. Types may hold variables.
#[derive(Debug)]
pub(super) struct Notes {
    exprs: Vec<Ty>,
    pats: Vec<Ty>,
    methods: FxHashMap<ExprId, FunctionId>,
    /// Names that may be bound by reference as well as by value.
    unsure: FxHashSet<PatId>,
}

impl Notes {
    pub(super) fn new(body: &Body) -> Self {
        Self {
            exprs: vec![Ty::Unknown; body.exprs.len()],
            pats: vec![Ty::Unknown; body.pats.len()],
            methods: FxHashMap::default(),
            unsure: FxHashSet::default(),
        }
    }
}

impl Infer<'_, '_> {
    /// Settles all types: nothing more will be known of them. Not to be done for nobody, it takes as long as inference.
    pub(in crate::types) fn settle_all(&mut self, result: &mut InferenceResult) {
        let Some(Notes { mut exprs, mut pats, methods, unsure }) = self.notes.take() else { return };
        for pat in unsure {
            pats[pat as usize] = Ty::Unknown;
        }
        for ty in exprs.iter_mut().chain(&mut pats) {
            if ty.any(&mut |part| matches!(part, Ty::Var(_) | Ty::Projection(_))) {
                let normalized = self.normalize(ty);
                *ty = self.settled(&normalized);
            }
        }
        (result.exprs, result.pats, result.methods) = (exprs, pats, methods);
    }

    /// The notes, while the place is in the body itself and not in what a macro wrote.
    fn notes(&mut self) -> Option<&mut Notes> {
        let is_written = matches!(self.body, Code::Written(_));
        self.notes.as_mut().filter(|_| is_written)
    }

    pub(super) fn note_expr(&mut self, expr: ExprId, ty: &Ty) {
        if let Some(notes) = self.notes() {
            notes.exprs[expr as usize] = ty.clone();
        }
    }

    pub(super) fn note_pat(&mut self, pat: PatId, ty: &Ty) {
        if let Some(notes) = self.notes() {
            notes.pats[pat as usize] = ty.clone();
        }
    }

    pub(super) fn note_unsure(&mut self, pat: PatId) {
        if let Some(notes) = self.notes() {
            notes.unsure.insert(pat);
        }
    }

    pub(super) fn note_method(&mut self, call: ExprId, function: FunctionId) {
        if let Some(notes) = self.notes() {
            notes.methods.insert(call, function);
        }
    }
}
