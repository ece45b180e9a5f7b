//! What a clone costs of types of libraries whose source does not tell: those that look after their memory themselves.
//!
//! One line a type, as in [`handles`](super::handles): the package that declares it, its name, the cost whatever its
//! arguments are, and what says so.

use crate::model::Cost;

/// Package, type, cost, what says so. Sorted.
const COSTS: &[(&str, &str, Cost, &str)] = &[
    ("bit-vec", "BitVec", Cost::Deep, "a Vec of blocks"),
    ("bitvec", "BitBox", Cost::Deep, "a boxed slice of elements"),
    ("bitvec", "BitVec", Cost::Deep, "a Vec of elements"),
    ("bytes", "BytesMut", Cost::Deep, "clone: copies all bytes into a new buffer"),
    ("compact_str", "CompactString", Cost::Heap, "inline, or one buffer"),
    ("dashmap", "DashMap", Cost::Deep, "clone: copies every shard"),
    ("fixedbitset", "FixedBitSet", Cost::Deep, "a Vec of blocks"),
    ("hashbrown", "HashMap", Cost::Deep, "a table of entries"),
    ("hashbrown", "HashSet", Cost::Deep, "a table of entries"),
    ("hashbrown", "HashTable", Cost::Deep, "a table of entries"),
    ("indexmap", "IndexMap", Cost::Deep, "a Vec of entries and a table of indices"),
    ("indexmap", "IndexSet", Cost::Deep, "a Vec of entries and a table of indices"),
    ("semver", "BuildMetadata", Cost::Heap, "inline, or one buffer"),
    ("semver", "Prerelease", Cost::Heap, "inline, or one buffer"),
    ("semver", "Version", Cost::Heap, "numbers and two identifiers, each inline or one buffer"),
    ("smallvec", "SmallVec", Cost::Deep, "a collection: inline as long as it is short"),
    ("thin-vec", "ThinVec", Cost::Deep, "a collection"),
    ("tinyvec", "TinyVec", Cost::Deep, "a collection: inline as long as it is short"),
];

/// What a clone of a type costs that a package declares.
pub(crate) fn cost_of(package: &str, name: &str) -> Option<Cost> {
    let found = COSTS.binary_search_by(|(known, ty, ..)| (*known, *ty).cmp(&(package, name)));
    found.ok().map(|at| COSTS[at].2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_without_repetition() {
        assert!(COSTS.windows(2).all(|pair| (pair[0].0, pair[0].1) < (pair[1].0, pair[1].1)));
    }

    #[test]
    fn types_by_their_package() {
        assert_eq!(cost_of("semver", "Version"), Some(Cost::Heap));
        assert_eq!(cost_of("bytes", "Bytes"), None);
        assert_eq!(cost_of("other", "Version"), None);
    }
}
