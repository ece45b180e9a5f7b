pub mod iter {
    /// Stands for a struct of the standard library of which the stubs tell only the bounds.
    pub trait Adaptor {}
    use crate::prelude::v1::*;
    use crate::fmt::Debug;
    use crate::ops::Try;
    #[derive(Clone, Debug, Default)]
    pub struct Chain<A, B> { layout: Opaque }
    impl<A, B> DoubleEndedIterator for Chain<A, B> where A: DoubleEndedIterator, B: DoubleEndedIterator<Item = <A as Iterator>::Item> {}
    impl<A, B> Iterator for Chain<A, B> where A: Iterator, B: Iterator<Item = <A as Iterator>::Item> {
        type Item = <A as Iterator>::Item;
    }
    #[derive(Clone, Debug, Default)]
    pub struct Cloned<I> { layout: Opaque }
    impl<'a, I, T> DoubleEndedIterator for Cloned<I> where T: 'a + Clone, I: DoubleEndedIterator<Item = &'a T> {}
    impl<'a, I, T> ExactSizeIterator for Cloned<I> where T: 'a + Clone, I: ExactSizeIterator<Item = &'a T> {}
    impl<'a, I, T> Iterator for Cloned<I> where T: 'a + Clone, I: Iterator<Item = &'a T> { type Item = T; }
    #[derive(Clone, Debug, Default)]
    pub struct Copied<I> { layout: Opaque }
    impl<'a, I, T> DoubleEndedIterator for Copied<I> where T: 'a + Copy, I: DoubleEndedIterator<Item = &'a T> {}
    impl<'a, I, T> ExactSizeIterator for Copied<I> where T: 'a + Copy, I: ExactSizeIterator<Item = &'a T> {}
    impl<'a, I, T> Iterator for Copied<I> where T: 'a + Copy, I: Iterator<Item = &'a T> { type Item = T; }
    #[derive(Clone, Debug)]
    pub struct Cycle<I> { layout: Opaque }
    impl<I> Iterator for Cycle<I> where I: Clone + Iterator { type Item = <I as Iterator>::Item; }
    pub trait DoubleEndedIterator: Iterator {
        fn next_back(&mut self) -> Option<Self::Item> {}
        fn nth_back(&mut self, n: usize) -> Option<Self::Item> {}
        fn try_rfold<B, F, R>(&mut self, init: B, f: F) -> R where Self: Sized, F: FnMut(B, Self::Item) -> R, R: Try<Output = B> {}
        fn rfold<B, F>(self, init: B, f: F) -> B where Self: Sized, F: FnMut(B, Self::Item) -> B {}
        fn rfind<P>(&mut self, predicate: P) -> Option<Self::Item> where Self: Sized, P: FnMut(&Self::Item) -> bool {}
    }
    pub struct Empty<T>(Opaque);
    impl<T> Clone for Empty<T> {}
    impl<T> Debug for Empty<T> {}
    impl<T> Default for Empty<T> {}
    impl<T> DoubleEndedIterator for Empty<T> {}
    impl<T> ExactSizeIterator for Empty<T> {}
    impl<T> Iterator for Empty<T> { type Item = T; }
    #[derive(Clone, Debug, Default)]
    pub struct Enumerate<I> { layout: Opaque }
    impl<I> DoubleEndedIterator for Enumerate<I> where I: ExactSizeIterator + DoubleEndedIterator {}
    impl<I> ExactSizeIterator for Enumerate<I> where I: ExactSizeIterator {}
    impl<I> Iterator for Enumerate<I> where I: Iterator { type Item = (usize, <I as Iterator>::Item); }
    pub trait ExactSizeIterator: Iterator {
        fn len(&self) -> usize {}
    }
    pub trait Extend<A> {
        fn extend<T>(&mut self, iter: T) where T: IntoIterator<Item = A> {}
    }
    #[derive(Clone)]
    pub struct Filter<I, P> { layout: Opaque }
    impl<I, P> Debug for Filter<I, P> where I: Debug {}
    impl<I, P> DoubleEndedIterator for Filter<I, P> where I: DoubleEndedIterator, P: FnMut(&<I as Iterator>::Item) -> bool {}
    impl<I, P> Iterator for Filter<I, P> where I: Iterator, P: FnMut(&<I as Iterator>::Item) -> bool {
        type Item = <I as Iterator>::Item;
    }
    #[derive(Clone)]
    pub struct FilterMap<I, F> { layout: Opaque }
    impl<I, F> Debug for FilterMap<I, F> where I: Debug {}
    impl<B, I, F> DoubleEndedIterator for FilterMap<I, F> where I: DoubleEndedIterator, F: FnMut(<I as Iterator>::Item) -> Option<B> {}
    impl<B, I, F> Iterator for FilterMap<I, F> where I: Iterator, F: FnMut(<I as Iterator>::Item) -> Option<B> { type Item = B; }
    pub struct FlatMap<I, U, F> where U: IntoIterator { layout: Opaque }
    impl<I, U, F> Clone for FlatMap<I, U, F> where I: Clone, F: Clone, U: Clone + IntoIterator, <U as IntoIterator>::IntoIter: Clone {}
    impl<I, U, F> Debug for FlatMap<I, U, F> where I: Debug, U: IntoIterator, <U as IntoIterator>::IntoIter: Debug {}
    impl<I, U, F> DoubleEndedIterator for FlatMap<I, U, F> where I: DoubleEndedIterator, F: FnMut(<I as Iterator>::Item) -> U, U: IntoIterator, <U as IntoIterator>::IntoIter: DoubleEndedIterator {}
    impl<I, U, F> Iterator for FlatMap<I, U, F> where I: Iterator, U: IntoIterator, F: FnMut(<I as Iterator>::Item) -> U {
        type Item = <U as IntoIterator>::Item;
    }
    pub struct Flatten<I> where I: Iterator, <I as Iterator>::Item: IntoIterator { layout: Opaque }
    impl<I, U> Clone for Flatten<I> where I: Clone + Iterator, <I as Iterator>::Item: IntoIterator<IntoIter = U, Item = <U as Iterator>::Item>, U: Clone + Iterator {}
    impl<I, U> Debug for Flatten<I> where I: Debug + Iterator, <I as Iterator>::Item: IntoIterator<IntoIter = U, Item = <U as Iterator>::Item>, U: Debug + Iterator {}
    impl<I> Default for Flatten<I> where I: Default + Iterator, <I as Iterator>::Item: IntoIterator {}
    impl<I, U> DoubleEndedIterator for Flatten<I> where I: DoubleEndedIterator, <I as Iterator>::Item: IntoIterator<IntoIter = U, Item = <U as Iterator>::Item>, U: DoubleEndedIterator {}
    impl<I, U> Iterator for Flatten<I> where I: Iterator, <I as Iterator>::Item: IntoIterator<IntoIter = U, Item = <U as Iterator>::Item>, U: Iterator {
        type Item = <U as Iterator>::Item;
    }
    #[derive(Clone)]
    pub struct FromFn<F>(Opaque);
    impl<F> Debug for FromFn<F> {}
    impl<T, F> Iterator for FromFn<F> where F: FnMut() -> Option<T> { type Item = T; }
    pub trait FromIterator<A>: Sized {
        fn from_iter<T>(iter: T) -> Self where T: IntoIterator<Item = A> {}
    }
    #[derive(Clone, Debug, Default)]
    pub struct Fuse<I> { layout: Opaque }
    impl<I> DoubleEndedIterator for Fuse<I> where I: DoubleEndedIterator {}
    impl<I> ExactSizeIterator for Fuse<I> where I: ExactSizeIterator {}
    impl<I> Iterator for Fuse<I> where I: Iterator { type Item = <I as Iterator>::Item; }
    pub trait FusedIterator: Iterator {}
    #[derive(Clone)]
    pub struct Inspect<I, F> { layout: Opaque }
    impl<I, F> Debug for Inspect<I, F> where I: Debug {}
    impl<I, F> DoubleEndedIterator for Inspect<I, F> where I: DoubleEndedIterator, F: FnMut(&<I as Iterator>::Item) {}
    impl<I, F> ExactSizeIterator for Inspect<I, F> where I: ExactSizeIterator, F: FnMut(&<I as Iterator>::Item) {}
    impl<I, F> Iterator for Inspect<I, F> where I: Iterator, F: FnMut(&<I as Iterator>::Item) {
        type Item = <I as Iterator>::Item;
    }
    pub trait IntoIterator {
        type Item;
        type IntoIter: Iterator<Item = Self::Item>;
        fn into_iter(self) -> Self::IntoIter {}
    }
    #[derive(Clone)]
    pub struct Map<I, F> { layout: Opaque }
    impl<I, F> Debug for Map<I, F> where I: Debug {}
    impl<B, I, F> DoubleEndedIterator for Map<I, F> where I: DoubleEndedIterator, F: FnMut(<I as Iterator>::Item) -> B {}
    impl<B, I, F> ExactSizeIterator for Map<I, F> where I: ExactSizeIterator, F: FnMut(<I as Iterator>::Item) -> B {}
    impl<B, I, F> Iterator for Map<I, F> where I: Iterator, F: FnMut(<I as Iterator>::Item) -> B { type Item = B; }
    #[derive(Clone)]
    pub struct MapWhile<I, P> { layout: Opaque }
    impl<I, P> Debug for MapWhile<I, P> where I: Debug {}
    impl<B, I, P> Iterator for MapWhile<I, P> where I: Iterator, P: FnMut(<I as Iterator>::Item) -> Option<B> { type Item = B; }
    #[derive(Clone, Debug)]
    pub struct Once<T> { layout: Opaque }
    impl<T> DoubleEndedIterator for Once<T> {}
    impl<T> ExactSizeIterator for Once<T> {}
    impl<T> Iterator for Once<T> { type Item = T; }
    #[derive(Clone)]
    pub struct OnceWith<F> { layout: Opaque }
    impl<F> Debug for OnceWith<F> {}
    impl<A, F> DoubleEndedIterator for OnceWith<F> where F: FnOnce() -> A {}
    impl<A, F> ExactSizeIterator for OnceWith<F> where F: FnOnce() -> A {}
    impl<A, F> Iterator for OnceWith<F> where F: FnOnce() -> A { type Item = A; }
    pub struct Peekable<I> where I: Iterator { iter: I, peeked: Option<Option<I::Item>> }
    impl<I> Peekable<I> where I: Iterator {
        pub fn peek(&mut self) -> Option<&<I as Iterator>::Item> {}
        pub fn peek_mut(&mut self) -> Option<&mut <I as Iterator>::Item> {}
        pub fn next_if(&mut self, func: impl FnOnce(&<I as Iterator>::Item) -> bool) -> Option<<I as Iterator>::Item> {}
        pub fn next_if_eq<T>(&mut self, expected: &T) -> Option<<I as Iterator>::Item> where <I as Iterator>::Item: PartialEq<T>, T: ?Sized {}
        pub fn next_if_map<R>(&mut self, f: impl FnOnce(<I as Iterator>::Item) -> Result<R, <I as Iterator>::Item>) -> Option<R> {}
        pub fn next_if_map_mut<R>(&mut self, f: impl FnOnce(&mut <I as Iterator>::Item) -> Option<R>) -> Option<R> {}
    }
    impl<I> Clone for Peekable<I> where I: Clone + Iterator, <I as Iterator>::Item: Clone {}
    impl<I> Debug for Peekable<I> where I: Debug + Iterator, <I as Iterator>::Item: Debug {}
    impl<I> DoubleEndedIterator for Peekable<I> where I: DoubleEndedIterator {}
    impl<I> ExactSizeIterator for Peekable<I> where I: ExactSizeIterator {}
    impl<I> Iterator for Peekable<I> where I: Iterator { type Item = <I as Iterator>::Item; }
    pub trait Product<A = Self>: Sized {
        fn product<I>(iter: I) -> Self where I: Iterator<Item = A> {}
    }
    #[derive(Clone, Debug)]
    pub struct Repeat<A> { layout: Opaque }
    impl<A> DoubleEndedIterator for Repeat<A> where A: Clone {}
    impl<A> Iterator for Repeat<A> where A: Clone { type Item = A; }
    #[derive(Clone, Debug)]
    pub struct RepeatN<A> { layout: Opaque }
    impl<A> DoubleEndedIterator for RepeatN<A> where A: Clone {}
    impl<A> ExactSizeIterator for RepeatN<A> where A: Clone {}
    impl<A> Iterator for RepeatN<A> where A: Clone { type Item = A; }
    #[derive(Clone, Copy)]
    pub struct RepeatWith<F> { layout: Opaque }
    impl<F> Debug for RepeatWith<F> {}
    impl<A, F> Iterator for RepeatWith<F> where F: FnMut() -> A { type Item = A; }
    #[derive(Clone, Debug, Default)]
    pub struct Rev<T> { iter: T }
    impl<I> DoubleEndedIterator for Rev<I> where I: DoubleEndedIterator {}
    impl<I> ExactSizeIterator for Rev<I> where I: ExactSizeIterator + DoubleEndedIterator {}
    impl<I> Iterator for Rev<I> where I: DoubleEndedIterator { type Item = <I as Iterator>::Item; }
    #[derive(Clone)]
    pub struct Scan<I, St, F> { layout: Opaque }
    impl<I, St, F> Debug for Scan<I, St, F> where I: Debug, St: Debug {}
    impl<B, I, St, F> Iterator for Scan<I, St, F> where I: Iterator, F: FnMut(&mut St, <I as Iterator>::Item) -> Option<B> {
        type Item = B;
    }
    #[derive(Clone, Debug)]
    pub struct Skip<I> { layout: Opaque }
    impl<I> DoubleEndedIterator for Skip<I> where I: DoubleEndedIterator + ExactSizeIterator {}
    impl<I> ExactSizeIterator for Skip<I> where I: ExactSizeIterator {}
    impl<I> Iterator for Skip<I> where I: Iterator { type Item = <I as Iterator>::Item; }
    #[derive(Clone)]
    pub struct SkipWhile<I, P> { layout: Opaque }
    impl<I, P> Debug for SkipWhile<I, P> where I: Debug {}
    impl<I, P> Iterator for SkipWhile<I, P> where I: Iterator, P: FnMut(&<I as Iterator>::Item) -> bool {
        type Item = <I as Iterator>::Item;
    }
    #[derive(Clone, Debug)]
    pub struct StepBy<I> { layout: Opaque }
    impl<I> DoubleEndedIterator for StepBy<I> where I: DoubleEndedIterator + ExactSizeIterator {}
    impl<I> ExactSizeIterator for StepBy<I> where I: ExactSizeIterator {}
    impl<I> Iterator for StepBy<I> where I: Iterator { type Item = <I as Iterator>::Item; }
    #[derive(Clone)]
    pub struct Successors<T, F> { layout: Opaque }
    impl<T, F> Debug for Successors<T, F> where T: Debug {}
    impl<T, F> Iterator for Successors<T, F> where F: FnMut(&T) -> Option<T> { type Item = T; }
    pub trait Sum<A = Self>: Sized {
        fn sum<I>(iter: I) -> Self where I: Iterator<Item = A> {}
    }
    #[derive(Clone, Debug)]
    pub struct Take<I> { layout: Opaque }
    impl<I> DoubleEndedIterator for Take<I> where I: DoubleEndedIterator + ExactSizeIterator {}
    impl<T> DoubleEndedIterator for Take<Repeat<T>> where T: Clone {}
    impl<I> ExactSizeIterator for Take<I> where I: ExactSizeIterator {}
    impl<T> ExactSizeIterator for Take<Repeat<T>> where T: Clone {}
    impl<F, A> ExactSizeIterator for Take<RepeatWith<F>> where F: FnMut() -> A {}
    impl<I> Iterator for Take<I> where I: Iterator { type Item = <I as Iterator>::Item; }
    #[derive(Clone)]
    pub struct TakeWhile<I, P> { layout: Opaque }
    impl<I, P> Debug for TakeWhile<I, P> where I: Debug {}
    impl<I, P> Iterator for TakeWhile<I, P> where I: Iterator, P: FnMut(&<I as Iterator>::Item) -> bool {
        type Item = <I as Iterator>::Item;
    }
    #[derive(Clone, Debug)]
    pub struct Zip<A, B> { layout: Opaque }
    impl<A, B> DoubleEndedIterator for Zip<A, B> where A: DoubleEndedIterator + ExactSizeIterator, B: DoubleEndedIterator + ExactSizeIterator {}
    impl<A, B> ExactSizeIterator for Zip<A, B> where A: ExactSizeIterator, B: ExactSizeIterator {}
    impl<A, B> Iterator for Zip<A, B> where A: Iterator, B: Iterator {
        type Item = (<A as Iterator>::Item, <B as Iterator>::Item);
    }
    pub fn chain<A, B>(a: A, b: B) -> Chain<<A as IntoIterator>::IntoIter, <B as IntoIterator>::IntoIter> where A: IntoIterator, B: IntoIterator<Item = <A as IntoIterator>::Item> {}
    pub fn empty<T>() -> Empty<T> {}
    pub fn from_fn<T, F>(f: F) -> FromFn<F> where F: FnMut() -> Option<T> {}
    pub fn once<T>(value: T) -> Once<T> {}
    pub fn once_with<A, F>(make: F) -> OnceWith<F> where F: FnOnce() -> A {}
    pub fn repeat<T>(elt: T) -> Repeat<T> where T: Clone {}
    pub fn repeat_n<T>(element: T, count: usize) -> RepeatN<T> where T: Clone {}
    pub fn repeat_with<A, F>(repeater: F) -> RepeatWith<F> where F: FnMut() -> A {}
    pub fn successors<T, F>(first: Option<T>, succ: F) -> Successors<T, F> where F: FnMut(&T) -> Option<T> {}
    pub fn zip<A, B>(a: A, b: B) -> Zip<<A as IntoIterator>::IntoIter, <B as IntoIterator>::IntoIter> where A: IntoIterator, B: IntoIterator {}
    pub trait Iterator {
        type Item;
        fn next(&mut self) -> Option<Self::Item> {}
        fn size_hint(&self) -> (usize, Option<usize>) {}
        fn count(self) -> usize {}
        fn last(self) -> Option<Self::Item> {}
        fn nth(&mut self, n: usize) -> Option<Self::Item> {}
        fn step_by(self, step: usize) -> impl DoubleEndedIterator<Item = Self::Item> {}
        fn chain<U>(self, other: U) -> impl DoubleEndedIterator<Item = Self::Item> where U: IntoIterator<Item = Self::Item> {}
        fn zip<U>(self, other: U) -> impl DoubleEndedIterator<Item = (Self::Item, <U as IntoIterator>::Item)> where U: IntoIterator {}
        fn map<B, F>(self, f: F) -> impl DoubleEndedIterator<Item = B> where F: FnMut(Self::Item) -> B {}
        fn for_each<F>(self, f: F) where F: FnMut(Self::Item) {}
        fn filter<P>(self, predicate: P) -> impl DoubleEndedIterator<Item = Self::Item> where P: FnMut(&Self::Item) -> bool {}
        fn filter_map<B, F>(self, f: F) -> impl DoubleEndedIterator<Item = B> where F: FnMut(Self::Item) -> Option<B> {}
        fn enumerate(self) -> impl DoubleEndedIterator<Item = (usize, Self::Item)> {}
        fn peekable(self) -> Peekable<Self> {}
        fn skip_while<P>(self, predicate: P) -> impl Iterator<Item = Self::Item> where P: FnMut(&Self::Item) -> bool {}
        fn take_while<P>(self, predicate: P) -> impl Iterator<Item = Self::Item> where P: FnMut(&Self::Item) -> bool {}
        fn map_while<B, P>(self, predicate: P) -> impl Iterator<Item = B> where P: FnMut(Self::Item) -> Option<B> {}
        fn skip(self, n: usize) -> impl DoubleEndedIterator<Item = Self::Item> {}
        fn take(self, n: usize) -> impl DoubleEndedIterator<Item = Self::Item> {}
        fn scan<St, B, F>(self, initial_state: St, f: F) -> impl Iterator<Item = B> where F: FnMut(&mut St, Self::Item) -> Option<B> {}
        fn flat_map<U, F>(self, f: F) -> impl DoubleEndedIterator<Item = <U as IntoIterator>::Item> where U: IntoIterator, F: FnMut(Self::Item) -> U {}
        fn flatten(self) -> impl DoubleEndedIterator<Item = <Self::Item as IntoIterator>::Item> where Self::Item: IntoIterator {}
        fn fuse(self) -> impl DoubleEndedIterator<Item = Self::Item> {}
        fn inspect<F>(self, f: F) -> impl DoubleEndedIterator<Item = Self::Item> where F: FnMut(&Self::Item) {}
        fn by_ref(&mut self) -> &mut Self {}
        fn collect<B>(self) -> B where B: FromIterator<Self::Item> {}
        fn partition<B, F>(self, f: F) -> (B, B) where B: Default + Extend<Self::Item>, F: FnMut(&Self::Item) -> bool {}
        fn try_fold<B, F, R>(&mut self, init: B, f: F) -> R where F: FnMut(B, Self::Item) -> R, R: crate::ops::Try<Output = B> {}
        fn try_for_each<F, R>(&mut self, f: F) -> R where F: FnMut(Self::Item) -> R, R: crate::ops::Try<Output = ()> {}
        fn fold<B, F>(self, init: B, f: F) -> B where F: FnMut(B, Self::Item) -> B {}
        fn reduce<F>(self, f: F) -> Option<Self::Item> where F: FnMut(Self::Item, Self::Item) -> Self::Item {}
        fn all<F>(&mut self, f: F) -> bool where F: FnMut(Self::Item) -> bool {}
        fn any<F>(&mut self, f: F) -> bool where F: FnMut(Self::Item) -> bool {}
        fn find<P>(&mut self, predicate: P) -> Option<Self::Item> where P: FnMut(&Self::Item) -> bool {}
        fn find_map<B, F>(&mut self, f: F) -> Option<B> where F: FnMut(Self::Item) -> Option<B> {}
        fn position<P>(&mut self, predicate: P) -> Option<usize> where P: FnMut(Self::Item) -> bool {}
        fn rposition<P>(&mut self, predicate: P) -> Option<usize> where P: FnMut(Self::Item) -> bool {}
        fn max(self) -> Option<Self::Item> {}
        fn min(self) -> Option<Self::Item> {}
        fn max_by_key<B, F>(self, f: F) -> Option<Self::Item> where F: FnMut(&Self::Item) -> B, B: Ord {}
        fn max_by<F>(self, compare: F) -> Option<Self::Item> where F: FnMut(&Self::Item, &Self::Item) -> crate::cmp::Ordering {}
        fn min_by_key<B, F>(self, f: F) -> Option<Self::Item> where F: FnMut(&Self::Item) -> B, B: Ord {}
        fn min_by<F>(self, compare: F) -> Option<Self::Item> where F: FnMut(&Self::Item, &Self::Item) -> crate::cmp::Ordering {}
        fn rev(self) -> impl DoubleEndedIterator<Item = Self::Item> where Self: DoubleEndedIterator {}
        fn unzip<A, B, FromA, FromB>(self) -> (FromA, FromB) where FromA: Default + Extend<A>, FromB: Default + Extend<B>, Self: Iterator<Item = (A, B)> {}
        fn copied<'a, T>(self) -> impl DoubleEndedIterator<Item = T> where T: Copy + 'a, Self: Iterator<Item = &'a T> {}
        fn cloned<'a, T>(self) -> impl DoubleEndedIterator<Item = T> where T: Clone + 'a, Self: Iterator<Item = &'a T> {}
        fn cycle(self) -> impl Iterator<Item = Self::Item> where Self: Clone {}
        fn sum<S>(self) -> S where S: Sum<Self::Item> {}
        fn product<P>(self) -> P where P: Product<Self::Item> {}
        fn cmp<I>(self, other: I) -> crate::cmp::Ordering where I: IntoIterator<Item = Self::Item> {}
        fn partial_cmp<I>(self, other: I) -> Option<crate::cmp::Ordering> where I: IntoIterator {}
        fn eq<I>(self, other: I) -> bool where I: IntoIterator {}
        fn ne<I>(self, other: I) -> bool where I: IntoIterator {}
        fn lt<I>(self, other: I) -> bool where I: IntoIterator {}
        fn le<I>(self, other: I) -> bool where I: IntoIterator {}
        fn gt<I>(self, other: I) -> bool where I: IntoIterator {}
        fn ge<I>(self, other: I) -> bool where I: IntoIterator {}
        fn is_sorted(self) -> bool {}
        fn is_sorted_by<F>(self, compare: F) -> bool where F: FnMut(&Self::Item, &Self::Item) -> bool {}
        fn is_sorted_by_key<F, K>(self, f: F) -> bool where F: FnMut(Self::Item) -> K {}
    }
    impl<I: Iterator> IntoIterator for I {
        type Item = I::Item;
        type IntoIter = I;
    }
    impl FromIterator<()> for () {}
    impl<A, B, AE: Default + Extend<A>, BE: Default + Extend<B>> FromIterator<(A, B)> for (AE, BE) {}
    impl<A, B, ExtendA: Extend<A>, ExtendB: Extend<B>> Extend<(A, B)> for (ExtendA, ExtendB) {}
    impl<I: Iterator + ?Sized> Iterator for &mut I { type Item = I::Item; }
    impl<I: DoubleEndedIterator + ?Sized> DoubleEndedIterator for &mut I {}
    impl<I: ExactSizeIterator + ?Sized> ExactSizeIterator for &mut I {}
}
