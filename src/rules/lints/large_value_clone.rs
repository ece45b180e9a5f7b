//! `large-value-clone`

use crate::dataflow::{Later, LocalId, User};
use crate::model::{Level, Scope, TypeClass};
use crate::syntax::hir::{Expr, ExprId, UnaryOp};
use crate::types::Typed;

use crate::rules::{Check, Hit, Rule, SiteView};

/// Bytes from which on a value is large: ten strings, or four cache lines.
const LARGE: u64 = 256;

/// Collections that are copied, element by element, from which on a value is large whatever its size.
const MANY: usize = 4;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "large-value-clone",
    title: "a large value is copied where it could be shared",
    level: Level::Note,
    finds: "A clone of a struct that owns memory and is large (256 bytes or more, or four or more collections in its \
            fields) and is not modified afterwards: it is put into an `Arc` or `Rc`, or bound by `let` and only \
            read, from behind a lock or a `RefCell`, or in a task or thread of its own. Not reported: values that \
            are passed on to be stored, as it is not visible whether they are modified there; values that are \
            reached through `&mut` or are in an `Arc` already; and tests. If the original could be borrowed, \
            `clone-to-read` reports it.",
    why: "A configuration, state or schema is large, changes rarely, and is copied for each reader. Behind an `Arc`, \
          all readers share one value for the price of a reference count.",
    keep: "If the original is modified more often than read: behind an `Arc`, a modification replaces it \
           (`Arc::make_mut`).",
    check: Check::Call(check),
};

fn check(site: &SiteView<'_>) -> Option<Hit> {
    let is_declared = matches!(site.site.class, TypeClass::Struct | TypeClass::External);
    let is_timed = !matches!(site.site.scope, Scope::Test | Scope::Bench);
    if !site.is_deep() || !is_declared || !is_timed {
        return None;
    }
    // Measuring comes last: it looks into all that the type holds.
    let remedy = match site.usage().whole()? {
        (_, User::Argument(call, 0)) => counted(site, call)?,
        (_, User::Binding(local)) => read(site, local)?,
        _ => return None,
    };
    let cloned = Typed::Expr(site.expr());
    let (bytes, collections) = (site.body.types.size(cloned), site.body.types.collections(cloned));
    if bytes < LARGE && collections < MANY {
        return None;
    }
    let what = site.body.facts(site.expr()).name.unwrap_or("value");
    let measure = match (bytes >= LARGE, collections) {
        (true, 0) => format!("{bytes} bytes"),
        (true, 1) => format!("{bytes} bytes and a collection"),
        (true, _) => format!("{bytes} bytes and {collections} collections"),
        (false, _) => format!("{collections} collections"),
    };
    Some(Hit::new(format!("this copies a `{what}` ({measure}): {remedy}")))
}

/// `Arc::new(x.clone())`: the copy is shared, so the original could have been.
fn counted(site: &SiteView<'_>, call: ExprId) -> Option<String> {
    let made = site.body.facts(call);
    if !made.is_std(&["Arc", "Rc"]) || site.body.called(call) != Some("new") {
        return None;
    }
    // What is reached through `&mut` is changed elsewhere, and what is in an `Arc` is detached on purpose.
    if site.body.facts(site.receiver()?).is_unique || is_detached(site) {
        return None;
    }
    // What is not used again moves into the `Arc`.
    let is_last = |place| site.body.flow.later(site.site.flow, place) == Later::Unused;
    if site.owned_place().is_some_and(is_last) {
        return None;
    }
    let name = made.name.unwrap_or("Arc");
    Some(format!("keep the original in the `{name}`, and clone that"))
}

/// Whether the receiver is what an `Arc` or `Rc` holds: `(*arc).clone()`, `arc.as_ref().clone()`.
fn is_detached(site: &SiteView<'_>) -> bool {
    let mut at = site.receiver();
    while let Some(expr) = at {
        if site.body.facts(expr).is_std(&["Arc", "Rc"]) {
            return true;
        }
        at = match site.body.expr(expr) {
            Expr::Unary(UnaryOp::Deref, base) | Expr::Ref(base, _) => Some(*base),
            Expr::MethodCall { receiver, name, .. } if matches!(name.as_str(), "as_ref" | "deref") => Some(*receiver),
            _ => None,
        };
    }
    false
}

/// `let y = x.clone()`, where `y` is only read, and cannot be a borrow.
fn read(site: &SiteView<'_>, local: LocalId) -> Option<String> {
    let flow = site.body.flow;
    let bound = &flow.locals[local as usize];
    if bound.value != Some(site.expr()) || bound.is_mutable || !site.is_only_read_anywhere(local) {
        return None;
    }
    let name = bound.name;
    let is_elsewhere = |node: u32| {
        let frame = flow.nodes[node as usize].frame;
        frame != bound.frame && site.body.spawn_of(frame).is_some()
    };
    if flow.uses_of(local).any(|(node, _)| is_elsewhere(node)) {
        Some(format!("`{name}` is only read in the task: share it as an `Arc`"))
    } else if site.guard().is_some() {
        Some(format!("`{name}` is only read: keep it in an `Arc` behind the lock, and clone that"))
    } else {
        None
    }
}
