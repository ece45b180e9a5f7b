//! From where a name can be seen.

use crate::syntax::hir::{Import, Visibility};

use super::crate_data::CrateData;
use super::{CrateId, ModuleId};

/// The module in which, with all that is in it, a name can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum VisibleIn {
    /// Every module of every crate.
    All,
    /// This one.
    Module(ModuleId),
}

impl VisibleIn {
    /// What a visibility written in a module means.
    pub(super) fn of(krate: &CrateData, id: CrateId, module: u32, written: Visibility) -> Self {
        let module = krate.out_of_blocks(module);
        let at = match written {
            Visibility::Public => return Self::All,
            Visibility::Above(levels) => krate.around(module).nth(usize::from(levels)),
            Visibility::Below(levels) => {
                let depth = krate.around(module).count() - 1;
                depth.checked_sub(usize::from(levels)).and_then(|above| krate.around(module).nth(above))
            }
        };
        Self::Module(ModuleId { krate: id, at: at.unwrap_or(module) })
    }

    /// That of the name that an import brings in.
    pub(super) fn of_import(krate: &CrateData, id: CrateId, import: u32) -> Self {
        let Import { module, visibility, .. } = krate.imports[import as usize];
        Self::of(krate, id, module, visibility)
    }

    /// Whether code in a module, which is one of this crate, sees the name.
    pub(super) fn holds_in(self, krate: &CrateData, module: ModuleId) -> bool {
        match self {
            Self::All => true,
            Self::Module(own) => own.krate == module.krate && krate.is_within(module.at, own.at),
        }
    }

    /// What is left where a name that is visible so is imported with another visibility, in the same crate.
    pub(super) fn narrower(self, krate: &CrateData, other: Self) -> Self {
        if self.includes(krate, other) { other } else { self }
    }

    /// The visibility of a name that a module has in two ways.
    pub(super) fn wider(self, krate: &CrateData, other: Self) -> Self {
        if self.includes(krate, other) { self } else { other }
    }

    fn includes(self, krate: &CrateData, other: Self) -> bool {
        match (self, other) {
            (Self::All, _) => true,
            (_, Self::All) => false,
            (Self::Module(own), Self::Module(other)) => own.krate == other.krate && krate.is_within(other.at, own.at),
        }
    }
}
