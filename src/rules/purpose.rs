//! What a clone is for: the justified side. Shares that cross into a task, a closure or another owner, and snapshots
//! from behind locks, are how `Arc`, handles and locks are meant to be used.

use crate::dataflow::{How, LocalId, User};
use crate::knowledge::calls::spawns;
use crate::model::{Cost, Purpose};
use crate::syntax::hir::Expr;

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
            purpose = Some(Purpose::Closure);
        } else if used.how == How::Consume && purpose.is_none() {
            purpose = Some(Purpose::Owner);
        }
    }
    purpose
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
