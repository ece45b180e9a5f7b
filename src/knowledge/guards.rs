//! Guards: types whose value holds a lock or the borrow of a cell until it is dropped.
//!
//! A type is identified by the package that declares it, not by its name alone: a scope guard or a type `MutexGuard` of
//! one's own locks nothing. Sources: the documentation of each type, which says what is released when it is dropped.

/// Guards of the standard library, by path in the stubs.
pub(crate) const STANDARD: &[&str] =
    &["cell::Ref", "cell::RefMut", "sync::MutexGuard", "sync::RwLockReadGuard", "sync::RwLockWriteGuard"];

/// Types of the standard library that are no guards of a lock, but act on what they borrow when they are dropped:
/// `Drain` removes what is left, `PeekMut` restores the heap's order, the locks of streams release them.
pub(crate) const ACTING_ON_DROP: &[&str] = &["Drain", "PeekMut", "StderrLock", "StdinLock", "StdoutLock"];

/// Guards of libraries: package, as on the registry, and names. Sorted.
const LIBRARIES: &[(&str, &[&str])] = &[
    // docs.rs/async-lock: "A guard that releases the lock when dropped", of each.
    (
        "async-lock",
        &[
            "MutexGuard",
            "MutexGuardArc",
            "RwLockReadGuard",
            "RwLockReadGuardArc",
            "RwLockUpgradableReadGuard",
            "RwLockUpgradableReadGuardArc",
            "RwLockWriteGuard",
            "RwLockWriteGuardArc",
        ],
    ),
    // docs.rs/atomic_refcell: the borrows of an `AtomicRefCell`.
    ("atomic_refcell", &["AtomicRef", "AtomicRefMut"]),
    ("crossbeam-utils", &["ShardedLockReadGuard", "ShardedLockWriteGuard"]),
    // docs.rs/dashmap: each holds the lock of a shard ("may deadlock if called when holding any sort of reference").
    ("dashmap", &["MappedRef", "MappedRefMut", "Ref", "RefMulti", "RefMut", "RefMutMulti"]),
    ("futures-util", &["BiLockGuard", "MappedMutexGuard", "MutexGuard", "OwnedMutexGuard"]),
    // What `parking_lot` names by aliases.
    (
        "lock_api",
        &[
            "ArcMutexGuard",
            "ArcReentrantMutexGuard",
            "ArcRwLockReadGuard",
            "ArcRwLockUpgradableReadGuard",
            "ArcRwLockWriteGuard",
            "MappedMutexGuard",
            "MappedReentrantMutexGuard",
            "MappedRwLockReadGuard",
            "MappedRwLockWriteGuard",
            "MutexGuard",
            "ReentrantMutexGuard",
            "RwLockReadGuard",
            "RwLockUpgradableReadGuard",
            "RwLockWriteGuard",
        ],
    ),
    // docs.rs/sharded-slab: an entry is not removed while one of these lives.
    ("sharded-slab", &["OwnedRef", "OwnedRefMut", "Ref", "RefMut"]),
    (
        "spin",
        &[
            "FairMutexGuard",
            "MutexGuard",
            "RwLockReadGuard",
            "RwLockUpgradableGuard",
            "RwLockWriteGuard",
            "SpinMutexGuard",
            "TicketMutexGuard",
        ],
    ),
    // `Ref` is what `watch::Receiver::borrow` returns: it holds the channel's lock.
    (
        "tokio",
        &[
            "MappedMutexGuard",
            "MutexGuard",
            "OwnedMappedMutexGuard",
            "OwnedMutexGuard",
            "OwnedRwLockMappedWriteGuard",
            "OwnedRwLockReadGuard",
            "OwnedRwLockWriteGuard",
            "Ref",
            "RwLockMappedWriteGuard",
            "RwLockReadGuard",
            "RwLockWriteGuard",
        ],
    ),
];

/// Crates under whose names other packages' guards are used, where those packages are not read.
const FACADES: &[(&str, &str)] = &[
    ("async_std", "async-lock"),
    ("crossbeam", "crossbeam-utils"),
    ("futures", "futures-util"),
    ("parking_lot", "lock_api"),
    ("smol", "async-lock"),
];

/// Whether a package's type is a guard.
pub(crate) fn is_declared(package: &str, name: &str) -> bool {
    LIBRARIES.binary_search_by(|(known, _)| (*known).cmp(package)).is_ok_and(|at| LIBRARIES[at].1.contains(&name))
}

/// Whether a path, as the user's code spells it, names a library's guard: the crate first, the type last.
pub(crate) fn is_path(path: &str) -> bool {
    let Some((krate, rest)) = path.split_once("::") else { return false };
    let name = rest.rsplit("::").next().unwrap_or(rest);
    let facade = FACADES.iter().find(|(facade, _)| *facade == krate).map(|(_, package)| *package);
    // A crate's name has `_` where its package's has either.
    facade.is_some_and(|package| is_declared(package, name))
        || is_declared(krate, name)
        || is_declared(&krate.replace('_', "-"), name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        assert!(LIBRARIES.is_sorted_by(|a, b| a.0 < b.0));
        for (package, names) in LIBRARIES {
            assert!(names.is_sorted_by(|a, b| a < b), "{package}");
        }
        assert!(FACADES.is_sorted_by(|a, b| a.0 < b.0));
        for (facade, package) in FACADES {
            assert!(LIBRARIES.iter().any(|(known, _)| known == package), "{facade}");
        }
    }

    #[test]
    fn guards_by_their_package_not_by_their_name() {
        assert!(is_declared("lock_api", "MutexGuard") && is_declared("dashmap", "Ref"));
        assert!(!is_declared("scopeguard", "ScopeGuard") && !is_declared("mine", "MutexGuard"));
        assert!(is_path("parking_lot::MutexGuard") && is_path("tokio::sync::watch::Ref"));
        assert!(is_path("async_lock::RwLockReadGuard") && is_path("dashmap::mapref::one::Ref"));
        assert!(!is_path("MutexGuard") && !is_path("mine::Ref") && !is_path("arc_swap::Guard"));
    }
}
