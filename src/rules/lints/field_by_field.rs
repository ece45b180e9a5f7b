//! `field-by-field`

use std::collections::BTreeMap;

use crate::dataflow::{Later, Place, User};
use crate::model::{Cost, Level};
use crate::syntax::hir::{Expr, ExprId};

use crate::rules::cx::BodyView;
use crate::rules::{Check, Hit, Numbered, Rule, SiteView};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "field-by-field",
    title: "a value is cloned field by field",
    level: Level::Note,
    finds: "Three or more fields of one value that are cloned into one struct literal, one call, or the `let`s of \
            one block. The finding is at the first of them. Not reported: literals of the value's own type (a \
            modified copy), groups in which all clones but one only increment a reference count, and code in a \
            `Clone` impl.",
    why: "Together these copies amount to a copy of the whole value. Sharing the value behind an `Arc` costs one \
          count, borrowing it costs nothing, and if it is no longer needed it can be destructured.",
    keep: "If the fields are few and cheap, or if the new value has to own just these fields.",
    check: Check::Calls(check),
};

/// How many fields make a pattern.
const MANY: usize = 3;

/// How many of them must copy content rather than bump a count.
const DEEP: usize = 2;

/// Sites by what takes the clones, and the place whose fields they are.
type Groups<'c, 'b> = BTreeMap<(ExprId, String), Vec<&'c Numbered<'b>>>;

fn check(body: &BodyView<'_>, calls: &[Numbered<'_>]) -> Vec<(usize, Hit)> {
    let mut groups = Groups::new();
    for call in calls {
        if let Some((taker, base)) = taken_by(&call.1) {
            groups.entry((taker, body.name_of(&base))).or_default().push(call);
        }
    }
    groups.into_iter().filter_map(|((_, base), group)| Some((group.first()?.0, hit(&base, &group)?))).collect()
}

/// What takes the clone of a field, and the place whose field it is.
fn taken_by(site: &SiteView<'_>) -> Option<(ExprId, Place)> {
    if site.site.cost == Cost::Free || site.is_guarded() {
        return None;
    }
    let mut base = site.place().filter(|place| !place.is_indirect)?.clone();
    base.fields.pop()?;
    // A copy of the whole with other parts: `fork(&self) -> Self`.
    let whole = site.body.facts(site.body.code.root).adt;
    if whole.is_some() && is_of_same_type(site, site.body.code.root) {
        return None;
    }
    let taker = match site.usage().whole()? {
        (_, User::StructField(literal)) if !is_of_same_type(site, literal) => literal,
        (_, User::Argument(call, _)) if !is_of_same_type(site, call) => call,
        (_, User::Binding(_)) => site.body.flow.parent(site.expr())?,
        _ => return None,
    };
    Some((taker, base))
}

/// Whether an expression, a literal or the whole body, makes a value of the type whose field is cloned.
fn is_of_same_type(site: &SiteView<'_>, literal: ExprId) -> bool {
    let Some(Expr::Field(base, _)) = site.receiver().map(|receiver| site.body.expr(receiver)) else { return false };
    let (from, to) = (site.body.facts(*base).adt, site.body.facts(literal).adt);
    from.is_none() || from == to
}

/// A finding, if enough different fields are cloned.
fn hit(base: &str, group: &[&Numbered<'_>]) -> Option<Hit> {
    let mut fields: Vec<&str> = Vec::new();
    for (_, site) in group {
        let field = site.place()?.fields.last()?.as_str();
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    if fields.len() < MANY || group.iter().filter(|(_, site)| site.is_deep()).count() < DEEP {
        return None;
    }
    let names = listed(&fields);
    let is_left = |(_, site): &&&Numbered<'_>| {
        let place = site.owned_place();
        place.is_some_and(|place| site.body.flow.later(site.site.flow, place) == Later::Unused)
    };
    Some(Hit::new(if group.iter().filter(is_left).count() == group.len() {
        format!("{names} of `{base}` are cloned one by one and not used afterwards: destructure it")
    } else {
        format!("{names} of `{base}` are cloned one by one: share it whole (`Arc`), borrow it, or take it by value")
    }))
}

/// `a`, `b` and 3 more fields
fn listed(fields: &[&str]) -> String {
    match fields {
        [a, b, c] => format!("`{a}`, `{b}` and `{c}`"),
        [a, b, rest @ ..] => format!("`{a}`, `{b}` and {} more fields", rest.len()),
        _ => String::new(),
    }
}
