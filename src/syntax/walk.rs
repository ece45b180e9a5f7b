//! The walk over syntax trees: what each construct sets for what stands in it.

use syn::visit::{self, Visit};
use syn::{Attribute, Expr, ImplItem, Item, Local, Macro, Stmt, TraitItem};

use crate::model::Context;

use super::attributes;
use super::macros::Position;
use super::outlook::Outlook;
use super::visitor::SiteVisitor;

impl<'ast> Visit<'ast> for SiteVisitor<'_> {
    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        self.attribute(attribute);
    }

    fn visit_item(&mut self, item: &'ast Item) {
        let attributes = item_attributes(item);
        self.in_attributes(attributes, |visitor| match item {
            Item::Fn(function) => visitor.in_function(&function.sig, Some(&function.block)),
            Item::Impl(item) => visitor.implementation(item),
            Item::Mod(item) => visitor.module(item),
            Item::Trait(item) => {
                let name = item.ident.to_string();
                visitor.in_item(name, |visitor| item.items.iter().for_each(|item| visitor.visit_trait_item(item)));
            }
            Item::Struct(item) => visitor.visit_fields(&item.fields),
            Item::Enum(item) => item.variants.iter().for_each(|variant| visitor.visit_variant(variant)),
            Item::Const(item) => visitor.constant(&item.ident, item.const_token.span, &item.expr, item.semi_token.span),
            Item::Static(item) => {
                visitor.constant(&item.ident, item.static_token.span, &item.expr, item.semi_token.span);
            }
            Item::Macro(item) => visitor.macro_item(item),
            Item::Verbatim(tokens) => visitor.token_level(tokens.clone()),
            // Foreign items, imports, aliases and unions hold no code.
            _ => {}
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
        self.in_attributes(attributes, |visitor| match item {
            ImplItem::Fn(function) => visitor.in_function(&function.sig, Some(&function.block)),
            ImplItem::Const(item) => {
                visitor.constant(&item.ident, item.const_token.span, &item.expr, item.semi_token.span);
            }
            ImplItem::Macro(item) => visitor.macro_call(&item.mac, Position::Items),
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
        self.in_attributes(attributes, |visitor| match item {
            TraitItem::Fn(function) => visitor.in_function(&function.sig, function.default.as_ref()),
            TraitItem::Const(item) => {
                if let Some((_, expr)) = &item.default {
                    visitor.constant(&item.ident, item.const_token.span, expr, item.semi_token.span);
                }
            }
            TraitItem::Macro(item) => visitor.macro_call(&item.mac, Position::Items),
            TraitItem::Verbatim(tokens) => visitor.token_level(tokens.clone()),
            _ => {}
        });
    }

    fn visit_stmt(&mut self, statement: &'ast Stmt) {
        match statement {
            Stmt::Local(local) => {
                self.in_attributes(&local.attrs, |visitor| visitor.visit_local(local));
            }
            Stmt::Macro(statement) => {
                self.in_attributes(&statement.attrs, |visitor| {
                    visitor.macro_call(&statement.mac, Position::Expressions);
                });
            }
            Stmt::Expr(expr, _) => self.visit_expr(expr),
            Stmt::Item(item) => self.visit_item(item),
        }
    }

    fn visit_local(&mut self, local: &'ast Local) {
        if let Some(init) = &local.init {
            self.visit_expr_at(Context::Let, &init.expr);
            if let Some((_, diverge)) = &init.diverge {
                self.visit_expr(diverge);
            }
        }
        self.visit_pat(&local.pat);
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        self.in_attributes(&arm.attrs, |visitor| {
            visitor.visit_pat(&arm.pat);
            visitor.visit_expr(&arm.body);
        });
    }

    fn visit_macro(&mut self, mac: &'ast Macro) {
        self.macro_call(mac, Position::Expressions);
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        let attributes = expression_attributes(expr);
        if attributes.is_empty() {
            self.expression(expr);
        } else {
            self.in_scope(attributes::scope_of(attributes), |visitor| visitor.expression(expr));
        }
    }
}

impl SiteVisitor<'_> {
    fn expression(&mut self, expr: &Expr) {
        let place = self.place.take();
        let outlook = std::mem::take(&mut self.outlook);
        match expr {
            Expr::MethodCall(call) => self.method_call(call, place, outlook),
            Expr::Call(call) => self.call(call, place, outlook),
            Expr::Path(path) => self.path_value(path, place),
            Expr::Paren(paren) => {
                self.place = place;
                self.parenthesised(paren, outlook);
            }
            Expr::Group(group) => {
                self.place = place;
                self.visit_expr_in(outlook, &group.expr);
            }
            Expr::Field(field) => self.field(field),
            Expr::Reference(reference) => self.reference(reference),
            Expr::Unary(unary) => self.unary(unary),
            Expr::Binary(binary) => self.binary(binary),
            Expr::Try(tried) => self.part(&tried.attrs, Outlook::FOLLOWED, &tried.expr),
            Expr::Await(awaited) => self.part(&awaited.attrs, Outlook::FOLLOWED, &awaited.base),
            Expr::Cast(cast) => {
                self.part(&cast.attrs, Outlook::FOLLOWED, &cast.expr);
                self.visit_type(&cast.ty);
            }
            Expr::Index(index) => {
                self.part(&index.attrs, Outlook::INDEXED, &index.expr);
                self.visit_expr(&index.index);
            }
            Expr::Assign(assignment) => {
                self.part(&assignment.attrs, Outlook::PLACE, &assignment.left);
                self.visit_expr(&assignment.right);
            }
            Expr::Let(condition) => {
                self.part(&condition.attrs, Outlook::SCRUTINEE, &condition.expr);
                self.visit_pat(&condition.pat);
            }
            Expr::Match(matched) => {
                self.part(&matched.attrs, Outlook::SCRUTINEE, &matched.expr);
                matched.arms.iter().for_each(|arm| self.visit_arm(arm));
            }
            Expr::Closure(closure) => self.in_context(Context::Closure, |visitor| {
                closure.inputs.iter().for_each(|input| visitor.visit_pat(input));
                if closure.asyncness.is_some() {
                    visitor.in_context(Context::Async, |visitor| visitor.visit_expr(&closure.body));
                } else {
                    visitor.visit_expr(&closure.body);
                }
            }),
            Expr::Async(block) => self.in_context(Context::Async, |visitor| visitor.visit_block(&block.block)),
            Expr::ForLoop(each) => {
                self.visit_expr_in(Outlook::FOR_HEAD, &each.expr);
                self.in_context(Context::Loop, |visitor| {
                    visitor.visit_pat(&each.pat);
                    visitor.visit_block(&each.body);
                });
            }
            Expr::While(repeat) => self.in_context(Context::Loop, |visitor| {
                visitor.visit_expr(&repeat.cond);
                visitor.visit_block(&repeat.body);
            }),
            Expr::Loop(repeat) => self.in_context(Context::Loop, |visitor| visitor.visit_block(&repeat.body)),
            Expr::Struct(literal) => {
                for field in &literal.fields {
                    self.in_attributes(&field.attrs, |visitor| {
                        visitor.visit_expr_at(Context::StructField, &field.expr);
                    });
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

/// Attributes of expressions: `#[cfg(test)] record(x);`
pub(super) fn expression_attributes(expr: &Expr) -> &[Attribute] {
    match expr {
        Expr::Assign(expr) => &expr.attrs,
        Expr::Async(expr) => &expr.attrs,
        Expr::Await(expr) => &expr.attrs,
        Expr::Block(expr) => &expr.attrs,
        Expr::Call(expr) => &expr.attrs,
        Expr::ForLoop(expr) => &expr.attrs,
        Expr::If(expr) => &expr.attrs,
        Expr::Loop(expr) => &expr.attrs,
        Expr::Macro(expr) => &expr.attrs,
        Expr::Match(expr) => &expr.attrs,
        Expr::MethodCall(expr) => &expr.attrs,
        Expr::Return(expr) => &expr.attrs,
        Expr::Try(expr) => &expr.attrs,
        Expr::Unsafe(expr) => &expr.attrs,
        Expr::While(expr) => &expr.attrs,
        _ => &[],
    }
}

pub(super) fn item_attributes(item: &Item) -> &[Attribute] {
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
