//! Calls of functions, methods and values.

use crate::crate_map::{Container, CrateId, FunctionId, ImplId};
use crate::syntax::hir::{BodySite, Expr, ExprId, SiteRole, Symbol, TypeRef};
use crate::types::ty::{FnSig, Ty};

use super::method::Picked;
use super::{Infer, sites_of};

impl Infer<'_, '_> {
    fn site_of(&self, id: ExprId, role: SiteRole) -> Option<BodySite> {
        sites_of(&self.asked, id).find(|site| site.role == role)
    }

    /// `f(a)`
    pub(super) fn call(&mut self, id: ExprId, callee: ExprId, args: &[ExprId], expected: Option<&Ty>) -> Ty {
        let ty = self.expr(callee, None);
        let is_path = matches!(self.body.exprs[callee as usize], Expr::Path(_) | Expr::Qualified(_));
        if let Some(function) = self.named.filter(|_| is_path) {
            self.note_callee(id, function);
        }
        let site = self.site_of(id, SiteRole::Path);
        if let Some(site) = site {
            self.note_named(site, &ty);
        }
        self.select();
        let Some((params, output)) = self.callable(&ty) else {
            self.unchecked(args);
            self.found.extend(site.map(|site| (site, Ty::Unknown)));
            return Ty::Unknown;
        };
        let sig = FnSig { params, output };
        self.arguments(&sig.params, args, &sig.output, expected);
        if let Some(site) = site {
            let at = site.operand();
            let param = sig.params.get(at).map_or(Ty::Unknown, |param| self.shallow(param));
            let cloned = self.lent(&param, args.get(at).copied());
            self.found.push((site, cloned));
        }
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
        let site = self.site_of(id, SiteRole::Method);
        self.found.extend(site.map(|site| (site, ty.clone())));
        let turbofish: Option<Vec<Ty>> = turbofish.map(|types| types.iter().map(|ty| self.written(ty)).collect());
        let other = self.other_method(id, &ty, name);
        if name == self.cx.words.clone && args.is_empty() && other.is_none() {
            return self.clone_of(&ty);
        }
        let Some(picked) = other.or_else(|| self.probe(&ty, name)) else {
            self.unchecked(args);
            return Ty::Unknown;
        };
        self.note_callee(id, picked.function);
        if let Some(site) = site
            && site.is_conversion()
            && self.is_other(picked.function, name)
        {
            self.others.insert((site.name, site.expr));
        }
        let sig = self.instantiate(&picked, turbofish.as_deref());
        if let Some(own) = sig.params.first() {
            self.take_receiver(&ty, own);
        }
        self.select();
        self.arguments(sig.params.get(1..).unwrap_or(&[]), args, &sig.output, expected);
        self.shallow(&sig.output)
    }

    /// The method that a site calls, if it certainly is one that only is named like a clone.
    fn other_method(&mut self, id: ExprId, receiver: &Ty, name: Symbol) -> Option<Picked> {
        let is_asked = name == self.cx.words.clone || matches!(name.as_str(), "clone_from" | "cloned");
        let site = self.site_of(id, SiteRole::Method).filter(|_| is_asked);
        if site.is_none() && name != self.cx.words.clone {
            return None;
        }
        let picked = self.probe_near(receiver, name).filter(|picked| self.is_other(picked.function, name))?;
        if let Some(site) = site {
            self.others.insert((site.name, site.expr));
        }
        Some(picked)
    }

    /// Notes of a site that names something by path if it certainly is no clone: another function, or none.
    pub(super) fn note_named(&mut self, site: BodySite, ty: &Ty) {
        let is_other = match self.named {
            Some(function) => {
                let krate = self.cx.index.crate_of(function.krate);
                self.is_other(function, krate.functions[function.at as usize].name)
            }
            None => !matches!(self.shallow(ty), Ty::Unknown | Ty::Var(_)),
        };
        if is_other {
            self.others.insert((site.name, site.expr));
        }
    }

    /// Whether a function of such a name is none of the standard library's that clone, nor an impl's of its traits.
    fn is_other(&self, function: FunctionId, name: Symbol) -> bool {
        let krate = self.cx.index.crate_of(function.krate);
        match krate.containers[function.at as usize] {
            // `String::to_owned` and `Option::cloned` are clones of the standard library; `Ref::clone` shares the borrow.
            Container::Impl(at) => {
                self.cx.impl_data(ImplId { krate: function.krate, at }).of_trait.is_none()
                    && (function.krate != CrateId(0) || name == self.cx.words.clone)
            }
            _ if function.krate == CrateId(0) => false,
            // Other libraries' iterators have a `cloned` as well.
            Container::Trait(_) => name.as_str() != "cloned",
            Container::Module => true,
        }
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
                if let Some(param) = param.filter(|param| !self.leads_to_expected(&ty, param, output, expected)) {
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
        match expected.filter(|_| matches!(known, Ty::Var(_))) {
            Some(expected) => self.by_result(param, output, expected).unwrap_or(known),
            None => known,
        }
    }

    /// What a parameter is if the result is what its place expects. It binds nothing.
    fn by_result(&mut self, param: &Ty, output: &Ty, expected: &Ty) -> Option<Ty> {
        let expected = self.table.resolve(expected);
        if matches!(expected, Ty::Var(_) | Ty::Unknown) {
            return None;
        }
        let mark = self.table.mark();
        self.table.unify(output, &expected);
        let told = self.table.resolve(param);
        self.table.undo(mark);
        Some(told)
    }

    /// Whether an argument `&a` is dereferenced to what the result's place says of a parameter `&T`, and makes it so:
    /// `let list: Vec<u8> = Clone::clone(&wrapper)`.
    fn leads_to_expected(&mut self, ty: &Ty, param: &Ty, output: &Ty, expected: Option<&Ty>) -> bool {
        let (Ty::Ref(given, _), Ty::Ref(wanted, _)) = (self.shallow(ty), self.shallow(param)) else { return false };
        let Some(expected) = expected.filter(|_| matches!(self.shallow(&wanted), Ty::Var(_))) else { return false };
        let told = match self.by_result(&wanted, output, expected) {
            // An unsized type is what the result is dereferenced to: `let s: &str = &Clone::clone(&string)`.
            None | Some(Ty::Var(_) | Ty::Unknown | Ty::Str | Ty::Slice(_) | Ty::Dyn(_)) => return false,
            Some(told) => told,
        };
        for step in self.steps(&given) {
            if matches!(step, Ty::Var(_) | Ty::Unknown) {
                return false;
            }
            let mark = self.table.mark();
            if self.unify(&step, &told) {
                return self.unify(&wanted, &step);
            }
            self.table.undo(mark);
        }
        false
    }

    /// Arguments of a call of which nothing is known. There may be sites within.
    pub(super) fn unchecked(&mut self, args: &[ExprId]) {
        for &arg in args {
            self.expr(arg, None);
        }
    }
}
