//! Macro calls among items.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Ident, Item, ItemMacro, Macro};

use super::super::attributes;
use super::super::cfg;
use super::super::hir::{
    Adt, AdtKind, Discriminant, Field, GenericArgs, Generics, MacroCall, MacroDefinition, Path, Segment, TypeRef,
    Variant, VariantShape,
};
use super::super::source::small;
use super::lowerer::Lowerer;
use super::parse::{self, Arguments, Choice};
use super::spans::bytes;
use super::{names, types, visibility};

/// Macros that declare nothing that code can name: not worth reading a dependency.
const NAMELESS: &[&str] = &[
    "assert_impl_all",
    "assert_not_impl_any",
    "assert_obj_safe",
    "compile_error",
    "const_assert",
    "criterion_group",
    "criterion_main",
    "doctest",
    "include",
    "proptest",
    "quickcheck",
];

impl Lowerer<'_> {
    /// `macro_rules! name { … }`
    pub(super) fn macro_definition(&mut self, name: &Ident, item: &ItemMacro) {
        if !item.mac.path.is_ident("macro_rules") {
            return self.item_macro(&item.mac);
        }
        if self.with_bodies && self.holds_word(&bytes(&item.mac.delimiter)) {
            let rules = |lowerer: &mut Self| lowerer.macro_rules(item.mac.tokens.clone());
            self.in_item(|| format!("{name}!"), |lowerer| lowerer.in_macro(|lowerer| lowerer.in_definition(rules)));
        }
        if !self.place.hidden {
            self.tree.macro_definitions.push(MacroDefinition {
                name: names::symbol(name),
                module: self.place.module,
                is_exported: item.attrs.iter().any(|attribute| attribute.path().is_ident("macro_export")),
                rules: self.text(&item.mac),
            });
        }
    }

    fn unknown_call(&mut self, mac: &Macro, is_items: bool) {
        let is_nameless = mac.path.segments.last().is_some_and(|last| NAMELESS.iter().any(|name| last.ident == name));
        if !(self.place.hidden || is_nameless || self.place.of_trait.is_some()) {
            self.tree.macro_calls.push(MacroCall {
                module: self.place.module,
                of_impl: self.place.of_impl,
                path: types::path(&mac.path),
                arguments: self.text(mac),
                is_items,
            });
        }
    }

    /// The text between a macro's delimiters.
    fn text(&self, mac: &Macro) -> Box<str> {
        if self.is_source { self.source.between(&bytes(&mac.delimiter)).into() } else { mac.tokens.to_string().into() }
    }

    /// Only what is written out is code: `(matcher) => { transcriber }`.
    fn macro_rules(&mut self, rules: TokenStream) {
        let mut after_arrow = false;
        let mut dash = false;
        for tree in rules {
            match tree {
                TokenTree::Group(group) if after_arrow => {
                    after_arrow = false;
                    self.broken_item(group.stream());
                }
                TokenTree::Punct(punct) => {
                    after_arrow = dash && punct.as_char() == '>';
                    dash = punct.as_char() == '=';
                }
                _ => after_arrow = false,
            }
        }
    }

    /// A macro call among a module's items.
    pub(super) fn item_macro(&mut self, mac: &Macro) {
        let name = mac.path.segments.last().map_or_else(|| names::named(""), |last| names::symbol(&last.ident));
        if matches!(name.as_str(), "macro_rules" | "") || self.is_template(mac) {
            return;
        }
        self.include(mac);
        let known = |lowerer: &mut Self| match name.as_str() {
            "thread_local" => lowerer.statics(mac, true),
            "lazy_static" => lowerer.statics(mac, false),
            "bitflags" => lowerer.flags(mac),
            "proptest" => lowerer.properties(mac),
            "prop_compose" => lowerer.composed(mac),
            "cfg_if" => {
                let choices = lowerer.depth_of(mac).parse(parse::choices, mac.tokens.clone());
                lowerer.choices(choices)
            }
            "cfg_select" => {
                let choices = lowerer.depth_of(mac).parse(parse::selections, mac.tokens.clone());
                lowerer.choices(choices)
            }
            _ => false,
        };
        self.in_item_macro(|lowerer| {
            if !lowerer.given_to(mac, known) {
                lowerer.item_tokens(mac);
            }
        });
    }

    /// Declarations are in a macro where a site is, too.
    fn given_to<R>(&mut self, mac: &Macro, inside: impl FnOnce(&mut Self) -> R) -> R {
        if self.with_bodies && self.holds_word(&bytes(&mac.delimiter)) { self.in_macro(inside) } else { inside(self) }
    }

    /// Any macro: its arguments may be items, else only their sites matter.
    fn item_tokens(&mut self, mac: &Macro) {
        let range = bytes(&mac.delimiter);
        if !(self.with_bodies && self.holds_word(&range)) {
            let items = parse::items(self.depth_of(mac), mac.tokens.clone()).unwrap_or_default();
            self.unknown_call(mac, !items.is_empty());
            for item in &items {
                self.item(item);
            }
            if items.is_empty() && self.holds_module(&range) {
                self.broken_item(mac.tokens.clone());
            }
            return;
        }
        let arguments = parse::arguments(self.depth_of(mac), mac.tokens.clone(), true);
        self.unknown_call(mac, matches!(&arguments, Some(Arguments::Items(items)) if !items.is_empty()));
        self.in_macro(|lowerer| match arguments {
            Some(Arguments::Items(items)) => items.iter().for_each(|item| lowerer.item(item)),
            Some(other) => lowerer.loose_body(|lowerer| lowerer.parsed(&other)),
            None => lowerer.broken_item(mac.tokens.clone()),
        });
    }

    /// A macro call among the items of an impl or trait. Returns the functions in it.
    pub(super) fn member_macro(&mut self, mac: &Macro) -> Vec<u32> {
        self.include(mac);
        let mut functions = Vec::new();
        let arguments = parse::arguments(self.depth_of(mac), mac.tokens.clone(), true);
        self.unknown_call(mac, matches!(&arguments, Some(Arguments::Items(items)) if !items.is_empty()));
        self.given_to(mac, |lowerer| match arguments {
            Some(Arguments::Items(items)) => {
                for item in &items {
                    match item {
                        Item::Fn(item) if !cfg::excludes(&item.attrs) => {
                            lowerer.attributes(&item.attrs, Some(&item.sig));
                            functions
                                .push(lowerer.in_scope_of(&item.attrs, |lowerer| {
                                    lowerer.function(&item.sig, Some(&item.block))
                                }));
                        }
                        other => lowerer.item(other),
                    }
                }
            }
            _ if lowerer.is_in_macro() => lowerer.broken_item(mac.tokens.clone()),
            _ => {}
        });
        functions
    }

    fn statics(&mut self, mac: &Macro, is_thread_local: bool) -> bool {
        let Ok(statics) = self.depth_of(mac).parse(parse::statics, mac.tokens.clone()) else { return false };
        for item in &statics {
            if !cfg::excludes(&item.attributes) {
                self.place.visibility = visibility::written(&item.visibility);
                let ty = types::ty(&item.ty);
                self.push_constant(&item.name, if is_thread_local { local_key(ty) } else { ty });
            }
            self.in_attributes(&item.attributes, |lowerer| {
                lowerer.value(&item.name, (item.keyword, item.end), &item.ty, &item.value);
            });
        }
        true
    }

    fn flags(&mut self, mac: &Macro) -> bool {
        let Ok(all) = self.depth_of(mac).parse(parse::flags, mac.tokens.clone()) else { return false };
        for flags in all {
            let mut derives = cfg::derives(&flags.attributes, self.options.features).names;
            // Old releases derive these themselves.
            for name in ["Clone", "Copy"].map(names::named) {
                if !derives.contains(&name) {
                    derives.push(name);
                }
            }
            self.place.visibility = visibility::written(&flags.visibility);
            let name = names::symbol(&flags.name);
            let ty = types::ty(&flags.ty);
            let variant = Variant {
                name,
                shape: VariantShape::Tuple,
                fields: vec![Field {
                    name: names::index(0),
                    ty,
                    is_conditional: false,
                    visibility: self.place.visibility,
                }],
                discriminant: Discriminant::Next,
                is_conditional: false,
            };
            self.push_adt(Adt {
                name,
                module: self.place.module,
                line: small(flags.name.span().start().line),
                kind: AdtKind::Struct,
                generics: Generics::default(),
                variants: vec![variant],
                derives,
                may_be_copy: false,
                may_be_clone: true,
                repr: Vec::new(),
                visibility: self.place.visibility,
                presence: self.place.presence,
            });
            if self.with_bodies && self.holds_word(&bytes(&mac.delimiter)) {
                self.broken_item(flags.constants);
            }
        }
        true
    }

    /// The branches of `cfg_if!` and `cfg_select!` that may be compiled. Those that are not are hidden, their sites are not.
    fn choices(&mut self, choices: syn::Result<Vec<Choice>>) -> bool {
        let Ok(choices) = choices else { return false };
        let hidden = self.place.hidden;
        let mut decided = false;
        for choice in choices {
            let scope = choice
                .attribute
                .as_ref()
                .and_then(|attribute| attributes::scope_of(std::slice::from_ref(attribute), self.options.test_cfgs));
            let holds = choice.attribute.map_or(Some(true), |attribute| cfg::holds_of(&attribute));
            self.place.hidden = hidden || decided || holds == Some(false);
            self.in_scope(scope, |lowerer| choice.items.iter().for_each(|item| lowerer.item(item)));
            decided |= holds == Some(true);
        }
        self.place.hidden = hidden;
        true
    }
}

/// `std::thread::LocalKey<T>`
fn local_key(ty: TypeRef) -> TypeRef {
    let args = GenericArgs { types: Box::new([ty]), ..GenericArgs::default() };
    let mut segments = ["std", "thread", "LocalKey"].map(|name| Segment { name: names::named(name), args: None });
    segments[2].args = Some(Box::new(args));
    TypeRef::Path(Path { segments: Box::new(segments) })
}
