//! A type as the compiler prints it in its messages.

use syn::parse::Parse as _;

use super::depth::{self, Depth};
use super::hir::TypeRef;
use super::lower;
use super::spans::drop_spans;

/// The path that stands in a [`TypeRef`] for a closure, which has no name.
pub(crate) const CLOSURE: &str = "__closure";

/// What rustc prints of a type, as a type. What cannot be written in Rust is replaced: a closure by the path
/// [`CLOSURE`], a function item by its function pointer, futures of async blocks and const expressions by `_`.
/// `None` for what does not parse even so.
///
/// The same holds of threads as for [`scan`](super::scan).
pub(crate) fn type_text(text: &str) -> Option<TypeRef> {
    let text = without_braces(text)?;
    let parsed = depth::lex(&text).and_then(|tokens| Depth::Fine.parse(syn::Type::parse, tokens).ok());
    let parsed = parsed.map(|written| lower::type_ref(&written));
    drop_spans();
    parsed
}

/// The text with every `{…}` replaced or, behind a function item's type, left out. `None` if they are not balanced.
fn without_braces(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let length = balanced(&rest[open..])?;
        let inside = &rest[open + 1..open + length - 1];
        let kind = inside.split('@').next().unwrap_or_default();
        if kind == "closure" || kind == "async closure" {
            out.push_str(CLOSURE);
        } else if inside.contains('@') && !follows_type(&out) || is_argument(&out) {
            out.push('_');
        } else if !follows_type(&out) {
            return None;
        }
        rest = &rest[open + length..];
    }
    out.push_str(rest);
    Some(out)
}

/// Whether a type has just been written: what follows in braces names the function item.
fn follows_type(before: &str) -> bool {
    before.trim_end().ends_with(|last: char| last.is_alphanumeric() || "_)]>!".contains(last))
        && !before.trim_end().ends_with("->")
}

/// Whether an argument or a length is awaited.
fn is_argument(before: &str) -> bool {
    before.trim_end().ends_with(['<', ',', ';', '('])
}

/// How many bytes the braces at the start take.
fn balanced(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, char) in text.char_indices() {
        match char {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replaced(text: &str) -> Option<String> {
        without_braces(text)
    }

    #[test]
    fn what_has_no_name_is_replaced() {
        let same = |text: &str, expected: &str| assert_eq!(replaced(text).as_deref(), Some(expected), "{text}");
        same("Arc<str>", "Arc<str>");
        same("{closure@src/lib.rs:13:20: 13:23}", "__closure");
        same("{async closure@src/lib.rs:13:20: 13:23}", "__closure");
        same("Map<I, {closure@src/lib.rs:1:2: 3:4}>", "Map<I, __closure>");
        same("fn(u8) -> u8 {path::name}", "fn(u8) -> u8 ");
        same("fn(u8) {name::<{closure@a.rs:1:1: 1:2}>}", "fn(u8) ");
        same("(fn() -> u8 {a}, {closure@a.rs:1:1: 1:2})", "(fn() -> u8 , __closure)");
        same("Pin<Box<{async block@src/lib.rs:1:2: 3:4}>>", "Pin<Box<_>>");
        same("fn() -> {async block@src/lib.rs:1:2: 3:4} {make}", "fn() -> _ ");
        same("Buffer<{N + 1}>", "Buffer<_>");
        assert_eq!(replaced("{type error}"), None);
        assert_eq!(replaced("{integer}"), None);
        assert_eq!(replaced("Vec<{closure@a"), None);
    }

    #[test]
    fn everything_that_rustc_prints_parses() {
        for text in [
            "Arc<str>",
            "HashMap<Arc<str>, Vec<Option<PathBuf>>>",
            "a::b::Bar<(Foo, u8)>",
            "T",
            "<I as Iterator>::Item",
            "impl Trait",
            "impl Iterator<Item = &'a str> + Clone + 'a",
            "Box<dyn Fn() -> u8>",
            "Box<(dyn Fn(u8) -> u8 + Send + 'static)>",
            "{closure@src/lib.rs:13:20: 13:23}",
            "for<'a> fn(&'a X) -> Y",
            "unsafe extern \"C\" fn(*mut u8, ...)",
            "fn(u8) -> u8 {path::name}",
            "[u8; 3]",
            "[u8; N]",
            "&'a mut T",
            "&'{erased} str",
            "dyn Tr + Send + 'static",
            "std::vec::IntoIter<T>",
            "*mut T",
            "!",
            "()",
            "(u8,)",
        ] {
            assert_eq!(type_text(text).is_some(), !text.contains("erased"), "{text}");
        }
        assert_eq!(type_text("{closure@a.rs:1:1: 1:2}").as_ref().map(is_closure), Some(true));
        assert_eq!(type_text("not a type"), None);
        assert_eq!(type_text(""), None);
    }

    fn is_closure(ty: &TypeRef) -> bool {
        matches!(ty, TypeRef::Path(path) if path.segments.len() == 1 && path.segments[0].name.as_str() == CLOSURE)
    }
}
