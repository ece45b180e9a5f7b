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

use crate::source::ContentHash;
use crate::syntax::hir::{Names, Symbol};

use super::CrateId;
use super::crate_data::CrateData;

/// The crates that have been read.
#[derive(Debug, Default)]
pub(crate) struct Libraries(Mutex<Crates>);

#[derive(Debug, Default)]
struct Crates {
    /// What decides about the numbers of crates.
    numbering: Option<ContentHash>,
    /// Those that audits since the last change of that have asked for.
    current: HashMap<Key, Library>,
    /// Those before, which may do still.
    before: HashMap<Key, Library>,
    /// How often what is read of a crate, or the numbering, has changed.
    changes: usize,
    /// Whether a library was read that lies in the source of files itself, and so may change with every state.
    has_changing: bool,
}

/// A crate's number, and its root.
type Key = (CrateId, PathBuf);

#[derive(Debug)]
struct Library {
    name: String,
    externs: FxHashMap<Symbol, CrateId>,
    /// Names of functions, and whether the workspace had them.
    asked: Vec<(Box<str>, bool)>,
    krate: Option<Arc<CrateData>>,
}

impl Libraries {
    /// Begins another state, with what decides about the numbers of crates and the names in it. Returns how often what is
    /// known of libraries has changed by now: as long as that is the same, what has been found by them holds. `None` if some of
    /// them are not noted, so that nothing is known to hold.
    pub(crate) fn begin(&self, numbering: ContentHash, names: &Names) -> Option<usize> {
        let mut crates = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if crates.numbering != Some(numbering) {
            crates.numbering = Some(numbering);
            crates.before = std::mem::take(&mut crates.current);
            crates.changes += 1;
        }
        let all = crates.current.len();
        crates.current.retain(|_, library| names.answers_as(&library.asked));
        if crates.current.len() < all {
            crates.changes += 1;
        }
        (!crates.has_changing).then_some(crates.changes)
    }

    /// Notes that a library was read whose files may change from one state to the next.
    pub(super) fn note_changing(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).has_changing = true;
    }

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
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_same = |known: &Library| {
            known.name == empty.name && known.externs == empty.externs && names.answers_as(&known.asked)
        };
        let known = {
            let mut crates = lock();
            if let Some(known) = crates.current.get(&key).filter(|known| is_same(known)) {
                return known.krate.clone();
            }
            crates.before.remove(&key)
        };
        let library = known.filter(is_same).unwrap_or_else(|| {
            let (name, externs, noting) = (empty.name.clone(), empty.externs.clone(), names.noting());
            let krate = read(empty, &noting).map(Arc::new);
            Library { name, externs, asked: noting.into_asked(), krate }
        });
        let krate = library.krate.clone();
        lock().current.insert(key, library);
        krate
    }
}
