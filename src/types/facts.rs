//! What data flow and rules ask of a settled type.

use std::collections::HashMap;
use std::rc::Rc;

use crate::knowledge::guards::ACTING_ON_DROP;
use crate::model::{Cost, TypeFacts};

use super::classify;
use super::context::Context;
use super::guards;
use super::solver::Solver;
use super::ty::{Args, Ty};
use crate::crate_map::{AdtId, CrateId};

/// How deep fields are followed for guards.
const DEEPEST: usize = 3;

/// Standard types of which a clone copies what they hold, once.
const WRAPPERS: &[&str] = &["Option", "Result", "Box", "Cow", "Pin"];

/// Whether a value of the type may hold a borrow of a local variable.
pub(super) fn may_borrow(cx: &Context<'_>, ty: &Ty) -> bool {
    let any = |items: &[Ty]| items.iter().any(|item| may_borrow(cx, item));
    match ty {
        // What a type parameter stands for is the caller's choice, who cannot name a local variable.
        Ty::Never | Ty::Scalar(_) | Ty::Str | Ty::Param(_) | Ty::Fn(_) | Ty::Ptr(_) | Ty::Const(_) => false,
        Ty::Tuple(items) => any(items),
        Ty::Array(item, _) | Ty::Slice(item) => may_borrow(cx, item),
        Ty::Projection(projection) => may_borrow(cx, &projection.self_ty),
        Ty::Adt(id, args) => cx.index.adt(*id).generics.has_lifetimes || any(args),
        Ty::Ref(..) | Ty::Closure(..) | Ty::Dyn(_) | Ty::Opaque(_) | Ty::Foreign(..) | Ty::Unknown | Ty::Var(_) => true,
    }
}

/// Types of the standard library into which a value can be put through a shared reference.
const CELLS: &[&str] = &[
    "Cell",
    "RefCell",
    "UnsafeCell",
    "OnceCell",
    "LazyCell",
    "Mutex",
    "RwLock",
    "ReentrantLock",
    "OnceLock",
    "LazyLock",
    "Sender",
    "SyncSender",
];

/// Whether a borrow of a local variable may be put into what a shared reference to the type leads to.
pub(super) fn keeps_shared(solver: &mut Solver<'_, '_>, ty: &Ty, depth: usize) -> bool {
    if !may_borrow(solver.cx, ty) {
        return false;
    }
    match ty {
        Ty::Ref(inner, _) => keeps_shared(solver, inner, depth),
        Ty::Tuple(items) => items.iter().any(|item| keeps_shared(solver, item, depth)),
        Ty::Array(item, _) | Ty::Slice(item) => keeps_shared(solver, item, depth),
        Ty::Adt(id, args) if id.krate == CrateId(0) => {
            CELLS.contains(&solver.cx.index.adt(*id).name.as_str())
                || args.iter().any(|arg| keeps_shared(solver, arg, depth))
        }
        Ty::Adt(id, args) => {
            depth == DEEPEST || solver.fields(*id, args).iter().any(|field| keeps_shared(solver, field, depth + 1))
        }
        // All calls of a closure share the lifetimes that its parameters do not name.
        _ => true,
    }
}

/// Whether a value of the type does something with what it borrows when it goes.
pub(super) fn releases(solver: &mut Solver<'_, '_>, ty: &Ty) -> bool {
    releases_below(solver, ty, 0)
}

fn releases_below(solver: &mut Solver<'_, '_>, ty: &Ty, depth: usize) -> bool {
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
        Ty::Tuple(items) => items.iter().any(|item| releases_below(solver, item, depth)),
        Ty::Array(item, _) | Ty::Slice(item) => releases_below(solver, item, depth),
        Ty::Adt(id, args) => {
            let adt = solver.cx.index.adt(*id);
            let name = adt.name.as_str();
            if guards::is_known(solver.cx, *id) || (id.krate == CrateId(0) && ACTING_ON_DROP.contains(&name)) {
                return true;
            }
            if args.iter().any(|arg| releases_below(solver, arg, depth)) {
                return true;
            }
            if id.krate == CrateId(0) || !may_borrow(solver.cx, ty) {
                return false;
            }
            if solver.cx.has_impl(*id, "Drop") {
                return true;
            }
            depth < DEEPEST && solver.fields(*id, args).iter().any(|field| releases_below(solver, field, depth + 1))
        }
        Ty::Dyn(_) | Ty::Opaque(_) | Ty::Foreign(..) | Ty::Unknown | Ty::Var(_) => true,
    }
}

/// Whether a value of the type keeps a channel open: a sender, what holds one, or a closure, which may have captured one.
pub(super) fn keeps_open(solver: &mut Solver<'_, '_>, ty: &Ty, depth: usize) -> bool {
    match ty {
        Ty::Closure(..) => true,
        Ty::Tuple(items) => items.iter().any(|item| keeps_open(solver, item, depth)),
        Ty::Array(item, _) | Ty::Slice(item) => keeps_open(solver, item, depth),
        Ty::Foreign(path, args) => {
            path.as_str().ends_with("Sender") || args.iter().any(|arg| keeps_open(solver, arg, depth))
        }
        Ty::Adt(id, args) => {
            solver.cx.index.adt(*id).name.as_str().ends_with("Sender")
                || args.iter().any(|arg| keeps_open(solver, arg, depth))
                || (id.krate != CrateId(0)
                    && depth < DEEPEST
                    && solver.fields(*id, args).iter().any(|field| keeps_open(solver, field, depth + 1)))
        }
        _ => false,
    }
}

/// How many collections a clone copies.
pub(super) fn count_collections(solver: &mut Solver<'_, '_>, ty: &Ty) -> usize {
    collections(solver, ty, &mut Counted::new())
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

/// All that is known of a type.
pub(super) fn facts(solver: &mut Solver<'_, '_>, ty: &Ty) -> TypeFacts {
    let (mut inner, mut references, mut is_unique) = (ty, 0_u8, false);
    while let Ty::Ref(behind, mutable) = inner {
        (inner, references, is_unique) = (behind, references.saturating_add(1), is_unique || *mutable);
    }
    let (class, cost) = classify::classify(solver, inner);
    let is_guard = guards::is_guard(solver, inner);
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
        adt: match inner {
            Ty::Adt(id, _) => Some(id.adt()),
            _ => None,
        },
        is_guard,
        is_copy: solver.is_copy(ty),
    }
}
