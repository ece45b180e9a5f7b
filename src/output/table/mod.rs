//! Tables for people.

mod changes;
mod findings;
mod history;
mod layout;
mod list;
mod measured;
mod profile;
mod proof;
mod report;
mod start;
mod types;

use super::format::{Explanation, Format};
use super::rules;

/// `--format table`
pub(super) const FORMAT: Format = Format {
    report: Some(|report, _, style| Ok(report::render(report, style))),
    list: Some(|found, style, to| Ok(to.write_all(list::render(found, style).as_bytes())?)),
    types: Some(|table, style| Ok(types::render(table, style))),
    diff: Some(|diff, style| Ok(changes::diff(diff, style))),
    check: Some(|check, style| Ok(changes::verdict(check, style))),
    history: Some(|history, style| Ok(history::render(history, style))),
    prove: Some(|proof, style| Ok(proof::render(proof, style))),
    profile: Some(|profile, style| Ok(profile::render(profile, style))),
    profile_diff: Some(|diff, style| Ok(profile::changes(diff, style))),
    explain: Some(|what, _| {
        Ok(match what {
            Explanation::Rules(rules) => rules::lines(rules),
            Explanation::Rule(rule) => rules::explained(rule),
            Explanation::Text(text) => text.clone(),
        })
    }),
    ..Format::new("table")
};
