//! Formats: one file each, pure rendering of finished values.
//!
//! A format says for each document how it renders it, or that it does not. The registry is the only place that lists
//! them: arguments, help and errors follow from it.

mod csv;
mod json;
mod markdown;
mod proof;
pub mod rules;
mod table;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use anyhow::{Result, anyhow};

use crate::model::{
    Cost, Diff, Growth, Proof, Report, Site, Totals, TypeClass, TypeFinding, TypeOrigin, TypeRow, TypeTable, Verdict,
};
use crate::report::share;

/// Longest source line, in bytes, that is shown.
const LONGEST_LINE: usize = 400;

/// How text for people is laid out.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Columns of the terminal.
    pub width: u16,
    /// Whether colours are wanted.
    pub color: bool,
    /// Rows of long tables; 0 for all.
    pub top: usize,
}

/// A site with the source line it starts on.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    /// The site.
    pub site: &'a Site,
    /// Its line without indentation; empty where it could not be read again.
    pub line: &'a str,
}

impl Listed<'_> {
    /// The source line, else (an expression over several lines, or a line too long to read) the expression.
    pub fn text(&self) -> &str {
        let is_readable = !self.line.is_empty() && self.line.len() <= LONGEST_LINE;
        if is_readable && self.site.line == self.site.name_line { self.line } else { &self.site.expression }
    }
}

/// A verdict with the lines of its new sites.
#[derive(Clone, Debug)]
pub struct ShownVerdict<'a> {
    /// The verdict.
    pub verdict: &'a Verdict,
    /// Its new sites.
    pub new_sites: Vec<Listed<'a>>,
    /// The baseline as the user knows it.
    pub baseline: &'a str,
    /// The command that accepts the growth.
    pub accept: &'a str,
}

/// One output format. What it does not render is `None`.
pub trait Format: Sync {
    /// The name given to `--format`.
    fn name(&self) -> &'static str;
    /// The summary.
    fn report(&self, _report: &Report, _style: Style) -> Option<Result<String>> {
        None
    }
    /// The list of sites.
    fn sites(&self, _sites: &[Listed<'_>], _types: &[TypeFinding], _style: Style) -> Option<Result<String>> {
        None
    }
    /// The table of types.
    fn types(&self, _table: &TypeTable, _style: Style) -> Option<Result<String>> {
        None
    }
    /// The comparison.
    fn diff(&self, _diff: &Diff, _style: Style) -> Option<Result<String>> {
        None
    }
    /// The gate's verdict.
    fn verdict(&self, _shown: &ShownVerdict<'_>, _style: Style) -> Option<Result<String>> {
        None
    }
    /// What the compiler said of removing clones.
    fn proof(&self, _proof: &Proof, _style: Style) -> Option<Result<String>> {
        None
    }
}

/// All formats; the first is the default.
pub const FORMATS: &[&dyn Format] = &[&table::Table, &json::Json, &markdown::Markdown, &csv::Csv];

/// The format of that name.
///
/// # Errors
/// There is none; the message lists those that are.
pub fn find(name: &str) -> Result<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.name() == name).ok_or_else(|| {
        let known: Vec<&str> = FORMATS.iter().map(|format| format.name()).collect();
        anyhow!("there is no format {name:?}; the formats are: {}", known.join(", "))
    })
}

/// `1 file`, `2 files`
pub(crate) fn plural(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// `+3`, `-4`, `±0`
fn signed(delta: i64) -> String {
    if delta == 0 { "±0".to_owned() } else { format!("{delta:+}") }
}

/// `-10.0 %`, `new`, or nothing where both are 0.
fn percent(percent: Option<f64>, after: usize) -> String {
    match percent {
        Some(percent) => format!("{percent:+.1} %"),
        None if after > 0 => "new".to_owned(),
        None => String::new(),
    }
}

/// How much of the figures nothing is known of.
fn unknown(totals: &Totals) -> String {
    format!("the type of {:.1} % of the explicit clones is not known", share(totals.unknown(), totals.explicit))
}

/// `deep 12 · heap 3 · alias 7`: the most costly first, as many as there is room for.
fn costs(by_cost: &BTreeMap<&'static str, usize>, room: usize) -> String {
    let mut costs = Cost::ALL.to_vec();
    costs.sort_by_key(|cost| Reverse(cost.weight()));
    let mut text = String::new();
    for cost in costs {
        let Some(count) = by_cost.get(cost.name()) else { continue };
        let more = format!("{}{cost} {count}", if text.is_empty() { "" } else { " · " });
        if text.chars().count() + more.chars().count() > room.saturating_sub(2) {
            return text + " …";
        }
        text += &more;
    }
    text
}

/// What a table of types comes to: labels and sentences.
fn type_summary(table: &TypeTable) -> [(&'static str, String); 2] {
    let totals = &table.totals;
    [
        (
            "Types",
            format!(
                "{}, {} of them declared here: {} derive Clone, {} write it, {} are Copy, {} could be, {} own heap memory, {} are newtypes over String",
                totals.types,
                totals.declared,
                totals.derived,
                totals.written,
                totals.copy,
                totals.copy_candidates,
                totals.heap,
                totals.newtypes_over_string
            ),
        ),
        (
            "Sites",
            format!(
                "{} clone these types, {} what nobody declares (numbers, references, tuples, arrays, parameters, functions); of {} the type is not known",
                totals.sites, totals.sites_of_no_declaration, totals.sites_unknown
            ),
        ),
    ]
}

/// The first types of the table by the package that declares them: packages of the workspace first, then by name.
fn by_package(rows: &[TypeRow], top: usize) -> Vec<(&str, Vec<&TypeRow>)> {
    let mut packages: BTreeMap<(TypeOrigin, &str), Vec<&TypeRow>> = BTreeMap::new();
    for row in rows.iter().take(if top == 0 { rows.len() } else { top }) {
        packages.entry((row.origin, &row.package)).or_default().push(row);
    }
    packages.into_iter().map(|((_, package), rows)| (package, rows)).collect()
}

/// `yes`, `depends` on its parameters, `could` or nothing.
fn copy_word(row: &TypeRow) -> &'static str {
    match (row.copy, row.copy_candidate) {
        (true, _) if row.class == TypeClass::Copy => "yes",
        (true, _) => "depends",
        (false, true) => "could",
        (false, false) => "",
    }
}

/// `yes`, `?` or nothing.
fn heap_word(row: &TypeRow) -> &'static str {
    match row.heap {
        Some(true) => "yes",
        Some(false) => "",
        None => "?",
    }
}

/// Why the gate fails, in words.
fn describe(growth: &Growth) -> String {
    match growth.kind {
        "total" => format!("explicit clones grew {} → {}", growth.before, growth.after),
        "site" => format!("{} new sites, and the gate allows none", growth.after),
        kind => format!("{kind} {} grew {} → {}", growth.name, growth.before, growth.after),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_have_unique_names_and_can_be_found() {
        for format in FORMATS {
            assert_eq!(FORMATS.iter().filter(|other| other.name() == format.name()).count(), 1);
            assert_eq!(find(format.name()).expect("registered").name(), format.name());
        }
        assert!(find("yaml").err().is_some_and(|error| error.to_string().contains("markdown")));
    }

    #[test]
    fn costs_are_listed_from_the_most_costly_as_far_as_they_fit() {
        let by_cost = BTreeMap::from([("alias", 7), ("deep", 12), ("free", 1), ("heap", 3)]);
        assert_eq!(costs(&by_cost, 80), "deep 12 · heap 3 · alias 7 · free 1");
        assert_eq!(costs(&by_cost, 20), "deep 12 · heap 3 …");
        assert_eq!(costs(&BTreeMap::new(), 20), "");
    }

    #[test]
    fn changes_are_written_with_their_sign() {
        assert_eq!((signed(3), signed(-4), signed(0)), ("+3".into(), "-4".into(), "±0".into()));
        assert_eq!(
            (percent(Some(-10.0), 9), percent(None, 3), percent(None, 0)),
            ("-10.0 %".into(), "new".into(), String::new())
        );
    }
}
