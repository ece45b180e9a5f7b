//! Detours: code that does not run each time that the code around it does.
//!
//! What is to say how often code runs must not count these ways as if they were taken each time:
//! - the arm of an `Err` in a `match`, `if let` or `while let`, and the `else` of `Ok`;
//! - closures that a method calls only where something failed, such as that of `map_err`;
//! - what an assertion says when it fails;
//! - closures that a `let` keeps in a variable: they run where they are called.
//!
//! Where a way ends in a failure of the whole frame, such as `panic!(…)` or `Err(…)?`, a node on a detour of its own stands in
//! that way: a dead end. The graph has a way on from there, for those who ask what may be used later.

use crate::syntax::hir::{Expr, ExprId, Pat, PatId, Path};

use super::build::Builder;
use super::graph::Event;
use super::pats::is_upper;

impl Builder<'_> {
    /// Walks what is a detour under a condition.
    pub(super) fn detour_if(&mut self, is_detour: bool, inside: impl FnOnce(&mut Self)) {
        if !is_detour {
            return inside(self);
        }
        self.detours += 1;
        // It is a detour even where nothing happens: `Err(_) => continue`.
        self.push(Event::Nothing);
        inside(self);
        self.detours -= 1;
    }

    /// What comes from here on happens only if something unexpected does.
    pub(super) fn dead_end(&mut self) {
        self.detour_if(true, |_| {});
    }

    /// Notes the calls of `Err` whose value is that of an expression which leaves the frame.
    pub(super) fn note_failures(&mut self, value: ExprId) {
        let (failures, _) = self.results(value);
        self.failures.extend(failures);
    }

    /// The same for the value of a closure or `async` block. One that yields nothing but `Err` does not fail: what `Err`
    /// stands for is what is wanted.
    pub(super) fn note_failures_of_frame(&mut self, value: ExprId) {
        let (failures, others) = self.results(value);
        if !others.is_empty() {
            self.failures.extend(failures);
        }
    }

    /// The expressions one of which has the value of an expression: calls of `Err`, and others.
    fn results(&self, value: ExprId) -> (Vec<ExprId>, Vec<ExprId>) {
        let mut found = Vec::new();
        self.yielded(value, &mut found);
        found.into_iter().partition(|value| self.is_err(*value))
    }

    fn yielded(&self, value: ExprId, found: &mut Vec<ExprId>) {
        match &self.body.exprs[value as usize] {
            Expr::Block(_, Some(tail)) => self.yielded(*tail, found),
            Expr::If(_, then, Some(otherwise)) => {
                self.yielded(*then, found);
                self.yielded(*otherwise, found);
            }
            Expr::Match(_, arms) => arms.iter().for_each(|arm| self.yielded(arm.body, found)),
            _ => found.push(value),
        }
    }

    fn is_err(&self, value: ExprId) -> bool {
        let Expr::Call(callee, _) = &self.body.exprs[value as usize] else { return false };
        matches!(&self.body.exprs[*callee as usize], Expr::Path(path) if is_named(path, "Err"))
    }

    /// A dead end behind a noted call of `Err`.
    pub(super) fn end_failure(&mut self, id: ExprId) {
        if let Some(at) = self.failures.iter().position(|failure| *failure == id) {
            self.failures.swap_remove(at);
            self.dead_end();
        }
    }

    /// Whether a condition holds only where something failed.
    pub(super) fn is_failed(&self, condition: ExprId) -> bool {
        match &self.body.exprs[condition as usize] {
            Expr::Let(pat, value) => self.is_of_failure(*pat, *value),
            // What has a `let` is `&&`.
            Expr::Binary(_, left, right) => self.is_failed(*left) || self.is_failed(*right),
            _ => false,
        }
    }

    /// Whether a condition holds unless something failed.
    pub(super) fn is_success(&self, condition: ExprId) -> bool {
        matches!(&self.body.exprs[condition as usize], Expr::Let(pat, value) if self.is_of_success(*pat, *value))
    }

    /// Whether a pattern takes, of a value, only what has an `Err` in it.
    pub(super) fn is_of_failure(&self, pat: PatId, value: ExprId) -> bool {
        self.has_err(pat) && !self.is_search(value)
    }

    /// Whether a pattern takes, of a value, all that is `Ok`.
    pub(super) fn is_of_success(&self, pat: PatId, value: ExprId) -> bool {
        self.has_ok(pat) && !self.is_search(value)
    }

    /// Whether `Err` of a value is no failure: `binary_search` says by it where the element would be.
    fn is_search(&self, value: ExprId) -> bool {
        matches!(&self.body.exprs[value as usize], Expr::MethodCall { name, .. } if name.as_str().starts_with("binary_search"))
    }

    fn has_err(&self, pat: PatId) -> bool {
        match &self.body.pats[pat as usize] {
            Pat::TupleStruct(path, parts, _) => is_named(path, "Err") || parts.iter().any(|part| self.has_err(*part)),
            Pat::Tuple(pats, _) => pats.iter().any(|pat| self.has_err(*pat)),
            Pat::Or(pats) => pats.iter().all(|pat| self.has_err(*pat)),
            Pat::Bind { sub: Some(pat), .. } | Pat::Ref(pat, _) | Pat::Typed(pat, _) => self.has_err(*pat),
            _ => false,
        }
    }

    fn has_ok(&self, pat: PatId) -> bool {
        match &self.body.pats[pat as usize] {
            Pat::TupleStruct(path, parts, _) => {
                is_named(path, "Ok") && parts.iter().all(|part| self.is_irrefutable(*part))
            }
            Pat::Ref(pat, _) => self.has_ok(*pat),
            _ => false,
        }
    }

    fn is_irrefutable(&self, pat: PatId) -> bool {
        match &self.body.pats[pat as usize] {
            Pat::Wild => true,
            Pat::Bind { sub: Some(pat), .. } | Pat::Ref(pat, _) | Pat::Typed(pat, _) => self.is_irrefutable(*pat),
            Pat::Bind { name, .. } => !is_upper(*name),
            Pat::Tuple(pats, _) => pats.iter().all(|pat| self.is_irrefutable(*pat)),
            _ => false,
        }
    }
}

fn is_named(path: &Path, name: &str) -> bool {
    path.segments.last().is_some_and(|last| last.name.as_str() == name)
}
