pub mod boxed {
    use crate::prelude::v1::*;
    use crate::any::Any;
    use crate::borrow::{Borrow, BorrowMut, Cow};
    use crate::error::Error;
    use crate::ffi::{CStr, CString, OsStr, OsString};
    use crate::fmt::{Debug, Display, Pointer};
    use crate::hash::{Hash, Hasher};
    use crate::io::{BufRead, Read, Seek, Write};
    use crate::mem::MaybeUninit;
    use crate::ops::{Deref, DerefMut};
    use crate::os::fd::{AsFd, AsRawFd};
    use crate::path::{Path, PathBuf};
    use crate::pin::Pin;
    use crate::slice::{Iter, IterMut};
    use crate::vec::IntoIter;
    #[derive(Clone, Default)]
    pub struct Box<T> where T: ?Sized { ptr: crate::ptr::NonNull<T> }
    impl Box<dyn Any> {
        pub fn downcast<T>(self) -> Result<Box<T>, Box<dyn Any>> where T: Any {}
    }
    impl Box<dyn Any + Send> {
        pub fn downcast<T>(self) -> Result<Box<T>, Box<dyn Any + Send>> where T: Any {}
    }
    impl Box<dyn Any + Sync + Send> {
        pub fn downcast<T>(self) -> Result<Box<T>, Box<dyn Any + Sync + Send>> where T: Any {}
    }
    impl<T> Box<T> {
        pub fn new(x: T) -> Box<T> {}
        pub fn new_uninit() -> Box<MaybeUninit<T>> {}
        pub fn new_zeroed() -> Box<MaybeUninit<T>> {}
        pub fn pin(x: T) -> Pin<Box<T>> {}
    }
    impl<T> Box<[T]> {
        pub fn new_uninit_slice(len: usize) -> Box<[MaybeUninit<T>]> {}
        pub fn new_zeroed_slice(len: usize) -> Box<[MaybeUninit<T>]> {}
    }
    impl<T> Box<MaybeUninit<T>> {
        pub unsafe fn assume_init(self) -> Box<T> {}
        pub fn write(boxed: Box<MaybeUninit<T>>, value: T) -> Box<T> {}
    }
    impl<T> Box<[MaybeUninit<T>]> {
        pub unsafe fn assume_init(self) -> Box<[T]> {}
    }
    impl<T> Box<T> where T: ?Sized {
        pub unsafe fn from_raw(raw: *mut T) -> Box<T> {}
        pub fn into_raw(b: Box<T>) -> *mut T {}
    }
    impl<T> Box<T> where T: ?Sized {
        pub fn leak<'a>(b: Box<T>) -> &'a mut T {}
        pub fn into_pin(boxed: Box<T>) -> Pin<Box<T>> {}
    }
    impl<T: AsFd + ?Sized> AsFd for Box<T> {}
    impl<T> AsMut<T> for Box<T> where T: ?Sized {}
    impl<T: AsRawFd> AsRawFd for Box<T> {}
    impl<T> AsRef<T> for Box<T> where T: ?Sized {}
    impl<T> Borrow<T> for Box<T> where T: ?Sized {}
    impl<T> BorrowMut<T> for Box<T> where T: ?Sized {}
    impl<B: BufRead + ?Sized> BufRead for Box<B> {}
    impl<T> Clone for Box<[T]> where T: Clone {}
    impl Clone for Box<CStr> {}
    impl Clone for Box<OsStr> {}
    impl Clone for Box<Path> {}
    impl Clone for Box<str> {}
    impl<T> Debug for Box<T> where T: Debug + ?Sized {}
    impl<T> Default for Box<[T]> {}
    impl Default for Box<CStr> {}
    impl Default for Box<OsStr> {}
    impl Default for Box<str> {}
    impl<T> Deref for Box<T> where T: ?Sized { type Target = T; }
    impl<T> DerefMut for Box<T> where T: ?Sized {}
    impl<T> Display for Box<T> where T: Display + ?Sized {}
    impl<I> DoubleEndedIterator for Box<I> where I: DoubleEndedIterator + ?Sized {}
    impl<E> Error for Box<E> where E: Error {}
    impl<I> ExactSizeIterator for Box<I> where I: ExactSizeIterator + ?Sized {}
    impl<Args, F> Fn<Args> for Box<F> where F: Fn<Args> + ?Sized {}
    impl<Args, F> FnMut<Args> for Box<F> where F: FnMut<Args> + ?Sized {}
    impl<Args, F> FnOnce<Args> for Box<F> where F: FnOnce<Args> + ?Sized {
        type Output = <F as FnOnce<Args>>::Output;
    }
    impl<T> From<&[T]> for Box<[T]> where T: Clone {}
    impl From<&CStr> for Box<CStr> {}
    impl From<&OsStr> for Box<OsStr> {}
    impl From<&Path> for Box<Path> {}
    impl<T> From<&mut [T]> for Box<[T]> where T: Clone {}
    impl From<&mut CStr> for Box<CStr> {}
    impl From<&mut OsStr> for Box<OsStr> {}
    impl From<&mut Path> for Box<Path> {}
    impl From<&mut str> for Box<str> {}
    impl<'a> From<&str> for Box<dyn Error + 'a> {}
    impl<'a> From<&str> for Box<dyn Error + Sync + Send + 'a> {}
    impl From<&str> for Box<str> {}
    impl<T, const N: usize> From<[T; N]> for Box<[T]> {}
    impl From<Box<str>> for Box<[u8]> {}
    impl From<CString> for Box<CStr> {}
    impl<T> From<Cow<'_, [T]>> for Box<[T]> where T: Clone {}
    impl From<Cow<'_, CStr>> for Box<CStr> {}
    impl From<Cow<'_, OsStr>> for Box<OsStr> {}
    impl From<Cow<'_, Path>> for Box<Path> {}
    impl From<Cow<'_, str>> for Box<str> {}
    impl<'a, 'b> From<Cow<'b, str>> for Box<dyn Error + 'a> {}
    impl<'a, 'b> From<Cow<'b, str>> for Box<dyn Error + Sync + Send + 'a> {}
    impl<'a, E> From<E> for Box<dyn Error + 'a> where E: Error + 'a {}
    impl<'a, E> From<E> for Box<dyn Error + Sync + Send + 'a> where E: Error + Send + Sync + 'a {}
    impl From<OsString> for Box<OsStr> {}
    impl From<PathBuf> for Box<Path> {}
    impl<'a> From<String> for Box<dyn Error + 'a> {}
    impl<'a> From<String> for Box<dyn Error + Sync + Send + 'a> {}
    impl From<String> for Box<str> {}
    impl<T> From<T> for Box<T> {}
    impl<T> From<Vec<T>> for Box<[T]> {}
    impl<'a> FromIterator<&'a char> for Box<str> {}
    impl<'a> FromIterator<&'a str> for Box<str> {}
    impl FromIterator<Box<str>> for Box<str> {}
    impl<'a> FromIterator<Cow<'a, str>> for Box<str> {}
    impl<I> FromIterator<I> for Box<[I]> {}
    impl FromIterator<String> for Box<str> {}
    impl FromIterator<char> for Box<str> {}
    impl<F> Future for Box<F> where F: Future + Unpin + ?Sized { type Output = <F as Future>::Output; }
    impl<T> Hash for Box<T> where T: Hash + ?Sized {}
    impl<T> Hasher for Box<T> where T: Hasher + ?Sized {}
    impl<'a, I> IntoIterator for &'a Box<[I]> {
        type IntoIter = Iter<'a, I>;
        type Item = &'a I;
    }
    impl<'a, I> IntoIterator for &'a mut Box<[I]> {
        type IntoIter = IterMut<'a, I>;
        type Item = &'a mut I;
    }
    impl<I> IntoIterator for Box<[I]> {
        type IntoIter = IntoIter<I>;
        type Item = I;
    }
    impl<I> Iterator for Box<I> where I: Iterator + ?Sized { type Item = <I as Iterator>::Item; }
    impl<T> Ord for Box<T> where T: Ord + ?Sized {}
    impl<T> PartialEq for Box<T> where T: PartialEq + ?Sized {}
    impl<T> PartialOrd for Box<T> where T: PartialOrd + ?Sized {}
    impl<T> Pointer for Box<T> where T: ?Sized {}
    impl<R: Read + ?Sized> Read for Box<R> {}
    impl<S: Seek + ?Sized> Seek for Box<S> {}
    impl<T, const N: usize> TryFrom<Box<[T]>> for Box<[T; N]> { type Error = Box<[T]>; }
    impl<T, const N: usize> TryFrom<Vec<T>> for Box<[T; N]> { type Error = Vec<T>; }
    impl<W: Write + ?Sized> Write for Box<W> {}
    impl<T> Eq for Box<T> where T: Eq + ?Sized {}
}
