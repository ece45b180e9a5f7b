//! The one command that helps now.

use std::collections::BTreeMap;

use crate::model::{Audit, Level, Priority, Report, Scope};

use super::words::plural;

/// What to do next, in one line: what keeps the figures from being whole, then what rules warn of in production code,
/// then what keeps types unknown, then the baseline.
pub(super) fn step(report: &Report, audit: &Audit) -> String {
    if let Some(skipped) = report.skipped.first() {
        return format!(
            "fix {}, which could not be audited ({}), or `exclude` it in clone-audit.toml",
            skipped.path, skipped.reason
        );
    }
    None.or_else(|| warnings(audit))
        .or_else(|| sources(report))
        .or_else(|| baseline(report))
        .or_else(|| unknown_types(report))
        .unwrap_or_else(|| "nothing to do: no rule warns of anything in production code".to_owned())
}

/// Asks the compiler about the rule whose warnings weigh most in production code; of those that it cannot be asked about,
/// a list is all there is.
fn warnings(audit: &Audit) -> Option<String> {
    // By rule: whether the compiler can be asked, the impact and the number of sites.
    let mut by_rule: BTreeMap<&str, (bool, u64, usize)> = BTreeMap::new();
    for site in audit.sites.iter().filter(|site| site.scope == Scope::Production) {
        if site.verdict.proof.as_ref().is_some_and(|proof| !proof.removable) {
            continue;
        }
        for finding in site.verdict.reported().filter(|finding| finding.level == Level::Warn) {
            let rule = by_rule.entry(finding.rule).or_default();
            rule.0 |= finding.rewrite.is_some();
            rule.1 += u64::from(site.verdict.impact);
            rule.2 += 1;
        }
    }
    let (rule, (can_prove, _, count)) = by_rule.into_iter().max_by_key(|(_, order)| *order)?;
    let clones = plural(count, "production clone");
    Some(if can_prove {
        format!("`cargo clone-audit prove --rule {rule} --scope production` asks the compiler about {clones}")
    } else {
        format!("`cargo clone-audit list --rule {rule} --scope production` shows {clones} to look at")
    })
}

/// Without a dependency's sources, what comes from it has no type.
fn sources(report: &Report) -> Option<String> {
    let missing = report.workspace.dependencies_missing;
    (missing > 0 && report.totals.unknown() > 0).then(|| {
        let dependencies = plural(missing, "dependency");
        format!("`cargo fetch` brings the sources of {dependencies}, without which types are unknown")
    })
}

fn baseline(report: &Report) -> Option<String> {
    let Some(before) = &report.before else {
        return Some(
            "`cargo clone-audit baseline save` records these clones; commit the file, and run `cargo clone-audit check` \
             in CI to keep them from growing"
                .to_owned(),
        );
    };
    if let Some(row) = report.by_category.iter().find(|row| row.priority == Priority::Critical) {
        return Some(format!("`cargo clone-audit diff` shows the new clones: {} grew", row.name));
    }
    (before.explicit > report.totals.explicit)
        .then(|| "`cargo clone-audit baseline update` records that there are fewer clones than before".to_owned())
}

fn unknown_types(report: &Report) -> Option<String> {
    let unknown = report.totals.unknown();
    (unknown > 0).then(|| {
        let clones = plural(unknown, "clone");
        format!("`cargo clone-audit --resolve` asks the compiler for the types of {clones} of unknown type")
    })
}
