//! The index: what is declared where, in every crate of the workspace, in the standard library and, read when a name
//! of theirs is asked for, in the dependencies.

mod expand;
mod krate;
mod resolve;
mod sources;

pub(super) use expand::rules;
pub(super) use krate::{Container, Crate, Key};
pub(super) use resolve::{Def, Namespace, Reach, Resolver};
pub(super) use sources::Origin;
pub use sources::{CrateSource, Index, Standard, standard_library};

use crate::model::TypeHead;

/// A crate, by its place in the [`Index`]. The standard library is the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CrateId(pub u32);

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(crate) struct $name {
            /// The crate that declares it.
            pub(crate) krate: CrateId,
            /// Its place there.
            pub(crate) at: u32,
        }
    )*};
}

impl AdtId {
    /// The same for those who know nothing of the index.
    pub(super) const fn head(self) -> TypeHead {
        TypeHead { krate: self.krate.0, at: self.at }
    }
}

ids! {
    /// A module.
    ModuleId;
    /// A struct, enum or union.
    AdtId;
    /// A trait.
    TraitId;
    /// A `type` alias.
    AliasId;
    /// A function or method.
    FunctionId;
    /// A const or static.
    ConstantId;
    /// An impl block.
    ImplId;
}
