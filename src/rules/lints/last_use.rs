//! `last-use`

use crate::dataflow::Later;
use crate::knowledge::macros::is_reader;
use crate::model::{Cost, Level, Rewrite};
use crate::syntax::hir::Expr;
use crate::types::Typed;

use crate::rules::{Check, Hit, Rule, SiteView};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "last-use",
    title: "a value is cloned and never used again",
    level: Level::Warn,
    finds: "A clone of a local variable, of a parameter taken by value, or of a field of one, that is not used again \
            on any path: not later, not in the next iteration of a loop, not through a borrow. Also a clone of a \
            value that has just been made: by a call, an operator, a block. The value itself can be moved. Not \
            reported: values behind a reference, an index or a smart pointer, fields of types with a `Drop` impl, \
            closures that may run more than once, and channel senders: when the last one is dropped, the channel \
            closes.",
    why: "The clone allocates and copies what the original is about to free.",
    keep: "If the original has to live until the end of its scope because its drop is observed (a temporary file, a \
           span, a reference count), or if the copy is wanted for its exact capacity.",
    check: Check::Call(check),
};

pub(super) fn check(site: &SiteView<'_>) -> Option<Hit> {
    if is_copied(site) || in_unknown_macro(site) || site.is_compared_with_original() {
        return None;
    }
    if site.is_of_temporary() && !keeps_open(site) {
        return Some(Hit::with(Rewrite::Move, "this clones a temporary: use the value directly"));
    }
    let place = site.owned_place()?;
    if site.body.flow.later(site.site.flow, place) != Later::Unused || keeps_open(site) {
        return None;
    }
    let name = site.body.name_of(place);
    Some(Hit::with(Rewrite::Move, format!("`{name}` is not used after this clone: move it")))
}

/// Whether the clone is but a copy of bits, which another rule speaks of.
fn is_copied(site: &SiteView<'_>) -> bool {
    site.site.cost == Cost::Free && site.body.facts(site.expr()).is_copy
}

/// Whether a channel stays open as long as the original lives.
fn keeps_open(site: &SiteView<'_>) -> bool {
    site.receiver().is_some_and(|receiver| site.body.types.keeps_open(Typed::Expr(receiver)))
}

/// Whether an unknown macro takes the clone: it may write its argument several times.
fn in_unknown_macro(site: &SiteView<'_>) -> bool {
    let body = site.body;
    body.flow.around(site.expr()).any(|expr| match body.expr(expr) {
        Expr::MacroCall(call) => {
            let name = call.path.segments.last().map(|last| last.name);
            !name.is_some_and(|name| is_reader(body.types.macro_name(expr, name).as_str()))
        }
        _ => false,
    })
}
