//! What the language itself knows of the standard library: traits and names.

use crate::syntax::hir::Symbol;

use crate::crate_map::{Def, Resolver, TraitId};

macro_rules! lang {
    ($($name:ident: $path:literal,)*) => {
        /// Traits of the standard library that the language itself knows.
        pub(super) struct Lang { $(pub(super) $name: Option<TraitId>,)* }

        impl Lang {
            pub(super) fn new(resolver: &Resolver<'_>) -> Self {
                Self { $($name: resolver.standard($path).and_then(Def::as_trait),)* }
            }

            #[cfg(test)]
            pub(super) fn missing(&self) -> Vec<&'static str> {
                [$(($path, self.$name.is_none()),)*].into_iter().filter(|(_, missing)| *missing).map(|(path, _)| path).collect()
            }
        }
    };
}

lang! {
    clone: "clone::Clone",
    copy: "marker::Copy",
    to_owned: "borrow::ToOwned",
    display: "fmt::Display",
    deref: "ops::Deref",
    index: "ops::Index",
    not: "ops::Not",
    neg: "ops::Neg",
    fn_trait: "ops::Fn",
    fn_mut: "ops::FnMut",
    fn_once: "ops::FnOnce",
    async_fn: "ops::AsyncFn",
    async_fn_mut: "ops::AsyncFnMut",
    async_fn_once: "ops::AsyncFnOnce",
    iterator: "iter::Iterator",
    into_iterator: "iter::IntoIterator",
    slice_index: "slice::SliceIndex",
    future: "future::Future",
    into_future: "future::IntoFuture",
    sized: "marker::Sized",
    send: "marker::Send",
    sync: "marker::Sync",
    unpin: "marker::Unpin",
    any: "any::Any",
    adaptor: "iter::Adaptor",
}

impl Lang {
    /// Whether a trait is one of those that closures implement.
    pub(super) fn is_callable(&self, id: TraitId) -> bool {
        [self.fn_trait, self.fn_mut, self.fn_once].contains(&Some(id)) || self.is_async_callable(id)
    }

    /// Whether what such a callable returns is a future of the bound's `Output`.
    pub(super) fn is_async_callable(&self, id: TraitId) -> bool {
        [self.async_fn, self.async_fn_mut, self.async_fn_once].contains(&Some(id))
    }
}

/// Names that the language itself knows.
pub(super) struct Words {
    pub(super) own_type: Symbol,
    pub(super) target: Symbol,
    pub(super) output: Symbol,
    pub(super) item: Symbol,
    pub(super) clone: Symbol,
    pub(super) clone_trait: Symbol,
    pub(super) deref: Symbol,
}

impl Words {
    pub(super) fn new() -> Self {
        Self {
            own_type: Symbol::new("Self"),
            target: Symbol::new("Target"),
            output: Symbol::new("Output"),
            item: Symbol::new("Item"),
            clone: Symbol::new("clone"),
            clone_trait: Symbol::new("Clone"),
            deref: Symbol::new("Deref"),
        }
    }
}
