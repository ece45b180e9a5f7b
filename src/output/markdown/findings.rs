//! Where the clones stand, and what rules found.

use crate::model::{Report, Standing};

use super::layout::table;

/// The chapter of the report.
pub(super) fn section(report: &Report) -> String {
    let count = |standing: Standing| report.by_standing.get(standing.name()).copied().unwrap_or(0);
    let mut text = format!(
        "\n## Findings\n\nOf {} explicit clones, {} have findings, {} are in tests, {} are justified, {} are open.\n",
        report.totals.explicit,
        count(Standing::Finding),
        count(Standing::Test),
        count(Standing::Justified),
        count(Standing::Open),
    );
    if !report.by_rule.is_empty() {
        text.push('\n');
        text += &table(
            &["Rule", "Level", "Findings", "Production", "Allowed", "About"],
            report.by_rule.iter().map(|row| {
                let numbers = [row.findings, row.production, row.suppressed].map(|number| number.to_string());
                let [findings, production, suppressed] = numbers;
                let name = format!("`{}`", row.name);
                vec![name, row.level.to_string(), findings, production, suppressed, row.title.to_owned()]
            }),
        );
    }
    text
}
