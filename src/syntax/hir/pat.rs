//! Patterns, and the literals that they share with expressions.

use super::{PatId, Path, Symbol, TypeRef};

/// A pattern.
#[derive(Clone, Debug)]
pub enum Pat {
    /// `_`, `..` on its own, and what could not be lowered.
    Wild,
    /// `name`, `ref name`, `mut name`, `name @ p`. May turn out to be a constant or a unit variant: names decide.
    Bind {
        /// `name`
        name: Symbol,
        /// `ref`
        by_ref: bool,
        /// `ref mut` or `mut`: whether `mut` is written.
        mutable: bool,
        /// `p`
        sub: Option<PatId>,
    },
    /// `a::B`
    Path(Path),
    /// `a::B(p, .., q)`; the number is the place of `..`.
    TupleStruct(Path, Vec<PatId>, Option<usize>),
    /// `a::B { f: p, .. }`; `f` alone is lowered to `f: f`.
    Struct(Path, Vec<(Symbol, PatId)>),
    /// `(p, .., q)`
    Tuple(Vec<PatId>, Option<usize>),
    /// `[p, .., q]`, `[p, rest @ .., q]`; the number is the place of the rest, which is in the list only if it is bound
    /// (the flag).
    Slice(Vec<PatId>, Option<(usize, bool)>),
    /// `&p`, `&mut p`
    Ref(PatId, bool),
    /// `p | q`
    Or(Vec<PatId>),
    /// A literal, by its expression.
    Literal(LiteralKind),
    /// `a..=b`
    Range,
    /// `p: T`, in closures' and functions' parameters.
    Typed(PatId, TypeRef),
}

/// A literal's type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiteralKind {
    /// `"a"`
    Str,
    /// `b"a"`, with its length
    Bytes(u64),
    /// `c"a"`
    CStr,
    /// `'a'`
    Char,
    /// `b'a'`
    Byte,
    /// `1`, `1u8`: the suffix, empty if there is none.
    Int(Option<Symbol>),
    /// `1.0`
    Float(Option<Symbol>),
    /// `true`
    Bool,
}
