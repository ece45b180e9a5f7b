//! The table of types: what the audited packages declare and clone, and what they clone of others.

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use crate::model::{AdtRef, CloneImpl, Cost, TypeClass, TypeKind, TypeOrigin, TypeRow};
use crate::source::Workspace;
use crate::syntax::hir::{Adt, AdtKind, Body};

use super::classify;
use super::context::Context;
use super::infer::Infer;
use super::layout::Layouts;
use super::solver::Solver;
use super::ty::{Args, Subst, Ty};
use crate::crate_map::{AdtId, CrateData, CrateId, Index, Origin};

/// Most bytes of a type that is worth being `Copy`.
const SMALL: u64 = 16;

/// Traits of what is changed in place.
const BUFFERS: &[&str] = &["DerefMut", "Extend", "Write", "AddAssign"];

/// Traits of what goes on from where it is. A copy by accident starts anew, which is why the standard library's iterators
/// are not `Copy`.
const PROGRESSING: &[&str] = &["Iterator", "ParallelIterator", "Stream", "Future"];

/// How deep fields are followed for what they own.
const DEEPEST: usize = 64;

/// All types with one of these heads and, if `with_declared`, all that the audited packages declare with `Clone`;
/// without it, only those of the heads that they declare. Nothing is counted yet. `file` gives the path of an audited file by its number.
pub(crate) fn inventory(
    index: &Index<'_>,
    workspace: &Workspace,
    cloned: &BTreeSet<AdtRef>,
    with_declared: bool,
    file: &dyn Fn(u32) -> Option<Arc<str>>,
) -> Vec<TypeRow> {
    let cx = Context::new(index);
    let mut ids: BTreeSet<AdtId> = cloned.iter().map(|adt| AdtId { krate: CrateId(adt.krate), at: adt.at }).collect();
    let is_audited =
        |krate| matches!(index.origin(krate), Origin::Member(package) if workspace.packages[package].selected);
    if !with_declared {
        ids.retain(|id| is_audited(id.krate));
    }
    for (krate, data) in index.known_crates().filter(|_| with_declared) {
        if is_audited(krate) {
            let declared = (0_u32..).zip(&data.adts).map(|(at, _)| AdtId { krate, at });
            ids.extend(declared.filter(|id| cx.clone_impl(*id) != CloneImpl::None));
        }
    }
    ids.into_iter().map(|id| row(&cx, workspace, id, file)).collect()
}

fn row(cx: &Context<'_>, workspace: &Workspace, id: AdtId, file: &dyn Fn(u32) -> Option<Arc<str>>) -> TypeRow {
    let index = cx.index;
    let (krate, adt) = (index.crate_of(id.krate), index.adt(id));
    let body = Body::empty(0);
    let mut solver = Solver::new(Infer::new(cx, id.krate, &body));
    let args = own_args(cx, id);
    let ty = Ty::Adt(id, Rc::clone(&args));
    let (class, cost) = classify::classify(&mut solver, &ty);
    let layout = Layouts::new(&mut solver, &adt.generics).of(&ty);
    let copy =
        class == TypeClass::Copy || adt.derives.iter().any(|name| name.as_str() == "Copy") || cx.has_impl(id, "Copy");
    let clone = cx.clone_impl(id);
    let (package, origin) = match index.origin(id.krate) {
        Origin::Member(package) => (Arc::clone(&workspace.packages[package].name), TypeOrigin::Workspace),
        Origin::Standard => (Arc::from("std"), TypeOrigin::Standard),
        Origin::External(_) => (Arc::from(index.crate_name(id.krate)), TypeOrigin::Dependency),
    };
    let path = krate.file_of(id.at).and_then(file);
    let fields = solver.fields(id, &args);
    let is_candidate = clone == CloneImpl::Derived
        && origin == TypeOrigin::Workspace
        && !copy
        && layout.is_exact
        && layout.size <= SMALL
        && !is_conditional(adt)
        && !cx.has_impl(id, "Drop")
        && !PROGRESSING.iter().any(|of_trait| cx.has_impl(id, of_trait))
        && fields.iter().all(|field| solver.is_copy(field));
    TypeRow {
        adt: id.adt(),
        library: library(index, id, &package),
        package,
        origin,
        name: classify::text(cx, &ty),
        item: item(krate, adt),
        line: path.is_some().then_some(adt.line),
        path,
        kind: match adt.kind {
            AdtKind::Struct => TypeKind::Struct,
            AdtKind::Enum => TypeKind::Enum,
            AdtKind::Union => TypeKind::Union,
        },
        clone,
        copy,
        copy_candidate: is_candidate,
        size: layout.size,
        size_exact: layout.is_exact,
        heap: owns_heap(&mut solver, &ty, 0),
        newtype_over_string: adt.kind == AdtKind::Struct && !is_conditional(adt) && is_one_string(cx, &fields),
        is_buffer: BUFFERS.iter().any(|of_trait| cx.has_impl(id, of_trait)),
        sites: 0,
        measured: None,
        explicit: 0,
        class,
        cost,
        rules: Vec::new(),
        findings: Vec::new(),
        allowed: Vec::new(),
    }
}

/// What tells a declaration from others of the same path, whichever packages are audited: of a dependency, its version and
/// the declaration's number in it. Those of the workspace have a place in a file.
fn library(index: &Index<'_>, id: AdtId, package: &Arc<str>) -> Arc<str> {
    match index.origin(id.krate) {
        Origin::External(external) => {
            let version = index.version(external).unwrap_or_default();
            Arc::from(format!("{package} {version} #{}", id.at))
        }
        Origin::Standard => Arc::from(format!("{package} #{}", id.at)),
        Origin::Member(_) => Arc::clone(package),
    }
}

/// An adt's parameters as its arguments; those with a default have that.
fn own_args(cx: &Context<'_>, id: AdtId) -> Args {
    let adt = cx.index.adt(id);
    let scope = cx.field_scope(id);
    let mut subst = Subst::default();
    for param in &adt.generics.params {
        let ty = match &param.default {
            Some(default) => subst.apply(&cx.lower(&scope, default)),
            None => Ty::Param(param.name),
        };
        subst.push(param.name, ty);
    }
    subst.0.into_iter().map(|(_, ty)| ty).collect()
}

/// Whether a `#[cfg]` that the build decides stands at a field or variant.
fn is_conditional(adt: &Adt) -> bool {
    adt.variants.iter().any(|variant| variant.is_conditional || variant.fields.iter().any(|field| field.is_conditional))
}

fn is_one_string(cx: &Context<'_>, fields: &[Ty]) -> bool {
    let is_std = |ty: &Ty, path: &'static str| matches!(ty, Ty::Adt(id, _) if cx.is_std(*id, path));
    let mut held = fields.iter().filter(|field| !is_std(field, "marker::PhantomData"));
    held.next().is_some_and(|field| is_std(field, "string::String")) && held.next().is_none()
}

/// `crate_name::module::Name`
fn item(krate: &CrateData, adt: &Adt) -> String {
    let modules = krate.modules_of(adt);
    let mut names = vec![krate.name.as_str()];
    names.extend(modules.iter().map(|name| name.as_str()));
    names.push(adt.name.as_str());
    names.join("::")
}

/// Whether values own memory on the heap, shared or their own; nothing where that is not known.
fn owns_heap(solver: &mut Solver<'_, '_>, ty: &Ty, depth: usize) -> Option<bool> {
    match ty {
        Ty::Never | Ty::Scalar(_) | Ty::Ref(..) | Ty::Fn(_) | Ty::Const(_) => Some(false),
        Ty::Tuple(items) => any_owns(solver, items, depth),
        Ty::Array(item, _) => owns_heap(solver, item, depth + 1),
        Ty::Adt(id, args) => adt_owns_heap(solver, ty, *id, args, depth),
        // A pointer may own what it points to.
        _ => None,
    }
}

fn any_owns(solver: &mut Solver<'_, '_>, items: &[Ty], depth: usize) -> Option<bool> {
    let mut answer = Some(false);
    for item in items {
        match owns_heap(solver, item, depth + 1) {
            Some(true) => return Some(true),
            Some(false) => {}
            None => answer = None,
        }
    }
    answer
}

fn adt_owns_heap(solver: &mut Solver<'_, '_>, ty: &Ty, id: AdtId, args: &Args, depth: usize) -> Option<bool> {
    let cx = solver.cx;
    if solver.is_copy(ty) {
        return Some(false);
    }
    if id.krate == CrateId(0) {
        if cx.is_std(id, "boxed::Box") {
            return Some(true);
        }
        if cx.is_std(id, "marker::PhantomData") {
            return Some(false);
        }
        let cost = cx.std_class(id).map(TypeClass::usual_cost).or_else(|| cx.std_cost(id));
        match cost {
            Some(Cost::Alias | Cost::Heap | Cost::Deep) => return Some(true),
            Some(Cost::Free) => return Some(false),
            _ => {}
        }
    }
    if depth > DEEPEST || is_conditional(cx.index.adt(id)) || cx.index.crate_of(id.krate).is_repeated(id.at) {
        return None;
    }
    solver.owns_heap_once(ty, |solver| {
        let fields = solver.fields(id, args);
        any_owns(solver, &fields, depth)
    })
}
