pub mod cell {
    use crate::prelude::v1::*;
    use crate::error::Error;
    use crate::fmt::{Debug, Display};
    use crate::ops::{Deref, DerefMut};
    #[derive(Debug)]
    pub struct BorrowError { layout: Opaque }
    impl Display for BorrowError {}
    impl Error for BorrowError {}
    #[derive(Debug)]
    pub struct BorrowMutError { layout: Opaque }
    impl Display for BorrowMutError {}
    impl Error for BorrowMutError {}
    #[derive(Default)]
    pub struct Cell<T> where T: ?Sized { value: UnsafeCell<T> }
    impl<T> Cell<T> {
        pub fn new(value: T) -> Cell<T> {}
        pub fn set(&self, val: T) {}
        pub fn swap(&self, other: &Cell<T>) {}
        pub fn replace(&self, val: T) -> T {}
        pub fn into_inner(self) -> T {}
    }
    impl<T> Cell<T> where T: Copy {
        pub fn get(&self) -> T {}
        pub fn update(&self, f: impl FnOnce(T) -> T) {}
    }
    impl<T> Cell<T> where T: ?Sized {
        pub fn as_ptr(&self) -> *mut T {}
        pub fn get_mut(&mut self) -> &mut T {}
        pub fn from_mut(t: &mut T) -> &Cell<T> {}
    }
    impl<T> Cell<T> where T: Default {
        pub fn take(&self) -> T where T: Default {}
    }
    impl<T> Cell<[T]> {
        pub fn as_slice_of_cells(&self) -> &[Cell<T>] {}
    }
    impl<T, const N: usize> Cell<[T; N]> {
        pub fn as_array_of_cells(&self) -> &[Cell<T>; N] {}
    }
    impl<T> AsRef<[Cell<T>]> for Cell<[T]> {}
    impl<T, const N: usize> AsRef<[Cell<T>]> for Cell<[T; N]> {}
    impl<T, const N: usize> AsRef<[Cell<T>; N]> for Cell<[T; N]> {}
    impl<T> Clone for Cell<T> where T: Copy {}
    impl<T> Debug for Cell<T> where T: Copy + Debug {}
    impl<T> From<T> for Cell<T> {}
    impl<T> Ord for Cell<T> where T: Ord + Copy {}
    impl<T> PartialEq for Cell<T> where T: PartialEq + Copy {}
    impl<T> PartialOrd for Cell<T> where T: PartialOrd + Copy {}
    impl<T> Eq for Cell<T> where T: Eq + Copy {}
    #[derive(Default)]
    pub struct LazyCell<T, F = fn() -> T> { state: UnsafeCell<LazyState<T, F>> }
    impl<T, F> LazyCell<T, F> where F: FnOnce() -> T {
        pub fn new(f: F) -> LazyCell<T, F> {}
        pub fn force(this: &LazyCell<T, F>) -> &T {}
        pub fn force_mut(this: &mut LazyCell<T, F>) -> &mut T {}
    }
    impl<T, F> LazyCell<T, F> {
        pub fn get_mut(this: &mut LazyCell<T, F>) -> Option<&mut T> {}
        pub fn get(this: &LazyCell<T, F>) -> Option<&T> {}
    }
    impl<T, F> Debug for LazyCell<T, F> where T: Debug {}
    impl<T, F> Deref for LazyCell<T, F> where F: FnOnce() -> T { type Target = T; }
    impl<T, F> DerefMut for LazyCell<T, F> where F: FnOnce() -> T {}
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct OnceCell<T> { inner: UnsafeCell<Option<T>> }
    impl<T> OnceCell<T> {
        pub fn new() -> OnceCell<T> {}
        pub fn get(&self) -> Option<&T> {}
        pub fn get_mut(&mut self) -> Option<&mut T> {}
        pub fn set(&self, value: T) -> Result<(), T> {}
        pub fn get_or_init<F>(&self, f: F) -> &T where F: FnOnce() -> T {}
        pub fn into_inner(self) -> Option<T> {}
        pub fn take(&mut self) -> Option<T> {}
    }
    impl<T> Default for OnceCell<T> {}
    impl<T> From<T> for OnceCell<T> {}
    pub struct Ref<'b, T> where T: 'b + ?Sized { value: crate::ptr::NonNull<T>, borrow: &'b Cell<isize> }
    impl<'b, T> Ref<'b, T> where T: ?Sized {
        pub fn clone(orig: &Ref<'b, T>) -> Ref<'b, T> {}
        pub fn map<U, F>(orig: Ref<'b, T>, f: F) -> Ref<'b, U> where F: FnOnce(&T) -> &U, U: ?Sized {}
        pub fn filter_map<U, F>(orig: Ref<'b, T>, f: F) -> Result<Ref<'b, U>, Ref<'b, T>> where F: FnOnce(&T) -> Option<&U>, U: ?Sized {}
        pub fn map_split<U, V, F>(orig: Ref<'b, T>, f: F) -> (Ref<'b, U>, Ref<'b, V>) where F: FnOnce(&T) -> (&U, &V), U: ?Sized, V: ?Sized {}
    }
    impl<T> Debug for Ref<'_, T> where T: Debug + ?Sized {}
    impl<T> Deref for Ref<'_, T> where T: ?Sized { type Target = T; }
    impl<T> Display for Ref<'_, T> where T: Display + ?Sized {}
    #[derive(Clone, Default)]
    pub struct RefCell<T> where T: ?Sized { borrow: Cell<isize>, value: UnsafeCell<T> }
    impl<T> RefCell<T> {
        pub fn new(value: T) -> RefCell<T> {}
        pub fn into_inner(self) -> T {}
        pub fn replace(&self, t: T) -> T {}
        pub fn replace_with<F>(&self, f: F) -> T where F: FnOnce(&mut T) -> T {}
        pub fn swap(&self, other: &RefCell<T>) {}
    }
    impl<T> RefCell<T> where T: ?Sized {
        pub fn borrow(&self) -> Ref<'_, T> {}
        pub fn try_borrow(&self) -> Result<Ref<'_, T>, BorrowError> {}
        pub fn borrow_mut(&self) -> RefMut<'_, T> {}
        pub fn try_borrow_mut(&self) -> Result<RefMut<'_, T>, BorrowMutError> {}
        pub fn as_ptr(&self) -> *mut T {}
        pub fn get_mut(&mut self) -> &mut T {}
        pub unsafe fn try_borrow_unguarded(&self) -> Result<&T, BorrowError> {}
    }
    impl<T> RefCell<T> where T: Default {
        pub fn take(&self) -> T {}
    }
    impl<T> Debug for RefCell<T> where T: Debug + ?Sized {}
    impl<T> From<T> for RefCell<T> {}
    impl<T> Ord for RefCell<T> where T: Ord + ?Sized {}
    impl<T> PartialEq for RefCell<T> where T: PartialEq + ?Sized {}
    impl<T> PartialOrd for RefCell<T> where T: PartialOrd + ?Sized {}
    impl<T> Eq for RefCell<T> where T: Eq + ?Sized {}
    pub struct RefMut<'b, T> where T: 'b + ?Sized { value: crate::ptr::NonNull<T>, borrow: &'b Cell<isize> }
    impl<'b, T> RefMut<'b, T> where T: ?Sized {
        pub fn map<U, F>(orig: RefMut<'b, T>, f: F) -> RefMut<'b, U> where F: FnOnce(&mut T) -> &mut U, U: ?Sized {}
        pub fn filter_map<U, F>(orig: RefMut<'b, T>, f: F) -> Result<RefMut<'b, U>, RefMut<'b, T>> where F: FnOnce(&mut T) -> Option<&mut U>, U: ?Sized {}
        pub fn map_split<U, V, F>(orig: RefMut<'b, T>, f: F) -> (RefMut<'b, U>, RefMut<'b, V>) where F: FnOnce(&mut T) -> (&mut U, &mut V), U: ?Sized, V: ?Sized {}
    }
    impl<T> Debug for RefMut<'_, T> where T: Debug + ?Sized {}
    impl<T> Deref for RefMut<'_, T> where T: ?Sized { type Target = T; }
    impl<T> DerefMut for RefMut<'_, T> where T: ?Sized {}
    impl<T> Display for RefMut<'_, T> where T: Display + ?Sized {}
    #[derive(Default)]
    pub struct UnsafeCell<T> where T: ?Sized { value: T }
    impl<T> UnsafeCell<T> {
        pub fn new(value: T) -> UnsafeCell<T> {}
        pub fn into_inner(self) -> T {}
    }
    impl<T> UnsafeCell<T> where T: ?Sized {
        pub fn from_mut(value: &mut T) -> &mut UnsafeCell<T> {}
        pub fn get(&self) -> *mut T {}
        pub fn get_mut(&mut self) -> &mut T {}
        pub fn raw_get(this: *const UnsafeCell<T>) -> *mut T {}
    }
    impl<T> Debug for UnsafeCell<T> where T: ?Sized {}
    impl<T> From<T> for UnsafeCell<T> {}
    enum LazyState<T, F> { Uninit(F), Init(T), Poisoned }
}
