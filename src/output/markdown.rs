//! Markdown: the report that teams write by hand, derived.

mod findings;
mod layout;
mod profile;
mod proof;
mod start;
mod verdict;

use std::collections::BTreeMap;

use crate::model::{
    Advice, CategoryStatus, Change, Cost, Diff, GroupRow, Priority, Report, Skipped, Totals, TypeClass, TypeTable,
    Unfinished, WorkspaceFigures,
};
use crate::report::share;

use super::density;
use super::format::{Explanation, Format, Style};
use super::rules;
use super::words::{by_package, copy_word, costs, growth, heap_word, percent, signed, type_summary, unknown};
use layout::{code, prose, table};

/// Rows of the high-impact table unless `--top` says otherwise.
const TOP: usize = 10;

/// `--format markdown`
pub(super) const FORMAT: Format = Format {
    report: Some(|report, _, style| Ok(document(report, style))),
    types: Some(|table, style| Ok(type_table(table, style))),
    diff: Some(|diff, _| Ok(comparison(diff))),
    check: Some(|check, _| Ok(verdict::comment(check))),
    prove: Some(|proof, style| Ok(proof::document(proof, style))),
    profile: Some(|profile, style| Ok(profile::document(profile, style))),
    explain: Some(|what, _| {
        Ok(match what {
            Explanation::Rules(rules) => rules::page(rules),
            Explanation::Rule(rule) => rules::chapter(rule),
            Explanation::Text(text) => format!("```text\n{text}```\n"),
        })
    }),
    ..Format::new("markdown")
};

/// A table a package, the workspace's own first, each with all its types unless `--top` says otherwise.
fn type_table(types: &TypeTable, style: Style) -> String {
    let summary = type_summary(types).map(|(label, text)| format!("- **{label}:** {text}\n"));
    let mut text = format!("# Cloned types\n\n{}", summary.concat());
    for (package, rows) in by_package(&types.types, style.top) {
        text += &format!("\n## {}\n\n", prose(package));
        text += &table(
            &["Type", "Declared", "Sites", "Clone", "Copy", "Size (bytes)", "Heap", "Class", "Cost"],
            rows.into_iter().map(|row| {
                vec![
                    format!("{}{}", code(&row.name), if row.newtype_over_string { " (a `String`)" } else { "" }),
                    row.place().map_or_else(|| prose(&row.item), |place| format!("{} {}", row.kind, code(&place))),
                    row.sites.to_string(),
                    row.clone.to_string(),
                    copy_word(row).to_owned(),
                    row.shown_size(),
                    heap_word(row).to_owned(),
                    row.class.to_string(),
                    row.cost.to_string(),
                ]
            }),
        );
    }
    text
}

fn document(report: &Report, style: Style) -> String {
    let totals = &report.totals;
    let figures = &report.workspace;
    let mut text = String::from("# Clone audit\n\n## Summary\n\n");
    text += &format!(
        "**{} explicit clones** in {} of {} files ({} packages, {} lines), {} of them in production code.\n\n",
        totals.explicit,
        figures.files_with_clones,
        figures.files,
        figures.packages,
        figures.lines,
        totals.production(),
    );
    if let Some(density) = density::sentence(report) {
        text += &format!("- {density}\n");
    }
    if let Some(before) = &report.before {
        text += &format!(
            "- **{} → {} explicit clones** ({})\n",
            before.explicit,
            totals.explicit,
            growth(before.explicit, totals.explicit)
        );
        text += &format!("- grep counts {} → {} lines; {}\n\n", before.grep_lines, totals.grep_lines, report.grep_note);
    } else {
        text += &format!(
            "- grep counts {} lines; {}\n- no baseline to compare with\n\n",
            totals.grep_lines, report.grep_note
        );
    }
    text += &spellings(report.before.as_ref(), totals);
    text += &types(totals, &report.workspace);
    if let Some((by, rows)) = &report.grouped {
        text += &grouped(by.name(), rows, style);
    }
    text += &start::sections(report, style);
    text += &findings::section(report);
    text += &high_impact(&report.by_file, style);
    text += &categories(report);
    if !report.targets.is_empty() {
        text += "\n## Targets\n\n";
        text += &table(
            &["Metric", "Before", "Target", "Achieved", "Status"],
            report.targets.iter().map(|row| {
                let status = if row.reached { "✅ reached" } else { "🔄 not reached" };
                vec![
                    prose(&row.name),
                    optional(row.before),
                    row.target.to_string(),
                    row.actual.to_string(),
                    status.to_owned(),
                ]
            }),
        );
    }
    text += "\n## Packages\n\n";
    text += &table(
        &["Package", "Explicit", "Production", "Warn", "Note", "Unreviewed", "Bulk", "Implicit", "Files", "Lines"],
        report.by_package.iter().map(|row| {
            let production = row.by_scope.get("production").copied().unwrap_or(0);
            let Advice { warn, note, unreviewed } = row.advice;
            let numbers =
                [row.explicit, production, warn, note, unreviewed, row.bulk, row.implicit, row.files, row.lines];
            std::iter::once(prose(&row.name)).chain(numbers.iter().map(ToString::to_string)).collect()
        }),
    );
    text += &caveats(report);
    text + &format!("\n**Next:** {}\n", prose(&report.next_step))
}

fn spellings(before: Option<&Totals>, totals: &Totals) -> String {
    let mut header = vec!["Spelling", "Now"];
    if before.is_some() {
        header.insert(1, "Before");
    }
    let rows = crate::model::Spelling::ALL.iter().map(|spelling| {
        let now = totals.by_spelling.get(spelling.name()).copied().unwrap_or(0).to_string();
        let mut row = vec![spelling.to_string()];
        row.extend(before.map(|before| before.by_spelling.get(spelling.name()).copied().unwrap_or(0).to_string()));
        row.push(now);
        row
    });
    table(&header, rows)
}

fn types(totals: &Totals, workspace: &WorkspaceFigures) -> String {
    let rows = |names: Vec<&'static str>, counts: &BTreeMap<&'static str, usize>| {
        let count = |name: &'static str| (name, counts.get(name).copied().unwrap_or(0));
        let counts: Vec<(&str, usize)> = names.into_iter().map(count).filter(|(_, count)| *count > 0).collect();
        counts.into_iter().map(|(name, count)| {
            vec![name.to_owned(), count.to_string(), format!("{:.1} %", share(count, totals.explicit))]
        })
    };
    let classes = rows(TypeClass::ALL.iter().map(|class| class.name()).collect(), &totals.by_class);
    let costs = rows(Cost::ALL.iter().map(|cost| cost.name()).collect(), &totals.by_cost);
    format!(
        "\n## Types and costs\n\n{}.\n\n{}\n{}",
        unknown(totals, workspace),
        table(&["Type class", "Explicit", "Share"], classes),
        table(&["Cost of a clone", "Explicit", "Share"], costs)
    )
}

fn grouped(by: &str, rows: &[GroupRow], style: Style) -> String {
    let rows = rows.iter().take(style.rows(rows.len())).map(|row| {
        vec![code(&row.name), row.explicit.to_string(), format!("{:.1} %", row.share), costs(&row.by_cost, usize::MAX)]
    });
    format!("\n## By {by}\n\n{}", table(&["Group", "Explicit", "Share", "Costs"], rows))
}

fn high_impact(files: &[GroupRow], style: Style) -> String {
    let top = style.rows(TOP);
    let mut text = String::from("\n## High-impact files\n\n");
    let with_before = files.iter().any(|row| row.before.is_some());
    if with_before {
        let mut changed: Vec<&GroupRow> = files.iter().filter(|row| row.before != Some(row.explicit)).collect();
        changed.sort_by_key(|row| std::cmp::Reverse(row.before.unwrap_or(0).abs_diff(row.explicit)));
        text += &table(
            &["File", "Before", "After", "Change", "Percent"],
            changed.iter().take(top).map(|row| {
                let change = Change::new(row.name.clone(), row.before.unwrap_or(0), row.explicit, 0);
                vec![
                    code(&row.name),
                    change.before.to_string(),
                    change.after.to_string(),
                    signed(change.delta),
                    percent(change.percent, change.after),
                ]
            }),
        );
        text += "\nCurrent counts:\n\n";
    }
    text + &table(
        &["File", "Explicit", "Costs", "Non-production", "Mostly"],
        files.iter().filter(|row| row.explicit > 0).take(top).map(|row| {
            let mostly = row
                .by_category
                .iter()
                .max_by_key(|(_, count)| **count)
                .map(|(name, _)| prose(name))
                .unwrap_or_default();
            vec![
                code(&row.name),
                row.explicit.to_string(),
                costs(&row.by_cost, usize::MAX),
                row.outside_production.to_string(),
                mostly,
            ]
        }),
    )
}

fn categories(report: &Report) -> String {
    let rows = report.by_category.iter().filter(|row| row.is_shown).map(|row| {
        let change = row.before.map(|before| format!("{before} → {}", row.explicit)).unwrap_or_default();
        vec![
            prose(&row.name),
            row.explicit.to_string(),
            format!("{:.1} %", row.share),
            change,
            status(row.status).to_owned(),
            priority(row.priority).to_owned(),
        ]
    });
    format!(
        "\n## Categories\n\n{}",
        table(&["Category", "Count", "Share", "Before → after", "Status", "Priority"], rows)
    )
}

fn status(status: CategoryStatus) -> &'static str {
    match status {
        CategoryStatus::Accepted => "✅ accepted",
        CategoryStatus::Grew => "❌ grew",
        CategoryStatus::AtTarget => "✅ at target",
        CategoryStatus::Reduced => "✅ reduced",
        CategoryStatus::OverTarget => "🔄 over target",
        CategoryStatus::Unchanged => "⏳ unchanged",
        CategoryStatus::Open => "⏳ open",
    }
}

fn priority(priority: Priority) -> &'static str {
    match priority {
        Priority::Critical => "🔴 critical",
        Priority::High => "🟡 high",
        Priority::Medium => "🟡 medium",
        Priority::Low => "🟢 low",
        Priority::Done => "🟢 done",
    }
}

fn caveats(report: &Report) -> String {
    let mut text = String::new();
    for (title, rows) in [
        ("Not audited", &report.skipped),
        ("Failed to parse; clones counted from tokens", &report.degraded),
        ("Excluded", &report.left_out),
    ] {
        if !rows.is_empty() {
            text += &format!("\n## {title}\n\n");
            let line = |row: &Skipped| format!("- {}: {}\n", code(&row.path), prose(&row.reason));
            text += &rows.iter().map(line).collect::<String>();
        }
    }
    if !report.unfinished.is_empty() {
        text += "\n## Too large to look at in full\n\n";
        for Unfinished { path, line, item, limit } in &report.unfinished {
            text += &format!("- {}: {}: {}\n", code(&format!("{path}:{line}")), code(item), limit.reason());
        }
    }
    text
}

fn comparison(diff: &Diff) -> String {
    let (before, after) = (diff.before.explicit, diff.after.explicit);
    let mut text = format!(
        "# Clone audit: before → after\n\n**{before} → {after} explicit clones** ({}); grep counts {} → {} lines.\n\n",
        growth(before, after),
        diff.before.grep_lines,
        diff.after.grep_lines
    );
    text += &format!(
        "{} added · {} removed · {} respelled · {} moved · {} unchanged\n\n",
        diff.added.len(),
        diff.removed.len(),
        diff.respelled.len(),
        diff.moved.len(),
        diff.unchanged
    );
    let categories: Vec<Change> = diff.by_category.iter().filter(|row| row.before + row.after > 0).cloned().collect();
    text += &changes("Category", &categories);
    let changed: Vec<Change> = diff.by_file.iter().filter(|row| row.delta != 0 || row.respelled > 0).cloned().collect();
    if !changed.is_empty() {
        text += &format!("\n{}", changes("File", &changed));
    }
    let sites = |title: &str, lines: Vec<String>| {
        if lines.is_empty() { String::new() } else { format!("\n## {title}\n\n{}", lines.concat()) }
    };
    text += &sites(
        "Added",
        diff.added
            .iter()
            .map(|site| {
                let place = code(&format!("{}:{}", site.location.path, site.location.name_line));
                format!("- {place} {} in {}\n", code(&site.expression), code(&site.item))
            })
            .collect(),
    );
    text + &sites(
        "Removed",
        diff.removed
            .iter()
            .map(|site| {
                let (path, receiver, item) = (code(&site.path), code(&site.receiver), code(&site.item));
                format!("- {path} {} of {receiver} in {item}\n", site.spelling)
            })
            .collect(),
    )
}

fn changes(title: &str, rows: &[Change]) -> String {
    table(
        &[title, "Before", "After", "Change", "Percent", "Respelled"],
        rows.iter().map(|row| {
            vec![
                prose(&row.name),
                row.before.to_string(),
                row.after.to_string(),
                signed(row.delta),
                percent(row.percent, row.after),
                row.respelled.to_string(),
            ]
        }),
    )
}

fn optional(number: Option<usize>) -> String {
    number.map_or_else(|| "–".to_owned(), |number| number.to_string())
}
