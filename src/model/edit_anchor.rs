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
