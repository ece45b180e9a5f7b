//! The gate's verdict, as a comment on a pull request: what was decided, what grew and shrank, the new clones folded, what to
//! do.

use crate::model::{Change, Commit, Site};
use crate::output::format::CheckResult;
use crate::output::words::{describe, signed};
use crate::report::plural;

use super::layout::{code, prose, table};

/// Sites that are listed: GitHub limits a comment to 65,536 characters.
const MOST_SITES: usize = 100;

pub(super) fn comment(check: &CheckResult<'_>) -> String {
    let verdict = check.verdict;
    let headline = match (verdict.skipped.is_empty(), verdict.passed) {
        (false, _) => "❌ no verdict: some files could not be audited",
        (true, true) => "✅ passed",
        (true, false) => "❌ failed",
    };
    let figures = match verdict.before {
        Some(before) => format!("{before} → {} explicit clones in the gated scopes", verdict.after),
        None => format!("{} explicit clones in the gated scopes", verdict.after),
    };
    let mut text = format!("# Clone audit: {headline}\n\n{figures}, compared with {}.\n", code(check.before));
    if verdict.before.is_none() {
        text = format!("# Clone audit: {headline}\n\n{figures}.\n");
    }
    let reasons = verdict.growth.iter().map(|growth| format!("- {}\n", prose(&describe(growth))));
    let limits = verdict
        .limits
        .iter()
        .map(|limit| format!("- {}: {} exceeds the limit of {}\n", prose(&limit.name), limit.actual, limit.limit));
    let skipped = verdict.skipped.iter().map(|file| format!("- {}: {}\n", code(&file.path), prose(&file.reason)));
    let reasons: String = reasons.chain(limits).chain(skipped).collect();
    if !reasons.is_empty() {
        text += &format!("\n{reasons}");
    }
    text += &changes(&verdict.by_category);
    let new = verdict.new_sites.iter().enumerate().map(|(at, site)| new_site(site, verdict.blame.get(at), check));
    text += &folded("New", new, !verdict.passed);
    let gone = verdict
        .stale
        .iter()
        .map(|site| format!("- {} {} in {}\n", code(&site.path), code(&site.receiver), code(&site.item)));
    text += &folded("Gone", gone, false);
    if !verdict.growth.is_empty() {
        text += &match check.accept {
            Some((command, file)) => {
                format!("\nRemove the clones, or accept them with {} and commit {}.\n", code(command), code(file))
            }
            None => "\nRemove the clones, or say in the review why they stay.\n".to_owned(),
        };
    }
    text
}

fn new_site(site: &Site, blame: Option<&Option<Commit>>, check: &CheckResult<'_>) -> String {
    let place = code(&format!("{}:{}", site.location.path, site.location.line));
    let ty = site.cloned.ty.as_deref().map_or_else(String::new, |ty| format!("{}, ", code(ty)));
    let by = match blame {
        None => String::new(),
        Some(None) => ", not committed".to_owned(),
        Some(Some(Commit { id, author, .. })) => format!(", {} by {}", code(id), code(author)),
    };
    format!("- {place} {} ({ty}{}{by})\n", code(&check.lines.text(site)), site.cloned.cost)
}

/// Categories that have changed.
fn changes(rows: &[Change]) -> String {
    let changed: Vec<&Change> = rows.iter().filter(|row| row.delta != 0).collect();
    if changed.is_empty() {
        return String::new();
    }
    let cells = changed
        .into_iter()
        .map(|row| vec![prose(&row.name), row.before.to_string(), row.after.to_string(), signed(row.delta)]);
    format!("\n{}", table(&["Category", "Before", "After", "Change"], cells))
}

/// A list that opens when it is asked for, or at once.
fn folded(title: &str, lines: impl ExactSizeIterator<Item = String>, is_open: bool) -> String {
    let count = lines.len();
    if count == 0 {
        return String::new();
    }
    let shown: String = lines.take(MOST_SITES).collect();
    let more = if count > MOST_SITES { format!("- … and {} more\n", count - MOST_SITES) } else { String::new() };
    let open = if is_open { " open" } else { "" };
    let summary = plural(count, "clone");
    format!("\n<details{open}><summary>{title}: {summary}</summary>\n\n{shown}{more}\n</details>\n")
}
