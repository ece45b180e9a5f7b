//! `conditional-clone`

use crate::dataflow::Later;
use crate::model::Level;
use crate::syntax::hir::{Expr, ExprId};

use crate::rules::cx::BodyView;
use crate::rules::{Check, Hit, Rule, SiteView};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "conditional-clone",
    title: "a value is cloned in one branch and created in another, and then only read",
    level: Level::Note,
    finds: "A `let` whose value is cloned in some branches of an `if` or `match`, and created or cloned in the \
            others, and whose variable is only read while the originals do not change. Not reported: variables that \
            are moved, returned or modified, clones that only increment a reference count, and clones that could be \
            moves because nothing else uses the original.",
    why: "Only the branches that create a value need to own it: `Cow` holds either an owned value or a borrow. If \
          all branches clone, all of them can borrow.",
    keep: "If the branch that clones is rarely taken, or if the value is small and `Cow` would spread through \
           signatures.",
    check: Check::Call(check),
};

fn check(site: &SiteView<'_>) -> Option<Hit> {
    let local = site.usage().binding()?;
    let body = site.body;
    let copy = &body.flow.locals[local as usize];
    let value = copy.value.filter(|value| *value != site.expr())?;
    if !site.is_deep() || copy.is_mutable || site.is_guarded() || !site.is_only_read(local) {
        return None;
    }
    if !is_lent(site, value) || !site.is_steady(local) {
        return None;
    }
    let name = copy.name;
    let mut others = Vec::new();
    leaves(body, value, &mut others);
    let is_lent = |leaf: &ExprId| {
        let there = body.view_of(*leaf).filter(SiteView::is_call);
        there.is_some_and(|other| !other.is_guarded() && is_lent(&other, value) && other.is_steady(local))
    };
    Some(Hit::new(if others.iter().all(is_lent) {
        format!("`{name}` is cloned in every branch and only read: borrow it in each")
    } else {
        format!("`{name}` is only read: a `Cow` can borrow here and own what the other branches create")
    }))
}

/// Whether the branch can yield a borrow of what it clones.
fn is_lent(site: &SiteView<'_>, value: ExprId) -> bool {
    let is_movable =
        site.owned_place().is_some_and(|place| site.body.flow.later(site.site.flow, place) == Later::Unused);
    !is_movable && site.is_lendable(value)
}

/// The expressions one of which yields the value, but for those that yield none.
fn leaves(body: &BodyView<'_>, expr: ExprId, found: &mut Vec<ExprId>) {
    match body.expr(expr) {
        Expr::If(_, then, Some(otherwise)) => {
            leaves(body, *then, found);
            leaves(body, *otherwise, found);
        }
        Expr::Match(_, arms) => {
            for arm in arms {
                leaves(body, arm.body, found);
            }
        }
        Expr::Block(_, Some(tail)) => leaves(body, *tail, found),
        Expr::Block(_, None) | Expr::Return(_) | Expr::Break(_) | Expr::Continue => {}
        Expr::Macro(name, _) if matches!(name.as_str(), "panic" | "unreachable" | "todo" | "bail") => {}
        _ => found.push(expr),
    }
}
