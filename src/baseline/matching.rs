//! Pairs the sites of a snapshot with those of an audit.
//!
//! 1. Equal identity (package, item, receiver): unchanged, or **respelled** where the spelling differs. Within an
//!    identity, sites of the same scope, spelling and file are paired first, then those that differ in some of these,
//!    the scope last: an item may stand twice, under `#[cfg(test)]` and not.
//! 2. An explicit clone that is gone where `.to_owned()` or `.to_string()` now stands on the same receiver, whose
//!    type is not known: respelled as well, though it no longer counts.
//! 3. What is left of an item that no longer exists, and of one that had no sites before: **moved** if the function
//!    has the same name, else if it stands in the same module (a renamed function).
//! 4. What is left of an item and stands in one that had no sites before (a function that was renamed and put elsewhere,
//!    or a part of one that became a function of its own): **moved** if sites of two receivers go the same way, or any
//!    between functions whose names share a word, or from a function that now calls the other, itself or by way of one
//!    beside it. Receiver, class, cost and scope are the same. Between packages: if those of [`TELLING_RECEIVERS`] receivers
//!    left a function that is gone.
//! 5. The rest was removed and added. A clone that one function lost and another, older one gained is both.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::model::item_path::{last_segment, parent};
use crate::model::{Audit, BaselineSite, Candidate, Cost, Fingerprint, Identity, Scope, Site, Snapshot, TypeClass};

use crate::syntax::{self, Callee, Calls};

use super::items::{common_end, is_of_trait_impl, share_a_word};

/// Pairs the sites of a snapshot with those of an audit. `text` has the audited files by their paths.
pub(super) fn run(before: &Snapshot, after: &Audit, text: Text<'_>) -> Matched {
    Matcher::new(before, after, text).run()
}

/// The text of a file, if it can be read.
pub(super) type Text<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What became of each site; indices into the snapshot's and the audit's sites.
#[derive(Default)]
pub(super) struct Matched {
    /// For each site before: its counterpart.
    pub after_of: Vec<Option<usize>>,
    /// For each site after: its counterpart.
    pub before_of: Vec<Option<usize>>,
    /// Sites after that stood elsewhere before.
    pub moved: BTreeSet<usize>,
    /// Sites before that became calls which are not counted.
    pub uncounted: BTreeMap<usize, usize>,
}

struct Matcher<'a> {
    before: &'a [BaselineSite],
    audit: &'a Audit,
    text: Text<'a>,
    /// The calls in the files that were read for them, by their paths.
    calls: RefCell<HashMap<String, Calls>>,
    /// All items that could hold a site now.
    items_now: HashSet<(&'a str, Fingerprint)>,
    /// The items that had sites.
    items_before: HashSet<Item<'a>>,
    matched: Matched,
}

impl<'a> Matcher<'a> {
    fn new(before: &'a Snapshot, audit: &'a Audit, text: Text<'a>) -> Self {
        let matched = Matched {
            after_of: vec![None; before.sites.len()],
            before_of: vec![None; audit.sites.len()],
            ..Matched::default()
        };
        let items_before = before.sites.iter().map(item_before).collect();
        let items = audit.files.iter().flat_map(|file| file.items.iter().map(|item| (&*file.package, *item)));
        let items_now = items.collect();
        Self { before: &before.sites, audit, text, calls: RefCell::default(), items_now, items_before, matched }
    }

    fn run(mut self) -> Matched {
        self.by_identity();
        self.by_candidates();
        self.by_moved_item(|site| (last_segment(site.item), site.receiver));
        self.by_moved_item(|site| (parent(site.item), site.receiver));
        self.by_parts_of_items();
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
        let mut arrivals = self.arrivals(|site| key(site.identity()));
        let gone: Vec<usize> = self.open_before().filter(|&at| !self.is_there(item_before(&self.before[at]))).collect();
        for old in gone {
            let Some(candidates) = arrivals.get_mut(&key(self.before[old].identity())) else { continue };
            let from = &self.before[old];
            let nearest = candidates.iter().take(MOST_CANDIDATES).enumerate().min_by_key(|(order, new)| {
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

    /// What stands, still without a counterpart, in items that had no sites before; by a key of the site.
    fn arrivals<K: Ord>(&self, key: impl Fn(&'a Site) -> K) -> BTreeMap<K, Vec<usize>> {
        let mut arrivals: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for at in self.open_after() {
            let site = &self.audit.sites[at];
            if !self.items_before.contains(&item_after(site)) {
                arrivals.entry(key(site)).or_default().push(at);
            }
        }
        arrivals
    }

    /// Whether an item of the snapshot is still there.
    fn is_there(&self, (package, item): Item<'_>) -> bool {
        self.items_now.contains(&(package, Fingerprint::of(&[item])))
    }

    /// Pairs what went from one item to another that had no sites before, the items with most such sites first.
    fn by_parts_of_items(&mut self) {
        let mut arrivals = self.arrivals(|site| (alike_after(site), item_after(site)));
        for sites in arrivals.values_mut() {
            // The first is taken first.
            sites.reverse();
        }
        for ((from, to), sites) in self.ways(arrivals.keys().copied()) {
            let mut pairs = Vec::new();
            for old in sites.into_iter().filter(|old| self.matched.after_of[*old].is_none()) {
                let new = arrivals.get_mut(&(alike_before(&self.before[old]), to)).and_then(Vec::pop);
                pairs.extend(new.map(|new| (old, new)));
            }
            let receivers: BTreeSet<&str> = pairs.iter().map(|(old, _)| &*self.before[*old].receiver).collect();
            let is_called = || pairs.first().is_some_and(|(old, new)| self.calls(*old, *new));
            let has_moved = match distance(from, to) {
                Distance::Near => receivers.len() > 1 || self.is_named_after(from, to) || is_called(),
                Distance::Far => receivers.len() >= TELLING_RECEIVERS && !self.is_there(from),
            };
            if has_moved {
                for (old, new) in pairs {
                    self.pair(old, new);
                    self.matched.moved.insert(new);
                }
            } else {
                for (old, new) in pairs {
                    arrivals.entry((alike_before(&self.before[old]), to)).or_default().push(new);
                }
            }
        }
    }

    /// From which items to which others sites may have gone, and those sites.
    fn ways(&self, arrivals: impl Iterator<Item = (Alike<'a>, Item<'a>)>) -> Vec<((Item<'a>, Item<'a>), Vec<usize>)> {
        let mut destinations: BTreeMap<Alike<'a>, Vec<Item<'a>>> = BTreeMap::new();
        for (alike, item) in arrivals {
            destinations.entry(alike).or_default().push(item);
        }
        let mut ways: BTreeMap<(Item<'a>, Item<'a>), Vec<usize>> = BTreeMap::new();
        for old in self.open_before() {
            let (site, from) = (&self.before[old], item_before(&self.before[old]));
            let to = destinations.get(&alike_before(site)).filter(|to| to.len() <= MOST_DESTINATIONS);
            for to in to.into_iter().flatten().filter(|to| self.may_lead(from, **to)) {
                ways.entry((from, *to)).or_default().push(old);
            }
        }
        let mut ways: Vec<_> = ways.into_iter().collect();
        ways.sort_by_key(|(way, sites)| (std::cmp::Reverse(sites.len()), *way));
        ways
    }

    /// Whether an item's name says that it came from another. A function of the same name beside the old one is another
    /// function.
    fn is_named_after(&self, from: Item<'_>, to: Item<'_>) -> bool {
        share_a_word(from.1, to.1) && !(self.is_there(from) && last_segment(from.1) == last_segment(to.1))
    }

    /// Whether the item in which a site stood is still there and calls the one in which another stands now.
    fn calls(&self, old: usize, new: usize) -> bool {
        let (from, to) = (&self.before[old], &self.audit.sites[new]);
        if !self.is_there(item_before(from)) {
            return false;
        }
        let owner = last_segment(parent(&to.item)).split('<').next().unwrap_or_default();
        let callee = Callee { name: last_segment(&to.item), owner, is_method: owner.starts_with(char::is_uppercase) };
        let by = last_segment(&from.item);
        // The file may have a new name; then what is new may have come into it as well.
        let mut paths = vec![&*from.path];
        paths.extend((*to.location.path != *from.path).then_some(&*to.location.path));
        let mut known = self.calls.borrow_mut();
        let read = |path: &str| (self.text)(path).map(|text| syntax::calls(&text)).unwrap_or_default();
        paths.into_iter().any(|path| known.entry(path.to_owned()).or_insert_with(|| read(path)).lead(by, callee))
    }

    /// Whether a part of an item may have become another. Of an item that is still there, no part becomes a method of a
    /// trait's impl: the trait says which there are.
    fn may_lead(&self, from: Item<'_>, to: Item<'_>) -> bool {
        !(self.is_there(from) && is_of_trait_impl(to.1))
    }
}

/// How far a part of an item has to go. Within a package, or to a module of the same name, it is near; only much leaves for
/// others.
fn distance(from: Item<'_>, to: Item<'_>) -> Distance {
    let is_near = from.0 == to.0 || last_segment(parent(from.1)) == last_segment(parent(to.1));
    if is_near { Distance::Near } else { Distance::Far }
}

enum Distance {
    Near,
    Far,
}

/// From so many receivers on, what a function lost and a new one elsewhere has is no accident.
const TELLING_RECEIVERS: usize = 3;

/// Clones that are alike and stand in more new items than these are not followed: any of them may be the one.
const MOST_DESTINATIONS: usize = 20;

/// Of the new sites that an old one may have become, so many are looked at for the nearest.
const MOST_CANDIDATES: usize = 256;

/// Package and path of an item.
type Item<'a> = (&'a str, &'a str);

/// What a clone keeps that goes elsewhere with the code around it: receiver, class, cost and scope.
type Alike<'a> = (&'a str, TypeClass, Cost, Scope);

fn item_before(site: &BaselineSite) -> Item<'_> {
    (&site.package, &site.item)
}

fn item_after(site: &Site) -> Item<'_> {
    (&site.package, &site.item)
}

fn alike_before(site: &BaselineSite) -> Alike<'_> {
    (&site.receiver, site.class, site.cost, site.scope)
}

fn alike_after(site: &Site) -> Alike<'_> {
    (&site.receiver, site.cloned.class, site.cloned.cost, site.scope)
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
