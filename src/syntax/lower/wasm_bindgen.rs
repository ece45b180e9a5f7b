//! `#[wasm_bindgen] extern "C" { … }`: types and methods of JavaScript. The attribute makes a struct of each type, which is
//! `Clone` and dereferences to what it extends, and methods of the functions that have a `this`.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::parse::Parse as _;
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Expr, ExprLit, FnArg, ForeignItem, ForeignItemFn, ForeignItemType, GenericArgument, Item,
    ItemForeignMod, Lit, Meta, PathArguments, ReturnType, Signature, Token, Type,
};

use super::super::depth::{self, Depth};
use super::lowerer::Lowerer;

impl Lowerer<'_> {
    /// Declares what the attribute makes of an item in the block; whether it makes something of it.
    pub(super) fn bound_item(&mut self, block: &ItemForeignMod, item: &ForeignItem) -> bool {
        if !block.attrs.iter().any(is_binding) {
            return false;
        }
        match item {
            ForeignItem::Type(item) => bound_type(item).iter().for_each(|item| self.item(item)),
            ForeignItem::Fn(item) => match bound_function(item) {
                Some(item) => self.item(&item),
                None => return false,
            },
            _ => return false,
        }
        true
    }
}

fn is_binding(attribute: &Attribute) -> bool {
    attribute.path().segments.last().is_some_and(|last| last.ident == "wasm_bindgen")
}

/// The arguments of the attribute.
fn arguments(attributes: &[Attribute]) -> Vec<Meta> {
    let lists =
        attributes.iter().filter(|attribute| is_binding(attribute)).filter_map(|attribute| match &attribute.meta {
            Meta::List(list) => Some(list.tokens.clone()),
            _ => None,
        });
    let parse = |tokens: TokenStream| Depth::Fine.parse(Punctuated::<Meta, Token![,]>::parse_terminated, tokens).ok();
    lists.filter_map(parse).flatten().collect()
}

/// `extends = Event`, `extends = "Event"`
fn named_type(argument: &Meta, name: &str) -> Option<Type> {
    match argument {
        Meta::NameValue(pair) if pair.path.is_ident(name) => match &pair.value {
            Expr::Path(path) => Some(syn::parse_quote! { #path }),
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => {
                let tokens = depth::lex(&text.value())?;
                Depth::Fine.parse(Type::parse, tokens).ok()
            }
            _ => None,
        },
        _ => None,
    }
}

fn bound_type(item: &ForeignItemType) -> [Item; 2] {
    let (visibility, name, generics) = (&item.vis, &item.ident, &item.generics);
    let others = item.attrs.iter().filter(|attribute| !is_binding(attribute));
    let (impl_generics, of_generics, bounds) = generics.split_for_impl();
    let extended = arguments(&item.attrs).iter().find_map(|argument| named_type(argument, "extends"));
    let target = extended.unwrap_or_else(|| syn::parse_quote! { ::wasm_bindgen::JsValue });
    [
        syn::parse_quote_spanned! { name.span()=>
            #(#others)* #[derive(Clone)] #visibility struct #name #generics { obj: ::wasm_bindgen::JsValue }
        },
        syn::parse_quote_spanned! { name.span()=>
            impl #impl_generics ::core::ops::Deref for #name #of_generics #bounds { type Target = #target; }
        },
    ]
}

/// A function that becomes one of a type: by `this`, `constructor` or `static_method_of`.
fn bound_function(item: &ForeignItemFn) -> Option<Item> {
    let arguments = arguments(&item.attrs);
    let has = |name: &str| arguments.iter().any(|argument| argument.path().is_ident(name));
    let of_type = arguments.iter().find_map(|argument| named_type(argument, "static_method_of"));
    let Signature { asyncness, ident, generics, inputs, output, .. } = &item.sig;
    let (is_method, mut params) = (has("method"), inputs.iter());
    let of_type: &Type = if is_method {
        let Some(FnArg::Typed(this)) = params.next() else { return None };
        let Type::Reference(this) = &*this.ty else { return None };
        &this.elem
    } else if has("constructor") {
        constructed(output)?
    } else {
        of_type.as_ref()?
    };
    let this = is_method.then(|| quote_spanned! { ident.span()=> &self, });
    let (visibility, others) = (&item.vis, item.attrs.iter().filter(|attribute| !is_binding(attribute)));
    Some(syn::parse_quote_spanned! { ident.span()=>
        impl #of_type { #(#others)* #visibility #asyncness fn #ident #generics (#this #(#params),*) #output {} }
    })
}

/// `X` of `-> X` and `-> Result<X, JsValue>`
fn constructed(output: &ReturnType) -> Option<&Type> {
    let ReturnType::Type(_, ty) = output else { return None };
    let Type::Path(path) = &**ty else { return None };
    let last = path.path.segments.last()?;
    match &last.arguments {
        PathArguments::AngleBracketed(of) if last.ident == "Result" => of.args.iter().find_map(|of| match of {
            GenericArgument::Type(ty) => Some(ty),
            _ => None,
        }),
        _ => Some(ty),
    }
}
