//! How the value of a site is used, and where its parts lie, read off the lowered body.

use std::ops::Range;

use crate::model::{EditAnchor, Link, Usage};

use super::super::hir::{BinaryOp, Body, Expr, ExprId, LiteralKind, SiteRole, UnaryOp};
use super::source_map::Lowered;
use crate::knowledge::macros::{COMPARING, FORMATTING};

/// Longest chain of method calls that is noted.
const LONGEST_CHAIN: usize = 4;

/// Of a site whose tokens alone are known. No use allows less to be changed than that of a place.
pub(super) fn of_tokens(receiver: Range<usize>, is_reference: bool) -> EditAnchor {
    EditAnchor { receiver, is_reference, usage: Usage::Place, is_followed: true, binding: None }
}

/// The parts of a site that is a call.
pub(super) fn anchor(lowered: &Lowered<'_>, site: (ExprId, SiteRole)) -> Option<EditAnchor> {
    let (receiver, is_reference) = receiver(lowered, site)?;
    let (expr, _) = site;
    let (usage, is_followed) = usage(lowered, expr)?;
    let is_followed = is_followed && lowered.map.parentheses(expr).is_none();
    Some(EditAnchor { receiver, is_reference, usage, is_followed, binding: None })
}

/// What is cloned, and whether it is a reference to that.
pub(super) fn receiver(lowered: &Lowered<'_>, (expr, role): (ExprId, SiteRole)) -> Option<(Range<usize>, bool)> {
    let outer = |expr| lowered.outer(expr).map(|bytes| lowered.in_file(bytes));
    let cloned = match (lowered.expr(expr), role) {
        (Expr::MethodCall { receiver, .. }, SiteRole::Method) => return Some((outer(*receiver)?, false)),
        (Expr::Call(_, args), SiteRole::Path) => *args.last()?,
        _ => return None,
    };
    match lowered.expr(cloned) {
        Expr::Ref(inner, _) if lowered.map.parentheses(cloned).is_none() => Some((outer(*inner)?, false)),
        _ => Some((outer(cloned)?, true)),
    }
}

/// What the parent does with a value, and whether it follows it as a part of a chain, or as a cast.
fn usage(lowered: &Lowered<'_>, expr: ExprId) -> Option<(Usage, bool)> {
    let Some(parent) = lowered.parents.of(expr) else { return Some((Usage::Value, false)) };
    let whole = || lowered.bytes(parent).map(|bytes| lowered.in_file(bytes));
    Some(match lowered.expr(parent) {
        Expr::MethodCall { receiver, .. } if *receiver == expr => (Usage::Methods(links(lowered, expr)?), true),
        Expr::Field(..) => (Usage::Part, true),
        Expr::Index(base, _) if *base == expr => (Usage::Part, true),
        Expr::Try(_) | Expr::Await(_) | Expr::Cast(..) => (Usage::Value, true),
        Expr::Call(callee, _) if *callee == expr => (Usage::Value, true),
        Expr::Ref(_, false) => (Usage::Reference(whole()?), false),
        Expr::Ref(_, true) | Expr::Unary(UnaryOp::Deref, _) => (Usage::Place, false),
        Expr::Binary(BinaryOp::Compare, ..) => (Usage::Operand, false),
        Expr::Binary(BinaryOp::AssignOp, left, _) | Expr::Assign(left, _) if *left == expr => (Usage::Place, false),
        Expr::For(_, head, _) if *head == expr => (Usage::ForHead, false),
        Expr::Let(..) => (Usage::Scrutinee, false),
        Expr::Match(value, _) if *value == expr => (Usage::Scrutinee, false),
        Expr::Macro(name, args) => (argument(lowered.body, name.as_str(), args, expr), false),
        Expr::MacroCall(call) => {
            let name = call.path.segments.last().map_or("", |last| last.name.as_str());
            (argument(lowered.body, name, &call.children, expr), false)
        }
        _ => (Usage::Value, false),
    })
}

/// The calls of one chain, innermost first.
fn links(lowered: &Lowered<'_>, expr: ExprId) -> Option<Vec<Link>> {
    let mut links = Vec::new();
    let mut inner = expr;
    while let Some(call) = lowered.parents.of(inner)
        && let Expr::MethodCall { receiver, name, .. } = lowered.expr(call)
        && *receiver == inner
        && links.len() < LONGEST_CHAIN
    {
        let ((_, after), (_, end)) = (lowered.outer(inner)?, lowered.bytes(call)?);
        let after = lowered.source.code()[after as usize..end as usize].trim_start().trim_start_matches('.');
        let is_raw = after.trim_start().starts_with("r#") && !name.as_str().starts_with("r#");
        let whole = lowered.in_file(lowered.bytes(call)?);
        links.push(Link { whole, name: format!("{}{name}", if is_raw { "r#" } else { "" }) });
        inner = call;
    }
    Some(links)
}

/// How a macro uses an argument.
pub(super) fn argument(body: &Body, name: &str, args: &[ExprId], expr: ExprId) -> Usage {
    let compares = COMPARING.contains(&name);
    if !compares && !FORMATTING.contains(&name) {
        return Usage::Value;
    }
    let operands = if compares { 2 } else { 0 };
    let Some(index) = args.iter().position(|arg| *arg == expr) else { return Usage::Value };
    if index < operands {
        return Usage::Operand;
    }
    let is_format = |arg: &ExprId| matches!(body.exprs[*arg as usize], Expr::Literal(LiteralKind::Str));
    if args[operands..index].iter().any(is_format) { Usage::Formatted } else { Usage::Value }
}
