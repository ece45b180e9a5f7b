//! GitLab's code quality report: <https://docs.gitlab.com/ci/testing/code_quality/>. A merge request shows what its report has
//! and that of the target branch has not.

use anyhow::Result;
use serde::Serialize;

use crate::model::{Cost, Site};

use super::format::{Forge, Format};

/// `--format gitlab`: of `list` every explicit clone with a finding, of `check` every new clone.
pub(super) const FORMAT: Format = Format {
    list: Some(|found, _, to| {
        let issues: Vec<Issue<'_>> = found.audit.sites.iter().flat_map(|site| of_findings(found.below, site)).collect();
        to.write_all(document(&issues)?.as_bytes())?;
        Ok(())
    }),
    check: Some(|check, _| {
        document(&check.verdict.new_sites.iter().map(|site| of_new(check.below, site)).collect::<Vec<_>>())
    }),
    forge: Some(Forge::GitLab),
    is_for_programs: true,
    ..Format::new("gitlab")
};

/// What GitLab calls a violation.
#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    /// The same in every report in which the issue is the same, and of no other.
    fingerprint: String,
    severity: &'static str,
    location: Place,
}

#[derive(Serialize)]
struct Place {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

fn document(issues: &[Issue<'_>]) -> Result<String> {
    Ok(super::json::escaped(serde_json::to_string_pretty(issues)?) + "\n")
}

fn of_findings<'s>(below: &str, site: &'s Site) -> impl Iterator<Item = Issue<'s>> {
    site.verdict.reported().map(move |finding| Issue {
        description: finding.message.clone(),
        check_name: finding.rule,
        fingerprint: format!("{}-{}", site.fingerprint, finding.rule),
        severity: severity(site),
        location: place(below, site),
    })
}

fn of_new<'s>(below: &str, site: &'s Site) -> Issue<'s> {
    let ty = site.cloned.ty.as_deref().unwrap_or("a value of unknown type");
    Issue {
        description: format!("new clone: {} clones {ty}, cost: {}", site.expression, site.cloned.cost),
        check_name: "new-clone",
        fingerprint: format!("{}-new", site.fingerprint),
        severity: severity(site),
        location: place(below, site),
    }
}

fn severity(site: &Site) -> &'static str {
    match site.cloned.cost {
        Cost::Deep => "major",
        Cost::Heap | Cost::Varies | Cost::Unknown => "minor",
        Cost::Free | Cost::Alias => "info",
    }
}

fn place(below: &str, site: &Site) -> Place {
    Place { path: format!("{below}{}", site.location.path), lines: Lines { begin: site.location.line } }
}
