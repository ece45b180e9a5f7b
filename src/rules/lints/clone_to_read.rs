//! `clone-to-read`

use crate::dataflow::{LocalId, LocalKind, User};
use crate::model::{Cost, ExprUse, Level, Rewrite, Scope};
use crate::syntax::hir::{Expr, ExprId};
use crate::types::Typed;

use super::{last_use, option_clone_then_map};
use crate::rules::{Check, Hit, Rule, SiteView};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "clone-to-read",
    title: "a value is cloned only to be read",
    level: Level::Warn,
    finds: "A clone that is only the receiver of a `&self` method, borrowed by `&`, alone in an array that is \
            (`&[x.clone()]`), compared, formatted or iterated over, or of which a field or an element is; a clone of \
            which one field is taken; and a clone bound by `let`, `if let` or `match` to names that are only read, \
            while the original is neither changed nor moved. Not reported: methods that take `self` or `&mut self` \
            (`it.clone().next()` does not advance the iterator), and reads through the guard of a lock or a \
            `RefCell`, which would be held longer without the clone.",
    why: "The original can be read just as well. The clone allocates, copies, and is thrown away.",
    keep: "If the copy protects against changes that another thread, a callback or a `Cell` makes in the meantime.",
    check: Check::Call(check),
};

/// Collections that a reference iterates over element by element, in the same order.
const SEQUENCES: &[&str] = &["Vec", "VecDeque", "BTreeSet", "HashSet", "Option"];

/// Methods that run an iterator to its end, or as far as they need.
const RUNNING: &[&str] =
    &["for_each", "all", "any", "collect", "sum", "count", "min", "max", "fold", "last", "product"];

/// Elements that `copied` takes from behind a reference at no cost.
const SCALARS: &[&str] = &[
    "bool", "char", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "f32",
    "f64",
];

fn check(site: &SiteView<'_>) -> Option<Hit> {
    let hit = read(site)?;
    // Tests of what a `Clone` does read what it made.
    let is_tested = site.site.scope == Scope::Test && site.body.types.has_written_clone(Typed::Expr(site.expr()));
    // What a bench repeats is what it measures.
    let is_measured = site.site.scope == Scope::Bench && site.frame() != 0;
    if is_tested || is_measured {
        return None;
    }
    // The original may change all the same, or that of which it is the last use can move.
    let is_better_left = site.body.types.has_interior(Typed::Expr(site.expr())) || last_use::check(site).is_some();
    (!is_better_left).then_some(hit)
}

fn read(site: &SiteView<'_>) -> Option<Hit> {
    if site.site.cost == Cost::Free || site.is_guarded() || site.is_compared_with_original() {
        return None;
    }
    let used = site.usage();
    let Some(whole) = used.whole() else { return part(site) };
    // What other branches make is owned: there is nothing to borrow in its place.
    if used.value != site.expr() && !matches!(whole, (_, User::Binding(_))) {
        return None;
    }
    match whole {
        (ExprUse::Borrowed, User::Method(call)) => {
            read_until(site, call)?;
            let name = site.body.method(call).unwrap_or("it");
            Some(Hit::with(Rewrite::Borrow, format!("`{name}` takes `&self`: call it on the original")))
        }
        (ExprUse::Consumed, User::Method(call)) => consumed(site, call),
        (ExprUse::Borrowed, User::Reference(reference)) => {
            read_until(site, reference)?;
            Some(Hit::with(Rewrite::Borrow, "the clone is only borrowed: borrow the original"))
        }
        (ExprUse::Compared, User::Expr(comparison)) => {
            no_change(site, comparison)?;
            Some(Hit::with(Rewrite::Borrow, "the clone is only compared: compare the original"))
        }
        (ExprUse::Compared | ExprUse::Formatted, User::Macro(call)) => {
            no_change(site, call)?;
            Some(Hit::with(Rewrite::Borrow, "the clone is only formatted or compared: use the original"))
        }
        (ExprUse::Iterated, User::Expr(each)) => iterated(site, each),
        (ExprUse::Consumed, User::Element(list)) => listed(site, list),
        (_, User::Binding(local)) => bound(site, local),
        (_, User::Patterns(_)) => matched(site),
        _ => None,
    }
}

/// `x.clone()[i].len()`, `x.clone().name`
fn part(site: &SiteView<'_>) -> Option<Hit> {
    let body = site.body;
    let used = site.usage();
    let part = site.outermost_part();
    let is_plain = site.is_part_used() && site.is_deep() && !body.types.has_written_clone(Typed::Expr(site.expr()));
    if !is_plain || used.how.may_change() {
        return None;
    }
    no_change(site, part)?;
    match (used.how, used.by) {
        (ExprUse::Borrowed, User::Method(by) | User::Reference(by)) => read_until(site, by)?,
        (ExprUse::Formatted, User::Macro(by)) => no_change(site, by)?,
        // What a test compares may be what a `Clone` does.
        (ExprUse::Compared, User::Expr(by) | User::Macro(by)) if site.site.scope != Scope::Test => no_change(site, by)?,
        (ExprUse::Consumed, _) if body.facts(part).is_copy => {}
        (ExprUse::Consumed, _) if matches!(body.expr(part), Expr::Field(..)) && body.facts(part).is_owned() => {
            return Some(Hit::new(
                "one field of the clone is taken, the others are thrown away: clone that field alone",
            ));
        }
        _ => return None,
    }
    Some(Hit::with(Rewrite::Borrow, "a part of the clone is only read: read it in the original"))
}

/// Whether the original stays as it is until what borrows the clone is gone.
fn read_until(site: &SiteView<'_>, borrowing: ExprId) -> Option<()> {
    let end = site.body.borrow_ends_at(borrowing)?;
    no_change(site, end)
}

fn no_change(site: &SiteView<'_>, expr: ExprId) -> Option<()> {
    site.change_in(expr).is_none().then_some(())
}

/// `&[x.clone()]`
fn listed(site: &SiteView<'_>, list: ExprId) -> Option<Hit> {
    let Expr::Array(items) = site.body.expr(list) else { return None };
    let Some((ExprUse::Borrowed, User::Reference(reference))) = site.body.use_of(list).whole() else { return None };
    if items.len() != 1 {
        return None;
    }
    read_until(site, reference)?;
    Some(Hit::new("an array of the clone alone is borrowed: `std::slice::from_ref` makes a slice of the original"))
}

/// `for x in xs.clone()`, where the loop only looks at `x` and leaves `xs` alone.
fn iterated(site: &SiteView<'_>, each: ExprId) -> Option<Hit> {
    no_change(site, each)?;
    let mut locals =
        site.parts().filter(|local| site.body.flow.locals[*local as usize].kind == LocalKind::For).peekable();
    let is_sequence = site.body.facts(site.expr()).is_std(SEQUENCES);
    (is_sequence && locals.peek().is_some() && locals.all(|local| site.is_only_read(local)))
        .then(|| Hit::with(Rewrite::Iterate, "the loop only reads the elements: iterate over a reference"))
}

/// `xs.clone().into_iter()…`, run to its end at once.
fn consumed(site: &SiteView<'_>, call: ExprId) -> Option<Hit> {
    let body = site.body;
    let facts = body.facts(site.expr());
    if body.method(call) != Some("into_iter") || !facts.is_std(SEQUENCES) {
        return None;
    }
    let mut last = call;
    while !RUNNING.contains(&body.method(last).filter(|_| last != call).unwrap_or("")) {
        let Some((ExprUse::Consumed, User::Method(next))) = body.use_of(last).whole() else { return None };
        last = next;
    }
    no_change(site, last)?;
    if facts.arguments.first().is_some_and(|item| SCALARS.contains(item)) {
        return Some(Hit::new("the elements are `Copy`: use `iter().copied()` on the original"));
    }
    // `for_each`, `all` and `any` right behind it: their closure gets the elements.
    let Expr::MethodCall { receiver, args, .. } = body.expr(last) else { return None };
    if *receiver != call || !matches!(body.method(last), Some("for_each" | "all" | "any")) {
        return None;
    }
    let [closure] = args[..] else { return None };
    let own = body.flow.nodes_of(closure);
    let mut params = (0..)
        .zip(&body.flow.locals)
        .filter(|(_, local)| local.kind == LocalKind::ClosureParameter)
        .map(|(at, _)| at)
        .filter(|local| own.contains(&(body.flow.declared(*local) as usize)))
        .peekable();
    (params.peek().is_some() && params.all(|local| site.is_only_read(local)))
        .then(|| Hit::new("the elements are only read: use `iter()` on the original"))
}

/// `let y = x.clone()`, where `y` is only read, and `x` stays as it is as long as `y` is in use.
fn bound(site: &SiteView<'_>, local: LocalId) -> Option<Hit> {
    let copy = &site.body.flow.locals[local as usize];
    // Where other branches make a value of their own, there is nothing to borrow.
    let is_direct = copy.value == Some(site.expr());
    if !is_direct || !is_borrowable(site) || !is_looked_at(site, local) || site.is_bound_and_compared(local) {
        return None;
    }
    let copy = copy.name;
    let original = site.place().map(|place| site.body.name_of(place)).filter(|name| name.as_str() != copy.as_str());
    let message = match original {
        Some(name) => format!("`{copy}` is only read while `{name}` does not change: borrow it"),
        None => format!("`{copy}` is only read while the original does not change: borrow it"),
    };
    Some(Hit::new(message))
}

/// `if let Some(y) = x.clone()`, and the same with `match` and patterns of `let`.
fn matched(site: &SiteView<'_>) -> Option<Hit> {
    // Of options, the other rule says it.
    if option_clone_then_map::check(site).is_some() {
        return None;
    }
    if !is_borrowable(site) || !site.parts().all(|local| is_looked_at(site, local)) {
        return None;
    }
    Some(Hit::with(Rewrite::Iterate, "the pattern's bindings are only read: match on a reference"))
}

/// Whether a borrow of the original can take the clone's place beyond the statement.
fn is_borrowable(site: &SiteView<'_>) -> bool {
    site.is_deep() && site.is_lendable(site.expr())
}

/// Whether a variable that got the clone, or a part of it, could as well be a reference.
fn is_looked_at(site: &SiteView<'_>, local: LocalId) -> bool {
    !site.body.flow.locals[local as usize].is_mutable && site.is_only_read(local) && site.is_steady(local)
}
