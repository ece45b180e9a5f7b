//! Names that a macro call's tokens mention: who uses a variable has to be known even where the tokens are no
//! expression, or not worth lowering for their types.

use std::collections::hash_map::Entry;

use proc_macro2::{TokenStream, TokenTree};
use rustc_hash::FxHashMap;

use crate::knowledge::calls::LOOKING;

use super::super::hir::{Expr, ExprId, Mention, Symbol};
use super::format_strings::captures;
use super::lowerer::Lowerer;
use super::names;

/// What is taken of a call's tokens.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// Identifiers, and what format strings capture.
    All,
    /// The same in a template for other code, which only reads variables.
    Template,
    /// What format strings capture: the rest is lowered.
    Captures,
}

impl Lowerer<'_> {
    /// An expression that stands for the names, if there are any.
    pub(super) fn mentions(&mut self, tokens: &TokenStream, taken: Taken) -> Option<ExprId> {
        let mut found = Found::default();
        collect(tokens.clone(), taken, Within::Macro, &mut found);
        self.code.takes_address |= shows_address(tokens.clone());
        (!found.all.is_empty()).then(|| self.push(Expr::Mentions(found.all.into())))
    }
}

/// Names in the order in which they are met, each once.
#[derive(Default)]
struct Found {
    all: Vec<Mention>,
    places: FxHashMap<Symbol, usize>,
}

impl Found {
    fn add(&mut self, mention: Mention) {
        match self.places.entry(mention.name) {
            Entry::Occupied(place) => {
                let known = &mut self.all[*place.get()];
                known.may_change |= mention.may_change;
                known.may_move |= mention.may_move;
            }
            Entry::Vacant(place) => {
                place.insert(self.all.len());
                self.all.push(mention);
            }
        }
    }
}

/// What tokens stand in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    /// A macro call, which may look at its arguments without taking them.
    Macro,
    /// What takes its operands by value: a call, an array, a tuple, a block.
    Values,
}

fn collect(tokens: TokenStream, taken: Taken, within: Within, found: &mut Found) {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, tree) in trees.iter().enumerate() {
        match tree {
            TokenTree::Group(group) => collect(group.stream(), taken, inside(&trees[..at]), found),
            // A field or method is no variable.
            TokenTree::Ident(ident) if taken != Taken::Captures && !(at > 0 && is_dot(&trees[at - 1])) => {
                let may_move = taken == Taken::All && may_move(&trees, at, within);
                let name = names::symbol(ident);
                found.add(Mention { name, may_change: may_change(&trees, at), may_move });
            }
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                if text.ends_with(['"', '#']) && text.contains('{') {
                    let captured = |name| Mention { name: names::named(name), may_change: false, may_move: false };
                    captures(&text).for_each(|name| found.add(captured(name)));
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

/// What a group is, by what stands before it.
fn inside(before: &[TokenTree]) -> Within {
    match before {
        [.., TokenTree::Ident(name), bang] if is_punct(bang, "!") && *name != "vec" => Within::Macro,
        _ => Within::Values,
    }
}

/// Whether the name at `at`, or a field of it, is an operand by itself, and not behind `&`.
fn may_move(trees: &[TokenTree], at: usize, within: Within) -> bool {
    let mut rest = &trees[at + 1..];
    while let [dot, TokenTree::Ident(_), after @ ..] = rest {
        if !is_dot(dot) {
            break;
        }
        rest = after;
    }
    let before = at.checked_sub(1).map(|before| &trees[before]);
    let is_taken = matches!(before, Some(TokenTree::Ident(word)) if TAKING_WORDS.iter().any(|known| word == known));
    let starts = match &trees[..at] {
        [.., before, equals] if is_punct(equals, "=") => !is_punct(before, "=!<>"),
        [.., equals, arrow] if is_punct(arrow, ">") => is_punct(equals, "="),
        [.., colon, other] if is_punct(other, ":") => !is_punct(colon, ":"),
        [.., before] => is_punct(before, ",;|"),
        [] => true,
    };
    let ends = rest.first().is_none_or(|next| is_punct(next, ",;+"));
    is_taken || (within == Within::Values && starts && ends)
}

/// Words behind which a value is taken apart or away.
const TAKING_WORDS: &[&str] = &["match", "in", "return", "break"];

fn is_punct(tree: &TokenTree, any: &str) -> bool {
    matches!(tree, TokenTree::Punct(punct) if any.contains(punct.as_char()))
}

/// Whether a format string among the tokens shows an address: `{:p}`, `{name:#p}`.
fn shows_address(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Group(group) => shows_address(group.stream()),
        TokenTree::Literal(literal) => {
            let text = literal.to_string();
            let mut inside = text.split('{').skip(1).filter_map(|rest| rest.split('}').next());
            inside.any(|inside| inside.rsplit_once(':').is_some_and(|(_, format)| format.ends_with('p')))
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn format_strings_show_addresses() {
        let shows = |tokens: &str| shows_address(tokens.parse().expect("lexes"));
        assert!(shows("\"{:p}\", x") && shows("f(\"{x:#p}\")") && shows("\"{0:20p}\""));
        assert!(!shows("\"{temp} {p} {:?} :p\", p"));
    }

    #[test]
    fn fields_and_methods_are_no_names() {
        let mut found = Found::default();
        collect("a.b(c), \"{d}\", e".parse().expect("lexes"), Taken::All, Within::Macro, &mut found);
        assert_eq!(found.all.iter().map(|found| found.name.as_str()).collect::<Vec<_>>(), ["a", "c", "d", "e"]);
        found = Found::default();
        collect("a.b(c), \"{d}\", e".parse().expect("lexes"), Taken::Captures, Within::Macro, &mut found);
        assert_eq!(found.all.iter().map(|found| found.name.as_str()).collect::<Vec<_>>(), ["d"]);
    }

    #[test]
    fn operands_of_calls_may_move() {
        let mut found = Found::default();
        let text = "a, f(b), f(&c), Some(d.e), [g], (h, 1), { let i = j; k }, S { l, m: n }, vec![o], format!(p),
            f(q.len()), f(r == s), t == u, match v { w => w + 1 }, x[y], #z";
        collect(text.parse().expect("lexes"), Taken::All, Within::Macro, &mut found);
        let moved: String = found.all.iter().filter(|found| found.may_move).map(|found| found.name.as_str()).collect();
        assert_eq!(moved, "bdghjklnovwy");
    }

    #[test]
    fn methods_may_change_what_they_are_called_on() {
        let mut found = Found::default();
        collect(
            "a.insert(1), b.len(), &mut c, d.e.push(b), f.g, h".parse().expect("lexes"),
            Taken::All,
            Within::Macro,
            &mut found,
        );
        let changed: Vec<&str> =
            found.all.iter().filter(|found| found.may_change).map(|found| found.name.as_str()).collect();
        assert_eq!(changed, ["a", "c", "d"]);
    }
}
