//! Spaces in the place of what is blanked.

use std::borrow::Cow;
use std::ops::Range;

/// The code with spaces for these bytes.
pub(super) fn without(code: &str, blanks: Option<Vec<Range<usize>>>) -> Cow<'_, str> {
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

/// Ranges together with single bytes, of which some may lie in them; both ascending.
pub(super) fn joined(ranges: Vec<Range<usize>>, bytes: &[usize]) -> Vec<Range<usize>> {
    let mut all = Vec::with_capacity(ranges.len() + bytes.len());
    let mut bytes = bytes.iter().copied().peekable();
    for range in ranges {
        while let Some(byte) = bytes.next_if(|byte| *byte < range.end) {
            if byte < range.start {
                all.push(byte..byte + 1);
            }
        }
        all.push(range);
    }
    all.extend(bytes.map(|byte| byte..byte + 1));
    all
}

/// Spaces up to a length.
fn push_spaces(text: &mut String, length: usize) {
    const SPACES: &str = "                                                                                ";
    while text.len() < length {
        text.push_str(&SPACES[..SPACES.len().min(length - text.len())]);
    }
}
