//! `undocumented-clone`

use crate::model::{Cost, Level, Scope, Site};

use crate::rules::{Check, Hit, Rule};

/// Longest type that a message quotes.
const LONGEST: usize = 60;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "undocumented-clone",
    title: "a deep clone without a comment that says why",
    level: Level::Off,
    finds: "An explicit clone in production code that allocates (cost `heap` or `deep`), and that no comment \
            `// clone: why` explains, neither on its line nor right above its statement. Nothing is said of clones that bump a count or copy bits, \
            of generic ones, of `.cloned()`, of macro definitions, and of tests, benches, examples and build scripts.",
    why: "Some projects want each copy to be a decision. A comment tells the next reader which of them are, so that the \
          others can be removed without asking.",
    keep: "It is off unless a project asks for it: where clones are nothing special, such comments say what the code \
           says.",
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
    Some(Hit::new(format!("no comment says why a copy{what} is needed here: say it, or do without")))
}
