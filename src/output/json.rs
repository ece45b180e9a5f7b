//! JSON: one whole document a run, with the fields that `docs/contracts.md` names.

use anyhow::Result;
use serde::Serialize;

use crate::model::{SITES_SCHEMA, SiteList};

use super::format::Format;

/// `--format json`
pub(super) const FORMAT: Format = Format {
    report: Some(|report, _, _| document(report)),
    list: Some(|found, _| {
        document(&SiteList {
            schema: SITES_SCHEMA,
            sites: &found.audit.sites,
            type_findings: &found.audit.type_findings,
        })
    }),
    types: Some(|table, _| document(table)),
    diff: Some(|diff, _| document(diff)),
    check: Some(|check, _| document(check.verdict)),
    prove: Some(|proof, _| document(proof)),
    ..Format::new("json")
};

fn document(value: &impl Serialize) -> Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}
