//! `undocumented-clone`

use crate::model::Level;

use super::{Check, Hit, Rule, SiteView};

pub(super) const RULE: Rule = Rule {
    id: "undocumented-clone",
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
