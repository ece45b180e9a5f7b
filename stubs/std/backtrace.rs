pub mod backtrace {
    use crate::prelude::v1::*;
    use crate::fmt::Display;
    #[derive(Debug)]
    pub struct Backtrace { layout: Opaque }
    impl Backtrace {
        pub fn capture() -> Backtrace {}
        pub fn force_capture() -> Backtrace {}
        pub fn disabled() -> Backtrace {}
        pub fn status(&self) -> BacktraceStatus {}
    }
    impl Display for Backtrace {}
    #[derive(Debug, PartialEq, Eq)]
    pub enum BacktraceStatus { Unsupported, Disabled, Captured, }
}
