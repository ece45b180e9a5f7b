//! Matches the sites of a snapshot with those of an audit.
//!
//! 1. Equal identity (package, item, receiver): unchanged, or **respelled** where the spelling differs. Within an
//!    identity, sites of the same scope, spelling and file are paired first, then those that differ in some of these,
//!    the scope last: an item may stand twice, under `#[cfg(test)]` and not.
//! 2. An explicit clone that is gone where `.to_owned()` or `.to_string()` now stands on the same receiver, whose
//!    type is not known: respelled as well, though it no longer counts.
//! 3. What is left of an item that no longer exists, and of one that had no sites before: **moved** if the function
//!    has the same name, else if it stands in the same module (a renamed function).
//! 4. The rest was removed and added. A clone that one function lost and another, older one gained is both.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::filter::{Facets, Filter};
use crate::model::{
    Audit, BaselineSite, Candidate, Change, Diff, Fingerprint, Identity, Moved, Respelled, Scope, Site, Snapshot,
};

/// Compares what an audit found with a snapshot. The audit is the unfiltered one: the filter picks from the matched
/// sites, so that it cannot tear pairs apart. The snapshot is the part that the audit can speak of (`super::split`),
/// else whatever was not audited would pass for removed. `categories` gives the order of the rows.
pub(crate) fn compare(before: &Snapshot, after: &Audit, filter: &Filter, categories: &[&str]) -> Diff {
    let matched = Matcher::new(before, after).run();
    figures(before, after, filter, categories, &matched)
}

/// Where the clones of a file that is gone stand now.
pub(crate) fn whereabouts<'a>(before: &Snapshot, after: &'a Audit, path: &str) -> Option<&'a str> {
    let gone: HashSet<Identity<'_>> =
        before.sites.iter().filter(|site| site.path == path).map(BaselineSite::identity).collect();
    after.sites.iter().find(|site| gone.contains(&site.identity())).map(|site| &*site.location.path)
}

/// What became of each site; indices into the snapshot's and the audit's sites.
#[derive(Default)]
struct Matched {
    /// For each site before: its counterpart.
    after_of: Vec<Option<usize>>,
    /// For each site after: its counterpart.
    before_of: Vec<Option<usize>>,
    moved: BTreeSet<usize>,
    /// Sites before that became calls which are not counted.
    uncounted: BTreeMap<usize, usize>,
}

struct Matcher<'a> {
    before: &'a [BaselineSite],
    audit: &'a Audit,
    matched: Matched,
}

impl<'a> Matcher<'a> {
    fn new(before: &'a Snapshot, audit: &'a Audit) -> Self {
        let matched = Matched {
            after_of: vec![None; before.sites.len()],
            before_of: vec![None; audit.sites.len()],
            ..Matched::default()
        };
        Self { before: &before.sites, audit, matched }
    }

    fn run(mut self) -> Matched {
        self.by_identity();
        self.by_candidates();
        self.by_moved_item(|site| (last_segment(site.item), site.receiver));
        self.by_moved_item(|site| (parent(site.item), site.receiver));
        self.matched
    }

    fn pair(&mut self, before: usize, after: usize) {
        self.matched.after_of[before] = Some(after);
        self.matched.before_of[after] = Some(before);
    }

    fn open_before(&self) -> impl Iterator<Item = usize> + use<'a, '_> {
        (0..self.before.len())
            .filter(|&at| self.matched.after_of[at].is_none() && !self.matched.uncounted.contains_key(&at))
    }

    fn open_after(&self) -> impl Iterator<Item = usize> + use<'a, '_> {
        (0..self.audit.sites.len()).filter(|&at| self.matched.before_of[at].is_none())
    }

    fn by_identity(&mut self) {
        let mut groups: BTreeMap<Identity<'a>, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for at in self.open_before() {
            groups.entry(self.before[at].identity()).or_default().0.push(at);
        }
        for at in self.open_after() {
            groups.entry(self.audit.sites[at].identity()).or_default().1.push(at);
        }
        for (mut before, mut after) in groups.into_values() {
            for alike in [
                |old, new| same_scope(old, new) && same_spelling(old, new) && same_file(old, new),
                |old, new| same_scope(old, new) && same_spelling(old, new),
                |old, new| same_scope(old, new) && same_file(old, new),
                same_scope,
                |old, new| same_spelling(old, new) && same_file(old, new),
                same_spelling,
                |_, _| true,
            ] as [fn(&BaselineSite, &Site) -> bool; 7]
            {
                before.retain(|&old| {
                    let found = after.iter().position(|&new| alike(&self.before[old], &self.audit.sites[new]));
                    if let Some(found) = found {
                        self.pair(old, after.remove(found));
                    }
                    found.is_none()
                });
            }
        }
    }

    fn by_candidates(&mut self) {
        let mut candidates: HashMap<Identity<'a>, Vec<usize>> = HashMap::new();
        for (at, candidate) in self.audit.candidates.iter().enumerate().rev() {
            candidates.entry(identity(candidate)).or_default().push(at);
        }
        let open: Vec<usize> = self.open_before().filter(|&at| self.before[at].spelling.is_explicit()).collect();
        for old in open {
            if let Some(candidate) = candidates.get_mut(&self.before[old].identity()).and_then(Vec::pop) {
                self.matched.uncounted.insert(old, candidate);
            }
        }
    }

    /// Pairs what is left of items that are gone with what stands in new items, by a key of the site.
    fn by_moved_item<'k>(&mut self, key: impl Fn(Identity<'k>) -> (&'k str, &'k str))
    where
        'a: 'k,
    {
        let known_before: HashSet<(&str, &str)> =
            self.before.iter().map(|site| (&*site.package, &*site.item)).collect();
        let mut arrivals: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
        for at in self.open_after() {
            let site = &self.audit.sites[at];
            if !known_before.contains(&(&*site.package, &*site.item)) {
                arrivals.entry(key(site.identity())).or_default().push(at);
            }
        }
        let gone: Vec<usize> = self
            .open_before()
            .filter(|&at| {
                !self.audit.items.contains(&Fingerprint::of(&[&self.before[at].package, &self.before[at].item]))
            })
            .collect();
        for old in gone {
            let Some(candidates) = arrivals.get_mut(&key(self.before[old].identity())) else { continue };
            let from = &self.before[old];
            let nearest = candidates.iter().enumerate().min_by_key(|(order, new)| {
                let to = &self.audit.sites[**new];
                let alike = common_end(&from.item, &to.item);
                (
                    !same_scope(from, to),
                    std::cmp::Reverse(alike),
                    *to.package != *from.package,
                    !same_file(from, to),
                    !same_spelling(from, to),
                    *order,
                )
            });
            if let Some(position) = nearest.map(|(position, _)| position) {
                let new = candidates.remove(position);
                self.pair(old, new);
                self.matched.moved.insert(new);
            }
        }
    }
}

fn same_scope(before: &BaselineSite, after: &Site) -> bool {
    before.scope == after.scope
}

fn same_spelling(before: &BaselineSite, after: &Site) -> bool {
    before.spelling == after.spelling
}

fn same_file(before: &BaselineSite, after: &Site) -> bool {
    *before.path == *after.location.path
}

fn identity(candidate: &Candidate) -> Identity<'_> {
    Identity { package: &candidate.package, item: &candidate.item, receiver: &candidate.receiver }
}

/// How many last segments two items share.
fn common_end(a: &str, b: &str) -> usize {
    segments(a).iter().rev().zip(segments(b).iter().rev()).take_while(|(a, b)| a == b).count()
}

fn last_segment(item: &str) -> &str {
    segments(item).pop().unwrap_or(item)
}

fn parent(item: &str) -> &str {
    item[..item.len() - last_segment(item).len()].trim_end_matches("::")
}

/// The parts of an item's path: `m`, `<W as From<io::Error>>` and `from` of `m::<W as From<io::Error>>::from`.
fn segments(item: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    let bytes = item.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'<' | b'(' | b'[' | b'{' => depth += 1,
            // Not the arrow of `Fn() -> T`.
            b'>' if at > 0 && bytes[at - 1] == b'-' => {}
            b'>' | b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b':' if depth == 0 && at > start && bytes[at - 1] == b':' => {
                parts.push(&item[start..at - 1]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&item[start..]);
    parts
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
        if let Some(old) = counterpart.filter(|old| is_promoted(old, site, filter)) {
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
