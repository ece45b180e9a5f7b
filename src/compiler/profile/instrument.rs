//! How a site is written where it is counted.
//!
//! A clone whose receiver is a place stays as it is, between two calls: `x.clone()` becomes
//! `finish(start(&SITE), x.clone()).0`. So the same method is found, with the same types, and a closure around it captures
//! the same places. That the value comes out of a field keeps what is expected of it away from `finish`: a value that is
//! coerced behind it must not be coerced within. Where the receiver does something (`f(x).clone()`), that happens before the
//! clock starts: `of(&SITE, &(f(x)), |r| (*r).clone()).0`, in which `*r` is a place of the receiver's own type.
//!
//! What is named rather than called becomes a closure, and `.cloned()` the `.map(…)` that it stands for, which clones item
//! by item. All stays on its line, so that panics name the lines that they named before.

use std::ops::Range;

use crate::model::{Fingerprint, Site, Spelling};

use super::super::splice::{Insert, Piece};
use super::probe::PROBE;

/// One way to count a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// The expression as it is, between two calls.
    Around,
    /// The receiver first, and then the clone.
    Apart,
    /// A closure instead of the function's name.
    Closure,
    /// `.map(…)` instead of `.cloned()`
    Map,
}

/// What identifies a site in what processes write.
pub(super) fn number(site: &Site) -> u64 {
    Fingerprint::of(&[&site.fingerprint]).bits().max(1)
}

/// The ways to count a site in the order in which they are tried; or why there is none.
pub(super) fn forms(site: &Site, source: &str) -> Result<Vec<Form>, &'static str> {
    match site.spelling {
        Spelling::FnValue => Ok(vec![Form::Closure]),
        // `Iterator::cloned(x)` is called by its path.
        Spelling::Bulk if before_name(source, &site.location.bytes).is_none() => {
            Err("`cloned` is called or named by its path, and not counted by item there")
        }
        Spelling::Bulk => Ok(vec![Form::Map]),
        Spelling::CloneFrom => {
            let text = source.get(site.location.bytes.clone()).unwrap_or_default();
            let parts = text.rsplit_once("clone_from").filter(|(receiver, argument)| {
                is_place(receiver.trim_end().trim_end_matches('.')) && is_place(argument)
            });
            parts
                .map(|_| vec![Form::Around])
                .ok_or("what is cloned from cannot be told from the clone: it is no plain place")
        }
        Spelling::Method | Spelling::Path | Spelling::Implicit => {
            let text = source.get(site.location.bytes.clone()).unwrap_or_default();
            // `.map(String::to_string)`: named, not called.
            if !text.ends_with(')') {
                return Ok(vec![Form::Closure]);
            }
            let Some(anchor) = site.anchor.as_deref() else {
                let receiver = text.rsplit_once('.').map_or("", |(receiver, _)| receiver);
                return if is_place(receiver) {
                    Ok(vec![Form::Around])
                } else {
                    Err(
                        "what comes before the clone cannot be told from it: in macro tokens, or where it writes into a value",
                    )
                };
            };
            let receiver = source.get(anchor.receiver.clone()).unwrap_or_default();
            Ok(if is_place(receiver) { vec![Form::Around, Form::Apart] } else { vec![Form::Apart] })
        }
    }
}

/// Whether an expression is a place and nothing more: names, fields, dereferences.
fn is_place(receiver: &str) -> bool {
    let is_of_place = |c: char| c.is_alphanumeric() || c.is_whitespace() || "_.:*&()".contains(c);
    let calls = receiver.char_indices().any(|(at, c)| {
        // Parentheses around a place, and no arguments.
        let before = receiver[..at].trim_end().chars().next_back();
        c == '(' && before.is_some_and(|before| before.is_alphanumeric() || "_)>".contains(before))
    });
    receiver.chars().all(is_of_place)
        && !calls
        && !receiver.split(|c: char| !c.is_alphanumeric()).any(|word| word == "await")
}

/// What stands in the place of a site.
pub(super) fn insert(owner: usize, site: &Site, form: Form, source: &str) -> Option<Insert> {
    let whole = site.location.bytes.clone();
    let probe = format!("::{PROBE}");
    let id = number(site);
    let place = format!("{{ static SITE: {probe}::Site = {probe}::Site::new({id:#x}); &SITE }}");
    let around = |pieces: Vec<Piece>| {
        let before = Piece::text(format!("({probe}::finish({probe}::start({place}), "));
        [vec![before], pieces, vec![Piece::text(").0)")]].concat()
    };
    let pieces = match form {
        Form::Around => around(vec![Piece::Live(whole.clone())]),
        Form::Apart => {
            let receiver = site.anchor.as_ref()?.receiver.clone();
            let head = Piece::text(format!("({probe}::of({place}, &("));
            let call = [
                Piece::text("), |clone_audit_r| "),
                Piece::Source(whole.start..receiver.start),
                Piece::text("(*clone_audit_r)"),
                Piece::Source(receiver.end..whole.end),
                Piece::text(").0)"),
            ];
            [vec![head, Piece::Live(receiver)], call.to_vec()].concat()
        }
        Form::Closure => {
            let called = around(vec![Piece::Source(whole.clone()), Piece::text("(clone_audit_r)")]);
            [vec![Piece::text("(|clone_audit_r| ")], called, vec![Piece::text(")")]].concat()
        }
        Form::Map => {
            let receiver = before_name(source, &whole)?;
            let called = around(vec![Piece::text(format!("{probe}::cloned(clone_audit_r)"))]);
            [vec![Piece::Live(receiver), Piece::text("map(|clone_audit_r| ")], called, vec![Piece::text(")")]].concat()
        }
    };
    Some(Insert { owner, bytes: whole, pieces })
}

/// The bytes of `x.cloned()` up to the method's name.
fn before_name(source: &str, call: &Range<usize>) -> Option<Range<usize>> {
    let text = source.get(call.clone())?;
    let name = text.strip_suffix(')')?.trim_end().strip_suffix('(')?.trim_end().strip_suffix("cloned")?;
    name.trim_end().ends_with('.').then_some(call.start..call.start + name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_from_what_does_something() {
        for place in ["x", "self.a.0", "*x", "(*x).y", "&x", "crate::X", "&*(x.y)"] {
            assert!(is_place(place), "{place}");
        }
        for other in ["f(x)", "$x", "x.f()", "x[0]", "x?", "x.await", "{ x }", "vec![x]", "f (x)", "(a)(b)", "X::<T>()"]
        {
            assert!(!is_place(other), "{other}");
        }
    }
}
