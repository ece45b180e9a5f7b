pub mod clone {
    use crate::prelude::v1::*;
    pub trait Clone: Sized {
        fn clone(&self) -> Self {}
        fn clone_from(&mut self, source: &Self) {}
    }
    impl<T: ?Sized> Clone for *const T {}
    impl<T: ?Sized> Copy for *const T {}
    impl<T: ?Sized> Clone for *mut T {}
    impl<T: ?Sized> Copy for *mut T {}
    impl<T: ?Sized> Clone for &T {}
    impl<T: ?Sized> Copy for &T {}
    impl<T: Clone, const N: usize> Clone for [T; N] {}
    impl<T: Copy, const N: usize> Copy for [T; N] {}
}
