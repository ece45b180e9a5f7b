pub mod proc_macro {
    use crate::prelude::v1::*;
    use crate::error::Error;
    use crate::ffi::CStr;
    use crate::fmt::{Debug, Display};
    use crate::num::NonZeroU32;
    use crate::path::PathBuf;
    use crate::str::FromStr;
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Delimiter { Parenthesis, Brace, Bracket, None, }
    #[derive(Clone, Debug)]
    pub struct Group { stream: Option<TokenStream>, delimiter: Delimiter, open: Span, close: Span, entire: Span }
    impl Display for Group {}
    impl Group {
        pub fn new(delimiter: Delimiter, stream: TokenStream) -> Group {}
        pub fn delimiter(&self) -> Delimiter {}
        pub fn stream(&self) -> TokenStream {}
        pub fn span(&self) -> Span {}
        pub fn span_open(&self) -> Span {}
        pub fn span_close(&self) -> Span {}
        pub fn set_span(&mut self, span: Span) {}
    }
    #[derive(Clone)]
    pub struct Ident { sym: NonZeroU32, is_raw: bool, span: Span }
    impl Debug for Ident {}
    impl Display for Ident {}
    impl Ident {
        pub fn new(string: &str, span: Span) -> Ident {}
        pub fn new_raw(string: &str, span: Span) -> Ident {}
        pub fn span(&self) -> Span {}
        pub fn set_span(&mut self, span: Span) {}
    }
    #[derive(Debug)]
    pub struct LexError { layout: Opaque }
    impl Display for LexError {}
    impl Error for LexError {}
    #[derive(Clone)]
    pub struct Literal { layout: Opaque }
    impl Debug for Literal {}
    impl Display for Literal {}
    impl FromStr for Literal { type Err = LexError; }
    impl Literal {
        pub fn byte_character(byte: u8) -> Literal {}
        pub fn byte_string(bytes: &[u8]) -> Literal {}
        pub fn c_string(string: &CStr) -> Literal {}
        pub fn character(ch: char) -> Literal {}
        pub fn string(string: &str) -> Literal {}
        pub fn f32_suffixed(n: f32) -> Literal {}
        pub fn f32_unsuffixed(n: f32) -> Literal {}
        pub fn f64_suffixed(n: f64) -> Literal {}
        pub fn f64_unsuffixed(n: f64) -> Literal {}
        pub fn i8_suffixed(n: i8) -> Literal {}
        pub fn i8_unsuffixed(n: i8) -> Literal {}
        pub fn i16_suffixed(n: i16) -> Literal {}
        pub fn i16_unsuffixed(n: i16) -> Literal {}
        pub fn i32_suffixed(n: i32) -> Literal {}
        pub fn i32_unsuffixed(n: i32) -> Literal {}
        pub fn i64_suffixed(n: i64) -> Literal {}
        pub fn i64_unsuffixed(n: i64) -> Literal {}
        pub fn i128_suffixed(n: i128) -> Literal {}
        pub fn i128_unsuffixed(n: i128) -> Literal {}
        pub fn isize_suffixed(n: isize) -> Literal {}
        pub fn isize_unsuffixed(n: isize) -> Literal {}
        pub fn u8_suffixed(n: u8) -> Literal {}
        pub fn u8_unsuffixed(n: u8) -> Literal {}
        pub fn u16_suffixed(n: u16) -> Literal {}
        pub fn u16_unsuffixed(n: u16) -> Literal {}
        pub fn u32_suffixed(n: u32) -> Literal {}
        pub fn u32_unsuffixed(n: u32) -> Literal {}
        pub fn u64_suffixed(n: u64) -> Literal {}
        pub fn u64_unsuffixed(n: u64) -> Literal {}
        pub fn u128_suffixed(n: u128) -> Literal {}
        pub fn u128_unsuffixed(n: u128) -> Literal {}
        pub fn usize_suffixed(n: usize) -> Literal {}
        pub fn usize_unsuffixed(n: usize) -> Literal {}
        pub fn span(&self) -> Span {}
        pub fn set_span(&mut self, span: Span) {}
    }
    #[derive(Clone)]
    pub struct Punct { ch: u8, joint: bool, span: Span }
    impl Debug for Punct {}
    impl Display for Punct {}
    impl PartialEq<char> for Punct {}
    impl Punct {
        pub fn new(ch: char, spacing: Spacing) -> Punct {}
        pub fn as_char(&self) -> char {}
        pub fn spacing(&self) -> Spacing {}
        pub fn span(&self) -> Span {}
        pub fn set_span(&mut self, span: Span) {}
    }
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Spacing { Joint, Alone, }
    #[derive(Clone, Copy)]
    pub struct Span { handle: NonZeroU32 }
    impl Debug for Span {}
    impl Span {
        pub fn call_site() -> Span {}
        pub fn mixed_site() -> Span {}
        pub fn resolved_at(&self, other: Span) -> Span {}
        pub fn located_at(&self, other: Span) -> Span {}
        pub fn source_text(&self) -> Option<String> {}
        pub fn start(&self) -> Span {}
        pub fn end(&self) -> Span {}
        pub fn line(&self) -> usize {}
        pub fn column(&self) -> usize {}
        pub fn file(&self) -> String {}
        pub fn local_file(&self) -> Option<PathBuf> {}
    }
    pub struct TokenStream { handle: Option<NonZeroU32> }
    impl Clone for TokenStream {}
    impl Debug for TokenStream {}
    impl Default for TokenStream {}
    impl Display for TokenStream {}
    impl Extend<TokenStream> for TokenStream {}
    impl Extend<TokenTree> for TokenStream {}
    impl From<TokenTree> for TokenStream {}
    impl FromIterator<TokenStream> for TokenStream {}
    impl FromIterator<TokenTree> for TokenStream {}
    impl FromStr for TokenStream { type Err = LexError; }
    impl IntoIterator for TokenStream { type Item = TokenTree; type IntoIter = token_stream::IntoIter; }
    impl TokenStream {
        pub fn new() -> TokenStream {}
        pub fn is_empty(&self) -> bool {}
    }
    #[derive(Clone)]
    pub enum TokenTree { Group(Group), Ident(Ident), Punct(Punct), Literal(Literal), }
    impl Debug for TokenTree {}
    impl Display for TokenTree {}
    impl From<Group> for TokenTree {}
    impl From<Ident> for TokenTree {}
    impl From<Punct> for TokenTree {}
    impl From<Literal> for TokenTree {}
    impl TokenTree {
        pub fn span(&self) -> Span {}
        pub fn set_span(&mut self, span: Span) {}
    }
    pub mod token_stream {
        use crate::prelude::v1::*;
        pub use super::TokenStream;
        use super::TokenTree;
        #[derive(Clone)]
        pub struct IntoIter { layout: Opaque }
        impl Iterator for IntoIter { type Item = TokenTree; }
    }
}
