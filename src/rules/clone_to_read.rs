//! `clone-to-read`

use crate::model::{Cost, Form, Level};
use crate::syntax::flow::{LocalId, LocalKind, Taken};
use crate::syntax::hir::ExprId;

use super::view::ValueUse;
use super::{Check, Hit, Rule, SiteView};

pub(super) const RULE: Rule = Rule {
    id: "clone-to-read",
    title: "a value is cloned only to be looked at",
    level: Level::Warn,
    finds: "A clone that is only the receiver of a `&self` method, borrowed by `&`, compared, formatted, or iterated \
            over, and a clone bound by `let` to a name that is only read, while the original does not change and is not \
            moved. Nothing is said of methods that take `self` or `&mut self` (`it.clone().next()` moves no iterator), \
            nor of what is read through the guard of a lock or a `RefCell`: without the clone it would be held longer.",
    why: "The original can be looked at as well. The clone allocates, copies, and is thrown away.",
    keep: "Where the copy shields from a change that another thread, a callback or a `Cell` makes meanwhile.",
    before: "let count = names.clone().len();\nif title.clone() == other { … }",
    after: "let count = names.len();\nif title == other { … }",
    check: Check::Site(check),
};

fn check(site: &SiteView<'_>) -> Option<Hit> {
    if !site.is_call() || site.site.cost == Cost::Free || site.site.raw.in_definition || site.is_guarded() {
        return None;
    }
    match site.usage() {
        ValueUse::Receiver(call, Taken::Shared) => {
            read_until(site, call)?;
            let name = site.body.method(call).unwrap_or("it");
            Some(Hit::with(Form::Borrow, format!("`{name}` takes `&self`: it can be called on the original")))
        }
        ValueUse::Reference(reference) => {
            read_until(site, reference)?;
            Some(Hit::with(Form::Borrow, "the clone is only borrowed: borrow the original"))
        }
        ValueUse::Compared(comparison) => {
            no_change(site, comparison)?;
            Some(Hit::with(Form::Borrow, "the clone is only compared: compare the original"))
        }
        ValueUse::Formatted(call) => {
            no_change(site, call)?;
            Some(Hit::with(Form::Borrow, "the clone is only formatted or compared: use the original"))
        }
        ValueUse::ForHead(each) => iterated(site, each),
        ValueUse::Bound(local) => bound(site, local),
        _ => None,
    }
}

/// Whether the original stays as it is until what borrows the clone is gone.
fn read_until(site: &SiteView<'_>, borrowing: ExprId) -> Option<()> {
    let end = site.body.borrow_ends_at(borrowing)?;
    no_change(site, end)
}

fn no_change(site: &SiteView<'_>, expr: ExprId) -> Option<()> {
    site.change_in(expr).is_none().then_some(())
}

/// `for x in xs.clone()`, where the loop only looks at `x` and leaves `xs` alone.
fn iterated(site: &SiteView<'_>, each: ExprId) -> Option<Hit> {
    no_change(site, each)?;
    let locals = (0..).zip(&site.body.flow.locals);
    let own = locals.filter(|(_, local)| local.kind == LocalKind::For && local.value == Some(site.expr()));
    let locals: Vec<LocalId> = own.map(|(at, _)| at).collect();
    let class = site.body.facts(site.expr());
    let is_sequence = class.is_std(&["Vec", "VecDeque", "BTreeSet", "HashSet", "Option"]);
    (is_sequence && !locals.is_empty() && locals.iter().all(|local| site.is_only_read(*local)))
        .then(|| Hit::new("the loop only looks at the elements: iterate over a reference"))
}

/// `let y = x.clone()`, where `y` is only read, and `x` stays as it is as long as `y` is in use.
fn bound(site: &SiteView<'_>, local: LocalId) -> Option<Hit> {
    let place = site.place()?;
    let flow = site.body.flow;
    // Where other branches make a value of their own, there is nothing to borrow.
    let is_direct = flow.locals[local as usize].value == Some(site.expr());
    if !is_direct || !site.is_deep() || flow.locals[local as usize].is_mutable || !site.is_only_read(local) {
        return None;
    }
    if !site.stays_while(&[local]) {
        return None;
    }
    let (copy, name) = (flow.locals[local as usize].name, site.body.name_of(place));
    Some(Hit::new(format!("`{copy}` is only read while `{name}` stays as it is: borrow it")))
}
