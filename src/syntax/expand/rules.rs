//! The rules of a `macro_rules!` definition.

use std::iter::Peekable;

use proc_macro2::token_stream::IntoIter;
use proc_macro2::{Delimiter, Ident, Punct, Spacing, Span, TokenStream, TokenTree};

/// `(pattern) => { template }`
pub(super) struct Rule {
    pub(super) pattern: Vec<Part>,
    pub(super) template: Vec<Part>,
}

/// A piece of a pattern or template.
pub(super) enum Part {
    /// A token that stands for itself.
    Token(TokenTree),
    /// A delimited group.
    Group(Delimiter, Vec<Part>),
    /// `$name:kind` in a pattern, `$name` in a template.
    Variable(Ident, Option<Fragment>),
    /// `$( … ) separator *`
    Repeat { parts: Vec<Part>, separator: Vec<TokenTree>, count: Count },
    /// `$crate`
    Crate,
}

/// How often a repetition may stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    /// `*`
    Any,
    /// `+`
    Some,
    /// `?`
    Optional,
}

/// What a variable matches.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fragment {
    Block,
    Expr,
    Ident,
    Item,
    Lifetime,
    Literal,
    Meta,
    Pat,
    PatParam,
    Path,
    Stmt,
    Tree,
    Ty,
    Vis,
}

impl Fragment {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "block" => Self::Block,
            "expr" | "expr_2021" => Self::Expr,
            "ident" => Self::Ident,
            "item" => Self::Item,
            "lifetime" => Self::Lifetime,
            "literal" => Self::Literal,
            "meta" => Self::Meta,
            "pat" => Self::Pat,
            "pat_param" => Self::PatParam,
            "path" => Self::Path,
            "stmt" => Self::Stmt,
            "tt" => Self::Tree,
            "ty" => Self::Ty,
            "vis" => Self::Vis,
            _ => return None,
        })
    }
}

/// Reads rules up to the first that is not understood.
pub(super) fn parse(tokens: TokenStream, code: Code) -> Vec<Rule> {
    let mut trees = tokens.into_iter().peekable();
    let mut rules = Vec::new();
    while let Some(rule) = rule(&mut trees, code) {
        rules.push(rule);
        while trees.next_if(|tree| is_punct(tree, ';')).is_some() {}
    }
    rules
}

/// Whether the code of functions in templates is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Code {
    /// Only what is declared matters: bodies come out empty.
    Left,
    /// All tokens.
    Kept,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Pattern,
    Template(Code),
}

fn rule(trees: &mut Peekable<IntoIter>, code: Code) -> Option<Rule> {
    let TokenTree::Group(pattern) = trees.next()? else { return None };
    let arrow = [trees.next()?, trees.next()?];
    if !(is_punct(&arrow[0], '=') && is_punct(&arrow[1], '>')) {
        return None;
    }
    let TokenTree::Group(template) = trees.next()? else { return None };
    Some(Rule {
        pattern: parts(pattern.stream(), Side::Pattern)?,
        template: parts(template.stream(), Side::Template(code))?,
    })
}

fn parts(tokens: TokenStream, side: Side) -> Option<Vec<Part>> {
    let mut trees = tokens.into_iter().peekable();
    let mut parts = Vec::new();
    // `fn` seen, its body not yet.
    let mut in_signature = false;
    while let Some(tree) = trees.next() {
        if is_punct(&tree, '$')
            && let Some(Part::Token(before)) = parts.last_mut()
        {
            end_token(before);
        }
        parts.push(match tree {
            TokenTree::Punct(punct) if punct.as_char() == '$' => match trees.peek() {
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
                    let inside = group.stream();
                    trees.next();
                    repeat(parts_of_repeat(inside, side)?, &mut trees)?
                }
                Some(TokenTree::Ident(_)) => variable(&mut trees, side)?,
                // `${count(x)}` and `$$` are not stable.
                _ => return None,
            },
            TokenTree::Group(group) => {
                let is_body = group.delimiter() == Delimiter::Brace && std::mem::take(&mut in_signature);
                let inside = if is_body && side == Side::Template(Code::Left) {
                    Vec::new()
                } else {
                    self::parts(group.stream(), side)?
                };
                Part::Group(group.delimiter(), inside)
            }
            other => {
                match &other {
                    TokenTree::Ident(ident) if ident == "fn" => in_signature = true,
                    other if is_punct(other, ';') => in_signature = false,
                    _ => {}
                }
                // Only what a call writes has a place.
                let mut token = other;
                token.set_span(Span::call_site());
                Part::Token(token)
            }
        });
    }
    Some(parts)
}

fn parts_of_repeat(tokens: TokenStream, side: Side) -> Option<Vec<Part>> {
    let parts = parts(tokens, side)?;
    (!parts.is_empty()).then_some(parts)
}

fn variable(trees: &mut Peekable<IntoIter>, side: Side) -> Option<Part> {
    let TokenTree::Ident(name) = trees.next()? else { return None };
    if name == "crate" {
        return Some(Part::Crate);
    }
    if side != Side::Pattern {
        return Some(Part::Variable(name, None));
    }
    trees.next_if(|tree| is_punct(tree, ':'))?;
    let TokenTree::Ident(kind) = trees.next()? else { return None };
    Some(Part::Variable(name, Some(Fragment::named(&kind.to_string())?)))
}

/// What follows the `)` of `$( … )`.
fn repeat(parts: Vec<Part>, trees: &mut Peekable<IntoIter>) -> Option<Part> {
    let mut separator = Vec::new();
    loop {
        let tree = trees.next()?;
        // A separator is one token, which may be several characters, each of which may be one of these.
        let count = match &tree {
            TokenTree::Punct(punct) => match punct.as_char() {
                '*' => Some(Count::Any),
                '+' => Some(Count::Some),
                '?' => Some(Count::Optional),
                _ => None,
            },
            _ => None,
        };
        if let Some(count) = count {
            separator.last_mut().map(end_token);
            return Some(Part::Repeat { parts, separator, count });
        }
        if separator.len() > 2 || matches!(tree, TokenTree::Group(_)) {
            return None;
        }
        separator.push(tree);
    }
}

pub(super) fn is_punct(tree: &TokenTree, character: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == character)
}

/// Takes a character apart from what follows it: in `:$ty`, from what is written for `$ty`.
pub(super) fn end_token(tree: &mut TokenTree) {
    if let TokenTree::Punct(punct) = tree {
        let mut alone = Punct::new(punct.as_char(), Spacing::Alone);
        alone.set_span(punct.span());
        *punct = alone;
    }
}

/// Whether two characters that stand side by side are one token.
pub(super) fn is_operator(text: &str) -> bool {
    const OPERATORS: &[&str] = &[
        "::", "->", "=>", "==", "!=", "<=", ">=", "&&", "||", "+=", "-=", "*=", "/=", "%=", "^=", "&=", "|=", "<<",
        ">>", "..", "...", "..=", "<<=", ">>=", "<-",
    ];
    OPERATORS.contains(&text)
}

/// Whether the next character belongs to the same token.
pub(super) fn is_joint(tree: &TokenTree) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.spacing() == Spacing::Joint)
}
