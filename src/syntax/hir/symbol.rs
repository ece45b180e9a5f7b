//! Interned names.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::hash::{BuildHasher, BuildHasherDefault, Hash, Hasher};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use rustc_hash::FxHashSet;

/// How an expansion spells the `$crate` of its own crate, which is no identifier.
pub(in crate::syntax) const DOLLAR_CRATE: &str = "__dollar_crate";

/// A name, interned for the life of the process: comparing and hashing it is comparing and hashing an address.
///
/// No order: addresses differ from run to run, and output must not.
///
/// It is a thin pointer to the text's place, because declarations consist of names for a good part.
#[derive(Clone, Copy)]
pub struct Symbol(&'static &'static str);

/// Enough that two threads seldom meet.
const SHARDS: usize = 32;

type Shard = Mutex<HashMap<&'static str, Symbol, NameHasher>>;

static NAMES: LazyLock<[Shard; SHARDS]> = LazyLock::new(|| std::array::from_fn(|_| Mutex::default()));

impl Symbol {
    /// The symbol of a name.
    pub fn new(name: &str) -> Self {
        let shard = usize::try_from((NameHasher::default().hash_one(name) >> 32) % SHARDS as u64).unwrap_or(0);
        let mut names = NAMES[shard].lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = names.get(name) {
            return *known;
        }
        let name: &'static str = Box::leak(name.into());
        let symbol = Self(Box::leak(Box::new(name)));
        names.insert(name, symbol);
        symbol
    }

    /// The name.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

/// A set of names.
#[derive(Debug, Default)]
pub(crate) struct Names {
    all: Arc<HashSet<&'static str, NameHasher>>,
    /// What was asked of it, where that is noted.
    asked: Option<Mutex<HashMap<Box<str>, bool>>>,
}

impl Names {
    /// These, of which some may come more than once.
    pub(crate) fn new(names: impl IntoIterator<Item = Symbol>) -> Self {
        let all: FxHashSet<Symbol> = names.into_iter().collect();
        Self { all: Arc::new(all.into_iter().map(Symbol::as_str).collect()), asked: None }
    }

    /// Whether a name is one of them.
    pub(crate) fn contains(&self, name: &str) -> bool {
        let is_known = self.all.contains(name);
        if let Some(asked) = &self.asked {
            let mut asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
            if !asked.contains_key(name) {
                asked.insert(name.into(), is_known);
            }
        }
        is_known
    }

    /// The same set, which notes what it is asked.
    pub(crate) fn noting(&self) -> Self {
        Self { all: Arc::clone(&self.all), asked: Some(Mutex::default()) }
    }

    /// What was asked, with the answers.
    pub(crate) fn into_asked(self) -> Vec<(Box<str>, bool)> {
        let asked = self.asked.map(|asked| asked.into_inner().unwrap_or_else(PoisonError::into_inner));
        asked.into_iter().flatten().collect()
    }

    /// Whether these answers are those that this set would give.
    pub(crate) fn answers_as(&self, asked: &[(Box<str>, bool)]) -> bool {
        asked.iter().all(|(name, answer)| self.all.contains(&**name) == *answer)
    }
}

impl PartialEq for Symbol {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Symbol {}

impl Hash for Symbol {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::ptr::from_ref(self.0).addr().hash(state);
    }
}

impl PartialEq<str> for Symbol {
    fn eq(&self, other: &str) -> bool {
        *self.0 == other
    }
}

impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// Hashes names.
pub(in crate::syntax) type NameHasher = BuildHasherDefault<Words>;

/// A multiplicative hash of eight bytes at a time: names are short, and a table of this program's own needs no defence
/// against chosen keys.
#[derive(Default)]
pub(in crate::syntax) struct Words(u64);

impl Words {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Words {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.add(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.add(u64::from_le_bytes(last));
    }

    fn finish(&self) -> u64 {
        // The table's first bits come from the top.
        self.0.rotate_left(26)
    }
}
