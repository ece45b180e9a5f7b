//! Items by their first words: which of them other crates can ask for.

use std::ops::Range;

use super::literals::Text;
use crate::syntax::cfg;
use crate::syntax::hir::Names;

/// The function that tells what a clone costs.
pub(super) const CLONE: &[u8] = b"clone";

/// What items stand in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    Module,
    Inherent,
    TraitImpl,
    Trait,
    /// Anything else, such as the arguments of a macro. Nothing is dropped there.
    Other,
}

/// What has been seen of an item.
#[derive(Clone, Copy)]
pub(super) struct Item {
    /// The end of the item before.
    start: usize,
    head: Head,
    /// `pub`, not `pub(crate)`
    is_public: bool,
    /// The last keyword that may begin several kinds of item.
    lead: Lead,
    /// Behind a `#[cfg]` that does not hold, or a function that is never looked up.
    is_out: bool,
    /// A function named `clone`.
    is_clone: bool,
}

/// A keyword that may begin several kinds of item.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    None,
    Const,
    Extern,
}

/// What kind of item it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Head {
    /// Not known yet.
    None,
    Fn,
    Impl,
    /// `impl Trait for`
    TraitImpl,
    Trait,
    Module,
    /// `static`, its name not yet.
    Static,
    /// A const or static with a name.
    Constant,
    /// Anything else that ends with a semicolon, whatever braces stand in it.
    Statement,
    /// A type, a macro call.
    Other,
}

impl Item {
    pub(super) fn new(start: usize) -> Self {
        Self { start, head: Head::None, is_public: false, lead: Lead::None, is_out: false, is_clone: false }
    }

    /// What its braces are to the items in them.
    pub(super) fn holder(&self) -> Holder {
        match self.head {
            Head::Impl => Holder::Inherent,
            Head::TraitImpl => Holder::TraitImpl,
            Head::Trait => Holder::Trait,
            Head::Module => Holder::Module,
            _ => Holder::Other,
        }
    }

    /// Whether the next word says more of it.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.head, Head::None | Head::Impl | Head::Static)
    }

    /// Takes note of a word.
    pub(super) fn word(&mut self, text: Text<'_>, Range { start, end }: Range<usize>, names: &Names) {
        let word = &text.bytes[start..end];
        match (self.head, word) {
            (Head::Impl, b"for") => {
                // `for<'a>` begins a type.
                let is_binder = matches!(text.next(end), Some((at, b'<'))
                    if matches!(text.next(at + 1), Some((_, b'\'' | b'>'))));
                if !is_binder {
                    self.head = Head::TraitImpl;
                }
            }
            (Head::Static, b"mut" | b"ref")
            | (Head::None, b"async" | b"unsafe" | b"default" | b"auto" | b"safe" | b"gen") => {}
            (Head::Static, name) => {
                self.note_name(name, names);
                self.head = Head::Constant;
            }
            (Head::None, b"pub") => self.is_public = !matches!(text.next(end), Some((_, b'('))),
            (Head::None, b"const") => self.lead = Lead::Const,
            (Head::None, b"extern") => self.lead = Lead::Extern,
            (Head::None, word) => {
                self.head = match word {
                    b"fn" => Head::Fn,
                    b"impl" => Head::Impl,
                    b"trait" => Head::Trait,
                    b"mod" => Head::Module,
                    b"static" => Head::Static,
                    b"use" | b"type" | b"let" | b"_" => Head::Statement,
                    b"crate" if self.lead == Lead::Extern => Head::Statement,
                    name if self.lead == Lead::Const => {
                        self.note_name(name, names);
                        Head::Constant
                    }
                    _ => Head::Other,
                }
            }
            _ => {}
        }
    }

    /// Takes note of the name that follows a `fn`.
    pub(super) fn function_name(&mut self, name: &[u8], names: &Names) {
        if self.head == Head::Fn {
            self.is_clone = name == CLONE;
            self.note_name(name, names);
        }
    }

    fn note_name(&mut self, name: &[u8], names: &Names) {
        self.is_out |= std::str::from_utf8(name).is_ok_and(|name| !names.contains(name));
    }

    /// Takes note of an attribute, whose bracket opens at `open`. Returns it if it says nothing about declarations.
    pub(super) fn attribute(&mut self, text: Text<'_>, open: usize, end: usize) -> Option<Range<usize>> {
        let before = text.text[..open].trim_end();
        if before.ends_with('!') {
            // Of the file or block, not of the item that follows.
            self.start = end;
            return None;
        }
        if !before.ends_with('#') {
            return None;
        }
        let inside = text.text[open + 1..end - 1].trim_start();
        let name = inside.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default();
        match name {
            "cfg" => self.is_out |= cfg::is_out_of_libraries(&inside["cfg".len()..]),
            "cfg_attr" | "derive" | "repr" | "path" | "macro_export" | "wasm_bindgen" => {}
            _ => return Some(before.len() - 1..end),
        }
        None
    }

    /// Whether braces that close before `end` are the last of it.
    pub(super) fn ends_with_braces(&self, is_body: bool, text: Text<'_>, end: usize) -> bool {
        match self.head {
            Head::Static | Head::Constant | Head::Statement => false,
            Head::Fn => is_body,
            // `Array<{ N }>`
            _ => !matches!(text.next(end), Some((_, b',' | b'>'))),
        }
    }

    /// Goes on to the next item. Returns the bytes of this one if no other crate can ask for it.
    pub(super) fn end(&mut self, holder: Holder, end: usize) -> Option<Range<usize>> {
        let item = std::mem::replace(self, Self::new(end));
        let is_value = matches!(item.head, Head::Fn | Head::Constant);
        let goes = match holder {
            Holder::Other => false,
            Holder::Module | Holder::Inherent => item.is_out || (is_value && !item.is_public),
            Holder::TraitImpl => item.is_out || (is_value && !item.is_clone),
            Holder::Trait => item.is_out,
        };
        goes.then_some(item.start..end)
    }
}
