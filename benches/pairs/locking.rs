//! Clones made under a lock that nobody else wants.

// clone-audit: allow-file(clone-under-lock) — the clones are what is measured

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

use super::data::id;
use super::{Pair, pair, using};

type Names = RwLock<HashMap<u64, String>>;

fn read(names: &Names) -> RwLockReadGuard<'_, HashMap<u64, String>> {
    names.read().unwrap_or_else(PoisonError::into_inner)
}

fn names<const SIZE: usize>() -> Names {
    RwLock::new((0..SIZE).map(|at| (at as u64, id(at))).collect())
}

pub(super) fn pairs() -> Vec<Pair> {
    [of_size::<10>(), of_size::<100>(), of_size::<1000>()].into_iter().flatten().collect()
}

/// The caller gets a copy of the one text in both.
fn of_size<const SIZE: usize>() -> Vec<Pair> {
    fn snapshot(names: &Names) -> HashMap<u64, String> {
        read(names).clone()
    }
    vec![
        pair(
            "clone-under-lock",
            format!("map of {SIZE} String cloned for one entry; against an accessor"),
            using(names::<SIZE>, |names| snapshot(names).get(&7).cloned()),
            using(names::<SIZE>, |names| read(names).get(&7).cloned()),
        ),
        pair(
            "clone-under-lock",
            format!("map of {SIZE} String cloned for its length; against an accessor"),
            using(names::<SIZE>, |names| snapshot(names).len()),
            using(names::<SIZE>, |names| read(names).len()),
        ),
    ]
}
