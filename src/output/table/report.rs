//! The summary.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use comfy_table::{Cell, Color};

use crate::model::{
    Advice, CategoryStatus, Change, Cost, GroupRow, PackageFigures, Priority, Report, Scope, Skipped, Spelling,
    TypeClass, Unfinished,
};

use super::findings;
use super::layout::{bold, colored, columns_that_fit, cut, delta, end, grid, indented, number, section, sentence};
use super::{measured, start};
use crate::output::density;
use crate::output::format::Style;
use crate::output::words::{capitalized, costs, growth, unknown};
use crate::report::plural;

/// Rows of the tables of the summary, and of a grouping that was asked for, unless `--top` says otherwise.
const TOP_FILES: usize = 5;
const TOP_PACKAGES: usize = 5;
const TOP_GROUPS: usize = 10;
const TOP_NOTES: usize = 5;

pub(super) fn render(report: &Report, style: Style) -> String {
    let mut text = headline(report, style);
    if let Some((by, rows)) = &report.grouped {
        text += &section(&format!("By {}", by.name()), &groups(by.name(), rows, style), style);
    } else {
        text += &start::sections(report, style);
        text += &report.profile.as_ref().map_or_else(String::new, |profile| measured::section_of(profile, style));
        if !report.by_rule.is_empty() {
            text += &section("Findings", &findings::rules(&report.by_rule, style), style);
        }
        if report.by_category.iter().any(|row| row.is_shown) {
            text += &section("Categories", &categories(report, style), style);
        }
        if !report.targets.is_empty() {
            text += &section("Targets", &targets(report, style), style);
        }
        if report.by_package.len() > 1 {
            text += &section("Packages", &packages(report, style), style);
        }
        if !report.by_file.is_empty() {
            text += &section("Files", &groups("file", &report.by_file, style), style);
        }
    }
    text += &notes(report, style);
    text + "\n" + &sentence("Next:", &report.next_step, style)
}

fn headline(report: &Report, style: Style) -> String {
    let (totals, figures) = (&report.totals, &report.workspace);
    let change = report.before.as_ref().map_or_else(String::new, |before| {
        format!(" (baseline {}: {})", before.explicit, growth(before.explicit, totals.explicit))
    });
    let where_they_are = format!(
        "{change} in {} of {} files, {} lines, {}",
        figures.files_with_clones,
        figures.files,
        figures.lines,
        plural(figures.packages, "package"),
    );
    let clones = plural(totals.explicit, "explicit clone");
    let mut text = indented(&(clones.clone() + &where_they_are), 0, style).replacen(&clones, &bold(&clones, style), 1);
    let spellings: Vec<String> = Spelling::ALL
        .iter()
        .filter(|spelling| spelling.is_explicit())
        .map(|spelling| format!("{}\u{a0}{spelling}", totals.by_spelling.get(spelling.name()).copied().unwrap_or(0)))
        .collect();
    let plain = Style { color: false, ..style };
    text += &counted("  scope    ", Scope::ALL.iter().map(|scope| scope.name()), &totals.by_scope, plain);
    text += &sentence("  spelling ", &spellings.join("\u{a0}· "), plain).replace('\u{a0}', " ");
    let also = format!("{} bulk (.cloned()) · {} implicit (.to_owned() …)", totals.bulk, totals.implicit);
    text += &sentence("  also     ", &also, plain);
    if let Some(density) = density::sentence(report) {
        // A line may not end within a figure.
        text += &sentence("  density  ", &density.replace(" %", "\u{a0}%"), plain).replace('\u{a0}', " ");
    }
    text += &sentence("  grep     ", &format!("{} lines; {}", totals.grep_lines, report.grep_note), plain);
    text += &counted("  class    ", TypeClass::ALL.iter().map(|class| class.name()), &totals.by_class, plain);
    text += &counted("  cost     ", Cost::ALL.iter().map(|cost| cost.name()), &totals.by_cost, plain);
    text += &sentence("  types    ", &unknown(totals, figures), plain);
    text + &sentence("  review   ", &findings::dispositions(report), plain).replace('\u{a0}', " ")
}

/// `3 heap · 1 deep`, in the order of the vocabulary, without those of 0.
fn counted(
    label: &str,
    names: impl Iterator<Item = &'static str>,
    counts: &BTreeMap<&'static str, usize>,
    style: Style,
) -> String {
    let counts = names.filter_map(|name| counts.get(name).filter(|count| **count > 0).map(|count| (name, count)));
    // A line may end between two figures, not within one: no-break spaces while it is laid out.
    let parts: Vec<String> = counts.map(|(name, count)| format!("{count}\u{a0}{name}")).collect();
    let text = if parts.is_empty() { "–".to_owned() } else { parts.join("\u{a0}· ") };
    sentence(label, &text, style).replace('\u{a0}', " ")
}

fn categories(report: &Report, style: Style) -> String {
    let compared = report.before.is_some();
    let mut header = vec!["Category", "Count", "Share"];
    if compared {
        header.push("Change");
    }
    header.extend(["Status", "Priority"]);
    let rows = report.by_category.iter().filter(|row| row.is_shown).map(|row| {
        let mut cells = vec![Cell::new(&row.name), number(row.explicit), Cell::new(format!("{:.1} %", row.share))];
        if compared {
            cells.push(delta(Change::of(row.before.unwrap_or(0), row.explicit).delta));
        }
        let (status, color) = status(row.status);
        cells.push(colored(status, color));
        let (priority, color) = priority(row.priority);
        cells.push(colored(priority, color));
        cells
    });
    grid(&header, rows.collect(), style)
}

fn status(status: CategoryStatus) -> (&'static str, Color) {
    match status {
        CategoryStatus::Accepted => ("accepted", Color::DarkGrey),
        CategoryStatus::Grew => ("grew", Color::Red),
        CategoryStatus::AtTarget => ("at target", Color::Green),
        CategoryStatus::Reduced => ("reduced", Color::Green),
        CategoryStatus::OverTarget => ("over target", Color::Yellow),
        CategoryStatus::Unchanged => ("unchanged", Color::Reset),
        CategoryStatus::Open => ("open", Color::Reset),
    }
}

fn priority(priority: Priority) -> (&'static str, Color) {
    match priority {
        Priority::Critical => ("critical", Color::Red),
        Priority::High => ("high", Color::Yellow),
        Priority::Medium => ("medium", Color::Reset),
        Priority::Low => ("low", Color::DarkGrey),
        Priority::Done => ("–", Color::DarkGrey),
    }
}

fn targets(report: &Report, style: Style) -> String {
    let rows = report.targets.iter().map(|row| {
        vec![
            Cell::new(&row.name),
            Cell::new(row.before.map_or_else(|| "–".to_owned(), |before| before.to_string())),
            number(row.target),
            number(row.actual),
            if row.reached { colored("reached", Color::Green) } else { colored("not reached", Color::Yellow) },
        ]
    });
    grid(&["Target", "Before", "Target", "Now", "Status"], rows.collect(), style)
}

fn packages(report: &Report, style: Style) -> String {
    let mut sorted: Vec<_> =
        report.by_package.iter().filter(|row| row.explicit + row.bulk + row.implicit > 0).collect();
    let production = |row: &PackageFigures| row.by_scope.get("production").copied().unwrap_or(0);
    sorted.sort_by_key(|row| Reverse((row.advice.warn, row.advice.note, production(row), row.explicit)));
    let titles = ["Warn", "Note", "Clones", "Production", "Unreviewed", "Files", "Lines", "Bulk", "Implicit"];
    let columns = columns_that_fit(&titles, NAME, style);
    let (shown, more) = cut(&sorted, TOP_PACKAGES, style);
    let rows = shown.iter().map(|row| {
        let Advice { warn, note, unreviewed } = row.advice;
        let numbers =
            [warn, note, row.explicit, production(row), unreviewed, row.files, row.lines, row.bulk, row.implicit];
        let name = Cell::new(end(&row.name, room_for_name(&titles[..columns], style)));
        std::iter::once(name).chain(numbers.into_iter().take(columns).map(number)).collect()
    });
    let header: Vec<&str> = std::iter::once("Package").chain(titles.into_iter().take(columns)).collect();
    let without = report.by_package.len() - sorted.len();
    let rest = if without == 0 { String::new() } else { format!("  {} without clones\n", plural(without, "package")) };
    grid(&header, rows.collect(), style) + &more.unwrap_or_default() + &rest
}

/// What the columns of numbers leave of a line to the name.
fn room_for_name(titles: &[&str], style: Style) -> usize {
    let taken: usize = titles.iter().map(|title| title.len() + 2).sum();
    usize::from(style.width).saturating_sub(taken + 2).max(NAME)
}

/// What a name has at least, in characters.
const NAME: usize = 24;
/// Characters from which the costs of a group say enough.
const WITH_COSTS: usize = 18;
/// Width from which a table of groups has columns for more.
const WIDE: u16 = 120;

fn groups(title: &str, rows: &[GroupRow], style: Style) -> String {
    let compared = rows.iter().any(|row| row.before.is_some());
    let of_files = rows.iter().any(|row| row.path.is_some());
    let (shown, more) = cut(rows, if of_files { TOP_FILES } else { TOP_GROUPS }, style);
    let title = capitalized(title);
    let mut titles = if of_files { vec!["Warn", "Note", "Clones"] } else { vec!["Clones"] };
    titles.extend(compared.then_some("Change"));
    titles.extend(if of_files { &["Unreviewed"][..] } else { &["Share", "Warn", "Note"] });
    if style.width >= WIDE {
        titles.extend([if of_files { "Non-production" } else { "Unreviewed" }, "Bulk", "Implicit"]);
    }
    let columns = columns_that_fit(&titles, NAME, style);
    titles.truncate(columns);
    // Costs come last, where a name of usual length leaves room.
    let room = room_for_name(&titles, style);
    let room_for_costs = room.saturating_sub(NAME + 16).min(48);
    let with_costs = room_for_costs >= WITH_COSTS;
    let room = if with_costs { room - room_for_costs - 2 } else { room };
    let rows = shown.iter().map(|row| {
        let unreached = if row.reached == Some(false) { " (no target)" } else { "" };
        let name = end(&row.name, room.saturating_sub(unreached.len()).max(16));
        let mut cells = vec![Cell::new(name + unreached)];
        cells.extend(titles.iter().map(|title| match *title {
            "Warn" => number(row.advice.warn),
            "Note" => number(row.advice.note),
            "Clones" => number(row.explicit),
            "Change" => delta(Change::of(row.before.unwrap_or(0), row.explicit).delta),
            "Share" => Cell::new(format!("{:.1} %", row.share)),
            "Unreviewed" => number(row.advice.unreviewed),
            "Bulk" => number(row.bulk),
            "Implicit" => number(row.implicit),
            _ => number(row.outside_production),
        }));
        cells.extend(with_costs.then(|| Cell::new(costs(&row.by_cost, room_for_costs))));
        cells
    });
    let rows = rows.collect();
    let mut header = vec![title.as_str()];
    header.extend(&titles);
    header.extend(with_costs.then_some("Costs"));
    grid(&header, rows, style) + &more.unwrap_or_default()
}

/// What the figures do not cover.
fn notes(report: &Report, style: Style) -> String {
    let mut text = String::new();
    for (title, rows) in [
        (format!("Not audited: {}", plural(report.skipped.len(), "file")), &report.skipped),
        (
            format!("Failed to parse; clones counted from tokens: {}", plural(report.degraded.len(), "file")),
            &report.degraded,
        ),
        (format!("Excluded: {}", report.left_out.len()), &report.left_out),
    ] {
        if !rows.is_empty() {
            let (shown, more) = cut(rows, TOP_NOTES, style);
            let line = |row: &Skipped| indented(&format!("{}: {}", row.path, row.reason), 2, style);
            let lines: String = shown.iter().map(line).collect();
            text += &section(&title, &(lines + &more.unwrap_or_default()), style);
        }
    }
    if !report.unfinished.is_empty() {
        let (shown, more) = cut(&report.unfinished, TOP_NOTES, style);
        let line = |row: &Unfinished| {
            indented(&format!("{}:{}: {}: {}", row.path, row.line, row.item, row.limit.reason()), 2, style)
        };
        let lines: String = shown.iter().map(line).collect();
        let title = format!("Too large to look at in full: {}", plural(report.unfinished.len(), "item"));
        text += &section(&title, &(lines + &more.unwrap_or_default()), style);
    }
    let unreached = report.workspace.files_unreached;
    if unreached > 0 {
        let is_counted = report.by_file.iter().any(|row| row.reached == Some(false));
        let rest = if is_counted { "" } else { ", left out (--orphans audits them)" };
        text += &format!("\n{}", indented(&format!("Files that no target compiles: {unreached}{rest}."), 0, style));
    }
    text
}
