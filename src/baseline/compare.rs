//! Compares a snapshot with an audit: what [`matching`](super::matching) has paired, counted.

use std::collections::{BTreeMap, HashSet};

use crate::filter::{Facets, Filter};
use crate::model::{
    Audit, BaselineSite, Candidate, Change, Diff, Identity, Moved, Respelled, Scope, Site, Snapshot, TypeClass,
};

use super::matching::{self, Matched};

/// Compares what an audit found with a snapshot. The audit is the unfiltered one: the filter picks from the matched
/// sites, so that it cannot tear pairs apart. The snapshot is the part that the audit can speak of (`super::split`),
/// else whatever was not audited would pass for removed. `categories` gives the order of the rows,
/// `text` the text of an audited file by its path.
pub(crate) fn compare(
    before: &Snapshot,
    after: &Audit,
    filter: &Filter,
    categories: &[&str],
    text: &dyn Fn(&str) -> Option<String>,
) -> Diff {
    let matched = matching::run(before, after, text);
    figures(before, after, filter, categories, &matched)
}

/// Where the clones of a file that is gone stand now.
pub(crate) fn whereabouts<'a>(before: &Snapshot, after: &'a Audit, path: &str) -> Option<&'a str> {
    let gone: HashSet<Identity<'_>> =
        before.sites.iter().filter(|site| site.path == path).map(BaselineSite::identity).collect();
    after.sites.iter().find(|site| gone.contains(&site.identity())).map(|site| &*site.location.path)
}

/// Figures of a row, kept by name.
#[derive(Default)]
struct Rows(BTreeMap<String, (usize, usize, usize)>);

impl Rows {
    fn before(&mut self, name: &str) {
        self.at(name).0 += 1;
    }

    fn after(&mut self, name: &str) {
        self.at(name).1 += 1;
    }

    fn respelled(&mut self, name: &str) {
        self.at(name).2 += 1;
    }

    fn at(&mut self, name: &str) -> &mut (usize, usize, usize) {
        self.0.entry(name.to_owned()).or_default()
    }

    fn changes(self) -> Vec<Change> {
        self.0
            .into_iter()
            .map(|(name, (before, after, respelled))| Change::new(name, before, after, respelled))
            .collect()
    }
}

fn figures(before: &Snapshot, after: &Audit, filter: &Filter, categories: &[&str], matched: &Matched) -> Diff {
    let mut diff = Diff::empty();
    let (mut by_category, mut by_package, mut by_file) = (Rows::default(), Rows::default(), Rows::default());
    for name in categories {
        by_category.at(name);
    }
    for (old, counterpart) in before.sites.iter().zip(&matched.after_of) {
        // What is known of a matched site now holds for it then too.
        let now = counterpart.map(|at| &after.sites[at]);
        let (class, cost) = now.map_or((old.class, old.cost), |site| (site.cloned.class, site.cloned.cost));
        let category = now.map_or(&*old.category, |site| &*site.category);
        let path = now.map_or(&*old.path, |site| &*site.location.path);
        let package = now.map_or(&*old.package, |site| &*site.package);
        if now.is_some_and(|site| was_accepted(old, site, filter, categories)) {
            continue;
        }
        if !filter.takes(&Facets { class, cost, category, path, package, ..Facets::from(old) }) {
            continue;
        }
        diff.before.add(old.spelling, old.scope, class, cost);
        diff.before.grep_lines += usize::from(old.grep);
        if old.spelling.is_explicit() {
            by_category.before(category);
            by_package.before(package);
            by_file.before(path);
        }
    }
    for (at, (site, counterpart)) in after.sites.iter().zip(&matched.before_of).enumerate() {
        if !filter.takes(&Facets::from(site)) {
            continue;
        }
        diff.after.add(site.spelling, site.scope, site.cloned.class, site.cloned.cost);
        if site.spelling.is_explicit() {
            by_category.after(&site.category);
            by_package.after(&site.package);
            by_file.after(&site.location.path);
        }
        let counterpart = counterpart.map(|old| &before.sites[old]);
        let is_new =
            |old: &&BaselineSite| is_promoted(old, site, filter) || was_accepted(old, site, filter, categories);
        if let Some(old) = counterpart.filter(is_new) {
            diff.promoted.push(Moved { from: old.clone(), to: site.clone() });
        }
        match counterpart {
            None => diff.added.push(site.clone()),
            Some(old) if matched.moved.contains(&at) => diff.moved.push(Moved { from: old.clone(), to: site.clone() }),
            Some(old) if old.spelling != site.spelling => {
                by_category.respelled(&site.category);
                by_package.respelled(&site.package);
                by_file.respelled(&site.location.path);
                diff.respelled.push(respelled(old, site));
            }
            Some(_) => diff.unchanged += 1,
        }
    }
    for (at, old) in before.sites.iter().enumerate() {
        let gone = matched.after_of[at].is_none() && filter.takes(&Facets::from(old));
        match matched.uncounted.get(&at) {
            _ if !gone => {}
            Some(&candidate) => {
                by_file.respelled(&old.path);
                diff.respelled.push(no_longer_counted(old, &after.candidates[candidate]));
            }
            None => diff.removed.push(old.clone()),
        }
    }
    diff.before.grep_lines += before.mentions.iter().filter(|mention| filter.takes_mention(mention)).count();
    diff.after.grep_lines = after.files.iter().filter(|file| filter.takes_file(file)).map(|file| file.grep_lines).sum();
    let order = |name: &str| categories.iter().position(|known| *known == name).unwrap_or(categories.len());
    diff.by_category = by_category.changes();
    diff.by_category.sort_by_key(|row| order(&row.name));
    diff.by_package = by_package.changes();
    diff.by_file = by_file.changes();
    for row in &mut diff.by_file {
        row.path = Some(row.name.clone());
    }
    diff
}

/// Whether a matched site was in a category that the filter leaves out, such as an accepted one, and has left it by its place
/// or its type, not because the configuration changed.
fn was_accepted(old: &BaselineSite, site: &Site, filter: &Filter, categories: &[&str]) -> bool {
    let is_known = |class: TypeClass| class != TypeClass::Unknown;
    let has_changed = *old.path != *site.location.path
        || (old.class != site.cloned.class && is_known(old.class) && is_known(site.cloned.class));
    has_changed
        && *old.category != *site.category
        && categories.contains(&&*old.category)
        && !filter.takes(&Facets { category: &old.category, ..Facets::from(site) })
}

/// Whether a matched site counts now and did not then.
fn is_promoted(old: &BaselineSite, site: &Site, filter: &Filter) -> bool {
    let known_now = Facets { scope: old.scope, spelling: old.spelling, ..Facets::from(site) };
    (site.spelling.is_explicit() && !old.spelling.is_explicit())
        || (site.scope == Scope::Production && old.scope != Scope::Production)
        || !filter.takes(&known_now)
}

fn respelled(old: &BaselineSite, site: &Site) -> Respelled {
    Respelled {
        from: old.spelling,
        to: site.spelling,
        counted: true,
        package: site.package.to_string(),
        item: site.item.clone(),
        receiver: site.receiver.clone(),
        path: site.location.path.to_string(),
        name_line: site.location.name_line,
    }
}

fn no_longer_counted(old: &BaselineSite, candidate: &Candidate) -> Respelled {
    Respelled {
        from: old.spelling,
        to: crate::model::Spelling::Implicit,
        counted: false,
        package: candidate.package.to_string(),
        item: candidate.item.clone(),
        receiver: candidate.receiver.clone(),
        path: candidate.path.to_string(),
        name_line: candidate.name_line,
    }
}
