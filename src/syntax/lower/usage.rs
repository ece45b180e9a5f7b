//! How the value of a site is used, and where its parts lie, read off the lowered body.

use std::ops::Range;

use crate::model::{Anatomy, Link, Usage};

use super::super::hir::{BinaryOp, Body, Expr, ExprId, LiteralKind, Parents, SiteRole, UnaryOp};
use crate::knowledge::macros::{COMPARING, FORMATTING};

/// Longest chain of method calls that is noted.
const LONGEST_CHAIN: usize = 4;

/// Of a site whose tokens alone are known. No use allows less to be changed than that of a place.
pub(super) fn of_tokens(receiver: Range<usize>, is_reference: bool) -> Anatomy {
    Anatomy { receiver, is_reference, usage: Usage::Place, is_followed: true }
}

/// The parts of a site that is a call; `code` is the text of bytes of the file.
pub(super) fn anatomy<'c>(
    body: &Body,
    parents: &Parents,
    site: (ExprId, SiteRole),
    code: impl Fn(Range<usize>) -> &'c str,
) -> Option<Anatomy> {
    let (receiver, is_reference) = receiver(body, site)?;
    let (expr, _) = site;
    let (usage, is_followed) = usage(body, parents, expr, code)?;
    let is_followed = is_followed && body.source_map.parentheses(expr).is_none();
    Some(Anatomy { receiver, is_reference, usage, is_followed })
}

/// What is cloned, and whether it is a reference to that.
pub(super) fn receiver(body: &Body, (expr, role): (ExprId, SiteRole)) -> Option<(Range<usize>, bool)> {
    let cloned = match (&body.exprs[expr as usize], role) {
        (Expr::MethodCall { receiver, .. }, SiteRole::Method) => return Some((outer(body, *receiver)?, false)),
        (Expr::Call(_, args), SiteRole::Path) => *args.last()?,
        _ => return None,
    };
    match &body.exprs[cloned as usize] {
        Expr::Ref(inner, _) if body.source_map.parentheses(cloned).is_none() => Some((outer(body, *inner)?, false)),
        _ => Some((outer(body, cloned)?, true)),
    }
}

/// What the parent does with a value, and whether it follows it as a part of a chain, or as a cast.
fn usage<'c>(
    body: &Body,
    parents: &Parents,
    expr: ExprId,
    code: impl Fn(Range<usize>) -> &'c str,
) -> Option<(Usage, bool)> {
    let Some(parent) = parents.of(expr) else { return Some((Usage::Value, false)) };
    let whole = || body.source_map.range(parent).map(in_file);
    Some(match &body.exprs[parent as usize] {
        Expr::MethodCall { receiver, .. } if *receiver == expr => {
            (Usage::Methods(links(body, parents, expr, code)?), true)
        }
        Expr::Field(..) => (Usage::Field(whole()?), true),
        Expr::Index(base, _) if *base == expr => (Usage::Place, true),
        Expr::Try(_) | Expr::Await(_) | Expr::Cast(..) => (Usage::Value, true),
        Expr::Call(callee, _) if *callee == expr => (Usage::Value, true),
        Expr::Ref(_, false) => (Usage::Reference(whole()?), false),
        Expr::Ref(_, true) | Expr::Unary(UnaryOp::Deref, _) => (Usage::Place, false),
        Expr::Binary(BinaryOp::Compare, ..) => (Usage::Operand, false),
        Expr::Binary(BinaryOp::AssignOp, left, _) | Expr::Assign(left, _) if *left == expr => (Usage::Place, false),
        Expr::For(_, head, _) if *head == expr => (Usage::ForHead, false),
        Expr::Let(..) => (Usage::Scrutinee, false),
        Expr::Match(value, _) if *value == expr => (Usage::Scrutinee, false),
        Expr::Macro(name, args) => (argument(body, name.as_str(), args, expr), false),
        Expr::MacroCall(call) => {
            let name = call.path.segments.last().map_or("", |last| last.name.as_str());
            (argument(body, name, &call.children, expr), false)
        }
        _ => (Usage::Value, false),
    })
}

/// The calls of one chain, innermost first.
fn links<'c>(
    body: &Body,
    parents: &Parents,
    expr: ExprId,
    code: impl Fn(Range<usize>) -> &'c str,
) -> Option<Vec<Link>> {
    let mut links = Vec::new();
    let mut inner = expr;
    while let Some(call) = parents.of(inner)
        && let Expr::MethodCall { receiver, name, .. } = &body.exprs[call as usize]
        && *receiver == inner
        && links.len() < LONGEST_CHAIN
    {
        let whole = in_file(body.source_map.range(call)?);
        let after = code(outer(body, inner)?.end..whole.end).trim_start().trim_start_matches('.').trim_start();
        let is_raw = after.starts_with("r#") && !name.as_str().starts_with("r#");
        links.push(Link { whole, name: format!("{}{name}", if is_raw { "r#" } else { "" }) });
        inner = call;
    }
    Some(links)
}

/// How a macro uses an argument.
fn argument(body: &Body, name: &str, args: &[ExprId], expr: ExprId) -> Usage {
    let compares = COMPARING.contains(&name);
    let operands = if compares { 2 } else { 0 };
    let Some(index) = args.iter().position(|arg| *arg == expr) else { return Usage::Value };
    if index < operands {
        return Usage::Operand;
    }
    let is_format = |arg: &ExprId| matches!(body.exprs[*arg as usize], Expr::Literal(LiteralKind::Str));
    if (compares || FORMATTING.contains(&name)) && args[operands..index].iter().any(is_format) {
        Usage::Formatted
    } else {
        Usage::Value
    }
}

fn outer(body: &Body, expr: ExprId) -> Option<Range<usize>> {
    body.source_map.outer(expr).map(in_file)
}

fn in_file(range: Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}
