//! What audits of many states of one workspace remember: of files that have not changed from one state to the next, what they
//! say.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use crate::crate_map::Libraries;
use crate::syntax::FileFacts;

/// A content, and the features that the code is compiled with.
type Key = (String, BTreeSet<String>);

/// What was found in files, by their contents. Memory is bounded: what the last two states did not ask for is forgotten.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    scans: Mutex<Generations>,
    libraries: Libraries,
}

#[derive(Debug, Default)]
struct Generations {
    current: HashMap<Key, Arc<FileFacts>>,
    before: HashMap<Key, Arc<FileFacts>>,
}

impl Memo {
    /// The dependencies that were read.
    pub(super) fn libraries(&self) -> &Libraries {
        &self.libraries
    }

    /// What is known of a content.
    pub(super) fn facts(&self, content: &str, features: &BTreeSet<String>) -> Option<Arc<FileFacts>> {
        let mut scans = self.scans.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (content.to_owned(), features.clone());
        if let Some(known) = scans.current.get(&key) {
            return Some(Arc::clone(known));
        }
        let known = scans.before.remove(&key)?;
        scans.current.insert(key, Arc::clone(&known));
        Some(known)
    }

    /// Remembers what a content says.
    pub(super) fn note(&self, content: String, features: BTreeSet<String>, facts: Arc<FileFacts>) {
        let mut scans = self.scans.lock().unwrap_or_else(PoisonError::into_inner);
        scans.current.insert((content, features), facts);
    }

    /// Begins another state.
    pub(crate) fn next_state(&self) {
        let mut scans = self.scans.lock().unwrap_or_else(PoisonError::into_inner);
        scans.before = std::mem::take(&mut scans.current);
    }
}
