pub mod vec {
    use crate::prelude::v1::*;
    use crate::borrow::{Borrow, BorrowMut, Cow};
    use crate::collections::TryReserveError;
    use crate::collections::binary_heap::BinaryHeap;
    use crate::collections::vec_deque::VecDeque;
    use crate::ffi::CString;
    use crate::fmt::Debug;
    use crate::io::Write;
    use crate::mem::MaybeUninit;
    use crate::ops::{Deref, DerefMut, Index, IndexMut, Range, RangeBounds, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};
    use crate::slice::{Iter, IterMut};
    #[derive(Debug)]
    pub struct Drain<'a, T> where T: 'a { layout: Opaque }
    impl<'a, T> Drain<'a, T> {
        pub fn as_slice(&self) -> &[T] {}
    }
    impl<'a, T> AsRef<[T]> for Drain<'a, T> {}
    impl<T> DoubleEndedIterator for Drain<'_, T> {}
    impl<T> ExactSizeIterator for Drain<'_, T> {}
    impl<T> Iterator for Drain<'_, T> { type Item = T; }
    pub struct ExtractIf<'a, T, F> { layout: Opaque }
    impl<T, F> Debug for ExtractIf<'_, T, F> where T: Debug {}
    impl<T, F> Iterator for ExtractIf<'_, T, F> where F: FnMut(&mut T) -> bool { type Item = T; }
    #[derive(Clone, Debug)]
    pub struct IntoIter<T> { buf: crate::ptr::NonNull<T>, cap: usize, ptr: crate::ptr::NonNull<T>, end: *const T }
    impl<T> IntoIter<T> {
        pub fn as_slice(&self) -> &[T] {}
        pub fn as_mut_slice(&mut self) -> &mut [T] {}
    }
    impl<T> AsRef<[T]> for IntoIter<T> {}
    impl<T> Default for IntoIter<T> {}
    impl<T> DoubleEndedIterator for IntoIter<T> {}
    impl<T> ExactSizeIterator for IntoIter<T> {}
    impl<T> Iterator for IntoIter<T> { type Item = T; }
    pub struct Splice<'a, I> where I: Iterator + 'a { layout: Opaque }
    impl<'a, I> Debug for Splice<'a, I> where I: Debug + Iterator + 'a, <I as Iterator>::Item: Debug {}
    impl<I> DoubleEndedIterator for Splice<'_, I> where I: Iterator {}
    impl<I> ExactSizeIterator for Splice<'_, I> where I: Iterator {}
    impl<I> Iterator for Splice<'_, I> where I: Iterator { type Item = <I as Iterator>::Item; }
    #[derive(Clone, Debug, Hash, Ord, Eq)]
    pub struct Vec<T> { cap: UsizeNoHighBit, ptr: crate::ptr::NonNull<T>, len: usize }
    impl<T> Vec<T> {
        pub fn new() -> Vec<T> {}
        pub fn with_capacity(capacity: usize) -> Vec<T> {}
        pub unsafe fn from_raw_parts(ptr: *mut T, length: usize, capacity: usize) -> Vec<T> {}
        pub fn into_raw_parts(self) -> (*mut T, usize, usize) {}
    }
    impl<T> Vec<T> {
        pub fn push(&mut self, value: T) {}
        pub fn push_mut(&mut self, value: T) -> &mut T {}
    }
    impl<T> Vec<T> {
        pub fn capacity(&self) -> usize {}
        pub fn reserve(&mut self, additional: usize) {}
        pub fn reserve_exact(&mut self, additional: usize) {}
        pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> {}
        pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError> {}
        pub fn shrink_to_fit(&mut self) {}
        pub fn shrink_to(&mut self, min_capacity: usize) {}
        pub fn into_boxed_slice(self) -> Box<[T]> {}
        pub fn truncate(&mut self, len: usize) {}
        pub fn as_slice(&self) -> &[T] {}
        pub fn as_mut_slice(&mut self) -> &mut [T] {}
        pub fn as_ptr(&self) -> *const T {}
        pub fn as_mut_ptr(&mut self) -> *mut T {}
        pub unsafe fn set_len(&mut self, new_len: usize) {}
        pub fn swap_remove(&mut self, index: usize) -> T {}
        pub fn insert(&mut self, index: usize, element: T) {}
        pub fn insert_mut(&mut self, index: usize, element: T) -> &mut T {}
        pub fn remove(&mut self, index: usize) -> T {}
        pub fn retain<F>(&mut self, f: F) where F: FnMut(&T) -> bool {}
        pub fn retain_mut<F>(&mut self, f: F) where F: FnMut(&mut T) -> bool {}
        pub fn dedup_by_key<F, K>(&mut self, key: F) where F: FnMut(&mut T) -> K, K: PartialEq {}
        pub fn dedup_by<F>(&mut self, same_bucket: F) where F: FnMut(&mut T, &mut T) -> bool {}
        pub fn pop(&mut self) -> Option<T> {}
        pub fn pop_if(&mut self, predicate: impl FnOnce(&mut T) -> bool) -> Option<T> {}
        pub fn append(&mut self, other: &mut Vec<T>) {}
        pub fn drain<R>(&mut self, range: R) -> Drain<'_, T> where R: RangeBounds<usize> {}
        pub fn clear(&mut self) {}
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn split_off(&mut self, at: usize) -> Vec<T> {}
        pub fn resize_with<F>(&mut self, new_len: usize, f: F) where F: FnMut() -> T {}
        pub fn leak<'a>(self) -> &'a mut [T] {}
        pub fn spare_capacity_mut(&mut self) -> &mut [MaybeUninit<T>] {}
    }
    impl<T> Vec<T> where T: Clone {
        pub fn resize(&mut self, new_len: usize, value: T) {}
        pub fn extend_from_slice(&mut self, other: &[T]) {}
        pub fn extend_from_within<R>(&mut self, src: R) where R: RangeBounds<usize> {}
    }
    impl<T, const N: usize> Vec<[T; N]> {
        pub fn into_flattened(self) -> Vec<T> {}
    }
    impl<T> Vec<T> where T: PartialEq {
        pub fn dedup(&mut self) {}
    }
    impl<T> Vec<T> {
        pub fn splice<R, I>(&mut self, range: R, replace_with: I) -> Splice<'_, <I as IntoIterator>::IntoIter> where R: RangeBounds<usize>, I: IntoIterator<Item = T> {}
        pub fn extract_if<F, R>(&mut self, range: R, filter: F) -> ExtractIf<'_, T, F> where F: FnMut(&mut T) -> bool, R: RangeBounds<usize> {}
    }
    impl<T> AsMut<[T]> for Vec<T> {}
    impl<T> AsMut<Vec<T>> for Vec<T> {}
    impl<T> AsRef<[T]> for Vec<T> {}
    impl<T> AsRef<Vec<T>> for Vec<T> {}
    impl<T> Borrow<[T]> for Vec<T> {}
    impl<T> BorrowMut<[T]> for Vec<T> {}
    impl<T> Default for Vec<T> {}
    impl<T> Deref for Vec<T> { type Target = [T]; }
    impl<T> DerefMut for Vec<T> {}
    impl<'a, T> Extend<&'a T> for Vec<T> where T: Copy + 'a {}
    impl<T> Extend<T> for Vec<T> {}
    impl<T> From<&[T]> for Vec<T> where T: Clone {}
    impl<T, const N: usize> From<&[T; N]> for Vec<T> where T: Clone {}
    impl<T> From<&mut [T]> for Vec<T> where T: Clone {}
    impl<T, const N: usize> From<&mut [T; N]> for Vec<T> where T: Clone {}
    impl From<&str> for Vec<u8> {}
    impl<T, const N: usize> From<[T; N]> for Vec<T> {}
    impl<T> From<BinaryHeap<T>> for Vec<T> {}
    impl<T> From<Box<[T]>> for Vec<T> {}
    impl From<CString> for Vec<u8> {}
    impl<'a, T> From<Cow<'a, [T]>> for Vec<T> where [T]: ToOwned<Owned = Vec<T>> {}
    impl From<String> for Vec<u8> {}
    impl<T> From<VecDeque<T>> for Vec<T> {}
    impl<T> FromIterator<T> for Vec<T> {}
    impl<'a, T> IntoIterator for &'a Vec<T> {
        type Item = &'a T;
        type IntoIter = Iter<'a, T>;
    }
    impl<'a, T> IntoIterator for &'a mut Vec<T> {
        type Item = &'a mut T;
        type IntoIter = IterMut<'a, T>;
    }
    impl<T> IntoIterator for Vec<T> {
        type Item = T;
        type IntoIter = IntoIter<T>;
    }
    impl<T, const N: usize> TryFrom<Vec<T>> for [T; N] { type Error = Vec<T>; }
    impl<> Write for Vec<u8> {}
    impl<T> Index<usize> for Vec<T> { type Output = T; }
    impl<T> Index<Range<usize>> for Vec<T> { type Output = [T]; }
    impl<T> Index<RangeFrom<usize>> for Vec<T> { type Output = [T]; }
    impl<T> Index<RangeTo<usize>> for Vec<T> { type Output = [T]; }
    impl<T> Index<RangeInclusive<usize>> for Vec<T> { type Output = [T]; }
    impl<T> Index<RangeToInclusive<usize>> for Vec<T> { type Output = [T]; }
    impl<T> Index<RangeFull> for Vec<T> { type Output = [T]; }
    impl<T> IndexMut<usize> for Vec<T> {}
    impl<T> IndexMut<Range<usize>> for Vec<T> {}
    impl<T> IndexMut<RangeFrom<usize>> for Vec<T> {}
    impl<T> IndexMut<RangeTo<usize>> for Vec<T> {}
    impl<T> IndexMut<RangeInclusive<usize>> for Vec<T> {}
    impl<T> IndexMut<RangeToInclusive<usize>> for Vec<T> {}
    impl<T> IndexMut<RangeFull> for Vec<T> {}
    impl<T: PartialEq> PartialEq for Vec<T> {}
    impl<T: PartialOrd> PartialOrd for Vec<T> {}
}
