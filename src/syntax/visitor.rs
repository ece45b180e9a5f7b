//! The walk over a file's items: where am I (item, scope, contexts, bindings), and is this a site?
//!
//! State that holds inside of something is set by the `in_…` methods, which take a closure and undo it afterwards.
//! Sites have one door: [`SiteVisitor::site`].

use std::ops::Range;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{
    Attribute, Block, Expr, ExprCall, ExprMethodCall, ExprPath, FnArg, ImplItem, Item, ItemImpl, ItemMod, Local, Macro, Pat, Signature, Stmt,
    TraitItem, Type,
};

use crate::model::{Context, Scope, Spelling, TypeRef};

use super::attributes;
use super::bindings::Bindings;
use super::declarations::{arguments, type_ref};
use super::recognize::{self, Qualifier};
use super::source::SourceText;
use super::tokens::{clip, compact, without_reference};
use super::{FileFacts, InlineModule, ModuleDecl, RawSite, ReceiverType};

/// Visits a file's tokens and says what stands there.
pub(super) fn visit(source: &SourceText<'_>, tokens: TokenStream) -> FileFacts {
    let mut visitor = SiteVisitor::new(source);
    let whole_file = |input: ParseStream<'_>| {
        let inner = input.call(Attribute::parse_inner).unwrap_or_default();
        visitor.in_attributes(&inner, |visitor| visitor.items(input));
        Ok(())
    };
    // The parser above takes every token and returns no error of its own.
    if let Err(error) = whole_file.parse2(tokens) {
        visitor.facts.parse_error.get_or_insert_with(|| describe(&error));
    }
    visitor.finish()
}

fn describe(error: &syn::Error) -> String {
    format!("line {}: {error}", error.span().start().line)
}

pub(super) struct SiteVisitor<'a> {
    pub(super) source: &'a SourceText<'a>,
    pub(super) facts: FileFacts,
    /// Path of the enclosing item within the file.
    item: Vec<String>,
    pub(super) scope: Option<Scope>,
    /// What encloses the place, outermost first.
    contexts: Vec<Context>,
    /// What the next expression is to its parent.
    place: Option<Context>,
    bindings: Bindings,
    self_type: Option<String>,
    pub(super) inline_modules: Vec<InlineModule>,
    macro_depth: usize,
}

impl<'a> SiteVisitor<'a> {
    fn new(source: &'a SourceText<'a>) -> Self {
        Self {
            source,
            facts: FileFacts::default(),
            item: Vec::new(),
            scope: None,
            contexts: Vec::new(),
            place: None,
            bindings: Bindings::default(),
            self_type: None,
            inline_modules: Vec::new(),
            macro_depth: 0,
        }
    }

    /// Orders the sites and marks the lines that grep counts.
    fn finish(mut self) -> FileFacts {
        self.facts.sites.sort_by_key(|site| (site.span.name, site.span.bytes.start));
        self.facts.import_roots = self.facts.declarations.import_roots();
        self.facts.lines = self.source.line_count();
        let mut last_line = 0;
        for at in self.source.grep_matches() {
            let line = self.source.line_of(at);
            if line == last_line {
                continue;
            }
            last_line = line;
            self.facts.grep_lines += 1;
            let text = self.source.line_text(line);
            // A site makes the line match if its own `.clone()` stands there in one piece.
            let site = self.facts.sites.iter_mut().find(|site| {
                site.span.name.0 as usize == line && site.spelling == Spelling::Method && {
                    let name: String = text.chars().skip(site.span.name.1 as usize - 2).take(8).collect();
                    name == ".clone()"
                }
            });
            match site {
                Some(site) => site.grep_line = true,
                None => self.facts.mentions.push(clip(text.trim().to_owned())),
            }
        }
        self.facts
    }

    /// Items one after the other. One that does not parse is scanned by its tokens; the rest of the file is not lost.
    fn items(&mut self, input: ParseStream<'_>) {
        while !input.is_empty() {
            let fork = input.fork();
            match fork.parse::<Item>() {
                Ok(item) => {
                    syn::parse::discouraged::Speculative::advance_to(input, &fork);
                    self.visit_item(&item);
                }
                Err(error) => {
                    self.facts.parse_error.get_or_insert_with(|| describe(&error));
                    let broken = broken_item(input);
                    self.token_level(broken);
                }
            }
        }
    }

    // ---- where am I ----

    pub(super) fn self_type(&self) -> Option<&str> {
        self.self_type.as_deref()
    }

    pub(super) fn bound(&self, name: &str) -> Option<ReceiverType> {
        self.bindings.get(name).cloned()
    }

    pub(super) fn in_item<R>(&mut self, name: String, inside: impl FnOnce(&mut Self) -> R) -> R {
        self.item.push(name);
        self.facts.items.push(self.item.join("::"));
        let result = inside(self);
        self.item.pop();
        result
    }

    /// What attributes say holds for what they stand on; their own arguments may hold code.
    fn in_attributes<R>(&mut self, attributes: &[Attribute], inside: impl FnOnce(&mut Self) -> R) -> R {
        self.in_scope(attributes::scope_of(attributes), inside)
    }

    pub(super) fn in_scope<R>(&mut self, scope: Option<Scope>, inside: impl FnOnce(&mut Self) -> R) -> R {
        let outer = self.scope;
        self.scope = scope.or(outer);
        let result = inside(self);
        self.scope = outer;
        result
    }

    pub(super) fn in_context<R>(&mut self, context: Context, inside: impl FnOnce(&mut Self) -> R) -> R {
        self.contexts.push(context);
        let result = inside(self);
        self.contexts.pop();
        result
    }

    pub(super) fn in_block<R>(&mut self, inside: impl FnOnce(&mut Self) -> R) -> R {
        let mark = self.bindings.enter();
        let result = inside(self);
        self.bindings.leave(mark);
        result
    }

    pub(super) fn in_macro<R>(&mut self, inside: impl FnOnce(&mut Self) -> R) -> R {
        self.macro_depth += 1;
        let result = self.in_context(Context::Macro, inside);
        self.macro_depth -= 1;
        result
    }

    fn in_self_type<R>(&mut self, name: Option<String>, inside: impl FnOnce(&mut Self) -> R) -> R {
        let outer = std::mem::replace(&mut self.self_type, name);
        let result = inside(self);
        self.self_type = outer;
        result
    }

    /// A body is entered only from its own function: loops and closures around a nested function are not around its code.
    fn in_function(&mut self, signature: &Signature, body: Option<&Block>) {
        let outer = std::mem::take(&mut self.contexts);
        let outer_bindings = std::mem::take(&mut self.bindings);
        if self.macro_depth > 0 {
            self.contexts.push(Context::Macro);
        }
        self.in_item(signature.ident.to_string(), |visitor| {
            if signature.asyncness.is_some() {
                visitor.contexts.push(Context::Async);
            }
            visitor.facts.declarations.generics.extend(signature.generics.type_params().map(|param| param.ident.to_string()));
            for input in &signature.inputs {
                visitor.parameter(input);
            }
            if let Some(body) = body {
                visitor.body(body);
            }
        });
        self.contexts = outer;
        self.bindings = outer_bindings;
    }

    fn parameter(&mut self, input: &FnArg) {
        match input {
            FnArg::Receiver(_) => {
                if let Some(name) = self.self_type.clone() {
                    self.bindings.bind("self".to_owned(), ReceiverType::Declared(TypeRef::Ref(Box::new(TypeRef::named(&name)))));
                }
            }
            FnArg::Typed(typed) => self.bind_typed(&typed.pat, &typed.ty),
        }
    }

    fn bind_typed(&mut self, pattern: &Pat, ty: &Type) {
        match pattern {
            Pat::Ident(ident) if ident.subpat.is_none() => {
                let ty = self.written(ty);
                self.bindings.bind(ident.ident.to_string(), ty);
            }
            other => self.visit_pat(other),
        }
    }

    /// A function's block: what its last expression yields is returned.
    fn body(&mut self, block: &Block) {
        let Some((last, before)) = block.stmts.split_last() else { return };
        self.in_block(|visitor| {
            before.iter().for_each(|statement| visitor.visit_stmt(statement));
            if let Stmt::Expr(expr, None) = last {
                visitor.visit_expr_at(Context::Return, expr);
            } else {
                visitor.visit_stmt(last);
            }
        });
    }

    pub(super) fn visit_expr_at(&mut self, place: Context, expr: &Expr) {
        self.place = Some(place);
        self.visit_expr(expr);
        self.place = None;
    }

    // ---- is this a site? ----

    /// The one door for sites. Byte ranges are those of the lexed text.
    pub(super) fn site(
        &mut self,
        spelling: Spelling,
        whole: &Range<usize>,
        name: &Ident,
        place: Option<Context>,
        texts: SiteTexts,
        receiver_type: ReceiverType,
    ) {
        let mut contexts: Vec<Context> = Vec::with_capacity(self.contexts.len() + 1);
        for context in self.contexts.iter().copied().chain(place) {
            if !contexts.contains(&context) {
                contexts.push(context);
            }
        }
        let written = &self.source.code()[whole.clone()];
        let expression = if written.contains(['\n', '\r']) || written.contains("/*") { texts.compact_whole } else { clip(written.to_owned()) };
        self.facts.sites.push(RawSite {
            span: self.source.site_span(whole, name.span()),
            spelling,
            name: name.to_string(),
            expression,
            receiver: texts.receiver,
            item: self.item.join("::"),
            scope: self.scope,
            contexts,
            in_macro: self.macro_depth > 0,
            grep_line: false,
            receiver_type,
        });
    }

    fn method_call(&mut self, call: &ExprMethodCall, place: Option<Context>) {
        if let Some(spelling) = recognize::method(&call.method.to_string(), call.args.len()) {
            // `a.clone_from(&b)` copies b.
            let cloned = call.args.first().unwrap_or(&call.receiver);
            let texts = SiteTexts {
                receiver: compact(without_reference(cloned.to_token_stream())),
                compact_whole: compact(call.to_token_stream()),
            };
            self.site(spelling, &call.span().byte_range(), &call.method, place, texts, self.plain_type(cloned));
        }
        self.visit_expr(&call.receiver);
        let name = call.method.to_string();
        let at = if matches!(name.as_str(), "insert" | "entry") { Context::MapInsert } else { Context::Argument };
        self.arguments(name.starts_with("spawn"), at, call.args.iter());
    }

    fn call(&mut self, call: &ExprCall, place: Option<Context>) {
        let function = match peeled(&call.func) {
            Expr::Path(path) => self.called_path(call, path, place),
            other => {
                self.visit_expr(other);
                None
            }
        };
        self.arguments(function.is_some_and(|name| name.starts_with("spawn")), Context::Argument, call.args.iter());
    }

    /// Looks at the callee; returns the called function's name.
    fn called_path(&mut self, call: &ExprCall, path: &ExprPath, place: Option<Context>) -> Option<String> {
        let last = path.path.segments.last()?;
        let name = last.ident.to_string();
        if let Some(spelling) = with_qualifier(path, |qualifier| recognize::function(&qualifier, &name, call.args.len()))
            && let Some(cloned) = call.args.last()
        {
            let texts =
                SiteTexts { receiver: compact(without_reference(cloned.to_token_stream())), compact_whole: compact(call.to_token_stream()) };
            let ty = match self.qualifying_type(path) {
                Some(named) => ReceiverType::Named(named),
                None => self.plain_type(cloned),
            };
            self.site(spelling, &call.span().byte_range(), &last.ident, place, texts, ty);
        }
        Some(name)
    }

    /// A path that is not called.
    fn path_value(&mut self, path: &ExprPath, place: Option<Context>) {
        let Some(last) = path.path.segments.last() else { return };
        let name = last.ident.to_string();
        if !recognize::is_cloning_name(&name) {
            return;
        }
        if let Some(spelling) = with_qualifier(path, |qualifier| recognize::value(&qualifier, &name)) {
            let text = compact(path.to_token_stream());
            let texts = SiteTexts { receiver: text.clone(), compact_whole: text };
            let ty = self.qualifying_type(path).map_or(ReceiverType::Unknown, ReceiverType::Named);
            self.site(spelling, &path.span().byte_range(), &last.ident, place, texts, ty);
        }
    }

    /// `Arc<T>` of `Arc::<T>::clone` and `T` of `<T as Clone>::clone`; nothing for `Clone::clone`.
    fn qualifying_type(&self, path: &ExprPath) -> Option<TypeRef> {
        if let Some(qself) = &path.qself {
            return Some(type_ref(&qself.ty, self.self_type()));
        }
        let count = path.path.segments.len().checked_sub(1)?;
        let segments: Vec<String> = path.path.segments.iter().take(count).map(|segment| segment.ident.to_string()).collect();
        match segments.last()?.as_str() {
            "Clone" | "Iterator" => None,
            "Self" if count == 1 => self.self_type().map(TypeRef::named),
            _ => {
                let args = arguments(&path.path.segments[count - 1].arguments, self.self_type());
                Some(TypeRef::Path { segments, args })
            }
        }
    }

    fn arguments<'e>(&mut self, spawns: bool, place: Context, arguments: impl Iterator<Item = &'e Expr>) {
        let visit = |visitor: &mut Self| {
            for argument in arguments {
                visitor.visit_expr_at(place, argument);
            }
        };
        if spawns { self.in_context(Context::Spawn, visit) } else { visit(self) }
    }

    // ---- items ----

    fn implementation(&mut self, item: &ItemImpl) {
        let ty = type_ref(&item.self_ty, None);
        let name = ty.name().map_or_else(|| compact(item.self_ty.to_token_stream()), ToOwned::to_owned);
        let path = match item.trait_.as_ref().and_then(|of_trait| of_trait.0.segments.last()) {
            Some(last) => format!("<{name} as {}>", last.ident),
            None => name.clone(),
        };
        self.facts.declarations.generics.extend(item.generics.type_params().map(|param| param.ident.to_string()));
        self.in_self_type(Some(name), |visitor| {
            visitor.in_item(path, |visitor| item.items.iter().for_each(|item| visitor.visit_impl_item(item)));
        });
    }

    fn module(&mut self, item: &ItemMod) {
        let name = item.ident.to_string();
        let (paths, default_path) = attributes::module_paths(&item.attrs);
        let Some((_, items)) = &item.content else {
            self.facts.modules.push(ModuleDecl {
                name,
                paths,
                default_path,
                inside: self.inline_modules.clone(),
                scope: self.scope,
            });
            return;
        };
        self.inline_modules.push(InlineModule { name: name.clone(), path: paths.into_iter().next() });
        self.in_item(name, |visitor| items.iter().for_each(|item| visitor.visit_item(item)));
        self.inline_modules.pop();
    }
}

/// A site's texts: the receiver's tokens, and the whole for expressions over several lines.
pub(super) struct SiteTexts {
    pub(super) receiver: String,
    pub(super) compact_whole: String,
}

/// Tokens from a broken item up to what ends one: a brace group or a semicolon.
fn broken_item(input: ParseStream<'_>) -> TokenStream {
    let mut taken = Vec::new();
    while let Ok(tree) = input.parse::<TokenTree>() {
        let ends = match &tree {
            TokenTree::Group(group) => group.delimiter() == proc_macro2::Delimiter::Brace,
            TokenTree::Punct(punct) => punct.as_char() == ';',
            _ => false,
        };
        taken.push(tree);
        if ends {
            break;
        }
    }
    taken.into_iter().collect()
}

/// The callee behind parentheses: `(Arc::clone)(&x)` is a call of `Arc::clone`.
fn peeled(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(paren) => peeled(&paren.expr),
        Expr::Group(group) => peeled(&group.expr),
        other => other,
    }
}

/// Calls `judge` with what stands before the path's last segment; `None` for a path of one segment.
fn with_qualifier<R>(path: &ExprPath, judge: impl FnOnce(Qualifier<'_>) -> Option<R>) -> Option<R> {
    let segments = &path.path.segments;
    match &path.qself {
        Some(qself) => {
            let of_trait = qself.position.checked_sub(1).and_then(|at| segments.get(at)).map(|segment| segment.ident.to_string());
            judge(Qualifier::SelfType(of_trait.as_deref()))
        }
        None => judge(Qualifier::Segment(&segments.get(segments.len().checked_sub(2)?)?.ident.to_string())),
    }
}

impl<'ast> Visit<'ast> for SiteVisitor<'_> {
    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        self.attribute(attribute);
    }

    fn visit_item(&mut self, item: &'ast Item) {
        let attributes = item_attributes(item);
        attributes.iter().for_each(|attribute| self.attribute(attribute));
        self.in_attributes(attributes, |visitor| match item {
            Item::Fn(function) => visitor.in_function(&function.sig, Some(&function.block)),
            Item::Impl(item) => visitor.implementation(item),
            Item::Mod(item) => visitor.module(item),
            Item::Trait(item) => {
                let name = item.ident.to_string();
                visitor.facts.declarations.opaque.push(name.clone());
                visitor.in_self_type(None, |visitor| {
                    visitor.in_item(name, |visitor| item.items.iter().for_each(|item| visitor.visit_trait_item(item)));
                });
            }
            Item::Struct(item) => {
                visitor.facts.declarations.declare(item.ident.to_string(), Some(&item.fields));
                visit::visit_item_struct(visitor, item);
            }
            Item::Enum(item) => {
                visitor.facts.declarations.declare(item.ident.to_string(), None);
                visit::visit_item_enum(visitor, item);
            }
            Item::Union(item) => visitor.facts.declarations.declare(item.ident.to_string(), None),
            Item::Type(item) => visitor.facts.declarations.opaque.push(item.ident.to_string()),
            Item::Use(item) => visitor.facts.declarations.import(&item.tree),
            Item::Const(item) => visitor.in_item(item.ident.to_string(), |visitor| visitor.visit_expr(&item.expr)),
            Item::Static(item) => visitor.in_item(item.ident.to_string(), |visitor| visitor.visit_expr(&item.expr)),
            Item::Macro(item) => visitor.macro_item(item),
            Item::Verbatim(tokens) => visitor.token_level(tokens.clone()),
            other => visit::visit_item(visitor, other),
        });
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let attributes = match item {
            ImplItem::Const(item) => &item.attrs,
            ImplItem::Fn(item) => &item.attrs,
            ImplItem::Macro(item) => &item.attrs,
            ImplItem::Type(item) => &item.attrs,
            _ => &Vec::new(),
        };
        attributes.iter().for_each(|attribute| self.attribute(attribute));
        self.in_attributes(attributes, |visitor| match item {
            ImplItem::Fn(function) => visitor.in_function(&function.sig, Some(&function.block)),
            ImplItem::Const(item) => visitor.in_item(item.ident.to_string(), |visitor| visitor.visit_expr(&item.expr)),
            ImplItem::Macro(item) => visitor.macro_call(&item.mac, macros_position::ITEMS),
            ImplItem::Verbatim(tokens) => visitor.token_level(tokens.clone()),
            _ => {}
        });
    }

    fn visit_trait_item(&mut self, item: &'ast TraitItem) {
        let attributes = match item {
            TraitItem::Const(item) => &item.attrs,
            TraitItem::Fn(item) => &item.attrs,
            TraitItem::Macro(item) => &item.attrs,
            TraitItem::Type(item) => &item.attrs,
            _ => &Vec::new(),
        };
        attributes.iter().for_each(|attribute| self.attribute(attribute));
        self.in_attributes(attributes, |visitor| match item {
            TraitItem::Fn(function) => visitor.in_function(&function.sig, function.default.as_ref()),
            TraitItem::Const(item) => {
                if let Some((_, expr)) = &item.default {
                    visitor.in_item(item.ident.to_string(), |visitor| visitor.visit_expr(expr));
                }
            }
            TraitItem::Macro(item) => visitor.macro_call(&item.mac, macros_position::ITEMS),
            TraitItem::Verbatim(tokens) => visitor.token_level(tokens.clone()),
            _ => {}
        });
    }

    fn visit_block(&mut self, block: &'ast Block) {
        self.in_block(|visitor| block.stmts.iter().for_each(|statement| visitor.visit_stmt(statement)));
    }

    fn visit_stmt(&mut self, statement: &'ast Stmt) {
        match statement {
            Stmt::Local(local) => {
                local.attrs.iter().for_each(|attribute| self.attribute(attribute));
                self.in_attributes(&local.attrs, |visitor| visitor.visit_local(local));
            }
            Stmt::Macro(statement) => {
                self.in_attributes(&statement.attrs, |visitor| visitor.macro_call(&statement.mac, macros_position::EXPRESSIONS));
            }
            Stmt::Expr(expr, _) => self.visit_expr(expr),
            Stmt::Item(item) => self.visit_item(item),
        }
    }

    fn visit_local(&mut self, local: &'ast Local) {
        // The pattern's names are not yet bound in the value.
        if let Some(init) = &local.init {
            self.visit_expr_at(Context::Let, &init.expr);
            if let Some((_, diverge)) = &init.diverge {
                self.visit_expr(diverge);
            }
        }
        match &local.pat {
            Pat::Type(typed) => self.bind_typed(&typed.pat, &typed.ty),
            Pat::Ident(ident) if ident.subpat.is_none() && ident.by_ref.is_none() => {
                let ty = local.init.as_ref().map_or(ReceiverType::Unknown, |init| self.plain_type(&init.expr));
                self.bindings.bind(ident.ident.to_string(), ty);
            }
            other => self.visit_pat(other),
        }
    }

    fn visit_pat_ident(&mut self, pattern: &'ast syn::PatIdent) {
        self.bindings.bind(pattern.ident.to_string(), ReceiverType::Unknown);
        visit::visit_pat_ident(self, pattern);
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        arm.attrs.iter().for_each(|attribute| self.attribute(attribute));
        self.in_attributes(&arm.attrs, |visitor| {
            visitor.in_block(|visitor| {
                visitor.visit_pat(&arm.pat);
                visitor.visit_expr(&arm.body);
            });
        });
    }

    fn visit_macro(&mut self, mac: &'ast Macro) {
        self.macro_call(mac, macros_position::EXPRESSIONS);
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        let place = self.place.take();
        match expr {
            Expr::MethodCall(call) => self.method_call(call, place),
            Expr::Call(call) => self.call(call, place),
            Expr::Path(path) => self.path_value(path, place),
            Expr::Paren(paren) => {
                self.place = place;
                self.visit_expr(&paren.expr);
            }
            Expr::Closure(closure) => self.in_context(Context::Closure, |visitor| {
                visitor.in_block(|visitor| {
                    for input in &closure.inputs {
                        match input {
                            Pat::Type(typed) => visitor.bind_typed(&typed.pat, &typed.ty),
                            other => visitor.visit_pat(other),
                        }
                    }
                    if closure.asyncness.is_some() {
                        visitor.in_context(Context::Async, |visitor| visitor.visit_expr(&closure.body));
                    } else {
                        visitor.visit_expr(&closure.body);
                    }
                });
            }),
            Expr::Async(block) => self.in_context(Context::Async, |visitor| visitor.visit_block(&block.block)),
            Expr::ForLoop(each) => {
                self.visit_expr(&each.expr);
                self.in_context(Context::Loop, |visitor| {
                    visitor.in_block(|visitor| {
                        visitor.visit_pat(&each.pat);
                        visitor.visit_block(&each.body);
                    });
                });
            }
            Expr::While(repeat) => self.in_context(Context::Loop, |visitor| {
                visitor.in_block(|visitor| {
                    visitor.visit_expr(&repeat.cond);
                    visitor.visit_block(&repeat.body);
                });
            }),
            Expr::Loop(repeat) => self.in_context(Context::Loop, |visitor| visitor.visit_block(&repeat.body)),
            Expr::If(_) => self.in_block(|visitor| visit::visit_expr(visitor, expr)),
            Expr::Struct(literal) => {
                for field in &literal.fields {
                    self.in_attributes(&field.attrs, |visitor| visitor.visit_expr_at(Context::StructField, &field.expr));
                }
                literal.rest.iter().for_each(|rest| self.visit_expr(rest));
            }
            Expr::Return(returned) => returned.expr.iter().for_each(|value| self.visit_expr_at(Context::Return, value)),
            Expr::Block(block) => self.in_attributes(&block.attrs, |visitor| visitor.visit_block(&block.block)),
            Expr::Macro(mac) => self.in_attributes(&mac.attrs, |visitor| visitor.visit_macro(&mac.mac)),
            Expr::Verbatim(tokens) => self.token_level(tokens.clone()),
            other => visit::visit_expr(self, other),
        }
    }
}

use super::macros::position as macros_position;

fn item_attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::TraitAlias(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
