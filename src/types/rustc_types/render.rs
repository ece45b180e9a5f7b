//! Written types as text, in the style of `classify::text`: names without their paths, no lifetimes.

use crate::syntax::CLOSURE;
use crate::syntax::hir::{Path, QualifiedPath, Segment, TypeRef};

/// A type as people write it.
pub(super) fn text(ty: &TypeRef) -> String {
    match ty {
        TypeRef::Path(written) => path(written),
        TypeRef::Qualified(qualified) => {
            let QualifiedPath { self_ty, of_trait, rest } = &**qualified;
            let of_trait = of_trait.as_ref().map_or_else(String::new, |of_trait| format!(" as {}", path(of_trait)));
            let rest: Vec<String> = rest.iter().map(segment).collect();
            format!("<{}{of_trait}>::{}", text(self_ty), rest.join("::"))
        }
        TypeRef::Ref(inner, mutable) => format!("&{}{}", if *mutable { "mut " } else { "" }, behind(inner)),
        TypeRef::Ptr(inner) => format!("*const {}", behind(inner)),
        TypeRef::Tuple(items) => match &items[..] {
            [only] => format!("({},)", text(only)),
            items => format!("({})", list(items)),
        },
        TypeRef::Array(array) => match &**array {
            (inner, Some(len)) => format!("[{}; {len}]", text(inner)),
            (inner, None) => format!("[{}; _]", text(inner)),
        },
        TypeRef::Slice(inner) => format!("[{}]", text(inner)),
        TypeRef::Fn(of) => format!("fn({}) -> {}", list(&of.params), text(&of.output)),
        TypeRef::Impl(bounds) => format!("impl {}", traits(bounds)),
        TypeRef::Dyn(bounds) => format!("dyn {}", traits(bounds)),
        TypeRef::Never => "!".to_owned(),
        TypeRef::Const(Some(value)) => value.to_string(),
        TypeRef::Const(None) | TypeRef::Infer | TypeRef::Unknown => "_".to_owned(),
    }
}

/// Behind a pointer, several bounds need parentheses.
fn behind(ty: &TypeRef) -> String {
    match ty {
        TypeRef::Impl(bounds) | TypeRef::Dyn(bounds) if bounds.len() > 1 => format!("({})", text(ty)),
        _ => text(ty),
    }
}

fn list(items: &[TypeRef]) -> String {
    items.iter().map(text).collect::<Vec<_>>().join(", ")
}

fn traits(bounds: &[Path]) -> String {
    bounds.iter().map(path).collect::<Vec<_>>().join(" + ")
}

fn path(path: &Path) -> String {
    path.segments.last().map_or_else(String::new, segment)
}

fn segment(segment: &Segment) -> String {
    let name = segment.name.as_str();
    if name == CLOSURE {
        return "{closure}".to_owned();
    }
    let Some(args) = &segment.args else { return name.to_owned() };
    if let ([TypeRef::Tuple(params)], [(_, output)], true) = (&args.types[..], &args.bindings[..], name.contains("Fn"))
    {
        let output = if matches!(output, TypeRef::Tuple(items) if items.is_empty()) {
            String::new()
        } else {
            format!(" -> {}", text(output))
        };
        return format!("{name}({}){output}", list(params));
    }
    let types = args.types.iter().map(text);
    let bindings = args.bindings.iter().map(|(name, ty)| format!("{name} = {}", text(ty)));
    let constraints = args.constraints.iter().map(|(name, bounds)| format!("{name}: {}", traits(bounds)));
    let all: Vec<String> = types.chain(bindings).chain(constraints).collect();
    format!("{name}<{}>", all.join(", "))
}

/// Whether two texts name the same type, paths left out.
pub(super) fn is_same(a: &str, b: &str) -> bool {
    without_paths(a) == without_paths(b)
}

fn without_paths(text: &str) -> String {
    let is_word = |char: char| char.is_alphanumeric() || char == '_';
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if is_word(first) { rest.find(|char| !is_word(char)) } else { Some(first.len_utf8()) };
        let (word, after) = rest.split_at(length.unwrap_or(rest.len()));
        rest = after;
        match after.strip_prefix("::") {
            Some(below) if is_word(first) => rest = below,
            _ => out.push_str(word),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::type_text;

    #[test]
    fn as_people_write_it() {
        for (rustc_types, expected) in [
            ("Arc<str>", "Arc<str>"),
            ("a::b::Bar<(c::Foo, u8)>", "Bar<(Foo, u8)>"),
            ("&'a mut std::vec::IntoIter<T>", "&mut IntoIter<T>"),
            ("<I as std::iter::Iterator>::Item", "<I as Iterator>::Item"),
            ("Map<I, {closure@src/lib.rs:1:2: 3:4}>", "Map<I, {closure}>"),
            ("for<'a> fn(&'a X) -> Y", "fn(&X) -> Y"),
            ("fn(u8) {path::name}", "fn(u8) -> ()"),
            ("Box<(dyn Fn(u8) -> u8 + Send + 'static)>", "Box<dyn Fn(u8) -> u8 + Send>"),
            ("&(dyn Fn(u8) + Send + 'a)", "&(dyn Fn(u8) + Send)"),
            ("impl Iterator<Item = &'a a::B> + 'a", "impl Iterator<Item = &B>"),
            ("Cow<'static, str>", "Cow<str>"),
            ("Ref<'_>", "Ref"),
            ("[u8; N]", "[u8; _]"),
            ("[a::B; 3]", "[B; 3]"),
            ("(u8,)", "(u8,)"),
            ("()", "()"),
            ("!", "!"),
        ] {
            assert_eq!(type_text(rustc_types).as_ref().map(text).as_deref(), Some(expected), "{rustc_types}");
        }
    }

    #[test]
    fn paths_make_no_difference() {
        assert!(is_same("foo::Bar<a::B>", "Bar<B>"));
        assert!(is_same("<I as Iterator>::Item", "<I as std::iter::Iterator>::Item"));
        assert!(!is_same("Foo", "Bar"));
        assert!(!is_same("Foo<A>", "Foo<B>"));
    }
}
