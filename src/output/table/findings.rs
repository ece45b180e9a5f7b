//! What rules found, and where to look first.

use comfy_table::{Cell, CellAlignment, Color};

use crate::model::{Disposition, HotSite, Level, Report, RuleRow};

use super::layout::{aligned_grid, colored, cut, number, short_path};
use crate::output::format::Style;

/// Sites that are listed unless `--top` says otherwise.
const TOP_SITES: usize = 5;

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
    aligned_grid(&header, rows.iter().map(row).collect(), alignment, style)
}

/// The sites with the most impact.
pub(super) fn hottest(sites: &[HotSite], style: Style) -> String {
    let (shown, _) = cut(sites, TOP_SITES, style);
    let row = |site: &HotSite| {
        let place = format!(":{}:{}", site.line, site.column);
        let others = 40 + u16::try_from(place.len()).unwrap_or(0);
        let loops = if site.loops == 0 { String::new() } else { site.loops.to_string() };
        vec![
            Cell::new(format!("{}{place}", short_path(&site.path, style, others))),
            number(usize::try_from(site.impact).unwrap_or(usize::MAX)),
            Cell::new(site.cost),
            Cell::new(loops),
            Cell::new(site.rules.first().map_or("", String::as_str)),
        ]
    };
    aligned_grid(
        &["Site", "Impact", "Cost", "Loops", "Rule"],
        shown.iter().map(row).collect(),
        |_| CellAlignment::Right,
        style,
    )
}
