//! The type of every form of expression.

use std::rc::Rc;

use crate::crate_map::{AdtId, Def, ModuleId, TraitId};
use crate::syntax::hir::{BinaryOp, Expr, ExprId, LiteralKind, SiteRole, Symbol, UnaryOp};
use crate::types::ty::{Scalar, Ty};

use super::solve::Answer;
use super::table::Kind;
use super::{Infer, sites_of};

impl Infer<'_, '_> {
    /// The type of an expression. What is expected is a hint for closures and literals, no demand.
    pub(super) fn expr(&mut self, id: ExprId, expected: Option<&Ty>) -> Ty {
        let ty = self.expression(id, expected);
        self.note_sites(id, &ty);
        self.note_expr(id, &ty);
        ty
    }

    /// Sites that ask for the type of this very expression.
    fn note_sites(&mut self, id: ExprId, ty: &Ty) {
        let sites = sites_of(&self.asked, id).filter(|site| matches!(site.role, SiteRole::Receiver | SiteRole::Value));
        let found = self.found.len();
        self.found.extend(sites.map(|site| (site, ty.clone())));
        for at in found..self.found.len() {
            let (site, _) = self.found[at];
            if site.role == SiteRole::Value {
                self.note_named(site, ty);
            }
        }
    }

    fn expression(&mut self, id: ExprId, expected: Option<&Ty>) -> Ty {
        let body = self.body.clone();
        match &body.exprs[id as usize] {
            Expr::Missing => Ty::Unknown,
            Expr::Path(path) => self.path(path),
            Expr::Qualified(path) => self.qualified(path),
            Expr::Literal(kind) => self.literal(*kind),
            Expr::Call(callee, args) => self.call(id, *callee, args, expected),
            Expr::MethodCall { receiver, name, turbofish, args } => {
                self.method_call(id, *receiver, *name, turbofish.as_deref(), args, expected)
            }
            Expr::Field(base, name) => {
                let base = self.expr(*base, None);
                self.field_access(&base, *name)
            }
            Expr::Index(base, index) => self.index(*base, *index),
            Expr::Unary(op, operand) => self.unary(*op, *operand, expected),
            Expr::Ref(operand, mutable) => {
                let inner = match expected.map(|ty| self.shallow(ty)) {
                    Some(Ty::Ref(inner, _)) => Some(self.shallow(&inner)),
                    _ => None,
                };
                let ty = self.expr(*operand, inner.as_ref());
                Ty::Ref(Rc::new(ty), *mutable)
            }
            Expr::Binary(op, left, right) => self.binary(*op, *left, *right, expected),
            Expr::Assign(left, right) => {
                let left = self.expr(*left, None);
                let right = self.expr(*right, Some(&left));
                self.coerce(&right, &left);
                Ty::unit()
            }
            Expr::Closure { params, output, body, is_async } => {
                self.closure(params, output.as_deref(), *body, *is_async, expected)
            }
            Expr::Struct { ty, fields, base } => self.struct_literal(ty, fields, *base, expected),
            Expr::Tuple(items) => self.tuple(items, expected),
            Expr::Array(items) => {
                let item = self.elements(items, expected);
                Ty::Array(Rc::new(item), u64::try_from(items.len()).ok())
            }
            Expr::Repeat(item, count) => {
                let item = self.expr(*item, None);
                self.expr(*count, Some(&Ty::USIZE));
                Ty::Array(Rc::new(item), None)
            }
            Expr::VecRepeat(item, count) => {
                let item = self.expr(*item, None);
                self.expr(*count, Some(&Ty::USIZE));
                self.cx.std_adt("vec::Vec", vec![item])
            }
            Expr::Cast(value, ty) => {
                let written = self.written(ty);
                self.expr(*value, None);
                written
            }
            Expr::Range(from, to, inclusive) => self.range(*from, *to, *inclusive),
            Expr::MacroCall(call) => self.expandable(call, expected),
            Expr::Macro(name, args) => self.macro_call(*name, args, expected),
            flow => self.flow(id, flow, expected),
        }
    }

    fn tuple(&mut self, items: &[ExprId], expected: Option<&Ty>) -> Ty {
        let expected = match expected.map(|ty| self.shallow(ty)) {
            Some(Ty::Tuple(expected)) if expected.len() == items.len() => Some(expected),
            _ => None,
        };
        let types = items.iter().enumerate().map(|(at, &item)| {
            let hint = expected.as_ref().map(|expected| expected[at].clone());
            let ty = self.expr(item, hint.as_ref());
            if let Some(hint) = hint {
                self.coerce(&ty, &hint);
            }
            ty
        });
        Ty::tuple(types.collect())
    }

    pub(super) fn literal(&mut self, kind: LiteralKind) -> Ty {
        match kind {
            LiteralKind::Str => Ty::Str.reference(),
            LiteralKind::Bytes(len) => Ty::Array(Rc::new(Ty::Scalar(Scalar::U8)), Some(len)).reference(),
            LiteralKind::CStr => self.cx.std_adt("ffi::CStr", Vec::new()).reference(),
            LiteralKind::Char => Ty::Scalar(Scalar::Char),
            LiteralKind::Byte => Ty::Scalar(Scalar::U8),
            LiteralKind::Bool => Ty::BOOL,
            LiteralKind::Int(suffix) => match suffix.and_then(|name| Scalar::named(name.as_str())) {
                Some(scalar) => Ty::Scalar(scalar),
                None => self.table.make(Kind::Integer),
            },
            LiteralKind::Float(suffix) => match suffix.and_then(|name| Scalar::named(name.as_str())) {
                Some(scalar) => Ty::Scalar(scalar),
                None => self.table.make(Kind::Float),
            },
        }
    }

    pub(super) fn elements(&mut self, items: &[ExprId], expected: Option<&Ty>) -> Ty {
        let hint = match expected.map(|ty| self.shallow(ty)) {
            Some(Ty::Array(item, _) | Ty::Slice(item)) => Some((*item).clone()),
            _ => None,
        };
        let item = hint.unwrap_or_else(|| self.var());
        for &expr in items {
            let ty = self.expr(expr, Some(&item));
            self.coerce(&ty, &item);
        }
        item
    }

    fn range(&mut self, from: Option<ExprId>, to: Option<ExprId>, inclusive: bool) -> Ty {
        let from = from.map(|from| self.expr(from, None));
        let to = to.map(|to| self.expr(to, from.as_ref()));
        if let (Some(from), Some(to)) = (&from, &to) {
            self.unify(from, to);
        }
        let name = match (&from, &to, inclusive) {
            (Some(_), Some(_), false) => "ops::Range",
            (Some(_), Some(_), true) => "ops::RangeInclusive",
            (Some(_), None, _) => "ops::RangeFrom",
            (None, Some(_), false) => "ops::RangeTo",
            (None, Some(_), true) => "ops::RangeToInclusive",
            (None, None, _) => "ops::RangeFull",
        };
        self.cx.std_adt(name, from.or(to).into_iter().collect())
    }

    fn unary(&mut self, op: UnaryOp, operand: ExprId, expected: Option<&Ty>) -> Ty {
        let ty = self.expr(operand, if op == UnaryOp::Deref { None } else { expected });
        match op {
            UnaryOp::Deref => {
                self.select();
                match self.shallow(&ty) {
                    Ty::Ptr(inner) => self.shallow(&inner),
                    ty => self.deref(&ty).unwrap_or(Ty::Unknown),
                }
            }
            UnaryOp::Not | UnaryOp::Neg => {
                let bare = self.shallow(self.shallow(&ty).peeled());
                if matches!(bare, Ty::Scalar(_)) || self.is_number(&bare) {
                    return bare;
                }
                let id = if op == UnaryOp::Not { self.cx.lang.not } else { self.cx.lang.neg };
                self.operator(id, &bare, Vec::new())
            }
        }
    }

    fn operator(&mut self, id: Option<TraitId>, ty: &Ty, args: Vec<Ty>) -> Ty {
        let found = id.and_then(|id| self.associated_type(ty.clone(), Some(id), args, self.cx.words.output));
        found.unwrap_or(Ty::Unknown)
    }

    fn binary(&mut self, op: BinaryOp, left: ExprId, right: ExprId, expected: Option<&Ty>) -> Ty {
        match op {
            BinaryOp::Compare => {
                let left = self.expr(left, None);
                let right = self.expr(right, Some(&left));
                if self.is_number(&left) || self.is_number(&right) {
                    self.unify(&left, &right);
                }
                Ty::BOOL
            }
            BinaryOp::Logic => {
                self.expr(left, Some(&Ty::BOOL));
                self.expr(right, Some(&Ty::BOOL));
                Ty::BOOL
            }
            BinaryOp::AssignOp => {
                let left = self.expr(left, None);
                let right = self.expr(right, Some(&left));
                if self.is_number(&left) && self.is_number(&right) {
                    self.unify(&left, &right);
                }
                Ty::unit()
            }
            BinaryOp::Arithmetic(path) => {
                let hint = expected.filter(|ty| self.is_number(ty)).cloned();
                let left = self.expr(left, hint.as_ref());
                let right = self.expr(right, None);
                self.arithmetic(path, &left, &right)
            }
        }
    }

    fn arithmetic(&mut self, path: &'static str, left: &Ty, right: &Ty) -> Ty {
        self.select();
        let bare = |infer: &Self, ty: &Ty| {
            let ty = infer.shallow(ty);
            infer.shallow(ty.peeled())
        };
        let (one, other) = (bare(self, left), bare(self, right));
        let is_shift = matches!(path, "ops::Shl" | "ops::Shr");
        if self.is_number(&one) && (is_shift || self.is_number(&other)) {
            if !is_shift {
                self.unify(&one, &other);
            }
            return one;
        }
        if one == Ty::BOOL && other == Ty::BOOL {
            return Ty::BOOL;
        }
        let id = self.cx.std_def(path).and_then(Def::as_trait);
        let left = self.shallow(left);
        let right = self.shallow(right);
        self.operator(id, &left, vec![right])
    }

    fn index(&mut self, base: ExprId, index: ExprId) -> Ty {
        let base = self.expr(base, None);
        let index = self.expr(index, None);
        self.select();
        let index = self.shallow(&index);
        let index = if self.is_number(&index) { Ty::USIZE } else { index };
        for step in self.steps(&base) {
            match &step {
                Ty::Unknown | Ty::Var(_) | Ty::Foreign(..) => return Ty::Unknown,
                Ty::Ref(..) => continue,
                Ty::Slice(item) | Ty::Array(item, _) if index == Ty::USIZE => return self.shallow(item),
                _ => {}
            }
            let Some(id) = self.cx.lang.index else { return Ty::Unknown };
            match self.associated_type(step, Some(id), vec![index.clone()], self.cx.words.output) {
                Some(Ty::Unknown) | None => {}
                Some(ty) => return self.shallow(&ty),
            }
        }
        Ty::Unknown
    }

    pub(super) fn field_access(&mut self, base: &Ty, name: Symbol) -> Ty {
        self.select();
        let mut hidden = None;
        for step in self.steps(base) {
            let found = match &step {
                // As rustc, past fields that the code may not name. In this crate it can be the tool that is mistaken.
                Ty::Adt(id, args) if !self.sees_field(*id, name) => {
                    let is_own = hidden.is_none() && id.krate == self.module.krate;
                    hidden = hidden.or_else(|| self.cx.field(*id, args, 0, name).filter(|_| is_own));
                    None
                }
                Ty::Adt(id, args) => self.cx.field(*id, args, 0, name),
                Ty::Tuple(items) => name.as_str().parse::<usize>().ok().and_then(|at| items.get(at).cloned()),
                Ty::Unknown | Ty::Foreign(..) | Ty::Var(_) => return Ty::Unknown,
                _ => None,
            };
            if let Some(ty) = found {
                let ty = self.normalize(&ty);
                return self.shallow(&ty);
            }
        }
        hidden.map_or(Ty::Unknown, |ty| self.normalize(&ty))
    }

    /// Whether a struct's field of that name can be named here; true of what is no field.
    fn sees_field(&self, id: AdtId, name: Symbol) -> bool {
        let declared = ModuleId { krate: id.krate, at: self.cx.index.adt(id).module };
        let field = self.cx.named_field(id, 0, name);
        field.is_none_or(|field| self.cx.resolver.sees(self.module, declared, field.visibility))
    }

    // ---- traits that the language knows ----

    /// What a `for` loop over it gives.
    pub(super) fn item_of(&mut self, ty: &Ty) -> Ty {
        let ty = self.shallow(ty);
        let item = self.associated_type(ty, self.cx.lang.into_iterator, Vec::new(), self.cx.words.item);
        let item = item.unwrap_or(Ty::Unknown);
        self.shallow(&item)
    }

    /// What `.await` gives.
    pub(super) fn awaited(&mut self, ty: &Ty) -> Ty {
        let ty = self.shallow(ty);
        let Some(future) = self.cx.lang.future else { return Ty::Unknown };
        let of_trait = if self.implements(&ty, future) == Answer::No { self.cx.lang.into_future } else { Some(future) };
        let output = self.associated_type(ty, of_trait, Vec::new(), self.cx.words.output).unwrap_or(Ty::Unknown);
        self.shallow(&output)
    }

    /// What `?` gives.
    pub(super) fn tried(&mut self, ty: &Ty) -> Ty {
        self.select();
        match self.shallow(ty) {
            Ty::Adt(id, args) if self.cx.is_std(id, "result::Result") || self.cx.is_std(id, "option::Option") => {
                args.first().map_or(Ty::Unknown, |ty| self.shallow(ty))
            }
            Ty::Adt(id, args) if self.cx.is_std(id, "ops::ControlFlow") => {
                args.get(1).map_or(Ty::Unknown, |ty| self.shallow(ty))
            }
            _ => Ty::Unknown,
        }
    }
}
