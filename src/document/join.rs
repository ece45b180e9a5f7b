//! The union of two audits of one workspace.

use std::collections::BTreeSet;
use std::sync::Arc;

use anyhow::{Result, bail};
use serde::Serialize;

use crate::model::{Audit, Site};

use super::part::Part;

impl Part {
    /// Joins two parts of one workspace. What depends on both is worked out later ([`Part::settle`]).
    ///
    /// # Errors
    /// A package is in both and not the same, or the workspace is not.
    pub(super) fn join(mut self, mut other: Self) -> Result<Self> {
        let name = &self.about.name;
        if self.about != other.about {
            bail!(
                "{} and {} have a workspace {name:?} with other members or levels of rules: audit both at one state, or tell \
                 them apart with NAME=FILE",
                self.origin,
                other.origin
            );
        }
        let shared: BTreeSet<Arc<str>> =
            other.origins.keys().filter(|package| self.origins.contains_key(*package)).cloned().collect();
        for package in &shared {
            if self.of_package(package) != other.of_package(package) {
                bail!(
                    "{} and {} say different things of the package {package} of {name:?}: audit both at one state, or tell \
                     the workspaces apart with NAME=FILE",
                    self.origins[package],
                    other.origins[package]
                );
            }
        }
        other.leave(&shared);
        self.add(other);
        Ok(self)
    }

    /// All that is said of a package by itself, as text.
    fn of_package(&self, package: &str) -> Vec<String> {
        let Audit { sites, candidates, mentions, files, packages, .. } = &self.audit;
        let mut said = Vec::new();
        let sites = sites.iter().filter(|site| *site.package == *package);
        // A fingerprint has the name of the workspace in it where there are several. It is made anew.
        let plain = |site: &Site| Site { fingerprint: String::new(), ..site.clone() };
        said.extend(sites.map(|site| text(&(plain(site), site.grep_line))));
        said.extend(candidates.iter().filter(|one| *one.package == *package).map(text));
        said.extend(mentions.iter().filter(|one| one.package == package).map(text));
        said.extend(files.iter().filter(|one| *one.package == *package).map(text));
        said.extend(packages.iter().filter(|one| *one.name == *package).map(text));
        said
    }

    /// Leaves out what is said of packages by themselves.
    fn leave(&mut self, packages: &BTreeSet<Arc<str>>) {
        let keeps = |package: &str| !packages.contains(package);
        let Audit { sites, candidates, mentions, files, packages: audited, .. } = &mut self.audit;
        sites.retain(|site| keeps(&site.package));
        candidates.retain(|one| keeps(&one.package));
        mentions.retain(|one| keeps(&one.package));
        files.retain(|one| keeps(&one.package));
        audited.retain(|one| keeps(&one.name));
        self.origins.retain(|package, _| keeps(package));
    }

    /// Adds what another part has. Paths may stand twice until all is settled.
    fn add(&mut self, other: Self) {
        add(&mut self.audit, other.audit, self.types.len());
        self.types.extend(other.types);
        self.origins.extend(other.origins);
        if other.origin < self.origin {
            self.origin = other.origin;
        }
    }
}

/// Adds all of an audit to another one, whose types stand before.
pub(super) fn add(to: &mut Audit, mut from: Audit, types: usize) {
    let types = u32::try_from(types).unwrap_or(u32::MAX);
    for adt in from.sites.iter_mut().filter_map(|site| site.cloned.adt.as_mut()) {
        adt.at = adt.at.saturating_add(types);
    }
    to.sites.append(&mut from.sites);
    to.candidates.append(&mut from.candidates);
    to.mentions.append(&mut from.mentions);
    to.files.append(&mut from.files);
    to.packages.append(&mut from.packages);
    to.skipped.append(&mut from.skipped);
    to.degraded.append(&mut from.degraded);
    to.unfinished.append(&mut from.unfinished);
    to.left_out.append(&mut from.left_out);
    to.compiled_left_out.append(&mut from.compiled_left_out);
    to.orphans.append(&mut from.orphans);
    to.problems.append(&mut from.problems);
    to.type_findings.append(&mut from.type_findings);
}

fn text(value: &impl Serialize) -> String {
    // Plain data: it cannot fail, and two that did would be equal.
    serde_json::to_string(value).unwrap_or_default()
}
