//! What rules found, and how the clones are to be taken.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::{Audit, Disposition, Finding, Purpose, RuleRow, Scope, Site};
use crate::rules::RULES;

/// A row for each rule that found something: warnings first, then those with the most impact.
pub(super) fn by_rule(audit: &Audit) -> Vec<RuleRow> {
    let mut rows: Vec<RuleRow> = RULES
        .iter()
        .map(|rule| RuleRow {
            name: rule.id,
            title: rule.title,
            level: rule.level,
            findings: 0,
            production: 0,
            impact: 0,
            suppressed: 0,
        })
        .collect();
    let of_sites = audit
        .sites
        .iter()
        .flat_map(|site| site.verdict.findings.iter().map(|found| (found, site.scope, site.verdict.impact)));
    let of_types = audit.type_findings.iter().map(|found| (&found.finding, found.scope, 0));
    for (finding, scope, impact) in of_sites.chain(of_types) {
        if let Some(row) = rows.iter_mut().find(|row| row.name == finding.rule) {
            count(row, finding, scope, impact);
        }
    }
    rows.retain(|row| row.findings + row.suppressed > 0);
    // Stable: what is equal stays in the registry's order.
    rows.sort_by_key(|row| (row.level, Reverse(row.impact), Reverse(row.findings)));
    rows
}

fn count(row: &mut RuleRow, finding: &Finding, scope: Scope, impact: u32) {
    row.level = finding.level;
    if finding.suppressed.is_some() {
        row.suppressed += 1;
        return;
    }
    row.findings += 1;
    row.production += usize::from(scope == Scope::Production);
    row.impact += u64::from(impact);
}

fn explicit(audit: &Audit) -> impl Iterator<Item = &Site> {
    audit.sites.iter().filter(|site| site.spelling.is_explicit())
}

/// The explicit clones by disposition: the numbers add up to all of them.
pub(super) fn by_disposition(audit: &Audit) -> BTreeMap<&'static str, usize> {
    let mut counts: BTreeMap<&'static str, usize> = Disposition::ALL.iter().map(|it| (it.name(), 0)).collect();
    for site in explicit(audit) {
        *counts.entry(site.disposition().name()).or_default() += 1;
    }
    counts
}

/// What the justified ones are for.
pub(super) fn by_purpose(audit: &Audit) -> BTreeMap<&'static str, usize> {
    let mut counts: BTreeMap<&'static str, usize> = Purpose::ALL.iter().map(|purpose| (purpose.name(), 0)).collect();
    for site in explicit(audit).filter(|site| site.disposition() == Disposition::Justified) {
        if let Some(purpose) = site.verdict.purpose {
            *counts.entry(purpose.name()).or_default() += 1;
        }
    }
    counts
}
