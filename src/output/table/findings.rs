//! What rules found.

use comfy_table::{Cell, CellAlignment, Color};

use crate::model::{Disposition, Level, Report, RuleRow};

use super::layout::{aligned_grid, colored, cut, number};
use crate::output::format::Style;

/// Rules that are listed unless `--top` says otherwise.
const TOP_RULES: usize = 8;

/// What the columns of numbers and levels take of a line.
const NUMBERS: usize = 48;

/// `71 flagged · 60 in tests · 190 justified · 353 unreviewed`
pub(super) fn dispositions(report: &Report) -> String {
    let part = |it: &Disposition| {
        let count = report.by_disposition.get(it.name()).copied().unwrap_or(0);
        let name = if *it == Disposition::Test { "in\u{a0}tests" } else { it.name() };
        format!("{count}\u{a0}{name}")
    };
    Disposition::ALL.iter().map(part).collect::<Vec<_>>().join("\u{a0}· ")
}

/// A line for each rule that found something.
pub(super) fn rules(rows: &[RuleRow], style: Style) -> String {
    let longest = |text: fn(&RuleRow) -> &str| rows.iter().map(|row| text(row).chars().count()).max().unwrap_or(0);
    let is_wide = longest(|row| row.name) + longest(|row| row.title) + NUMBERS <= usize::from(style.width);
    let mut header = vec!["Rule", "Level", "Findings", "Production"];
    if rows.iter().any(|row| row.suppressed > 0) {
        header.push("Suppressed");
    }
    if is_wide {
        header.push("About");
    }
    let row = |row: &RuleRow| {
        let level = match row.level {
            Level::Warn => colored(row.level, Color::Yellow),
            Level::Note | Level::Off => colored(row.level, Color::Cyan),
        };
        let mut cells = vec![Cell::new(row.name), level, number(row.findings), number(row.production)];
        if header.contains(&"Suppressed") {
            cells.push(number(row.suppressed));
        }
        if is_wide {
            cells.push(Cell::new(row.title));
        }
        cells
    };
    let about = header.iter().position(|title| *title == "About");
    let alignment = |at| if Some(at) == about { CellAlignment::Left } else { CellAlignment::Right };
    let (shown, more) = cut(rows, TOP_RULES, style);
    aligned_grid(&header, shown.iter().map(row).collect(), alignment, style) + &more.unwrap_or_default()
}
