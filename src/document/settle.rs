//! What depends on all packages of a workspace, worked out from what each says by itself.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use anyhow::Result;

use crate::model::{
    AdtRef, Audit, Finding, Level, Scope, Skipped, SuppressionProblem, TypeFinding, TypeOrigin, TypeRow,
};
use crate::rules::Rules;

use super::part::Part;

impl Part {
    /// Works out what depends on all packages that are there now, and leaves what stands twice. Nothing changes if that has
    /// been done before.
    ///
    /// # Errors
    /// A rule that there is none of.
    pub(super) fn settle(&mut self) -> Result<()> {
        let Self { about, audit, types, .. } = self;
        audit.packages.sort_by(|a, b| a.name.cmp(&b.name));
        let audited: Vec<&Arc<str>> = audit.packages.iter().map(|package| &package.name).collect();
        audit.all_packages = audited.into_iter().eq(&about.members);
        leave_second_places(audit);
        unique(&mut audit.skipped);
        unique(&mut audit.degraded);
        unique(&mut audit.unfinished);
        unique(&mut audit.left_out);
        unique(&mut audit.compiled_left_out);
        unique(&mut audit.orphans);
        unique(&mut audit.problems);
        leave_audited(audit);
        take_unplaced(types);
        unify(audit, types);
        count(audit, types);
        find(audit, types, &Rules::new(&about.rules)?);
        audit.sort();
        Ok(())
    }
}

fn unique<T: Ord>(all: &mut Vec<T>) {
    all.sort();
    all.dedup();
}

/// A file outside of all packages that two of them compile is one of each where they were audited apart, and of the first
/// where they were audited together.
fn leave_second_places(audit: &mut Audit) {
    let mut owners: BTreeMap<Arc<str>, Arc<str>> = BTreeMap::new();
    let mut has_second = false;
    for file in &audit.files {
        let owner = owners.entry(Arc::clone(&file.path)).or_insert_with(|| Arc::clone(&file.package));
        has_second |= *owner != file.package;
        if file.package < *owner {
            *owner = Arc::clone(&file.package);
        }
    }
    if has_second {
        let is_owner = |path: &str, package: &str| owners.get(path).is_none_or(|owner| **owner == *package);
        audit.sites.retain(|site| is_owner(&site.location.path, &site.package));
        audit.candidates.retain(|one| is_owner(&one.path, &one.package));
        audit.mentions.retain(|one| is_owner(&one.path, &one.package));
        audit.files.retain(|file| is_owner(&file.path, &file.package));
    }
}

/// What an audit of one package had to leave to another one is audited now.
fn leave_audited(audit: &mut Audit) {
    let reached: BTreeSet<&str> = audit.files.iter().filter(|file| file.reached).map(|file| &*file.path).collect();
    let is_open = |left: &Skipped| !reached.contains(&*left.path);
    audit.left_out.retain(is_open);
    audit.compiled_left_out.retain(is_open);
}

/// Where a package is not audited, the places of its declarations are not known. They are once another document has them.
fn take_unplaced(types: &mut [TypeRow]) {
    let mut placed: HashMap<(Arc<str>, String), Vec<TypeRow>> = HashMap::new();
    for row in types.iter().filter(|row| row.origin == TypeOrigin::Workspace && row.path.is_some()) {
        let of_item = placed.entry((Arc::clone(&row.package), row.item.clone())).or_default();
        if !of_item.iter().any(|known| (&known.path, known.line) == (&row.path, row.line)) {
            of_item.push(row.clone());
        }
    }
    for row in types.iter_mut().filter(|row| row.origin == TypeOrigin::Workspace && row.path.is_none()) {
        if let Some([only]) = placed.get(&(Arc::clone(&row.package), row.item.clone())).map(Vec::as_slice) {
            *row = TypeRow { adt: row.adt, ..only.clone() };
        }
    }
}

/// Makes equal rows one.
pub(super) fn unify(audit: &mut Audit, types: &mut Vec<TypeRow>) {
    let mut places: HashMap<String, u32> = HashMap::new();
    let mut kept: Vec<TypeRow> = Vec::new();
    let mut new_places = Vec::with_capacity(types.len());
    for row in std::mem::take(types) {
        let next = number(kept.len());
        let place = *places.entry(key(&row)).or_insert(next);
        if place == next {
            kept.push(TypeRow { adt: AdtRef { krate: 0, at: next }, ..row });
        }
        new_places.push(place);
    }
    renumber(audit, |at| new_places.get(at as usize).copied());
    *types = kept;
}

/// All that is said of a type but what sites and rules say.
fn key(row: &TypeRow) -> String {
    let plain = TypeRow { sites: 0, explicit: 0, rules: Vec::new(), findings: Vec::new(), ..row.clone() };
    // Plain data, which can always be written.
    let text = serde_json::to_string(&plain).unwrap_or_default();
    format!("{}\n{}\n{text}", row.library, row.is_buffer)
}

/// Gives types the numbers of their places, in place of those that held within a run.
pub(super) fn number_types(audit: &mut Audit, types: &mut [TypeRow]) {
    let mut places: HashMap<AdtRef, AdtRef> = HashMap::new();
    for (at, row) in (0_u32..).zip(types) {
        let place = AdtRef { krate: 0, at };
        places.insert(row.adt, place);
        row.adt = place;
    }
    for site in &mut audit.sites {
        site.cloned.adt = site.cloned.adt.and_then(|adt| places.get(&adt).copied());
    }
}

/// Puts types in an order that does not depend on where they come from.
pub(super) fn order_types(audit: &mut Audit, types: &mut Vec<TypeRow>) {
    let mut keyed: Vec<(String, TypeRow)> = std::mem::take(types).into_iter().map(|row| (key(&row), row)).collect();
    keyed.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut places: HashMap<u32, u32> = HashMap::with_capacity(keyed.len());
    for (at, (_, mut row)) in (0_u32..).zip(keyed) {
        places.insert(row.adt.at, at);
        row.adt.at = at;
        types.push(row);
    }
    renumber(audit, |at| places.get(&at).copied());
}

fn renumber(audit: &mut Audit, place: impl Fn(u32) -> Option<u32>) {
    for site in &mut audit.sites {
        site.cloned.adt = site.cloned.adt.and_then(|adt| Some(AdtRef { at: place(adt.at)?, ..adt }));
    }
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// How many sites clone each type.
fn count(audit: &Audit, types: &mut [TypeRow]) {
    for row in &mut *types {
        (row.sites, row.explicit) = (0, 0);
    }
    for site in &audit.sites {
        if let Some(row) = site.cloned.adt.and_then(|adt| types.get_mut(adt.at as usize)) {
            row.sites += 1;
            row.explicit += usize::from(site.spelling.is_explicit());
        }
    }
}

/// What rules find at types, which depends on how often these are cloned; and with it, which comments let something pass.
fn find(audit: &mut Audit, types: &mut [TypeRow], rules: &Rules) {
    let scopes: HashMap<Arc<str>, Scope> =
        audit.files.iter().map(|file| (Arc::clone(&file.path), file.scope)).collect();
    let mut used: BTreeSet<(Arc<str>, u32, u32, String)> = BTreeSet::new();
    audit.type_findings.clear();
    for row in types {
        let hits = rules.at_type(row).into_iter();
        row.findings = hits.map(|(rule, level, hit)| finding(rule.id, level, hit.message)).collect();
        row.rules.clear();
        let (Some(path), Some(line)) = (&row.path, row.line) else { continue };
        for finding in &mut row.findings {
            if let Some(allowed) = row.allowed.iter().find(|allowed| allowed.rule == finding.rule) {
                finding.suppressed = Some(allowed.reason.clone());
                let message = SuppressionProblem::no_finding(finding.rule);
                used.insert((Arc::clone(path), allowed.line, allowed.column, message));
            }
        }
        let reported = row.findings.iter().filter(|finding| finding.suppressed.is_none());
        row.rules = reported.map(|finding| finding.rule.to_owned()).collect();
        let Some(scope) = scopes.get(path) else { continue };
        audit.type_findings.extend(row.findings.iter().map(|finding| TypeFinding {
            finding: finding.clone(),
            path: Arc::clone(path),
            line,
            item: row.item.clone(),
            package: Arc::clone(&row.package),
            scope: *scope,
        }));
    }
    audit.problems.retain(|problem| {
        let (line, column) = (problem.line, problem.column);
        !used.contains(&(Arc::clone(&problem.path), line, column, problem.message.clone()))
    });
}

fn finding(rule: &'static str, level: Level, message: String) -> Finding {
    Finding { rule, level, message, rewrite: None, suppressed: None }
}
