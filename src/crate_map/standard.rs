//! The standard library, which is declared by stubs.

use crate::syntax;
use crate::syntax::hir::Symbol;

use super::CrateId;
use super::crate_data::CrateData;

/// The standard library, ready for an index.
#[derive(Debug)]
pub(crate) struct Standard {
    krate: CrateData,
    names: Vec<Symbol>,
}

impl Standard {
    /// Reads its stubs, which are given by name and text.
    pub(crate) fn read(files: &[(&str, &str)]) -> Self {
        let mut standard = Self { krate: CrateData::new("std".to_owned()), names: Vec::new() };
        for (name, text) in files {
            let (mut tree, names) = syntax::declarations(text).unwrap_or_else(|reason| {
                debug_assert!(false, "{name}: {reason}");
                Default::default()
            });
            standard.krate.take(CrateId::STANDARD, 0, &mut tree);
            standard.names.extend(names);
        }
        standard
    }

    pub(super) fn krate(&self) -> &CrateData {
        &self.krate
    }

    /// The names in it, some more than once: what inference looks for without being told by any code.
    pub(crate) fn names(&self) -> impl Iterator<Item = Symbol> {
        self.names.iter().copied()
    }
}
