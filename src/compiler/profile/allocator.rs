//! An allocator that a program chooses, made to count.

use std::ops::Range;

use super::super::splice::{Insert, Piece};
use super::probe::PROBE;

/// The attribute of a static that is the program's allocator.
const ATTRIBUTE: &str = "global_allocator";

/// Wraps the allocators that a file chooses: `static A: T = x;` becomes `static A: Counting<T> = Counting(x);`.
pub(super) fn wrapped(source: &str, owner: usize) -> Vec<Insert> {
    let statics = source.match_indices(ATTRIBUTE).filter_map(|(at, _)| static_behind(source, at + ATTRIBUTE.len()));
    let around = |bytes: Range<usize>, before: &str, after: &'static str| Insert {
        owner,
        bytes: bytes.clone(),
        pieces: vec![Piece::text(format!("::{PROBE}::Counting{before}")), Piece::Source(bytes), Piece::text(after)],
    };
    statics.flat_map(|(ty, value)| [around(ty, "<", ">"), around(value, "(", ")")]).collect()
}

/// The type and the value of the static that follows an attribute, which ends soon after this byte.
fn static_behind(source: &str, at: usize) -> Option<(Range<usize>, Range<usize>)> {
    // `#[global_allocator]`, or within `#[cfg_attr(…, global_allocator)]`, and then further attributes.
    let mut rest = source.get(at..)?.trim_start_matches([')', ' ']).strip_prefix(']')?.trim_start();
    while let Some(attribute) = rest.strip_prefix("#[") {
        rest = attribute[attribute.find(']')? + 1..].trim_start();
    }
    let rest = rest.strip_prefix("pub").map_or(rest, |rest| {
        let rest = rest.trim_start();
        rest.strip_prefix('(').and_then(|rest| Some(rest.split_once(')')?.1)).unwrap_or(rest).trim_start()
    });
    let rest = rest.strip_prefix("static ")?;
    let start = source.len() - rest.len();
    let colon = find_outside(source, start, ':')?;
    let equals = find_outside(source, colon + 1, '=')?;
    let end = find_outside(source, equals + 1, ';')?;
    Some((trimmed(source, colon + 1..equals), trimmed(source, equals + 1..end)))
}

/// The next such character from a byte on that is in no brackets: `;` is also in `[0; 8]`.
fn find_outside(source: &str, from: usize, wanted: char) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, char) in source.get(from..)?.char_indices() {
        match char {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.checked_sub(1)?,
            _ if depth == 0 && char == wanted => return Some(from + at),
            _ => {}
        }
    }
    None
}

fn trimmed(source: &str, range: Range<usize>) -> Range<usize> {
    let text = &source[range.clone()];
    let start = range.start + (text.len() - text.trim_start().len());
    start..start + text.trim().len()
}

#[cfg(test)]
mod tests {
    use super::super::super::splice::{Spliced, fitting};
    use super::*;

    fn wrap(source: &str) -> String {
        let inserts = wrapped(source, 0);
        let all: Vec<&Insert> = inserts.iter().collect();
        let (fit, _) = fitting(&all);
        Spliced::new(source, &fit.into_iter().map(|at| all[at]).collect::<Vec<_>>()).text
    }

    #[test]
    fn an_allocator_is_wrapped_wherever_it_is_chosen() {
        for head in [
            "#[global_allocator]\nstatic A: ",
            "#[cfg_attr(not(miri), global_allocator)] #[cfg(unix)]\npub(crate) static A: ",
            "#[ global_allocator ]\n#[allow(dead_code)]\npub static A : ",
        ] {
            assert_eq!(
                wrap(&format!("{head}mi::Alloc = mi::Alloc;")),
                format!("{head}::clone_audit_probe::Counting<mi::Alloc> = ::clone_audit_probe::Counting(mi::Alloc);")
            );
        }
    }

    #[test]
    fn a_value_may_have_brackets_of_all_kinds() {
        assert_eq!(
            wrap(
                "#[global_allocator]\nstatic A: Arena<{ 1 + 1 }> = Arena { bytes: Cell::new([0x55; 8]), at: f(1) };\nfn g() {}"
            ),
            "#[global_allocator]\nstatic A: ::clone_audit_probe::Counting<Arena<{ 1 + 1 }>> = \
             ::clone_audit_probe::Counting(Arena { bytes: Cell::new([0x55; 8]), at: f(1) });\nfn g() {}"
        );
    }

    #[test]
    fn what_only_speaks_of_one_stays() {
        for source in [
            "// #[global_allocator]\n// static A: T = T;",
            "/// `#[global_allocator]`\nstatic X: u8 = 0;",
            "global_allocator",
        ] {
            assert_eq!(wrap(source), source);
        }
    }
}
