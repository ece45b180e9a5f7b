//! Macro arguments and bodies: parsed where they are code, recognised by their tokens elsewhere.

use std::ops::Range;

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::visit::Visit;
use syn::{Attribute, Block, Expr, Item, ItemMacro, LitStr, Macro, MacroDelimiter, Meta, Stmt, Token};

use crate::model::Context;

use super::attributes;
use super::outlook::{Arguments, Outlook};
use super::recognize;
use super::sites::SiteParts;
use super::source::SourceText;
use super::text::compact;
use super::tokens::{self, Found, byte_range};
use super::visitor::SiteVisitor;
use super::{IncludeDecl, ModuleDecl};

/// What a macro's arguments most likely are, by where the call stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    /// Among items.
    Items,
    /// Among statements or in an expression.
    Expressions,
}

/// Attributes whose arguments are no code.
const PLAIN_ATTRIBUTES: &[&str] =
    &["doc", "derive", "cfg", "cfg_attr", "allow", "expect", "warn", "deny", "forbid", "deprecated", "path"];

impl SiteVisitor<'_> {
    /// Code in attribute arguments: `#[instrument(fields(id = %id.clone()))]`.
    pub(super) fn attribute(&mut self, attribute: &Attribute) {
        if let Some(arguments) = code_arguments(attribute, self.source) {
            self.in_macro(|visitor| visitor.tokens(arguments.clone(), Position::Expressions, Arguments::Plain));
        }
    }

    /// A macro among items, `macro_rules!` included.
    pub(super) fn macro_item(&mut self, item: &ItemMacro) {
        match &item.ident {
            Some(name) if item.mac.path.is_ident("macro_rules") => {
                if self.source.holds_word(&bytes(&item.mac.delimiter)) {
                    self.in_item(format!("{name}!"), |visitor| {
                        visitor.in_macro(|visitor| {
                            visitor.in_definition(|visitor| visitor.macro_rules(item.mac.tokens.clone()));
                        });
                    });
                }
            }
            _ => self.macro_call(&item.mac, Position::Items),
        }
    }

    /// Only what is written out is code: `(matcher) => { transcriber }`.
    fn macro_rules(&mut self, rules: TokenStream) {
        let mut after_arrow = false;
        let mut dash = false;
        for tree in rules {
            match tree {
                TokenTree::Group(group) if after_arrow => {
                    after_arrow = false;
                    self.token_level(group.stream());
                }
                TokenTree::Punct(punct) => {
                    after_arrow = dash && punct.as_char() == '>';
                    dash = punct.as_char() == '=';
                }
                _ => after_arrow = false,
            }
        }
    }

    /// A macro call's arguments.
    pub(super) fn macro_call(&mut self, mac: &Macro, position: Position) {
        let Some(ident) = mac.path.segments.last().map(|segment| &segment.ident) else { return };
        let name = ident.to_string();
        if recognize::is_template(&name) {
            return;
        }
        if name == "include" {
            if let Ok(literal) = mac.parse_body::<LitStr>() {
                self.facts.includes.push(IncludeDecl {
                    path: literal.value(),
                    inside: self.inline_modules.clone(),
                    scope: self.scope,
                });
            }
            return;
        }
        let range = bytes(&mac.delimiter);
        if self.source.holds_word(&range) {
            self.in_macro(|visitor| visitor.tokens(mac.tokens.clone(), position, Arguments::of(ident)));
        } else if position == Position::Items && (self.holds_module(&range) || self.source.holds_item(&range)) {
            self.tokens(mac.tokens.clone(), position, Arguments::Plain);
        }
    }

    fn holds_module(&self, range: &Range<usize>) -> bool {
        memchr::memmem::find(&self.source.code().as_bytes()[range.clone()], b"mod ").is_some()
    }

    /// Tokens that are code: parsed if they can be, else taken level by level.
    pub(super) fn tokens(&mut self, tokens: TokenStream, position: Position, arguments: Arguments) {
        if !self.parsed(&tokens, position, arguments) {
            self.token_level(tokens);
        }
    }

    fn parsed(&mut self, tokens: &TokenStream, position: Position, arguments: Arguments) -> bool {
        match position {
            Position::Items => {
                self.parsed_items(tokens)
                    || self.parsed_expressions(tokens, arguments)
                    || self.parsed_statements(tokens)
            }
            Position::Expressions => {
                self.parsed_expressions(tokens, arguments)
                    || self.parsed_statements(tokens)
                    || self.parsed_items(tokens)
            }
        }
    }

    /// `a, b` and `a; b`
    fn parsed_expressions(&mut self, tokens: &TokenStream, arguments: Arguments) -> bool {
        let with_commas = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(tokens.clone());
        let (arguments, expressions): (_, Vec<Expr>) = match with_commas {
            // What has a comma is a tuple or a call's arguments.
            Ok(list) if arguments == Arguments::Unknown && (list.len() != 1 || list.trailing_punct()) => {
                (Arguments::Plain, list.into_iter().collect())
            }
            Ok(list) => (arguments, list.into_iter().collect()),
            Err(_) => match Punctuated::<Expr, Token![;]>::parse_terminated.parse2(tokens.clone()) {
                Ok(list) => (Arguments::Plain, list.into_iter().collect()),
                Err(_) => return false,
            },
        };
        for expression in &expressions {
            self.look_for_directives(expression);
        }
        self.macro_arguments(arguments, &expressions);
        true
    }

    fn parsed_statements(&mut self, tokens: &TokenStream) -> bool {
        let Ok(statements) = Block::parse_within.parse2(tokens.clone()) else { return false };
        // Tokens that syn passes through are better looked at one by one.
        if statements
            .iter()
            .any(|statement| matches!(statement, Stmt::Expr(Expr::Verbatim(_), _) | Stmt::Item(Item::Verbatim(_))))
        {
            return false;
        }
        for statement in &statements {
            self.look_for_directives(statement);
            self.visit_stmt(statement);
        }
        true
    }

    fn parsed_items(&mut self, tokens: &TokenStream) -> bool {
        let items = |input: ParseStream<'_>| {
            let mut items = Vec::new();
            while !input.is_empty() {
                items.push(input.parse::<Item>()?);
            }
            Ok(items)
        };
        let Ok(items) = items.parse2(tokens.clone()) else { return false };
        for item in &items {
            self.look_for_directives(item);
            self.visit_item(item);
        }
        true
    }

    /// Bare tokens: calls are recognised by their neighbours; groups may be code again. Attributes and names of
    /// functions and modules on the way keep scope and item right in an item that does not parse.
    pub(super) fn token_level(&mut self, tokens: TokenStream) {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        let mut scope = None;
        let mut item: Option<String> = None;
        for at in 0..trees.len() {
            match &trees[at] {
                TokenTree::Group(group) => {
                    if group.delimiter() == Delimiter::Bracket && is_attribute(&trees, at) {
                        let attribute = trees[at - 1..=at].iter().cloned().collect::<TokenStream>();
                        if let Ok(attributes) = Attribute::parse_outer.parse2(attribute) {
                            for attribute in &attributes {
                                self.attribute(attribute);
                            }
                            scope = attributes::scope_of(&attributes).or(scope);
                        }
                        continue;
                    }
                    let range = group.span().byte_range();
                    if is_template_call(&trees, at) || !(self.source.holds_word(&range) || self.holds_module(&range)) {
                        continue;
                    }
                    let stream = group.stream();
                    let position = if item.is_some() { Position::Items } else { Position::Expressions };
                    let arguments = tokens::arguments_at(&trees, at);
                    let inside = |visitor: &mut Self| match item.take_if(|_| group.delimiter() == Delimiter::Brace) {
                        Some(name) => visitor.in_item(name, |visitor| visitor.body_tokens(stream, position)),
                        None => visitor.tokens(stream, position, arguments),
                    };
                    if tokens::is_definition(&trees, at) {
                        self.in_definition(|visitor| visitor.in_scope(scope, inside));
                    } else {
                        self.in_scope(scope, inside);
                    }
                    if group.delimiter() == Delimiter::Brace {
                        scope = None;
                    }
                }
                TokenTree::Ident(ident) => {
                    if let Some(name) = declared_name(&trees, at) {
                        item = Some(name);
                    } else if let Some(found) = tokens::recognize_at(&trees, at) {
                        self.in_scope(scope, |visitor| visitor.found(&trees, found, ident));
                    }
                }
                _ => {}
            }
        }
        self.module_level(&trees);
    }

    /// The braces of a function or module whose head does not parse.
    fn body_tokens(&mut self, stream: TokenStream, position: Position) {
        if !self.parsed_statements(&stream) {
            self.tokens(stream, position, Arguments::Plain);
        }
    }

    fn found(&mut self, trees: &[TokenTree], found: Found, name: &Ident) {
        let text = |trees: &[TokenTree]| compact(trees.iter().cloned().collect());
        let is_clear = found.has_clear_receiver(trees);
        let (tokens, receiver) = (&trees[found.whole], &trees[found.receiver]);
        let whole = byte_range(tokens);
        let parts = SiteParts {
            receiver: found.argument.map_or_else(|| text(receiver), compact),
            compact_whole: text(tokens),
            anatomy: is_clear.then(|| self.anatomy(&whole, byte_range(receiver), false, Outlook::UNKNOWN)),
        };
        let place: Option<Context> = None;
        self.site(found.spelling, &whole, name, place, parts);
    }

    /// `mod x;` among these tokens.
    fn module_level(&mut self, trees: &[TokenTree]) {
        for window in trees.windows(3) {
            if let [TokenTree::Ident(keyword), TokenTree::Ident(name), TokenTree::Punct(end)] = window
                && keyword == "mod"
                && end.as_char() == ';'
            {
                self.facts.modules.push(ModuleDecl {
                    name: name.to_string(),
                    paths: Vec::new(),
                    default_path: true,
                    inside: self.inline_modules.clone(),
                    scope: self.scope,
                });
            }
        }
    }
}

/// An attribute's arguments, if a site may stand in them.
pub(super) fn code_arguments<'t>(attribute: &'t Attribute, source: &SourceText<'_>) -> Option<&'t TokenStream> {
    let Meta::List(list) = &attribute.meta else { return None };
    let is_code = !PLAIN_ATTRIBUTES.iter().any(|name| list.path.is_ident(name));
    (is_code && source.holds_word(&bytes(&list.delimiter))).then_some(&list.tokens)
}

/// Bytes of a macro's arguments with their brackets. The tokens' own span would have to copy them.
pub(super) fn bytes(delimiter: &MacroDelimiter) -> Range<usize> {
    delimiter.span().join().byte_range()
}

/// `#[…]` and `#![…]`
pub(super) fn is_attribute(trees: &[TokenTree], at: usize) -> bool {
    at >= 1 && matches!(&trees[at - 1], TokenTree::Punct(punct) if punct.as_char() == '#')
}

/// `quote! { … }` and its kin.
pub(super) fn is_template_call(trees: &[TokenTree], at: usize) -> bool {
    at >= 2
        && matches!(&trees[at - 1], TokenTree::Punct(punct) if punct.as_char() == '!')
        && matches!(&trees[at - 2], TokenTree::Ident(ident) if recognize::is_template(&ident.to_string()))
}

/// The name of `fn name` and `mod name`.
fn declared_name(trees: &[TokenTree], at: usize) -> Option<String> {
    let (TokenTree::Ident(keyword), TokenTree::Ident(name)) = (trees.get(at.checked_sub(1)?)?, &trees[at]) else {
        return None;
    };
    (keyword == "fn" || keyword == "mod").then(|| name.to_string())
}
