//! Summarises an audit: pure, from values to the [`Report`] that every format renders.

mod density;
mod findings;
mod groups;
mod next;
mod start;
mod types;
mod words;

use std::collections::HashSet;
use std::sync::Arc;

use crate::categories::{Categories, Category};
use crate::config::Targets;
use crate::model::{
    Audit, CategoryRow, CategoryStatus, Diff, Grouping, Priority, Profile, REPORT_SCHEMA, Report, Site, Skipped,
    Sorting, Spelling, TargetRow, Totals, WorkspaceFigures,
};

pub(crate) use types::type_table;
pub(crate) use words::{acts_on_terminals, one_line, plural, share, shell_word};

use groups::Counts;

/// Share of the impact of the clones that are not accepted, in percent, from which a category is of high priority, and of medium.
const HIGH_SHARE: f64 = 25.0;
const MEDIUM_SHARE: f64 = 10.0;

/// What a report is made with besides the audit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings<'a> {
    /// The categories in their order.
    pub categories: &'a Categories,
    /// Configured targets.
    pub targets: &'a Targets,
    /// The comparison with the baseline, made with the same filter.
    pub diff: Option<&'a Diff>,
    /// What to group by besides the usual.
    pub by: Option<Grouping>,
    /// Which files and groups come first.
    pub sort: Sorting,
    /// Whether filters narrow the sites, so that no figure of whole files is a measure of them.
    pub filtered: bool,
    /// Whether to compare with published packages.
    pub reference: bool,
    /// The profile that was put beside the sites.
    pub profile: Option<&'a Profile>,
}

/// Makes the report of an audit that is already filtered.
pub(crate) fn build(audit: &Audit, settings: &Settings<'_>) -> Report {
    let totals = audit.totals();
    let mut report = Report {
        schema: REPORT_SCHEMA,
        workspace: workspace_figures(audit),
        density: if settings.filtered { None } else { density::density(audit) },
        reference: if settings.filtered || !settings.reference { None } else { density::compare(audit) },
        before: settings.diff.map(|diff| diff.before.clone()),
        by_category: categories(audit, &totals, settings),
        by_package: groups::packages(audit),
        by_file: groups::files(audit, settings.sort, settings.diff),
        by_rule: findings::by_rule(audit),
        by_disposition: findings::by_disposition(audit),
        by_purpose: findings::by_purpose(audit),
        start_here: start::start_here(audit),
        unexplained: start::unexplained(audit),
        hottest: start::hottest(audit),
        profile: settings.profile.map(|profile| start::measured(audit, profile)),
        type_findings: audit.type_findings.clone(),
        problems: audit.problems.clone(),
        grouped: settings.by.map(|by| (by, groups::by(&audit.sites, settings.sort, by))),
        targets: targets(&totals, audit, settings),
        skipped: audit.skipped.clone(),
        degraded: audit.degraded.clone(),
        unfinished: audit.unfinished.clone(),
        left_out: left_out(audit),
        grep_note: grep_note(audit, &totals, settings.filtered),
        next_step: String::new(),
        totals,
    };
    report.next_step = next::step(&report, audit);
    report
}

/// All that is left out, in the order of paths.
fn left_out(audit: &Audit) -> Vec<Skipped> {
    let mut all = [audit.left_out.as_slice(), &audit.compiled_left_out].concat();
    all.sort_by(|a, b| a.path.cmp(&b.path));
    all
}

fn workspace_figures(audit: &Audit) -> WorkspaceFigures {
    let with_clones: HashSet<&Arc<str>> =
        audit.sites.iter().filter(|site| site.spelling.is_explicit()).map(|site| &site.location.path).collect();
    let dependencies = audit.dependencies();
    WorkspaceFigures {
        packages: audit.packages.len(),
        files: audit.files.len(),
        files_with_clones: with_clones.len(),
        lines: audit.files.iter().map(|file| file.lines).sum(),
        lines_production: density::production_lines(audit),
        files_unreached: audit.orphans.len() + audit.files.iter().filter(|file| !file.reached).count(),
        dependencies: dependencies.len(),
        dependencies_missing: dependencies.iter().filter(|dependency| dependency.missing).count(),
        generated: audit.packages.iter().map(|package| package.generated).sum(),
        generated_missing: audit.packages.iter().map(|package| package.generated_missing).sum(),
    }
}

fn categories(audit: &Audit, totals: &Totals, settings: &Settings<'_>) -> Vec<CategoryRow> {
    let sites = |category: &Category| {
        let name = Arc::clone(&category.name);
        audit.sites.iter().filter(move |site| site.category == name)
    };
    let impact = |category: &Category| impact_of(sites(category));
    let open: u64 = settings.categories.iter().filter(|category| !category.accepted).map(impact).sum();
    settings
        .categories
        .iter()
        .map(|category| {
            let (counts, impact) = (Counts::of(sites(category)), impact(category));
            let row = settings.diff.and_then(|diff| diff.by_category.iter().find(|row| *row.name == *category.name));
            let before = row.map(|row| row.before);
            let status = status(category, counts.explicit, before);
            CategoryRow {
                name: Arc::clone(&category.name),
                explicit: counts.explicit,
                bulk: counts.bulk,
                implicit: counts.implicit,
                share: share(counts.explicit, totals.explicit),
                impact,
                before,
                target: category.target,
                is_shown: counts.explicit > 0
                    || before.is_some_and(|before| before > 0)
                    || category.target.or(category.limit).is_some(),
                status,
                priority: priority(status, counts.explicit, points_share(impact, open)),
            }
        })
        .collect()
}

fn status(category: &Category, now: usize, before: Option<usize>) -> CategoryStatus {
    if category.accepted {
        return CategoryStatus::Accepted;
    }
    match (category.target, before) {
        (Some(target), _) if now <= target => CategoryStatus::AtTarget,
        (_, Some(before)) if now > before => CategoryStatus::Grew,
        (_, Some(before)) if now < before => CategoryStatus::Reduced,
        (Some(_), _) => CategoryStatus::OverTarget,
        (None, Some(_)) => CategoryStatus::Unchanged,
        (None, None) => CategoryStatus::Open,
    }
}

fn priority(status: CategoryStatus, now: usize, open_share: f64) -> Priority {
    match status {
        CategoryStatus::Grew => Priority::Critical,
        CategoryStatus::Accepted | CategoryStatus::AtTarget => Priority::Done,
        _ if now == 0 => Priority::Done,
        _ if open_share >= HIGH_SHARE => Priority::High,
        _ if open_share >= MEDIUM_SHARE => Priority::Medium,
        _ => Priority::Low,
    }
}

/// Points of the explicit clones.
fn impact_of<'a>(sites: impl Iterator<Item = &'a Site>) -> u64 {
    sites.filter(|site| site.spelling.is_explicit()).map(|site| u64::from(site.verdict.impact)).sum()
}

fn points_share(part: u64, whole: u64) -> f64 {
    share(usize::try_from(part).unwrap_or(usize::MAX), usize::try_from(whole).unwrap_or(usize::MAX))
}

fn targets(totals: &Totals, audit: &Audit, settings: &Settings<'_>) -> Vec<TargetRow> {
    let row = |name: &str, before: Option<usize>, target: usize, actual: usize| TargetRow {
        name: name.to_owned(),
        before,
        target,
        actual,
        reached: actual <= target,
    };
    let explicit = |keep: &dyn Fn(&Site) -> bool| {
        audit.sites.iter().filter(|site| site.spelling.is_explicit() && keep(site)).count()
    };
    let mut rows = Vec::new();
    if let Some(target) = settings.targets.explicit {
        rows.push(row("explicit clones", settings.diff.map(|diff| diff.before.explicit), target, totals.explicit));
    }
    for category in settings.categories.iter() {
        if let Some(target) = category.target {
            let before = settings.diff.and_then(|diff| diff.by_category.iter().find(|row| *row.name == *category.name));
            rows.push(row(
                &category.name,
                before.map(|row| row.before),
                target,
                explicit(&|site| site.category == category.name),
            ));
        }
    }
    for (path, &target) in &settings.targets.files {
        let before =
            settings.diff.map(|diff| diff.by_file.iter().find(|row| row.name == *path).map_or(0, |row| row.before));
        rows.push(row(path, before, target, explicit(&|site| *site.location.path == **path)));
    }
    rows
}

/// Why the headline and grep's count differ.
fn grep_note(audit: &Audit, totals: &Totals, filtered: bool) -> String {
    if filtered {
        return "grep counts lines of whole files; filters do not apply".to_owned();
    }
    let count = |spelling: Spelling| totals.by_spelling.get(spelling.name()).copied().unwrap_or(0);
    let hidden = audit.sites.iter().filter(|site| site.spelling == Spelling::Method && !site.grep_line).count();
    let parts = [
        (count(Spelling::Path), "path call", " such as Arc::clone(&x)"),
        (count(Spelling::FnValue), "clone", " passed as a function"),
        (count(Spelling::CloneFrom), "clone_from call", ""),
        (hidden, "call", " on a shared line or over several"),
    ];
    let missed = parts.iter().filter(|(number, ..)| *number > 0);
    let missed: Vec<String> = missed.map(|(number, what, which)| plural(*number, what) + which).collect();
    let wrong = plural(audit.mentions.len(), "line");
    match (missed.is_empty(), audit.mentions.len()) {
        (true, 0) => "grep finds the same".to_owned(),
        (true, _) => format!("grep counts {wrong} without a call"),
        (false, 0) => format!("grep misses {}", missed.join(", ")),
        (false, _) => format!("grep misses {}, and counts {wrong} without a call", missed.join(", ")),
    }
}
