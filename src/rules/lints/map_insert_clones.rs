//! `map-insert-clones`

use crate::dataflow::{Event, How, Later, Place};
use crate::model::Level;
use crate::syntax::hir::Expr;

use crate::rules::{Check, Hit, Rule, SiteView};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "map-insert-clones",
    title: "a map's key is cloned for a lookup, or together with its value",
    level: Level::Note,
    finds: "`map.entry(key.clone())` with a deep clone of the key, followed by `or_insert`, `or_default`, \
            `and_modify` …: the key is copied even if the entry exists. Also `map.insert(key.clone(), \
            value.clone())` with two deep clones, where the function owns the value and passes it on afterwards. Not \
            reported: keys that are not used again (`last-use` reports them), and pairs copied from another \
            collection, which are needed.",
    why: "A hit in the map needs no key of its own: the copy is made, compared and dropped. A value that goes into \
          the map and out of the function exists twice.",
    keep: "If most keys are new, as a second lookup costs a second hash; or if the copy in the map and the other one \
           are modified independently.",
    check: Check::Call(check),
};

/// Methods of an entry that make what is missing.
const MAKING: &[&str] = &[
    "or_insert",
    "or_insert_with",
    "or_insert_with_key",
    "or_default",
    "and_modify",
    "or_insert_entry",
    "or_try_insert_with",
];

fn check(site: &SiteView<'_>) -> Option<Hit> {
    if !site.is_deep() {
        return None;
    }
    let body = site.body;
    let (call, 0) = site.usage().argument()? else { return None };
    let Expr::MethodCall { receiver, name, args, .. } = body.expr(call) else { return None };
    let is_map = body.facts(*receiver).name.is_some_and(|name| name.ends_with("Map"));
    if !is_map || is_last_use(site) {
        return None;
    }
    match (name.as_str(), &args[..]) {
        ("entry", [_]) => {
            let next = body.use_of(call).method()?;
            MAKING.contains(&body.method(next)?).then(|| {
                Hit::new("the key is copied even if the entry exists: try `get_mut` first if most keys are present")
            })
        }
        ("insert", [_, value]) => {
            let value = body.view_of(*value)?;
            let place = value.owned_place()?;
            (value.is_call() && value.is_deep() && is_handed_on(&value, place)).then(|| {
                let name = body.name_of(place);
                Hit::new(format!(
                    "`{name}` is inserted and passed on, and its key is copied as well: share it behind an `Arc`"
                ))
            })
        }
        _ => None,
    }
}

/// Whether a value is moved somewhere else later.
fn is_handed_on(site: &SiteView<'_>, place: &Place) -> bool {
    let Some(node) = site.node() else { return false };
    let mut found = false;
    // One that is too far to be seen is none.
    let _ = site.body.flow.follow(node, |_, event| match event {
        Event::Declare(again) => *again != place.local,
        Event::Use(used) => {
            found |= used.how == How::Consume && used.place.overlaps(place) && !site.body.leaves(used);
            true
        }
        _ => true,
    });
    found
}

/// Whether the original could move.
fn is_last_use(site: &SiteView<'_>) -> bool {
    site.owned_place().is_some_and(|place| site.body.flow.later(site.site.flow, place) == Later::Unused)
}
