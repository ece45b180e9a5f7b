//! The standard library's types, as data.

use crate::model::{TypeClass, TypeRef};
use crate::syntax::Declarations;

/// Name, whether it needs an import (`false`: in the prelude or built in), class. `None`: a wrapper, which takes the
/// class of what it holds.
const TYPES: &[(&str, bool, Option<TypeClass>)] = &[
    ("Option", false, None),
    ("Result", false, None),
    ("Box", false, None),
    ("Cow", true, None),
    ("Arc", true, Some(TypeClass::Arc)),
    ("Rc", true, Some(TypeClass::Arc)),
    ("Weak", true, Some(TypeClass::Arc)),
    ("String", false, Some(TypeClass::String)),
    ("PathBuf", true, Some(TypeClass::String)),
    ("OsString", true, Some(TypeClass::String)),
    ("CString", true, Some(TypeClass::String)),
    ("Vec", false, Some(TypeClass::Collection)),
    ("VecDeque", true, Some(TypeClass::Collection)),
    ("LinkedList", true, Some(TypeClass::Collection)),
    ("HashMap", true, Some(TypeClass::Collection)),
    ("HashSet", true, Some(TypeClass::Collection)),
    ("BTreeMap", true, Some(TypeClass::Collection)),
    ("BTreeSet", true, Some(TypeClass::Collection)),
    ("BinaryHeap", true, Some(TypeClass::Collection)),
    ("bool", false, Some(TypeClass::Copy)),
    ("char", false, Some(TypeClass::Copy)),
    ("f32", false, Some(TypeClass::Copy)),
    ("f64", false, Some(TypeClass::Copy)),
    ("i8", false, Some(TypeClass::Copy)),
    ("i16", false, Some(TypeClass::Copy)),
    ("i32", false, Some(TypeClass::Copy)),
    ("i64", false, Some(TypeClass::Copy)),
    ("i128", false, Some(TypeClass::Copy)),
    ("isize", false, Some(TypeClass::Copy)),
    ("u8", false, Some(TypeClass::Copy)),
    ("u16", false, Some(TypeClass::Copy)),
    ("u32", false, Some(TypeClass::Copy)),
    ("u64", false, Some(TypeClass::Copy)),
    ("u128", false, Some(TypeClass::Copy)),
    ("usize", false, Some(TypeClass::Copy)),
    ("Duration", true, Some(TypeClass::Copy)),
    ("Instant", true, Some(TypeClass::Copy)),
    ("SystemTime", true, Some(TypeClass::Copy)),
];

/// Names that in practice mean one thing even where the import is out of sight (a glob import of a parent module).
const UNMISTAKABLE: &[&str] = &["Arc", "Rc"];

/// The standard type that a written type means: `Map` after `use std::collections::HashMap as Map` is `HashMap`.
pub(super) fn name(ty: &TypeRef, declarations: &Declarations) -> Option<&'static str> {
    let TypeRef::Path { segments, .. } = ty else { return None };
    let (last, qualifier) = segments.split_last()?;
    if let [root, ..] = qualifier {
        return if is_standard_root(root) { look_up(last).map(|(name, _)| name) } else { None };
    }
    if declarations.types.contains_key(last)
        || declarations.opaque.contains(last)
        || declarations.generics.contains(last)
    {
        return None;
    }
    match declarations.imports.get(last) {
        Some(import) => {
            let ([root, ..], Some(real)) = (import.path.as_slice(), import.path.last()) else { return None };
            if is_standard_root(root) { look_up(real).map(|(name, _)| name) } else { None }
        }
        None => look_up(last)
            .filter(|(name, needs_import)| !needs_import || UNMISTAKABLE.contains(name))
            .map(|(name, _)| name),
    }
}

/// Whether a name is one of the standard library's, whatever it means in some file.
pub(super) fn is_known(name: &str) -> bool {
    look_up(name).is_some()
}

pub(super) fn is_wrapper(name: &str) -> bool {
    TYPES.iter().any(|(known, _, class)| *known == name && class.is_none())
}

pub(super) fn class(name: &str) -> Option<TypeClass> {
    TYPES.iter().find(|(known, ..)| *known == name).and_then(|(_, _, class)| *class)
}

fn look_up(name: &str) -> Option<(&'static str, bool)> {
    TYPES.iter().find(|(known, ..)| *known == name).map(|(name, needs_import, _)| (*name, *needs_import))
}

fn is_standard_root(root: &str) -> bool {
    matches!(root, "std" | "core" | "alloc")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_stands_once() {
        for (name, ..) in TYPES {
            assert_eq!(TYPES.iter().filter(|(other, ..)| other == name).count(), 1, "{name}");
        }
    }
}
