//! Values as bytes and back.
//!
//! The JSON documents cannot stand in for this: their fields are a contract, which leaves out what only the tool itself
//! needs. [`record!`] names all fields of a type, so that a field which is added and forgotten here does not compile.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::Hash;
use std::ops::{Range, RangeInclusive};
use std::path::PathBuf;
use std::sync::Arc;

use crate::syntax::hir::Symbol;

/// Something that can be written down and read again.
pub(super) trait Stored: Sized {
    /// Appends the value.
    fn put(&self, to: &mut Vec<u8>);

    /// Takes a value off the front; `None` if there is none.
    fn take(from: &mut &[u8]) -> Option<Self>;
}

/// Numbers have their own width, lowest byte first.
macro_rules! numbers {
    ($($number:ty),+) => {
        $(impl Stored for $number {
            fn put(&self, to: &mut Vec<u8>) {
                to.extend_from_slice(&self.to_le_bytes());
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                let (bytes, rest) = from.split_first_chunk()?;
                *from = rest;
                Some(Self::from_le_bytes(*bytes))
            }
        })+
    };
}

numbers!(u8, u64, i128);

/// Structures by all of their fields. Those behind a semicolon are not stored, and empty when the structure is taken.
macro_rules! record {
    ($($name:ident { $($field:ident),+ $(,)? $(; $($left:ident),+)? })+) => {
        $(impl $crate::cache::codec::Stored for $name {
            fn put(&self, to: &mut Vec<u8>) {
                let Self { $($field),+ $(, $($left: _),+)? } = self;
                $($field.put(to);)+
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                $(let $field = $crate::cache::codec::Stored::take(from)?;)+
                Some(Self { $($field),+ $(, $($left: Default::default()),+)? })
            }
        })+
    };
}

/// Enums by all of their variants, in an order that no longer changes what was stored if the format's number changes, too.
macro_rules! choice {
    ($($name:ident {
        $($number:literal = $variant:ident $(($($part:ident),+))? $({ $($field:ident),+ })?),+ $(,)?
    })+) => {
        $(impl $crate::cache::codec::Stored for $name {
            fn put(&self, to: &mut Vec<u8>) {
                match self {
                    $(Self::$variant $(($($part),+))? $({ $($field),+ })? => {
                        to.push($number);
                        $($($part.put(to);)+)?
                        $($($field.put(to);)+)?
                    })+
                }
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                let (number, rest) = from.split_first()?;
                *from = rest;
                match number {
                    $($number => {
                        $($(let $part = $crate::cache::codec::Stored::take(from)?;)+)?
                        $($(let $field = $crate::cache::codec::Stored::take(from)?;)+)?
                        Some(Self::$variant $(($($part),+))? $({ $($field),+ })?)
                    })+
                    _ => None,
                }
            }
        })+
    };
}

/// Closed vocabularies by their places in `ALL`.
macro_rules! word {
    ($($name:ident),+ $(,)?) => {
        $(impl $crate::cache::codec::Stored for $name {
            fn put(&self, to: &mut Vec<u8>) {
                // A vocabulary has a few dozen words at most; one that were not among them would be no answer later.
                let at = Self::ALL.iter().position(|word| word == self).and_then(|at| u8::try_from(at).ok());
                to.push(at.unwrap_or(u8::MAX));
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                Self::ALL.get(usize::from(u8::take(from)?)).copied()
            }
        })+
    };
}

pub(super) use {choice, record, word};

/// Seven bits a byte, the lowest first, for nearly all lengths, lines and places are small.
impl Stored for usize {
    fn put(&self, to: &mut Vec<u8>) {
        let mut rest = *self;
        while rest >= 0x80 {
            to.push(rest.to_le_bytes()[0] | 0x80);
            rest >>= 7;
        }
        to.push(rest.to_le_bytes()[0]);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let mut value = 0;
        for shift in (0..Self::BITS).step_by(7) {
            let byte = u8::take(from)?;
            value |= usize::from(byte & 0x7f).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }
}

impl Stored for u32 {
    fn put(&self, to: &mut Vec<u8>) {
        // No platform that Rust's standard library runs on has narrower addresses.
        (*self as usize).put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        usize::take(from)?.try_into().ok()
    }
}

impl Stored for bool {
    fn put(&self, to: &mut Vec<u8>) {
        to.push(u8::from(*self));
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(u8::take(from)? != 0)
    }
}

fn put_text(text: &str, to: &mut Vec<u8>) {
    text.len().put(to);
    to.extend_from_slice(text.as_bytes());
}

fn take_text<'a>(from: &mut &'a [u8]) -> Option<&'a str> {
    let length = usize::take(from)?;
    let (text, rest) = from.split_at_checked(length)?;
    *from = rest;
    std::str::from_utf8(text).ok()
}

impl Stored for String {
    fn put(&self, to: &mut Vec<u8>) {
        put_text(self, to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        take_text(from).map(str::to_owned)
    }
}

impl Stored for Arc<str> {
    fn put(&self, to: &mut Vec<u8>) {
        put_text(self, to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        take_text(from).map(Self::from)
    }
}

impl Stored for Box<str> {
    fn put(&self, to: &mut Vec<u8>) {
        put_text(self, to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        take_text(from).map(Self::from)
    }
}

impl Stored for Symbol {
    fn put(&self, to: &mut Vec<u8>) {
        put_text(self.as_str(), to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        take_text(from).map(Self::new)
    }
}

/// Names of rules and variables, which live as long as the program.
impl Stored for &'static str {
    fn put(&self, to: &mut Vec<u8>) {
        put_text(self, to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Symbol::take(from).map(Symbol::as_str)
    }
}

impl Stored for PathBuf {
    /// Paths that are no text are not stored: the trace that has one is not kept.
    fn put(&self, to: &mut Vec<u8>) {
        put_text(self.to_str().unwrap_or_default(), to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        take_text(from).map(Self::from)
    }
}

impl<T: Stored> Stored for Option<T> {
    fn put(&self, to: &mut Vec<u8>) {
        self.is_some().put(to);
        if let Some(value) = self {
            value.put(to);
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        if bool::take(from)? { T::take(from).map(Some) } else { Some(None) }
    }
}

impl<T: Stored> Stored for Box<T> {
    fn put(&self, to: &mut Vec<u8>) {
        T::put(self, to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        T::take(from).map(Self::new)
    }
}

impl<A: Stored, B: Stored> Stored for (A, B) {
    fn put(&self, to: &mut Vec<u8>) {
        self.0.put(to);
        self.1.put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some((A::take(from)?, B::take(from)?))
    }
}

impl<T: Stored + Clone> Stored for RangeInclusive<T> {
    fn put(&self, to: &mut Vec<u8>) {
        self.start().put(to);
        self.end().put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(T::take(from)?..=T::take(from)?)
    }
}

impl<T: Stored> Stored for Range<T> {
    fn put(&self, to: &mut Vec<u8>) {
        self.start.put(to);
        self.end.put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(T::take(from)?..T::take(from)?)
    }
}

/// The number of values, and the values.
fn put_all<'v, T: Stored + 'v>(values: impl ExactSizeIterator<Item = &'v T>, to: &mut Vec<u8>) {
    values.len().put(to);
    for value in values {
        value.put(to);
    }
}

/// Several values after their number. A number that is a lie reserves nothing: values are taken one by one.
fn take_all<T: Stored, C: FromIterator<T>>(from: &mut &[u8]) -> Option<C> {
    let count = usize::take(from)?;
    // Every value takes a byte at least.
    (count <= from.len()).then(|| (0..count).map(|_| T::take(from)).collect::<Option<C>>())?
}

impl<T: Stored> Stored for Vec<T> {
    fn put(&self, to: &mut Vec<u8>) {
        put_all(self.iter(), to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        take_all(from)
    }
}

impl<T: Stored> Stored for Box<[T]> {
    fn put(&self, to: &mut Vec<u8>) {
        put_all(self.iter(), to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        take_all(from)
    }
}

impl<T: Stored, const N: usize> Stored for [T; N] {
    fn put(&self, to: &mut Vec<u8>) {
        for value in self {
            value.put(to);
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let all: Vec<T> = (0..N).map(|_| T::take(from)).collect::<Option<_>>()?;
        all.try_into().ok()
    }
}

impl<T: Stored + Eq + Hash> Stored for HashSet<T> {
    fn put(&self, to: &mut Vec<u8>) {
        put_all(self.iter(), to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        take_all(from)
    }
}

impl<T: Stored + Ord> Stored for BTreeSet<T> {
    fn put(&self, to: &mut Vec<u8>) {
        put_all(self.iter(), to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        take_all(from)
    }
}

impl<K: Stored + Eq + Hash, V: Stored> Stored for HashMap<K, V> {
    fn put(&self, to: &mut Vec<u8>) {
        self.len().put(to);
        for (key, value) in self {
            key.put(to);
            value.put(to);
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let count = usize::take(from)?;
        (count <= from.len()).then(|| (0..count).map(|_| <(K, V)>::take(from)).collect::<Option<_>>())?
    }
}
