//! Code within types, paths and patterns: lengths of arrays, const arguments, macro calls.
//!
//! Each is a body of its own, as rustc's anonymous constants are: it sees nothing of the code around it.

use syn::visit::{self, Visit};
use syn::{Attribute, Block, Expr, ExprConst, Macro, Pat, PatGuard};

use super::lowerer::{Lowerer, Owner};

/// Looks for code in what is written around code. What is lowered where it stands (blocks, parts of patterns,
/// attributes) is passed over.
#[derive(Default)]
pub(super) struct AnonConsts<'s> {
    exprs: Vec<&'s Expr>,
    blocks: Vec<&'s Block>,
    macros: Vec<&'s Macro>,
}

impl<'s> Visit<'s> for AnonConsts<'s> {
    fn visit_expr(&mut self, expr: &'s Expr) {
        if !matches!(expr, Expr::Lit(_)) {
            self.exprs.push(expr);
        }
    }

    fn visit_expr_const(&mut self, block: &'s ExprConst) {
        self.blocks.push(&block.block);
    }

    fn visit_macro(&mut self, mac: &'s Macro) {
        self.macros.push(mac);
    }

    fn visit_pat(&mut self, _: &'s Pat) {}

    fn visit_pat_guard(&mut self, _: &'s PatGuard) {}

    fn visit_block(&mut self, _: &'s Block) {}

    fn visit_attribute(&mut self, _: &'s Attribute) {}
}

impl Lowerer<'_> {
    /// Lowers the code that `look` finds.
    pub(super) fn anon_consts<'s>(&mut self, look: impl FnOnce(&mut AnonConsts<'s>)) {
        if !self.with_bodies {
            return;
        }
        let mut found = AnonConsts::default();
        look(&mut found);
        for expr in found.exprs {
            self.body(Owner::default(), |lowerer| (Vec::new(), lowerer.expr(expr)));
        }
        for block in found.blocks {
            self.body(Owner::default(), |lowerer| (Vec::new(), lowerer.block(block)));
        }
        for mac in found.macros {
            self.body(Owner::default(), |lowerer| (Vec::new(), lowerer.macro_in_type(mac)));
        }
    }

    /// The code in a pattern itself, not in its parts.
    pub(super) fn anon_consts_of_pat(&mut self, pat: &Pat) {
        self.anon_consts(|found| visit::visit_pat(found, pat));
    }
}
