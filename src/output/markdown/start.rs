//! Where to start.

use crate::model::{HotSite, Report};

use super::layout::{code, prose, table};
use crate::output::format::Style;

/// Rows unless `--top` says otherwise.
const TOP: usize = 10;

/// The chapters of the sites with advice, and of the expensive ones without any.
pub(super) fn sections(report: &Report, style: Style) -> String {
    let mut text = String::new();
    if !report.start_here.is_empty() {
        let rows = report.start_here.iter().take(style.rows(TOP)).map(|site| {
            let advice = match (site.rules.first(), &site.message) {
                (Some(rule), Some(message)) => format!("{rule}: {}", prose(message)),
                _ => String::new(),
            };
            let level = site.level.map_or_else(String::new, |level| level.to_string());
            vec![place(site), level, advice, site.cost.to_string(), site.impact.to_string()]
        });
        text += "\n## Start here\n\n";
        text += &table(&["Site", "Level", "Advice", "Cost", "Impact"], rows);
    }
    if !report.unexplained.is_empty() {
        let rows = report
            .unexplained
            .iter()
            .take(style.rows(TOP))
            .map(|site| vec![place(site), code(&site.expression), site.cost.to_string(), site.impact.to_string()]);
        text += "\n## Expensive and unexplained\n\n";
        text += &table(&["Site", "Clone", "Cost", "Impact"], rows);
    }
    text
}

fn place(site: &HotSite) -> String {
    code(&format!("{}:{}:{}", site.path, site.line, site.column))
}
