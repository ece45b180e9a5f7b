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
    let mut known: HashMap<String, ProfiledSite> =
        earlier.sites.drain(..).map(|site| (site.site.fingerprint.clone(), site)).collect();
    if !known.is_empty() && !run.sites.iter().any(|site| known.contains_key(&site.site.fingerprint)) {
        bail!(
            "the profile that is there has no clone of this workspace: it is of another one; without --append it is replaced"
        );
    }
    let mut sites = Vec::with_capacity(run.sites.len());
    for site in run.sites {
        let is_same = known.get(&site.site.fingerprint).is_some_and(|known| known.function == site.function);
        let earlier = is_same.then(|| known.remove(&site.site.fingerprint)).flatten();
        sites.push(match earlier {
            Some(earlier) => ProfiledSite::new(site.site, joined(site.instances, earlier.instances)),
            None => site,
        });
    }
    run.sites = sites;
    let gone = known.values().filter(|site| site.cost.calls > 0).count();
    let (all, more) = (&mut run.measured, &earlier.measured);
    all.runs = all.runs.saturating_add(more.runs);
    all.processes = all.processes.saturating_add(more.processes);
    all.threads = all.threads.saturating_add(more.threads);
    all.seconds += more.seconds;
    all.clock_nanoseconds = all.clock_nanoseconds.max(more.clock_nanoseconds);
    all.with_allocations |= more.with_allocations;
    all.without_allocations = all.without_allocations.saturating_add(more.without_allocations);
    all.is_incomplete |= more.is_incomplete;
    run.totals.add(&earlier.totals);
    let is_known = earlier.command.lines().any(|command| command == run.command);
    run.command = if is_known { earlier.command } else { format!("{}\n{}", earlier.command, run.command) };
    Ok((run, gone))
}

/// The instances of two runs, each type once.
fn joined(mut instances: Vec<Instance>, others: Vec<Instance>) -> Vec<Instance> {
    for other in others {
        match instances.iter_mut().find(|instance| (&instance.ty, instance.size) == (&other.ty, other.size)) {
            Some(instance) => instance.cost.add(&other.cost),
            None => instances.push(other),
        }
    }
    instances
}
