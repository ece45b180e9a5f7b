//! The ways in which a clone can go: how each is tried, and what stands there in the end.
//!
//! What is tried says more than what remains. The value is moved out of its place (into a variable), so that a later use
//! of the place is an error even where the method called next would only have changed it: `it.clone().next()` must not
//! become `it.next()`. And its type is tied to that of the original, in branches that never run and never end, so that
//! nothing in them counts as moved or borrowed afterwards. The receiver is written once: two closures have two types.
//! `x.clone()` becomes, with shorter names:
//!
//! ```text
//! match x { r => match (match iter::empty() { mut p => {                                    // p: Empty<[T; 1]>
//!            if false { match ([(r).clone()], p.next()) { (a, mut o) => { o = Some(a); loop {} } } }
//!            if false { match ([r], p.next()) { (a, mut o) => { o = Some(a); loop {} } } }  // r: T, without coercion
//!            p } }, r) {
//!     (mut p, v) => if false { match p.next() { Some([a]) => a, None => loop {} } } else { v } } }
//! ```
//!
//! The last line gives the whole the type of the original even where `x` has another: one error, at its place. What only
//! looks is given `&x` in the same way, and what follows the clone is applied to `*` of it: a place of the clone's own
//! type behind a shared reference, of which the same method is found, and which cannot be changed or moved out of.

use std::borrow::Cow;
use std::ops::Range;

use crate::knowledge::calls::WITH_AS_REF;
use crate::model::{
    BindingMode, Context, Cost, Edit, EditAnchor, ExprUse, Link, PartsUse, Rewrite, Site, SiteTypes, SiteUse, Spelling,
    TypeClass, Usage,
};

use super::derefs::Derefs;
use super::kept::{comments, field_name};
use super::splice::{Insert, Piece};

/// One way to do without a clone.
#[derive(Clone, Debug)]
pub(super) struct Attempt {
    pub(super) rewrite: Rewrite,
    /// The bytes that change while it is tried.
    pub(super) bytes: Range<usize>,
    /// What stands there meanwhile.
    pub(super) proving: Vec<Piece>,
    /// Names elsewhere that stand for the value, and what each is meanwhile.
    pub(super) names: Vec<(Range<usize>, Vec<Piece>)>,
    /// What remains: edits that touch nothing but the clone.
    pub(super) edits: Vec<Edit>,
    /// The error with which the attempt before must have failed for this one to mean what it says.
    pub(super) after: Option<&'static str>,
}

impl Attempt {
    /// Whether it is tried only when everything else has been: it may stand in the way of others.
    pub(super) fn is_late(&self) -> bool {
        self.rewrite == Rewrite::LetBorrow
    }

    /// What is put into the file while it is tried.
    pub(super) fn inserts(&self, owner: usize) -> impl Iterator<Item = Insert> {
        let all =
            std::iter::once((&self.bytes, &self.proving)).chain(self.names.iter().map(|(bytes, now)| (bytes, now)));
        all.map(move |(bytes, pieces)| Insert { owner, bytes: bytes.clone(), pieces: pieces.clone() })
    }

    /// All bytes that change while it is tried.
    pub(super) fn places(&self) -> Vec<Range<usize>> {
        std::iter::once(&self.bytes).chain(self.names.iter().map(|(bytes, _)| bytes)).cloned().collect()
    }
}

/// `cannot move out of … which is behind a shared reference`
const MOVE_OUT_OF_REFERENCE: &str = "E0507";

/// Where the library of fundamental types is found from a crate of this edition.
pub(super) fn library(edition: &str) -> &'static str {
    if edition == "2015" { "::std" } else { "::core" }
}

/// All ways to do without a clone, in the order in which they are tried: what leaves least behind comes first. `types` are
/// those that the compiler said of the site.
pub(super) fn attempts(
    site: &Site,
    anchor: &EditAnchor,
    types: &SiteTypes,
    source: &str,
    library: &'static str,
) -> Vec<Attempt> {
    let derefs = Derefs::between(types.receiver.as_deref(), &types.cloned, anchor.is_reference);
    let shape = Shape { site, anchor, source, library, derefs };
    let is_path = site.spelling == Spelling::Path;
    let mut attempts = Vec::new();
    let may_be_copy =
        matches!(site.cloned.class, TypeClass::Copy | TypeClass::Function | TypeClass::Generic | TypeClass::Unknown)
            || matches!(site.cloned.cost, Cost::Varies | Cost::Unknown);
    // A `Copy` value stays where it is when it is moved: what is changed in the place of its copy is the original. So it
    // is moved only where all of it is used, and not as a place.
    let SiteUse { how, parts, .. } = site.usage.site_use;
    let is_same_by_reference = parts[0] == PartsUse::AsReferences;
    let is_part = matches!(anchor.usage, Usage::Methods(_) | Usage::Part | Usage::Reference(_) | Usage::Place);
    let is_value = !is_part
        && matches!(
            how,
            ExprUse::Consumed
                | ExprUse::Compared
                | ExprUse::Formatted
                | ExprUse::Dropped
                | ExprUse::Iterated
                | ExprUse::Matched(BindingMode::Move)
        );
    let is_scrutinee = matches!(anchor.usage, Usage::Scrutinee);
    let moves = !may_be_copy || is_value;
    if !anchor.is_reference && moves {
        attempts.push(shape.moved());
    }
    match &anchor.usage {
        Usage::Methods(links) => {
            attempts.push(shape.borrowed());
            // The method takes the value, and the type is not `Copy`: the compiler has just said so.
            if !anchor.is_reference && !moves {
                attempts.push(Attempt { after: Some(MOVE_OUT_OF_REFERENCE), ..shape.moved() });
            }
            let is_wrapper =
                site.cloned.ty.as_deref().is_none_or(|ty| ty.starts_with("Option<") || ty.starts_with("Result<"));
            let has_like = links.first().is_some_and(|link| WITH_AS_REF.contains(&link.name.as_str()));
            if is_wrapper && !is_path && has_like && !shape.derefs.by_trait {
                let as_ref = (Rewrite::AsRef, "as_ref", PartsUse::AsReferences);
                let as_deref = (Rewrite::AsDeref, "as_deref", PartsUse::Dereferenced);
                for (rewrite, name, most) in [as_ref, as_deref] {
                    let links = links.iter().zip(parts).filter(|(_, parts)| *parts <= most);
                    attempts.extend(links.filter_map(|(link, _)| shape.converted(rewrite, name, link)));
                }
            }
        }
        // A part of a copy may be changed, that of the original may not.
        Usage::Part if !how.may_change() => attempts.push(shape.borrowed()),
        Usage::Part => {}
        Usage::Reference(whole) => attempts.push(shape.referenced(whole)),
        _ => match how {
            ExprUse::Compared => attempts.push(shape.operand()),
            ExprUse::Formatted => attempts.push(shape.formatted()),
            ExprUse::Iterated if is_same_by_reference && is_iterated_alike(site) => attempts.push(shape.by_reference()),
            ExprUse::Matched(_) if is_same_by_reference && is_scrutinee && may_be_matched(site) => {
                attempts.push(shape.by_reference());
            }
            _ => {}
        },
    }
    // A function pointer is `Copy`, and of a closure only the compiler knows.
    let may_be_read = may_be_copy || anchor.is_reference || site.cloned.class == TypeClass::Function;
    if is_value && how != ExprUse::Iterated && may_be_read {
        attempts.extend(shape.dereferenced());
    }
    // What a rule is sure of comes first. One that waits for another's error keeps its place behind it.
    let wanted =
        |attempt: &Attempt| site.verdict.findings.iter().any(|finding| finding.rewrite == Some(attempt.rewrite));
    if attempts.iter().all(|attempt| attempt.after.is_none()) {
        attempts.sort_by_key(|attempt| !wanted(attempt));
    }
    attempts.extend(shape.let_borrowed());
    attempts
}

/// Whether a reference to the type is matched as the type is.
fn may_be_matched(site: &Site) -> bool {
    !matches!(site.cloned.class, TypeClass::Copy | TypeClass::Generic | TypeClass::Function | TypeClass::Arc)
}

/// Whether iterating over a reference to the type certainly yields references to the same elements, in the same order:
/// a type of somebody's own may do as it likes.
fn is_iterated_alike(site: &Site) -> bool {
    matches!(site.cloned.class, TypeClass::Collection | TypeClass::String)
}

pub(super) struct Shape<'a> {
    pub(super) site: &'a Site,
    pub(super) anchor: &'a EditAnchor,
    pub(super) source: &'a str,
    library: &'static str,
    pub(super) derefs: Derefs,
}

impl Shape<'_> {
    pub(super) fn whole(&self) -> Range<usize> {
        self.site.location.bytes.clone()
    }

    pub(super) fn receiver(&self) -> Range<usize> {
        self.anchor.receiver.clone()
    }

    /// `x.clone()` → `x`
    fn moved(&self) -> Attempt {
        self.attempt(Rewrite::Move, self.whole(), self.instead("", ""), "")
    }

    /// `x.clone()` → `*x`
    fn dereferenced(&self) -> Option<Attempt> {
        let stars = self.derefs.stars();
        // The operand of a path call without `&` may bind weaker than `*`.
        let binds = |first: char| first.is_alphanumeric() || "_(".contains(first);
        (!stars.is_empty() && self.source.get(self.receiver())?.starts_with(binds))
            .then(|| self.attempt(Rewrite::Deref, self.whole(), self.instead("", &stars), &stars))
    }

    /// `x.clone().m()` → `x.m()`, if the method only looks, and `x.clone().field`, `x.clone()[i]`. What follows is given
    /// the place behind a shared reference, which is of the very type that the clone has: so the same method is found, and
    /// one that takes the value is an error, and one that changes it, too. Of a `Copy` type the value may be taken.
    ///
    /// What remains has a `*` where another method might be found without it: one that takes `self`, or one of a trait
    /// that the reference implements, too, or one of a type that dereferences.
    fn borrowed(&self) -> Attempt {
        let stars = self.derefs.stars();
        let proving = self.place();
        let is_copy = matches!(self.site.cloned.class, TypeClass::Copy | TypeClass::Unknown);
        let is_other = !self.site.usage.site_use.calls_same;
        let is_by_trait = !self.site.usage.site_use.calls_inherent && !matches!(self.anchor.usage, Usage::Part);
        if self.derefs.count > 0
            && (is_copy || is_other || self.derefs.by_trait || (self.derefs.by_unique && is_by_trait))
        {
            self.attempt(Rewrite::Deref, self.whole(), proving, &stars)
        } else {
            self.attempt(Rewrite::Borrow, self.whole(), proving, "")
        }
    }

    /// `x.clone().map(f)` → `x.as_ref().map(f)`, where the chain up to `link` yields the same type.
    fn converted(&self, rewrite: Rewrite, name: &str, link: &Link) -> Option<Attempt> {
        let after = self.receiver().end..self.whole().end;
        let start = after.start + self.source.get(after)?.rfind("clone")?;
        let head = link.whole.start..self.whole().start;
        let tail = self.whole().end..link.whole.end;
        let converted = |receiver: Piece, tail: Piece| {
            vec![Piece::Source(head.clone()), receiver, Piece::Text(Cow::Owned(format!(".{name}()"))), tail]
        };
        let proving = self.tied(
            vec![Piece::Source(link.whole.clone())],
            converted(Piece::Source(self.receiver()), Piece::Source(tail.clone())),
            converted(Piece::Live(self.receiver()), Piece::Live(tail)),
        );
        let edits = vec![Edit { bytes: start..start + "clone".len(), text: name.to_owned() }];
        Some(Attempt { rewrite, bytes: link.whole.clone(), proving, names: Vec::new(), edits, after: None })
    }

    /// `&x.clone()` → `&x`, or `x` where that already is the reference.
    fn referenced(&self, whole: &Range<usize>) -> Attempt {
        let proving = self.instead("&", &self.derefs.stars());
        let before = self.as_reference();
        if let Some(stars) = before.strip_prefix('&') {
            return self.attempt(Rewrite::Borrow, whole.clone(), proving, stars);
        }
        let mut attempt = self.attempt(Rewrite::Borrow, whole.clone(), proving, &before);
        attempt.edits.insert(0, Edit { bytes: whole.start..whole.start + 1, text: String::new() });
        attempt
    }

    /// `x.clone() == y` → `x == y`, or `*x == y`: the operand is only looked at.
    fn operand(&self) -> Attempt {
        self.attempt(Rewrite::Borrow, self.whole(), self.place(), &self.derefs.stars())
    }

    /// `format!("{}", x.clone())` → `format!("{}", x)`: what a reference leads to is shown.
    fn formatted(&self) -> Attempt {
        let before = if self.derefs.by_trait { self.derefs.stars() } else { String::new() };
        self.attempt(Rewrite::Borrow, self.whole(), self.place(), &before)
    }

    /// `for i in x.clone()` → `for i in &x`, and what a `match` looks at: the body sees references.
    fn by_reference(&self) -> Attempt {
        let proving = self.instead("&", &self.derefs.stars());
        self.attempt(Rewrite::Iterate, self.whole(), proving, &self.as_reference())
    }

    /// What has to stand before the receiver for a shared reference to what is cloned.
    pub(super) fn as_reference(&self) -> String {
        let Derefs { count, by_unique, by_trait } = self.derefs;
        if count == 0 || by_unique || by_trait { format!("&{}", "*".repeat(count)) } else { "*".repeat(count - 1) }
    }

    /// The place that is cloned, behind a shared reference.
    fn place(&self) -> Vec<Piece> {
        [vec![Piece::text("(*")], self.instead("&", &self.derefs.stars()), vec![Piece::text(")")]].concat()
    }

    /// The receiver after these operators, tied to the type of the original after `and`.
    pub(super) fn instead(&self, and: &'static str, stars: &str) -> Vec<Piece> {
        let (whole, receiver) = (self.whole(), self.receiver());
        // What is moved leaves its place; everything else is looked at there.
        let is_moved = and.is_empty() && stars.is_empty();
        let (bound, cloned) = if is_moved { ("", "clone_audit_r") } else { ("&", "(*clone_audit_r)") };
        let text = |text: String| Piece::Text(Cow::Owned(text));
        let original = vec![
            Piece::text(and),
            Piece::Source(whole.start..receiver.start),
            Piece::text(cloned),
            Piece::Source(receiver.end..whole.end),
        ];
        let changed = || vec![text(format!("{and}{stars}{cloned}"))];
        let head = vec![Piece::text("(match "), Piece::text(bound), Piece::Live(receiver.clone())];
        let tied = self.tied(original, changed(), changed());
        [head, vec![Piece::text(" { clone_audit_r => ")], tied, vec![Piece::text(" })")]].concat()
    }

    pub(super) fn attempt(&self, rewrite: Rewrite, bytes: Range<usize>, proving: Vec<Piece>, before: &str) -> Attempt {
        Attempt { rewrite, bytes, proving, names: Vec::new(), edits: self.edits(before), after: None }
    }

    /// Takes away what makes the receiver a clone, and puts an operator before it.
    fn edits(&self, before: &str) -> Vec<Edit> {
        let (whole, receiver) = (self.whole(), self.receiver());
        let text = self.source.get(receiver.clone()).unwrap_or_default();
        let is_simple = text.chars().all(|c| c.is_alphanumeric() || "_.".contains(c));
        // `Arc::clone(&*x).f()`: the receiver binds weaker than what follows.
        let binds = before.is_empty() && (self.site.spelling != Spelling::Path || is_simple);
        let (open, close) = if self.anchor.is_followed && !binds { ("(", ")") } else { ("", "") };
        let (inner_open, inner_close) = if !before.is_empty() && self.site.spelling == Spelling::Path && !is_simple {
            ("(", ")")
        } else {
            ("", "")
        };
        // `name: name.clone()` → `name`: what the clone alone made necessary goes with it.
        let shorthand = if before.is_empty() && self.site.usage.contexts.contains(&Context::StructField) {
            field_name(self.source, &whole, text)
        } else {
            None
        };
        let comments = |bytes: Range<usize>| comments(self.source.get(bytes).unwrap_or_default());
        let first = shorthand.unwrap_or(whole.start)..receiver.start;
        let last = receiver.end..whole.end;
        let first = Edit { text: format!("{open}{}{before}{inner_open}", comments(first.clone())), bytes: first };
        let last = Edit { text: format!("{inner_close}{}{close}", comments(last.clone())), bytes: last };
        [first, last].into_iter().filter(|edit| !(edit.bytes.is_empty() && edit.text.is_empty())).collect()
    }

    /// The live text as a value, with the types of the original and of the changed text tied together.
    fn tied(&self, original: Vec<Piece>, changed: Vec<Piece>, live: Vec<Piece>) -> Vec<Piece> {
        let text = |text: String| vec![Piece::Text(Cow::Owned(text))];
        let library = self.library;
        let some = format!("{library}::option::Option::Some");
        let next = format!("{library}::iter::Iterator::next(&mut clone_audit_p)");
        let never = |pieces: Vec<Piece>| {
            let end = format!(
                "], {next}) {{ (clone_audit_a, mut clone_audit_o) => \
                 {{ clone_audit_o = {some}(clone_audit_a); loop {{}} }} }} }} "
            );
            [text("if false { match ([".to_owned()), pieces, text(end)].concat()
        };
        let end = format!(
            ") {{ (mut clone_audit_p, clone_audit_v) => if false {{ match {next} {{ {some}([clone_audit_a]) => \
             clone_audit_a, {library}::option::Option::None => loop {{}} }} }} else {{ clone_audit_v }} }})"
        );
        [
            text(format!("(match (match {library}::iter::empty() {{ mut clone_audit_p => {{ ")),
            never(original),
            never(changed),
            text("clone_audit_p } }, ".to_owned()),
            live,
            text(end),
        ]
        .concat()
    }
}

/// Wraps a site so that `dropping_references` prints the type of what it clones, and that of its receiver if that is asked
/// for; the value passes on unchanged.
pub(super) fn asked(site: &Site, with_receiver: bool, library: &str) -> Vec<Piece> {
    let probe = |name: &str| Piece::Text(Cow::Owned(format!("{library}::mem::drop(&{name}")));
    let value = |before: Vec<Piece>, after: &'static str| {
        let rest =
            vec![Piece::text(" { "), Piece::text(after), probe("clone_audit_v"), Piece::text("); clone_audit_v } })")];
        [vec![Piece::text("(match ")], before, rest].concat()
    };
    match site.anchor.as_deref().filter(|_| with_receiver) {
        // Of a function that is named and not called there is none.
        None => value(vec![Piece::Live(site.location.bytes.clone())], "clone_audit_v => { "),
        Some(anchor) => {
            let question = vec![
                Piece::text("(if false { "),
                probe(""),
                Piece::Source(anchor.receiver.clone()),
                Piece::text("); loop {} }, "),
                Piece::Live(site.location.bytes.clone()),
                Piece::text(")"),
            ];
            value(question, "(_, clone_audit_v) => { ")
        }
    }
}
