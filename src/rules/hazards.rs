//! Why a program may behave differently without a clone, by what is done with it and around it. What its type says is
//! `types`' to tell.

use std::collections::BTreeSet;

use crate::dataflow::{LocalId, Place, Use, User};
use crate::knowledge::calls::ADDRESSING;
use crate::model::{BindingMode, ExprUse, Hazard};
use crate::syntax::hir::{Expr, ExprId, Path, Statement, Symbol, TypeRef, UnaryOp};
use crate::types::Typed;

use super::cx::{BodyView, SiteView};

/// The hazards of a site's use.
pub(crate) fn of(site: &SiteView<'_>) -> BTreeSet<Hazard> {
    let mut found = site.extended_temporary().map_or_else(BTreeSet::new, |owner| of_longer_life(site.body, owner));
    let uses = [
        (Hazard::Address, site.body.takes_address() || site.is_beside_original()),
        (Hazard::Cfg, site.is_used_under_cfg()),
        (Hazard::Text, site.is_shown_as_text()),
    ];
    found.extend(uses.into_iter().filter_map(|(hazard, holds)| holds.then_some(hazard)));
    found
}

/// The hazards of a temporary that lives to the end of the block, where it died with its statement.
fn of_longer_life(body: &BodyView<'_>, temporary: ExprId) -> BTreeSet<Hazard> {
    if body.facts(temporary).is_guard {
        return BTreeSet::from([Hazard::Guard]);
    }
    let mut found = body.types.hazards(Typed::Expr(temporary));
    // That the temporary's own copies would differ is of no account: none is made of it.
    found.retain(|hazard| !matches!(hazard, Hazard::WrittenClone | Hazard::Interior));
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
        if let User::Reference(reference) = self.usage().by {
            let is_original = |used: &Use| originals.iter().any(|original| original.local == used.place.local);
            let mut others = self.operands_beside(reference);
            return others.any(|other| flow.uses_in(other).any(is_original));
        }
        self.usage().binding().is_some_and(|copy| self.is_copy_beside(copy, &originals))
    }

    /// Whether a call is given what may refer to a variable that got the clone, and to the original.
    fn is_copy_beside(&self, copy: LocalId, originals: &[&Place]) -> bool {
        let flow = self.body.flow;
        // One element of what holds both is one of them.
        let holds = |used: &Use, held: &Place| !used.place.is_indirect && flow.holds_part(used.place.local, held);
        let is_copy = |used: &Use| used.place.local == copy || holds(used, &Place::of(copy));
        // A function that is given the owner of the original is not expected to look for that part's address.
        let is_original = |used: &Use| {
            let is_same = |original: &&Place| original.holds(&used.place) || holds(used, original);
            originals.iter().any(is_same)
        };
        // A library's functions do not ask.
        let is_call = |at: &ExprId| {
            matches!(self.body.expr(*at), Expr::Call(..) | Expr::MethodCall { .. })
                && !self.body.types.calls_library(*at)
        };
        let holders = (0..).zip(&flow.locals).map(|(local, _)| local);
        let copies =
            holders.filter(|local| *local == copy || flow.holds(*local, copy)).flat_map(|local| flow.uses_of(local));
        let mut calls = copies
            .filter(|(_, used)| !used.how.is_end())
            .flat_map(|(_, used)| {
                flow.around(used.expr).take_while(|at| !matches!(self.body.expr(*at), Expr::Block(..)))
            })
            .filter(is_call);
        calls.any(|call| {
            let has = |is_meant: &dyn Fn(&Use) -> bool| {
                let mut operands = self.operands(call);
                operands.any(|operand| flow.uses_in(operand).any(|used| is_meant(used) && self.reaches(used, operand)))
            };
            has(&is_copy) && has(&is_original)
        })
    }

    /// Whether the value of an operand may refer to a variable that is used in it: whatever is made of it on the way may
    /// borrow.
    fn reaches(&self, used: &Use, operand: ExprId) -> bool {
        let mut outwards = self.body.flow.around(used.expr);
        let mut at = outwards.next();
        while at != Some(operand) {
            at = outwards.next();
            let may_refer = match at.map(|at| self.body.expr(at)) {
                Some(Expr::Macro(name, _)) => name.as_str() == "vec",
                Some(Expr::MacroCall(_)) | None => false,
                Some(_) => at.is_some_and(|at| self.body.types.may_borrow(Typed::Expr(at))),
            };
            if !may_refer {
                return false;
            }
        }
        true
    }

    /// The receiver and the arguments of a call.
    fn operands(&self, call: ExprId) -> impl Iterator<Item = ExprId> {
        let (object, args) = match self.body.expr(call) {
            Expr::Call(_, args) => (None, args.as_slice()),
            Expr::MethodCall { receiver, args, .. } => (Some(*receiver), args.as_slice()),
            _ => (None, &[][..]),
        };
        args.iter().copied().chain(object)
    }

    /// The other operands of the call of which this is one.
    fn operands_beside(&self, operand: ExprId) -> impl Iterator<Item = ExprId> {
        let call = self.body.flow.parent(operand);
        call.into_iter().flat_map(|call| self.operands(call)).filter(move |other| *other != operand)
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
        self.body.flow.around(self.expr()).any(|around| self.body.expr(around).called_macro().is_some_and(shows))
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
