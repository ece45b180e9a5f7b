//! Inference of one body: the type of every receiver in it, as rustc would infer it, as far as source alone tells.
//!
//! A variable stands for what is not known yet; unification makes variables known, and what cannot be settled at once
//! (associated types and bounds of variables) waits in `pending`. The order is rustc's: arguments before closures,
//! statements one after the other; a method is looked up when its call is reached. Where rustc would report an error,
//! this says [`Ty::Unknown`], which spreads silently.

mod budget;
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
mod projected;
mod solve;
mod table;

use std::rc::Rc;

use rustc_hash::FxHashSet;

use crate::model::Limit;
use crate::syntax::hir::{Body, BodySite, ExprId, PatId, Scoped, Symbol, TypeRef};

use super::context::Context;
use super::env::Env;
use super::lower::TypeScope;
use super::result::InferenceResult;
use super::ty::{Bounded, Projection, Scalar, Ty};
use crate::crate_map::{CrateId, FunctionId, ImplId, ModuleId, TraitId};

use budget::Budget;
use projected::Projected;
use table::{Kind, Table};

pub(super) use cloned::Cloned;
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

/// Those of an expression.
fn sites_of(asked: &[(ExprId, BodySite)], id: ExprId) -> impl Iterator<Item = BodySite> {
    let first = asked.partition_point(|(expr, _)| *expr < id);
    asked[first..].iter().take_while(move |(expr, _)| *expr == id).map(|(_, site)| *site)
}

/// What has to hold and could not be settled yet.
#[derive(Clone, Debug)]
enum Pending {
    /// `<self_ty as of_trait>::name == into`
    Project(Projection, Ty),
    /// A bound whose arguments or associated types tell something.
    Bound(Bounded),
}

/// An obligation, and when it is worth another look.
#[derive(Debug)]
struct Waiting {
    what: Pending,
    /// The variables in it, none of which was known when it was looked at last: its answer is the same until one is. `None`
    /// before the first look.
    on: Option<Vec<u32>>,
}

/// Inference of one body.
pub(super) struct Infer<'c, 'i> {
    pub(super) cx: &'c Context<'i>,
    body: Code<'c>,
    module: ModuleId,
    scope: TypeScope<'c>,
    /// What the body's own parameters are bounded by.
    env: Rc<Env>,
    table: Table,
    pending: Vec<Waiting>,
    /// Whether there were so many obligations at some time that it pays to look for those that are the same.
    has_many: bool,
    projected: Projected,
    /// How many obligations there were, and what was known, when they were last looked at.
    selected: Option<(usize, usize)>,
    /// Names bound in the blocks around the place, innermost last.
    locals: Scoped<Ty>,
    /// What `return` gives, of the closures, async blocks and the function around the place, innermost last.
    returns: Vec<Ty>,
    /// What `break` gives, of the loops around the place.
    breaks: Vec<Ty>,
    /// Sites whose expression is an expression of the body, by the expression.
    asked: Vec<(ExprId, BodySite)>,
    found: Vec<(BodySite, Ty)>,
    /// The same of expansions.
    expanded: Vec<(BodySite, Ty)>,
    /// The function that the path which was looked at last names, if it names one.
    named: Option<FunctionId>,
    /// Sites that call what only is named like a clone.
    others: FxHashSet<(u32, ExprId)>,
    closures: u32,
    /// How deep associated types are being followed.
    depth: usize,
    /// The types of everything. They may hold variables.
    result: InferenceResult,
    /// Names that may be bound by reference as well as by value.
    unsure: FxHashSet<PatId>,
    budget: Budget,
}

impl<'c, 'i> Infer<'c, 'i> {
    /// Before anything of a body is looked at.
    pub(super) fn new(cx: &'c Context<'i>, krate: CrateId, body: &'c Body) -> Self {
        let module = ModuleId { krate, at: body.module };
        let (mut scope, env) = match body.function {
            Some(at) => {
                let id = FunctionId { krate, at };
                (cx.function_scope(id), cx.env(id))
            }
            None => (container_scope(cx, krate, body), Rc::default()),
        };
        scope.module = Some(module);
        Self {
            cx,
            body: Code::Written(body),
            module,
            scope,
            env,
            table: Table::default(),
            pending: Vec::new(),
            has_many: false,
            projected: Projected::default(),
            selected: None,
            locals: Scoped::default(),
            returns: Vec::new(),
            breaks: Vec::new(),
            asked: Vec::new(),
            found: Vec::new(),
            expanded: Vec::new(),
            named: None,
            others: FxHashSet::default(),
            closures: 0,
            depth: 0,
            result: InferenceResult::default(),
            unsure: FxHashSet::default(),
            budget: Budget::of(body),
        }
    }

    /// Sees what a module of the crate sees: that of a block of the body.
    pub(super) fn stand_in(&mut self, module: u32) {
        self.module.at = module;
        self.scope.module = Some(self.module);
    }

    /// Where the types that the body writes stand.
    pub(super) fn scope(&self) -> &TypeScope<'c> {
        &self.scope
    }

    /// What the body's own parameters are bounded by.
    pub(super) fn bounds(&self) -> &Rc<[Bounded]> {
        self.env.all()
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

    /// What there was too much of to look at all.
    pub(super) fn limit(&self) -> Option<Limit> {
        self.budget.spent().or_else(|| self.table.limit())
    }

    // ---- variables ----

    fn var(&mut self) -> Ty {
        self.table.make(Kind::General)
    }

    fn shallow(&self, ty: &Ty) -> Ty {
        self.table.shallow(ty)
    }

    fn unify(&mut self, a: &Ty, b: &Ty) -> bool {
        self.table.unify(a, b)
    }

    /// What is known of a type after all is said: numbers without a type are `i32` and `f64`.
    pub(super) fn settled(&self, ty: &Ty) -> Ty {
        self.table.resolve(ty).map(&mut |part| match part {
            Ty::Var(var) => Some(match self.table.kind(*var) {
                Kind::General => Ty::Unknown,
                Kind::Integer => Ty::Scalar(Scalar::I32),
                Kind::Float => Ty::Scalar(Scalar::F64),
            }),
            _ => None,
        })
    }

    /// Whether it is a number, be its type known or not.
    fn is_number(&self, ty: &Ty) -> bool {
        match self.shallow(ty) {
            Ty::Scalar(scalar) => scalar.is_integer() || scalar.is_float(),
            Ty::Var(var) => self.table.kind(var) != Kind::General,
            _ => false,
        }
    }

    // ---- names and written types ----

    fn bind_local(&mut self, name: Symbol, ty: Ty) {
        let ty = if self.table.is_too_large(&ty) {
            self.budget.note(Limit::TypeSize);
            Ty::Unknown
        } else {
            ty
        };
        self.locals.push(name, ty);
    }

    fn local(&self, name: Symbol) -> Option<Ty> {
        self.locals.get(name).cloned()
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
        let hole = || table.borrow_mut().make(Kind::General);
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
