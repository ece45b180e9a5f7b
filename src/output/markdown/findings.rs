//! Dispositions, and what rules found.

use crate::model::{Disposition, Report};

use super::layout::{code, table};

/// The chapter of the report.
pub(super) fn section(report: &Report) -> String {
    let count = |it: Disposition| report.by_disposition.get(it.name()).copied().unwrap_or(0);
    let mut text = format!(
        "\n## Findings\n\n{} explicit clones: {} flagged, {} in tests, {} justified, {} unreviewed.\n",
        report.totals.explicit,
        count(Disposition::Flagged),
        count(Disposition::Test),
        count(Disposition::Justified),
        count(Disposition::Unreviewed),
    );
    if !report.by_rule.is_empty() {
        text.push('\n');
        text += &table(
            &["Rule", "Level", "Findings", "Production", "Suppressed", "About"],
            report.by_rule.iter().map(|row| {
                let numbers = [row.findings, row.production, row.suppressed].map(|number| number.to_string());
                let [findings, production, suppressed] = numbers;
                let name = code(row.name);
                vec![name, row.level.to_string(), findings, production, suppressed, row.title.to_owned()]
            }),
        );
    }
    text
}
