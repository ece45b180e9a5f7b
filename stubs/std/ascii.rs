pub mod ascii {
    use crate::prelude::v1::*;
    use crate::fmt::Display;
    pub trait AsciiExt {
        type Owned;
        fn is_ascii(&self) -> bool {}
        fn to_ascii_uppercase(&self) -> Self::Owned {}
        fn to_ascii_lowercase(&self) -> Self::Owned {}
        fn eq_ignore_ascii_case(&self, other: &Self) -> bool {}
        fn make_ascii_uppercase(&mut self) {}
        fn make_ascii_lowercase(&mut self) {}
    }
    #[derive(Clone, Debug)]
    pub struct EscapeDefault(Opaque);
    impl Display for EscapeDefault {}
    impl DoubleEndedIterator for EscapeDefault {}
    impl ExactSizeIterator for EscapeDefault {}
    impl Iterator for EscapeDefault { type Item = u8; }
    pub fn escape_default(c: u8) -> EscapeDefault {}
}
