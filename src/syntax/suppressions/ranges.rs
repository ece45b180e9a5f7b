//! Which lines the items, statements and expressions take that suppressions speak of.
//!
//! Lowering says which node it enters, in files with suppressions only. What a node takes is known from its tokens, and
//! copying those of every node would cost the square of the depth: within a node on no line that is waited for, nothing
//! is looked at.

use std::ops::{Range, RangeInclusive};

use proc_macro2::{Delimiter, TokenTree};
use quote::ToTokens;

use crate::syntax::source::{SourceText, small};

/// A suppression whose place is known, and what it covers as far as that is.
pub(super) struct Wait {
    /// Its index among the file's.
    pub(super) suppression: usize,
    /// The line with code that it speaks of.
    pub(super) line: u32,
    /// For one above its code: the first byte of that.
    pub(super) first_byte: Option<usize>,
    /// Lines from 1: at first its line alone.
    pub(super) lines: RangeInclusive<u32>,
}

/// What a suppression behind code can speak of, and what only one above can.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::syntax) enum Part {
    /// A statement or an expression.
    Code,
    /// An item, a field, an arm …: a comment behind its first line is about that line.
    Declaration,
}

pub(super) struct Ranges<'a> {
    source: &'a SourceText<'a>,
    waits: Vec<Wait>,
    /// Whether a line is waited for that the nodes around the place take.
    is_open: bool,
}

impl<'a> Ranges<'a> {
    pub(super) fn new(source: &'a SourceText<'a>) -> Self {
        Self { source, waits: Vec::new(), is_open: true }
    }

    pub(super) fn wait_for(&mut self, wait: Wait) {
        self.waits.push(wait);
    }

    pub(super) fn finish(self) -> Vec<Wait> {
        self.waits
    }

    /// Notes where a node stands. Says whether it has to be left again.
    pub(super) fn enter(&mut self, node: &impl ToTokens, part: Part) -> bool {
        let was_open = self.is_open;
        if was_open {
            let (starts, end) = ends(node);
            self.is_open = starts.first().is_some_and(|&first| self.range(first..end, &starts, part));
        }
        was_open
    }

    pub(super) fn leave(&mut self) {
        self.is_open = true;
    }

    /// Notes bytes that are no node.
    pub(super) fn note(&mut self, bytes: Range<usize>) {
        if self.is_open {
            self.range(bytes.clone(), &[bytes.start], Part::Code);
        }
    }

    /// The same of bytes, with those at which it may be said to start: each attribute, and what they stand on.
    fn range(&mut self, bytes: Range<usize>, starts: &[usize], part: Part) -> bool {
        let source = self.source;
        let line = |byte: usize| small(source.line_of(byte));
        let (first, last) = (line(bytes.start), line(bytes.end.saturating_sub(1).max(bytes.start)));
        let mut is_waited_for = false;
        for wait in self.waits.iter_mut().filter(|wait| (first..=last).contains(&wait.line)) {
            is_waited_for = true;
            let (from, to) = (*wait.lines.start(), *wait.lines.end());
            match wait.first_byte {
                Some(byte) if starts.contains(&byte) => wait.lines = from..=to.max(last),
                None if part == Part::Code
                    && (last == wait.line || starts.iter().any(|&start| line(start) == wait.line)) =>
                {
                    wait.lines = from.min(first)..=to.max(last);
                }
                _ => {}
            }
        }
        is_waited_for
    }
}

/// The bytes at which a node may be said to start, ascending, and where it ends. No bytes for a node without tokens.
fn ends(node: &(impl ToTokens + ?Sized)) -> (Vec<usize>, usize) {
    let trees: Vec<TokenTree> = node.to_token_stream().into_iter().collect();
    let start = |tree: &TokenTree| tree.span().byte_range().start;
    let mut starts = Vec::new();
    let mut rest = &trees[..];
    while let [TokenTree::Punct(sign), TokenTree::Group(group), after @ ..] = rest
        && sign.as_char() == '#'
        && group.delimiter() == Delimiter::Bracket
    {
        starts.push(sign.span().byte_range().start);
        rest = after;
    }
    starts.extend(rest.first().map(start));
    (starts, trees.last().map_or(0, |tree| tree.span().byte_range().end))
}
