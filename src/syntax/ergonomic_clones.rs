//! `x.use`, `use || …` and `async use { … }`, of nightly's `ergonomic_clones`: syntax that the parser does not know.

use std::ops::Range;

use proc_macro2::{TokenStream, TokenTree};

/// The code with blanks for the words, as it would be without the feature; `None` where there are none. `tokens` are the
/// code's own.
pub(super) fn without(code: &str, tokens: &TokenStream) -> Option<String> {
    let words = words(tokens);
    if words.is_empty() {
        return None;
    }
    let mut bytes = code.as_bytes().to_vec();
    for range in words {
        bytes[range].fill(b' ');
    }
    String::from_utf8(bytes).ok()
}

fn words(tokens: &TokenStream) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut streams = vec![tokens.clone()];
    while let Some(stream) = streams.pop() {
        let trees: Vec<TokenTree> = stream.into_iter().collect();
        for (at, tree) in trees.iter().enumerate() {
            match tree {
                TokenTree::Group(group) => streams.push(group.stream()),
                TokenTree::Ident(word) if word == "use" => {
                    let before = at.checked_sub(1).and_then(|at| trees.get(at));
                    let range = word.span().byte_range();
                    match (before, trees.get(at + 1)) {
                        (Some(TokenTree::Punct(dot)), _) if dot.as_char() == '.' => {
                            found.push(dot.span().byte_range().start..range.end);
                        }
                        (_, Some(TokenTree::Punct(bar))) if bar.as_char() == '|' => found.push(range),
                        (Some(TokenTree::Ident(word)), _) if word == "async" => found.push(range),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_blank_and_nothing_else_is() {
        let blank = |code: &str| without(code, &code.parse().expect("lexes"));
        for (code, expected) in [
            ("f(x.use, y. use.z)", Some("f(x    , y     .z)")),
            ("use || x; use|a| a; async use { x }", Some("    || x;    |a| a; async     { x }")),
            ("use a::b; x.used(); \".use\"", None),
            ("fn f() -> impl Sized + use<'a> {} // .use", None),
            ("x.y", None),
            ("use\n  |x| x . use", Some("   \n  |x| x      ")),
        ] {
            assert_eq!(blank(code).as_deref(), expected, "{code}");
        }
    }
}
