//! `clone-under-lock`

use crate::dataflow::{Event, LocalId, Use, User};
use crate::model::{Cost, Level, TypeClass};
use crate::syntax::hir::{Expr, ExprId, UnaryOp};

use crate::rules::cx::BodyView;
use crate::rules::{Check, Hit, Rule, SiteView};

/// Methods that answer a question about a collection, or look up one entry.
const QUESTIONS: &[&str] = &["contains", "contains_key", "first", "get", "get_key_value", "is_empty", "last", "len"];

/// Methods of an iterator that end it with one answer.
const SEARCHES: &[&str] =
    &["all", "any", "count", "find", "find_map", "max", "max_by_key", "min", "min_by_key", "position", "sum"];

/// Methods that lead from a lock to its guard's content without choosing a part.
const OPENING: &[&str] = &["as_ref", "borrow", "deref", "expect", "unwrap", "unwrap_or_else"];

/// Methods that lock.
const LOCKING: &[&str] = &[
    "blocking_lock",
    "blocking_read",
    "borrow_mut",
    "lock",
    "read",
    "read_recursive",
    "try_borrow",
    "try_lock",
    "write",
];

pub(in crate::rules) const RULE: Rule = Rule {
    id: "clone-under-lock",
    title: "a whole value is copied while a lock is held",
    level: Level::Note,
    finds: "A deep clone of what a guard protects (`Mutex`, `RwLock`, `RefCell` and similar), or of one of its \
            fields. If the copy only answers a question or yields one entry (`len`, `contains`, `get`, `find` …), \
            the finding says so. Not reported: strings, clones that only increment a reference count, and entries \
            that are looked up before they are cloned.",
    why: "Everyone else waits for the lock until the whole value is copied, which is waste if only its length or one \
          entry is needed.",
    keep: "As a snapshot: if the code that follows is slow, awaits or takes other locks, a copy releases the lock \
           early.",
    check: Check::Call(check),
};

fn check(site: &SiteView<'_>) -> Option<Hit> {
    if site.site.cost != Cost::Deep
        || !matches!(site.site.class, TypeClass::Collection | TypeClass::Struct | TypeClass::External)
    {
        return None;
    }
    let (body, receiver) = (site.body, site.receiver()?);
    let guard = guard_of(body, receiver)?;
    let name = name_of(body, receiver);
    let how = if guard == "Ref" || guard == "RefMut" { "while it is borrowed" } else { "under its lock" };
    if site.site.class == TypeClass::Collection
        && let Some(question) = only_question(site)
    {
        return Some(Hit::new(format!("{name} is copied {how} only for `{question}`: call it in place")));
    }
    if let Some(fields) = only_fields(site) {
        return Some(Hit::new(format!("{name} is copied {how} only for {fields}: copy just that")));
    }
    let remark = if is_held_on(site) {
        // A working copy beside the original.
        if site.usage().binding().is_some_and(|local| body.flow.locals[local as usize].is_mutable) {
            return None;
        }
        "the guard is held anyway; borrow it if nothing changes it"
    } else if is_within_statement(site) {
        "the guard lives to the end of the statement anyway; borrow it if nothing changes it"
    } else {
        "a snapshot releases it early; if a part is enough, copy only that"
    };
    Some(Hit::new(format!("{name} is copied {how}: {remark}")))
}

/// Whether a variable holds the guard, and is used again before its end: until then it cannot go.
fn is_held_on(site: &SiteView<'_>) -> bool {
    let flow = site.body.flow;
    let (Some(place), Some(node)) = (site.place(), site.node()) else { return false };
    let mut is_used = false;
    let is_all = flow.follow(node, |_, event| match event {
        Event::Declare(local) => *local != place.local,
        Event::Use(used) => {
            is_used |= used.place.local == place.local && !used.how.is_end();
            true
        }
        _ => true,
    });
    is_used || !is_all
}

/// Whether the guard is a temporary of the very statement that uses the copy.
fn is_within_statement(site: &SiteView<'_>) -> bool {
    site.place().is_none()
        && matches!(site.usage().whole(), Some((_, User::Reference(_) | User::Argument(..) | User::Method(_))))
}

/// The guard's type, if all of what it protects is cloned, or a field of it.
fn guard_of(body: &BodyView<'_>, receiver: ExprId) -> Option<&'static str> {
    let mut at = receiver;
    loop {
        let facts = body.facts(at);
        if facts.is_guard {
            return facts.name;
        }
        at = match body.expr(at) {
            Expr::Field(base, _) | Expr::Unary(UnaryOp::Deref, base) | Expr::Ref(base, _) | Expr::Try(base) => *base,
            Expr::MethodCall { receiver, name, .. } if OPENING.contains(&name.as_str()) => *receiver,
            _ => return None,
        };
    }
}

/// What is locked: the lock, or the variable that holds the guard; and the fields behind it.
fn name_of(body: &BodyView<'_>, receiver: ExprId) -> String {
    let mut at = receiver;
    let mut fields = Vec::new();
    loop {
        if let Some(name) = body.path_of(at) {
            fields.push(name);
            break;
        }
        at = match body.expr(at) {
            Expr::MethodCall { receiver, name, .. } if LOCKING.contains(&name.as_str()) => *receiver,
            Expr::MethodCall { receiver, name, .. } if OPENING.contains(&name.as_str()) => *receiver,
            Expr::MethodCall { name, .. } => {
                fields.push(format!("{name}()"));
                break;
            }
            Expr::Field(base, name) => {
                fields.push(name.to_string());
                *base
            }
            Expr::Unary(_, base) | Expr::Ref(base, _) | Expr::Try(base) | Expr::Await(base) => *base,
            _ => return "the content".to_owned(),
        };
    }
    fields.reverse();
    format!("`{}`", fields.join("."))
}

/// The question that the copy answers, if it does nothing else.
fn only_question(site: &SiteView<'_>) -> Option<&'static str> {
    match site.usage().whole()? {
        (_, User::Method(call)) => question(site.body, call),
        (_, User::Binding(local)) => only_question_of(site.body, local),
        _ => None,
    }
}

fn only_question_of(body: &BodyView<'_>, local: LocalId) -> Option<&'static str> {
    let mut found = None;
    for used in uses_of(body, local) {
        let call = body.use_of(used.expr).method()?;
        found = found.or(question(body, call));
        question(body, call)?;
    }
    found
}

/// What is done with a variable. That a borrow of it ends is nothing.
fn uses_of<'b>(body: &BodyView<'b>, local: LocalId) -> impl Iterator<Item = &'b Use> {
    body.flow.uses_of(local).map(|(_, used)| used).filter(|used| !used.how.is_end())
}

/// `len`, or the `find` of `iter().find(…)`.
fn question(body: &BodyView<'_>, call: ExprId) -> Option<&'static str> {
    let name = body.method(call)?;
    if QUESTIONS.contains(&name) {
        return Some(name);
    }
    let starts = ["iter", "into_iter", "keys", "values", "into_values", "into_keys"];
    let next = body.use_of(call).method()?;
    starts.contains(&name).then(|| body.method(next)).flatten().filter(|next| SEARCHES.contains(next))
}

/// The fields that are read of the copy, if nothing else is done with it, and they are few.
fn only_fields(site: &SiteView<'_>) -> Option<String> {
    let body = site.body;
    let used = site.usage();
    if let Some(part) = used.through {
        let Expr::Field(_, name) = body.expr(part) else { return None };
        return Some(format!("`{name}`"));
    }
    let local = used.binding()?;
    let mut names = Vec::new();
    for used in uses_of(body, local) {
        let name = used.place.fields.first()?.as_str();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    // Of many fields, a snapshot is the simpler way.
    (1..=2).contains(&names.len()).then(|| format!("`{}`", names.join("` and `")))
}
