pub mod default {
    use crate::prelude::v1::*;
    pub trait Default: Sized {
        fn default() -> Self {}
    }
}
