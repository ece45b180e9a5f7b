pub mod clone {
    use crate::prelude::v1::*;
    pub trait Clone: Sized {
        fn clone(&self) -> Self {}
        fn clone_from(&mut self, source: &Self) {}
    }
    impl<T: ?Sized> Clone for &T {}
    impl<T: ?Sized> Copy for &T {}
}
