//! Macros by name, and what they do with their arguments.

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

/// Whether a macro of this name ends the function, or checks whether to.
pub(crate) fn is_failure(name: &str) -> bool {
    const FAILURES: &[&str] =
        &["panic", "bail", "anyhow", "ensure", "eyre", "assert", "assert_eq", "assert_ne", "unreachable"];
    FAILURES.contains(&name)
}
