//! What was measured, put beside the sites of an audit.

use std::collections::HashMap;

use crate::model::{Measure, Profile, ProfiledSite, Site, impact_measured};

/// Puts what was measured beside the sites, and weighs those that ran by how often they did. Sites that the profile does not
/// have stay as they are. Returns how many have a measure, and how many of these are stale.
pub(crate) fn join(profile: &Profile, sites: &mut [Site]) -> (usize, usize) {
    let known: HashMap<&str, &ProfiledSite> =
        profile.sites.iter().map(|site| (&*site.site.fingerprint, site)).collect();
    let (mut measured, mut stale) = (0, 0);
    for site in sites {
        let Some(known) = known.get(&*site.fingerprint) else { continue };
        let is_stale = known.function != site.function.as_ref().map(|(_, hash)| *hash);
        measured += 1;
        stale += usize::from(is_stale);
        if known.cost.calls > 0 && !is_stale {
            site.verdict.impact = impact_measured(site.cloned.cost, known.cost.calls, site.scope);
        }
        site.verdict.measured = Some(Box::new(Measure { cost: known.cost, size: known.size, is_stale }));
    }
    (measured, stale)
}
