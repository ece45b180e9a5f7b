//! Blanks, before anything is lexed, text in which no site can stand: comments, and the bodies of most functions.
//!
//! Most of a scan goes into tokens, and most tokens stand in bodies that clone nothing. Blanking them saves time, and
//! bounds the memory that generated tables take. Signatures, types, modules and macros stay. Blanked text has the
//! same bytes and lines as the file, so positions in it are positions in the file.
//!
//! What is no Rust token (an unknown character, a carriage return alone) goes unnoticed in what is blanked. Brackets,
//! quotes and comments that do not close blank nothing, so that the lexer reports them.

mod blanks;
mod bound;
mod interface;
mod literals;

use std::borrow::Cow;
use std::ops::Range;

use self::blanks::{joined, without};
use self::bound::{Bound, stays};
use self::interface::{Holder, Item};
use self::literals::{Class, Text};
use super::hir::Names;
use super::source::SourceText;
use super::suppressions;

/// Bodies of smaller files stay: the saving cannot be measured, and a syntax error is then reported even where no
/// clone could stand.
const WHOLE_BELOW: usize = 4 * 1024;

/// Longer brackets without a word are tables of constants, and are emptied as well. Empty brackets would not parse as
/// a type, but none is that long, nor as an attribute, but those are let alone.
const TABLE_FROM: usize = 4 * 1024;

/// What [`prune`] leaves of a file.
pub(super) struct Pruned<'a> {
    /// The code without comments and without the content of bodies that hold neither a cloning word nor a suppression.
    pub(super) code: Cow<'a, str>,
    /// Bytes of the comments that are suppressions, ascending.
    pub(super) suppressions: Vec<Range<usize>>,
    /// Whether brackets are blanked because they nest too deep.
    pub(super) is_flattened: bool,
    /// Whether what is left may nest too deep; a look at its tokens has to tell.
    pub(super) may_be_deep: bool,
}

/// What [`for_others`] leaves of a file.
pub(super) struct Interface {
    pub(super) code: String,
    /// Where its pieces begin, in it and in the file.
    pub(super) pieces: Vec<(usize, usize)>,
    /// Whether what is left may nest too deep; a look at its tokens has to tell.
    pub(super) may_be_deep: bool,
}

/// The code without what holds no site, and the comments that speak to the audit.
pub(super) fn prune<'a>(source: &SourceText<'a>) -> Pruned<'a> {
    let mut scanner = Scanner::new(source, if source.code().len() < WHOLE_BELOW { Keep::Bodies } else { Keep::Words });
    scanner.looks_for_suppressions = suppressions::may_stand_in(source);
    let blanks = scanner.blanks();
    let is_flattened = !scanner.flattened.is_empty();
    let may_be_deep = scanner.level.bound.may_be_deep(source.code().len());
    Pruned { code: without(source.code(), blanks), suppressions: scanner.suppressions, is_flattened, may_be_deep }
}

/// What a file declares to other crates, and nothing of what it does: the code without comments, without the content of
/// any body, and without what no other crate can ask for.
///
/// - the functions of trait impls, which are those that the trait declares;
/// - functions elsewhere that are not plainly `pub`, but for those of traits;
/// - functions by other names than these, which are all that is looked up;
/// - attributes that no later stage reads;
/// - what a `#[cfg]` keeps out of a library that others use: tests, other systems.
///
/// Private types stay: what a public one costs to clone depends on them.
///
/// Nothing is blanked, so that the lexer has less to read: a space stands for all that goes.
pub(super) fn for_others(source: &SourceText<'_>, names: &Names) -> Interface {
    let code = source.code();
    let mut scanner = Scanner::new(source, Keep::Public(names));
    // Where the lexer will report an error, it may do so in the whole file.
    let blanks = scanner.blanks().unwrap_or_default();
    let may_be_deep = scanner.level.bound.may_be_deep(code.len());
    let mut text = String::with_capacity(code.len() - blanks.iter().map(ExactSizeIterator::len).sum::<usize>());
    let mut pieces = Vec::with_capacity(blanks.len() + 1);
    let mut at = 0;
    for Range { start, end } in blanks {
        // What is between two blanks may be blank itself.
        let piece = code[at..start].trim();
        if !piece.is_empty() {
            pieces.push((text.len(), at + (code[at..start].len() - code[at..start].trim_start().len())));
            text.push_str(piece);
            text.push(' ');
        }
        at = end;
    }
    pieces.push((text.len(), at));
    text.push_str(&code[at..]);
    Interface { code: text, pieces, may_be_deep }
}

/// What stays besides declarations.
#[derive(Clone, Copy)]
enum Keep<'n> {
    /// Every body.
    Bodies,
    /// Bodies that hold a cloning word or declare a function, which is an item and has to be known.
    Words,
    /// No body, and of declarations only what [`for_others`] says.
    Public(&'n Names),
}

/// What a pair of brackets holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The file, or braces that may hold items.
    Items,
    /// The body of a function.
    Body,
    /// The rules of a `macro_rules!`, which may hold items.
    Rules,
    /// Square brackets where items may stand.
    Table,
    /// Anything else. Nothing is looked for in it.
    Other,
}

/// An open bracket and what is known of the level it opens.
struct Level {
    kind: Kind,
    open: usize,
    close: u8,
    /// Levels of brackets in it.
    height: usize,
    bound: Bound,
    /// Within a signature, the number of angle brackets that are open: braces are the body where none is, and a
    /// constant argument elsewhere.
    signature: Option<usize>,
    /// `macro_rules` seen, its rules not yet.
    before_rules: bool,
    holder: Holder,
    item: Item,
}

impl Level {
    fn new(kind: Kind, open: usize, close: u8) -> Self {
        let item = Item::new(open + 1);
        Self {
            kind,
            open,
            close,
            height: 0,
            bound: Bound::new(open + 1),
            signature: None,
            before_rules: false,
            holder: Holder::Other,
            item,
        }
    }
}

/// Finds what to blank. Every step takes the place of a token and returns the place after it, or nothing where the
/// lexer would report an error.
struct Scanner<'s, 'a, 'n> {
    source: &'s SourceText<'a>,
    text: Text<'a>,
    keep: Keep<'n>,
    blanks: Vec<Range<usize>>,
    /// Brackets that nest too deep.
    flattened: Vec<usize>,
    outer: Vec<Level>,
    level: Level,
    /// `fn` seen, its name not yet. A bracket follows it in a function's type.
    after_fn: bool,
    /// Where the name of the last declared function stands.
    last_function: Option<usize>,
    /// Where the last cloning word stands that is code, and how many of all have been passed: those in literals and
    /// comments are none.
    last_word: Option<usize>,
    passed_words: usize,
    looks_for_suppressions: bool,
    suppressions: Vec<Range<usize>>,
}

impl<'s, 'a, 'n> Scanner<'s, 'a, 'n> {
    fn new(source: &'s SourceText<'a>, keep: Keep<'n>) -> Self {
        Self {
            source,
            text: Text::new(source.code()),
            keep,
            blanks: Vec::new(),
            flattened: Vec::new(),
            outer: Vec::new(),
            level: Level {
                holder: Holder::Module,
                item: Item::new(0),
                bound: Bound::new(0),
                ..Level::new(Kind::Items, 0, 0)
            },
            after_fn: false,
            last_function: None,
            last_word: None,
            passed_words: 0,
            looks_for_suppressions: false,
            suppressions: Vec::new(),
        }
    }

    /// What to blank, in order.
    fn blanks(&mut self) -> Option<Vec<Range<usize>>> {
        let mut at = 0;
        while let Some(byte) = self.text.byte(at) {
            at = match Class::of(byte) {
                Class::None => at + 1,
                Class::Word => self.word(at)?,
                Class::Open => self.open(at, byte),
                Class::Close => self.close(at, byte)?,
                Class::Mark => self.mark(at, byte),
                Class::Slash => self.slash(at)?,
                Class::String => {
                    let end = self.text.string(at + 1)?;
                    self.level.bound.skip(at..end);
                    end
                }
                Class::Tick => self.text.tick(at)?,
            };
        }
        if !self.flattened.is_empty() {
            self.flattened.sort_unstable();
            self.blanks = joined(std::mem::take(&mut self.blanks), &self.flattened);
        }
        self.outer.is_empty().then(|| std::mem::take(&mut self.blanks))
    }

    // ---- brackets ----

    fn open(&mut self, at: usize, byte: u8) -> usize {
        let after_fn = std::mem::take(&mut self.after_fn);
        let level = &mut self.level;
        let kind = match (level.kind, byte) {
            (Kind::Items | Kind::Rules, b'{') if level.signature == Some(0) => {
                level.signature = None;
                Kind::Body
            }
            (Kind::Items | Kind::Rules, b'{') if std::mem::take(&mut level.before_rules) => Kind::Rules,
            (Kind::Items | Kind::Rules, b'{') => Kind::Items,
            (Kind::Items | Kind::Rules, b'[') => {
                // `fn [<name_ $of>]()` for `paste!`.
                if after_fn {
                    level.signature = Some(0);
                }
                Kind::Table
            }
            _ => Kind::Other,
        };
        let close = match byte {
            b'(' => b')',
            b'[' => b']',
            _ => b'}',
        };
        let holder = if kind == Kind::Items && byte == b'{' { level.item.holder() } else { Holder::Other };
        self.outer.push(std::mem::replace(level, Level { holder, ..Level::new(kind, at, close) }));
        at + 1
    }

    fn close(&mut self, at: usize, byte: u8) -> Option<usize> {
        self.after_fn = false;
        let outer = self.outer.pop()?;
        let Level { kind, open, close, height, bound, .. } = std::mem::replace(&mut self.level, outer);
        if close != byte {
            return None;
        }
        self.level.height = self.level.height.max(height + 1);
        if !stays(self.outer.len(), height) {
            self.flattened.extend([open, at]);
        }
        let inside = open + 1..at;
        let goes = match kind {
            Kind::Items | Kind::Other => false,
            Kind::Body => {
                let declares = matches!(self.keep, Keep::Words) && self.last_function >= Some(inside.start);
                !self.keeps(&inside) && !declares && !self.is_of_clone(&inside)
            }
            Kind::Rules => !self.keeps(&inside),
            Kind::Table => at + 1 - open >= TABLE_FROM && !self.keeps(&inside) && !self.is_attribute(open),
        };
        let depth = if goes { 0 } else { bound.depth(at) };
        self.level.bound.brackets(open..at + 1, depth);
        if byte == b'}' && bound::ends_before(self.text, at + 1) {
            self.level.bound.end_piece(at + 1);
        }
        if goes && !inside.is_empty() {
            self.push(inside);
        }
        if self.names().is_some() {
            let (text, Level { holder, item, .. }) = (self.text, &mut self.level);
            let gone = match byte {
                b'}' if item.ends_with_braces(kind == Kind::Body, text, at + 1) => item.end(*holder, at + 1),
                b']' if kind == Kind::Table => item.attribute(text, open, at + 1),
                _ => None,
            };
            if let Some(gone) = gone {
                self.push(gone);
            }
        }
        Some(at + 1)
    }

    /// Where items are looked at and stand here: the names that are asked for.
    fn names(&self) -> Option<&'n Names> {
        match self.keep {
            Keep::Public(names) if self.level.kind == Kind::Items => Some(names),
            _ => None,
        }
    }

    /// Blanks a range, and so what has been blanked in it.
    fn push(&mut self, range: Range<usize>) {
        while self.blanks.pop_if(|blank| blank.start >= range.start).is_some() {}
        self.blanks.push(range);
    }

    fn keeps(&self, range: &Range<usize>) -> bool {
        match self.keep {
            Keep::Bodies => true,
            Keep::Words => self.last_word >= Some(range.start),
            Keep::Public(_) => false,
        }
    }

    /// Whether it is the body of a `clone`, which tells what a clone costs.
    fn is_of_clone(&self, body: &Range<usize>) -> bool {
        let name = self.last_function.filter(|&name| name < body.start);
        let is_asked = self.names().is_none() || self.level.holder == Holder::TraitImpl;
        is_asked && name.is_some_and(|name| interface::CLONE == &self.text.bytes[name..self.text.word_end(name)])
    }

    /// Whether `#` or `#!` stands before the bracket.
    fn is_attribute(&self, open: usize) -> bool {
        let before = self.text.text[..open].trim_end();
        before.strip_suffix('!').map_or(before, str::trim_end).ends_with('#')
    }

    // ---- words ----

    fn word(&mut self, start: usize) -> Option<usize> {
        let text = self.text;
        let end = text.word_end(start);
        if end == start {
            // A blank that is not ASCII.
            return Some(start + text.text[start..].chars().next().map_or(1, char::len_utf8));
        }
        if self.level.item.is_open()
            && let Some(names) = self.names()
        {
            self.level.item.word(text, start..end, names);
        }
        let next = text.byte(end);
        match &text.bytes[start..end] {
            b"fn" => self.after_fn = true,
            b"r" | b"br" | b"cr" if matches!(next, Some(b'"' | b'#')) => {
                let (end, is_name) = text.raw(start, end)?;
                if is_name {
                    self.note_word(start, end);
                    self.name(start);
                } else {
                    self.level.bound.skip(start..end);
                }
                return Some(end);
            }
            b"b" | b"c" if next == Some(b'"') => return text.string(end + 1),
            b"b" if next == Some(b'\'') => return text.character(end + 1),
            b"macro_rules" => self.level.before_rules = true,
            name => {
                self.note_word(start, end);
                if let Keep::Public(names) = self.keep
                    && self.after_fn
                {
                    self.level.item.function_name(name, names);
                }
                self.name(start);
            }
        }
        Some(end)
    }

    /// Notes a cloning word that a name holds.
    fn note_word(&mut self, start: usize, end: usize) {
        let words = self.source.words();
        while words.get(self.passed_words).is_some_and(|&word| word < end) {
            let word = words[self.passed_words];
            if word >= start {
                self.last_word = Some(word);
            }
            self.passed_words += 1;
        }
    }

    fn name(&mut self, start: usize) {
        if std::mem::take(&mut self.after_fn) {
            self.last_function = Some(start);
            self.level.signature = Some(0);
        }
    }

    fn mark(&mut self, at: usize, byte: u8) -> usize {
        if byte == b';'
            && self.names().is_some()
            && let Some(gone) = self.level.item.end(self.level.holder, at + 1)
        {
            self.push(gone);
        }
        let level = &mut self.level;
        match (byte, &mut level.signature) {
            (b';', _) => {
                (level.signature, level.before_rules) = (None, false);
                level.bound.end_piece(at + 1);
            }
            (b'<', Some(depth)) => *depth += 1,
            (b'>', Some(depth)) if !matches!(self.text.bytes[at - 1], b'-' | b'=') => *depth = depth.saturating_sub(1),
            _ => {}
        }
        at + 1
    }

    fn slash(&mut self, start: usize) -> Option<usize> {
        let end = self.text.comment_end(start)?;
        if end == start + 1 {
            return Some(end);
        }
        if self.looks_for_suppressions && suppressions::is_suppression(&self.text.text[start..end]) {
            self.suppressions.push(start..end);
            // What it covers has to be seen.
            self.last_word = Some(start);
        }
        self.level.bound.skip(start..end);
        self.blanks.push(start..end);
        Some(end)
    }
}

#[cfg(test)]
mod tests;
