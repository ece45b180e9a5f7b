pub mod sync {
    use crate::prelude::v1::*;
    use crate::any::Any;
    use crate::borrow::{Borrow, Cow};
    use crate::error::Error;
    use crate::ffi::{CStr, CString, OsStr, OsString};
    use crate::fmt::{Debug, Display, Pointer};
    use crate::fs::File;
    use crate::hash::Hash;
    use crate::io::{Read, Seek, Write};
    use crate::mem::MaybeUninit;
    use crate::ops::{Deref, DerefMut};
    use crate::os::fd::{AsFd, AsRawFd};
    use crate::path::{Path, PathBuf};
    use crate::pin::Pin;
    use crate::time::Duration;
    #[derive(Default)]
    pub struct Arc<T> where T: ?Sized { ptr: crate::ptr::NonNull<T> }
    impl<T> Arc<T> {
        pub fn new(data: T) -> Arc<T> {}
        pub fn new_cyclic<F>(data_fn: F) -> Arc<T> where F: FnOnce(&Weak<T>) -> T {}
        pub fn new_uninit() -> Arc<MaybeUninit<T>> {}
        pub fn new_zeroed() -> Arc<MaybeUninit<T>> {}
        pub fn pin(data: T) -> Pin<Arc<T>> {}
    }
    impl<T> Arc<T> {
        pub fn try_unwrap(this: Arc<T>) -> Result<T, Arc<T>> {}
        pub fn into_inner(this: Arc<T>) -> Option<T> {}
    }
    impl<T> Arc<[T]> {
        pub fn new_uninit_slice(len: usize) -> Arc<[MaybeUninit<T>]> {}
        pub fn new_zeroed_slice(len: usize) -> Arc<[MaybeUninit<T>]> {}
    }
    impl<T> Arc<MaybeUninit<T>> {
        pub unsafe fn assume_init(self) -> Arc<T> {}
    }
    impl<T> Arc<[MaybeUninit<T>]> {
        pub unsafe fn assume_init(self) -> Arc<[T]> {}
    }
    impl<T> Arc<T> where T: ?Sized {
        pub unsafe fn from_raw(ptr: *const T) -> Arc<T> {}
        pub fn into_raw(this: Arc<T>) -> *const T {}
        pub unsafe fn increment_strong_count(ptr: *const T) {}
        pub unsafe fn decrement_strong_count(ptr: *const T) {}
    }
    impl<T> Arc<T> where T: ?Sized {
        pub fn as_ptr(this: &Arc<T>) -> *const T {}
        pub fn downgrade(this: &Arc<T>) -> Weak<T> {}
        pub fn weak_count(this: &Arc<T>) -> usize {}
        pub fn strong_count(this: &Arc<T>) -> usize {}
        pub fn ptr_eq(this: &Arc<T>, other: &Arc<T>) -> bool {}
    }
    impl<T> Arc<T> where T: ?Sized {
        pub fn make_mut(this: &mut Arc<T>) -> &mut T {}
    }
    impl<T> Arc<T> where T: Clone {
        pub fn unwrap_or_clone(this: Arc<T>) -> T {}
    }
    impl<T> Arc<T> where T: ?Sized {
        pub fn get_mut(this: &mut Arc<T>) -> Option<&mut T> {}
    }
    impl Arc<dyn Any + Sync + Send> {
        pub fn downcast<T>(self) -> Result<Arc<T>, Arc<dyn Any + Sync + Send>> where T: Any + Send + Sync {}
    }
    impl<T: AsFd + ?Sized> AsFd for Arc<T> {}
    impl<T: AsRawFd> AsRawFd for Arc<T> {}
    impl<T> AsRef<T> for Arc<T> where T: ?Sized {}
    impl<T> Borrow<T> for Arc<T> where T: ?Sized {}
    impl<T> Clone for Arc<T> where T: ?Sized {}
    impl<T> Debug for Arc<T> where T: Debug + ?Sized {}
    impl<T> Default for Arc<[T]> {}
    impl Default for Arc<CStr> {}
    impl Default for Arc<str> {}
    impl<T> Deref for Arc<T> where T: ?Sized { type Target = T; }
    impl<T> Display for Arc<T> where T: Display + ?Sized {}
    impl<T> Error for Arc<T> where T: Error + ?Sized {}
    impl<T> From<&[T]> for Arc<[T]> where T: Clone {}
    impl From<&CStr> for Arc<CStr> {}
    impl From<&OsStr> for Arc<OsStr> {}
    impl From<&Path> for Arc<Path> {}
    impl<T> From<&mut [T]> for Arc<[T]> where T: Clone {}
    impl From<&mut CStr> for Arc<CStr> {}
    impl From<&mut OsStr> for Arc<OsStr> {}
    impl From<&mut Path> for Arc<Path> {}
    impl From<&mut str> for Arc<str> {}
    impl From<&str> for Arc<str> {}
    impl<T, const N: usize> From<[T; N]> for Arc<[T]> {}
    impl From<Arc<str>> for Arc<[u8]> {}
    impl<T> From<Box<T>> for Arc<T> where T: ?Sized {}
    impl From<CString> for Arc<CStr> {}
    impl<'a, B> From<Cow<'a, B>> for Arc<B> where B: ToOwned + ?Sized, Arc<B>: From<&'a B> + From<<B as ToOwned>::Owned> {}
    impl From<OsString> for Arc<OsStr> {}
    impl From<PathBuf> for Arc<Path> {}
    impl From<String> for Arc<str> {}
    impl<T> From<T> for Arc<T> {}
    impl<T> From<Vec<T>> for Arc<[T]> {}
    impl<T> FromIterator<T> for Arc<[T]> {}
    impl<T> Hash for Arc<T> where T: Hash + ?Sized {}
    impl<T> Ord for Arc<T> where T: Ord + ?Sized {}
    impl<T> PartialEq for Arc<T> where T: PartialEq + ?Sized {}
    impl<T> PartialOrd for Arc<T> where T: PartialOrd + ?Sized {}
    impl<T> Pointer for Arc<T> where T: ?Sized {}
    impl Read for Arc<File> {}
    impl Seek for Arc<File> {}
    impl<T, const N: usize> TryFrom<Arc<[T]>> for Arc<[T; N]> { type Error = Arc<[T]>; }
    impl Write for Arc<File> {}
    impl<T> Eq for Arc<T> where T: Eq + ?Sized {}
    #[derive(Debug)]
    pub struct Barrier { layout: Opaque }
    impl Barrier {
        pub fn new(n: usize) -> Barrier {}
        pub fn wait(&self) -> BarrierWaitResult {}
    }
    #[derive(Debug)]
    pub struct BarrierWaitResult(Opaque);
    impl BarrierWaitResult {
        pub fn is_leader(&self) -> bool {}
    }
    #[derive(Debug, Default)]
    pub struct Condvar { futex: crate::sync::atomic::AtomicU32 }
    impl Condvar {
        pub fn new() -> Condvar {}
        pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {}
        pub fn wait_while<'a, T, F>(&self, guard: MutexGuard<'a, T>, condition: F) -> LockResult<MutexGuard<'a, T>> where F: FnMut(&mut T) -> bool {}
        pub fn wait_timeout_ms<'a, T>(&self, guard: MutexGuard<'a, T>, ms: u32) -> LockResult<(MutexGuard<'a, T>, bool)> {}
        pub fn wait_timeout<'a, T>(&self, guard: MutexGuard<'a, T>, dur: Duration) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {}
        pub fn wait_timeout_while<'a, T, F>(&self, guard: MutexGuard<'a, T>, dur: Duration, condition: F) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> where F: FnMut(&mut T) -> bool {}
        pub fn notify_one(&self) {}
        pub fn notify_all(&self) {}
    }
    #[derive(Default)]
    pub struct LazyLock<T, F = fn() -> T> { once: Once, data: crate::cell::UnsafeCell<LazyData<T, F>> }
    impl<T, F: FnOnce() -> T> LazyLock<T, F> {
        pub fn new(f: F) -> LazyLock<T, F> {}
        pub fn force_mut(this: &mut LazyLock<T, F>) -> &mut T {}
        pub fn force(this: &LazyLock<T, F>) -> &T {}
    }
    impl<T, F> LazyLock<T, F> {
        pub fn get_mut(this: &mut LazyLock<T, F>) -> Option<&mut T> {}
        pub fn get(this: &LazyLock<T, F>) -> Option<&T> {}
    }
    impl<T: Debug, F> Debug for LazyLock<T, F> {}
    impl<T, F: FnOnce() -> T> Deref for LazyLock<T, F> { type Target = T; }
    impl<T, F: FnOnce() -> T> DerefMut for LazyLock<T, F> {}
    pub type LockResult<T> = Result<T, PoisonError<T>>;
    #[derive(Default)]
    pub struct Mutex<T: ?Sized> { inner: crate::sync::atomic::AtomicU32, poison: crate::sync::atomic::AtomicBool, data: crate::cell::UnsafeCell<T> }
    impl<T> Mutex<T> {
        pub fn new(t: T) -> Mutex<T> {}
    }
    impl<T: ?Sized> Mutex<T> {
        pub fn lock(&self) -> LockResult<MutexGuard<'_, T>> {}
        pub fn try_lock(&self) -> TryLockResult<MutexGuard<'_, T>> {}
        pub fn is_poisoned(&self) -> bool {}
        pub fn clear_poison(&self) {}
        pub fn into_inner(self) -> LockResult<T> where T: Sized {}
        pub fn get_mut(&mut self) -> LockResult<&mut T> {}
    }
    impl<T: ?Sized + Debug> Debug for Mutex<T> {}
    impl<T> From<T> for Mutex<T> {}
    pub struct MutexGuard<'a, T: ?Sized + 'a> { lock: &'a Mutex<T>, poison: bool }
    impl<T: ?Sized + Debug> Debug for MutexGuard<'_, T> {}
    impl<T: ?Sized> Deref for MutexGuard<'_, T> { type Target = T; }
    impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {}
    impl<T: ?Sized + Display> Display for MutexGuard<'_, T> {}
    pub const ONCE_INIT: Once = 0;
    #[derive(Debug)]
    pub struct Once { state: crate::sync::atomic::AtomicU32 }
    impl Once {
        pub fn new() -> Once {}
        pub fn call_once<F>(&self, f: F) where F: FnOnce() {}
        pub fn call_once_force<F>(&self, f: F) where F: FnOnce(&OnceState) {}
        pub fn is_completed(&self) -> bool {}
        pub fn wait(&self) {}
        pub fn wait_force(&self) {}
    }
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct OnceLock<T> { once: Once, value: crate::cell::UnsafeCell<crate::mem::MaybeUninit<T>> }
    impl<T> OnceLock<T> {
        pub fn new() -> OnceLock<T> {}
        pub fn get(&self) -> Option<&T> {}
        pub fn get_mut(&mut self) -> Option<&mut T> {}
        pub fn wait(&self) -> &T {}
        pub fn set(&self, value: T) -> Result<(), T> {}
        pub fn get_or_init<F>(&self, f: F) -> &T where F: FnOnce() -> T {}
        pub fn into_inner(self) -> Option<T> {}
        pub fn take(&mut self) -> Option<T> {}
    }
    impl<T> Default for OnceLock<T> {}
    impl<T> From<T> for OnceLock<T> {}
    #[derive(Debug)]
    pub struct OnceState { layout: Opaque }
    impl OnceState {
        pub fn is_poisoned(&self) -> bool {}
    }
    pub struct PoisonError<T> { data: T }
    impl<T> PoisonError<T> {
        pub fn new(data: T) -> PoisonError<T> {}
        pub fn into_inner(self) -> T {}
        pub fn get_ref(&self) -> &T {}
        pub fn get_mut(&mut self) -> &mut T {}
    }
    impl<T> Debug for PoisonError<T> {}
    impl<T> Display for PoisonError<T> {}
    impl<T> Error for PoisonError<T> {}
    #[derive(Default)]
    pub struct RwLock<T: ?Sized> { state: crate::sync::atomic::AtomicU32, writer_notify: crate::sync::atomic::AtomicU32, poison: crate::sync::atomic::AtomicBool, data: crate::cell::UnsafeCell<T> }
    impl<T> RwLock<T> {
        pub fn new(t: T) -> RwLock<T> {}
    }
    impl<T: ?Sized> RwLock<T> {
        pub fn read(&self) -> LockResult<RwLockReadGuard<'_, T>> {}
        pub fn try_read(&self) -> TryLockResult<RwLockReadGuard<'_, T>> {}
        pub fn write(&self) -> LockResult<RwLockWriteGuard<'_, T>> {}
        pub fn try_write(&self) -> TryLockResult<RwLockWriteGuard<'_, T>> {}
        pub fn is_poisoned(&self) -> bool {}
        pub fn clear_poison(&self) {}
        pub fn into_inner(self) -> LockResult<T> where T: Sized {}
        pub fn get_mut(&mut self) -> LockResult<&mut T> {}
    }
    impl<T: ?Sized + Debug> Debug for RwLock<T> {}
    impl<T> From<T> for RwLock<T> {}
    pub struct RwLockReadGuard<'rwlock, T: ?Sized + 'rwlock> { data: crate::ptr::NonNull<T>, inner_lock: &'rwlock u64 }
    impl<T: ?Sized + Debug> Debug for RwLockReadGuard<'_, T> {}
    impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> { type Target = T; }
    impl<T: ?Sized + Display> Display for RwLockReadGuard<'_, T> {}
    pub struct RwLockWriteGuard<'rwlock, T: ?Sized + 'rwlock> { lock: &'rwlock RwLock<T>, poison: bool }
    impl<'rwlock, T: ?Sized> RwLockWriteGuard<'rwlock, T> {
        pub fn downgrade(s: Self) -> RwLockReadGuard<'rwlock, T> {}
    }
    impl<T: ?Sized + Debug> Debug for RwLockWriteGuard<'_, T> {}
    impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> { type Target = T; }
    impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {}
    impl<T: ?Sized + Display> Display for RwLockWriteGuard<'_, T> {}
    pub enum TryLockError<T> { Poisoned(PoisonError<T>), WouldBlock, }
    impl<T> Debug for TryLockError<T> {}
    impl<T> Display for TryLockError<T> {}
    impl<T> Error for TryLockError<T> {}
    impl<T> From<PoisonError<T>> for TryLockError<T> {}
    pub type TryLockResult<Guard> = Result<Guard, TryLockError<Guard>>;
    #[derive(Clone, Debug, PartialEq, Copy, Eq)]
    pub struct WaitTimeoutResult (bool);
    impl WaitTimeoutResult {
        pub fn timed_out(&self) -> bool {}
    }
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
    }
    impl<T> Weak<T> where T: ?Sized {
        pub fn upgrade(&self) -> Option<Arc<T>> {}
        pub fn strong_count(&self) -> usize {}
        pub fn weak_count(&self) -> usize {}
        pub fn ptr_eq(&self, other: &Weak<T>) -> bool {}
    }
    impl<T> Clone for Weak<T> where T: ?Sized {}
    impl<T> Debug for Weak<T> where T: ?Sized {}
    impl<T> Default for Weak<T> {}
    union LazyData<T, F> { value: T, f: F }
    pub mod atomic {
        use crate::prelude::v1::*;
        use crate::fmt::{Debug, Pointer};
        pub const ATOMIC_BOOL_INIT: AtomicBool = 0;
        pub const ATOMIC_ISIZE_INIT: AtomicIsize = 0;
        pub const ATOMIC_USIZE_INIT: AtomicUsize = 0;
        #[derive(Debug, Default)]
        pub struct AtomicBool { v: crate::cell::UnsafeCell<u8> }
        impl AtomicBool {
            pub fn new(v: bool) -> AtomicBool {}
            pub unsafe fn from_ptr<'a>(ptr: *mut bool) -> &'a AtomicBool {}
            pub fn get_mut(&mut self) -> &mut bool {}
            pub fn into_inner(self) -> bool {}
            pub fn load(&self, order: Ordering) -> bool {}
            pub fn store(&self, val: bool, order: Ordering) {}
            pub fn swap(&self, val: bool, order: Ordering) -> bool {}
            pub fn compare_and_swap(&self, current: bool, new: bool, order: Ordering) -> bool {}
            pub fn compare_exchange(&self, current: bool, new: bool, success: Ordering, failure: Ordering) -> Result<bool, bool> {}
            pub fn compare_exchange_weak(&self, current: bool, new: bool, success: Ordering, failure: Ordering) -> Result<bool, bool> {}
            pub fn fetch_and(&self, val: bool, order: Ordering) -> bool {}
            pub fn fetch_nand(&self, val: bool, order: Ordering) -> bool {}
            pub fn fetch_or(&self, val: bool, order: Ordering) -> bool {}
            pub fn fetch_xor(&self, val: bool, order: Ordering) -> bool {}
            pub fn fetch_not(&self, order: Ordering) -> bool {}
            pub fn as_ptr(&self) -> *mut bool {}
            pub fn fetch_update<F>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<bool, bool> where F: FnMut(bool) -> Option<bool> {}
            pub fn try_update(&self, set_order: Ordering, fetch_order: Ordering, f: impl FnMut(bool) -> Option<bool>) -> Result<bool, bool> {}
            pub fn update(&self, set_order: Ordering, fetch_order: Ordering, f: impl FnMut(bool) -> bool) -> bool {}
        }
        impl From<bool> for AtomicBool {}
        #[derive(Debug, Default)]
        pub struct AtomicI16 { v: crate::cell::UnsafeCell<i16> }
        impl AtomicI16 {
            pub fn new(v: i16) -> AtomicI16 {}
            pub unsafe fn from_ptr<'a>(ptr: *mut i16) -> &'a AtomicI16 {}
            pub fn get_mut(&mut self) -> &mut i16 {}
            pub fn into_inner(self) -> i16 {}
            pub fn load(&self, order: Ordering) -> i16 {}
            pub fn store(&self, val: i16, order: Ordering) {}
            pub fn swap(&self, val: i16, order: Ordering) -> i16 {}
            pub fn compare_and_swap(&self, current: i16, new: i16, order: Ordering) -> i16 {}
            pub fn compare_exchange(&self, current: i16, new: i16, success: Ordering, failure: Ordering) -> Result<i16, i16> {}
            pub fn compare_exchange_weak(&self, current: i16, new: i16, success: Ordering, failure: Ordering) -> Result<i16, i16> {}
            pub fn fetch_add(&self, val: i16, order: Ordering) -> i16 {}
            pub fn fetch_sub(&self, val: i16, order: Ordering) -> i16 {}
            pub fn fetch_and(&self, val: i16, order: Ordering) -> i16 {}
            pub fn fetch_nand(&self, val: i16, order: Ordering) -> i16 {}
            pub fn fetch_or(&self, val: i16, order: Ordering) -> i16 {}
            pub fn fetch_xor(&self, val: i16, order: Ordering) -> i16 {}
            pub fn fetch_update<F>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<i16, i16> where F: FnMut(i16) -> Option<i16> {}
            pub fn try_update(&self, set_order: Ordering, fetch_order: Ordering, f: impl FnMut(i16) -> Option<i16>) -> Result<i16, i16> {}
            pub fn update(&self, set_order: Ordering, fetch_order: Ordering, f: impl FnMut(i16) -> i16) -> i16 {}
            pub fn fetch_max(&self, val: i16, order: Ordering) -> i16 {}
            pub fn fetch_min(&self, val: i16, order: Ordering) -> i16 {}
            pub fn as_ptr(&self) -> *mut i16 {}
        }
        impl From<i16> for AtomicI16 {}
        #[derive(Debug, Default)]
        pub struct AtomicI32 { v: crate::cell::UnsafeCell<i32> }
        impl AtomicI32 {
            pub fn new(v: i32) -> AtomicI32 {}
            pub unsafe fn from_ptr<'a>(ptr: *mut i32) -> &'a AtomicI32 {}
            pub fn get_mut(&mut self) -> &mut i32 {}
            pub fn into_inner(self) -> i32 {}
            pub fn load(&self, order: Ordering) -> i32 {}
            pub fn store(&self, val: i32, order: Ordering) {}
            pub fn swap(&self, val: i32, order: Ordering) -> i32 {}
            pub fn compare_and_swap(&self, current: i32, new: i32, order: Ordering) -> i32 {}
            pub fn compare_exchange(&self, current: i32, new: i32, success: Ordering, failure: Ordering) -> Result<i32, i32> {}
            pub fn compare_exchange_weak(&self, current: i32, new: i32, success: Ordering, failure: Ordering) -> Result<i32, i32> {}
            pub fn fetch_add(&self, val: i32, order: Ordering) -> i32 {}
            pub fn fetch_sub(&self, val: i32, order: Ordering) -> i32 {}
            pub fn fetch_and(&self, val: i32, order: Ordering) -> i32 {}
            pub fn fetch_nand(&self, val: i32, order: Ordering) -> i32 {}
            pub fn fetch_or(&self, val: i32, order: Ordering) -> i32 {}
            pub fn fetch_xor(&self, val: i32, order: Ordering) -> i32 {}
            pub fn fetch_update<F>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<i32, i32> where F: FnMut(i32) -> Option<i32> {}
            pub fn try_update(&self, set_order: Ordering, fetch_order: Ordering, f: impl FnMut(i32) -> Option<i32>) -> Result<i32, i32> {}
            pub fn update(&self, set_order: Ordering, fetch_order: Ordering, f: impl FnMut(i32) -> i32) -> i32 {}
            pub fn fetch_max(&self, val: i32, order: Ordering) -> i32 {}
            pub fn fetch_min(&self, val: i32, order: Ordering) -> i32 {}
            pub fn as_ptr(&self) -> *mut i32 {}
        }
        impl From<i32> for AtomicI32 {}
        #[derive(Debug, Default)]
        pub struct AtomicI64 { v: crate::cell::UnsafeCell<i64> }
        impl AtomicI64 {
            pub fn new(v: i64) -> AtomicI64 {}
            pub unsafe fn from_ptr<'a>(ptr: *mut i64) -> &'a AtomicI64 {}
            pub fn get_mut(&mut self) -> &mut i64 {}
            pub fn into_inner(self) -> i64 {}
            pub fn load(&self, order: Ordering) -> i64 {}
            pub fn store(&self, val: i64, order: Ordering) {}
            pub fn swap(&self, val: i64, order: Ordering) -> i64 {}
            pub fn compare_and_swap(&self, current: i64, new: i64, order: Ordering) -> i64 {}
            pub fn compare_exchange(&self, current: i64, new: i64, success: Ordering, failure: Ordering) -> Result<i64, i64> {}
            pub fn compare_exchange_weak(&self, current: i64, new: i64, success: Ordering, failure: Ordering) -> Result<i64, i64> {}
            pub fn fetch_add(&self, val: i64, order: Ordering) -> i64 {}
            pub fn fetch_sub(&self, val: i64, order: Ordering) -> i64 {}
            pub fn fetch_and(&self, val: i64, order: Ordering) -> i64 {}
            pub fn fetch_nand(&self, val: i64, order: Ordering) -> i64 {}
            pub fn fetch_or(&self, val: i64, order: Ordering) -> i64 {}
            pub fn fetch_xor(&self, val: i64, order: Ordering) -> i64 {}
            pub fn fetch_update<F>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<i64, i64> where F: FnMut(i64) -> Option<i64> {}
            pub fn try_update(&self, set_order: Ordering, fetch_order: Ordering, f: impl FnMut(i64) -> Option<i64>) -> Result<i64, i64> {}
            pub fn update(&self, set_order: Ordering, fetch_order: Ordering, f: impl FnMut(i64) -> i64) -> i64 {}
            pub fn fetch_max(&self, val: i64, order: Ordering) -> i64 {}
            pub fn fetch_min(&self, val: i64, order: Ordering) -> i64 {}
            pub fn as_ptr(&self) -> *mut i64 {}
        }
        impl From<i64> for AtomicI64 {}
        #[derive(Debug, Default)]
        pub struct AtomicI8 { v: crate::cell::UnsafeCell<i8> }
        impl AtomicI8 {
            pub fn new(v: i8) -> AtomicI8 {}
            pub unsafe fn from_ptr<'a>(ptr: *mut i8) -> &'a AtomicI8 {}
            pub fn get_mut(&mut self) -> &mut i8 {}
            pub fn into_inner(self) -> i8 {}
            pub fn load(&self, order: Ordering) -> i8 {}
            pub fn store(&self, val: i8, order: Ordering) {}
            pub fn swap(&self, val: i8, order: Ordering) -> i8 {}
            pub fn compare_and_swap(&self, current: i8, new: i8, order: Ordering) -> i8 {}
            pub fn compare_exchange(&self, current: i8, new: i8, success: Ordering, failure: Ordering) -> Result<i8, i8> {}
            pub fn compare_exchange_weak(&self, current: i8, new: i8, success: Ordering, failure: Ordering) -> Result<i8, i8> {}
            pub fn fetch_add(&self, val: i8, order: Ordering) -> i8 {}
            pub fn fetch_sub(&self, val: i8, order: Ordering) -> i8 {}
            pub fn fetch_and(&self, val: i8, order: Ordering) -> i8 {}
            pub fn fetch_nand(&self, val: i8, order: Ordering) -> i8 {}
            pub fn fetch_or(&self, val: i8, order: Ordering) -> i8 {}
            pub fn fetch_xor(&self, val: i8, order: Ordering) -> i8 {}
            pub fn fetch_update<F>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<i8, i8> where F: FnMut(i8) -> Option<i8> {}
            pub fn try_update(&self, set_order: Ordering, fetch_order: Ordering, f: impl FnMut(i8) -> Option<i8>) -> Result<i8, i8> {}
            pub fn update(&self, set_order: Ordering, fetch_order: Ordering, f: impl FnMut(i8) -> i8) -> i8 {}
            pub fn fetch_max(&self, val: i8, order: Ordering) -> i8 {}
            pub fn fetch_min(&self, val: i8, order: Ordering) -> i8 {}
            pub fn as_ptr(&self) -> *mut i8 {}
        }
        impl From<i8> for AtomicI8 {}
        #[derive(Debug, Default)]
        pub struct AtomicIsize { v: crate::cell::UnsafeCell<isize> }
        impl AtomicIsize {
            pub fn new(v: isize) -> AtomicIsize {}
            pub unsafe fn from_ptr<'a>(ptr: *mut isize) -> &'a AtomicIsize {}
            pub fn get_mut(&mut self) -> &mut isize {}
            pub fn into_inner(self) -> isize {}
            pub fn load(&self, order: Ordering) -> isize {}
            pub fn store(&self, val: isize, order: Ordering) {}
            pub fn swap(&self, val: isize, order: Ordering) -> isize {}
            pub fn compare_and_swap(&self, current: isize, new: isize, order: Ordering) -> isize {}
            pub fn compare_exchange(&self, current: isize, new: isize, success: Ordering, failure: Ordering) -> Result<isize, isize> {}
            pub fn compare_exchange_weak(&self, current: isize, new: isize, success: Ordering, failure: Ordering) -> Result<isize, isize> {}
            pub fn fetch_add(&self, val: isize, order: Ordering) -> isize {}
            pub fn fetch_sub(&self, val: isize, order: Ordering) -> isize {}
            pub fn fetch_and(&self, val: isize, order: Ordering) -> isize {}
            pub fn fetch_nand(&self, val: isize, order: Ordering) -> isize {}
            pub fn fetch_or(&self, val: isize, order: Ordering) -> isize {}
            pub fn fetch_xor(&self, val: isize, order: Ordering) -> isize {}
            pub fn fetch_update<F>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<isize, isize> where F: FnMut(isize) -> Option<isize> {}
            pub fn try_update(&self, set_order: Ordering, fetch_order: Ordering, f: impl FnMut(isize) -> Option<isize>) -> Result<isize, isize> {}
            pub fn update(&self, set_order: Ordering, fetch_order: Ordering, f: impl FnMut(isize) -> isize) -> isize {}
            pub fn fetch_max(&self, val: isize, order: Ordering) -> isize {}
            pub fn fetch_min(&self, val: isize, order: Ordering) -> isize {}
            pub fn as_ptr(&self) -> *mut isize {}
        }
        impl From<isize> for AtomicIsize {}
        pub struct AtomicPtr<T> { p: crate::cell::UnsafeCell<*mut T> }
        impl<T> AtomicPtr<T> {
            pub fn new(p: *mut T) -> AtomicPtr<T> {}
            pub unsafe fn from_ptr<'a>(ptr: *mut *mut T) -> &'a AtomicPtr<T> {}
            pub fn get_mut(&mut self) -> &mut *mut T {}
            pub fn into_inner(self) -> *mut T {}
            pub fn load(&self, order: Ordering) -> *mut T {}
            pub fn store(&self, ptr: *mut T, order: Ordering) {}
            pub fn swap(&self, ptr: *mut T, order: Ordering) -> *mut T {}
            pub fn compare_and_swap(&self, current: *mut T, new: *mut T, order: Ordering) -> *mut T {}
            pub fn compare_exchange(&self, current: *mut T, new: *mut T, success: Ordering, failure: Ordering) -> Result<*mut T, *mut T> {}
            pub fn compare_exchange_weak(&self, current: *mut T, new: *mut T, success: Ordering, failure: Ordering) -> Result<*mut T, *mut T> {}
            pub fn fetch_update<F>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<*mut T, *mut T> where F: FnMut(*mut T) -> Option<*mut T> {}
            pub fn try_update(&self, set_order: Ordering, fetch_order: Ordering, f: impl FnMut(*mut T) -> Option<*mut T>) -> Result<*mut T, *mut T> {}
            pub fn update(&self, set_order: Ordering, fetch_order: Ordering, f: impl FnMut(*mut T) -> *mut T) -> *mut T {}
            pub fn fetch_ptr_add(&self, val: usize, order: Ordering) -> *mut T {}
            pub fn fetch_ptr_sub(&self, val: usize, order: Ordering) -> *mut T {}
            pub fn fetch_byte_add(&self, val: usize, order: Ordering) -> *mut T {}
            pub fn fetch_byte_sub(&self, val: usize, order: Ordering) -> *mut T {}
            pub fn fetch_or(&self, val: usize, order: Ordering) -> *mut T {}
            pub fn fetch_and(&self, val: usize, order: Ordering) -> *mut T {}
            pub fn fetch_xor(&self, val: usize, order: Ordering) -> *mut T {}
            pub fn as_ptr(&self) -> *mut *mut T {}
        }
        impl<T> Debug for AtomicPtr<T> {}
        impl<T> Default for AtomicPtr<T> {}
        impl<T> From<*mut T> for AtomicPtr<T> {}
        impl<T> Pointer for AtomicPtr<T> {}
        #[derive(Debug, Default)]
        pub struct AtomicU16 { v: crate::cell::UnsafeCell<u16> }
        impl AtomicU16 {
            pub fn new(v: u16) -> AtomicU16 {}
            pub unsafe fn from_ptr<'a>(ptr: *mut u16) -> &'a AtomicU16 {}
            pub fn get_mut(&mut self) -> &mut u16 {}
            pub fn into_inner(self) -> u16 {}
            pub fn load(&self, order: Ordering) -> u16 {}
            pub fn store(&self, val: u16, order: Ordering) {}
            pub fn swap(&self, val: u16, order: Ordering) -> u16 {}
            pub fn compare_and_swap(&self, current: u16, new: u16, order: Ordering) -> u16 {}
            pub fn compare_exchange(&self, current: u16, new: u16, success: Ordering, failure: Ordering) -> Result<u16, u16> {}
            pub fn compare_exchange_weak(&self, current: u16, new: u16, success: Ordering, failure: Ordering) -> Result<u16, u16> {}
            pub fn fetch_add(&self, val: u16, order: Ordering) -> u16 {}
            pub fn fetch_sub(&self, val: u16, order: Ordering) -> u16 {}
            pub fn fetch_and(&self, val: u16, order: Ordering) -> u16 {}
            pub fn fetch_nand(&self, val: u16, order: Ordering) -> u16 {}
            pub fn fetch_or(&self, val: u16, order: Ordering) -> u16 {}
            pub fn fetch_xor(&self, val: u16, order: Ordering) -> u16 {}
            pub fn fetch_update<F>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<u16, u16> where F: FnMut(u16) -> Option<u16> {}
            pub fn try_update(&self, set_order: Ordering, fetch_order: Ordering, f: impl FnMut(u16) -> Option<u16>) -> Result<u16, u16> {}
            pub fn update(&self, set_order: Ordering, fetch_order: Ordering, f: impl FnMut(u16) -> u16) -> u16 {}
            pub fn fetch_max(&self, val: u16, order: Ordering) -> u16 {}
            pub fn fetch_min(&self, val: u16, order: Ordering) -> u16 {}
            pub fn as_ptr(&self) -> *mut u16 {}
        }
        impl From<u16> for AtomicU16 {}
        #[derive(Debug, Default)]
        pub struct AtomicU32 { v: crate::cell::UnsafeCell<u32> }
        impl AtomicU32 {
            pub fn new(v: u32) -> AtomicU32 {}
            pub unsafe fn from_ptr<'a>(ptr: *mut u32) -> &'a AtomicU32 {}
            pub fn get_mut(&mut self) -> &mut u32 {}
            pub fn into_inner(self) -> u32 {}
            pub fn load(&self, order: Ordering) -> u32 {}
            pub fn store(&self, val: u32, order: Ordering) {}
            pub fn swap(&self, val: u32, order: Ordering) -> u32 {}
            pub fn compare_and_swap(&self, current: u32, new: u32, order: Ordering) -> u32 {}
            pub fn compare_exchange(&self, current: u32, new: u32, success: Ordering, failure: Ordering) -> Result<u32, u32> {}
            pub fn compare_exchange_weak(&self, current: u32, new: u32, success: Ordering, failure: Ordering) -> Result<u32, u32> {}
            pub fn fetch_add(&self, val: u32, order: Ordering) -> u32 {}
            pub fn fetch_sub(&self, val: u32, order: Ordering) -> u32 {}
            pub fn fetch_and(&self, val: u32, order: Ordering) -> u32 {}
            pub fn fetch_nand(&self, val: u32, order: Ordering) -> u32 {}
            pub fn fetch_or(&self, val: u32, order: Ordering) -> u32 {}
            pub fn fetch_xor(&self, val: u32, order: Ordering) -> u32 {}
            pub fn fetch_update<F>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<u32, u32> where F: FnMut(u32) -> Option<u32> {}
            pub fn try_update(&self, set_order: Ordering, fetch_order: Ordering, f: impl FnMut(u32) -> Option<u32>) -> Result<u32, u32> {}
            pub fn update(&self, set_order: Ordering, fetch_order: Ordering, f: impl FnMut(u32) -> u32) -> u32 {}
            pub fn fetch_max(&self, val: u32, order: Ordering) -> u32 {}
            pub fn fetch_min(&self, val: u32, order: Ordering) -> u32 {}
            pub fn as_ptr(&self) -> *mut u32 {}
        }
        impl From<u32> for AtomicU32 {}
        #[derive(Debug, Default)]
        pub struct AtomicU64 { v: crate::cell::UnsafeCell<u64> }
        impl AtomicU64 {
            pub fn new(v: u64) -> AtomicU64 {}
            pub unsafe fn from_ptr<'a>(ptr: *mut u64) -> &'a AtomicU64 {}
            pub fn get_mut(&mut self) -> &mut u64 {}
            pub fn into_inner(self) -> u64 {}
            pub fn load(&self, order: Ordering) -> u64 {}
            pub fn store(&self, val: u64, order: Ordering) {}
            pub fn swap(&self, val: u64, order: Ordering) -> u64 {}
            pub fn compare_and_swap(&self, current: u64, new: u64, order: Ordering) -> u64 {}
            pub fn compare_exchange(&self, current: u64, new: u64, success: Ordering, failure: Ordering) -> Result<u64, u64> {}
            pub fn compare_exchange_weak(&self, current: u64, new: u64, success: Ordering, failure: Ordering) -> Result<u64, u64> {}
            pub fn fetch_add(&self, val: u64, order: Ordering) -> u64 {}
            pub fn fetch_sub(&self, val: u64, order: Ordering) -> u64 {}
            pub fn fetch_and(&self, val: u64, order: Ordering) -> u64 {}
            pub fn fetch_nand(&self, val: u64, order: Ordering) -> u64 {}
            pub fn fetch_or(&self, val: u64, order: Ordering) -> u64 {}
            pub fn fetch_xor(&self, val: u64, order: Ordering) -> u64 {}
            pub fn fetch_update<F>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<u64, u64> where F: FnMut(u64) -> Option<u64> {}
            pub fn try_update(&self, set_order: Ordering, fetch_order: Ordering, f: impl FnMut(u64) -> Option<u64>) -> Result<u64, u64> {}
            pub fn update(&self, set_order: Ordering, fetch_order: Ordering, f: impl FnMut(u64) -> u64) -> u64 {}
            pub fn fetch_max(&self, val: u64, order: Ordering) -> u64 {}
            pub fn fetch_min(&self, val: u64, order: Ordering) -> u64 {}
            pub fn as_ptr(&self) -> *mut u64 {}
        }
        impl From<u64> for AtomicU64 {}
        #[derive(Debug, Default)]
        pub struct AtomicU8 { v: crate::cell::UnsafeCell<u8> }
        impl AtomicU8 {
            pub fn new(v: u8) -> AtomicU8 {}
            pub unsafe fn from_ptr<'a>(ptr: *mut u8) -> &'a AtomicU8 {}
            pub fn get_mut(&mut self) -> &mut u8 {}
            pub fn into_inner(self) -> u8 {}
            pub fn load(&self, order: Ordering) -> u8 {}
            pub fn store(&self, val: u8, order: Ordering) {}
            pub fn swap(&self, val: u8, order: Ordering) -> u8 {}
            pub fn compare_and_swap(&self, current: u8, new: u8, order: Ordering) -> u8 {}
            pub fn compare_exchange(&self, current: u8, new: u8, success: Ordering, failure: Ordering) -> Result<u8, u8> {}
            pub fn compare_exchange_weak(&self, current: u8, new: u8, success: Ordering, failure: Ordering) -> Result<u8, u8> {}
            pub fn fetch_add(&self, val: u8, order: Ordering) -> u8 {}
            pub fn fetch_sub(&self, val: u8, order: Ordering) -> u8 {}
            pub fn fetch_and(&self, val: u8, order: Ordering) -> u8 {}
            pub fn fetch_nand(&self, val: u8, order: Ordering) -> u8 {}
            pub fn fetch_or(&self, val: u8, order: Ordering) -> u8 {}
            pub fn fetch_xor(&self, val: u8, order: Ordering) -> u8 {}
            pub fn fetch_update<F>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<u8, u8> where F: FnMut(u8) -> Option<u8> {}
            pub fn try_update(&self, set_order: Ordering, fetch_order: Ordering, f: impl FnMut(u8) -> Option<u8>) -> Result<u8, u8> {}
            pub fn update(&self, set_order: Ordering, fetch_order: Ordering, f: impl FnMut(u8) -> u8) -> u8 {}
            pub fn fetch_max(&self, val: u8, order: Ordering) -> u8 {}
            pub fn fetch_min(&self, val: u8, order: Ordering) -> u8 {}
            pub fn as_ptr(&self) -> *mut u8 {}
        }
        impl From<u8> for AtomicU8 {}
        #[derive(Debug, Default)]
        pub struct AtomicUsize { v: crate::cell::UnsafeCell<usize> }
        impl AtomicUsize {
            pub fn new(v: usize) -> AtomicUsize {}
            pub unsafe fn from_ptr<'a>(ptr: *mut usize) -> &'a AtomicUsize {}
            pub fn get_mut(&mut self) -> &mut usize {}
            pub fn into_inner(self) -> usize {}
            pub fn load(&self, order: Ordering) -> usize {}
            pub fn store(&self, val: usize, order: Ordering) {}
            pub fn swap(&self, val: usize, order: Ordering) -> usize {}
            pub fn compare_and_swap(&self, current: usize, new: usize, order: Ordering) -> usize {}
            pub fn compare_exchange(&self, current: usize, new: usize, success: Ordering, failure: Ordering) -> Result<usize, usize> {}
            pub fn compare_exchange_weak(&self, current: usize, new: usize, success: Ordering, failure: Ordering) -> Result<usize, usize> {}
            pub fn fetch_add(&self, val: usize, order: Ordering) -> usize {}
            pub fn fetch_sub(&self, val: usize, order: Ordering) -> usize {}
            pub fn fetch_and(&self, val: usize, order: Ordering) -> usize {}
            pub fn fetch_nand(&self, val: usize, order: Ordering) -> usize {}
            pub fn fetch_or(&self, val: usize, order: Ordering) -> usize {}
            pub fn fetch_xor(&self, val: usize, order: Ordering) -> usize {}
            pub fn fetch_update<F>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<usize, usize> where F: FnMut(usize) -> Option<usize> {}
            pub fn try_update(&self, set_order: Ordering, fetch_order: Ordering, f: impl FnMut(usize) -> Option<usize>) -> Result<usize, usize> {}
            pub fn update(&self, set_order: Ordering, fetch_order: Ordering, f: impl FnMut(usize) -> usize) -> usize {}
            pub fn fetch_max(&self, val: usize, order: Ordering) -> usize {}
            pub fn fetch_min(&self, val: usize, order: Ordering) -> usize {}
            pub fn as_ptr(&self) -> *mut usize {}
        }
        impl From<usize> for AtomicUsize {}
        #[derive(Clone, Debug, Hash, PartialEq, Copy, Eq)]
        pub enum Ordering { Relaxed, Release, Acquire, AcqRel, SeqCst, }
        pub fn compiler_fence(order: Ordering) {}
        pub fn fence(order: Ordering) {}
    }
    pub mod mpsc {
        use crate::prelude::v1::*;
        use crate::error::Error;
        use crate::fmt::{Debug, Display};
        use crate::time::Duration;
        #[derive(Debug)]
        pub struct IntoIter<T> { layout: Opaque }
        impl<T> Iterator for IntoIter<T> { type Item = T; }
        pub struct Iter<'a, T: 'a> { layout: Opaque }
        impl<'a, T: Debug + 'a> Debug for Iter<'a, T> {}
        impl<'a, T> Iterator for Iter<'a, T> { type Item = T; }
        pub struct Receiver<T> { flavor: Flavor<T> }
        impl<T> Receiver<T> {
            pub fn try_recv(&self) -> Result<T, TryRecvError> {}
            pub fn recv(&self) -> Result<T, RecvError> {}
            pub fn recv_timeout(&self, timeout: Duration) -> Result<T, RecvTimeoutError> {}
            pub fn iter(&self) -> Iter<'_, T> {}
            pub fn try_iter(&self) -> TryIter<'_, T> {}
        }
        impl<T> Debug for Receiver<T> {}
        impl<'a, T> IntoIterator for &'a Receiver<T> {
            type Item = T;
            type IntoIter = Iter<'a, T>;
        }
        impl<T> IntoIterator for Receiver<T> {
            type Item = T;
            type IntoIter = IntoIter<T>;
        }
        #[derive(Clone, Debug, PartialEq, Copy, Eq)]
        pub struct RecvError;
        impl Display for RecvError {}
        impl Error for RecvError {}
        #[derive(Clone, Debug, PartialEq, Copy, Eq)]
        pub enum RecvTimeoutError { Timeout, Disconnected, }
        impl Display for RecvTimeoutError {}
        impl Error for RecvTimeoutError {}
        impl From<RecvError> for RecvTimeoutError {}
        #[derive(Clone, PartialEq, Copy, Eq)]
        pub struct SendError<T>(pub T);
        impl<T> Debug for SendError<T> {}
        impl<T> Display for SendError<T> {}
        impl<T> Error for SendError<T> {}
        pub struct Sender<T> { flavor: Flavor<T> }
        impl<T> Sender<T> {
            pub fn send(&self, t: T) -> Result<(), SendError<T>> {}
        }
        impl<T> Clone for Sender<T> {}
        impl<T> Debug for Sender<T> {}
        pub struct SyncSender<T> { flavor: Flavor<T> }
        impl<T> SyncSender<T> {
            pub fn send(&self, t: T) -> Result<(), SendError<T>> {}
            pub fn try_send(&self, t: T) -> Result<(), TrySendError<T>> {}
        }
        impl<T> Clone for SyncSender<T> {}
        impl<T> Debug for SyncSender<T> {}
        pub struct TryIter<'a, T: 'a> { layout: Opaque }
        impl<'a, T: Debug + 'a> Debug for TryIter<'a, T> {}
        impl<'a, T> Iterator for TryIter<'a, T> { type Item = T; }
        #[derive(Clone, Debug, PartialEq, Copy, Eq)]
        pub enum TryRecvError { Empty, Disconnected, }
        impl Display for TryRecvError {}
        impl Error for TryRecvError {}
        impl From<RecvError> for TryRecvError {}
        #[derive(Clone, PartialEq, Copy, Eq)]
        pub enum TrySendError<T> { Full(T), Disconnected(T), }
        impl<T> Debug for TrySendError<T> {}
        impl<T> Display for TrySendError<T> {}
        impl<T> Error for TrySendError<T> {}
        impl<T> From<SendError<T>> for TrySendError<T> {}
        pub fn channel<T>() -> (Sender<T>, Receiver<T>) {}
        pub fn sync_channel<T>(bound: usize) -> (SyncSender<T>, Receiver<T>) {}
        enum Flavor<T> { Array(crate::ptr::NonNull<T>), List(crate::ptr::NonNull<T>), Zero(crate::ptr::NonNull<T>) }
    }
}
