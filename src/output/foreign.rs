//! The door through which texts that are not this program's own get into what people read: names, paths, lines and messages
//! of the audited code, of its configuration and of its baseline. On a terminal, characters in them might do anything.
//!
//! A format never escapes anything itself. What it renders has gone through [`shown`] as a whole, so that widths are counted
//! of what is shown, and colours, which come later, pass.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{
    Against, Assessment, Audit, AuditedPackage, BaselineChange, BaselineSite, Candidate, CategoryRow, Change, Clippy,
    Cloned, Commit, Configuration, Diff, FileFigures, Finding, GroupRow, Grouping, Growth, History, HotSite, Instance,
    Judged, LimitBreak, Location, Measured, MeasuredReport, Mention, Moved, NamedCount, Orphan, PackageFigures, Point,
    Profile, ProfileDiff, ProfileSummary, ProfiledSite, Proof, Proven, Removable, Report, Respelled, Site, SiteChange,
    Skipped, SkippedCommit, Superfluous, SuppressionProblem, TargetRow, Tests, TypeFinding, TypeRow, TypeTable,
    Unfinished, Verdict,
};
use crate::report::one_line;

/// A document as people may see it: mostly itself.
pub(super) fn shown<D: Foreign + Clone>(document: &D) -> Cow<'_, D> {
    if document.is_plain() {
        return Cow::Borrowed(document);
    }
    let mut escaped = document.clone();
    escaped.escape();
    Cow::Owned(escaped)
}

/// Something that may hold foreign texts.
pub(super) trait Foreign {
    /// Whether nothing in it has to be escaped.
    fn is_plain(&self) -> bool;

    /// Escapes what has to be.
    fn escape(&mut self);
}

impl Foreign for String {
    fn is_plain(&self) -> bool {
        matches!(one_line(self), Cow::Borrowed(_))
    }

    fn escape(&mut self) {
        if let Cow::Owned(escaped) = one_line(self) {
            *self = escaped;
        }
    }
}

impl Foreign for Arc<str> {
    fn is_plain(&self) -> bool {
        matches!(one_line(self), Cow::Borrowed(_))
    }

    fn escape(&mut self) {
        if let Cow::Owned(escaped) = one_line(self) {
            *self = escaped.into();
        }
    }
}

impl<F: Foreign> Foreign for Option<F> {
    fn is_plain(&self) -> bool {
        self.iter().all(Foreign::is_plain)
    }

    fn escape(&mut self) {
        self.iter_mut().for_each(Foreign::escape);
    }
}

impl<F: Foreign> Foreign for Vec<F> {
    fn is_plain(&self) -> bool {
        self.iter().all(Foreign::is_plain)
    }

    fn escape(&mut self) {
        self.iter_mut().for_each(Foreign::escape);
    }
}

/// Counts by a name.
impl Foreign for BTreeMap<Arc<str>, usize> {
    fn is_plain(&self) -> bool {
        self.keys().all(Foreign::is_plain)
    }

    fn escape(&mut self) {
        let counts = std::mem::take(self).into_iter();
        self.extend(counts.map(|(mut name, count)| {
            name.escape();
            (name, count)
        }));
    }
}

impl Foreign for (Grouping, Vec<GroupRow>) {
    fn is_plain(&self) -> bool {
        self.1.is_plain()
    }

    fn escape(&mut self) {
        self.1.escape();
    }
}

/// Which fields of a type may hold foreign texts, and behind `!` which hold none. No field can be forgotten.
macro_rules! foreign {
    ($($ty:ident { $($text:ident)* ! $($own:ident)* })*) => { $(
        impl Foreign for $ty {
            fn is_plain(&self) -> bool {
                let Self { $($text,)* $($own: _,)* } = self;
                true $(&& $text.is_plain())*
            }

            fn escape(&mut self) {
                let Self { $($text,)* $($own: _,)* } = self;
                $($text.escape();)*
            }
        }
    )* };
}

foreign! {
    Audit {
        sites candidates mentions files packages skipped degraded unfinished left_out compiled_left_out orphans type_findings problems
        ! all_packages
    }
    Candidate { package item receiver path ! name_line }
    Mention { package path text ! }
    FileFigures { path package ! scope lines grep_lines reached items }
    AuditedPackage { name ! dependencies generated generated_missing }
    Skipped { path reason ! }
    Unfinished { path item ! line limit }
    Orphan { path problem ! }
    SuppressionProblem { path message ! line column }

    Site {
        location expression item package cloned category verdict receiver
        ! spelling scope usage fingerprint in_macro grep_line anchor function in_definition
    }
    Location { path ! line column end_line end_column name_line name_column bytes }
    Cloned { ty ! adt class cost type_source }
    Assessment { findings proof ! impact purpose rules measured hazards }
    Proven { reason ! removable }
    Finding { message suppressed ! rule level rewrite }
    TypeFinding { finding path item package ! line scope }

    Report {
        by_category by_package by_file start_here unexplained hottest profile type_findings problems grouped targets skipped
        degraded unfinished left_out grep_note next_step
        ! schema workspace totals density reference before by_rule by_disposition by_purpose
    }
    CategoryRow { name ! explicit bulk implicit share impact before target is_shown status priority }
    PackageFigures { name ! explicit bulk implicit by_scope files lines advice }
    GroupRow {
        name path by_category
        ! explicit bulk implicit outside_production share weight impact advice by_class by_cost before reached
    }
    HotSite {
        path expression item ty message
        ! line column scope cost loops impact measured rules level more_in_item
    }
    MeasuredReport { command measured costliest ! totals ran never_ran stale }
    TargetRow { name ! before target actual reached }

    TypeTable { types ! schema totals }
    TypeRow {
        package name item path findings
        ! adt library allowed origin line kind clone copy copy_candidate size size_exact heap newtype_over_string is_buffer sites explicit
        measured class cost rules
    }

    Diff {
        by_category by_package by_file added removed moved promoted respelled against blame
        ! schema before after unchanged
    }
    Against { revision commit ! merge_base }
    Change { name path ! before after delta percent respelled }
    BaselineSite { package item receiver category path ! spelling scope class cost grep }
    Moved { from to ! }
    Respelled { package item receiver path ! from to counted name_line }

    Verdict {
        skipped growth by_category limits new_sites moved stale against blame baseline_change
        ! schema passed before after
    }
    Growth { name ! kind before after }
    LimitBreak { name ! limit actual }
    BaselineChange { base merge_base commits ! changed_on }
    Commit { id author subject ! }

    History { points skipped ! schema before_workspace is_complete }
    Point {
        revision tag date author subject by_category by_package files_skipped
        ! commits totals lines added removed removed_with_file respelled moved
    }
    NamedCount { name ! count }
    SkippedCommit { revision date reason ! }

    Proof {
        configuration removable needed not_tried superfluous tests clippy
        ! schema evidence sites_tried rounds loop_seconds seconds is_complete
    }
    Configuration { rustc target features left_out ! targets }
    Removable { site replacement ! rewrite hazards edits }
    Judged { site reason tests ! }
    Profile { command measured sites not_instrumented ! schema totals sorting }
    Measured {
        rustc target profile ! runs processes threads seconds clock_nanoseconds with_allocations without_allocations is_incomplete
    }
    ProfiledSite { site instances ! cost size function }
    ProfileDiff { before after sites ! schema }
    ProfileSummary { command measured ! totals clones }
    SiteChange { site ! cost was_there is_there }
    Instance { ty ! size cost }
    Superfluous { path message ! line column }
    Tests { failed failed_before ! runs }
    Clippy { only_clippy ! reported both only_proof elsewhere }
}
