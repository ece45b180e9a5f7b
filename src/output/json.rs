//! JSON: one whole document a run, with the fields that `docs/contracts.md` names.

use anyhow::Result;
use serde::Serialize;

use crate::document::{SiteList, Whole};
use crate::model::Audit;
use crate::report::acts_on_terminals;

use super::format::Format;

/// `--format json`
pub(super) const FORMAT: Format = Format {
    report: Some(|report, _, _| document(report)),
    list: Some(|found, _, to| Ok(to.write_all(sites_document(found.audit, found.whole)?.as_bytes())?)),
    holds_audits: true,
    types: Some(|table, _| document(table)),
    diff: Some(|diff, _| document(diff)),
    check: Some(|check, _| document(check.verdict)),
    history: Some(|history, _| document(history)),
    prove: Some(|proof, _| document(proof)),
    profile: Some(|profile, _| document(profile)),
    profile_diff: Some(|diff, _| document(diff)),
    is_for_programs: true,
    ..Format::new("json")
};

/// A list of sites: with the whole of the audit, or filtered.
pub(crate) fn sites_document(audit: &Audit, whole: Option<&Whole>) -> Result<String> {
    document(&SiteList::new(audit, whole))
}

fn document(value: &impl Serialize) -> Result<String> {
    Ok(escaped(serde_json::to_string_pretty(value)?) + "\n")
}

/// JSON leaves most characters to which a terminal listens as they are. They stand in strings only, where their numbers mean
/// the same.
pub(super) fn escaped(text: String) -> String {
    if !text.contains(is_out_of_place) {
        return text;
    }
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        if is_out_of_place(char) {
            escaped.extend(char.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            escaped.push(char);
        }
    }
    escaped
}

/// All but the line ends between the fields.
fn is_out_of_place(char: char) -> bool {
    char != '\n' && acts_on_terminals(char)
}
