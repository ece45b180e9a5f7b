//! JSON: one whole document a run, with the fields that `docs/contracts.md` names.

use anyhow::Result;
use serde::Serialize;

use crate::model::{Diff, Proof, Report, SITES_SCHEMA, SiteList, TypeFinding, TypeTable};

use super::{Format, Listed, ShownVerdict, Style};

/// `--format json`
pub(super) struct Json;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn report(&self, report: &Report, _style: Style) -> Option<Result<String>> {
        Some(document(report))
    }

    fn sites(&self, sites: &[Listed<'_>], types: &[TypeFinding], _style: Style) -> Option<Result<String>> {
        let sites = sites.iter().map(|listed| listed.site).collect();
        Some(document(&SiteList { schema: SITES_SCHEMA, sites, type_findings: types }))
    }

    fn types(&self, table: &TypeTable, _style: Style) -> Option<Result<String>> {
        Some(document(table))
    }

    fn diff(&self, diff: &Diff, _style: Style) -> Option<Result<String>> {
        Some(document(diff))
    }

    fn verdict(&self, shown: &ShownVerdict<'_>, _style: Style) -> Option<Result<String>> {
        Some(document(shown.verdict))
    }

    fn proof(&self, proof: &Proof, _style: Style) -> Option<Result<String>> {
        Some(document(proof))
    }
}

fn document(value: &impl Serialize) -> Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}
