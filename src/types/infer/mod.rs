//! Inference of one body: the type of every receiver in it, as rustc would infer it, as far as source alone tells.
//!
//! A variable stands for what is not known yet; unification makes variables known, and what cannot be settled at once
//! (associated types and bounds of variables) waits in `pending`. The order is rustc's: arguments before closures,
//! statements one after the other; a method is looked up when its call is reached. Where rustc would report an error,
//! this says [`Ty::Unknown`], which spreads silently.

mod call;
mod cloned;
mod closure;
mod expr;
mod flow;
mod macros;
mod method;
mod notes;
mod pat;
mod paths;
mod pending;
mod project;
mod solve;
mod table;

use std::rc::Rc;

use crate::syntax::hir::{Body, BodySite, ExprId, Symbol, TypeRef};

use super::context::Context;
use super::lower::TypeScope;
use super::signature::Bounded;
use super::ty::Ty;
use crate::crate_map::{CrateId, FunctionId, ImplId, ModuleId, TraitId};

pub(super) use cloned::Cloned;
pub(super) use macros::is_known;
pub(super) use solve::Answer;

/// The code that is inferred.
#[derive(Clone)]
enum Code<'c> {
    Written(&'c Body),
    /// What a macro call stands for.
    Expanded(Rc<Body>),
}

impl std::ops::Deref for Code<'_> {
    type Target = Body;

    fn deref(&self) -> &Body {
        match self {
            Self::Written(body) => body,
            Self::Expanded(body) => body,
        }
    }
}

/// Sites by their expressions.
fn asked(sites: &[BodySite]) -> Vec<(ExprId, BodySite)> {
    let mut asked: Vec<(ExprId, BodySite)> = sites.iter().map(|site| (site.expr, *site)).collect();
    asked.sort_by_key(|(expr, _)| *expr);
    asked
}

/// Inference of one body.
pub(super) struct Infer<'c, 'i> {
    pub(super) cx: &'c Context<'i>,
    body: Code<'c>,
    module: ModuleId,
    scope: TypeScope<'c>,
    /// What the body's own parameters are bounded by.
    env: Rc<[Bounded]>,
    table: table::Table,
    pending: Vec<pending::Pending>,
    /// How many obligations there were, and what was known, when they were last looked at.
    selected: Option<(usize, usize)>,
    /// Names bound in the blocks around the place, innermost last.
    locals: Vec<(Symbol, Ty)>,
    /// What `return` gives, of the closures, async blocks and the function around the place, innermost last.
    returns: Vec<Ty>,
    /// What `break` gives, of the loops around the place.
    breaks: Vec<Ty>,
    /// Sites whose expression is an expression of the body, by the expression.
    asked: Vec<(ExprId, BodySite)>,
    found: Vec<(BodySite, Ty)>,
    /// The same of expansions, with the name of what is called.
    expanded: Vec<(BodySite, Symbol, Ty)>,
    closures: u32,
    /// How deep associated types are being followed.
    depth: usize,
    /// The types of everything, while a body is being inferred.
    notes: Option<notes::Notes>,
}

impl<'c, 'i> Infer<'c, 'i> {
    /// What each site of a body clones.
    /// The state is handed back for questions about these types.
    pub(super) fn run(cx: &'c Context<'i>, krate: CrateId, body: &'c Body) -> (Vec<(BodySite, Cloned)>, Self) {
        let mut infer = Self::new(cx, krate, body);
        infer.asked = asked(&body.sites);
        infer.notes = Some(notes::Notes::new(body));
        infer.enter();
        infer.select();
        let found = std::mem::take(&mut infer.found);
        let found: Vec<_> = found.into_iter().map(|(site, ty)| (site, infer.name_of(site), ty)).collect();
        // What is seen of an argument in its place is better than what it says on its own.
        let all = std::mem::take(&mut infer.expanded).into_iter().chain(found);
        let cloned = all.map(|(site, name, ty)| (site, infer.cloned(site, name, &ty))).collect();
        (cloned, infer)
    }

    /// Before anything of a body is looked at.
    pub(super) fn new(cx: &'c Context<'i>, krate: CrateId, body: &'c Body) -> Self {
        let module = ModuleId { krate, at: body.module };
        let (mut scope, env) = match body.function {
            Some(at) => {
                let id = FunctionId { krate, at };
                (cx.function_scope(id), Rc::clone(&cx.signature(id).bounds))
            }
            None => (container_scope(cx, krate, body), Rc::from([])),
        };
        scope.module = Some(module);
        Self {
            cx,
            body: Code::Written(body),
            module,
            scope,
            env,
            table: table::Table::default(),
            pending: Vec::new(),
            selected: None,
            locals: Vec::new(),
            returns: Vec::new(),
            breaks: Vec::new(),
            asked: Vec::new(),
            found: Vec::new(),
            expanded: Vec::new(),
            closures: 0,
            depth: 0,
            notes: None,
        }
    }

    /// Where the types that the body writes stand.
    pub(super) fn scope(&self) -> &TypeScope<'c> {
        &self.scope
    }

    /// What the body's own parameters are bounded by.
    pub(super) fn bounds(&self) -> &Rc<[Bounded]> {
        &self.env
    }

    /// Binds the parameters and infers the code.
    fn enter(&mut self) {
        let output = if let Some(at) = self.body.function {
            self.bind_parameters(FunctionId { krate: self.module.krate, at })
        } else {
            let ty = self.body.ty.clone();
            ty.map_or(Ty::Unknown, |ty| self.written(&ty))
        };
        // What `impl Trait` stands for is the body's to say.
        let output = if matches!(output, Ty::Opaque(_)) { self.var() } else { output };
        self.returns.push(output.clone());
        let ty = self.expr(self.body.root, Some(&output));
        self.coerce(&ty, &output);
    }

    /// Binds a function's parameters. Returns what its code gives: of an `async fn`, what the future yields.
    fn bind_parameters(&mut self, id: FunctionId) -> Ty {
        let signature = self.cx.signature(id);
        for (&pat, ty) in self.body.clone().params.iter().zip(&signature.params) {
            let ty = self.normalize(ty);
            self.bind(pat, &ty);
        }
        let function = &self.cx.index.crate_of(id.krate).functions[id.at as usize];
        let output = self.cx.lower(&self.scope, &function.output);
        self.normalize(&output)
    }

    fn bind_local(&mut self, name: Symbol, ty: Ty) {
        self.locals.push((name, ty));
    }

    fn local(&self, name: Symbol) -> Option<Ty> {
        self.locals.iter().rev().find(|(known, _)| *known == name).map(|(_, ty)| ty.clone())
    }

    /// A type that the body writes; `_` is a variable.
    fn written(&mut self, ty: &TypeRef) -> Ty {
        let ty = self.lowered(|cx, scope| cx.lower(scope, ty));
        self.normalize(&ty)
    }

    /// Lowers with variables for what is left out.
    fn lowered<R>(&mut self, lower: impl FnOnce(&Context<'i>, &TypeScope<'_>) -> R) -> R {
        self.lowered_as(false, lower)
    }

    /// Lowers the path of a value.
    fn lowered_value<R>(&mut self, lower: impl FnOnce(&Context<'i>, &TypeScope<'_>) -> R) -> R {
        self.lowered_as(true, lower)
    }

    fn lowered_as<R>(&mut self, is_value: bool, lower: impl FnOnce(&Context<'i>, &TypeScope<'_>) -> R) -> R {
        let table = std::cell::RefCell::new(std::mem::take(&mut self.table));
        let hole = || table.borrow_mut().make(table::Kind::General);
        let scope = TypeScope { hole: Some(&hole), is_value, ..self.scope.clone() };
        let result = lower(self.cx, &scope);
        self.table = table.into_inner();
        result
    }
}

fn container_scope<'i>(cx: &Context<'i>, krate: CrateId, body: &Body) -> TypeScope<'i> {
    match (body.of_impl, body.of_trait) {
        (Some(at), _) => cx.impl_scope(ImplId { krate, at }),
        (None, Some(at)) => cx.trait_scope(TraitId { krate, at }),
        (None, None) => TypeScope::default(),
    }
}
