//! `last-use`

use crate::dataflow::Later;
use crate::model::{Cost, Form, Level};
use crate::syntax::hir::Expr;

use crate::rules::{Check, Hit, Rule, SiteView};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "last-use",
    title: "a value is cloned and never used again",
    level: Level::Warn,
    finds: "A clone of a local variable, of a parameter taken by value, or of a field of one, that is not used again on \
            any way that the code may take: not later, not in the next turn of a loop, not by what borrows it; and a \
            clone of a value that a call has just returned. The value itself can move. Nothing is said of what stands \
            behind a reference, an index or a smart pointer, of fields of types with a `Drop`, of closures that may run \
            more than once, or of the senders of channels: when the last one goes, the channel closes.",
    why: "The clone allocates and copies what the original is about to free.",
    keep: "Where the original has to live on until the end of its scope: something outside watches when it is dropped \
           (a temporary file, a span, a count of references), or the copy is wanted for its exact capacity.",
    check: Check::Call(check),
};

fn check(site: &SiteView<'_>) -> Option<Hit> {
    if site.site.cost == Cost::Free || in_unknown_macro(site) || is_sender(site) {
        return None;
    }
    if site.is_of_temporary() {
        return Some(Hit::with(Form::Move, "nobody else has the value that is cloned here: it can be used itself"));
    }
    let place = site.owned_place()?;
    if site.body.flow.later(site.site.flow, place) != Later::Unused {
        return None;
    }
    let name = site.body.name_of(place);
    Some(Hit::with(Form::Move, format!("`{name}` is not used after this clone: move it")))
}

/// Whether a channel stays open as long as the original lives.
fn is_sender(site: &SiteView<'_>) -> bool {
    let name = site.receiver().and_then(|receiver| site.body.facts(receiver).name);
    name.is_some_and(|name| name.ends_with("Sender"))
}

/// Whether a macro that nobody knows takes the clone: it may write its argument several times.
fn in_unknown_macro(site: &SiteView<'_>) -> bool {
    let body = site.body;
    body.flow.around(site.expr()).any(|expr| match body.expr(expr) {
        Expr::MacroCall(call) => {
            let name = call.path.segments.last().map(|last| last.name);
            !name.is_some_and(crate::dataflow::is_reader)
        }
        _ => false,
    })
}
