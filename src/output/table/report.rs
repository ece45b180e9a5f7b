//! The summary.

use comfy_table::{Cell, Color};

use crate::model::{CategoryStatus, Change, GroupRow, Priority, Report, Spelling};

use super::super::{Style, percent, signed};
use super::{bold, colored, cut, delta, grid, number, sentence, short_path};

/// Rows of the file table and of groupings unless `--top` says otherwise.
const TOP_FILES: usize = 10;
const TOP_PACKAGES: usize = 15;
const TOP_NOTES: usize = 5;

pub(super) fn render(report: &Report, style: Style) -> String {
    let mut text = headline(report, style);
    if let Some((by, rows)) = &report.grouped {
        text += &section(&format!("By {}", by.name()), &groups(by.name(), rows, style), style);
    } else {
        text += &section("Categories", &categories(report, style), style);
        if !report.targets.is_empty() {
            text += &section("Targets", &targets(report, style), style);
        }
        if report.by_package.len() > 1 {
            text += &section("Packages", &packages(report, style), style);
        }
        text += &section("Hottest files", &groups("file", &report.by_file, style), style);
    }
    text += &notes(report, style);
    text + "\n" + &sentence("Next:", &report.next_step, style)
}

fn section(title: &str, body: &str, style: Style) -> String {
    format!("\n{}\n{body}", bold(title, style))
}

fn headline(report: &Report, style: Style) -> String {
    let (totals, figures) = (&report.totals, &report.workspace);
    let change = report.before.as_ref().map_or_else(String::new, |before| {
        let change = Change::new(String::new(), before.explicit, totals.explicit, 0);
        format!(" (baseline {}: {} {})", before.explicit, signed(change.delta), percent(change.percent, change.after))
    });
    let mut text = format!(
        "{}{change} in {} of {} files, {} lines, {}\n",
        bold(&format!("{} explicit clones", totals.explicit), style),
        figures.files_with_clones,
        figures.files,
        figures.lines,
        plural(figures.packages, "package"),
    );
    let scopes: Vec<String> = crate::model::Scope::ALL
        .iter()
        .map(|scope| (scope.name(), totals.by_scope.get(scope.name()).copied().unwrap_or(0)))
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{count} {name}"))
        .collect();
    let spellings: Vec<String> = Spelling::ALL
        .iter()
        .filter(|spelling| spelling.is_explicit())
        .map(|spelling| format!("{} {spelling}", totals.by_spelling.get(spelling.name()).copied().unwrap_or(0)))
        .collect();
    text += &format!("  scope     {}\n", if scopes.is_empty() { "–".to_owned() } else { scopes.join(" · ") });
    text += &format!("  spelling  {}\n", spellings.join(" · "));
    text += &format!("  besides   {} bulk (.cloned()) · {} implicit (.to_owned() …)\n", totals.bulk, totals.implicit);
    let plain = Style { color: false, ..style };
    text += &sentence("  grep     ", &format!("{} lines; {}", totals.grep_lines, report.grep_note), plain);
    let unknown = totals.by_class.get("unknown").copied().unwrap_or(0);
    text + &format!("  types     {} of {} not known from the source alone\n", unknown, totals.explicit)
}

fn categories(report: &Report, style: Style) -> String {
    let compared = report.before.is_some();
    let mut header = vec!["Category", "Count", "Share"];
    if compared {
        header.push("Change");
    }
    header.extend(["Status", "Priority"]);
    let rows = report.by_category.iter().map(|row| {
        let mut cells = vec![Cell::new(&row.name), number(row.explicit), Cell::new(format!("{:.1} %", row.share))];
        if compared {
            let change = Change::new(String::new(), row.before.unwrap_or(0), row.explicit, 0);
            cells.push(delta(change.delta));
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
            if row.reached { colored("reached", Color::Green) } else { colored("open", Color::Yellow) },
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

fn groups(title: &str, rows: &[GroupRow], style: Style) -> String {
    let compared = rows.iter().any(|row| row.before.is_some());
    let (shown, more) = cut(rows, TOP_FILES, style);
    let mut header = vec![title, "Clones"];
    if compared {
        header.push("Change");
    }
    header.extend(["Not production", "Bulk", "Implicit"]);
    let title = capitalised(title);
    header[0] = &title;
    let rows = shown.iter().map(|row| {
        let unreached = if row.reached == Some(false) { " (no target)" } else { "" };
        let room = if compared { 56 } else { 47 } + if unreached.is_empty() { 0 } else { 12 };
        let mut cells =
            vec![Cell::new(format!("{}{unreached}", short_path(&row.name, style, room))), number(row.explicit)];
        if compared {
            cells.push(delta(Change::new(String::new(), row.before.unwrap_or(0), row.explicit, 0).delta));
        }
        cells.extend([number(row.outside_production), number(row.bulk), number(row.implicit)]);
        cells
    });
    grid(&header, rows.collect(), style) + &more.unwrap_or_default()
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// What the figures do not cover.
fn notes(report: &Report, style: Style) -> String {
    let mut text = String::new();
    let list = |rows: Vec<(&str, &str)>| {
        let (shown, more) = cut(&rows, TOP_NOTES, style);
        shown.iter().map(|(path, reason)| format!("  {path}: {reason}\n")).collect::<String>()
            + &more.unwrap_or_default()
    };
    if !report.skipped.is_empty() {
        let rows = report.skipped.iter().map(|row| (&*row.path, &*row.reason)).collect();
        text += &section(&format!("Not audited: {}", plural(report.skipped.len(), "file")), &list(rows), style);
    }
    if !report.degraded.is_empty() {
        let rows = report.degraded.iter().map(|row| (&*row.path, &*row.reason)).collect();
        let title = format!("Counted by tokens, because they do not parse: {}", plural(report.degraded.len(), "file"));
        text += &section(&title, &list(rows), style);
    }
    if !report.left_out.is_empty() {
        let rows = report.left_out.iter().map(|row| (&*row.path, &*row.reason)).collect();
        text += &section(&format!("Left out: {}", report.left_out.len()), &list(rows), style);
    }
    if report.workspace.files_unreached > 0 {
        text += &format!(
            "\nReached by no target, and audited all the same: {}.\n",
            plural(report.workspace.files_unreached, "file")
        );
    }
    text
}

fn plural(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
