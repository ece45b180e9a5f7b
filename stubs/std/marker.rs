pub mod marker {
    use crate::prelude::v1::*;
    use crate::fmt::Debug;
    use crate::hash::Hash;
    pub trait Copy: Clone {}
    pub struct PhantomData<T> where T: ?Sized {}
    impl<T> Clone for PhantomData<T> where T: ?Sized {}
    impl<T> Debug for PhantomData<T> where T: ?Sized {}
    impl<T> Default for PhantomData<T> where T: ?Sized {}
    impl<T> Hash for PhantomData<T> where T: ?Sized {}
    impl<T> Ord for PhantomData<T> where T: ?Sized {}
    impl<T> PartialEq for PhantomData<T> where T: ?Sized {}
    impl<T> PartialOrd for PhantomData<T> where T: ?Sized {}
    impl<T> Copy for PhantomData<T> where T: ?Sized {}
    impl<T> Eq for PhantomData<T> where T: ?Sized {}
    #[derive(Clone, Debug, Default, Hash, Ord, PartialEq, PartialOrd, Copy, Eq)]
    pub struct PhantomPinned {}
    pub unsafe trait Send {}
    pub trait Sized {}
    pub unsafe trait Sync {}
    pub trait Unpin {}
}
