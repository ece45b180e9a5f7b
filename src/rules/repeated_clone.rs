//! `repeated-clone`

use std::collections::BTreeMap;

use crate::model::Level;
use crate::syntax::flow::{Event, NodeId, Place};

use super::{BodyView, Check, Hit, Rule};

pub(super) const RULE: Rule = Rule {
    id: "repeated-clone",
    title: "one value is copied again and again in a function",
    level: Level::Note,
    finds: "Three or more deep clones of the same variable or field in one function, one after the other on one way \
            through the code, with no change of it in between. Clones in branches that exclude each other do not add up.",
    why: "Equal copies can be one copy that is shared: an `Arc<str>`, `Arc<[T]>` or `Arc<T>` is copied by counting.",
    keep: "Where each owner changes its copy, where the value is small, or where the types are somebody else's.",
    before: "log.push(id.clone());\nindex.insert(id.clone(), at);\nnames.push(id.clone());",
    after: "let id: Arc<str> = id.into();\nlog.push(Arc::clone(&id));\nindex.insert(Arc::clone(&id), at);\n\
            names.push(id);",
    check: Check::Body(check),
};

/// From how many copies on it is worth a word.
const MANY: usize = 3;

fn check(body: &BodyView<'_>) -> Vec<(usize, Hit)> {
    let mut groups: BTreeMap<(u32, Vec<&str>), Vec<(usize, NodeId, &Place)>> = BTreeMap::new();
    for (at, site) in (0..).zip(body.views()) {
        let place = site.place().filter(|place| !place.is_indirect);
        if let (Some(place), Some(node)) = (place, site.node())
            && site.is_call()
            && site.is_deep()
            && !site.site.raw.in_definition
        {
            let fields = place.fields.iter().map(|field| field.as_str()).collect();
            groups.entry((place.local, fields)).or_default().push((at, node, place));
        }
    }
    groups.into_values().filter(|sites| sites.len() >= MANY).flat_map(|sites| in_group(body, &sites)).collect()
}

/// Chains of clones, each of which follows the one before: a hit at the first of each that is long enough.
fn in_group(body: &BodyView<'_>, sites: &[(usize, NodeId, &Place)]) -> Vec<(usize, Hit)> {
    let mut hits = Vec::new();
    let mut rest = sites.to_vec();
    while let [(at, first, place), ..] = rest[..] {
        let (mut count, mut last) = (1, first);
        rest = rest[1..].to_vec();
        rest.retain(|(_, node, _)| {
            let is_next = follows(body, last, *node, place);
            if is_next {
                (count, last) = (count + 1, *node);
            }
            !is_next
        });
        if count >= MANY {
            let name = body.name_of(place);
            let message = format!("`{name}` is copied {count} times here and does not change: one shared copy would do");
            hits.push((at, Hit::new(message)));
        }
    }
    hits
}

/// Whether a node comes after another with no change of the place in between.
fn follows(body: &BodyView<'_>, from: NodeId, to: NodeId, place: &Place) -> bool {
    let mut found = false;
    body.flow.follow(from, |at, event| {
        found |= at == to;
        match event {
            Event::Declare(local) => *local != place.local,
            Event::Use(used) => used.site.is_some() || body.leaves(used) || !used.place.overlaps(place),
            _ => true,
        }
    });
    found
}
