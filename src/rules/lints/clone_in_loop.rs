//! `clone-in-loop`

use crate::dataflow::{How, LocalId, User};
use crate::model::{Cost, ExprUse, Level, Rewrite};
use crate::syntax::hir::Expr;
use crate::types::Owner;

use super::broadcast_clone;
use crate::rules::repeat::Region;
use crate::rules::{Check, Hit, Rule, SiteView};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "clone-in-loop",
    title: "the same value is cloned in every iteration",
    level: Level::Note,
    finds: "A deep clone in a loop, or in a closure that an iterator calls for each element, of a variable or field \
            that is declared outside and that nothing inside changes. Not reported: loops that end after the clone, \
            clones that only an error path needs, copies that are modified (`let mut`, a method that takes `self` or \
            `&mut self`), strings and paths that each iteration passes on by value, what a library's function takes \
            by value, and clones that only increment a reference count.",
    why: "The loop-invariant value is allocated and copied in every iteration, and all copies are equal.",
    keep: "If each iteration needs its own value and there are few iterations, or if a retry needs the request again.",
    check: Check::Call(check),
};

fn check(site: &SiteView<'_>) -> Option<Hit> {
    if !site.is_deep() {
        return None;
    }
    let place = site.place()?;
    let region = Region::around(site)?;
    let is_repeated = region.comes_back(site.body.flow, site.node()?) && region.is_invariant(site);
    if !is_repeated || region.is_seldom(site) || broadcast_clone::check(site).is_some() {
        return None;
    }
    remedy(site, region, &site.body.name_of(place))
}

/// What can be done about it depends on what becomes of the copy.
fn remedy(site: &SiteView<'_>, region: Region, name: &str) -> Option<Hit> {
    let turn = region.turn();
    let used = site.usage();
    let Some(whole) = used.whole() else {
        let is_field = matches!(site.body.expr(used.through?), Expr::Field(..));
        let message = format!("`{name}` is cloned {turn} for one field: clone only the field");
        return is_field.then(|| Hit::new(message));
    };
    match whole {
        (ExprUse::Borrowed | ExprUse::Compared | ExprUse::Formatted, _) => {
            let message = format!("`{name}` is cloned {turn} only to be read: borrow it");
            (!site.is_guarded()).then(|| Hit::with(Rewrite::Borrow, message))
        }
        (_, User::Binding(local)) => {
            let copy = &site.body.flow.locals[local as usize];
            if copy.is_mutable || copy.value != Some(site.expr()) {
                return None;
            }
            if site.is_only_read(local) {
                let message = format!("`{name}` is cloned {turn}, and `{}` is only read: borrow it", copy.name);
                return Some(Hit::new(message));
            }
            shared(site, name, turn, consumer(site, local))
        }
        (_, User::Argument(call, 0)) if site.body.method(call) == Some("extend") => extended(site, name, turn),
        (_, User::Method(_)) => None,
        (ExprUse::Consumed | ExprUse::Dropped, by) | (ExprUse::Unknown, by @ User::Macro(_)) => {
            shared(site, name, turn, Some(by))
        }
        _ => None,
    }
}

/// Each turn needs a value of its own. Of what is one allocation (a string, a path), that is no great loss, and a count
/// would change the types of all who own it.
fn shared(site: &SiteView<'_>, name: &str, turn: &str, consumer: Option<User>) -> Option<Hit> {
    let body = site.body;
    let callee = match consumer {
        Some(User::Argument(call, at)) => body.types.takes_value(call, at).map(|owner| (owner, call)),
        _ => None,
    };
    let remedy = match callee {
        // It will not take anything else.
        Some((Owner::Library, _)) => return None,
        Some((Owner::Workspace, call)) => {
            format!("`{}` could borrow it, or take an `Arc`", body.called(call).or_else(|| body.method(call))?)
        }
        None => "share it behind an `Arc`, or borrow it".to_owned(),
    };
    let message = format!("`{name}` is cloned {turn} and never changes: {remedy}");
    (site.site.cost == Cost::Deep).then(|| Hit::new(message))
}

/// What the variable that gets the copy is moved into, if that is not in a closure or task.
fn consumer(site: &SiteView<'_>, local: LocalId) -> Option<User> {
    let flow = site.body.flow;
    let (node, used) = flow.uses_of(local).find(|(_, used)| used.how == How::Consume)?;
    let is_here = flow.nodes[node as usize].frame == flow.locals[local as usize].frame;
    site.body.use_of(used.expr).whole().filter(|_| is_here).map(|(_, by)| by)
}

/// `all.extend(items.clone())`: the elements are needed, their container is not.
fn extended(site: &SiteView<'_>, name: &str, turn: &str) -> Option<Hit> {
    let is_sequence = site.body.facts(site.expr()).is_std(&["BTreeSet", "HashSet", "Vec", "VecDeque"]);
    let message = format!("`{name}` is cloned {turn} only for its elements: use `extend({name}.iter().cloned())`");
    is_sequence.then(|| Hit::new(message))
}
