//! What a format is, and what it is given to render.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result};

use crate::document::Whole;
use crate::model::{Audit, Diff, History, Profile, ProfileDiff, Proof, Report, Site, TypeTable, Verdict};
use crate::report::one_line;
use crate::rules::Rule;

use super::foreign::shown;

/// Renders the summary. What it sums up is at hand, too, for formats that list sites or problems.
type ReportRenderer = fn(&Report, &Found<'_>, Style) -> Result<String>;
/// Renders the list of sites, of which there may be more than memory should hold as text.
type ListRenderer = fn(&Found<'_>, Style, &mut dyn Write) -> Result<()>;
/// Renders the table of types.
type TypesRenderer = fn(&TypeTable, Style) -> Result<String>;
/// Renders the comparison.
type DiffRenderer = fn(&Diff, Style) -> Result<String>;
/// Renders the gate's verdict.
type CheckRenderer = fn(&CheckResult<'_>, Style) -> Result<String>;
/// Renders figures over commits.
type HistoryRenderer = fn(&History, Style) -> Result<String>;
/// Renders what the compiler said of removing clones.
type ProofRenderer = fn(&Proof, Style) -> Result<String>;
/// Renders what clones cost in a run.
type ProfileRenderer = fn(&Profile, Style) -> Result<String>;
/// Renders what changed from one run to another.
type ProfileDiffRenderer = fn(&ProfileDiff, Style) -> Result<String>;
/// Renders what a name means.
type ExplainRenderer = fn(&Explanation<'_>, Style) -> Result<String>;

/// An output format: its name, and for each document that it can render a function. The command line offers each command
/// the formats that have its document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Format {
    /// The name given to `--format`.
    pub name: &'static str,
    /// The forge that it is for. Paths are those from the top of the repository then, which is another folder than the
    /// workspace's root where that lies in it.
    pub forge: Option<Forge>,
    /// Whether it is for programs and escapes what it must by itself. Any other gets documents [as people may see
    /// them](shown).
    pub(super) is_for_programs: bool,
    /// Whether its list holds [all of an audit](Found::whole).
    pub holds_audits: bool,
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
    /// `history`
    pub history: Option<HistoryRenderer>,
    /// `prove`
    pub prove: Option<ProofRenderer>,
    /// `profile`
    pub profile: Option<ProfileRenderer>,
    /// `profile diff`
    pub profile_diff: Option<ProfileDiffRenderer>,
    /// `explain`
    pub explain: Option<ExplainRenderer>,
}

/// Where pull requests are reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Forge {
    /// Its jobs have summaries besides.
    GitHub,
    GitLab,
}

impl Format {
    /// A format that renders nothing yet.
    pub(crate) const fn new(name: &'static str) -> Self {
        Self {
            name,
            forge: None,
            is_for_programs: false,
            holds_audits: false,
            report: None,
            list: None,
            types: None,
            diff: None,
            check: None,
            history: None,
            prove: None,
            profile: None,
            profile_diff: None,
            explain: None,
        }
    }

    /// Renders what `report` found.
    ///
    /// # Errors
    /// The format has no such document, which the command line does not offer then. So it is with the others.
    pub(crate) fn report(&self, report: &Report, found: &Found<'_>, style: Style) -> Result<String> {
        let render = self.report.with_context(|| self.lacks("report"))?;
        if self.is_for_programs {
            return render(report, found, style);
        }
        found.with_shown(|found| render(&shown(report), found, style))
    }

    /// Renders what `list` found, and writes it as it goes.
    pub(crate) fn list(&self, found: &Found<'_>, style: Style, to: &mut dyn Write) -> Result<()> {
        let render = self.list.with_context(|| self.lacks("list"))?;
        if self.is_for_programs { render(found, style, to) } else { found.with_shown(|found| render(found, style, to)) }
    }

    /// Renders the table of types.
    pub(crate) fn types(&self, types: &TypeTable, style: Style) -> Result<String> {
        let render = self.types.with_context(|| self.lacks("types"))?;
        if self.is_for_programs { render(types, style) } else { render(&shown(types), style) }
    }

    /// Renders the comparison.
    pub(crate) fn diff(&self, diff: &Diff, style: Style) -> Result<String> {
        let render = self.diff.with_context(|| self.lacks("diff"))?;
        if self.is_for_programs { render(diff, style) } else { render(&shown(diff), style) }
    }

    /// Renders the gate's verdict.
    pub(crate) fn check(&self, check: &CheckResult<'_>, style: Style) -> Result<String> {
        let render = self.check.with_context(|| self.lacks("check"))?;
        if self.is_for_programs {
            return render(check, style);
        }
        check.lines.note_paths(&check.verdict.new_sites);
        let accept = check.accept.map(|(command, baseline)| (one_line(command), one_line(baseline)));
        let shown = CheckResult {
            verdict: &shown(check.verdict),
            lines: check.lines,
            below: check.below,
            before: &one_line(check.before),
            accept: accept.as_ref().map(|(command, baseline)| (&**command, &**baseline)),
        };
        render(&shown, style)
    }

    /// Renders figures over commits.
    pub(crate) fn history(&self, history: &History, style: Style) -> Result<String> {
        let render = self.history.with_context(|| self.lacks("history"))?;
        if self.is_for_programs { render(history, style) } else { render(&shown(history), style) }
    }

    /// Renders what the compiler said.
    pub(crate) fn prove(&self, proof: &Proof, style: Style) -> Result<String> {
        let render = self.prove.with_context(|| self.lacks("prove"))?;
        if self.is_for_programs { render(proof, style) } else { render(&shown(proof), style) }
    }

    /// Renders what clones cost in a run.
    pub(crate) fn profile(&self, profile: &Profile, style: Style) -> Result<String> {
        let render = self.profile.with_context(|| self.lacks("profile"))?;
        if self.is_for_programs { render(profile, style) } else { render(&shown(profile), style) }
    }

    /// Renders what changed from one run to another.
    pub(crate) fn profile_diff(&self, diff: &ProfileDiff, style: Style) -> Result<String> {
        let render = self.profile_diff.with_context(|| self.lacks("profile diff"))?;
        if self.is_for_programs { render(diff, style) } else { render(&shown(diff), style) }
    }

    /// Renders what a name means: texts of this program alone.
    pub(crate) fn explain(&self, explanation: &Explanation<'_>, style: Style) -> Result<String> {
        self.explain.with_context(|| self.lacks("explain"))?(explanation, style)
    }

    fn lacks(&self, document: &str) -> String {
        format!("the format {} has no document of `{document}`", self.name)
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
    pub root: &'a Path,
    /// The path of that folder from the top of the repository, with a slash at the end; empty where it is not asked for.
    pub below: &'a str,
    /// Sites with their findings, problems, skipped files and so on, filtered.
    pub audit: &'a Audit,
    /// The source lines of the sites.
    pub lines: &'a SourceLines<'a>,
    /// Of a list that nothing was filtered out of, for formats that hold audits: all that the audit has besides.
    pub whole: Option<&'a Whole>,
}

impl Found<'_> {
    /// Hands on the same as people may see it.
    fn with_shown<R>(&self, render: impl FnOnce(&Found<'_>) -> R) -> R {
        self.lines.note_paths(&self.audit.sites);
        render(&Found {
            root: self.root,
            below: self.below,
            audit: &shown(self.audit),
            lines: self.lines,
            whole: self.whole,
        })
    }
}

/// What `check` decided.
#[derive(Debug)]
pub(crate) struct CheckResult<'a> {
    /// The verdict.
    pub verdict: &'a Verdict,
    /// The source lines of its new sites.
    pub lines: &'a SourceLines<'a>,
    /// As in [`Found`].
    pub below: &'a str,
    /// What it is compared with, as the user knows it: the baseline's file, or a commit.
    pub before: &'a str,
    /// The command that accepts the growth, and the file that is then to be committed; `None` where nothing records it.
    pub accept: Option<(&'a str, &'a str)>,
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
    /// Paths of files by what is shown of them, where that is another text.
    paths: RefCell<HashMap<String, Arc<str>>>,
    /// Whether the files may have changed since they were audited.
    may_differ: bool,
}

impl<'a> SourceLines<'a> {
    /// Lines of files whose text `read` gives by their paths; that of a file that cannot be read is empty.
    pub(crate) fn new(read: impl Fn(&str) -> String + 'a) -> Self {
        Self { read: Box::new(read), files: RefCell::default(), paths: RefCell::default(), may_differ: false }
    }

    /// The same of files that may have changed since: a line without the expression is no line of the site.
    pub(crate) fn of_another_time(self) -> Self {
        Self { may_differ: true, ..self }
    }

    /// Remembers where the sites are, which may be [shown](shown) otherwise.
    fn note_paths(&self, sites: &[Site]) {
        let mut paths = self.paths.borrow_mut();
        for site in sites {
            if let Cow::Owned(shown) = one_line(&site.location.path) {
                paths.insert(shown, Arc::clone(&site.location.path));
            }
        }
    }

    /// The source line on which a site starts, without indentation, as people may see it. Where the expression spans
    /// lines, or the line cannot be shown, it is the expression.
    pub(crate) fn text(&self, site: &Site) -> String {
        if site.location.line != site.location.name_line {
            return site.expression.clone();
        }
        let mut files = self.files.borrow_mut();
        let lines = files.entry(Arc::clone(&site.location.path)).or_insert_with(|| {
            let paths = self.paths.borrow();
            let text = (self.read)(paths.get(&*site.location.path).unwrap_or(&site.location.path));
            // A tab is what stands between words.
            let line = |line: &str| one_line(&line.trim().replace('\t', " ")).into_owned();
            text.trim_start_matches('\u{feff}').lines().map(line).collect()
        });
        let at = (site.location.line as usize).saturating_sub(1);
        let line = lines.get(at).filter(|line| !line.is_empty() && line.len() <= LONGEST_LINE);
        let line = line.filter(|line| !self.may_differ || has_start(line, &site.expression));
        line.cloned().unwrap_or_else(|| site.expression.clone())
    }
}

/// Whether an expression starts on a line, and goes on to its end or the line's.
fn has_start(line: &str, expression: &str) -> bool {
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let (line, expression) = (squeezed(line), squeezed(expression));
    line.contains(&expression) || line.char_indices().any(|(at, _)| expression.starts_with(&line[at..]))
}

impl std::fmt::Debug for SourceLines<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SourceLines").field("files", &self.files.borrow().len()).finish_non_exhaustive()
    }
}
