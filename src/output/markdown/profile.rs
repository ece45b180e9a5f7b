//! The profile as a document.

use crate::model::{Profile, ProfiledSite};
use crate::output::format::Style;
use crate::output::profile::{all_time, by_type, bytes, circumstances, each, in_order, next_step, short_type, summary};
use crate::output::words::thousands;

use super::layout::{code, prose, table};
use super::proof::grouped;

/// Rows of long tables unless `--top` says otherwise.
const TOP: usize = 50;

pub(super) fn document(profile: &Profile, style: Style) -> String {
    let (headline, rest) = summary(profile);
    let mut text = format!("# Clones at run time\n\n**{headline}**{rest}\n\n");
    for (label, line) in circumstances(profile) {
        text += &format!("- {label}: {}\n", if label == "command" { code(&line) } else { prose(&line) });
    }
    let top = style.rows(TOP);
    let types = by_type(profile);
    if !types.is_empty() {
        let header = ["Type", "Size (bytes)", "Clone time", "Usage (calls)", "Bytes", "Time", "Share of clones"];
        let rows = types.iter().take(top).map(|row| {
            vec![
                code(&row.name),
                row.size.to_string(),
                each(&row.cost, profile),
                thousands(row.cost.calls),
                bytes(row.cost.bytes),
                all_time(&row.cost, profile),
                row.share.clone(),
            ]
        });
        text += &format!("\n## Types: {}\n\n{}", types.len(), table(&header, rows));
    }
    let sites = in_order(profile);
    if !sites.is_empty() {
        let header = ["Site", "Expression", "Type", "Calls", "Allocations", "Bytes", "Each", "Time"];
        let title = format!("Clones that ran, by {}: {}", profile.sorting, sites.len());
        text += &format!("\n## {title}\n\n{}", table(&header, sites.iter().take(top).map(|site| row(site, profile))));
    }
    text += &grouped("Not counted", "Reason", &profile.not_instrumented);
    text + &format!("\n**Next:** {}\n", next_step(profile))
}

fn row(site: &ProfiledSite, profile: &Profile) -> Vec<String> {
    vec![
        code(&site.site.location.to_string()),
        code(&site.site.expression),
        code(&short_type(site)),
        thousands(site.cost.calls),
        thousands(site.cost.allocations),
        bytes(site.cost.bytes),
        each(&site.cost, profile),
        all_time(&site.cost, profile),
    ]
}
