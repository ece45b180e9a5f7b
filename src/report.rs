//! Summarises an audit: pure, from values to the [`Report`] that every format renders.

mod findings;
mod types;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::categories::{Categories, Category};
use crate::config::Targets;
use crate::model::{
    Audit, CategoryRow, CategoryStatus, Diff, GroupRow, Grouping, Level, PackageFigures, Priority, REPORT_SCHEMA,
    Report, Scope, Site, Skipped, Sorting, Spelling, TargetRow, Totals, WorkspaceFigures,
};

pub(crate) use types::type_table;

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
    /// Whether filters narrow the sites, so that grep's count of lines is no measure of them.
    pub filtered: bool,
}

/// Makes the report of an audit that is already filtered.
pub(crate) fn build(audit: &Audit, settings: &Settings<'_>) -> Report {
    let totals = audit.totals();
    let mut report = Report {
        schema: REPORT_SCHEMA,
        workspace: workspace_figures(audit),
        before: settings.diff.map(|diff| diff.before.clone()),
        by_category: categories(audit, &totals, settings),
        by_package: packages(audit),
        by_file: files(audit, settings),
        by_rule: findings::by_rule(audit),
        by_disposition: findings::by_disposition(audit),
        by_purpose: findings::by_purpose(audit),
        hottest: findings::hottest(audit),
        type_findings: audit.type_findings.clone(),
        problems: audit.problems.clone(),
        grouped: settings.by.map(|by| (by, group(&audit.sites, settings.sort, |site| group_name(by, site)))),
        targets: targets(&totals, audit, settings),
        skipped: audit.skipped.clone(),
        degraded: audit.degraded.clone(),
        left_out: left_out(audit),
        grep_note: grep_note(audit, &totals, settings.filtered),
        next_step: String::new(),
        totals,
    };
    report.next_step = next_step(&report);
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
    WorkspaceFigures {
        packages: audit.packages.len(),
        files: audit.files.len(),
        files_with_clones: with_clones.len(),
        lines: audit.files.iter().map(|file| file.lines).sum(),
        files_unreached: audit.orphans.len() + audit.files.iter().filter(|file| !file.reached).count(),
        dependencies: audit.dependencies,
        dependencies_missing: audit.dependencies_missing,
        generated: audit.generated,
        generated_missing: audit.generated_missing,
    }
}

/// Explicit, bulk and implicit sites.
#[derive(Clone, Copy, Default)]
struct Counts {
    explicit: usize,
    bulk: usize,
    implicit: usize,
}

impl Counts {
    fn add(&mut self, spelling: Spelling) {
        match spelling {
            Spelling::Bulk => self.bulk += 1,
            Spelling::Implicit => self.implicit += 1,
            _ => self.explicit += 1,
        }
    }

    fn of<'a>(sites: impl Iterator<Item = &'a Site>) -> Self {
        let mut counts = Self::default();
        sites.for_each(|site| counts.add(site.spelling));
        counts
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

/// A text, such as a path, that stays on its line whatever characters it has.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for char in text.chars() {
        if char.is_control() { shown.extend(char.escape_default()) } else { shown.push(char) }
    }
    Cow::Owned(shown)
}

/// `1 file`, `2 files`, `2 entries`
pub(crate) fn plural(count: usize, what: &str) -> String {
    match what.strip_suffix('y') {
        _ if count == 1 => format!("1 {what}"),
        Some(stem) => format!("{count} {stem}ies"),
        None => format!("{count} {what}s"),
    }
}

/// A share in percent to one decimal; 0 of nothing.
#[expect(clippy::cast_precision_loss, reason = "counts of clones are far below 2^52")]
pub(crate) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { (part as f64 * 1000.0 / whole as f64).round() / 10.0 }
}

fn packages(audit: &Audit) -> Vec<PackageFigures> {
    audit
        .packages
        .iter()
        .map(|name| {
            let sites = || audit.sites.iter().filter(|site| site.package == *name);
            let counts = Counts::of(sites());
            let mut by_scope: BTreeMap<&'static str, usize> =
                Scope::ALL.iter().map(|scope| (scope.name(), 0)).collect();
            for site in sites().filter(|site| site.spelling.is_explicit()) {
                *by_scope.entry(site.scope.name()).or_default() += 1;
            }
            let files = || audit.files.iter().filter(|file| file.package == *name);
            PackageFigures {
                name: Arc::clone(name),
                explicit: counts.explicit,
                bulk: counts.bulk,
                implicit: counts.implicit,
                by_scope,
                files: files().count(),
                lines: files().map(|file| file.lines).sum(),
            }
        })
        .collect()
}

fn files(audit: &Audit, settings: &Settings<'_>) -> Vec<GroupRow> {
    let mut rows = group(&audit.sites, settings.sort, |site| site.location.path.to_string());
    if let Some(diff) = settings.diff {
        let listed: HashSet<String> = rows.iter().map(|row| row.name.clone()).collect();
        rows.extend(
            diff.by_file.iter().filter(|row| !listed.contains(&row.name)).map(|row| empty_row(row.name.clone())),
        );
        let before: BTreeMap<&str, usize> = diff.by_file.iter().map(|row| (&*row.name, row.before)).collect();
        for row in &mut rows {
            row.before = Some(before.get(&*row.name).copied().unwrap_or(0));
        }
    }
    let reached: BTreeMap<&str, bool> = audit.files.iter().map(|file| (&*file.path, file.reached)).collect();
    for row in &mut rows {
        row.reached = reached.get(&*row.name).copied();
        row.path = Some(Arc::from(row.name.as_str()));
    }
    rows
}

fn group_name(by: Grouping, site: &Site) -> String {
    match by {
        Grouping::File => site.location.path.to_string(),
        Grouping::Package => site.package.to_string(),
        Grouping::Category => site.category.to_string(),
        Grouping::Class => site.cloned.class.to_string(),
        Grouping::Type => site.cloned.ty.clone().unwrap_or_else(|| "unknown".to_owned()),
        Grouping::Cost => site.cloned.cost.to_string(),
        Grouping::Item => site.item.clone(),
        Grouping::Spelling => site.spelling.to_string(),
    }
}

/// Rows by a site's value: most explicit clones, weight or impact first, then by name.
fn group(sites: &[Site], sort: Sorting, name: impl Fn(&Site) -> String) -> Vec<GroupRow> {
    let mut rows: BTreeMap<String, GroupRow> = BTreeMap::new();
    for site in sites {
        let name = name(site);
        let row = rows.entry(name).or_insert_with_key(|name| empty_row(name.clone()));
        match site.spelling {
            Spelling::Bulk => row.bulk += 1,
            Spelling::Implicit => row.implicit += 1,
            _ => {
                row.explicit += 1;
                row.outside_production += usize::from(site.scope != Scope::Production);
                row.weight += site.cloned.cost.weight();
                row.impact += u64::from(site.verdict.impact);
                *row.by_category.entry(Arc::clone(&site.category)).or_default() += 1;
                *row.by_class.entry(site.cloned.class.name()).or_default() += 1;
                *row.by_cost.entry(site.cloned.cost.name()).or_default() += 1;
            }
        }
    }
    let mut rows: Vec<GroupRow> = rows.into_values().collect();
    let explicit = rows.iter().map(|row| row.explicit).sum();
    for row in &mut rows {
        row.share = share(row.explicit, explicit);
    }
    // Stable: rows of equal counts stay in the order of their names.
    rows.sort_by_key(|row| {
        let weight = match sort {
            Sorting::Count => 0,
            Sorting::Cost => u64::try_from(row.weight).unwrap_or(u64::MAX),
            Sorting::Impact => row.impact,
        };
        std::cmp::Reverse((weight, row.explicit, row.bulk, row.implicit))
    });
    rows
}

fn empty_row(name: String) -> GroupRow {
    GroupRow { name, ..GroupRow::default() }
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

fn next_step(report: &Report) -> String {
    let first = |wanted: Priority| {
        report.by_category.iter().filter(|row| row.priority == wanted).max_by_key(|row| row.explicit)
    };
    if let Some(skipped) = report.skipped.first() {
        format!(
            "fix {}, which could not be audited ({}), or `exclude` it in clone-audit.toml",
            skipped.path, skipped.reason
        )
    } else if let Some(row) = first(Priority::Critical) {
        format!("{} grew: `cargo clone-audit diff` shows the new sites", row.name)
    } else if report.before.is_none() {
        "keep this from growing: `cargo clone-audit baseline save`, commit the file, and run `cargo clone-audit check` in CI".to_owned()
    } else if let Some(row) = report.by_rule.iter().find(|row| row.level == Level::Warn && row.production > 0) {
        format!("review what {0} found: `cargo clone-audit list --rule {0}`, `cargo clone-audit explain {0}`", row.name)
    } else if let Some(row) = first(Priority::High).or_else(|| first(Priority::Medium)) {
        format!("start with {0}: `cargo clone-audit list --category \"{0}\"`", row.name)
    } else if report.before.as_ref().is_some_and(|before| before.explicit > report.totals.explicit) {
        "fewer clones than in the baseline: `cargo clone-audit baseline update` records that".to_owned()
    } else {
        "nothing to do: no category stands out".to_owned()
    }
}
