//! Impl blocks and traits.

use syn::{ImplItem, ItemImpl, ItemTrait, TraitItem};

use super::super::attributes;
use super::super::hir::{AssocType, Impl, Trait};
use super::{Lowerer, Place, cfg, index, names, types};

impl Lowerer<'_> {
    pub(super) fn implementation(&mut self, item: &ItemImpl) {
        if item.modifiers.polarity.is_some() {
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
                is_rewritten: attributes::may_rewrite(&item.attrs),
            });
            index(self.tree.impls.len() - 1)
        });
        let outer = self.place;
        let mut functions = Vec::new();
        let (mut assoc, mut constants) = (Vec::new(), Vec::new());
        for item in &item.items {
            self.place = Place { of_impl: at, of_trait: None, ..outer };
            match item {
                ImplItem::Fn(item) => {
                    self.place.hidden |= cfg::excludes(&item.attrs);
                    self.attributes(&item.attrs, Some(&item.sig));
                    let function = self.function(&item.sig, Some(&item.block));
                    if let Some(function) = self.tree.functions.get_mut(function as usize) {
                        function.is_rewritten = attributes::may_rewrite(&item.attrs);
                    }
                    if !self.place.hidden {
                        functions.push(function);
                    }
                }
                ImplItem::Const(item) => {
                    if !cfg::excludes(&item.attrs) {
                        constants.push((names::symbol(&item.ident), types::ty(&item.ty)));
                    }
                    let range = || item.eq_token.span.byte_range().start..item.semi_token.span.byte_range().end;
                    self.value(range, &item.ty, &item.expr);
                }
                ImplItem::Type(item) if !cfg::excludes(&item.attrs) => assoc.push(AssocType {
                    name: names::symbol(&item.ident),
                    generics: types::generics(&item.generics),
                    bounds: Vec::new(),
                    ty: Some(types::ty(&item.ty)),
                }),
                ImplItem::Macro(item) => functions.extend(self.member_macro(&item.mac)),
                ImplItem::Verbatim(tokens) => self.broken_item(tokens.clone()),
                _ => {}
            }
        }
        self.place = outer;
        if let Some(item) = at.and_then(|at| self.tree.impls.get_mut(at as usize)) {
            (item.functions, item.types, item.constants) = (functions, assoc, constants);
        }
    }

    pub(super) fn trait_item(&mut self, item: &ItemTrait) {
        let at = (!self.place.hidden).then(|| {
            self.tree.traits.push(Trait {
                name: names::symbol(&item.ident),
                module: self.place.module,
                generics: types::generics(&item.generics),
                supertraits: types::bounds(&item.supertraits),
                functions: Vec::new(),
                types: Vec::new(),
                constants: Vec::new(),
            });
            index(self.tree.traits.len() - 1)
        });
        let outer = self.place;
        let mut functions = Vec::new();
        let (mut assoc, mut constants) = (Vec::new(), Vec::new());
        for item in &item.items {
            self.place = Place { of_impl: None, of_trait: at, ..outer };
            match item {
                TraitItem::Fn(item) => {
                    self.place.hidden |= cfg::excludes(&item.attrs);
                    self.attributes(&item.attrs, Some(&item.sig));
                    let function = self.function(&item.sig, item.default.as_ref());
                    if !self.place.hidden {
                        functions.push(function);
                    }
                }
                TraitItem::Const(item) => {
                    constants.push((names::symbol(&item.ident), types::ty(&item.ty)));
                    if let Some((eq, value)) = &item.default {
                        let range = || eq.span.byte_range().start..item.semi_token.span.byte_range().end;
                        self.value(range, &item.ty, value);
                    }
                }
                TraitItem::Type(item) => assoc.push(AssocType {
                    name: names::symbol(&item.ident),
                    generics: types::generics(&item.generics),
                    bounds: types::bounds(&item.bounds),
                    ty: item.default.as_ref().map(|(_, ty)| types::ty(ty)),
                }),
                TraitItem::Macro(item) => functions.extend(self.member_macro(&item.mac)),
                TraitItem::Verbatim(tokens) => self.broken_item(tokens.clone()),
                _ => {}
            }
        }
        self.place = outer;
        if let Some(item) = at.and_then(|at| self.tree.traits.get_mut(at as usize)) {
            (item.functions, item.types, item.constants) = (functions, assoc, constants);
        }
    }
}
