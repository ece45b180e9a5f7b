//! Impl blocks and traits.

use syn::visit::{self, Visit};
use syn::{Attribute, Block, ImplItem, ItemImpl, ItemTrait, Signature, TraitItem};

use super::super::attributes;
use super::super::cfg;
use super::super::hir::{AssocType, CloneBody, Impl, Presence, Rewriting, Symbol, Trait, TypeRef};
use super::super::source::small;
use super::super::suppressions::Part;
use super::impl_name::impl_name;
use super::lowerer::{ItemContext, Lowerer};
use super::{clone_body, names, types, visibility};

/// What an impl block or a trait holds.
#[derive(Default)]
struct Members {
    functions: Vec<u32>,
    types: Vec<AssocType>,
    constants: Vec<(Symbol, TypeRef)>,
    /// What attributes of the block may make of its functions.
    rewriting: Rewriting,
}

impl Lowerer<'_> {
    pub(super) fn implementation(&mut self, item: &ItemImpl) {
        self.in_item(|| impl_name(item), |lowerer| lowerer.impl_block(item));
    }

    fn impl_block(&mut self, item: &ItemImpl) {
        self.anon_consts(|found| {
            found.visit_generics(&item.generics);
            item.trait_.iter().for_each(|(path, _)| found.visit_path(path));
            found.visit_type(&item.self_ty);
        });
        // A `Copy` that not every build has is none to rely on.
        let is_copy =
            item.trait_.as_ref().is_some_and(|(path, _)| path.segments.last().is_some_and(|last| last.ident == "Copy"));
        if item.modifiers.polarity.is_some() || (is_copy && self.place.presence != Presence::Sure) {
            return;
        }
        let at = (!self.place.hidden).then(|| {
            self.tree.impls.push(Impl {
                module: self.place.module,
                generics: types::generics(&item.generics),
                of_trait: item.trait_.as_ref().map(|(path, _)| types::path(path)),
                self_ty: types::ty(&item.self_ty),
                functions: Vec::new(),
                types: Vec::new(),
                constants: Vec::new(),
                clone_body: clone_body_of(item),
            });
            small(self.tree.impls.len() - 1)
        });
        let outer = self.place;
        let mut members = Members { rewriting: attributes::rewriting(&item.attrs), ..Members::default() };
        for item in &item.items {
            self.place = ItemContext { of_impl: at, of_trait: None, ..outer };
            self.covered(item, Part::Declaration, |lowerer| lowerer.impl_item(item, &mut members));
        }
        self.place = outer;
        if let Some(item) = at.and_then(|at| self.tree.impls.get_mut(at as usize)) {
            let Members { functions, types, constants, .. } = members;
            (item.functions, item.types, item.constants) = (functions, types, constants);
        }
    }

    fn impl_item(&mut self, item: &ImplItem, members: &mut Members) {
        match item {
            ImplItem::Fn(item) => {
                self.place.visibility = visibility::written(&item.vis);
                self.method(&item.attrs, &item.sig, Some(&item.block), members);
            }
            ImplItem::Const(item) => {
                if !cfg::excludes(&item.attrs) {
                    members.constants.push((names::symbol(&item.ident), types::ty(&item.ty)));
                }
                self.in_attributes(&item.attrs, |lowerer| {
                    lowerer.value(&item.ident, (item.const_token.span, item.semi_token.span), &item.ty, &item.expr);
                });
            }
            ImplItem::Type(item) => {
                self.in_attributes(&item.attrs, |lowerer| lowerer.anon_consts(|found| found.visit_type(&item.ty)));
                if !cfg::excludes(&item.attrs) {
                    members.types.push(AssocType {
                        name: names::symbol(&item.ident),
                        generics: types::generics(&item.generics),
                        bounds: Box::default(),
                        ty: Some(types::ty(&item.ty)),
                    });
                }
            }
            ImplItem::Macro(item) => {
                let functions = self.in_attributes(&item.attrs, |lowerer| lowerer.member_macro(&item.mac));
                members.functions.extend(functions);
            }
            ImplItem::Verbatim(tokens) => self.broken_item(tokens.clone()),
            _ => {}
        }
    }

    pub(super) fn trait_item(&mut self, item: &ItemTrait) {
        let at = (!self.place.hidden).then(|| {
            self.tree.traits.push(Trait {
                name: names::symbol(&item.ident),
                module: self.place.module,
                generics: types::generics(&item.generics),
                supertraits: types::supertraits(item),
                functions: Vec::new(),
                types: Vec::new(),
                constants: Vec::new(),
                visibility: self.place.visibility,
            });
            small(self.tree.traits.len() - 1)
        });
        let outer = self.place;
        let mut members = Members { rewriting: attributes::rewriting(&item.attrs), ..Members::default() };
        let items = |lowerer: &mut Self| {
            lowerer.anon_consts(|found| {
                found.visit_generics(&item.generics);
                item.supertraits.iter().for_each(|bound| found.visit_type_param_bound(bound));
            });
            for item in &item.items {
                lowerer.place = ItemContext { of_impl: None, of_trait: at, ..outer };
                lowerer.covered(item, Part::Declaration, |lowerer| lowerer.item_of_trait(item, &mut members));
            }
        };
        self.in_item(|| item.ident.to_string(), items);
        self.place = outer;
        if let Some(item) = at.and_then(|at| self.tree.traits.get_mut(at as usize)) {
            let Members { functions, types, constants, .. } = members;
            (item.functions, item.types, item.constants) = (functions, types, constants);
        }
    }

    fn item_of_trait(&mut self, item: &TraitItem, members: &mut Members) {
        match item {
            TraitItem::Fn(item) => {
                self.method(&item.attrs, &item.sig, item.default.as_ref(), members);
            }
            TraitItem::Const(item) => {
                members.constants.push((names::symbol(&item.ident), types::ty(&item.ty)));
                self.in_attributes(&item.attrs, |lowerer| {
                    if item.default.is_none() {
                        lowerer.anon_consts(|found| found.visit_type(&item.ty));
                    }
                    if let Some((_, value)) = &item.default {
                        lowerer.value(&item.ident, (item.const_token.span, item.semi_token.span), &item.ty, value);
                    }
                });
            }
            TraitItem::Type(item) => {
                self.in_attributes(&item.attrs, |lowerer| {
                    lowerer.anon_consts(|found| visit::visit_trait_item_type(found, item));
                });
                members.types.push(AssocType {
                    name: names::symbol(&item.ident),
                    generics: types::generics(&item.generics),
                    bounds: types::bounds(&item.bounds),
                    ty: item.default.as_ref().map(|(_, ty)| types::ty(ty)),
                });
            }
            TraitItem::Macro(item) => {
                let functions = self.in_attributes(&item.attrs, |lowerer| lowerer.member_macro(&item.mac));
                members.functions.extend(functions);
            }
            TraitItem::Verbatim(tokens) => self.broken_item(tokens.clone()),
            _ => {}
        }
    }

    fn method(
        &mut self,
        attributes: &[Attribute],
        signature: &Signature,
        block: Option<&Block>,
        members: &mut Members,
    ) -> u32 {
        self.place.hidden |= cfg::excludes(attributes);
        self.place.presence = self.place.presence.max(cfg::presence(attributes, self.options.features));
        self.attributes(attributes, Some(signature));
        let function = self.in_scope_of(attributes, |lowerer| lowerer.function(signature, block));
        self.rewritten(function, attributes, members.rewriting);
        if !self.place.hidden {
            members.functions.push(function);
        }
        function
    }
}

/// What the `clone` of an `impl Clone` does.
fn clone_body_of(item: &ItemImpl) -> Option<CloneBody> {
    let (of_trait, _) = item.trait_.as_ref()?;
    if of_trait.segments.last()?.ident != "Clone" {
        return None;
    }
    let mut bodies = item.items.iter().filter_map(|member| match member {
        ImplItem::Fn(function) if function.sig.ident == "clone" => Some(&function.block),
        _ => None,
    });
    match (bodies.next(), bodies.next()) {
        (Some(only), None) => Some(clone_body::of_block(only)),
        // One of them, by a `#[cfg]`.
        (Some(_), Some(_)) => Some(CloneBody::Other),
        (None, _) => None,
    }
}
