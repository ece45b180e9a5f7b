//! Patterns: which variables come to be.

use crate::syntax::hir::{ExprId, Pat, PatId, Symbol};

use super::build::Builder;
use super::graph::{Event, How, LocalKind, Place};
use crate::types::Typed;

impl Builder<'_> {
    /// The names that a pattern binds, each once.
    fn names(&self, pat: PatId, found: &mut Vec<(Symbol, PatId)>) {
        match &self.body.pats[pat as usize] {
            Pat::Wild | Pat::Path(_) | Pat::Literal(_) | Pat::Range => {}
            Pat::Bind { name, by_ref, mutable, sub } => {
                // As inference decides: an upper-case name alone is a constant or a variant.
                let is_constant = sub.is_none() && !by_ref && !mutable && is_upper(*name);
                if !is_constant && !found.iter().any(|(known, _)| known == name) {
                    found.push((*name, pat));
                }
                if let Some(sub) = sub {
                    self.names(*sub, found);
                }
            }
            Pat::TupleStruct(_, pats, _) | Pat::Tuple(pats, _) | Pat::Slice(pats, _) | Pat::Or(pats) => {
                for pat in pats {
                    self.names(*pat, found);
                }
            }
            Pat::Struct(_, fields) => {
                for (_, pat) in fields {
                    self.names(*pat, found);
                }
            }
            Pat::Ref(sub, _) | Pat::Typed(sub, _) => self.names(*sub, found),
        }
    }

    /// Whether a pattern has a `ref`.
    pub(super) fn binds_by_ref(&self, pat: PatId) -> bool {
        match &self.body.pats[pat as usize] {
            Pat::Wild | Pat::Path(_) | Pat::Literal(_) | Pat::Range => false,
            Pat::Bind { by_ref, sub, .. } => *by_ref || sub.is_some_and(|sub| self.binds_by_ref(sub)),
            Pat::TupleStruct(_, pats, _) | Pat::Tuple(pats, _) | Pat::Slice(pats, _) | Pat::Or(pats) => {
                pats.iter().any(|pat| self.binds_by_ref(*pat))
            }
            Pat::Struct(_, fields) => fields.iter().any(|(_, pat)| self.binds_by_ref(*pat)),
            Pat::Ref(sub, _) | Pat::Typed(sub, _) => self.binds_by_ref(*sub),
        }
    }

    /// Whether a pattern is a name, and so binds all of the value.
    fn is_whole(&self, pat: PatId) -> bool {
        match &self.body.pats[pat as usize] {
            Pat::Bind { by_ref, .. } => !by_ref,
            Pat::Typed(sub, _) => self.is_whole(*sub),
            _ => false,
        }
    }

    /// Declares a pattern's names. `value` is what is matched, `held` the places that its value mentions.
    pub(super) fn bind(&mut self, pat: PatId, kind: LocalKind, value: Option<ExprId>, held: &[Place]) {
        let mut names = Vec::new();
        self.names(pat, &mut names);
        let is_whole = self.is_whole(pat);
        for (name, pat) in names {
            let is_mutable = matches!(&self.body.pats[pat as usize], Pat::Bind { mutable: true, by_ref: false, .. });
            let local = self.declare(name, Some(pat), kind, held);
            let declared = &mut self.flow.locals[local as usize];
            (declared.value, declared.is_whole, declared.is_mutable) = (value, is_whole, is_mutable);
            self.push(Event::Declare(local));
            self.scope.push(name, local);
        }
    }

    /// How a pattern uses what it matches, where that is a place.
    pub(super) fn use_by(&self, pat: PatId) -> How {
        let mut names = Vec::new();
        self.names(pat, &mut names);
        let one = |(_, pat): &(Symbol, PatId)| {
            if let Pat::Bind { by_ref: true, mutable, .. } = &self.body.pats[*pat as usize] {
                return if *mutable { How::BorrowMut } else { How::Borrow };
            }
            let facts = self.types.facts(Typed::Pat(*pat));
            match (facts.references, facts.is_unique) {
                (0, _) if facts.is_copy => How::Borrow,
                (0, _) => How::Consume,
                (_, true) => How::BorrowMut,
                (_, false) => How::Borrow,
            }
        };
        let all: Vec<How> = names.iter().map(one).collect();
        [How::Consume, How::BorrowMut].into_iter().find(|how| all.contains(how)).unwrap_or(How::Borrow)
    }
}

pub(super) fn is_upper(name: Symbol) -> bool {
    !name.as_str().starts_with(|first: char| first.is_lowercase() || first == '_')
}
