pub mod rc {
    use crate::prelude::v1::*;
    use crate::any::Any;
    use crate::borrow::{Borrow, Cow};
    use crate::ffi::{CStr, CString, OsStr, OsString};
    use crate::fmt::{Debug, Display, Pointer};
    use crate::hash::Hash;
    use crate::mem::MaybeUninit;
    use crate::ops::Deref;
    use crate::os::fd::{AsFd, AsRawFd};
    use crate::path::{Path, PathBuf};
    use crate::pin::Pin;
    #[derive(Default)]
    pub struct Rc<T> where T: ?Sized { ptr: crate::ptr::NonNull<T> }
    impl<T> Rc<T> {
        pub fn new(value: T) -> Rc<T> {}
        pub fn new_cyclic<F>(data_fn: F) -> Rc<T> where F: FnOnce(&Weak<T>) -> T {}
        pub fn new_uninit() -> Rc<MaybeUninit<T>> {}
        pub fn new_zeroed() -> Rc<MaybeUninit<T>> {}
        pub fn pin(value: T) -> Pin<Rc<T>> {}
    }
    impl<T> Rc<T> {
        pub fn try_unwrap(this: Rc<T>) -> Result<T, Rc<T>> {}
        pub fn into_inner(this: Rc<T>) -> Option<T> {}
    }
    impl<T> Rc<[T]> {
        pub fn new_uninit_slice(len: usize) -> Rc<[MaybeUninit<T>]> {}
        pub fn new_zeroed_slice(len: usize) -> Rc<[MaybeUninit<T>]> {}
    }
    impl<T> Rc<MaybeUninit<T>> {
        pub unsafe fn assume_init(self) -> Rc<T> {}
    }
    impl<T> Rc<[MaybeUninit<T>]> {
        pub unsafe fn assume_init(self) -> Rc<[T]> {}
    }
    impl<T> Rc<T> where T: ?Sized {
        pub unsafe fn from_raw(ptr: *const T) -> Rc<T> {}
        pub fn into_raw(this: Rc<T>) -> *const T {}
        pub unsafe fn increment_strong_count(ptr: *const T) {}
        pub unsafe fn decrement_strong_count(ptr: *const T) {}
    }
    impl<T> Rc<T> where T: ?Sized {
        pub fn as_ptr(this: &Rc<T>) -> *const T {}
        pub fn downgrade(this: &Rc<T>) -> Weak<T> {}
        pub fn weak_count(this: &Rc<T>) -> usize {}
        pub fn strong_count(this: &Rc<T>) -> usize {}
        pub fn get_mut(this: &mut Rc<T>) -> Option<&mut T> {}
        pub fn ptr_eq(this: &Rc<T>, other: &Rc<T>) -> bool {}
    }
    impl<T> Rc<T> where T: ?Sized {
        pub fn make_mut(this: &mut Rc<T>) -> &mut T {}
    }
    impl<T> Rc<T> where T: Clone {
        pub fn unwrap_or_clone(this: Rc<T>) -> T {}
    }
    impl Rc<dyn Any> {
        pub fn downcast<T>(self) -> Result<Rc<T>, Rc<dyn Any>> where T: Any {}
    }
    impl<T: AsFd + ?Sized> AsFd for Rc<T> {}
    impl<T: AsRawFd> AsRawFd for Rc<T> {}
    impl<T> AsRef<T> for Rc<T> where T: ?Sized {}
    impl<T> Borrow<T> for Rc<T> where T: ?Sized {}
    impl<T> Clone for Rc<T> where T: ?Sized {}
    impl<T> Debug for Rc<T> where T: Debug + ?Sized {}
    impl<T> Default for Rc<[T]> {}
    impl Default for Rc<CStr> {}
    impl Default for Rc<str> {}
    impl<T> Deref for Rc<T> where T: ?Sized { type Target = T; }
    impl<T> Display for Rc<T> where T: Display + ?Sized {}
    impl<T> From<&[T]> for Rc<[T]> where T: Clone {}
    impl From<&CStr> for Rc<CStr> {}
    impl From<&OsStr> for Rc<OsStr> {}
    impl From<&Path> for Rc<Path> {}
    impl<T> From<&mut [T]> for Rc<[T]> where T: Clone {}
    impl From<&mut CStr> for Rc<CStr> {}
    impl From<&mut OsStr> for Rc<OsStr> {}
    impl From<&mut Path> for Rc<Path> {}
    impl From<&mut str> for Rc<str> {}
    impl From<&str> for Rc<str> {}
    impl<T, const N: usize> From<[T; N]> for Rc<[T]> {}
    impl<T> From<Box<T>> for Rc<T> where T: ?Sized {}
    impl From<CString> for Rc<CStr> {}
    impl<'a, B> From<Cow<'a, B>> for Rc<B> where B: ToOwned + ?Sized, Rc<B>: From<&'a B> + From<<B as ToOwned>::Owned> {}
    impl From<OsString> for Rc<OsStr> {}
    impl From<PathBuf> for Rc<Path> {}
    impl From<Rc<str>> for Rc<[u8]> {}
    impl From<String> for Rc<str> {}
    impl<T> From<T> for Rc<T> {}
    impl<T> From<Vec<T>> for Rc<[T]> {}
    impl<T> FromIterator<T> for Rc<[T]> {}
    impl<T> Hash for Rc<T> where T: Hash + ?Sized {}
    impl<T> Ord for Rc<T> where T: Ord + ?Sized {}
    impl<T> PartialEq for Rc<T> where T: PartialEq + ?Sized {}
    impl<T> PartialOrd for Rc<T> where T: PartialOrd + ?Sized {}
    impl<T> Pointer for Rc<T> where T: ?Sized {}
    impl<T, const N: usize> TryFrom<Rc<[T]>> for Rc<[T; N]> { type Error = Rc<[T]>; }
    impl<T> Eq for Rc<T> where T: Eq + ?Sized {}
    pub struct Weak<T> where T: ?Sized { ptr: crate::ptr::NonNull<T> }
    impl<T> Weak<T> {
        pub fn new() -> Weak<T> {}
    }
    impl<T> Weak<T> where T: ?Sized {
        pub unsafe fn from_raw(ptr: *const T) -> Weak<T> {}
        pub fn into_raw(self) -> *const T {}
    }
    impl<T> Weak<T> where T: ?Sized {
        pub fn as_ptr(&self) -> *const T {}
        pub fn upgrade(&self) -> Option<Rc<T>> {}
        pub fn strong_count(&self) -> usize {}
        pub fn weak_count(&self) -> usize {}
        pub fn ptr_eq(&self, other: &Weak<T>) -> bool {}
    }
    impl<T> Clone for Weak<T> where T: ?Sized {}
    impl<T> Debug for Weak<T> where T: ?Sized {}
    impl<T> Default for Weak<T> {}
}
