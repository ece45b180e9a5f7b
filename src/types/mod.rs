//! The type of what a site clones, its class and its cost, as far as the file itself says it plainly.
//!
//! A name means a standard type only if nothing in the file says otherwise: neither declared there, nor imported from
//! elsewhere. When in doubt the class is `unknown`.

mod standard;

use crate::model::{Cost, TypeClass, TypeRef};
use crate::syntax::{Declarations, ReceiverType};

/// What is known of a cloned type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The type as text, if it is known.
    pub text: Option<String>,
    /// What kind of type it is.
    pub class: TypeClass,
    /// What one clone costs.
    pub cost: Cost,
}

impl Known {
    const NOTHING: Self = Self { text: None, class: TypeClass::Unknown, cost: Cost::Unknown };
}

/// What a file says about the type that a call clones.
pub fn known(receiver: &ReceiverType, declarations: &Declarations) -> Known {
    let Some(ty) = cloned_type(receiver, declarations) else { return Known::NOTHING };
    let class = match (class_of(&ty, declarations), receiver) {
        // A parameter of the struct, which stands for some type at each use.
        (TypeClass::Generic, ReceiverType::Field { .. }) => TypeClass::Unknown,
        (class, _) => class,
    };
    let text = (class != TypeClass::Unknown).then(|| ty.to_string());
    Known { text, class, cost: class.usual_cost() }
}

/// Whether `.to_owned()`, `.to_string()` or `.to_vec()` is called on what already is the owned type, so that it clones.
pub fn clones_owned(method: &str, receiver: &ReceiverType, declarations: &Declarations) -> bool {
    let Some(ty) = cloned_type(receiver, declarations) else { return false };
    let Some(name) = standard::name(&ty, declarations) else { return false };
    match method {
        "to_string" => name == "String",
        "to_vec" => name == "Vec",
        // `to_owned` on what is `Clone` is `clone`.
        "to_owned" => matches!(name, "String" | "Vec" | "PathBuf" | "OsString" | "CString"),
        _ => false,
    }
}

fn cloned_type(receiver: &ReceiverType, declarations: &Declarations) -> Option<TypeRef> {
    match receiver {
        ReceiverType::Unknown => None,
        ReceiverType::Named { ty, argument } => {
            let argument = cloned_type(argument, declarations).filter(|argument| argument.name() == ty.name());
            Some(argument.unwrap_or_else(|| ty.clone()))
        }
        ReceiverType::Declared(ty) => Some(ty.cloned().clone()),
        ReceiverType::Field { owner, .. } if is_ambiguous(owner, declarations) => None,
        ReceiverType::Field { owner, field } => declarations.types.get(owner)?.get(field).map(|ty| ty.cloned().clone()),
    }
}

fn class_of(ty: &TypeRef, declarations: &Declarations) -> TypeClass {
    match ty {
        // A shared reference is `Copy`; a unique one has no `Clone` at all.
        TypeRef::Ref(_) => TypeClass::Copy,
        TypeRef::Function => TypeClass::Function,
        TypeRef::Tuple(items) => items
            .iter()
            .map(|item| class_of(item, declarations))
            .max_by_key(|class| weight(*class))
            .unwrap_or(TypeClass::Copy),
        TypeRef::Array(item) => class_of(item, declarations),
        TypeRef::Slice(_) | TypeRef::Other => TypeClass::Unknown,
        TypeRef::Path { segments, args } => match standard::name(ty, declarations) {
            Some(name) if standard::is_wrapper(name) => match (name, args.as_slice()) {
                ("Box" | "Cow", [TypeRef::Slice(_)]) => TypeClass::Collection,
                ("Box" | "Cow", [inner]) if matches!(inner.name(), Some("str" | "Path" | "OsStr" | "CStr")) => {
                    TypeClass::String
                }
                (_, []) => TypeClass::Unknown,
                (_, args) => args
                    .iter()
                    .map(|arg| class_of(arg, declarations))
                    .max_by_key(|class| weight(*class))
                    .unwrap_or(TypeClass::Unknown),
            },
            Some(name) => standard::class(name).unwrap_or(TypeClass::Unknown),
            None => match segments.as_slice() {
                [name] => named_class(name, declarations),
                _ => TypeClass::Unknown,
            },
        },
    }
}

/// A name that the file declares: in one way only, else nothing is said.
fn named_class(name: &String, declarations: &Declarations) -> TypeClass {
    let is_type = declarations.types.contains_key(name);
    let is_generic = declarations.generics.contains(name);
    let is_other =
        declarations.opaque.contains(name) || declarations.imports.contains_key(name) || standard::is_known(name);
    match (is_type, is_generic, is_other) {
        (true, false, _) if !is_ambiguous(name, declarations) => TypeClass::Struct,
        (false, true, false) => TypeClass::Generic,
        _ => TypeClass::Unknown,
    }
}

/// Whether a declared name may mean another type in some module of the file: an alias, a trait, or an import from
/// elsewhere (`use super::Name` is the declared one).
fn is_ambiguous(name: &String, declarations: &Declarations) -> bool {
    let imported_from_elsewhere = declarations
        .imports
        .get(name)
        .is_some_and(|import| !matches!(import.path.first().map(String::as_str), Some("super" | "self")));
    declarations.opaque.contains(name) || declarations.generics.contains(name) || imported_from_elsewhere
}

/// Which of several held types decides the class of what holds them: the costliest, and doubt before all.
const fn weight(class: TypeClass) -> u8 {
    match class {
        TypeClass::Copy => 0,
        TypeClass::Function => 1,
        TypeClass::Arc => 2,
        TypeClass::Handle => 3,
        TypeClass::String => 4,
        TypeClass::Collection => 5,
        TypeClass::Struct => 6,
        TypeClass::External => 7,
        TypeClass::Generic => 8,
        TypeClass::Unknown => 9,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax;

    /// Class of the only site of a file.
    fn class(text: &str) -> (TypeClass, Option<String>) {
        let facts = syntax::scan(text).expect("lexes");
        assert_eq!(facts.sites.len(), 1, "{text}");
        let known = known(&facts.sites[0].receiver_type, &facts.declarations);
        (known.class, known.text)
    }

    #[test]
    fn plain_types_are_known_and_nothing_else_is() {
        for (text, expected, written) in [
            ("fn f<T: Clone>(x: &T) { x.clone(); }", TypeClass::Generic, Some("T")),
            ("fn f(x: &Arc<T>) { x.clone(); }", TypeClass::Arc, Some("Arc<T>")),
            ("use std::sync::Arc; fn f(x: u8) { Arc::clone(&x); }", TypeClass::Arc, Some("Arc")),
            ("use std::sync::Arc; fn f(x: &Arc<u8>) { Arc::clone(x); }", TypeClass::Arc, Some("Arc<u8>")),
            (
                "struct S { a: Arc<u8> } impl S { fn f(&self) { Arc::clone(&self.a); } }",
                TypeClass::Arc,
                Some("Arc<u8>"),
            ),
            ("fn f() { let x = Arc::new(String::new()); x.clone(); }", TypeClass::Arc, Some("Arc<String>")),
            ("fn f(x: Option<&String>) { x.clone(); }", TypeClass::Copy, Some("Option<&String>")),
            ("fn f(x: Option<String>) { x.clone(); }", TypeClass::String, Some("Option<String>")),
            ("fn f(x: Box<[u8]>) { x.clone(); }", TypeClass::Collection, Some("Box<[u8]>")),
            ("fn f(x: (u8, Vec<u8>)) { x.clone(); }", TypeClass::Collection, Some("(u8, Vec<u8>)")),
            ("fn f(x: u32) { x.clone(); }", TypeClass::Copy, Some("u32")),
            ("fn f(x: &&str) { x.clone(); }", TypeClass::Copy, Some("&str")),
            ("struct S { a: String } impl S { fn f(&self) { self.a.clone(); } }", TypeClass::String, Some("String")),
            (
                "struct S { a: String } impl S { fn f(&self) { let b = &self.a; b.clone(); } }",
                TypeClass::String,
                Some("String"),
            ),
            ("struct S; impl S { fn f(&self) { self.clone(); } }", TypeClass::Struct, Some("S")),
            // Near-misses: another type of that name, shadowing, a parameter, an alias, an unknown import.
            ("struct Arc<T>(T); fn f(x: Arc<u8>) { x.clone(); }", TypeClass::Struct, Some("Arc<u8>")),
            ("use my::Arc; fn f(x: Arc<u8>) { x.clone(); }", TypeClass::Unknown, None),
            ("fn f(x: String) { let x = g(x); x.clone(); }", TypeClass::Unknown, None),
            ("fn f<String>(x: String) { x.clone(); }", TypeClass::Unknown, None),
            ("type Vec = u8; fn f(x: Vec) { x.clone(); }", TypeClass::Unknown, None),
            ("fn f(x: HashMap<u8, u8>) { x.clone(); }", TypeClass::Unknown, None),
            (
                "use std::collections::HashMap; fn f(x: HashMap<u8, u8>) { x.clone(); }",
                TypeClass::Collection,
                Some("HashMap<u8, u8>"),
            ),
            (
                "use std::collections::HashMap as Map; fn f(x: Map<u8, u8>) { x.clone(); }",
                TypeClass::Collection,
                Some("Map<u8, u8>"),
            ),
            ("fn f(x: Option<Foo>) { x.clone(); }", TypeClass::Unknown, None),
            ("fn f(arc: u_type) { arc.clone(); }", TypeClass::Unknown, None),
        ] {
            assert_eq!(class(text), (expected, written.map(ToOwned::to_owned)), "{text}");
        }
    }
}
