//! Texts put into byte ranges of a file, one within the other, with the way back from the new bytes to the old ones.

use std::borrow::Cow;
use std::ops::Range;

/// Something to put in the place of a range of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Insert {
    /// Whose it is: a number of the caller's.
    pub(super) owner: usize,
    /// The bytes that it stands for.
    pub(super) bytes: Range<usize>,
    pub(super) pieces: Vec<Piece>,
}

/// A part of an insert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(Cow<'static, str>),
    /// Bytes of the file as they are.
    Source(Range<usize>),
    /// Bytes of the file with the inserts that lie in them.
    Live(Range<usize>),
}

impl Piece {
    pub(super) fn text(text: impl Into<Cow<'static, str>>) -> Self {
        Self::Text(text.into())
    }
}

/// A file with inserts.
#[derive(Clone, Debug, Default)]
pub(super) struct Spliced {
    pub(super) text: String,
    /// Where each insert ended up, those within another after it.
    marks: Vec<(Range<usize>, usize)>,
    /// New bytes that stand for old ones, ascending: start, start of the old, length.
    copied: Vec<(usize, usize, usize)>,
}

/// Which of the inserts can stand in the file together: those that lie apart from, or within a live piece of, all that
/// come before them in the file. The rest comes back by its numbers in the list.
pub(super) fn fitting(inserts: &[&Insert]) -> (Vec<usize>, Vec<usize>) {
    let mut order: Vec<usize> = (0..inserts.len()).collect();
    order.sort_by_key(|&at| (inserts[at].bytes.start, std::cmp::Reverse(inserts[at].bytes.end), at));
    let mut open: Vec<usize> = Vec::new();
    let (mut fit, mut rest) = (Vec::new(), Vec::new());
    for at in order {
        let bytes = &inserts[at].bytes;
        while open.last().is_some_and(|&last| inserts[last].bytes.end <= bytes.start) {
            open.pop();
        }
        let is_live = open.last().is_none_or(|&around| {
            let mut pieces = inserts[around].pieces.iter();
            pieces.any(|piece| matches!(piece, Piece::Live(live) if live.start <= bytes.start && bytes.end <= live.end))
        });
        if is_live {
            open.push(at);
            fit.push(at);
        } else {
            rest.push(at);
        }
    }
    (fit, rest)
}

impl Spliced {
    /// Puts inserts into a text. They must fit together ([`fitting`]), and are given in that order.
    pub(super) fn new(source: &str, inserts: &[&Insert]) -> Self {
        let mut spliced = Self { text: String::with_capacity(source.len() * 2), ..Self::default() };
        spliced.live(source, 0..source.len(), inserts);
        spliced
    }

    fn live(&mut self, source: &str, range: Range<usize>, inserts: &[&Insert]) {
        let mut at = range.start;
        let mut rest = inserts;
        while let Some((insert, after)) = rest.split_first() {
            let nested = after.iter().take_while(|inner| inner.bytes.start < insert.bytes.end).count();
            let (nested, after) = after.split_at(nested);
            rest = after;
            self.copy(source, at..insert.bytes.start);
            at = insert.bytes.end;
            let start = self.text.len();
            let mark = self.marks.len();
            self.marks.push((start..start, insert.owner));
            for piece in &insert.pieces {
                match piece {
                    Piece::Text(text) => self.text.push_str(text),
                    Piece::Source(range) => self.copy(source, range.clone()),
                    Piece::Live(range) => {
                        let is_inside =
                            |inner: &&&Insert| range.start <= inner.bytes.start && inner.bytes.end <= range.end;
                        let inside: Vec<&Insert> = nested.iter().filter(is_inside).copied().collect();
                        self.live(source, range.clone(), &inside);
                    }
                }
            }
            self.marks[mark].0.end = self.text.len();
        }
        self.copy(source, at..range.end);
    }

    fn copy(&mut self, source: &str, range: Range<usize>) {
        if let Some(text) = source.get(range.clone()).filter(|text| !text.is_empty()) {
            self.copied.push((self.text.len(), range.start, text.len()));
            self.text.push_str(text);
        }
    }

    /// The owner of the innermost insert that holds all of these new bytes.
    pub(super) fn around(&self, bytes: &Range<usize>) -> Option<usize> {
        let holding = self.marks.iter().filter(|(mark, _)| mark.start <= bytes.start && bytes.end <= mark.end);
        holding.min_by_key(|(mark, _)| mark.len()).map(|(_, owner)| *owner)
    }

    /// The owners of all inserts that lie within these new bytes.
    pub(super) fn within(&self, bytes: &Range<usize>) -> impl Iterator<Item = usize> {
        let bytes = bytes.clone();
        self.marks
            .iter()
            .filter(move |(mark, _)| bytes.start <= mark.start && mark.end <= bytes.end)
            .map(|(_, owner)| *owner)
    }

    /// The old byte that a new one stands for, else that of the next text before it which was copied.
    pub(super) fn original(&self, byte: usize) -> usize {
        let after = self.copied.partition_point(|&(start, ..)| start <= byte);
        let Some(&(start, old, length)) = after.checked_sub(1).and_then(|at| self.copied.get(at)) else { return 0 };
        old + (byte - start).min(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn insert(owner: usize, bytes: Range<usize>, pieces: Vec<Piece>) -> Insert {
        Insert { owner, bytes, pieces }
    }

    fn splice(source: &str, inserts: &[Insert]) -> Spliced {
        let all: Vec<&Insert> = inserts.iter().collect();
        let (fit, rest) = fitting(&all);
        assert_eq!(rest, [0_usize; 0]);
        Spliced::new(source, &fit.into_iter().map(|at| all[at]).collect::<Vec<_>>())
    }

    #[test]
    fn nothing_inserted_leaves_the_same_bytes() {
        for source in ["", "\u{feff}fn f() {}\r\n", "ä"] {
            assert_eq!(splice(source, &[]).text, source);
        }
    }

    #[test]
    fn inserts_nest_in_live_pieces_and_not_in_others() {
        // a.b.c : `a` within `a.b` within the whole.
        let source = "x = a.b.c;";
        let inner = insert(7, 4..7, vec![Piece::text("["), Piece::Live(4..5), Piece::text("]")]);
        let outer = insert(
            9,
            4..9,
            vec![Piece::text("<"), Piece::Source(4..9), Piece::text("|"), Piece::Live(4..7), Piece::text(">")],
        );
        let spliced = splice(source, &[inner, outer]);
        assert_eq!(spliced.text, "x = <a.b.c|[a]>;");
        // The copy in the outer insert is the outer's, the live part the inner's.
        assert_eq!(spliced.around(&(5..6)), Some(9));
        assert_eq!(spliced.around(&(12..13)), Some(7));
        assert_eq!(spliced.around(&(0..1)), None);
        assert_eq!(spliced.within(&(0..16)).collect::<Vec<_>>(), [9, 7]);
        assert_eq!((spliced.original(0), spliced.original(12), spliced.original(15)), (0, 4, 9));
    }

    #[test]
    fn what_lies_across_another_or_outside_its_live_pieces_does_not_fit() {
        let live = |range: Range<usize>| vec![Piece::Live(range)];
        let inserts = [
            insert(0, 0..4, live(0..2)),
            insert(1, 2..4, live(2..3)),
            insert(2, 3..6, live(3..4)),
            insert(3, 0..4, live(0..1)),
        ];
        let all: Vec<&Insert> = inserts.iter().collect();
        let (fit, rest) = fitting(&all);
        assert_eq!((fit, rest), (vec![0], vec![3, 1, 2]));
    }
}
