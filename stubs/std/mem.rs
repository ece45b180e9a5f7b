pub mod mem {
    use crate::prelude::v1::*;
    use crate::fmt::Debug;
    use crate::hash::Hash;
    use crate::ops::{Deref, DerefMut};
    pub struct Discriminant<T> { value: Opaque }
    impl<T> Clone for Discriminant<T> {}
    impl<T> Debug for Discriminant<T> {}
    impl<T> Hash for Discriminant<T> {}
    impl<T> PartialEq for Discriminant<T> {}
    impl<T> Copy for Discriminant<T> {}
    impl<T> Eq for Discriminant<T> {}
    pub struct ManuallyDrop<T> where T: ?Sized { value: T }
    impl<T> ManuallyDrop<T> {
        pub fn new(value: T) -> ManuallyDrop<T> {}
        pub fn into_inner(slot: ManuallyDrop<T>) -> T {}
        pub unsafe fn take(slot: &mut ManuallyDrop<T>) -> T {}
    }
    impl<T> ManuallyDrop<T> where T: ?Sized {
        pub unsafe fn drop(slot: &mut ManuallyDrop<T>) {}
    }
    impl<T> Clone for ManuallyDrop<T> where T: Clone + ?Sized {}
    impl<T> Debug for ManuallyDrop<T> where T: Debug + ?Sized {}
    impl<T> Default for ManuallyDrop<T> where T: Default + ?Sized {}
    impl<T> Deref for ManuallyDrop<T> where T: ?Sized { type Target = T; }
    impl<T> DerefMut for ManuallyDrop<T> where T: ?Sized {}
    impl<T> Hash for ManuallyDrop<T> where T: Hash + ?Sized {}
    impl<T> Ord for ManuallyDrop<T> where T: Ord + ?Sized {}
    impl<T> PartialEq for ManuallyDrop<T> where T: PartialEq + ?Sized {}
    impl<T> PartialOrd for ManuallyDrop<T> where T: PartialOrd + ?Sized {}
    impl<T> Copy for ManuallyDrop<T> where T: Copy + ?Sized {}
    impl<T> Eq for ManuallyDrop<T> where T: Eq + ?Sized {}
    #[derive(Copy)]
    pub union MaybeUninit<T> { uninit: (), value: ManuallyDrop<T> }
    impl<T> MaybeUninit<T> {
        pub fn new(val: T) -> MaybeUninit<T> {}
        pub fn uninit() -> MaybeUninit<T> {}
        pub fn zeroed() -> MaybeUninit<T> {}
        pub fn write(&mut self, val: T) -> &mut T {}
        pub fn as_ptr(&self) -> *const T {}
        pub fn as_mut_ptr(&mut self) -> *mut T {}
        pub unsafe fn assume_init(self) -> T {}
        pub unsafe fn assume_init_read(&self) -> T {}
        pub unsafe fn assume_init_drop(&mut self) {}
        pub unsafe fn assume_init_ref(&self) -> &T {}
        pub unsafe fn assume_init_mut(&mut self) -> &mut T {}
    }
    impl<T, const N: usize> AsMut<[MaybeUninit<T>]> for MaybeUninit<[T; N]> {}
    impl<T, const N: usize> AsMut<[MaybeUninit<T>; N]> for MaybeUninit<[T; N]> {}
    impl<T, const N: usize> AsRef<[MaybeUninit<T>]> for MaybeUninit<[T; N]> {}
    impl<T, const N: usize> AsRef<[MaybeUninit<T>; N]> for MaybeUninit<[T; N]> {}
    impl<T> Clone for MaybeUninit<T> where T: Copy {}
    impl<T> Debug for MaybeUninit<T> {}
    impl<T, const N: usize> From<[MaybeUninit<T>; N]> for MaybeUninit<[T; N]> {}
    impl<T, const N: usize> From<MaybeUninit<[T; N]>> for [MaybeUninit<T>; N] {}
    pub fn align_of<T>() -> usize {}
    pub fn align_of_val<T>(val: &T) -> usize where T: ?Sized {}
    pub fn discriminant<T>(v: &T) -> Discriminant<T> {}
    pub fn drop<T>(_x: T) {}
    pub fn forget<T>(t: T) {}
    pub fn needs_drop<T>() -> bool where T: ?Sized {}
    pub fn replace<T>(dest: &mut T, src: T) -> T {}
    pub fn size_of<T>() -> usize {}
    pub fn size_of_val<T>(val: &T) -> usize where T: ?Sized {}
    pub fn swap<T>(x: &mut T, y: &mut T) {}
    pub fn take<T>(dest: &mut T) -> T where T: Default {}
    pub unsafe fn transmute<Src, Dst>(src: Src) -> Dst {}
    pub unsafe fn transmute_copy<Src, Dst>(src: &Src) -> Dst {}
    pub unsafe fn uninitialized<T>() -> T {}
    pub unsafe fn zeroed<T>() -> T {}
}
