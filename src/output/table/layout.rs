//! Text in columns and colours.

use comfy_table::presets::NOTHING;
use comfy_table::{Attribute, Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, Row, Width};

use crate::output::format::Style;
use crate::output::words::{signed, wrapped};

pub(super) fn paint(text: &str, color: anstyle::AnsiColor, style: Style) -> String {
    if style.color {
        let paint = anstyle::Style::new().fg_color(Some(color.into()));
        format!("{paint}{text}{paint:#}")
    } else {
        text.to_owned()
    }
}

pub(super) fn bold(text: &str, style: Style) -> String {
    if style.color {
        let bold = anstyle::Style::new().bold();
        format!("{bold}{text}{bold:#}")
    } else {
        text.to_owned()
    }
}

pub(super) fn section(title: &str, body: &str, style: Style) -> String {
    format!("\n{}\n{body}", bold(title, style))
}

/// A table without lines: the first column is text and takes the room there is, the others hug their content.
pub(super) fn grid(header: &[&str], rows: Vec<Vec<Cell>>, style: Style) -> String {
    aligned_grid(header, rows, |_| CellAlignment::Right, style)
}

/// The same with all columns but the first aligned as wanted, by their number.
pub(super) fn aligned_grid(
    header: &[&str],
    rows: Vec<Vec<Cell>>,
    alignment: impl Fn(usize) -> CellAlignment,
    style: Style,
) -> String {
    let mut table = comfy_table::Table::new();
    table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(style.width);
    if style.color {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    table.set_header(Row::from(
        header.iter().map(|title| Cell::new(title).add_attribute(Attribute::Bold)).collect::<Vec<_>>(),
    ));
    for row in rows {
        table.add_row(Row::from(row));
    }
    for (at, column) in table.column_iter_mut().enumerate() {
        if at == 0 {
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(if style.width < 80 {
                12
            } else {
                16
            })));
        } else {
            column.set_cell_alignment(alignment(at));
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    // comfy-table pads the last column; trailing blanks only trouble diffs and copies.
    table.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// How many columns of numbers, of which these are the titles, fit beside a name of so many characters. Numbers are hardly
/// ever wider than their titles.
pub(super) fn columns_that_fit(titles: &[&str], name: usize, style: Style) -> usize {
    let mut room = usize::from(style.width).saturating_sub(name);
    let fits = |title: &&&str| {
        let left = room.checked_sub(title.chars().count() + 2);
        room = left.unwrap_or(0);
        left.is_some()
    };
    titles.iter().take_while(fits).count()
}

/// Text in lines that fit below an indentation.
pub(super) fn indented(text: &str, indent: usize, style: Style) -> String {
    let blanks = " ".repeat(indent);
    let room = usize::from(style.width).saturating_sub(indent).max(20);
    wrapped(text, room).iter().map(|line| format!("{blanks}{line}\n")).collect()
}

pub(super) fn number(count: usize) -> Cell {
    Cell::new(count)
}

pub(super) fn colored(text: impl ToString, color: Color) -> Cell {
    Cell::new(text).fg(color)
}

/// A change with its sign: growth in red, shrinkage in green.
pub(super) fn delta(delta: i64) -> Cell {
    let color = match delta.signum() {
        1 => Color::Red,
        -1 => Color::Green,
        _ => Color::DarkGrey,
    };
    colored(signed(delta), color)
}

/// A label and a sentence, broken into lines that fit, the further ones below the sentence's beginning.
pub(super) fn sentence(label: &str, text: &str, style: Style) -> String {
    let indent = label.chars().count() + 1;
    let room = usize::from(style.width).saturating_sub(indent).max(20);
    let lines = wrapped(text, room);
    format!("{} {}\n", bold(label, style), lines.join(&format!("\n{}", " ".repeat(indent))))
}

/// A path that fits: its end says more than its beginning.
pub(super) fn short_path(path: &str, style: Style, room_for_others: u16) -> String {
    end(path, usize::from(style.width.saturating_sub(room_for_others)).max(24))
}

/// The end of a text that is too long.
pub(super) fn end(text: &str, room: usize) -> String {
    match text.chars().count().checked_sub(room) {
        None | Some(0) => text.to_owned(),
        Some(more) => format!("…{}", text.chars().skip(more + 1).collect::<String>()),
    }
}

/// How many rows to show, and what to say of the rest.
pub(super) fn cut<T>(rows: &[T], default: usize, style: Style) -> (&[T], Option<String>) {
    let top = style.rows(default);
    match rows.len().checked_sub(top) {
        Some(more) if more > 0 => (&rows[..top], Some(format!("  … and {more} more (--top {})\n", rows.len()))),
        _ => (rows, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_fit_the_width() {
        let style = Style { width: 30, color: false, top: 0 };
        assert_eq!(
            sentence("Next:", "one two three four five six seven", style),
            "Next: one two three four five\n      six seven\n"
        );
    }

    #[test]
    fn paths_are_cut_at_their_beginning() {
        let style = Style { width: 60, color: false, top: 0 };
        assert_eq!(short_path("crates/a/src/lib.rs", style, 30), "crates/a/src/lib.rs");
        let long = short_path("crates/infrastructure/src/database/manager.rs", style, 30);
        assert_eq!((long.chars().count(), long.ends_with("database/manager.rs")), (30, true), "{long}");
    }
}
