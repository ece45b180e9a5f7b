//! Tokens written as text in one way, whatever their formatting.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::model::Fingerprint;

/// Longest receiver or expression, in characters, that is kept as it is.
const LONGEST: usize = 160;

/// `x` from `&x`, `&mut x` and `(&x)`: what two spellings of one clone share.
pub(super) fn without_reference(tokens: TokenStream) -> TokenStream {
    let mut trees: Vec<TokenTree> = tokens.into_iter().collect();
    while matches!(trees.last(), Some(TokenTree::Punct(punct)) if punct.as_char() == ',') {
        trees.pop();
    }
    match trees.as_slice() {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => without_reference(group.stream()),
        [TokenTree::Punct(punct), rest @ ..] if punct.as_char() == '&' => {
            let mutable = matches!(rest.first(), Some(TokenTree::Ident(ident)) if ident == "mut");
            without_reference(rest.iter().skip(usize::from(mutable)).cloned().collect())
        }
        _ => trees.into_iter().collect(),
    }
}

/// Tokens as text that formatting cannot change: no spaces but between words. Very long texts are cut and closed
/// with a hash of the whole, so that they still tell apart.
pub(super) fn compact(tokens: TokenStream) -> String {
    let mut text = String::new();
    write_compact(tokens, &mut text);
    clip(text)
}

/// A hash of code without comments that indentation and line breaks do not change. Tokens would say more of what
/// means the same, but writing them all takes some percent of a whole audit.
pub(super) fn fingerprint(code: &str) -> Fingerprint {
    let mut text = String::with_capacity(code.len());
    for piece in code.split_ascii_whitespace() {
        // rustfmt adds and removes the comma before a closing bracket with the line break there.
        if text.ends_with(',') && piece.starts_with([')', ']', '}']) {
            text.pop();
        }
        if text.ends_with(is_wordy) && piece.starts_with(is_wordy) {
            text.push(' ');
        }
        text.push_str(piece);
    }
    Fingerprint::of(&[&text])
}

/// From how many bytes on an expression is not read token by token.
pub(super) const LARGE: usize = 4 * 1024;

/// A large piece of code as text: its beginning, closed with a hash of that, its end and its length. To write each link of a
/// long chain whole would take the square of its length.
pub(super) fn brief(code: &str) -> String {
    let head: String = code.chars().take(LARGE / 4).filter(|char| !char.is_whitespace()).collect();
    let tail: String = code.chars().rev().take(LARGE / 4).filter(|char| !char.is_whitespace()).collect();
    clip(format!("{head}…{tail}{}", code.len()))
}

/// Cuts a text that is too long to read.
pub(super) fn clip(text: String) -> String {
    if text.chars().count() <= LONGEST {
        return text;
    }
    let head: String = text.chars().take(LONGEST - 20).collect();
    format!("{head}…#{}", Fingerprint::of(&[&text]))
}

fn write_compact(tokens: TokenStream, text: &mut String) {
    for tree in tokens {
        match tree {
            TokenTree::Group(group) if is_optional_block(&group, text) => {
                // rustfmt puts braces around a closure's or an arm's expression that does not fit the line; an arm
                // then needs no comma.
                let is_arm = text.ends_with("=>");
                write_compact(group.stream(), text);
                if is_arm {
                    text.push(',');
                }
            }
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::None => ("", ""),
                };
                text.push_str(open);
                write_compact(group.stream(), text);
                text.push_str(close);
            }
            TokenTree::Punct(punct) => {
                // rustfmt adds and removes the comma before a closing bracket with the line break there.
                if !(punct.as_char() == ',' && text.ends_with(',')) {
                    text.push(punct.as_char());
                }
            }
            other => {
                // A checkout may have turned the line ends within a literal into CRLF. For the compiler both are `\n`.
                let word = other.to_string().replace("\r\n", "\n");
                if text.ends_with(is_wordy) && word.starts_with(is_wordy) {
                    text.push(' ');
                }
                text.push_str(&word);
            }
        }
    }
    // Only inside a group does a trailing comma mean nothing; a top-level run of tokens never ends in one.
    if text.ends_with(',') {
        text.pop();
    }
}

/// What another such character must not follow without a space.
fn is_wordy(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '"' | '\'')
}

/// Braces after `|…|` or `=>` that hold one expression.
fn is_optional_block(group: &Group, before: &str) -> bool {
    group.delimiter() == Delimiter::Brace
        && (before.ends_with("=>") || before.ends_with('|'))
        && !group.stream().is_empty()
        && !group.stream().into_iter().any(|tree| matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == ';'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formatting_does_not_change_the_text_of_tokens() {
        let text = |code: &str| compact(code.parse().expect("lexes"));
        assert_eq!(text("foo (\n a ,\n b ,\n)"), text("foo(a, b)"));
        assert_eq!(text("& mut  x"), "&mut x");
        assert_eq!(text("f(|x| { x && y })"), text("f(|x| x && y)"));
        assert_eq!(text("match a { B => { c } D => e }"), text("match a { B => c, D => e, }"));
        assert_ne!(text("f(|x| { x; })"), text("f(|x| x)"));
        assert_eq!(text("f(\"one\r\n two\")"), text("f(\"one\n two\")"));
        assert_eq!(text("f(r#\"one\r\ntwo\"#)"), "f(r#\"one\ntwo\"#)");
    }
}
