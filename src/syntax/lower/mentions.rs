//! Names that a macro call's tokens mention: who uses a variable has to be known even where the tokens are no
//! expression, or not worth lowering for their types.

use proc_macro2::{TokenStream, TokenTree};

use crate::knowledge::calls::LOOKING;

use super::super::hir::{Expr, ExprId, Mention, Symbol};
use super::lowerer::Lowerer;
use super::names;

/// What is taken of a call's tokens.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// Identifiers, and what format strings capture.
    All,
    /// What format strings capture: the rest is lowered.
    Captures,
}

impl Lowerer<'_> {
    /// An expression that stands for the names, if there are any.
    pub(super) fn mentions(&mut self, tokens: &TokenStream, taken: Taken) -> Option<ExprId> {
        let mut found = Vec::new();
        collect(tokens.clone(), taken, &mut found);
        (!found.is_empty()).then(|| self.push(Expr::Mentions(found.into())))
    }
}

fn collect(tokens: TokenStream, taken: Taken, found: &mut Vec<Mention>) {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, tree) in trees.iter().enumerate() {
        match tree {
            TokenTree::Group(group) => collect(group.stream(), taken, found),
            // A field or method is no variable.
            TokenTree::Ident(ident) if taken == Taken::All && !(at > 0 && is_dot(&trees[at - 1])) => {
                add(found, names::symbol(ident), may_change(&trees, at));
            }
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                if text.ends_with(['"', '#']) && text.contains('{') {
                    captures(&text).for_each(|name| add(found, names::named(name), false));
                }
            }
            _ => {}
        }
    }
}

fn is_dot(tree: &TokenTree) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == '.')
}

/// Whether the name at `at` stands behind `&mut`, or a method is called on it, or on one of its fields, that may do
/// anything.
fn may_change(trees: &[TokenTree], at: usize) -> bool {
    if at > 0 && matches!(&trees[at - 1], TokenTree::Ident(ident) if *ident == "mut") {
        return true;
    }
    let mut rest = &trees[at + 1..];
    while let [dot, TokenTree::Ident(name), after @ ..] = rest {
        if !is_dot(dot) {
            return false;
        }
        if let [TokenTree::Group(_), ..] = after {
            return !LOOKING.iter().any(|looking| name == looking);
        }
        rest = after;
    }
    false
}

fn add(found: &mut Vec<Mention>, name: Symbol, may_change: bool) {
    match found.iter_mut().find(|known| known.name == name) {
        Some(known) => known.may_change |= may_change,
        None => found.push(Mention { name, may_change }),
    }
}

/// The names that a format string captures: `{name}`, `{name:?}`, `{:width$}`. One too many does no harm.
fn captures(text: &str) -> impl Iterator<Item = &str> {
    let is_name = |name: &&str| {
        name.starts_with(|first: char| first.is_alphabetic() || first == '_')
            && name.chars().all(|c| c.is_alphanumeric() || c == '_')
    };
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        .flat_map(|inside| inside.split([':', '$', '.', '>', '<', '^']))
        .map(str::trim)
        .filter(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn format_strings_capture_names() {
        let found = |text: &str| captures(text).map(ToOwned::to_owned).collect::<Vec<_>>();
        assert_eq!(found(r#""{a} {{b}} {0} {c:?} {} {:d$}""#), ["a", "b", "c", "d"]);
        assert_eq!(found(r#""{e:>width$.precision$}""#), ["e", "width", "precision"]);
    }

    #[test]
    fn fields_and_methods_are_no_names() {
        let mut found = Vec::new();
        collect("a.b(c), \"{d}\", e".parse().expect("lexes"), Taken::All, &mut found);
        assert_eq!(found.iter().map(|found| found.name.as_str()).collect::<Vec<_>>(), ["a", "c", "d", "e"]);
        found.clear();
        collect("a.b(c), \"{d}\", e".parse().expect("lexes"), Taken::Captures, &mut found);
        assert_eq!(found.iter().map(|found| found.name.as_str()).collect::<Vec<_>>(), ["d"]);
    }

    #[test]
    fn methods_may_change_what_they_are_called_on() {
        let mut found = Vec::new();
        collect("a.insert(1), b.len(), &mut c, d.e.push(b), f.g, h".parse().expect("lexes"), Taken::All, &mut found);
        let changed: Vec<&str> =
            found.iter().filter(|found| found.may_change).map(|found| found.name.as_str()).collect();
        assert_eq!(changed, ["a", "c", "d"]);
    }
}
