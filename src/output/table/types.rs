//! The table of types.

use comfy_table::{Attribute, Cell, Color};

use crate::model::{Cost, MeasuredCost, TypeRow, TypeTable};

use super::layout::{colored, cut, end, grid, number, sentence};
use crate::output::format::Style;
use crate::output::profile::time;
use crate::output::words::{by_package, copy_word, heap_word, thousands, type_summary};

/// Rows unless `--top` says otherwise.
const TOP: usize = 20;

/// From this width on, the table says where types are declared and what class they have.
const WIDE: u16 = 120;

/// Longest name, in characters, in a narrow table.
const LONGEST_NAME: usize = 26;

pub(super) fn render(table: &TypeTable, style: Style) -> String {
    let summary: String = type_summary(table).iter().map(|(label, line)| sentence(label, line, style)).collect();
    let (shown, more) = cut(&table.types, TOP, style);
    if shown.is_empty() {
        return summary;
    }
    format!("{summary}\n{}{}", types(shown, style), more.unwrap_or_default())
}

/// The types below the packages that declare them.
fn types(types: &[TypeRow], style: Style) -> String {
    let wide = style.width >= WIDE;
    let mut header = vec!["Type", "Sites", "Clone", "Copy", "Size", "Heap", "Cost"];
    if wide {
        header.extend(["Class", "Kind", "Declared"]);
    }
    let is_measured = types.iter().any(|row| row.measured.is_some());
    if is_measured {
        header.splice(2..2, ["Calls", "Time"]);
    }
    let rows = by_package(types, 0).into_iter().flat_map(|(package, rows)| {
        let title = vec![Cell::new(package).add_attribute(Attribute::Bold)];
        std::iter::once(title).chain(rows.into_iter().map(|row| cells(row, wide, is_measured, style)))
    });
    grid(&header, rows.collect(), style)
}

fn cells(row: &TypeRow, wide: bool, is_measured: bool, style: Style) -> Vec<Cell> {
    let mut cells = vec![
        Cell::new(format!("  {}", name(row, wide))),
        number(row.sites),
        Cell::new(row.clone),
        if row.copy_candidate { colored(copy_word(row), Color::Green) } else { Cell::new(copy_word(row)) },
        Cell::new(row.shown_size()),
        Cell::new(heap_word(row)),
        if row.cost == Cost::Deep { colored(row.cost, Color::Yellow) } else { Cell::new(row.cost) },
    ];
    if is_measured {
        let of = |text: fn(&MeasuredCost) -> String| Cell::new(row.measured.as_ref().map_or_else(String::new, text));
        cells.splice(
            2..2,
            [
                of(|cost| thousands(cost.calls)),
                of(|cost| if cost.calls == 0 { String::new() } else { time(cost.nanoseconds) }),
            ],
        );
    }
    if wide {
        let place = row.place().unwrap_or_else(|| row.item.clone());
        let room = usize::from(style.width) / 3;
        cells.extend([Cell::new(row.class), Cell::new(row.kind), Cell::new(end(&place, room))]);
    }
    cells
}

/// The name, cut where it is too long.
fn name(row: &TypeRow, wide: bool) -> String {
    let longest = if wide { 2 * LONGEST_NAME } else { LONGEST_NAME };
    let note = if row.newtype_over_string { " = String" } else { "" };
    let room = longest - note.len();
    if row.name.chars().count() <= room {
        format!("{}{note}", row.name)
    } else {
        format!("{}…{note}", row.name.chars().take(room - 1).collect::<String>())
    }
}
