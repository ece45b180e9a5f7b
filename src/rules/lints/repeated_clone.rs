//! `repeated-clone`

use std::collections::{BTreeMap, HashSet};

use crate::dataflow::{Event, FrameKind, NodeId, Place};
use crate::model::{ExprUse, Level, Scope};
use crate::syntax::hir::{Expr, ExprId};

use crate::rules::{BodyView, Check, Hit, Numbered, Rule, SiteView};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "repeated-clone",
    title: "one value is cloned repeatedly in a function",
    level: Level::Off,
    finds: "Three or more deep clones of the same variable or field in one function, one after the other on one path \
            through the code, with no change in between. Clones in mutually exclusive branches are not added up; \
            clones in closures, in `Err(…)` and in tests, and copies that are modified, do not count.",
    why: "Equal copies can be one shared copy: cloning an `Arc<str>`, `Arc<[T]>` or `Arc<T>` only increments a \
          count.",
    keep: "If each owner modifies its copy, if the value is small, or if the types are not yours.",
    check: Check::Calls(check),
};

/// From how many copies on it is worth a word.
const MANY: usize = 3;

fn check(body: &BodyView<'_>, calls: &[Numbered<'_>]) -> Vec<(usize, Hit)> {
    let mut groups: BTreeMap<(u32, Vec<&str>), Vec<Copied<'_>>> = BTreeMap::new();
    for (at, site) in calls {
        let place = site.place().filter(|place| !place.is_indirect);
        if let (Some(place), Some(node)) = (place, site.node())
            && is_counted(site)
        {
            let fields = place.fields.iter().map(|field| field.as_str()).collect();
            groups.entry((place.local, fields)).or_default().push(Copied { at: *at, expr: site.expr(), node, place });
        }
    }
    groups.into_values().filter(|sites| sites.len() >= MANY).filter_map(|sites| in_group(body, &sites)).collect()
}

/// A clone of one place.
struct Copied<'p> {
    at: usize,
    expr: ExprId,
    node: NodeId,
    place: &'p Place,
}

/// Whether a clone is one that is made whenever the code comes by: errors are made once at most, closures when somebody
/// calls them.
fn is_counted(site: &SiteView<'_>) -> bool {
    let body = site.body;
    let kind = body.flow.frames_from(site.frame()).next().map(|frame| frame.kind);
    site.is_deep()
        && site.site.scope != Scope::Test
        && !is_changed(site)
        && !matches!(kind, Some(FrameKind::Closure | FrameKind::Once))
        && !body.flow.around(site.expr()).any(|around| {
            body.called(around) == Some("Err")
                || matches!(body.expr(around), Expr::Macro(name, _) if name.as_str() == "bail")
        })
}

/// Whether the copy is bound to a name that may change it.
fn is_changed(site: &SiteView<'_>) -> bool {
    let used = site.usage();
    match used.binding() {
        Some(local) => site.body.flow.locals[local as usize].is_mutable,
        None => used.how.may_change() && used.how != ExprUse::Unknown,
    }
}

/// The longest chain of clones, each of which follows the one before: a hit at its first, if it is long enough.
fn in_group(body: &BodyView<'_>, sites: &[Copied<'_>]) -> Option<(usize, Hit)> {
    let mut lengths = vec![1; sites.len()];
    for first in (0..sites.len()).rev() {
        let reached = reached_from(body, &sites[first]);
        let next = (first + 1..sites.len()).filter(|at| {
            let next = &sites[*at];
            reached.contains(&next.node) && !exclude_each_other(body, sites[first].expr, next.expr)
        });
        lengths[first] = 1 + next.map(|at| lengths[at]).max().unwrap_or(0);
    }
    let (first, count) = sites.iter().zip(lengths).rev().max_by_key(|(_, length)| *length)?;
    (count >= MANY).then(|| {
        let name = body.name_of(first.place);
        (
            first.at,
            Hit::new(format!("`{name}` is cloned {count} times on one path and does not change: share one copy")),
        )
    })
}

/// What comes after a clone with no change of the place in between.
fn reached_from(body: &BodyView<'_>, copied: &Copied<'_>) -> HashSet<NodeId> {
    let mut reached = HashSet::new();
    // What is too far is not shared.
    let _ = body.flow.follow(copied.node, |at, event| {
        reached.insert(at);
        match event {
            Event::Declare(local) => *local != copied.place.local,
            Event::Use(used) => used.site.is_some() || body.leaves(used) || !used.place.overlaps(copied.place),
            _ => true,
        }
    });
    reached
}

/// Whether two expressions stand in different branches of one `if` or `match`: only another turn of a loop runs both.
fn exclude_each_other(body: &BodyView<'_>, one: ExprId, other: ExprId) -> bool {
    let around: Vec<ExprId> = body.flow.around(one).collect();
    let mut below = other;
    for at in body.flow.around(other) {
        if let Some(place) = around.iter().position(|expr| *expr == at) {
            let Some(place) = place.checked_sub(1) else { return false };
            let branches = [around[place], below];
            return match body.expr(at) {
                Expr::If(condition, ..) => !branches.contains(condition),
                Expr::Match(scrutinee, _) => !branches.contains(scrutinee),
                _ => false,
            };
        }
        below = at;
    }
    false
}
