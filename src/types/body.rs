//! What data flow and rules may ask of the types of a body.

use std::collections::BTreeSet;

use crate::model::{Hazard, TypeFacts};
use crate::syntax::hir::{Body, CodeMacro, Expr, ExprId, Generics, Symbol, TypeRef};

use super::answers::BodyAnswers;
use super::context::Context;
use super::facts;
use super::hazards;
use super::infer::Infer;
use super::layout::Layouts;
use super::named;
use super::result::{InferenceResult, Typed};
use super::solver::Solver;
use super::ty::{Signature, Ty};
use crate::crate_map::{Container, CrateId, FunctionId, ModuleId, Origin, TraitId};
use crate::knowledge::calls::spawns;

/// How a method takes its receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SelfKind {
    /// `self`
    Value,
    /// `&self`
    Ref,
    /// `&mut self`
    RefMut,
    /// Not known.
    Unknown,
}

/// Whose a function is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The workspace's own, which can be changed.
    Workspace,
    /// The standard library's or a dependency's.
    Library,
}

/// The types of a body, with the declarations and bounds that say what they can do.
pub struct BodyTypes<'a> {
    cx: &'a Context<'a>,
    krate: CrateId,
    body: &'a Body,
    result: &'a InferenceResult,
    answers: BodyAnswers,
}

impl<'a> BodyTypes<'a> {
    pub(super) fn new(cx: &'a Context<'a>, krate: CrateId, body: &'a Body, result: &'a InferenceResult) -> Self {
        let answers = BodyAnswers::new(&cx.answers, krate, Infer::new(cx, krate, body).bounds());
        Self { cx, krate, body, result, answers }
    }

    fn solver(&self) -> Solver<'a, 'a> {
        Solver::new(Infer::new(self.cx, self.krate, self.body))
    }

    /// How a method call takes its receiver.
    pub fn self_kind(&self, call: ExprId) -> SelfKind {
        let Some(id) = self.result.callees.get(&call) else { return SelfKind::Unknown };
        let data = &self.cx.index.crate_of(id.krate).functions[id.at as usize];
        match data.params.first().filter(|_| data.has_self) {
            Some(TypeRef::Ref(_, false)) => SelfKind::Ref,
            Some(TypeRef::Ref(_, true)) => SelfKind::RefMut,
            Some(_) => SelfKind::Value,
            None => SelfKind::Unknown,
        }
    }

    /// Whether a method call certainly means a method of the type's own, rather than of a trait.
    pub fn is_inherent(&self, call: ExprId) -> bool {
        self.result.callees.get(&call).is_some_and(|id| {
            let krate = self.cx.index.crate_of(id.krate);
            match krate.containers[id.at as usize] {
                Container::Impl(at) => krate.impls[at as usize].of_trait.is_none(),
                Container::Trait(_) | Container::Module => false,
            }
        })
    }

    /// Whether a call certainly means a function of a library.
    pub fn calls_library(&self, call: ExprId) -> bool {
        let callee = self.result.callees.get(&call);
        callee.is_some_and(|id| matches!(self.cx.index.origin(id.krate), Origin::Standard | Origin::External(_)))
    }

    /// Whether a call certainly means a function of the standard library that keeps nothing which it does not return: no
    /// thread is started.
    pub fn keeps_nothing_else(&self, call: ExprId) -> bool {
        self.calls_standard(call) && self.result.callees.get(&call).is_some_and(|id| !self.is_spawn(*id))
    }

    /// Whether a call certainly means a function of the standard library.
    pub fn calls_standard(&self, call: ExprId) -> bool {
        self.result.callees.get(&call).is_some_and(|id| id.krate == CrateId::STANDARD)
    }

    /// Whether it is a reference.
    pub fn is_reference(&self, of: Typed) -> bool {
        matches!(self.result.ty(of), Ty::Ref(..))
    }

    /// Whether a method that is called on a value means the same one if it is called on a reference to that. A trait may
    /// have one of its name for the reference, which is found before what the value's type dereferences to.
    pub fn is_same_on_reference(&self, call: ExprId, receiver: ExprId) -> bool {
        let Expr::MethodCall { receiver: called_on, name, .. } = &self.body.exprs[call as usize] else { return false };
        *called_on == receiver && (self.is_own(call, receiver) || !self.cx.index.is_implemented_for_references(*name))
    }

    /// Whether a method call certainly means a method of the very type that its receiver has, not of a trait and not of what
    /// that type dereferences to.
    fn is_own(&self, call: ExprId, receiver: ExprId) -> bool {
        let of_impl = self.result.callees.get(&call).and_then(|id| {
            let krate = self.cx.index.crate_of(id.krate);
            match krate.containers[id.at as usize] {
                Container::Impl(at) => Some(&krate.impls[at as usize]),
                Container::Trait(_) | Container::Module => None,
            }
        });
        let Some(TypeRef::Path(path)) = of_impl.filter(|of_impl| of_impl.of_trait.is_none()).map(|own| &own.self_ty)
        else {
            return false;
        };
        let name = path.segments.last().map(|last| last.name.as_str());
        name.is_some() && self.facts(Typed::Expr(receiver)).name == name
    }

    /// Whose function takes an argument of a call (not counting a method's receiver) by value, as a type that the function
    /// says. `None` where callers choose the type, or it is not known.
    pub fn takes_value(&self, call: ExprId, argument: usize) -> Option<Owner> {
        let id = *self.result.callees.get(&call)?;
        let signature = self.cx.signature(id);
        let is_said = !matches!(self.parameter(&signature, call, argument)?, Ty::Ref(..) | Ty::Param(_) | Ty::Unknown);
        let owner = match self.cx.index.origin(id.krate) {
            Origin::Member(_) => Owner::Workspace,
            Origin::Standard | Origin::External(_) => Owner::Library,
        };
        is_said.then_some(owner)
    }

    /// The parameter that an argument of a call is for, not counting a method's receiver.
    fn parameter<'s>(&self, signature: &'s Signature, call: ExprId, argument: usize) -> Option<&'s Ty> {
        let receiver = usize::from(matches!(self.body.exprs[call as usize], Expr::MethodCall { .. }));
        signature.params.get(argument + receiver)
    }

    /// Whether a call certainly never comes back: `std::process::exit(1)`.
    pub fn never_returns(&self, call: ExprId) -> bool {
        self.result.callees.get(&call).is_some_and(|id| {
            let function = &self.cx.index.crate_of(id.krate).functions[id.at as usize];
            function.output == TypeRef::Never && !function.is_async
        })
    }

    /// Whether what is called calls the function at this place of its arguments, not counting a method's receiver, at most
    /// once. `None` where it is not known what is called.
    pub fn calls_once(&self, call: ExprId, argument: usize) -> Option<bool> {
        let id = *self.result.callees.get(&call)?;
        let signature = self.cx.signature(id);
        let has = |wanted: Option<TraitId>| {
            self.parameter(&signature, call, argument).is_some_and(|param| match param {
                Ty::Opaque(bounds) => bounds.iter().any(|bound| Some(bound.id) == wanted),
                param => signature.bounds.iter().any(|bound| Some(bound.of_trait.id) == wanted && bound.ty == *param),
            })
        };
        // What is `Copy` may be called again.
        Some(has(self.cx.lang.fn_once) && !has(self.cx.lang.copy))
    }

    /// Whether what a call returns may hold the closure at this place of its arguments, not counting a method's receiver.
    pub fn may_keep_closure(&self, call: ExprId, argument: usize) -> bool {
        let Some(id) = self.result.callees.get(&call) else { return true };
        let signature = self.cx.signature(*id);
        let Some(param) = self.parameter(&signature, call, argument) else { return true };
        // Of the standard library, only threads keep what they do not return.
        let is_kept_by_lifetimes = id.krate != CrateId::STANDARD || self.is_spawn(*id);
        signature.output.any(&mut |ty| match ty {
            Ty::Adt(id, _) => is_kept_by_lifetimes && self.cx.index.adt(*id).generics.has_lifetimes,
            Ty::Param(name) => ty == param || name.as_str() == "Self",
            Ty::Unknown | Ty::Var(_) | Ty::Foreign(..) | Ty::Dyn(_) | Ty::Opaque(_) => true,
            _ => false,
        })
    }

    fn is_spawn(&self, id: FunctionId) -> bool {
        spawns(self.cx.index.crate_of(id.krate).functions[id.at as usize].name.as_str())
    }

    /// Whether it is a function or a pointer to one, and certainly no closure.
    pub fn is_function(&self, of: Typed) -> bool {
        matches!(self.result.ty(of), Ty::Fn(_))
    }

    /// How many `*` lead from one expression's value to one of another's type. `None` where none does, or it is not
    /// known.
    pub fn derefs(&self, from: ExprId, to: ExprId) -> Option<usize> {
        self.solver().derefs(self.result.ty(Typed::Expr(from)), self.result.ty(Typed::Expr(to)))
    }

    /// Whether a value of the type may hold a borrow of a local variable. True where it is not known.
    pub fn may_borrow(&self, of: Typed) -> bool {
        facts::may_borrow(self.cx, self.result.ty(of))
    }

    /// Whether a borrow of a local variable may be put into what a value of the type is, behind all references, by who
    /// holds a unique reference to it, or else a shared one. True where it is not known.
    pub fn may_keep(&self, of: Typed, is_unique: bool) -> bool {
        let ty = self.result.ty(of).peeled();
        if is_unique { facts::may_borrow(self.cx, ty) } else { facts::keeps_shared(&mut self.solver(), ty, 0) }
    }

    /// Paths of the declarations that the type names.
    pub fn names(&self, of: Typed) -> Vec<String> {
        named::paths(self.cx, self.result.ty(of))
    }

    /// Adds the crates that declare what an expression's type names, the function that it calls, and what a path of
    /// several segments or a macro's begins with.
    pub fn crates(&self, expr: ExprId, crates: &mut BTreeSet<String>) {
        let first = |path: String| path.split("::").next().map(ToOwned::to_owned);
        crates.extend(self.names(Typed::Expr(expr)).into_iter().filter_map(first));
        let callee = self.result.callees.get(&expr).filter(|id| id.krate != CrateId::STANDARD);
        crates.extend(callee.map(|id| named::krate(self.cx, id.krate)));
        let path = match &self.body.exprs[expr as usize] {
            Expr::Path(path) => Some(path),
            Expr::MacroCall(call) => Some(&call.path),
            _ => None,
        };
        let root = path.filter(|path| path.segments.len() > 1).and_then(|path| path.segments.first());
        crates.extend(root.map(|root| root.name.as_str().to_owned()));
    }

    /// Whether it is a closure.
    pub fn is_closure(&self, of: Typed) -> bool {
        matches!(self.result.ty(of), Ty::Closure(..))
    }

    /// Whether a value of the type does something with what it borrows when it goes: guards of locks. True where it is
    /// not known.
    pub fn releases(&self, of: Typed) -> bool {
        let ty = self.result.ty(of);
        self.answers.once(ty, |answers| &answers.releases, || facts::releases(&mut self.solver(), ty))
    }

    /// Whether a value of the type keeps a channel open that closes when its last sender goes.
    pub fn keeps_open(&self, of: Typed) -> bool {
        facts::keeps_open(&mut self.solver(), self.result.ty(of), 0)
    }

    /// Whether a value of the type may change behind a shared reference: it holds a `Cell`, a lock or an atomic, and not
    /// behind what its clones share. False where it is not known.
    pub fn has_interior(&self, of: Typed) -> bool {
        self.hazards(of).contains(&Hazard::Interior)
    }

    /// Why a program may behave differently without a clone of a value of the type.
    pub fn hazards(&self, of: Typed) -> BTreeSet<Hazard> {
        hazards::of(&mut self.solver(), self.result.ty(of))
    }

    /// Whether it is a raw pointer.
    pub fn is_pointer(&self, of: Typed) -> bool {
        matches!(self.result.ty(of), Ty::Ptr(_))
    }

    /// The name by which a macro is known that a call names so: none if it is the workspace's own.
    pub fn macro_name(&self, call: ExprId, name: Symbol) -> Symbol {
        self.cx.macro_name(self.module_at(call), name)
    }

    fn module_at(&self, expr: ExprId) -> ModuleId {
        ModuleId { krate: self.krate, at: self.body.module_at(expr) }
    }

    /// Whether a call stands for a value of its own, rather than a place, by the macro's definition.
    pub fn expands_to_value(&self, id: ExprId, call: &CodeMacro) -> bool {
        let code = self.cx.expansion(self.module_at(id), call);
        code.is_ok_and(|code| code.body.exprs[code.body.root as usize].is_value())
    }

    /// Whether a macro of this name is certainly the known one: the crate defines none.
    pub fn is_known_macro(&self, call: ExprId, name: Symbol) -> bool {
        self.macro_name(call, name) == name && self.cx.index.crate_of(self.krate).macros_named(name).is_empty()
    }

    /// Whether a macro of this name that the crate defines shows the text of what it is given.
    pub fn shows_text(&self, name: Symbol) -> bool {
        self.cx.index.crate_of(self.krate).macros_named(name).iter().any(|found| found.rules.contains("stringify"))
    }

    /// Whether cloning the type runs a `Clone` written by hand, which may do more than copy. False where it is not known.
    pub fn has_written_clone(&self, of: Typed) -> bool {
        let ty = self.result.ty(of);
        hazards::of(&mut self.solver(), ty).contains(&Hazard::WrittenClone)
    }

    /// Whether a field can be moved out of an expression: a value, no reference, of a type that has this field itself
    /// and no `Drop`. False where it is not known.
    pub fn owns_field(&self, base: ExprId, field: Symbol) -> bool {
        match self.result.ty(Typed::Expr(base)) {
            Ty::Adt(id, args) => {
                id.krate != CrateId(0) && self.cx.field(*id, args, 0, field).is_some() && !self.cx.has_impl(*id, "Drop")
            }
            Ty::Tuple(_) => true,
            _ => false,
        }
    }

    /// Whether the type, behind all references, is an iterator. False where it is not known.
    pub fn is_iterator(&self, of: Typed) -> bool {
        let ty = self.result.ty(of).peeled();
        self.answers.once(ty, |answers| &answers.is_iterator, || self.solver().is_iterator(ty))
    }

    /// What is known of the type.
    pub fn facts(&self, of: Typed) -> TypeFacts {
        let ty = self.result.ty(of);
        self.answers.once(ty, |answers| &answers.facts, || facts::facts(&mut self.solver(), ty))
    }

    /// Bytes of a value behind all references, or a lower bound.
    pub fn size(&self, of: Typed) -> u64 {
        Layouts::new(&mut self.solver(), &Generics::default()).of(self.result.ty(of).peeled()).size
    }

    /// How many collections a clone of a value behind all references copies, fields looked into; of an enum, in the
    /// variant with the most. What they hold in turn, and what is not known, is not counted.
    pub fn collections(&self, of: Typed) -> usize {
        facts::count_collections(&mut self.solver(), self.result.ty(of).peeled())
    }
}
