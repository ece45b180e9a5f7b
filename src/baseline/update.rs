//! What is written into a baseline: all of an audit, or what there is of some packages beside what it had of the others.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::model::{Audit, BaselineSite, Diff, Moved, Site, Snapshot};

use super::text::sort;

/// The snapshot of what an audit found.
pub(crate) fn snapshot(audit: &Audit) -> Snapshot {
    let mut snapshot =
        Snapshot { sites: audit.sites.iter().map(BaselineSite::from).collect(), mentions: audit.mentions.clone() };
    sort(&mut snapshot);
    snapshot
}

/// A baseline after an update of some packages. `all` is its comparison with an audit of the whole workspace: a site that
/// went from a package that is asked for to another, or the other way, is written on both sides. Without `accepts_new`,
/// sites that would be growth are left out. Packages that are not asked for are not judged: what would be growth in them is
/// left out without `accepts_all`.
pub(crate) fn updated(
    before: &Snapshot,
    audit: &Audit,
    all: &Diff,
    is_asked_for: &dyn Fn(&str) -> bool,
    (accepts_new, accepts_all): (bool, bool),
) -> Snapshot {
    let concerned = |moved: &&Moved| is_asked_for(&moved.from.package) || is_asked_for(&moved.to.package);
    let mut gone: BTreeMap<&BaselineSite, usize> = BTreeMap::new();
    for moved in all.moved.iter().filter(concerned) {
        *gone.entry(&moved.from).or_default() += 1;
    }
    let is_kept = |site: &&BaselineSite| match gone.get_mut(*site) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => !is_asked_for(&site.package),
    };
    let mut sites: Vec<BaselineSite> = before.sites.iter().filter(is_kept).cloned().collect();
    let is_accepted = |package: &str| if is_asked_for(package) { accepts_new } else { accepts_all };
    let promoted = all.promoted.iter().filter(concerned).filter(|promoted| !is_accepted(&promoted.to.package));
    // What counts now and did not then stays as it was: it would be growth, too.
    sites.extend(promoted.clone().map(|promoted| promoted.from.clone()));
    let added = all.added.iter().filter(|site| !is_accepted(&site.package));
    let new: HashSet<&str> =
        added.chain(promoted.map(|promoted| &promoted.to)).map(|site| &*site.fingerprint).collect();
    let arrived: HashSet<&str> = all.moved.iter().filter(concerned).map(|moved| &*moved.to.fingerprint).collect();
    let is_written = |site: &&Site| {
        (is_asked_for(&site.package) || arrived.contains(&*site.fingerprint)) && !new.contains(&*site.fingerprint)
    };
    sites.extend(audit.sites.iter().filter(is_written).map(BaselineSite::from));
    let others = before.mentions.iter().filter(|mention| !is_asked_for(&mention.package));
    let mentions = others.chain(audit.mentions.iter().filter(|mention| is_asked_for(&mention.package))).cloned();
    let mut snapshot = Snapshot { sites, mentions: mentions.collect() };
    sort(&mut snapshot);
    snapshot
}

/// The part of a snapshot that an audit can speak of, and the rest: entries of packages that were not asked for, and
/// of files that could not be audited.
pub(crate) fn split(snapshot: Snapshot, audit: &Audit) -> (Snapshot, Snapshot) {
    let packages: BTreeSet<&str> = audit.packages.iter().map(|package| &*package.name).collect();
    let all = audit.all_packages;
    // What no target compiles may be compiled by way of a file that could not be audited.
    let orphans: HashSet<&str> = match &audit.skipped[..] {
        [] => HashSet::new(),
        _ => audit.orphans.iter().map(|orphan| &*orphan.path).collect(),
    };
    let is_hidden =
        |path: &str| orphans.contains(path) || audit.skipped.iter().any(|skipped| is_hidden_by(path, &skipped.path));
    let seen = |package: &str, path: &str| (all || packages.contains(package)) && !is_hidden(path);
    let (seen_sites, other_sites) = snapshot.sites.into_iter().partition(|site| seen(&site.package, &site.path));
    let (seen_mentions, other_mentions) =
        snapshot.mentions.into_iter().partition(|mention| seen(&mention.package, &mention.path));
    (Snapshot { sites: seen_sites, mentions: seen_mentions }, Snapshot { sites: other_sites, mentions: other_mentions })
}

/// Whether a path cannot be seen because another could not be audited: it is that file, lies in that folder, or among the
/// modules that the file may declare.
fn is_hidden_by(path: &str, skipped: &str) -> bool {
    let is_in = |folder: &str| path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let (folder, name) = skipped.rsplit_once('/').unwrap_or(("", skipped));
    match name {
        "lib.rs" | "main.rs" | "mod.rs" => folder.is_empty() || is_in(folder),
        _ => is_in(skipped) || skipped.strip_suffix(".rs").is_some_and(is_in),
    }
}
