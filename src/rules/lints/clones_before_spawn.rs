//! `clones-before-spawn`

use std::collections::BTreeMap;

use crate::dataflow::LocalId;
use crate::knowledge::calls::{handles, is_request};
use crate::model::{Cost, Level};
use crate::syntax::hir::{ExprId, TypeRef};

use crate::rules::cx::BodyView;
use crate::rules::repeat::comes_back;
use crate::rules::{Check, Hit, Numbered, Rule, SiteView};

/// From how many on a shared context pays.
const MANY: usize = 3;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "clones-before-spawn",
    title: "many clones are made for one task",
    level: Level::Note,
    finds: "Three or more clones, deep or of reference counts, each bound by `let` to a name that only one spawned \
            task, thread or closure uses, where tasks are spawned again and again: in a loop, in a closure that an \
            iterator calls for each element, or in a function that handles requests or events, as its name \
            (`handle_…`, `on_…`, `…_handler`) or a parameter says (`Request`, `State<T>`). Each task is reported once, \
            at its first clone. Not reported: two clones, names that are also used outside the task, and tasks that \
            are spawned once, as at startup.",
    why: "Each of them is a count to increment and a line to read. State that tasks share belongs in one context \
          struct behind one `Arc`.",
    keep: "If the parts have different owners, or tasks are spawned seldom.",
    check: Check::Calls(check),
};

fn check(body: &BodyView<'_>, calls: &[Numbered<'_>]) -> Vec<(usize, Hit)> {
    let mut tasks: BTreeMap<ExprId, Vec<&Numbered<'_>>> = BTreeMap::new();
    for call in calls {
        if let Some(task) = made_for(&call.1) {
            tasks.entry(task).or_default().push(call);
        }
    }
    let is_handler = is_handler(body);
    let hit = |(task, sites): (ExprId, Vec<&Numbered<'_>>)| {
        let (at, first) = *sites.first().filter(|_| sites.len() >= MANY)?;
        if !is_handler && !comes_back(first) {
            return None;
        }
        let name = body.called(task).or_else(|| body.method(task)).unwrap_or("spawn");
        let remedy = match common_arc(body, &sites) {
            Some(root) => format!("clone the `Arc` `{root}` instead"),
            None => "put them into one context behind an `Arc`".to_owned(),
        };
        Some((*at, Hit::new(format!("the first of {} clones for each `{name}`: {remedy}", sites.len()))))
    };
    tasks.into_iter().filter_map(hit).collect()
}

/// Whether the function runs once for each request, message or event.
fn is_handler(body: &BodyView<'_>) -> bool {
    body.function.is_some_and(|function| {
        let is_request = |ty: &TypeRef| match ty.peeled() {
            TypeRef::Path(path) => {
                path.segments.last().is_some_and(|last| is_request(last.name.as_str(), last.args.is_some()))
            }
            _ => false,
        };
        handles(function.name.as_str()) || function.params.iter().any(is_request)
    })
}

/// The one call that spawns what uses the clone.
fn made_for(site: &SiteView<'_>) -> Option<ExprId> {
    // Of many, each task gets its own: that is no context to share.
    if site.site.cost == Cost::Free || site.place().is_some_and(|place| place.is_indirect) {
        return None;
    }
    let local = site.usage().binding()?;
    let body = site.body;
    (body.flow.locals[local as usize].value == Some(site.expr())).then_some(())?;
    let task = only_task(body, local)?;
    // What the task clones for itself is none of it.
    (body.spawn_of(site.frame()) != Some(task)).then_some(task)
}

fn only_task(body: &BodyView<'_>, local: LocalId) -> Option<ExprId> {
    let mut tasks = body.flow.uses_of(local).map(|(node, _)| body.spawn_of(body.flow.nodes[node as usize].frame));
    let first = tasks.next()??;
    tasks.all(|task| task == Some(first)).then_some(first)
}

/// The one `Arc` whose fields they all are.
fn common_arc(body: &BodyView<'_>, sites: &[&Numbered<'_>]) -> Option<String> {
    let mut roots = sites.iter().map(|(_, site)| site.place().filter(|place| !place.fields.is_empty()));
    let first = roots.next()??.local;
    let is_common = roots.all(|root| root.is_some_and(|root| root.local == first));
    let is_arc = body.local_facts(first).is_some_and(|facts| facts.is_std(&["Arc", "Rc"]));
    (is_common && is_arc).then(|| body.flow.locals[first as usize].name.to_string())
}
