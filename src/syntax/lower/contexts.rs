//! What stands around a site, read off the lowered body.

use crate::knowledge::calls::spawns;
use crate::model::Context;

use super::super::hir::{Body, Expr, ExprId, Parents, Statement, Symbol, place_of};

/// What encloses the expressions of a body.
pub(super) struct Enclosing {
    /// For each expression, the innermost one, itself or around it, whose parent encloses it in something. Long chains and
    /// sums enclose their parts in nothing, and are not gone through again for each of them.
    steps: Vec<ExprId>,
}

impl Enclosing {
    /// In no loop, closure, macro or task.
    const NONE: ExprId = ExprId::MAX;

    pub(super) fn new(body: &Body, parents: &Parents) -> Self {
        let mut steps = vec![Self::NONE; body.exprs.len()];
        // What is around an expression has a higher number.
        for expr in (0..body.exprs.len()).rev() {
            let Ok(id) = ExprId::try_from(expr) else { continue };
            if let Some(parent) = parents.of(id) {
                let encloses = !between(body, id, parent).is_empty();
                steps[expr] = if encloses { id } else { steps[parent as usize] };
            }
        }
        Self { steps }
    }
}

/// What encloses an expression, outermost first, and what it is to its parent. `around` is what its body stands in.
pub(super) fn contexts(
    body: &Body,
    parents: &Parents,
    enclosing: &Enclosing,
    expr: ExprId,
    around: &[Context],
) -> Vec<Context> {
    let mut found = Vec::new();
    let mut at = enclosing.steps[expr as usize];
    while at != Enclosing::NONE
        && let Some(parent) = parents.of(at)
    {
        found.extend(between(body, at, parent));
        at = enclosing.steps[parent as usize];
    }
    let mut contexts = Vec::with_capacity(around.len() + found.len() + 1);
    for context in around.iter().copied().chain(found.into_iter().rev()).chain(place(body, parents, expr)) {
        if !contexts.contains(&context) {
            contexts.push(context);
        }
    }
    contexts
}

/// What an expression encloses one of those directly in it in, innermost first.
fn between(body: &Body, child: ExprId, parent: ExprId) -> &'static [Context] {
    match &body.exprs[parent as usize] {
        Expr::Closure { is_async: true, .. } => &[Context::Async, Context::Closure],
        Expr::Closure { .. } => &[Context::Closure],
        Expr::Async(_) => &[Context::Async],
        Expr::For(_, head, _) if *head != child => &[Context::Loop],
        Expr::While(..) | Expr::Loop(_) => &[Context::Loop],
        Expr::Call(callee, _)
            if *callee != child && called(body, *callee).is_some_and(|name| spawns(name.as_str())) =>
        {
            &[Context::Spawn]
        }
        Expr::MethodCall { receiver, name, .. } if *receiver != child && spawns(name.as_str()) => &[Context::Spawn],
        Expr::Macro(name, _) if !name.as_str().is_empty() => &[Context::Macro],
        Expr::MacroCall(_) | Expr::VecRepeat(..) => &[Context::Macro],
        _ => &[],
    }
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
            let at = place_of(statements, Statement::value, expr)?;
            matches!(statements[at], Statement::Let { .. }).then_some(Context::Let)
        }
        _ => None,
    }
}

/// The last name of a path that is called.
fn called(body: &Body, callee: ExprId) -> Option<Symbol> {
    match &body.exprs[callee as usize] {
        Expr::Path(path) => path.segments.last(),
        Expr::Qualified(path) => path.rest.last(),
        _ => None,
    }
    .map(|last| last.name)
}
