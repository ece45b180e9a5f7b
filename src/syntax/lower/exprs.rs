//! Expressions.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, BinOp, ExprCall, ExprClosure, ExprMethodCall, ExprPath, ExprStruct, UnOp};

use super::super::attributes::expression_attributes;
use super::super::cfg;
use super::super::hir::{Arm, BinaryOp, Expr, ExprId, FieldValue, UnaryOp};
use super::super::source::small;
use super::super::suppressions::Part;
use super::lowerer::Lowerer;
use super::pats::{literal_kind, member};
use super::sites::peeled;
use super::spans::{first_token, last_token, left_of};
use super::{names, types};

impl Lowerer<'_> {
    pub(super) fn expr(&mut self, expr: &syn::Expr) -> ExprId {
        let attributes = expression_attributes(expr);
        if attributes.is_empty() && self.suppressions.is_none() {
            return self.plain_expr(expr);
        }
        self.covered_expr(expr, |lowerer| lowerer.in_conditions(attributes, |lowerer| lowerer.plain_expr(expr)))
    }

    /// What attributes stand at; notes what a `#[cfg]` may leave out.
    pub(super) fn in_conditions<R>(&mut self, attributes: &[Attribute], inside: impl FnOnce(&mut Self) -> R) -> R {
        let start = small(self.code.exprs.len());
        let lowered = self.in_attributes(attributes, inside);
        if attributes.iter().any(cfg::may_not_hold) {
            self.code.conditional.push(start..small(self.code.exprs.len()));
        }
        lowered
    }

    fn plain_expr(&mut self, expr: &syn::Expr) -> ExprId {
        match expr {
            syn::Expr::Paren(paren) => {
                let inner = self.expr(&paren.expr);
                if self.with_bodies {
                    let span = paren.paren_token.span;
                    self.code.map.push_parentheses(inner, (span.open(), span.close()));
                }
                inner
            }
            syn::Expr::Group(group) => self.expr(&group.expr),
            other if self.with_bodies => {
                let first = match self.left.take() {
                    Some((left, first)) if std::ptr::eq(left, other) => first,
                    _ => first_token(other),
                };
                self.left = left_of(other).map(|left| (std::ptr::from_ref(left), first));
                let lowered = self.at(|| (first, last_token(other)), |lowerer| lowerer.bare_expr(other));
                // It is known as long as it cannot be another expression in the same place.
                self.left = None;
                lowered
            }
            other => self.bare_expr(other),
        }
    }

    /// An expression without parentheses around it.
    fn bare_expr(&mut self, expr: &syn::Expr) -> ExprId {
        let lowered = match expr {
            syn::Expr::MethodCall(call) => return self.method_call(call),
            syn::Expr::Call(call) => return self.call(call),
            syn::Expr::Path(path) => return self.path_value(path),
            syn::Expr::Macro(call) => return self.macro_call(&call.mac),
            syn::Expr::Block(block) => {
                let lowered = self.statements(&block.block.stmts);
                self.label(lowered, label(block.label.as_ref()));
                return lowered;
            }
            syn::Expr::Unsafe(block) => return self.statements(&block.block.stmts),
            syn::Expr::Const(block) => return self.statements(&block.block.stmts),
            syn::Expr::Field(field) => Expr::Field(self.head(&field.base), member(&field.member)),
            syn::Expr::Lit(literal) => Expr::Literal(literal_kind(&literal.lit)),
            syn::Expr::Reference(reference) => Expr::Ref(self.expr(&reference.expr), reference.mutability.is_some()),
            syn::Expr::Unary(unary) => match unary.op {
                UnOp::Deref(_) => Expr::Unary(UnaryOp::Deref, self.expr(&unary.expr)),
                UnOp::Not(_) => Expr::Unary(UnaryOp::Not, self.expr(&unary.expr)),
                _ => Expr::Unary(UnaryOp::Neg, self.expr(&unary.expr)),
            },
            syn::Expr::Binary(binary) => {
                self.covers_from(|| (binary.op.span(), last_token(&binary.right)));
                Expr::Binary(operator(&binary.op), self.head(&binary.left), self.expr(&binary.right))
            }
            syn::Expr::Index(index) => Expr::Index(self.expr(&index.expr), self.expr(&index.index)),
            syn::Expr::Assign(assign) => Expr::Assign(self.expr(&assign.left), self.expr(&assign.right)),
            syn::Expr::Cast(cast) => {
                self.anon_consts(|found| found.visit_type(&cast.ty));
                Expr::Cast(self.expr(&cast.expr), types::ty(&cast.ty))
            }
            syn::Expr::Range(range) => Expr::Range(
                self.optional(range.start.as_deref()),
                self.optional(range.end.as_deref()),
                matches!(range.limits, syn::RangeLimits::Closed(_)),
            ),
            syn::Expr::Tuple(tuple) => Expr::Tuple(self.exprs(&tuple.elems)),
            syn::Expr::Array(array) => Expr::Array(self.exprs(&array.elems)),
            syn::Expr::Repeat(repeat) => Expr::Repeat(self.expr(&repeat.expr), self.expr(&repeat.len)),
            syn::Expr::Struct(literal) => self.struct_literal(literal),
            syn::Expr::Closure(closure) => self.closure(closure),
            syn::Expr::Await(future) => Expr::Await(self.head(&future.base)),
            syn::Expr::Try(result) => Expr::Try(self.head(&result.expr)),
            syn::Expr::Return(value) => Expr::Return(self.optional(value.expr.as_deref())),
            syn::Expr::Break(jump) => {
                let value = Expr::Break(self.optional(jump.expr.as_deref()));
                return self.labelled(value, jump.label.as_ref());
            }
            syn::Expr::Continue(jump) => return self.labelled(Expr::Continue, jump.label.as_ref()),
            syn::Expr::While(repeat) => {
                let lowered = Expr::While(self.expr(&repeat.cond), self.block(&repeat.body));
                return self.labelled(lowered, label(repeat.label.as_ref()));
            }
            syn::Expr::Loop(repeat) => {
                let lowered = Expr::Loop(self.block(&repeat.body));
                return self.labelled(lowered, label(repeat.label.as_ref()));
            }
            syn::Expr::ForLoop(each) => {
                let lowered = Expr::For(self.pat(&each.pat), self.expr(&each.expr), self.block(&each.body));
                return self.labelled(lowered, label(each.label.as_ref()));
            }
            other => self.control_flow(other),
        };
        self.push(lowered)
    }

    fn control_flow(&mut self, expr: &syn::Expr) -> Expr {
        match expr {
            syn::Expr::If(choice) => Expr::If(
                self.expr(&choice.cond),
                self.block(&choice.then_branch),
                self.optional(choice.else_branch.as_ref().map(|(_, branch)| &**branch)),
            ),
            syn::Expr::Let(condition) => {
                let value = self.expr(&condition.expr);
                Expr::Let(self.pat(&condition.pat), value)
            }
            syn::Expr::Match(choice) => {
                let value = self.expr(&choice.expr);
                Expr::Match(value, choice.arms.iter().map(|arm| self.arm(arm)).collect())
            }
            syn::Expr::Async(block) => Expr::Async(self.block(&block.block)),
            // What has no form of its own keeps what stands in it.
            syn::Expr::TryBlock(block) => Expr::Macro(names::named(""), vec![self.block(&block.block)]),
            syn::Expr::Yield(value) => {
                Expr::Macro(names::named(""), self.optional(value.expr.as_deref()).into_iter().collect())
            }
            syn::Expr::RawAddr(address) => {
                self.code.takes_address = true;
                Expr::Macro(names::named(""), vec![self.expr(&address.expr)])
            }
            syn::Expr::Verbatim(tokens) => Expr::Macro(names::named(""), self.token_level(tokens.clone())),
            _ => Expr::Missing,
        }
    }

    fn labelled(&mut self, lowered: Expr, label: Option<&syn::Lifetime>) -> ExprId {
        let expr = self.push(lowered);
        self.label(expr, label);
        expr
    }

    fn label(&mut self, expr: ExprId, label: Option<&syn::Lifetime>) {
        self.code.labels.extend(label.map(|label| (expr, names::symbol(&label.ident))));
    }

    fn optional(&mut self, expr: Option<&syn::Expr>) -> Option<ExprId> {
        expr.map(|expr| self.expr(expr))
    }

    pub(super) fn exprs<'e>(&mut self, exprs: impl IntoIterator<Item = &'e syn::Expr>) -> Vec<ExprId> {
        exprs.into_iter().map(|expr| self.expr(expr)).collect()
    }

    // ---- calls ----

    fn method_call(&mut self, call: &ExprMethodCall) -> ExprId {
        self.covers_from(|| (call.dot_token.span, call.paren_token.span.close()));
        let receiver = self.head(&call.receiver);
        let args = self.exprs(&call.args);
        let name = names::symbol(&call.method);
        if let Some(arguments) = &call.turbofish {
            self.anon_consts(|found| found.visit_angle_bracketed_generic_arguments(arguments));
        }
        let turbofish = call.turbofish.as_ref().map(types::turbofish);
        let expr = self.push(Expr::MethodCall { receiver, name, turbofish, args });
        self.method_site(call, expr);
        expr
    }

    fn call(&mut self, call: &ExprCall) -> ExprId {
        let (callee, path) = match peeled(&call.func) {
            whole @ syn::Expr::Path(path) => {
                let callee = self.at(|| ends(whole), |lowerer| lowerer.path(path));
                (callee, Some(path))
            }
            _ => (self.expr(&call.func), None),
        };
        let args = self.exprs(&call.args);
        let expr = self.push(Expr::Call(callee, args));
        if let Some(path) = path {
            self.call_site(call, path, expr);
        }
        expr
    }

    fn path_value(&mut self, path: &ExprPath) -> ExprId {
        let expr = self.path(path);
        self.value_site(path, expr);
        expr
    }

    fn path(&mut self, path: &ExprPath) -> ExprId {
        self.anon_consts(|found| visit::visit_expr_path(found, path));
        let lowered = match &path.qself {
            None => Expr::Path(types::path(&path.path)),
            Some(qself) => Expr::Qualified(Box::new(types::qualified(qself, &path.path))),
        };
        self.push(lowered)
    }

    // ---- what has parts ----

    fn struct_literal(&mut self, literal: &ExprStruct) -> Expr {
        self.anon_consts(|found| found.visit_path(&literal.path));
        let mut fields = Vec::with_capacity(literal.fields.len());
        for field in &literal.fields {
            let value = self.covered(field, Part::Declaration, |lowerer| {
                lowerer.in_conditions(&field.attrs, |lowerer| lowerer.expr(&field.expr))
            });
            fields.push(FieldValue { name: member(&field.member), value });
        }
        Expr::Struct { ty: types::path(&literal.path), fields, base: self.optional(literal.rest.as_deref()) }
    }

    fn closure(&mut self, closure: &ExprClosure) -> Expr {
        self.anon_consts(|found| {
            for input in &closure.inputs {
                if let syn::Pat::Type(typed) = input {
                    found.visit_type(&typed.ty);
                }
            }
            found.visit_return_type(&closure.output);
        });
        let params = closure
            .inputs
            .iter()
            .map(|input| match input {
                syn::Pat::Type(typed) => (self.pat(&typed.pat), Some(types::ty(&typed.ty))),
                other => (self.pat(other), None),
            })
            .collect();
        let output = match &closure.output {
            syn::ReturnType::Default => None,
            syn::ReturnType::Type(_, ty) => Some(Box::new(types::ty(ty))),
        };
        Expr::Closure { params, output, body: self.expr(&closure.body), is_async: closure.asyncness.is_some() }
    }

    pub(super) fn arm(&mut self, arm: &syn::Arm) -> Arm {
        self.covered(arm, Part::Declaration, |lowerer| {
            lowerer.in_conditions(&arm.attrs, |lowerer| {
                let pat = lowerer.pat(&arm.pat);
                let guard = match &arm.pat {
                    syn::Pat::Guard(guarded) => Some(lowerer.expr(&guarded.guard)),
                    _ => None,
                };
                Arm { pat, guard, body: lowerer.expr(&arm.body) }
            })
        })
    }

    // ---- statements ----

    pub(super) fn block(&mut self, block: &syn::Block) -> ExprId {
        let span = block.brace_token.span;
        self.at(|| (span.open(), span.close()), |lowerer| lowerer.statements(&block.stmts))
    }
}

/// The first and the last token of an expression.
fn ends(expr: &syn::Expr) -> (Span, Span) {
    (first_token(expr), last_token(expr))
}

fn label(written: Option<&syn::Label>) -> Option<&syn::Lifetime> {
    written.map(|label| &label.name)
}

fn operator(op: &BinOp) -> BinaryOp {
    match op {
        BinOp::Add(_) => BinaryOp::Arithmetic("ops::Add"),
        BinOp::Sub(_) => BinaryOp::Arithmetic("ops::Sub"),
        BinOp::Mul(_) => BinaryOp::Arithmetic("ops::Mul"),
        BinOp::Div(_) => BinaryOp::Arithmetic("ops::Div"),
        BinOp::Rem(_) => BinaryOp::Arithmetic("ops::Rem"),
        BinOp::BitXor(_) => BinaryOp::Arithmetic("ops::BitXor"),
        BinOp::BitAnd(_) => BinaryOp::Arithmetic("ops::BitAnd"),
        BinOp::BitOr(_) => BinaryOp::Arithmetic("ops::BitOr"),
        BinOp::Shl(_) => BinaryOp::Arithmetic("ops::Shl"),
        BinOp::Shr(_) => BinaryOp::Arithmetic("ops::Shr"),
        BinOp::And(_) | BinOp::Or(_) => BinaryOp::Logic,
        BinOp::Eq(_) | BinOp::Lt(_) | BinOp::Le(_) | BinOp::Ne(_) | BinOp::Ge(_) | BinOp::Gt(_) => BinaryOp::Compare,
        _ => BinaryOp::AssignOp,
    }
}
