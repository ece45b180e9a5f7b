//! Policy × comparison → verdict. Pure: nothing here reads, prints or knows formats, so none of it can change the
//! verdict.

use anyhow::Result;

use crate::config::{FailOn, GateConfig};
use crate::model::{CHECK_SCHEMA, Change, Diff, Growth, LimitBreak, Scope, Spelling, Verdict};
use crate::source::{Wildcards, globs};

/// What the gate goes by.
#[derive(Clone, Debug, Default)]
pub(crate) struct Policy {
    /// What must not grow, the scopes that count, and the limits.
    pub gate: GateConfig,
    /// Most explicit clones by category.
    pub category_limits: Vec<(String, usize)>,
    /// Whether there is a baseline to compare with; without one only limits are judged.
    pub has_baseline: bool,
}

impl Policy {
    /// Scopes that count.
    pub(crate) fn scopes(&self) -> &[Scope] {
        &self.gate.scopes
    }

    /// Whether anything is limited whatever was before.
    pub(crate) fn has_limits(&self) -> bool {
        let gate = &self.gate;
        gate.limit.or(gate.limit_per_file).or(gate.limit_per_package).is_some()
            || !gate.limit_files.is_empty()
            || !self.category_limits.is_empty()
    }

    /// Spellings that count.
    pub(crate) fn spellings() -> Vec<Spelling> {
        Spelling::ALL.iter().copied().filter(|spelling| spelling.is_explicit()).collect()
    }
}

/// Whether a path is one that a key of `limit-files` means: a path, or a glob.
///
/// # Errors
/// It is no valid glob.
pub(crate) fn file_pattern(pattern: &str) -> Result<impl Fn(&str) -> bool + use<'_>> {
    let glob = globs([pattern], Wildcards::InFolder, "`limit-files` in the configuration")?;
    Ok(move |path: &str| path == pattern || glob.is_match(path))
}

/// Judges a comparison that was made with the policy's scopes and spellings only, and without accepted categories.
pub(crate) fn judge(policy: &Policy, diff: Diff) -> Verdict {
    let growth = if policy.has_baseline { growth(policy, &diff) } else { Vec::new() };
    let limits = limits(policy, &diff);
    let by_category = diff.by_category.into_iter().filter(|row| row.before + row.after > 0);
    let mut new_sites = diff.added;
    new_sites.extend(diff.promoted.into_iter().map(|promoted| promoted.to));
    new_sites.sort_by(|a, b| {
        (&a.location.path, a.location.name_line, a.location.name_column).cmp(&(
            &b.location.path,
            b.location.name_line,
            b.location.name_column,
        ))
    });
    Verdict {
        schema: CHECK_SCHEMA,
        passed: growth.is_empty() && limits.is_empty(),
        before: policy.has_baseline.then_some(diff.before.explicit),
        after: diff.after.explicit,
        growth,
        by_category: if policy.has_baseline { by_category.collect() } else { Vec::new() },
        limits,
        skipped: Vec::new(),
        new_sites: if policy.has_baseline { new_sites } else { Vec::new() },
        moved: if policy.has_baseline { diff.moved } else { Vec::new() },
        stale: diff.removed,
        against: None,
        blame: Vec::new(),
        baseline_change: None,
    }
}

fn growth(policy: &Policy, diff: &Diff) -> Vec<Growth> {
    let total = Change::of(diff.before.explicit, diff.after.explicit);
    let mut found = Vec::new();
    for fail_on in &policy.gate.fail_on {
        match fail_on {
            FailOn::Total => found.extend(grown("total", std::slice::from_ref(&total))),
            FailOn::Category => found.extend(grown("category", &diff.by_category)),
            FailOn::Package => found.extend(grown("package", &diff.by_package)),
            FailOn::File => found.extend(grown("file", &diff.by_file)),
            FailOn::NewSite => {
                let new = diff.added.len() + diff.promoted.len();
                found.extend((new > 0).then(|| Growth { kind: "site", name: String::new(), before: 0, after: new }));
            }
        }
    }
    found
}

fn grown(kind: &'static str, rows: &[Change]) -> impl Iterator<Item = Growth> {
    rows.iter().filter(|row| row.after > row.before).map(move |row| Growth {
        kind,
        name: row.name.clone(),
        before: row.before,
        after: row.after,
    })
}

fn limits(policy: &Policy, diff: &Diff) -> Vec<LimitBreak> {
    let gate = &policy.gate;
    let find = |rows: &[Change], name: &str| rows.iter().find(|row| row.name == name).map_or(0, |row| row.after);
    let mut all: Vec<LimitBreak> = Vec::new();
    all.extend(gate.limit.map(|limit| LimitBreak {
        name: "explicit clones".to_owned(),
        limit,
        actual: diff.after.explicit,
    }));
    let each = |rows: &[Change], limit: Option<usize>| -> Vec<LimitBreak> {
        rows.iter()
            .filter_map(|row| limit.map(|limit| LimitBreak { name: row.name.clone(), limit, actual: row.after }))
            .collect()
    };
    all.extend(each(&diff.by_package, gate.limit_per_package));
    all.extend(each(&diff.by_file, gate.limit_per_file));
    for (pattern, &limit) in &gate.limit_files {
        // The pattern has been checked before.
        let Ok(takes) = file_pattern(pattern) else { continue };
        all.extend(diff.by_file.iter().filter(|row| takes(&row.name)).map(|row| LimitBreak {
            name: row.name.clone(),
            limit,
            actual: row.after,
        }));
    }
    all.extend(policy.category_limits.iter().map(|(name, limit)| LimitBreak {
        name: name.clone(),
        limit: *limit,
        actual: find(&diff.by_category, name),
    }));
    all.retain(|entry| entry.actual > entry.limit);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Totals;

    fn diff(categories: &[(&str, usize, usize)]) -> Diff {
        let row = |(name, before, after): &(&str, usize, usize)| Change::new((*name).to_owned(), *before, *after, 0);
        let sum = |pick: fn(&(&str, usize, usize)) -> usize| Totals {
            explicit: categories.iter().map(pick).sum(),
            ..Totals::zero()
        };
        Diff {
            before: sum(|row| row.1),
            after: sum(|row| row.2),
            by_category: categories.iter().map(row).collect(),
            ..Diff::empty()
        }
    }

    fn kinds(policy: &Policy, diff: Diff) -> Vec<(String, String)> {
        judge(policy, diff).growth.into_iter().map(|growth| (growth.kind.to_owned(), growth.name)).collect()
    }

    fn policy() -> Policy {
        Policy { has_baseline: true, ..Policy::default() }
    }

    #[test]
    fn shrinking_and_standing_still_pass() {
        assert!(judge(&policy(), diff(&[("A", 3, 2), ("B", 0, 0)])).passed);
        assert!(judge(&policy(), diff(&[("A", 3, 3)])).passed);
    }

    #[test]
    fn one_category_growing_fails_even_where_the_total_shrinks() {
        assert_eq!(kinds(&policy(), diff(&[("A", 9, 1), ("B", 0, 1)])), [("category".to_owned(), "B".to_owned())]);
    }

    #[test]
    fn limits_hold_with_and_without_a_baseline() {
        let gate = GateConfig { limit: Some(2), ..GateConfig::default() };
        let policy = Policy { gate, category_limits: vec![("A".to_owned(), 5)], ..Policy::default() };
        assert!(judge(&policy, diff(&[("A", 0, 2)])).passed);
        let verdict = judge(&policy, diff(&[("A", 0, 6)]));
        assert_eq!(
            verdict.limits.iter().map(|limit| (limit.limit, limit.actual)).collect::<Vec<_>>(),
            [(2, 6), (5, 6)]
        );
        assert!(verdict.growth.is_empty(), "no baseline, no growth");
    }
}
