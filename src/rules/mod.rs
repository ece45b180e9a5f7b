//! What to do about clones: patterns with a remedy.
//!
//! A rule is one file in `lints`, one line in [`RULES`] and one fixture. The file has the identifier, the texts and a
//! check. A check sees facts that `syntax` and `types` provide ([`SiteView`]) and parses nothing. The fixture,
//! `fixtures/rules/src/NAME.rs`, has marked hits and near misses, and the example that `explain` shows. Help, `explain`,
//! documentation and tests read the registry. `scripts/new_rule.sh ID` writes the skeleton of a rule and its fixture;
//! `scripts/rule_pages.sh` writes `examples.txt` and `README.md` anew.
//!
//! Every rule that is not off has its measured precision in `precision.csv`; a rule of level `warn` is right in at least
//! nineteen of twenty cases, on workspaces that it was not written with.

mod cx;
pub mod evidence;
mod hazards;
mod lints;
mod purpose;
mod repeat;
mod rule;

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use crate::model::{Level, Site, TypeRow};

pub(crate) use cx::{BodyView, SiteFacts, SiteView};
pub(crate) use hazards::of as hazards;
pub(crate) use purpose::purpose;
pub(crate) use repeat::{loops, runs_once};
pub(crate) use rule::{Check, Hit, Numbered, Rule};

/// All rules. Where several find something at a site, the first one says the most.
pub const RULES: &[Rule] = &[
    lints::service_readiness::RULE,
    lints::clone_on_copy::RULE,
    lints::last_use::RULE,
    lints::deep_through_arc::RULE,
    lints::clone_under_lock::RULE,
    lints::option_clone_then_map::RULE,
    lints::clone_to_read::RULE,
    lints::clone_then_replace::RULE,
    lints::map_insert_clones::RULE,
    lints::broadcast_clone::RULE,
    lints::clones_before_spawn::RULE,
    lints::clone_in_loop::RULE,
    lints::field_by_field::RULE,
    lints::repeated_clone::RULE,
    lints::conditional_clone::RULE,
    lints::getter_clone::RULE,
    lints::large_value_clone::RULE,
    lints::copy_candidate::RULE,
    lints::string_id_newtype::RULE,
    lints::undocumented_clone::RULE,
];

/// The rules that are not off, with their levels.
#[derive(Debug)]
pub(crate) struct Rules(Vec<(&'static Rule, Level)>);

/// A hit with its rule.
pub(crate) type Found = (&'static Rule, Level, Hit);

impl Rules {
    /// With the configuration's levels.
    ///
    /// # Errors
    /// A name that no rule has.
    pub(crate) fn new(levels: &BTreeMap<String, Level>) -> Result<Self> {
        if let Some(unknown) = levels.keys().find(|name| rule(name).is_none()) {
            bail!(
                "the configuration sets the level of {unknown:?}, which is not a rule; `cargo clone-audit explain` lists the rules"
            );
        }
        let level = |rule: &Rule| levels.get(rule.id).copied().unwrap_or(rule.level);
        Ok(Self(RULES.iter().map(|rule| (rule, level(rule))).filter(|(_, level)| *level != Level::Off).collect()))
    }

    /// The level of a rule; of no rule at all, off.
    pub(crate) fn level(&self, id: &str) -> Level {
        self.0.iter().find(|(rule, _)| rule.id == id).map_or(Level::Off, |(_, level)| *level)
    }

    /// What the rules find in a body, by the number of the site.
    pub(crate) fn in_body(&self, body: &BodyView<'_>) -> Vec<(usize, Found)> {
        let sites: Vec<Numbered<'_>> =
            (0..).zip(body.views()).filter(|(_, site)| !site.site.raw.in_definition).collect();
        let calls: Vec<Numbered<'_>> = sites.iter().filter(|(_, site)| site.is_call()).copied().collect();
        let mut found = Vec::new();
        for &(rule, level) in &self.0 {
            let hits = match rule.check {
                Check::Call(check) => each(&calls, check),
                Check::Site(check) => each(&sites, check),
                Check::Calls(check) => check(body, &calls),
                Check::Placed(_) | Check::Type(_) => continue,
            };
            found.extend(hits.into_iter().map(|(at, hit)| (at, (rule, level, hit))));
        }
        // A raw pointer may lead to the original, and no borrow shows it.
        if !found.is_empty() && body.takes_address() {
            found.retain(|(_, (_, _, hit)): &(usize, Found)| hit.rewrite.is_none());
        }
        found
    }

    /// What the rules find at a site of which all else is known. `is_documented`: a comment says why it is there.
    pub(crate) fn at_site(&self, site: &Site, is_documented: bool) -> Vec<Found> {
        let check = |&(rule, level): &(&'static Rule, Level)| match rule.check {
            Check::Placed(check) if !site.in_definition => Some((rule, level, check(site, is_documented)?)),
            _ => None,
        };
        self.0.iter().filter_map(check).collect()
    }

    /// The levels of all rules that look at types, those that are off among them.
    pub(crate) fn type_levels(&self) -> BTreeMap<String, Level> {
        let of_types = RULES.iter().filter(|rule| matches!(rule.check, Check::Type(_)));
        of_types.map(|rule| (rule.id.to_owned(), self.level(rule.id))).collect()
    }

    /// Those that look at types.
    pub(crate) fn of_types(&self) -> impl Iterator<Item = &'static Rule> {
        self.0.iter().map(|(rule, _)| *rule).filter(|rule| matches!(rule.check, Check::Type(_)))
    }

    /// What the rules find at a type of the workspace.
    pub(crate) fn at_type(&self, row: &TypeRow) -> Vec<Found> {
        let check = |&(rule, level): &(&'static Rule, Level)| match rule.check {
            Check::Type(check) => Some((rule, level, check(row)?)),
            _ => None,
        };
        self.0.iter().filter_map(check).collect()
    }
}

fn each(sites: &[Numbered<'_>], check: fn(&SiteView<'_>) -> Option<Hit>) -> Vec<(usize, Hit)> {
    sites.iter().filter_map(|(at, site)| Some((*at, check(site)?))).collect()
}

/// The rule of this name.
pub(crate) fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}
