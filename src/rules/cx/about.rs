//! What the code around a clone is about.

use crate::model::About;
use crate::syntax::hir::{Expr, ExprId};
use crate::types::Typed;

use super::SiteView;

/// Steps of a chain that are looked at: what is farther away says nothing of a clone.
const FARTHEST: usize = 32;

impl SiteView<'_> {
    /// What the code around it is about; what it clones is left to who knows that.
    pub(crate) fn about(&self) -> About {
        let (body, expr) = (self.body, self.expr());
        let operand = body.code.cloned(self.site.flow.site).unwrap_or(expr);
        let made = body.flow.around(expr).skip(1).find(|of| !self.is_passed_on(*of));
        let made = made.filter(|of| matches!(body.expr(*of), Expr::Struct { .. }));
        let holders = self.read_from(operand).into_iter().filter(|of| *of != expr).chain(made);
        let mut about = About::default();
        about.around.extend(holders.flat_map(|of| body.types.names(Typed::Expr(of))));
        about.around.sort_unstable();
        about.around.dedup();
        self.add_calls(&mut about);
        about
    }

    /// What a value is read from, itself first. What a method yields is no part of what it is called on, but for those
    /// of the standard library: `as_ref`, `unwrap`, `borrow`.
    fn read_from(&self, operand: ExprId) -> Vec<ExprId> {
        let body = self.body;
        let mut holders = Vec::new();
        for of in body.code.chain(operand).take(FARTHEST) {
            holders.push(of);
            if matches!(body.expr(of), Expr::MethodCall { .. }) && !body.types.calls_standard(of) {
                break;
            }
        }
        holders
    }

    /// Whether an expression hands the value on that it holds, as far as one can see.
    fn is_passed_on(&self, of: ExprId) -> bool {
        matches!(self.body.expr(of), Expr::Call(..) | Expr::MethodCall { .. } | Expr::Ref(..) | Expr::Try(_))
    }

    /// The calls around it, up to a block, branch or operator: what is behind these says less of it. With their own types
    /// count those of what they are called on, and of arguments that are lent: a connection, where a pool that is given
    /// away is only stored.
    fn add_calls(&self, about: &mut About) {
        let (body, expr) = (self.body, self.expr());
        for around in body.flow.around(expr).skip(1).take(FARTHEST) {
            let args = match body.expr(around) {
                Expr::Call(callee, args) => {
                    body.types.crates(*callee, &mut about.crates);
                    about.calls.extend(body.called(around));
                    args.as_slice()
                }
                Expr::MethodCall { args, .. } => {
                    about.calls.extend(body.method(around));
                    args.as_slice()
                }
                Expr::Struct { .. }
                | Expr::Tuple(_)
                | Expr::Array(_)
                | Expr::Macro(..)
                | Expr::MacroCall(_)
                | Expr::Ref(..)
                | Expr::Try(_)
                | Expr::Await(_)
                | Expr::Field(..)
                | Expr::Unary(..) => &[],
                _ => return,
            };
            let lent = args.iter().take(FARTHEST).copied().filter(|arg| body.types.is_reference(Typed::Expr(*arg)));
            for of in lent.chain(body.code.chain(around).take(FARTHEST)) {
                body.types.crates(of, &mut about.crates);
            }
        }
    }
}
