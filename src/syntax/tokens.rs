//! Cloning calls recognised in bare tokens.

mod extent;

use std::ops::Range;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::knowledge::macros::is_template;
use crate::model::Spelling;

use super::recognize::{self, Qualifier};
use super::text::without_reference;

pub(super) use extent::is_punct;
use extent::{
    after_turbofish, is_expression_keyword, is_link, is_path_separator, last_ident_before, last_segment, path_start,
    receiver_start,
};

/// A cloning call found among tokens of one level.
pub(super) struct Found {
    pub(super) spelling: Spelling,
    /// All its tokens.
    pub(super) whole: Range<usize>,
    /// What is cloned: the receiver, the argument or the path.
    pub(super) receiver: Range<usize>,
    /// The receiver's tokens in an argument list, where they are not tokens of this level.
    pub(super) argument: Option<TokenStream>,
}

impl Found {
    /// Whether the receiver's tokens are those of a whole expression: it is a method's, and nothing before it belongs
    /// to it.
    pub(super) fn has_clear_receiver(&self, trees: &[TokenTree]) -> bool {
        let start = self.receiver.start;
        let is_method = self.argument.is_none() && self.receiver.end < self.whole.end;
        // `if a { b }.clone()`, `S { a }.clone()`, and what `receiver_start` stopped at.
        let is_cut = match &trees[start] {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            TokenTree::Punct(punct) => punct.as_char() == '?',
            _ => false,
        };
        // `a::b![c].clone()`, `$(a)?.clone()`
        let goes_on =
            is_path_separator(trees, start) || (start >= 1 && is_punct(trees, start - 1, '$')) || is_link(trees, start);
        is_method && !is_cut && !goes_on
    }
}

/// Whether the group at `at` holds the arguments of a macro call.
pub(super) fn is_macro_call(trees: &[TokenTree], at: usize) -> bool {
    matches!(&trees[..at], [.., TokenTree::Ident(_), TokenTree::Punct(bang)] if bang.as_char() == '!')
}

/// Whether the group at `at` are parentheses, and no call's: what is in them may be an operand of anything.
pub(super) fn is_operand(trees: &[TokenTree], at: usize) -> bool {
    let is_call = match &trees[..at] {
        [.., TokenTree::Ident(name)] => !is_expression_keyword(&name.to_string()),
        _ => is_macro_call(trees, at),
    };
    !is_call && call_arguments(&trees[at]).is_some()
}

/// `#[…]` and `#![…]`
pub(super) fn is_attribute(trees: &[TokenTree], at: usize) -> bool {
    at >= 1 && is_punct(trees, at - 1, '#')
}

/// `quote! { … }` and its kin.
pub(super) fn is_template_call(trees: &[TokenTree], at: usize) -> bool {
    is_macro_call(trees, at) && matches!(&trees[at - 2], TokenTree::Ident(ident) if is_template(&ident.to_string()))
}

/// The name of `fn name` and `mod name`.
pub(super) fn declared_name(trees: &[TokenTree], at: usize) -> Option<String> {
    let (TokenTree::Ident(keyword), TokenTree::Ident(name)) = (trees.get(at.checked_sub(1)?)?, &trees[at]) else {
        return None;
    };
    (keyword == "fn" || keyword == "mod").then(|| name.to_string())
}

/// Whether a comma stands before the closing bracket.
pub(super) fn ends_with_comma(group: &Group) -> bool {
    matches!(group.stream().into_iter().last(), Some(TokenTree::Punct(punct)) if punct.as_char() == ',')
}

/// The cloning calls that are no part of others, the last first, with the index of each name. A chain of calls is met
/// by its last, which holds the others.
pub(super) fn outermost_calls(trees: &[TokenTree]) -> Vec<(usize, Found)> {
    let mut found = Vec::new();
    let mut end = trees.len();
    while let Some(at) = end.checked_sub(1) {
        end = at;
        if let Some(call) = recognize_at(trees, at) {
            let start = call.whole.start;
            // Of a chain that is cut, the first link may be a call that clones, too.
            end = if is_link(trees, start) { at.min(start + 1) } else { start };
            found.push((at, call));
        }
    }
    found
}

/// Whether the group at `at` is what `macro_rules! name` or `macro name` define.
pub(super) fn is_definition(trees: &[TokenTree], at: usize) -> bool {
    match &trees[..at] {
        [.., TokenTree::Ident(rules), TokenTree::Punct(bang), TokenTree::Ident(_)] => {
            rules == "macro_rules" && bang.as_char() == '!'
        }
        // `macro name { … }` and `macro name(…) { … }`: the word is reserved.
        [.., TokenTree::Ident(keyword), TokenTree::Ident(_)]
        | [.., TokenTree::Ident(keyword), TokenTree::Ident(_), TokenTree::Group(_)] => keyword == "macro",
        _ => false,
    }
}

/// The cloning call whose name is the identifier at `at`.
fn recognize_at(trees: &[TokenTree], at: usize) -> Option<Found> {
    let TokenTree::Ident(ident) = &trees[at] else { return None };
    let name = recognize::cloning_name(ident)?;
    if is_punct(trees, at.checked_sub(1)?, '.') && !(at >= 2 && is_punct(trees, at - 2, '.')) {
        method_at(trees, at, name)
    } else if is_path_separator(trees, at) {
        path_at(trees, at, name)
    } else {
        None
    }
}

fn method_at(trees: &[TokenTree], at: usize, name: &str) -> Option<Found> {
    let call = after_turbofish(trees, at + 1);
    let arguments = call_arguments(trees.get(call)?)?;
    let spelling = recognize::method(name, count(&arguments))?;
    let start = receiver_start(trees, at - 1);
    // `.clone()` first of all, as in a `macro_rules!` matcher: nothing that is cloned.
    (start < at - 1).then(|| Found {
        spelling,
        whole: start..call + 1,
        receiver: start..at - 1,
        argument: (spelling == Spelling::CloneFrom).then(|| without_reference(arguments)),
    })
}

fn path_at(trees: &[TokenTree], at: usize, name: &str) -> Option<Found> {
    let start = path_start(trees, at)?;
    let before = &trees[start..at - 2];
    let segment;
    let qualifier = if is_punct(trees, start, '<') && is_punct(trees, at - 3, '>') {
        segment = last_ident_before(before, before.len() - 1);
        let is_cast = before.iter().any(|tree| matches!(tree, TokenTree::Ident(ident) if ident == "as"));
        Qualifier::SelfType(segment.as_deref().filter(|_| is_cast))
    } else {
        segment = last_segment(trees, at - 2);
        Qualifier::Segment(segment.as_deref()?)
    };
    let call = after_turbofish(trees, at + 1);
    let found = |spelling, whole, receiver, argument| Some(Found { spelling, whole, receiver, argument });
    if let Some(arguments) = trees.get(call).and_then(call_arguments) {
        let spelling = recognize::function(&qualifier, name, count(&arguments))?;
        let cloned = argument(arguments, recognize::cloned_operand(name));
        found(spelling, start..call + 1, start..call + 1, Some(without_reference(cloned)))
    } else if is_path_separator(trees, at + 3) && is_punct(trees, at + 1, ':') || is_punct(trees, at + 1, '!') {
        None
    } else {
        found(recognize::value(&qualifier, name)?, start..at + 1, start..at + 1, None)
    }
}

fn call_arguments(tree: &TokenTree) -> Option<TokenStream> {
    match tree {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => Some(group.stream()),
        _ => None,
    }
}

/// Arguments between commas; a comma at the end adds none.
fn count(arguments: &TokenStream) -> usize {
    let mut number = 0;
    let mut open = false;
    for tree in arguments.clone() {
        let comma = matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == ',');
        number += usize::from(!comma && !open);
        open = !comma;
    }
    number
}

fn argument(arguments: TokenStream, at: usize) -> TokenStream {
    let trees: Vec<TokenTree> = arguments.into_iter().collect();
    let is_comma = |tree: &TokenTree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ',');
    trees.split(is_comma).nth(at).unwrap_or_default().iter().cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::super::text::compact;
    use super::*;

    fn found(text: &str) -> Vec<(Spelling, String, String)> {
        let trees: Vec<TokenTree> = text.parse::<TokenStream>().expect("lexes").into_iter().collect();
        (0..trees.len())
            .filter_map(|at| recognize_at(&trees, at))
            .map(|found| {
                let whole = compact(trees[found.whole].iter().cloned().collect());
                let receiver =
                    found.argument.map_or_else(|| compact(trees[found.receiver].iter().cloned().collect()), compact);
                (found.spelling, whole, receiver)
            })
            .collect()
    }

    #[test]
    fn tokens_around_a_name_tell_the_call_and_its_receiver() {
        for (text, spelling, whole, receiver) in [
            ("return a.b[0].clone ( )", Spelling::Method, "a.b[0].clone()", "a.b[0]"),
            ("x => $self.f(y)?.clone()", Spelling::Method, "$self.f(y)?.clone()", "$self.f(y)?"),
            ("1 + vec![q].clone()", Spelling::Method, "vec![q].clone()", "vec![q]"),
            ("a::<B>::c(d).clone()", Spelling::Method, "a::<B>::c(d).clone()", "a::<B>::c(d)"),
            ("*m.get::<K>(k).clone()", Spelling::Method, "m.get::<K>(k).clone()", "m.get::<K>(k)"),
            ("Arc::clone(&$x)", Spelling::Path, "Arc::clone(&$x)", "$x"),
            ("= <T as Clone>::clone(&x)", Spelling::Path, "<T as Clone>::clone(&x)", "x"),
            ("Arc::<T>::clone(&x,)", Spelling::Path, "Arc::<T>::clone(&x)", "x"),
            ("m.map(0), Arc::clone ,", Spelling::FnValue, "Arc::clone", "Arc::clone"),
            ("a.clone_from(&b)", Spelling::CloneFrom, "a.clone_from(&b)", "b"),
            ("Clone::clone_from(&mut a, &b)", Spelling::CloneFrom, "Clone::clone_from(&mut a,&b)", "b"),
            ("it.cloned()", Spelling::Bulk, "it.cloned()", "it"),
            ("ToOwned::to_owned(&$x)", Spelling::Implicit, "ToOwned::to_owned(&$x)", "$x"),
            (
                "<T as ToOwned>::clone_into(&a, &mut b)",
                Spelling::Implicit,
                "<T as ToOwned>::clone_into(&a,&mut b)",
                "a",
            ),
            ("a.clone_into(&mut b)", Spelling::Implicit, "a.clone_into(&mut b)", "a"),
            ("m.map(0), String::to_string ,", Spelling::Implicit, "String::to_string", "String::to_string"),
        ] {
            assert_eq!(found(text), [(spelling, whole.to_owned(), receiver.to_owned())], "{text}");
        }
    }

    #[test]
    fn near_misses_are_no_calls() {
        for text in [
            ".clone()",
            "a.clone",
            "a.clone(b)",
            "clone(&x)",
            "util::clone(&x)",
            "Repo::clone(u, d)",
            "<T as Other>::clone(&x)",
            "a..clone()",
            "clone!(x)",
            "fn clone(&self)",
            "x.try_clone()",
            "Foo::clone::<T>::other",
            "a.to_owned(b)",
            "util::to_owned(&x)",
            "m.map(Path::to_path_buf)",
            "a.clone_into()",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
