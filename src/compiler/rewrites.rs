//! The ways in which a clone can go: how each is tried, and what stands there in the end.
//!
//! What is tried says more than what remains. The value is moved out of its place (into a tuple), so that a later use of
//! the place is an error even where the method called next would only have changed it: `it.clone().next()` must not
//! become `it.next()`. And its type is tied to that of the original, in branches that never run and never end, so that
//! nothing in them counts as moved or borrowed afterwards. `x.clone()` becomes, with shorter names:
//!
//! ```text
//! match (match iter::empty() { mut p => {                                                  // p: Empty<[T; 1]>
//!            if false { match ([x.clone()], p.next()) { (a, mut o) => { o = Some(a); loop {} } } }
//!            if false { match ([x], p.next()) { (a, mut o) => { o = Some(a); loop {} } } }  // x: T, without coercion
//!            p } }, x) {
//!     (mut p, v) => if false { match p.next() { Some([a]) => a, None => loop {} } } else { v } }
//! ```
//!
//! The last line gives the whole the type of the original even where `x` has another: one error, at its place.

use std::borrow::Cow;
use std::ops::Range;

use crate::knowledge::calls::WITH_AS_REF;
use crate::model::{
    BindingMode, Context, Cost, Edit, EditAnchor, ExprUse, Link, Rewrite, Site, SiteTypes, SiteUse, Spelling,
    TypeClass, Usage,
};

use super::splice::Piece;

/// One way to do without a clone.
#[derive(Clone, Debug)]
pub(super) struct Attempt {
    pub(super) rewrite: Rewrite,
    /// The bytes that change while it is tried.
    pub(super) bytes: Range<usize>,
    /// What stands there meanwhile.
    pub(super) proving: Vec<Piece>,
    /// What remains: edits that touch nothing but the clone.
    pub(super) edits: Vec<Edit>,
    /// The error with which the attempt before must have failed for this one to mean what it says.
    pub(super) after: Option<&'static str>,
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
    let is_behind_reference = anchor.is_reference || is_reference_to(types.receiver.as_deref(), &types.cloned);
    let shape = Shape { site, anchor, source, library, is_behind_reference };
    let is_path = site.spelling == Spelling::Path;
    let mut attempts = Vec::new();
    let may_be_copy = matches!(site.cloned.class, TypeClass::Copy | TypeClass::Unknown | TypeClass::Generic)
        || matches!(site.cloned.cost, Cost::Varies | Cost::Unknown);
    // A `Copy` value stays where it is when it is moved: what is changed in the place of its copy is the original. So it
    // is moved only where all of it is used, and not as a place.
    let SiteUse { how, hands_parts_on } = site.usage.site_use;
    let is_part = matches!(anchor.usage, Usage::Methods(_) | Usage::Field(_) | Usage::Reference(_) | Usage::Place);
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
            attempts.extend(links.first().map(|link| shape.borrowed(&link.whole)));
            // The method takes the value, and the type is not `Copy`: the compiler has just said so.
            if !anchor.is_reference && !moves {
                attempts.push(Attempt { after: Some(MOVE_OUT_OF_REFERENCE), ..shape.moved() });
            }
            let is_wrapper =
                site.cloned.ty.as_deref().is_none_or(|ty| ty.starts_with("Option<") || ty.starts_with("Result<"));
            if is_wrapper && !is_path && links.first().is_some_and(|link| WITH_AS_REF.contains(&link.name.as_str())) {
                for (rewrite, name) in [(Rewrite::AsRef, "as_ref"), (Rewrite::AsDeref, "as_deref")] {
                    attempts.extend(links.iter().take(3).filter_map(|link| shape.converted(rewrite, name, link)));
                }
            }
        }
        // A part of a copy may be changed, that of the original may not.
        Usage::Field(whole) if !how.may_change() => attempts.push(shape.borrowed(whole)),
        Usage::Field(_) => {}
        Usage::Reference(whole) => attempts.extend(shape.referenced(whole)),
        _ => match how {
            ExprUse::Compared => attempts.extend(shape.operand("*")),
            ExprUse::Formatted => attempts.extend(shape.operand("")),
            ExprUse::Iterated if !hands_parts_on && is_iterated_alike(site) => attempts.extend(shape.by_reference()),
            ExprUse::Matched(_) if !hands_parts_on && is_scrutinee && may_be_matched(site) => {
                attempts.extend(shape.by_reference());
            }
            _ => {}
        },
    }
    if is_value && how != ExprUse::Iterated && (may_be_copy || anchor.is_reference) {
        attempts.extend(shape.dereferenced());
    }
    // What a rule is sure of comes first. One that waits for another's error keeps its place behind it.
    let wanted =
        |attempt: &Attempt| site.verdict.findings.iter().any(|finding| finding.rewrite == Some(attempt.rewrite));
    if attempts.iter().all(|attempt| attempt.after.is_none()) {
        attempts.sort_by_key(|attempt| !wanted(attempt));
    }
    attempts
}

/// Whether a type's text is that of a reference to another.
fn is_reference_to(ty: Option<&str>, other: &str) -> bool {
    let Some(rest) = ty.and_then(|ty| ty.strip_prefix('&')) else { return false };
    let rest = if rest.starts_with('\'') { rest.split_once(' ').map_or(rest, |(_, rest)| rest) } else { rest };
    rest.strip_prefix("mut ").unwrap_or(rest) == other
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

struct Shape<'a> {
    site: &'a Site,
    anchor: &'a EditAnchor,
    source: &'a str,
    library: &'static str,
    /// Whether the receiver is a reference to what is cloned.
    is_behind_reference: bool,
}

impl Shape<'_> {
    fn whole(&self) -> Range<usize> {
        self.site.location.bytes.clone()
    }

    fn receiver(&self) -> Range<usize> {
        self.anchor.receiver.clone()
    }

    /// `x.clone()` → `x`
    fn moved(&self) -> Attempt {
        let original = vec![Piece::Source(self.whole())];
        let changed = vec![Piece::Source(self.receiver())];
        let live = vec![Piece::Live(self.receiver())];
        self.attempt(Rewrite::Move, self.whole(), self.tied(original, changed, live), "")
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
            .then(|| self.attempt(Rewrite::Deref, self.whole(), proving, "*"))
    }

    /// `x.clone().m()` → `x.m()`, if the method only looks. It is called on the place behind a shared reference, which is
    /// of the very type that the clone has: so the same method is found, and one that takes the value is an error, and one
    /// that changes it, too. Of a `Copy` type the value may be taken: behind a reference, `*` makes sure that it is.
    fn borrowed(&self, whole: &Range<usize>) -> Attempt {
        let head = whole.start..self.whole().start;
        let tail = self.whole().end..whole.end;
        let place = if self.is_behind_reference { "(*&*" } else { "(*&" };
        let looking = |receiver: Piece, tail: Piece| {
            vec![Piece::Source(head.clone()), Piece::text(place), receiver, Piece::text(")"), tail]
        };
        let proving = self.tied(
            vec![Piece::Source(whole.clone())],
            looking(Piece::Source(self.receiver()), Piece::Source(tail.clone())),
            looking(Piece::Live(self.receiver()), Piece::Live(tail)),
        );
        let is_copy = matches!(self.site.cloned.class, TypeClass::Copy | TypeClass::Unknown);
        if self.is_behind_reference && is_copy {
            self.attempt(Rewrite::Deref, whole.clone(), proving, "*")
        } else {
            self.attempt(Rewrite::Borrow, whole.clone(), proving, "")
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
        Some(Attempt { rewrite, bytes: link.whole.clone(), proving, edits, after: None })
    }

    /// `&x.clone()` → `&x`, or `x` where that already is the reference.
    fn referenced(&self, whole: &Range<usize>) -> Vec<Attempt> {
        let mut attempts = Vec::new();
        if !self.anchor.is_reference {
            attempts.push(self.attempt(Rewrite::Borrow, whole.clone(), self.looked_at("&"), ""));
        }
        let mut plain = self.attempt(Rewrite::Borrow, whole.clone(), self.looked_at(""), "");
        plain.edits.insert(0, Edit { bytes: whole.start..whole.start + 1, text: String::new() });
        attempts.push(plain);
        attempts
    }

    /// `x.clone() == y` → `x == y`, or `*x == y`: the operand is only looked at. `star` is what a reference needs there.
    fn operand(&self, star: &str) -> Vec<Attempt> {
        let place = |proving: Vec<Piece>| [vec![Piece::text("(*")], proving, vec![Piece::text(")")]].concat();
        let mut attempts = Vec::new();
        if !self.anchor.is_reference {
            attempts.push(self.attempt(Rewrite::Borrow, self.whole(), place(self.looked_at("&")), ""));
        }
        attempts.push(self.attempt(Rewrite::Borrow, self.whole(), place(self.looked_at("")), star));
        attempts
    }

    /// A reference to the receiver, or the receiver that is one, in the place of `&x.clone()`.
    fn looked_at(&self, and: &'static str) -> Vec<Piece> {
        self.tied(
            vec![Piece::text("&"), Piece::Source(self.whole())],
            vec![Piece::text(and), Piece::Source(self.receiver())],
            vec![Piece::text(and), Piece::Live(self.receiver())],
        )
    }

    /// `for i in x.clone()` → `for i in &x`, and what a `match` looks at: the body sees references.
    fn by_reference(&self) -> Vec<Attempt> {
        let mut attempts = self.operand("");
        for attempt in &mut attempts {
            attempt.rewrite = Rewrite::Iterate;
            // The reference itself, not what it leads to.
            attempt.proving.remove(0);
            attempt.proving.pop();
        }
        let mut edits = ["&", ""].into_iter().skip(usize::from(self.anchor.is_reference));
        for attempt in &mut attempts {
            attempt.edits = self.edits(edits.next().unwrap_or_default());
        }
        attempts
    }

    fn attempt(&self, rewrite: Rewrite, bytes: Range<usize>, proving: Vec<Piece>, before: &str) -> Attempt {
        Attempt { rewrite, bytes, proving, edits: self.edits(before), after: None }
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

/// Where the name of the field starts whose value is at these bytes, if it is the value's own name.
fn field_name(source: &str, value: &Range<usize>, name: &str) -> Option<usize> {
    let before = source.get(..value.start)?.trim_end().strip_suffix(':')?.trim_end();
    let rest = before.strip_suffix(name).filter(|_| !name.is_empty())?;
    let is_word = name.chars().all(|c| c.is_alphanumeric() || c == '_');
    let is_whole = !rest.ends_with(|c: char| c.is_alphanumeric() || "_:.'#".contains(c));
    (is_word && is_whole).then_some(rest.len())
}

/// The comments in a text that is removed, each with the blanks before it: they have to be kept.
fn comments(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('/') {
        let blanks = rest[..at].trim_end().len();
        let comment = &rest[at..];
        let end = if comment.starts_with("//") {
            // Its line must end, whatever follows.
            comment.find('\n').map_or(comment.len(), |newline| newline + 1)
        } else if comment.starts_with("/*") {
            comment.find("*/").map_or(comment.len(), |end| end + 2)
        } else {
            rest = &comment[1..];
            continue;
        };
        kept += &rest[blanks..at];
        kept += &comment[..end];
        rest = &comment[end..];
    }
    kept
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_stay_and_a_line_comment_keeps_its_line() {
        assert_eq!(comments("\n    .clone()"), "");
        assert_eq!(comments(" /* a */ . /* b / c */ clone()"), " /* a */ /* b / c */");
        assert_eq!(comments("\n    // why\n    .clone()"), "\n    // why\n");
    }

    #[test]
    fn a_field_of_the_values_own_name_needs_no_name() {
        let field = |source: &str, name: &str| {
            let start = source.find("name.clone()").or(source.find("x.name.clone()")).unwrap_or(0);
            field_name(source, &(start..source.len()), name).map(|at| source[at..].to_owned())
        };
        assert_eq!(field("S { name: name.clone()", "name").as_deref(), Some("name: name.clone()"));
        assert_eq!(field("S { a, name :name.clone()", "name").as_deref(), Some("name :name.clone()"));
        for source in ["S { rename: name.clone()", "S { to: name.clone()", "f(name.clone()", "S::name.clone()"] {
            assert_eq!(field(source, "name"), None, "{source}");
        }
    }

    #[test]
    fn a_reference_is_told_by_its_text() {
        assert!(is_reference_to(Some("&String"), "String"));
        assert!(is_reference_to(Some("&mut Vec<u8>"), "Vec<u8>"));
        assert!(is_reference_to(Some("&'a T"), "T"));
        assert!(!is_reference_to(Some("Box<String>"), "String"));
        assert!(!is_reference_to(Some("&&T"), "T"));
        assert!(!is_reference_to(None, "T"));
    }
}
