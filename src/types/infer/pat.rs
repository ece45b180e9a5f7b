//! Patterns: which names they bind to which types.

use std::rc::Rc;

use crate::crate_map::{AdtId, Def, Namespace};
use crate::syntax::hir::{LiteralKind, Pat, PatId, Path, Symbol};
use crate::types::ty::{Args, Ty};

use super::Infer;

/// Whether names are bound by value, or by reference because the pattern looks through one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Move,
    Ref(bool),
    /// Unknown, as what the pattern is held against is unknown. Taken for by value.
    Unsure,
}

impl Infer<'_, '_> {
    /// Binds a pattern's names.
    pub(super) fn bind(&mut self, pat: PatId, ty: &Ty) {
        self.pattern(pat, ty, Mode::Move);
    }

    fn pattern(&mut self, id: PatId, ty: &Ty, mode: Mode) {
        let body = self.body.clone();
        let pat = &body.pats[id as usize];
        let (ty, mode) = match pat {
            // These look through references.
            Pat::Path(_) | Pat::TupleStruct(..) | Pat::Struct(..) | Pat::Tuple(..) | Pat::Slice(..) => {
                self.looked_through(ty, mode)
            }
            Pat::Literal(kind) if !matches!(kind, LiteralKind::Str | LiteralKind::Bytes(_)) => {
                self.looked_through(ty, mode)
            }
            _ => (ty.clone(), mode),
        };
        match pat {
            // Bytes match arrays and slices of any length: they do not say which the value is.
            Pat::Wild | Pat::Range | Pat::Literal(LiteralKind::Bytes(_)) => {}
            Pat::Bind { name, by_ref, mutable, sub } => {
                if sub.is_none() && !*by_ref && !*mutable && self.is_constant(*name) {
                    return;
                }
                let bound = match (by_ref, mode) {
                    (true, _) => Ty::Ref(Rc::new(ty.clone()), *mutable),
                    (false, Mode::Ref(mutable)) => Ty::Ref(Rc::new(ty.clone()), mutable),
                    (false, Mode::Move | Mode::Unsure) => ty.clone(),
                };
                if !*by_ref && (mode == Mode::Unsure || mode == Mode::Move && self.is_open(&ty)) {
                    self.note_unsure(id);
                }
                self.note_pat(id, &bound);
                self.bind_local(*name, bound);
                if let Some(sub) = sub {
                    self.pattern(*sub, &ty, mode);
                }
            }
            Pat::Path(path) => {
                let own = self.constructed(path).map(|(ty, _, _)| ty);
                if let Some(own) = own {
                    self.unify(&own, &ty);
                }
            }
            Pat::TupleStruct(path, parts, rest) => self.tuple_struct_pattern(path, parts, *rest, &ty, mode),
            Pat::Struct(path, fields) => {
                let found = self.fields_of(path, &ty);
                for (name, sub) in fields {
                    let ty = found.as_ref().and_then(|(id, variant, args)| self.cx.field(*id, args, *variant, *name));
                    let ty = self.field_type(ty);
                    self.pattern(*sub, &ty, mode);
                }
            }
            Pat::Tuple(pats, rest) => self.tuple_pattern(pats, *rest, &ty, mode),
            Pat::Slice(pats, rest) => self.slice_pattern(pats, *rest, &ty, mode),
            Pat::Ref(sub, mutable) => match self.shallow(&ty) {
                // `&x` where the name would be bound by reference takes that reference off.
                Ty::Ref(inner, _) => self.pattern(*sub, &inner, Mode::Move),
                Ty::Var(_) => {
                    let inner = self.var();
                    self.unify(&ty, &Ty::Ref(Rc::new(inner.clone()), *mutable));
                    self.pattern(*sub, &inner, Mode::Unsure);
                }
                other if mode != Mode::Move => self.pattern(*sub, &other, Mode::Move),
                _ => self.pattern(*sub, &Ty::Unknown, Mode::Unsure),
            },
            Pat::Or(pats) => {
                // Every side binds the same names. The first names them, the others may know more of their types.
                let mark = self.locals.len();
                let mut firsts: Vec<(Symbol, Ty)> = Vec::new();
                for (at, &sub) in pats.iter().enumerate() {
                    self.pattern(sub, &ty, mode);
                    let bound = self.locals.split_off(mark);
                    if at == 0 {
                        firsts = bound;
                        continue;
                    }
                    for (name, ty) in bound {
                        if let Some((_, first)) = firsts.iter_mut().find(|(known, _)| *known == name) {
                            let known = first.clone();
                            if matches!(self.shallow(&known), Ty::Unknown) {
                                *first = ty;
                            } else {
                                self.unify(&known, &ty);
                            }
                        }
                    }
                }
                for (name, ty) in firsts {
                    self.locals.push(name, ty);
                }
            }
            Pat::Literal(kind) => {
                let own = self.literal(*kind);
                self.unify(&own, &ty);
            }
            Pat::Typed(sub, written) => {
                let written = self.written(written);
                self.unify(&written, &ty);
                self.pattern(*sub, &written, mode);
            }
        }
    }

    fn field_type(&mut self, ty: Option<Ty>) -> Ty {
        let ty = ty.unwrap_or(Ty::Unknown);
        self.normalize(&ty)
    }

    /// Whether nothing is known yet of a type: what comes later may say less than whether it is a reference.
    fn is_open(&mut self, ty: &Ty) -> bool {
        if matches!(self.shallow(ty), Ty::Var(_)) {
            self.select();
        }
        matches!(self.shallow(ty), Ty::Var(_) | Ty::Unknown)
    }

    /// Match ergonomics: a pattern that is no reference, against one.
    fn looked_through(&mut self, ty: &Ty, mut mode: Mode) -> (Ty, Mode) {
        let mut ty = self.shallow(ty);
        if matches!(ty, Ty::Var(_)) {
            self.select();
            ty = self.shallow(&ty);
        }
        while let Ty::Ref(inner, mutable) = &ty {
            mode = match mode {
                Mode::Ref(false) => Mode::Ref(false),
                _ => Mode::Ref(*mutable),
            };
            ty = self.shallow(inner);
        }
        if mode == Mode::Move && matches!(ty, Ty::Unknown | Ty::Var(_)) {
            mode = Mode::Unsure;
        }
        (ty, mode)
    }

    fn tuple_struct_pattern(&mut self, path: &Path, parts: &[PatId], rest: Option<usize>, ty: &Ty, mode: Mode) {
        let fields = self.fields_of(path, ty);
        let count = fields
            .as_ref()
            .map_or(parts.len(), |(id, variant, _)| self.cx.index.adt(*id).variants[*variant].fields.len());
        for (at, &sub) in parts.iter().enumerate() {
            let field = place_of(at, parts.len(), count, rest);
            let ty = fields.as_ref().and_then(|(id, variant, args)| {
                let field = self.cx.index.adt(*id).variants[*variant].fields.get(field)?;
                self.cx.field(*id, args, *variant, field.name)
            });
            let ty = self.field_type(ty);
            self.pattern(sub, &ty, mode);
        }
    }

    fn tuple_pattern(&mut self, pats: &[PatId], rest: Option<usize>, ty: &Ty, mode: Mode) {
        let items: Option<Args> = match self.shallow(ty) {
            Ty::Tuple(items) => Some(items),
            Ty::Var(_) if rest.is_none() => {
                let items: Args = pats.iter().map(|_| self.var()).collect();
                self.unify(ty, &Ty::Tuple(Rc::clone(&items)));
                Some(items)
            }
            _ => None,
        };
        for (at, &sub) in pats.iter().enumerate() {
            let item = items.as_ref().and_then(|items| items.get(place_of(at, pats.len(), items.len(), rest)).cloned());
            self.pattern(sub, &item.unwrap_or(Ty::Unknown), mode);
        }
    }

    fn slice_pattern(&mut self, pats: &[PatId], rest: Option<(usize, bool)>, ty: &Ty, mode: Mode) {
        let item = match self.shallow(ty) {
            Ty::Slice(item) | Ty::Array(item, _) => (*item).clone(),
            _ => Ty::Unknown,
        };
        for (at, &sub) in pats.iter().enumerate() {
            let is_rest = rest.is_some_and(|(place, bound)| bound && place == at);
            let ty = match (is_rest, &item) {
                (true, Ty::Unknown) | (false, _) => item.clone(),
                (true, _) => Ty::Slice(Rc::new(item.clone())),
            };
            self.pattern(sub, &ty, mode);
        }
    }

    /// Whether a bare name in a pattern is a unit struct, a variant or a constant.
    fn is_constant(&self, name: Symbol) -> bool {
        if name.as_str().starts_with(|first: char| first.is_lowercase() || first == '_') {
            return false;
        }
        let def = self.cx.resolver.name(self.module, name, Namespace::Values);
        let def = def.or_else(|| self.cx.resolver.name(self.module, name, Namespace::Types));
        matches!(def, Some(Def::Adt(_) | Def::Variant(..) | Def::Constant(_)))
    }

    /// The adt, variant and arguments of what a pattern names, made one with the matched type.
    fn fields_of(&mut self, path: &Path, ty: &Ty) -> Option<(AdtId, usize, Args)> {
        let (own, id, variant) = self.constructed(path)?;
        if !self.unify(&own, ty) && !matches!(self.shallow(ty), Ty::Unknown) {
            // A pattern for another type than what is known: what is known is wrong or too little.
            let Ty::Adt(other, _) = self.shallow(ty) else { return None };
            if other != id {
                return None;
            }
        }
        match self.shallow(&own) {
            Ty::Adt(id, args) => Some((id, variant, args)),
            _ => None,
        }
    }
}

/// The field that the pattern at a place stands for, with `..` somewhere among the patterns.
fn place_of(at: usize, pats: usize, fields: usize, rest: Option<usize>) -> usize {
    match rest {
        Some(rest) if at >= rest => (fields + at).saturating_sub(pats),
        _ => at,
    }
}
