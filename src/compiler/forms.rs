//! The ways in which a clone can go: how each is tried, and what stands there in the end.
//!
//! What is tried says more than what remains. The value is moved out of its place (into a tuple), so that a later use of
//! the place is an error even where the method called next would only have changed it: `it.clone().next()` must not
//! become `it.next()`. And its type is tied to that of the original, in branches that never run and never end, so that
//! nothing in them counts as moved or borrowed afterwards:
//!
//! ```text
//! match (match None { mut p => {
//!            if false { match [x.clone()] { a => { p = Some(a); loop {} } } }   // p: Option<[T; 1]>
//!            if false { match [x] { a => { p = Some(a); loop {} } } }           // and so x: T, without coercion
//!        } }, x) { (_, v) => v }
//! ```

use std::borrow::Cow;
use std::ops::Range;

use crate::model::{Anatomy, Cost, Edit, Form, Link, Site, Spelling, TypeClass, Usage};

use super::splice::Piece;

/// One way to do without a clone.
#[derive(Clone, Debug)]
pub(super) struct Attempt {
    pub(super) form: Form,
    /// The bytes that change while it is tried.
    pub(super) bytes: Range<usize>,
    /// What stands there meanwhile.
    pub(super) proving: Vec<Piece>,
    /// What remains: edits that touch nothing but the clone.
    pub(super) edits: Vec<Edit>,
}

/// Methods of `Option` and `Result` that take the value and have their like for a borrowed one.
const WITH_AS_REF: &[&str] = &[
    "map",
    "map_or",
    "map_or_else",
    "and_then",
    "is_some_and",
    "is_none_or",
    "is_ok_and",
    "is_err_and",
    "unwrap",
    "expect",
    "unwrap_or",
    "unwrap_or_else",
    "ok_or",
    "ok_or_else",
    "filter",
    "into_iter",
    "zip",
    "ok",
];

/// Where the library of fundamental types is found from a crate of this edition.
pub(super) fn library(edition: &str) -> &'static str {
    if edition == "2015" { "::std" } else { "::core" }
}

/// All ways to do without a clone, in the order in which they are tried: what leaves least behind comes first.
pub(super) fn attempts(site: &Site, anatomy: &Anatomy, source: &str, library: &'static str) -> Vec<Attempt> {
    let shape = Shape { site, anatomy, source, library };
    let is_path = site.spelling == Spelling::Path;
    let mut attempts = Vec::new();
    let may_be_copy = matches!(site.cost, Cost::Free | Cost::Varies | Cost::Unknown);
    // Of a `Copy` type nothing is moved: a place could be changed that only its copy was meant to be.
    let moves = !may_be_copy || matches!(anatomy.usage, Usage::Value | Usage::Operand | Usage::ForHead);
    if !anatomy.is_reference && moves {
        attempts.push(shape.moved());
    }
    match &anatomy.usage {
        Usage::Methods(links) => {
            attempts.extend(links.first().map(|link| shape.borrowed(&link.whole)));
            let is_wrapper = site.ty.as_deref().is_none_or(|ty| ty.starts_with("Option<") || ty.starts_with("Result<"));
            if is_wrapper && !is_path && links.first().is_some_and(|link| WITH_AS_REF.contains(&link.name.as_str())) {
                for (form, name) in [(Form::AsRef, "as_ref"), (Form::AsDeref, "as_deref")] {
                    attempts.extend(links.iter().take(3).filter_map(|link| shape.converted(form, name, link)));
                }
            }
        }
        Usage::Field(whole) => attempts.push(shape.borrowed(whole)),
        Usage::Reference(whole) => attempts.extend(shape.referenced(whole)),
        Usage::Operand => attempts.extend(shape.operand()),
        Usage::ForHead | Usage::Scrutinee if may_be_iterated(site) => attempts.extend(shape.by_reference()),
        _ => {}
    }
    if may_be_copy && matches!(anatomy.usage, Usage::Value | Usage::Operand | Usage::Methods(_)) {
        attempts.extend(shape.dereferenced());
    }
    attempts
}

/// Whether a reference to the type is iterated or matched as the type is.
fn may_be_iterated(site: &Site) -> bool {
    !matches!(site.class, TypeClass::Copy | TypeClass::Generic | TypeClass::Function | TypeClass::Arc)
}

struct Shape<'a> {
    site: &'a Site,
    anatomy: &'a Anatomy,
    source: &'a str,
    library: &'static str,
}

impl Shape<'_> {
    fn whole(&self) -> Range<usize> {
        self.site.bytes.clone()
    }

    fn receiver(&self) -> Range<usize> {
        self.anatomy.receiver.clone()
    }

    /// `x.clone()` → `x`
    fn moved(&self) -> Attempt {
        let original = vec![Piece::Source(self.whole())];
        let changed = vec![Piece::Source(self.receiver())];
        let live = vec![Piece::Live(self.receiver())];
        self.attempt(Form::Move, self.whole(), self.tied(original, changed, live), "")
    }

    /// `x.clone()` → `*x`
    fn dereferenced(&self) -> Option<Attempt> {
        // The operand of a path call without `&` may bind weaker than `*`.
        let star = |piece: Piece| vec![Piece::text("*("), piece, Piece::text(")")];
        let proving = self.tied(
            vec![Piece::Source(self.whole())],
            star(Piece::Source(self.receiver())),
            star(Piece::Live(self.receiver())),
        );
        (self.source.get(self.receiver())?.starts_with(|first: char| first.is_alphanumeric() || "_(".contains(first)))
            .then(|| self.attempt(Form::Deref, self.whole(), proving, "*"))
    }

    /// `x.clone().m()` → `x.m()`: the method may only look. What remains must find the same method.
    fn borrowed(&self, whole: &Range<usize>) -> Attempt {
        let tail = self.whole().end..whole.end;
        let looking = |receiver: Piece, tail: Piece| vec![Piece::text("(&"), receiver, Piece::text(")"), tail];
        let proving = self.tied(
            vec![Piece::Source(whole.clone())],
            looking(Piece::Source(self.receiver()), Piece::Source(tail.clone())),
            looking(Piece::Live(self.receiver()), Piece::Live(tail)),
        );
        let bytes = whole.start.min(self.whole().start)..whole.end;
        self.attempt(Form::Borrow, bytes, proving, "")
    }

    /// `x.clone().map(f)` → `x.as_ref().map(f)`, where the chain up to `link` yields the same type.
    fn converted(&self, form: Form, name: &str, link: &Link) -> Option<Attempt> {
        let after = self.receiver().end..self.whole().end;
        let start = after.start + self.source.get(after)?.rfind("clone")?;
        let tail = self.whole().end..link.whole.end;
        let converted = |receiver: Piece, tail: Piece| {
            vec![receiver, Piece::text("."), Piece::text(name.to_owned()), Piece::text("()"), tail]
        };
        let proving = self.tied(
            vec![Piece::Source(link.whole.clone())],
            converted(Piece::Source(self.receiver()), Piece::Source(tail.clone())),
            converted(Piece::Live(self.receiver()), Piece::Live(tail)),
        );
        let edits = vec![Edit { bytes: start..start + "clone".len(), text: name.to_owned() }];
        Some(Attempt { form, bytes: link.whole.clone(), proving, edits })
    }

    /// `&x.clone()` → `&x`, or `x` where that already is the reference.
    fn referenced(&self, whole: &Range<usize>) -> Vec<Attempt> {
        let original = || vec![Piece::text("&"), Piece::Source(self.whole())];
        let mut attempts = Vec::new();
        if !self.anatomy.is_reference {
            let proving = self.tied(
                original(),
                vec![Piece::text("&"), Piece::Source(self.receiver())],
                vec![Piece::text("&"), Piece::Live(self.receiver())],
            );
            attempts.push(self.attempt(Form::Borrow, whole.clone(), proving, ""));
        }
        let proving = self.tied(original(), vec![Piece::Source(self.receiver())], vec![Piece::Live(self.receiver())]);
        let mut plain = self.attempt(Form::Borrow, whole.clone(), proving, "");
        plain.edits.insert(0, Edit { bytes: whole.start..whole.start + 1, text: String::new() });
        attempts.push(plain);
        attempts
    }

    /// `x.clone() == y` → `x == y`, or `*x == y`: the operand is only looked at.
    fn operand(&self) -> Vec<Attempt> {
        let original = || vec![Piece::text("&"), Piece::Source(self.whole())];
        let looked_at = |proving: Vec<Piece>| [vec![Piece::text("(*")], proving, vec![Piece::text(")")]].concat();
        let mut attempts = Vec::new();
        if !self.anatomy.is_reference {
            let proving = self.tied(
                original(),
                vec![Piece::text("&"), Piece::Source(self.receiver())],
                vec![Piece::text("&"), Piece::Live(self.receiver())],
            );
            attempts.push(self.attempt(Form::Borrow, self.whole(), looked_at(proving), ""));
        }
        let proving = self.tied(original(), vec![Piece::Source(self.receiver())], vec![Piece::Live(self.receiver())]);
        attempts.push(self.attempt(Form::Borrow, self.whole(), looked_at(proving), "*"));
        attempts
    }

    /// `for i in x.clone()` → `for i in &x`, and what a `match` looks at: the body sees references.
    fn by_reference(&self) -> Vec<Attempt> {
        let mut attempts = self.operand();
        for attempt in &mut attempts {
            attempt.form = Form::Iterate;
            // The reference itself, not what it leads to.
            attempt.proving.remove(0);
            attempt.proving.pop();
        }
        let mut edits = ["&", ""].into_iter().skip(usize::from(self.anatomy.is_reference));
        for attempt in &mut attempts {
            attempt.edits = self.edits(edits.next().unwrap_or_default());
        }
        attempts
    }

    fn attempt(&self, form: Form, bytes: Range<usize>, proving: Vec<Piece>, before: &str) -> Attempt {
        Attempt { form, bytes, proving, edits: self.edits(before) }
    }

    /// Takes away what makes the receiver a clone, and puts an operator before it.
    fn edits(&self, before: &str) -> Vec<Edit> {
        let (whole, receiver) = (self.whole(), self.receiver());
        let text = self.source.get(receiver.clone()).unwrap_or_default();
        let is_simple = text.chars().all(|c| c.is_alphanumeric() || "_.".contains(c));
        // `Arc::clone(&*x).f()`: the receiver binds weaker than what follows.
        let binds = before.is_empty() && (self.site.spelling != Spelling::Path || is_simple);
        let (open, close) = if self.anatomy.is_followed && !binds { ("(", ")") } else { ("", "") };
        let (inner_open, inner_close) = if !before.is_empty() && self.site.spelling == Spelling::Path && !is_simple {
            ("(", ")")
        } else {
            ("", "")
        };
        let mut edits = Vec::with_capacity(2);
        let first = Edit { bytes: whole.start..receiver.start, text: format!("{open}{before}{inner_open}") };
        let last = Edit { bytes: receiver.end..whole.end, text: format!("{inner_close}{close}") };
        edits.extend([first, last].into_iter().filter(|edit| !(edit.bytes.is_empty() && edit.text.is_empty())));
        edits
    }

    /// The live text as a value, with the types of the original and of the changed text tied together.
    fn tied(&self, original: Vec<Piece>, changed: Vec<Piece>, live: Vec<Piece>) -> Vec<Piece> {
        let text = |text: String| Piece::Text(Cow::Owned(text));
        let option = format!("{}::option::Option", self.library);
        let never = |pieces: Vec<Piece>| {
            let end =
                format!("] {{ clone_audit_a => {{ clone_audit_p = {option}::Some(clone_audit_a); loop {{}} }} }} }} ");
            [vec![Piece::text("if false { match [")], pieces, vec![text(end)]].concat()
        };
        let open = format!("(match (match {option}::None {{ mut clone_audit_p => {{ ");
        [
            vec![text(open)],
            never(original),
            never(changed),
            vec![Piece::text("} }, ")],
            live,
            vec![Piece::text(") { (_, clone_audit_v) => clone_audit_v })")],
        ]
        .concat()
    }
}

/// Wraps a site so that `dropping_references` prints the types of what it clones and of its receiver, in this order of
/// columns; the value passes on unchanged.
pub(super) fn asked(site: &Site, library: &str) -> Vec<Piece> {
    let probe = |name: &str| Piece::Text(Cow::Owned(format!("{library}::mem::drop(&{name}")));
    let value = |before: Vec<Piece>, after: &'static str| {
        let rest =
            vec![Piece::text(" { "), Piece::text(after), probe("clone_audit_v"), Piece::text("); clone_audit_v } })")];
        [vec![Piece::text("(match ")], before, rest].concat()
    };
    match &site.anatomy {
        // A function that is named and not called.
        None => value(vec![Piece::Live(site.bytes.clone())], "clone_audit_v => { "),
        Some(anatomy) => {
            let question = vec![
                Piece::text("(if false { "),
                probe(""),
                Piece::Source(anatomy.receiver.clone()),
                Piece::text("); loop {} }, "),
                Piece::Live(site.bytes.clone()),
                Piece::text(")"),
            ];
            value(question, "(_, clone_audit_v) => { ")
        }
    }
}
