//! Tokens that do not parse: calls are recognised by their neighbours; groups may be code again. Attributes and names
//! of functions and modules on the way keep scope and item right in an item that does not parse.

use std::ops::Range;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::Attribute;
use syn::parse::Parse as _;

use crate::model::Scope;

use super::super::attributes;
use super::super::depth::Depth;
use super::super::facts::ModuleFile;
use super::super::hir::{ExprId, SiteRole};
use super::super::tokens::{self, Found};
use super::lowerer::Lowerer;
use super::mentions::Taken;
use super::parse::{self, Arguments};
use super::raw_sites::Parse;
use super::sites::{Text, Written};
use super::spans::{first_of_tree, last_of_tree};

/// What the tokens before say of the next braces.
#[derive(Default)]
struct Head {
    scope: Option<Scope>,
    /// The name of `fn name` and `mod name`.
    item: Option<String>,
}

impl Lowerer<'_> {
    pub(super) fn token_level(&mut self, tokens: TokenStream) -> Vec<ExprId> {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        let mut calls = tokens::outermost_calls(&trees).into_iter().rev().peekable();
        let mut children = Vec::new();
        let mut head = Head::default();
        let mut at = 0;
        while at < trees.len() {
            if let Some((name, found)) = calls.next_if(|(_, found)| found.whole.start <= at) {
                at = found.whole.end;
                let call = self.in_scope(head.scope, |lowerer| lowerer.loose_call(&trees, name, found));
                // What stands around it decides what becomes of it.
                children.push(self.children(vec![call]));
                continue;
            }
            match &trees[at] {
                TokenTree::Group(group) => {
                    let inside = self.loose_group(&trees, at, group, &mut head);
                    if !inside.is_empty() {
                        children.push(self.children(inside));
                    }
                }
                TokenTree::Ident(_) => head.item = tokens::declared_name(&trees, at).or(head.item),
                _ => {}
            }
            at += 1;
        }
        self.modules_among(&trees);
        // What is too deep and has been gone into would be gone through again for each of the brackets around it.
        let is_known = |at: usize| match &trees[at] {
            TokenTree::Group(group) if self.is_deep(group.span_open()) => self.holds_sites(&trees, at, group),
            _ => false,
        };
        let unknown = (0..trees.len()).filter(|&at| !is_known(at)).map(|at| trees[at].clone()).collect();
        children.extend(self.mentions(&unknown, Taken::All));
        children
    }

    fn loose_group(&mut self, trees: &[TokenTree], at: usize, group: &Group, head: &mut Head) -> Vec<ExprId> {
        if group.delimiter() == Delimiter::Bracket && tokens::is_attribute(trees, at) {
            let attribute = trees[at - 1..=at].iter().cloned().collect::<TokenStream>();
            if let Ok(attributes) = self.depth_in(group.delim_span()).parse(Attribute::parse_outer, attribute)
                && self.is_scan
            {
                self.attributes(&attributes, None);
                head.scope = attributes::scope_of(&attributes, self.options.test_cfgs).or(head.scope);
            }
            return Vec::new();
        }
        if !self.holds_sites(trees, at, group) {
            return Vec::new();
        }
        let holds_word = self.holds_word(&group.span().byte_range());
        let is_brace = group.delimiter() == Delimiter::Brace;
        let item = head.item.take_if(|_| is_brace);
        let scope = head.scope;
        if is_brace {
            head.scope = None;
        }
        let mut children = Vec::new();
        let inside = |lowerer: &mut Self| {
            children = match item {
                Some(name) => lowerer.in_item(|| name, |lowerer| lowerer.loose_item(group)),
                None => lowerer.loose_arguments(trees, at, group, holds_word),
            };
        };
        if tokens::is_definition(trees, at) {
            self.in_scope(scope, |lowerer| lowerer.in_definition(inside));
        } else {
            self.in_scope(scope, inside);
        }
        children
    }

    /// Whether sites, or modules, may stand in a group.
    fn holds_sites(&self, trees: &[TokenTree], at: usize, group: &Group) -> bool {
        let range = group.span().byte_range();
        !tokens::is_template_call(trees, at) && (self.holds_word(&range) || self.holds_module(&range))
    }

    /// The braces of a function or module whose head does not parse.
    fn loose_item(&mut self, group: &Group) -> Vec<ExprId> {
        let depth = self.depth_in(group.delim_span());
        match parse::statements(depth, group.stream()) {
            Some(statements) => vec![self.statements(&statements)],
            None => self.arguments(depth, group.stream(), true),
        }
    }

    fn loose_arguments(&mut self, trees: &[TokenTree], at: usize, group: &Group, holds_word: bool) -> Vec<ExprId> {
        if holds_word
            && tokens::is_macro_call(trees, at)
            && let Ok(mac) = Depth::Fine.parse(syn::Macro::parse, trees[at - 2..=at].iter().cloned().collect())
        {
            return vec![self.at(|| (trees[at - 2].span(), group.span_close()), |lowerer| lowerer.macro_call(&mac))];
        }
        match parse::arguments(self.depth_in(group.delim_span()), group.stream(), false) {
            Some(parsed) => {
                let children = self.parsed(&parsed);
                // Parentheses around one expression: what follows decides what becomes of it.
                if let (Arguments::Exprs(_), [only]) = (&parsed, &children[..])
                    && tokens::is_operand(trees, at)
                    && !tokens::ends_with_comma(group)
                {
                    self.among_tokens(*only, Parse::Operand);
                }
                children
            }
            None => self.token_level(group.stream()),
        }
    }

    /// A cloning call, by the identifier at `name`: as a call if it parses as one, else as what it clones.
    fn loose_call(&mut self, trees: &[TokenTree], name: usize, found: Found) -> ExprId {
        let depth = if self.deep.is_empty() { Depth::Fine } else { Depth::Unknown };
        let stream = |range: Range<usize>| trees[range].iter().cloned().collect::<TokenStream>();
        let ends = |range: &Range<usize>| (first_of_tree(&trees[range.start]), last_of_tree(&trees[range.end - 1]));
        let receiver_at = found.has_clear_receiver(trees).then(|| ends(&found.receiver));
        let parse = Parse::Tokens(receiver_at.filter(|_| self.with_bodies).map(|ends| self.bytes(ends)));
        if let Ok(whole) = depth.parse(syn::Expr::parse, stream(found.whole.clone())) {
            let before = self.code.sites.len();
            let whole = self.expr(&whole);
            if self.code.sites[before..].iter().any(|site| site.expr == whole) {
                self.among_tokens(whole, parse);
                return whole;
            }
        }
        let is_part = found.argument.is_some() || found.receiver != found.whole;
        let receiver = found.argument.unwrap_or_else(|| stream(found.receiver.clone()));
        let expr = if let Ok(receiver) = depth.parse(syn::Expr::parse, receiver.clone()) {
            self.expr(&receiver)
        } else {
            let children = if is_part { self.token_level(receiver.clone()) } else { Vec::new() };
            self.children(children)
        };
        if let TokenTree::Ident(name) = &trees[name] {
            self.at(
                || ends(&found.whole),
                |lowerer| {
                    let whole = Text::Tokens(stream(found.whole.clone()));
                    let written = |_: &Self| Written { whole, receiver: Text::Tokens(receiver), parse };
                    lowerer.site(name, expr, (SiteRole::Receiver, found.spelling), written);
                },
            );
        }
        expr
    }

    /// `mod x;` among these tokens.
    fn modules_among(&mut self, trees: &[TokenTree]) {
        if !self.is_scan {
            return;
        }
        for window in trees.windows(3) {
            if let [TokenTree::Ident(keyword), TokenTree::Ident(name), TokenTree::Punct(end)] = window
                && keyword == "mod"
                && end.as_char() == ';'
            {
                self.module_declaration(name, vec![ModuleFile::default()], false);
            }
        }
    }
}
