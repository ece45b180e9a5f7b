//! Where the expressions of a body stand. Of interest until its sites are known.

use std::ops::Range;

use proc_macro2::Span;

use super::super::hir::{Body, Expr, ExprId, Parents};
use super::super::source::SourceText;

/// Bytes of the lexed text.
pub(super) type Bytes = (u32, u32);

/// The first and the last token. Where these lie is looked up for the few expressions at a site only.
pub(super) type Ends = (Span, Span);

/// Places of the expressions of a body, as rust-analyzer's `BodySourceMap` has them.
///
/// An expression's own place has neither its attributes nor the parentheses around it: those are looked through, and
/// listed apart. What a macro call stands for (the `match` of a `matches!`, the blocks of a `select!`) has the place of
/// the call.
#[derive(Default)]
pub(super) struct SourceMap {
    /// By expression; nothing if the tokens are not those of a file.
    exprs: Vec<Option<Ends>>,
    /// Parentheses directly around an expression: at first in the order in which they close.
    parentheses: Vec<(ExprId, Ends)>,
}

impl SourceMap {
    pub(super) fn push(&mut self, ends: Option<Ends>) {
        self.exprs.push(ends);
    }

    pub(super) fn push_parentheses(&mut self, expr: ExprId, ends: Ends) {
        self.parentheses.push((expr, ends));
    }

    pub(super) fn clear(&mut self) {
        self.exprs.clear();
        self.parentheses.clear();
    }

    /// Makes parentheses known: the outermost of several, which close last.
    pub(super) fn settle(&mut self) {
        self.parentheses.reverse();
        self.parentheses.sort_by_key(|&(expr, _)| expr);
        self.parentheses.dedup_by_key(|&mut (expr, _)| expr);
    }

    /// An expression, without parentheses around it.
    pub(super) fn ends(&self, expr: ExprId) -> Option<Ends> {
        self.exprs.get(expr as usize).copied().flatten()
    }

    /// The outermost parentheses directly around an expression.
    pub(super) fn parentheses(&self, expr: ExprId) -> Option<Ends> {
        let at = self.parentheses.binary_search_by_key(&expr, |&(expr, _)| expr).ok()?;
        Some(self.parentheses[at].1)
    }
}

/// A lowered body, and what is forgotten when its sites are known.
pub(super) struct Lowered<'b> {
    pub(super) body: &'b Body,
    pub(super) parents: Parents,
    pub(super) map: &'b SourceMap,
    pub(super) source: &'b SourceText<'b>,
    /// The text that was lexed.
    pub(super) lexed: &'b str,
}

impl Lowered<'_> {
    pub(super) fn expr(&self, expr: ExprId) -> &Expr {
        &self.body.exprs[expr as usize]
    }

    /// An expression, without parentheses around it.
    pub(super) fn bytes(&self, expr: ExprId) -> Option<Bytes> {
        self.between(self.map.ends(expr)?)
    }

    /// An expression with all parentheses directly around it: what its parent has as an operand.
    pub(super) fn outer(&self, expr: ExprId) -> Option<Bytes> {
        self.between(self.map.parentheses(expr).or_else(|| self.map.ends(expr))?)
    }

    fn between(&self, ends: Ends) -> Option<Bytes> {
        Some(self.source.bytes_between(self.lexed, ends)).filter(|(start, end)| start < end)
    }

    pub(super) fn in_file(&self, (start, end): Bytes) -> Range<usize> {
        self.source.in_file(&(start as usize..end as usize))
    }
}
