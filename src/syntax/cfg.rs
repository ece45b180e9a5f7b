//! What `#[cfg]` and `#[cfg_attr]` say of the build that is audited: `x86_64`, Linux with glibc, without Miri or Loom.
//!
//! Predicates have three answers: they hold, they do not, or the build decides (features, tests, what is unknown).

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{Attribute, Expr, ExprLit, Lit, Meta, MetaList};

use crate::knowledge::cfg::option;
use crate::model::Scope;

use super::depth;
use super::facts::ModuleFile;
use super::hir::{Presence, Symbol};
use super::lower::names;

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

/// Whether a build of the workspace has what these stand at: with these features, where they are known, without tests, and
/// without options that nothing sets.
pub(super) fn presence(attributes: &[Attribute], features: Option<&BTreeSet<String>>) -> Presence {
    let of = |attribute: &Attribute| match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg") && holds(list.tokens.clone()) != Some(true) => {
            // Of dependencies, the first of several declarations is taken.
            let Some(features) = features else { return Presence::Sure };
            let known = |name: &str, value: Option<&str>| match (name, value) {
                ("feature", Some(feature)) => Some(features.contains(feature)),
                ("debug_assertions", None) => Some(true),
                (name, value) => option(name, value).or_else(|| value.is_none().then_some(false)),
            };
            match value(list.tokens.clone(), &known) {
                Some(true) => Presence::Sure,
                Some(false) => Presence::Off,
                None => Presence::Open,
            }
        }
        _ => Presence::Sure,
    };
    attributes.iter().map(of).max().unwrap_or_default()
}

/// Whether a `#[cfg]` among these holds in test builds only.
pub(super) fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg") => is_test_only(&list.tokens, &[]),
        _ => false,
    })
}

/// Whether an attribute is a `#[cfg]` that may not hold.
pub(super) fn may_not_hold(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg") && holds_of(attribute) != Some(true)
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
    value(predicate, &option)
}

/// Whether a predicate in parentheses, given as text, certainly does not hold where another crate uses a library, which
/// is no test then.
pub(super) fn is_out_of_libraries(text: &str) -> bool {
    let Some(predicate) = text.trim().strip_prefix('(').and_then(|text| text.strip_suffix(')')) else { return false };
    let in_library = |name: &str, text: Option<&str>| if name == "test" { Some(false) } else { option(name, text) };
    match predicate.trim() {
        "test" => true,
        // Most of them, and not to be known.
        text if text.starts_with("feature") => false,
        text => depth::lex(text).is_some_and(|tokens| value(tokens, &in_library) == Some(false)),
    }
}

/// Whether a predicate holds in test builds only, whatever else the build decides. A feature whose name says that it is
/// for tests counts as one, and so do the options `test_cfgs`: builds that verify the code, and are not shipped.
pub(super) fn is_test_only(predicate: &TokenStream, test_cfgs: &[String]) -> bool {
    let with = |is_test: bool, verifies: Option<bool>| {
        value(predicate.clone(), &|name, text| match text {
            None if name == "test" => Some(is_test),
            None => verifies.filter(|_| test_cfgs.iter().any(|option| option == name)),
            Some(feature) => (name == "feature" && is_test_feature(feature)).then_some(is_test),
        })
    };
    let may_hold = || with(true, None) != Some(false) || with(false, Some(true)) == Some(true);
    with(false, Some(false)) == Some(false) && may_hold()
}

/// What is known of an option by its name, and of `name = "value"`.
type Known<'k> = &'k dyn Fn(&str, Option<&str>) -> Option<bool>;

fn value(predicate: TokenStream, known: Known<'_>) -> Option<bool> {
    values(predicate, known).first().copied().flatten()
}

/// The values of predicates between commas.
fn values(tokens: TokenStream, known: Known<'_>) -> Vec<Option<bool>> {
    let mut found = Vec::new();
    let mut name = String::new();
    for tree in tokens {
        match tree {
            TokenTree::Ident(ident) => {
                name = ident.to_string();
                found.push(known(&name, None));
            }
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                found.pop();
                found.push(known(&name, Some(text.trim_matches('"'))));
            }
            TokenTree::Group(group) => {
                let parts = values(group.stream(), known);
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

/// Words with which the name of a Cargo feature says that it is for tests: `test-utils`, `testing`, `mock`.
const TEST_FEATURE_WORDS: &[&str] = &["mock", "mocks", "mocking"];

/// Features carry their purpose in their name only, so a name with a word that starts with `test` counts
/// (`test-utils`, `testing`, `internal_testing`), except `testnet`.
fn is_test_feature(name: &str) -> bool {
    name.split(['-', '_', '.', '/'])
        .any(|word| word.starts_with("test") && !word.starts_with("testnet") || TEST_FEATURE_WORDS.contains(&word))
}

/// Calls `each` with the tokens of every attribute of this name, those of a `cfg_attr` that may hold by these options
/// among them, and whether it is certainly there.
fn each_named(attributes: &[Attribute], name: &str, known: Known<'_>, each: &mut dyn FnMut(TokenStream, bool)) {
    for attribute in attributes {
        match &attribute.meta {
            Meta::List(list) if list.path.is_ident(name) => each(list.tokens.clone(), true),
            Meta::List(list) if list.path.is_ident("cfg_attr") => conditional(list, name, known, each),
            _ => {}
        }
    }
}

fn conditional(list: &MetaList, name: &str, known: Known<'_>, each: &mut dyn FnMut(TokenStream, bool)) {
    let mut trees = list.tokens.clone().into_iter();
    let predicate: TokenStream = trees.by_ref().take_while(|tree| !is_comma(tree)).collect();
    let holds = value(predicate, known);
    if holds == Some(false) {
        return;
    }
    let mut named = false;
    for tree in trees {
        match &tree {
            TokenTree::Group(group) if named && group.delimiter() == Delimiter::Parenthesis => {
                each(group.stream(), holds == Some(true));
            }
            _ => {}
        }
        named = matches!(&tree, TokenTree::Ident(ident) if ident == name);
    }
}

fn is_comma(tree: &TokenTree) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ',')
}

/// The traits that a type derives.
#[derive(Default)]
pub(super) struct Derives {
    /// Their last segments. What a feature that is not on derives is left out.
    pub(super) names: Vec<Symbol>,
    /// Whether the build decides about `Copy`, which is not among the names then.
    pub(super) may_be_copy: bool,
}

/// The traits that attributes derive.
pub(super) fn derives(attributes: &[Attribute], features: Option<&BTreeSet<String>>) -> Derives {
    let known = |name: &str, value: Option<&str>| match (features, value) {
        (Some(features), Some(feature)) if name == "feature" => Some(features.contains(feature)),
        _ => option(name, value),
    };
    let mut found = Derives::default();
    each_named(attributes, "derive", &known, &mut |tokens, is_sure| {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        for path in trees.split(is_comma) {
            let last = path.iter().rev().find_map(|tree| match tree {
                TokenTree::Ident(ident) => Some(names::symbol(ident)),
                _ => None,
            });
            if !is_sure && last.is_some_and(|last| last.as_str() == "Copy") {
                found.may_be_copy = true;
            } else {
                found.names.extend(last);
            }
        }
    });
    let is_copy = found.names.iter().any(|name| name.as_str() == "Copy");
    found.may_be_copy &= !is_copy;
    found
}

/// Words of `#[repr]`; `?` among them if the build decides about some.
pub(super) fn repr(attributes: &[Attribute]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    each_named(attributes, "repr", &option, &mut |tokens, _| {
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

/// The file or folder that `#[path]` names in this build.
pub(super) fn module_path(attributes: &[Attribute]) -> Option<String> {
    let in_build = |predicate: Option<TokenStream>| predicate.is_none_or(|predicate| holds(predicate) == Some(true));
    written_paths(attributes).into_iter().find_map(|(path, predicate)| in_build(predicate).then_some(path))
}

/// The files of a module in every build.
pub(super) fn module_files(attributes: &[Attribute], test_cfgs: &[String]) -> Vec<ModuleFile> {
    let scope = |predicate: &TokenStream| is_test_only(predicate, test_cfgs).then_some(Scope::Test);
    let written = written_paths(attributes);
    let predicates: Option<Vec<&TokenStream>> = written.iter().map(|(_, predicate)| predicate.as_ref()).collect();
    // Where none of them holds, no `#[path]` does.
    let by_name = predicates.map(|all| ModuleFile { path: None, scope: scope(&quote::quote! { not(any(#(#all),*)) }) });
    let paths = written
        .iter()
        .map(|(path, predicate)| ModuleFile { path: Some(path.clone()), scope: predicate.as_ref().and_then(scope) });
    paths.chain(by_name).collect()
}

/// Every `#[path = "…"]`, and the predicate before it.
fn written_paths(attributes: &[Attribute]) -> Vec<(String, Option<TokenStream>)> {
    let mut found = Vec::new();
    for attribute in attributes {
        match &attribute.meta {
            Meta::NameValue(pair) if pair.path.is_ident("path") => {
                if let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &pair.value {
                    found.push((text.value(), None));
                }
            }
            Meta::List(list) if list.path.is_ident("cfg_attr") => {
                let mut trees = list.tokens.clone().into_iter();
                let predicate: TokenStream = trees.by_ref().take_while(|tree| !is_comma(tree)).collect();
                let trees: Vec<TokenTree> = trees.collect();
                for parts in trees.split(is_comma) {
                    if let [TokenTree::Ident(name), _, TokenTree::Literal(value)] = parts
                        && name == "path"
                        && let Lit::Str(text) = Lit::new(value.clone())
                    {
                        found.push((text.value(), Some(predicate.clone())));
                    }
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse::Parser;

    #[test]
    fn one_environment_of_linux_is_audited() {
        let holds = |text: &str| holds(text.parse().expect("tokens"));
        assert_eq!(holds("target_env = \"gnu\""), Some(true));
        assert_eq!(holds("target_env = \"musl\""), Some(false));
        assert_eq!(holds("any(target_env = \"newlib\", target_os = \"fuchsia\")"), Some(false));
        assert_eq!(holds("any(target_env = \"musl\", feature = \"a\")"), None);
    }

    #[test]
    fn module_paths_of_every_configuration_are_found() {
        let attributes = |text: &str| Attribute::parse_outer.parse_str(text).expect("attributes parse");
        let files = |attributes: &[Attribute]| -> Vec<(Option<String>, Option<Scope>)> {
            module_files(attributes, &[]).into_iter().map(|file| (file.path, file.scope)).collect()
        };
        let named = |path: &str| Some(path.to_owned());
        let plain = attributes("#[path = \"a.rs\"]");
        assert_eq!(files(&plain), [(named("a.rs"), None)]);
        assert_eq!(module_path(&plain).as_deref(), Some("a.rs"));
        let two = attributes("#[cfg_attr(windows, path = \"w.rs\")] #[cfg_attr(unix, allow(x), path = \"u.rs\")]");
        assert_eq!(files(&two), [(named("w.rs"), None), (named("u.rs"), None), (None, None)]);
        assert_eq!(module_path(&two).as_deref(), Some("u.rs"));
        let test = attributes("#[cfg_attr(test, path = \"mock.rs\")]");
        assert_eq!(files(&test), [(named("mock.rs"), Some(Scope::Test)), (None, None)]);
        let not_test = attributes("#[cfg_attr(not(test), path = \"real.rs\")]");
        assert_eq!(files(&not_test), [(named("real.rs"), None), (None, Some(Scope::Test))]);
        assert_eq!(files(&[]), [(None, None)]);
        assert_eq!(module_path(&attributes("#[cfg_attr(feature = \"f\", path = \"f.rs\")]")), None);
    }
}
