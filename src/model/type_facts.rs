//! What rules ask of a type.

use std::rc::Rc;

use super::{AdtRef, Cost, TypeClass};

/// What is known of the type of an expression or a name. Nothing here is a guess: what is not known reads as unknown,
/// none or false, as each field says.
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each asked by itself")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeFacts {
    /// How many references stand around it.
    pub references: u8,
    /// Whether one of them is `&mut`.
    pub is_unique: bool,
    /// Kind of the type behind the references.
    pub class: TypeClass,
    /// What a clone of it costs.
    pub cost: Cost,
    /// Name of its declaration, without a path: `Vec`, `Option`, `MutexGuard`; of a primitive its own. `None` for what
    /// has no name, and where it is not known.
    pub name: Option<&'static str>,
    /// Whether the standard library declares it.
    pub in_std: bool,
    /// Names of the declarations of its type arguments, in their order; an empty one where there is none.
    pub arguments: Rc<[&'static str]>,
    /// Its declaration.
    pub adt: Option<AdtRef>,
    /// Whether it is the guard of a lock or a cell, or a type that derefs and holds one.
    pub is_guard: bool,
    /// Whether it is certainly `Copy`.
    pub is_copy: bool,
}

impl TypeFacts {
    /// Whether it is the standard library's type of one of these names, behind no matter how many references.
    pub fn is_std(&self, names: &[&str]) -> bool {
        self.in_std && self.name.is_some_and(|name| names.contains(&name))
    }

    /// Whether the type itself is owned: not a reference to it.
    pub fn is_owned(&self) -> bool {
        self.references == 0 && self.class != TypeClass::Unknown
    }

    /// Whether cloning it copies content rather than bumping a count: only then less cloning saves work.
    pub fn is_deep(&self) -> bool {
        matches!(self.cost, Cost::Heap | Cost::Deep)
    }
}
