//! What an impl block is called in the path of an item: the part of a clone's identity that tells blocks apart.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{GenericParam, Generics, ItemImpl, Path, PathArguments, Type};

use super::super::text::compact;

/// `Name`, `<Name as Trait>`; with the arguments that tell it from other blocks for the same type or of the same trait:
/// `<Name as From<&String>>`, `Wrapper<u8>`.
///
/// Lifetimes and the block's own parameters are left out, as renaming them changes nothing: `impl<'a, T> From<&'a [T]>
/// for Name<T>` is `<Name as From<&[_]>>`.
pub(super) fn impl_name(item: &ItemImpl) -> String {
    let own = own_parameters(&item.generics);
    let name = self_name(&item.self_ty, &own);
    match item.trait_.as_ref().and_then(|(path, _)| path.segments.last()) {
        Some(last) => format!("<{name} as {}{}>", last.ident, arguments(&last.arguments, &own)),
        None => name,
    }
}

fn own_parameters(generics: &Generics) -> Vec<String> {
    let named = generics.params.iter().filter_map(|parameter| match parameter {
        GenericParam::Type(parameter) => Some(parameter.ident.to_string()),
        GenericParam::Const(parameter) => Some(parameter.ident.to_string()),
        GenericParam::Lifetime(_) => None,
    });
    named.collect()
}

/// The type that a block is for. A path is written by what it says of its module, too: `ast::Expr` is not `hir::Expr`.
fn self_name(ty: &Type, own: &[String]) -> String {
    match ty {
        Type::Path(path) if path.qself.is_none() => path_name(&path.path, own),
        Type::Paren(paren) => self_name(&paren.elem, own),
        Type::Group(group) => self_name(&group.elem, own),
        other => without_own(other.to_token_stream(), own),
    }
}

fn path_name(path: &Path, own: &[String]) -> String {
    // What leads to a type of this crate changes with the place of the block alone.
    let is_leading = |name: &str| matches!(name, "crate" | "self" | "super");
    let mut names: Vec<String> =
        path.segments.iter().map(|segment| segment.ident.to_string()).skip_while(|name| is_leading(name)).collect();
    if let (Some(last), Some(segment)) = (names.last_mut(), path.segments.last()) {
        last.push_str(&arguments(&segment.arguments, own));
    }
    if names.is_empty() { compact(path.to_token_stream()) } else { names.join("::") }
}

/// The arguments of a path's last segment; nothing where they are all the block's own.
fn arguments(arguments: &PathArguments, own: &[String]) -> String {
    if matches!(arguments, PathArguments::None) {
        return String::new();
    }
    without_own(arguments.to_token_stream(), own)
}

/// The text of a type without lifetimes, with `_` for the block's own parameters, and without lists of nothing else.
fn without_own(tokens: TokenStream, own: &[String]) -> String {
    let mut text = compact(anonymous(tokens, own));
    loop {
        let shorter = LISTS_OF_NOTHING.iter().fold(text.clone(), |text, (from, to)| text.replace(from, to));
        if shorter == text {
            return text;
        }
        text = shorter;
    }
}

/// What remains of lists when lifetimes and own parameters are gone.
const LISTS_OF_NOTHING: &[(&str, &str)] =
    &[("<,", "<"), (",>", ">"), ("<_,_", "<_"), ("::<_>", ""), ("<_>", ""), ("<>", ""), ("+>", ">"), ("+)", ")")];

fn anonymous(tokens: TokenStream, own: &[String]) -> TokenStream {
    let mut out = Vec::new();
    let mut tokens = tokens.into_iter();
    while let Some(tree) = tokens.next() {
        match tree {
            // A lifetime is a quote and a name.
            TokenTree::Punct(punct) if punct.as_char() == '\'' => {
                tokens.next();
            }
            TokenTree::Ident(ident) if own.iter().any(|name| ident == name) => {
                out.push(TokenTree::Ident(proc_macro2::Ident::new("_", ident.span())));
            }
            TokenTree::Group(group) => {
                let stream = anonymous(group.stream(), own);
                out.push(TokenTree::Group(proc_macro2::Group::new(group.delimiter(), stream)));
            }
            other => out.push(other),
        }
    }
    out.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(code: &str) -> String {
        impl_name(&syn::parse_str(code).expect("an impl block"))
    }

    #[test]
    fn blocks_that_may_stand_side_by_side_have_names_of_their_own() {
        for (code, expected) in [
            ("impl W {}", "W"),
            ("impl<T> W<T> {}", "W"),
            ("impl<'a, T: Copy, const N: usize> W<'a, T, N> {}", "W"),
            ("impl W<u8> {}", "W<u8>"),
            ("impl<T> W<T, u8> {}", "W<_,u8>"),
            ("impl Clone for W {}", "<W as Clone>"),
            ("impl std::fmt::Display for crate::a::W {}", "<a::W as Display>"),
            ("impl From<&String> for W {}", "<W as From<&String>>"),
            ("impl<'a> From<&'a Vec<String>> for W<'a> {}", "<W as From<&Vec<String>>>"),
            ("impl<'a, T> From<&'a [T]> for W<T> {}", "<W as From<&[_]>>"),
            ("impl<T> From<Vec<T>> for W {}", "<W as From<Vec>>"),
            ("impl<U> From<U> for W {}", "<W as From>"),
            ("impl From<io::Error> for W {}", "<W as From<io::Error>>"),
            ("impl Show for ast::Expr {}", "<ast::Expr as Show>"),
            ("impl Show for Vec<ast::Expr> {}", "<Vec<ast::Expr> as Show>"),
            ("impl<T: A> Show for T {}", "<T as Show>"),
            ("impl<'x> Show for &'x str {}", "<&str as Show>"),
            ("impl<T> Show for (T, u8) {}", "<(_,u8) as Show>"),
            ("impl Show for Box<dyn Fn(u8) -> u8 + 'static> {}", "<Box<dyn Fn(u8)->u8> as Show>"),
        ] {
            assert_eq!(name(code), expected, "{code}");
        }
    }

    #[test]
    fn names_of_lifetimes_and_parameters_change_nothing() {
        assert_eq!(
            name("impl<'a, T, E> TryFrom<Pair<'a, T, E>> for W<T> where T: Clone {}"),
            name("impl<'b, A: Clone, B> TryFrom<Pair<'b, A, B>> for W<A> {}")
        );
    }
}
