//! What becomes of a value.

use crate::dataflow::{How, LocalId, LocalKind, Use, User, ValueUse, expr_use};
use crate::knowledge::macros::COMPARING;
use crate::model::{ExprUse, PartsUse, Read, SiteUse, TypeClass};
use crate::syntax::hir::{BinaryOp, Expr, ExprId, Pat, UnaryOp};
use crate::types::Typed;

use super::{BodyView, SiteView};

impl<'b> BodyView<'b> {
    /// What becomes of an expression's value.
    pub fn use_of(&self, id: ExprId) -> ValueUse {
        expr_use(self.code, self.flow, self.types, id)
    }

    /// The expression whose value no longer borrows what this one borrows: it, or what it is a part of. `None` where
    /// the borrow ends up in a variable, or it is unknown where it ends up.
    pub fn borrow_ends_at(&self, id: ExprId) -> Option<ExprId> {
        let mut at = id;
        loop {
            if !self.types.may_borrow(Typed::Expr(at)) {
                return Some(at);
            }
            let used = self.use_of(at);
            let Some(whole) = used.whole() else {
                at = used.through?;
                continue;
            };
            match whole {
                (ExprUse::Dropped, _) => return Some(used.value),
                (ExprUse::Compared | ExprUse::Formatted | ExprUse::Iterated, User::Expr(next) | User::Macro(next)) => {
                    return Some(next);
                }
                (_, User::Method(next) | User::Reference(next) | User::Argument(next, _) | User::Index(next)) => {
                    at = next;
                }
                _ => return None,
            }
        }
    }

    /// The variables that a pattern binds to an expression's value, or to parts of it.
    pub fn bound_to(&'b self, value: ExprId) -> impl Iterator<Item = LocalId> + 'b {
        self.flow.bound_to(value).filter(|local| self.flow.locals[*local as usize].pat.is_some())
    }

    /// Whether the closure only looks at what it is given, and nothing that it starts keeps it. True for one that
    /// ignores it.
    pub fn only_looks(&self, closure: ExprId) -> bool {
        let Expr::Closure { body, .. } = self.expr(closure) else { return false };
        let Some(frame) = self.flow.frames.iter().position(|frame| frame.expr == Some(closure)) else { return false };
        let ends_inside = !self.types.may_borrow(Typed::Expr(*body));
        (0..).zip(&self.flow.locals).filter(|(_, local)| local.frame as usize == frame).all(|(at, local)| {
            let is_parameter = local.kind == LocalKind::ClosureParameter;
            !is_parameter
                || self.flow.uses_of(at).all(|(node, used)| {
                    let inner = self.flow.nodes[node as usize].frame;
                    // What a closure within captures is gone with it, unless it is handed out or started.
                    let is_here = inner as usize == frame || (ends_inside && self.spawn_of(inner).is_none());
                    is_here && self.leaves(used)
                })
        })
    }

    /// Whether what is done with a variable means the same if it is a reference to the value rather than the value:
    /// methods that take `&self` are called on it, its fields are read, it is formatted or compared, or it is a number
    /// that is calculated with.
    fn as_reference(&self, local: LocalId) -> PartsUse {
        // `for ref x in v.clone()`: of a reference, the name would be a reference to one.
        if self.is_reference_to_all(local) {
            return PartsUse::HandedOn;
        }
        let uses = self.flow.uses_of(local).filter(|(_, used)| !used.how.is_end());
        uses.map(|(_, used)| self.use_as_reference(used)).max().unwrap_or(PartsUse::AsReferences)
    }

    /// Whether a variable is bound by `ref` to all of what is matched, not to a part of it.
    fn is_reference_to_all(&self, local: LocalId) -> bool {
        let local = &self.flow.locals[local as usize];
        let Some(pat) = local.pat else { return false };
        if !matches!(&self.code.pats[pat as usize], Pat::Bind { by_ref: true, .. }) {
            return false;
        }
        match local.value.and_then(|value| self.flow.parent(value)).map(|around| self.expr(around)) {
            Some(Expr::For(whole, ..) | Expr::Let(whole, _)) => *whole == pat,
            Some(Expr::Match(_, arms)) => arms.iter().any(|arm| arm.pat == pat),
            _ => local.kind == LocalKind::ClosureParameter,
        }
    }

    fn use_as_reference(&self, used: &Use) -> PartsUse {
        let is_deref = |at: ExprId| matches!(self.expr(at), Expr::Unary(UnaryOp::Deref, _));
        let value = self.use_of(used.expr);
        let (is_same, is_dereferenced) = if is_deref(used.expr) || !used.place.fields.is_empty() {
            (self.leaves(used), is_deref(used.expr))
        } else if let Some(part) = value.through {
            (!value.how.may_change(), is_deref(part))
        } else {
            let facts = self.facts(used.expr);
            // For a reference to a type of somebody's own, operators may be implemented differently.
            let has_std_operators = facts.in_std || (facts.adt.is_none() && facts.name.is_some());
            let is_same = match (value.how, value.by) {
                (ExprUse::Formatted, _) => true,
                (ExprUse::Borrowed, User::Method(call)) => self.types.is_same_on_reference(call, used.expr),
                (ExprUse::Compared, _) => has_std_operators,
                (ExprUse::Consumed, User::Method(call)) => self.types.is_inherent(call) && facts.is_copy,
                (ExprUse::Consumed, User::Expr(operator)) => {
                    let is_number = has_std_operators && facts.class == TypeClass::Copy;
                    is_number && matches!(self.expr(operator), Expr::Binary(..))
                }
                _ => false,
            };
            (is_same, false)
        };
        match (is_same, is_dereferenced) {
            (false, _) => PartsUse::HandedOn,
            (true, true) => PartsUse::Dereferenced,
            (true, false) => PartsUse::AsReferences,
        }
    }

    /// Whether a use leaves the place as it is: it looks at it, or copies it bit by bit.
    pub fn leaves(&self, used: &Use) -> bool {
        used.how.is_read() || (used.how == How::Consume && self.facts(used.expr).is_copy)
    }
}

impl<'b> SiteView<'b> {
    /// What becomes of the clone.
    pub fn usage(&self) -> ValueUse {
        self.body.use_of(self.expr())
    }

    /// Whether the clone is compared with what it is a clone of, and nothing changes that before: that they are equal is
    /// what is tested.
    pub fn is_compared_with_original(&self) -> bool {
        match self.usage().whole() {
            Some((_, User::Binding(copy))) => {
                let mut uses = self.body.flow.uses_of(copy);
                uses.any(|(_, used)| self.is_side_with_original(used.expr)) && self.is_steady(copy)
            }
            _ => self.is_side_with_original(self.expr()),
        }
    }

    fn is_side_with_original(&self, side: ExprId) -> bool {
        match self.body.use_of(side).whole() {
            Some((ExprUse::Compared, User::Expr(by) | User::Macro(by))) => self.is_other_side(by, side),
            Some((ExprUse::Borrowed, User::Reference(reference))) => self.is_side_with_original(reference),
            _ => false,
        }
    }

    /// Whether the original, or another clone of it, is compared with one side of a comparison.
    fn is_other_side(&self, comparison: ExprId, side: ExprId) -> bool {
        let Some(original) = self.receiver().and_then(|receiver| self.body.path_of(receiver)) else { return false };
        // Of a macro without a clone in it, only the names are known.
        if let Expr::Mentions(names) = self.body.expr(side) {
            return names.len() == 2 && names.iter().any(|mention| mention.name.as_str() == original);
        }
        let sides = match self.body.expr(comparison) {
            Expr::Binary(_, left, right) => vec![*left, *right],
            Expr::Macro(_, args) => args.iter().take(2).copied().collect(),
            Expr::MacroCall(call) => call.children.iter().take(2).copied().collect(),
            _ => Vec::new(),
        };
        let original_of = |side| self.body.view_of(side).and_then(|site| site.receiver());
        let mut others = sides.into_iter().filter(|other| *other != side);
        others.any(|other| self.body.path_of(original_of(other).unwrap_or(other)).as_ref() == Some(&original))
    }

    /// Whether a variable that got the clone is compared with what it is a clone of.
    pub fn is_bound_and_compared(&self, local: LocalId) -> bool {
        let Some(original) = self.place() else { return false };
        let flow = self.body.flow;
        let is_comparison = |at: &ExprId| {
            let expr = self.body.expr(*at);
            matches!(expr, Expr::Binary(BinaryOp::Compare, ..))
                || expr.called_macro().is_some_and(|name| COMPARING.contains(&name.as_str()))
        };
        flow.uses_of(local).filter(|(_, used)| used.place.fields.is_empty()).any(|(_, used)| {
            let comparison =
                flow.around(used.expr).skip(1).take_while(|at| !matches!(self.body.expr(*at), Expr::Block(..)));
            comparison
                .filter(is_comparison)
                .any(|at| flow.uses_in(at).any(|other| other.place == *original && !other.how.is_end()))
        })
    }

    /// What a rewrite has to know of that.
    pub fn site_use(&self) -> SiteUse {
        let used = self.usage();
        // What a block yields is a value of its own, whatever is done with it.
        let how = if used.value == self.expr() { used.how } else { ExprUse::Consumed };
        let is_taken_apart = matches!(how, ExprUse::Iterated | ExprUse::Matched(_));
        let bound = self.parts().filter(|_| is_taken_apart).map(|local| self.body.as_reference(local)).max();
        let calls_inherent = used.method().is_some_and(|call| self.body.types.is_inherent(call));
        let (mut so_far, mut call) = (bound.unwrap_or(PartsUse::AsReferences), used.method());
        let parts = std::array::from_fn(|_| {
            if let Some(at) = call {
                so_far = so_far.max(self.parts_of_arguments(at));
                call = self.body.use_of(at).method();
            }
            so_far
        });
        let calls_same = used.method().is_none_or(|call| self.body.types.is_same_on_reference(call, self.expr()));
        let is_compared_with_original = self.is_compared_with_original();
        SiteUse { how, parts, calls_inherent, calls_same, is_compared_with_original }
    }

    /// What closures do with their parameters that are arguments of a method call; other functions may be generic.
    fn parts_of_arguments(&self, call: ExprId) -> PartsUse {
        let Expr::MethodCall { args, .. } = self.body.expr(call) else { return PartsUse::AsReferences };
        let flow = self.body.flow;
        let of_closure = |closure: ExprId| {
            let locals = (0..).zip(&flow.locals).filter(move |(_, local)| {
                local.kind == LocalKind::ClosureParameter && flow.frames[local.frame as usize].expr == Some(closure)
            });
            locals.map(|(at, _)| self.body.as_reference(at)).max()
        };
        let of_argument = |&arg: &ExprId| match self.body.expr(arg) {
            Expr::Closure { .. } => of_closure(arg),
            _ => self.body.types.is_function(Typed::Expr(arg)).then_some(PartsUse::HandedOn),
        };
        args.iter().filter_map(of_argument).max().unwrap_or(PartsUse::AsReferences)
    }

    /// Whether a field or an element of the clone is used, rather than all of it.
    pub fn is_part_used(&self) -> bool {
        self.usage().through.is_some_and(|part| matches!(self.body.expr(part), Expr::Field(..) | Expr::Index(..)))
    }

    /// The part of the clone that is used. An index in it is evaluated after the clone is made, but before the part is
    /// looked at.
    pub fn outermost_part(&self) -> ExprId {
        let mut at = self.expr();
        while let Some(parent) = self.body.flow.parent(at) {
            match self.body.expr(parent) {
                Expr::Field(..) | Expr::Unary(UnaryOp::Deref, _) => {}
                Expr::Index(base, _) if *base == at => {}
                _ => break,
            }
            at = parent;
        }
        at
    }

    /// The variables that get the clone, or parts of it, by a pattern: `if let Some(x) = y.clone()`.
    pub fn parts(&self) -> impl Iterator<Item = LocalId> + 'b {
        self.body.bound_to(self.expr())
    }

    /// If a `let` binds the clone to a variable that, for all that is known, is only looked at: where. What is not known,
    /// the compiler is asked.
    pub fn reads(&self) -> Option<Box<[Read]>> {
        let flow = self.body.flow;
        let local = self.usage().binding().filter(|local| flow.locals[*local as usize].kind == LocalKind::Let)?;
        let may_look = |used: &Use| match used.how {
            How::BorrowMut | How::Assign => false,
            How::Consume => {
                let facts = self.body.facts(used.expr);
                facts.is_copy || (facts.class == TypeClass::Unknown && !used.place.fields.is_empty())
            }
            How::Borrow | How::Unknown | How::Release | How::Drop => true,
        };
        let mut named = Vec::new();
        for (_, used) in flow.uses_of(local) {
            if !may_look(used) {
                return None;
            }
            if !used.how.is_end() {
                let expr = self.body.code.chain(used.expr).last()?;
                if !self.is_in_known_macros(expr) {
                    return None;
                }
                let calls_same = flow.parent(expr).is_some_and(|call| self.body.types.is_same_on_reference(call, expr));
                named.push(Read { expr, calls_same });
            }
        }
        named.sort_unstable();
        named.dedup();
        (!named.is_empty()).then(|| named.into())
    }

    /// Whether no macro call around an expression is one of the crate's own, whatever its name.
    fn is_in_known_macros(&self, expr: ExprId) -> bool {
        self.body.flow.around(expr).all(|around| {
            self.body.expr(around).called_macro().is_none_or(|name| self.body.types.is_known_macro(around, name))
        })
    }

    /// Whether all uses of a variable only look at it, none of them in a closure that may outlive the place.
    pub fn is_only_read(&self, local: LocalId) -> bool {
        let flow = self.body.flow;
        let frame = flow.locals[local as usize].frame;
        let mut any = false;
        for (node, used) in flow.uses_of(local) {
            any = true;
            if !self.body.leaves(used) || flow.nodes[node as usize].frame != frame {
                return false;
            }
        }
        any
    }

    /// Whether all uses of a variable only look at it, wherever they stand, and there is one at least.
    pub fn is_only_read_anywhere(&self, local: LocalId) -> bool {
        let mut uses = self.body.flow.uses_of(local).peekable();
        uses.peek().is_some() && uses.all(|(_, used)| self.body.leaves(used))
    }
}
