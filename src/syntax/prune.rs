//! Empties function bodies in which no site can stand, before anything is parsed.
//!
//! Most of a parse goes into function bodies, and most bodies clone nothing. Emptying them saves time, and bounds the
//! memory that generated tables take. Signatures, types, modules and macros stay.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};

use super::source::SourceText;

/// Smaller files are parsed whole: the saving cannot be measured, and a syntax error is then reported even where no
/// clone could stand.
const WHOLE_BELOW: usize = 4 * 1024;

/// Longer bracket groups without a word are tables of constants, and are emptied as well. Empty brackets would not
/// parse as a type, but none is that long, nor as an attribute, but those are let alone.
const TABLE_FROM: usize = 4 * 1024;

/// The tokens without the content of bodies that hold no cloning word.
pub(super) fn prune(tokens: TokenStream, source: &SourceText<'_>) -> TokenStream {
    if source.code().len() < WHOLE_BELOW { tokens } else { prune_level(tokens, Some(source)) }
}

/// The tokens without any body, for files of which only the declarations are wanted.
pub(super) fn prune_bodies(tokens: TokenStream) -> TokenStream {
    prune_level(tokens, None)
}

/// Without a source, nothing is worth keeping.
fn prune_level(tokens: TokenStream, source: Option<&SourceText<'_>>) -> TokenStream {
    // `fn` seen, its body not yet: the next brace group on this level is the body. A brace in a const generic
    // argument of the signature would be taken for it; such a group is emptied only if it holds no word, and `{ }`
    // parses there as well.
    let mut in_signature = false;
    // `#` or `#!` seen: the next bracket group is an attribute, a doc comment among them.
    let mut after_hash = false;
    tokens
        .into_iter()
        .map(|tree| match tree {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let span = group.span();
                let is_body = std::mem::take(&mut in_signature);
                if !is_body {
                    regroup(Delimiter::Brace, prune_level(into_stream(group), source), span)
                } else if source
                    .is_some_and(|source| source.holds_word(&span.byte_range()) || declares_function(&group, source))
                {
                    TokenTree::Group(group)
                } else {
                    regroup(Delimiter::Brace, TokenStream::new(), span)
                }
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                let is_attribute = std::mem::take(&mut after_hash);
                let is_kept = || {
                    let range = group.span().byte_range();
                    range.len() < TABLE_FROM || source.is_some_and(|source| source.holds_word(&range))
                };
                if is_attribute || is_kept() {
                    TokenTree::Group(group)
                } else {
                    regroup(Delimiter::Bracket, TokenStream::new(), group.span())
                }
            }
            TokenTree::Ident(ident) => {
                in_signature |= ident == "fn";
                TokenTree::Ident(ident)
            }
            TokenTree::Punct(punct) => {
                in_signature &= punct.as_char() != ';';
                after_hash = punct.as_char() == '#' || (after_hash && punct.as_char() == '!');
                TokenTree::Punct(punct)
            }
            other => other,
        })
        .collect()
}

/// Whether a function is declared within the group: it is an item, which has to be known even if it clones nothing.
/// The text is asked first, because looking at tokens copies them.
fn declares_function(group: &Group, source: &SourceText<'_>) -> bool {
    fn declares(tokens: TokenStream) -> bool {
        let mut after_fn = false;
        tokens.into_iter().any(|tree| match tree {
            TokenTree::Ident(ident) => std::mem::replace(&mut after_fn, ident == "fn"),
            TokenTree::Group(group) => declares(group.stream()),
            _ => false,
        })
    }
    source.holds_item(&group.span().byte_range()) && declares(group.stream())
}

/// The group's content. Taking the group by value leaves the stream unshared, so that iterating it copies nothing.
fn into_stream(group: Group) -> TokenStream {
    let stream = group.stream();
    drop(group);
    stream
}

fn regroup(delimiter: Delimiter, content: TokenStream, span: Span) -> TokenTree {
    let mut group = Group::new(delimiter, content);
    group.set_span(span);
    TokenTree::Group(group)
}
