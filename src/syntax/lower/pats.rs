//! Patterns.

use syn::{FnArg, Lit, Member, ReceiverKind};

use super::super::hir::{LiteralKind, Pat, PatId, Symbol};
use super::super::source::small;
use super::lowerer::Lowerer;
use super::{names, types};

impl Lowerer<'_> {
    pub(super) fn push_pat(&mut self, pat: Pat) -> PatId {
        self.code.pats.push(pat);
        small(self.code.pats.len() - 1)
    }

    /// A parameter's pattern.
    pub(super) fn parameter(&mut self, input: &FnArg) -> PatId {
        match input {
            FnArg::Receiver(receiver) => {
                let mutable = receiver.mutability.is_some() && !matches!(receiver.kind, ReceiverKind::Reference(..));
                self.push_pat(Pat::Bind { name: names::named("self"), by_ref: false, mutable, sub: None })
            }
            FnArg::Typed(typed) => self.pat(&typed.pat),
        }
    }

    pub(super) fn pat(&mut self, written: &syn::Pat) -> PatId {
        self.anon_consts_of_pat(written);
        let pat = match written {
            syn::Pat::Paren(paren) => return self.pat(&paren.pat),
            syn::Pat::Guard(guarded) => return self.pat(&guarded.pat),
            syn::Pat::Ident(ident) => {
                let sub = ident.subpat.as_ref().map(|(_, sub)| &**sub);
                Pat::Bind {
                    name: names::symbol(&ident.ident),
                    by_ref: ident.by_ref.is_some(),
                    mutable: ident.mutability.is_some(),
                    sub: sub.filter(|sub| !matches!(sub, syn::Pat::Rest(_))).map(|sub| self.pat(sub)),
                }
            }
            syn::Pat::Path(path) => Pat::Path(types::path(&path.path)),
            syn::Pat::TupleStruct(tuple) => {
                let (pats, rest) = self.elements(tuple.elems.iter());
                Pat::TupleStruct(types::path(&tuple.path), pats, rest)
            }
            syn::Pat::Struct(pattern) => {
                let fields = pattern
                    .fields
                    .iter()
                    .filter(|field| !super::super::cfg::excludes(&field.attrs))
                    .map(|field| (member(&field.member), self.pat(&field.pat)))
                    .collect();
                Pat::Struct(types::path(&pattern.path), fields)
            }
            syn::Pat::Tuple(tuple) => {
                let (pats, rest) = self.elements(tuple.elems.iter());
                Pat::Tuple(pats, rest)
            }
            syn::Pat::Slice(slice) => {
                let bound = slice.elems.iter().position(is_bound_rest);
                let (pats, rest) = self.elements(slice.elems.iter());
                Pat::Slice(pats, rest.map(|at| (at, false)).or(bound.map(|at| (at, true))))
            }
            syn::Pat::Reference(reference) => {
                let inner = self.pat(&reference.pat);
                Pat::Ref(inner, reference.mutability.is_some())
            }
            syn::Pat::Or(or) => Pat::Or(or.cases.iter().map(|case| self.pat(case)).collect()),
            syn::Pat::Lit(literal) => Pat::Literal(literal_kind(&literal.lit)),
            syn::Pat::Range(_) => Pat::Range,
            syn::Pat::Type(typed) => {
                let inner = self.pat(&typed.pat);
                Pat::Typed(inner, types::ty(&typed.ty))
            }
            _ => Pat::Wild,
        };
        self.push_pat(pat)
    }

    /// Patterns without `..`, and its place.
    fn elements<'p>(&mut self, elements: impl Iterator<Item = &'p syn::Pat>) -> (Vec<PatId>, Option<usize>) {
        let mut rest = None;
        let mut pats = Vec::new();
        for element in elements {
            if matches!(element, syn::Pat::Rest(_)) {
                rest = Some(pats.len());
            } else {
                pats.push(self.pat(element));
            }
        }
        (pats, rest)
    }
}

fn is_bound_rest(pat: &syn::Pat) -> bool {
    matches!(pat, syn::Pat::Ident(ident) if matches!(&ident.subpat, Some((_, sub)) if matches!(**sub, syn::Pat::Rest(_))))
}

/// A field's name, or its index as text.
pub(super) fn member(member: &Member) -> Symbol {
    match member {
        Member::Named(ident) => names::symbol(ident),
        Member::Unnamed(at) => names::index(at.index),
    }
}

/// A literal's type.
pub(super) fn literal_kind(literal: &Lit) -> LiteralKind {
    let suffix = |text: &str| (!text.is_empty()).then(|| names::named(text));
    match literal {
        Lit::ByteStr(bytes) => LiteralKind::Bytes(u64::try_from(bytes.value().len()).unwrap_or(u64::MAX)),
        Lit::CStr(_) => LiteralKind::CStr,
        Lit::Byte(_) => LiteralKind::Byte,
        Lit::Char(_) => LiteralKind::Char,
        Lit::Int(number) => LiteralKind::Int(suffix(number.suffix())),
        Lit::Float(number) => LiteralKind::Float(suffix(number.suffix())),
        Lit::Bool(_) => LiteralKind::Bool,
        _ => LiteralKind::Str,
    }
}
