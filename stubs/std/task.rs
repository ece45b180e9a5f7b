pub mod task {
    use crate::prelude::v1::*;
    use crate::sync::Arc;
    #[derive(Debug)]
    pub struct Context<'a> { layout: Opaque }
    impl<'a> Context<'a> {
        pub fn from_waker(waker: &'a Waker) -> Context<'a> {}
        pub fn waker(&self) -> &'a Waker {}
    }
    #[derive(Clone, Debug, Hash, Ord, PartialEq, PartialOrd, Copy, Eq)]
    pub enum Poll<T> { Ready(T), Pending, }
    impl<T> Poll<T> {
        pub fn map<U, F>(self, f: F) -> Poll<U> where F: FnOnce(T) -> U {}
        pub fn is_ready(&self) -> bool {}
        pub fn is_pending(&self) -> bool {}
    }
    impl<T, E> Poll<Result<T, E>> {
        pub fn map_ok<U, F>(self, f: F) -> Poll<Result<U, E>> where F: FnOnce(T) -> U {}
        pub fn map_err<U, F>(self, f: F) -> Poll<Result<T, U>> where F: FnOnce(E) -> U {}
    }
    impl<T, E> Poll<Option<Result<T, E>>> {
        pub fn map_ok<U, F>(self, f: F) -> Poll<Option<Result<U, E>>> where F: FnOnce(T) -> U {}
        pub fn map_err<U, F>(self, f: F) -> Poll<Option<Result<T, U>>> where F: FnOnce(E) -> U {}
    }
    impl<T> From<T> for Poll<T> {}
    #[derive(Debug, PartialEq)]
    pub struct RawWaker { layout: Opaque }
    impl RawWaker {
        pub fn new(data: *const (), vtable: &'static RawWakerVTable) -> RawWaker {}
    }
    impl<W> From<Arc<W>> for RawWaker where W: Wake + Send + Sync + 'static {}
    #[derive(Clone, Debug, PartialEq, Copy)]
    pub struct RawWakerVTable { layout: Opaque }
    impl RawWakerVTable {
        pub fn new(clone: unsafe fn(*const ()) -> RawWaker, wake: unsafe fn(*const ()), wake_by_ref: unsafe fn(*const ()), drop: unsafe fn(*const ())) -> RawWakerVTable {}
    }
    pub trait Wake {
        fn wake(self: Arc<Self>) {}
        fn wake_by_ref(self: &Arc<Self>) {}
    }
    #[derive(Clone, Debug)]
    pub struct Waker { data: *const (), vtable: &'static RawWakerVTable }
    impl Waker {
        pub fn wake(self) {}
        pub fn wake_by_ref(&self) {}
        pub fn will_wake(&self, other: &Waker) -> bool {}
        pub unsafe fn new(data: *const (), vtable: &'static RawWakerVTable) -> Waker {}
        pub unsafe fn from_raw(waker: RawWaker) -> Waker {}
        pub fn noop() -> &'static Waker {}
        pub fn data(&self) -> *const () {}
        pub fn vtable(&self) -> &'static RawWakerVTable {}
    }
    impl<W> From<Arc<W>> for Waker where W: Wake + Send + Sync + 'static {}
}
