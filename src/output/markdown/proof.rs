//! The proof as a comment of a pull request.

use crate::model::{Evidence, Judged, Proof, Removable};
use crate::output::format::Style;
use crate::output::proof::{circumstances, clippy, failing, headline, next_step, reasons, short_item, split};

use super::layout::{code, prose, table};

/// Rows of long tables unless `--top` says otherwise: a comment has no more than 65536 characters.
const TOP: usize = 50;

pub(super) fn document(proof: &Proof, style: Style) -> String {
    let (count, rest) = headline(proof);
    let mut text = format!("# Removable clones\n\n**{count}**{rest}\n\n");
    for (label, line) in circumstances(proof) {
        text += &format!("- {label}: {}\n", prose(&line));
    }
    let (removable, hazardous) = split(proof);
    let top = style.rows(TOP);
    text += &sites(&format!("Removable ({})", proof.evidence.text()), &removable, top);
    // The tests say nothing of these.
    text += &sites(&format!("Removable with a hazard ({})", Evidence::Compiles.text()), &hazardous, top);
    let failing = failing(proof).map(|row| {
        format!("- {} {}: {}\n", place(&row.site), code(&row.site.expression), prose(&row.tests.join(", ")))
    });
    text += &listed("Tests fail without them", failing.collect(), top);
    text += &grouped("Needed", "Compiler error", &proof.needed);
    text += &grouped("Not tried", "Reason", &proof.not_tried);
    let superfluous = proof.superfluous.iter().map(|row| {
        format!("- {}: {}\n", code(&format!("{}:{}:{}", row.path, row.line, row.column)), prose(&row.message))
    });
    text += &listed("Unnecessary without these clones (reported, not edited)", superfluous.collect(), top);
    if let Some(found) = &proof.clippy {
        text += &format!("\n## Clippy\n\n{}.\n", clippy(found));
        let only = found
            .only_clippy
            .iter()
            .map(|row| format!("- {} {}: {}\n", place(&row.site), code(&row.site.expression), prose(&row.reason)));
        text += &listed("Reported by clippy, but not removable", only.collect(), top);
    }
    text + &format!("\n**Next:** {}\n", next_step(proof))
}

fn sites(title: &str, rows: &[&Removable], top: usize) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let has_hazards = rows.iter().any(|row| !row.hazards.is_empty());
    let mut header = vec!["Place", "Item", "Rewrite", "Before", "After"];
    if has_hazards {
        header.push("Hazards");
    }
    let lines = rows.iter().take(top).map(|row| {
        let mut fields = vec![
            place(&row.site),
            code(short_item(&row.site.item)),
            row.rewrite.to_string(),
            code(&row.site.expression),
            code(&row.replacement),
        ];
        if has_hazards {
            fields.push(row.hazards.iter().map(|hazard| hazard.name()).collect::<Vec<_>>().join(", "));
        }
        fields
    });
    format!("\n## {title}: {}\n\n{}{}", rows.len(), table(&header, lines), more(rows.len(), top))
}

/// How many sites have which reason.
pub(super) fn grouped(title: &str, column: &str, rows: &[Judged]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let lines = reasons(rows).into_iter().map(|(reason, count)| vec![prose(&reason), count.to_string()]);
    format!("\n## {title}: {}\n\n{}", rows.len(), table(&[column, "Clones"], lines))
}

fn listed(title: &str, lines: Vec<String>, top: usize) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let count = lines.len();
    let shown: String = lines.into_iter().take(top).collect();
    format!("\n## {title}: {count}\n\n{shown}{}", more(count, top))
}

fn more(count: usize, top: usize) -> String {
    match count.saturating_sub(top) {
        0 => String::new(),
        more => format!("\n… and {more} more; `--format json` or `csv` lists all.\n"),
    }
}

fn place(site: &crate::model::Site) -> String {
    code(&site.location.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::proof::samples;

    const STYLE: Style = Style { width: 80, color: false, top: 0 };

    #[test]
    fn a_comment_has_all_lists() {
        let text = document(&samples::full(), STYLE);
        for part in [
            "**2 of 10 clones**: compiles without them (2 more with a hazard)",
            "| `src/db/manager.rs:10:9` | `Manager::open` | move | `self.pool.clone()` | `self.pool` |\n",
            "| `shared.clone()` | `shared` | counted, generic |\n",
            "## Needed: 4\n",
            "| E0382 borrow of moved value … | 3 |\n",
            "| in the body of a `macro_rules!` | 2 |\n",
            "`src/db/manager.rs:9:13`: variable does not need",
            "## Clippy\n",
            "**Next:** `cargo clone-audit fix --dry-run`",
        ] {
            assert!(text.contains(part), "no {part:?} in\n{text}");
        }
        assert!(!text.contains("safe"));
        assert!(document(&samples::full(), Style { top: 1, ..STYLE }).contains("… and 1 more"));
    }

    #[test]
    fn empty_lists_have_no_heading() {
        assert!(!document(&samples::empty(), STYLE).contains("##"));
    }
}
