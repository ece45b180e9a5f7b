//! `broadcast-clone`

use crate::dataflow::{How, User};
use crate::model::Level;
use crate::syntax::hir::{Expr, ExprId};

use crate::rules::cx::BodyView;
use crate::rules::repeat::Region;
use crate::rules::{Check, Hit, Rule, SiteView};

/// How the names of methods begin that hand a message to somebody.
const DELIVERIES: &[&str] = &[
    "blocking_send",
    "broadcast",
    "deliver",
    "dispatch",
    "do_send",
    "emit",
    "notify",
    "publish",
    "send",
    "start_send",
    "try_send",
    "unbounded_send",
];

pub(in crate::rules) const RULE: Rule = Rule {
    id: "broadcast-clone",
    title: "a message is copied for every receiver",
    level: Level::Note,
    finds: "A deep clone that is sent (`send`, `try_send`, `publish`, `notify` …), alone or wrapped in a message, to \
            each of several receivers: the loop or closure iterates over the receivers, and the message is declared \
            outside and does not change. Not reported: messages that all go to one receiver, and clones that only \
            increment a reference count.",
    why: "With a hundred receivers, one event is allocated and copied a hundred times, although every receiver only \
          reads it.",
    keep: "If receivers modify their copy, or if the message is small and there are few of them.",
    check: Check::Call(check),
};

pub(super) fn check(site: &SiteView<'_>) -> Option<Hit> {
    if !site.is_deep() {
        return None;
    }
    let place = site.place()?;
    let region = Region::around(site)?;
    if !region.comes_back(site.body.flow, site.node()?) || !region.is_invariant(site) {
        return None;
    }
    let (call, payload) = delivery(site)?;
    let name = site.body.name_of(place);
    is_to_element(site.body, region, call, payload).then(|| {
        Hit::new(format!("`{name}` is copied for every receiver: wrap it in an `Arc` and send clones of that"))
    })
}

/// The call that sends the clone, and its argument: the clone or what wraps it.
fn delivery(site: &SiteView<'_>) -> Option<(ExprId, ExprId)> {
    let body = site.body;
    let mut at = site.expr();
    loop {
        at = match body.use_of(at).whole()? {
            (_, User::Argument(call, _)) if is_delivery(body, call) => return Some((call, at)),
            (_, User::Argument(call, _)) if is_constructor(body, call) => call,
            (_, User::StructField(literal)) => literal,
            (_, User::Binding(local)) => {
                let mut uses = body.flow.uses_of(local).map(|(_, used)| used).filter(|used| !used.how.is_end());
                let only = uses.next().filter(|used| used.how == How::Consume && used.site.is_none())?;
                if uses.next().is_some() {
                    return None;
                }
                only.expr
            }
            _ => return None,
        }
    }
}

fn is_delivery(body: &BodyView<'_>, call: ExprId) -> bool {
    let name = body.method(call).or_else(|| body.called(call));
    name.is_some_and(|name| DELIVERIES.iter().any(|delivery| name.starts_with(delivery)))
}

/// `Some(…)`, `Event::New(…)`: by convention, variants and tuple structs are upper case.
fn is_constructor(body: &BodyView<'_>, call: ExprId) -> bool {
    body.called(call).is_some_and(|name| name.starts_with(char::is_uppercase))
}

/// Whether the receiver, or another argument than what is sent, is the element at hand.
fn is_to_element(body: &BodyView<'_>, region: Region, call: ExprId, payload: ExprId) -> bool {
    let of_element = |expr: ExprId| {
        body.flow.uses_in(expr).any(|used| used.site.is_none() && region.is_of_element(body.flow, used.place.local))
    };
    match body.expr(call) {
        Expr::MethodCall { receiver, args, .. } => {
            of_element(*receiver) || args.iter().any(|arg| *arg != payload && of_element(*arg))
        }
        Expr::Call(_, args) => args.iter().any(|arg| *arg != payload && of_element(*arg)),
        _ => false,
    }
}
