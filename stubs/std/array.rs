pub mod array {
    use crate::prelude::v1::*;
    use crate::convert::Infallible;
    use crate::error::Error;
    use crate::fmt::{Debug, Display};
    use crate::hash::Hash;
    use crate::ops::{Index, IndexMut, Range, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};
    use crate::slice::{Iter, IterMut};
    use crate::str::pattern::Pattern;
    pub struct IntoIter<T, const N: usize> { layout: Opaque }
    impl<T, const N: usize> IntoIter<T, N> {
        pub fn new(array: [T; N]) -> IntoIter<T, N> {}
        pub fn as_slice(&self) -> &[T] {}
        pub fn as_mut_slice(&mut self) -> &mut [T] {}
    }
    impl<T, const N: usize> Clone for IntoIter<T, N> where T: Clone {}
    impl<T, const N: usize> Debug for IntoIter<T, N> where T: Debug {}
    impl<T, const N: usize> Default for IntoIter<T, N> {}
    impl<T, const N: usize> DoubleEndedIterator for IntoIter<T, N> {}
    impl<T, const N: usize> ExactSizeIterator for IntoIter<T, N> {}
    impl<T, const N: usize> Iterator for IntoIter<T, N> { type Item = T; }
    #[derive(Clone, Debug, Copy)]
    pub struct TryFromSliceError (());
    impl Display for TryFromSliceError {}
    impl Error for TryFromSliceError {}
    impl From<Infallible> for TryFromSliceError {}
    pub fn from_fn<T, const N: usize, F>(f: F) -> [T; N] where F: FnMut(usize) -> T {}
    pub fn from_mut<T>(s: &mut T) -> &mut [T; 1] {}
    pub fn from_ref<T>(s: &T) -> &[T; 1] {}
    pub fn repeat<T, const N: usize>(val: T) -> [T; N] where T: Clone {}
    impl<T, const N: usize> [T; N] {
        pub fn map<F, U>(self, f: F) -> [U; N] where F: FnMut(T) -> U {}
        pub fn as_slice(&self) -> &[T] {}
        pub fn as_mut_slice(&mut self) -> &mut [T] {}
        pub fn each_ref(&self) -> [&T; N] {}
        pub fn each_mut(&mut self) -> [&mut T; N] {}
    }
    impl<T, const N: usize> Clone for [T; N] where T: Clone {}
    impl<T, const N: usize> Debug for [T; N] where T: Debug {}
    impl<T, const N: usize> Hash for [T; N] where T: Hash {}
    impl<'a, T, const N: usize> IntoIterator for &'a [T; N] {
        type Item = &'a T;
        type IntoIter = Iter<'a, T>;
    }
    impl<'a, T, const N: usize> IntoIterator for &'a mut [T; N] {
        type Item = &'a mut T;
        type IntoIter = IterMut<'a, T>;
    }
    impl<T, const N: usize> IntoIterator for [T; N] {
        type Item = T;
        type IntoIter = IntoIter<T, N>;
    }
    impl<T, const N: usize> Ord for [T; N] where T: Ord {}
    impl<T, const N: usize> PartialOrd for [T; N] where T: PartialOrd {}
    impl<'b, const N: usize> Pattern for &'b [char; N] {}
    impl<const N: usize> Pattern for [char; N] {}
    impl<T, const N: usize> Copy for [T; N] where T: Copy {}
    impl<T, const N: usize> Eq for [T; N] where T: Eq {}
    impl<T, const N: usize> Index<usize> for [T; N] { type Output = T; }
    impl<T, const N: usize> Index<Range<usize>> for [T; N] { type Output = [T]; }
    impl<T, const N: usize> Index<RangeFrom<usize>> for [T; N] { type Output = [T]; }
    impl<T, const N: usize> Index<RangeTo<usize>> for [T; N] { type Output = [T]; }
    impl<T, const N: usize> Index<RangeInclusive<usize>> for [T; N] { type Output = [T]; }
    impl<T, const N: usize> Index<RangeToInclusive<usize>> for [T; N] { type Output = [T]; }
    impl<T, const N: usize> Index<RangeFull> for [T; N] { type Output = [T]; }
    impl<T, const N: usize> IndexMut<usize> for [T; N] {}
    impl<T, const N: usize> IndexMut<Range<usize>> for [T; N] {}
    impl<T, const N: usize> IndexMut<RangeFrom<usize>> for [T; N] {}
    impl<T, const N: usize> IndexMut<RangeTo<usize>> for [T; N] {}
    impl<T, const N: usize> IndexMut<RangeInclusive<usize>> for [T; N] {}
    impl<T, const N: usize> IndexMut<RangeToInclusive<usize>> for [T; N] {}
    impl<T, const N: usize> IndexMut<RangeFull> for [T; N] {}
    impl<T: Default, const N: usize> Default for [T; N] {}
    impl<T: PartialEq, const N: usize> PartialEq for [T; N] {}
}
