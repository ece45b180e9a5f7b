//! Statements of blocks.

use syn::visit::Visit;
use syn::{Local, Stmt};

use super::super::attributes::expression_attributes;
use super::super::cfg;
use super::super::hir::{ExprId, Statement};
use super::super::source::small;
use super::super::suppressions::Part;
use super::lowerer::Lowerer;
use super::spans::of_macro;
use super::types;

impl Lowerer<'_> {
    /// Statements of a block, whose items no code around it sees.
    pub(super) fn statements(&mut self, written: &[Stmt]) -> ExprId {
        let (outer, start) = (self.code.block, small(self.code.exprs.len()));
        if written.iter().any(declares) {
            self.open_block();
        }
        let block = self.statements_within(written);
        if let Some(module) = self.code.block.filter(|module| Some(*module) != outer) {
            self.code.blocks.push((start..block + 1, module));
            self.code.block = outer;
        }
        block
    }

    fn statements_within(&mut self, written: &[Stmt]) -> ExprId {
        // The last statement that is compiled yields the block's value.
        let last = written.iter().rposition(|statement| !is_excluded(statement));
        let mut statements = Vec::with_capacity(written.len());
        let mut tail = None;
        for (at, statement) in written.iter().enumerate() {
            let is_tail = Some(at) == last;
            let (expr, ends) = match statement {
                Stmt::Item(item) => {
                    self.local_item(item);
                    continue;
                }
                Stmt::Local(local) => {
                    let lowered = self.covered(statement, Part::Code, |lowerer| {
                        lowerer.in_conditions(&local.attrs, |lowerer| lowerer.local(local))
                    });
                    if cfg::excludes(&local.attrs) {
                        // Its names hide none of those before.
                        let block = self.push_block(vec![lowered], None);
                        statements.push(Statement::Expr(block));
                    } else {
                        statements.push(lowered);
                    }
                    continue;
                }
                Stmt::Macro(call) if declares(statement) => {
                    self.covered(statement, Part::Code, |lowerer| {
                        lowerer.in_conditions(&call.attrs, |lowerer| lowerer.local_items(&call.mac));
                    });
                    continue;
                }
                Stmt::Macro(call) => {
                    let is_value = is_tail && call.semi_token.is_none();
                    let lower = |lowerer: &mut Self| {
                        if is_value { lowerer.macro_call(&call.mac) } else { lowerer.macro_statement(&call.mac) }
                    };
                    let lowered = self.covered(statement, Part::Code, |lowerer| {
                        lowerer.in_conditions(&call.attrs, |lowerer| lowerer.at(|| of_macro(&call.mac), lower))
                    });
                    if !is_value && let Some(rebound) = self.rebound(&call.mac, lowered) {
                        statements.extend(rebound);
                        continue;
                    }
                    (lowered, !is_value)
                }
                Stmt::Expr(expr, semicolon) => {
                    (self.covered(statement, Part::Code, |lowerer| lowerer.expr(expr)), semicolon.is_some())
                }
            };
            if is_tail && !ends {
                tail = Some(expr);
            } else {
                statements.push(Statement::Expr(expr));
            }
        }
        self.push_block(statements, tail)
    }

    fn local(&mut self, local: &Local) -> Statement {
        let init = local.init.as_ref().map(|init| self.expr(&init.expr));
        let diverge = local.init.as_ref().and_then(|init| init.diverge.as_ref());
        let otherwise = diverge.map(|(_, block)| self.expr(block));
        let (pat, ty) = match &local.pat {
            syn::Pat::Type(typed) => {
                self.anon_consts(|found| found.visit_type(&typed.ty));
                (self.pat(&typed.pat), Some(types::ty(&typed.ty)))
            }
            other => (self.pat(other), None),
        };
        Statement::Let { pat, ty, init, otherwise }
    }
}

/// Whether a statement declares items of the block.
fn declares(statement: &Stmt) -> bool {
    match statement {
        Stmt::Item(_) => true,
        Stmt::Macro(call) => {
            let last = call.mac.path.segments.last();
            last.is_some_and(|last| last.ident == "thread_local" || last.ident == "lazy_static")
        }
        _ => false,
    }
}

fn is_excluded(statement: &Stmt) -> bool {
    cfg::excludes(match statement {
        Stmt::Local(local) => &local.attrs,
        Stmt::Macro(call) => &call.attrs,
        Stmt::Expr(expr, _) => expression_attributes(expr),
        Stmt::Item(_) => return false,
    })
}
