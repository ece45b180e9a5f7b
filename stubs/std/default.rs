pub mod default {
    use crate::prelude::v1::*;
    pub trait Default: Sized {
        fn default() -> Self {}
    }
    impl Default for () {}
    impl<A: Default, B: Default> Default for (A, B) {}
    impl<A: Default, B: Default, C: Default> Default for (A, B, C) {}
}
