//! A file's text with the one conversion between byte offsets and lines and columns.

use std::cell::Cell;
use std::ops::Range;

use memchr::memmem;
use proc_macro2::{LineColumn, Span};

/// The words without which no site, and no file pulled in by `include!`, can stand in a piece of text.
const WORDS: &[&str] = &["clone", "to_owned", "to_string", "to_vec", "to_path_buf", "to_os_string", "include"];

/// Where a site stands. Bytes count from the start of the file, lines and columns from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteSpan {
    /// Bytes of the whole expression in the file.
    pub bytes: Range<usize>,
    /// Line and column of its first character.
    pub start: (u32, u32),
    /// Line and column after its last character.
    pub end: (u32, u32),
    /// Line and column of the method's name.
    pub name: (u32, u32),
}

/// A file's text as the lexer sees it, with what lies before it.
pub(super) struct SourceText<'a> {
    /// Without byte order mark and shebang line, which are no tokens.
    code: &'a str,
    /// The file that `code` was put together from, and where pieces of it lie in `code` and in the file: ascending.
    /// Without pieces it is `code`.
    whole: &'a str,
    pieces: Vec<(usize, usize)>,
    /// Bytes of the file before `code`.
    base: usize,
    line_starts: Vec<usize>,
    /// Offsets in `code` of every [`WORDS`] entry, ascending.
    words: Vec<usize>,
    /// The byte whose position was last asked for, and the characters before it in its line.
    last_position: Cell<(usize, usize)>,
    /// The same of the place that the lexer named last: the start of its line, the characters and the bytes before it.
    last_place: Cell<(usize, usize, usize)>,
}

impl<'a> SourceText<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut source = Self::plain(text);
        let code = source.code.as_bytes();
        source.line_starts =
            std::iter::once(0).chain(memchr::memchr_iter(b'\n', code).map(|newline| newline + 1)).collect();
        source.words = WORDS.iter().flat_map(|word| memmem::find_iter(code, word.as_bytes())).collect();
        source.words.sort_unstable();
        source
    }

    /// A text whose [`WORDS`] and lines are not asked for.
    pub(super) fn plain(text: &'a str) -> Self {
        let without_mark = text.strip_prefix('\u{feff}').unwrap_or(text);
        let code = if without_mark.starts_with("#!") && !is_inner_attribute(without_mark) {
            // The line's end stays, so that line numbers do.
            without_mark.find('\n').map_or("", |end| &without_mark[end..])
        } else {
            without_mark
        };
        Self {
            code,
            whole: code,
            pieces: Vec::new(),
            base: text.len() - code.len(),
            line_starts: Vec::new(),
            words: Vec::new(),
            last_position: Cell::new((0, 0)),
            last_place: Cell::new((0, 0, 0)),
        }
    }

    /// Pieces of this text.
    pub(super) fn pieces<'b>(&'b self, code: &'b str, pieces: Vec<(usize, usize)>) -> SourceText<'b> {
        SourceText { code, pieces, ..SourceText::plain(self.code) }
    }

    /// What stands in the file between the brackets that are the first and the last byte of this range of `code`.
    pub(super) fn between(&self, range: &Range<usize>) -> &'a str {
        let place = |at: usize| match self.pieces.partition_point(|&(start, _)| start <= at).checked_sub(1) {
            Some(piece) => at - self.pieces[piece].0 + self.pieces[piece].1,
            None => at,
        };
        let inside = place(range.start) + 1..range.end.checked_sub(1).map_or(0, place);
        self.whole.get(inside).unwrap_or_default()
    }

    pub(super) fn code(&self) -> &'a str {
        self.code
    }

    /// Lines as an editor numbers them, a last line without line end among them.
    pub(super) fn line_count(&self) -> usize {
        self.line_starts.len() - usize::from(self.code.ends_with('\n') || self.code.is_empty())
    }

    /// Where the words stand that a site needs, in literals and comments too; ascending.
    pub(super) fn words(&self) -> &[usize] {
        &self.words
    }

    /// Whether a word that a site needs stands in this range of `code`.
    pub(super) fn holds_word(&self, range: &Range<usize>) -> bool {
        let next = self.words.partition_point(|&at| at < range.start);
        self.words.get(next).is_some_and(|&at| at < range.end)
    }

    /// Whether a nested function may be declared in this range of `code`.
    pub(super) fn holds_item(&self, range: &Range<usize>) -> bool {
        memmem::find(&self.code.as_bytes()[range.clone()], b"fn ").is_some()
    }

    /// Line and column of a byte of `code`. Counting goes on from the last position asked for, one way or the other, where
    /// it is in the same line, so that a long line of many sites is read once.
    pub(super) fn position(&self, byte: usize) -> (u32, u32) {
        let line = self.line_starts.partition_point(|&start| start <= byte);
        let start = self.line_starts[line - 1];
        let end = self.line_starts.get(line).copied().unwrap_or(usize::MAX);
        let (known, characters) = match self.last_position.get() {
            last @ (known, _) if (start..end).contains(&known) && known.abs_diff(byte) < byte - start => last,
            _ => (start, 0),
        };
        let column = if known <= byte {
            characters + self.code[known..byte].chars().count()
        } else {
            characters - self.code[byte..known].chars().count()
        };
        self.last_position.set((byte, column));
        (small(line), small(column + 1))
    }

    /// The byte of a place that the lexer names. `lexed` is what it read: `code`, its comments blanked.
    fn byte_at(&self, lexed: &str, place: LineColumn) -> usize {
        let start = place.line.checked_sub(1).and_then(|line| self.line_starts.get(line)).copied().unwrap_or_default();
        // The lexer counts characters. Counting goes on from the last place in the same line, one way or the other, so that
        // a long line is not read for each of its tokens.
        let (characters, bytes) = match self.last_place.get() {
            (of, characters, bytes) if of == start && place.column.abs_diff(characters) < place.column => {
                (characters, bytes)
            }
            _ => (0, 0),
        };
        let byte = if place.column >= characters {
            forward(lexed, start + bytes, place.column - characters)
        } else {
            back(lexed, start + bytes, characters - place.column)
        };
        self.last_place.set((start, place.column, byte - start));
        byte
    }

    /// Bytes of `lexed` from one token to another.
    pub(super) fn bytes_between(&self, lexed: &str, (first, last): (Span, Span)) -> (u32, u32) {
        let byte = |place| small(self.byte_at(lexed, place));
        (byte(first.start()), byte(last.end()))
    }

    /// The line's number, 1-based, of a byte of `code`.
    pub(super) fn line_of(&self, byte: usize) -> usize {
        self.line_starts.partition_point(|&start| start <= byte)
    }

    /// A line's text without its end. Lines count from 1.
    pub(super) fn line_text(&self, line: usize) -> &'a str {
        let start = self.line_starts[line - 1];
        let end = self.line_starts.get(line).copied().unwrap_or(self.code.len());
        self.code[start..end].trim_end_matches(['\n', '\r'])
    }

    /// Turns a whole expression and the start of its name into positions.
    pub(super) fn site_span(&self, whole: &Range<usize>, name: usize) -> SiteSpan {
        // In the order in which they stand, so that each goes on counting from the one before.
        let start = self.position(whole.start);
        let name = self.position(name);
        let end = self.position(whole.end);
        SiteSpan { bytes: self.in_file(whole), start, end, name }
    }

    /// Bytes of the file, of bytes of `code`.
    pub(super) fn in_file(&self, range: &Range<usize>) -> Range<usize> {
        range.start + self.base..range.end + self.base
    }

    /// Whether the name that starts at this byte stands in `.clone()`.
    pub(super) fn is_dot_clone(&self, name: usize) -> bool {
        name > 0 && self.code.as_bytes()[name - 1..].starts_with(b".clone()")
    }

    /// Offsets of `.clone()` in `code`: what grep's pattern matches.
    pub(super) fn grep_matches(&self) -> impl Iterator<Item = usize> + '_ {
        memmem::find_iter(self.code.as_bytes(), b".clone()")
    }
}

/// The byte so many characters after another; the end of the text if there are fewer.
fn forward(text: &str, from: usize, characters: usize) -> usize {
    match text.as_bytes().get(from..from + characters) {
        Some(between) if between.is_ascii() => from + characters,
        _ => text[from..].char_indices().nth(characters).map_or(text.len(), |(byte, _)| from + byte),
    }
}

/// The byte so many characters before another.
fn back(text: &str, from: usize, characters: usize) -> usize {
    match from.checked_sub(characters).and_then(|to| text.as_bytes().get(to..from)) {
        Some(between) if between.is_ascii() => from - characters,
        _ => text[..from].char_indices().rev().nth(characters.saturating_sub(1)).map_or(0, |(byte, _)| byte),
    }
}

/// `#![attr]` rather than a shebang, as rustc decides it: `#!` followed by `[` with only blanks and comments between.
fn is_inner_attribute(text: &str) -> bool {
    let mut rest = &text[2..];
    loop {
        rest = rest.trim_start();
        if rest.starts_with("//") {
            rest = rest.find('\n').map_or("", |end| &rest[end..]);
        } else if rest.starts_with("/*") {
            rest = rest.find("*/").map_or("", |end| &rest[end + 2..]);
        } else {
            return rest.starts_with('[');
        }
    }
}

pub(super) fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_tabs_count_one() {
        let source = SourceText::new("ä\tb\nc");
        assert_eq!(source.position("ä\t".len()), (1, 3));
        assert_eq!(source.position("ä\tb\n".len()), (2, 1));
    }

    #[test]
    fn places_are_found_in_any_order() {
        let text = "aä€b\ncdef";
        let source = SourceText::new(text);
        let column = |(line, column): (usize, usize)| LineColumn { line, column };
        let all: Vec<(LineColumn, usize)> = [(1, 0), (1, 1), (1, 2), (1, 3), (1, 4), (2, 0), (2, 3)]
            .map(column)
            .into_iter()
            .zip([0, 1, 3, 6, 7, 8, 11])
            .collect();
        for (first, at) in &all {
            for (second, then) in &all {
                assert_eq!((source.byte_at(text, *first), source.byte_at(text, *second)), (*at, *then));
            }
        }
    }

    #[test]
    fn positions_are_found_in_any_order() {
        let source = SourceText::new("aä€b\ncdef");
        let all = [(0, (1, 1)), (1, (1, 2)), (3, (1, 3)), (6, (1, 4)), (8, (2, 1)), (11, (2, 4))];
        for (first, at) in all {
            for (second, then) in all {
                assert_eq!((source.position(first), source.position(second)), (at, then));
            }
        }
    }

    #[test]
    fn mark_and_shebang_are_no_code_but_keep_lines_and_bytes() {
        let source = SourceText::new("\u{feff}a");
        assert_eq!((source.code(), source.base), ("a", 3));
        let source = SourceText::new("#!/usr/bin/env x\nb");
        assert_eq!((source.code(), source.base, source.position(1)), ("\nb", 16, (2, 1)));
        assert_eq!(SourceText::new("#! [allow(x)]").base, 0);
    }

    #[test]
    fn lines_are_counted_as_editors_number_them() {
        for (text, lines) in [("", 0), ("a", 1), ("a\n", 1), ("a\nb", 2), ("a\n\n", 2)] {
            assert_eq!(SourceText::new(text).line_count(), lines, "{text:?}");
        }
    }
}
