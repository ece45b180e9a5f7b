//! Control flow: blocks, branches, loops, and what fits into what.

use crate::syntax::hir::{Arm, Expr, ExprId, Statement};
use crate::types::ty::Ty;

use super::Infer;

impl Infer<'_, '_> {
    /// The forms of expressions that code runs along.
    pub(super) fn flow(&mut self, id: ExprId, expr: &Expr, expected: Option<&Ty>) -> Ty {
        match expr {
            Expr::Block(statements, tail) => {
                let around = self.module.at;
                if let Some(module) = self.body.module_of_block(id) {
                    self.stand_in(module);
                }
                let ty = self.block(statements, *tail, expected);
                self.stand_in(around);
                ty
            }
            Expr::If(condition, then, otherwise) => {
                let mark = self.locals.len();
                self.expr(*condition, Some(&Ty::BOOL));
                let then = self.expr(*then, expected);
                self.locals.truncate(mark);
                match otherwise {
                    Some(otherwise) => {
                        let otherwise = self.expr(*otherwise, expected.or(Some(&then)));
                        self.join(then, &otherwise)
                    }
                    None => Ty::unit(),
                }
            }
            Expr::Let(pat, value) => {
                let ty = self.expr(*value, None);
                self.bind(*pat, &ty);
                Ty::BOOL
            }
            Expr::Match(scrutinee, arms) => self.matched(*scrutinee, arms, expected),
            Expr::While(condition, inside) => {
                let mark = self.locals.len();
                self.expr(*condition, Some(&Ty::BOOL));
                self.in_loop(|infer| infer.expr(*inside, None));
                self.locals.truncate(mark);
                Ty::unit()
            }
            Expr::Loop(inside) => self.in_loop(|infer| infer.expr(*inside, None)),
            Expr::For(pat, iterated, inside) => {
                let iterated = self.expr(*iterated, None);
                self.select();
                let item = self.item_of(&iterated);
                let mark = self.locals.len();
                self.bind(*pat, &item);
                self.in_loop(|infer| infer.expr(*inside, None));
                self.locals.truncate(mark);
                Ty::unit()
            }
            Expr::Async(inside) => {
                let output = self.var();
                let ty = self.in_function(&output, |infer| infer.expr(*inside, Some(&output)));
                self.coerce(&ty, &output);
                self.cx.future_of(output)
            }
            Expr::Await(awaited) => {
                let ty = self.expr(*awaited, None);
                self.select();
                self.awaited(&ty)
            }
            Expr::Try(tried) => {
                let ty = self.expr(*tried, None);
                self.tried(&ty)
            }
            Expr::Return(value) => {
                let output = self.returns.last().cloned().unwrap_or(Ty::Unknown);
                if let Some(value) = value {
                    let ty = self.expr(*value, Some(&output));
                    self.coerce(&ty, &output);
                }
                Ty::Never
            }
            Expr::Break(value) => {
                let ty = value.map_or_else(Ty::unit, |value| self.expr(value, None));
                if let Some(known) = self.breaks.pop() {
                    let joined = self.join(known, &ty);
                    self.breaks.push(joined);
                }
                Ty::Never
            }
            Expr::Continue => Ty::Never,
            // Every other form is an expression of its own.
            _ => Ty::Unknown,
        }
    }

    fn matched(&mut self, scrutinee: ExprId, arms: &[Arm], expected: Option<&Ty>) -> Ty {
        let scrutinee = self.expr(scrutinee, None);
        let mut join = Ty::Never;
        for arm in arms {
            let mark = self.locals.len();
            self.bind(arm.pat, &scrutinee);
            if let Some(guard) = arm.guard {
                self.expr(guard, Some(&Ty::BOOL));
            }
            let hint = expected.cloned().or_else(|| (join != Ty::Never).then(|| join.clone()));
            let ty = self.expr(arm.body, hint.as_ref());
            join = self.join(join, &ty);
            self.locals.truncate(mark);
        }
        join
    }

    pub(super) fn block(&mut self, statements: &[Statement], tail: Option<ExprId>, expected: Option<&Ty>) -> Ty {
        let mark = self.locals.len();
        let mut diverges = false;
        for statement in statements {
            match statement {
                Statement::Let { pat, ty, init, otherwise } => {
                    let written = ty.as_ref().map(|ty| self.written(ty));
                    let value = init.map(|init| self.expr(init, written.as_ref()));
                    if let Some(otherwise) = otherwise {
                        self.expr(*otherwise, None);
                    }
                    let ty = match (written, value) {
                        (Some(written), Some(value)) => {
                            self.coerce(&value, &written);
                            written
                        }
                        (Some(written), None) => written,
                        (None, Some(value)) if value != Ty::Never => value,
                        (None, _) => self.var(),
                    };
                    self.bind(*pat, &ty);
                }
                Statement::Expr(expr) => {
                    let ty = self.expr(*expr, None);
                    diverges |= ty == Ty::Never;
                }
            }
        }
        let ty = match tail {
            Some(tail) => self.expr(tail, expected),
            None if diverges => Ty::Never,
            None => Ty::unit(),
        };
        self.locals.truncate(mark);
        ty
    }

    fn in_loop(&mut self, inside: impl FnOnce(&mut Self) -> Ty) -> Ty {
        self.breaks.push(Ty::Never);
        inside(self);
        self.breaks.pop().unwrap_or(Ty::Unknown)
    }

    /// Code whose `return` gives something of its own.
    pub(super) fn in_function(&mut self, output: &Ty, inside: impl FnOnce(&mut Self) -> Ty) -> Ty {
        self.returns.push(output.clone());
        let breaks = std::mem::take(&mut self.breaks);
        let mark = self.locals.len();
        let ty = inside(self);
        self.locals.truncate(mark);
        self.breaks = breaks;
        self.returns.pop();
        ty
    }

    // ---- joins and coercions ----

    /// The type of two branches.
    pub(super) fn join(&mut self, known: Ty, other: &Ty) -> Ty {
        let other = self.shallow(other);
        match (self.shallow(&known), &other) {
            (Ty::Never, _) => other,
            (_, Ty::Never) => known,
            // `Unknown` says nothing against the other branch.
            (Ty::Unknown, _) => other,
            (_, Ty::Unknown) => known,
            _ => {
                self.coerce(&other, &known);
                known
            }
        }
    }

    /// Fits a value into a place: types become one, after a reference is followed to what the place wants.
    pub(super) fn coerce(&mut self, from: &Ty, to: &Ty) {
        let (from, to) = (self.shallow(from), self.shallow(to));
        match (&from, &to) {
            (Ty::Never, _) => {}
            (Ty::Ref(inner, _), Ty::Ref(wanted, _)) => {
                let wanted_ty = self.shallow(wanted);
                if matches!(wanted_ty, Ty::Var(_) | Ty::Unknown | Ty::Param(_)) {
                    self.unify(inner, &wanted_ty);
                    return;
                }
                for step in self.steps(inner) {
                    if same_head(&step, &wanted_ty) {
                        self.unify(&step, &wanted_ty);
                        return;
                    }
                    if matches!(step, Ty::Var(_)) {
                        self.unify(&step, &wanted_ty);
                        return;
                    }
                }
            }
            // `Box<T>` to `Box<dyn Trait>`: what the place says stays.
            (Ty::Adt(one, xs), Ty::Adt(other, ys)) if one == other => {
                for (x, y) in xs.iter().zip(ys.iter()) {
                    let (x, y) = (self.shallow(x), self.shallow(y));
                    if matches!(y, Ty::Dyn(_)) && !matches!(x, Ty::Var(_)) {
                        continue;
                    }
                    self.unify(&x, &y);
                }
            }
            _ => {
                self.unify(&from, &to);
            }
        }
    }
}

/// Whether two types have the same outermost form.
fn same_head(one: &Ty, other: &Ty) -> bool {
    match (one, other) {
        (Ty::Adt(x, _), Ty::Adt(y, _)) => x == y,
        (Ty::Param(x), Ty::Param(y)) => x == y,
        (Ty::Scalar(x), Ty::Scalar(y)) => x == y,
        (Ty::Fn(_) | Ty::Closure(..), Ty::Fn(_) | Ty::Closure(..)) => true,
        _ => std::mem::discriminant(one) == std::mem::discriminant(other),
    }
}
