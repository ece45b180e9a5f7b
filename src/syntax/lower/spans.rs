//! The first and the last token of an expression, without its attributes.
//!
//! `syn::spanned` copies all tokens of a node to find its ends, which for every expression of a body would cost the
//! square of its depth.

use std::ops::Range;

use proc_macro2::{Span, TokenTree};
use syn::spanned::Spanned;
use syn::{Expr, ExprClosure, Macro, MacroDelimiter, PathArguments, QSelf, RangeLimits, Safety, Signature, UnOp};

/// Where an expression starts.
pub(super) fn first_token(expr: &Expr) -> Span {
    let mut expr = expr;
    while let Some(left) = left_of(expr) {
        expr = left;
    }
    match expr {
        Expr::Range(range) => match &range.limits {
            RangeLimits::HalfOpen(dots) => dots.spans[0],
            RangeLimits::Closed(dots) => dots.spans[0],
        },
        other => own_first_token(other),
    }
}

/// The expression with which another starts.
pub(super) fn left_of(expr: &Expr) -> Option<&Expr> {
    match expr {
        Expr::Assign(assign) => Some(&assign.left),
        Expr::Await(awaited) => Some(&awaited.base),
        Expr::Binary(binary) => Some(&binary.left),
        Expr::Call(call) => Some(&call.func),
        Expr::Cast(cast) => Some(&cast.expr),
        Expr::Field(field) => Some(&field.base),
        Expr::Group(group) => Some(&group.expr),
        Expr::Index(index) => Some(&index.expr),
        Expr::MethodCall(call) => Some(&call.receiver),
        Expr::Range(range) => range.start.as_deref(),
        Expr::Try(tried) => Some(&tried.expr),
        _ => None,
    }
}

/// The same of what starts with a token of its own.
fn own_first_token(expr: &Expr) -> Span {
    let label = |label: &Option<syn::Label>, otherwise: Span| label.as_ref().map_or(otherwise, |it| it.name.apostrophe);
    match expr {
        Expr::Array(array) => array.bracket_token.span.open(),
        Expr::Async(block) => block.async_token.span,
        Expr::Block(block) => label(&block.label, block.block.brace_token.span.open()),
        Expr::Break(jump) => jump.break_token.span,
        Expr::Closure(closure) => first_of_closure(closure),
        Expr::Const(block) => block.const_token.span,
        Expr::Continue(jump) => jump.continue_token.span,
        Expr::ForLoop(each) => label(&each.label, each.for_token.span),
        Expr::If(choice) => choice.if_token.span,
        Expr::Infer(infer) => infer.underscore_token.span,
        Expr::Let(condition) => condition.let_token.span,
        Expr::Lit(literal) => literal.lit.span(),
        Expr::Loop(repeat) => label(&repeat.label, repeat.loop_token.span),
        Expr::Macro(call) => first_of_path(None, &call.mac.path),
        Expr::Match(choice) => choice.match_token.span,
        Expr::Paren(paren) => paren.paren_token.span.open(),
        Expr::Path(path) => first_of_path(path.qself.as_ref(), &path.path),
        Expr::RawAddr(address) => address.and_token.span,
        Expr::Reference(reference) => reference.and_token.span,
        Expr::Repeat(repeat) => repeat.bracket_token.span.open(),
        Expr::Return(value) => value.return_token.span,
        Expr::Struct(literal) => first_of_path(literal.qself.as_ref(), &literal.path),
        Expr::TryBlock(block) => block.try_token.span,
        Expr::Tuple(tuple) => tuple.paren_token.span.open(),
        Expr::Unary(unary) => match &unary.op {
            UnOp::Deref(sign) => sign.span,
            UnOp::Not(sign) => sign.span,
            UnOp::Neg(sign) => sign.span,
            _ => unary.op.span(),
        },
        Expr::Unsafe(block) => block.unsafe_token.span,
        Expr::Verbatim(tokens) => {
            tokens.clone().into_iter().next().map_or_else(Span::call_site, |tree| first_of_tree(&tree))
        }
        Expr::While(repeat) => label(&repeat.label, repeat.while_token.span),
        Expr::Yield(value) => value.yield_token.span,
        other => other.span(),
    }
}

/// Where an expression ends.
pub(super) fn last_token(expr: &Expr) -> Span {
    let mut expr = expr;
    loop {
        let then = match expr {
            Expr::Assign(assign) => Some(&*assign.right),
            Expr::Binary(binary) => Some(&*binary.right),
            Expr::Break(jump) => jump.expr.as_deref(),
            Expr::Closure(closure) => Some(&*closure.body),
            Expr::Group(group) => Some(&*group.expr),
            Expr::If(choice) => choice.else_branch.as_ref().map(|(_, branch)| &**branch),
            Expr::Let(condition) => Some(&*condition.expr),
            Expr::Range(range) => range.end.as_deref(),
            Expr::RawAddr(address) => Some(&*address.expr),
            Expr::Reference(reference) => Some(&*reference.expr),
            Expr::Return(value) => value.expr.as_deref(),
            Expr::Unary(unary) => Some(&*unary.expr),
            Expr::Yield(value) => value.expr.as_deref(),
            _ => None,
        };
        match then {
            Some(then) => expr = then,
            None => return own_last_token(expr),
        }
    }
}

/// The same of what ends with a token of its own.
fn own_last_token(expr: &Expr) -> Span {
    match expr {
        Expr::Array(array) => array.bracket_token.span.close(),
        Expr::Async(block) => block.block.brace_token.span.close(),
        Expr::Await(awaited) => awaited.await_token.span,
        Expr::Block(block) => block.block.brace_token.span.close(),
        Expr::Break(jump) => jump.label.as_ref().map_or(jump.break_token.span, |label| label.ident.span()),
        Expr::Call(call) => call.paren_token.span.close(),
        Expr::Const(block) => block.block.brace_token.span.close(),
        Expr::Continue(jump) => jump.label.as_ref().map_or(jump.continue_token.span, |label| label.ident.span()),
        Expr::Field(field) => match &field.member {
            syn::Member::Named(name) => name.span(),
            syn::Member::Unnamed(index) => index.span,
        },
        Expr::ForLoop(each) => each.body.brace_token.span.close(),
        Expr::If(choice) => choice.then_branch.brace_token.span.close(),
        Expr::Index(index) => index.bracket_token.span.close(),
        Expr::Infer(infer) => infer.underscore_token.span,
        Expr::Lit(literal) => literal.lit.span(),
        Expr::Loop(repeat) => repeat.body.brace_token.span.close(),
        Expr::Macro(call) => call.mac.delimiter.span().close(),
        Expr::Match(choice) => choice.brace_token.span.close(),
        Expr::MethodCall(call) => call.paren_token.span.close(),
        Expr::Paren(paren) => paren.paren_token.span.close(),
        Expr::Path(path) => last_of_path(&path.path),
        Expr::Range(range) => match &range.limits {
            RangeLimits::HalfOpen(dots) => dots.spans[1],
            RangeLimits::Closed(dots) => dots.spans[2],
        },
        Expr::Repeat(repeat) => repeat.bracket_token.span.close(),
        Expr::Return(value) => value.return_token.span,
        Expr::Struct(literal) => literal.brace_token.span.close(),
        Expr::Try(tried) => tried.question_token.span,
        Expr::TryBlock(block) => block.block.brace_token.span.close(),
        Expr::Tuple(tuple) => tuple.paren_token.span.close(),
        Expr::Unsafe(block) => block.block.brace_token.span.close(),
        Expr::Verbatim(tokens) => {
            tokens.clone().into_iter().last().map_or_else(Span::call_site, |tree| last_of_tree(&tree))
        }
        Expr::While(repeat) => repeat.body.brace_token.span.close(),
        Expr::Yield(value) => value.yield_token.span,
        Expr::Cast(cast) => cast.ty.span(),
        other => other.span(),
    }
}

fn first_of_closure(closure: &ExprClosure) -> Span {
    let lifetimes = || closure.lifetimes.as_ref().map(|lifetimes| lifetimes.for_token.span);
    let constness = || closure.constness.as_ref().map(|word| word.span);
    let asyncness = || closure.asyncness.as_ref().map(|word| word.span);
    let capture = || closure.capture.as_ref().map(|word| word.span);
    let word = lifetimes().or_else(constness).or_else(asyncness).or_else(capture);
    word.unwrap_or(closure.inputs_begin.spans[0])
}

fn first_of_path(qself: Option<&QSelf>, path: &syn::Path) -> Span {
    match (qself, &path.leading_colon) {
        (Some(qself), _) => qself.lt_token.span,
        (None, Some(colons)) => colons.spans[0],
        (None, None) => path.segments.first().map_or_else(Span::call_site, |first| first.ident.span()),
    }
}

fn last_of_path(path: &syn::Path) -> Span {
    path.segments.last().map_or_else(Span::call_site, |last| match &last.arguments {
        PathArguments::None => last.ident.span(),
        PathArguments::AngleBracketed(list) => list.gt_token.span,
        PathArguments::Parenthesized(list) => list.span(),
    })
}

pub(super) fn first_of_tree(tree: &TokenTree) -> Span {
    match tree {
        TokenTree::Group(group) => group.span_open(),
        other => other.span(),
    }
}

pub(super) fn last_of_tree(tree: &TokenTree) -> Span {
    match tree {
        TokenTree::Group(group) => group.span_close(),
        other => other.span(),
    }
}

/// Where a function starts, behind attributes and visibility.
pub(super) fn first_of_signature(signature: &Signature) -> Span {
    let safety = match &signature.safety {
        Safety::Safe(token) => Some(token.span),
        Safety::Unsafe(token) => Some(token.span),
        Safety::Default => None,
    };
    let constness = signature.constness.as_ref().map(|token| token.span);
    let asyncness = signature.asyncness.as_ref().map(|token| token.span);
    let abi = signature.abi.as_ref().map(|abi| abi.extern_token.span);
    constness.or(asyncness).or(safety).or(abi).unwrap_or(signature.fn_token.span)
}

/// Bytes of a macro's arguments with their brackets. The tokens' own span would have to copy them.
pub(super) fn bytes(delimiter: &MacroDelimiter) -> Range<usize> {
    delimiter.span().join().byte_range()
}

/// The first and the last token of a macro call.
pub(super) fn of_macro(mac: &Macro) -> (Span, Span) {
    (first_of_path(None, &mac.path), mac.delimiter.span().close())
}
