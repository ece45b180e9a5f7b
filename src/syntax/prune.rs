//! Blanks, before anything is lexed, text in which no site can stand: comments, and the bodies of most functions.
//!
//! Most of a scan goes into tokens, and most tokens stand in bodies that clone nothing. Blanking them saves time, and
//! bounds the memory that generated tables take. Signatures, types, modules and macros stay. Blanked text has the
//! same bytes and lines as the file, so positions in it are positions in the file.
//!
//! What is no Rust token (an unknown character, a carriage return alone) goes unnoticed in what is blanked. Brackets,
//! quotes and comments that do not close blank nothing, so that the lexer reports them.

use std::borrow::Cow;
use std::ops::Range;

use super::cfg;
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
}

/// The code without what holds no site, and the comments that speak to the audit.
pub(super) fn prune<'a>(source: &SourceText<'a>) -> Pruned<'a> {
    let mut scanner = Scanner::new(source, if source.code().len() < WHOLE_BELOW { Keep::Bodies } else { Keep::Words });
    scanner.looks_for_suppressions = suppressions::may_stand_in(source);
    let blanks = scanner.blanks();
    Pruned { code: without(source.code(), blanks), suppressions: scanner.suppressions }
}

/// The code without comments and without the content of any body: what a file declares, and nothing of what it does.
pub(super) fn without_code<'a>(source: &SourceText<'a>) -> Cow<'a, str> {
    blank(source, Keep::Declarations)
}

/// What a file declares to other crates, and nothing of what it does: the code without comments, without the content of
/// any body, and without what no other crate can ask for.
///
/// - the functions of trait impls, which are those that the trait declares;
/// - functions elsewhere that are not plainly `pub`, but for those of traits;
/// - functions by other names than these, which are all that anybody asks for;
/// - attributes that nobody asks for;
/// - what a `#[cfg]` keeps out of a library that others use: tests, other systems.
///
/// Private types stay: what a public one costs to clone depends on them.
///
/// Nothing is blanked, so that the lexer has less to read: a space stands for all that goes. Returned with it is where
/// its pieces begin, here and in the file.
pub(super) fn for_others(source: &SourceText<'_>, names: &Names) -> (String, Vec<(usize, usize)>) {
    let code = source.code();
    // Where the lexer will report an error, it may do so in the whole file.
    let blanks = Scanner::new(source, Keep::Public(names)).blanks().unwrap_or_default();
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
    (text, pieces)
}

/// What stays besides declarations.
#[derive(Clone, Copy)]
enum Keep<'n> {
    /// Every body.
    Bodies,
    /// Bodies that hold a cloning word or declare a function, which is an item and has to be known.
    Words,
    /// Nothing.
    Declarations,
    /// Nothing, and of declarations only what [`for_others`] says.
    Public(&'n Names),
}

fn blank<'a>(source: &SourceText<'a>, keep: Keep<'_>) -> Cow<'a, str> {
    without(source.code(), Scanner::new(source, keep).blanks())
}

/// The code with spaces for these bytes.
fn without(code: &str, blanks: Option<Vec<Range<usize>>>) -> Cow<'_, str> {
    let Some(blanks) = blanks else { return Cow::Borrowed(code) };
    if blanks.is_empty() {
        return Cow::Borrowed(code);
    }
    let mut text = String::with_capacity(code.len());
    for Range { start, end } in blanks {
        text.push_str(&code[text.len()..start]);
        for newline in memchr::memchr_iter(b'\n', &code.as_bytes()[start..end]) {
            push_spaces(&mut text, start + newline);
            text.push('\n');
        }
        push_spaces(&mut text, end);
    }
    text.push_str(&code[text.len()..]);
    Cow::Owned(text)
}

/// Spaces up to a length.
fn push_spaces(text: &mut String, length: usize) {
    const SPACES: &str = "                                                                                ";
    while text.len() < length {
        text.push_str(&SPACES[..SPACES.len().min(length - text.len())]);
    }
}

/// What a byte outside of words, literals and comments starts.
#[derive(Clone, Copy)]
enum Class {
    /// Nothing: blanks and most punctuation.
    None,
    /// A name, a keyword, a number or the prefix of a literal.
    Word,
    Open,
    Close,
    /// Punctuation with a meaning in signatures.
    Mark,
    /// A comment or a division.
    Slash,
    String,
    /// A character or a lifetime.
    Tick,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::None; 256];
    let mut byte = 0_u8;
    loop {
        classes[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | 0x80.. => Class::Word,
            b'(' | b'[' | b'{' => Class::Open,
            b')' | b']' | b'}' => Class::Close,
            b'<' | b'>' | b';' => Class::Mark,
            b'/' => Class::Slash,
            b'"' => Class::String,
            b'\'' => Class::Tick,
            _ => Class::None,
        };
        if byte == u8::MAX {
            break classes;
        }
        byte += 1;
    }
};

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
    /// Within a signature, the number of angle brackets that are open: braces are the body where none is, and a
    /// constant argument elsewhere.
    signature: Option<usize>,
    /// `macro_rules` seen, its rules not yet.
    before_rules: bool,
    holder: Holder,
    item: Piece,
}

/// What items stand in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holder {
    Module,
    Inherent,
    TraitImpl,
    Trait,
    /// Anything else, such as the arguments of a macro. Nothing is dropped there.
    Other,
}

/// What has been seen of an item.
#[derive(Clone, Copy)]
struct Piece {
    /// The end of the item before.
    start: usize,
    head: Head,
    /// `pub`, not `pub(crate)`
    is_public: bool,
    /// The last keyword that may begin several kinds of item.
    lead: Lead,
    /// Behind a `#[cfg]` that does not hold, or a function that nobody asks for.
    is_out: bool,
}

/// A keyword that may begin several kinds of item.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    None,
    Const,
    Extern,
}

/// What kind of item it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Head {
    /// Not known yet.
    None,
    Fn,
    Impl,
    /// `impl Trait for`
    TraitImpl,
    Trait,
    Module,
    /// `static`, its name not yet.
    Static,
    /// A const or static with a name.
    Constant,
    /// Anything else that ends with a semicolon, whatever braces stand in it.
    Statement,
    /// A type, a macro call.
    Other,
}

impl Piece {
    fn new(start: usize) -> Self {
        Self { start, head: Head::None, is_public: false, lead: Lead::None, is_out: false }
    }

    /// What its braces are to the items in them.
    fn holder(&self) -> Holder {
        match self.head {
            Head::Impl => Holder::Inherent,
            Head::TraitImpl => Holder::TraitImpl,
            Head::Trait => Holder::Trait,
            Head::Module => Holder::Module,
            Head::None | Head::Fn | Head::Static | Head::Constant | Head::Statement | Head::Other => Holder::Other,
        }
    }
}

impl Level {
    fn new(kind: Kind, open: usize, close: u8) -> Self {
        let item = Piece::new(open + 1);
        Self { kind, open, close, signature: None, before_rules: false, holder: Holder::Other, item }
    }
}

/// Finds what to blank. Every step takes the place of a token and returns the place after it, or nothing where the
/// lexer would report an error.
struct Scanner<'s, 'a, 'n> {
    source: &'s SourceText<'a>,
    text: &'a str,
    bytes: &'a [u8],
    keep: Keep<'n>,
    blanks: Vec<Range<usize>>,
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
            text: source.code(),
            bytes: source.code().as_bytes(),
            keep,
            blanks: Vec::new(),
            outer: Vec::new(),
            level: Level { holder: Holder::Module, item: Piece::new(0), ..Level::new(Kind::Items, 0, 0) },
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
        while let Some(&byte) = self.bytes.get(at) {
            at = match CLASSES[usize::from(byte)] {
                Class::None => at + 1,
                Class::Word => self.word(at)?,
                Class::Open => self.open(at, byte),
                Class::Close => self.close(at, byte)?,
                Class::Mark => self.mark(at, byte),
                Class::Slash => self.slash(at)?,
                Class::String => self.string(at + 1)?,
                Class::Tick => self.tick(at)?,
            };
        }
        self.outer.is_empty().then(|| std::mem::take(&mut self.blanks))
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
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
        let Level { kind, open, close, .. } = std::mem::replace(&mut self.level, outer);
        if close != byte {
            return None;
        }
        let inside = open + 1..at;
        let goes = match kind {
            Kind::Items | Kind::Other => false,
            Kind::Body => {
                !self.keeps(&inside) && (!matches!(self.keep, Keep::Words) || self.last_function < Some(inside.start))
            }
            Kind::Rules => !self.keeps(&inside),
            Kind::Table => at + 1 - open >= TABLE_FROM && !self.keeps(&inside) && !self.is_attribute(open),
        };
        if goes && !inside.is_empty() {
            self.push(inside);
        }
        if self.is_among_items() {
            match byte {
                b'}' if self.ends_item(kind, at + 1) => self.end_item(at + 1),
                b']' if kind == Kind::Table => self.attribute(open, at + 1),
                _ => {}
            }
        }
        Some(at + 1)
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
            Keep::Declarations | Keep::Public(_) => false,
        }
    }

    /// Whether `#` or `#!` stands before the bracket.
    fn is_attribute(&self, open: usize) -> bool {
        let before = self.text[..open].trim_end();
        before.strip_suffix('!').map_or(before, str::trim_end).ends_with('#')
    }

    // ---- items ----

    /// Whether items are looked at, and stand here.
    fn is_among_items(&self) -> bool {
        self.level.kind == Kind::Items && matches!(self.keep, Keep::Public(_))
    }

    /// Whether braces that close before `end` are the last of an item.
    fn ends_item(&self, kind: Kind, end: usize) -> bool {
        match self.level.item.head {
            Head::Static | Head::Constant | Head::Statement => false,
            Head::Fn => kind == Kind::Body,
            // `Array<{ N }>`
            _ => !matches!(self.next(end), Some((_, b',' | b'>'))),
        }
    }

    /// The next byte that is not blank.
    fn next(&self, from: usize) -> Option<(usize, u8)> {
        let by = self.bytes[from..].iter().position(|byte| !byte.is_ascii_whitespace())?;
        Some((from + by, self.bytes[from + by]))
    }

    /// Ends an item, and drops it if nobody can ask for it.
    fn end_item(&mut self, end: usize) {
        let Level { holder, item, .. } = self.level;
        let is_value = matches!(item.head, Head::Fn | Head::Constant);
        let goes = match holder {
            Holder::Other => false,
            Holder::Module | Holder::Inherent => item.is_out || (is_value && !item.is_public),
            Holder::TraitImpl => item.is_out || is_value,
            Holder::Trait => item.is_out,
        };
        if goes {
            self.push(item.start..end);
        }
        self.level.item = Piece::new(end);
    }

    /// Takes note of an attribute, whose bracket opens at `open`, and drops it if it says nothing about declarations.
    fn attribute(&mut self, open: usize, end: usize) {
        let before = self.text[..open].trim_end();
        if before.ends_with('!') {
            // Of the file or block, not of the item that follows.
            self.level.item.start = end;
            return;
        }
        if !before.ends_with('#') {
            return;
        }
        let inside = self.text[open + 1..end - 1].trim_start();
        let name = inside.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default();
        match name {
            "cfg" => self.level.item.is_out |= cfg::is_out_of_libraries(&inside["cfg".len()..]),
            "cfg_attr" | "derive" | "repr" | "path" | "macro_export" => {}
            _ => self.push(before.len() - 1..end),
        }
    }

    /// Takes note of the name of a function or constant.
    fn note_name(&mut self, name: &[u8]) {
        if let Keep::Public(names) = self.keep {
            self.level.item.is_out |= std::str::from_utf8(name).is_ok_and(|name| !names.contains(name));
        }
    }

    /// Takes note of a word of an item.
    fn item_word(&mut self, start: usize, end: usize) {
        let word = &self.bytes[start..end];
        match (self.level.item.head, word) {
            (Head::Impl, b"for") => {
                // `for<'a>` begins a type.
                let is_binder = matches!(self.next(end), Some((at, b'<'))
                    if matches!(self.next(at + 1), Some((_, b'\'' | b'>'))));
                if !is_binder {
                    self.level.item.head = Head::TraitImpl;
                }
            }
            (Head::Static, b"mut" | b"ref")
            | (Head::None, b"async" | b"unsafe" | b"default" | b"auto" | b"safe" | b"gen") => {}
            (Head::Static, name) => {
                self.note_name(name);
                self.level.item.head = Head::Constant;
            }
            (Head::None, b"pub") => self.level.item.is_public = !matches!(self.next(end), Some((_, b'('))),
            (Head::None, b"const") => self.level.item.lead = Lead::Const,
            (Head::None, b"extern") => self.level.item.lead = Lead::Extern,
            (Head::None, word) => {
                self.level.item.head = match word {
                    b"fn" => Head::Fn,
                    b"impl" => Head::Impl,
                    b"trait" => Head::Trait,
                    b"mod" => Head::Module,
                    b"static" => Head::Static,
                    b"use" | b"type" | b"let" | b"_" => Head::Statement,
                    b"crate" if self.level.item.lead == Lead::Extern => Head::Statement,
                    name if self.level.item.lead == Lead::Const => {
                        self.note_name(name);
                        Head::Constant
                    }
                    _ => Head::Other,
                }
            }
            _ => {}
        }
    }

    // ---- words ----

    fn word(&mut self, start: usize) -> Option<usize> {
        let end = self.word_end(start);
        if end == start {
            // A blank that is not ASCII.
            return Some(start + self.text[start..].chars().next().map_or(1, char::len_utf8));
        }
        if matches!(self.level.item.head, Head::None | Head::Impl | Head::Static) && self.is_among_items() {
            self.item_word(start, end);
        }
        let next = self.byte(end);
        match &self.bytes[start..end] {
            b"fn" => self.after_fn = true,
            b"r" | b"br" | b"cr" if matches!(next, Some(b'"' | b'#')) => return self.raw(start, end),
            b"b" | b"c" if next == Some(b'"') => return self.string(end + 1),
            b"b" if next == Some(b'\'') => return self.character(end + 1),
            b"macro_rules" => self.level.before_rules = true,
            name => {
                self.note_word(start, end);
                if self.after_fn && self.level.item.head == Head::Fn {
                    self.note_name(name);
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

    /// The end of letters, digits and whatever else is neither ASCII nor blank.
    fn word_end(&self, start: usize) -> usize {
        let mut at = start;
        while let Some(byte) = self.byte(at) {
            if byte.is_ascii() {
                if !matches!(CLASSES[usize::from(byte)], Class::Word) {
                    break;
                }
                at += 1;
            } else {
                match self.text[at..].chars().next() {
                    // The marks that set a direction of writing are blanks to Rust.
                    Some(c) if !c.is_whitespace() && !matches!(c, '\u{200e}' | '\u{200f}') => at += c.len_utf8(),
                    _ => break,
                }
            }
        }
        at
    }

    fn mark(&mut self, at: usize, byte: u8) -> usize {
        if byte == b';' && self.is_among_items() {
            self.end_item(at + 1);
        }
        let level = &mut self.level;
        match (byte, &mut level.signature) {
            (b';', _) => (level.signature, level.before_rules) = (None, false),
            (b'<', Some(depth)) => *depth += 1,
            (b'>', Some(depth)) if !matches!(self.bytes[at - 1], b'-' | b'=') => *depth = depth.saturating_sub(1),
            _ => {}
        }
        at + 1
    }

    // ---- comments ----

    fn slash(&mut self, start: usize) -> Option<usize> {
        let end = match self.byte(start + 1) {
            Some(b'/') => {
                let rest = &self.bytes[start..];
                start + memchr::memchr(b'\n', rest).unwrap_or(rest.len())
            }
            Some(b'*') => self.block_comment_end(start)?,
            _ => return Some(start + 1),
        };
        if self.looks_for_suppressions && suppressions::is_suppression(&self.text[start..end]) {
            self.suppressions.push(start..end);
            // What it covers has to be seen.
            self.last_word = Some(start);
        }
        self.blanks.push(start..end);
        Some(end)
    }

    fn block_comment_end(&self, start: usize) -> Option<usize> {
        let mut depth = 0_usize;
        let mut at = start;
        loop {
            at += memchr::memchr2(b'/', b'*', self.bytes.get(at..)?)?;
            match (self.bytes[at], self.byte(at + 1)?) {
                (b'/', b'*') => {
                    depth += 1;
                    at += 2;
                }
                (b'*', b'/') => {
                    depth -= 1;
                    at += 2;
                    if depth == 0 {
                        return Some(at);
                    }
                }
                _ => at += 1,
            }
        }
    }

    // ---- literals ----

    /// A string without prefix, from after its quote.
    fn string(&self, mut at: usize) -> Option<usize> {
        loop {
            at += memchr::memchr2(b'"', b'\\', self.bytes.get(at..)?)?;
            if self.bytes[at] == b'"' {
                return Some(self.word_end(at + 1));
            }
            at += 2;
        }
    }

    /// A raw string or a raw name whose prefix is `start..end`.
    fn raw(&mut self, start: usize, end: usize) -> Option<usize> {
        let hashes = self.bytes[end..].iter().take_while(|&&byte| byte == b'#').count();
        let open = end + hashes;
        if self.byte(open)? == b'"' {
            let mut at = open + 1;
            loop {
                at += memchr::memchr(b'"', self.bytes.get(at..)?)? + 1;
                if self.bytes[at..].iter().take(hashes).filter(|&&byte| byte == b'#').count() == hashes {
                    return Some(self.word_end(at + hashes));
                }
            }
        }
        let name_end = self.word_end(open);
        self.name(start);
        (hashes == 1 && end - start == 1 && name_end > open).then_some(name_end)
    }

    /// What stands at a `'`: a character, or a lifetime, of which the `'` is taken.
    fn tick(&self, at: usize) -> Option<usize> {
        if let Some(end) = self.character(at + 1) {
            return Some(end);
        }
        let name_end = self.word_end(at + 1);
        (name_end > at + 1 && !self.bytes[at + 1].is_ascii_digit() && self.byte(name_end) != Some(b'\''))
            .then_some(at + 1)
    }

    /// A character, from after its quote.
    fn character(&self, at: usize) -> Option<usize> {
        let mut chars = self.text[at..].chars();
        let last = match chars.next()? {
            '\\' => match chars.next()? {
                'x' => at + 4,
                'u' => at + 1 + self.text[at..].find('}')?,
                c => at + 1 + c.len_utf8(),
            },
            c => at + c.len_utf8(),
        };
        (self.byte(last)? == b'\'').then(|| self.word_end(last + 1))
    }
}

#[cfg(test)]
mod tests;
