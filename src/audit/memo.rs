//! What audits of many states of one workspace remember: of files that have not changed from one state to the next, what they
//! say; and of those whose surroundings have not changed either, what their sites were found to be.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use crate::crate_map::Libraries;
use crate::source::ContentHash;
use crate::syntax::FileFacts;
use crate::syntax::hir::Body;

use super::earlier::SiteResults;

/// What a content says, of which nothing but the content and the features that it is compiled with decides.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    /// What tells the content from others.
    pub(super) content: String,
    /// The hash of what it declares.
    pub(super) declared: ContentHash,
    /// Its bodies, by their items' places in the file. What it says has none beside.
    pub(super) bodies: Arc<Vec<Body>>,
}

/// A file by its content and by a hash of all that its bodies can see.
pub(super) type InSurroundings = (String, [u8; ContentHash::SIZE]);

/// A content, and the features that it is compiled with.
type Scanned = (String, BTreeSet<String>);

/// What is known of a content.
#[derive(Debug)]
struct Known {
    /// What it says, without its bodies: most of these are looked at once.
    facts: FileFacts,
    declared: ContentHash,
    bodies: Arc<Vec<Body>>,
}

/// What was found by earlier audits. What two states in a row have not asked for is forgotten.
#[derive(Debug)]
pub(crate) struct Memo {
    declared: fn(&FileFacts) -> ContentHash,
    scans: Generations<Scanned, Arc<Known>>,
    results: Generations<InSurroundings, Arc<SiteResults>>,
    libraries: Libraries,
}

impl Memo {
    /// An empty one. `declared` hashes what a file declares.
    pub(crate) fn new(declared: fn(&FileFacts) -> ContentHash) -> Self {
        let (scans, results) = (Generations::new(), Generations::new());
        Self { declared, scans, results, libraries: Libraries::default() }
    }

    /// The dependencies that were read.
    pub(super) fn libraries(&self) -> &Libraries {
        &self.libraries
    }

    /// What a content says: what is known of it, or what `scan` finds.
    ///
    /// # Errors
    /// As `scan`.
    pub(super) fn facts<E>(
        &self,
        content: String,
        features: BTreeSet<String>,
        scan: impl FnOnce() -> Result<FileFacts, E>,
    ) -> Result<(FileFacts, Seen), E> {
        let key = (content, features);
        let known = if let Some(known) = self.scans.get(&key) {
            known
        } else {
            let mut facts = scan()?;
            let declared = (self.declared)(&facts);
            let bodies = Arc::new(std::mem::take(&mut facts.tree.bodies));
            let known = Arc::new(Known { facts, declared, bodies });
            self.scans.put(key.clone(), Arc::clone(&known));
            known
        };
        let Known { facts, declared, bodies } = &*known;
        Ok((facts.clone(), Seen { content: key.0, declared: *declared, bodies: Arc::clone(bodies) }))
    }

    /// What the sites of a file were found to be.
    pub(super) fn results(&self, file: &InSurroundings) -> Option<SiteResults> {
        Some((*self.results.get(file)?).clone())
    }

    /// Remembers what the sites of a file were found to be.
    pub(super) fn note_results(&self, file: InSurroundings, results: SiteResults) {
        self.results.put(file, Arc::new(results));
    }

    /// Begins another state.
    pub(crate) fn next_state(&self) {
        self.scans.next();
        self.results.next();
    }
}

/// Values of this state and of the one before.
#[derive(Debug)]
struct Generations<K, V>(Mutex<[HashMap<K, V>; 2]>);

impl<K: Hash + Eq + Clone, V: Clone> Generations<K, V> {
    fn new() -> Self {
        Self(Mutex::new([HashMap::new(), HashMap::new()]))
    }

    fn get(&self, key: &K) -> Option<V> {
        let mut both = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let [current, before] = &mut *both;
        if let Some((key, value)) = before.remove_entry(key) {
            current.insert(key, value);
        }
        current.get(key).cloned()
    }

    fn put(&self, key: K, value: V) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)[0].insert(key, value);
    }

    fn next(&self) {
        let mut both = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        both[1] = std::mem::take(&mut both[0]);
    }
}
