//! Clones by package, file, or whatever `--by` asks for.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::model::{
    Advice, Audit, Diff, Disposition, GroupRow, Grouping, Level, PackageFigures, Scope, Site, Sorting, Spelling,
};

use super::words::share;

/// Explicit, bulk and implicit sites.
#[derive(Clone, Copy, Default)]
pub(super) struct Counts {
    pub explicit: usize,
    pub bulk: usize,
    pub implicit: usize,
}

impl Counts {
    fn add(&mut self, spelling: Spelling) {
        match spelling {
            Spelling::Bulk => self.bulk += 1,
            Spelling::Implicit => self.implicit += 1,
            _ => self.explicit += 1,
        }
    }

    pub(super) fn of<'a>(sites: impl Iterator<Item = &'a Site>) -> Self {
        let mut counts = Self::default();
        sites.for_each(|site| counts.add(site.spelling));
        counts
    }
}

pub(super) fn packages(audit: &Audit) -> Vec<PackageFigures> {
    audit
        .packages
        .iter()
        .map(|package| {
            let name = &package.name;
            let sites = || audit.sites.iter().filter(|site| site.package == *name);
            let counts = Counts::of(sites());
            let mut by_scope: BTreeMap<&'static str, usize> =
                Scope::ALL.iter().map(|scope| (scope.name(), 0)).collect();
            for site in sites().filter(|site| site.spelling.is_explicit()) {
                *by_scope.entry(site.scope.name()).or_default() += 1;
            }
            let files = || audit.files.iter().filter(|file| file.package == *name);
            PackageFigures {
                name: Arc::clone(name),
                explicit: counts.explicit,
                bulk: counts.bulk,
                implicit: counts.implicit,
                by_scope,
                files: files().count(),
                lines: files().map(|file| file.lines).sum(),
                advice: advice(sites()),
            }
        })
        .collect()
}

pub(super) fn files(audit: &Audit, sort: Sorting, diff: Option<&Diff>) -> Vec<GroupRow> {
    let mut rows = group(&audit.sites, sort, |site| site.location.path.to_string());
    if let Some(diff) = diff {
        let listed: HashSet<String> = rows.iter().map(|row| row.name.clone()).collect();
        rows.extend(
            diff.by_file.iter().filter(|row| !listed.contains(&row.name)).map(|row| empty_row(row.name.clone())),
        );
        let before: BTreeMap<&str, usize> = diff.by_file.iter().map(|row| (&*row.name, row.before)).collect();
        for row in &mut rows {
            row.before = Some(before.get(&*row.name).copied().unwrap_or(0));
        }
    }
    let reached: BTreeMap<&str, bool> = audit.files.iter().map(|file| (&*file.path, file.reached)).collect();
    for row in &mut rows {
        row.reached = reached.get(&*row.name).copied();
        row.path = Some(Arc::from(row.name.as_str()));
    }
    rows
}

/// The groups that `--by` asks for.
pub(super) fn by(sites: &[Site], sort: Sorting, by: Grouping) -> Vec<GroupRow> {
    group(sites, sort, |site| group_name(by, site))
}

fn group_name(by: Grouping, site: &Site) -> String {
    match by {
        Grouping::File => site.location.path.to_string(),
        Grouping::Package => site.package.to_string(),
        Grouping::Category => site.category.to_string(),
        Grouping::Class => site.cloned.class.to_string(),
        Grouping::Type => site.cloned.ty.clone().unwrap_or_else(|| "unknown".to_owned()),
        Grouping::Cost => site.cloned.cost.to_string(),
        Grouping::Item => site.item.clone(),
        Grouping::Spelling => site.spelling.to_string(),
    }
}

/// Rows by a site's value in the order asked for, then by name.
fn group(sites: &[Site], sort: Sorting, name: impl Fn(&Site) -> String) -> Vec<GroupRow> {
    let mut rows: BTreeMap<String, GroupRow> = BTreeMap::new();
    for site in sites {
        let name = name(site);
        let row = rows.entry(name).or_insert_with_key(|name| empty_row(name.clone()));
        count_advice(site, &mut row.advice);
        match site.spelling {
            Spelling::Bulk => row.bulk += 1,
            Spelling::Implicit => row.implicit += 1,
            _ => {
                row.explicit += 1;
                row.outside_production += usize::from(site.scope != Scope::Production);
                row.weight += site.cloned.cost.weight();
                row.impact += u64::from(site.verdict.impact);
                *row.by_category.entry(Arc::clone(&site.category)).or_default() += 1;
                *row.by_class.entry(site.cloned.class.name()).or_default() += 1;
                *row.by_cost.entry(site.cloned.cost.name()).or_default() += 1;
            }
        }
    }
    let mut rows: Vec<GroupRow> = rows.into_values().collect();
    let explicit = rows.iter().map(|row| row.explicit).sum();
    for row in &mut rows {
        row.share = share(row.explicit, explicit);
    }
    // Stable: rows of equal counts stay in the order of their names.
    rows.sort_by_key(|row| {
        let first = match sort {
            Sorting::Findings => (row.advice.warn, row.advice.note, row.impact),
            Sorting::Count => (0, 0, 0),
            Sorting::Cost => (0, 0, u64::try_from(row.weight).unwrap_or(u64::MAX)),
            Sorting::Impact => (0, 0, row.impact),
        };
        std::cmp::Reverse((first, row.explicit, row.bulk, row.implicit))
    });
    rows
}

fn empty_row(name: String) -> GroupRow {
    GroupRow { name, ..GroupRow::default() }
}

fn advice<'a>(sites: impl Iterator<Item = &'a Site>) -> Advice {
    let mut advice = Advice::default();
    sites.for_each(|site| count_advice(site, &mut advice));
    advice
}

fn count_advice(site: &Site, advice: &mut Advice) {
    if site.scope != Scope::Production {
        return;
    }
    match site.verdict.reported().map(|finding| finding.level).min() {
        Some(Level::Warn) => advice.warn += 1,
        Some(Level::Note) => advice.note += 1,
        _ if site.spelling.is_explicit() && site.disposition() == Disposition::Unreviewed => advice.unreviewed += 1,
        _ => {}
    }
}
