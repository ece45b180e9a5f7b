//! The list of sites.

use crate::model::{Finding, Level, Site, TypeFinding};
use crate::output::format::{Found, SourceLines, Style};

use super::layout::paint;
use crate::output::profile::measured;

/// One line a site, `path:line:column: source`, so that editors and grep work with it.
pub(super) fn render(found: &Found<'_>, style: Style) -> String {
    let sites = found.audit.sites.iter().map(|site| site_line(site, found.lines, style));
    sites.chain(found.audit.type_findings.iter().map(|finding| type_line(finding, style))).collect()
}

/// Longest type, in characters, that a line shows.
const LONGEST_TYPE: usize = 48;

/// `path:line:column: source line  [spelling, type: class, cost, category]`
pub(super) fn site_line(site: &Site, lines: &SourceLines<'_>, style: Style) -> String {
    let shown = lines.text(site);
    let ty = site.cloned.ty.as_deref().map_or_else(String::new, |ty| match ty.char_indices().nth(LONGEST_TYPE) {
        Some((end, _)) => format!("{}…: ", &ty[..end]),
        None => format!("{ty}: "),
    });
    let facts = format!("[{}, {ty}{}, {}, {}]", site.spelling, site.cloned.class, site.cloned.cost, site.category);
    let measured =
        site.verdict.measured.as_deref().map_or_else(String::new, |measure| format!("  ({})", measured(measure)));
    let findings: String = site.verdict.reported().map(|finding| format!("  {}", message(finding, style))).collect();
    let proof = match &site.verdict.proof {
        Some(proven) if proven.removable && !site.verdict.rules.is_empty() => "  (proven: compiles without it)",
        _ => "",
    };
    format!(
        "{}:{}:{}: {shown}  {}{measured}{findings}{proof}\n",
        paint(&site.location.path, anstyle::AnsiColor::Magenta, style),
        site.location.line,
        site.location.column,
        paint(&facts, anstyle::AnsiColor::BrightBlack, style)
    )
}

/// `path:line:1: item  rule: message`
fn type_line(found: &TypeFinding, style: Style) -> String {
    if found.finding.suppressed.is_some() {
        return String::new();
    }
    let path = paint(&found.path, anstyle::AnsiColor::Magenta, style);
    format!("{path}:{}:1: {}  {}\n", found.line, found.item, message(&found.finding, style))
}

/// `rule: message`, in the colour of its level.
fn message(finding: &Finding, style: Style) -> String {
    let color = if finding.level == Level::Warn { anstyle::AnsiColor::Yellow } else { anstyle::AnsiColor::Cyan };
    format!("{} {}", paint(&format!("{}:", finding.rule), color, style), finding.message)
}
