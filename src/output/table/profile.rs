//! The profile of a run.

use std::cmp::Ordering;

use comfy_table::{Cell, CellAlignment};

use crate::model::{CostChange, Profile, ProfileDiff, ProfiledSite};

use super::layout::{aligned_grid, bold, cut, grid, section, sentence, short_path};
use super::proof::grouped;
use crate::output::format::Style;
use crate::output::profile::{
    all_time, by_type, bytes, circumstances, each, in_order, next_step, short_type, summary, time,
};
use crate::output::proof::{short_item, shortened};
use crate::output::words::thousands;

/// Rows unless `--top` says otherwise.
const TOP: usize = 20;
/// Rows of the table of types.
const TOP_TYPES: usize = 10;

/// From this width on, a site has its expression and item in its line.
const WIDE: u16 = 120;

pub(super) fn render(profile: &Profile, style: Style) -> String {
    let (headline, rest) = summary(profile);
    let plain = Style { color: false, ..style };
    let mut text = format!("{}{rest}\n", bold(&headline, style));
    for (label, line) in circumstances(profile) {
        text += &sentence(&format!("  {label:<9}"), &line, plain);
    }
    let ran: Vec<&ProfiledSite> = in_order(profile);
    let (shown, more) = cut(&ran, TOP, style);
    if !shown.is_empty() {
        let title = format!("Clones that ran, by {}: {}", profile.sorting, ran.len());
        text += &section(&title, &(sites(shown, profile, style) + &more.unwrap_or_default()), style);
    }
    text += &types(profile, style);
    text += &grouped("Not counted", "Reason", &profile.not_instrumented, style);
    text + "\n" + &sentence("Next:", &next_step(profile), style)
}

fn sites(rows: &[&ProfiledSite], profile: &Profile, style: Style) -> String {
    let is_wide = style.width >= WIDE;
    let mut header = vec!["Site"];
    if is_wide {
        header.extend(["Item", "Type"]);
    }
    header.extend(["Calls", "Allocs", "Bytes", "Each", "Time"]);
    let width = usize::from(style.width);
    let cells = rows.iter().map(|row| {
        let mut cells = vec![Cell::new(short_path(
            &row.site.location.to_string(),
            style,
            if is_wide { style.width / 4 * 3 } else { 46 },
        ))];
        if is_wide {
            cells.push(Cell::new(shortened(short_item(&row.site.item), width / 6)));
            cells.push(Cell::new(shortened(&short_type(row), width / 5)));
        }
        cells.extend([
            Cell::new(thousands(row.cost.calls)),
            Cell::new(thousands(row.cost.allocations)),
            Cell::new(bytes(row.cost.bytes)),
            Cell::new(each(&row.cost, profile)),
            Cell::new(all_time(&row.cost, profile)),
        ]);
        cells
    });
    let alignment = |at| if is_wide && at <= 2 { CellAlignment::Left } else { CellAlignment::Right };
    aligned_grid(&header, cells.collect(), alignment, style)
}

/// What the clones of each type cost.
fn types(profile: &Profile, style: Style) -> String {
    let rows = by_type(profile);
    if rows.is_empty() {
        return String::new();
    }
    let (shown, more) = cut(&rows, TOP_TYPES, style);
    let room = usize::from(style.width).saturating_sub(58).max(20);
    let cells = shown.iter().map(|row| {
        vec![
            Cell::new(shortened(&row.name, room)),
            Cell::new(row.size),
            Cell::new(thousands(row.cost.calls)),
            Cell::new(bytes(row.cost.bytes)),
            Cell::new(each(&row.cost, profile)),
            Cell::new(all_time(&row.cost, profile)),
            Cell::new(&row.share),
        ]
    });
    let table = grid(&["Type", "Size", "Calls", "Bytes", "Each", "Time", "Share"], cells.collect(), style);
    section(&format!("Types: {}", rows.len()), &(table + &more.unwrap_or_default()), style)
}

/// What a change saved.
pub(super) fn changes(diff: &ProfileDiff, style: Style) -> String {
    let (before, after) = (&diff.before, &diff.after);
    let row = |name: &str, before: u64, after: u64, text: fn(u64) -> String| {
        vec![Cell::new(name), Cell::new(text(before)), Cell::new(text(after)), Cell::new(change(before, after, text))]
    };
    let totals = vec![
        row("clones", before.clones.calls, after.clones.calls, thousands),
        row("time in clones", before.clones.nanoseconds, after.clones.nanoseconds, time),
        row("allocations in clones", before.totals.cloned_allocations, after.totals.cloned_allocations, thousands),
        row("bytes in clones", before.totals.cloned_bytes, after.totals.cloned_bytes, bytes),
        row("all allocations", before.totals.allocations, after.totals.allocations, thousands),
        row("all bytes", before.totals.bytes, after.totals.bytes, bytes),
    ];
    let mut text = grid(&["", "Before", "After", "Change"], totals, style);
    let (shown, more) = cut(&diff.sites, TOP, style);
    if !shown.is_empty() {
        let cells = shown.iter().map(|site| {
            let CostChange { before, after } = site.cost;
            let note = match (site.was_there, site.is_there) {
                (false, _) => " (new)",
                (_, false) => " (gone)",
                _ => "",
            };
            let place = short_path(&site.site.location.to_string(), style, 52);
            vec![
                Cell::new(format!("{place}{note}")),
                Cell::new(change(before.calls, after.calls, thousands)),
                Cell::new(change(before.bytes, after.bytes, bytes)),
                Cell::new(change(before.nanoseconds, after.nanoseconds, time)),
            ]
        });
        let table = grid(&["Site", "Calls", "Bytes", "Time"], cells.collect(), style);
        let title = format!("Sites that changed, by time: {}", diff.sites.len());
        text += &section(&title, &(table + &more.unwrap_or_default()), style);
    }
    text
}

/// `+3`, `-1.50 MiB`, `±0`
fn change(before: u64, after: u64, text: fn(u64) -> String) -> String {
    match after.cmp(&before) {
        Ordering::Less => format!("-{}", text(before - after)),
        Ordering::Equal => "±0".to_owned(),
        Ordering::Greater => format!("+{}", text(after - before)),
    }
}
