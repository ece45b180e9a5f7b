//! Attributes by name: which of them may make a function give its callers something else than it says.

/// Attributes under which callers get what a function says it returns, by the last segment of their paths: those of the
/// language, of tests, and of libraries that wrap the code or hand the function to another language as well. An
/// `async fn` whose future is boxed yields what it did.
const KEEPING: &[&str] = &[
    "allow",
    "async_recursion",
    "async_trait",
    "auto_impl",
    "automatically_derived",
    "autometrics",
    "automock",
    "bench",
    "cached",
    "cfg",
    "classmethod",
    "cold",
    "command",
    "coverage",
    "debug_handler",
    "deny",
    "deprecated",
    "doc",
    "ensures",
    "enum_dispatch",
    "expect",
    "export",
    "export_name",
    "fixture",
    "forbid",
    "framed",
    "getter",
    "ignore",
    "inline",
    "instruction_set",
    "instrument",
    "invoke",
    "link_name",
    "link_section",
    "main",
    "maybe_async",
    "memoize",
    "must_use",
    "named",
    "napi",
    "new",
    "no_mangle",
    "no_panic",
    "non_exhaustive",
    "optimize",
    "panic_handler",
    "proc_macro",
    "proc_macro_attribute",
    "proc_macro_derive",
    "proptest",
    "pyfunction",
    "pymethods",
    "pymodule",
    "query_group",
    "quickcheck",
    "recursive",
    "requires",
    "rstest",
    "serial",
    "setter",
    "should_panic",
    "stable",
    "staticmethod",
    "target_feature",
    "test",
    "test_case",
    "test_matrix",
    "traced_test",
    "track_caller",
    "tracked",
    "transparent",
    "unimock",
    "unsafe",
    "unstable",
    "used",
    "warn",
    "wasm_bindgen",
    "wasm_bindgen_test",
];

/// Tools and libraries all of whose attributes are such: the first segment of their paths.
const KEEPING_TOOLS: &[&str] = &[
    "clippy",
    "contracts",
    "diagnostic",
    "fastrace",
    "miri",
    "mockall",
    "pyo3",
    "rustdoc",
    "rustfmt",
    "rustversion",
    "salsa",
    "serial_test",
    "tracing",
    "typetag",
    "uniffi",
];

/// Words among an attribute's arguments that ask for another result, whatever it is called: `returns(ref)`.
pub(crate) const RETURNING: &[&str] = &["returns", "return_ref"];

/// Derives that write no `Clone`, by the last segment of their paths: those of the language, and of libraries that many
/// crates use.
const DERIVES_WITHOUT_CLONE: &[&str] = &[
    "Arbitrary",
    "Args",
    "AsRef",
    "Asset",
    "Bundle",
    "Component",
    "Debug",
    "Default",
    "Deref",
    "DerefMut",
    "Deserialize",
    "Diagnostic",
    "Display",
    "Eq",
    "Error",
    "Event",
    "From",
    "FromRow",
    "Hash",
    "Into",
    "JsonSchema",
    "Ord",
    "Parser",
    "PartialEq",
    "PartialOrd",
    "Reflect",
    "Resource",
    "Serialize",
    "Subcommand",
    "ValueEnum",
    "Zeroize",
    "ZeroizeOnDrop",
];

/// Attributes of types that write no `Clone`, by their only segment: those of the language, and helpers of the derives
/// above.
const ATTRIBUTES_WITHOUT_CLONE: &[&str] = &[
    "allow",
    "arg",
    "cfg",
    "clap",
    "command",
    "component",
    "deny",
    "deprecated",
    "derive",
    "display",
    "doc",
    "error",
    "expect",
    "forbid",
    "group",
    "must_use",
    "non_exhaustive",
    "reflect",
    "repr",
    "schemars",
    "serde",
    "warn",
];

/// Whether a derive of this name certainly writes no `impl Clone`.
pub(crate) fn derives_no_clone(last: &str) -> bool {
    DERIVES_WITHOUT_CLONE.contains(&last)
}

/// Whether an attribute of a type certainly writes no `impl Clone`, derives left aside. `is_alone` tells whether
/// `first` is the whole path.
pub(crate) fn writes_no_clone(first: &str, is_alone: bool) -> bool {
    if is_alone { ATTRIBUTES_WITHOUT_CLONE.contains(&first) } else { TOOLS.contains(&first) }
}

/// Attributes that give a type other fields than it is written with, by their last segment.
const REPLACING_FIELDS: &[&str] =
    &["bitfield", "bitsize", "gatt_server", "gatt_service", "input", "interned", "nutype", "self_referencing"];

/// Libraries whose attributes leave the fields of a type as they are written, by the first segment of their paths; beside
/// those whose attributes leave functions as they are.
const KEEPING_FIELDS: &[&str] = &[
    "async_graphql",
    "bon",
    "derivative",
    "derive_where",
    "educe",
    "napi_derive",
    "pin_project",
    "serde_with",
    "sqlx",
    "tokio",
    "wasm_bindgen",
];

/// Whether an attribute of a type may give it other fields. One that is called by its only segment may be the helper of a
/// derive as well, so that only known ones are believed to; one with a path is a macro.
pub(crate) fn may_replace_fields(first: &str, last: &str, is_alone: bool) -> bool {
    let is_kept = || TOOLS.contains(&first) || KEEPING_TOOLS.contains(&first) || KEEPING_FIELDS.contains(&first);
    REPLACING_FIELDS.contains(&last) || !is_alone && !is_kept()
}

/// Tools of the language, whose attributes write nothing.
const TOOLS: &[&str] = &["clippy", "diagnostic", "miri", "rustdoc", "rustfmt"];

/// Whether callers get what a function with an attribute of this path says, if its arguments do not say otherwise.
pub(crate) fn keeps_result(first: &str, last: &str) -> bool {
    KEEPING.contains(&last) || KEEPING_TOOLS.contains(&first) || first.starts_with("rustc_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(KEEPING.is_sorted());
        assert!(KEEPING_TOOLS.is_sorted());
        assert!(DERIVES_WITHOUT_CLONE.is_sorted());
        assert!(ATTRIBUTES_WITHOUT_CLONE.is_sorted());
        assert!(REPLACING_FIELDS.is_sorted());
        assert!(KEEPING_FIELDS.is_sorted());
    }
}
