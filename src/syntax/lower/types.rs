//! Types, paths, bounds and parameters.

use std::collections::HashSet;

use proc_macro2::Ident;
use syn::punctuated::Punctuated;
use syn::{
    AngleBracketedGenericArguments, Expr, ExprLit, GenericArgument, Lit, PathArguments, QSelf, ReturnType, Token, Type,
    TypeParamBound, WherePredicate,
};

use super::super::hir::{Bound, FnPointer, GenericArgs, GenericParam, Generics, Path, QualifiedPath, Segment, TypeRef};
use super::names;

/// A list of as many items, allocated once: `collect` does not know the length of what is filtered or chained, and what
/// it gives back when the list is cut to size leaves the allocator with holes.
pub(super) fn boxed<T>(len: usize, items: impl Iterator<Item = T>) -> Box<[T]> {
    let mut list = Vec::with_capacity(len);
    list.extend(items);
    list.into_boxed_slice()
}

/// A written type.
pub(in super::super) fn ty(written: &Type) -> TypeRef {
    match written {
        Type::Path(written) => match &written.qself {
            None => TypeRef::Path(path(&written.path)),
            Some(qself) => TypeRef::Qualified(Box::new(qualified(qself, &written.path))),
        },
        Type::Reference(reference) => TypeRef::Ref(Box::new(ty(&reference.elem)), reference.mutability.is_some()),
        Type::Ptr(pointer) => TypeRef::Ptr(Box::new(ty(&pointer.elem))),
        Type::Tuple(tuple) => TypeRef::Tuple(boxed(tuple.elems.len(), tuple.elems.iter().map(ty))),
        Type::Array(array) => TypeRef::Array(Box::new((ty(&array.elem), number(&array.len)))),
        Type::Slice(slice) => TypeRef::Slice(Box::new(ty(&slice.elem))),
        Type::Paren(paren) => ty(&paren.elem),
        Type::Group(group) => ty(&group.elem),
        Type::FnPtr(pointer) => {
            let inputs = pointer.inputs.iter().map(|input| ty(&input.ty));
            let params = boxed(pointer.inputs.len(), inputs);
            TypeRef::Fn(Box::new(FnPointer { params, output: output(&pointer.output) }))
        }
        Type::ImplTrait(written) => TypeRef::Impl(bounds(&written.bounds)),
        Type::TraitObject(object) => TypeRef::Dyn(bounds(&object.bounds)),
        Type::Never(_) => TypeRef::Never,
        Type::Infer(_) => TypeRef::Infer,
        _ => TypeRef::Unknown,
    }
}

/// `-> T`, `()` where nothing is written.
pub(super) fn output(written: &ReturnType) -> TypeRef {
    match written {
        ReturnType::Default => TypeRef::Tuple(Box::default()),
        ReturnType::Type(_, written) => ty(written),
    }
}

/// A path with the arguments of its segments.
pub(super) fn path(written: &syn::Path) -> Path {
    let leading = written.leading_colon.as_ref().map(|_| Segment { name: names::named(""), args: None });
    let segments = leading.into_iter().chain(written.segments.iter().map(segment));
    Path { segments: boxed(written.segments.len() + usize::from(written.leading_colon.is_some()), segments) }
}

/// A path of one segment.
pub(super) fn single(name: &str) -> Path {
    Path { segments: Box::new([Segment { name: names::named(name), args: None }]) }
}

/// `<T as Trait>::rest`
pub(super) fn qualified(qself: &QSelf, written: &syn::Path) -> QualifiedPath {
    let mut of_trait = path(written).segments.into_vec();
    let rest = of_trait.split_off((qself.position + usize::from(written.leading_colon.is_some())).min(of_trait.len()));
    let of_trait = (qself.position > 0).then_some(Path { segments: of_trait.into() });
    QualifiedPath { self_ty: ty(&qself.ty), of_trait, rest: rest.into() }
}

fn segment(written: &syn::PathSegment) -> Segment {
    let args = match &written.arguments {
        PathArguments::None => None,
        PathArguments::AngleBracketed(list) => arguments(list),
        PathArguments::Parenthesized(list) => Some(GenericArgs {
            types: Box::new([TypeRef::Tuple(boxed(list.inputs.len(), list.inputs.iter().map(|input| ty(&input.ty))))]),
            bindings: Box::new([(names::named("Output"), output(&list.output))]),
            constraints: Box::default(),
        }),
    };
    Segment { name: names::symbol(&written.ident), args: args.map(Box::new) }
}

/// `<A, B>`; nothing where only lifetimes are written.
fn arguments(list: &AngleBracketedGenericArguments) -> Option<GenericArgs> {
    let count = |is_meant: fn(&GenericArgument) -> bool| list.args.iter().filter(|argument| is_meant(argument)).count();
    let is_type = |argument: &GenericArgument| matches!(argument, GenericArgument::Type(_) | GenericArgument::Const(_));
    let mut types = Vec::with_capacity(count(is_type));
    let mut bindings = Vec::with_capacity(count(|argument| matches!(argument, GenericArgument::AssocType(_))));
    let mut constraints = Vec::new();
    for argument in &list.args {
        match argument {
            GenericArgument::Type(written) => types.push(ty(written)),
            GenericArgument::Const(value) => types.push(TypeRef::Const(number(value))),
            GenericArgument::AssocType(assoc) => bindings.push((names::symbol(&assoc.ident), ty(&assoc.ty))),
            GenericArgument::Constraint(constraint) => {
                constraints.push((names::symbol(&constraint.ident), bounds(&constraint.bounds)));
            }
            _ => {}
        }
    }
    let args = GenericArgs { types: types.into(), bindings: bindings.into(), constraints: constraints.into() };
    (args != GenericArgs::default()).then_some(args)
}

/// Types of a turbofish.
pub(super) fn turbofish(list: &AngleBracketedGenericArguments) -> Box<[TypeRef]> {
    arguments(list).map(|args| args.types).unwrap_or_default()
}

/// Traits among bounds.
pub(super) fn bounds(written: &Punctuated<TypeParamBound, Token![+]>) -> Box<[Bound]> {
    let is_trait = |bound: &&TypeParamBound| matches!(bound, TypeParamBound::Trait(bound) if bound.maybe.is_none());
    let traits = written.iter().filter_map(|bound| match bound {
        TypeParamBound::Trait(bound) if bound.maybe.is_none() => Some(path(&bound.path)),
        _ => None,
    });
    boxed(written.iter().filter(is_trait).count(), traits)
}

/// What a trait demands of `Self`, also where it says so in its `where`.
pub(super) fn supertraits(item: &syn::ItemTrait) -> Box<[Bound]> {
    let predicates = item.generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let of_self = predicates.filter_map(|predicate| match predicate {
        WherePredicate::Type(predicate) if matches!(&predicate.bounded_ty, Type::Path(ty) if ty.path.is_ident("Self")) => {
            Some(&predicate.bounds)
        }
        _ => None,
    });
    std::iter::once(&item.supertraits).chain(of_self).flat_map(bounds).collect()
}

/// Whether `?Sized` is among bounds.
fn relaxes(written: &Punctuated<TypeParamBound, Token![+]>) -> bool {
    written.iter().any(|bound| matches!(bound, TypeParamBound::Trait(bound) if bound.maybe.is_some()))
}

/// An item's parameters.
pub(super) fn generics(written: &syn::Generics) -> Generics {
    let clauses = || written.where_clause.iter().flat_map(|clause| &clause.predicates);
    // `where T: ?Sized`
    let relaxed: HashSet<&Ident> = clauses()
        .filter_map(|predicate| match predicate {
            WherePredicate::Type(predicate) if relaxes(&predicate.bounds) => match &predicate.bounded_ty {
                Type::Path(ty) => ty.path.get_ident(),
                _ => None,
            },
            _ => None,
        })
        .collect();
    let is_sized = |param: &syn::TypeParam| !relaxed.contains(&param.ident) && !relaxes(&param.bounds);
    let params = written.params.iter().filter_map(|param| match param {
        syn::GenericParam::Lifetime(_) => None,
        syn::GenericParam::Type(param) => Some(GenericParam {
            name: names::symbol(&param.ident),
            is_const: false,
            is_sized: is_sized(param),
            bounds: bounds(&param.bounds),
            default: param.default.as_ref().map(|(_, default)| ty(default)),
        }),
        syn::GenericParam::Const(param) => Some(GenericParam {
            name: names::symbol(&param.ident),
            is_const: true,
            is_sized: true,
            bounds: Box::default(),
            default: param.default.as_ref().map(|(_, default)| TypeRef::Const(number(default))),
        }),
    });
    let lifetimes = written.lifetimes().count();
    let wheres = clauses().filter_map(|predicate| match predicate {
        WherePredicate::Type(predicate) => Some((ty(&predicate.bounded_ty), bounds(&predicate.bounds))),
        _ => None,
    });
    let of_types = clauses().filter(|predicate| matches!(predicate, WherePredicate::Type(_))).count();
    Generics {
        has_lifetimes: lifetimes > 0,
        params: boxed(written.params.len() - lifetimes, params),
        wheres: boxed(of_types, wheres),
    }
}

/// The value of a literal.
fn number(value: &Expr) -> Option<u64> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Int(literal), .. }) => literal.base10_parse().ok(),
        _ => None,
    }
}

/// The value of a literal with or without a sign.
pub(super) fn signed_number(value: &Expr) -> Option<i128> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Int(literal), .. }) => literal.base10_parse().ok(),
        Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Neg(_)) => signed_number(&unary.expr).map(|value| -value),
        _ => None,
    }
}
