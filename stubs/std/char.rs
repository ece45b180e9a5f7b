pub mod char {
    use crate::prelude::v1::*;
    use crate::error::Error;
    use crate::fmt::{Debug, Display};
    use crate::hash::Hash;
    use crate::str::FromStr;
    use crate::str::pattern::Pattern;
    #[derive(Clone, Debug, PartialEq, Copy, Eq)]
    pub struct CharTryFromError(Opaque);
    impl Display for CharTryFromError {}
    impl Error for CharTryFromError {}
    pub struct DecodeUtf16<I> where I: Iterator<Item = u16> { layout: Opaque }
    impl<I> Clone for DecodeUtf16<I> where I: Clone + Iterator<Item = u16> {}
    impl<I> Debug for DecodeUtf16<I> where I: Debug + Iterator<Item = u16> {}
    impl<I> Iterator for DecodeUtf16<I> where I: Iterator<Item = u16> { type Item = Result<char, DecodeUtf16Error>; }
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct DecodeUtf16Error { layout: Opaque }
    impl DecodeUtf16Error {
        pub fn unpaired_surrogate(&self) -> u16 {}
    }
    impl Display for DecodeUtf16Error {}
    impl Error for DecodeUtf16Error {}
    #[derive(Clone, Debug)]
    pub struct EscapeDebug(Opaque);
    impl Display for EscapeDebug {}
    impl ExactSizeIterator for EscapeDebug {}
    impl Iterator for EscapeDebug { type Item = char; }
    #[derive(Clone, Debug)]
    pub struct EscapeDefault(Opaque);
    impl Display for EscapeDefault {}
    impl ExactSizeIterator for EscapeDefault {}
    impl Iterator for EscapeDefault { type Item = char; }
    #[derive(Clone, Debug)]
    pub struct EscapeUnicode(Opaque);
    impl Display for EscapeUnicode {}
    impl ExactSizeIterator for EscapeUnicode {}
    impl Iterator for EscapeUnicode { type Item = char; }
    pub const MAX: char = 0;
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ParseCharError { layout: Opaque }
    impl Display for ParseCharError {}
    impl Error for ParseCharError {}
    pub const REPLACEMENT_CHARACTER: char = 0;
    #[derive(Clone, Debug)]
    pub struct ToLowercase(Opaque);
    impl Display for ToLowercase {}
    impl DoubleEndedIterator for ToLowercase {}
    impl ExactSizeIterator for ToLowercase {}
    impl Iterator for ToLowercase { type Item = char; }
    #[derive(Clone, Debug)]
    pub struct ToUppercase(Opaque);
    impl Display for ToUppercase {}
    impl DoubleEndedIterator for ToUppercase {}
    impl ExactSizeIterator for ToUppercase {}
    impl Iterator for ToUppercase { type Item = char; }
    #[derive(Clone, Debug, PartialEq, Copy, Eq)]
    pub struct TryFromCharError(Opaque);
    impl Display for TryFromCharError {}
    impl Error for TryFromCharError {}
    pub const UNICODE_VERSION: (u8, u8, u8) = 0;
    pub fn decode_utf16<I>(iter: I) -> DecodeUtf16<<I as IntoIterator>::IntoIter> where I: IntoIterator<Item = u16> {}
    pub fn from_digit(num: u32, radix: u32) -> Option<char> {}
    pub fn from_u32(i: u32) -> Option<char> {}
    pub unsafe fn from_u32_unchecked(i: u32) -> char {}
    impl char {
        pub const MIN: char = 0;
        pub const MAX: char = 0;
        pub const MAX_LEN_UTF8: usize = 0;
        pub const MAX_LEN_UTF16: usize = 0;
        pub const REPLACEMENT_CHARACTER: char = 0;
        pub const UNICODE_VERSION: (u8, u8, u8) = 0;
        pub fn decode_utf16<I>(iter: I) -> DecodeUtf16<<I as IntoIterator>::IntoIter> where I: IntoIterator<Item = u16> {}
        pub fn from_u32(i: u32) -> Option<char> {}
        pub unsafe fn from_u32_unchecked(i: u32) -> char {}
        pub fn from_digit(num: u32, radix: u32) -> Option<char> {}
        pub fn is_digit(self, radix: u32) -> bool {}
        pub fn to_digit(self, radix: u32) -> Option<u32> {}
        pub fn escape_unicode(self) -> EscapeUnicode {}
        pub fn escape_debug(self) -> EscapeDebug {}
        pub fn escape_default(self) -> EscapeDefault {}
        pub fn len_utf8(self) -> usize {}
        pub fn len_utf16(self) -> usize {}
        pub fn encode_utf8(self, dst: &mut [u8]) -> &mut str {}
        pub fn encode_utf16(self, dst: &mut [u16]) -> &mut [u16] {}
        pub fn is_alphabetic(self) -> bool {}
        pub fn is_lowercase(self) -> bool {}
        pub fn is_uppercase(self) -> bool {}
        pub fn is_whitespace(self) -> bool {}
        pub fn is_alphanumeric(self) -> bool {}
        pub fn is_control(self) -> bool {}
        pub fn is_numeric(self) -> bool {}
        pub fn to_lowercase(self) -> ToLowercase {}
        pub fn to_uppercase(self) -> ToUppercase {}
        pub fn is_ascii(&self) -> bool {}
        pub fn to_ascii_uppercase(&self) -> char {}
        pub fn to_ascii_lowercase(&self) -> char {}
        pub fn eq_ignore_ascii_case(&self, other: &char) -> bool {}
        pub fn make_ascii_uppercase(&mut self) {}
        pub fn make_ascii_lowercase(&mut self) {}
        pub fn is_ascii_alphabetic(&self) -> bool {}
        pub fn is_ascii_uppercase(&self) -> bool {}
        pub fn is_ascii_lowercase(&self) -> bool {}
        pub fn is_ascii_alphanumeric(&self) -> bool {}
        pub fn is_ascii_digit(&self) -> bool {}
        pub fn is_ascii_hexdigit(&self) -> bool {}
        pub fn is_ascii_punctuation(&self) -> bool {}
        pub fn is_ascii_graphic(&self) -> bool {}
        pub fn is_ascii_whitespace(&self) -> bool {}
        pub fn is_ascii_control(&self) -> bool {}
    }
    impl Clone for char {}
    impl Debug for char {}
    impl Default for char {}
    impl Display for char {}
    impl From<char> for u128 {}
    impl From<char> for u32 {}
    impl From<char> for u64 {}
    impl From<u8> for char {}
    impl FromStr for char { type Err = ParseCharError; }
    impl Hash for char {}
    impl Ord for char {}
    impl PartialEq for char {}
    impl PartialOrd for char {}
    impl Pattern for char {}
    impl TryFrom<char> for u16 { type Error = TryFromCharError; }
    impl TryFrom<char> for u8 { type Error = TryFromCharError; }
    impl TryFrom<char> for usize { type Error = TryFromCharError; }
    impl TryFrom<u32> for char { type Error = CharTryFromError; }
    impl Copy for char {}
    impl Eq for char {}
}
