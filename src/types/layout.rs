//! Size, alignment and niches of types, as rustc lays them out for a 64-bit target.
//!
//! Nothing in the language promises these rules for types without `#[repr]`; they are those of rustc 1.95. What is not
//! known (type parameters, types whose sources are not at hand, fields under a `#[cfg]` of which the build decides)
//! counts as nothing: the size is a lower bound then, and says so.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::syntax::hir::{Adt, AdtKind, Discriminant, Generics, Symbol, TypeRef, Variant};

use super::solver::Solver;
use super::ty::{Args, Scalar, Ty};
use crate::crate_map::{AdtId, CrateId};

/// How deep types may hold one another by value.
const DEEPEST: usize = 64;

/// Arrays of so many bytes do not compile.
const LARGEST: u64 = 1 << 47;

/// How many values of one scalar are invalid, so that an enum around it can use them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Niche {
    /// Where the scalar begins, in bytes.
    offset: u64,
    /// Its size, in bytes.
    size: u64,
    /// How many values it cannot have.
    available: u128,
}

/// How values of a type lie in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// In bytes; a multiple of the alignment.
    pub(super) size: u64,
    /// In bytes; a power of two.
    pub(super) align: u64,
    /// The scalar with the most invalid values.
    niche: Option<Niche>,
    /// Whether there is no value at all.
    is_uninhabited: bool,
    /// Whether all this is so; else size and alignment are lower bounds and nothing is known of niches.
    pub(super) is_exact: bool,
}

impl Layout {
    const UNKNOWN: Self = Self { size: 0, align: 1, niche: None, is_uninhabited: false, is_exact: false };
    const NEVER: Self = Self { is_uninhabited: true, is_exact: true, ..Self::UNKNOWN };

    /// A built-in value as large as its alignment, with that many invalid values.
    fn scalar(size: u64, invalid: u128) -> Self {
        let niche = (invalid > 0).then_some(Niche { offset: 0, size, available: invalid });
        Self { size, align: size, niche, is_uninhabited: false, is_exact: true }
    }

    fn without_niche(self) -> Self {
        Self { niche: None, ..self }
    }

    fn inexact(self) -> Self {
        Self { niche: None, is_uninhabited: false, is_exact: false, ..self }
    }

    fn available(&self) -> u128 {
        self.niche.map_or(0, |niche| niche.available)
    }

    fn is_zero_sized(&self) -> bool {
        self.size == 0
    }
}

/// What a pointer holds beside the address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Metadata {
    Nothing,
    Length,
    Vtable,
    Unknown,
}

/// `#[repr(…)]`
#[derive(Clone, Copy, Default)]
struct Repr {
    is_c: bool,
    /// Size of the integer, in bytes.
    integer: Option<u64>,
    pack: Option<u64>,
    align: Option<u64>,
    /// Whether there is more to it: `simd`, or what the build decides.
    is_unknown: bool,
}

impl Repr {
    fn of(words: &[String]) -> Self {
        let mut repr = Self::default();
        for word in words {
            let bytes = |name: &str| {
                let inside = word.strip_prefix(name)?.trim().strip_prefix('(')?.strip_suffix(')')?;
                inside.trim().parse::<u64>().ok().filter(|bytes| bytes.is_power_of_two())
            };
            match word.as_str() {
                "C" => repr.is_c = true,
                "transparent" | "Rust" => {}
                "packed" => repr.pack = Some(1),
                other => match (Scalar::named(other), bytes("packed"), bytes("align")) {
                    (Some(scalar), ..) if scalar.is_integer() => repr.integer = Some(scalar_layout(scalar).size),
                    (_, Some(bytes), _) => repr.pack = Some(bytes),
                    (_, _, Some(bytes)) => repr.align = repr.align.max(Some(bytes)),
                    _ => repr.is_unknown = true,
                },
            }
        }
        // Without any padding no arrangement is larger than the true one.
        if repr.is_unknown { Self { pack: Some(1), is_unknown: true, ..Self::default() } } else { repr }
    }

    /// Whether fields keep their order and enums have a tag.
    fn is_fixed(&self) -> bool {
        self.is_c || self.integer.is_some()
    }
}

/// Which place fields are given in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Any.
    Free,
    /// The last one keeps its place: it may be unsized in other instances.
    LastFixed,
    /// Behind a tag of that size and alignment, in bytes.
    Behind(u64, u64),
}

/// Towards which end the largest niche goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bias {
    Start,
    End,
}

/// Computes layouts, and remembers them.
pub(super) struct Layouts<'s, 'a, 'i> {
    solver: &'s mut Solver<'a, 'i>,
    /// Parameters that types may name.
    generics: &'s Generics,
    known: HashMap<Ty, Layout>,
    depth: usize,
}

impl<'s, 'a, 'i> Layouts<'s, 'a, 'i> {
    /// For types that name these parameters at most.
    pub(super) fn new(solver: &'s mut Solver<'a, 'i>, generics: &'s Generics) -> Self {
        Self { solver, generics, known: HashMap::new(), depth: 0 }
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
                univariant(&fields, Repr::default(), if fields.is_empty() { Place::Free } else { Place::LastFixed })
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
        let cx = self.solver.cx;
        if self.depth > DEEPEST || cx.index.crate_of(id.krate).is_repeated(id.at) {
            return Layout::UNKNOWN;
        }
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
                let place = if may_be_unsized(adt) { Place::LastFixed } else { Place::Free };
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

fn scalar_layout(scalar: Scalar) -> Layout {
    match scalar {
        Scalar::Bool => Layout::scalar(1, 254),
        Scalar::Char => Layout::scalar(4, (1 << 32) - 0x11_0000),
        Scalar::I8 | Scalar::U8 => Layout::scalar(1, 0),
        Scalar::I16 | Scalar::U16 => Layout::scalar(2, 0),
        Scalar::I32 | Scalar::U32 | Scalar::F32 => Layout::scalar(4, 0),
        Scalar::I64 | Scalar::U64 | Scalar::F64 | Scalar::Isize | Scalar::Usize => Layout::scalar(8, 0),
        Scalar::I128 | Scalar::U128 => Layout::scalar(16, 0),
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

const fn round_up(size: u64, align: u64) -> u64 {
    size.next_multiple_of(align)
}

// ---- one variant ----

/// The fields of a struct or of one variant.
fn univariant(fields: &[Layout], repr: Repr, place: Place) -> Layout {
    if !fields.iter().all(|field| field.is_exact) {
        return at_least(std::iter::once(fields), repr);
    }
    let layout = arranged(fields, repr, place, Bias::Start).0;
    // Niches at an end of the struct leave other variants more room on one side of them.
    let Some(niche) = layout.niche else { return layout };
    let behind = layout.size - niche.offset - niche.size;
    if place != Place::LastFixed && fields.len() > 1 && niche.offset > 0 && behind > 0 {
        let other = arranged(fields, repr, place, Bias::End).0;
        let is_better = |other: Niche| other.offset > niche.offset && other.offset > behind;
        if other.niche.is_some_and(is_better) {
            return other;
        }
    }
    layout
}

/// Lays fields out one after the other. Also says the alignment of the first that takes room or needs a place.
fn arranged(fields: &[Layout], repr: Repr, place: Place, bias: Bias) -> (Layout, Option<u64>) {
    let mut order: Vec<Layout> = fields.to_vec();
    if !repr.is_fixed() && fields.len() > 1 {
        let end = if place == Place::LastFixed { order.len() - 1 } else { order.len() };
        sort(&mut order[..end], repr, place, bias);
    }
    let packed = |align: u64| repr.pack.map_or(align, |pack| align.min(pack));
    let mut layout = Layout { is_exact: true, ..Layout::UNKNOWN };
    let mut offset = 0;
    if let Place::Behind(size, align) = place {
        layout.align = packed(align);
        offset = round_up(size, layout.align);
    }
    let mut first = None;
    for field in &order {
        let align = packed(field.align);
        offset = round_up(offset, align);
        layout.align = layout.align.max(align);
        layout.is_uninhabited |= field.is_uninhabited;
        if let Some(niche) = field.niche {
            let is_better = match bias {
                Bias::Start => niche.available > layout.available(),
                Bias::End => niche.available >= layout.available(),
            };
            if is_better {
                layout.niche = Some(Niche { offset: niche.offset + offset, ..niche });
            }
        }
        if !field.is_zero_sized() || field.align > 1 {
            first = first.or(Some(field.align));
        }
        offset += field.size;
    }
    layout.align = layout.align.max(repr.align.unwrap_or(1));
    layout.size = round_up(offset, layout.align);
    (layout, first)
}

/// The order in which fields follow one another.
fn sort(fields: &mut [Layout], repr: Repr, place: Place, bias: Bias) {
    let largest_align = fields.iter().map(|field| field.align).max().unwrap_or(1);
    let largest_niche = fields.iter().map(Layout::available).max().unwrap_or(0);
    // By alignment, where a size counts as the alignment that it is a multiple of.
    let group = |field: &Layout| {
        if let Some(pack) = repr.pack {
            return field.align.min(pack);
        }
        let own = u64::from(field.align.max(field.size).trailing_zeros());
        match bias {
            _ if largest_niche == 0 => own,
            Bias::Start => own.min(u64::from(largest_align.trailing_zeros())),
            Bias::End if field.available() == largest_niche => u64::from(field.align.trailing_zeros()),
            Bias::End => own,
        }
    };
    if let Place::Behind(..) = place {
        fields.sort_by_key(|field| (group(field), field.available()));
        return;
    }
    fields.sort_by_key(|field| {
        let (in_group, within) = match bias {
            Bias::Start => (!field.available(), field.niche.map_or(0, |niche| niche.offset)),
            Bias::End => (field.available(), field.niche.map_or(0, |niche| !(field.size - niche.size - niche.offset))),
        };
        (!field.is_zero_sized(), Reverse(group(field)), in_group, within)
    });
}

/// A lower bound of what holds one of these variants at a time.
fn at_least<'f>(variants: impl Iterator<Item = &'f [Layout]>, repr: Repr) -> Layout {
    let packed = |align: u64| repr.pack.map_or(align, |pack| align.min(pack));
    let mut bound = Layout { align: repr.align.unwrap_or(1), ..Layout::UNKNOWN };
    for fields in variants {
        let size = if repr.is_fixed() {
            fields.iter().fold(0, |offset, field| round_up(offset, packed(field.align)) + field.size)
        } else {
            fields.iter().map(|field| field.size).sum()
        };
        bound.size = bound.size.max(size);
        bound.align = fields.iter().map(|field| packed(field.align)).fold(bound.align, u64::max);
    }
    bound.size = round_up(bound.size, bound.align);
    bound
}

fn union(fields: &[Layout], repr: Repr) -> Layout {
    let bound = at_least(fields.iter().map(std::slice::from_ref), repr);
    Layout { is_exact: fields.iter().all(|field| field.is_exact), ..bound }
}

// ---- enums ----

fn enumeration(adt: &Adt, variants: &[Vec<Layout>], repr: Repr) -> Layout {
    let all = || variants.iter().map(Vec::as_slice);
    let Some(values) = discriminants(adt) else { return at_least(all(), repr) };
    if !variants.iter().flatten().all(|field| field.is_exact) {
        return at_least(all(), repr);
    }
    let present: Vec<usize> = (0..variants.len()).filter(|at| repr.is_c || !is_absent(&variants[*at])).collect();
    match present.as_slice() {
        [] => return Layout::NEVER,
        [only] if !repr.is_fixed() => return univariant(&variants[*only], repr, Place::Free),
        _ => {}
    }
    let is_written = adt.variants.iter().any(|variant| variant.discriminant != Discriminant::Next);
    let filled = if repr.is_fixed() || is_written { None } else { niche_filled(variants, repr) };
    let tagged = tagged(variants, &values, repr);
    match filled {
        Some(filled) if (filled.size, Reverse(filled.available())) < (tagged.size, Reverse(tagged.available())) => {
            filled
        }
        _ => tagged,
    }
}

/// Whether a variant can never be and takes no room.
fn is_absent(fields: &[Layout]) -> bool {
    fields.iter().any(|field| field.is_uninhabited)
        && fields.iter().all(|field| field.is_zero_sized() && field.align == 1)
}

/// The values of all discriminants; nothing if one is not known.
fn discriminants(adt: &Adt) -> Option<Vec<i128>> {
    let mut next: i128 = 0;
    let mut values = Vec::with_capacity(adt.variants.len());
    for variant in &adt.variants {
        let value = match variant.discriminant {
            Discriminant::Next => next,
            Discriminant::Value(value) => value,
            Discriminant::Unknown => return None,
        };
        values.push(value);
        next = value.checked_add(1)?;
    }
    Some(values)
}

/// The largest variant, of which invalid values stand for all others.
fn niche_filled(variants: &[Vec<Layout>], repr: Repr) -> Option<Layout> {
    let layouts: Vec<Layout> = variants.iter().map(|fields| univariant(fields, repr, Place::Free)).collect();
    let align = layouts.iter().map(|layout| layout.align).max()?;
    let largest = (0..layouts.len()).max_by_key(|at| layouts[*at].size)?;
    let needs_value = |at: &usize| *at != largest && !is_absent(&variants[*at]);
    let first = (0..variants.len()).find(needs_value)?;
    let last = (0..variants.len()).rev().find(needs_value)?;
    let count = last as u128 - first as u128 + 1;
    let niche = layouts[largest].niche?;
    let left = niche.available.checked_sub(count)?;
    let size = round_up(layouts[largest].size, align);
    let fits = |(at, layout): (usize, &Layout)| {
        let behind = round_up(niche.offset + niche.size, layout.align);
        at == largest || layout.size <= niche.offset || behind + layout.size <= size
    };
    layouts.iter().enumerate().all(fits).then(|| Layout {
        size,
        align,
        niche: (left > 0).then_some(Niche { available: left, ..niche }),
        is_uninhabited: layouts.iter().all(|layout| layout.is_uninhabited),
        is_exact: true,
    })
}

/// A tag before every variant.
fn tagged(variants: &[Vec<Layout>], values: &[i128], repr: Repr) -> Layout {
    let is_uninhabited = |fields: &[Layout]| fields.iter().any(|field| field.is_uninhabited);
    let counted = || variants.iter().zip(values).filter(|(fields, _)| repr.is_c || !is_uninhabited(fields));
    let low = counted().map(|(_, value)| *value).min().unwrap_or(0);
    let high = counted().map(|(_, value)| *value).max().unwrap_or(0);
    let smallest = repr.integer.unwrap_or_else(|| {
        let fits = |bytes: u64| {
            let values = 1_i128 << (8 * bytes);
            if low >= 0 { high < values } else { low >= -values / 2 && high < values / 2 }
        };
        let least = if repr.is_c { 4 } else { 1 };
        [1, 2, 4, 8].into_iter().find(|bytes| *bytes >= least && fits(*bytes)).unwrap_or(8)
    });
    let mut tag_align = smallest;
    if repr.is_c {
        tag_align = variants.iter().flatten().map(|field| field.align).fold(tag_align, u64::max);
    }
    let mut layout = Layout { is_exact: true, is_uninhabited: true, ..Layout::UNKNOWN };
    let mut first_align = u64::MAX;
    for fields in variants {
        let (variant, first) = arranged(fields, repr, Place::Behind(smallest, tag_align), Bias::Start);
        first_align = first_align.min(first.unwrap_or(u64::MAX));
        layout.size = layout.size.max(variant.size);
        layout.align = layout.align.max(variant.align);
        layout.is_uninhabited &= variant.is_uninhabited;
    }
    layout.size = round_up(layout.size, layout.align);
    // The tag takes the padding before the first field, where that makes it an integer.
    let grown = if repr.is_fixed() || !matches!(first_align, 1 | 2 | 4 | 8 | 16) { smallest } else { first_align };
    let tag = smallest.max(grown);
    let used = high.wrapping_sub(low).unsigned_abs();
    let most = if tag == 16 { u128::MAX } else { (1 << (8 * tag)) - 1 };
    let available = most.saturating_sub(used);
    layout.niche = (available > 0).then_some(Niche { offset: 0, size: tag, available });
    layout
}
