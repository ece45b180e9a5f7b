//! GitHub's workflow commands: a line for each new clone, which shows beside it in the pull request.
//!
//! GitHub shows ten errors and ten warnings of a step, and all of them in its log. The job's summary has them all, too:
//! `check` writes it where `GITHUB_STEP_SUMMARY` says.

use anyhow::Result;

use crate::model::{Commit, Site};
use crate::report::one_line;

use super::format::{CheckResult, Forge, Format};
use super::words::describe;

/// `--format github`
pub(super) const FORMAT: Format = Format {
    check: Some(|check, _| verdict(check)),
    forge: Some(Forge::GitHub),
    is_for_programs: true,
    ..Format::new("github")
};

#[expect(clippy::unnecessary_wraps, reason = "as all renderers")]
fn verdict(check: &CheckResult<'_>) -> Result<String> {
    let verdict = check.verdict;
    let level = if verdict.passed { "notice" } else { "error" };
    let mut text = String::new();
    for file in &verdict.skipped {
        text += &command(
            "error",
            &[("file", &format!("{}{}", check.below, file.path))],
            &format!("not audited: {}", file.reason),
        );
    }
    for (at, site) in verdict.new_sites.iter().enumerate() {
        let by = verdict.blame.get(at).and_then(Option::as_ref);
        text += &annotation(level, check.below, site, by);
    }
    for limit in &verdict.limits {
        let message = format!("{}: {} exceeds the limit of {}", limit.name, limit.actual, limit.limit);
        text += &command("error", &[("title", "Clone audit")], &message);
    }
    let mut sentences: Vec<String> = verdict.growth.iter().map(describe).collect();
    let figures = match verdict.before {
        Some(before) => format!("{before} → {} explicit clones in the gated scopes", verdict.after),
        None => format!("{} explicit clones in the gated scopes", verdict.after),
    };
    sentences.insert(0, figures);
    text += &command(level, &[("title", "Clone audit")], &sentences.join("; "));
    Ok(text)
}

fn annotation(level: &str, below: &str, site: &Site, by: Option<&Commit>) -> String {
    let [line, end_line, column, end_column] =
        [site.location.line, site.location.end_line, site.location.column, site.location.end_column]
            .map(|number| number.to_string());
    let ty = site.cloned.ty.as_deref().unwrap_or("a value of unknown type");
    let by = by.map_or_else(String::new, |Commit { id, author, .. }| format!(" ({id} by {author})"));
    let message = format!("{} clones {ty}, cost: {}{by}", site.expression, site.cloned.cost);
    let file = format!("{below}{}", site.location.path);
    let mut place = vec![("file", &*file), ("line", &line), ("endLine", &end_line)];
    // Columns are of one line.
    if line == end_line {
        place.extend([("col", &*column), ("endColumn", &end_column)]);
    }
    place.push(("title", "New clone"));
    command(level, &place, &message)
}

/// `::level name=value,…::message`
fn command(level: &str, properties: &[(&str, &str)], message: &str) -> String {
    let properties: Vec<String> = properties
        .iter()
        .map(|(name, value)| format!("{name}={}", escaped(value).replace(':', "%3A").replace(',', "%2C")))
        .collect();
    format!("::{level} {}::{}\n", properties.join(","), escaped(message))
}

/// On one line, and without what would be read as an escape.
fn escaped(text: &str) -> String {
    one_line(text).replace('%', "%25")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_a_property_or_a_line() {
        assert_eq!(
            command("error", &[("file", "a,b:c%.rs"), ("line", "3")], "50 %\n::error::x"),
            "::error file=a%2Cb%3Ac%25.rs,line=3::50 %25\\n::error::x\n"
        );
    }
}
