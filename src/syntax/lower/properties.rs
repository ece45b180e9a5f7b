//! The macros of `proptest`, whose functions and closures bind their parameters to what strategies generate:
//! `fn f(a in 0..9) { … }` is lowered as `fn f() { let a = strategy_value!(0..9); … }`.

use proc_macro2::TokenStream;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{
    Attribute, Block, Expr, FnArg, Generics, Ident, Item, Macro, Pat, Result, ReturnType, Stmt, Token, Type, Visibility,
};

use crate::knowledge::macros::STRATEGY_VALUE;

use super::super::depth::Depth;
use super::lowerer::Lowerer;

impl Lowerer<'_> {
    /// The functions of `proptest! { … }` among items; whether it is such.
    pub(super) fn properties(&mut self, mac: &Macro) -> bool {
        let Ok((configuration, functions)) = self.depth_of(mac).parse(properties, mac.tokens.clone()) else {
            return false;
        };
        self.attributes(&configuration, None);
        for function in &functions {
            self.item(function);
        }
        true
    }

    /// The function of `prop_compose! { … }`; whether it is such.
    pub(super) fn composed(&mut self, mac: &Macro) -> bool {
        self.depth_of(mac).parse(composed, mac.tokens.clone()).is_ok_and(|function| {
            self.item(&function);
            true
        })
    }
}

/// What `proptest!` has in code, `config, |(a in 0..9)| { … }`, as expressions.
pub(super) fn in_code(depth: Depth, tokens: TokenStream) -> Option<Vec<Expr>> {
    let closure = |input: ParseStream<'_>| {
        let mut found = Vec::new();
        if !(input.peek(Token![|]) || input.peek(Token![move])) {
            found.push(input.parse()?);
            input.parse::<Token![,]>()?;
        }
        let capture = input.parse::<Option<Token![move]>>()?;
        let open = input.parse::<Token![|]>()?;
        let (inputs, statements) = params(input)?;
        let close = input.parse::<Token![|]>()?;
        let body: Expr = input.parse()?;
        input.parse::<Option<Token![,]>>()?;
        let block = match body {
            Expr::Block(block) => block.block,
            other => Block { brace_token: syn::token::Brace(other.span()), stmts: vec![Stmt::Expr(other, None)] },
        };
        let block = after(statements, block);
        found.push(syn::parse_quote! { #capture #open #inputs #close #block });
        Ok(found)
    };
    depth.parse(closure, tokens).ok()
}

/// `#![proptest_config(…)] #[test] fn name(a in 0..9, b: u8) { … } …`
fn properties(input: ParseStream<'_>) -> Result<(Vec<Attribute>, Vec<Item>)> {
    let configuration = Attribute::parse_inner(input)?;
    let mut found = Vec::new();
    while !input.is_empty() {
        let attributes = Attribute::parse_outer(input)?;
        let (visibility, keyword, name): (Visibility, Token![fn], Ident) =
            (input.parse()?, input.parse()?, input.parse()?);
        let (inputs, statements) = params(input)?;
        let output: ReturnType = input.parse()?;
        let block = after(statements, input.parse()?);
        found.push(syn::parse_quote! { #(#attributes)* #visibility #keyword #name(#inputs) #output #block });
    }
    Ok((configuration, found))
}

/// `fn name(outer: u8)(a in 0..9)(b in 0..a) -> T { … }`, which returns a strategy of `T`.
fn composed(input: ParseStream<'_>) -> Result<Item> {
    let attributes = Attribute::parse_outer(input)?;
    let (visibility, keyword, name): (Visibility, Token![fn], Ident) = (input.parse()?, input.parse()?, input.parse()?);
    let generics: Generics = input.parse()?;
    let outer;
    syn::parenthesized!(outer in input);
    let outer = Punctuated::<FnArg, Token![,]>::parse_terminated(&outer)?;
    let mut statements = Vec::new();
    while input.peek(syn::token::Paren) {
        let (inputs, more) = params(input)?;
        // Callers do not give them.
        statements.extend(inputs.iter().map(|input| syn::parse_quote_spanned! { input.span()=> let #input; }));
        statements.extend(more);
    }
    input.parse::<Token![->]>()?;
    let ty: Type = input.parse()?;
    let block: Block = input.parse()?;
    let brace_token = syn::token::Brace { span: block.brace_token.span };
    let made = syn::parse_quote_spanned! { brace_token.span.open()=> let _made = #block; };
    // What it returns is a strategy, which no code here makes.
    let never = syn::parse_quote_spanned! { brace_token.span.close()=> loop {} };
    let block = after(statements, Block { brace_token, stmts: vec![made, never] });
    Ok(syn::parse_quote! {
        #(#attributes)* #visibility #keyword #name #generics (#outer) -> impl ::proptest::strategy::Strategy<Value = #ty>
        #block
    })
}

/// In parentheses: the parameters that have types, which their own strategies generate, and a statement for each of the
/// others, `pat in strategy`.
fn params(input: ParseStream<'_>) -> Result<(Punctuated<FnArg, Token![,]>, Vec<Stmt>)> {
    let inside;
    syn::parenthesized!(inside in input);
    let (mut inputs, mut statements) = (Punctuated::new(), Vec::new());
    while !inside.is_empty() {
        let pat = Pat::parse_single(&inside)?;
        if inside.parse::<Option<Token![:]>>()?.is_some() {
            let ty: Type = inside.parse()?;
            inputs.push(syn::parse_quote! { #pat: #ty });
        } else {
            inside.parse::<Token![in]>()?;
            let strategy: Expr = inside.parse()?;
            let span = strategy.span();
            let name = Ident::new(STRATEGY_VALUE, span);
            statements.push(syn::parse_quote_spanned! { span=> let #pat = #name!(#strategy); });
        }
        if !inside.is_empty() {
            inside.parse::<Token![,]>()?;
        }
    }
    Ok((inputs, statements))
}

/// The block with these statements before its own.
fn after(mut statements: Vec<Stmt>, mut block: Block) -> Block {
    statements.append(&mut block.stmts);
    Block { stmts: statements, ..block }
}
