//! Size, alignment and niches of types, as rustc lays them out for a 64-bit target.
//!
//! Nothing in the language promises these rules for types without `#[repr]`; they are those of rustc 1.95. What is not
//! known (type parameters, types whose sources are not at hand, fields under a `#[cfg]` of which the build decides)
//! counts as nothing: the size is a lower bound then, and says so.

mod arrange;

use std::collections::HashMap;

use crate::syntax::hir::{Adt, AdtKind, Generics, Symbol, TypeRef, Variant};

use super::solver::Solver;
use super::ty::{Args, Ty};
use crate::crate_map::{AdtId, CrateId};

use arrange::{FieldOrder, Layout, Niche, Repr, at_least, enumeration, scalar_layout, union, univariant};

/// How deep types may hold one another by value.
const DEEPEST: usize = 64;

/// How many types are laid out for one: fields of generic types may double them with each level.
const MOST_TYPES: usize = 4096;

/// Arrays of so many bytes do not compile.
const LARGEST: u64 = 1 << 47;

/// What a pointer holds beside the address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Metadata {
    Nothing,
    Length,
    Vtable,
    Unknown,
}

/// Computes layouts, and remembers them.
pub(super) struct Layouts<'s, 'a, 'i> {
    solver: &'s mut Solver<'a, 'i>,
    /// Parameters that types may name.
    generics: &'s Generics,
    known: HashMap<Ty, Layout>,
    depth: usize,
    /// How many types may still be laid out for the outermost.
    left: usize,
}

impl<'s, 'a, 'i> Layouts<'s, 'a, 'i> {
    /// For types that name these parameters at most.
    pub(super) fn new(solver: &'s mut Solver<'a, 'i>, generics: &'s Generics) -> Self {
        Self { solver, generics, known: HashMap::new(), depth: 0, left: 0 }
    }

    /// The layout of a type.
    pub(super) fn of(&mut self, ty: &Ty) -> Layout {
        match ty {
            Ty::Scalar(scalar) => scalar_layout(*scalar),
            Ty::Never => Layout::NEVER,
            Ty::Ref(inner, _) => self.pointer(inner, true),
            Ty::Ptr(inner) => self.pointer(inner, false),
            Ty::Fn(_) => Layout::scalar(8, 1),
            Ty::Tuple(items) => {
                let fields: Vec<Layout> = items.iter().map(|item| self.of(item)).collect();
                univariant(
                    &fields,
                    Repr::default(),
                    if fields.is_empty() { FieldOrder::Free } else { FieldOrder::LastFixed },
                )
            }
            Ty::Array(item, count) => {
                let item = self.of(item);
                match count
                    .and_then(|count| Some((count, item.size.checked_mul(count).filter(|size| *size < LARGEST)?)))
                {
                    Some((count, size)) => Layout {
                        size,
                        niche: item.niche.filter(|_| count > 0),
                        is_uninhabited: item.is_uninhabited && count > 0,
                        ..item
                    },
                    None => Layout { size: 0, ..item.inexact() },
                }
            }
            Ty::Adt(id, args) => self.adt(ty, *id, args),
            Ty::Unknown
            | Ty::Var(_)
            | Ty::Str
            | Ty::Foreign(..)
            | Ty::Slice(_)
            | Ty::Param(_)
            | Ty::Closure(..)
            | Ty::Dyn(_)
            | Ty::Opaque(_)
            | Ty::Projection(_)
            | Ty::Const(_) => Layout::UNKNOWN,
        }
    }

    // ---- pointers ----

    fn pointer(&mut self, to: &Ty, is_never_null: bool) -> Layout {
        let null = u128::from(is_never_null);
        let wide = Layout { size: 16, ..Layout::scalar(8, null) };
        match self.metadata(to, 0) {
            Metadata::Nothing => Layout::scalar(8, null),
            // A table of functions is never null either.
            Metadata::Vtable if !is_never_null => {
                Layout { niche: Some(Niche { offset: 8, size: 8, available: 1 }), ..wide }
            }
            Metadata::Length | Metadata::Vtable => wide,
            Metadata::Unknown => Layout::scalar(8, 0).inexact(),
        }
    }

    fn metadata(&mut self, to: &Ty, depth: usize) -> Metadata {
        match to {
            Ty::Str | Ty::Slice(_) => Metadata::Length,
            Ty::Dyn(_) => Metadata::Vtable,
            Ty::Param(name) => {
                let is_sized = self.generics.params.iter().any(|param| param.name == *name && param.is_sized);
                if is_sized { Metadata::Nothing } else { Metadata::Unknown }
            }
            Ty::Adt(id, args) => self.adt_metadata(*id, args, depth),
            Ty::Unknown | Ty::Var(_) | Ty::Foreign(..) | Ty::Projection(_) | Ty::Const(_) => Metadata::Unknown,
            Ty::Never
            | Ty::Scalar(_)
            | Ty::Ref(..)
            | Ty::Ptr(_)
            | Ty::Tuple(_)
            | Ty::Array(..)
            | Ty::Fn(_)
            | Ty::Closure(..)
            | Ty::Opaque(_) => Metadata::Nothing,
        }
    }

    /// A struct is as unsized as its last field.
    fn adt_metadata(&mut self, id: AdtId, args: &Args, depth: usize) -> Metadata {
        let cx = self.solver.cx;
        let adt = cx.index.adt(id);
        if adt.kind != AdtKind::Struct {
            return Metadata::Nothing;
        }
        let fields = adt.variants.first().map_or(&[][..], |variant| &variant.fields);
        let Some(last) = fields.last() else { return Metadata::Nothing };
        if depth > DEEPEST || last.is_conditional || cx.index.crate_of(id.krate).is_repeated(id.at) {
            return Metadata::Unknown;
        }
        if id.krate == CrateId(0) && pseudo(&last.ty).is_some() {
            return Metadata::Nothing;
        }
        let ty = self.field_type(id, args, &last.ty);
        self.metadata(&ty, depth + 1)
    }

    // ---- structs, enums and unions ----

    fn adt(&mut self, ty: &Ty, id: AdtId, args: &Args) -> Layout {
        if let Some(known) = self.known.get(ty) {
            return *known;
        }
        if self.depth == 0 {
            self.left = MOST_TYPES;
        }
        let cx = self.solver.cx;
        if self.depth > DEEPEST || self.left == 0 || cx.index.crate_of(id.krate).is_repeated(id.at) {
            return Layout::UNKNOWN;
        }
        self.left -= 1;
        if cx.is_std(id, "ptr::NonNull") {
            return args.first().map_or(Layout::UNKNOWN, |to| self.pointer(to, true));
        }
        // Who holds itself by value, as names are understood here, is not understood.
        self.known.insert(ty.clone(), Layout::UNKNOWN);
        self.depth += 1;
        let mut layout = self.variants(id, args);
        self.depth -= 1;
        if cx.is_std(id, "cell::UnsafeCell") {
            layout = layout.without_niche();
        }
        self.known.insert(ty.clone(), layout);
        layout
    }

    fn variants(&mut self, id: AdtId, args: &Args) -> Layout {
        let adt = self.solver.cx.index.adt(id);
        let repr = Repr::of(&adt.repr);
        let mut is_known = !repr.is_unknown;
        let mut fields = |variant: &Variant| {
            is_known &= !variant.is_conditional;
            let mut layouts = Vec::with_capacity(variant.fields.len());
            for field in &variant.fields {
                if field.is_conditional {
                    is_known = false;
                } else {
                    layouts.push(self.field(id, args, &field.ty));
                }
            }
            layouts
        };
        let variants: Vec<Vec<Layout>> = adt.variants.iter().map(&mut fields).collect();
        let layout = match adt.kind {
            AdtKind::Struct => {
                let place = if may_be_unsized(adt) { FieldOrder::LastFixed } else { FieldOrder::Free };
                univariant(variants.first().map_or(&[], Vec::as_slice), repr, place)
            }
            AdtKind::Union => union(variants.first().map_or(&[], Vec::as_slice), repr),
            AdtKind::Enum if is_known => enumeration(adt, &variants, repr),
            // Conditional variants may not be there.
            AdtKind::Enum => {
                let certain = adt.variants.iter().zip(&variants).filter(|(variant, _)| !variant.is_conditional);
                at_least(certain.map(|(_, fields)| fields.as_slice()), repr)
            }
        };
        if is_known { layout } else { layout.inexact() }
    }

    fn field(&mut self, id: AdtId, args: &Args, written: &TypeRef) -> Layout {
        if id.krate == CrateId(0)
            && let Some(pseudo) = pseudo(written)
        {
            let held = || args.first().map_or(Layout::UNKNOWN, scalar_of);
            return match pseudo {
                Pseudo::Opaque => Layout::UNKNOWN,
                Pseudo::UsizeNoHighBit => Layout::scalar(8, 1 << 63),
                Pseudo::Nanoseconds => Layout::scalar(4, (1 << 32) - 1_000_000_000),
                Pseudo::Fd => Layout::scalar(4, 1),
                Pseudo::NonZeroInner => held(),
            };
        }
        let ty = self.field_type(id, args, written);
        self.of(&ty)
    }

    fn field_type(&mut self, id: AdtId, args: &Args, written: &TypeRef) -> Ty {
        let cx = self.solver.cx;
        let ty = cx.adt_subst(id, args).apply(&cx.lower(&cx.field_scope(id), written));
        self.solver.normalized(&ty)
    }
}

/// Types that stand in the stubs of the standard library for what cannot be written in Rust.
enum Pseudo {
    Opaque,
    UsizeNoHighBit,
    Nanoseconds,
    Fd,
    NonZeroInner,
}

fn pseudo(written: &TypeRef) -> Option<Pseudo> {
    let TypeRef::Path(path) = written else { return None };
    let [only] = &path.segments[..] else { return None };
    match only.name.as_str() {
        "Opaque" => Some(Pseudo::Opaque),
        "UsizeNoHighBit" => Some(Pseudo::UsizeNoHighBit),
        "Nanoseconds" => Some(Pseudo::Nanoseconds),
        "Fd" => Some(Pseudo::Fd),
        "NonZeroInner" => Some(Pseudo::NonZeroInner),
        _ => None,
    }
}

/// An integer that is not 0.
fn scalar_of(ty: &Ty) -> Layout {
    match ty {
        Ty::Scalar(scalar) if scalar.is_integer() => Layout::scalar(scalar_layout(*scalar).size, 1),
        _ => Layout::UNKNOWN,
    }
}

/// Whether some instance of a struct ends in an unsized field. Where that cannot be seen, the order of fields is the
/// same but for the place of niches.
fn may_be_unsized(adt: &Adt) -> bool {
    let Some(last) = adt.variants.first().and_then(|variant| variant.fields.last()) else { return false };
    let mut unsized_params = adt.generics.params.iter().filter(|param| !param.is_sized);
    unsized_params.any(|param| ends_in(&last.ty, param.name))
}

/// Whether a type is a parameter, or the last argument of the type is: `UnsafeCell<T>`.
fn ends_in(ty: &TypeRef, param: Symbol) -> bool {
    let TypeRef::Path(path) = ty else { return false };
    let Some(last) = path.segments.last() else { return false };
    (path.segments.len() == 1 && last.name == param)
        || last.args.as_ref().is_some_and(|args| args.types.last().is_some_and(|ty| ends_in(ty, param)))
}
