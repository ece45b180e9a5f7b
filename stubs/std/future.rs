pub mod future {
    use crate::prelude::v1::*;
    use crate::fmt::Debug;
    use crate::pin::Pin;
    use crate::task::{Context, Poll};
    pub trait Future {
        type Output;
        fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {}
    }
    pub trait IntoFuture {
        type Output;
        type IntoFuture: Future<Output = Self::Output>;
        fn into_future(self) -> Self::IntoFuture {}
    }
    pub struct Pending<T> { data: crate::marker::PhantomData<T> }
    impl<T> Clone for Pending<T> {}
    impl<T> Debug for Pending<T> {}
    impl<T> Future for Pending<T> { type Output = T; }
    pub struct PollFn<F> { f: F }
    impl<F> Debug for PollFn<F> {}
    impl<T, F> Future for PollFn<F> where F: FnMut(&mut Context<'_>) -> Poll<T> { type Output = T; }
    #[derive(Clone, Debug)]
    pub struct Ready<T> (Option<T>);
    impl<T> Ready<T> {
        pub fn into_inner(self) -> T {}
    }
    impl<T> Future for Ready<T> { type Output = T; }
    pub fn pending<T>() -> Pending<T> {}
    pub fn poll_fn<T, F>(f: F) -> PollFn<F> where F: FnMut(&mut Context<'_>) -> Poll<T> {}
    pub fn ready<T>(t: T) -> Ready<T> {}
    impl<F: Future> IntoFuture for F {
        type Output = F::Output;
        type IntoFuture = F;
    }
    impl<F: Future + Unpin + ?Sized> Future for &mut F { type Output = F::Output; }
}
