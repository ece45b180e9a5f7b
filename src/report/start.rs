//! Where to start: the sites with the best advice, and the expensive ones without any.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::model::{Audit, Cost, Disposition, Finding, HotSite, Level, Measure, MeasuredReport, Profile, Scope, Site};
use crate::rules::evidence;

/// Sites that the documents have under "start here".
const START_HERE: usize = 100;

/// How often a rule was right, in percent, from which on its notes are worth starting with: as often as not.
const LEAST_RIGHT: u32 = 50;

/// Sites that the documents have of the expensive and of the hottest ones.
const LISTED: usize = 20;

/// The sites with a finding, the best advice first: production code before all other, warnings before notes, then what
/// took most time by the last profile, and what weighs most before the rest. A note weighs its impact times how often the rule was right where that was measured.
/// Of each function one site is listed, which says how many others have a finding.
pub(super) fn start_here(audit: &Audit) -> Vec<HotSite> {
    let mut found: Vec<(&Site, &Finding)> = reached(audit).filter_map(|site| Some((site, advice(site)?))).collect();
    found.sort_by_cached_key(|(site, finding)| {
        let (nanoseconds, bytes) = saved(site);
        let measured = (Reverse(nanoseconds), Reverse(bytes));
        let guessed = (Reverse(points(site, finding)), Reverse(site.verdict.impact));
        (site.scope != Scope::Production, finding.level, measured, guessed)
    });
    let mut in_item: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (site, _) in &found {
        *in_item.entry((&site.package, &site.item)).or_default() += 1;
    }
    let row = |(site, finding): (&Site, &Finding)| HotSite {
        level: Some(finding.level),
        message: Some(finding.message.clone()),
        rules: vec![finding.rule.to_owned()],
        more_in_item: in_item.get(&(&*site.package, &*site.item)).map_or(0, |count| count - 1),
        ..hot(site)
    };
    one_an_item(found, |(site, _)| *site).take(START_HERE).map(row).collect()
}

/// Production clones that cost an allocation or more, of which nothing explains why they are there and no rule says
/// anything: those with the most impact, one a function.
pub(super) fn unexplained(audit: &Audit) -> Vec<HotSite> {
    let is_expensive = |site: &&Site| {
        site.spelling.is_explicit()
            && site.scope == Scope::Production
            && matches!(site.cloned.cost, Cost::Heap | Cost::Deep)
            && site.disposition() == Disposition::Unreviewed
    };
    let mut sites: Vec<&Site> = reached(audit).filter(is_expensive).collect();
    sites.sort_by_key(|site| Reverse(site.verdict.impact));
    one_an_item(sites, |site| *site).take(LISTED).map(hot).collect()
}

/// The sites with the most impact. Among equals, what a rule warns of comes before what it notes, and that before what
/// has no finding; the rest stays in the order of places.
pub(super) fn hottest(audit: &Audit) -> Vec<HotSite> {
    let mut sites: Vec<&Site> = audit.sites.iter().filter(|site| site.verdict.impact > 0).collect();
    let level = |site: &Site| site.verdict.reported().map(|finding| finding.level).min().unwrap_or(Level::Off);
    sites.sort_by_key(|site| (Reverse(site.verdict.impact), level(site)));
    sites.into_iter().take(LISTED).map(hot).collect()
}

/// A profile beside the sites that it was put beside.
pub(super) fn measured(audit: &Audit, profile: &Profile) -> MeasuredReport {
    let measures = || audit.sites.iter().filter_map(|site| Some((site, site.verdict.measured.as_deref()?)));
    let of = |wanted: fn(&Measure) -> bool| measures().filter(|(_, measure)| wanted(measure)).count();
    let mut ran: Vec<(&Site, &Measure)> =
        measures().filter(|(_, measure)| !measure.is_stale && measure.cost.calls > 0).collect();
    ran.sort_by_key(|(_, measure)| Reverse((measure.cost.nanoseconds, measure.cost.bytes)));
    MeasuredReport {
        command: profile.command.clone(),
        measured: profile.measured.clone(),
        totals: profile.totals,
        ran: ran.len(),
        never_ran: of(|measure| !measure.is_stale && measure.cost.calls == 0),
        stale: of(|measure| measure.is_stale),
        costliest: ran.into_iter().take(LISTED).map(|(site, _)| hot(site)).collect(),
    }
}

/// Of each item the first.
fn one_an_item<'a, T>(all: Vec<T>, site: impl Fn(&T) -> &'a Site) -> impl Iterator<Item = T> {
    let mut seen = HashSet::new();
    all.into_iter().filter(move |one| {
        let site = site(one);
        seen.insert((&*site.package, &*site.item))
    })
}

/// Sites of files that some target compiles.
fn reached(audit: &Audit) -> impl Iterator<Item = &Site> {
    let unreached: HashSet<&str> = audit.files.iter().filter(|file| !file.reached).map(|file| &*file.path).collect();
    audit.sites.iter().filter(move |site| !unreached.contains(&*site.location.path))
}

/// The finding that says the most of a site, unless the compiler has said that the clone must stay. Notes of rules that
/// were seldom right count elsewhere, but are no place to start.
fn advice(site: &Site) -> Option<&Finding> {
    if site.verdict.proof.as_ref().is_some_and(|proof| !proof.removable) {
        return None;
    }
    let is_often_right = |finding: &&Finding| {
        finding.level == Level::Warn
            || evidence::precision(finding.rule).is_none_or(|measured| measured.percent_right() >= LEAST_RIGHT)
    };
    site.verdict.reported().filter(is_often_right).min_by_key(|finding| finding.level)
}

/// What a site with a finding weighs.
fn points(site: &Site, finding: &Finding) -> u64 {
    let impact = u64::from(site.verdict.impact);
    if finding.level == Level::Warn {
        return impact * 100;
    }
    // A rule without a measured precision counts as right half of the time.
    impact * evidence::precision(finding.rule).map_or(50, |measured| u64::from(measured.percent_right()))
}

/// What a run of the program would have saved without the clone, by the last profile: nanoseconds and bytes. Nothing where
/// nothing is known.
fn saved(site: &Site) -> (u64, u64) {
    let measure = site.verdict.measured.as_deref().filter(|measure| !measure.is_stale);
    measure.map_or((0, 0), |measure| (measure.cost.nanoseconds, measure.cost.bytes))
}

fn hot(site: &Site) -> HotSite {
    HotSite {
        path: Arc::clone(&site.location.path),
        line: site.location.line,
        column: site.location.column,
        expression: site.expression.clone(),
        item: site.item.clone(),
        scope: site.scope,
        ty: site.cloned.ty.clone(),
        cost: site.cloned.cost,
        loops: site.usage.loops,
        impact: site.verdict.impact,
        measured: site.verdict.measured.clone(),
        rules: site.verdict.rules.clone(),
        level: None,
        message: None,
        more_in_item: 0,
    }
}
