//! How deep code may nest at most, by its bytes: what need not be looked at token by token to know that it does not nest
//! too deep. That is nearly every file, and costs next to nothing where brackets are gone through anyway.

use std::ops::Range;

use super::literals::Text;
use crate::syntax::depth::{BYTE, DEEPEST, LEVEL, MOST_LEVELS};

/// How many levels may be in brackets that stay however deep they are: what they hold is still found.
const SHALLOW: usize = 64;

/// Whether brackets stay, by the levels around them and those in them. Those that do not are blanked.
pub(super) fn stays(around: usize, inside: usize) -> bool {
    around < MOST_LEVELS || inside < SHALLOW
}

/// What is known of the depth within one pair of brackets.
pub(super) struct Bound {
    /// The deepest piece until now.
    deepest: usize,
    /// Where the piece starts in which the place is.
    start: usize,
    /// Its bytes that are in brackets, strings and comments.
    skipped: usize,
    /// The deepest brackets in it.
    inner: usize,
}

impl Bound {
    pub(super) fn new(start: usize) -> Self {
        Self { deepest: 0, start, skipped: 0, inner: 0 }
    }

    /// The depth up to the end of the brackets.
    pub(super) fn depth(&self, end: usize) -> usize {
        let own = end.saturating_sub(self.start + self.skipped);
        self.deepest.max(BYTE * own + self.inner)
    }

    pub(super) fn may_be_deep(&self, end: usize) -> bool {
        self.depth(end) > DEEPEST
    }

    /// Passes brackets. They are an operand or an index, and as such at least one token.
    pub(super) fn brackets(&mut self, range: Range<usize>, depth: usize) {
        self.skipped += range.len() - 1;
        self.inner = self.inner.max(depth + LEVEL);
    }

    /// Passes what is no token, or one that nests nothing.
    pub(super) fn skip(&mut self, range: Range<usize>) {
        self.skipped += range.len();
    }

    /// Goes on to a statement or item that is not in the one before.
    pub(super) fn end_piece(&mut self, end: usize) {
        *self = Self { deepest: self.depth(end), ..Self::new(end) };
    }
}

/// Whether a `}` before this byte is the last of a statement or item, as far as the next byte tells.
pub(super) fn ends_before(text: Text<'_>, mut at: usize) -> bool {
    loop {
        let Some((next, byte)) = text.next(at) else { return true };
        match byte {
            b'/' => match text.comment_end(next) {
                Some(end) if end > next + 1 => at = end,
                _ => return false,
            },
            b'#' | b'\'' | b'"' => return true,
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' => {
                let word = &text.bytes[next..text.word_end(next)];
                return ![&b"else"[..], b"as", b"in"].contains(&word);
            }
            _ => return false,
        }
    }
}
