//! What a file declares. Bodies are not stored.

use crate::syntax::hir::{
    Adt, AdtKind, Alias, AssocType, CloneBody, Constant, Discriminant, Field, FieldPlace, FileModule, FnPointer,
    Function, GenericArgs, GenericParam, Generics, Impl, Import, ItemTree, MacroCall, MacroDefinition, Module,
    ModuleKind, Path, Presence, QualifiedPath, Rewriting, Segment, Trait, TypeRef, Variant, VariantShape, Visibility,
};

use super::super::codec::{choice, record};

record! {
    ItemTree {
        modules, file_modules, adts, functions, traits, impls, aliases, constants, imports, macro_definitions,
        macro_calls; bodies
    }
    Module { name, parent, kind, path, visibility }
    FileModule { name, module, path, visibility }
    // Lines are stored apart: they say where a type is declared, not what.
    Adt { name, module, kind, generics, variants, derives, may_be_copy, may_be_clone, repr, visibility, presence; line }
    Variant { name, shape, fields, discriminant, is_conditional }
    Field { name, ty, is_conditional, visibility }
    Function {
        name, module, generics, has_self, params, output, is_async, rewriting, visibility, presence,
    }
    Trait { name, module, generics, supertraits, functions, types, constants, visibility }
    AssocType { name, generics, bounds, ty }
    Impl { module, generics, of_trait, self_ty, functions, types, constants, clone_body }
    FieldPlace { variant, field, is_boxed }
    Alias { name, module, generics, ty, visibility, presence }
    Constant { name, module, ty, visibility, presence }
    Import { module, path, name, visibility, presence }
    MacroDefinition { name, module, is_exported, rules }
    MacroCall { module, of_impl, path, arguments, is_items }
    Generics { has_lifetimes, params, wheres }
    GenericParam { name, is_const, is_sized, bounds, default }
    Path { segments }
    Segment { name, args }
    QualifiedPath { self_ty, of_trait, rest }
    FnPointer { params, output }
    GenericArgs { types, bindings, constraints }
}

choice! {
    ModuleKind { 0 = File, 1 = Inline, 2 = Block }
    Visibility { 0 = Public, 1 = Above(levels), 2 = Below(levels) }
    Presence { 0 = Sure, 1 = Open, 2 = Off }
    AdtKind { 0 = Struct, 1 = Enum, 2 = Union }
    VariantShape { 0 = Record, 1 = Tuple, 2 = Unit }
    Discriminant { 0 = Next, 1 = Value(value), 2 = Unknown }
    Rewriting { 0 = None, 1 = Wrapped, 2 = Other }
    CloneBody { 0 = Fields(fields), 1 = Other }
    TypeRef {
        0 = Path(path), 1 = Qualified(path), 2 = Ref(inner, mutable), 3 = Ptr(inner),
        4 = Tuple(parts), 5 = Array(array), 6 = Slice(item), 7 = Fn(of), 8 = Impl(bounds),
        9 = Dyn(bounds), 10 = Never, 11 = Infer, 12 = Const(value), 13 = Unknown,
    }
}
