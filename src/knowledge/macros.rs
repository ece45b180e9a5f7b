//! Macros by name: what they do with their arguments, and what a call yields.

/// Macros whose tokens are no code of this program: templates for code written elsewhere, and plain text.
pub(crate) fn is_template(name: &str) -> bool {
    const TEMPLATES: &[&str] =
        &["quote", "quote_spanned", "parse_quote", "parse_quote_spanned", "quote_block", "quote_token", "stringify"];
    TEMPLATES.contains(&name)
}

/// Macros that format. Of each, those arguments are formatted that follow a string literal: what stands before it is a
/// writer, a condition, a target.
pub(crate) const FORMATTING: &[&str] = &[
    "format",
    "format_args",
    "print",
    "println",
    "eprint",
    "eprintln",
    "write",
    "writeln",
    "panic",
    "unreachable",
    "todo",
    "unimplemented",
    "assert",
    "debug_assert",
    "error",
    "warn",
    "info",
    "debug",
    "trace",
    "bail",
    "anyhow",
    "ensure",
];

/// Macros that, as a statement, declare the variables anew that are their arguments: those of `futures` and `tokio`.
pub(crate) const REBINDING: &[&str] = &["pin", "pin_mut"];

/// Macros that take what stands before the text to be formatted by value.
pub(crate) const TAKING: &[&str] =
    &["assert", "debug_assert", "ensure", "bail", "anyhow", "eyre", "panic", "todo", "unimplemented", "unreachable"];

/// Macros that compare their first two arguments, and format those behind a string literal.
pub(crate) const COMPARING: &[&str] = &["assert_eq", "assert_ne", "debug_assert_eq", "debug_assert_ne"];

/// Macros that only look at their arguments, beside those that format, compare or quote.
const READERS: &[&str] = &[
    "matches",
    "assert_matches",
    "event",
    "span",
    "info_span",
    "debug_span",
    "error_span",
    "warn_span",
    "trace_span",
    "eyre",
    "log",
    "concat",
    "env",
    "cfg",
];

/// Whether a macro of this name only looks at its arguments.
pub(crate) fn is_reader(name: &str) -> bool {
    is_template(name) || [READERS, FORMATTING, COMPARING].iter().any(|names| names.contains(&name))
}

/// Whether anything is known of macros of this name.
pub(crate) fn is_known(name: &str) -> bool {
    is_reader(name) || TAKING.contains(&name) || yields(name).is_some()
}

/// Whether a macro of this name ends the function, or checks whether to.
pub(crate) fn is_failure(name: &str) -> bool {
    const FAILURES: &[&str] =
        &["panic", "bail", "anyhow", "ensure", "eyre", "assert", "assert_eq", "assert_ne", "unreachable"];
    FAILURES.contains(&name)
}

/// How many arguments an assertion looks at before it needs the others, which say what is wrong.
pub(crate) fn checked(name: &str) -> Option<usize> {
    match name {
        "assert" | "debug_assert" | "ensure" => Some(1),
        _ => COMPARING.contains(&name).then_some(2),
    }
}

/// Whether code after a call of a macro of this name is never reached.
pub(crate) fn diverges(name: &str) -> bool {
    matches!(yields(name), Some(Yields::Never))
}

/// What a macro call yields.
pub(crate) enum Yields {
    Unit,
    Never,
    Bool,
    String,
    /// `&'static str`
    Str,
    U32,
    /// A vector of its arguments.
    Vec,
    /// The type of its last argument, or all as a tuple.
    Argument,
    /// A tuple of what its futures yield.
    Joined,
    /// The type of its branches.
    Branch,
    /// What its only argument, a strategy of `proptest`, generates.
    Generated,
    /// A type by its path, as the package's own code would name it.
    Path(&'static [&'static str]),
    /// A type of the standard library.
    Standard(&'static str),
}

/// The macro that lowering puts in the place of what a strategy of `proptest` generates. The name is made up.
pub(crate) const STRATEGY_VALUE: &str = "__strategy_value";

/// Macros by the last segment of their path. One of the same name that somebody declares is taken for this one only if
/// it takes arguments as this one does, so only names that are not used for anything else stand here.
const YIELDS: &[(&str, Yields)] = &[
    ("format", Yields::String),
    ("concat", Yields::Str),
    ("stringify", Yields::Str),
    ("env", Yields::Str),
    ("file", Yields::Str),
    ("module_path", Yields::Str),
    ("include_str", Yields::Str),
    ("line", Yields::U32),
    ("column", Yields::U32),
    ("vec", Yields::Vec),
    ("dbg", Yields::Argument),
    ("identity", Yields::Argument),
    ("print", Yields::Unit),
    ("println", Yields::Unit),
    ("eprint", Yields::Unit),
    ("eprintln", Yields::Unit),
    ("assert", Yields::Unit),
    ("assert_eq", Yields::Unit),
    ("assert_ne", Yields::Unit),
    ("debug_assert", Yields::Unit),
    ("debug_assert_eq", Yields::Unit),
    ("debug_assert_ne", Yields::Unit),
    ("ensure", Yields::Unit),
    ("panic", Yields::Never),
    ("todo", Yields::Never),
    ("unimplemented", Yields::Never),
    ("unreachable", Yields::Never),
    ("bail", Yields::Never),
    ("matches", Yields::Bool),
    ("cfg", Yields::Bool),
    ("join", Yields::Joined),
    ("select", Yields::Branch),
    ("format_args", Yields::Standard("fmt::Arguments")),
    ("json", Yields::Path(&["serde_json", "Value"])),
    (STRATEGY_VALUE, Yields::Generated),
    ("format_ident", Yields::Path(&["proc_macro2", "Ident"])),
    ("quote", Yields::Path(&["proc_macro2", "TokenStream"])),
    ("quote_spanned", Yields::Path(&["proc_macro2", "TokenStream"])),
    ("anyhow", Yields::Path(&["anyhow", "Error"])),
    ("eyre", Yields::Path(&["eyre", "Report"])),
];

/// What a macro of this name yields, if that is known by the name alone.
pub(crate) fn yields(name: &str) -> Option<&'static Yields> {
    YIELDS.iter().find(|(known, _)| *known == name).map(|(_, yields)| yields)
}

/// Whether a macro of this name yields a temporary. Others may stand for a place.
pub(crate) fn makes(name: &str) -> bool {
    matches!(yields(name), Some(Yields::String | Yields::Vec | Yields::Path(_)))
}
