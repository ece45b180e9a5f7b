pub mod cmp {
    use crate::prelude::v1::*;
    pub trait Eq: PartialEq {}
    pub trait Ord: Eq + PartialOrd {
        fn cmp(&self, other: &Self) -> Ordering {}
        fn max(self, other: Self) -> Self where Self: Sized {}
        fn min(self, other: Self) -> Self where Self: Sized {}
        fn clamp(self, min: Self, max: Self) -> Self where Self: Sized {}
    }
    #[derive(Clone, Debug, Hash, Ord, PartialEq, PartialOrd, Copy, Eq)]
    pub enum Ordering { Less = -1, Equal = 0, Greater = 1, }
    impl Ordering {
        pub fn is_eq(self) -> bool {}
        pub fn is_ne(self) -> bool {}
        pub fn is_lt(self) -> bool {}
        pub fn is_gt(self) -> bool {}
        pub fn is_le(self) -> bool {}
        pub fn is_ge(self) -> bool {}
        pub fn reverse(self) -> Ordering {}
        pub fn then(self, other: Ordering) -> Ordering {}
        pub fn then_with<F>(self, f: F) -> Ordering where F: FnOnce() -> Ordering {}
    }
    pub trait PartialEq<Rhs = Self> where Rhs: ?Sized {
        fn eq(&self, other: &Rhs) -> bool {}
        fn ne(&self, other: &Rhs) -> bool {}
    }
    pub trait PartialOrd<Rhs = Self>: PartialEq<Rhs> where Rhs: ?Sized {
        fn partial_cmp(&self, other: &Rhs) -> Option<Ordering> {}
        fn lt(&self, other: &Rhs) -> bool {}
        fn le(&self, other: &Rhs) -> bool {}
        fn gt(&self, other: &Rhs) -> bool {}
        fn ge(&self, other: &Rhs) -> bool {}
    }
    #[derive(Clone, Debug, Default, Hash, Ord, PartialEq, PartialOrd, Copy, Eq)]
    pub struct Reverse<T>(pub T);
    pub fn max<T>(v1: T, v2: T) -> T where T: Ord {}
    pub fn max_by<T, F>(v1: T, v2: T, compare: F) -> T where F: FnOnce(&T, &T) -> Ordering {}
    pub fn max_by_key<T, F, K>(v1: T, v2: T, f: F) -> T where F: FnMut(&T) -> K, K: Ord {}
    pub fn min<T>(v1: T, v2: T) -> T where T: Ord {}
    pub fn min_by<T, F>(v1: T, v2: T, compare: F) -> T where F: FnOnce(&T, &T) -> Ordering {}
    pub fn min_by_key<T, F, K>(v1: T, v2: T, f: F) -> T where F: FnMut(&T) -> K, K: Ord {}
    impl<A: PartialEq<B> + ?Sized, B: ?Sized> PartialEq<&B> for &A {}
    impl<A: Eq + ?Sized> Eq for &A {}
    impl<A: PartialOrd<B> + ?Sized, B: ?Sized> PartialOrd<&B> for &A {}
    impl<A: Ord + ?Sized> Ord for &A {}
}
