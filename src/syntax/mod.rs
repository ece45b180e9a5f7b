//! One file's text → its sites and declarations.
//!
//! The only caller of `syn` and `proc_macro2`, and the only code that turns bytes into lines and columns. A file's
//! comments and its function bodies without a cloning word are blanked (`prune`), the rest is lexed, parsed item by
//! item, and lowered to `hir` in one walk (`lower`), which notes the sites as well. What `syn` leaves as tokens (macro
//! arguments, `macro_rules!` bodies, broken items) is parsed where it can be and recognised by its tokens elsewhere,
//! with exact positions either way. `suppressions` reads the comments that speak to the audit.
//!
//! Limits: the tokens of `quote!` and its kin are somebody else's program and are not looked into. Macros by example
//! are expanded (`expand`) only for what they declare and yield; a site is what somebody wrote. What a procedural macro
//! writes is not seen.

mod attributes;
pub(crate) mod brought_in;
mod calls;
mod cfg;
mod depth;
mod ergonomic_clones;
mod expand;
mod facts;
mod frontmatter;
pub(crate) mod hir;
mod lower;
mod options;
mod prune;
pub(crate) mod recognize;
mod source;
mod spans;
mod suppressions;
mod text;
mod tokens;
mod type_text;

pub(crate) use calls::{Callee, Calls};
pub(crate) use facts::{FileFacts, IncludeBase, IncludeDecl, InlineModule, ModuleDecl, ModuleFile, RawSite};
pub(crate) use source::SiteSpan;
pub(crate) use type_text::{CLOSURE, type_text};

pub use options::ScanOptions;

use proc_macro2::TokenStream;

use spans::{HeldSpans, drop_spans};

pub(crate) use expand::{CodeRules, Unexpanded};
pub(crate) use lower::{CodeExpansion, Definitions};

/// Scans one file.
///
/// Spans of `proc_macro2` point into thread-local data. They are turned into byte ranges here and the data is
/// dropped before returning, so call this anywhere, but not from within a visit of another file.
///
/// # Errors
/// The lexer's error with its line, where the text is no sequence of Rust tokens.
pub fn scan(text: &str, options: ScanOptions<'_>) -> Result<FileFacts, String> {
    lower::names::since_last();
    let mut result = scan_with_spans(text, options);
    if let Ok(facts) = &mut result {
        facts.names = lower::names::since_last();
    }
    drop_spans();
    result
}

/// What one file declares, without its code, and the names in it. An item that does not parse is left out.
///
/// The same holds of threads as for [`scan`].
///
/// # Errors
/// The lexer's error with its line, where the text is no sequence of Rust tokens.
pub(crate) fn declarations(text: &str) -> Result<(hir::ItemTree, Vec<hir::Symbol>), String> {
    let source = source::SourceText::plain(text);
    lower::names::since_last();
    let result = lex(source.code()).map(|tokens| lower::declarations(&source, tokens, true));
    drop_spans();
    result.map(|tree| (tree, lower::names::since_last()))
}

/// Which functions of a file call which others. Of a file that does not lex or nests too deep, nothing is known.
///
/// The same holds of threads as for [`scan`].
pub(crate) fn calls(text: &str) -> Calls {
    let source = source::SourceText::plain(text);
    if depth::is_bottomless(source.code()) {
        return Calls::default();
    }
    let calls = lex(source.code()).map(Calls::among).unwrap_or_default();
    drop_spans();
    calls
}

/// What one file of a library declares to other crates. Of functions only those with one of these names: no others can be
/// looked up. Lines are not those of the file.
///
/// # Errors
/// As [`declarations`].
pub(crate) fn library_declarations(text: &str, names: &hir::Names) -> Result<hir::ItemTree, String> {
    let source = source::SourceText::plain(text);
    let prune::Interface { code, pieces, may_be_deep } = prune::for_others(&source, names);
    let source = source.pieces(&code, pieces);
    let result = lex(&code).map(|tokens| lower::declarations(&source, tokens, may_be_deep));
    drop_spans();
    result
}

/// A macro call among items whose definition was found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ItemCall<'a> {
    /// What stands between its delimiters.
    pub arguments: &'a str,
    /// Whether it stands in an impl block: the tree then has one impl block of no type, with what is written there.
    pub is_in_impl: bool,
}

/// What calls of one macro declare. `rules` is the text between the definition's delimiters, `krate` an identifier to
/// stand for `$crate`; without one, it is `$crate` in the trees. An error for a call that cannot be expanded.
///
/// The same holds of threads as for [`scan`].
pub(crate) fn expand_items(
    rules: &str,
    krate: Option<&str>,
    calls: &[ItemCall<'_>],
) -> Vec<Result<hir::ItemTree, Unexpanded>> {
    let krate = krate.unwrap_or(hir::DOLLAR_CRATE);
    let definition = depth::lex(rules).and_then(|rules| expand::Macro::new(rules, krate, expand::Code::Left));
    let expand = |call: &ItemCall<'_>| {
        let definition = definition.as_ref().ok_or(Unexpanded::Unfit)?;
        let written = definition.expand(depth::lex(call.arguments).ok_or(Unexpanded::Unfit)?)?;
        Ok(lower::expanded(if call.is_in_impl {
            quote::quote! { impl () { #written } }
        } else {
            written
        }))
    };
    let trees = calls.iter().map(expand).collect();
    drop_spans();
    trees
}

/// What a call in code stands for, as a body without a function: calls in it are expanded in turn, by `definitions`.
/// Its sites are those that the arguments write, by their bytes in the text of the call. What items in it declare is
/// not seen.
///
/// `definitions` may read other files: spans stay until this returns.
pub(crate) fn expand_code(
    rules: &CodeRules,
    arguments: &str,
    offset: u32,
    definitions: Definitions<'_>,
) -> Result<CodeExpansion, Unexpanded> {
    let held = HeldSpans::new();
    let arguments = depth::lex(arguments).ok_or(Unexpanded::Unfit);
    let body = arguments.and_then(|arguments| lower::code(rules, &arguments, offset, definitions));
    drop(held);
    drop_spans();
    body
}

fn scan_with_spans(text: &str, options: ScanOptions<'_>) -> Result<FileFacts, String> {
    let text = frontmatter::blanked(text);
    let source = source::SourceText::new(&text);
    let prune::Pruned { code, suppressions, is_flattened, may_be_deep } = prune::prune(&source);
    let tokens = lex(&code)?;
    let scan = |code: &str, tokens| {
        let text = lower::Lexed { code, may_be_deep };
        lower::scan(&source, text, &suppressions, options, tokens)
    };
    let mut facts = scan(&code, tokens.clone());
    if is_flattened {
        facts.parse_error = Some(depth::too_deep());
        return Ok(facts);
    }
    match facts.parse_error.as_ref().and_then(|_| ergonomic_clones::without(&code, &tokens)) {
        Some(code) => Ok(scan(&code, lex(&code)?)),
        None => Ok(facts),
    }
}

fn lex(code: &str) -> Result<TokenStream, String> {
    code.parse().map_err(|error: proc_macro2::LexError| {
        let position = error.span().start();
        format!("line {}: {}", position.line, lex_reason(&error))
    })
}

fn lex_reason(error: &proc_macro2::LexError) -> String {
    let text = error.to_string();
    if text == "cannot parse string into token stream" {
        "unbalanced bracket, unterminated string or unknown character".to_owned()
    } else {
        text
    }
}
