//! What names mean.

use super::builtin::Scalar;
use super::{AdtId, AliasId, ConstantId, FunctionId, ModuleId, TraitId};

/// What a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Def {
    /// A module or a crate's root.
    Module(ModuleId),
    /// A struct, enum or union; as a value, the constructor of a struct.
    Adt(AdtId),
    /// A variant of an enum.
    Variant(AdtId, u32),
    /// A trait.
    Trait(TraitId),
    /// A `type` alias.
    Alias(AliasId),
    /// A function.
    Function(FunctionId),
    /// A const or static.
    Constant(ConstantId),
    /// `u8`, `bool` …
    Scalar(Scalar),
    /// `str`
    Str,
    /// A crate whose sources are not at hand, or something in it.
    Foreign,
    /// One of several items that globs bring under a name. Only `crate_map` itself sees it: elsewhere the name has no
    /// meaning.
    Ambiguous,
}

impl Def {
    /// The struct, enum or union, if it is one.
    pub(crate) fn as_adt(self) -> Option<AdtId> {
        match self {
            Self::Adt(id) => Some(id),
            _ => None,
        }
    }

    /// The trait, if it is one.
    pub(crate) fn as_trait(self) -> Option<TraitId> {
        match self {
            Self::Trait(id) => Some(id),
            _ => None,
        }
    }

    /// The same, if it is certain.
    pub(super) fn certain(self) -> Option<Self> {
        (self != Self::Ambiguous).then_some(self)
    }
}

/// Types and modules, or values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Namespace {
    /// Types, traits, modules.
    Types,
    /// Functions, consts, constructors.
    Values,
}
