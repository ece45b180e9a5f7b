//! Comparisons and verdicts.

use comfy_table::Cell;

use crate::model::{BaselineSite, Change, Commit, Diff, Moved, Spelling};

use super::layout::{bold, cut, delta, grid, number, paint, sentence, short_path};
use super::list::site_line;
use crate::output::format::{CheckResult, Style};
use crate::output::words::{describe, growth, percent};

/// Sites listed unless `--top` says otherwise.
const TOP_SITES: usize = 20;
const TOP_FILES: usize = 20;

pub(super) fn diff(diff: &Diff, style: Style) -> String {
    let (before, after) = (diff.before.explicit, diff.after.explicit);
    let headline = bold(&format!("{before} → {after} explicit clones"), style);
    let mut text = format!("{headline} ({})\n", growth(before, after));
    let spellings: Vec<String> = Spelling::ALL
        .iter()
        .map(|spelling| {
            let count = |totals: &crate::model::Totals| totals.by_spelling.get(spelling.name()).copied().unwrap_or(0);
            (spelling, count(&diff.before), count(&diff.after))
        })
        .filter(|(_, before, after)| before + after > 0)
        .map(
            |(spelling, before, after)| {
                if before == after { format!("{spelling} {after}") } else { format!("{spelling} {before} → {after}") }
            },
        )
        .collect();
    let plain = Style { color: false, ..style };
    text += &sentence("  spelling ", &spellings.join(" · "), plain);
    text += &format!("  grep      {} → {} lines\n", diff.before.grep_lines, diff.after.grep_lines);
    let sites_in_words = format!(
        "{} added · {} removed · {} respelled · {} moved · {} unchanged",
        diff.added.len(),
        diff.removed.len(),
        diff.respelled.len(),
        diff.moved.len(),
        diff.unchanged
    );
    text += &sentence("  sites    ", &sites_in_words, plain);
    let categories: Vec<Change> = diff.by_category.iter().filter(|row| row.before + row.after > 0).cloned().collect();
    if !categories.is_empty() {
        text += &format!("\n{}\n{}", bold("Categories", style), changes("Category", &categories, style));
    }
    let mut files: Vec<Change> =
        diff.by_file.iter().filter(|row| row.delta != 0 || row.respelled > 0).cloned().collect();
    files.sort_by_key(|row| std::cmp::Reverse((row.delta.unsigned_abs(), row.respelled)));
    if !files.is_empty() {
        let (shown, more) = cut(&files, TOP_FILES, style);
        text += &format!("\n{}\n{}{}", bold("Files", style), changes("File", shown, style), more.unwrap_or_default());
    }
    text + &sites(diff, style)
}

fn sites(diff: &Diff, style: Style) -> String {
    let added = diff.added.iter().enumerate().map(|(at, site)| {
        let by = blamed(&diff.blame, at);
        format!("  + {}: {}\n{by}", site.location, site.expression)
    });
    let added: Vec<String> = added.collect();
    let removed: Vec<String> = diff.removed.iter().map(|site| format!("  - {}", removed_line(site))).collect();
    let respelled: Vec<String> = diff
        .respelled
        .iter()
        .map(|site| {
            let counted = if site.counted { "" } else { " (of unknown type, so not counted)" };
            format!("  ~ {}:{}: {} → {} of {}{counted}\n", site.path, site.name_line, site.from, site.to, site.receiver)
        })
        .collect();
    let moved: Vec<String> =
        diff.moved.iter().map(|moved| format!("  > {} → {}\n", moved.from.item, moved.to.item)).collect();
    let mut text = String::new();
    for (title, lines, color) in [
        ("Added", added, anstyle::AnsiColor::Red),
        ("Removed", removed, anstyle::AnsiColor::Green),
        ("Respelled", respelled, anstyle::AnsiColor::Yellow),
        ("Moved", moved, anstyle::AnsiColor::BrightBlack),
    ] {
        if !lines.is_empty() {
            let (shown, more) = cut(&lines, TOP_SITES, style);
            let shown: String = shown.iter().map(|line| paint(line, color, style)).collect();
            text += &format!("\n{}\n{shown}{}", bold(title, style), more.unwrap_or_default());
        }
    }
    text
}

fn changes(title: &str, rows: &[Change], style: Style) -> String {
    let cells = rows.iter().map(|row| {
        vec![
            Cell::new(short_path(&row.name, style, 48)),
            number(row.before),
            number(row.after),
            delta(row.delta),
            Cell::new(percent(row.percent, row.after)),
            number(row.respelled),
        ]
    });
    grid(&[title, "Before", "After", "Change", "Percent", "Respelled"], cells.collect(), style)
}

/// What went, beside what came: a figure may stand still although the clones are others.
fn gone(entries: &[BaselineSite], style: Style) -> String {
    if entries.is_empty() {
        return String::new();
    }
    let (sites, more) = cut(entries, TOP_SITES, style);
    let lines: String = sites.iter().map(removed_line).collect();
    let title = bold(&format!("Gone: {}", entries.len()), style);
    format!("\n{title}\n{lines}{}", more.unwrap_or_default())
}

/// What moved: clones that went from one function to another are among it, and a reader may see it otherwise.
fn moved(entries: &[Moved], style: Style) -> String {
    if entries.is_empty() {
        return String::new();
    }
    let (shown, more) = cut(entries, TOP_SITES, style);
    let line =
        |Moved { from, to }: &Moved| format!("{}: {} from {} to {}\n", to.location, to.expression, from.item, to.item);
    let lines: String = shown.iter().map(line).collect();
    format!("\n{}\n{lines}{}", bold(&format!("Moved: {}", entries.len()), style), more.unwrap_or_default())
}

/// Who wrote the line of a site, if that was asked for.
fn blamed(blame: &[Option<Commit>], at: usize) -> String {
    match blame.get(at) {
        None => String::new(),
        Some(Some(Commit { id, author, subject })) => format!("      {id} by {author}: {subject}\n"),
        Some(None) => "      not committed\n".to_owned(),
    }
}

/// `path: method of x in m::f`
fn removed_line(site: &BaselineSite) -> String {
    format!("{}: {} of {} in {}\n", site.path, site.spelling, site.receiver, site.item)
}

pub(super) fn verdict(check: &CheckResult<'_>, style: Style) -> String {
    let verdict = check.verdict;
    let figures = match verdict.before {
        Some(before) => format!("{before} → {} explicit clones in the gated scopes", verdict.after),
        None => format!("{} explicit clones in the gated scopes (no baseline)", verdict.after),
    };
    let mut text = if !verdict.skipped.is_empty() {
        format!("{} some files could not be audited; {figures}\n", paint("no verdict:", anstyle::AnsiColor::Red, style))
    } else if verdict.passed {
        format!("{} {figures}\n", paint("passed:", anstyle::AnsiColor::Green, style))
    } else {
        format!("{} {figures}\n", paint("failed:", anstyle::AnsiColor::Red, style))
    };
    for growth in &verdict.growth {
        text += &format!("  {}\n", describe(growth));
    }
    for limit in &verdict.limits {
        text += &format!("  {}: {} exceeds the limit of {}\n", limit.name, limit.actual, limit.limit);
    }
    if !verdict.new_sites.is_empty() {
        let (sites, more) = cut(&verdict.new_sites, TOP_SITES, style);
        text += &format!("\n{}\n", bold(&format!("New sites: {}", verdict.new_sites.len()), style));
        for (at, site) in sites.iter().enumerate() {
            text += &site_line(site, check.lines, style);
            text += &blamed(&verdict.blame, at);
        }
        text += &more.unwrap_or_default();
        text += &gone(&verdict.stale, style);
    }
    text += &moved(&verdict.moved, style);
    if !verdict.growth.is_empty() {
        text += &match check.accept {
            Some((command, file)) => {
                format!("\nRemove the clones, or accept them with `{command}` and commit {file}.\n")
            }
            None => format!(
                "\nRemove the clones. This compares with {}; to accept clones, keep a baseline (`cargo clone-audit baseline save`).\n",
                check.before
            ),
        };
    }
    text
}
