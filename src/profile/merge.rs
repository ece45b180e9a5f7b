//! Several runs as one profile.

use std::collections::HashMap;

use anyhow::{Result, bail};

use crate::model::{Instance, Profile, ProfiledSite};

/// Adds a run to an earlier profile of the same program. What that has of sites which are no longer there, or around which
/// the function has changed, is left out; returns how many sites these are.
///
/// # Errors
/// They were built differently: costs of a debug build and of a release build make no sum.
pub(crate) fn append(mut earlier: Profile, mut run: Profile) -> Result<(Profile, usize)> {
    let (before, now) = (&earlier.measured, &run.measured);
    if (&before.profile, &before.target) != (&now.profile, &now.target) {
        bail!(
            "the profile that is there was built with profile {} for {}, and this run with {} for {}; without --append it is \
             replaced",
            before.profile,
            before.target,
            now.profile,
            now.target
        );
    }
    let mut known: HashMap<String, ProfiledSite> =
        earlier.sites.drain(..).map(|site| (site.site.fingerprint.clone(), site)).collect();
    for site in &mut run.sites {
        let is_same = known.get(&site.site.fingerprint).is_some_and(|known| known.function == site.function);
        if let Some(known) = is_same.then(|| known.remove(&site.site.fingerprint)).flatten() {
            site.cost.add(&known.cost);
            site.size = site.size.max(known.size);
            add_instances(&mut site.instances, known.instances);
        }
    }
    let gone = known.values().filter(|site| site.cost.calls > 0).count();
    let (all, more) = (&mut run.measured, &earlier.measured);
    all.runs += more.runs;
    all.processes += more.processes;
    all.threads += more.threads;
    all.seconds += more.seconds;
    all.clock_nanoseconds = all.clock_nanoseconds.max(more.clock_nanoseconds);
    all.with_allocations &= more.with_allocations;
    all.is_incomplete |= more.is_incomplete;
    run.totals.add(&earlier.totals);
    let is_known = earlier.command.lines().any(|command| command == run.command);
    run.command = if is_known { earlier.command } else { format!("{}\n{}", earlier.command, run.command) };
    Ok((run, gone))
}

fn add_instances(instances: &mut Vec<Instance>, others: Vec<Instance>) {
    for other in others {
        match instances.iter_mut().find(|instance| instance.ty == other.ty) {
            Some(instance) => instance.cost.add(&other.cost),
            None => instances.push(other),
        }
    }
    instances.sort_by(|a, b| b.cost.calls.cmp(&a.cost.calls).then_with(|| a.ty.cmp(&b.ty)));
}
