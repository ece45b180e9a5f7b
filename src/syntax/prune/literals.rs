//! Where words, literals and comments end. What the lexer would report as an error has no end.

/// What a byte outside of words, literals and comments starts.
#[derive(Clone, Copy)]
pub(super) enum Class {
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

impl Class {
    pub(super) fn of(byte: u8) -> Self {
        CLASSES[usize::from(byte)]
    }
}

/// Code as text and as bytes.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) text: &'a str,
    pub(super) bytes: &'a [u8],
}

impl<'a> Text<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, bytes: text.as_bytes() }
    }

    pub(super) fn byte(self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    /// The next byte that is not blank.
    pub(super) fn next(self, from: usize) -> Option<(usize, u8)> {
        let by = self.bytes[from..].iter().position(|byte| !byte.is_ascii_whitespace())?;
        Some((from + by, self.bytes[from + by]))
    }

    /// The end of letters, digits and whatever else is neither ASCII nor blank.
    pub(super) fn word_end(self, start: usize) -> usize {
        let mut at = start;
        while let Some(byte) = self.byte(at) {
            if byte.is_ascii() {
                if !matches!(Class::of(byte), Class::Word) {
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

    /// A comment that starts at a slash; the slash itself where none does.
    pub(super) fn comment_end(self, start: usize) -> Option<usize> {
        match self.byte(start + 1) {
            Some(b'/') => {
                let rest = &self.bytes[start..];
                return Some(start + memchr::memchr(b'\n', rest).unwrap_or(rest.len()));
            }
            Some(b'*') => {}
            _ => return Some(start + 1),
        }
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

    /// A string without prefix, from after its quote.
    pub(super) fn string(self, mut at: usize) -> Option<usize> {
        loop {
            at += memchr::memchr2(b'"', b'\\', self.bytes.get(at..)?)?;
            if self.bytes[at] == b'"' {
                return Some(self.word_end(at + 1));
            }
            at += 2;
        }
    }

    /// What follows the prefix `start..end`: a raw string, or (then it is true) a raw name.
    pub(super) fn raw(self, start: usize, end: usize) -> Option<(usize, bool)> {
        let hashes = self.bytes[end..].iter().take_while(|&&byte| byte == b'#').count();
        let open = end + hashes;
        if self.byte(open)? == b'"' {
            let mut at = open + 1;
            loop {
                at += memchr::memchr(b'"', self.bytes.get(at..)?)? + 1;
                if self.bytes[at..].iter().take(hashes).filter(|&&byte| byte == b'#').count() == hashes {
                    return Some((self.word_end(at + hashes), false));
                }
            }
        }
        let name_end = self.word_end(open);
        (hashes == 1 && end - start == 1 && name_end > open).then_some((name_end, true))
    }

    /// What stands at a `'`: a character, or a lifetime, of which the `'` is taken.
    pub(super) fn tick(self, at: usize) -> Option<usize> {
        if let Some(end) = self.character(at + 1) {
            return Some(end);
        }
        let name_end = self.word_end(at + 1);
        (name_end > at + 1 && !self.bytes[at + 1].is_ascii_digit() && self.byte(name_end) != Some(b'\''))
            .then_some(at + 1)
    }

    /// A character, from after its quote.
    pub(super) fn character(self, at: usize) -> Option<usize> {
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
