//! What becomes of a value.

use crate::dataflow::{How, LocalId, LocalKind, Use, is_reader};
use crate::syntax::hir::{BinaryOp, Expr, ExprId, Statement, UnaryOp};
use crate::types::Typed;

use super::{BodyView, SiteView, ValueUse};

impl<'b> BodyView<'b> {
    /// What becomes of an expression's value.
    pub fn use_of(&self, id: ExprId) -> ValueUse {
        let Some(parent) = self.flow.parent(id) else { return ValueUse::Returned };
        match self.expr(parent) {
            Expr::MethodCall { receiver, args, .. } => {
                if *receiver == id {
                    ValueUse::Receiver(parent, self.types.self_kind(parent))
                } else {
                    args.iter().position(|arg| *arg == id).map_or(ValueUse::Other, |at| ValueUse::Argument(parent, at))
                }
            }
            Expr::Call(_, args) => {
                args.iter().position(|arg| *arg == id).map_or(ValueUse::Other, |at| ValueUse::Argument(parent, at))
            }
            Expr::Ref(_, false) => ValueUse::Reference(parent),
            Expr::Ref(_, true) | Expr::Index(..) | Expr::Unary(UnaryOp::Deref, _) => ValueUse::Place(parent),
            Expr::Field(..) => ValueUse::Field(parent),
            Expr::Binary(BinaryOp::Compare, ..) => ValueUse::Compared(parent),
            Expr::Macro(name, _) if is_reader(*name) => ValueUse::Formatted(parent),
            Expr::MacroCall(call) if call.path.segments.last().is_some_and(|last| is_reader(last.name)) => {
                ValueUse::Formatted(parent)
            }
            Expr::For(_, head, _) if *head == id => ValueUse::ForHead(parent),
            Expr::Match(scrutinee, _) if *scrutinee == id => ValueUse::Scrutinee(parent),
            Expr::Let(_, value) if *value == id => ValueUse::Scrutinee(parent),
            Expr::Struct { .. } => ValueUse::StructField(parent),
            Expr::Assign(_, right) if *right == id => ValueUse::Assigned(parent),
            Expr::Block(statements, tail) => self.in_block(id, parent, statements, *tail),
            Expr::If(_, then, otherwise) if *then == id || *otherwise == Some(id) => self.use_of(parent),
            Expr::Match(_, arms) if arms.iter().any(|arm| arm.body == id) => self.use_of(parent),
            Expr::Return(_) | Expr::Closure { .. } | Expr::Async(_) => ValueUse::Returned,
            _ => ValueUse::Other,
        }
    }

    fn in_block(&self, id: ExprId, block: ExprId, statements: &[Statement], tail: Option<ExprId>) -> ValueUse {
        if tail == Some(id) {
            return self.use_of(block);
        }
        let is_bound = statements
            .iter()
            .any(|statement| matches!(statement, Statement::Let { init: Some(init), .. } if *init == id));
        if !is_bound {
            return ValueUse::Other;
        }
        let local = (0..).zip(&self.flow.locals).find(|(_, local)| local.value == Some(id) && local.is_whole);
        local.map_or(ValueUse::Other, |(at, _)| ValueUse::Bound(at))
    }

    /// The expression whose value no longer borrows what this one borrows: it, or what it is a part of. `None` where
    /// the borrow ends up in a variable, or nobody knows.
    pub fn borrow_ends_at(&self, id: ExprId) -> Option<ExprId> {
        let mut at = id;
        loop {
            if !self.types.may_borrow(Typed::Expr(at)) {
                return Some(at);
            }
            match self.use_of(at) {
                ValueUse::Receiver(next, _)
                | ValueUse::Reference(next)
                | ValueUse::Place(next)
                | ValueUse::Field(next)
                | ValueUse::Argument(next, _) => at = next,
                ValueUse::Compared(next) | ValueUse::Formatted(next) | ValueUse::ForHead(next) => return Some(next),
                ValueUse::Other => {
                    // A statement of its own: the value is dropped.
                    let parent = self.flow.parent(at)?;
                    return matches!(self.expr(parent), Expr::Block(_, tail) if *tail != Some(at)).then_some(at);
                }
                _ => return None,
            }
        }
    }

    /// The variables that a pattern binds to an expression's value, or to parts of it.
    pub fn bound_to(&'b self, value: ExprId) -> impl Iterator<Item = LocalId> + 'b {
        let locals = (0..).zip(&self.flow.locals);
        locals.filter(move |(_, local)| local.value == Some(value) && local.pat.is_some()).map(|(at, _)| at)
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

    /// Whether a use leaves the place as it is: it looks at it, or copies it bit by bit.
    pub fn leaves(&self, used: &Use) -> bool {
        used.how.is_read() || (used.how == How::Take && self.facts(used.expr).is_copy)
    }
}

impl<'b> SiteView<'b> {
    /// What becomes of the clone.
    pub fn usage(&self) -> ValueUse {
        self.body.use_of(self.expr())
    }

    /// The variables that get the clone, or parts of it, by a pattern: `if let Some(x) = y.clone()`.
    pub fn parts(&self) -> impl Iterator<Item = LocalId> + 'b {
        self.body.bound_to(self.expr())
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
