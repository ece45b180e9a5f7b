//! Names, paths, numbers and shares in words.

use std::borrow::Cow;
use std::path::Path;

/// Whether a terminal, or another reader of text, may act on a character rather than show it: control characters, those that
/// change the direction of what follows, and those that end lines or paragraphs.
pub(crate) fn acts_on_terminals(char: char) -> bool {
    let turns_direction =
        matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}');
    char.is_control() || turns_direction || matches!(char, '\u{2028}' | '\u{2029}')
}

/// A text, such as a path, that stays on its line and does nothing to a terminal, whatever characters it has.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    // Nearly every text is such.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) || !text.contains(acts_on_terminals) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for char in text.chars() {
        if acts_on_terminals(char) { shown.extend(char.escape_default()) } else { shown.push(char) }
    }
    Cow::Owned(shown)
}

/// `1 file`, `2 files`, `2 entries`
pub(crate) fn plural(count: usize, what: &str) -> String {
    match what.strip_suffix('y') {
        _ if count == 1 => format!("1 {what}"),
        Some(stem) => format!("{count} {stem}ies"),
        None => format!("{count} {what}s"),
    }
}

/// A share in percent to one decimal; 0 of nothing.
#[expect(clippy::cast_precision_loss, reason = "counts of clones are far below 2^52")]
pub(crate) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { (part as f64 * 1000.0 / whole as f64).round() / 10.0 }
}

/// A path as a word of a command, quoted where a shell would read it otherwise.
pub(crate) fn shell_word(path: &Path) -> String {
    match path.display().to_string() {
        text if text.contains(|c: char| c.is_whitespace() || "'\"$`\\&;|<>()*?[]{}".contains(c)) => {
            format!("'{}'", text.replace('\'', "'\\''"))
        }
        text => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_acts_on_is_escaped_and_nothing_else() {
        for plain in ["", "src/lib.rs", "größe → Σ 日本 👩‍💻 e\u{301}", "~\u{a0}\u{ad}"] {
            assert!(matches!(one_line(plain), Cow::Borrowed(_)), "{plain}");
        }
        for (text, shown) in [
            ("\0\u{1}\u{1f}", r"\u{0}\u{1}\u{1f}"),
            ("a\tb\nc\rd\u{7f}", r"a\tb\nc\rd\u{7f}"),
            ("\u{80}\u{9b}\u{9f}", r"\u{80}\u{9b}\u{9f}"),
            ("\u{61c}\u{200e}\u{200f}\u{2028}\u{2029}", r"\u{61c}\u{200e}\u{200f}\u{2028}\u{2029}"),
            ("\u{202a}\u{202e}\u{2066}\u{2069}\u{206f}", r"\u{202a}\u{202e}\u{2066}\u{2069}\u{206f}"),
        ] {
            assert_eq!(one_line(text), shown);
        }
    }

    #[test]
    fn paths_are_quoted_where_a_shell_would_read_them_otherwise() {
        for (path, word) in [("a/b-c.json", "a/b-c.json"), ("my b.json", "'my b.json'"), ("it's", "'it'\\''s'")] {
            assert_eq!(shell_word(Path::new(path)), word);
        }
    }
}
