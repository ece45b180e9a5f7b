pub mod str {
    use crate::prelude::v1::*;
    use crate::borrow::Borrow;
    use crate::error::Error;
    use crate::fmt::{Debug, Display};
    use crate::hash::Hash;
    use crate::net::{SocketAddr, ToSocketAddrs};
    use crate::ops::{Bound, Index, IndexMut, Range, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};
    use crate::slice::{Concat, Join, SliceIndex};
    use crate::str::pattern::Pattern;
    use crate::vec::IntoIter;
    #[derive(Clone, Debug)]
    pub struct Bytes<'a>(Opaque);
    impl DoubleEndedIterator for Bytes<'_> {}
    impl ExactSizeIterator for Bytes<'_> {}
    impl Iterator for Bytes<'_> { type Item = u8; }
    #[derive(Clone, Debug)]
    pub struct CharIndices<'a> { layout: Opaque }
    impl<'a> CharIndices<'a> {
        pub fn as_str(&self) -> &'a str {}
        pub fn offset(&self) -> usize {}
    }
    impl<'a> DoubleEndedIterator for CharIndices<'a> {}
    impl<'a> Iterator for CharIndices<'a> { type Item = (usize, char); }
    #[derive(Clone, Debug)]
    pub struct Chars<'a> { iter: crate::slice::Iter<'a, u8> }
    impl<'a> Chars<'a> {
        pub fn as_str(&self) -> &'a str {}
    }
    impl<'a> DoubleEndedIterator for Chars<'a> {}
    impl<'a> Iterator for Chars<'a> { type Item = char; }
    #[derive(Clone, Debug)]
    pub struct EncodeUtf16<'a> { layout: Opaque }
    impl<'a> Iterator for EncodeUtf16<'a> { type Item = u16; }
    #[derive(Clone, Debug)]
    pub struct EscapeDebug<'a> { layout: Opaque }
    impl<'a> Display for EscapeDebug<'a> {}
    impl<'a> Iterator for EscapeDebug<'a> { type Item = char; }
    #[derive(Clone, Debug)]
    pub struct EscapeDefault<'a> { layout: Opaque }
    impl<'a> Display for EscapeDefault<'a> {}
    impl<'a> Iterator for EscapeDefault<'a> { type Item = char; }
    #[derive(Clone, Debug)]
    pub struct EscapeUnicode<'a> { layout: Opaque }
    impl<'a> Display for EscapeUnicode<'a> {}
    impl<'a> Iterator for EscapeUnicode<'a> { type Item = char; }
    pub trait FromStr: Sized {
        type Err;
        fn from_str(s: &str) -> Result<Self, Self::Err> {}
    }
    #[derive(Clone, Debug)]
    pub struct Lines<'a>(Opaque);
    impl<'a> DoubleEndedIterator for Lines<'a> {}
    impl<'a> Iterator for Lines<'a> { type Item = &'a str; }
    #[derive(Clone, Debug)]
    pub struct LinesAny<'a>(Opaque);
    impl<'a> DoubleEndedIterator for LinesAny<'a> {}
    impl<'a> Iterator for LinesAny<'a> { type Item = &'a str; }
    pub struct MatchIndices<'a, P>(Opaque) where P: Pattern;
    impl<'a, P> Clone for MatchIndices<'a, P> where P: Pattern {}
    impl<'a, P> Debug for MatchIndices<'a, P> where P: Pattern {}
    impl<'a, P> DoubleEndedIterator for MatchIndices<'a, P> where P: Pattern {}
    impl<'a, P> Iterator for MatchIndices<'a, P> where P: Pattern { type Item = (usize, &'a str); }
    pub struct Matches<'a, P>(Opaque) where P: Pattern;
    impl<'a, P> Clone for Matches<'a, P> where P: Pattern {}
    impl<'a, P> Debug for Matches<'a, P> where P: Pattern {}
    impl<'a, P> DoubleEndedIterator for Matches<'a, P> where P: Pattern {}
    impl<'a, P> Iterator for Matches<'a, P> where P: Pattern { type Item = &'a str; }
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ParseBoolError;
    impl Display for ParseBoolError {}
    impl Error for ParseBoolError {}
    pub struct RMatchIndices<'a, P>(Opaque) where P: Pattern;
    impl<'a, P> Clone for RMatchIndices<'a, P> where P: Pattern {}
    impl<'a, P> Debug for RMatchIndices<'a, P> where P: Pattern {}
    impl<'a, P> DoubleEndedIterator for RMatchIndices<'a, P> where P: Pattern {}
    impl<'a, P> Iterator for RMatchIndices<'a, P> where P: Pattern {
        type Item = (usize, &'a str);
    }
    pub struct RMatches<'a, P>(Opaque) where P: Pattern;
    impl<'a, P> Clone for RMatches<'a, P> where P: Pattern {}
    impl<'a, P> Debug for RMatches<'a, P> where P: Pattern {}
    impl<'a, P> DoubleEndedIterator for RMatches<'a, P> where P: Pattern {}
    impl<'a, P> Iterator for RMatches<'a, P> where P: Pattern {
        type Item = &'a str;
    }
    pub struct RSplit<'a, P>(Opaque) where P: Pattern;
    impl<'a, P> Clone for RSplit<'a, P> where P: Pattern {}
    impl<'a, P> Debug for RSplit<'a, P> where P: Pattern {}
    impl<'a, P> DoubleEndedIterator for RSplit<'a, P> where P: Pattern {}
    impl<'a, P> Iterator for RSplit<'a, P> where P: Pattern {
        type Item = &'a str;
    }
    pub struct RSplitN<'a, P>(Opaque) where P: Pattern;
    impl<'a, P> Clone for RSplitN<'a, P> where P: Pattern {}
    impl<'a, P> Debug for RSplitN<'a, P> where P: Pattern {}
    impl<'a, P> Iterator for RSplitN<'a, P> where P: Pattern {
        type Item = &'a str;
    }
    pub struct RSplitTerminator<'a, P>(Opaque) where P: Pattern;
    impl<'a, P> Clone for RSplitTerminator<'a, P> where P: Pattern {}
    impl<'a, P> Debug for RSplitTerminator<'a, P> where P: Pattern {}
    impl<'a, P> DoubleEndedIterator for RSplitTerminator<'a, P> where P: Pattern {}
    impl<'a, P> Iterator for RSplitTerminator<'a, P> where P: Pattern {
        type Item = &'a str;
    }
    pub struct Split<'a, P>(Opaque) where P: Pattern;
    impl<'a, P> Clone for Split<'a, P> where P: Pattern {}
    impl<'a, P> Debug for Split<'a, P> where P: Pattern {}
    impl<'a, P> DoubleEndedIterator for Split<'a, P> where P: Pattern {}
    impl<'a, P> Iterator for Split<'a, P> where P: Pattern { type Item = &'a str; }
    #[derive(Clone, Debug)]
    pub struct SplitAsciiWhitespace<'a> { layout: Opaque }
    impl<'a> DoubleEndedIterator for SplitAsciiWhitespace<'a> {}
    impl<'a> Iterator for SplitAsciiWhitespace<'a> { type Item = &'a str; }
    pub struct SplitInclusive<'a, P>(Opaque) where P: Pattern;
    impl<'a, P> Clone for SplitInclusive<'a, P> where P: Pattern {}
    impl<'a, P> Debug for SplitInclusive<'a, P> where P: Pattern {}
    impl<'a, P> DoubleEndedIterator for SplitInclusive<'a, P> where P: Pattern {}
    impl<'a, P> Iterator for SplitInclusive<'a, P> where P: Pattern { type Item = &'a str; }
    pub struct SplitN<'a, P>(Opaque) where P: Pattern;
    impl<'a, P> Clone for SplitN<'a, P> where P: Pattern {}
    impl<'a, P> Debug for SplitN<'a, P> where P: Pattern {}
    impl<'a, P> Iterator for SplitN<'a, P> where P: Pattern { type Item = &'a str; }
    pub struct SplitTerminator<'a, P>(Opaque) where P: Pattern;
    impl<'a, P> Clone for SplitTerminator<'a, P> where P: Pattern {}
    impl<'a, P> Debug for SplitTerminator<'a, P> where P: Pattern {}
    impl<'a, P> DoubleEndedIterator for SplitTerminator<'a, P> where P: Pattern {}
    impl<'a, P> Iterator for SplitTerminator<'a, P> where P: Pattern { type Item = &'a str; }
    #[derive(Clone, Debug)]
    pub struct SplitWhitespace<'a> { layout: Opaque }
    impl<'a> DoubleEndedIterator for SplitWhitespace<'a> {}
    impl<'a> Iterator for SplitWhitespace<'a> { type Item = &'a str; }
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Utf8Chunk<'a> { layout: Opaque }
    impl<'a> Utf8Chunk<'a> {
        pub fn valid(&self) -> &'a str {}
        pub fn invalid(&self) -> &'a [u8] {}
    }
    #[derive(Clone, Debug)]
    pub struct Utf8Chunks<'a> { layout: Opaque }
    impl<'a> Iterator for Utf8Chunks<'a> { type Item = Utf8Chunk<'a>; }
    #[derive(Clone, Debug, PartialEq, Copy, Eq)]
    pub struct Utf8Error { valid_up_to: usize, error_len: Option<u8> }
    impl Utf8Error {
        pub fn valid_up_to(&self) -> usize {}
        pub fn error_len(&self) -> Option<usize> {}
    }
    impl Display for Utf8Error {}
    impl Error for Utf8Error {}
    pub unsafe fn from_boxed_utf8_unchecked(v: Box<[u8]>) -> Box<str> {}
    pub fn from_utf8(v: &[u8]) -> Result<&str, Utf8Error> {}
    pub fn from_utf8_mut(v: &mut [u8]) -> Result<&mut str, Utf8Error> {}
    pub unsafe fn from_utf8_unchecked(v: &[u8]) -> &str {}
    pub unsafe fn from_utf8_unchecked_mut(v: &mut [u8]) -> &mut str {}
    impl str {
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn from_utf8(v: &[u8]) -> Result<&str, Utf8Error> {}
        pub fn from_utf8_mut(v: &mut [u8]) -> Result<&mut str, Utf8Error> {}
        pub unsafe fn from_utf8_unchecked(v: &[u8]) -> &str {}
        pub unsafe fn from_utf8_unchecked_mut(v: &mut [u8]) -> &mut str {}
        pub fn is_char_boundary(&self, index: usize) -> bool {}
        pub fn floor_char_boundary(&self, index: usize) -> usize {}
        pub fn ceil_char_boundary(&self, index: usize) -> usize {}
        pub fn as_bytes(&self) -> &[u8] {}
        pub unsafe fn as_bytes_mut(&mut self) -> &mut [u8] {}
        pub fn as_ptr(&self) -> *const u8 {}
        pub fn as_mut_ptr(&mut self) -> *mut u8 {}
        pub fn get<I>(&self, i: I) -> Option<&<I as SliceIndex<str>>::Output> where I: SliceIndex<str> {}
        pub fn get_mut<I>(&mut self, i: I) -> Option<&mut <I as SliceIndex<str>>::Output> where I: SliceIndex<str> {}
        pub unsafe fn get_unchecked<I>(&self, i: I) -> &<I as SliceIndex<str>>::Output where I: SliceIndex<str> {}
        pub unsafe fn get_unchecked_mut<I>(&mut self, i: I) -> &mut <I as SliceIndex<str>>::Output where I: SliceIndex<str> {}
        pub unsafe fn slice_unchecked(&self, begin: usize, end: usize) -> &str {}
        pub unsafe fn slice_mut_unchecked(&mut self, begin: usize, end: usize) -> &mut str {}
        pub fn split_at(&self, mid: usize) -> (&str, &str) {}
        pub fn split_at_mut(&mut self, mid: usize) -> (&mut str, &mut str) {}
        pub fn split_at_checked(&self, mid: usize) -> Option<(&str, &str)> {}
        pub fn split_at_mut_checked(&mut self, mid: usize) -> Option<(&mut str, &mut str)> {}
        pub fn chars(&self) -> Chars<'_> {}
        pub fn char_indices(&self) -> CharIndices<'_> {}
        pub fn bytes(&self) -> Bytes<'_> {}
        pub fn split_whitespace(&self) -> SplitWhitespace<'_> {}
        pub fn split_ascii_whitespace(&self) -> SplitAsciiWhitespace<'_> {}
        pub fn lines(&self) -> Lines<'_> {}
        pub fn lines_any(&self) -> LinesAny<'_> {}
        pub fn encode_utf16(&self) -> EncodeUtf16<'_> {}
        pub fn contains<P>(&self, pat: P) -> bool where P: Pattern {}
        pub fn starts_with<P>(&self, pat: P) -> bool where P: Pattern {}
        pub fn ends_with<P>(&self, pat: P) -> bool where P: Pattern {}
        pub fn find<P>(&self, pat: P) -> Option<usize> where P: Pattern {}
        pub fn rfind<P>(&self, pat: P) -> Option<usize> where P: Pattern {}
        pub fn split<P>(&self, pat: P) -> Split<'_, P> where P: Pattern {}
        pub fn split_inclusive<P>(&self, pat: P) -> SplitInclusive<'_, P> where P: Pattern {}
        pub fn rsplit<P>(&self, pat: P) -> RSplit<'_, P> where P: Pattern {}
        pub fn split_terminator<P>(&self, pat: P) -> SplitTerminator<'_, P> where P: Pattern {}
        pub fn rsplit_terminator<P>(&self, pat: P) -> RSplitTerminator<'_, P> where P: Pattern {}
        pub fn splitn<P>(&self, n: usize, pat: P) -> SplitN<'_, P> where P: Pattern {}
        pub fn rsplitn<P>(&self, n: usize, pat: P) -> RSplitN<'_, P> where P: Pattern {}
        pub fn split_once<P>(&self, delimiter: P) -> Option<(&str, &str)> where P: Pattern {}
        pub fn rsplit_once<P>(&self, delimiter: P) -> Option<(&str, &str)> where P: Pattern {}
        pub fn matches<P>(&self, pat: P) -> Matches<'_, P> where P: Pattern {}
        pub fn rmatches<P>(&self, pat: P) -> RMatches<'_, P> where P: Pattern {}
        pub fn match_indices<P>(&self, pat: P) -> MatchIndices<'_, P> where P: Pattern {}
        pub fn rmatch_indices<P>(&self, pat: P) -> RMatchIndices<'_, P> where P: Pattern {}
        pub fn trim(&self) -> &str {}
        pub fn trim_start(&self) -> &str {}
        pub fn trim_end(&self) -> &str {}
        pub fn trim_left(&self) -> &str {}
        pub fn trim_right(&self) -> &str {}
        pub fn trim_matches<P>(&self, pat: P) -> &str where P: Pattern {}
        pub fn trim_start_matches<P>(&self, pat: P) -> &str where P: Pattern {}
        pub fn strip_prefix<P>(&self, prefix: P) -> Option<&str> where P: Pattern {}
        pub fn strip_suffix<P>(&self, suffix: P) -> Option<&str> where P: Pattern {}
        pub fn trim_end_matches<P>(&self, pat: P) -> &str where P: Pattern {}
        pub fn trim_left_matches<P>(&self, pat: P) -> &str where P: Pattern {}
        pub fn trim_right_matches<P>(&self, pat: P) -> &str where P: Pattern {}
        pub fn parse<F>(&self) -> Result<F, <F as FromStr>::Err> where F: FromStr {}
        pub fn is_ascii(&self) -> bool {}
        pub fn eq_ignore_ascii_case(&self, other: &str) -> bool {}
        pub fn make_ascii_uppercase(&mut self) {}
        pub fn make_ascii_lowercase(&mut self) {}
        pub fn trim_ascii_start(&self) -> &str {}
        pub fn trim_ascii_end(&self) -> &str {}
        pub fn trim_ascii(&self) -> &str {}
        pub fn escape_debug(&self) -> EscapeDebug<'_> {}
        pub fn escape_default(&self) -> EscapeDefault<'_> {}
        pub fn escape_unicode(&self) -> EscapeUnicode<'_> {}
    }
    impl str {
        pub fn into_boxed_bytes(self: Box<str>) -> Box<[u8]> {}
        pub fn replace<P>(&self, from: P, to: &str) -> String where P: Pattern {}
        pub fn replacen<P>(&self, pat: P, to: &str, count: usize) -> String where P: Pattern {}
        pub fn to_lowercase(&self) -> String {}
        pub fn to_uppercase(&self) -> String {}
        pub fn into_string(self: Box<str>) -> String {}
        pub fn repeat(&self, n: usize) -> String {}
        pub fn to_ascii_uppercase(&self) -> String {}
        pub fn to_ascii_lowercase(&self) -> String {}
    }
    impl AsMut<str> for str {}
    impl AsRef<[u8]> for str {}
    impl AsRef<str> for str {}
    impl<S> Concat<str> for [S] where S: Borrow<str> { type Output = String; }
    impl Debug for str {}
    impl Default for &mut str {}
    impl Default for &str {}
    impl Display for str {}
    impl Hash for str {}
    impl<S> Join<&str> for [S] where S: Borrow<str> { type Output = String; }
    impl Ord for str {}
    impl PartialEq for str {}
    impl PartialOrd for str {}
    impl<'b> Pattern for &'b str {}
    impl SliceIndex<str> for (Bound<usize>, Bound<usize>) { type Output = str; }
    impl ToOwned for str { type Owned = String; }
    impl ToSocketAddrs for str { type Iter = IntoIter<SocketAddr>; }
    impl Eq for str {}
    impl Index<Range<usize>> for str { type Output = str; }
    impl Index<RangeFrom<usize>> for str { type Output = str; }
    impl Index<RangeTo<usize>> for str { type Output = str; }
    impl Index<RangeInclusive<usize>> for str { type Output = str; }
    impl Index<RangeToInclusive<usize>> for str { type Output = str; }
    impl Index<RangeFull> for str { type Output = str; }
    impl IndexMut<Range<usize>> for str {}
    impl IndexMut<RangeFrom<usize>> for str {}
    impl IndexMut<RangeTo<usize>> for str {}
    impl IndexMut<RangeInclusive<usize>> for str {}
    impl IndexMut<RangeToInclusive<usize>> for str {}
    impl IndexMut<RangeFull> for str {}
    pub mod pattern {
        use crate::prelude::v1::*;
        pub trait Pattern {}
        impl<F: FnMut(char) -> bool> Pattern for F {}
        impl Pattern for &&str {}
    }
}
