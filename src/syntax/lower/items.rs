//! Items.

use std::ops::Range;

use syn::{
    Attribute, Block, Expr, Fields, FnArg, ForeignItem, Ident, Item, ItemEnum, ItemMod, ReceiverKind, Signature, Stmt,
    Type, UseTree,
};

use super::super::hir::{
    Adt, AdtKind, Alias, Constant, Discriminant, Field, FileModule, Function, Import, ModuleKind, Path, Segment,
    Symbol, Trait, TypeRef, Variant, VariantShape,
};
use super::super::macros::code_arguments;
use super::super::walk::item_attributes;
use super::{Lowerer, cfg, index, names, types};

impl Lowerer<'_> {
    /// One item with all that stands in it.
    pub(in super::super) fn item(&mut self, item: &Item) {
        let outer = self.place.hidden;
        let attributes = item_attributes(item);
        self.place.hidden |= cfg::excludes(attributes);
        match item {
            Item::Fn(item) => self.attributes(attributes, Some(&item.sig)),
            _ => self.attributes(attributes, None),
        }
        self.declare(item);
        self.place.hidden = outer;
    }

    fn declare(&mut self, item: &Item) {
        match item {
            Item::Fn(item) => {
                self.function(&item.sig, Some(&item.block));
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
                let range = || item.eq_token.span.byte_range().start..item.semi_token.span.byte_range().end;
                self.value(range, &item.ty, &item.expr);
            }
            Item::Static(item) => {
                self.constant(&item.ident, &item.ty);
                let range = || item.eq_token.span.byte_range().start..item.semi_token.span.byte_range().end;
                self.value(range, &item.ty, &item.expr);
            }
            Item::Verbatim(tokens) => self.broken_item(tokens.clone()),
            Item::ForeignMod(item) => item.items.iter().for_each(|item| match item {
                ForeignItem::Fn(item) if !cfg::excludes(&item.attrs) => {
                    self.function(&item.sig, None);
                }
                ForeignItem::Static(item) => self.constant(&item.ident, &item.ty),
                _ => {}
            }),
            Item::Struct(item) => {
                self.field_attributes(&item.fields);
                let variants = vec![variant(&item.ident, &item.fields, &[], None)];
                self.adt(AdtKind::Struct, &item.ident, &item.generics, variants, &item.attrs);
            }
            Item::Enum(item) => {
                self.variant_code(item);
                let variants = item.variants.iter().filter(|variant| !cfg::excludes(&variant.attrs));
                let variants = variants.map(|written| {
                    let value = written.discriminant.as_ref().map(|(_, value)| value);
                    variant(&written.ident, &written.fields, &written.attrs, value)
                });
                let variants = variants.collect();
                self.adt(AdtKind::Enum, &item.ident, &item.generics, variants, &item.attrs);
            }
            Item::Union(item) => {
                let variants = vec![Variant {
                    name: names::symbol(&item.ident),
                    shape: VariantShape::Record,
                    fields: fields(item.fields.named.iter()),
                    discriminant: Discriminant::Next,
                    is_conditional: false,
                }];
                self.adt(AdtKind::Union, &item.ident, &item.generics, variants, &item.attrs);
            }
            _ if self.place.hidden => {}
            Item::Type(item) => self.tree.aliases.push(Alias {
                name: names::symbol(&item.ident),
                module: self.place.module,
                generics: types::generics(&item.generics),
                ty: types::ty(&item.ty),
            }),
            Item::TraitAlias(item) => self.tree.traits.push(Trait {
                name: names::symbol(&item.ident),
                module: self.place.module,
                generics: types::generics(&item.generics),
                supertraits: types::bounds(&item.bounds),
                functions: Vec::new(),
                types: Vec::new(),
                constants: Vec::new(),
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

    /// Code in attribute arguments, which sees the parameters of a function.
    pub(super) fn attributes(&mut self, attributes: &[Attribute], signature: Option<&Signature>) {
        if !self.with_bodies {
            return;
        }
        for attribute in attributes {
            if let Some(arguments) = code_arguments(attribute, self.source) {
                self.body(None, None, |lowerer| {
                    let inputs = signature.into_iter().flat_map(|signature| &signature.inputs);
                    let params = inputs.map(|input| lowerer.parameter(input)).collect();
                    let children = lowerer.arguments(arguments.clone());
                    (params, lowerer.children(children))
                });
            }
        }
    }

    fn field_attributes(&mut self, fields: &Fields) {
        fields.iter().for_each(|field| self.attributes(&field.attrs, None));
    }

    /// What a site may stand in within an enum: attributes, and values written out.
    fn variant_code(&mut self, item: &ItemEnum) {
        for variant in &item.variants {
            self.attributes(&variant.attrs, None);
            self.field_attributes(&variant.fields);
            if let Some((_, value)) = &variant.discriminant
                && self.with_bodies
                && !matches!(value, Expr::Lit(_))
                && self.holds_word(&item.brace_token.span.join().byte_range())
            {
                self.body(None, None, |lowerer| (Vec::new(), lowerer.expr(value)));
            }
        }
    }

    // ---- types ----

    fn adt(
        &mut self,
        kind: AdtKind,
        name: &Ident,
        generics: &syn::Generics,
        variants: Vec<Variant>,
        attributes: &[Attribute],
    ) {
        self.push_adt(Adt {
            name: names::symbol(name),
            module: self.place.module,
            line: index(name.span().start().line),
            kind,
            generics: types::generics(generics),
            variants,
            derives: cfg::derives(attributes),
            repr: cfg::repr(attributes),
        });
    }

    pub(super) fn push_adt(&mut self, adt: Adt) {
        if !self.place.hidden {
            self.tree.adts.push(adt);
        }
    }

    // ---- code ----

    /// A function, its body if a site may stand in it. Returns its index.
    pub(super) fn function(&mut self, signature: &Signature, block: Option<&Block>) -> u32 {
        let has_self = matches!(signature.inputs.first(), Some(FnArg::Receiver(_)));
        // What the build does not have gets a name that no path can use.
        let name = if self.place.hidden { names::named("") } else { names::symbol(&signature.ident) };
        self.tree.functions.push(Function {
            name,
            module: self.place.module,
            generics: types::generics(&signature.generics),
            has_self,
            params: signature.inputs.iter().map(parameter_type).collect(),
            output: types::output(&signature.output),
            is_async: signature.asyncness.is_some(),
            is_rewritten: false,
        });
        let function = index(self.tree.functions.len() - 1);
        if let Some(block) = block
            && self.with_bodies
            && !block.stmts.is_empty()
            && self.holds_word(&block.brace_token.span.join().byte_range())
        {
            self.body(Some(function), None, |lowerer| {
                let params = signature.inputs.iter().map(|input| lowerer.parameter(input)).collect();
                (params, lowerer.block(block))
            });
        }
        function
    }

    fn constant(&mut self, name: &Ident, ty: &Type) {
        if !self.place.hidden && name != "_" {
            self.push_constant(name, types::ty(ty));
        }
    }

    pub(super) fn push_constant(&mut self, name: &Ident, ty: TypeRef) {
        if !self.place.hidden {
            self.tree.constants.push(Constant { name: names::symbol(name), module: self.place.module, ty });
        }
    }

    /// The value of a const or static. Items in it are declared even where no site stands: `const _: () = { … };`
    pub(super) fn value(&mut self, range: impl FnOnce() -> Range<usize>, ty: &Type, value: &Expr) {
        if self.with_bodies && !matches!(value, Expr::Lit(_)) && self.holds_word(&range()) {
            self.body(None, Some(types::ty(ty)), |lowerer| (Vec::new(), lowerer.expr(value)));
        } else if let Expr::Block(block) = value {
            let outer = std::mem::take(&mut self.code);
            for statement in &block.block.stmts {
                if let Stmt::Item(item) = statement {
                    self.local_item(item);
                }
            }
            self.code = outer;
        }
    }

    // ---- modules and imports ----

    fn module(&mut self, item: &ItemMod) {
        let module = self.place.module;
        let Some((_, items)) = &item.content else {
            if !self.place.hidden {
                let path = cfg::module_path(&item.attrs);
                self.tree.file_modules.push(FileModule { name: names::symbol(&item.ident), module, path });
            }
            return;
        };
        let (name, kind) = if self.place.hidden {
            (names::named(""), ModuleKind::Block)
        } else {
            (names::symbol(&item.ident), ModuleKind::Inline)
        };
        self.place.module = self.push_module(name, Some(module), kind);
        for item in items {
            self.item(item);
        }
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
            self.tree.imports.push(Import { module: self.place.module, path: Path { segments }, name });
        }
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

fn variant(name: &Ident, written: &Fields, attributes: &[Attribute], value: Option<&Expr>) -> Variant {
    let shape = match written {
        Fields::Named(_) => VariantShape::Record,
        Fields::Unnamed(_) => VariantShape::Tuple,
        Fields::Unit => VariantShape::Unit,
    };
    Variant {
        name: names::symbol(name),
        shape,
        fields: fields(written.iter()),
        discriminant: value.map_or(Discriminant::Next, |value| {
            types::signed_number(value).map_or(Discriminant::Unknown, Discriminant::Value)
        }),
        is_conditional: cfg::is_open(attributes),
    }
}

fn fields<'f>(written: impl Iterator<Item = &'f syn::Field>) -> Vec<Field> {
    written
        .filter(|field| !cfg::excludes(&field.attrs))
        .enumerate()
        .map(|(at, field)| Field {
            name: field.ident.as_ref().map_or_else(|| names::index(index(at)), names::symbol),
            ty: types::ty(&field.ty),
            is_conditional: cfg::is_open(&field.attrs),
        })
        .collect()
}
