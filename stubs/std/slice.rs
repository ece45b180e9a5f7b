pub mod slice {
    use crate::prelude::v1::*;
    use crate::array::TryFromSliceError;
    use crate::borrow::{Borrow, BorrowMut};
    use crate::cmp::Ordering;
    use crate::error::Error;
    use crate::fmt::{Debug, Display};
    use crate::hash::Hash;
    use crate::io::{BufRead, Read, Write};
    use crate::iter::Cloned;
    use crate::mem::MaybeUninit;
    use crate::net::{SocketAddr, ToSocketAddrs};
    use crate::ops::{Bound, Index, IndexMut, Range, RangeBounds, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};
    use crate::str::Utf8Chunks;
    use crate::str::pattern::Pattern;
    pub struct ArrayWindows<'a, T, const N: usize> where T: 'a { layout: Opaque }
    impl<T, const N: usize> Clone for ArrayWindows<'_, T, N> {}
    impl<'a, T, const N: usize> Debug for ArrayWindows<'a, T, N> where T: Debug + 'a {}
    impl<'a, T, const N: usize> DoubleEndedIterator for ArrayWindows<'a, T, N> {}
    impl<T, const N: usize> ExactSizeIterator for ArrayWindows<'_, T, N> {}
    impl<'a, T, const N: usize> Iterator for ArrayWindows<'a, T, N> { type Item = &'a [T; N]; }
    pub struct ChunkBy<'a, T, P> where T: 'a { layout: Opaque }
    impl<'a, T, P> Clone for ChunkBy<'a, T, P> where T: 'a, P: Clone {}
    impl<'a, T, P> Debug for ChunkBy<'a, T, P> where T: 'a + Debug {}
    impl<'a, T, P> DoubleEndedIterator for ChunkBy<'a, T, P> where T: 'a, P: FnMut(&T, &T) -> bool {}
    impl<'a, T, P> Iterator for ChunkBy<'a, T, P> where T: 'a, P: FnMut(&T, &T) -> bool { type Item = &'a [T]; }
    pub struct ChunkByMut<'a, T, P> where T: 'a { layout: Opaque }
    impl<'a, T, P> Debug for ChunkByMut<'a, T, P> where T: 'a + Debug {}
    impl<'a, T, P> DoubleEndedIterator for ChunkByMut<'a, T, P> where T: 'a, P: FnMut(&T, &T) -> bool {}
    impl<'a, T, P> Iterator for ChunkByMut<'a, T, P> where T: 'a, P: FnMut(&T, &T) -> bool { type Item = &'a mut [T]; }
    pub struct Chunks<'a, T> where T: 'a { layout: Opaque }
    impl<T> Clone for Chunks<'_, T> {}
    impl<'a, T> Debug for Chunks<'a, T> where T: Debug + 'a {}
    impl<'a, T> DoubleEndedIterator for Chunks<'a, T> {}
    impl<T> ExactSizeIterator for Chunks<'_, T> {}
    impl<'a, T> Iterator for Chunks<'a, T> { type Item = &'a [T]; }
    pub struct ChunksExact<'a, T> where T: 'a { layout: Opaque }
    impl<'a, T> ChunksExact<'a, T> {
        pub fn remainder(&self) -> &'a [T] {}
    }
    impl<T> Clone for ChunksExact<'_, T> {}
    impl<'a, T> Debug for ChunksExact<'a, T> where T: Debug + 'a {}
    impl<'a, T> DoubleEndedIterator for ChunksExact<'a, T> {}
    impl<T> ExactSizeIterator for ChunksExact<'_, T> {}
    impl<'a, T> Iterator for ChunksExact<'a, T> { type Item = &'a [T]; }
    pub struct ChunksExactMut<'a, T> where T: 'a { layout: Opaque }
    impl<'a, T> ChunksExactMut<'a, T> {
        pub fn into_remainder(self) -> &'a mut [T] {}
    }
    impl<'a, T> Debug for ChunksExactMut<'a, T> where T: Debug + 'a {}
    impl<'a, T> DoubleEndedIterator for ChunksExactMut<'a, T> {}
    impl<T> ExactSizeIterator for ChunksExactMut<'_, T> {}
    impl<'a, T> Iterator for ChunksExactMut<'a, T> { type Item = &'a mut [T]; }
    pub struct ChunksMut<'a, T> where T: 'a { layout: Opaque }
    impl<'a, T> Debug for ChunksMut<'a, T> where T: Debug + 'a {}
    impl<'a, T> DoubleEndedIterator for ChunksMut<'a, T> {}
    impl<T> ExactSizeIterator for ChunksMut<'_, T> {}
    impl<'a, T> Iterator for ChunksMut<'a, T> { type Item = &'a mut [T]; }
    pub trait Concat<Item> where Item: ?Sized {
        type Output;
        fn concat(slice: &Self) -> Self::Output {}
    }
    #[derive(Clone, Debug)]
    pub struct EscapeAscii<'a> { layout: Opaque }
    impl<'a> Display for EscapeAscii<'a> {}
    impl<'a> DoubleEndedIterator for EscapeAscii<'a> {}
    impl<'a> Iterator for EscapeAscii<'a> { type Item = u8; }
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum GetDisjointMutError { IndexOutOfBounds, OverlappingIndices, }
    impl Display for GetDisjointMutError {}
    impl Error for GetDisjointMutError {}
    #[derive(Debug)]
    pub struct Iter<'a, T> where T: 'a { ptr: crate::ptr::NonNull<T>, end_or_len: *const T }
    impl<'a, T> Iter<'a, T> {
        pub fn as_slice(&self) -> &'a [T] {}
    }
    impl<T> AsRef<[T]> for Iter<'_, T> {}
    impl<T> Clone for Iter<'_, T> {}
    impl<T> Default for Iter<'_, T> {}
    impl<'a, T> DoubleEndedIterator for Iter<'a, T> {}
    impl<T> ExactSizeIterator for Iter<'_, T> {}
    impl<'a, T> Iterator for Iter<'a, T> { type Item = &'a T; }
    #[derive(Debug)]
    pub struct IterMut<'a, T> where T: 'a { ptr: crate::ptr::NonNull<T>, end_or_len: *mut T }
    impl<'a, T> IterMut<'a, T> {
        pub fn into_slice(self) -> &'a mut [T] {}
        pub fn as_slice(&self) -> &[T] {}
    }
    impl<T> AsRef<[T]> for IterMut<'_, T> {}
    impl<T> Default for IterMut<'_, T> {}
    impl<'a, T> DoubleEndedIterator for IterMut<'a, T> {}
    impl<T> ExactSizeIterator for IterMut<'_, T> {}
    impl<'a, T> Iterator for IterMut<'a, T> { type Item = &'a mut T; }
    pub trait Join<Separator> {
        type Output;
        fn join(slice: &Self, sep: Separator) -> Self::Output {}
    }
    pub struct RChunks<'a, T> where T: 'a { layout: Opaque }
    impl<T> Clone for RChunks<'_, T> {}
    impl<'a, T> Debug for RChunks<'a, T> where T: Debug + 'a {}
    impl<'a, T> DoubleEndedIterator for RChunks<'a, T> {}
    impl<T> ExactSizeIterator for RChunks<'_, T> {}
    impl<'a, T> Iterator for RChunks<'a, T> { type Item = &'a [T]; }
    pub struct RChunksExact<'a, T> where T: 'a { layout: Opaque }
    impl<'a, T> RChunksExact<'a, T> {
        pub fn remainder(&self) -> &'a [T] {}
    }
    impl<'a, T> Clone for RChunksExact<'a, T> {}
    impl<'a, T> Debug for RChunksExact<'a, T> where T: Debug + 'a {}
    impl<'a, T> DoubleEndedIterator for RChunksExact<'a, T> {}
    impl<'a, T> ExactSizeIterator for RChunksExact<'a, T> {}
    impl<'a, T> Iterator for RChunksExact<'a, T> { type Item = &'a [T]; }
    pub struct RChunksExactMut<'a, T> where T: 'a { layout: Opaque }
    impl<'a, T> RChunksExactMut<'a, T> {
        pub fn into_remainder(self) -> &'a mut [T] {}
    }
    impl<'a, T> Debug for RChunksExactMut<'a, T> where T: Debug + 'a {}
    impl<'a, T> DoubleEndedIterator for RChunksExactMut<'a, T> {}
    impl<T> ExactSizeIterator for RChunksExactMut<'_, T> {}
    impl<'a, T> Iterator for RChunksExactMut<'a, T> { type Item = &'a mut [T]; }
    pub struct RChunksMut<'a, T> where T: 'a { layout: Opaque }
    impl<'a, T> Debug for RChunksMut<'a, T> where T: Debug + 'a {}
    impl<'a, T> DoubleEndedIterator for RChunksMut<'a, T> {}
    impl<T> ExactSizeIterator for RChunksMut<'_, T> {}
    impl<'a, T> Iterator for RChunksMut<'a, T> { type Item = &'a mut [T]; }
    pub struct RSplit<'a, T, P> where T: 'a, P: FnMut(&T) -> bool { layout: Opaque }
    impl<T, P> Clone for RSplit<'_, T, P> where P: Clone + FnMut(&T) -> bool {}
    impl<T, P> Debug for RSplit<'_, T, P> where T: Debug, P: FnMut(&T) -> bool {}
    impl<'a, T, P> DoubleEndedIterator for RSplit<'a, T, P> where P: FnMut(&T) -> bool {}
    impl<'a, T, P> Iterator for RSplit<'a, T, P> where P: FnMut(&T) -> bool { type Item = &'a [T]; }
    pub struct RSplitMut<'a, T, P> where T: 'a, P: FnMut(&T) -> bool { layout: Opaque }
    impl<T, P> Debug for RSplitMut<'_, T, P> where T: Debug, P: FnMut(&T) -> bool {}
    impl<'a, T, P> DoubleEndedIterator for RSplitMut<'a, T, P> where P: FnMut(&T) -> bool {}
    impl<'a, T, P> Iterator for RSplitMut<'a, T, P> where P: FnMut(&T) -> bool { type Item = &'a mut [T]; }
    pub struct RSplitN<'a, T, P> where T: 'a, P: FnMut(&T) -> bool { layout: Opaque }
    impl<T, P> Debug for RSplitN<'_, T, P> where T: Debug, P: FnMut(&T) -> bool {}
    impl<'a, T, P> Iterator for RSplitN<'a, T, P> where P: FnMut(&T) -> bool { type Item = &'a [T]; }
    pub struct RSplitNMut<'a, T, P> where T: 'a, P: FnMut(&T) -> bool { layout: Opaque }
    impl<T, P> Debug for RSplitNMut<'_, T, P> where T: Debug, P: FnMut(&T) -> bool {}
    impl<'a, T, P> Iterator for RSplitNMut<'a, T, P> where P: FnMut(&T) -> bool { type Item = &'a mut [T]; }
    pub unsafe trait SliceIndex<T> where T: ?Sized {
        type Output: ?Sized;
        fn get(self, slice: &T) -> Option<&Self::Output> {}
        fn get_mut(self, slice: &mut T) -> Option<&mut Self::Output> {}
        unsafe fn get_unchecked(self, slice: *const T) -> *const Self::Output {}
        unsafe fn get_unchecked_mut(self, slice: *mut T) -> *mut Self::Output {}
        fn index(self, slice: &T) -> &Self::Output {}
        fn index_mut(self, slice: &mut T) -> &mut Self::Output {}
    }
    pub struct Split<'a, T, P> where T: 'a, P: FnMut(&T) -> bool { layout: Opaque }
    impl<T, P> Clone for Split<'_, T, P> where P: Clone + FnMut(&T) -> bool {}
    impl<T, P> Debug for Split<'_, T, P> where T: Debug, P: FnMut(&T) -> bool {}
    impl<'a, T, P> DoubleEndedIterator for Split<'a, T, P> where P: FnMut(&T) -> bool {}
    impl<'a, T, P> Iterator for Split<'a, T, P> where P: FnMut(&T) -> bool { type Item = &'a [T]; }
    pub struct SplitInclusive<'a, T, P> where T: 'a, P: FnMut(&T) -> bool { layout: Opaque }
    impl<T, P> Clone for SplitInclusive<'_, T, P> where P: Clone + FnMut(&T) -> bool {}
    impl<T, P> Debug for SplitInclusive<'_, T, P> where T: Debug, P: FnMut(&T) -> bool {}
    impl<'a, T, P> DoubleEndedIterator for SplitInclusive<'a, T, P> where P: FnMut(&T) -> bool {}
    impl<'a, T, P> Iterator for SplitInclusive<'a, T, P> where P: FnMut(&T) -> bool { type Item = &'a [T]; }
    pub struct SplitInclusiveMut<'a, T, P> where T: 'a, P: FnMut(&T) -> bool { layout: Opaque }
    impl<T, P> Debug for SplitInclusiveMut<'_, T, P> where T: Debug, P: FnMut(&T) -> bool {}
    impl<'a, T, P> DoubleEndedIterator for SplitInclusiveMut<'a, T, P> where P: FnMut(&T) -> bool {}
    impl<'a, T, P> Iterator for SplitInclusiveMut<'a, T, P> where P: FnMut(&T) -> bool { type Item = &'a mut [T]; }
    pub struct SplitMut<'a, T, P> where T: 'a, P: FnMut(&T) -> bool { layout: Opaque }
    impl<T, P> Debug for SplitMut<'_, T, P> where T: Debug, P: FnMut(&T) -> bool {}
    impl<'a, T, P> DoubleEndedIterator for SplitMut<'a, T, P> where P: FnMut(&T) -> bool {}
    impl<'a, T, P> Iterator for SplitMut<'a, T, P> where P: FnMut(&T) -> bool { type Item = &'a mut [T]; }
    pub struct SplitN<'a, T, P> where T: 'a, P: FnMut(&T) -> bool { layout: Opaque }
    impl<T, P> Debug for SplitN<'_, T, P> where T: Debug, P: FnMut(&T) -> bool {}
    impl<'a, T, P> Iterator for SplitN<'a, T, P> where P: FnMut(&T) -> bool { type Item = &'a [T]; }
    pub struct SplitNMut<'a, T, P> where T: 'a, P: FnMut(&T) -> bool { layout: Opaque }
    impl<T, P> Debug for SplitNMut<'_, T, P> where T: Debug, P: FnMut(&T) -> bool {}
    impl<'a, T, P> Iterator for SplitNMut<'a, T, P> where P: FnMut(&T) -> bool { type Item = &'a mut [T]; }
    pub struct Windows<'a, T> where T: 'a { layout: Opaque }
    impl<T> Clone for Windows<'_, T> {}
    impl<'a, T> Debug for Windows<'a, T> where T: Debug + 'a {}
    impl<'a, T> DoubleEndedIterator for Windows<'a, T> {}
    impl<T> ExactSizeIterator for Windows<'_, T> {}
    impl<'a, T> Iterator for Windows<'a, T> { type Item = &'a [T]; }
    pub fn from_mut<T>(s: &mut T) -> &mut [T] {}
    pub unsafe fn from_raw_parts<'a, T>(data: *const T, len: usize) -> &'a [T] {}
    pub unsafe fn from_raw_parts_mut<'a, T>(data: *mut T, len: usize) -> &'a mut [T] {}
    pub fn from_ref<T>(s: &T) -> &[T] {}
    impl<T> [MaybeUninit<T>] {
        pub fn write_copy_of_slice(&mut self, src: &[T]) -> &mut [T] where T: Copy {}
        pub fn write_clone_of_slice(&mut self, src: &[T]) -> &mut [T] where T: Clone {}
        pub unsafe fn assume_init_drop(&mut self) {}
        pub unsafe fn assume_init_ref(&self) -> &[T] {}
        pub unsafe fn assume_init_mut(&mut self) -> &mut [T] {}
    }
    impl [u8] {
        pub fn is_ascii(&self) -> bool {}
        pub fn eq_ignore_ascii_case(&self, other: &[u8]) -> bool {}
        pub fn make_ascii_uppercase(&mut self) {}
        pub fn make_ascii_lowercase(&mut self) {}
        pub fn escape_ascii(&self) -> EscapeAscii<'_> {}
        pub fn trim_ascii_start(&self) -> &[u8] {}
        pub fn trim_ascii_end(&self) -> &[u8] {}
        pub fn trim_ascii(&self) -> &[u8] {}
    }
    impl<T> [T] {
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn first(&self) -> Option<&T> {}
        pub fn first_mut(&mut self) -> Option<&mut T> {}
        pub fn split_first(&self) -> Option<(&T, &[T])> {}
        pub fn split_first_mut(&mut self) -> Option<(&mut T, &mut [T])> {}
        pub fn split_last(&self) -> Option<(&T, &[T])> {}
        pub fn split_last_mut(&mut self) -> Option<(&mut T, &mut [T])> {}
        pub fn last(&self) -> Option<&T> {}
        pub fn last_mut(&mut self) -> Option<&mut T> {}
        pub fn first_chunk<const N: usize>(&self) -> Option<&[T; N]> {}
        pub fn first_chunk_mut<const N: usize>(&mut self) -> Option<&mut [T; N]> {}
        pub fn split_first_chunk<const N: usize>(&self) -> Option<(&[T; N], &[T])> {}
        pub fn split_first_chunk_mut<const N: usize>(&mut self) -> Option<(&mut [T; N], &mut [T])> {}
        pub fn split_last_chunk<const N: usize>(&self) -> Option<(&[T], &[T; N])> {}
        pub fn split_last_chunk_mut<const N: usize>(&mut self) -> Option<(&mut [T], &mut [T; N])> {}
        pub fn last_chunk<const N: usize>(&self) -> Option<&[T; N]> {}
        pub fn last_chunk_mut<const N: usize>(&mut self) -> Option<&mut [T; N]> {}
        pub fn get<I>(&self, index: I) -> Option<&<I as SliceIndex<[T]>>::Output> where I: SliceIndex<[T]> {}
        pub fn get_mut<I>(&mut self, index: I) -> Option<&mut <I as SliceIndex<[T]>>::Output> where I: SliceIndex<[T]> {}
        pub unsafe fn get_unchecked<I>(&self, index: I) -> &<I as SliceIndex<[T]>>::Output where I: SliceIndex<[T]> {}
        pub unsafe fn get_unchecked_mut<I>(&mut self, index: I) -> &mut <I as SliceIndex<[T]>>::Output where I: SliceIndex<[T]> {}
        pub fn as_ptr(&self) -> *const T {}
        pub fn as_mut_ptr(&mut self) -> *mut T {}
        pub fn as_ptr_range(&self) -> Range<*const T> {}
        pub fn as_mut_ptr_range(&mut self) -> Range<*mut T> {}
        pub fn as_array<const N: usize>(&self) -> Option<&[T; N]> {}
        pub fn as_mut_array<const N: usize>(&mut self) -> Option<&mut [T; N]> {}
        pub fn swap(&mut self, a: usize, b: usize) {}
        pub fn reverse(&mut self) {}
        pub fn iter(&self) -> Iter<'_, T> {}
        pub fn iter_mut(&mut self) -> IterMut<'_, T> {}
        pub fn windows(&self, size: usize) -> Windows<'_, T> {}
        pub fn chunks(&self, chunk_size: usize) -> Chunks<'_, T> {}
        pub fn chunks_mut(&mut self, chunk_size: usize) -> ChunksMut<'_, T> {}
        pub fn chunks_exact(&self, chunk_size: usize) -> ChunksExact<'_, T> {}
        pub fn chunks_exact_mut(&mut self, chunk_size: usize) -> ChunksExactMut<'_, T> {}
        pub unsafe fn as_chunks_unchecked<const N: usize>(&self) -> &[[T; N]] {}
        pub fn as_chunks<const N: usize>(&self) -> (&[[T; N]], &[T]) {}
        pub fn as_rchunks<const N: usize>(&self) -> (&[T], &[[T; N]]) {}
        pub unsafe fn as_chunks_unchecked_mut<const N: usize>(&mut self) -> &mut [[T; N]] {}
        pub fn as_chunks_mut<const N: usize>(&mut self) -> (&mut [[T; N]], &mut [T]) {}
        pub fn as_rchunks_mut<const N: usize>(&mut self) -> (&mut [T], &mut [[T; N]]) {}
        pub fn array_windows<const N: usize>(&self) -> ArrayWindows<'_, T, N> {}
        pub fn rchunks(&self, chunk_size: usize) -> RChunks<'_, T> {}
        pub fn rchunks_mut(&mut self, chunk_size: usize) -> RChunksMut<'_, T> {}
        pub fn rchunks_exact(&self, chunk_size: usize) -> RChunksExact<'_, T> {}
        pub fn rchunks_exact_mut(&mut self, chunk_size: usize) -> RChunksExactMut<'_, T> {}
        pub fn chunk_by<F>(&self, pred: F) -> ChunkBy<'_, T, F> where F: FnMut(&T, &T) -> bool {}
        pub fn chunk_by_mut<F>(&mut self, pred: F) -> ChunkByMut<'_, T, F> where F: FnMut(&T, &T) -> bool {}
        pub fn split_at(&self, mid: usize) -> (&[T], &[T]) {}
        pub fn split_at_mut(&mut self, mid: usize) -> (&mut [T], &mut [T]) {}
        pub unsafe fn split_at_unchecked(&self, mid: usize) -> (&[T], &[T]) {}
        pub unsafe fn split_at_mut_unchecked(&mut self, mid: usize) -> (&mut [T], &mut [T]) {}
        pub fn split_at_checked(&self, mid: usize) -> Option<(&[T], &[T])> {}
        pub fn split_at_mut_checked(&mut self, mid: usize) -> Option<(&mut [T], &mut [T])> {}
        pub fn split<F>(&self, pred: F) -> Split<'_, T, F> where F: FnMut(&T) -> bool {}
        pub fn split_mut<F>(&mut self, pred: F) -> SplitMut<'_, T, F> where F: FnMut(&T) -> bool {}
        pub fn split_inclusive<F>(&self, pred: F) -> SplitInclusive<'_, T, F> where F: FnMut(&T) -> bool {}
        pub fn split_inclusive_mut<F>(&mut self, pred: F) -> SplitInclusiveMut<'_, T, F> where F: FnMut(&T) -> bool {}
        pub fn rsplit<F>(&self, pred: F) -> RSplit<'_, T, F> where F: FnMut(&T) -> bool {}
        pub fn rsplit_mut<F>(&mut self, pred: F) -> RSplitMut<'_, T, F> where F: FnMut(&T) -> bool {}
        pub fn splitn<F>(&self, n: usize, pred: F) -> SplitN<'_, T, F> where F: FnMut(&T) -> bool {}
        pub fn splitn_mut<F>(&mut self, n: usize, pred: F) -> SplitNMut<'_, T, F> where F: FnMut(&T) -> bool {}
        pub fn rsplitn<F>(&self, n: usize, pred: F) -> RSplitN<'_, T, F> where F: FnMut(&T) -> bool {}
        pub fn rsplitn_mut<F>(&mut self, n: usize, pred: F) -> RSplitNMut<'_, T, F> where F: FnMut(&T) -> bool {}
        pub fn contains(&self, x: &T) -> bool where T: PartialEq {}
        pub fn starts_with(&self, needle: &[T]) -> bool where T: PartialEq {}
        pub fn ends_with(&self, needle: &[T]) -> bool where T: PartialEq {}
        pub fn binary_search(&self, x: &T) -> Result<usize, usize> where T: Ord {}
        pub fn binary_search_by<'a, F>(&'a self, f: F) -> Result<usize, usize> where F: FnMut(&'a T) -> Ordering {}
        pub fn binary_search_by_key<'a, B, F>(&'a self, b: &B, f: F) -> Result<usize, usize> where F: FnMut(&'a T) -> B, B: Ord {}
        pub fn sort_unstable(&mut self) where T: Ord {}
        pub fn sort_unstable_by<F>(&mut self, compare: F) where F: FnMut(&T, &T) -> Ordering {}
        pub fn sort_unstable_by_key<K, F>(&mut self, f: F) where F: FnMut(&T) -> K, K: Ord {}
        pub fn select_nth_unstable(&mut self, index: usize) -> (&mut [T], &mut T, &mut [T]) where T: Ord {}
        pub fn select_nth_unstable_by<F>(&mut self, index: usize, compare: F) -> (&mut [T], &mut T, &mut [T]) where F: FnMut(&T, &T) -> Ordering {}
        pub fn select_nth_unstable_by_key<K, F>(&mut self, index: usize, f: F) -> (&mut [T], &mut T, &mut [T]) where F: FnMut(&T) -> K, K: Ord {}
        pub fn rotate_left(&mut self, mid: usize) {}
        pub fn rotate_right(&mut self, k: usize) {}
        pub fn fill(&mut self, value: T) where T: Clone {}
        pub fn fill_with<F>(&mut self, f: F) where F: FnMut() -> T {}
        pub fn clone_from_slice(&mut self, src: &[T]) where T: Clone {}
        pub fn copy_from_slice(&mut self, src: &[T]) where T: Copy {}
        pub fn copy_within<R>(&mut self, src: R, dest: usize) where R: RangeBounds<usize>, T: Copy {}
        pub fn swap_with_slice(&mut self, other: &mut [T]) {}
        pub unsafe fn align_to<U>(&self) -> (&[T], &[U], &[T]) {}
        pub unsafe fn align_to_mut<U>(&mut self) -> (&mut [T], &mut [U], &mut [T]) {}
        pub fn is_sorted(&self) -> bool where T: PartialOrd {}
        pub fn is_sorted_by<'a, F>(&'a self, compare: F) -> bool where F: FnMut(&'a T, &'a T) -> bool {}
        pub fn is_sorted_by_key<'a, F, K>(&'a self, f: F) -> bool where F: FnMut(&'a T) -> K, K: PartialOrd {}
        pub fn partition_point<P>(&self, pred: P) -> usize where P: FnMut(&T) -> bool {}
        pub fn split_off<'a, R>(self: &mut &'a [T], range: R) -> Option<&'a [T]> {}
        pub fn split_off_mut<'a, R>(self: &mut &'a mut [T], range: R) -> Option<&'a mut [T]> {}
        pub fn split_off_first<'a>(self: &mut &'a [T]) -> Option<&'a T> {}
        pub fn split_off_first_mut<'a>(self: &mut &'a mut [T]) -> Option<&'a mut T> {}
        pub fn split_off_last<'a>(self: &mut &'a [T]) -> Option<&'a T> {}
        pub fn split_off_last_mut<'a>(self: &mut &'a mut [T]) -> Option<&'a mut T> {}
        pub fn element_offset(&self, element: &T) -> Option<usize> {}
    }
    impl<T, const N: usize> [[T; N]] {
        pub fn as_flattened(&self) -> &[T] {}
        pub fn as_flattened_mut(&mut self) -> &mut [T] {}
    }
    impl [u8] {
        pub fn utf8_chunks(&self) -> Utf8Chunks<'_> {}
    }
    impl<T> [T] {
        pub fn sort(&mut self) where T: Ord {}
        pub fn sort_by<F>(&mut self, compare: F) where F: FnMut(&T, &T) -> Ordering {}
        pub fn sort_by_key<K, F>(&mut self, f: F) where F: FnMut(&T) -> K, K: Ord {}
        pub fn sort_by_cached_key<K, F>(&mut self, f: F) where F: FnMut(&T) -> K, K: Ord {}
        pub fn to_vec(&self) -> Vec<T> where T: Clone {}
        pub fn into_vec(self: Box<[T]>) -> Vec<T> {}
        pub fn repeat(&self, n: usize) -> Vec<T> where T: Copy {}
        pub fn concat<Item>(&self) -> <[T] as Concat<Item>>::Output where [T]: Concat<Item>, Item: ?Sized {}
        pub fn join<Separator>(&self, sep: Separator) -> <[T] as Join<Separator>>::Output where [T]: Join<Separator> {}
        pub fn connect<Separator>(&self, sep: Separator) -> <[T] as Join<Separator>>::Output where [T]: Join<Separator> {}
    }
    impl [u8] {
        pub fn to_ascii_uppercase(&self) -> Vec<u8> {}
        pub fn to_ascii_lowercase(&self) -> Vec<u8> {}
    }
    impl<T> AsMut<[T]> for [T] {}
    impl<T, const N: usize> AsMut<[T]> for [T; N] {}
    impl<T> AsRef<[T]> for [T] {}
    impl<T, const N: usize> AsRef<[T]> for [T; N] {}
    impl<T, const N: usize> Borrow<[T]> for [T; N] {}
    impl<T, const N: usize> BorrowMut<[T]> for [T; N] {}
    impl BufRead for &[u8] {}
    impl<T, V> Concat<T> for [V] where T: Clone, V: Borrow<[T]> { type Output = Vec<T>; }
    impl<T> Debug for [T] where T: Debug {}
    impl<T> Default for &[T] {}
    impl<T> Default for &mut [T] {}
    impl<T> Hash for [T] where T: Hash {}
    impl<'a, T> IntoIterator for &'a [T] {
        type Item = &'a T;
        type IntoIter = Iter<'a, T>;
    }
    impl<'a, T> IntoIterator for &'a mut [T] {
        type Item = &'a mut T;
        type IntoIter = IterMut<'a, T>;
    }
    impl<T, V> Join<&[T]> for [V] where T: Clone, V: Borrow<[T]> { type Output = Vec<T>; }
    impl<T, V> Join<&T> for [V] where T: Clone, V: Borrow<[T]> { type Output = Vec<T>; }
    impl<T> Ord for [T] where T: Ord {}
    impl<T> PartialOrd for [T] where T: PartialOrd {}
    impl<'b> Pattern for &'b [char] {}
    impl Read for &[u8] {}
    impl<T> SliceIndex<[T]> for (Bound<usize>, Bound<usize>) { type Output = [T]; }
    impl<T> SliceIndex<[T]> for usize { type Output = T; }
    impl<T> ToOwned for [T] where T: Clone { type Owned = Vec<T>; }
    impl<'a> ToSocketAddrs for &'a [SocketAddr] { type Iter = Cloned<Iter<'a, SocketAddr>>; }
    impl<'a, T, const N: usize> TryFrom<&'a [T]> for &'a [T; N] { type Error = TryFromSliceError; }
    impl<T, const N: usize> TryFrom<&[T]> for [T; N] where T: Copy { type Error = TryFromSliceError; }
    impl<'a, T, const N: usize> TryFrom<&'a mut [T]> for &'a mut [T; N] { type Error = TryFromSliceError; }
    impl<T, const N: usize> TryFrom<&mut [T]> for [T; N] where T: Copy { type Error = TryFromSliceError; }
    impl Write for &mut [u8] {}
    impl<T> Eq for [T] where T: Eq {}
    impl<T> Index<usize> for [T] { type Output = T; }
    impl<T> Index<Range<usize>> for [T] { type Output = [T]; }
    impl<T> Index<RangeFrom<usize>> for [T] { type Output = [T]; }
    impl<T> Index<RangeTo<usize>> for [T] { type Output = [T]; }
    impl<T> Index<RangeInclusive<usize>> for [T] { type Output = [T]; }
    impl<T> Index<RangeToInclusive<usize>> for [T] { type Output = [T]; }
    impl<T> Index<RangeFull> for [T] { type Output = [T]; }
    impl<T> IndexMut<usize> for [T] {}
    impl<T> IndexMut<Range<usize>> for [T] {}
    impl<T> IndexMut<RangeFrom<usize>> for [T] {}
    impl<T> IndexMut<RangeTo<usize>> for [T] {}
    impl<T> IndexMut<RangeInclusive<usize>> for [T] {}
    impl<T> IndexMut<RangeToInclusive<usize>> for [T] {}
    impl<T> IndexMut<RangeFull> for [T] {}
    impl<T: PartialEq> PartialEq for [T] {}
    impl<T> [T] {
        pub fn strip_prefix<P: ?Sized>(&self, prefix: &P) -> Option<&[T]> {}
        pub fn strip_suffix<P: ?Sized>(&self, suffix: &P) -> Option<&[T]> {}
        pub fn get_disjoint_mut<I, const N: usize>(&mut self, indices: [I; N]) -> Result<[&mut <I as SliceIndex<[T]>>::Output; N], GetDisjointMutError> where I: SliceIndex<[T]> {}
    }
}
