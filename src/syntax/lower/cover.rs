//! What comments cover, noted on the way.

use proc_macro2::Span;
use quote::ToTokens;
use syn::Expr;

use super::super::hir::ExprId;
use super::super::suppressions::{Part, Suppressions};
use super::lowerer::Lowerer;

impl Lowerer<'_> {
    /// Lowers a node of which a comment may speak.
    pub(super) fn covered<R>(&mut self, node: &impl ToTokens, part: Part, lower: impl FnOnce(&mut Self) -> R) -> R {
        let is_entered = self.suppressions.as_mut().is_some_and(|all| all.enter(node, part));
        let result = lower(self);
        if is_entered && let Some(all) = &mut self.suppressions {
            all.leave();
        }
        result
    }

    pub(super) fn covered_expr(&mut self, expr: &Expr, lower: impl FnOnce(&mut Self) -> ExprId) -> ExprId {
        let is_head = self.suppressions.as_mut().is_some_and(Suppressions::take_head);
        if is_head && is_applied(expr) { lower(self) } else { self.covered(expr, Part::Code, lower) }
    }

    /// What an operator or a method is applied to.
    pub(super) fn head(&mut self, expr: &Expr) -> ExprId {
        if let Some(all) = &mut self.suppressions {
            all.set_head();
        }
        self.expr(expr)
    }

    /// An operator or a method, by its sign and its last token.
    pub(super) fn covers_from(&mut self, ends: impl FnOnce() -> (Span, Span)) {
        if let Some(all) = &mut self.suppressions {
            let (sign, last) = ends();
            all.operator(sign.byte_range().start..last.byte_range().end);
        }
    }
}

/// Whether an expression is an operator or a method on another.
fn is_applied(expr: &Expr) -> bool {
    matches!(expr, Expr::MethodCall(_) | Expr::Binary(_) | Expr::Await(_) | Expr::Try(_) | Expr::Field(_))
}
