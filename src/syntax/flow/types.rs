//! What flow and rules ask of types.

use crate::model::TypeFacts;
use crate::syntax::hir::{ExprId, PatId, Symbol};

/// How a method takes its receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// `self`
    Value,
    /// `&self`
    Shared,
    /// `&mut self`
    Unique,
    /// Not known.
    Unknown,
}

/// What has a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Typed {
    /// An expression.
    Expr(ExprId),
    /// A name that a pattern binds.
    Pat(PatId),
}

/// Answers of type inference for one body.
pub trait Types {
    /// How a method call takes its receiver.
    fn taken(&self, call: ExprId) -> Taken;

    /// Whether a method calls the function at this place of its arguments, not counting the receiver, at most once.
    fn calls_once(&self, call: ExprId, argument: usize) -> bool;

    /// Whether a value of the type may hold a borrow of a local variable. True where it is not known.
    fn may_borrow(&self, of: Typed) -> bool;

    /// Whether a value of the type does something with what it borrows when it goes: guards of locks. True where it is
    /// not known.
    fn releases(&self, of: Typed) -> bool;

    /// Whether a field can be moved out of an expression: a value, no reference, of a type that has this field itself
    /// and no `Drop`. False where it is not known.
    fn owns_field(&self, base: ExprId, field: Symbol) -> bool;

    /// What is known of the type.
    fn facts(&self, of: Typed) -> TypeFacts;

    /// Bytes of a value behind all references, or a lower bound.
    fn size(&self, of: Typed) -> u64;

    /// How many collections a clone of a value behind all references copies, fields looked into; of an enum, in the
    /// variant with the most. What they hold in turn, and what is not known, is not counted.
    fn collections(&self, of: Typed) -> usize;
}
