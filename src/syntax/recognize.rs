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
    ("to_path_buf", 0, Spelling::Implicit),
    ("to_os_string", 0, Spelling::Implicit),
    ("clone_into", 1, Spelling::Implicit),
];

/// The same as raw identifiers.
const RAW: &[&str] = &[
    "r#clone",
    "r#clone_from",
    "r#cloned",
    "r#to_owned",
    "r#to_string",
    "r#to_vec",
    "r#to_path_buf",
    "r#to_os_string",
    "r#clone_into",
];

/// What `receiver.name(…)` with so many arguments is.
pub(super) fn method(name: &str, arguments: usize) -> Option<Spelling> {
    METHODS.iter().find(|(known, count, _)| *known == name && *count == arguments).map(|(_, _, spelling)| *spelling)
}

/// What `qualifier::name(…)` with so many arguments is.
pub(super) fn function(qualifier: &Qualifier<'_>, name: &str, arguments: usize) -> Option<Spelling> {
    let spelling = method(name, arguments.checked_sub(1)?)?;
    let spelling = if spelling == Spelling::Method { Spelling::Path } else { spelling };
    qualifier.may_have(name).then_some(spelling)
}

/// What of a call is cloned: an index into a method's receiver and arguments, or a function's arguments.
pub(super) fn cloned_operand(name: &str) -> usize {
    usize::from(name == "clone_from")
}

/// What `qualifier::name`, not called, is.
pub(super) fn value(qualifier: &Qualifier<'_>, name: &str) -> Option<Spelling> {
    let spelling = match name {
        "clone" => Spelling::FnValue,
        "cloned" => Spelling::Bulk,
        "to_owned" | "to_string" => Spelling::Implicit,
        _ => return None,
    };
    qualifier.may_have(name).then_some(spelling)
}

/// The name that an identifier writes, if it occurs in any table: a cheap test before anything is built. `r#clone` is
/// `clone`.
pub(super) fn cloning_name(ident: &Ident) -> Option<&'static str> {
    let names = || METHODS.iter().map(|(known, ..)| *known);
    names()
        .find(|known| ident == known)
        .or_else(|| RAW.iter().position(|raw| ident == raw).and_then(|at| names().nth(at)))
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
    /// are not (rustc's own naming lints), and the primitive types are known. Which trait a conversion is of is known
    /// together with the types.
    fn may_have(&self, name: &str) -> bool {
        let is_conversion = method(name, 0).or_else(|| method(name, 1)) == Some(Spelling::Implicit);
        match self {
            Self::SelfType(of) => of.is_none_or(|of| is_conversion || of == "Clone" || of == "Iterator"),
            Self::Segment(name) => name.starts_with(char::is_uppercase) || PRIMITIVES.contains(name),
        }
    }
}

const PRIMITIVES: &[&str] = &[
    "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128",
    "usize", "str",
];
