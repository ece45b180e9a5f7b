//! The high-level intermediate representation: what type inference needs of a file, without `syn`.
//!
//! `lower` makes it while the syntax tree stands; `types` reads it when the whole workspace is known. Names follow
//! rustc and rust-analyzer: an *item tree* holds declarations, a *body* holds a function's expressions and patterns in
//! two arenas. Bodies are lowered only where a site stands in them.

mod body;
mod items;
mod parents;
mod pat;
mod scoped;
mod symbol;
mod type_ref;

pub(crate) use body::{
    Arm, BinaryOp, Body, BodySite, CodeMacro, Expr, FieldValue, Mention, SiteRole, Statement, UnaryOp, place_of,
};
pub(crate) use items::{
    Adt, AdtKind, Alias, AssocType, CloneBody, Constant, Discriminant, Field, FieldPlace, FileModule, Function, Impl,
    Import, ItemTree, MacroCall, MacroDefinition, Module, ModuleKind, Presence, Rewriting, Trait, Variant,
    VariantShape, Visibility,
};
pub(crate) use parents::Parents;
pub(crate) use pat::{LiteralKind, Pat};
pub(crate) use scoped::Scoped;
pub(in crate::syntax) use symbol::{DOLLAR_CRATE, NameHasher};
pub(crate) use symbol::{Names, Symbol};
pub(crate) use type_ref::{
    Bound, FnPointer, GenericArgs, GenericParam, Generics, Path, QualifiedPath, Segment, TypeRef,
};

/// Index into [`Body::exprs`].
pub(crate) type ExprId = u32;

/// Index into [`Body::pats`].
pub(crate) type PatId = u32;
