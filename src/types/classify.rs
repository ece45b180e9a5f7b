//! From a type to its class and the cost of cloning it (`docs/words.md`).

use crate::knowledge::{handles, library_costs};
use crate::model::{Cost, TypeClass};
use crate::syntax::hir::{Adt, AdtKind, CloneBody, FieldPlace, Symbol};

use super::context::Context;
use super::solver::Solver;
use super::ty::{Args, Ty};
use crate::crate_map::{AdtId, CrateId, Origin};

/// How deep fields are followed.
const DEEPEST: usize = 64;

/// Standard types that take the class of what they hold.
const WRAPPERS: &[&str] = &["option::Option", "result::Result", "boxed::Box", "borrow::Cow", "pin::Pin"];

/// Class and cost of a type's clone.
pub(super) fn classify(solver: &mut Solver<'_, '_>, ty: &Ty) -> (TypeClass, Cost) {
    let class = class_of(solver, ty);
    let cost = match class {
        TypeClass::Unknown => Cost::Unknown,
        _ => cost_of(solver, ty, 0),
    };
    // A type of a library that only bumps counts is a handle, listed or not.
    let class = if class == TypeClass::External && cost == Cost::Alias { TypeClass::Handle } else { class };
    (class, cost)
}

fn class_of(solver: &mut Solver<'_, '_>, ty: &Ty) -> TypeClass {
    match ty {
        Ty::Opaque(bounds) if bounds.iter().any(|bound| Some(bound.id) == solver.cx.lang.adaptor) => {
            TypeClass::External
        }
        // Behind `dyn` and `impl` stands a type that is not said.
        Ty::Unknown | Ty::Var(_) | Ty::Dyn(_) | Ty::Opaque(_) | Ty::Const(_) => TypeClass::Unknown,
        Ty::Param(_) | Ty::Projection(_) if solver.is_copy(ty) => TypeClass::Copy,
        // What a derive writes is not seen.
        Ty::Projection(projection) if matches!(projection.self_ty, Ty::Adt(..)) => TypeClass::Unknown,
        Ty::Param(_) | Ty::Projection(_) => TypeClass::Generic,
        Ty::Fn(_) | Ty::Closure(..) => TypeClass::Function,
        // A unique reference is no `Clone`; what is behind it is.
        Ty::Never | Ty::Scalar(_) | Ty::Ref(..) | Ty::Ptr(_) => TypeClass::Copy,
        Ty::Str => TypeClass::String,
        Ty::Slice(_) => TypeClass::Collection,
        Ty::Array(item, _) => class_of(solver, item),
        Ty::Tuple(items) => costliest(solver, items).unwrap_or(TypeClass::Copy),
        // A path into a crate whose sources are missing may lead anywhere: `pub use core::net::Ipv6Addr`.
        Ty::Foreign(path, _) => handles::class_of_path(path.as_str()).unwrap_or(TypeClass::Unknown),
        Ty::Adt(id, args) => adt_class(solver, ty, *id, args),
    }
}

fn adt_class(solver: &mut Solver<'_, '_>, ty: &Ty, id: AdtId, args: &Args) -> TypeClass {
    let cx = solver.cx;
    if id.krate == CrateId(0) {
        if WRAPPERS.iter().any(|path| cx.is_std(id, path)) {
            if solver.is_copy(ty) {
                return TypeClass::Copy;
            }
            return match costliest(solver, args).unwrap_or(TypeClass::Unknown) {
                // A box of something `Copy` is not `Copy`.
                TypeClass::Copy => args.first().map_or(TypeClass::Unknown, |held| origin_class(cx, held)),
                class => class,
            };
        }
        if let Some(class) = cx.std_class(id) {
            return class;
        }
    }
    if solver.is_copy(ty) {
        return TypeClass::Copy;
    }
    origin_class(cx, ty)
}

/// The class by where a type is declared.
fn origin_class(cx: &Context<'_>, ty: &Ty) -> TypeClass {
    let Ty::Adt(id, _) = ty else { return TypeClass::External };
    if cx.index.adt(*id).may_be_copy {
        return TypeClass::Unknown;
    }
    match cx.index.origin(id.krate) {
        Origin::Member(_) => TypeClass::Struct,
        Origin::Standard => TypeClass::External,
        Origin::External(_) => {
            let adt = cx.index.adt(*id);
            handles::class_of(cx.index.crate_name(id.krate), adt.name.as_str()).unwrap_or(TypeClass::External)
        }
    }
}

/// Which of several held types decides the class of what holds them: the costliest, and doubt before all.
fn costliest(solver: &mut Solver<'_, '_>, items: &[Ty]) -> Option<TypeClass> {
    items.iter().map(|item| class_of(solver, item)).max_by_key(|class| weight(*class))
}

const fn weight(class: TypeClass) -> u8 {
    match class {
        TypeClass::Copy => 0,
        TypeClass::Function => 1,
        TypeClass::Arc => 2,
        TypeClass::Handle => 3,
        TypeClass::String => 4,
        TypeClass::Collection => 5,
        TypeClass::Struct => 6,
        TypeClass::External => 7,
        TypeClass::Generic => 8,
        TypeClass::Unknown => 9,
    }
}

/// The cost of one clone. Of a type with fields it is the highest of its fields'; of an enum, the highest of its
/// variants'.
fn cost_of(solver: &mut Solver<'_, '_>, ty: &Ty, depth: usize) -> Cost {
    match ty {
        Ty::Unknown | Ty::Var(_) | Ty::Foreign(..) | Ty::Opaque(_) | Ty::Dyn(_) => match class_of(solver, ty) {
            TypeClass::Handle | TypeClass::Arc => Cost::Alias,
            _ => Cost::Unknown,
        },
        Ty::Never | Ty::Scalar(_) | Ty::Const(_) | Ty::Ref(..) | Ty::Ptr(_) | Ty::Fn(_) => Cost::Free,
        Ty::Projection(projection) if matches!(projection.self_ty, Ty::Adt(..)) => Cost::Unknown,
        Ty::Param(_) | Ty::Projection(_) => {
            if solver.is_copy(ty) {
                Cost::Free
            } else {
                Cost::Varies
            }
        }
        Ty::Closure(..) => Cost::Unknown,
        Ty::Str => Cost::Heap,
        Ty::Slice(_) => Cost::Deep,
        Ty::Array(item, _) => cost_of(solver, item, depth),
        Ty::Tuple(items) => highest(items.iter().map(|item| cost_of(solver, item, depth + 1)).collect()),
        Ty::Adt(id, args) => adt_cost(solver, ty, *id, args, depth),
    }
}

fn adt_cost(solver: &mut Solver<'_, '_>, ty: &Ty, id: AdtId, args: &Args, depth: usize) -> Cost {
    let cx = solver.cx;
    if solver.is_copy(ty) {
        return Cost::Free;
    }
    if id.krate == CrateId(0) {
        if cx.is_std(id, "boxed::Box") {
            return match args.first() {
                // Nothing but what stands behind it tells what its `clone` does.
                Some(Ty::Dyn(_)) => Cost::Varies,
                Some(inner) => match cost_of(solver, inner, depth + 1) {
                    Cost::Unknown => Cost::Unknown,
                    Cost::Deep => Cost::Deep,
                    _ => Cost::Heap,
                },
                None => Cost::Unknown,
            };
        }
        if let Some(cost) = cx.std_class(id).map(TypeClass::usual_cost).or_else(|| cx.std_cost(id)) {
            return cost;
        }
    }
    if let Some(cost) = cx.index.configured_cost(id) {
        return cost;
    }
    let adt = cx.index.adt(id);
    if matches!(cx.index.origin(id.krate), Origin::External(_)) {
        let (package, name) = (cx.index.crate_name(id.krate), adt.name.as_str());
        if handles::class_of(package, name).is_some() {
            return Cost::Alias;
        }
        if let Some(cost) = library_costs::cost_of(package, name) {
            return cost;
        }
    }
    if depth >= DEEPEST {
        return Cost::Unknown;
    }
    solver.cost_once(ty, |solver| fields_cost(solver, adt, id, args, depth))
}

fn fields_cost(solver: &mut Solver<'_, '_>, adt: &Adt, id: AdtId, args: &Args, depth: usize) -> Cost {
    let cx = solver.cx;
    let is_derived = adt.derives.contains(&cx.words.clone_trait);
    match if is_derived { None } else { cx.clone_body(id) } {
        Some(CloneBody::Fields(cloned)) => {
            return cloned_cost(solver, adt, (id, args), cloned, depth).unwrap_or(Cost::Unknown);
        }
        Some(CloneBody::Other) => return Cost::Unknown,
        None => {}
    }
    let mut costs = vec![Cost::Free];
    for ty in solver.fields(id, args) {
        // A pointer that a hand-written `Clone` looks after may own what it points to.
        let owns = matches!(&ty, Ty::Ptr(_)) || matches!(&ty, Ty::Adt(id, _) if cx.is_std(*id, "ptr::NonNull"));
        if owns && !is_derived {
            return Cost::Unknown;
        }
        costs.push(cost_of(solver, &ty, depth + 1));
        if costs.last() == Some(&Cost::Deep) {
            break;
        }
    }
    match highest(costs) {
        // Who writes `clone` by hand for what could be `Copy` does more than copy it: a count may be kept elsewhere.
        Cost::Free if !is_derived && id.krate != CrateId(0) => Cost::Unknown,
        cost => cost,
    }
}

/// The cost of a `clone` whose body clones these fields and copies the others; nothing where a name is not a field's, or
/// where the method that is called may be another type's than the field's.
fn cloned_cost(
    solver: &mut Solver<'_, '_>,
    adt: &Adt,
    (id, args): (AdtId, &Args),
    cloned: &[FieldPlace],
    depth: usize,
) -> Option<Cost> {
    let cx = solver.cx;
    // The name of a struct may be an alias of it.
    let is_of = |place: &FieldPlace, variant: Symbol| {
        adt.kind != AdtKind::Enum || place.variant.is_none_or(|name| name == variant)
    };
    let names =
        || adt.variants.iter().flat_map(|variant| variant.fields.iter().map(|field| (variant.name, field.name)));
    let is_known = |place: &FieldPlace| names().any(|(variant, field)| place.field == field && is_of(place, variant));
    if !cloned.iter().all(is_known) {
        return None;
    }
    let mut costs = vec![Cost::Free];
    for (ty, (variant, field)) in solver.fields(id, args).into_iter().zip(names()) {
        let mut places = cloned.iter().filter(|place| place.field == field && is_of(place, variant)).peekable();
        if places.peek().is_none() {
            continue;
        }
        let is_boxed = places.any(|place| place.is_boxed);
        let is_understood = match &ty {
            // `.clone()` on a reference clones what it leads to, if that is `Clone`.
            Ty::Ref(..) => false,
            Ty::Adt(id, _) if is_boxed => cx.is_std(*id, "boxed::Box"),
            ty => !is_boxed && !solver.is_without_clone(ty),
        };
        if !is_understood {
            return None;
        }
        costs.push(cost_of(solver, &ty, depth + 1));
    }
    Some(highest(costs))
}

/// The highest of several costs. What is deep is deep whatever else is not known.
fn highest(costs: Vec<Cost>) -> Cost {
    let order = |cost: &Cost| match cost {
        Cost::Free => 0,
        Cost::Alias => 1,
        Cost::Heap => 2,
        Cost::Varies => 3,
        Cost::Unknown => 4,
        Cost::Deep => 5,
    };
    costs.into_iter().max_by_key(order).unwrap_or(Cost::Free)
}

/// A type as people write it: names without their paths, arguments that are defaults left out.
pub(super) fn text(cx: &Context<'_>, ty: &Ty) -> String {
    let list = |items: &[Ty]| items.iter().map(|item| text(cx, item)).collect::<Vec<_>>().join(", ");
    let with_args = |name: &str, items: &[Ty]| {
        if items.is_empty() { name.to_owned() } else { format!("{name}<{}>", list(items)) }
    };
    match ty {
        Ty::Unknown | Ty::Var(_) => "_".to_owned(),
        Ty::Never => "!".to_owned(),
        Ty::Scalar(scalar) => scalar.name().to_owned(),
        Ty::Str => "str".to_owned(),
        Ty::Adt(id, args) => with_args(cx.index.adt(*id).name.as_str(), without_defaults(cx, *id, args)),
        Ty::Foreign(path, args) => with_args(path.as_str(), args),
        Ty::Ref(inner, mutable) => format!("&{}{}", if *mutable { "mut " } else { "" }, text(cx, inner)),
        Ty::Ptr(inner) => format!("*const {}", text(cx, inner)),
        Ty::Tuple(items) => match &items[..] {
            [only] => format!("({},)", text(cx, only)),
            items => format!("({})", list(items)),
        },
        Ty::Array(inner, len) => match len {
            Some(len) => format!("[{}; {len}]", text(cx, inner)),
            None => format!("[{}; _]", text(cx, inner)),
        },
        Ty::Slice(inner) => format!("[{}]", text(cx, inner)),
        Ty::Param(name) => {
            if name.as_str().starts_with("impl ") {
                "impl Trait".to_owned()
            } else {
                name.to_string()
            }
        }
        Ty::Fn(sig) => format!("fn({}) -> {}", list(&sig.params), text(cx, &sig.output)),
        Ty::Closure(_, sig) => format!("|{}| -> {}", list(&sig.params), text(cx, &sig.output)),
        Ty::Dyn(bounds) => format!("dyn {}", traits(cx, bounds)),
        Ty::Opaque(bounds) => format!("impl {}", traits(cx, bounds)),
        Ty::Projection(projection) => match projection.of_trait {
            Some(id) => {
                format!("<{} as {}>::{}", text(cx, &projection.self_ty), cx.trait_data(id).name, projection.name)
            }
            None => format!("{}::{}", text(cx, &projection.self_ty), projection.name),
        },
        Ty::Const(value) => value.map_or_else(|| "_".to_owned(), |value| value.to_string()),
    }
}

fn traits(cx: &Context<'_>, bounds: &[super::ty::TraitRef]) -> String {
    let one = |bound: &super::ty::TraitRef| {
        let args = bound.args.iter().map(|arg| text(cx, arg));
        let bindings = bound.bindings.iter().map(|(name, ty)| format!("{name} = {}", text(cx, ty)));
        let all: Vec<String> = args.chain(bindings).collect();
        let name = cx.trait_data(bound.id).name;
        if all.is_empty() { name.to_string() } else { format!("{name}<{}>", all.join(", ")) }
    };
    let told = bounds.iter().filter(|bound| Some(bound.id) != cx.lang.adaptor);
    told.map(one).collect::<Vec<_>>().join(" + ")
}

pub(super) fn without_defaults<'a>(cx: &Context<'_>, id: AdtId, args: &'a [Ty]) -> &'a [Ty] {
    let params = &cx.index.adt(id).generics.params;
    let mut count = args.len();
    while let Some(param) = count.checked_sub(1).and_then(|last| params.get(last)) {
        let Some(default) = &param.default else { break };
        if cx.lower(&cx.field_scope(id), default) != args[count - 1] {
            break;
        }
        count -= 1;
    }
    &args[..count]
}
