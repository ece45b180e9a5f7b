//! Calls of functions, methods and values.

use crate::syntax::hir::{BodySite, Expr, ExprId, SiteRole, Symbol, TypeRef};
use crate::types::ty::{FnSig, Ty};

use super::{Infer, sites_of};

impl Infer<'_, '_> {
    fn site_of(&self, id: ExprId, role: SiteRole) -> Option<BodySite> {
        sites_of(&self.asked, id).find(|site| site.role == role)
    }

    /// `f(a)`
    pub(super) fn call(&mut self, id: ExprId, callee: ExprId, args: &[ExprId], expected: Option<&Ty>) -> Ty {
        let ty = self.expr(callee, None);
        self.select();
        let Some((params, output)) = self.callable(&ty) else {
            self.unchecked(args);
            if let Some(site) = self.site_of(id, SiteRole::Path) {
                self.found.push((site, Ty::Unknown));
            }
            return Ty::Unknown;
        };
        let sig = FnSig { params, output };
        if let Some(site) = self.site_of(id, SiteRole::Path) {
            // `clone(&self)`: what is cloned is behind the reference. `clone_from(&mut self, &Self)` alike.
            let last = sig.params.last().map_or(Ty::Unknown, |param| self.shallow(param));
            let cloned = match last {
                Ty::Ref(inner, _) => self.shallow(&inner),
                other => other,
            };
            self.found.push((site, cloned));
        }
        self.arguments(&sig.params, args, &sig.output, expected);
        self.shallow(&sig.output)
    }

    /// `r.name(a)`
    pub(super) fn method_call(
        &mut self,
        id: ExprId,
        receiver: ExprId,
        name: Symbol,
        turbofish: Option<&[TypeRef]>,
        args: &[ExprId],
        expected: Option<&Ty>,
    ) -> Ty {
        let ty = self.expr(receiver, None);
        self.select();
        let ty = self.shallow(&ty);
        if let Some(site) = self.site_of(id, SiteRole::Method) {
            self.found.push((site, ty.clone()));
        }
        let turbofish: Option<Vec<Ty>> = turbofish.map(|types| types.iter().map(|ty| self.written(ty)).collect());
        if name == self.cx.words.clone && args.is_empty() {
            return self.clone_of(&ty);
        }
        let Some(picked) = self.probe(&ty, name) else {
            self.unchecked(args);
            return Ty::Unknown;
        };
        self.note_method(id, picked.function);
        let sig = self.instantiate(&picked, turbofish.as_deref());
        if let Some(own) = sig.params.first() {
            self.take_receiver(&ty, own);
        }
        self.select();
        self.arguments(sig.params.get(1..).unwrap_or(&[]), args, &sig.output, expected);
        self.shallow(&sig.output)
    }

    /// Makes the receiver's type one with what the method takes, behind as many references as it takes.
    fn take_receiver(&mut self, ty: &Ty, own: &Ty) {
        let own = self.shallow(own);
        let wanted = match &own {
            Ty::Ref(inner, _) => self.shallow(inner),
            other => other.clone(),
        };
        // `Self` of an impl is already one with the step it was found at; only variables of traits are left.
        if matches!(wanted, Ty::Var(_)) {
            let ty = self.shallow(ty);
            match (&own, &ty) {
                (Ty::Ref(..), Ty::Ref(inner, _)) => self.unify(inner, &wanted),
                _ => self.unify(&ty, &wanted),
            };
        }
    }

    /// Arguments against parameters: first all that are no closures, then closures, as rustc does.
    fn arguments(&mut self, params: &[Ty], args: &[ExprId], output: &Ty, expected: Option<&Ty>) {
        let body = self.body.clone();
        let is_closure = |arg: ExprId| matches!(body.exprs[arg as usize], Expr::Closure { .. });
        let has_closures = args.iter().any(|&arg| is_closure(arg));
        for (at, &arg) in args.iter().enumerate() {
            if !is_closure(arg) {
                let param = params.get(at).cloned();
                let hint = param.as_ref().map(|param| self.hinted(param, output, expected));
                let ty = self.expr(arg, hint.as_ref());
                if let Some(param) = param {
                    self.coerce(&ty, &param);
                }
            }
        }
        if !has_closures {
            return;
        }
        self.select();
        for (at, &arg) in args.iter().enumerate() {
            if is_closure(arg) {
                let param = params.get(at).cloned();
                let hint = param.as_ref().map(|param| self.hinted(param, output, expected));
                let ty = self.expr(arg, hint.as_ref());
                if let Some(param) = param {
                    self.unify(&param, &ty);
                }
                self.select();
            }
        }
    }

    /// What a parameter is expected to be: where nothing is known of it, what the result's place says. It binds
    /// nothing: `Box::new(|x| ..)` in the place of a `Box<dyn Fn(u8)>`.
    fn hinted(&mut self, param: &Ty, output: &Ty, expected: Option<&Ty>) -> Ty {
        let known = self.shallow(param);
        let Some(expected) = expected.filter(|_| matches!(known, Ty::Var(_))) else { return known };
        let expected = self.table.resolve(expected);
        if matches!(expected, Ty::Var(_) | Ty::Unknown) {
            return known;
        }
        let mark = self.table.mark();
        self.table.unify(output, &expected);
        let hint = self.table.resolve(param);
        self.table.undo(mark);
        hint
    }

    /// Arguments of a call of which nothing is known. There may be sites within.
    pub(super) fn unchecked(&mut self, args: &[ExprId]) {
        for &arg in args {
            self.expr(arg, None);
        }
    }
}
