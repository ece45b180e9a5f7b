//! The manifest at the head of a Cargo script, which is no Rust: RFC 3503.
//!
//! ```text
//! #!/usr/bin/env cargo
//! ---
//! [dependencies]
//! ---
//! fn main() {}
//! ```

use std::borrow::Cow;
use std::ops::Range;

/// The text with blanks in place of its frontmatter: bytes and lines keep their numbers.
pub(super) fn blanked(text: &str) -> Cow<'_, str> {
    let Some(Range { start, end }) = find(text) else { return Cow::Borrowed(text) };
    let blank = |byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' };
    let blanks: String = text.as_bytes()[start..end].iter().copied().map(blank).collect();
    Cow::Owned([&text[..start], &blanks, &text[end..]].concat())
}

/// From the opening fence to the end of the closing one. Before it there may be a byte order mark, a shebang line and
/// blank lines; a fence is three dashes or more at the start of a line, and as many close it.
fn find(text: &str) -> Option<Range<usize>> {
    let mut at = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut lines = text[at..].split_inclusive('\n').peekable();
    at += lines.next_if(|line| line.starts_with("#!")).map_or(0, str::len);
    while let Some(blank) = lines.next_if(|line| line.trim().is_empty()) {
        at += blank.len();
    }
    let start = at;
    let opening = lines.next()?;
    let info = opening.trim_start_matches('-');
    let dashes = opening.len() - info.len();
    // What follows the dashes names what the text is written in; anything else is an expression.
    let is_name = |char: char| char.is_alphanumeric() || matches!(char, '_' | '-' | '.');
    if dashes < 3 || !info.trim().chars().all(is_name) {
        return None;
    }
    at += opening.len();
    for line in lines {
        let rest = line.trim_start_matches('-');
        if line.len() - rest.len() == dashes && rest.trim().is_empty() {
            return Some(start..at + line.len());
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frontmatter(text: &str) -> Option<&str> {
        find(text).map(|range| &text[range])
    }

    #[test]
    fn any_text_between_fences_of_one_length_is_frontmatter() {
        for (text, expected) in [
            ("---\na = 'it''s\n---\nfn f() {}\n", Some("---\na = 'it''s\n---\n")),
            ("\u{feff}#!/usr/bin/env cargo\r\n\r\n---cargo\r\n\"\r\n---\r\n", Some("---cargo\r\n\"\r\n---\r\n")),
            ("----\n---\n-----\n----", Some("----\n---\n-----\n----")),
            ("--- cargo.toml \n---  \nx", Some("--- cargo.toml \n---  \n")),
            ("---\nnever closed\n --- \n", None),
            ("--\n--\n", None),
            ("--- a b\n---\n", None),
            ("fn f() {}\n---\n---\n", None),
            ("// a comment\n---\n---\n", None),
            ("", None),
        ] {
            assert_eq!(frontmatter(text), expected, "{text:?}");
        }
    }

    #[test]
    fn blanks_keep_bytes_and_lines() {
        let text = "#!x\n---\nä = \"\r\n---\nfn f() {}\n";
        let blanked = blanked(text);
        assert_eq!(blanked, "#!x\n   \n      \r\n   \nfn f() {}\n");
        assert_eq!((blanked.len(), blanked.lines().count()), (text.len(), text.lines().count()));
    }
}
