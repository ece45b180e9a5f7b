//! What stands around a site, read off the lowered body.

use crate::knowledge::calls::spawns;
use crate::model::Context;

use super::super::hir::{Body, Expr, ExprId, Parents, Statement, Symbol};

/// What encloses an expression, outermost first, and what it is to its parent. `around` is what its body stands in.
pub(super) fn contexts(body: &Body, parents: &Parents, expr: ExprId, around: &[Context]) -> Vec<Context> {
    let mut found = Vec::new();
    let mut child = expr;
    while let Some(parent) = parents.of(child) {
        match &body.exprs[parent as usize] {
            Expr::Closure { is_async, .. } => {
                found.extend(is_async.then_some(Context::Async));
                found.push(Context::Closure);
            }
            Expr::Async(_) => found.push(Context::Async),
            Expr::For(_, head, _) if *head != child => found.push(Context::Loop),
            Expr::While(..) | Expr::Loop(_) => found.push(Context::Loop),
            Expr::Call(callee, _)
                if *callee != child && called(body, *callee).is_some_and(|name| spawns(name.as_str())) =>
            {
                found.push(Context::Spawn);
            }
            Expr::MethodCall { receiver, name, .. } if *receiver != child && spawns(name.as_str()) => {
                found.push(Context::Spawn);
            }
            Expr::Macro(name, _) if !name.as_str().is_empty() => found.push(Context::Macro),
            Expr::MacroCall(_) | Expr::VecRepeat(..) => found.push(Context::Macro),
            _ => {}
        }
        child = parent;
    }
    let mut contexts = Vec::with_capacity(around.len() + found.len() + 1);
    for context in around.iter().copied().chain(found.into_iter().rev()).chain(place(body, parents, expr)) {
        if !contexts.contains(&context) {
            contexts.push(context);
        }
    }
    contexts
}

/// What an expression is to its parent.
fn place(body: &Body, parents: &Parents, expr: ExprId) -> Option<Context> {
    let parent = parents.of(expr)?;
    match &body.exprs[parent as usize] {
        Expr::MethodCall { receiver, name, .. } if *receiver != expr => {
            let is_keyed = matches!(name.as_str(), "insert" | "entry");
            Some(if is_keyed { Context::MapInsert } else { Context::Argument })
        }
        Expr::Call(callee, _) if *callee != expr => Some(Context::Argument),
        Expr::Struct { base, .. } if *base != Some(expr) => Some(Context::StructField),
        Expr::Return(_) => Some(Context::Return),
        Expr::Block(_, Some(tail)) if *tail == expr => {
            (parent == body.root && body.function.is_some()).then_some(Context::Return)
        }
        Expr::Block(statements, _) => {
            let is_init =
                |statement: &Statement| matches!(statement, Statement::Let { init, .. } if *init == Some(expr));
            statements.iter().any(is_init).then_some(Context::Let)
        }
        _ => None,
    }
}

/// The last name of a path that is called.
fn called(body: &Body, callee: ExprId) -> Option<Symbol> {
    match &body.exprs[callee as usize] {
        Expr::Path(path) => path.segments.last(),
        Expr::Qualified { rest, .. } => rest.last(),
        _ => None,
    }
    .map(|last| last.name)
}
