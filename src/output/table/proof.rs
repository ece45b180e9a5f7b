//! The proof.

use comfy_table::{Cell, CellAlignment};

use crate::model::{Clippy, Evidence, Judged, Proof, Removable};

use super::layout::{aligned_grid, bold, grid, number, paint, section, sentence, short_path};
use crate::output::format::Style;
use crate::output::proof::{
    circumstances, clippy, failing, headline, next_step, reasons, short_item, shortened, split,
};

/// Rows of each list of removable sites unless `--top` says otherwise.
const TOP: usize = 20;
/// Rows of the summaries.
const TOP_REASONS: usize = 8;
const TOP_NOTES: usize = 8;

/// From this width on, a site has one line.
const WIDE: u16 = 112;

pub(super) fn render(proof: &Proof, style: Style) -> String {
    let (count, rest) = headline(proof);
    let mut text = match proof.evidence {
        Evidence::TestsFail => bold(&count, style) + &paint(&rest, anstyle::AnsiColor::Red, style) + "\n",
        _ => format!("{}{rest}\n", bold(&count, style)),
    };
    let plain = Style { color: false, ..style };
    for (label, line) in circumstances(proof) {
        text += &sentence(&format!("  {label:<9}"), &line, plain);
    }
    let (removable, hazardous) = split(proof);
    text += &sites(&format!("Removable ({})", proof.evidence.text()), &removable, style);
    // The tests say nothing of these.
    text += &sites(&format!("Removable with a hazard ({})", Evidence::Compiles.text()), &hazardous, style);
    let rows: Vec<String> = failing(proof)
        .map(|row| format!("{}: {}: {}", row.site.location, row.site.expression, row.tests.join(", ")))
        .collect();
    if !rows.is_empty() {
        text += &section(&format!("Tests fail without them: {}", rows.len()), &notes(&rows, style), style);
    }
    text += &grouped("Needed", "Compiler error", &proof.needed, style);
    text += &grouped("Not tried", "Reason", &proof.not_tried, style);
    text += &superfluous(proof, style);
    text += &proof.clippy.as_ref().map_or_else(String::new, |found| compared(found, style));
    text + "\n" + &sentence("Next:", &next_step(proof), style)
}

fn sites(title: &str, rows: &[&Removable], style: Style) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let top = style.rows(TOP);
    let shown = &rows[..rows.len().min(top)];
    let body = if style.width >= WIDE { table(shown, style) } else { pairs_of_lines(shown, style) };
    let more = match rows.len() - shown.len() {
        0 => String::new(),
        more => format!("  … and {more} more (--format json or csv lists all)\n"),
    };
    section(&format!("{title}: {}", rows.len()), &format!("{body}{more}"), style)
}

/// One line a site.
fn table(rows: &[&Removable], style: Style) -> String {
    let has_hazards = rows.iter().any(|row| !row.hazards.is_empty());
    let mut header = vec!["Place", "Item", "Rewrite", "Change"];
    if has_hazards {
        header.insert(3, "Hazards");
    }
    let width = usize::from(style.width);
    let mut lines: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let mut fields = vec![
                short_path(&place(row), style, style.width / 8 * 5),
                shortened(short_item(&row.site.item), width / 6),
                row.rewrite.to_string(),
            ];
            if has_hazards {
                fields.push(shortened(&hazards(row), width / 5));
            }
            fields
        })
        .collect();
    // Every column has a blank on either side; what the others leave is the room for the change.
    let taken: usize = (0..header.len() - 1)
        .map(|at| lines.iter().map(|fields| fields[at].chars().count()).max().unwrap_or(0).max(header[at].len()) + 2)
        .sum();
    for (fields, row) in lines.iter_mut().zip(rows) {
        fields.push(change(row, width.saturating_sub(taken + 2)));
    }
    let cells = |fields: Vec<String>| fields.into_iter().map(Cell::new).collect();
    aligned_grid(&header, lines.into_iter().map(cells).collect(), |_| CellAlignment::Left, style)
}

/// Two lines a site: where it is and what speaks against it, then the change.
fn pairs_of_lines(rows: &[&Removable], style: Style) -> String {
    let width = usize::from(style.width);
    let mut text = String::new();
    for row in rows {
        let hazard = if row.hazards.is_empty() { String::new() } else { format!(": {}", hazards(row)) };
        let facts = format!("[{}{hazard}]", row.rewrite);
        let facts = shortened(&facts, width.saturating_sub(28));
        let place = place(row);
        let room = u16::try_from(facts.chars().count() + 4).unwrap_or(style.width);
        let place = paint(&short_path(&place, style, room), anstyle::AnsiColor::Magenta, style);
        text += &format!("  {place}  {}\n", paint(&facts, anstyle::AnsiColor::BrightBlack, style));
        let item = shortened(short_item(&row.site.item), width * 2 / 5);
        let room = width.saturating_sub(item.chars().count() + 6);
        text += &format!("    {item}: {}\n", change(row, room));
    }
    text
}

fn place(row: &Removable) -> String {
    row.site.location.to_string()
}

fn hazards(row: &Removable) -> String {
    row.hazards.iter().map(|hazard| hazard.name()).collect::<Vec<_>>().join(", ")
}

/// `x.clone() → x`, both sides cut so that they fit; a short one leaves its room to the other.
fn change(row: &Removable, room: usize) -> String {
    let (before, after) = (&row.site.expression, &row.replacement);
    let room = room.saturating_sub(3);
    let lengths = (before.chars().count(), after.chars().count());
    let room_before = room.saturating_sub(lengths.1).max(room / 2).min(lengths.0);
    format!("{} → {}", shortened(before, room_before), shortened(after, room.saturating_sub(room_before)))
}

/// How many sites have which reason.
pub(super) fn grouped(title: &str, column: &str, rows: &[Judged], style: Style) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let groups = reasons(rows);
    let shown = &groups[..groups.len().min(TOP_REASONS)];
    let room = usize::from(style.width).saturating_sub(12);
    let cells = shown.iter().map(|(reason, count)| vec![Cell::new(shortened(reason, room)), number(*count)]);
    let more = match groups[shown.len()..].iter().map(|(_, count)| count).sum::<usize>() {
        0 => String::new(),
        more => format!("  … and {more} for other reasons\n"),
    };
    section(&format!("{title}: {}", rows.len()), &(grid(&[column, "Clones"], cells.collect(), style) + &more), style)
}

fn superfluous(proof: &Proof, style: Style) -> String {
    let rows: Vec<String> = proof
        .superfluous
        .iter()
        .map(|row| format!("{}:{}:{}: {}", row.path, row.line, row.column, row.message))
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    section(
        &format!("Unnecessary without these clones (reported, not edited): {}", rows.len()),
        &notes(&rows, style),
        style,
    )
}

fn compared(found: &Clippy, style: Style) -> String {
    let rows: Vec<String> = found
        .only_clippy
        .iter()
        .map(|row| {
            format!(
                "{}:{}:{}: {}, {}",
                row.site.location.path,
                row.site.location.line,
                row.site.location.column,
                row.site.expression,
                row.reason
            )
        })
        .collect();
    let plain = Style { color: false, ..style };
    let only = if rows.is_empty() { String::new() } else { "  reported, but not removable\n".to_owned() };
    section("Clippy", &(sentence(" ", &clippy(found), plain) + &only + &notes(&rows, style)), style)
}

fn notes(rows: &[String], style: Style) -> String {
    let plain = Style { color: false, ..style };
    let shown = &rows[..rows.len().min(TOP_NOTES)];
    let more = match rows.len() - shown.len() {
        0 => String::new(),
        more => format!("  … and {more} more (--format json lists all)\n"),
    };
    shown.iter().map(|row| sentence("   ", row, plain)).collect::<String>() + &more
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::proof::samples;

    const NARROW: Style = Style { width: 80, color: false, top: 0 };

    fn widest(text: &str) -> usize {
        text.lines().map(|line| line.chars().count()).max().unwrap_or(0)
    }

    #[test]
    fn everything_is_told_and_fits() {
        for width in [60, 80, 112, 160] {
            let text = render(&samples::full(), Style { width, ..NARROW });
            assert!(widest(&text) <= usize::from(width), "{width}:\n{text}");
            for part in [
                "2 of 10 clones: compiles without them (2 more with a hazard)\n",
                "Removable (compiles without them): 2\n",
                "Removable with a hazard (compiles without them): 2\n",
                "src/db/manager.rs:10:9",
                "Manager::open",
                "self.pool.clone() → self.pool\n",
                "counted, generic",
                "Needed: 4\n",
                "E0382 borrow of moved value …",
                "Not tried: 2\n",
                "variable does not need",
                "Clippy\n",
                "fix --dry-run",
            ] {
                assert!(text.contains(part), "{width}: no {part:?} in\n{text}");
            }
            assert!(!text.contains("safe"), "{text}");
        }
    }

    #[test]
    fn counts_of_reasons_add_up() {
        let proof = samples::full();
        let text = render(&proof, NARROW);
        let (_, needed) = text.split_once("Needed: 4\n").expect("the section");
        let rows = needed.lines().skip(1).take_while(|line| !line.is_empty());
        let sum: usize = rows.filter_map(|row| row.split_whitespace().last()?.parse::<usize>().ok()).sum();
        assert_eq!(sum, proof.needed.len());
        let judged = proof.removable.len() + proof.needed.len() + proof.not_tried.len();
        assert!(text.contains(&format!("of {judged} clones")));
    }

    #[test]
    fn a_proof_of_nothing_is_its_circumstances() {
        let text = render(&samples::empty(), NARROW);
        assert_eq!(
            text,
            "0 of 0 clones: compiles without them\n  \
               compiler  rustc 1.95.0 (59807616e 2026-04-14), for x86_64-unknown-linux-gnu\n  \
               compiled  1 target with features: default\n  \
               effort    0 sites tried in 0 rounds, 0 s\n\n\
             Next: nothing could be tried: other filters or features may reach more\n"
        );
    }

    #[test]
    fn long_lists_are_cut_and_say_so() {
        let text = render(&samples::full(), Style { top: 1, ..NARROW });
        assert_eq!(text.matches("… and 1 more (--format json or csv lists all)").count(), 2, "{text}");
    }

    #[test]
    fn colours_change_no_text() {
        let proof = samples::full();
        let colored = render(&proof, Style { color: true, ..NARROW });
        assert!(colored.contains('\u{1b}'));
        // The last column's header keeps its blank before the sequence that ends it.
        let bare: String = without_colors(&colored).lines().map(|line| format!("{}\n", line.trim_end())).collect();
        assert_eq!(bare, render(&proof, NARROW));
    }

    /// Without escape sequences.
    fn without_colors(text: &str) -> String {
        let mut parts = text.split("\u{1b}[");
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |all, part| all + part.split_once('m').map_or("", |(_, rest)| rest))
    }
}
