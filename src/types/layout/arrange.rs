//! How fields lie in structs, unions and enums: their order, padding, tags and niches.

use std::cmp::Reverse;

use crate::syntax::hir::{Adt, Discriminant};

use super::super::ty::Scalar;

/// How many values of one scalar are invalid, so that an enum around it can use them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Niche {
    /// Where the scalar begins, in bytes.
    pub(super) offset: u64,
    /// Its size, in bytes.
    pub(super) size: u64,
    /// How many values it cannot have.
    pub(super) available: u128,
}

/// How values of a type lie in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::types) struct Layout {
    /// In bytes; a multiple of the alignment.
    pub(in crate::types) size: u64,
    /// In bytes; a power of two.
    pub(in crate::types) align: u64,
    /// The scalar with the most invalid values.
    pub(super) niche: Option<Niche>,
    /// Whether there is no value at all.
    pub(super) is_uninhabited: bool,
    /// Whether all this is so; else size and alignment are lower bounds and nothing is known of niches.
    pub(in crate::types) is_exact: bool,
}

impl Layout {
    pub(super) const UNKNOWN: Self = Self { size: 0, align: 1, niche: None, is_uninhabited: false, is_exact: false };
    pub(super) const NEVER: Self = Self { is_uninhabited: true, is_exact: true, ..Self::UNKNOWN };

    /// A built-in value as large as its alignment, with that many invalid values.
    pub(super) fn scalar(size: u64, invalid: u128) -> Self {
        let niche = (invalid > 0).then_some(Niche { offset: 0, size, available: invalid });
        Self { size, align: size, niche, is_uninhabited: false, is_exact: true }
    }

    pub(super) fn without_niche(self) -> Self {
        Self { niche: None, ..self }
    }

    pub(super) fn inexact(self) -> Self {
        Self { niche: None, is_uninhabited: false, is_exact: false, ..self }
    }

    fn available(&self) -> u128 {
        self.niche.map_or(0, |niche| niche.available)
    }

    fn is_zero_sized(&self) -> bool {
        self.size == 0
    }
}

/// `#[repr(…)]`
#[derive(Clone, Copy, Default)]
pub(super) struct Repr {
    is_c: bool,
    /// Size of the integer, in bytes.
    integer: Option<u64>,
    pack: Option<u64>,
    align: Option<u64>,
    /// Whether there is more to it: `simd`, or what the build decides.
    pub(super) is_unknown: bool,
}

impl Repr {
    pub(super) fn of(words: &[String]) -> Self {
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
pub(super) enum FieldOrder {
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

pub(super) fn scalar_layout(scalar: Scalar) -> Layout {
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

const fn round_up(size: u64, align: u64) -> u64 {
    size.next_multiple_of(align)
}

// ---- one variant ----

/// The fields of a struct or of one variant.
pub(super) fn univariant(fields: &[Layout], repr: Repr, place: FieldOrder) -> Layout {
    if !fields.iter().all(|field| field.is_exact) {
        return at_least(std::iter::once(fields), repr);
    }
    let layout = arranged(fields, repr, place, Bias::Start).0;
    // Niches at an end of the struct leave other variants more room on one side of them.
    let Some(niche) = layout.niche else { return layout };
    let behind = layout.size - niche.offset - niche.size;
    if place != FieldOrder::LastFixed && fields.len() > 1 && niche.offset > 0 && behind > 0 {
        let other = arranged(fields, repr, place, Bias::End).0;
        let is_better = |other: Niche| other.offset > niche.offset && other.offset > behind;
        if other.niche.is_some_and(is_better) {
            return other;
        }
    }
    layout
}

/// Lays fields out one after the other. Also says the alignment of the first that takes room or needs a place.
fn arranged(fields: &[Layout], repr: Repr, place: FieldOrder, bias: Bias) -> (Layout, Option<u64>) {
    let mut order: Vec<Layout> = fields.to_vec();
    if !repr.is_fixed() && fields.len() > 1 {
        let end = if place == FieldOrder::LastFixed { order.len() - 1 } else { order.len() };
        sort(&mut order[..end], repr, place, bias);
    }
    let packed = |align: u64| repr.pack.map_or(align, |pack| align.min(pack));
    let mut layout = Layout { is_exact: true, ..Layout::UNKNOWN };
    let mut offset = 0;
    if let FieldOrder::Behind(size, align) = place {
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
fn sort(fields: &mut [Layout], repr: Repr, place: FieldOrder, bias: Bias) {
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
    if let FieldOrder::Behind(..) = place {
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
pub(super) fn at_least<'f>(variants: impl Iterator<Item = &'f [Layout]>, repr: Repr) -> Layout {
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

pub(super) fn union(fields: &[Layout], repr: Repr) -> Layout {
    let bound = at_least(fields.iter().map(std::slice::from_ref), repr);
    Layout { is_exact: fields.iter().all(|field| field.is_exact), ..bound }
}

// ---- enums ----

pub(super) fn enumeration(adt: &Adt, variants: &[Vec<Layout>], repr: Repr) -> Layout {
    let all = || variants.iter().map(Vec::as_slice);
    let Some(values) = discriminants(adt) else { return at_least(all(), repr) };
    if !variants.iter().flatten().all(|field| field.is_exact) {
        return at_least(all(), repr);
    }
    let present: Vec<usize> = (0..variants.len()).filter(|at| repr.is_c || !is_absent(&variants[*at])).collect();
    match present.as_slice() {
        [] => return Layout::NEVER,
        [only] if !repr.is_fixed() => return univariant(&variants[*only], repr, FieldOrder::Free),
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
    let layouts: Vec<Layout> = variants.iter().map(|fields| univariant(fields, repr, FieldOrder::Free)).collect();
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
        let (variant, first) = arranged(fields, repr, FieldOrder::Behind(smallest, tag_align), Bias::Start);
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
