//! The compiler's messages, with their places in the files of the workspace.

use std::ops::Range;
use std::path::Path;

use anyhow::{Error, Result};
use cargo_metadata::diagnostic::{Diagnostic, DiagnosticLevel, DiagnosticSpan};

use crate::model::Quoted;

use super::scratch::Scratch;

/// A message of the compiler.
#[derive(Clone, Debug)]
pub(super) struct Message {
    pub(super) is_error: bool,
    /// `E0382`, or a lint's name.
    pub(super) code: Option<String>,
    pub(super) text: String,
    /// As the compiler prints it to a terminal, without colours.
    pub(super) rendered: String,
    /// In the order of what they say of the cause: primary spans, secondary ones, those of notes.
    pub(super) places: Vec<MessageSpan>,
}

/// What a span is to its message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Primary,
    Secondary,
    Note,
}

/// A place that a message names: of a macro's expansion also the calls that led to it.
#[derive(Clone, Debug)]
pub(super) struct MessageSpan {
    pub(super) role: Role,
    /// The path that documents show.
    pub(super) file: String,
    /// Bytes of the file as it was compiled.
    pub(super) bytes: Range<usize>,
    pub(super) label: String,
    /// Whether it is the call of a macro in which the place lies, rather than the place itself.
    pub(super) is_call: bool,
}

impl Message {
    /// Translates a message; paths in it are relative to `folder`.
    pub(super) fn new(diagnostic: &Diagnostic, folder: &Path, scratch: &Scratch) -> Self {
        let mut places = Vec::new();
        let mut add = |span: &DiagnosticSpan, role: Role| {
            let mut span = Some(span);
            let mut is_call = false;
            let label = span.and_then(|span| span.label.clone()).unwrap_or_default();
            while let Some(at) = span {
                if let Some(file) = scratch.shown(&folder.join(&at.file_name)) {
                    places.push(MessageSpan {
                        role,
                        file,
                        bytes: at.byte_start as usize..at.byte_end as usize,
                        label: label.clone(),
                        is_call,
                    });
                }
                is_call = true;
                span = at.expansion.as_ref().map(|expansion| &expansion.span);
            }
        };
        for span in &diagnostic.spans {
            add(span, if span.is_primary { Role::Primary } else { Role::Secondary });
        }
        for span in diagnostic.children.iter().flat_map(|child| &child.spans) {
            add(span, Role::Note);
        }
        places.sort_by_key(|place| (place.role, place.is_call));
        Self {
            is_error: matches!(diagnostic.level, DiagnosticLevel::Error | DiagnosticLevel::Ice),
            code: diagnostic.code.as_ref().map(|code| code.code.clone()),
            text: diagnostic.message.clone(),
            rendered: diagnostic.rendered.as_deref().map(without_colors).unwrap_or_default(),
            places,
        }
    }

    /// Whether it says nothing of its own: `aborting due to 2 previous errors`.
    pub(super) fn is_summary(&self) -> bool {
        self.places.is_empty() && (self.text.starts_with("aborting due to") || self.text.ends_with("warning emitted"))
    }

    /// Whether it says nothing of the code: the disk is full, a file cannot be written.
    pub(super) fn is_of_machine(&self) -> bool {
        self.is_error && self.places.is_empty() && self.text.contains("(os error ")
    }

    /// `E0382: borrow of moved value: x`. Of mismatched types, which ones.
    pub(super) fn short(&self) -> String {
        let label = self.places.first().map(|place| place.label.as_str()).filter(|label| !label.is_empty());
        match (self.code.as_deref(), label) {
            (Some("E0308"), Some(label)) => format!("E0308: {}: {label}", self.text),
            (Some(code), _) => format!("{code}: {}", self.text),
            (None, _) => self.text.clone(),
        }
    }
}

/// Fails if the compiler could not do its work: what it has said of the code is no answer then.
///
/// # Errors
/// What it could not do.
pub(super) fn machine_must_work<'m>(mut messages: impl Iterator<Item = &'m Message>) -> Result<()> {
    match messages.find(|message| message.is_of_machine()) {
        Some(message) => Err(Error::new(Quoted::here(&message.text)).context("the compiler could not do its work")),
        None => Ok(()),
    }
}

/// Cargo asks the compiler for coloured texts.
fn without_colors(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\u{1b}[") {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        rest = rest.find('m').map_or("", |end| &rest[end + 1..]);
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_taken_out_of_rendered_messages() {
        assert_eq!(without_colors("\u{1b}[1m\u{1b}[91merror\u{1b}[0m: no"), "error: no");
    }
}
