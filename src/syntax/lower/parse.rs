//! Parsers for macros' arguments.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::{Arm, Attribute, Block, Expr, Ident, Item, LitStr, Macro, Pat, Result, Stmt, Token, Type, Visibility};

use super::super::depth::Depth;
use super::super::facts::IncludeBase;
use super::spans::last_token;

/// What a macro's arguments turned out to be.
pub(super) enum Arguments {
    /// `a, b` or `a; b`
    Exprs(Vec<Expr>),
    /// Statements that are no such list.
    Statements(Vec<Stmt>),
    /// `p => e, q => f`
    Arms(Vec<Arm>),
    /// Items.
    Items(Vec<Item>),
}

/// A path that is written out, and what it is relative to: `"x"`, `concat!("x", ".rs")`,
/// `concat!(env!("CARGO_MANIFEST_DIR"), "/x.rs")`, `concat!(env!("OUT_DIR"), "/x.rs")`.
pub(super) fn path_text(input: ParseStream<'_>) -> Result<(String, IncludeBase)> {
    if input.peek(LitStr) {
        return Ok((input.parse::<LitStr>()?.value(), IncludeBase::File));
    }
    let mac: Macro = input.parse()?;
    if !mac.path.is_ident("concat") {
        return Err(input.error("no path that is written out"));
    }
    mac.parse_body_with(|input: ParseStream<'_>| {
        let mut base = IncludeBase::File;
        if !input.peek(LitStr) {
            let variable: Macro = input.parse()?;
            base = match variable.parse_body::<LitStr>()?.value().as_str() {
                "CARGO_MANIFEST_DIR" if variable.path.is_ident("env") => IncludeBase::Package,
                "OUT_DIR" if variable.path.is_ident("env") => IncludeBase::OutDir,
                _ => return Err(input.error("no path that is known")),
            };
            input.parse::<Option<Token![,]>>()?;
        }
        let parts = Punctuated::<LitStr, Token![,]>::parse_terminated(input)?;
        let path: String = parts.iter().map(LitStr::value).collect();
        Ok((if base == IncludeBase::File { path } else { path.trim_start_matches('/').to_owned() }, base))
    })
}

/// Arguments as whatever parses first. All attempts read one buffer: filling it copies the tokens.
pub(super) fn arguments(depth: Depth, tokens: TokenStream, items_first: bool) -> Option<Arguments> {
    let mut parsed = None;
    let attempts = |input: ParseStream<'_>| {
        let with_commas = || attempt(input, Punctuated::<Expr, Token![,]>::parse_terminated).map(exprs);
        // `let a = b` is an expression to syn, but one that binds nothing for those after it.
        let with_semicolons = || {
            attempt(input, Punctuated::<Expr, Token![;]>::parse_terminated)
                .filter(|list| !list.iter().any(|expr| matches!(expr, Expr::Let(_))))
                .map(exprs)
        };
        let expressions = || with_commas().or_else(with_semicolons).map(Arguments::Exprs);
        let statements = || attempt(input, Block::parse_within).filter(|list| is_code(list)).map(Arguments::Statements);
        let arms = || attempt(input, |input| repeated(input, Arm::parse_one)).map(Arguments::Arms);
        let items = || attempt(input, |input| repeated(input, Item::parse_one)).map(Arguments::Items);
        parsed = if items_first {
            items().or_else(expressions).or_else(statements).or_else(arms)
        } else {
            expressions().or_else(statements).or_else(arms).or_else(items)
        };
        Ok(())
    };
    // Tokens are left over, which is an error of no interest.
    let _ = depth.parse(attempts, tokens);
    parsed
}

/// The values of `name = value, %shown, ?debugged, target: "x", "text"`, as the macros of `tracing` and `slog` take
/// them. What such a macro's names stand for is looked at, or copied by what the value says.
pub(super) fn fields(depth: Depth, tokens: TokenStream) -> Option<Vec<Expr>> {
    let fields = |input: ParseStream<'_>| Punctuated::<Expr, Token![,]>::parse_terminated_with(input, field);
    depth.parse(fields, tokens).ok().map(exprs)
}

fn field(input: ParseStream<'_>) -> Result<Expr> {
    let is_label = input.peek(Ident::peek_any) && input.peek2(Token![:]) && !input.peek2(Token![::]);
    if is_label {
        input.call(Ident::parse_any)?;
        input.parse::<Token![:]>()?;
    }
    let fork = input.fork();
    if name(&fork).is_ok() && fork.peek(Token![=]) && !fork.peek(Token![==]) && !fork.peek(Token![=>]) {
        name(input)?;
        input.parse::<Token![=]>()?;
    }
    if input.parse::<Option<Token![%]>>()?.is_none() {
        input.parse::<Option<Token![?]>>()?;
    }
    input.parse()
}

/// `a`, `a.b`, `"a"`
fn name(input: ParseStream<'_>) -> Result<()> {
    if input.parse::<Option<LitStr>>()?.is_some() {
        return Ok(());
    }
    input.call(Ident::parse_any)?;
    while input.parse::<Option<Token![.]>>()?.is_some() {
        input.call(Ident::parse_any)?;
    }
    Ok(())
}

fn exprs<P>(list: Punctuated<Expr, P>) -> Vec<Expr> {
    list.into_iter().collect()
}

/// The statements of a block.
pub(super) fn statements(depth: Depth, tokens: TokenStream) -> Option<Vec<Stmt>> {
    depth.parse(Block::parse_within, tokens).ok().filter(|list| is_code(list))
}

/// Items, where nothing else is of interest.
pub(super) fn items(depth: Depth, tokens: TokenStream) -> Option<Vec<Item>> {
    depth.parse(|input| repeated(input, Item::parse_one), tokens).ok()
}

/// All of the input, or nothing.
fn attempt<T>(input: ParseStream<'_>, parser: impl FnOnce(ParseStream<'_>) -> Result<T>) -> Option<T> {
    let fork = input.fork();
    parser(&fork).ok().filter(|_| fork.is_empty())
}

trait ParseOne: Sized {
    fn parse_one(input: ParseStream<'_>) -> Result<Self>;
}

impl<T: syn::parse::Parse> ParseOne for T {
    fn parse_one(input: ParseStream<'_>) -> Result<Self> {
        input.parse()
    }
}

fn repeated<T>(input: ParseStream<'_>, one: impl Fn(ParseStream<'_>) -> Result<T>) -> Result<Vec<T>> {
    let mut all = Vec::new();
    while !input.is_empty() {
        all.push(one(input)?);
    }
    Ok(all)
}

/// Tokens that syn passes through are better looked at one by one.
fn is_code(statements: &[Stmt]) -> bool {
    !statements
        .iter()
        .any(|statement| matches!(statement, Stmt::Expr(Expr::Verbatim(_), _) | Stmt::Item(Item::Verbatim(_))))
}

/// `vec![a; n]`
pub(super) fn repeat(input: ParseStream<'_>) -> Result<(Expr, Expr)> {
    let element = input.parse()?;
    input.parse::<Token![;]>()?;
    Ok((element, input.parse()?))
}

/// `matches!(value, pattern if guard, …)`
pub(super) struct Matches {
    pub(super) value: Expr,
    pub(super) pat: Pat,
    pub(super) guard: Option<Expr>,
    /// What `assert_matches!` says if it fails.
    pub(super) rest: Vec<Expr>,
}

impl Matches {
    pub(super) fn parse(input: ParseStream<'_>) -> Result<Self> {
        let value = input.parse()?;
        input.parse::<Token![,]>()?;
        let pat = Pat::parse_multi_with_leading_vert(input)?;
        let guard = input.parse::<Option<Token![if]>>()?.map(|_| input.parse()).transpose()?;
        input.parse::<Option<Token![,]>>()?;
        let rest = Punctuated::<Expr, Token![,]>::parse_terminated(input)?.into_iter().collect();
        Ok(Self { value, pat, guard, rest })
    }
}

/// A branch of `select!`.
pub(super) struct Branch {
    pub(super) pat: Option<Pat>,
    /// What is awaited, for `pat = future`.
    pub(super) future: Option<Expr>,
    /// What is called, for crossbeam's `recv(channel) -> pat`.
    pub(super) operation: Option<Expr>,
    pub(super) condition: Option<Expr>,
    pub(super) body: Expr,
}

/// The branches of `select!`, as tokio, futures and crossbeam write them.
pub(super) fn branches(input: ParseStream<'_>) -> Result<Vec<Branch>> {
    if input.peek(Ident) && input.peek2(Token![;]) {
        // `biased;`
        input.parse::<Ident>()?;
        input.parse::<Token![;]>()?;
    }
    repeated(input, branch)
}

fn branch(input: ParseStream<'_>) -> Result<Branch> {
    let mut branch =
        Branch { pat: None, future: None, operation: None, condition: None, body: Expr::Verbatim(TokenStream::new()) };
    let fork = input.fork();
    if input.peek(Token![else]) || (input.peek(Ident) && input.peek2(Token![=>])) {
        // `else`, futures' `default` and `complete`
        input.call(Ident::parse_any)?;
    } else if Pat::parse_multi_with_leading_vert(&fork).is_ok() && fork.peek(Token![=]) && !fork.peek(Token![=>]) {
        branch.pat = Some(Pat::parse_multi_with_leading_vert(input)?);
        input.parse::<Token![=]>()?;
        branch.future = Some(input.parse()?);
    } else {
        branch.operation = Some(input.parse()?);
        if input.parse::<Option<Token![->]>>()?.is_some() {
            branch.pat = Some(Pat::parse_multi_with_leading_vert(input)?);
        }
    }
    if input.parse::<Option<Token![,]>>()?.is_some() {
        input.parse::<Token![if]>()?;
        branch.condition = Some(input.parse()?);
    }
    input.parse::<Token![=>]>()?;
    branch.body = Expr::parse_with_earlier_boundary_rule(input)?;
    input.parse::<Option<Token![,]>>()?;
    Ok(branch)
}

/// `static NAME: T = value;`, in `thread_local!` and, with `ref`, in `lazy_static!`.
pub(super) struct Static {
    pub(super) attributes: Vec<Attribute>,
    pub(super) visibility: Visibility,
    pub(super) name: Ident,
    pub(super) ty: Type,
    pub(super) value: Expr,
    /// Its first and its last token.
    pub(super) keyword: Span,
    pub(super) end: Span,
}

pub(super) fn statics(input: ParseStream<'_>) -> Result<Vec<Static>> {
    repeated(input, |input| {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        let keyword = input.parse::<Token![static]>()?.span;
        input.parse::<Option<Token![ref]>>()?;
        let name = input.parse()?;
        input.parse::<Token![:]>()?;
        let ty = input.parse()?;
        input.parse::<Token![=]>()?;
        let value = input.parse()?;
        let semicolon = input.parse::<Option<Token![;]>>()?;
        let end = semicolon.map_or_else(|| last_token(&value), |semicolon| semicolon.span);
        Ok(Static { attributes, visibility, name, ty, value, keyword, end })
    })
}

/// `struct Name: u32 { … }` in `bitflags!`.
pub(super) struct Flags {
    pub(super) attributes: Vec<Attribute>,
    pub(super) visibility: Visibility,
    pub(super) name: Ident,
    pub(super) ty: Type,
    pub(super) constants: TokenStream,
}

pub(super) fn flags(input: ParseStream<'_>) -> Result<Vec<Flags>> {
    repeated(input, |input| {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        input.parse::<Token![struct]>()?;
        let name = input.parse()?;
        input.parse::<Token![:]>()?;
        let ty = input.parse()?;
        let constants;
        syn::braced!(constants in input);
        Ok(Flags { attributes, visibility, name, ty, constants: constants.parse()? })
    })
}

/// A branch of `cfg_if!` or `cfg_select!`: its `#[cfg]`, nothing for `else` and `_`.
pub(super) struct Choice {
    pub(super) attribute: Option<Attribute>,
    pub(super) items: Vec<Item>,
}

pub(super) fn choices(input: ParseStream<'_>) -> Result<Vec<Choice>> {
    repeated(input, |input| {
        input.parse::<Option<Token![else]>>()?;
        let mut attribute = None;
        if input.parse::<Option<Token![if]>>()?.is_some() {
            attribute = Attribute::parse_outer(input)?.pop();
        }
        let items;
        syn::braced!(items in input);
        Ok(Choice { attribute, items: repeated(&items, Item::parse_one)? })
    })
}

/// The branches of `cfg_select!`: `unix => { … }`.
pub(super) fn selections(input: ParseStream<'_>) -> Result<Vec<Choice>> {
    repeated(input, |input| {
        let mut predicate = TokenStream::new();
        while !input.peek(Token![=>]) {
            predicate.extend(std::iter::once(input.parse::<TokenTree>()?));
        }
        input.parse::<Token![=>]>()?;
        let items;
        syn::braced!(items in input);
        input.parse::<Option<Token![,]>>()?;
        let is_rest = predicate.to_string() == "_";
        let attribute = (!is_rest).then(|| syn::parse_quote! { #[cfg(#predicate)] });
        Ok(Choice { attribute, items: repeated(&items, Item::parse_one)? })
    })
}
