//! `clones-before-spawn`

use crate::model::Level;

use super::{Check, Hit, Rule, SiteView};

pub(super) const RULE: Rule = Rule {
    id: "clones-before-spawn",
    title: "",
    level: Level::Note,
    finds: "",
    why: "",
    keep: "",
    before: "",
    after: "",
    check: Check::Site(check),
};

fn check(_site: &SiteView<'_>) -> Option<Hit> {
    None
}
