//! A profile beside the summary.

use comfy_table::Cell;

use crate::model::MeasuredReport;

use super::layout::{cut, end, grid, section, sentence};
use crate::output::format::Style;
use crate::output::profile::{bytes, share_of, time};
use crate::output::words::thousands;

/// Rows unless `--top` says otherwise.
const TOP: usize = 5;

/// What clones cost when the program last ran.
pub(super) fn section_of(profile: &MeasuredReport, style: Style) -> String {
    let plain = Style { color: false, ..style };
    let command = profile.command.replace('\n', "; ");
    let mut text = sentence("  command ", &command, plain);
    let changed = if profile.stale == 0 { String::new() } else { format!(", {} changed since", profile.stale) };
    text += &sentence(
        "  sites   ",
        &format!(
            "{} ran, {} never ran there{changed}; {}",
            profile.ran,
            profile.never_ran,
            share_of(&profile.measured, &profile.totals)
        ),
        plain,
    );
    let (shown, more) = cut(&profile.costliest, TOP, style);
    let room = usize::from(style.width.saturating_sub(44)).max(24);
    let rows = shown.iter().filter_map(|site| {
        let cost = site.measured.as_deref()?.cost;
        let place = format!("{}:{}:{}", site.path, site.line, site.column);
        Some(vec![
            Cell::new(end(&place, room)),
            Cell::new(thousands(cost.calls)),
            Cell::new(bytes(cost.bytes)),
            Cell::new(time(cost.nanoseconds)),
        ])
    });
    let rows: Vec<_> = rows.collect();
    if !rows.is_empty() {
        text += &grid(&["Site", "Calls", "Bytes", "Time"], rows, style);
    }
    section("Profile", &(text + &more.unwrap_or_default()), style)
}
