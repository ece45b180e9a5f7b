//! Crates, modules, scopes and names, for members and dependencies alike.
//!
//! - `placement`: which file of a member is which module of which target, and in what scope;
//! - `module_folder`: where the file of `mod x;` lies;
//! - `index`: all crates; dependencies are read when a name of theirs is first asked for;
//! - `crate_data`: what one crate declares, and `collect`, which takes it out of item trees; `targets` does so for all files of
//!   the workspace;
//! - `expand`: macro calls among items;
//! - `resolver`: the state of a search for names, `scopes`: what a module has under a name, imports and globs followed
//!   to a fixed point (`fixed_point`), `globs`: which globs may bring a name, `resolve`: what a path means, `traits`: which
//!   traits a module sees.

mod builtin;
mod collect;
mod costs;
mod crate_data;
mod def;
mod expand;
mod fixed_point;
mod for_references;
mod globs;
mod index;
mod libraries;
mod macros;
mod module_folder;
mod named;
mod placement;
mod reader;
mod resolve;
mod resolver;
mod scopes;
mod standard;
mod targets;
mod traits;
mod visibility;

pub(crate) use builtin::Scalar;
pub(crate) use crate_data::{Container, CrateData, Key};
pub(crate) use def::{Def, Namespace};
pub(crate) use index::{Index, Origin};
pub(crate) use libraries::Libraries;
pub(crate) use placement::{Absent, FileView, Generated, MacroView, Placement, Shared, place};
pub(crate) use resolver::Resolver;
pub(crate) use standard::Standard;
pub(crate) use targets::{CrateSource, Places, TargetFile};
pub(crate) use traits::Reach;

use crate::model::AdtRef;

/// A crate, by its place in the [`Index`]. The standard library is the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct CrateId(pub u32);

impl CrateId {
    /// The standard library, which answers to `std`, `core` and `alloc`.
    pub(crate) const STANDARD: Self = Self(0);
}

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

impl AdtId {
    /// The same for those who know nothing of the index.
    pub(crate) const fn adt(self) -> AdtRef {
        AdtRef { krate: self.krate.0, at: self.at }
    }
}

/// Arenas hold fewer than 2³² items: a source file of that size cannot be lexed.
fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
