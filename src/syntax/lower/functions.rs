//! Functions, consts and statics: what they declare, and their code.

use proc_macro2::{Ident, Span};
use syn::visit::Visit;
use syn::{Attribute, Block, Expr, FnArg, Item, Macro, ReceiverKind, Signature, Stmt, Type};

use super::super::attributes;
use super::super::hir::{Constant, Function, ModuleKind, Rewriting, TypeRef};
use super::super::source::small;
use super::super::suppressions::Part;
use super::super::text::fingerprint;
use super::lowerer::{ItemContext, Lowerer, Owner};
use super::spans::first_of_signature;
use super::{names, types};

impl Lowerer<'_> {
    /// A function without its code. Returns its index.
    pub(super) fn declare_function(&mut self, signature: &Signature) -> u32 {
        let has_self = matches!(signature.inputs.first(), Some(FnArg::Receiver(_)));
        // What the build does not have gets a name that no path can use.
        let name = if self.place.hidden { names::named("") } else { names::symbol(&signature.ident) };
        self.tree.functions.push(Function {
            name,
            module: self.place.module,
            generics: types::generics(&signature.generics),
            has_self,
            params: types::boxed(signature.inputs.len(), signature.inputs.iter().map(parameter_type)),
            output: types::output(&signature.output),
            is_async: signature.asyncness.is_some(),
            rewriting: Rewriting::None,
            visibility: self.place.visibility,
            presence: self.place.presence,
        });
        small(self.tree.functions.len() - 1)
    }

    /// A function, its body if a site may stand in it, or an item. Returns its index.
    pub(super) fn function(&mut self, signature: &Signature, block: Option<&Block>) -> u32 {
        let function = self.declare_function(signature);
        if !self.is_scan {
            return function;
        }
        for input in &signature.inputs {
            self.covered(input, Part::Declaration, |_| {});
        }
        let first_site = self.facts.sites.len();
        self.function_depth += 1;
        self.in_item(
            || signature.ident.to_string(),
            |lowerer| {
                lowerer.anon_consts(|found| found.visit_signature(signature));
                if let Some(block) = block {
                    lowerer.function_body(function, signature, block);
                }
            },
        );
        self.function_depth -= 1;
        if let Some(block) = block {
            self.sites_are_in(first_site, (first_of_signature(signature), block.brace_token.span.close()));
        }
        function
    }

    /// Notes what attributes of a function, and of what it stands in, may make of it.
    pub(super) fn rewritten(&mut self, function: u32, attributes: &[Attribute], around: Rewriting) {
        if let Some(function) = self.tree.functions.get_mut(function as usize) {
            function.rewriting = around.max(attributes::rewriting(attributes));
        }
    }

    fn function_body(&mut self, function: u32, signature: &Signature, block: &Block) {
        if block.stmts.is_empty() {
            return;
        }
        let lower = |lowerer: &mut Self| {
            let owner = Owner { function: Some(function), is_async: signature.asyncness.is_some(), ty: None };
            lowerer.body(owner, |lowerer| {
                let params = signature.inputs.iter().map(|input| lowerer.parameter(input)).collect();
                (params, lowerer.block(block))
            });
        };
        let range = block.brace_token.span.join().byte_range();
        if self.source.holds_word(&range) {
            lower(self);
        } else if self.source.holds_item(&range) {
            self.undeclared(lower);
        }
    }

    /// Notes of the sites from this one on that these tokens are around them, unless something further in is: the
    /// inner is left before the outer. So nothing is hashed that holds no site.
    pub(super) fn sites_are_in(&mut self, first_site: usize, ends: (Span, Span)) {
        if self.facts.sites[first_site..].iter().all(|site| site.function.is_some()) {
            return;
        }
        let bytes = self.bytes(ends);
        let in_file = self.source.in_file(&(bytes.0 as usize..bytes.1 as usize));
        let function = (in_file, fingerprint(self.lexed(bytes)));
        for site in self.facts.sites[first_site..].iter_mut().filter(|site| site.function.is_none()) {
            site.function = Some(function.clone());
        }
    }

    pub(super) fn constant(&mut self, name: &Ident, ty: &Type) {
        if !self.place.hidden && name != "_" {
            self.push_constant(name, types::ty(ty));
        }
    }

    pub(super) fn push_constant(&mut self, name: &Ident, ty: TypeRef) {
        if !self.place.hidden {
            let ItemContext { module, visibility, presence, .. } = self.place;
            self.tree.constants.push(Constant { name: names::symbol(name), module, ty, visibility, presence });
        }
    }

    /// The value of a const or static, which stands between these tokens. Items in it are declared even where no site
    /// stands: `const _: () = { … };`
    pub(super) fn value(&mut self, name: &Ident, ends: (Span, Span), ty: &Type, value: &Expr) {
        let first_site = self.facts.sites.len();
        let may_hold_site = !matches!(value, Expr::Lit(_)) && self.may_hold_site(ends);
        self.in_item(
            || name.to_string(),
            |lowerer| {
                lowerer.anon_consts(|found| found.visit_type(ty));
                if may_hold_site {
                    let owner = Owner { ty: Some(types::ty(ty)), ..Owner::default() };
                    lowerer.body(owner, |lowerer| (Vec::new(), lowerer.expr(value)));
                } else if let Expr::Block(block) = value {
                    let outer = std::mem::take(&mut lowerer.code);
                    for statement in &block.block.stmts {
                        if let Stmt::Item(item) = statement {
                            lowerer.local_item(item);
                        }
                    }
                    lowerer.code = outer;
                }
            },
        );
        // A function's own is a part of the function.
        if may_hold_site && self.function_depth == 0 {
            self.sites_are_in(first_site, ends);
        }
    }

    /// Makes a module for the items that the block declares at which lowering is.
    pub(super) fn open_block(&mut self) -> u32 {
        let around = self.code.block.unwrap_or(self.place.module);
        let module = self.push_module(names::named(""), Some(around), ModuleKind::Block);
        self.code.block = Some(module);
        module
    }

    /// An item within a body: it sees nothing of the body but the items of the blocks around it.
    pub(super) fn local_item(&mut self, item: &Item) {
        self.in_block(|lowerer| lowerer.item(item));
    }

    /// A macro call among statements that declares items: `thread_local! { … }`.
    pub(super) fn local_items(&mut self, mac: &Macro) {
        self.in_block(|lowerer| lowerer.item_macro(mac));
    }

    fn in_block(&mut self, declare: impl FnOnce(&mut Self)) {
        let module = self.code.block.unwrap_or_else(|| self.open_block());
        let inside = ItemContext { module, hidden: self.place.hidden, ..ItemContext::default() };
        let outer = std::mem::replace(&mut self.place, inside);
        let code = std::mem::take(&mut self.code);
        declare(self);
        self.place = outer;
        self.code = code;
    }
}

fn parameter_type(input: &FnArg) -> TypeRef {
    match input {
        FnArg::Typed(typed) => types::ty(&typed.ty),
        FnArg::Receiver(receiver) => {
            let own = TypeRef::Path(types::single("Self"));
            match &receiver.kind {
                ReceiverKind::Typed(_, ty) => types::ty(ty),
                ReceiverKind::Reference(_, _, mutability) => TypeRef::Ref(Box::new(own), mutability.is_some()),
                _ => own,
            }
        }
    }
}
