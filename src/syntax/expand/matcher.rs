//! Arguments against a rule's pattern.
//!
//! Repetitions take what they can and give nothing back. That is what rustc does, too: where a token could be the next
//! of a repetition as well as what follows it, the call is an error.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::discouraged::Speculative;
use syn::parse::{ParseBuffer, ParseStream, Parser};
use syn::{Expr, Item, Lifetime, Lit, Meta, Pat, Token, Type, TypePath, Visibility};

use super::rules::{Count, Fragment, Part, Rule, is_joint, is_operator};

/// What a variable stands for.
pub(super) enum Binding {
    /// Tokens.
    One(Vec<TokenTree>),
    /// One for each time its repetition was matched.
    Many(Vec<Binding>),
}

pub(super) type Bindings = Vec<(Ident, Binding)>;

/// The first rule whose pattern matches all of the arguments, and what its variables stand for.
pub(super) fn first<'r>(rules: &'r [Rule], arguments: &TokenStream) -> Option<(&'r Rule, Bindings)> {
    let mut found = None;
    // One buffer for all attempts: filling it copies the tokens.
    let attempts = |input: ParseStream<'_>| {
        found = rules.iter().find_map(|rule| {
            let fork = input.fork();
            let mut bindings = Bindings::new();
            sequence(&rule.pattern, &fork, &mut bindings).filter(|()| fork.is_empty())?;
            Some((rule, bindings))
        });
        Ok(())
    };
    // An error says that tokens are left over, which is known here.
    let _ = attempts.parse2(arguments.clone());
    found
}

fn sequence(pattern: &[Part], input: ParseStream<'_>, bindings: &mut Bindings) -> Option<()> {
    pattern.iter().try_for_each(|part| match part {
        Part::Token(token) => self::token(token, input),
        Part::Group(delimiter, inside) => {
            let content = enter(*delimiter, input).ok()?;
            sequence(inside, &content, bindings)?;
            content.is_empty().then_some(())
        }
        Part::Variable(name, kind) => {
            bindings.push((name.clone(), Binding::One(fragment((*kind)?, input)?)));
            Some(())
        }
        Part::Repeat { parts, separator, count } => repeat(parts, separator, *count, input, bindings),
        Part::Crate => None,
    })
}

fn repeat(
    parts: &[Part],
    separator: &[TokenTree],
    count: Count,
    input: ParseStream<'_>,
    bindings: &mut Bindings,
) -> Option<()> {
    let first = bindings.len();
    declare(parts, bindings);
    let mut times = 0;
    while !input.is_empty() {
        let fork = input.fork();
        if times > 0 && separator.iter().try_for_each(|tree| token(tree, &fork)).is_none() {
            break;
        }
        let mut inside = Bindings::new();
        // What matches nothing would do so forever.
        if sequence(parts, &fork, &mut inside).is_none() || fork.cursor() == input.cursor() {
            break;
        }
        input.advance_to(&fork);
        // Both have the order of the pattern.
        for ((_, all), (_, one)) in bindings[first..].iter_mut().zip(inside) {
            if let Binding::Many(all) = all {
                all.push(one);
            }
        }
        times += 1;
        if count == Count::Optional {
            break;
        }
    }
    (times > 0 || count != Count::Some).then_some(())
}

/// The variables of a repetition, in the order in which matching it binds them.
fn declare(parts: &[Part], bindings: &mut Bindings) {
    for part in parts {
        match part {
            Part::Variable(name, _) => bindings.push((name.clone(), Binding::Many(Vec::new()))),
            Part::Group(_, parts) | Part::Repeat { parts, .. } => declare(parts, bindings),
            Part::Token(_) | Part::Crate => {}
        }
    }
}

fn enter<'a>(delimiter: Delimiter, input: &ParseBuffer<'a>) -> syn::Result<ParseBuffer<'a>> {
    let content;
    match delimiter {
        Delimiter::Parenthesis => {
            syn::parenthesized!(content in input);
        }
        Delimiter::Brace => {
            syn::braced!(content in input);
        }
        Delimiter::Bracket => {
            syn::bracketed!(content in input);
        }
        Delimiter::None => return Err(input.error("no such group is written")),
    }
    Ok(content)
}

fn token(expected: &TokenTree, input: ParseStream<'_>) -> Option<()> {
    let (tree, _) = input.cursor().token_tree()?;
    let is_same = match (expected, &tree) {
        (TokenTree::Ident(a), TokenTree::Ident(b)) => a == b,
        (TokenTree::Punct(a), TokenTree::Punct(b)) => a.as_char() == b.as_char(),
        (TokenTree::Literal(a), TokenTree::Literal(b)) => a.to_string() == b.to_string(),
        _ => false,
    };
    if is_same { next(input).map(drop) } else { None }
}

fn next(input: ParseStream<'_>) -> Option<TokenTree> {
    input.step(|cursor| cursor.token_tree().ok_or_else(|| cursor.error("a token is expected"))).ok()
}

/// The tokens that a variable takes.
fn fragment(kind: Fragment, input: ParseStream<'_>) -> Option<Vec<TokenTree>> {
    match kind {
        Fragment::Ident => {
            let ident = input.fork().call(Ident::parse_any).ok()?;
            return if ident == "_" { None } else { Some(vec![next(input)?]) };
        }
        Fragment::Tree => return tree(input),
        Fragment::Block => {
            return if input.peek(syn::token::Brace) { Some(vec![next(input)?]) } else { None };
        }
        _ => {}
    }
    let fork = input.fork();
    parse(kind, &fork)?;
    let mut taken = Vec::new();
    while input.cursor() != fork.cursor() {
        taken.push(next(input)?);
    }
    // `a + b` stays one operand.
    if kind == Fragment::Expr && taken.len() > 1 {
        taken = vec![Group::new(Delimiter::None, taken.into_iter().collect()).into()];
    }
    Some(taken)
}

fn parse(kind: Fragment, input: ParseStream<'_>) -> Option<()> {
    match kind {
        Fragment::Expr => input.parse::<Expr>().map(drop),
        Fragment::Item => input.parse::<Item>().map(drop),
        Fragment::Lifetime => input.parse::<Lifetime>().map(drop),
        Fragment::Literal => input.parse::<Lit>().map(drop),
        Fragment::Meta => input.parse::<Meta>().map(drop),
        Fragment::Pat => Pat::parse_multi_with_leading_vert(input).map(drop),
        Fragment::PatParam => Pat::parse_single(input).map(drop),
        Fragment::Path => input.parse::<TypePath>().map(drop),
        Fragment::Stmt => statement(input),
        Fragment::Ty => input.parse::<Type>().map(drop),
        Fragment::Vis => input.parse::<Visibility>().map(drop),
        Fragment::Block | Fragment::Ident | Fragment::Tree => return None,
    }
    .ok()
}

/// A statement without its semicolon.
fn statement(input: ParseStream<'_>) -> syn::Result<()> {
    if input.parse::<Option<Token![let]>>()?.is_some() {
        Pat::parse_multi_with_leading_vert(input)?;
        if input.parse::<Option<Token![:]>>()?.is_some() {
            input.parse::<Type>()?;
        }
        if input.parse::<Option<Token![=]>>()?.is_some() {
            input.parse::<Expr>()?;
        }
        return Ok(());
    }
    let fork = input.fork();
    if fork.parse::<Item>().is_ok() {
        input.advance_to(&fork);
        return Ok(());
    }
    input.parse::<Expr>().map(drop)
}

/// One token or group. Characters that make up one token are taken together.
fn tree(input: ParseStream<'_>) -> Option<Vec<TokenTree>> {
    let first = next(input)?;
    let TokenTree::Punct(punct) = &first else { return Some(vec![first]) };
    let mut text = punct.as_char().to_string();
    let mut taken = vec![first];
    if text == "'" {
        taken.push(next(input)?);
        return Some(taken);
    }
    while taken.last().is_some_and(is_joint)
        && let Some((TokenTree::Punct(punct), _)) = input.cursor().token_tree()
    {
        text.push(punct.as_char());
        if !is_operator(&text) {
            break;
        }
        taken.push(next(input)?);
    }
    Some(taken)
}
