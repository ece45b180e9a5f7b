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
    known: HashMap<&'static str, Symbol, NameHasher>,
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
        known_symbol(known, if name == DOLLAR_CRATE { "$crate" } else { name })
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

fn known_symbol(known: &mut HashMap<&'static str, Symbol, NameHasher>, name: &str) -> Symbol {
    if let Some(symbol) = known.get(name) {
        return *symbol;
    }
    let symbol = Symbol::new(name);
    known.insert(symbol.as_str(), symbol);
    symbol
}
