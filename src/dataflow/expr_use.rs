//! What becomes of the value of an expression: the one answer, for rules and for rewrites.
//!
//! Fields, indices and `*` are looked through: they lead to a part of the value, and what is done with that part is done
//! with the value. So are blocks, `if` and `match` that yield it. A method call is a use, by how it takes its receiver.

use crate::knowledge::macros::{COMPARING, TAKING, is_reader};
use crate::model::{BindingMode, ExprUse};
use crate::syntax::hir::{BinaryOp, Body, Expr, ExprId, LiteralKind, Pat, PatId, Statement, Symbol, UnaryOp, place_of};
use crate::types::{BodyTypes, SelfKind, Typed};

use super::graph::{Flow, LocalId};

/// How a value is used, and by what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueUse {
    /// What becomes of it, or of the part that is used.
    pub how: ExprUse,
    /// What uses it.
    pub by: User,
    /// The expression that has the value: itself, or the outermost block, `if` or `match` that yields it.
    pub value: ExprId,
    /// The first field, index or `*` on the way to the part that is used. All of the value is used where there is none.
    pub through: Option<ExprId>,
}

impl ValueUse {
    /// What becomes of all of the value; none where only a part of it is used.
    pub fn whole(&self) -> Option<(ExprUse, User)> {
        self.through.is_none().then_some((self.how, self.by))
    }

    /// The variable that all of the value is bound to.
    pub fn binding(&self) -> Option<LocalId> {
        match self.whole() {
            Some((_, User::Binding(local))) => Some(local),
            _ => None,
        }
    }

    /// The method call of which it is the receiver.
    pub fn method(&self) -> Option<ExprId> {
        match self.whole() {
            Some((_, User::Method(call))) => Some(call),
            _ => None,
        }
    }

    /// The call of which it is an argument, and its place there.
    pub fn argument(&self) -> Option<(ExprId, usize)> {
        match self.whole() {
            Some((_, User::Argument(call, at))) => Some((call, at)),
            _ => None,
        }
    }
}

/// What uses a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum User {
    /// A method call of which it is the receiver.
    Method(ExprId),
    /// `&…` or `&mut …`.
    Reference(ExprId),
    /// A call of which it is an argument, and its place there, the receiver not counted.
    Argument(ExprId, usize),
    /// A struct literal of which it is a field.
    StructField(ExprId),
    /// A tuple, an array or a `vec!`.
    Element(ExprId),
    /// A `let` that binds all of it to a variable.
    Binding(LocalId),
    /// The patterns of a `match`, `if let` or `let`: the expression around them.
    Patterns(ExprId),
    /// An assignment of which it is the right side.
    Assignment(ExprId),
    /// `base[value]`
    Index(ExprId),
    /// A macro call.
    Macro(ExprId),
    /// The body's value, or that of a closure.
    Return,
    /// An operator or another expression.
    Expr(ExprId),
}

/// How far a value is followed through what has the same value: a thousand `else if`s, for each of its branches, would be gone
/// through again.
const MOST_STEPS: usize = 512;

/// What becomes of an expression's value.
pub(crate) fn expr_use(body: &Body, flow: &Flow, types: &BodyTypes<'_>, expr: ExprId) -> ValueUse {
    let cx = Uses { body, flow, types };
    let (mut value, mut at, mut through) = (expr, expr, None);
    let mut steps = 0;
    loop {
        let Some(parent) = flow.parent(at) else {
            return ValueUse { how: ExprUse::Consumed, by: User::Return, value, through };
        };
        steps += 1;
        if steps > MOST_STEPS {
            return ValueUse { how: ExprUse::Unknown, by: User::Expr(parent), value, through };
        }
        match cx.step(at, parent) {
            Step::Part => {
                through = through.or(Some(parent));
                at = parent;
            }
            // What a block yields is a value of its own, be it a part of another.
            Step::Yield if through.is_none() => (value, at) = (parent, parent),
            Step::Yield => return ValueUse { how: ExprUse::Consumed, by: User::Expr(parent), value, through },
            Step::Use(how, by) => return ValueUse { how, by, value, through },
        }
    }
}

/// What an expression does with one of its operands.
enum Step {
    /// It leads to a part of it.
    Part,
    /// It has the same value.
    Yield,
    Use(ExprUse, User),
}

struct Uses<'b> {
    body: &'b Body,
    flow: &'b Flow,
    types: &'b BodyTypes<'b>,
}

impl Uses<'_> {
    fn step(&self, id: ExprId, parent: ExprId) -> Step {
        let consumed = |by: User| Step::Use(ExprUse::Consumed, by);
        match &self.body.exprs[parent as usize] {
            Expr::Tuple(_) | Expr::Array(_) | Expr::Struct { .. } | Expr::Call(..) if self.is_assignee(parent) => {
                Step::Use(ExprUse::Assigned, User::Expr(parent))
            }
            Expr::Field(..) | Expr::Unary(UnaryOp::Deref, _) => Step::Part,
            Expr::Index(base, _) if *base == id => Step::Part,
            Expr::Index(..) => consumed(User::Index(parent)),
            Expr::MethodCall { receiver, args, .. } => {
                if *receiver == id {
                    Step::Use(self.receiver(parent), User::Method(parent))
                } else {
                    argument(parent, args, id)
                }
            }
            Expr::Call(callee, args) => {
                if *callee == id {
                    Step::Use(self.called(id), User::Expr(parent))
                } else {
                    argument(parent, args, id)
                }
            }
            Expr::Ref(_, false) => Step::Use(ExprUse::Borrowed, User::Reference(parent)),
            Expr::Ref(_, true) => Step::Use(ExprUse::BorrowedMut, User::Reference(parent)),
            Expr::Binary(BinaryOp::Compare, ..) => Step::Use(ExprUse::Compared, User::Expr(parent)),
            Expr::Binary(BinaryOp::AssignOp, left, _) if *left == id => {
                Step::Use(ExprUse::Assigned, User::Expr(parent))
            }
            Expr::Assign(left, right) => {
                if *right != id {
                    Step::Use(ExprUse::Assigned, User::Expr(parent))
                } else if matches!(&self.body.exprs[*left as usize], Expr::Missing) {
                    // `_ = x`
                    Step::Use(ExprUse::Dropped, User::Expr(parent))
                } else {
                    consumed(User::Assignment(parent))
                }
            }
            Expr::Macro(name, args) => self.argument_of_macro(parent, *name, args, id),
            Expr::MacroCall(call) => {
                let name = call.path.segments.last().map_or_else(|| Symbol::new(""), |last| last.name);
                self.argument_of_macro(parent, name, &call.children, id)
            }
            Expr::Struct { .. } => consumed(User::StructField(parent)),
            Expr::Tuple(_) | Expr::Array(_) | Expr::Repeat(..) | Expr::VecRepeat(..) => consumed(User::Element(parent)),
            Expr::Return(_) | Expr::Closure { .. } | Expr::Async(_) => consumed(User::Return),
            Expr::Mentions(_) | Expr::Missing => Step::Use(ExprUse::Unknown, User::Expr(parent)),
            _ => self.control(id, parent),
        }
    }

    /// Whether it takes apart what is assigned: `(x.f, _) = …`, `Pair(x, y) = …`.
    fn is_assignee(&self, mut id: ExprId) -> bool {
        while let Some(parent) = self.flow.parent(id) {
            match &self.body.exprs[parent as usize] {
                Expr::Assign(left, _) => return *left == id,
                Expr::Tuple(_) | Expr::Array(_) | Expr::Struct { .. } | Expr::Call(..) => id = parent,
                _ => return false,
            }
        }
        false
    }

    fn control(&self, id: ExprId, parent: ExprId) -> Step {
        let matched = |pats: &mut dyn Iterator<Item = PatId>| {
            let mode = pats.map(|pat| self.binding_mode(pat)).max().unwrap_or(BindingMode::Move);
            Step::Use(ExprUse::Matched(mode), User::Patterns(parent))
        };
        match &self.body.exprs[parent as usize] {
            Expr::Match(scrutinee, arms) if *scrutinee == id => matched(&mut arms.iter().map(|arm| arm.pat)),
            Expr::Match(_, arms) if place_of(arms, |arm| Some(arm.body), id).is_some() => Step::Yield,
            Expr::If(condition, ..) if *condition != id => Step::Yield,
            Expr::Let(pat, _) => matched(&mut std::iter::once(*pat)),
            Expr::For(_, head, _) if *head == id => Step::Use(ExprUse::Iterated, User::Expr(parent)),
            Expr::Block(_, tail) if *tail == Some(id) => Step::Yield,
            Expr::Block(statements, _) => self.statement(id, parent, statements),
            Expr::For(..) | Expr::Loop(_) => Step::Use(ExprUse::Dropped, User::Expr(parent)),
            Expr::While(condition, _) if *condition != id => Step::Use(ExprUse::Dropped, User::Expr(parent)),
            _ => Step::Use(ExprUse::Consumed, User::Expr(parent)),
        }
    }

    fn statement(&self, id: ExprId, block: ExprId, statements: &[Statement]) -> Step {
        let bound = place_of(statements, Statement::value, id).and_then(|at| match &statements[at] {
            Statement::Let { pat, .. } => Some(*pat),
            Statement::Expr(_) => None,
        });
        let Some(pat) = bound else { return Step::Use(ExprUse::Dropped, User::Expr(block)) };
        if self.is_wild(pat) {
            return Step::Use(ExprUse::Dropped, User::Expr(block));
        }
        match self.flow.bound_to(id).find(|local| self.flow.locals[*local as usize].is_whole) {
            Some(local) => Step::Use(ExprUse::Consumed, User::Binding(local)),
            // Moved into the variables, but for what is bound by reference.
            None => match self.binding_mode(pat) {
                BindingMode::Move => Step::Use(ExprUse::Consumed, User::Patterns(block)),
                mode => Step::Use(ExprUse::Matched(mode), User::Patterns(block)),
            },
        }
    }

    fn is_wild(&self, pat: PatId) -> bool {
        match &self.body.pats[pat as usize] {
            Pat::Wild => true,
            Pat::Typed(pat, _) => self.is_wild(*pat),
            _ => false,
        }
    }

    /// By the names that a pattern binds; what a reference in the value leads to is not the value's own.
    fn binding_mode(&self, pat: PatId) -> BindingMode {
        let strongest = |pats: &mut dyn Iterator<Item = PatId>| {
            pats.map(|pat| self.binding_mode(pat)).max().unwrap_or(BindingMode::Move)
        };
        match &self.body.pats[pat as usize] {
            Pat::Wild | Pat::Path(_) | Pat::Literal(_) | Pat::Range => BindingMode::Move,
            Pat::Bind { by_ref, mutable, sub, .. } => {
                let own = match (by_ref, mutable) {
                    (true, true) => BindingMode::RefMut,
                    (true, false) => BindingMode::Ref,
                    (false, _) => BindingMode::Move,
                };
                own.max(strongest(&mut sub.iter().copied()))
            }
            Pat::TupleStruct(_, pats, _) | Pat::Tuple(pats, _) | Pat::Slice(pats, _) | Pat::Or(pats) => {
                strongest(&mut pats.iter().copied())
            }
            Pat::Struct(_, fields) => strongest(&mut fields.iter().map(|(_, pat)| *pat)),
            Pat::Ref(pat, _) | Pat::Typed(pat, _) => self.binding_mode(*pat),
        }
    }

    fn receiver(&self, call: ExprId) -> ExprUse {
        match self.types.self_kind(call) {
            SelfKind::Value => ExprUse::Consumed,
            SelfKind::Ref => ExprUse::Borrowed,
            SelfKind::RefMut => ExprUse::BorrowedMut,
            SelfKind::Unknown => ExprUse::Unknown,
        }
    }

    /// A function is copied; a closure may change what it has captured.
    fn called(&self, callee: ExprId) -> ExprUse {
        if self.types.is_function(Typed::Expr(callee)) { ExprUse::Consumed } else { ExprUse::Unknown }
    }

    fn argument_of_macro(&self, call: ExprId, name: Symbol, args: &[ExprId], id: ExprId) -> Step {
        let name = self.types.macro_name(call, name);
        let how = self.by_macro(name, args, id);
        let is_list = matches!(name.as_str(), "vec");
        Step::Use(how, if is_list { User::Element(call) } else { User::Macro(call) })
    }

    fn by_macro(&self, name: Symbol, args: &[ExprId], id: ExprId) -> ExprUse {
        let Some(at) = place_of(args, |arg| Some(*arg), id) else { return ExprUse::Unknown };
        match name.as_str() {
            "vec" | "dbg" => ExprUse::Consumed,
            "write" | "writeln" if at == 0 => ExprUse::BorrowedMut,
            // Conditions and errors come before the text.
            name if TAKING.contains(&name) && !self.is_behind_text(&args[..at]) => ExprUse::Consumed,
            name if COMPARING.contains(&name) && at < 2 => ExprUse::Compared,
            name if is_reader(name) => ExprUse::Formatted,
            _ => ExprUse::Unknown,
        }
    }

    fn is_behind_text(&self, before: &[ExprId]) -> bool {
        before.iter().any(|arg| matches!(&self.body.exprs[*arg as usize], Expr::Literal(LiteralKind::Str)))
    }
}

fn argument(call: ExprId, args: &[ExprId], id: ExprId) -> Step {
    match place_of(args, |arg| Some(*arg), id) {
        Some(at) => Step::Use(ExprUse::Consumed, User::Argument(call, at)),
        None => Step::Use(ExprUse::Unknown, User::Expr(call)),
    }
}
