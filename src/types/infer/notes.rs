//! The types of all expressions and names of a body, for who asks later.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::syntax::hir::{Body, ExprId, PatId};
use crate::types::index::FunctionId;
use crate::types::ty::Ty;

use super::{Code, Infer};

/// What inference saw of a body. Types may hold variables: they are settled when somebody asks.
#[derive(Debug)]
pub(in crate::types) struct Notes {
    exprs: Vec<Option<Ty>>,
    pats: Vec<Option<Ty>>,
    methods: FxHashMap<ExprId, FunctionId>,
    /// Names that may be bound by reference as well as by value.
    unsure: FxHashSet<PatId>,
}

impl Notes {
    pub(super) fn new(body: &Body) -> Self {
        Self {
            exprs: vec![None; body.exprs.len()],
            pats: vec![None; body.pats.len()],
            methods: FxHashMap::default(),
            unsure: FxHashSet::default(),
        }
    }

    /// The type of an expression.
    pub(in crate::types) fn expr(&self, expr: ExprId) -> Option<&Ty> {
        self.exprs.get(expr as usize)?.as_ref()
    }

    /// The type of a name, where it is known whether it is a reference.
    pub(in crate::types) fn pat(&self, pat: PatId) -> Option<&Ty> {
        self.pats.get(pat as usize)?.as_ref().filter(|_| !self.unsure.contains(&pat))
    }

    /// The function that a method call means.
    pub(in crate::types) fn method(&self, call: ExprId) -> Option<FunctionId> {
        self.methods.get(&call).copied()
    }
}

impl Infer<'_, '_> {
    /// The notes, while the place is in the body itself and not in what a macro wrote.
    fn notes(&mut self) -> Option<&mut Notes> {
        let is_written = matches!(self.body, Code::Written(_));
        self.notes.as_mut().filter(|_| is_written)
    }

    pub(super) fn note_expr(&mut self, expr: ExprId, ty: &Ty) {
        if let Some(notes) = self.notes() {
            notes.exprs[expr as usize] = Some(ty.clone());
        }
    }

    pub(super) fn note_pat(&mut self, pat: PatId, ty: &Ty) {
        if let Some(notes) = self.notes() {
            notes.pats[pat as usize] = Some(ty.clone());
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
