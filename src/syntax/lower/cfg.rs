//! What attributes say about the build that is audited: `x86_64`, Linux, without Miri or Loom.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{Attribute, Expr, ExprLit, Lit, Meta, MetaList};

use super::super::hir::Symbol;
use super::names;

/// Whether a `#[cfg]` among these certainly does not hold.
pub(super) fn excludes(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| holds_of(attribute) == Some(false))
}

/// Whether the build decides a `#[cfg]` among these, so that what they stand at may be there or not.
pub(super) fn is_open(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg") => holds(list.tokens.clone()).is_none(),
        _ => false,
    })
}

/// Whether a `#[cfg]` holds; nothing where the build decides, and for any other attribute.
pub(super) fn holds_of(attribute: &Attribute) -> Option<bool> {
    match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg") => holds(list.tokens.clone()),
        _ => None,
    }
}

/// Whether a predicate holds; nothing where the build decides: features, tests, what is unknown.
pub(super) fn holds(predicate: TokenStream) -> Option<bool> {
    predicates(predicate, None).first().copied().flatten()
}

/// Whether a predicate in parentheses, given as text, certainly does not hold where another crate uses a library, which
/// is no test then.
pub(in super::super) fn is_out_of_libraries(text: &str) -> bool {
    let Some(predicate) = text.trim().strip_prefix('(').and_then(|text| text.strip_suffix(')')) else { return false };
    let in_library = |tokens: TokenStream| predicates(tokens, Some(false)).first().copied().flatten();
    match predicate.trim() {
        "test" => true,
        // Most of them, and not to be known.
        text if text.starts_with("feature") => false,
        text => text.parse().is_ok_and(|tokens| in_library(tokens) == Some(false)),
    }
}

/// Predicates between commas. `is_test` is what is known of the predicate of that name.
fn predicates(tokens: TokenStream, is_test: Option<bool>) -> Vec<Option<bool>> {
    let mut found = Vec::new();
    let mut name = String::new();
    for tree in tokens {
        match tree {
            TokenTree::Ident(ident) => {
                name = ident.to_string();
                found.push(if name == "test" { is_test } else { flag(&name) });
            }
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                found.pop();
                found.push(option(&name, text.trim_matches('"')));
            }
            TokenTree::Group(group) => {
                let parts = predicates(group.stream(), is_test);
                found.pop();
                found.push(match name.as_str() {
                    "all" if parts.contains(&Some(false)) => Some(false),
                    "all" if parts.iter().all(Option::is_some) => Some(true),
                    "any" if parts.contains(&Some(true)) => Some(true),
                    "any" if parts.iter().all(Option::is_some) => Some(false),
                    "not" => parts.first().copied().flatten().map(|part| !part),
                    _ => None,
                });
            }
            TokenTree::Punct(_) => {}
        }
    }
    found
}

fn flag(name: &str) -> Option<bool> {
    match name {
        "unix" | "true" => Some(true),
        "windows" | "wasm" | "miri" | "loom" | "kani" | "docsrs" | "doc" | "false" => Some(false),
        // What build scripts set where an old compiler or a small target lacks something: `anyhow_no_core_error`.
        _ if name.starts_with("no_") || name.contains("_no_") => Some(false),
        _ => None,
    }
}

fn option(name: &str, value: &str) -> Option<bool> {
    match name {
        "target_os" => Some(value == "linux"),
        "target_arch" => Some(value == "x86_64"),
        "target_family" => Some(value == "unix"),
        "target_pointer_width" => Some(value == "64"),
        "target_endian" => Some(value == "little"),
        "target_env" if value == "msvc" || value == "sgx" => Some(false),
        "target_vendor" if value == "apple" || value == "fortanix" => Some(false),
        _ => None,
    }
}

/// Calls `each` with every attribute of this name, those of a `cfg_attr` that may hold among them.
fn each_named(attributes: &[Attribute], name: &str, each: &mut dyn FnMut(TokenStream)) {
    for attribute in attributes {
        match &attribute.meta {
            Meta::List(list) if list.path.is_ident(name) => each(list.tokens.clone()),
            Meta::List(list) if list.path.is_ident("cfg_attr") => conditional(list, name, each),
            _ => {}
        }
    }
}

fn conditional(list: &MetaList, name: &str, each: &mut dyn FnMut(TokenStream)) {
    let mut trees = list.tokens.clone().into_iter();
    let predicate: TokenStream = trees.by_ref().take_while(|tree| !is_comma(tree)).collect();
    if holds(predicate) == Some(false) {
        return;
    }
    let mut named = false;
    for tree in trees {
        match &tree {
            TokenTree::Group(group) if named && group.delimiter() == Delimiter::Parenthesis => each(group.stream()),
            _ => {}
        }
        named = matches!(&tree, TokenTree::Ident(ident) if ident == name);
    }
}

fn is_comma(tree: &TokenTree) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ',')
}

/// Last segments of derived traits.
pub(super) fn derives(attributes: &[Attribute]) -> Vec<Symbol> {
    let mut found = Vec::new();
    each_named(attributes, "derive", &mut |tokens| {
        let mut last = None;
        for tree in tokens {
            match &tree {
                TokenTree::Ident(ident) => last = Some(names::symbol(ident)),
                tree if is_comma(tree) => found.extend(last.take()),
                _ => {}
            }
        }
        found.extend(last);
    });
    found
}

/// Words of `#[repr]`; `?` among them if the build decides about some.
pub(super) fn repr(attributes: &[Attribute]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    each_named(attributes, "repr", &mut |tokens| {
        for tree in tokens {
            match (&tree, found.last_mut()) {
                (TokenTree::Ident(ident), _) => found.push(ident.to_string()),
                (TokenTree::Group(group), Some(word)) => *word += &format!("({})", group.stream()),
                _ => {}
            }
        }
    });
    let is_open = |attribute: &Attribute| match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg_attr") => {
            let mut trees = list.tokens.clone().into_iter();
            holds(trees.by_ref().take_while(|tree| !is_comma(tree)).collect()).is_none()
                && trees.any(|tree| matches!(tree, TokenTree::Ident(ident) if ident == "repr"))
        }
        _ => false,
    };
    if attributes.iter().any(is_open) {
        found.push("?".to_owned());
    }
    found
}

/// The file that `#[path]` names in this build.
pub(super) fn module_path(attributes: &[Attribute]) -> Option<String> {
    attributes.iter().find_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        Meta::List(list) if list.path.is_ident("cfg_attr") => {
            let trees: Vec<TokenTree> = list.tokens.clone().into_iter().collect();
            let comma = trees.iter().position(is_comma)?;
            let certain = holds(trees[..comma].iter().cloned().collect()) == Some(true);
            let [TokenTree::Ident(name), _, TokenTree::Literal(value)] = trees.get(comma + 1..comma + 4)? else {
                return None;
            };
            let Lit::Str(text) = Lit::new(value.clone()) else { return None };
            (certain && name == "path").then(|| text.value())
        }
        _ => None,
    })
}
