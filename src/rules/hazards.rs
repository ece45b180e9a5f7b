//! Why a program may behave differently without a clone, by what is done with it and around it. What its type says is
//! `types`' to tell.

use std::collections::BTreeSet;

use crate::dataflow::{Place, Use, User};
use crate::knowledge::calls::ADDRESSING;
use crate::model::{BindingMode, ExprUse, Hazard};
use crate::syntax::hir::{Expr, ExprId, Path, Statement, Symbol, TypeRef, UnaryOp};
use crate::types::Typed;

use super::cx::{BodyView, SiteView};

/// The hazards of a site's use.
pub(crate) fn of(site: &SiteView<'_>) -> BTreeSet<Hazard> {
    let owner = site.extended_temporary();
    let mut found = owner.map_or_else(BTreeSet::new, |owner| site.body.types.hazards(Typed::Expr(owner)));
    // That the temporary's own copies would differ is of no account: none is made of it.
    found.retain(|hazard| !matches!(hazard, Hazard::WrittenClone | Hazard::Interior));
    let uses = [
        (Hazard::Address, site.body.takes_address() || site.is_beside_original()),
        (Hazard::Cfg, site.is_used_under_cfg()),
        (Hazard::Text, site.is_shown_as_text()),
    ];
    found.extend(uses.into_iter().filter_map(|(hazard, holds)| holds.then_some(hazard)));
    found
}

impl BodyView<'_> {
    /// Whether addresses or capacities are looked at anywhere in the body. All of it counts: a raw pointer may lead to any
    /// value.
    pub fn takes_address(&self) -> bool {
        let is_pointer_type = |ty: &TypeRef| matches!(ty, TypeRef::Ptr(_));
        let is_named = |path: &Path| {
            let names: Vec<&str> = path.segments.iter().map(|segment| segment.name.as_str()).collect();
            match names.as_slice() {
                [.., "ptr", "eq" | "hash"] => true,
                [.., last] => ADDRESSING.contains(last),
                [] => false,
            }
        };
        let takes = |expr: &Expr| match expr {
            Expr::MethodCall { name, .. } | Expr::Macro(name, _) => ADDRESSING.contains(&name.as_str()),
            Expr::MacroCall(call) => is_named(&call.path) || call.arguments.contains("&raw "),
            Expr::Path(path) => is_named(path),
            Expr::Cast(_, ty) => is_pointer_type(ty),
            Expr::Block(statements, _) => statements
                .iter()
                .any(|statement| matches!(statement, Statement::Let { ty: Some(ty), .. } if is_pointer_type(ty))),
            _ => false,
        };
        let pointer = |at: usize| ExprId::try_from(at).is_ok_and(|at| self.types.is_pointer(Typed::Expr(at)));
        self.code.takes_address || self.code.exprs.iter().enumerate().any(|(at, expr)| takes(expr) || pointer(at))
    }
}

impl SiteView<'_> {
    /// Whether a call is given a reference to the clone and has the original, too: it may ask whether they are one.
    fn is_beside_original(&self) -> bool {
        let Some(receiver) = self.receiver() else { return false };
        let flow = self.body.flow;
        let originals: Vec<&Place> = flow.uses_in(receiver).map(|used| &used.place).collect();
        let is_original = |used: &Use| originals.iter().any(|original| original.local == used.place.local);
        if let User::Reference(reference) = self.usage().by {
            return self.is_beside(reference, |other| flow.uses_in(other).any(is_original));
        }
        // Whoever is given what the original is a part of seldom asks for that part.
        let is_whole = |used: &Use| {
            let is_same =
                |original: &&Place| original.holds(&used.place) || flow.holds_part(used.place.local, original);
            originals.iter().any(is_same)
        };
        let is_reference = |other: ExprId| {
            let place = match self.body.expr(other) {
                Expr::Ref(place, _) => *place,
                _ => other,
            };
            flow.uses_in(other).any(|used| used.expr == place && is_whole(used))
        };
        let copies = self.usage().binding().into_iter().flat_map(|local| flow.uses_of(local));
        copies.filter(|(_, used)| used.how.is_read()).any(|(_, used)| {
            let reference = flow.parent(used.expr).filter(|parent| matches!(self.body.expr(*parent), Expr::Ref(..)));
            self.is_beside(reference.unwrap_or(used.expr), is_reference)
        })
    }

    /// Whether an operand of a call stands beside another one that is meant.
    fn is_beside(&self, operand: ExprId, is_meant: impl Fn(ExprId) -> bool) -> bool {
        let body = self.body;
        let (object, args) = match body.flow.parent(operand).map(|call| body.expr(call)) {
            Some(Expr::Call(_, args)) => (None, args),
            Some(Expr::MethodCall { receiver, args, .. }) => (Some(*receiver), args),
            _ => return false,
        };
        let mut others = args.iter().copied().chain(object).filter(|other| *other != operand);
        others.any(is_meant)
    }

    /// Whether the value, or the variable that the clone is bound to, is used behind a `#[cfg]` that may not hold, and
    /// behind which the site is not.
    fn is_used_under_cfg(&self) -> bool {
        let (body, own) = (self.body, self.expr());
        if body.code.conditional.is_empty() {
            return false;
        }
        let in_receiver = self.receiver().into_iter().flat_map(|receiver| body.flow.uses_in(receiver));
        let mut locals = in_receiver.map(|used| used.place.local).chain(self.usage().binding());
        let is_elsewhere =
            |at: ExprId| body.code.conditional.iter().any(|range| range.contains(&at) && !range.contains(&own));
        locals.any(|local| body.flow.uses_of(local).any(|(_, used)| is_elsewhere(used.expr)))
    }

    /// Whether a macro around it shows the text of what it is given.
    fn is_shown_as_text(&self) -> bool {
        let shows = |name: Symbol| matches!(name.as_str(), "dbg" | "stringify") || self.body.types.shows_text(name);
        self.body.flow.around(self.expr()).any(|around| match self.body.expr(around) {
            Expr::Macro(name, _) => shows(*name),
            Expr::MacroCall(call) => call.path.segments.last().is_some_and(|last| shows(last.name)),
            _ => false,
        })
    }

    /// The temporary that would live to the end of the block without the clone, in place of it: `make()` of
    /// `let name = &make().name.clone();`.
    fn extended_temporary(&self) -> Option<ExprId> {
        let body = self.body;
        let mut owner = self.receiver()?;
        while let Expr::Field(base, _) | Expr::Index(base, _) | Expr::Unary(UnaryOp::Deref, base) = body.expr(owner) {
            owner = *base;
        }
        if matches!(body.expr(owner), Expr::Path(_)) {
            return None;
        }
        let mut is_borrowed = matches!(self.usage().how, ExprUse::Matched(BindingMode::Ref | BindingMode::RefMut));
        for (inside, around) in body.flow.around(self.expr()).zip(body.flow.around(self.expr()).skip(1)) {
            match body.expr(around) {
                Expr::Ref(..) => is_borrowed = true,
                Expr::Block(statements, tail) if *tail != Some(inside) => {
                    let is_bound = |statement: &Statement| matches!(statement, Statement::Let { init, .. } if *init == Some(inside));
                    return (is_borrowed && statements.iter().any(is_bound)).then_some(owner);
                }
                Expr::MethodCall { .. } | Expr::Closure { .. } | Expr::Async(_) | Expr::Await(_) => return None,
                // A function's arguments go with its call, a tuple struct's fields do not.
                Expr::Call(callee, _) if !self.is_constructor(*callee) => return None,
                _ => {}
            }
        }
        None
    }

    fn is_constructor(&self, callee: ExprId) -> bool {
        let Expr::Path(path) = self.body.expr(callee) else { return false };
        path.segments.last().is_some_and(|last| last.name.as_str().starts_with(char::is_uppercase))
    }
}
