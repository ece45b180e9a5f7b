//! Symbols of identifiers.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Write;

use proc_macro2::Ident;

use super::super::hir::{DOLLAR_CRATE, NameHasher, Symbol};

/// What one thread has seen. `Symbol::new` takes a lock and a strong hash, and writing an identifier takes a buffer:
/// each costs more than the rest of lowering an identifier.
#[derive(Default)]
struct Names {
    text: String,
    known: Known,
}

#[derive(Default)]
struct Known {
    /// With the number of the file that has named each last.
    symbols: HashMap<&'static str, (Symbol, u32), NameHasher>,
    /// The file that is lowered now, from 1: each text that a thread lowers is one more.
    file: u32,
    /// The names of that file, each once.
    of_file: Vec<Symbol>,
}

thread_local! {
    static NAMES: RefCell<Names> = RefCell::default();
}

/// The symbol of an identifier; of `r#type` that of `type`.
pub(in super::super) fn symbol(ident: &Ident) -> Symbol {
    NAMES.with_borrow_mut(|Names { text, known }| {
        text.clear();
        // Writing to a string cannot fail.
        let _ = write!(text, "{ident}");
        let name = text.strip_prefix("r#").unwrap_or(text);
        known.symbol(if name == DOLLAR_CRATE { "$crate" } else { name })
    })
}

/// The symbol of a name.
pub(super) fn named(name: &str) -> Symbol {
    NAMES.with_borrow_mut(|names| names.known.symbol(name))
}

/// The symbol of `.0`, `.1` …
pub(super) fn index(index: u32) -> Symbol {
    NAMES.with_borrow_mut(|Names { text, known }| {
        text.clear();
        let _ = write!(text, "{index}");
        known.symbol(text)
    })
}

/// The names that were lowered on this thread since it was asked last: those of one file, if it is asked before each and
/// behind it.
pub(in super::super) fn since_last() -> Vec<Symbol> {
    NAMES.with_borrow_mut(|Names { known, .. }| {
        known.file += 1;
        std::mem::take(&mut known.of_file)
    })
}

impl Known {
    fn symbol(&mut self, name: &str) -> Symbol {
        let symbol = if let Some((symbol, file)) = self.symbols.get_mut(name) {
            if *file == self.file {
                return *symbol;
            }
            *file = self.file;
            *symbol
        } else {
            let symbol = Symbol::new(name);
            self.symbols.insert(symbol.as_str(), (symbol, self.file));
            symbol
        };
        self.of_file.push(symbol);
        symbol
    }
}
