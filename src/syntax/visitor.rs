//! The walk over a file's items: where am I (item, scope, contexts), and is this a site?
//!
//! State that holds inside of something is set by the `in_…` methods, which take a closure and undo it afterwards.
//! Sites have one door, in `sites`.

use std::collections::HashMap;
use std::ops::Range;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::visit::Visit;
use syn::{Attribute, Block, Expr, FnArg, Item, ItemImpl, ItemMod, Safety, Signature, Stmt, Type};

use crate::model::{Context, Scope};

use super::attributes;
use super::directives::{Directives, Piece};
use super::hir::{Import, ItemTree};
use super::lower::Lowerer;
use super::outlook::{OpenCall, Outlook};
use super::source::SourceText;
use super::text::{clip, compact, fingerprint};
use super::{FileFacts, InlineModule, ModuleDecl};

/// First path segments that name no dependency.
const LOCAL_ROOTS: &[&str] = &["crate", "self", "super", "std", "core", "alloc"];

/// Visits a file's tokens and says what stands there. `lexed` is the text that they were lexed from: the file's code,
/// with blanks for what holds no site. `directives` are the bytes of the comments that speak to the audit.
pub(super) fn visit(
    source: &SourceText<'_>,
    lexed: &str,
    directives: &[Range<usize>],
    tokens: TokenStream,
) -> FileFacts {
    let mut visitor = SiteVisitor::new(source, lexed);
    visitor.directives = Directives::new(source, lexed, directives);
    let whole_file = |input: ParseStream<'_>| {
        let inner = input.call(Attribute::parse_inner).unwrap_or_default();
        visitor.lowerer.file_attributes(&inner);
        visitor.in_attributes(&inner, |visitor| visitor.items(input));
        Ok(())
    };
    // The parser above takes every token and returns no error of its own.
    if let Err(error) = whole_file.parse2(tokens) {
        visitor.facts.parse_error.get_or_insert_with(|| describe(&error));
    }
    visitor.finish()
}

/// Lowers a file's tokens without looking for sites.
pub(super) fn declarations(source: &SourceText<'_>, tokens: TokenStream) -> ItemTree {
    lower(Lowerer::new(source), tokens)
}

/// Lowers the items that a macro wrote.
pub(super) fn expanded(tokens: TokenStream) -> ItemTree {
    lower(Lowerer::expanded(&SourceText::new("")), tokens)
}

fn lower(mut lowerer: Lowerer<'_>, tokens: TokenStream) -> ItemTree {
    let whole_file = |input: ParseStream<'_>| {
        lowerer.file_attributes(&input.call(Attribute::parse_inner).unwrap_or_default());
        while !input.is_empty() {
            match next_item(input) {
                Ok(item) => lowerer.item(&item),
                Err(_) => drop(broken_item(input)),
            }
        }
        Ok(())
    };
    // As above.
    let _ = whole_file.parse2(tokens);
    lowerer.finish()
}

/// The next item; where it does not parse, nothing is taken from the input.
fn next_item(input: ParseStream<'_>) -> syn::Result<Item> {
    let fork = input.fork();
    let item = fork.parse()?;
    syn::parse::discouraged::Speculative::advance_to(input, &fork);
    Ok(item)
}

fn describe(error: &syn::Error) -> String {
    format!("line {}: {error}", error.span().start().line)
}

pub(super) struct SiteVisitor<'a> {
    pub(super) source: &'a SourceText<'a>,
    /// The source's code without comments, at the same bytes.
    lexed: &'a str,
    pub(super) facts: FileFacts,
    /// Path of the enclosing item within the file.
    pub(super) item: Vec<String>,
    pub(super) scope: Option<Scope>,
    /// What encloses the place, outermost first.
    pub(super) contexts: Vec<Context>,
    /// What the next expression is to its parent.
    pub(super) place: Option<Context>,
    pub(super) inline_modules: Vec<InlineModule>,
    pub(super) macro_depth: usize,
    /// Whether the place is within what a macro definition writes.
    pub(super) in_definition: bool,
    /// What the next expression's parent does with it.
    pub(super) outlook: Outlook,
    /// The method calls whose receivers are around the place, outermost first.
    pub(super) calls: Vec<OpenCall>,
    /// Functions around the place.
    function_depth: usize,
    /// None in most files.
    pub(super) directives: Option<Directives<'a>>,
    lowerer: Lowerer<'a>,
}

impl<'a> SiteVisitor<'a> {
    fn new(source: &'a SourceText<'a>, lexed: &'a str) -> Self {
        Self {
            source,
            lexed,
            facts: FileFacts::default(),
            item: Vec::new(),
            scope: None,
            contexts: Vec::new(),
            place: None,
            inline_modules: Vec::new(),
            macro_depth: 0,
            in_definition: false,
            outlook: Outlook::default(),
            calls: Vec::new(),
            function_depth: 0,
            directives: None,
            lowerer: Lowerer::with_bodies(source, lexed),
        }
    }

    /// Orders the sites and marks the lines that grep counts.
    fn finish(mut self) -> FileFacts {
        self.facts.sites.sort_by_key(|site| (site.span.name, site.span.bytes.start));
        self.facts.tree = self.lowerer.finish();
        self.facts.import_roots = import_roots(&self.facts.tree);
        self.facts.lines = self.source.line_count();
        self.facts.directives = self.directives.map(Directives::finish).unwrap_or_default();
        // The first site of each line whose own `.clone()` stands there in one piece makes the line match.
        let mut in_one_piece: HashMap<usize, usize> = HashMap::new();
        for (at, site) in self.facts.sites.iter().enumerate() {
            if site.is_in_one_piece {
                in_one_piece.entry(site.span.name.0 as usize).or_insert(at);
            }
        }
        let mut last_line = 0;
        for at in self.source.grep_matches() {
            let line = self.source.line_of(at);
            if line == last_line {
                continue;
            }
            last_line = line;
            self.facts.grep_lines += 1;
            match in_one_piece.get(&line) {
                Some(&site) => self.facts.sites[site].grep_line = true,
                None => self.facts.mentions.push(clip(self.source.line_text(line).trim().to_owned())),
            }
        }
        self.facts
    }

    /// Items one after the other. One that does not parse is scanned by its tokens; the rest of the file is not lost.
    fn items(&mut self, input: ParseStream<'_>) {
        while !input.is_empty() {
            match next_item(input) {
                Ok(item) => {
                    self.look_for_directives(&item);
                    self.visit_item(&item);
                    self.lowerer.item(&item);
                }
                Err(error) => {
                    self.facts.parse_error.get_or_insert_with(|| describe(&error));
                    let broken = broken_item(input);
                    self.lowerer.broken_item(broken.clone());
                    self.token_level(broken);
                }
            }
        }
    }

    /// Whatever is parsed is looked at once, where it is: at the top of the file, and within macros.
    pub(super) fn look_for_directives<'t>(&mut self, piece: impl Into<Piece<'t>>) {
        if let Some(directives) = &mut self.directives {
            directives.look_at(piece);
        }
    }

    // ---- where am I ----

    pub(super) fn in_item<R>(&mut self, name: String, inside: impl FnOnce(&mut Self) -> R) -> R {
        self.item.push(name);
        self.facts.items.push(self.item.join("::"));
        let result = inside(self);
        self.item.pop();
        result
    }

    /// What attributes say holds for what they stand on; their own arguments may hold code.
    pub(super) fn in_attributes<R>(&mut self, attributes: &[Attribute], inside: impl FnOnce(&mut Self) -> R) -> R {
        for attribute in attributes {
            self.attribute(attribute);
        }
        self.in_scope(attributes::scope_of(attributes), inside)
    }

    pub(super) fn in_scope<R>(&mut self, scope: Option<Scope>, inside: impl FnOnce(&mut Self) -> R) -> R {
        let outer = self.scope;
        self.scope = scope.or(outer);
        let result = inside(self);
        self.scope = outer;
        result
    }

    pub(super) fn in_context<R>(&mut self, context: Context, inside: impl FnOnce(&mut Self) -> R) -> R {
        self.contexts.push(context);
        let result = inside(self);
        self.contexts.pop();
        result
    }

    pub(super) fn in_macro<R>(&mut self, inside: impl FnOnce(&mut Self) -> R) -> R {
        self.macro_depth += 1;
        let result = self.in_context(Context::Macro, inside);
        self.macro_depth -= 1;
        result
    }

    pub(super) fn in_definition(&mut self, inside: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.in_definition, true);
        inside(self);
        self.in_definition = outer;
    }

    /// A body is entered only from its own function: loops and closures around a nested function are not around its code.
    pub(super) fn in_function(&mut self, signature: &Signature, body: Option<&Block>) {
        let first_site = self.facts.sites.len();
        self.function_depth += 1;
        let outer = std::mem::take(&mut self.contexts);
        if self.macro_depth > 0 {
            self.contexts.push(Context::Macro);
        }
        self.in_item(signature.ident.to_string(), |visitor| {
            if signature.asyncness.is_some() {
                visitor.contexts.push(Context::Async);
            }
            for input in &signature.inputs {
                if let FnArg::Typed(typed) = input {
                    visitor.visit_pat(&typed.pat);
                }
            }
            if let Some(body) = body {
                visitor.body(body);
            }
        });
        self.contexts = outer;
        self.function_depth -= 1;
        if let Some(body) = body {
            self.sites_are_in(first_site, first_token(signature), body.brace_token.span.close());
        }
    }

    /// A constant or static, from its keyword to its semicolon. A function's own is a part of the function.
    pub(super) fn constant(&mut self, name: &Ident, keyword: Span, value: &Expr, semicolon: Span) {
        let first_site = self.facts.sites.len();
        self.in_item(name.to_string(), |visitor| visitor.visit_expr(value));
        if self.function_depth == 0 {
            self.sites_are_in(first_site, keyword, semicolon);
        }
    }

    /// Notes of the sites from this one on that these tokens are around them, unless something further in is: the
    /// inner is left before the outer. So nothing is hashed that holds no site.
    fn sites_are_in(&mut self, first_site: usize, first: Span, last: Span) {
        let mut sites = self.facts.sites[first_site..].iter_mut().filter(|site| site.function.is_none()).peekable();
        if sites.peek().is_some() {
            let bytes = first.byte_range().start..last.byte_range().end;
            let function = (self.source.in_file(&bytes), fingerprint(&self.lexed[bytes]));
            sites.for_each(|site| site.function = Some(function.clone()));
        }
    }

    /// A function's block: what its last expression yields is returned.
    fn body(&mut self, block: &Block) {
        let Some((last, before)) = block.stmts.split_last() else { return };
        for statement in before {
            self.visit_stmt(statement);
        }
        if let Stmt::Expr(expr, None) = last {
            self.visit_expr_at(Context::Return, expr);
        } else {
            self.visit_stmt(last);
        }
    }

    pub(super) fn visit_expr_at(&mut self, place: Context, expr: &Expr) {
        self.place = Some(place);
        self.visit_expr(expr);
        self.place = None;
    }

    // ---- items ----

    pub(super) fn implementation(&mut self, item: &ItemImpl) {
        let name = last_segment(&item.self_ty).unwrap_or_else(|| compact(item.self_ty.to_token_stream()));
        let path = match item.trait_.as_ref().and_then(|of_trait| of_trait.0.segments.last()) {
            Some(last) => format!("<{name} as {}>", last.ident),
            None => name,
        };
        self.in_item(path, |visitor| item.items.iter().for_each(|item| visitor.visit_impl_item(item)));
    }

    pub(super) fn module(&mut self, item: &ItemMod) {
        let name = item.ident.to_string();
        let (paths, default_path) = attributes::module_paths(&item.attrs);
        let Some((_, items)) = &item.content else {
            self.facts.modules.push(ModuleDecl {
                name,
                paths,
                default_path,
                inside: self.inline_modules.clone(),
                scope: self.scope,
            });
            return;
        };
        self.inline_modules.push(InlineModule { name: name.clone(), path: paths.into_iter().next() });
        self.in_item(name, |visitor| items.iter().for_each(|item| visitor.visit_item(item)));
        self.inline_modules.pop();
    }
}

fn first_token(signature: &Signature) -> Span {
    let safety = match &signature.safety {
        Safety::Safe(token) => Some(token.span),
        Safety::Unsafe(token) => Some(token.span),
        Safety::Default => None,
    };
    let constness = signature.constness.as_ref().map(|token| token.span);
    let asyncness = signature.asyncness.as_ref().map(|token| token.span);
    let abi = signature.abi.as_ref().map(|abi| abi.extern_token.span);
    constness.or(asyncness).or(safety).or(abi).unwrap_or(signature.fn_token.span)
}

/// The first segments of all imports that may name a dependency: sorted, each once.
fn import_roots(tree: &ItemTree) -> Vec<String> {
    let first = |import: &Import| {
        import.path.segments.iter().map(|segment| segment.name.as_str()).find(|name| !name.is_empty())
    };
    let mut roots: Vec<&str> =
        tree.imports.iter().filter_map(first).filter(|root| !LOCAL_ROOTS.contains(root)).collect();
    roots.sort_unstable();
    roots.dedup();
    roots.into_iter().map(ToOwned::to_owned).collect()
}

/// The name of a type that is a path.
fn last_segment(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) if path.qself.is_none() => path.path.segments.last().map(|last| last.ident.to_string()),
        Type::Paren(paren) => last_segment(&paren.elem),
        Type::Group(group) => last_segment(&group.elem),
        _ => None,
    }
}

/// Tokens from a broken item up to what ends one: a brace group or a semicolon.
fn broken_item(input: ParseStream<'_>) -> TokenStream {
    let mut taken = Vec::new();
    while let Ok(tree) = input.parse::<TokenTree>() {
        let ends = match &tree {
            TokenTree::Group(group) => group.delimiter() == proc_macro2::Delimiter::Brace,
            TokenTree::Punct(punct) => punct.as_char() == ';',
            _ => false,
        };
        taken.push(tree);
        if ends {
            break;
        }
    }
    taken.into_iter().collect()
}
