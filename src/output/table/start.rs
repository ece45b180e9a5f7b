//! Where to start: sites with their advice, and the expensive ones without any.

use anstyle::AnsiColor;

use crate::model::{HotSite, Level, Report, Scope};
use crate::report::plural;

use super::layout::{cut, end, indented, paint, section};
use crate::output::format::Style;
use crate::output::profile::measured;

/// Sites with advice that are listed unless `--top` says otherwise.
const TOP_START: usize = 5;
/// Sites without.
const TOP_UNEXPLAINED: usize = 3;

/// `Start here` and `Expensive and unexplained`, where there is anything to list.
pub(super) fn sections(report: &Report, style: Style) -> String {
    let mut text = String::new();
    if !report.start_here.is_empty() {
        let (shown, more) = cut(&report.start_here, TOP_START, style);
        let sites: String = shown.iter().map(|site| with_advice(site, style)).collect();
        text += &section(&title(report), &(sites + &more.unwrap_or_default()), style);
    }
    if !report.unexplained.is_empty() {
        let (shown, more) = cut(&report.unexplained, TOP_UNEXPLAINED, style);
        let sites: String = shown.iter().map(|site| place(site, style) + &expression(site, style)).collect();
        let title = "Expensive and unexplained: no rule, comment or use says why";
        text += &section(title, &(sites + &more.unwrap_or_default()), style);
    }
    text
}

/// `Start here: 11 warnings and 8 notes in production code`
fn title(report: &Report) -> String {
    let advice = report.by_package.iter().map(|row| row.advice);
    let (warnings, notes) = advice.fold((0, 0), |(warn, note), advice| (warn + advice.warn, note + advice.note));
    let counts = [(warnings, "warning"), (notes, "note")];
    let counts: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| plural(*count, what)).collect();
    let counts = if counts.is_empty() { "nothing".to_owned() } else { counts.join(" and ") };
    format!("Start here: {counts} in production code")
}

/// Two lines: the place with what the clone costs, and the advice.
fn with_advice(site: &HotSite, style: Style) -> String {
    let (Some(level), Some(message), Some(rule)) = (site.level, &site.message, site.rules.first()) else {
        return place(site, style);
    };
    let more = match site.more_in_item {
        0 => String::new(),
        more => format!(" (+{more} in this function)"),
    };
    let advice = indented(&format!("{rule}: {message}{more}"), 4, style);
    let color = if level == Level::Warn { AnsiColor::Yellow } else { AnsiColor::Cyan };
    place(site, style) + &advice.replacen(&format!("{rule}:"), &paint(&format!("{rule}:"), color, style), 1)
}

/// `path:line:column  deep Vec<u8>, in a loop`; with a profile, how often it ran instead.
fn place(site: &HotSite, style: Style) -> String {
    let position = format!(":{}:{}", site.line, site.column);
    let mut facts = match &site.ty {
        Some(ty) => format!("{} {ty}", site.cost),
        None => format!("{} cost", site.cost),
    };
    match (&site.measured, site.loops) {
        (Some(measure), _) => facts += &format!(", {}", measured(measure)),
        (None, 0) => {}
        (None, 1) => facts += ", in a loop",
        (None, loops) => facts += &format!(", in {loops} loops"),
    }
    if site.scope != Scope::Production {
        facts += &format!(", {} code", site.scope);
    }
    let width = usize::from(style.width);
    // The place matters most: what is around it yields.
    let path = end(&site.path, width.saturating_sub(position.len() + 2).max(24));
    let room = width.saturating_sub(2 + path.chars().count() + position.len() + 2);
    let facts: String = match facts.chars().count() {
        length if length <= room => facts,
        _ if room < 8 => String::new(),
        _ => facts.chars().take(room - 1).chain(['…']).collect(),
    };
    let facts = if facts.is_empty() { facts } else { format!("  {}", paint(&facts, AnsiColor::BrightBlack, style)) };
    format!("  {}{position}{facts}\n", paint(&path, AnsiColor::Magenta, style))
}

fn expression(site: &HotSite, style: Style) -> String {
    let room = usize::from(style.width).saturating_sub(4).max(20);
    let text = &site.expression;
    if text.chars().count() <= room {
        return format!("    {text}\n");
    }
    format!("    {}…\n", text.chars().take(room - 1).collect::<String>())
}
