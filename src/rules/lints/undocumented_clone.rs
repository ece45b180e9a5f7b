//! `undocumented-clone`

use crate::model::{Cost, Level, Scope, Site};

use crate::rules::{Check, Hit, Rule};

/// Longest type that a message quotes.
const LONGEST: usize = 60;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "undocumented-clone",
    title: "a deep clone without a comment that says why",
    level: Level::Off,
    finds: "An explicit clone in production code that allocates (cost `heap` or `deep`) and that no comment `// \
            clone: why` explains, either on its line or right above its statement. Not reported: clones that \
            increment a count or copy bits, generic ones, `.cloned()`, macro definitions, and tests, benches, \
            examples and build scripts.",
    why: "Some projects want each copy to be a decision. A comment tells the next reader which copies are intended, \
          so that the others can be removed without asking.",
    keep: "The rule is off by default: where clones are nothing special, such comments only repeat the code.",
    check: Check::Placed(check),
};

fn check(site: &Site, is_documented: bool) -> Option<Hit> {
    let is_deep = matches!(site.cloned.cost, Cost::Heap | Cost::Deep);
    let is_asked = is_deep && site.spelling.is_explicit() && site.scope == Scope::Production;
    if is_documented || !is_asked {
        return None;
    }
    let ty = site.cloned.ty.as_deref().filter(|ty| ty.len() <= LONGEST);
    let what = ty.map_or_else(String::new, |ty| format!(" of `{ty}`"));
    Some(Hit::new(format!("no comment says why a copy{what} is needed here: add one, or remove the clone")))
}
