//! What `check` decides, and what `baseline update` accepts: the same question, asked in one place.

use anyhow::{Result, bail};

use crate::baseline;
use crate::config::FailOn;
use crate::filter::Filter;
use crate::gate::{self, Policy};
use crate::model::{Audit, Snapshot, Verdict};
use crate::source::{Wildcards, globs};

use super::session::Session;

/// What the command line says of the gate. It goes before the configuration.
#[derive(Default)]
pub(super) struct GateSettings<'a> {
    /// What must not grow; empty for the configuration's.
    pub(super) fail_on: &'a [FailOn],
    /// Most explicit clones in the gated scopes.
    pub(super) limit: Option<usize>,
    /// Whether only limits are judged.
    pub(super) no_baseline: bool,
}

impl Session<'_> {
    pub(super) fn policy(&self, settings: &GateSettings<'_>) -> Policy {
        let mut gate = self.config.gate.clone();
        if !settings.fail_on.is_empty() {
            gate.fail_on = settings.fail_on.to_vec();
        }
        gate.limit = settings.limit.or(gate.limit);
        let categories = || self.categories.iter();
        Policy {
            gate,
            category_limits: categories()
                .filter_map(|category| Some((category.name.to_string(), category.limit?)))
                .collect(),
            has_baseline: !settings.no_baseline,
        }
    }

    /// The gate's verdict on an audit beside the part of the baseline that it can speak of, of what the filter takes and
    /// the policy counts.
    pub(super) fn judge(
        &self,
        policy: &Policy,
        before: &Snapshot,
        audit: &Audit,
        mut filter: Filter,
    ) -> Result<Verdict> {
        if filter.scopes.is_empty() {
            filter.scopes = policy.scopes().to_vec();
        }
        let explicit = Policy::spellings();
        if filter.spellings.is_empty() {
            filter.spellings = explicit;
        } else if let Some(other) = filter.spellings.iter().find(|spelling| !explicit.contains(spelling)) {
            bail!("--spelling {other} judges nothing: only explicit clones gate");
        }
        let gating = self.categories.iter().filter(|category| category.gates(&filter.scopes));
        let gating: Vec<String> = gating.map(|category| category.name.to_string()).collect();
        if filter.categories.is_empty() {
            filter.categories = gating;
        } else if let Some(other) = filter.categories.iter().find(|name| !gating.contains(name)) {
            bail!(
                "--category {other:?} judges nothing: its clones do not gate in these scopes; name others with --scope"
            );
        }
        check_limit_files(policy, before, audit)?;
        self.check_category_limits(policy, audit)?;
        Ok(gate::judge(policy, self.compare(before, audit, &filter)))
    }

    /// A limit for a category whose clones do not gate, or whose places are not there, limits nothing.
    fn check_category_limits(&self, policy: &Policy, audit: &Audit) -> Result<()> {
        for category in self.categories.iter().filter(|category| category.limit.is_some()) {
            if !category.gates(policy.scopes()) || !category.is_of_any(policy.scopes()) {
                bail!(
                    "the category {:?} has a `limit` in the configuration, but its clones do not gate: it is accepted, or of \
                     no scope in `[gate] scopes`; remove one of the two",
                    category.name
                );
            }
        }
        for entry in self.config.category.iter().filter(|entry| entry.limit.is_some()) {
            for pattern in &entry.paths {
                let glob = globs([pattern.as_str()], Wildcards::Anywhere, "the configuration")?;
                if !is_any_file(audit, |path| glob.is_match(path)) {
                    bail!(
                        "the category {:?} has a `limit` in the configuration and is of {pattern:?}, which no audited file \
                         matches; correct or remove the glob",
                        entry.name
                    );
                }
            }
        }
        Ok(())
    }
}

/// Whether some file is such: audited, or not to be audited, which fails the gate by itself.
fn is_any_file(audit: &Audit, takes: impl Fn(&str) -> bool) -> bool {
    audit.files.iter().any(|file| takes(&file.path)) || audit.skipped.iter().any(|file| takes(&file.path))
}

/// A limit for files that are not there limits nothing.
fn check_limit_files(policy: &Policy, before: &Snapshot, audit: &Audit) -> Result<()> {
    for pattern in policy.gate.limit_files.keys() {
        if is_any_file(audit, gate::file_pattern(pattern)?) {
            continue;
        }
        let hint = match baseline::whereabouts(before, audit, pattern) {
            Some(now) => format!("; its clones are now in {now}"),
            None => String::new(),
        };
        bail!("`limit-files` in the configuration limits {pattern:?}, which no audited file matches{hint}");
    }
    Ok(())
}
