//! What attributes say: which code is for tests, and which another program may rewrite.

use proc_macro2::TokenTree;
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, Item, Meta, MetaList, Token};

use crate::knowledge::attributes::{self, RETURNING, derives_no_clone, keeps_result, writes_no_clone};
use crate::model::Scope;

use super::cfg;
use super::hir::Rewriting;

/// Last path segments of attributes that make a function a test, beside all that end in `test`: `#[test]`,
/// `#[rocket::async_test]`, `#[rstest]` …
const TEST_ATTRIBUTES: &[&str] = &["test_case", "test_matrix", "parameterized", "quickcheck"];

/// Words that end so and are about no test.
const RHYMES: &[&str] = &["attest", "contest", "detest", "fastest", "greatest", "latest", "protest"];

/// The scope that attributes force on what they stand on. Code behind a `#[cfg]` is test code where the option `test` or
/// one of `test_cfgs` must be set for it.
pub(super) fn scope_of(attributes: &[Attribute], test_cfgs: &[String]) -> Option<Scope> {
    attributes.iter().find_map(|attribute| {
        let name = attribute.path().segments.last()?.ident.to_string();
        let is_test = match &attribute.meta {
            Meta::List(list) if name == "cfg" => cfg::is_test_only(&list.tokens, test_cfgs),
            _ if RHYMES.contains(&name.as_str()) => false,
            _ => name.ends_with("test") || TEST_ATTRIBUTES.contains(&name.as_str()),
        };
        if name == "bench" { Some(Scope::Bench) } else { is_test.then_some(Scope::Test) }
    })
}

/// Attributes of one segment that leave what they stand on as it is: those of the language, and lints.
const INERT: &[&str] = &[
    "allow",
    "expect",
    "warn",
    "deny",
    "forbid",
    "doc",
    "cfg",
    "inline",
    "must_use",
    "deprecated",
    "cold",
    "track_caller",
    "automatically_derived",
    "target_feature",
    "no_mangle",
    "instrument",
    "coverage",
    "stable",
    "unstable",
];

/// Tools and libraries whose attributes do, too.
const INERT_TOOLS: &[&str] = &["rustfmt", "clippy", "rustdoc", "diagnostic", "miri", "tracing"];

/// Whether an attribute may write other code than what it stands on, or hand it to another language: what is behind
/// is not the caller's view of it.
pub(super) fn may_rewrite(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| is_rewriting(&attribute.meta))
}

fn is_rewriting(meta: &Meta) -> bool {
    let path = meta.path();
    let Some(first) = path.segments.first().map(|first| first.ident.to_string()) else { return false };
    match meta {
        Meta::List(list) if first == "cfg_attr" => any_in_cfg_attr(list, is_rewriting),
        _ if path.segments.len() == 1 => !INERT.contains(&first.as_str()),
        _ => !INERT_TOOLS.contains(&first.as_str()),
    }
}

/// Whether one of the attributes behind the condition of a `cfg_attr` is such.
fn any_in_cfg_attr(list: &MetaList, is_such: fn(&Meta) -> bool) -> bool {
    list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
        .is_ok_and(|parts| parts.iter().skip(1).any(is_such))
}

/// What attributes may make of the function that they stand on, or of those in the block: `#[salsa::tracked(returns(ref))]`
/// makes callers get a reference.
pub(super) fn rewriting(attributes: &[Attribute]) -> Rewriting {
    if attributes.iter().any(|attribute| is_changing_result(&attribute.meta)) {
        Rewriting::Other
    } else if may_rewrite(attributes) {
        Rewriting::Wrapped
    } else {
        Rewriting::None
    }
}

fn is_changing_result(meta: &Meta) -> bool {
    let path = &meta.path().segments;
    let (Some(first), Some(name)) = (path.first(), path.last()) else { return false };
    match meta {
        Meta::List(list) if first.ident == "cfg_attr" => any_in_cfg_attr(list, is_changing_result),
        Meta::List(list) if list.tokens.clone().into_iter().any(|token| is_returning(&token)) => true,
        _ => !keeps_result(&first.ident.to_string(), &name.ident.to_string()),
    }
}

/// Whether attributes of a type may write a `Clone` that is not seen: by a derive or a macro that is not expanded here.
/// A derived `Clone` itself is seen.
pub(super) fn may_write_clone(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| writes_clone(&attribute.meta, &["Clone", "Copy"]))
}

/// Whether a macro among these may give a type other fields than it is written with.
pub(super) fn may_replace_fields(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| replaces_fields(&attribute.meta))
}

fn replaces_fields(meta: &Meta) -> bool {
    match meta {
        Meta::List(list) if list.path.is_ident("cfg_attr") => any_in_cfg_attr(list, replaces_fields),
        _ => {
            let path = &meta.path().segments;
            let name = |segment: Option<&syn::PathSegment>| segment.map(|segment| segment.ident.to_string());
            let (Some(first), Some(last)) = (name(path.first()), name(path.last())) else { return true };
            attributes::may_replace_fields(&first, &last, path.len() == 1)
        }
    }
}

/// `seen` are the derives that declarations show.
fn writes_clone(meta: &Meta, seen: &[&str]) -> bool {
    let path = &meta.path().segments;
    let Some(first) = path.first() else { return true };
    match meta {
        // A `Clone` that a feature derives is seen only where the feature is on.
        Meta::List(list) if first.ident == "cfg_attr" => any_in_cfg_attr(list, |meta| writes_clone(meta, &["Copy"])),
        Meta::List(list) if list.path.is_ident("derive") => derived(list)
            .is_none_or(|names| names.iter().any(|name| !seen.contains(&name.as_str()) && !derives_no_clone(name))),
        _ => !writes_no_clone(&first.ident.to_string(), path.len() == 1),
    }
}

/// Last segments of what a `derive` names.
fn derived(list: &MetaList) -> Option<Vec<String>> {
    let paths = list.parse_args_with(Punctuated::<syn::Path, Token![,]>::parse_terminated).ok()?;
    Some(paths.iter().filter_map(|path| Some(path.segments.last()?.ident.to_string())).collect())
}

fn is_returning(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(name) if RETURNING.iter().any(|known| name == known))
}

/// Attributes whose arguments are no code.
const PLAIN: &[&str] =
    &["doc", "derive", "cfg", "cfg_attr", "allow", "expect", "warn", "deny", "forbid", "deprecated", "path"];

/// An attribute's arguments, if they may be code: `#[instrument(fields(id = %id.clone()))]`.
pub(super) fn code_arguments(attribute: &Attribute) -> Option<&MetaList> {
    match &attribute.meta {
        Meta::List(list) if !PLAIN.iter().any(|name| list.path.is_ident(name)) => Some(list),
        _ => None,
    }
}

/// Attributes of expressions: `#[cfg(test)] record(x);`
pub(super) fn expression_attributes(expr: &Expr) -> &[Attribute] {
    match expr {
        Expr::Assign(expr) => &expr.attrs,
        Expr::Async(expr) => &expr.attrs,
        Expr::Await(expr) => &expr.attrs,
        Expr::Block(expr) => &expr.attrs,
        Expr::Call(expr) => &expr.attrs,
        Expr::ForLoop(expr) => &expr.attrs,
        Expr::If(expr) => &expr.attrs,
        Expr::Loop(expr) => &expr.attrs,
        Expr::Macro(expr) => &expr.attrs,
        Expr::Match(expr) => &expr.attrs,
        Expr::MethodCall(expr) => &expr.attrs,
        Expr::Return(expr) => &expr.attrs,
        Expr::Try(expr) => &expr.attrs,
        Expr::Unsafe(expr) => &expr.attrs,
        Expr::While(expr) => &expr.attrs,
        _ => &[],
    }
}

pub(super) fn item_attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::TraitAlias(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse::Parser;

    fn attributes(text: &str) -> Vec<Attribute> {
        Attribute::parse_outer.parse_str(text).expect("attributes parse")
    }

    #[test]
    fn a_cfg_is_test_code_only_if_no_other_build_compiles_it() {
        for (text, scope) in [
            ("#[test]", Some(Scope::Test)),
            ("#[tokio::test(flavor = \"multi_thread\")]", Some(Scope::Test)),
            ("#[rstest]", Some(Scope::Test)),
            ("#[bench]", Some(Scope::Bench)),
            ("#[cfg(test)]", Some(Scope::Test)),
            ("#[cfg(all(unix, test))]", Some(Scope::Test)),
            ("#[cfg(any(test, feature = \"test-utils\"))]", Some(Scope::Test)),
            ("#[cfg(any(test, feature = \"std\"))]", None),
            ("#[cfg(any(test, feature = \"testnet\"))]", None),
            ("#[cfg(any(test, doc))]", None),
            ("#[cfg(not(test))]", None),
            ("#[cfg(not(any(test)))]", None),
            ("#[cfg(not(not(test)))]", Some(Scope::Test)),
            ("#[cfg(any())]", None),
            ("#[cfg(all(test, not(test)))]", None),
            ("#[cfg(kani)]", Some(Scope::Test)),
            ("#[cfg(any(test, kani))]", Some(Scope::Test)),
            ("#[cfg(all(kani, not(test)))]", Some(Scope::Test)),
            ("#[cfg(all(test, not(kani)))]", Some(Scope::Test)),
            ("#[cfg(any(kani, unix))]", None),
            ("#[cfg(not(kani))]", None),
            ("#[cfg(loom)]", None),
            ("#[rocket::async_test]", Some(Scope::Test)),
            ("#[sqlx::test(migrations = \"m\")]", Some(Scope::Test)),
            ("#[tested]", None),
            ("#[cfg_attr(test, derive(Debug))]", None),
            ("#[derive(Clone)]", None),
        ] {
            assert_eq!(scope_of(&attributes(text), &["kani".to_owned()]), scope, "{text}");
        }
    }

    #[test]
    fn attributes_of_libraries_may_rewrite_and_those_of_the_language_do_not() {
        for text in
            ["#[wasm_bindgen(getter)]", "#[pyo3::pymethods]", "#[cfg_attr(feature = \"py\", pymethods)]", "#[Object]"]
        {
            assert!(may_rewrite(&attributes(text)), "{text}");
        }
        let inert = "#[inline] #[must_use = \"a\"] #[doc(hidden)] #[clippy::x] #[cfg_attr(docsrs, doc(cfg(unix)))] #[cfg(unix)]";
        assert!(!may_rewrite(&attributes(inert)));
    }

    #[test]
    fn what_callers_get_is_known_but_for_attributes_that_nobody_knows() {
        for (text, changes) in [
            ("#[inline] #[must_use] #[doc = \"a\"] #[cfg(unix)] #[clippy::x]", false),
            ("#[tracing::instrument(skip(self), ret)]", false),
            ("#[async_trait::async_trait]", false),
            ("#[tokio::test(flavor = \"multi_thread\")]", false),
            ("#[salsa::tracked]", false),
            ("#[salsa::tracked(returns(ref))]", true),
            ("#[tracked(return_ref)]", true),
            ("#[cfg_attr(feature = \"a\", inline)]", false),
            ("#[cfg_attr(feature = \"a\", fehler::throws)]", true),
            ("#[throws(Error)]", true),
            ("#[Object]", true),
        ] {
            assert_eq!(rewriting(&attributes(text)) == Rewriting::Other, changes, "{text}");
        }
    }
}
