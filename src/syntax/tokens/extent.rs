//! Where expressions, paths and type arguments begin and end among bare tokens.

use proc_macro2::{Delimiter, Spacing, TokenTree};

/// Tokens of a receiver. One chain of many thousand calls is not gone through for each of them.
const LONGEST_RECEIVER: usize = 64;

/// Tokens of generic arguments. A `<` or `>` that compares is not looked for its other one through all that there is.
const LONGEST_ARGUMENTS: usize = 1024;

/// The index at which the postfix chain that ends before `end` starts: names, paths, calls, indexing, `?`, `.await`,
/// literals, macro variables.
pub(super) fn receiver_start(trees: &[TokenTree], end: usize) -> usize {
    let mut start = end;
    loop {
        let Some(atom) = atom_start(trees, start) else { return start };
        start = atom;
        // What binds an atom to what stands before it.
        if is_link(trees, start) {
            if end - start > LONGEST_RECEIVER {
                return start;
            }
            start -= 1;
        } else if !postfix_follows(trees, start) {
            return start;
        }
    }
}

/// Whether what stands at `at` is a link of a chain.
pub(super) fn is_link(trees: &[TokenTree], at: usize) -> bool {
    at >= 1 && is_punct(trees, at - 1, '.') && !(at >= 2 && is_punct(trees, at - 2, '.'))
}

/// Whether the atom at `at` is a postfix (call, index, `?`) of what stands before.
fn postfix_follows(trees: &[TokenTree], at: usize) -> bool {
    let postfix = match &trees[at] {
        TokenTree::Group(group) => matches!(group.delimiter(), Delimiter::Parenthesis | Delimiter::Bracket),
        TokenTree::Punct(punct) => punct.as_char() == '?',
        _ => false,
    };
    postfix
        && at >= 1
        && match &trees[at - 1] {
            TokenTree::Ident(ident) => !is_expression_keyword(&ident.to_string()),
            TokenTree::Group(group) => group.delimiter() != Delimiter::Brace,
            TokenTree::Punct(punct) => matches!(punct.as_char(), '?' | '>' | '!') && !is_arrow(trees, at - 1),
            TokenTree::Literal(_) => false,
        }
}

/// The start of the atom that ends before `end`: a path or name with its segments, a literal, a group, a `?`.
fn atom_start(trees: &[TokenTree], mut end: usize) -> Option<usize> {
    loop {
        let last = end.checked_sub(1)?;
        return match &trees[last] {
            TokenTree::Ident(ident) if is_expression_keyword(&ident.to_string()) => None,
            TokenTree::Ident(_) => {
                if last >= 1 && is_punct(trees, last - 1, '$') {
                    Some(last - 1)
                } else if is_path_separator(trees, last) {
                    path_start(trees, last).or(Some(last))
                } else {
                    Some(last)
                }
            }
            TokenTree::Literal(_) | TokenTree::Group(_) => Some(last),
            TokenTree::Punct(punct) if punct.as_char() == '?' => Some(last),
            TokenTree::Punct(punct) if punct.as_char() == '!' => {
                // A macro call: the name before the `!`.
                matches!(trees.get(last.checked_sub(1)?), Some(TokenTree::Ident(_))).then(|| last - 1)
            }
            TokenTree::Punct(punct) if punct.as_char() == '>' && !is_arrow(trees, last) => {
                // A turbofish: `::<…>` after a name.
                let open = angle_open(trees, last)?;
                is_path_separator(trees, open).then_some(())?;
                end = open - 2;
                continue;
            }
            TokenTree::Punct(_) => None,
        };
    }
}

pub(super) fn is_expression_keyword(name: &str) -> bool {
    const KEYWORDS: &[&str] = &[
        "return", "break", "in", "if", "else", "match", "while", "let", "move", "mut", "ref", "as", "yield", "loop",
        "unsafe", "async", "box", "where", "for",
    ];
    KEYWORDS.contains(&name)
}

/// The first token of the path whose last segment is at `at` and follows a `::`.
pub(super) fn path_start(trees: &[TokenTree], at: usize) -> Option<usize> {
    let mut start = at;
    while is_path_separator(trees, start) {
        let before = start.checked_sub(3);
        match before.map(|index| (index, &trees[index])) {
            Some((index, TokenTree::Ident(ident))) if !is_expression_keyword(&ident.to_string()) => {
                start = if index >= 1 && is_punct(trees, index - 1, '$') { index - 1 } else { index };
            }
            Some((index, TokenTree::Punct(punct))) if punct.as_char() == '>' => {
                let open = angle_open(trees, index)?;
                start = if is_path_separator(trees, open) {
                    // `Name::<T>::clone`
                    name_before(trees, open - 2)?
                } else {
                    // `Name<T>::clone` (a type in tokens that are no expression) or `<T>::clone`
                    name_before(trees, open).unwrap_or(open)
                };
            }
            // `::std::clone::Clone::clone`
            _ => return Some(start - 2),
        }
    }
    Some(start)
}

fn name_before(trees: &[TokenTree], end: usize) -> Option<usize> {
    match trees.get(end.checked_sub(1)?) {
        Some(TokenTree::Ident(ident)) if !is_expression_keyword(&ident.to_string()) => Some(end - 1),
        _ => None,
    }
}

/// The `<` that the `>` at `close` closes.
pub(super) fn angle_open(trees: &[TokenTree], close: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for index in (0..=close).rev().take(LONGEST_ARGUMENTS) {
        if let TokenTree::Punct(punct) = &trees[index] {
            match punct.as_char() {
                '>' if !is_arrow(trees, index) => depth += 1,
                '<' => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(index);
                    }
                }
                ';' => return None,
                _ => {}
            }
        }
    }
    None
}

/// The `>` of `->` or `=>`.
fn is_arrow(trees: &[TokenTree], at: usize) -> bool {
    at >= 1
        && matches!(&trees[at - 1], TokenTree::Punct(punct) if matches!(punct.as_char(), '-' | '=') && punct.spacing() == Spacing::Joint)
}

/// The last segment of the path that ends before the `::` at `end`.
pub(super) fn last_segment(trees: &[TokenTree], end: usize) -> Option<String> {
    let last = end.checked_sub(1)?;
    match &trees[last] {
        TokenTree::Ident(ident) => Some(ident.to_string()),
        TokenTree::Punct(punct) if punct.as_char() == '>' => {
            let open = angle_open(trees, last)?;
            last_ident_before(trees, if is_path_separator(trees, open) { open - 2 } else { open })
        }
        _ => None,
    }
}

pub(super) fn last_ident_before(trees: &[TokenTree], mut end: usize) -> Option<String> {
    loop {
        match trees.get(end.checked_sub(1)?)? {
            TokenTree::Ident(ident) => return Some(ident.to_string()),
            TokenTree::Punct(punct) if punct.as_char() == '>' => end = angle_open(trees, end - 1)?,
            _ => return None,
        }
    }
}

/// The index after an optional `::<…>`.
pub(super) fn after_turbofish(trees: &[TokenTree], at: usize) -> usize {
    if !(is_path_separator(trees, at + 2) && is_punct(trees, at + 2, '<')) {
        return at;
    }
    let mut depth = 0_usize;
    for (index, tree) in trees.iter().enumerate().skip(at + 2).take(LONGEST_ARGUMENTS) {
        if let TokenTree::Punct(punct) = tree {
            match punct.as_char() {
                '<' => depth += 1,
                '>' if !is_arrow(trees, index) => depth -= 1,
                _ => {}
            }
        }
        if depth == 0 {
            return index + 1;
        }
    }
    at
}

pub(in crate::syntax) fn is_punct(trees: &[TokenTree], at: usize, character: char) -> bool {
    matches!(trees.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}

/// Whether `::` stands right before the token at `at`.
pub(super) fn is_path_separator(trees: &[TokenTree], at: usize) -> bool {
    at >= 2
        && is_punct(trees, at - 1, ':')
        && matches!(trees.get(at - 2), Some(TokenTree::Punct(punct)) if punct.as_char() == ':' && punct.spacing() == Spacing::Joint)
}
