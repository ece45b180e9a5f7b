//! `clone-then-replace`

use crate::dataflow::{Event, How, LocalId, NodeId, Overwritten, Place, Use};
use crate::model::{Cost, ExprUse, Level};
use crate::syntax::hir::{Expr, ExprId, UnaryOp};

use crate::rules::{Check, Hit, Rule, SiteView};

use super::option_clone_then_map;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "clone-then-replace",
    title: "an old value is cloned and then overwritten",
    level: Level::Warn,
    finds: "A deep clone of a place behind `&mut`, such as a field of `self`, that is overwritten on all paths before \
            it is read again, or cleared, if it holds more than text or bytes. If the copy is used before that: only \
            types with an empty value (`Option`, `String`, `Vec`, maps, sets), and only without a `?` or `.await` in \
            between, which could leave the place empty. Not reported: owned variables, which can be moved (see \
            `last-use`), and what an overwritten pointer points to.",
    why: "The copy is made while the original is about to be dropped. `mem::replace`, `mem::take` and `Option::take` \
          return the original.",
    keep: "If the place must keep its value when something in between panics, or if a cleared buffer should keep its \
           capacity for the next round.",
    check: Check::Call(check),
};

/// Standard types with an empty value that costs nothing.
const EMPTY: &[&str] =
    &["Option", "String", "Vec", "VecDeque", "HashMap", "BTreeMap", "HashSet", "BTreeSet", "PathBuf", "OsString"];

fn check(site: &SiteView<'_>) -> Option<Hit> {
    if !site.is_deep() || site.owned_place().is_some() {
        return None;
    }
    let place = direct(site)?;
    let found = site.body.flow.overwritten(site.site.flow, place, |used| is_overwrite(site, used, place))?;
    if is_only_looked_at(site) {
        return None;
    }
    let name = site.body.name_of(place);
    let facts = site.body.facts(site.expr());
    let is_cleared = found.writes.iter().any(|write| assigned(site, *write).is_none());
    let is_buffer = site.within().is_some() || site.frame() != 0 || site.site.cost == Cost::Heap;
    if is_cleared && is_buffer {
        // A buffer that is filled again and again keeps its room, and one of text or bytes gets it back by growing.
        return None;
    }
    let is_needed = is_cleared || found.writes.iter().any(|write| is_needed(site, &found, *write));
    if !is_needed {
        let by = if is_behind(site) { "" } else { "&mut " };
        return Some(Hit::new(format!(
            "`{name}` is overwritten before it is read again: `mem::replace({by}{name}, …)` returns the old value"
        )));
    }
    if !facts.is_std(EMPTY) || may_leave(site, &found) {
        return None;
    }
    let remedy = match facts.name {
        Some("Option") => format!("`{name}.take()`"),
        _ if is_behind(site) => format!("`mem::take({name})`"),
        _ => format!("`mem::take(&mut {name})`"),
    };
    let what = if is_cleared { "emptied" } else { "overwritten" };
    Some(Hit::new(format!("`{name}` is {what} before it is read again: {remedy} returns the old value")))
}

/// Whether a reference would do instead of the old value, which other rules say.
fn is_only_looked_at(site: &SiteView<'_>) -> bool {
    matches!(site.usage().whole(), Some((ExprUse::Compared | ExprUse::Formatted, _)))
        || option_clone_then_map::check(site).is_some()
}

/// Whether the place is a variable that is a reference.
fn is_behind(site: &SiteView<'_>) -> bool {
    site.place().is_some_and(|place| {
        place.fields.is_empty() && site.body.local_facts(place.local).is_some_and(|facts| facts.references > 0)
    })
}

/// The place that is cloned, `x` for `*x` as well; none with an index on the way.
fn direct<'b>(site: &SiteView<'b>) -> Option<&'b Place> {
    let place = site.place()?;
    is_plain(site, site.receiver()?).then_some(place)
}

/// A variable, its fields, or what it points to.
fn is_plain(site: &SiteView<'_>, expr: ExprId) -> bool {
    let inner = match site.body.expr(expr) {
        Expr::Unary(UnaryOp::Deref, inner) => *inner,
        _ => expr,
    };
    let mut at = inner;
    while let Expr::Field(base, _) = site.body.expr(at) {
        at = *base;
    }
    matches!(site.body.expr(at), Expr::Path(_))
}

/// `place = …`, `*place = …`, `place.clear()`, `place.clone_from(…)`
fn is_overwrite(site: &SiteView<'_>, used: &Use, place: &Place) -> bool {
    let body = site.body;
    let same = used.place.local == place.local && used.place.fields == place.fields;
    if used.how == How::Assign {
        return used.place.holds(place) && owns(site, used, place);
    }
    if used.how != How::BorrowMut || !same || !is_plain(site, used.expr) {
        return false;
    }
    let Some(parent) = body.flow.parent(used.expr) else { return false };
    match body.expr(parent) {
        Expr::Assign(left, _) => *left == used.expr && owns(site, used, place),
        Expr::MethodCall { receiver, name, .. } => {
            *receiver == used.expr
                && match name.as_str() {
                    "clear" => body.facts(used.expr).is_std(EMPTY),
                    "clone_from" => true,
                    _ => false,
                }
        }
        _ => false,
    }
}

/// Whether what is assigned to is what was cloned, or owns it: not a pointer to it, whose target stays as it is.
fn owns(site: &SiteView<'_>, written: &Use, place: &Place) -> bool {
    let (body, types) = (site.body, site.body.types);
    let Some(mut at) = site.receiver() else { return false };
    let is_cloned = |expr: ExprId| {
        let (facts, cloned) = (body.facts(expr), body.facts(site.expr()));
        facts.references == 0 && (facts.name, facts.adt) == (cloned.name, cloned.adt)
    };
    let mut inner = place.fields.len().saturating_sub(written.place.fields.len());
    if inner == 0 {
        return is_cloned(written.expr);
    }
    if !is_cloned(at) {
        return false;
    }
    while let Expr::Field(base, name) = body.expr(at) {
        inner -= 1;
        if inner == 0 {
            return types.owns_field(written.expr, *name);
        }
        if !types.owns_field(*base, *name) {
            return false;
        }
        at = *base;
    }
    false
}

/// What the place is overwritten with; none where it is cleared.
fn assigned(site: &SiteView<'_>, write: NodeId) -> Option<ExprId> {
    let body = site.body;
    let Event::Use(used) = &body.flow.nodes[write as usize].event else { return None };
    match body.expr(body.flow.parent(used.expr)?) {
        Expr::Assign(_, right) => Some(*right),
        Expr::MethodCall { name, args, .. } if name.as_str() == "clone_from" => args.first().copied(),
        _ => None,
    }
}

/// Whether the copy, or what was made of it, may be needed before the new value is there.
fn is_needed(site: &SiteView<'_>, found: &Overwritten, write: NodeId) -> bool {
    let (body, flow) = (site.body, site.body.flow);
    let Some(new) = assigned(site, write) else { return true };
    if flow.around(site.expr()).any(|around| around == new) {
        return true;
    }
    let in_new = flow.nodes_of(new);
    let before = || found.before.iter().filter(|at| !in_new.contains(&(**at as usize)));
    let copy = site.usage().binding().map(Place::of);
    let concerns_copy = |at: &NodeId| match (&flow.nodes[*at as usize].event, &copy) {
        (Event::Use(used), Some(copy)) => flow.concerns(used, copy),
        _ => false,
    };
    if found.before.iter().any(concerns_copy) {
        return true;
    }
    // What comes to be or changes in between has to be there before the new value.
    let touched: Vec<LocalId> = before()
        .filter_map(|at| match &flow.nodes[*at as usize].event {
            Event::Declare(local) => Some(*local),
            Event::Use(used) if !body.leaves(used) => Some(used.place.local),
            _ => None,
        })
        .collect();
    copy.is_none() && flow.uses_in(new).any(|used| touched.contains(&used.place.local))
}

/// Whether the code may leave between the clone and the new value, by `?` or because its future is dropped.
fn may_leave(site: &SiteView<'_>, found: &Overwritten) -> bool {
    let flow = site.body.flow;
    let awaits = found.before.iter().any(|at| matches!(flow.nodes[*at as usize].event, Event::Await));
    awaits
        || (0..).zip(&site.body.code.exprs).any(|(id, expr)| match expr {
            Expr::Try(_) => flow
                .nodes_of(id)
                .next_back()
                .is_some_and(|last| u32::try_from(last).is_ok_and(|last| found.before.contains(&last))),
            _ => false,
        })
}
