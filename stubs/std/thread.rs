pub mod thread {
    use crate::prelude::v1::*;
    use crate::any::Any;
    use crate::cell::{Cell, RefCell};
    use crate::error::Error;
    use crate::fmt::{Debug, Display};
    use crate::num::NonZero;
    use crate::time::Duration;
    #[derive(Clone, Debug, PartialEq, Copy, Eq)]
    pub struct AccessError;
    impl Display for AccessError {}
    impl Error for AccessError {}
    #[derive(Debug)]
    pub struct Builder { layout: Opaque }
    impl Builder {
        pub fn new() -> Builder {}
        pub fn name(self, name: String) -> Builder {}
        pub fn stack_size(self, size: usize) -> Builder {}
        pub fn spawn<F, T>(self, f: F) -> crate::io::Result<JoinHandle<T>> where F: FnOnce() -> T + Send + 'static, T: Send + 'static {}
        pub unsafe fn spawn_unchecked<F, T>(self, f: F) -> crate::io::Result<JoinHandle<T>> where F: FnOnce() -> T + Send, T: Send {}
    }
    impl Builder {
        pub fn spawn_scoped<'scope, 'env, F, T>(self, scope: &'scope Scope<'scope, 'env>, f: F) -> crate::io::Result<ScopedJoinHandle<'scope, T>> where F: FnOnce() -> T + Send + 'scope, T: Send + 'scope {}
    }
    pub struct JoinHandle<T> { native: u64, thread: Thread, packet: crate::sync::Arc<T> }
    impl<T> JoinHandle<T> {
        pub fn thread(&self) -> &Thread {}
        pub fn join(self) -> Result<T> {}
        pub fn is_finished(&self) -> bool {}
    }
    impl<T> Debug for JoinHandle<T> {}
    pub struct LocalKey<T: 'static> { layout: Opaque }
    impl<T: 'static> LocalKey<T> {
        pub fn with<F, R>(&'static self, f: F) -> R where F: FnOnce(&T) -> R {}
        pub fn try_with<F, R>(&'static self, f: F) -> crate::result::Result<R, AccessError> where F: FnOnce(&T) -> R {}
    }
    impl<T: 'static> LocalKey<Cell<T>> {
        pub fn set(&'static self, value: T) {}
        pub fn get(&'static self) -> T where T: Copy {}
        pub fn take(&'static self) -> T where T: Default {}
        pub fn replace(&'static self, value: T) -> T {}
    }
    impl<T: 'static> LocalKey<RefCell<T>> {
        pub fn with_borrow<F, R>(&'static self, f: F) -> R where F: FnOnce(&T) -> R {}
        pub fn with_borrow_mut<F, R>(&'static self, f: F) -> R where F: FnOnce(&mut T) -> R {}
        pub fn set(&'static self, value: T) {}
        pub fn take(&'static self) -> T where T: Default {}
        pub fn replace(&'static self, value: T) -> T {}
    }
    impl<T: 'static> Debug for LocalKey<T> {}
    pub type Result<T> = crate::result::Result<T, Box<dyn Any + Send + 'static>>;
    #[derive(Debug)]
    pub struct Scope<'scope, 'env: 'scope> { layout: Opaque }
    impl<'scope, 'env> Scope<'scope, 'env> {
        pub fn spawn<F, T>(&'scope self, f: F) -> ScopedJoinHandle<'scope, T> where F: FnOnce() -> T + Send + 'scope, T: Send + 'scope {}
    }
    pub struct ScopedJoinHandle<'scope, T>(Opaque);
    impl<'scope, T> ScopedJoinHandle<'scope, T> {
        pub fn thread(&self) -> &Thread {}
        pub fn join(self) -> Result<T> {}
        pub fn is_finished(&self) -> bool {}
    }
    impl<'scope, T> Debug for ScopedJoinHandle<'scope, T> {}
    #[derive(Clone, Debug)]
    pub struct Thread { inner: crate::pin::Pin<crate::sync::Arc<u8>> }
    impl Thread {
        pub fn unpark(&self) {}
        pub fn id(&self) -> ThreadId {}
        pub fn name(&self) -> Option<&str> {}
    }
    #[derive(Clone, Debug, Hash, PartialEq, Copy, Eq)]
    pub struct ThreadId { id: crate::num::NonZero<u64> }
    pub fn available_parallelism() -> crate::io::Result<NonZero<usize>> {}
    pub fn current() -> Thread {}
    pub fn panicking() -> bool {}
    pub fn park() {}
    pub fn park_timeout(dur: Duration) {}
    pub fn scope<'env, F, T>(f: F) -> T where F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T {}
    pub fn sleep(dur: Duration) {}
    pub fn spawn<F, T>(f: F) -> JoinHandle<T> where F: FnOnce() -> T + Send + 'static, T: Send + 'static {}
    pub fn yield_now() {}
}
