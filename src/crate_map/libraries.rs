//! Crates of dependencies that several indexes share: those of the states of one workspace that are audited one after the
//! other.
//!
//! What is read of such a crate depends on where its root is, on the numbers of the crates that it and its paths name, and on
//! the names in the workspace by which its functions are kept. Where all of that is the same, it is read once. Files outside of
//! the workspace's source of files are taken to stay as they are meanwhile.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use crate::syntax::hir::{Names, Symbol};

use super::CrateId;
use super::crate_data::CrateData;

/// The crates that have been read.
#[derive(Debug, Default)]
pub(crate) struct Libraries {
    crates: Mutex<HashMap<(CrateId, PathBuf), Library>>,
}

#[derive(Debug)]
struct Library {
    name: String,
    externs: FxHashMap<Symbol, CrateId>,
    /// Names of functions, and whether the workspace had them.
    asked: Vec<(Box<str>, bool)>,
    krate: Option<Arc<CrateData>>,
}

impl Libraries {
    /// The crate, as it was read before or is read now by `read`, which gets the empty one and the names to ask for.
    pub(super) fn get_or_read(
        &self,
        id: CrateId,
        root: PathBuf,
        empty: CrateData,
        names: &Names,
        read: impl FnOnce(CrateData, &Names) -> Option<CrateData>,
    ) -> Option<Arc<CrateData>> {
        let key = (id, root);
        let known = self.crates.lock().unwrap_or_else(PoisonError::into_inner).remove(&key);
        let is_same = |known: &Library| {
            known.name == empty.name && known.externs == empty.externs && names.answers_as(&known.asked)
        };
        let library = known.filter(is_same).unwrap_or_else(|| {
            let (name, externs, noting) = (empty.name.clone(), empty.externs.clone(), names.noting());
            let krate = read(empty, &noting).map(Arc::new);
            Library { name, externs, asked: noting.into_asked(), krate }
        });
        let krate = library.krate.clone();
        self.crates.lock().unwrap_or_else(PoisonError::into_inner).insert(key, library);
        krate
    }
}
