pub mod range {
    use crate::prelude::v1::*;
    use crate::ops::RangeBounds;
    use crate::slice::SliceIndex;
    #[derive(Clone, Debug, Hash, PartialEq, Copy, Eq)]
    pub struct RangeInclusive<Idx> { pub start: Idx, pub last: Idx, }
    impl<Idx> RangeInclusive<Idx> where Idx: PartialOrd {
        pub fn contains<U>(&self, item: &U) -> bool where Idx: PartialOrd<U>, U: PartialOrd<Idx> + ?Sized {}
        pub fn is_empty(&self) -> bool where Idx: PartialOrd {}
    }
    impl<Idx> RangeInclusive<Idx> {
        pub fn iter(&self) -> RangeInclusiveIter<Idx> {}
    }
    impl<T> From<crate::ops::RangeInclusive<T>> for RangeInclusive<T> {}
    impl<A> IntoIterator for RangeInclusive<A> {
        type Item = A;
        type IntoIter = RangeInclusiveIter<A>;
    }
    impl<T> RangeBounds<T> for RangeInclusive<&T> {}
    impl<T> RangeBounds<T> for RangeInclusive<T> {}
    impl<T> SliceIndex<[T]> for RangeInclusive<usize> { type Output = [T]; }
    impl SliceIndex<str> for RangeInclusive<usize> { type Output = str; }
    #[derive(Clone, Debug)]
    pub struct RangeInclusiveIter<A>(Opaque);
    impl<A> DoubleEndedIterator for RangeInclusiveIter<A> {}
    impl ExactSizeIterator for RangeInclusiveIter<i8> {}
    impl ExactSizeIterator for RangeInclusiveIter<u8> {}
    impl<A> Iterator for RangeInclusiveIter<A> { type Item = A; }
}
