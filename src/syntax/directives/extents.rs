//! Which lines the items, statements and expressions take that directives speak of.
//!
//! A walk of its own over the trees that the walk for sites looks at, in files with directives only. It goes only
//! where a line lies that a directive waits for: what a node takes is known from its tokens, and copying those of
//! every node would cost the square of the depth.

use std::ops::{Range, RangeInclusive};

use proc_macro2::{Delimiter, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Arm, Expr, Field, FieldValue, FnArg, ForeignItem, ImplItem, Item, Stmt, TraitItem, Variant};

use crate::syntax::source::{SourceText, small};

/// A part of a file as a whole.
#[derive(Clone, Copy)]
pub(in crate::syntax) enum Piece<'t> {
    Item(&'t Item),
    Statement(&'t Stmt),
    Expression(&'t Expr),
}

impl<'t> From<&'t Item> for Piece<'t> {
    fn from(item: &'t Item) -> Self {
        Self::Item(item)
    }
}

impl<'t> From<&'t Stmt> for Piece<'t> {
    fn from(statement: &'t Stmt) -> Self {
        Self::Statement(statement)
    }
}

impl<'t> From<&'t Expr> for Piece<'t> {
    fn from(expression: &'t Expr) -> Self {
        Self::Expression(expression)
    }
}

/// A directive whose place is known, and what it covers as far as that is.
pub(super) struct Wait {
    /// Its index among the file's.
    pub(super) directive: usize,
    /// The line with code that it speaks of.
    pub(super) line: u32,
    /// For one above its code: the first byte of that.
    pub(super) first_byte: Option<usize>,
    /// Lines from 1: at first its line alone.
    pub(super) lines: RangeInclusive<u32>,
}

/// What a directive behind code can speak of, and what only one above can.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A statement or an expression.
    Code,
    /// An item, a field, an arm …: a comment behind its first line is about that line.
    Declaration,
}

pub(super) struct Extents<'a> {
    source: &'a SourceText<'a>,
    waits: Vec<Wait>,
}

impl<'a> Extents<'a> {
    pub(super) fn new(source: &'a SourceText<'a>) -> Self {
        Self { source, waits: Vec::new() }
    }

    pub(super) fn wait_for(&mut self, wait: Wait) {
        self.waits.push(wait);
    }

    pub(super) fn look_at(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Item(item) => self.visit_item(item),
            Piece::Statement(statement) => self.visit_stmt(statement),
            Piece::Expression(expr) => self.visit_expr(expr),
        }
    }

    pub(super) fn finish(self) -> Vec<Wait> {
        self.waits
    }

    /// Notes where a node stands. Says whether any directive speaks of a line that it takes.
    fn node(&mut self, node: &impl ToTokens, part: Part) -> bool {
        let (starts, end) = ends(node);
        starts.first().is_some_and(|&first| self.range(first..end, &starts, part))
    }

    /// The same of bytes, with those at which it may be said to start: each attribute, and what they stand on.
    fn range(&mut self, bytes: Range<usize>, starts: &[usize], part: Part) -> bool {
        let source = self.source;
        let line = |byte: usize| small(source.line_of(byte));
        let (first, last) = (line(bytes.start), line(bytes.end.saturating_sub(1).max(bytes.start)));
        let mut is_waited_for = false;
        for wait in self.waits.iter_mut().filter(|wait| (first..=last).contains(&wait.line)) {
            is_waited_for = true;
            let (from, to) = (*wait.lines.start(), *wait.lines.end());
            match wait.first_byte {
                Some(byte) if starts.contains(&byte) => wait.lines = from..=to.max(last),
                None if part == Part::Code
                    && (last == wait.line || starts.iter().any(|&start| line(start) == wait.line)) =>
                {
                    wait.lines = from.min(first)..=to.max(last);
                }
                _ => {}
            }
        }
        is_waited_for
    }

    /// What stands within an expression. What an operator or a method is applied to is no expression that somebody
    /// sees as one, and all its lines would be covered where they are meant that come last: instead, each operator and
    /// method takes the lines from its sign on.
    fn within(&mut self, expr: &Expr) {
        match expr {
            Expr::MethodCall(call) => {
                let start = call.dot_token.span.byte_range().start;
                let end = call.paren_token.span.close().byte_range().end;
                self.range(start..end, &[start], Part::Code);
                self.head(&call.receiver);
                call.args.iter().for_each(|argument| self.visit_expr(argument));
            }
            Expr::Binary(binary) => {
                let start = binary.op.span().byte_range().start;
                let (_, end) = ends(&*binary.right);
                self.range(start..end, &[start], Part::Code);
                self.head(&binary.left);
                self.visit_expr(&binary.right);
            }
            Expr::Await(awaited) => self.head(&awaited.base),
            Expr::Try(tried) => self.head(&tried.expr),
            Expr::Field(field) => self.head(&field.base),
            other => visit::visit_expr(self, other),
        }
    }

    fn head(&mut self, expr: &Expr) {
        match expr {
            Expr::MethodCall(_) | Expr::Binary(_) | Expr::Await(_) | Expr::Try(_) | Expr::Field(_) => self.within(expr),
            _ => self.visit_expr(expr),
        }
    }
}

/// The bytes at which a node may be said to start, ascending, and where it ends. No bytes for a node without tokens.
fn ends(node: &(impl ToTokens + ?Sized)) -> (Vec<usize>, usize) {
    let trees: Vec<TokenTree> = node.to_token_stream().into_iter().collect();
    let start = |tree: &TokenTree| tree.span().byte_range().start;
    let mut starts = Vec::new();
    let mut rest = &trees[..];
    while let [TokenTree::Punct(sign), TokenTree::Group(group), after @ ..] = rest
        && sign.as_char() == '#'
        && group.delimiter() == Delimiter::Bracket
    {
        starts.push(sign.span().byte_range().start);
        rest = after;
    }
    starts.extend(rest.first().map(start));
    (starts, trees.last().map_or(0, |tree| tree.span().byte_range().end))
}

impl<'ast> Visit<'ast> for Extents<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if self.node(item, Part::Declaration) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        if self.node(item, Part::Declaration) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_trait_item(&mut self, item: &'ast TraitItem) {
        if self.node(item, Part::Declaration) {
            visit::visit_trait_item(self, item);
        }
    }

    fn visit_foreign_item(&mut self, item: &'ast ForeignItem) {
        self.node(item, Part::Declaration);
    }

    fn visit_field(&mut self, field: &'ast Field) {
        self.node(field, Part::Declaration);
    }

    fn visit_variant(&mut self, variant: &'ast Variant) {
        if self.node(variant, Part::Declaration) {
            visit::visit_variant(self, variant);
        }
    }

    fn visit_fn_arg(&mut self, argument: &'ast FnArg) {
        self.node(argument, Part::Declaration);
    }

    fn visit_arm(&mut self, arm: &'ast Arm) {
        if self.node(arm, Part::Declaration) {
            visit::visit_arm(self, arm);
        }
    }

    fn visit_field_value(&mut self, value: &'ast FieldValue) {
        if self.node(value, Part::Declaration) {
            visit::visit_field_value(self, value);
        }
    }

    fn visit_stmt(&mut self, statement: &'ast Stmt) {
        match statement {
            Stmt::Item(item) => self.visit_item(item),
            _ => {
                if self.node(statement, Part::Code) {
                    visit::visit_stmt(self, statement);
                }
            }
        }
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        if self.node(expr, Part::Code) {
            self.within(expr);
        }
    }
}
