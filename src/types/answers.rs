//! What flow and rules ask of the types of a body, once it is inferred.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;
use std::collections::HashMap;

use crate::model::{Cost, TypeFacts};
use crate::syntax::flow::{Taken, Typed, Types};
use crate::syntax::hir::{ExprId, Symbol, TypeRef};

use super::classify;
use super::index::{AdtId, CrateId, FunctionId};
use super::infer::Notes;
use super::inventory::has_impl;
use super::layout::Layouts;
use super::solver::Solver;
use super::ty::{Args, Ty};

/// How deep fields are followed for guards.
const DEEPEST: usize = 3;

/// Standard types of which a clone copies what they hold, once.
const WRAPPERS: &[&str] = &["Option", "Result", "Box", "Cow", "Pin"];

/// Standard types whose values do something with what they borrow when they go.
const RELEASING: &[&str] = &[
    "MutexGuard",
    "MappedMutexGuard",
    "RwLockReadGuard",
    "RwLockWriteGuard",
    "MappedRwLockReadGuard",
    "MappedRwLockWriteGuard",
    "ReentrantLockGuard",
    "Ref",
    "RefMut",
    "Drain",
    "PeekMut",
    "StdinLock",
    "StdoutLock",
    "StderrLock",
];

/// Answers for one body.
pub(super) struct Answers<'s, 'a, 'i> {
    solver: RefCell<&'s mut Solver<'a, 'i>>,
    notes: Notes,
    /// What was asked before: rules ask the same of the same places.
    types: RefCell<FxHashMap<Typed, Ty>>,
    facts: RefCell<FxHashMap<Ty, TypeFacts>>,
}

impl<'s, 'a, 'i> Answers<'s, 'a, 'i> {
    /// With what inference noted.
    pub(super) fn new(solver: &'s mut Solver<'a, 'i>, notes: Notes) -> Self {
        Self { solver: RefCell::new(solver), notes, types: RefCell::default(), facts: RefCell::default() }
    }

    fn ty(&self, of: Typed) -> Ty {
        if let Some(known) = self.types.borrow().get(&of) {
            return known.clone();
        }
        let ty = self.asked(of);
        self.types.borrow_mut().insert(of, ty.clone());
        ty
    }

    fn asked(&self, of: Typed) -> Ty {
        let noted = match of {
            Typed::Expr(expr) => self.notes.expr(expr),
            Typed::Pat(pat) => self.notes.pat(pat),
        };
        noted.map_or(Ty::Unknown, |ty| self.solver.borrow_mut().normalized(ty))
    }

    fn called(&self, call: ExprId) -> Option<FunctionId> {
        self.notes.method(call)
    }
}

impl Types for Answers<'_, '_, '_> {
    fn taken(&self, call: ExprId) -> Taken {
        let Some(id) = self.called(call) else { return Taken::Unknown };
        let solver = self.solver.borrow();
        let data = &solver.cx.index.crate_of(id.krate).functions[id.at as usize];
        match data.params.first().filter(|_| data.has_self) {
            Some(TypeRef::Ref(_, false)) => Taken::Shared,
            Some(TypeRef::Ref(_, true)) => Taken::Unique,
            Some(_) => Taken::Value,
            None => Taken::Unknown,
        }
    }

    fn calls_once(&self, call: ExprId, argument: usize) -> bool {
        let Some(id) = self.called(call) else { return false };
        let solver = self.solver.borrow();
        let signature = solver.cx.signature(id);
        let once = solver.cx.lang.fn_once;
        signature.params.get(argument + 1).is_some_and(|param| {
            signature.bounds.iter().any(|bound| once == Some(bound.of_trait.id) && bound.ty == *param)
        })
    }

    fn may_borrow(&self, of: Typed) -> bool {
        let ty = self.ty(of);
        may_borrow(&self.solver.borrow(), &ty)
    }

    fn releases(&self, of: Typed) -> bool {
        let ty = self.ty(of);
        releases(&mut self.solver.borrow_mut(), &ty, 0)
    }

    fn owns_field(&self, base: ExprId, field: Symbol) -> bool {
        let solver = self.solver.borrow();
        match self.ty_within(&solver, base) {
            Ty::Adt(id, args) => {
                id.krate != CrateId(0)
                    && solver.cx.field(id, &args, 0, field).is_some()
                    && !has_impl(solver.cx, id, "Drop")
            }
            Ty::Tuple(_) => true,
            _ => false,
        }
    }

    fn facts(&self, of: Typed) -> TypeFacts {
        let ty = self.ty(of);
        if let Some(known) = self.facts.borrow().get(&ty) {
            return known.clone();
        }
        let found = facts(&mut self.solver.borrow_mut(), &ty);
        self.facts.borrow_mut().insert(ty, found.clone());
        found
    }

    fn size(&self, of: Typed) -> u64 {
        let ty = self.ty(of);
        let generics = crate::syntax::hir::Generics::default();
        Layouts::new(&mut self.solver.borrow_mut(), &generics).of(ty.peeled()).size
    }

    fn collections(&self, of: Typed) -> usize {
        let ty = self.ty(of);
        collections(&mut self.solver.borrow_mut(), ty.peeled(), &mut Counted::new())
    }
}

impl Answers<'_, '_, '_> {
    /// As [`Self::ty`], without normalizing: for a base that is asked for its own declaration.
    fn ty_within(&self, solver: &Solver<'_, '_>, expr: ExprId) -> Ty {
        self.notes.expr(expr).map_or(Ty::Unknown, |ty| solver.settled(ty))
    }
}

fn may_borrow(solver: &Solver<'_, '_>, ty: &Ty) -> bool {
    let any = |items: &[Ty]| items.iter().any(|item| may_borrow(solver, item));
    match ty {
        // What a type parameter stands for is the caller's choice, who cannot name a local variable.
        Ty::Never | Ty::Scalar(_) | Ty::Str | Ty::Param(_) | Ty::Fn(_) | Ty::Ptr(_) | Ty::Const(_) => false,
        Ty::Tuple(items) => any(items),
        Ty::Array(item, _) | Ty::Slice(item) => may_borrow(solver, item),
        Ty::Projection(projection) => may_borrow(solver, &projection.self_ty),
        Ty::Adt(id, args) => solver.cx.index.adt(*id).generics.has_lifetimes || any(args),
        Ty::Ref(..) | Ty::Closure(..) | Ty::Dyn(_) | Ty::Opaque(_) | Ty::Foreign(..) | Ty::Unknown | Ty::Var(_) => true,
    }
}

fn releases(solver: &mut Solver<'_, '_>, ty: &Ty, depth: usize) -> bool {
    match ty {
        // What a closure has captured is not to be seen; guards seldom are.
        Ty::Never
        | Ty::Scalar(_)
        | Ty::Str
        | Ty::Param(_)
        | Ty::Fn(_)
        | Ty::Ptr(_)
        | Ty::Const(_)
        | Ty::Ref(..)
        | Ty::Closure(..)
        | Ty::Projection(_) => false,
        Ty::Tuple(items) => items.iter().any(|item| releases(solver, item, depth)),
        Ty::Array(item, _) | Ty::Slice(item) => releases(solver, item, depth),
        Ty::Adt(id, args) => {
            let adt = solver.cx.index.adt(*id);
            let name = adt.name.as_str();
            if id.krate == CrateId(0) && RELEASING.contains(&name) {
                return true;
            }
            if args.iter().any(|arg| releases(solver, arg, depth)) {
                return true;
            }
            if id.krate == CrateId(0) || !adt.generics.has_lifetimes {
                return false;
            }
            if name.ends_with("Guard") || has_impl(solver.cx, *id, "Drop") {
                return true;
            }
            depth < DEEPEST && solver.fields(*id, args).iter().any(|field| releases(solver, field, depth + 1))
        }
        Ty::Dyn(_) | Ty::Opaque(_) | Ty::Foreign(..) | Ty::Unknown | Ty::Var(_) => true,
    }
}

/// What is known of how many collections the declarations have; nothing yet of those that are being looked into.
type Counted = HashMap<AdtId, usize>;

/// Looks into each declaration once, whatever its arguments: types of syntax trees hold one another all over.
fn collections(solver: &mut Solver<'_, '_>, ty: &Ty, counted: &mut Counted) -> usize {
    match ty {
        Ty::Tuple(items) => items.iter().map(|item| collections(solver, item, counted)).sum(),
        Ty::Adt(id, args) if id.krate == CrateId(0) => {
            if WRAPPERS.contains(&solver.cx.index.adt(*id).name.as_str()) {
                return args.iter().map(|arg| collections(solver, arg, counted)).max().unwrap_or(0);
            }
            usize::from(classify::classify(solver, ty).1 == Cost::Deep)
        }
        Ty::Adt(id, args) => {
            if let Some(known) = counted.get(id) {
                return *known;
            }
            counted.insert(*id, 0);
            let count = in_variants(solver, *id, args, counted);
            counted.insert(*id, count);
            count
        }
        _ => 0,
    }
}

/// Collections in the variant that has the most of them; a struct has one variant. None in a handle.
fn in_variants(solver: &mut Solver<'_, '_>, id: AdtId, args: &Args, counted: &mut Counted) -> usize {
    if classify::classify(solver, &Ty::Adt(id, Rc::clone(args))).1 != Cost::Deep {
        return 0;
    }
    let fields = solver.fields(id, args);
    let counts: Vec<usize> = fields.iter().map(|field| collections(solver, field, counted)).collect();
    let mut counts = counts.into_iter();
    let variants = &solver.cx.index.adt(id).variants;
    variants.iter().map(|variant| counts.by_ref().take(variant.fields.len()).sum()).max().unwrap_or(0)
}

fn facts(solver: &mut Solver<'_, '_>, ty: &Ty) -> TypeFacts {
    let (mut inner, mut references, mut is_unique) = (ty, 0_u8, false);
    while let Ty::Ref(behind, mutable) = inner {
        (inner, references, is_unique) = (behind, references.saturating_add(1), is_unique || *mutable);
    }
    let (class, cost) = classify::classify(solver, inner);
    let cx = solver.cx;
    let name_of = |ty: &Ty| match ty {
        Ty::Adt(id, _) => Some(cx.index.adt(*id).name.as_str()),
        Ty::Foreign(path, _) => path.as_str().rsplit("::").next(),
        Ty::Scalar(scalar) => Some(scalar.name()),
        Ty::Str => Some("str"),
        _ => None,
    };
    let arguments = match inner {
        Ty::Adt(_, args) | Ty::Foreign(_, args) => args.iter().map(|arg| name_of(arg).unwrap_or("")).collect(),
        _ => Rc::from([]),
    };
    TypeFacts {
        references,
        is_unique,
        class,
        cost,
        name: name_of(inner),
        in_std: matches!(inner, Ty::Adt(id, _) if id.krate == CrateId(0)),
        arguments,
        head: match inner {
            Ty::Adt(id, _) => Some(id.head()),
            _ => None,
        },
        is_copy: solver.is_copy(ty),
    }
}
