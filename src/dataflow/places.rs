//! Places: the variables, fields and what is behind them that expressions name.

use crate::syntax::hir::{Expr, ExprId, UnaryOp};

use super::build::Builder;
use super::graph::{Event, How, NodeId, Place, Use};
use crate::types::Typed;

impl Builder<'_> {
    /// The place that an expression names.
    pub(super) fn place(&self, expr: ExprId) -> Option<Place> {
        match &self.body.exprs[expr as usize] {
            Expr::Path(path) => match &path.segments[..] {
                [only] if only.args.is_none() => {
                    let local = self.local(only.name)?;
                    Some(Place::of(local))
                }
                _ => None,
            },
            Expr::Field(base, name) => {
                let mut place = self.place(*base)?;
                if !place.is_indirect {
                    place.fields.push(*name);
                }
                Some(place)
            }
            Expr::Unary(UnaryOp::Deref, base) | Expr::Index(base, _) => {
                Some(Place { is_indirect: true, ..self.place(*base)? })
            }
            _ => None,
        }
    }

    pub(super) fn use_place(&mut self, place: Place, how: How, expr: ExprId) {
        self.push(Event::Use(Use { place, how, expr, site: None }));
    }

    /// `base.name`, `*base`, `base[index]`
    pub(super) fn projection(&mut self, id: ExprId, base: ExprId, index: Option<ExprId>, how: How) {
        self.flow.parents[base as usize] = id;
        // Of what lies behind a reference or in a container, only a copy can be taken.
        let is_direct = matches!(self.body.exprs[id as usize], Expr::Field(..));
        let how = if how == How::Consume && !is_direct && !self.is_unboxed(id, base) { How::Borrow } else { how };
        let place = self.place(id);
        if place.is_some() {
            self.parts(base);
        } else {
            let start = self.count();
            self.walk(base, how);
            // Of a guard, a part is taken; it lives on itself.
            self.note_temporary(base, start);
        }
        if let Some(index) = index {
            self.walk_in(id, index, How::Consume);
        }
        if let Some(place) = place {
            self.use_place(place, how, id);
        }
    }

    /// Whether `*base` moves what it leads to: out of a `Box`, and no copy of it.
    fn is_unboxed(&self, id: ExprId, base: ExprId) -> bool {
        let facts = self.types.facts(Typed::Expr(base));
        matches!(self.body.exprs[id as usize], Expr::Unary(UnaryOp::Deref, _))
            && facts.is_std(&["Box"])
            && facts.references == 0
            && !self.types.facts(Typed::Expr(id)).is_copy
    }

    /// What a place's base holds beside the place: indices.
    fn parts(&mut self, base: ExprId) {
        match &self.body.exprs[base as usize] {
            Expr::Field(inner, _) | Expr::Unary(_, inner) => {
                self.flow.parents[*inner as usize] = base;
                self.parts(*inner);
            }
            Expr::Index(inner, index) => {
                self.flow.parents[*inner as usize] = base;
                self.parts(*inner);
                self.walk_in(base, *index, How::Consume);
            }
            _ => {}
        }
    }

    /// The left side of an assignment, whose value has been walked since a node.
    pub(super) fn assign(&mut self, id: ExprId, left: ExprId, value: NodeId) {
        self.flow.parents[left as usize] = id;
        let start = self.count();
        match &self.body.exprs[left as usize] {
            Expr::Tuple(items) | Expr::Array(items) | Expr::Call(_, items) => {
                for item in items {
                    self.assign(left, *item, value);
                }
            }
            Expr::Struct { fields, .. } => {
                for field in fields {
                    self.assign(left, field.value, value);
                }
            }
            _ => match self.place(left) {
                Some(place) => {
                    self.parts(left);
                    let how = if place.is_indirect { How::BorrowMut } else { How::Assign };
                    let local = place.local;
                    self.use_place(place, how, left);
                    self.keep(local, value);
                }
                None => self.walk(left, How::BorrowMut),
            },
        }
        self.flow.ranges[left as usize] = (start, self.count());
    }
}
