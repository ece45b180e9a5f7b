//! A whole file, item by item.

use std::collections::HashMap;
use std::ops::Range;

use proc_macro2::{TokenStream, TokenTree};
use syn::buffer::Cursor;
use syn::parse::ParseStream;
use syn::{Attribute, Item};

use super::super::cfg;
use super::super::depth::{self, DEEPEST, Depth};
use super::super::facts::FileFacts;
use super::super::hir::{Import, ItemTree};
use super::super::options::ScanOptions;
use super::super::source::SourceText;
use super::super::suppressions::Suppressions;
use super::super::text::clip;
use super::lowerer::Lowerer;

/// First path segments that name no dependency.
const LOCAL_ROOTS: &[&str] = &["crate", "self", "super", "std", "core", "alloc"];

/// The text that tokens were lexed from.
#[derive(Clone, Copy)]
pub(in super::super) struct Lexed<'a> {
    /// The file's code, with blanks for what holds no site.
    pub(in super::super) code: &'a str,
    /// Whether it may nest too deep to be parsed.
    pub(in super::super) may_be_deep: bool,
}

/// All that a file's tokens say. `suppressions` are the bytes of the comments that speak to the audit.
pub(in super::super) fn scan(
    source: &SourceText<'_>,
    lexed: Lexed<'_>,
    suppressions: &[Range<usize>],
    options: ScanOptions<'_>,
    tokens: TokenStream,
) -> FileFacts {
    let mut lowerer = Lowerer::scan(source, lexed.code, suppressions, options);
    lowerer.file(tokens, lexed.may_be_deep);
    lowerer.finish()
}

/// What a file's tokens declare.
pub(in super::super) fn declarations(source: &SourceText<'_>, tokens: TokenStream, may_be_deep: bool) -> ItemTree {
    let mut lowerer = Lowerer::new(source);
    lowerer.file(tokens, may_be_deep);
    lowerer.finish().tree
}

/// What a macro wrote among items.
pub(in super::super) fn expanded(tokens: TokenStream) -> ItemTree {
    let source = SourceText::new("");
    let mut lowerer = Lowerer::expanded(&source);
    lowerer.file(tokens, true);
    lowerer.finish().tree
}

impl Lowerer<'_> {
    /// Items one after the other. One that does not parse is taken by its tokens; the rest of the file is not lost.
    fn file(&mut self, tokens: TokenStream, may_be_deep: bool) {
        let items = |input: ParseStream<'_>| {
            let is_deep = may_be_deep && depth::depth(input.cursor()) > DEEPEST;
            if is_deep {
                self.deep = depth::deep_brackets(input.cursor());
            }
            let inner = input.call(Attribute::parse_inner).unwrap_or_default();
            self.place.hidden |= cfg::excludes(&inner);
            self.in_attributes(&inner, |lowerer| {
                // Where the item ends that was looked at last.
                let mut seen: Option<Cursor<'_>> = None;
                while !input.is_empty() {
                    if is_deep && seen.is_none_or(|end| input.cursor() >= end) {
                        let (depth, end) = depth::piece(input.cursor());
                        if depth > DEEPEST {
                            lowerer.facts.parse_error.get_or_insert_with(depth::too_deep);
                            lowerer.broken_item(until(input, end));
                            continue;
                        }
                        seen = Some(end);
                    }
                    match next_item(input) {
                        Ok(item) => lowerer.item(&item),
                        Err(error) => {
                            lowerer.facts.parse_error.get_or_insert_with(|| describe(&error));
                            lowerer.broken_item(until_item_ends(input));
                        }
                    }
                }
            });
            Ok(())
        };
        // The parser above takes every token and returns no error of its own.
        if let Err(error) = Depth::Fine.parse(items, tokens) {
            self.facts.parse_error.get_or_insert_with(|| describe(&error));
        }
    }

    /// Orders the sites and marks the lines that grep counts.
    fn finish(mut self) -> FileFacts {
        shrink(&mut self.tree);
        let Self { source, mut facts, tree, suppressions, is_scan, .. } = self;
        facts.tree = tree;
        if !is_scan {
            return facts;
        }
        facts.sites.sort_by_key(|site| (site.span.name, site.span.bytes.start));
        facts.import_roots = import_roots(&facts.tree);
        facts.lines = source.line_count();
        facts.suppressions = suppressions.map(Suppressions::finish).unwrap_or_default();
        // The first site of each line whose own `.clone()` stands there in one piece makes the line match.
        let mut in_one_piece: HashMap<usize, usize> = HashMap::new();
        for (at, site) in facts.sites.iter().enumerate() {
            if site.is_in_one_piece {
                in_one_piece.entry(site.span.name.0 as usize).or_insert(at);
            }
        }
        let mut last_line = 0;
        for at in source.grep_matches() {
            let line = source.line_of(at);
            if line == last_line {
                continue;
            }
            last_line = line;
            facts.grep_lines += 1;
            match in_one_piece.get(&line) {
                Some(&site) => facts.sites[site].grep_line = true,
                None => facts.mentions.push(clip(source.line_text(line).trim().to_owned())),
            }
        }
        facts
    }
}

/// The next item; where it does not parse, nothing is taken from the input.
fn next_item(input: ParseStream<'_>) -> syn::Result<Item> {
    let fork = input.fork();
    let item = fork.parse()?;
    syn::parse::discouraged::Speculative::advance_to(input, &fork);
    Ok(item)
}

/// Tokens from a broken item up to what ends one: a brace group or a semicolon.
fn until_item_ends(input: ParseStream<'_>) -> TokenStream {
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

/// Tokens up to a place.
fn until(input: ParseStream<'_>, end: Cursor<'_>) -> TokenStream {
    let mut taken = Vec::new();
    while input.cursor() != end
        && let Ok(tree) = input.parse::<TokenTree>()
    {
        taken.push(tree);
    }
    taken.into_iter().collect()
}

fn describe(error: &syn::Error) -> String {
    format!("line {}: {error}", error.span().start().line)
}

fn shrink(tree: &mut ItemTree) {
    tree.modules.shrink_to_fit();
    tree.file_modules.shrink_to_fit();
    tree.adts.shrink_to_fit();
    tree.functions.shrink_to_fit();
    tree.traits.shrink_to_fit();
    tree.impls.shrink_to_fit();
    tree.aliases.shrink_to_fit();
    tree.constants.shrink_to_fit();
    tree.imports.shrink_to_fit();
    tree.bodies.shrink_to_fit();
    tree.macro_definitions.shrink_to_fit();
    tree.macro_calls.shrink_to_fit();
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
