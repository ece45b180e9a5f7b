//! The build that is audited: which options of `#[cfg]` are set in it.

/// Options by their names that no build of a program sets: those of tools that check or document code.
const TOOL_OPTIONS: &[&str] =
    &["coverage", "doc", "docsrs", "fuzzing", "kani", "loom", "madsim", "miri", "shuttle", "tarpaulin"];

/// The triple of the build: the words below, as Cargo spells them.
pub(crate) const TRIPLE: &str = "x86_64-unknown-linux-gnu";

/// Whether an option, or `name = "value"`, is set; nothing where the build decides: features, tests, what is unknown.
pub(crate) fn option(name: &str, value: Option<&str>) -> Option<bool> {
    match (name, value) {
        // `proc-macro2` asks the compiler whether it may use its `proc_macro`; it may wherever there is one.
        ("unix" | "true" | "wrap_proc_macro", None) => Some(true),
        ("windows" | "wasm" | "false", None) | ("target_vendor", Some("apple" | "fortanix")) => Some(false),
        (name, None) if TOOL_OPTIONS.contains(&name) => Some(false),
        // What build scripts set where an old compiler or a small target lacks something: `anyhow_no_core_error`.
        (_, None) if name.starts_with("no_") || name.contains("_no_") => Some(false),
        ("target_has_atomic", Some(value)) => Some(value != "128"),
        ("target_os", Some(value)) => Some(value == "linux"),
        ("target_env", Some(value)) => Some(value == "gnu"),
        ("target_arch", Some(value)) => Some(value == "x86_64"),
        ("target_family", Some(value)) => Some(value == "unix"),
        ("target_pointer_width", Some(value)) => Some(value == "64"),
        ("target_endian", Some(value)) => Some(value == "little"),
        _ => None,
    }
}
