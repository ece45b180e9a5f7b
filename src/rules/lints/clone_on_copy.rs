//! `clone-on-copy`

use crate::dataflow::User;
use crate::model::{BindingMode, Cost, ExprUse, Level, Rewrite, TypeFacts};
use crate::rules::{Check, Hit, Rule, SiteView};

/// Longest receiver that a message quotes.
const LONGEST: usize = 40;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "clone-on-copy",
    title: "a `Copy` value is cloned",
    level: Level::Warn,
    finds: "`.clone()`, `Clone::clone(&x)` and `.to_owned()` on a value whose type is known to be `Copy`. Not \
            reported: code in macro definitions, whose callers choose the type; clones of references; `.cloned()` \
            and `Clone::clone` passed as a function; copies that may be modified in place (`x.clone().push(1)`, \
            `x.clone().n += 1`, an argument of a macro that is not known) or borrowed for an unknown time.",
    why: "The call does the same as `x` or `*x`, but looks as if it had a cost. Readers look for a reason.",
    keep: "If the type is `Copy` only on this platform or with these features.",
    check: Check::Call(check),
};

fn check(site: &SiteView<'_>) -> Option<Hit> {
    if site.site.cost != Cost::Free || site.is_compared_with_original() {
        return None;
    }
    let facts = site.body.facts(site.expr());
    if !facts.is_copy || facts.references > 0 {
        return None;
    }
    let is_borrowed = is_borrowed(site)?;
    let stars = stars(site, &facts)?;
    let rewrite = match (is_borrowed || is_base(site), stars) {
        (_, 1..) if !matches!(site.usage().whole(), Some((_, User::Reference(_)))) => Rewrite::Deref,
        (true, _) => Rewrite::Borrow,
        (false, _) => Rewrite::Move,
    };
    let receiver = &site.site.raw.receiver;
    // Before a method or a field, what stands behind references is found without `*`.
    let stars = if is_borrowed || is_base(site) { 0 } else { stars };
    let remedy = match (receiver.len() <= LONGEST, stars) {
        (true, _) => format!("write `{}{receiver}`", "*".repeat(stars)),
        (false, 0) => "delete the call".to_owned(),
        (false, _) => format!("dereference with `{}` instead", "*".repeat(stars)),
    };
    let remedy = if is_borrowed { "use the original".to_owned() } else { remedy };
    Some(Hit::with(rewrite, format!("{} is `Copy`: {remedy}", shown(&facts))))
}

/// The type, as far as it has names.
fn shown(facts: &TypeFacts) -> String {
    let Some(name) = facts.name else { return "the value".to_owned() };
    if facts.arguments.is_empty() || facts.arguments.contains(&"") {
        return format!("`{name}`");
    }
    format!("`{name}<{}>`", facts.arguments.join(", "))
}

/// Whether the copy is only looked at in its place. `None` where the original may not stand in for it.
fn is_borrowed(site: &SiteView<'_>) -> Option<bool> {
    let used = site.usage();
    let is_whole = used.through.is_none();
    if !is_whole && (!site.is_part_used() || site.change_in(site.outermost_part()).is_some()) {
        return None;
    }
    match (used.how, used.by) {
        (how, _) if how.may_change() => None,
        (ExprUse::Borrowed, User::Method(looking) | User::Reference(looking)) => {
            let end = site.body.borrow_ends_at(looking)?;
            site.change_in(end).is_none().then_some(is_whole)
        }
        // It is read only when the other operands are there.
        (ExprUse::Compared | ExprUse::Formatted, User::Expr(reader) | User::Macro(reader)) => {
            site.change_in(reader).is_none().then_some(false)
        }
        // By `ref`: as long as the names are in use, the original must stay as it is.
        (ExprUse::Matched(BindingMode::Ref), _) => {
            (is_whole && site.parts().all(|local| site.is_steady(local))).then_some(true)
        }
        _ => Some(false),
    }
}

/// Whether the copy is the receiver of a method or the base of a field or an index.
fn is_base(site: &SiteView<'_>) -> bool {
    site.usage().method().is_some() || site.is_part_used()
}

/// How many `*` lead from the receiver to what is copied. `None` where the receiver's type is not known.
fn stars(site: &SiteView<'_>, copied: &TypeFacts) -> Option<usize> {
    let at = site.receiver()?;
    let receiver = site.body.facts(at);
    let is_same = receiver.name == copied.name && receiver.class == copied.class;
    match (receiver.is_copy || receiver.references > 0 || receiver.name.is_some(), is_same) {
        (false, _) => None,
        (true, true) => Some(usize::from(receiver.references)),
        // A guard or a `Box` around it takes one more, other types that lead there may take several.
        (true, false) => Some(site.body.types.derefs(at, site.expr()).unwrap_or(usize::from(receiver.references) + 1)),
    }
}
