//! What other programs have said.

use std::fmt;

/// The words of another program, which may be several lines: the one cause of an error that is shown on more than one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The words, without a line end at the end.
    pub words: String,
    /// Whether they begin on a line of their own.
    pub starts_line: bool,
}

impl Quoted {
    /// Words that go on where the sentence before them ends.
    pub fn here(words: &str) -> Self {
        Self { words: words.trim_end().to_owned(), starts_line: false }
    }

    /// Words that begin on a line of their own.
    pub fn below(words: &str) -> Self {
        Self { words: words.trim_end().to_owned(), starts_line: true }
    }
}

impl fmt::Display for Quoted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

impl std::error::Error for Quoted {}
