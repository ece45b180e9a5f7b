//! Several runs as one profile.

use std::collections::HashMap;

use anyhow::{Result, bail};

use crate::model::{Instance, Profile, ProfiledSite};

/// Whether what is built with a profile of Cargo can be added to an earlier profile.
///
/// # Errors
/// It was built otherwise: costs of a debug build and of a release build make no sum.
pub(crate) fn check_alike(earlier: &Profile, profile: &str) -> Result<()> {
    let before = &earlier.measured.profile;
    if before != profile {
        bail!(
            "the profile that is there is of a build with profile {before}, and this command builds with {profile}; without \
             --append it is replaced"
        );
    }
    Ok(())
}

/// Adds a run to an earlier profile of the same program. What that has of sites which are no longer there, or around which
/// the function has changed, is left out; returns how many sites these are.
///
/// # Errors
/// They were compiled for other targets, or by other compilers, or have no site in common.
pub(crate) fn append(mut earlier: Profile, mut run: Profile) -> Result<(Profile, usize)> {
    check_alike(&earlier, &run.measured.profile)?;
    let (before, now) = (&earlier.measured, &run.measured);
    if (&before.rustc, &before.target) != (&now.rustc, &now.target) {
        bail!(
            "the profile that is there is of {} for {}, and this run of {} for {}; without --append it is replaced",
            before.rustc,
            before.target,
            now.rustc,
            now.target
        );
    }
    let is_known = |site: &ProfiledSite| run.sites.iter().any(|new| new.site.fingerprint == site.site.fingerprint);
    if !earlier.sites.is_empty() && !earlier.sites.iter().any(is_known) {
        bail!(
            "the profile that is there has no clone of this workspace: it is of another one; without --append it is replaced"
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
    all.with_allocations |= more.with_allocations;
    all.without_allocations += more.without_allocations;
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
