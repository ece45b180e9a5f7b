//! Where the expressions of a body stand.

use std::ops::Range;

use super::ExprId;

/// Bytes of the file for the expressions of a body, as rust-analyzer's `BodySourceMap` has them. The body of an
/// expanded macro call has none.
///
/// An expression's own range has neither its attributes nor the parentheses around it: those are looked through, and
/// listed apart. What a macro call stands for (the `match` of a `matches!`, the blocks of a `select!`) has the range of
/// the call.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    exprs: Vec<(u32, u32)>,
    /// The outermost parentheses directly around an expression, by expression.
    parentheses: Vec<(ExprId, (u32, u32))>,
}

impl SourceMap {
    /// `exprs` has an entry for every expression of the body or for none; `parentheses` is ascending.
    pub(in crate::syntax) fn new(exprs: Vec<(u32, u32)>, parentheses: Vec<(ExprId, (u32, u32))>) -> Self {
        Self { exprs, parentheses }
    }

    /// The bytes of an expression, without parentheses around it.
    pub fn range(&self, expr: ExprId) -> Option<Range<u32>> {
        self.exprs.get(expr as usize).filter(|(start, end)| start < end).map(|&(start, end)| start..end)
    }

    /// The bytes of the outermost parentheses directly around an expression.
    pub fn parentheses(&self, expr: ExprId) -> Option<Range<u32>> {
        let at = self.parentheses.binary_search_by_key(&expr, |&(expr, _)| expr).ok()?;
        let (start, end) = self.parentheses[at].1;
        Some(start..end)
    }

    /// The bytes of an expression with all parentheses directly around it: what its parent has as an operand.
    pub fn outer(&self, expr: ExprId) -> Option<Range<u32>> {
        self.parentheses(expr).or_else(|| self.range(expr))
    }
}
