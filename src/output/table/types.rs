//! The table of types.

use comfy_table::{Cell, Color};

use crate::model::{Cost, TypeRow, TypeTable};

use super::super::{Style, by_package, copy_word, heap_word, type_summary};
use super::{bold, colored, cut, grid, number, sentence};

/// Rows unless `--top` says otherwise.
const TOP: usize = 20;

/// From this width on, the table says where types are declared and what class they have.
const WIDE: u16 = 120;

/// Longest name, in characters, in a narrow table.
const LONGEST_NAME: usize = 26;

pub(super) fn render(table: &TypeTable, style: Style) -> String {
    let plain = Style { color: false, ..style };
    let mut text: String = type_summary(table).iter().map(|line| sentence("", line, plain)).collect();
    let (shown, more) = cut(&table.types, TOP, style);
    for (package, rows) in by_package(shown, 0) {
        text += &format!("\n{}\n{}", bold(package, style), types(&rows, style));
    }
    text + &more.unwrap_or_default()
}

fn types(rows: &[&TypeRow], style: Style) -> String {
    let wide = style.width >= WIDE;
    let mut header = vec!["Type", "Sites", "Clone", "Copy", "Size", "Heap", "Cost"];
    if wide {
        header.extend(["Class", "Kind", "Declared"]);
    }
    let rows = rows.iter().map(|row| {
        let mut cells = vec![
            Cell::new(name(row, wide)),
            number(row.sites),
            Cell::new(row.clone),
            if row.copy_candidate { colored(copy_word(row), Color::Green) } else { Cell::new(copy_word(row)) },
            Cell::new(row.shown_size()),
            Cell::new(heap_word(row)),
            if row.cost == Cost::Deep { colored(row.cost, Color::Yellow) } else { Cell::new(row.cost) },
        ];
        if wide {
            let place = row.place().unwrap_or_else(|| row.item.clone());
            let room = usize::from(style.width) / 3;
            cells.extend([Cell::new(row.class), Cell::new(row.kind), Cell::new(end(&place, room))]);
        }
        cells
    });
    grid(&header, rows.collect(), style)
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

/// The end of a text that is too long says more than its beginning.
fn end(text: &str, room: usize) -> String {
    let length = text.chars().count();
    if length <= room { text.to_owned() } else { format!("…{}", text.chars().skip(length - room + 1).collect::<String>()) }
}
