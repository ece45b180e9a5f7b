//! How deep code nests, by its tokens alone: parsing, dropping and lowering recurse as deep as the tree, and the tree is
//! not to be made where that is deeper than a stack bears.
//!
//! A tree is no deeper than the tokens that can nest on the way to its deepest leaf. Within a pair of brackets the way
//! starts anew wherever nothing that is open can go on: behind a semicolon, behind most commas, and behind a `}` that ends
//! a statement, an item or an arm. So a file of any length is shallow, and a table of any length; what is deep is one
//! expression, pattern or type of thousands of operators, or brackets in brackets.

use std::collections::HashSet;

use proc_macro2::extra::DelimSpan;
use proc_macro2::{Delimiter, Spacing, Span, TokenStream};
use syn::buffer::{Cursor, TokenBuffer};
use syn::parse::{ParseStream, Parser};

/// What a pair of brackets adds to the depth. An operator adds one.
pub(super) const LEVEL: usize = 64;

/// What a byte adds to the depth at most: the two of `if`, and the first of `|x|`, weigh four.
pub(super) const BYTE: usize = 2;

/// The depth that is parsed: 128 pairs of brackets, a chain of four thousand calls. Real code has 50 and a few hundred. A
/// stack of 256 MiB bears many times as much; but several steps take the square of the depth.
pub(super) const DEEPEST: usize = 8192;

/// The same for what a macro call stands for: calls in it, and the code that it stands in, add to its depth.
const DEEPEST_EXPANSION: usize = DEEPEST / 2;

/// Brackets in brackets that are parsed.
pub(super) const MOST_LEVELS: usize = DEEPEST / LEVEL;

/// Brackets in brackets that are lexed, and gone through by their tokens.
const MOST_LEXED: usize = 4096;

/// Why a file is read by its tokens.
pub(super) fn too_deep() -> String {
    format!("code nests deeper than {MOST_LEVELS} brackets or {DEEPEST} operators")
}

/// How many pairs of brackets of a piece of code are in one another. Those in literals count.
fn levels(code: &str) -> usize {
    let (mut depth, mut most) = (0_usize, 0);
    for byte in code.bytes() {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => continue,
        }
        most = most.max(depth);
    }
    most
}

/// Whether a piece of code nests too deep to be gone through by its tokens.
pub(super) fn is_bottomless(code: &str) -> bool {
    code.len() > 2 * MOST_LEXED && levels(code) > MOST_LEXED
}

/// What is known of the depth of tokens that are to be parsed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// They are not too deep, or part of what is not.
    Fine,
    /// They are too deep.
    TooDeep,
    /// Nothing: they are looked at.
    Unknown,
    /// Nothing, and they are an expansion.
    Expansion,
}

impl Depth {
    /// Parses tokens if they are not too deep. The one door to the parser.
    pub(super) fn parse<T>(
        self,
        parser: impl FnOnce(ParseStream<'_>) -> syn::Result<T>,
        tokens: TokenStream,
    ) -> syn::Result<T> {
        let deepest = match self {
            Self::Fine => usize::MAX,
            Self::TooDeep => return Err(syn::Error::new(Span::call_site(), too_deep())),
            Self::Unknown => DEEPEST,
            Self::Expansion => DEEPEST_EXPANSION,
        };
        let guarded = |input: ParseStream<'_>| {
            let is_too_deep = self != Self::Fine && depth(input.cursor()) > deepest;
            if is_too_deep { Err(input.error(too_deep())) } else { parser(input) }
        };
        guarded.parse2(tokens)
    }
}

/// The tokens of a piece of code that is no file's; `None` where they nest too deep to be parsed.
pub(super) fn lex(code: &str) -> Option<TokenStream> {
    let levels = levels(code);
    let tokens: TokenStream = if levels > MOST_LEXED { None } else { code.parse().ok() }?;
    let is_fine =
        levels * LEVEL + code.len() * BYTE <= DEEPEST || depth(TokenBuffer::new2(tokens.clone()).begin()) <= DEEPEST;
    is_fine.then_some(tokens)
}

/// No less than the depth of what these tokens can be parsed as.
pub(super) fn depth(tokens: Cursor<'_>) -> usize {
    let mut deepest = 0;
    let mut rest = tokens;
    while !rest.eof() {
        let (depth, end) = piece(rest);
        deepest = deepest.max(depth);
        rest = end;
    }
    deepest
}

/// Where the brackets open that hold what is too deep.
pub(super) fn deep_brackets(tokens: Cursor<'_>) -> HashSet<usize> {
    let mut found = HashSet::new();
    let mut rest = tokens;
    while !rest.eof() {
        let mut note = |span: DelimSpan, depth| {
            if depth > DEEPEST {
                found.insert(span.open().byte_range().start);
            }
        };
        (_, rest) = walk(rest, &mut note);
    }
    found
}

/// The depth of the first statement or item, and where it ends.
pub(super) fn piece(tokens: Cursor<'_>) -> (usize, Cursor<'_>) {
    walk(tokens, &mut |_, _| {})
}

/// The same; tells of all brackets in it, and of the depth of what they hold.
fn walk<'c>(tokens: Cursor<'c>, each: &mut dyn FnMut(DelimSpan, usize)) -> (usize, Cursor<'c>) {
    let mut outer: Vec<(Level, DelimSpan, Cursor<'_>)> = Vec::new();
    let (mut level, mut at) = (Level::default(), tokens);
    loop {
        if let Some((inside, delimiter, span, after)) = at.any_group() {
            let is_attribute = level.last == Last::Hash;
            level.last = match delimiter {
                Delimiter::Brace if level.last == Last::Arrow => Last::ArmBody,
                Delimiter::Brace => Last::Braces,
                Delimiter::None => Last::Other,
                Delimiter::Bracket if is_attribute => Last::Other,
                _ => Last::Operand,
            };
            level.own += 1;
            outer.push((std::mem::take(&mut level), span, after));
            at = inside;
            continue;
        }
        if at.eof() {
            let Some((around, span, after)) = outer.pop() else { return (level.depth(), at) };
            let inside = level.depth();
            each(span, inside);
            level = around;
            // The brackets themselves have been counted as a token.
            level.inner = level.inner.max(inside + LEVEL - 1);
            at = after;
            if level.ends_before(at) {
                if outer.is_empty() {
                    return (level.depth(), at);
                }
                level.end_piece();
            }
            continue;
        }
        match level.token(at) {
            Some(after) => at = after,
            // Such a token there is not.
            None => return (usize::MAX, Cursor::empty()),
        }
        if level.last == Last::End {
            if outer.is_empty() {
                return (level.depth(), at);
            }
            level.end_piece();
        }
    }
}

/// What stands before a token in the same brackets.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Last {
    /// Nothing, an operator, a keyword: an operand has to follow.
    #[default]
    Other,
    /// A name, a literal, parentheses, an index: an operator may follow.
    Operand,
    /// `#` or `#!`
    Hash,
    /// `=>`
    Arrow,
    /// `{ … }`
    Braces,
    /// `=> { … }`
    ArmBody,
    /// `;`
    End,
}

/// The brackets that are gone through.
#[derive(Default)]
struct Level {
    /// The deepest piece until now.
    deepest: usize,
    /// Tokens of the piece, by their weight.
    own: usize,
    /// The deepest brackets in the piece.
    inner: usize,
    /// `<` that are open.
    angles: usize,
    /// Whether a `|` may have opened the parameters of a closure, between which commas end nothing.
    is_in_closure: bool,
    last: Last,
    /// The character before, where the next belongs to the same operator.
    joint: Option<char>,
}

impl Level {
    fn depth(&self) -> usize {
        self.deepest.max(self.own + self.inner)
    }

    /// Goes on to what is not in what came before.
    fn end_piece(&mut self) {
        *self = Self { deepest: self.depth(), ..Self::default() };
    }

    /// Whether braces that have just closed are the last of a statement, an item or an arm.
    fn ends_before(&self, next: Cursor<'_>) -> bool {
        let is_arm = match self.last {
            Last::Braces => false,
            Last::ArmBody => true,
            _ => return false,
        };
        if let Some((punct, _)) = next.punct() {
            return match punct.as_char() {
                '#' => true,
                '.' | '?' | ',' => false,
                _ => is_arm,
            };
        }
        match next.ident() {
            Some((word, _)) => is_arm || !["else", "as", "in"].iter().any(|goes_on| word == goes_on),
            // A literal, a lifetime; a bracket may be an argument or a loop's body.
            None => is_arm || next.any_group().is_none(),
        }
    }

    /// Takes a token that is no group.
    fn token<'c>(&mut self, at: Cursor<'c>) -> Option<Cursor<'c>> {
        let joint = self.joint.take();
        if let Some((punct, after)) = at.punct() {
            let character = punct.as_char();
            self.joint = (punct.spacing() == Spacing::Joint).then_some(character);
            self.punct(character, joint);
            return Some(after);
        }
        if let Some((word, after)) = at.ident() {
            let weight = weight(&word.to_string());
            self.own += weight.unwrap_or_default();
            self.last = if weight.is_some() { Last::Other } else { Last::Operand };
            return Some(after);
        }
        if let Some((_, after)) = at.lifetime() {
            self.last = Last::Other;
            return Some(after);
        }
        let (_, after) = at.token_tree()?;
        self.last = Last::Operand;
        Some(after)
    }

    fn punct(&mut self, character: char, joint: Option<char>) {
        let before = std::mem::replace(&mut self.last, Last::Other);
        let weight = match (joint, character) {
            (_, ';') => {
                self.last = Last::End;
                0
            }
            (_, ',') => {
                if self.angles == 0 && !self.is_in_closure {
                    self.end_piece();
                }
                0
            }
            (_, '#') => {
                self.last = Last::Hash;
                0
            }
            (_, '!') if before == Last::Hash => {
                self.last = Last::Hash;
                0
            }
            // The second of two.
            (Some('|'), '|') | (Some(':'), ':') | (Some('.'), '.' | '=') => {
                self.joint = None;
                0
            }
            (_, '|') if before != Last::Operand => {
                self.is_in_closure = true;
                WORD
            }
            (Some('='), '>') => {
                self.last = Last::Arrow;
                0
            }
            (Some('-'), '>') => 0,
            (_, '>') => {
                self.angles = self.angles.saturating_sub(1);
                1
            }
            // `<=` opens nothing.
            (Some('<'), '=') => {
                self.angles = self.angles.saturating_sub(1);
                0
            }
            (_, '<') => {
                self.angles += 1;
                1
            }
            (_, ':') if self.joint.is_none() => 0,
            (_, '?') => {
                self.last = Last::Operand;
                1
            }
            _ => 1,
        };
        self.own += weight;
    }
}

/// What a word adds to the depth that nests without brackets, and a closure.
const WORD: usize = 4;

/// What a keyword adds to the depth; `None` for any other name.
fn weight(word: &str) -> Option<usize> {
    Some(match word {
        "while" => 3 * WORD,
        "else" | "if" | "for" | "match" | "return" | "break" | "yield" | "become" | "let" | "in" | "box" | "move"
        | "async" | "static" | "gen" | "do" | "loop" | "unsafe" | "const" | "try" => WORD,
        "as" | "mut" | "ref" | "dyn" | "impl" | "fn" | "extern" | "use" | "where" | "raw" | "safe" | "auto"
        | "default" | "pub" | "crate" | "union" => 1,
        "continue" | "enum" | "mod" | "struct" | "trait" | "type" => 0,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
