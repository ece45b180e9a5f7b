//! How an expression's value is used: what the expression around it sets for it to take.
//!
//! The walk goes outside in, so each parent says what it does with its child before it visits the child. Spans become
//! bytes only where a site asks for them: most expressions hold none.

use std::ops::Range;

use proc_macro2::extra::DelimSpan;
use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::{Attribute, BinOp, Expr, ExprBinary, ExprMethodCall, ExprParen, ExprReference, ExprUnary, Lit, UnOp};

use crate::model::{Link, Usage};

use super::recognize::{COMPARING, FORMATTING};
use super::source::SourceText;
use super::visitor::SiteVisitor;

/// Longest chain of method calls that is noted.
const LONGEST_CHAIN: usize = 4;

/// What stands around an expression.
#[derive(Clone, Copy, Default)]
pub(super) struct Outlook {
    parent: Parent,
    /// Whether a part of a chain, or a cast, follows without parentheses between.
    pub(super) is_followed: bool,
    /// The outermost parentheses between the parent and the expression.
    parentheses: Option<DelimSpan>,
}

/// What the parent does with the value.
#[derive(Clone, Copy, Default)]
enum Parent {
    #[default]
    Value,
    /// Calls a method on it: the last of [`SiteVisitor::calls`], the first of this chain at this index.
    Method(usize),
    /// Takes its field of this name.
    Field(Span),
    /// Borrows it by this `&`.
    Reference(Span),
    Operand,
    Formatted,
    ForHead,
    Scrutinee,
    Place,
}

/// A method call around the place: the receiver is being visited.
#[derive(Clone, Copy)]
pub(super) struct OpenCall {
    name: Span,
    arguments: DelimSpan,
    /// The parentheses around the call itself.
    parentheses: Option<DelimSpan>,
}

impl Outlook {
    pub(super) const OPERAND: Self = Self::of(Parent::Operand);
    const FORMATTED: Self = Self::of(Parent::Formatted);
    pub(super) const FOR_HEAD: Self = Self::of(Parent::ForHead);
    pub(super) const SCRUTINEE: Self = Self::of(Parent::Scrutinee);
    pub(super) const PLACE: Self = Self::of(Parent::Place);
    /// Of `?`, `.await`, a call of the value, a cast.
    pub(super) const FOLLOWED: Self = Self { is_followed: true, ..Self::of(Parent::Value) };
    pub(super) const INDEXED: Self = Self { is_followed: true, ..Self::of(Parent::Place) };
    /// Nobody knows. No use allows less to be changed than that of a place.
    pub(super) const UNKNOWN: Self = Self::INDEXED;

    const fn of(parent: Parent) -> Self {
        Self { parent, is_followed: false, parentheses: None }
    }

    fn within(self, parentheses: DelimSpan) -> Self {
        let outermost = self.parentheses.unwrap_or(parentheses);
        Self { is_followed: false, parentheses: Some(outermost), ..self }
    }

    /// The use of a site at these bytes of the lexed text, in bytes of the file.
    pub(super) fn usage(&self, site: &Range<usize>, calls: &[OpenCall], source: &SourceText<'_>) -> Usage {
        let parentheses = self.parentheses.map(bytes);
        let whole = parentheses.as_ref().unwrap_or(site);
        match self.parent {
            Parent::Value => Usage::Value,
            Parent::Method(first) => Usage::Methods(links(whole.start, &calls[first..], source)),
            Parent::Field(name) => Usage::Field(source.in_file(&(whole.start..name.byte_range().end))),
            Parent::Reference(and) => Usage::Reference(source.in_file(&(and.byte_range().start..whole.end))),
            Parent::Operand => Usage::Operand,
            Parent::Formatted => Usage::Formatted,
            Parent::ForHead => Usage::ForHead,
            Parent::Scrutinee => Usage::Scrutinee,
            Parent::Place => Usage::Place,
        }
    }
}

/// The calls of one chain, innermost first. They stand outermost first; the innermost starts at `start`.
fn links(start: usize, calls: &[OpenCall], source: &SourceText<'_>) -> Vec<Link> {
    let mut start = start;
    let link = |call: &OpenCall| {
        let whole = source.in_file(&(start..call.arguments.close().byte_range().end));
        start = call.parentheses.map_or(start, |parentheses| bytes(parentheses).start);
        Link { whole, name: source.code()[call.name.byte_range()].to_owned() }
    };
    calls.iter().rev().take(LONGEST_CHAIN).map(link).collect()
}

fn bytes(parentheses: DelimSpan) -> Range<usize> {
    parentheses.join().byte_range()
}

impl SiteVisitor<'_> {
    pub(super) fn visit_expr_in(&mut self, outlook: Outlook, expr: &Expr) {
        self.outlook = outlook;
        self.visit_expr(expr);
        self.outlook = Outlook::default();
    }

    /// An expression of one part, with attributes.
    pub(super) fn part(&mut self, attributes: &[Attribute], outlook: Outlook, expr: &Expr) {
        for attribute in attributes {
            self.visit_attribute(attribute);
        }
        self.visit_expr_in(outlook, expr);
    }

    /// A method call's receiver. `outlook` is the call's own.
    pub(super) fn receiver(&mut self, call: &ExprMethodCall, outlook: Outlook) {
        let first = if let Parent::Method(first) = outlook.parent { first } else { self.calls.len() };
        self.calls.push(OpenCall {
            name: call.method.span(),
            arguments: call.paren_token.span,
            parentheses: outlook.parentheses,
        });
        let method = Outlook { is_followed: true, ..Outlook::of(Parent::Method(first)) };
        self.visit_expr_in(method, &call.receiver);
        self.calls.pop();
    }

    pub(super) fn parenthesised(&mut self, paren: &ExprParen, outlook: Outlook) {
        self.part(&paren.attrs, outlook.within(paren.paren_token.span), &paren.expr);
    }

    pub(super) fn field(&mut self, field: &syn::ExprField) {
        let of_name = Outlook { is_followed: true, ..Outlook::of(Parent::Field(field.member.span())) };
        self.part(&field.attrs, of_name, &field.base);
    }

    pub(super) fn reference(&mut self, reference: &ExprReference) {
        let outlook = match reference.mutability {
            Some(_) => Outlook::PLACE,
            None => Outlook::of(Parent::Reference(reference.and_token.span)),
        };
        self.part(&reference.attrs, outlook, &reference.expr);
    }

    pub(super) fn unary(&mut self, unary: &ExprUnary) {
        let outlook = if matches!(unary.op, UnOp::Deref(_)) { Outlook::PLACE } else { Outlook::default() };
        self.part(&unary.attrs, outlook, &unary.expr);
    }

    pub(super) fn binary(&mut self, binary: &ExprBinary) {
        let (left, right) = match binary.op {
            BinOp::Eq(_) | BinOp::Ne(_) | BinOp::Lt(_) | BinOp::Le(_) | BinOp::Gt(_) | BinOp::Ge(_) => {
                (Outlook::OPERAND, Outlook::OPERAND)
            }
            _ if is_assignment(&binary.op) => (Outlook::PLACE, Outlook::default()),
            _ => (Outlook::default(), Outlook::default()),
        };
        self.part(&binary.attrs, left, &binary.left);
        self.visit_expr_in(right, &binary.right);
    }
}

fn is_assignment(op: &BinOp) -> bool {
    matches!(
        op,
        BinOp::AddAssign(_)
            | BinOp::SubAssign(_)
            | BinOp::MulAssign(_)
            | BinOp::DivAssign(_)
            | BinOp::RemAssign(_)
            | BinOp::BitXorAssign(_)
            | BinOp::BitAndAssign(_)
            | BinOp::BitOrAssign(_)
            | BinOp::ShlAssign(_)
            | BinOp::ShrAssign(_)
    )
}

/// What a macro does with its arguments.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Arguments {
    /// Nothing that is known here: as if they were a function's.
    Plain,
    /// Formats those behind the literal.
    Format,
    /// Compares the first two, and formats those behind the literal.
    Compare,
    /// Not even that it is a macro's arguments: parentheses among tokens.
    Unknown,
}

impl Arguments {
    /// Of the macro of this name.
    pub(super) fn of(name: &Ident) -> Self {
        if COMPARING.iter().any(|known| name == known) {
            Self::Compare
        } else if FORMATTING.iter().any(|known| name == known) {
            Self::Format
        } else {
            Self::Plain
        }
    }

    fn outlook(self, index: usize, is_formatted: bool) -> Outlook {
        match self {
            Self::Unknown => Outlook::UNKNOWN,
            Self::Compare if index < 2 => Outlook::OPERAND,
            Self::Compare | Self::Format if is_formatted => Outlook::FORMATTED,
            _ => Outlook::default(),
        }
    }
}

impl SiteVisitor<'_> {
    /// A macro's arguments between commas.
    pub(super) fn macro_arguments(&mut self, arguments: Arguments, expressions: &[Expr]) {
        let mut is_formatted = false;
        for (index, expr) in expressions.iter().enumerate() {
            let outlook = arguments.outlook(index, is_formatted);
            // `name = value`
            if is_formatted && let Expr::Assign(named) = expr {
                self.part(&named.attrs, outlook, &named.right);
            } else {
                self.visit_expr_in(outlook, expr);
            }
            let may_be_format = arguments != Arguments::Compare || index >= 2;
            is_formatted |= may_be_format && matches!(expr, Expr::Lit(literal) if matches!(literal.lit, Lit::Str(_)));
        }
    }
}

#[cfg(test)]
mod tests;
