//! Items.

use syn::visit::Visit;
use syn::{Attribute, Expr, Fields, ForeignItem, Ident, Item, ItemEnum, ItemMod, Signature, UseTree};

use super::super::attributes::{code_arguments, item_attributes, may_replace_fields, may_write_clone};
use super::super::cfg;
use super::super::depth::Depth;
use super::super::facts::{InlineModule, ModuleDecl, ModuleFile};
use super::super::hir::{
    Adt, AdtKind, Alias, Discriminant, Field, FileModule, Import, ModuleKind, Path, Presence, Rewriting, Segment,
    Symbol, Trait, TypeRef, Variant, VariantShape,
};
use super::super::source::small;
use super::super::suppressions::Part;
use super::lowerer::{ItemContext, Lowerer, Owner};
use super::spans::bytes;
use super::{names, types, visibility};

impl Lowerer<'_> {
    /// One item with all that stands in it.
    pub(in super::super) fn item(&mut self, item: &Item) {
        let outer = (self.place.hidden, self.place.visibility, self.place.presence);
        let attributes = item_attributes(item);
        self.place.hidden |= cfg::excludes(attributes);
        // All of a module of tests is there together.
        if !matches!(item, Item::Mod(_)) || !cfg::is_for_tests(attributes) {
            self.place.presence = outer.2.max(cfg::presence(attributes, self.options.features));
        }
        self.place.visibility = visibility::of_item(item);
        match item {
            Item::Fn(item) => self.attributes(attributes, Some(&item.sig)),
            _ => self.attributes(attributes, None),
        }
        self.covered(item, Part::Declaration, |lowerer| {
            lowerer.in_scope_of(attributes, |lowerer| lowerer.declare(item));
        });
        (self.place.hidden, self.place.visibility, self.place.presence) = outer;
    }

    fn foreign_item(&mut self, item: &ForeignItem) {
        self.covered(item, Part::Declaration, |_| {});
        match item {
            ForeignItem::Fn(item) if !cfg::excludes(&item.attrs) => {
                self.place.visibility = visibility::written(&item.vis);
                self.anon_consts(|found| found.visit_signature(&item.sig));
                self.declare_function(&item.sig);
            }
            ForeignItem::Static(item) => {
                self.anon_consts(|found| found.visit_type(&item.ty));
                self.place.visibility = visibility::written(&item.vis);
                self.constant(&item.ident, &item.ty);
            }
            _ => {}
        }
    }

    fn declare(&mut self, item: &Item) {
        match item {
            Item::Fn(item) => {
                let function = self.function(&item.sig, Some(&item.block));
                self.rewritten(function, &item.attrs, Rewriting::None);
            }
            Item::Impl(item) => self.implementation(item),
            Item::Trait(item) => self.trait_item(item),
            Item::Mod(item) => self.module(item),
            Item::Macro(item) => match &item.ident {
                Some(name) => self.macro_definition(name, item),
                None => self.item_macro(&item.mac),
            },
            Item::Const(item) => {
                self.constant(&item.ident, &item.ty);
                self.value(&item.ident, (item.const_token.span, item.semi_token.span), &item.ty, &item.expr);
            }
            Item::Static(item) => {
                self.constant(&item.ident, &item.ty);
                self.value(&item.ident, (item.static_token.span, item.semi_token.span), &item.ty, &item.expr);
            }
            Item::Verbatim(tokens) => self.broken_item(tokens.clone()),
            Item::ForeignMod(block) => {
                for item in &block.items {
                    if !self.bound_item(block, item) {
                        self.foreign_item(item);
                    }
                }
            }
            Item::Struct(item) => {
                self.field_attributes(&item.fields);
                let variants = vec![self.variant(&item.ident, &item.fields, &[], None)];
                self.adt(AdtKind::Struct, &item.ident, &item.generics, variants, &item.attrs);
            }
            Item::Enum(item) => {
                self.variant_code(item);
                let written: Vec<_> = item.variants.iter().filter(|variant| !cfg::excludes(&variant.attrs)).collect();
                let there = |variant: &syn::Variant| cfg::presence(&variant.attrs, self.options.features);
                // Of two of a name, the one that the build has.
                let is_hidden = |variant: &syn::Variant| {
                    let is_other =
                        |other: &&syn::Variant| other.ident == variant.ident && there(other) != Presence::Off;
                    there(variant) == Presence::Off && written.iter().any(is_other)
                };
                let variants = written.iter().filter(|variant| !is_hidden(variant)).map(|written| {
                    let value = written.discriminant.as_ref().map(|(_, value)| value);
                    self.variant(&written.ident, &written.fields, &written.attrs, value)
                });
                let variants = variants.collect();
                self.adt(AdtKind::Enum, &item.ident, &item.generics, variants, &item.attrs);
            }
            Item::Union(item) => {
                for field in &item.fields.named {
                    self.field_code(field);
                }
                let variants = vec![Variant {
                    name: names::symbol(&item.ident),
                    shape: VariantShape::Record,
                    fields: self.fields(item.fields.named.iter()),
                    discriminant: Discriminant::Next,
                    is_conditional: false,
                }];
                self.adt(AdtKind::Union, &item.ident, &item.generics, variants, &item.attrs);
            }
            Item::Type(item) => {
                self.anon_consts(|found| {
                    found.visit_generics(&item.generics);
                    found.visit_type(&item.ty);
                });
                if !self.place.hidden {
                    self.alias(item);
                }
            }
            _ if self.place.hidden => {}
            Item::TraitAlias(item) => self.tree.traits.push(Trait {
                name: names::symbol(&item.ident),
                module: self.place.module,
                generics: types::generics(&item.generics),
                supertraits: types::bounds(&item.bounds),
                functions: Vec::new(),
                types: Vec::new(),
                constants: Vec::new(),
                visibility: self.place.visibility,
            }),
            Item::Use(item) => {
                let mut prefix: Vec<Symbol> =
                    item.leading_colon.as_ref().map(|_| names::named("")).into_iter().collect();
                self.import(&mut prefix, &item.tree);
            }
            Item::ExternCrate(item) => {
                let name = names::symbol(&item.ident);
                let path =
                    if item.ident == "self" { vec![names::named("crate")] } else { vec![names::named(""), name] };
                let renamed = item.rename.as_ref().map_or(name, |(_, rename)| names::symbol(rename));
                self.bring_in(&path, Some(renamed));
            }
            _ => {}
        }
    }

    // ---- attributes ----

    /// What attributes say holds for what they stand on; their own arguments may hold code.
    pub(super) fn in_attributes<R>(&mut self, attributes: &[Attribute], inside: impl FnOnce(&mut Self) -> R) -> R {
        if attributes.is_empty() || !self.is_scan {
            return inside(self);
        }
        self.attributes(attributes, None);
        self.in_scope_of(attributes, inside)
    }

    /// Code in attribute arguments, which sees the parameters of a function.
    pub(super) fn attributes(&mut self, attributes: &[Attribute], signature: Option<&Signature>) {
        if !self.with_bodies {
            return;
        }
        for list in attributes.iter().filter_map(code_arguments) {
            if self.holds_word(&bytes(&list.delimiter)) {
                self.in_macro(|lowerer| {
                    lowerer.body(Owner::default(), |lowerer| {
                        let inputs = signature.into_iter().flat_map(|signature| &signature.inputs);
                        let params = inputs.map(|input| lowerer.parameter(input)).collect();
                        let children = lowerer.arguments(Depth::Fine, list.tokens.clone(), false);
                        (params, lowerer.children(children))
                    });
                });
            }
        }
    }

    fn field_attributes(&mut self, fields: &Fields) {
        for field in fields {
            self.field_code(field);
        }
    }

    /// What a site may stand in within a field: attributes, and its type.
    fn field_code(&mut self, field: &syn::Field) {
        self.covered(field, Part::Declaration, |lowerer| {
            lowerer.in_attributes(&field.attrs, |lowerer| lowerer.anon_consts(|found| found.visit_type(&field.ty)));
        });
    }

    /// What a site may stand in within an enum: attributes, and values written out.
    fn variant_code(&mut self, item: &ItemEnum) {
        for variant in &item.variants {
            self.covered(variant, Part::Declaration, |lowerer| {
                lowerer.attributes(&variant.attrs, None);
                lowerer.field_attributes(&variant.fields);
                if let Some((_, value)) = &variant.discriminant
                    && !matches!(value, Expr::Lit(_))
                    && lowerer.may_hold_site((item.brace_token.span.open(), item.brace_token.span.close()))
                {
                    lowerer.body(Owner::default(), |lowerer| (Vec::new(), lowerer.expr(value)));
                }
            });
        }
    }

    // ---- types ----

    fn alias(&mut self, item: &syn::ItemType) {
        self.tree.aliases.push(Alias {
            name: names::symbol(&item.ident),
            module: self.place.module,
            generics: types::generics(&item.generics),
            ty: types::ty(&item.ty),
            visibility: self.place.visibility,
            presence: self.place.presence,
        });
    }

    fn adt(
        &mut self,
        kind: AdtKind,
        name: &Ident,
        generics: &syn::Generics,
        mut variants: Vec<Variant>,
        attributes: &[Attribute],
    ) {
        if may_replace_fields(attributes) {
            for field in variants.iter_mut().flat_map(|variant| &mut variant.fields) {
                field.ty = TypeRef::Unknown;
            }
        }
        self.anon_consts(|found| found.visit_generics(generics));
        let derives = cfg::derives(attributes, self.options.features);
        self.push_adt(Adt {
            name: names::symbol(name),
            module: self.place.module,
            line: small(name.span().start().line),
            kind,
            generics: types::generics(generics),
            variants,
            derives: derives.names,
            may_be_copy: derives.may_be_copy,
            may_be_clone: may_write_clone(attributes),
            repr: cfg::repr(attributes),
            visibility: self.place.visibility,
            presence: self.place.presence,
        });
    }

    pub(super) fn push_adt(&mut self, adt: Adt) {
        if !self.place.hidden {
            self.tree.adts.push(adt);
        }
    }

    // ---- modules and imports ----

    /// `mod name;`
    pub(super) fn module_declaration(&mut self, name: &Ident, files: Vec<ModuleFile>, is_sure: bool) {
        let (inside, scope) = (self.inline_modules.clone(), self.scope);
        self.facts.modules.push(ModuleDecl { name: names::symbol(name).to_string(), files, inside, scope, is_sure });
    }

    fn module(&mut self, item: &ItemMod) {
        let module = self.place.module;
        let Some((_, items)) = &item.content else {
            if self.is_scan {
                self.module_declaration(
                    &item.ident,
                    cfg::module_files(&item.attrs, self.options.test_cfgs),
                    self.is_sure(),
                );
            }
            if !self.place.hidden {
                let path = cfg::module_path(&item.attrs);
                let (name, visibility) = (names::symbol(&item.ident), self.place.visibility);
                self.tree.file_modules.push(FileModule { name, module, path, visibility });
            }
            return;
        };
        let (name, kind) = if self.place.hidden {
            (names::named(""), ModuleKind::Block)
        } else {
            (names::symbol(&item.ident), ModuleKind::Inline)
        };
        self.place.module = self.push_module(name, Some(module), kind);
        if let Some(data) = self.tree.modules.last_mut() {
            data.path = cfg::module_path(&item.attrs).map(Into::into);
        }
        if self.is_scan {
            let path = cfg::module_files(&item.attrs, self.options.test_cfgs).into_iter().find_map(|file| file.path);
            self.inline_modules.push(InlineModule { name: names::symbol(&item.ident).to_string(), path });
        }
        self.in_module(&item.ident, |lowerer| items.iter().for_each(|item| lowerer.item(item)));
        self.inline_modules.pop();
        self.place.module = module;
    }

    fn import(&mut self, prefix: &mut Vec<Symbol>, tree: &UseTree) {
        match tree {
            UseTree::Path(path) => {
                prefix.push(names::symbol(&path.ident));
                self.import(prefix, &path.tree);
                prefix.pop();
            }
            UseTree::Name(name) => self.import_name(prefix, &name.ident, None),
            UseTree::Rename(rename) => self.import_name(prefix, &rename.ident, Some(&rename.rename)),
            UseTree::Glob(_) => self.bring_in(prefix, None),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(prefix, tree)),
        }
    }

    fn import_name(&mut self, prefix: &mut Vec<Symbol>, name: &Ident, rename: Option<&Ident>) {
        let rename = rename.map(names::symbol);
        if name == "self" && prefix.iter().any(|segment| !segment.as_str().is_empty()) {
            self.bring_in(prefix, rename.or(prefix.last().copied()));
        } else {
            let name = names::symbol(name);
            prefix.push(name);
            self.bring_in(prefix, Some(rename.unwrap_or(name)));
            prefix.pop();
        }
    }

    fn bring_in(&mut self, path: &[Symbol], name: Option<Symbol>) {
        if !path.is_empty() {
            let segments = path.iter().map(|&name| Segment { name, args: None }).collect();
            let ItemContext { module, visibility, presence, .. } = self.place;
            self.tree.imports.push(Import { module, path: Path { segments }, name, visibility, presence });
        }
    }

    fn variant(&self, name: &Ident, written: &Fields, attributes: &[Attribute], value: Option<&Expr>) -> Variant {
        let shape = match written {
            Fields::Named(_) => VariantShape::Record,
            Fields::Unnamed(_) => VariantShape::Tuple,
            Fields::Unit => VariantShape::Unit,
        };
        Variant {
            name: names::symbol(name),
            shape,
            fields: self.fields(written.iter()),
            discriminant: value.map_or(Discriminant::Next, |value| {
                types::signed_number(value).map_or(Discriminant::Unknown, Discriminant::Value)
            }),
            is_conditional: cfg::is_open(attributes),
        }
    }

    /// Of two fields of a name, and of those without names, those that the build has.
    fn fields<'f>(&self, written: impl Iterator<Item = &'f syn::Field>) -> Vec<Field> {
        let written: Vec<&syn::Field> = written.filter(|field| !cfg::excludes(&field.attrs)).collect();
        let there = |field: &syn::Field| cfg::presence(&field.attrs, self.options.features);
        let is_hidden = |field: &syn::Field| {
            there(field) == Presence::Off
                && (field.ident.is_none()
                    || written.iter().any(|other| other.ident == field.ident && there(other) != Presence::Off))
        };
        let there = written.iter().filter(|field| !is_hidden(field)).enumerate();
        let lowered = there.map(|(at, field)| Field {
            name: field.ident.as_ref().map_or_else(|| names::index(small(at)), names::symbol),
            ty: types::ty(&field.ty),
            is_conditional: cfg::is_open(&field.attrs),
            visibility: visibility::written(&field.vis),
        });
        lowered.collect()
    }
}
