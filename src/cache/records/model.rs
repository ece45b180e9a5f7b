//! The audit: sites, findings, figures; and the questions it rests on.

use crate::model::{
    AdtRef, Allowed, Assessment, Audit, AuditedPackage, BindingMode, Candidate, CloneImpl, Cloned, Context, Cost,
    EditAnchor, ExprUse, FileFigures, Finding, Fingerprint, Hazard, LetBinding, Level, Limit, Link, Location, Measure,
    MeasuredCost, Mention, NameForm, NameUse, NamedDependency, Orphan, PartsUse, Proven, Purpose, Read, Rewrite, Scope,
    Site, SiteContext, SiteUse, Skipped, Spelling, SuppressionProblem, TypeClass, TypeFinding, TypeKind, TypeOrigin,
    TypeRow, TypeSource, Unfinished, Usage,
};
use crate::source::{ContentHash, Question, Trace};

use super::super::codec::{Stored, choice, record, word};

word! {
    CloneImpl, Context, Cost, Hazard, Level, Purpose, Rewrite, Scope, Spelling, TypeClass, TypeKind, TypeOrigin, TypeSource,
    Limit,
}

record! {
    Audit {
        sites, candidates, mentions, files, packages, all_packages, skipped, degraded, unfinished,
        left_out, compiled_left_out, orphans, type_findings, problems,
    }
    Site {
        location, spelling, expression, item, package, scope, cloned, category, usage, verdict, fingerprint, in_macro,
        receiver, grep_line, anchor, function, in_definition,
    }
    Location { path, line, column, end_line, end_column, name_line, name_column, bytes }
    Cloned { ty, adt, class, cost, type_source }
    AdtRef { krate, at }
    SiteContext { contexts, loops, site_use, reads }
    SiteUse { how, parts, calls_inherent, calls_same, is_compared_with_original }
    Read { expr, calls_same }
    Assessment { impact, purpose, rules, findings, proof, measured, hazards }
    Proven { removable, reason }
    Measure { cost, size, is_stale }
    MeasuredCost { calls, allocations, bytes, nanoseconds, timed }
    Finding { rule, level, message, rewrite, suppressed }
    TypeFinding { finding, path, line, item, package, scope }
    Candidate { package, item, receiver, path, name_line }
    Mention { package, path, text }
    FileFigures { path, package, scope, lines, grep_lines, reached, items }
    AuditedPackage { name, dependencies, generated, generated_missing }
    NamedDependency { name, version, missing }
    Allowed { rule, reason, line, column }
    Skipped { path, reason }
    Unfinished { path, line, item, limit }
    Orphan { path, problem }
    SuppressionProblem { path, line, column, message }
    EditAnchor { receiver, is_reference, usage, is_followed, binding }
    LetBinding { name, names }
    NameUse { expr, bytes, form }
    Link { whole, name }
    TypeRow {
        adt, library, package, origin, name, item, path, line, kind, clone, copy, copy_candidate, size, size_exact, heap,
        newtype_over_string, is_buffer, sites, explicit, measured, class, cost, rules, findings, allowed,
    }
}

choice! {
    ExprUse {
        0 = Consumed, 1 = Borrowed, 2 = BorrowedMut, 3 = Assigned, 4 = Matched(mode), 5 = Formatted, 6 = Compared,
        7 = Iterated, 8 = Dropped, 9 = Unknown,
    }
    BindingMode { 0 = Move, 1 = Ref, 2 = RefMut }
    PartsUse { 0 = AsReferences, 1 = Dereferenced, 2 = HandedOn }
    NameForm { 0 = Field, 1 = Method, 2 = Indexed, 3 = Referenced(bytes), 4 = Formatted, 5 = Operand, 6 = Followed }
    Usage {
        0 = Value, 1 = Methods(links), 2 = Part, 3 = Reference(bytes), 4 = Operand, 5 = Formatted, 6 = ForHead,
        7 = Scrutinee, 8 = Place,
    }
    Question {
        0 = Read(path), 1 = IsFile(path), 2 = Folders(path), 3 = RealPath(path), 4 = Modified(path), 5 = ListAll(path),
        6 = GitIgnores(root, path),
    }
}

impl Stored for Fingerprint {
    fn put(&self, to: &mut Vec<u8>) {
        self.bits().put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        u64::take(from).map(Self::from_bits)
    }
}

impl Stored for ContentHash {
    fn put(&self, to: &mut Vec<u8>) {
        self.bytes().put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Stored::take(from).map(Self::from_bytes)
    }
}

impl Stored for Trace {
    fn put(&self, to: &mut Vec<u8>) {
        self.0.put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Stored::take(from).map(Self)
    }
}
