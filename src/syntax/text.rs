//! Tokens written as text in one way, whatever their formatting.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

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
                if punct.as_char() == ',' && text.ends_with(',') {
                    continue;
                }
                text.push(punct.as_char());
            }
            other => {
                let word = other.to_string();
                let after_word = text.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '"' || c == '\'');
                if after_word && word.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '"' || c == '\'') {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formatting_does_not_change_the_text_of_tokens() {
        let text = |code: &str| compact(code.parse().expect("lexes"));
        assert_eq!(text("foo (\n a ,\n b ,\n)"), text("foo(a, b)"));
        assert_eq!(text("& mut  x"), "&mut x");
    }
}
