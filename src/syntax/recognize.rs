//! Which names and paths clone. Used on syntax trees and on bare tokens, so that both agree.

use proc_macro2::Ident;

use crate::model::Spelling;

/// Methods that clone, by name and number of arguments.
const METHODS: &[(&str, usize, Spelling)] = &[
    ("clone", 0, Spelling::Method),
    ("clone_from", 1, Spelling::CloneFrom),
    ("cloned", 0, Spelling::Bulk),
    ("to_owned", 0, Spelling::Implicit),
    ("to_string", 0, Spelling::Implicit),
    ("to_vec", 0, Spelling::Implicit),
];

/// The same as raw identifiers.
const RAW: &[&str] = &["r#clone", "r#clone_from", "r#cloned", "r#to_owned", "r#to_string", "r#to_vec"];

/// The same called or named by path, with the receiver as first argument.
const FUNCTIONS: &[(&str, usize, Spelling)] =
    &[("clone", 1, Spelling::Path), ("clone_from", 2, Spelling::CloneFrom), ("cloned", 1, Spelling::Bulk)];

/// What `receiver.name(…)` with so many arguments is.
pub(super) fn method(name: &str, arguments: usize) -> Option<Spelling> {
    look_up(METHODS, name, arguments)
}

/// What `qualifier::name(…)` with so many arguments is.
pub(super) fn function(qualifier: &Qualifier<'_>, name: &str, arguments: usize) -> Option<Spelling> {
    look_up(FUNCTIONS, name, arguments).filter(|_| qualifier.names_a_type())
}

/// What `qualifier::name`, not called, is.
pub(super) fn value(qualifier: &Qualifier<'_>, name: &str) -> Option<Spelling> {
    match name {
        "clone" if qualifier.names_a_type() => Some(Spelling::FnValue),
        "cloned" if qualifier.names_a_type() => Some(Spelling::Bulk),
        _ => None,
    }
}

/// The name that an identifier writes, if it occurs in any table: a cheap test before anything is built. `r#clone` is
/// `clone`.
pub(super) fn cloning_name(ident: &Ident) -> Option<&'static str> {
    let names = || METHODS.iter().map(|(known, ..)| *known);
    names()
        .find(|known| ident == known)
        .or_else(|| RAW.iter().position(|raw| ident == raw).and_then(|at| names().nth(at)))
}

fn look_up(table: &[(&str, usize, Spelling)], name: &str, arguments: usize) -> Option<Spelling> {
    table.iter().find(|(known, count, _)| *known == name && *count == arguments).map(|(_, _, spelling)| *spelling)
}

/// What stands before `::clone`.
pub(super) enum Qualifier<'a> {
    /// `<T>::` or `<T as Trait>::`, with the trait's last segment.
    SelfType(Option<&'a str>),
    /// The segment before the name.
    Segment(&'a str),
}

impl Qualifier<'_> {
    /// A type or `Clone` itself, rather than a module: types are written with an upper-case letter first, modules
    /// are not (rustc's own naming lints), and the primitive types are known.
    fn names_a_type(&self) -> bool {
        match self {
            Self::SelfType(name) => name.is_none_or(|name| name == "Clone" || name == "Iterator"),
            Self::Segment(name) => name.starts_with(char::is_uppercase) || PRIMITIVES.contains(name),
        }
    }
}

const PRIMITIVES: &[&str] = &[
    "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128",
    "usize", "str",
];
