//! The parts of a site, as an edit needs them.

use std::ops::Range;

/// Where the parts of a site lie, and how its value is used. Ranges are bytes of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditAnchor {
    /// What is cloned: `x` of `x.clone()` and of `Arc::clone(&x)`, and of `Arc::clone(x)`, where it is a reference.
    pub receiver: Range<usize>,
    /// Whether the receiver is an argument that no `&` stands before: a reference to what is cloned.
    pub is_reference: bool,
    /// What becomes of the value.
    pub usage: Usage,
    /// Whether anything of the chain `.m()`, `.f`, `[i]`, `?`, `(…)`, `as` follows: an operator before the receiver
    /// would have to be put in parentheses.
    pub is_followed: bool,
    /// The variable, if it is the initializer of a plain `let x = …;`.
    pub binding: Option<Box<LetBinding>>,
}

/// A variable that a `let` binds a value to: immutable, without a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetBinding {
    /// Its name.
    pub name: &'static str,
    /// Where the name stands afterwards in the block. Some of these may be of another variable of that name.
    pub names: Vec<NameUse>,
}

/// A name, where it stands for a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameUse {
    /// Number of the expression: of the path, or of what stands for the names in a macro's tokens.
    pub expr: u32,
    /// Bytes of the name; empty where a format string captures it.
    pub bytes: Range<usize>,
    /// What is done with it there.
    pub form: NameForm,
}

/// What a reference in place of the value needs in order to mean the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameForm {
    /// `x.f`
    Field,
    /// `x.m()`
    Method,
    /// `x[i]`
    Indexed,
    /// `&x`: bytes of the `&`.
    Referenced(Range<usize>),
    /// An argument of `format!` and its kin, or captured by the format string.
    Formatted,
    /// Anything else.
    Operand,
    /// `x?`, `x()`: an operator before it would have to be put in parentheses.
    Followed,
}

/// How the value of a site is used by the expression around it. Parentheses are looked through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Usage {
    /// By value: an argument, a field, a `let`.
    Value,
    /// It is the receiver of a chain of method calls, the innermost first.
    Methods(Vec<Link>),
    /// `x.clone().field`, `x.clone()[i]`.
    Part,
    /// `&x.clone()`: bytes from the `&`.
    Reference(Range<usize>),
    /// An operand that the operator or macro takes by reference: of a comparison, of `assert_eq!` …
    Operand,
    /// An argument of `format!` and its kin, where a reference is shown as what it leads to.
    Formatted,
    /// What a `for` loop iterates over.
    ForHead,
    /// What a `match`, `if let` or `while let` looks at.
    Scrutinee,
    /// Another use as a place, which may be changed through it: `&mut x.clone()`, `*x.clone()`.
    Place,
}

/// A method call in a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Bytes of the whole call, from the start of its receiver.
    pub whole: Range<usize>,
    /// The method's name.
    pub name: String,
}
