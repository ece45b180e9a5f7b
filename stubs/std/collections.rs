pub mod collections {
    use crate::prelude::v1::*;
    use crate::error::Error;
    use crate::fmt::Display;
    pub use crate::collections::binary_heap::BinaryHeap;
    pub use crate::collections::btree_map::BTreeMap;
    pub use crate::collections::btree_set::BTreeSet;
    pub use crate::collections::hash_map::HashMap;
    pub use crate::collections::hash_set::HashSet;
    pub use crate::collections::linked_list::LinkedList;
    pub use crate::collections::vec_deque::VecDeque;
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct TryReserveError { layout: Opaque }
    impl Display for TryReserveError {}
    impl Error for TryReserveError {}
    pub mod binary_heap {
        use crate::prelude::v1::*;
        use crate::collections::TryReserveError;
        use crate::fmt::Debug;
        use crate::ops::{Deref, DerefMut};
        #[derive(Clone, Debug)]
        pub struct BinaryHeap<T> { data: Vec<T> }
        impl<T> BinaryHeap<T> {
            pub fn new() -> BinaryHeap<T> {}
            pub fn with_capacity(capacity: usize) -> BinaryHeap<T> {}
        }
        impl<T> BinaryHeap<T> where T: Ord {
            pub fn peek_mut(&mut self) -> Option<PeekMut<'_, T>> {}
            pub fn pop(&mut self) -> Option<T> {}
            pub fn push(&mut self, item: T) {}
            pub fn into_sorted_vec(self) -> Vec<T> {}
            pub fn append(&mut self, other: &mut BinaryHeap<T>) {}
            pub fn retain<F>(&mut self, f: F) where F: FnMut(&T) -> bool {}
        }
        impl<T> BinaryHeap<T> {
            pub fn iter(&self) -> Iter<'_, T> {}
            pub fn peek(&self) -> Option<&T> {}
            pub fn capacity(&self) -> usize {}
            pub fn reserve_exact(&mut self, additional: usize) {}
            pub fn reserve(&mut self, additional: usize) {}
            pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError> {}
            pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> {}
            pub fn shrink_to_fit(&mut self) {}
            pub fn shrink_to(&mut self, min_capacity: usize) {}
            pub fn as_slice(&self) -> &[T] {}
            pub fn into_vec(self) -> Vec<T> {}
            pub fn len(&self) -> usize {}
            pub fn is_empty(&self) -> bool {}
            pub fn drain(&mut self) -> Drain<'_, T> {}
            pub fn clear(&mut self) {}
        }
        impl<T> Default for BinaryHeap<T> {}
        impl<'a, T> Extend<&'a T> for BinaryHeap<T> where T: 'a + Ord + Copy {}
        impl<T> Extend<T> for BinaryHeap<T> where T: Ord {}
        impl<T, const N: usize> From<[T; N]> for BinaryHeap<T> where T: Ord {}
        impl<T> From<Vec<T>> for BinaryHeap<T> where T: Ord {}
        impl<T> FromIterator<T> for BinaryHeap<T> where T: Ord {}
        impl<'a, T> IntoIterator for &'a BinaryHeap<T> {
            type Item = &'a T;
            type IntoIter = Iter<'a, T>;
        }
        impl<T> IntoIterator for BinaryHeap<T> {
            type Item = T;
            type IntoIter = IntoIter<T>;
        }
        pub struct Drain<'a, T> where T: 'a { layout: Opaque }
        impl<'a, T> Debug for Drain<'a, T> where T: Debug + 'a {}
        impl<T> DoubleEndedIterator for Drain<'_, T> {}
        impl<T> ExactSizeIterator for Drain<'_, T> {}
        impl<T> Iterator for Drain<'_, T> { type Item = T; }
        #[derive(Clone, Debug)]
        pub struct IntoIter<T> { layout: Opaque }
        impl<T> Default for IntoIter<T> {}
        impl<T> DoubleEndedIterator for IntoIter<T> {}
        impl<T> ExactSizeIterator for IntoIter<T> {}
        impl<T> Iterator for IntoIter<T> { type Item = T; }
        #[derive(Debug)]
        pub struct Iter<'a, T> where T: 'a { layout: Opaque }
        impl<T> Clone for Iter<'_, T> {}
        impl<T> Default for Iter<'_, T> {}
        impl<'a, T> DoubleEndedIterator for Iter<'a, T> {}
        impl<T> ExactSizeIterator for Iter<'_, T> {}
        impl<'a, T> Iterator for Iter<'a, T> { type Item = &'a T; }
        pub struct PeekMut<'a, T> where T: 'a + Ord { layout: Opaque }
        impl<'a, T> PeekMut<'a, T> where T: Ord {
            pub fn pop(this: PeekMut<'a, T>) -> T {}
        }
        impl<T> Debug for PeekMut<'_, T> where T: Ord + Debug {}
        impl<T> Deref for PeekMut<'_, T> where T: Ord { type Target = T; }
        impl<T> DerefMut for PeekMut<'_, T> where T: Ord {}
    }
    pub mod btree_map {
        use crate::prelude::v1::*;
        use crate::borrow::Borrow;
        use crate::fmt::Debug;
        use crate::ops::{Index, RangeBounds};
        #[derive(Clone, Debug, Hash, Ord, PartialEq, PartialOrd, Eq)]
        pub struct BTreeMap<K, V> { root: Option<Root>, length: usize }
        impl<K, V> BTreeMap<K, V> {
            pub fn new() -> BTreeMap<K, V> {}
        }
        impl<K, V> BTreeMap<K, V> {
            pub fn clear(&mut self) {}
        }
        impl<K, V> BTreeMap<K, V> {
            pub fn get<Q>(&self, key: &Q) -> Option<&V> where K: Borrow<Q> + Ord, Q: Ord + ?Sized {}
            pub fn get_key_value<Q>(&self, k: &Q) -> Option<(&K, &V)> where K: Borrow<Q> + Ord, Q: Ord + ?Sized {}
            pub fn first_key_value(&self) -> Option<(&K, &V)> where K: Ord {}
            pub fn first_entry(&mut self) -> Option<OccupiedEntry<'_, K, V>> where K: Ord {}
            pub fn pop_first(&mut self) -> Option<(K, V)> where K: Ord {}
            pub fn last_key_value(&self) -> Option<(&K, &V)> where K: Ord {}
            pub fn last_entry(&mut self) -> Option<OccupiedEntry<'_, K, V>> where K: Ord {}
            pub fn pop_last(&mut self) -> Option<(K, V)> where K: Ord {}
            pub fn contains_key<Q>(&self, key: &Q) -> bool where K: Borrow<Q> + Ord, Q: Ord + ?Sized {}
            pub fn get_mut<Q>(&mut self, key: &Q) -> Option<&mut V> where K: Borrow<Q> + Ord, Q: Ord + ?Sized {}
            pub fn insert(&mut self, key: K, value: V) -> Option<V> where K: Ord {}
            pub fn remove<Q>(&mut self, key: &Q) -> Option<V> where K: Borrow<Q> + Ord, Q: Ord + ?Sized {}
            pub fn remove_entry<Q>(&mut self, key: &Q) -> Option<(K, V)> where K: Borrow<Q> + Ord, Q: Ord + ?Sized {}
            pub fn retain<F>(&mut self, f: F) where K: Ord, F: FnMut(&K, &mut V) -> bool {}
            pub fn append(&mut self, other: &mut BTreeMap<K, V>) where K: Ord {}
            pub fn range<T, R>(&self, range: R) -> Range<'_, K, V> where T: Ord + ?Sized, K: Borrow<T> + Ord, R: RangeBounds<T> {}
            pub fn range_mut<T, R>(&mut self, range: R) -> RangeMut<'_, K, V> where T: Ord + ?Sized, K: Borrow<T> + Ord, R: RangeBounds<T> {}
            pub fn entry(&mut self, key: K) -> Entry<'_, K, V> where K: Ord {}
            pub fn split_off<Q>(&mut self, key: &Q) -> BTreeMap<K, V> where Q: Ord + ?Sized, K: Borrow<Q> + Ord {}
            pub fn extract_if<F, R>(&mut self, range: R, pred: F) -> ExtractIf<'_, K, V, R, F> where K: Ord, R: RangeBounds<K>, F: FnMut(&K, &mut V) -> bool {}
            pub fn into_keys(self) -> IntoKeys<K, V> {}
            pub fn into_values(self) -> IntoValues<K, V> {}
        }
        impl<K, V> BTreeMap<K, V> {
            pub fn iter(&self) -> Iter<'_, K, V> {}
            pub fn iter_mut(&mut self) -> IterMut<'_, K, V> {}
            pub fn keys(&self) -> Keys<'_, K, V> {}
            pub fn values(&self) -> Values<'_, K, V> {}
            pub fn values_mut(&mut self) -> ValuesMut<'_, K, V> {}
            pub fn len(&self) -> usize {}
            pub fn is_empty(&self) -> bool {}
        }
        impl<K, V> Default for BTreeMap<K, V> {}
        impl<'a, K, V> Extend<(&'a K, &'a V)> for BTreeMap<K, V> where K: Ord + Copy, V: Copy {}
        impl<K, V> Extend<(K, V)> for BTreeMap<K, V> where K: Ord {}
        impl<K, V, const N: usize> From<[(K, V); N]> for BTreeMap<K, V> where K: Ord {}
        impl<K, V> FromIterator<(K, V)> for BTreeMap<K, V> where K: Ord {}
        impl<K, Q, V> Index<&Q> for BTreeMap<K, V> where K: Borrow<Q> + Ord, Q: Ord + ?Sized { type Output = V; }
        impl<'a, K, V> IntoIterator for &'a BTreeMap<K, V> {
            type Item = (&'a K, &'a V);
            type IntoIter = Iter<'a, K, V>;
        }
        impl<'a, K, V> IntoIterator for &'a mut BTreeMap<K, V> {
            type Item = (&'a K, &'a mut V);
            type IntoIter = IterMut<'a, K, V>;
        }
        impl<K, V> IntoIterator for BTreeMap<K, V> {
            type Item = (K, V);
            type IntoIter = IntoIter<K, V>;
        }
        pub enum Entry<'a, K, V> where K: 'a, V: 'a { Vacant(VacantEntry<'a, K, V>), Occupied(OccupiedEntry<'a, K, V>), }
        impl<'a, K, V> Entry<'a, K, V> where K: Ord {
            pub fn or_insert(self, default: V) -> &'a mut V {}
            pub fn or_insert_with<F>(self, default: F) -> &'a mut V where F: FnOnce() -> V {}
            pub fn or_insert_with_key<F>(self, default: F) -> &'a mut V where F: FnOnce(&K) -> V {}
            pub fn key(&self) -> &K {}
            pub fn and_modify<F>(self, f: F) -> Entry<'a, K, V> where F: FnOnce(&mut V) {}
            pub fn insert_entry(self, value: V) -> OccupiedEntry<'a, K, V> {}
        }
        impl<'a, K, V> Entry<'a, K, V> where K: Ord, V: Default {
            pub fn or_default(self) -> &'a mut V {}
        }
        impl<K, V> Debug for Entry<'_, K, V> where K: Debug + Ord, V: Debug {}
        pub struct ExtractIf<'a, K, V, R, F> { layout: Opaque }
        impl<K, V, R, F> Debug for ExtractIf<'_, K, V, R, F> where K: Debug, V: Debug {}
        impl<K, V, R, F> Iterator for ExtractIf<'_, K, V, R, F> where K: PartialOrd, R: RangeBounds<K>, F: FnMut(&K, &mut V) -> bool {
            type Item = (K, V);
        }
        #[derive(Debug)]
        pub struct IntoIter<K, V> { layout: Opaque }
        impl<K, V> Default for IntoIter<K, V> {}
        impl<K, V> DoubleEndedIterator for IntoIter<K, V> {}
        impl<K, V> ExactSizeIterator for IntoIter<K, V> {}
        impl<K, V> Iterator for IntoIter<K, V> { type Item = (K, V); }
        pub struct IntoKeys<K, V> { layout: Opaque }
        impl<K, V> Debug for IntoKeys<K, V> where K: Debug {}
        impl<K, V> Default for IntoKeys<K, V> {}
        impl<K, V> DoubleEndedIterator for IntoKeys<K, V> {}
        impl<K, V> ExactSizeIterator for IntoKeys<K, V> {}
        impl<K, V> Iterator for IntoKeys<K, V> { type Item = K; }
        pub struct IntoValues<K, V> { layout: Opaque }
        impl<K, V> Debug for IntoValues<K, V> where V: Debug {}
        impl<K, V> Default for IntoValues<K, V> {}
        impl<K, V> DoubleEndedIterator for IntoValues<K, V> {}
        impl<K, V> ExactSizeIterator for IntoValues<K, V> {}
        impl<K, V> Iterator for IntoValues<K, V> { type Item = V; }
        #[derive(Debug)]
        pub struct Iter<'a, K, V> where K: 'a, V: 'a { layout: Opaque }
        impl<K, V> Clone for Iter<'_, K, V> {}
        impl<'a, K, V> Default for Iter<'a, K, V> where K: 'a, V: 'a {}
        impl<'a, K, V> DoubleEndedIterator for Iter<'a, K, V> where K: 'a, V: 'a {}
        impl<K, V> ExactSizeIterator for Iter<'_, K, V> {}
        impl<'a, K, V> Iterator for Iter<'a, K, V> where K: 'a, V: 'a { type Item = (&'a K, &'a V); }
        #[derive(Debug)]
        pub struct IterMut<'a, K, V> where K: 'a, V: 'a { layout: Opaque }
        impl<'a, K, V> Default for IterMut<'a, K, V> where K: 'a, V: 'a {}
        impl<'a, K, V> DoubleEndedIterator for IterMut<'a, K, V> {}
        impl<K, V> ExactSizeIterator for IterMut<'_, K, V> {}
        impl<'a, K, V> Iterator for IterMut<'a, K, V> { type Item = (&'a K, &'a mut V); }
        pub struct Keys<'a, K, V> { layout: Opaque }
        impl<K, V> Clone for Keys<'_, K, V> {}
        impl<K, V> Debug for Keys<'_, K, V> where K: Debug {}
        impl<K, V> Default for Keys<'_, K, V> {}
        impl<'a, K, V> DoubleEndedIterator for Keys<'a, K, V> {}
        impl<K, V> ExactSizeIterator for Keys<'_, K, V> {}
        impl<'a, K, V> Iterator for Keys<'a, K, V> { type Item = &'a K; }
        pub struct OccupiedEntry<'a, K, V> { layout: Opaque }
        impl<'a, K, V> OccupiedEntry<'a, K, V> where K: Ord {
            pub fn key(&self) -> &K {}
            pub fn remove_entry(self) -> (K, V) {}
            pub fn get(&self) -> &V {}
            pub fn get_mut(&mut self) -> &mut V {}
            pub fn into_mut(self) -> &'a mut V {}
            pub fn insert(&mut self, value: V) -> V {}
            pub fn remove(self) -> V {}
        }
        impl<K, V> Debug for OccupiedEntry<'_, K, V> where K: Debug + Ord, V: Debug {}
        #[derive(Debug)]
        pub struct Range<'a, K, V> where K: 'a, V: 'a { layout: Opaque }
        impl<K, V> Clone for Range<'_, K, V> {}
        impl<K, V> Default for Range<'_, K, V> {}
        impl<'a, K, V> DoubleEndedIterator for Range<'a, K, V> {}
        impl<'a, K, V> Iterator for Range<'a, K, V> { type Item = (&'a K, &'a V); }
        #[derive(Debug)]
        pub struct RangeMut<'a, K, V> where K: 'a, V: 'a { layout: Opaque }
        impl<K, V> Default for RangeMut<'_, K, V> {}
        impl<'a, K, V> DoubleEndedIterator for RangeMut<'a, K, V> {}
        impl<'a, K, V> Iterator for RangeMut<'a, K, V> { type Item = (&'a K, &'a mut V); }
        pub struct VacantEntry<'a, K, V> { layout: Opaque }
        impl<'a, K, V> VacantEntry<'a, K, V> where K: Ord {
            pub fn key(&self) -> &K {}
            pub fn into_key(self) -> K {}
            pub fn insert(self, value: V) -> &'a mut V {}
            pub fn insert_entry(self, value: V) -> OccupiedEntry<'a, K, V> {}
        }
        impl<K, V> Debug for VacantEntry<'_, K, V> where K: Debug + Ord {}
        pub struct Values<'a, K, V> { layout: Opaque }
        impl<K, V> Clone for Values<'_, K, V> {}
        impl<K, V> Debug for Values<'_, K, V> where V: Debug {}
        impl<K, V> Default for Values<'_, K, V> {}
        impl<'a, K, V> DoubleEndedIterator for Values<'a, K, V> {}
        impl<K, V> ExactSizeIterator for Values<'_, K, V> {}
        impl<'a, K, V> Iterator for Values<'a, K, V> { type Item = &'a V; }
        pub struct ValuesMut<'a, K, V> { layout: Opaque }
        impl<K, V> Debug for ValuesMut<'_, K, V> where V: Debug {}
        impl<K, V> Default for ValuesMut<'_, K, V> {}
        impl<'a, K, V> DoubleEndedIterator for ValuesMut<'a, K, V> {}
        impl<K, V> ExactSizeIterator for ValuesMut<'_, K, V> {}
        impl<'a, K, V> Iterator for ValuesMut<'a, K, V> { type Item = &'a mut V; }
        pub struct Root { node: crate::ptr::NonNull<u8>, height: usize }
    }
    pub mod btree_set {
        use crate::prelude::v1::*;
        use crate::borrow::Borrow;
        use crate::fmt::Debug;
        use crate::ops::{BitAnd, BitOr, BitXor, RangeBounds, Sub};
        #[derive(Clone, Debug, Hash, Ord, PartialEq, PartialOrd, Eq)]
        pub struct BTreeSet<T> { map: crate::collections::btree_map::BTreeMap<T, ()> }
        impl<T> BTreeSet<T> {
            pub fn new() -> BTreeSet<T> {}
        }
        impl<T> BTreeSet<T> {
            pub fn range<K, R>(&self, range: R) -> Range<'_, T> where K: Ord + ?Sized, T: Borrow<K> + Ord, R: RangeBounds<K> {}
            pub fn difference<'a>(&'a self, other: &'a BTreeSet<T>) -> Difference<'a, T> where T: Ord {}
            pub fn symmetric_difference<'a>(&'a self, other: &'a BTreeSet<T>) -> SymmetricDifference<'a, T> where T: Ord {}
            pub fn intersection<'a>(&'a self, other: &'a BTreeSet<T>) -> Intersection<'a, T> where T: Ord {}
            pub fn union<'a>(&'a self, other: &'a BTreeSet<T>) -> Union<'a, T> where T: Ord {}
            pub fn clear(&mut self) {}
            pub fn contains<Q>(&self, value: &Q) -> bool where T: Borrow<Q> + Ord, Q: Ord + ?Sized {}
            pub fn get<Q>(&self, value: &Q) -> Option<&T> where T: Borrow<Q> + Ord, Q: Ord + ?Sized {}
            pub fn is_disjoint(&self, other: &BTreeSet<T>) -> bool where T: Ord {}
            pub fn is_subset(&self, other: &BTreeSet<T>) -> bool where T: Ord {}
            pub fn is_superset(&self, other: &BTreeSet<T>) -> bool where T: Ord {}
            pub fn first(&self) -> Option<&T> where T: Ord {}
            pub fn last(&self) -> Option<&T> where T: Ord {}
            pub fn pop_first(&mut self) -> Option<T> where T: Ord {}
            pub fn pop_last(&mut self) -> Option<T> where T: Ord {}
            pub fn insert(&mut self, value: T) -> bool where T: Ord {}
            pub fn replace(&mut self, value: T) -> Option<T> where T: Ord {}
            pub fn remove<Q>(&mut self, value: &Q) -> bool where T: Borrow<Q> + Ord, Q: Ord + ?Sized {}
            pub fn take<Q>(&mut self, value: &Q) -> Option<T> where T: Borrow<Q> + Ord, Q: Ord + ?Sized {}
            pub fn retain<F>(&mut self, f: F) where T: Ord, F: FnMut(&T) -> bool {}
            pub fn append(&mut self, other: &mut BTreeSet<T>) where T: Ord {}
            pub fn split_off<Q>(&mut self, value: &Q) -> BTreeSet<T> where Q: Ord + ?Sized, T: Borrow<Q> + Ord {}
            pub fn extract_if<F, R>(&mut self, range: R, pred: F) -> ExtractIf<'_, T, R, F> where T: Ord, R: RangeBounds<T>, F: FnMut(&T) -> bool {}
            pub fn iter(&self) -> Iter<'_, T> {}
            pub fn len(&self) -> usize {}
            pub fn is_empty(&self) -> bool {}
        }
        impl<T> BitAnd<&BTreeSet<T>> for &BTreeSet<T> where T: Ord + Clone { type Output = BTreeSet<T>; }
        impl<T> BitOr<&BTreeSet<T>> for &BTreeSet<T> where T: Ord + Clone { type Output = BTreeSet<T>; }
        impl<T> BitXor<&BTreeSet<T>> for &BTreeSet<T> where T: Ord + Clone { type Output = BTreeSet<T>; }
        impl<T> Default for BTreeSet<T> {}
        impl<'a, T> Extend<&'a T> for BTreeSet<T> where T: 'a + Ord + Copy {}
        impl<T> Extend<T> for BTreeSet<T> where T: Ord {}
        impl<T, const N: usize> From<[T; N]> for BTreeSet<T> where T: Ord {}
        impl<T> FromIterator<T> for BTreeSet<T> where T: Ord {}
        impl<'a, T> IntoIterator for &'a BTreeSet<T> {
            type Item = &'a T;
            type IntoIter = Iter<'a, T>;
        }
        impl<T> IntoIterator for BTreeSet<T> {
            type Item = T;
            type IntoIter = IntoIter<T>;
        }
        impl<T> Sub<&BTreeSet<T>> for &BTreeSet<T> where T: Ord + Clone { type Output = BTreeSet<T>; }
        #[derive(Debug)]
        pub struct Difference<'a, T> where T: 'a { layout: Opaque }
        impl<T> Clone for Difference<'_, T> {}
        impl<'a, T> Iterator for Difference<'a, T> where T: Ord { type Item = &'a T; }
        pub struct ExtractIf<'a, T, R, F> { layout: Opaque }
        impl<T, R, F> Debug for ExtractIf<'_, T, R, F> where T: Debug {}
        impl<T, R, F> Iterator for ExtractIf<'_, T, R, F> where T: PartialOrd, R: RangeBounds<T>, F: FnMut(&T) -> bool {
            type Item = T;
        }
        #[derive(Debug)]
        pub struct Intersection<'a, T> where T: 'a { layout: Opaque }
        impl<T> Clone for Intersection<'_, T> {}
        impl<'a, T> Iterator for Intersection<'a, T> where T: Ord { type Item = &'a T; }
        #[derive(Debug)]
        pub struct IntoIter<T> { layout: Opaque }
        impl<T> Default for IntoIter<T> {}
        impl<T> DoubleEndedIterator for IntoIter<T> {}
        impl<T> ExactSizeIterator for IntoIter<T> {}
        impl<T> Iterator for IntoIter<T> { type Item = T; }
        #[derive(Debug)]
        pub struct Iter<'a, T> where T: 'a { layout: Opaque }
        impl<T> Clone for Iter<'_, T> {}
        impl<T> Default for Iter<'_, T> {}
        impl<'a, T> DoubleEndedIterator for Iter<'a, T> {}
        impl<T> ExactSizeIterator for Iter<'_, T> {}
        impl<'a, T> Iterator for Iter<'a, T> { type Item = &'a T; }
        pub struct Range<'a, T> where T: 'a { layout: Opaque }
        impl<T> Clone for Range<'_, T> {}
        impl<'a, T> Debug for Range<'a, T> where T: Debug + 'a {}
        impl<T> Default for Range<'_, T> {}
        impl<'a, T> DoubleEndedIterator for Range<'a, T> {}
        impl<'a, T> Iterator for Range<'a, T> { type Item = &'a T; }
        #[derive(Debug)]
        pub struct SymmetricDifference<'a, T>(Opaque) where T: 'a;
        impl<T> Clone for SymmetricDifference<'_, T> {}
        impl<'a, T> Iterator for SymmetricDifference<'a, T> where T: Ord { type Item = &'a T; }
        #[derive(Debug)]
        pub struct Union<'a, T>(Opaque) where T: 'a;
        impl<T> Clone for Union<'_, T> {}
        impl<'a, T> Iterator for Union<'a, T> where T: Ord { type Item = &'a T; }
    }
    pub mod hash_map {
        use crate::prelude::v1::*;
        use crate::borrow::Borrow;
        use crate::collections::TryReserveError;
        use crate::fmt::Debug;
        use crate::hash::{BuildHasher, Hash, Hasher};
        use crate::ops::Index;
        #[derive(Clone, Debug, Default)]
        pub struct DefaultHasher { k0: u64, k1: u64, length: usize, state: [u64; 4], tail: u64, ntail: usize }
        impl DefaultHasher {
            pub fn new() -> DefaultHasher {}
        }
        impl Hasher for DefaultHasher {}
        #[derive(Debug)]
        pub struct Drain<'a, K: 'a, V: 'a> { layout: Opaque }
        impl<K, V> ExactSizeIterator for Drain<'_, K, V> {}
        impl<'a, K, V> Iterator for Drain<'a, K, V> { type Item = (K, V); }
        #[derive(Debug)]
        pub enum Entry<'a, K: 'a, V: 'a> { Occupied(OccupiedEntry<'a, K, V>), Vacant(VacantEntry<'a, K, V>), }
        impl<'a, K, V> Entry<'a, K, V> {
            pub fn or_insert(self, default: V) -> &'a mut V {}
            pub fn or_insert_with<F: FnOnce() -> V>(self, default: F) -> &'a mut V {}
            pub fn or_insert_with_key<F: FnOnce(&K) -> V>(self, default: F) -> &'a mut V {}
            pub fn key(&self) -> &K {}
            pub fn and_modify<F>(self, f: F) -> Self where F: FnOnce(&mut V) {}
            pub fn insert_entry(self, value: V) -> OccupiedEntry<'a, K, V> {}
        }
        impl<'a, K, V: Default> Entry<'a, K, V> {
            pub fn or_default(self) -> &'a mut V {}
        }
        pub struct ExtractIf<'a, K, V, F> { layout: Opaque }
        impl<K, V, F> Debug for ExtractIf<'_, K, V, F> where K: Debug, V: Debug {}
        impl<K, V, F> Iterator for ExtractIf<'_, K, V, F> where F: FnMut(&K, &mut V) -> bool { type Item = (K, V); }
        #[derive(Clone)]
        pub struct HashMap<K, V, S = RandomState> { hash_builder: S, table: RawTable<(K, V)> }
        impl<K, V> HashMap<K, V, RandomState> {
            pub fn new() -> HashMap<K, V, RandomState> {}
            pub fn with_capacity(capacity: usize) -> HashMap<K, V, RandomState> {}
        }
        impl<K, V, S> HashMap<K, V, S> {
            pub fn with_hasher(hash_builder: S) -> HashMap<K, V, S> {}
            pub fn with_capacity_and_hasher(capacity: usize, hasher: S) -> HashMap<K, V, S> {}
        }
        impl<K, V, S> HashMap<K, V, S> {
            pub fn capacity(&self) -> usize {}
            pub fn keys(&self) -> Keys<'_, K, V> {}
            pub fn into_keys(self) -> IntoKeys<K, V> {}
            pub fn values(&self) -> Values<'_, K, V> {}
            pub fn values_mut(&mut self) -> ValuesMut<'_, K, V> {}
            pub fn into_values(self) -> IntoValues<K, V> {}
            pub fn iter(&self) -> Iter<'_, K, V> {}
            pub fn iter_mut(&mut self) -> IterMut<'_, K, V> {}
            pub fn len(&self) -> usize {}
            pub fn is_empty(&self) -> bool {}
            pub fn drain(&mut self) -> Drain<'_, K, V> {}
            pub fn extract_if<F>(&mut self, pred: F) -> ExtractIf<'_, K, V, F> where F: FnMut(&K, &mut V) -> bool {}
            pub fn retain<F>(&mut self, f: F) where F: FnMut(&K, &mut V) -> bool {}
            pub fn clear(&mut self) {}
            pub fn hasher(&self) -> &S {}
        }
        impl<K, V, S> HashMap<K, V, S> where K: Eq + Hash, S: BuildHasher {
            pub fn reserve(&mut self, additional: usize) {}
            pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> {}
            pub fn shrink_to_fit(&mut self) {}
            pub fn shrink_to(&mut self, min_capacity: usize) {}
            pub fn entry(&mut self, key: K) -> Entry<'_, K, V> {}
            pub fn get<Q>(&self, k: &Q) -> Option<&V> where K: Borrow<Q>, Q: Hash + Eq + ?Sized {}
            pub fn get_key_value<Q>(&self, k: &Q) -> Option<(&K, &V)> where K: Borrow<Q>, Q: Hash + Eq + ?Sized {}
            pub fn get_disjoint_mut<Q, const N: usize>(&mut self, ks: [&Q; N]) -> [Option<&mut V>; N] where K: Borrow<Q>, Q: Hash + Eq + ?Sized {}
            pub unsafe fn get_disjoint_unchecked_mut<Q, const N: usize>(&mut self, ks: [&Q; N]) -> [Option<&mut V>; N] where K: Borrow<Q>, Q: Hash + Eq + ?Sized {}
            pub fn contains_key<Q>(&self, k: &Q) -> bool where K: Borrow<Q>, Q: Hash + Eq + ?Sized {}
            pub fn get_mut<Q>(&mut self, k: &Q) -> Option<&mut V> where K: Borrow<Q>, Q: Hash + Eq + ?Sized {}
            pub fn insert(&mut self, k: K, v: V) -> Option<V> {}
            pub fn remove<Q>(&mut self, k: &Q) -> Option<V> where K: Borrow<Q>, Q: Hash + Eq + ?Sized {}
            pub fn remove_entry<Q>(&mut self, k: &Q) -> Option<(K, V)> where K: Borrow<Q>, Q: Hash + Eq + ?Sized {}
        }
        impl<K, V, S> Debug for HashMap<K, V, S> where K: Debug, V: Debug {}
        impl<K, V, S> Default for HashMap<K, V, S> where S: Default {}
        impl<'a, K, V, S> Extend<(&'a K, &'a V)> for HashMap<K, V, S> where K: Eq + Hash + Copy, V: Copy, S: BuildHasher {}
        impl<K, V, S> Extend<(K, V)> for HashMap<K, V, S> where K: Eq + Hash, S: BuildHasher {}
        impl<K, V, const N: usize> From<[(K, V); N]> for HashMap<K, V, RandomState> where K: Eq + Hash {}
        impl<K, V, S> FromIterator<(K, V)> for HashMap<K, V, S> where K: Eq + Hash, S: BuildHasher + Default {}
        impl<K, Q, V, S> Index<&Q> for HashMap<K, V, S> where K: Eq + Hash + Borrow<Q>, Q: Eq + Hash + ?Sized, S: BuildHasher {
            type Output = V;
        }
        impl<'a, K, V, S> IntoIterator for &'a HashMap<K, V, S> {
            type Item = (&'a K, &'a V);
            type IntoIter = Iter<'a, K, V>;
        }
        impl<'a, K, V, S> IntoIterator for &'a mut HashMap<K, V, S> {
            type Item = (&'a K, &'a mut V);
            type IntoIter = IterMut<'a, K, V>;
        }
        impl<K, V, S> IntoIterator for HashMap<K, V, S> {
            type Item = (K, V);
            type IntoIter = IntoIter<K, V>;
        }
        impl<K, V, S> PartialEq for HashMap<K, V, S> where K: Eq + Hash, V: PartialEq, S: BuildHasher {}
        impl<K, V, S> Eq for HashMap<K, V, S> where K: Eq + Hash, V: Eq, S: BuildHasher {}
        #[derive(Debug)]
        pub struct IntoIter<K, V> { layout: Opaque }
        impl<K, V> Default for IntoIter<K, V> {}
        impl<K, V> ExactSizeIterator for IntoIter<K, V> {}
        impl<K, V> Iterator for IntoIter<K, V> { type Item = (K, V); }
        pub struct IntoKeys<K, V> { layout: Opaque }
        impl<K: Debug, V> Debug for IntoKeys<K, V> {}
        impl<K, V> Default for IntoKeys<K, V> {}
        impl<K, V> ExactSizeIterator for IntoKeys<K, V> {}
        impl<K, V> Iterator for IntoKeys<K, V> { type Item = K; }
        pub struct IntoValues<K, V> { layout: Opaque }
        impl<K, V: Debug> Debug for IntoValues<K, V> {}
        impl<K, V> Default for IntoValues<K, V> {}
        impl<K, V> ExactSizeIterator for IntoValues<K, V> {}
        impl<K, V> Iterator for IntoValues<K, V> { type Item = V; }
        #[derive(Debug)]
        pub struct Iter<'a, K: 'a, V: 'a> { layout: Opaque }
        impl<K, V> Clone for Iter<'_, K, V> {}
        impl<K, V> Default for Iter<'_, K, V> {}
        impl<K, V> ExactSizeIterator for Iter<'_, K, V> {}
        impl<'a, K, V> Iterator for Iter<'a, K, V> { type Item = (&'a K, &'a V); }
        #[derive(Debug)]
        pub struct IterMut<'a, K: 'a, V: 'a> { layout: Opaque }
        impl<K, V> Default for IterMut<'_, K, V> {}
        impl<K, V> ExactSizeIterator for IterMut<'_, K, V> {}
        impl<'a, K, V> Iterator for IterMut<'a, K, V> { type Item = (&'a K, &'a mut V); }
        pub struct Keys<'a, K: 'a, V: 'a> { layout: Opaque }
        impl<K, V> Clone for Keys<'_, K, V> {}
        impl<K: Debug, V> Debug for Keys<'_, K, V> {}
        impl<K, V> Default for Keys<'_, K, V> {}
        impl<K, V> ExactSizeIterator for Keys<'_, K, V> {}
        impl<'a, K, V> Iterator for Keys<'a, K, V> { type Item = &'a K; }
        #[derive(Debug)]
        pub struct OccupiedEntry<'a, K: 'a, V: 'a> { layout: Opaque }
        impl<'a, K, V> OccupiedEntry<'a, K, V> {
            pub fn key(&self) -> &K {}
            pub fn remove_entry(self) -> (K, V) {}
            pub fn get(&self) -> &V {}
            pub fn get_mut(&mut self) -> &mut V {}
            pub fn into_mut(self) -> &'a mut V {}
            pub fn insert(&mut self, value: V) -> V {}
            pub fn remove(self) -> V {}
        }
        #[derive(Clone, Debug, Default)]
        pub struct RandomState { k0: u64, k1: u64 }
        impl RandomState {
            pub fn new() -> RandomState {}
        }
        impl BuildHasher for RandomState { type Hasher = DefaultHasher; }
        pub struct VacantEntry<'a, K: 'a, V: 'a> { layout: Opaque }
        impl<'a, K: 'a, V: 'a> VacantEntry<'a, K, V> {
            pub fn key(&self) -> &K {}
            pub fn into_key(self) -> K {}
            pub fn insert(self, value: V) -> &'a mut V {}
            pub fn insert_entry(self, value: V) -> OccupiedEntry<'a, K, V> {}
        }
        impl<K: Debug, V> Debug for VacantEntry<'_, K, V> {}
        pub struct Values<'a, K: 'a, V: 'a> { layout: Opaque }
        impl<K, V> Clone for Values<'_, K, V> {}
        impl<K, V: Debug> Debug for Values<'_, K, V> {}
        impl<K, V> Default for Values<'_, K, V> {}
        impl<K, V> ExactSizeIterator for Values<'_, K, V> {}
        impl<'a, K, V> Iterator for Values<'a, K, V> { type Item = &'a V; }
        pub struct ValuesMut<'a, K: 'a, V: 'a> { layout: Opaque }
        impl<K, V: Debug> Debug for ValuesMut<'_, K, V> {}
        impl<K, V> Default for ValuesMut<'_, K, V> {}
        impl<K, V> ExactSizeIterator for ValuesMut<'_, K, V> {}
        impl<'a, K, V> Iterator for ValuesMut<'a, K, V> { type Item = &'a mut V; }
        pub struct RawTable<T> { ctrl: crate::ptr::NonNull<T>, bucket_mask: usize, growth_left: usize, items: usize }
    }
    pub mod hash_set {
        use crate::prelude::v1::*;
        use crate::borrow::Borrow;
        use crate::collections::TryReserveError;
        use crate::collections::hash_map::RandomState;
        use crate::fmt::Debug;
        use crate::hash::{BuildHasher, Hash};
        use crate::ops::{BitAnd, BitOr, BitXor, Sub};
        pub struct Difference<'a, T: 'a, S: 'a> { layout: Opaque }
        impl<T, S> Clone for Difference<'_, T, S> {}
        impl<T, S> Debug for Difference<'_, T, S> where T: Debug + Eq + Hash, S: BuildHasher {}
        impl<'a, T, S> Iterator for Difference<'a, T, S> where T: Eq + Hash, S: BuildHasher { type Item = &'a T; }
        #[derive(Debug)]
        pub struct Drain<'a, K: 'a> { layout: Opaque }
        impl<K> ExactSizeIterator for Drain<'_, K> {}
        impl<'a, K> Iterator for Drain<'a, K> { type Item = K; }
        pub struct ExtractIf<'a, K, F> { layout: Opaque }
        impl<K, F> Debug for ExtractIf<'_, K, F> where K: Debug {}
        impl<K, F> Iterator for ExtractIf<'_, K, F> where F: FnMut(&K) -> bool { type Item = K; }
        #[derive(Clone)]
        pub struct HashSet<T, S = RandomState> { map: crate::collections::hash_map::HashMap<T, (), S> }
        impl<T> HashSet<T, RandomState> {
            pub fn new() -> HashSet<T, RandomState> {}
            pub fn with_capacity(capacity: usize) -> HashSet<T, RandomState> {}
        }
        impl<T, S> HashSet<T, S> {
            pub fn with_hasher(hasher: S) -> HashSet<T, S> {}
            pub fn with_capacity_and_hasher(capacity: usize, hasher: S) -> HashSet<T, S> {}
        }
        impl<T, S> HashSet<T, S> {
            pub fn capacity(&self) -> usize {}
            pub fn iter(&self) -> Iter<'_, T> {}
            pub fn len(&self) -> usize {}
            pub fn is_empty(&self) -> bool {}
            pub fn drain(&mut self) -> Drain<'_, T> {}
            pub fn extract_if<F>(&mut self, pred: F) -> ExtractIf<'_, T, F> where F: FnMut(&T) -> bool {}
            pub fn retain<F>(&mut self, f: F) where F: FnMut(&T) -> bool {}
            pub fn clear(&mut self) {}
            pub fn hasher(&self) -> &S {}
        }
        impl<T, S> HashSet<T, S> where T: Eq + Hash, S: BuildHasher {
            pub fn reserve(&mut self, additional: usize) {}
            pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> {}
            pub fn shrink_to_fit(&mut self) {}
            pub fn shrink_to(&mut self, min_capacity: usize) {}
            pub fn difference<'a>(&'a self, other: &'a HashSet<T, S>) -> Difference<'a, T, S> {}
            pub fn symmetric_difference<'a>(&'a self, other: &'a HashSet<T, S>) -> SymmetricDifference<'a, T, S> {}
            pub fn intersection<'a>(&'a self, other: &'a HashSet<T, S>) -> Intersection<'a, T, S> {}
            pub fn union<'a>(&'a self, other: &'a HashSet<T, S>) -> Union<'a, T, S> {}
            pub fn contains<Q>(&self, value: &Q) -> bool where T: Borrow<Q>, Q: Hash + Eq + ?Sized {}
            pub fn get<Q>(&self, value: &Q) -> Option<&T> where T: Borrow<Q>, Q: Hash + Eq + ?Sized {}
            pub fn is_disjoint(&self, other: &HashSet<T, S>) -> bool {}
            pub fn is_subset(&self, other: &HashSet<T, S>) -> bool {}
            pub fn is_superset(&self, other: &HashSet<T, S>) -> bool {}
            pub fn insert(&mut self, value: T) -> bool {}
            pub fn replace(&mut self, value: T) -> Option<T> {}
            pub fn remove<Q>(&mut self, value: &Q) -> bool where T: Borrow<Q>, Q: Hash + Eq + ?Sized {}
            pub fn take<Q>(&mut self, value: &Q) -> Option<T> where T: Borrow<Q>, Q: Hash + Eq + ?Sized {}
        }
        impl<T, S> BitAnd<&HashSet<T, S>> for &HashSet<T, S> where T: Eq + Hash + Clone, S: BuildHasher + Default {
            type Output = HashSet<T, S>;
        }
        impl<T, S> BitOr<&HashSet<T, S>> for &HashSet<T, S> where T: Eq + Hash + Clone, S: BuildHasher + Default {
            type Output = HashSet<T, S>;
        }
        impl<T, S> BitXor<&HashSet<T, S>> for &HashSet<T, S> where T: Eq + Hash + Clone, S: BuildHasher + Default {
            type Output = HashSet<T, S>;
        }
        impl<T, S> Debug for HashSet<T, S> where T: Debug {}
        impl<T, S> Default for HashSet<T, S> where S: Default {}
        impl<'a, T, S> Extend<&'a T> for HashSet<T, S> where T: 'a + Eq + Hash + Copy, S: BuildHasher {}
        impl<T, S> Extend<T> for HashSet<T, S> where T: Eq + Hash, S: BuildHasher {}
        impl<T, const N: usize> From<[T; N]> for HashSet<T, RandomState> where T: Eq + Hash {}
        impl<T, S> FromIterator<T> for HashSet<T, S> where T: Eq + Hash, S: BuildHasher + Default {}
        impl<'a, T, S> IntoIterator for &'a HashSet<T, S> {
            type Item = &'a T;
            type IntoIter = Iter<'a, T>;
        }
        impl<T, S> IntoIterator for HashSet<T, S> {
            type Item = T;
            type IntoIter = IntoIter<T>;
        }
        impl<T, S> PartialEq for HashSet<T, S> where T: Eq + Hash, S: BuildHasher {}
        impl<T, S> Sub<&HashSet<T, S>> for &HashSet<T, S> where T: Eq + Hash + Clone, S: BuildHasher + Default {
            type Output = HashSet<T, S>;
        }
        impl<T, S> Eq for HashSet<T, S> where T: Eq + Hash, S: BuildHasher {}
        pub struct Intersection<'a, T: 'a, S: 'a> { layout: Opaque }
        impl<T, S> Clone for Intersection<'_, T, S> {}
        impl<T, S> Debug for Intersection<'_, T, S> where T: Debug + Eq + Hash, S: BuildHasher {}
        impl<'a, T, S> Iterator for Intersection<'a, T, S> where T: Eq + Hash, S: BuildHasher { type Item = &'a T; }
        #[derive(Debug)]
        pub struct IntoIter<K> { layout: Opaque }
        impl<K> Default for IntoIter<K> {}
        impl<K> ExactSizeIterator for IntoIter<K> {}
        impl<K> Iterator for IntoIter<K> { type Item = K; }
        #[derive(Debug)]
        pub struct Iter<'a, K: 'a> { layout: Opaque }
        impl<K> Clone for Iter<'_, K> {}
        impl<K> Default for Iter<'_, K> {}
        impl<K> ExactSizeIterator for Iter<'_, K> {}
        impl<'a, K> Iterator for Iter<'a, K> { type Item = &'a K; }
        pub struct SymmetricDifference<'a, T: 'a, S: 'a> { layout: Opaque }
        impl<T, S> Clone for SymmetricDifference<'_, T, S> {}
        impl<T, S> Debug for SymmetricDifference<'_, T, S> where T: Debug + Eq + Hash, S: BuildHasher {}
        impl<'a, T, S> Iterator for SymmetricDifference<'a, T, S> where T: Eq + Hash, S: BuildHasher { type Item = &'a T; }
        pub struct Union<'a, T: 'a, S: 'a> { layout: Opaque }
        impl<T, S> Clone for Union<'_, T, S> {}
        impl<T, S> Debug for Union<'_, T, S> where T: Debug + Eq + Hash, S: BuildHasher {}
        impl<'a, T, S> Iterator for Union<'a, T, S> where T: Eq + Hash, S: BuildHasher { type Item = &'a T; }
    }
    pub mod linked_list {
        use crate::prelude::v1::*;
        use crate::fmt::Debug;
        pub struct ExtractIf<'a, T, F> where T: 'a, F: 'a { layout: Opaque }
        impl<T, F> Debug for ExtractIf<'_, T, F> where T: Debug {}
        impl<T, F> Iterator for ExtractIf<'_, T, F> where F: FnMut(&mut T) -> bool { type Item = T; }
        #[derive(Clone, Debug)]
        pub struct IntoIter<T> { layout: Opaque }
        impl<T> Default for IntoIter<T> {}
        impl<T> DoubleEndedIterator for IntoIter<T> {}
        impl<T> ExactSizeIterator for IntoIter<T> {}
        impl<T> Iterator for IntoIter<T> { type Item = T; }
        #[derive(Debug)]
        pub struct Iter<'a, T> where T: 'a { layout: Opaque }
        impl<T> Clone for Iter<'_, T> {}
        impl<T> Default for Iter<'_, T> {}
        impl<'a, T> DoubleEndedIterator for Iter<'a, T> {}
        impl<T> ExactSizeIterator for Iter<'_, T> {}
        impl<'a, T> Iterator for Iter<'a, T> { type Item = &'a T; }
        #[derive(Debug)]
        pub struct IterMut<'a, T> where T: 'a { layout: Opaque }
        impl<T> Default for IterMut<'_, T> {}
        impl<'a, T> DoubleEndedIterator for IterMut<'a, T> {}
        impl<T> ExactSizeIterator for IterMut<'_, T> {}
        impl<'a, T> Iterator for IterMut<'a, T> { type Item = &'a mut T; }
        #[derive(Clone, Debug, Hash, Ord, PartialEq, PartialOrd, Eq)]
        pub struct LinkedList<T> { head: Option<crate::ptr::NonNull<T>>, tail: Option<crate::ptr::NonNull<T>>, len: usize }
        impl<T> LinkedList<T> {
            pub fn new() -> LinkedList<T> {}
            pub fn append(&mut self, other: &mut LinkedList<T>) {}
        }
        impl<T> LinkedList<T> {
            pub fn iter(&self) -> Iter<'_, T> {}
            pub fn iter_mut(&mut self) -> IterMut<'_, T> {}
            pub fn is_empty(&self) -> bool {}
            pub fn len(&self) -> usize {}
            pub fn clear(&mut self) {}
            pub fn contains(&self, x: &T) -> bool where T: PartialEq {}
            pub fn front(&self) -> Option<&T> {}
            pub fn front_mut(&mut self) -> Option<&mut T> {}
            pub fn back(&self) -> Option<&T> {}
            pub fn back_mut(&mut self) -> Option<&mut T> {}
            pub fn push_front(&mut self, elt: T) {}
            pub fn push_front_mut(&mut self, elt: T) -> &mut T {}
            pub fn pop_front(&mut self) -> Option<T> {}
            pub fn push_back(&mut self, elt: T) {}
            pub fn push_back_mut(&mut self, elt: T) -> &mut T {}
            pub fn pop_back(&mut self) -> Option<T> {}
            pub fn split_off(&mut self, at: usize) -> LinkedList<T> {}
            pub fn extract_if<F>(&mut self, filter: F) -> ExtractIf<'_, T, F> where F: FnMut(&mut T) -> bool {}
        }
        impl<T> Default for LinkedList<T> {}
        impl<'a, T> Extend<&'a T> for LinkedList<T> where T: 'a + Copy {}
        impl<T> Extend<T> for LinkedList<T> {}
        impl<T, const N: usize> From<[T; N]> for LinkedList<T> {}
        impl<T> FromIterator<T> for LinkedList<T> {}
        impl<'a, T> IntoIterator for &'a LinkedList<T> {
            type Item = &'a T;
            type IntoIter = Iter<'a, T>;
        }
        impl<'a, T> IntoIterator for &'a mut LinkedList<T> {
            type Item = &'a mut T;
            type IntoIter = IterMut<'a, T>;
        }
        impl<T> IntoIterator for LinkedList<T> {
            type Item = T;
            type IntoIter = IntoIter<T>;
        }
    }
    pub mod vec_deque {
        use crate::prelude::v1::*;
        use crate::cmp::Ordering;
        use crate::collections::TryReserveError;
        use crate::io::{BufRead, Read, Write};
        use crate::ops::{Index, IndexMut, RangeBounds};
        #[derive(Debug)]
        pub struct Drain<'a, T> where T: 'a { layout: Opaque }
        impl<T> DoubleEndedIterator for Drain<'_, T> {}
        impl<T> ExactSizeIterator for Drain<'_, T> {}
        impl<T> Iterator for Drain<'_, T> { type Item = T; }
        #[derive(Clone, Debug)]
        pub struct IntoIter<T> { layout: Opaque }
        impl<T> DoubleEndedIterator for IntoIter<T> {}
        impl<T> ExactSizeIterator for IntoIter<T> {}
        impl<T> Iterator for IntoIter<T> { type Item = T; }
        #[derive(Debug)]
        pub struct Iter<'a, T> where T: 'a { layout: Opaque }
        impl<T> Clone for Iter<'_, T> {}
        impl<T> Default for Iter<'_, T> {}
        impl<'a, T> DoubleEndedIterator for Iter<'a, T> {}
        impl<T> ExactSizeIterator for Iter<'_, T> {}
        impl<'a, T> Iterator for Iter<'a, T> { type Item = &'a T; }
        #[derive(Debug)]
        pub struct IterMut<'a, T> where T: 'a { layout: Opaque }
        impl<T> Default for IterMut<'_, T> {}
        impl<'a, T> DoubleEndedIterator for IterMut<'a, T> {}
        impl<T> ExactSizeIterator for IterMut<'_, T> {}
        impl<'a, T> Iterator for IterMut<'a, T> { type Item = &'a mut T; }
        #[derive(Clone, Debug, Hash, Ord, PartialEq, PartialOrd, Eq)]
        pub struct VecDeque<T> { head: usize, len: usize, cap: UsizeNoHighBit, ptr: crate::ptr::NonNull<T> }
        impl<T> VecDeque<T> {
            pub fn new() -> VecDeque<T> {}
            pub fn with_capacity(capacity: usize) -> VecDeque<T> {}
        }
        impl<T> VecDeque<T> {
            pub fn get(&self, index: usize) -> Option<&T> {}
            pub fn get_mut(&mut self, index: usize) -> Option<&mut T> {}
            pub fn swap(&mut self, i: usize, j: usize) {}
            pub fn capacity(&self) -> usize {}
            pub fn reserve_exact(&mut self, additional: usize) {}
            pub fn reserve(&mut self, additional: usize) {}
            pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError> {}
            pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> {}
            pub fn shrink_to_fit(&mut self) {}
            pub fn shrink_to(&mut self, min_capacity: usize) {}
            pub fn truncate(&mut self, len: usize) {}
            pub fn iter(&self) -> Iter<'_, T> {}
            pub fn iter_mut(&mut self) -> IterMut<'_, T> {}
            pub fn as_slices(&self) -> (&[T], &[T]) {}
            pub fn as_mut_slices(&mut self) -> (&mut [T], &mut [T]) {}
            pub fn len(&self) -> usize {}
            pub fn is_empty(&self) -> bool {}
            pub fn range<R>(&self, range: R) -> Iter<'_, T> where R: RangeBounds<usize> {}
            pub fn range_mut<R>(&mut self, range: R) -> IterMut<'_, T> where R: RangeBounds<usize> {}
            pub fn drain<R>(&mut self, range: R) -> Drain<'_, T> where R: RangeBounds<usize> {}
            pub fn clear(&mut self) {}
            pub fn contains(&self, x: &T) -> bool where T: PartialEq {}
            pub fn front(&self) -> Option<&T> {}
            pub fn front_mut(&mut self) -> Option<&mut T> {}
            pub fn back(&self) -> Option<&T> {}
            pub fn back_mut(&mut self) -> Option<&mut T> {}
            pub fn pop_front(&mut self) -> Option<T> {}
            pub fn pop_back(&mut self) -> Option<T> {}
            pub fn pop_front_if(&mut self, predicate: impl FnOnce(&mut T) -> bool) -> Option<T> {}
            pub fn pop_back_if(&mut self, predicate: impl FnOnce(&mut T) -> bool) -> Option<T> {}
            pub fn push_front(&mut self, value: T) {}
            pub fn push_front_mut(&mut self, value: T) -> &mut T {}
            pub fn push_back(&mut self, value: T) {}
            pub fn push_back_mut(&mut self, value: T) -> &mut T {}
            pub fn swap_remove_front(&mut self, index: usize) -> Option<T> {}
            pub fn swap_remove_back(&mut self, index: usize) -> Option<T> {}
            pub fn insert(&mut self, index: usize, value: T) {}
            pub fn insert_mut(&mut self, index: usize, value: T) -> &mut T {}
            pub fn remove(&mut self, index: usize) -> Option<T> {}
            pub fn split_off(&mut self, at: usize) -> VecDeque<T> {}
            pub fn append(&mut self, other: &mut VecDeque<T>) {}
            pub fn retain<F>(&mut self, f: F) where F: FnMut(&T) -> bool {}
            pub fn retain_mut<F>(&mut self, f: F) where F: FnMut(&mut T) -> bool {}
            pub fn resize_with(&mut self, new_len: usize, generator: impl FnMut() -> T) {}
            pub fn make_contiguous(&mut self) -> &mut [T] {}
            pub fn rotate_left(&mut self, n: usize) {}
            pub fn rotate_right(&mut self, n: usize) {}
            pub fn binary_search(&self, x: &T) -> Result<usize, usize> where T: Ord {}
            pub fn binary_search_by<'a, F>(&'a self, f: F) -> Result<usize, usize> where F: FnMut(&'a T) -> Ordering {}
            pub fn binary_search_by_key<'a, B, F>(&'a self, b: &B, f: F) -> Result<usize, usize> where F: FnMut(&'a T) -> B, B: Ord {}
            pub fn partition_point<P>(&self, pred: P) -> usize where P: FnMut(&T) -> bool {}
        }
        impl<T> VecDeque<T> where T: Clone {
            pub fn resize(&mut self, new_len: usize, value: T) {}
        }
        impl<> BufRead for VecDeque<u8> {}
        impl<T> Default for VecDeque<T> {}
        impl<'a, T> Extend<&'a T> for VecDeque<T> where T: 'a + Copy {}
        impl<T> Extend<T> for VecDeque<T> {}
        impl<T, const N: usize> From<[T; N]> for VecDeque<T> {}
        impl<T> From<Vec<T>> for VecDeque<T> {}
        impl<T> FromIterator<T> for VecDeque<T> {}
        impl<T> Index<usize> for VecDeque<T> { type Output = T; }
        impl<T> IndexMut<usize> for VecDeque<T> {}
        impl<'a, T> IntoIterator for &'a VecDeque<T> {
            type Item = &'a T;
            type IntoIter = Iter<'a, T>;
        }
        impl<'a, T> IntoIterator for &'a mut VecDeque<T> {
            type Item = &'a mut T;
            type IntoIter = IterMut<'a, T>;
        }
        impl<T> IntoIterator for VecDeque<T> {
            type Item = T;
            type IntoIter = IntoIter<T>;
        }
        impl<> Read for VecDeque<u8> {}
        impl<> Write for VecDeque<u8> {}
    }
}
