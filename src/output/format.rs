//! What a format is, and what it is given to render.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::Result;

use crate::model::{Audit, Diff, Proof, Report, Site, TypeTable, Verdict};
use crate::report::one_line;
use crate::rules::Rule;

/// Renders the summary. What it sums up is at hand, too, for formats that list sites or problems.
pub(crate) type ReportRenderer = fn(&Report, &Found<'_>, Style) -> Result<String>;
/// Renders the list of sites.
pub(crate) type ListRenderer = fn(&Found<'_>, Style) -> Result<String>;
/// Renders the table of types.
pub(crate) type TypesRenderer = fn(&TypeTable, Style) -> Result<String>;
/// Renders the comparison.
pub(crate) type DiffRenderer = fn(&Diff, Style) -> Result<String>;
/// Renders the gate's verdict.
pub(crate) type CheckRenderer = fn(&CheckResult<'_>, Style) -> Result<String>;
/// Renders what the compiler said of removing clones.
pub(crate) type ProofRenderer = fn(&Proof, Style) -> Result<String>;
/// Renders what a name means.
pub(crate) type ExplainRenderer = fn(&Explanation<'_>, Style) -> Result<String>;

/// An output format: its name, and for each document that it can render a function. The command line offers each command
/// the formats that have its document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Format {
    /// The name given to `--format`.
    pub name: &'static str,
    /// `report`
    pub report: Option<ReportRenderer>,
    /// `list`
    pub list: Option<ListRenderer>,
    /// `types`
    pub types: Option<TypesRenderer>,
    /// `diff`
    pub diff: Option<DiffRenderer>,
    /// `check`
    pub check: Option<CheckRenderer>,
    /// `prove`
    pub prove: Option<ProofRenderer>,
    /// `explain`
    pub explain: Option<ExplainRenderer>,
}

impl Format {
    /// A format that renders nothing yet.
    pub(crate) const fn new(name: &'static str) -> Self {
        Self { name, report: None, list: None, types: None, diff: None, check: None, prove: None, explain: None }
    }
}

/// How text for people is laid out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    /// Columns of the terminal.
    pub width: u16,
    /// Whether colours are wanted.
    pub color: bool,
    /// Rows of long tables; 0 for the default.
    pub top: usize,
}

impl Style {
    /// Rows of a long table that has `default` ones unless `--top` says otherwise.
    pub(super) fn rows(self, default: usize) -> usize {
        if self.top == 0 { default } else { self.top }
    }
}

/// What `report` and `list` found.
#[derive(Debug)]
pub(crate) struct Found<'a> {
    /// The workspace's root, to which all paths are relative.
    #[expect(dead_code, reason = "for formats that name the workspace, as SARIF does")]
    pub root: &'a Path,
    /// Sites with their findings, problems, skipped files and so on, filtered.
    pub audit: &'a Audit,
    /// The source lines of the sites.
    pub lines: SourceLines<'a>,
}

/// What `check` decided.
#[derive(Debug)]
pub(crate) struct CheckResult<'a> {
    /// The verdict.
    pub verdict: &'a Verdict,
    /// The source lines of its new sites.
    pub lines: SourceLines<'a>,
    /// The baseline as the user knows it.
    pub baseline: &'a str,
    /// The command that accepts the growth.
    pub accept: &'a str,
}

/// What `explain` has to say of a name.
#[derive(Clone, Debug)]
pub(crate) enum Explanation<'a> {
    /// All rules.
    Rules(&'a [Rule]),
    /// One of them.
    Rule(&'a Rule),
    /// Anything else.
    Text(String),
}

/// Longest source line, in bytes, that is shown.
const LONGEST_LINE: usize = 400;

/// Source lines of sites. A file is read when the first line of it is asked for.
pub(crate) struct SourceLines<'a> {
    read: Box<dyn Fn(&str) -> String + 'a>,
    files: RefCell<HashMap<Arc<str>, Vec<String>>>,
}

impl<'a> SourceLines<'a> {
    /// Lines of files whose text `read` gives by their paths; that of a file that cannot be read is empty.
    pub(crate) fn new(read: impl Fn(&str) -> String + 'a) -> Self {
        Self { read: Box::new(read), files: RefCell::default() }
    }

    /// The source line on which a site starts, without indentation. Where the expression spans lines, or the line
    /// cannot be shown, it is the expression.
    pub(crate) fn text(&self, site: &Site) -> String {
        if site.location.line != site.location.name_line {
            return one_line(&site.expression).into_owned();
        }
        let mut files = self.files.borrow_mut();
        let lines = files.entry(Arc::clone(&site.location.path)).or_insert_with(|| {
            let text = (self.read)(&site.location.path);
            text.trim_start_matches('\u{feff}').lines().map(|line| line.trim().to_owned()).collect()
        });
        let line =
            lines.get(site.location.line as usize - 1).filter(|line| !line.is_empty() && line.len() <= LONGEST_LINE);
        line.cloned().unwrap_or_else(|| one_line(&site.expression).into_owned())
    }
}

impl std::fmt::Debug for SourceLines<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SourceLines").field("files", &self.files.borrow().len()).finish_non_exhaustive()
    }
}
