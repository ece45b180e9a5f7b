//! Whether one function calls another, as far as the tokens of a file tell.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::tokens::is_punct;

/// A function that may be called: its name, and the module or the type whose it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Callee<'a> {
    /// Its own name.
    pub name: &'a str,
    /// The last segment before it, without type arguments.
    pub owner: &'a str,
    /// Whether that is a type.
    pub is_method: bool,
}

/// Whether a function of this name has a call of the other in its body, or of one of the same file that has one.
pub(super) fn calls(tokens: TokenStream, by: &str, callee: Callee<'_>) -> bool {
    let mut functions = Vec::new();
    add_functions(tokens, &mut functions);
    let is_direct = |name: &str| functions.iter().any(|(known, body)| known == name && is_called(body.clone(), callee));
    let leads_on = |body: &TokenStream| {
        functions.iter().any(|(name, _)| name != by && is_direct(name) && is_called_at_all(body.clone(), name))
    };
    is_direct(by) || functions.iter().any(|(name, body)| name == by && leads_on(body))
}

/// The functions among these tokens that have a body, by their names.
fn add_functions(tokens: TokenStream, found: &mut Vec<(String, TokenStream)>) {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, tree) in trees.iter().enumerate() {
        match tree {
            TokenTree::Group(group) => add_functions(group.stream(), found),
            TokenTree::Ident(name) if at > 0 && is_name(&trees, at - 1, "fn") => {
                found.extend(body(&trees[at..]).map(|body| (name.to_string(), body)));
            }
            _ => {}
        }
    }
}

/// Whether a function of this name is called, a method or not.
fn is_called_at_all(tokens: TokenStream, name: &str) -> bool {
    let callee = |is_method| Callee { name, owner: "Self", is_method };
    is_called(tokens.clone(), callee(true)) || is_called(tokens, callee(false))
}

/// What the first braces hold.
fn body(trees: &[TokenTree]) -> Option<TokenStream> {
    let end = trees.iter().position(|tree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ';'));
    trees[..end.unwrap_or(trees.len())].iter().find_map(|tree| match tree {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group.stream()),
        _ => None,
    })
}

fn is_called(tokens: TokenStream, callee: Callee<'_>) -> bool {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    trees.iter().enumerate().any(|(at, tree)| match tree {
        TokenTree::Group(group) => is_called(group.stream(), callee),
        _ => is_name(&trees, at, callee.name) && goes_on_as_call(&trees, at + 1) && is_qualified(&trees, at, callee),
    })
}

/// `(…)` or `::<…>(…)`
fn goes_on_as_call(trees: &[TokenTree], at: usize) -> bool {
    match trees.get(at) {
        Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Parenthesis,
        _ => at + 2 < trees.len() && is_punct(trees, at, ':') && is_punct(trees, at + 2, '<'),
    }
}

/// Whether what stands before the name may lead to the function.
fn is_qualified(trees: &[TokenTree], at: usize, callee: Callee<'_>) -> bool {
    if at >= 1 && is_punct(trees, at - 1, '.') {
        return callee.is_method;
    }
    if at < 3 || !is_punct(trees, at - 1, ':') {
        return !callee.is_method && (at == 0 || !is_name(trees, at - 1, "fn"));
    }
    let before = |name: &str| is_name(trees, at - 3, name);
    is_punct(trees, at - 3, '>') || ["Self", "self", "super", "crate", callee.owner].into_iter().any(before)
}

fn is_name(trees: &[TokenTree], at: usize, name: &str) -> bool {
    matches!(&trees[at], TokenTree::Ident(ident) if ident == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(body: &str, owner: &str, is_method: bool) -> bool {
        let text = format!("impl S {{ fn new(&self) -> [u8; 2] {{ {body} }} fn other(&self); }}");
        calls(text.parse().expect("tokens"), "new", Callee { name: "load", owner, is_method })
    }

    #[test]
    fn a_call_is_one_by_its_name_and_what_stands_before_it() {
        for body in ["self.load(1)", "vec![Self::load()]", "a(|| { Db::load::<u8>(1) })", "<Self as T>::load()"] {
            assert!(said(body, "Db", true), "{body}");
        }
        for body in ["load(1)", "io::load()", "self.load", "/* Db::load() */", "\"Db::load()\"", "let load = (1);"] {
            assert!(!said(body, "Db", true), "{body}");
        }
        for body in ["load(1)", "disk::load()", "super::load()"] {
            assert!(said(body, "disk", false), "{body}");
        }
        for body in ["self.load(1)", "io::load()", "fn load() {}"] {
            assert!(!said(body, "disk", false), "{body}");
        }
        // By way of another function of the file, but of no more than one.
        let text = |by: &str| {
            format!("impl S {{ fn new(&self) {{ self.{by}() }} fn a() {{ load() }} fn b() {{ Self::a() }} }}")
        };
        let plain = Callee { name: "load", owner: "", is_method: false };
        assert!(calls(text("a").parse().expect("tokens"), "new", plain));
        assert!(!calls(text("b").parse().expect("tokens"), "new", plain));
        let text = "fn new(); fn old() { load() }";
        assert!(!calls(text.parse().expect("tokens"), "new", Callee { name: "load", owner: "", is_method: false }));
    }
}
