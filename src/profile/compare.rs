//! Two profiles: before and after a change.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::model::{CostChange, MeasuredCost, PROFILE_DIFF_SCHEMA, Profile, ProfileDiff, ProfiledSite, SiteChange};

/// Compares two profiles. Sites are the same if their identity is. What did not change is left out.
pub(crate) fn compare(before: &Profile, after: &Profile) -> ProfileDiff {
    let mut known: HashMap<&str, &ProfiledSite> =
        before.sites.iter().map(|site| (&*site.site.fingerprint, site)).collect();
    let mut sites = Vec::new();
    for site in &after.sites {
        let earlier = known.remove(&*site.site.fingerprint);
        let cost = earlier.map_or_else(MeasuredCost::default, |earlier| earlier.cost);
        push(&mut sites, site, CostChange { before: cost, after: site.cost }, earlier.is_some(), true);
    }
    for site in before.sites.iter().filter(|site| known.contains_key(&*site.site.fingerprint)) {
        push(&mut sites, site, CostChange { before: site.cost, after: MeasuredCost::default() }, true, false);
    }
    let moved = |change: &SiteChange| change.cost.after.nanoseconds.abs_diff(change.cost.before.nanoseconds);
    sites.sort_by_key(|change| (Reverse(moved(change)), change.site.location.path.clone(), change.site.location.line));
    ProfileDiff { schema: PROFILE_DIFF_SCHEMA, before: before.into(), after: after.into(), sites }
}

fn push(sites: &mut Vec<SiteChange>, site: &ProfiledSite, cost: CostChange, was_there: bool, is_there: bool) {
    if cost.before != cost.after {
        sites.push(SiteChange { site: site.site.clone(), cost, was_there, is_there });
    }
}
