//! `service-readiness`

use crate::dataflow::{How, LocalId, Place, Use, User};
use crate::model::Level;
use crate::syntax::hir::{Expr, TypeRef};
use crate::types::SelfKind;

use crate::rules::cx::BodyView;
use crate::rules::{Check, Hit, Rule, SiteView};

/// Functions of `std::mem` that put one value in the place of another.
const EXCHANGES: &[&str] = &["replace", "swap", "take"];

/// Methods that make a service ready, or wait until it is.
const READYING: &[&str] = &["oneshot", "poll_ready", "ready", "ready_and", "ready_oneshot"];

pub(in crate::rules) const RULE: Rule = Rule {
    id: "service-readiness",
    title: "a service is called that was not made ready",
    level: Level::Warn,
    finds: "In `fn call(&mut self, …)` of an `impl Service`: a clone of `self` or of one of its fields on which \
            `call` is called, while the original stays in its place. Not reported: clones that are exchanged for the \
            original (`std::mem::replace`, `std::mem::swap`) or made ready themselves (`ready`, `oneshot`), and \
            fields that are not called.",
    why: "`poll_ready` made the original ready, not its clone: a semaphore permit or a buffer slot is not cloned. \
          Calling the clone may panic or exceed a limit, and the original keeps what it reserved.",
    keep: "If the inner service is known to be always ready.",
    check: Check::Call(check),
};

fn check(site: &SiteView<'_>) -> Option<Hit> {
    let body = site.body;
    if !is_call_of_service(body) {
        return None;
    }
    let place = site.place().filter(|place| !place.is_indirect)?;
    if body.flow.locals[place.local as usize].name.as_str() != "self" || is_exchanged(body, place) {
        return None;
    }
    let is_called = match site.usage().whole()? {
        (_, User::Method(call)) => is_plain_call(body, call),
        (_, User::Binding(local)) => is_called_unready(body, local),
        _ => false,
    };
    let name = body.name_of(place);
    is_called.then(|| {
        Hit::new(format!(
            "`poll_ready` was called on `{name}`, not on this clone: call the original, and put the clone in its \
             place with `std::mem::replace`"
        ))
    })
}

/// `impl Service<…> for …`, `fn call(&mut self, …)`
fn is_call_of_service(body: &BodyView<'_>) -> bool {
    let of_trait = body.container.and_then(|container| container.of_trait.as_ref());
    let is_service = of_trait.and_then(|path| path.segments.last()).is_some_and(|last| last.name.as_str() == "Service");
    let is_call = |function: &&crate::syntax::hir::Function| {
        function.name.as_str() == "call"
            && function.has_self
            // Other traits of this name take `&self`: their services are always ready.
            && matches!(function.params.first(), Some(TypeRef::Ref(_, true)))
    };
    is_service && body.function.as_ref().is_some_and(is_call)
}

/// Whether something is put in the place of the original.
fn is_exchanged(body: &BodyView<'_>, place: &Place) -> bool {
    let flow = body.flow;
    (0..).zip(&flow.locals).filter(|(at, _)| *at == place.local).any(|(local, _)| {
        flow.uses_of(local).filter(|(_, used)| used.site.is_none() && used.place.overlaps(place)).any(|(_, used)| {
            used.how == How::Assign
                || flow
                    .around(used.expr)
                    .skip(1)
                    .take(2)
                    .any(|around| body.called(around).is_some_and(|name| EXCHANGES.contains(&name)))
        })
    })
}

/// `x.call(request)`, by `&mut self` as far as is known.
fn is_plain_call(body: &BodyView<'_>, call: u32) -> bool {
    matches!(body.expr(call), Expr::MethodCall { name, args, .. } if name.as_str() == "call" && args.len() == 1)
        && matches!(body.types.self_kind(call), SelfKind::RefMut | SelfKind::Unknown)
}

/// Whether `call` is called on a variable, or on one that it is moved into, and nothing makes it ready before.
fn is_called_unready(body: &BodyView<'_>, local: LocalId) -> bool {
    let mut open = vec![local];
    let mut is_called = false;
    while let Some(local) = open.pop() {
        for (_, used) in body.flow.uses_of(local) {
            match body.use_of(used.expr).whole() {
                // Variables are numbered in the order of the source: this ends.
                Some((_, User::Binding(next))) if next > local => open.push(next),
                Some((_, User::Method(call))) if is_plain_call(body, call) => is_called = true,
                _ if makes_ready(body, used) => return false,
                _ => {}
            }
        }
    }
    is_called
}

/// `x.ready().await`, `poll_fn(|cx| x.poll_ready(cx))`, `ready!(x.poll_ready(cx))`, `ServiceExt::ready(&mut x)`
fn makes_ready(body: &BodyView<'_>, used: &Use) -> bool {
    body.flow.around(used.expr).skip(1).take(2).any(|around| {
        let name = body.method(around).or_else(|| body.called(around));
        name.is_some_and(|name| READYING.contains(&name) || EXCHANGES.contains(&name))
    })
}
