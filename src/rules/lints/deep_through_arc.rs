//! `deep-through-arc`

use crate::dataflow::{Event, How, Later, LocalKind, Place};
use crate::model::{Level, Scope, Spelling};
use crate::syntax::hir::{Expr, ExprId, SiteRole, UnaryOp};
use crate::types::Typed;

use crate::rules::{Check, Hit, Rule, SiteView};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "deep-through-arc",
    title: "the content of an `Arc` is copied",
    level: Level::Note,
    finds: "A deep clone of the content of an `Arc` or `Rc` (`(*x).clone()`, `x.as_ref().clone()`, `T::clone(&x)`), \
            where the pointer is not used again or the copy is only read. Also `Arc::new(x.clone())` of an owned \
            variable that is only read afterwards. Not reported: copies that are modified or passed on while the \
            pointer lives on, pointers that a call has just returned (somebody else holds another one), and \
            `Arc::new((*x).clone())`, which detaches on purpose.",
    why: "The point of an `Arc` is not to copy its content. `Arc::unwrap_or_clone` moves the content out if it is \
          not shared.",
    keep: "If the content has interior mutability and the copy must be independent.",
    check: Check::Call(check),
};

const POINTERS: &[&str] = &["Arc", "Rc"];

fn check(site: &SiteView<'_>) -> Option<Hit> {
    let is_plain = matches!(site.site.raw.spelling, Spelling::Method | Spelling::Path);
    if !is_plain || !site.is_deep() {
        return None;
    }
    match pointer(site) {
        Some(pointer) => through(site, pointer),
        None => into_new(site),
    }
}

/// The `Arc` or `Rc` whose content is cloned.
fn pointer(site: &SiteView<'_>) -> Option<ExprId> {
    let body = site.body;
    let receiver = site.receiver()?;
    let is_pointer = |expr: ExprId| body.facts(expr).is_std(POINTERS);
    match body.expr(receiver) {
        Expr::Unary(UnaryOp::Deref, inner) if is_pointer(*inner) && body.facts(*inner).references == 0 => Some(*inner),
        Expr::MethodCall { receiver: inner, name, args, .. } => {
            let is_look = matches!(name.as_str(), "as_ref" | "deref") && args.is_empty();
            // Of an `Option<Arc<T>>`, `as_ref` is another one.
            (is_look && is_pointer(*inner) && !is_pointer(receiver)).then_some(*inner)
        }
        Expr::Path(_) | Expr::Field(..) if site.site.flow.site.role == SiteRole::Path && is_pointer(receiver) => {
            Some(receiver)
        }
        _ => None,
    }
}

fn through(site: &SiteView<'_>, pointer: ExprId) -> Option<Hit> {
    let body = site.body;
    let kind = body.facts(pointer).name?;
    // More than one pointer may be on the way: `Arc<Snapshot<T>>`.
    if body.facts(pointer).arguments.first() != body.facts(site.expr()).name.as_ref() {
        return None;
    }
    if let Some(local) = site.usage().binding() {
        let declared = &body.flow.locals[local as usize];
        let mut uses = body.flow.uses_of(local).peekable();
        let is_read = uses.peek().is_some() && uses.all(|(_, used)| body.leaves(used));
        if is_read && !declared.is_mutable && declared.value == Some(site.expr()) {
            let name = declared.name;
            return Some(Hit::new(format!("`{name}` is only read: clone the `{kind}`, or borrow its content")));
        }
    }
    let place = owned(site, pointer).filter(|place| !is_fresh(site, place))?;
    (body.flow.later(site.site.flow, place) == Later::Unused).then(|| {
        let name = body.name_of(place);
        Hit::new(format!("`{name}` is not used again: `{kind}::unwrap_or_clone({name})` copies only if it is shared"))
    })
}

/// Whether a pointer is what a call has just handed out: somebody keeps the other one, and nothing would be won.
fn is_fresh(site: &SiteView<'_>, place: &Place) -> bool {
    let local = &site.body.flow.locals[place.local as usize];
    let value = local.value.filter(|_| local.kind == LocalKind::Let && place.fields.is_empty());
    value.is_some_and(|value| {
        let is_part = matches!(site.body.expr(value), Expr::Path(_) | Expr::Field(..));
        !is_part && !is_new(site, value)
    })
}

/// The place of a pointer, if the body owns it and can move it.
fn owned<'b>(site: &SiteView<'b>, pointer: ExprId) -> Option<&'b Place> {
    let body = site.body;
    let place = &body.flow.uses_in(site.receiver()?).next()?.place;
    let local = &body.flow.locals[place.local as usize];
    let is_reference = body.types.facts(Typed::Pat(local.pat?)).references > 0 || body.facts(pointer).references > 0;
    let is_once = site.node().is_some() && body.flow.is_once(site.frame(), local.frame);
    (!is_reference && is_once && owns_fields(site, pointer)).then_some(place)
}

fn owns_fields(site: &SiteView<'_>, expr: ExprId) -> bool {
    match site.body.expr(expr) {
        Expr::Field(base, name) => site.body.types.owns_field(*base, *name) && owns_fields(site, *base),
        Expr::Path(_) => true,
        _ => false,
    }
}

/// `Arc::new(x.clone())`, where `x` could move into the `Arc`, and all later readers read it there.
fn into_new(site: &SiteView<'_>) -> Option<Hit> {
    let body = site.body;
    // In tests, what is compared in the end is seldom worth the trouble.
    if site.site.scope == Scope::Test {
        return None;
    }
    let (call, 0) = site.usage().argument()? else { return None };
    let kind = body.facts(call).name.filter(|_| is_new(site, call))?;
    let place = site.owned_place()?;
    let (mut any, mut fits) = (false, true);
    let is_all = body.flow.follow(site.node()?, |_, event| match event {
        Event::Declare(again) => *again != place.local,
        Event::Use(used) if used.how == How::Assign && used.place.holds(place) => false,
        Event::Use(used) if body.flow.concerns(used, place) => {
            any = true;
            fits &= used.how == How::Borrow && place.holds(&used.place);
            fits
        }
        _ => true,
    });
    (any && fits && is_all).then(|| {
        let name = body.name_of(place);
        Hit::new(format!("`{name}` is only read from here on: move it into the `{kind}` and read it there"))
    })
}

/// `Arc::new(…)`, `Rc::new(…)`
fn is_new(site: &SiteView<'_>, call: ExprId) -> bool {
    site.body.called(call) == Some("new") && site.body.facts(call).is_std(POINTERS)
}
