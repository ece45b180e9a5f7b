//! The macros of `proptest`, whose functions and closures bind their parameters to what strategies generate:
//! `fn f(a in 0..9) { … }` is lowered as `fn f() { let a = strategy_value!(0..9); … }`.

use proc_macro2::{Span, TokenStream};
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{
    Attribute, Block, Expr, FnArg, Ident, Macro, Pat, Result, ReturnType, Signature, Stmt, Token, Type, Visibility,
};

use crate::knowledge::macros::STRATEGY_VALUE;

use super::super::cfg;
use super::lowerer::Lowerer;
use super::visibility;

/// A parameter of a property.
enum Param {
    /// `pat in strategy`
    Generated(Pat, Expr),
    /// `pat: Type`, generated as well, by the type's own strategy.
    Typed(Pat, Type),
}

/// `fn name(params) { … }`
struct Property {
    attributes: Vec<Attribute>,
    visibility: Visibility,
    /// Without the generated parameters.
    signature: Signature,
    block: Block,
}

impl Lowerer<'_> {
    /// The functions of `proptest! { … }` among items; whether it is such.
    pub(super) fn properties(&mut self, mac: &Macro) -> bool {
        self.with_properties(properties.parse2(mac.tokens.clone()))
    }

    /// The function of `prop_compose! { … }`; whether it is such.
    pub(super) fn composed(&mut self, mac: &Macro) -> bool {
        self.with_properties(composed.parse2(mac.tokens.clone()).map(|composed| vec![composed]))
    }

    fn with_properties(&mut self, properties: Result<Vec<Property>>) -> bool {
        let Ok(properties) = properties else { return false };
        for Property { attributes, visibility, signature, block } in properties {
            if cfg::excludes(&attributes) {
                continue;
            }
            self.attributes(&attributes, Some(&signature));
            self.place.visibility = visibility::written(&visibility);
            self.in_scope_of(&attributes, |lowerer| lowerer.function(&signature, Some(&block)));
        }
        true
    }
}

/// What `proptest!` has in code, `config, |(a in 0..9)| { … }`, as expressions.
pub(super) fn in_code(tokens: TokenStream) -> Option<Vec<Expr>> {
    let closure = |input: ParseStream<'_>| {
        let mut found = Vec::new();
        if !(input.peek(Token![|]) || input.peek(Token![move])) {
            found.push(input.parse()?);
            input.parse::<Token![,]>()?;
        }
        let capture = input.parse::<Option<Token![move]>>()?;
        input.parse::<Token![|]>()?;
        let bound = params(input)?;
        input.parse::<Token![|]>()?;
        let body: Expr = input.parse()?;
        input.parse::<Option<Token![,]>>()?;
        let block = match body {
            Expr::Block(block) => block.block,
            other => Block { brace_token: syn::token::Brace(other.span()), stmts: vec![Stmt::Expr(other, None)] },
        };
        let (inputs, block) = bind(bound, block);
        found.push(syn::parse_quote! { #capture |#inputs| #block });
        Ok(found)
    };
    closure.parse2(tokens).ok()
}

/// `#![proptest_config(…)] #[test] fn name(a in 0..9, b: u8) { … } …`
fn properties(input: ParseStream<'_>) -> Result<Vec<Property>> {
    Attribute::parse_inner(input)?;
    let mut found = Vec::new();
    while !input.is_empty() {
        let attributes = Attribute::parse_outer(input)?;
        let visibility = input.parse()?;
        input.parse::<Token![fn]>()?;
        let name: Ident = input.parse()?;
        let bound = params(input)?;
        let output: ReturnType = input.parse()?;
        let (inputs, block) = bind(bound, input.parse()?);
        let signature = syn::parse_quote! { fn #name(#inputs) #output };
        found.push(Property { attributes, visibility, signature, block });
    }
    Ok(found)
}

/// `fn name(outer: u8)(a in 0..9)(b in 0..a) -> T { … }`, which returns a strategy of `T`.
fn composed(input: ParseStream<'_>) -> Result<Property> {
    let attributes = Attribute::parse_outer(input)?;
    let visibility = input.parse()?;
    input.parse::<Token![fn]>()?;
    let name: Ident = input.parse()?;
    let generics: syn::Generics = input.parse()?;
    let outer;
    syn::parenthesized!(outer in input);
    let outer = Punctuated::<FnArg, Token![,]>::parse_terminated(&outer)?;
    let mut bound = Vec::new();
    while input.peek(syn::token::Paren) {
        bound.extend(params(input)?);
    }
    input.parse::<Token![->]>()?;
    let ty: Type = input.parse()?;
    let block: Block = input.parse()?;
    let brace_token = syn::token::Brace { span: block.brace_token.span };
    let made: Stmt = syn::parse_quote_spanned! { brace_token.span.open()=> let _made: #ty = #block; };
    // What it returns is a strategy, which no code here makes.
    let never: Stmt = syn::parse_quote_spanned! { brace_token.span.close()=> loop {} };
    let (_, mut block) = bind(bound, Block { brace_token, stmts: vec![made] });
    block.stmts.push(never);
    let signature = syn::parse_quote! {
        fn #name #generics (#outer) -> impl ::proptest::strategy::Strategy<Value = #ty>
    };
    Ok(Property { attributes, visibility, signature, block })
}

fn params(input: ParseStream<'_>) -> Result<Vec<Param>> {
    let inside;
    syn::parenthesized!(inside in input);
    let param = |input: ParseStream<'_>| {
        Attribute::parse_outer(input)?;
        let pat = Pat::parse_single(input)?;
        if input.parse::<Option<Token![:]>>()?.is_some() {
            return Ok(Param::Typed(pat, input.parse()?));
        }
        input.parse::<Token![in]>()?;
        Ok(Param::Generated(pat, input.parse()?))
    };
    Ok(Punctuated::<Param, Token![,]>::parse_terminated_with(&inside, param)?.into_iter().collect())
}

/// Parameters that have types, and the block with a statement for each of the others.
fn bind(params: Vec<Param>, mut block: Block) -> (Punctuated<FnArg, Token![,]>, Block) {
    let mut inputs = Punctuated::new();
    let mut statements = Vec::new();
    for param in params {
        match param {
            Param::Typed(pat, ty) => inputs.push(syn::parse_quote! { #pat: #ty }),
            Param::Generated(pat, strategy) => {
                let span: Span = strategy.span();
                let name = Ident::new(STRATEGY_VALUE, span);
                statements.push(syn::parse_quote_spanned! { span=> let #pat = #name!(#strategy); });
            }
        }
    }
    statements.append(&mut block.stmts);
    block.stmts = statements;
    (inputs, block)
}
