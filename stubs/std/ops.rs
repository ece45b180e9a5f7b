pub mod ops {
    use crate::prelude::v1::*;
    use crate::slice::SliceIndex;
    pub trait Add<Rhs = Self> {
        type Output;
        fn add(self, rhs: Rhs) -> Self::Output {}
    }
    pub trait AddAssign<Rhs = Self> {
        fn add_assign(&mut self, rhs: Rhs) {}
    }
    pub trait AsyncFn<Args>: AsyncFnMut<Args> {}
    pub trait AsyncFnMut<Args>: AsyncFnOnce<Args> {}
    pub trait AsyncFnOnce<Args> { type Output; }
    pub trait BitAnd<Rhs = Self> {
        type Output;
        fn bitand(self, rhs: Rhs) -> Self::Output {}
    }
    pub trait BitAndAssign<Rhs = Self> {
        fn bitand_assign(&mut self, rhs: Rhs) {}
    }
    pub trait BitOr<Rhs = Self> {
        type Output;
        fn bitor(self, rhs: Rhs) -> Self::Output {}
    }
    pub trait BitOrAssign<Rhs = Self> {
        fn bitor_assign(&mut self, rhs: Rhs) {}
    }
    pub trait BitXor<Rhs = Self> {
        type Output;
        fn bitxor(self, rhs: Rhs) -> Self::Output {}
    }
    pub trait BitXorAssign<Rhs = Self> {
        fn bitxor_assign(&mut self, rhs: Rhs) {}
    }
    #[derive(Clone, Debug, Hash, PartialEq, Copy, Eq)]
    pub enum Bound<T> { Included(T), Excluded(T), Unbounded, }
    impl<T> Bound<T> {
        pub fn as_ref(&self) -> Bound<&T> {}
        pub fn map<U, F>(self, f: F) -> Bound<U> where F: FnOnce(T) -> U {}
    }
    impl<T> Bound<&T> where T: Clone {
        pub fn cloned(self) -> Bound<T> where T: Clone {}
    }
    #[derive(Clone, Debug, Hash, PartialEq, Copy, Eq)]
    pub enum ControlFlow<B, C = ()> { Continue(C), Break(B), }
    impl<B, C> ControlFlow<B, C> {
        pub fn is_break(&self) -> bool {}
        pub fn is_continue(&self) -> bool {}
        pub fn break_value(self) -> Option<B> {}
        pub fn map_break<T, F>(self, f: F) -> ControlFlow<T, C> where F: FnOnce(B) -> T {}
        pub fn continue_value(self) -> Option<C> {}
        pub fn map_continue<T, F>(self, f: F) -> ControlFlow<B, T> where F: FnOnce(C) -> T {}
    }
    pub trait Deref {
        type Target: ?Sized;
        fn deref(&self) -> &Self::Target {}
    }
    pub trait DerefMut: Deref {
        fn deref_mut(&mut self) -> &mut Self::Target {}
    }
    pub trait Div<Rhs = Self> {
        type Output;
        fn div(self, rhs: Rhs) -> Self::Output {}
    }
    pub trait DivAssign<Rhs = Self> {
        fn div_assign(&mut self, rhs: Rhs) {}
    }
    pub trait Drop {
        fn drop(&mut self) {}
    }
    pub trait Fn<Args>: FnMut<Args> {}
    pub trait FnMut<Args>: FnOnce<Args> {}
    pub trait FnOnce<Args> {
        type Output;
    }
    pub trait Index<Idx> where Idx: ?Sized {
        type Output: ?Sized;
        fn index(&self, index: Idx) -> &Self::Output {}
    }
    pub trait IndexMut<Idx>: Index<Idx> where Idx: ?Sized {
        fn index_mut(&mut self, index: Idx) -> &mut Self::Output {}
    }
    pub trait Mul<Rhs = Self> {
        type Output;
        fn mul(self, rhs: Rhs) -> Self::Output {}
    }
    pub trait MulAssign<Rhs = Self> {
        fn mul_assign(&mut self, rhs: Rhs) {}
    }
    pub trait Neg {
        type Output;
        fn neg(self) -> Self::Output {}
    }
    pub trait Not {
        type Output;
        fn not(self) -> Self::Output {}
    }
    #[derive(Clone, Debug, Default, Hash, PartialEq, Eq)]
    pub struct Range<Idx> { pub start: Idx, pub end: Idx, }
    impl<Idx> Range<Idx> where Idx: PartialOrd {
        pub fn contains<U>(&self, item: &U) -> bool where Idx: PartialOrd<U>, U: PartialOrd<Idx> + ?Sized {}
        pub fn is_empty(&self) -> bool where Idx: PartialOrd {}
    }
    impl<A> DoubleEndedIterator for Range<A> {}
    impl ExactSizeIterator for Range<i16> {}
    impl ExactSizeIterator for Range<i32> {}
    impl ExactSizeIterator for Range<i8> {}
    impl ExactSizeIterator for Range<isize> {}
    impl ExactSizeIterator for Range<u16> {}
    impl ExactSizeIterator for Range<u32> {}
    impl ExactSizeIterator for Range<u8> {}
    impl ExactSizeIterator for Range<usize> {}
    impl<A> Iterator for Range<A> { type Item = A; }
    impl<T> RangeBounds<T> for Range<&T> {}
    impl<T> RangeBounds<T> for Range<T> {}
    impl<T> SliceIndex<[T]> for Range<usize> { type Output = [T]; }
    impl SliceIndex<str> for Range<usize> { type Output = str; }
    pub trait RangeBounds<T> where T: ?Sized {
        fn start_bound(&self) -> Bound<&T> {}
        fn end_bound(&self) -> Bound<&T> {}
        fn contains<U>(&self, item: &U) -> bool where T: PartialOrd<U>, U: PartialOrd<T> + ?Sized {}
    }
    #[derive(Clone, Debug, Hash, PartialEq, Eq)]
    pub struct RangeFrom<Idx> { pub start: Idx, }
    impl<Idx> RangeFrom<Idx> where Idx: PartialOrd {
        pub fn contains<U>(&self, item: &U) -> bool where Idx: PartialOrd<U>, U: PartialOrd<Idx> + ?Sized {}
    }
    impl<A> Iterator for RangeFrom<A> { type Item = A; }
    impl<T> RangeBounds<T> for RangeFrom<&T> {}
    impl<T> RangeBounds<T> for RangeFrom<T> {}
    impl<T> SliceIndex<[T]> for RangeFrom<usize> { type Output = [T]; }
    impl SliceIndex<str> for RangeFrom<usize> { type Output = str; }
    #[derive(Clone, Debug, Default, Hash, PartialEq, Copy, Eq)]
    pub struct RangeFull;
    impl<T> RangeBounds<T> for RangeFull where T: ?Sized {}
    impl<T> SliceIndex<[T]> for RangeFull { type Output = [T]; }
    impl SliceIndex<str> for RangeFull { type Output = str; }
    #[derive(Clone, Debug, Hash, PartialEq, Eq)]
    pub struct RangeInclusive<Idx> { start: Idx, end: Idx, exhausted: bool }
    impl<Idx> RangeInclusive<Idx> {
        pub fn new(start: Idx, end: Idx) -> RangeInclusive<Idx> {}
        pub fn start(&self) -> &Idx {}
        pub fn end(&self) -> &Idx {}
        pub fn into_inner(self) -> (Idx, Idx) {}
    }
    impl<Idx> RangeInclusive<Idx> where Idx: PartialOrd {
        pub fn contains<U>(&self, item: &U) -> bool where Idx: PartialOrd<U>, U: PartialOrd<Idx> + ?Sized {}
        pub fn is_empty(&self) -> bool where Idx: PartialOrd {}
    }
    impl<A> DoubleEndedIterator for RangeInclusive<A> {}
    impl ExactSizeIterator for RangeInclusive<i16> {}
    impl ExactSizeIterator for RangeInclusive<i8> {}
    impl ExactSizeIterator for RangeInclusive<u16> {}
    impl ExactSizeIterator for RangeInclusive<u8> {}
    impl<T> From<crate::range::RangeInclusive<T>> for RangeInclusive<T> {}
    impl<A> Iterator for RangeInclusive<A> { type Item = A; }
    impl<T> RangeBounds<T> for RangeInclusive<&T> {}
    impl<T> RangeBounds<T> for RangeInclusive<T> {}
    impl<T> SliceIndex<[T]> for RangeInclusive<usize> { type Output = [T]; }
    impl SliceIndex<str> for RangeInclusive<usize> { type Output = str; }
    #[derive(Clone, Debug, Hash, PartialEq, Copy, Eq)]
    pub struct RangeTo<Idx> { pub end: Idx, }
    impl<Idx> RangeTo<Idx> where Idx: PartialOrd {
        pub fn contains<U>(&self, item: &U) -> bool where Idx: PartialOrd<U>, U: PartialOrd<Idx> + ?Sized {}
    }
    impl<T> RangeBounds<T> for RangeTo<&T> {}
    impl<T> RangeBounds<T> for RangeTo<T> {}
    impl<T> SliceIndex<[T]> for RangeTo<usize> { type Output = [T]; }
    impl SliceIndex<str> for RangeTo<usize> { type Output = str; }
    #[derive(Clone, Debug, Hash, PartialEq, Copy, Eq)]
    pub struct RangeToInclusive<Idx> { pub end: Idx, }
    impl<Idx> RangeToInclusive<Idx> where Idx: PartialOrd {
        pub fn contains<U>(&self, item: &U) -> bool where Idx: PartialOrd<U>, U: PartialOrd<Idx> + ?Sized {}
    }
    impl<T> RangeBounds<T> for RangeToInclusive<&T> {}
    impl<T> RangeBounds<T> for RangeToInclusive<T> {}
    impl<T> SliceIndex<[T]> for RangeToInclusive<usize> { type Output = [T]; }
    impl SliceIndex<str> for RangeToInclusive<usize> { type Output = str; }
    pub trait Rem<Rhs = Self> {
        type Output;
        fn rem(self, rhs: Rhs) -> Self::Output {}
    }
    pub trait RemAssign<Rhs = Self> {
        fn rem_assign(&mut self, rhs: Rhs) {}
    }
    pub trait Shl<Rhs = Self> {
        type Output;
        fn shl(self, rhs: Rhs) -> Self::Output {}
    }
    pub trait ShlAssign<Rhs = Self> {
        fn shl_assign(&mut self, rhs: Rhs) {}
    }
    pub trait Shr<Rhs = Self> {
        type Output;
        fn shr(self, rhs: Rhs) -> Self::Output {}
    }
    pub trait ShrAssign<Rhs = Self> {
        fn shr_assign(&mut self, rhs: Rhs) {}
    }
    pub trait Sub<Rhs = Self> {
        type Output;
        fn sub(self, rhs: Rhs) -> Self::Output {}
    }
    pub trait SubAssign<Rhs = Self> {
        fn sub_assign(&mut self, rhs: Rhs) {}
    }
    pub trait Try { type Output; type Residual; }
    impl<T> Try for Option<T> { type Output = T; type Residual = Option<crate::convert::Infallible>; }
    impl<T, E> Try for Result<T, E> { type Output = T; type Residual = Result<crate::convert::Infallible, E>; }
    impl<B, C> Try for ControlFlow<B, C> { type Output = C; type Residual = ControlFlow<B, crate::convert::Infallible>; }
    impl<T> RangeBounds<T> for (Bound<T>, Bound<T>) {}
    impl<T: ?Sized> Deref for &T { type Target = T; }
    impl<T: ?Sized> Deref for &mut T { type Target = T; }
    impl<T: ?Sized> DerefMut for &mut T {}
    impl<Args, F: Fn<Args> + ?Sized> Fn<Args> for &F {}
    impl<Args, F: Fn<Args> + ?Sized> FnMut<Args> for &F {}
    impl<Args, F: Fn<Args> + ?Sized> FnOnce<Args> for &F { type Output = F::Output; }
    impl<Args, F: FnMut<Args> + ?Sized> FnMut<Args> for &mut F {}
    impl<Args, F: FnMut<Args> + ?Sized> FnOnce<Args> for &mut F { type Output = F::Output; }
}
