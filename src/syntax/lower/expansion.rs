//! Code that a macro call stands for.

use proc_macro2::TokenStream;
use syn::parse::ParseStream;
use syn::{Block, Expr, Macro, Stmt, Token};

use super::super::depth::Depth;
use super::super::expand::{CodeRules, Unexpanded};
use super::super::hir::{Body, ExprId};
use super::super::source::SourceText;
use super::definitions::{Definitions, Expansion};
use super::lowerer::Lowerer;
use super::types;

/// How deep calls in expansions are expanded.
const DEEPEST: usize = 16;

/// How many calls are expanded within one.
const MOST_CALLS: usize = 256;

/// What a call in code stands for.
#[derive(Debug)]
pub(crate) struct CodeExpansion {
    /// A body without a function.
    pub body: Body,
    /// Whether calls in it are not expanded because they nest too deep or are too many, or too large.
    pub is_cut: bool,
}

/// What a call stands for.
enum Code {
    Expr(Box<Expr>),
    Statements(Vec<Stmt>),
}

/// A body of what a call stands for, without a function.
pub(in super::super) fn code(
    rules: &CodeRules,
    arguments: &TokenStream,
    offset: u32,
    definitions: Definitions<'_>,
) -> Result<CodeExpansion, Unexpanded> {
    let code = parsed(rules.0.expand(arguments.clone())?).ok_or(Unexpanded::Unfit)?;
    let source = SourceText::new("");
    let mut lowerer = Lowerer::expanded(&source);
    lowerer.expansion = Some(Expansion { definitions, offset, depth: 0, left: MOST_CALLS, is_cut: false });
    let root = lowerer.code_of(&code);
    let is_cut = lowerer.expansion.is_some_and(|expansion| expansion.is_cut);
    let code = lowerer.code;
    let mut sites = code.sites;
    sites.sort_by_key(|site| site.name);
    let body = Body {
        function: None,
        module: 0,
        of_impl: None,
        of_trait: None,
        params: Vec::new(),
        ty: None,
        root,
        exprs: code.exprs,
        pats: code.pats,
        sites,
        labels: code.labels,
        conditional: code.conditional,
        // What the macro declares is not known.
        blocks: Vec::new(),
        takes_address: code.takes_address,
    };
    Ok(CodeExpansion { body, is_cut })
}

impl Lowerer<'_> {
    /// A call within an expansion, if it can be expanded.
    pub(super) fn expansion_of(&mut self, mac: &Macro) -> Option<ExprId> {
        let expansion = self.expansion.as_mut()?;
        // What is known without its definition has none.
        let rules = (expansion.definitions)(&types::path(&mac.path))?;
        if expansion.depth >= DEEPEST || expansion.left == 0 {
            expansion.is_cut = true;
            return None;
        }
        expansion.left -= 1;
        let written = rules.0.expand(mac.tokens.clone());
        expansion.is_cut |= matches!(written, Err(Unexpanded::TooLarge));
        let code = parsed(written.ok()?)?;
        expansion.depth += 1;
        let expr = self.code_of(&code);
        if let Some(expansion) = &mut self.expansion {
            expansion.depth -= 1;
        }
        Some(expr)
    }

    fn code_of(&mut self, code: &Code) -> ExprId {
        match code {
            Code::Expr(expr) => self.expr(expr),
            Code::Statements(statements) => self.statements(statements),
        }
    }
}

/// An expression, if need be with a semicolon that means nothing, or else statements.
fn parsed(tokens: TokenStream) -> Option<Code> {
    let expr = |input: ParseStream<'_>| {
        let expr = input.parse()?;
        input.parse::<Option<Token![;]>>()?;
        Ok(expr)
    };
    let expr = Depth::Expansion.parse(expr, tokens.clone()).ok().filter(|expr| !matches!(expr, Expr::Verbatim(_)));
    expr.map(|expr| Code::Expr(Box::new(expr)))
        .or_else(|| Depth::Expansion.parse(Block::parse_within, tokens).ok().map(Code::Statements))
}
