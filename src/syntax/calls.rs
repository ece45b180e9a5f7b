//! Which functions of a file call which others, as far as its tokens tell.

use std::collections::BTreeMap;

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

/// The calls in a file, by the names of the functions around them.
#[derive(Debug, Default)]
pub(crate) struct Calls(BTreeMap<String, Vec<Call>>);

/// A call, by the name that is called.
#[derive(Debug)]
struct Call {
    name: String,
    before: Before,
}

/// What stands before the name.
#[derive(Debug)]
enum Before {
    /// `x.name()`
    Dot,
    /// `name()`
    Nothing,
    /// `last::name()`
    Segment(String),
    /// `<T as Trait>::name()`
    Type,
}

impl Calls {
    /// Those among the tokens of a file.
    pub(super) fn among(tokens: TokenStream) -> Self {
        let mut calls = Self::default();
        calls.add_functions(tokens);
        calls
    }

    /// Whether a function of this name has a call of the other in its body, or of one of the same file that has one.
    pub(crate) fn lead(&self, by: &str, callee: Callee<'_>) -> bool {
        let of = |name: &str| self.0.get(name).map_or(&[][..], Vec::as_slice);
        let is_direct = |name: &str| of(name).iter().any(|call| call.may_mean(callee));
        is_direct(by) || of(by).iter().any(|call| call.name != by && call.is_local() && is_direct(&call.name))
    }

    fn add_functions(&mut self, tokens: TokenStream) {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        for (at, tree) in trees.iter().enumerate() {
            match tree {
                TokenTree::Group(group) => self.add_functions(group.stream()),
                TokenTree::Ident(name) if at > 0 && is_name(&trees, at - 1, "fn") => {
                    if let Some(body) = body(&trees[at..]) {
                        add_calls(body, self.0.entry(name.to_string()).or_default());
                    }
                }
                _ => {}
            }
        }
    }
}

impl Call {
    fn may_mean(&self, callee: Callee<'_>) -> bool {
        self.name == callee.name
            && match &self.before {
                Before::Dot => callee.is_method,
                Before::Nothing => !callee.is_method,
                Before::Segment(name) => is_relative(name) || name == callee.owner,
                Before::Type => true,
            }
    }

    /// Whether it may be of a function of the same file.
    fn is_local(&self) -> bool {
        !matches!(&self.before, Before::Segment(name) if !is_relative(name))
    }
}

fn is_relative(segment: &str) -> bool {
    ["Self", "self", "super", "crate"].contains(&segment)
}

/// What the first braces hold.
fn body(trees: &[TokenTree]) -> Option<TokenStream> {
    let end = trees.iter().position(|tree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ';'));
    trees[..end.unwrap_or(trees.len())].iter().find_map(|tree| match tree {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group.stream()),
        _ => None,
    })
}

fn add_calls(tokens: TokenStream, found: &mut Vec<Call>) {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, tree) in trees.iter().enumerate() {
        match tree {
            TokenTree::Group(group) => add_calls(group.stream(), found),
            TokenTree::Ident(name) if goes_on_as_call(&trees, at + 1) => {
                found.extend(before(&trees, at).map(|before| Call { name: name.to_string(), before }));
            }
            _ => {}
        }
    }
}

/// `(…)` or `::<…>(…)`
fn goes_on_as_call(trees: &[TokenTree], at: usize) -> bool {
    match trees.get(at) {
        Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Parenthesis,
        _ => at + 2 < trees.len() && is_punct(trees, at, ':') && is_punct(trees, at + 2, '<'),
    }
}

/// What stands before a name; `None` where the name is declared.
fn before(trees: &[TokenTree], at: usize) -> Option<Before> {
    if at >= 1 && is_punct(trees, at - 1, '.') {
        return Some(Before::Dot);
    }
    if at < 3 || !is_punct(trees, at - 1, ':') {
        return (at == 0 || !is_name(trees, at - 1, "fn")).then_some(Before::Nothing);
    }
    match &trees[at - 3] {
        TokenTree::Ident(segment) => Some(Before::Segment(segment.to_string())),
        _ => is_punct(trees, at - 3, '>').then_some(Before::Type),
    }
}

fn is_name(trees: &[TokenTree], at: usize, name: &str) -> bool {
    matches!(&trees[at], TokenTree::Ident(ident) if ident == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calls(text: &str, callee: Callee<'_>) -> bool {
        Calls::among(text.parse().expect("tokens")).lead("new", callee)
    }

    fn said(body: &str, owner: &str, is_method: bool) -> bool {
        let text = format!("impl S {{ fn new(&self) -> [u8; 2] {{ {body} }} fn other(&self); }}");
        calls(&text, Callee { name: "load", owner, is_method })
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
        assert!(calls(&text("a"), plain));
        assert!(!calls(&text("b"), plain));
        let text = "fn new(); fn old() { load() }";
        assert!(!calls(text, plain));
    }
}
