//! The summary.

use std::collections::BTreeMap;

use comfy_table::{Cell, Color};

use crate::model::{CategoryStatus, Change, Cost, GroupRow, Priority, Report, Scope, Spelling, TypeClass};

use super::findings;
use super::layout::{bold, colored, cut, delta, grid, number, section, sentence, short_path};
use crate::output::format::Style;
use crate::output::words::{capitalized, costs, growth, unknown};
use crate::report::{one_line, plural};

/// Rows of the file table and of groupings unless `--top` says otherwise.
const TOP_FILES: usize = 10;
const TOP_PACKAGES: usize = 15;
const TOP_NOTES: usize = 5;

pub(super) fn render(report: &Report, style: Style) -> String {
    let mut text = headline(report, style);
    if let Some((by, rows)) = &report.grouped {
        text += &section(&format!("By {}", by.name()), &groups(by.name(), rows, style), style);
    } else {
        if report.by_category.iter().any(|row| row.is_shown) {
            text += &section("Categories", &categories(report, style), style);
        }
        if !report.targets.is_empty() {
            text += &section("Targets", &targets(report, style), style);
        }
        if report.by_package.len() > 1 {
            text += &section("Packages", &packages(report, style), style);
        }
        text += &section("Hottest files", &groups("file", &report.by_file, style), style);
        if !report.hottest.is_empty() {
            text += &section("Hottest sites", &findings::hottest(&report.hottest, style), style);
        }
        if !report.by_rule.is_empty() {
            text += &section("Findings", &findings::rules(&report.by_rule, style), style);
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
    let mut text = format!(
        "{}{change} in {} of {} files, {} lines, {}\n",
        bold(&plural(totals.explicit, "explicit clone"), style),
        figures.files_with_clones,
        figures.files,
        figures.lines,
        plural(figures.packages, "package"),
    );
    let spellings: Vec<String> = Spelling::ALL
        .iter()
        .filter(|spelling| spelling.is_explicit())
        .map(|spelling| format!("{} {spelling}", totals.by_spelling.get(spelling.name()).copied().unwrap_or(0)))
        .collect();
    let plain = Style { color: false, ..style };
    text += &counted("  scope    ", Scope::ALL.iter().map(|scope| scope.name()), &totals.by_scope, plain);
    text += &format!("  spelling  {}\n", spellings.join(" · "));
    text += &format!("  also      {} bulk (.cloned()) · {} implicit (.to_owned() …)\n", totals.bulk, totals.implicit);
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
    let mut sorted: Vec<_> = report.by_package.iter().collect();
    sorted.sort_by_key(|row| std::cmp::Reverse(row.explicit));
    let (shown, more) = cut(&sorted, TOP_PACKAGES, style);
    let rows = shown.iter().map(|row| {
        let production = row.by_scope.get("production").copied().unwrap_or(0);
        vec![
            Cell::new(&row.name),
            number(row.explicit),
            number(production),
            number(row.bulk),
            number(row.implicit),
            number(row.files),
            number(row.lines),
        ]
    });
    grid(&["Package", "Clones", "Production", "Bulk", "Implicit", "Files", "Lines"], rows.collect(), style)
        + &more.unwrap_or_default()
}

/// Width from which a table of groups has columns for more than clones and their costs.
const WIDE: u16 = 112;

fn groups(title: &str, rows: &[GroupRow], style: Style) -> String {
    let compared = rows.iter().any(|row| row.before.is_some());
    let of_files = rows.iter().any(|row| row.path.is_some());
    let wide = style.width >= WIDE;
    let (shown, more) = cut(rows, TOP_FILES, style);
    let title = capitalized(title);
    let mut header = vec![title.as_str(), "Clones"];
    if compared {
        header.push("Change");
    }
    if !of_files {
        header.push("Share");
    }
    header.push("Costs");
    if wide {
        header.extend(["Non-production", "Bulk", "Implicit"]);
    }
    // What the name leaves, and what it must leave: every column but the first and that of the costs is as wide as its
    // title and two blanks.
    let fixed: usize = header[1..].iter().filter(|title| **title != "Costs").map(|title| title.len() + 3).sum();
    let room = usize::from(style.width).saturating_sub(fixed + 4);
    let room_for_costs = room.saturating_sub(26).min(48);
    let written: Vec<String> = shown.iter().map(|row| costs(&row.by_cost, room_for_costs)).collect();
    let widest = written.iter().map(|text| text.chars().count()).max().unwrap_or(0).max("Costs".len());
    let others = u16::try_from(fixed + widest + 4).unwrap_or(style.width);
    let rows = shown.iter().zip(&written).map(|(row, costs)| {
        let unreached = if row.reached == Some(false) { " (no target)" } else { "" };
        let room = others + if unreached.is_empty() { 0 } else { 12 };
        let mut cells =
            vec![Cell::new(format!("{}{unreached}", short_path(&row.name, style, room))), number(row.explicit)];
        if compared {
            cells.push(delta(Change::of(row.before.unwrap_or(0), row.explicit).delta));
        }
        if !of_files {
            cells.push(Cell::new(format!("{:.1} %", row.share)));
        }
        cells.push(Cell::new(costs));
        if wide {
            cells.extend([number(row.outside_production), number(row.bulk), number(row.implicit)]);
        }
        cells
    });
    grid(&header, rows.collect(), style) + &more.unwrap_or_default()
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
            let lines: String =
                shown.iter().map(|row| format!("  {}: {}\n", one_line(&row.path), row.reason)).collect();
            text += &section(&title, &(lines + &more.unwrap_or_default()), style);
        }
    }
    let unreached = report.workspace.files_unreached;
    if unreached > 0 {
        let is_counted = report.by_file.iter().any(|row| row.reached == Some(false));
        let rest = if is_counted { "" } else { ", left out (--orphans audits them)" };
        text += &format!("\nFiles that no target compiles: {unreached}{rest}.\n");
    }
    text
}
