//! What a clone is for: the justified side. Shares that cross into a task, a closure or another owner, and snapshots
//! from behind locks, are how `Arc`, handles and locks are meant to be used.

use crate::dataflow::{FrameKind, How, LocalId, Use, User};
use crate::knowledge::calls::{ADAPTORS, ADAPTORS_OF_MANY, SELDOM, spawns};
use crate::model::{Cost, Purpose};
use crate::syntax::hir::{Expr, ExprId};
use crate::types::Typed;

use super::SiteView;

/// What a clone is for, where the code says so.
pub(crate) fn purpose(site: &SiteView<'_>) -> Option<Purpose> {
    if site.guard().is_some() {
        return Some(Purpose::Snapshot);
    }
    if site.site.cost != Cost::Alias || !site.is_call() {
        return None;
    }
    if site.body.spawn_of(site.frame()).is_some() || is_spawned(site) {
        return Some(Purpose::Spawn);
    }
    match site.usage().whole()?.1 {
        User::Binding(local) => of_variable(site, local),
        User::StructField(_) | User::Argument(..) | User::Assignment(_) | User::Return | User::Element(_) => {
            Some(Purpose::Owner)
        }
        _ => None,
    }
}

/// By where a variable with the clone is used.
fn of_variable(site: &SiteView<'_>, local: LocalId) -> Option<Purpose> {
    let flow = site.body.flow;
    let own = flow.locals[local as usize].frame;
    let mut purpose = None;
    for (node, used) in flow.uses_of(local) {
        let frame = flow.nodes[node as usize].frame;
        if frame != own {
            if site.body.spawn_of(frame).is_some() {
                return Some(Purpose::Spawn);
            }
            if used.how == How::Consume || !is_local(site, frame, own) {
                purpose = Some(Purpose::Closure);
            }
        } else if used.how == How::Consume && purpose.is_none() {
            purpose = Some(Purpose::Owner);
        }
    }
    purpose
}

/// Whether the closures and `async` blocks from one frame out to another are certainly done with before their surroundings
/// are: they could borrow from there.
fn is_local(site: &SiteView<'_>, from: u32, to: u32) -> bool {
    let frames = &site.body.flow.frames;
    let inner = std::iter::successors(Some(from), |at| frames[*at as usize].outer).take_while(|at| *at != to);
    inner.map(|at| &frames[at as usize]).all(|frame| match frame.expr {
        Some(block) if frame.kind == FrameKind::Async => is_awaited(site, block),
        Some(closure) => is_called_only(site, closure) || is_adapting(site, closure),
        None => false,
    })
}

/// `async { … }.await`
fn is_awaited(site: &SiteView<'_>, block: ExprId) -> bool {
    site.body.flow.parent(block).is_some_and(|around| matches!(site.body.expr(around), Expr::Await(_)))
}

/// Whether a closure is bound to a variable that is only called.
fn is_called_only(site: &SiteView<'_>, closure: ExprId) -> bool {
    let body = site.body;
    let Some(local) = body.use_of(closure).binding() else { return false };
    let is_call = |used: &Use| {
        let around = body.flow.parent(used.expr).map(|around| body.expr(around));
        used.how.is_end() || matches!(around, Some(Expr::Call(callee, _)) if *callee == used.expr)
    };
    body.flow.uses_of(local).all(|(_, used)| is_call(used))
}

/// Whether a closure is what an iterator, an `Option` or a `Result` calls, and nothing that holds it is left in the end.
fn is_adapting(site: &SiteView<'_>, closure: ExprId) -> bool {
    let body = site.body;
    let Some((call, _)) = body.use_of(closure).argument() else { return false };
    let Expr::MethodCall { receiver, name, .. } = body.expr(call) else { return false };
    let is_adaptor = [ADAPTORS, ADAPTORS_OF_MANY, SELDOM].iter().any(|names| names.contains(&name.as_str()));
    let is_known =
        body.facts(*receiver).is_std(&["Option", "Result"]) || body.types.is_iterator(Typed::Expr(*receiver));
    is_adaptor && is_known && body.borrow_ends_at(call).is_some()
}

/// Whether it is an argument of what spawns: `spawn(work(x.clone()))`.
fn is_spawned(site: &SiteView<'_>) -> bool {
    let mut inside = site.expr();
    site.body.flow.around(inside).skip(1).take(4).any(|around| {
        let is_argument = match site.body.expr(around) {
            Expr::Call(callee, _) => *callee != inside,
            Expr::MethodCall { receiver, .. } => *receiver != inside,
            _ => false,
        };
        inside = around;
        let name = site.body.called(around).or_else(|| site.body.method(around));
        is_argument && name.is_some_and(spawns)
    })
}
