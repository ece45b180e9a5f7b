//! Which expression holds which.

use super::{Body, Expr, ExprId, Statement};

/// The parents of a body's expressions.
pub(crate) struct Parents(Vec<ExprId>);

impl Parents {
    const NONE: ExprId = ExprId::MAX;

    /// Reads them off a body.
    pub(crate) fn new(body: &Body) -> Self {
        let mut parents = vec![Self::NONE; body.exprs.len()];
        for (parent, expr) in (0..).zip(&body.exprs) {
            expr.each_child(&mut |child| parents[child as usize] = parent);
        }
        Self(parents)
    }

    /// The expression around another; none around a body's root.
    pub(crate) fn of(&self, expr: ExprId) -> Option<ExprId> {
        self.0.get(expr as usize).copied().filter(|parent| *parent != Self::NONE)
    }
}

impl Expr {
    /// Calls `each` with the expressions directly in this one.
    pub fn each_child(&self, each: &mut dyn FnMut(ExprId)) {
        match self {
            Self::Missing
            | Self::Path(_)
            | Self::Qualified(_)
            | Self::Literal(_)
            | Self::Continue
            | Self::Mentions(_)
            | Self::Return(None)
            | Self::Break(None) => {}
            Self::Field(inner, _)
            | Self::Unary(_, inner)
            | Self::Ref(inner, _)
            | Self::Let(_, inner)
            | Self::Loop(inner)
            | Self::Async(inner)
            | Self::Await(inner)
            | Self::Try(inner)
            | Self::Cast(inner, _)
            | Self::Closure { body: inner, .. }
            | Self::Return(Some(inner))
            | Self::Break(Some(inner)) => each(*inner),
            Self::Index(first, second)
            | Self::Binary(_, first, second)
            | Self::Assign(first, second)
            | Self::While(first, second)
            | Self::For(_, first, second)
            | Self::Repeat(first, second)
            | Self::VecRepeat(first, second) => [*first, *second].into_iter().for_each(each),
            Self::Call(first, args) | Self::MethodCall { receiver: first, args, .. } => {
                each(*first);
                args.iter().copied().for_each(each);
            }
            Self::Tuple(all) | Self::Array(all) | Self::Macro(_, all) => all.iter().copied().for_each(each),
            Self::MacroCall(call) => call.children.iter().copied().for_each(each),
            Self::Block(statements, tail) => {
                for statement in statements {
                    match statement {
                        Statement::Let { init, otherwise, .. } => {
                            init.iter().chain(otherwise).copied().for_each(&mut *each);
                        }
                        Statement::Expr(expr) => each(*expr),
                    }
                }
                tail.iter().copied().for_each(each);
            }
            Self::If(condition, then, otherwise) => {
                [*condition, *then].into_iter().chain(*otherwise).for_each(each);
            }
            Self::Match(value, arms) => {
                each(*value);
                for arm in arms {
                    arm.guard.into_iter().chain([arm.body]).for_each(&mut *each);
                }
            }
            Self::Struct { fields, base, .. } => {
                fields.iter().map(|field| field.value).chain(*base).for_each(each);
            }
            Self::Range(start, end, _) => start.iter().chain(end).copied().for_each(each),
        }
    }
}
