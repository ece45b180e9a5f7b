//! Symbols of identifiers.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Write;
use std::hash::{BuildHasherDefault, Hasher};

use proc_macro2::Ident;

use super::super::hir::Symbol;

/// What one thread has seen. `Symbol::new` takes a lock and a strong hash, and writing an identifier takes a buffer:
/// each costs more than the rest of lowering an identifier.
#[derive(Default)]
struct Names {
    text: String,
    known: HashMap<&'static str, Symbol, BuildHasherDefault<Words>>,
}

thread_local! {
    static NAMES: RefCell<Names> = RefCell::default();
}

/// The symbol of an identifier; of `r#type` that of `type`.
pub(super) fn symbol(ident: &Ident) -> Symbol {
    NAMES.with_borrow_mut(|Names { text, known }| {
        text.clear();
        // Writing to a string cannot fail.
        let _ = write!(text, "{ident}");
        let name = text.strip_prefix("r#").unwrap_or(text);
        known_symbol(known, name)
    })
}

/// The symbol of a name.
pub(super) fn named(name: &str) -> Symbol {
    NAMES.with_borrow_mut(|names| known_symbol(&mut names.known, name))
}

/// The symbol of `.0`, `.1` …
pub(super) fn index(index: u32) -> Symbol {
    NAMES.with_borrow_mut(|Names { text, known }| {
        text.clear();
        let _ = write!(text, "{index}");
        known_symbol(known, text)
    })
}

fn known_symbol(known: &mut HashMap<&'static str, Symbol, BuildHasherDefault<Words>>, name: &str) -> Symbol {
    if let Some(symbol) = known.get(name) {
        return *symbol;
    }
    let symbol = Symbol::new(name);
    known.insert(symbol.as_str(), symbol);
    symbol
}

/// A multiplicative hash of eight bytes at a time: names are short, and nobody attacks a table of this program's own.
#[derive(Default)]
struct Words(u64);

impl Words {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Words {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| self.add(u64::from_le_bytes(*word)));
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.add(u64::from_le_bytes(last));
    }

    fn finish(&self) -> u64 {
        // The table's first bits come from the top.
        self.0.rotate_left(26)
    }
}
