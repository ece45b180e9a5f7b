//! Why a clone is needed, in words. The compiler's own message speaks of the text of the trial, which is never shown to
//! the user.

use super::blame::{Scene, Suspect};
use super::candidates::Files;
use super::message::Message;

/// Labels of the place where a value is used once more.
const USED_LATER: &[&str] =
    &["used here after move", "borrowed here after move", "used after being moved", "later used here"];

impl Scene {
    /// The compiler's code, and what its error says of the candidate: `E0382: x is used again at line 42`. Errors for
    /// which there are no words, as the compiler words them.
    pub(super) fn reason(&self, error: &Message, owner: usize, files: &Files) -> String {
        let words = self.suspects.get(&owner).and_then(|suspect| self.words(error, suspect, files));
        match (error.code.as_deref(), words) {
            (Some(code), Some(words)) => format!("{code}: {words}"),
            _ => error.short(),
        }
    }

    fn words(&self, error: &Message, suspect: &Suspect, files: &Files) -> Option<String> {
        let name = &suspect.receiver;
        match error.code.as_deref()? {
            "E0382" => match self.line_of(error, files) {
                Some(line) => Some(format!("`{name}` is used again at line {line}")),
                None if error.rendered.contains("in previous iteration of loop") => {
                    Some(format!("`{name}` is used again in the next iteration of the loop"))
                }
                None => None,
            },
            "E0505" => {
                let line = self.line_of(error, files)?;
                Some(format!("`{name}` is still borrowed: the borrow is used at line {line}"))
            }
            "E0507" => {
                let (_, from) = error.text.split_once("cannot move out of ")?;
                let what = [
                    ("captured variable", "a variable of a closure that may run again"),
                    ("index of", "an element"),
                    ("static item", "a static"),
                    ("raw pointer", "behind a raw pointer"),
                    ("reference", "behind a reference"),
                    ("dereference of", "behind a smart pointer"),
                    ("an `Rc`", "behind a smart pointer"),
                    ("an `Arc`", "behind a smart pointer"),
                ];
                let (_, what) = what.iter().find(|(words, _)| from.contains(words))?;
                Some(format!("`{name}` is {what}: it cannot be moved"))
            }
            "E0509" => Some(format!("`{name}` is a part of a type with `Drop`: it cannot be moved out of it")),
            "E0594" | "E0596" => Some(format!("the copy of `{name}` is modified")),
            "E0308" => {
                let (clone, original) = tied_types(&error.places.first()?.label)?;
                Some(if original.starts_with('&') {
                    format!("`{name}` is a reference: what is behind it cannot be moved")
                } else {
                    format!("`{name}` is a `{original}`, and its clone a `{clone}`")
                })
            }
            _ => None,
        }
    }

    /// The line of the file, as it is written, in which a value is used once more.
    fn line_of(&self, error: &Message, files: &Files) -> Option<usize> {
        let is_later = |label: &str| USED_LATER.iter().any(|words| label.contains(words));
        let place = error.places.iter().find(|place| is_later(&place.label) && !place.is_call)?;
        let at = self.files.get(&place.file)?.original(place.bytes.start);
        let before = files.get(place.file.as_str())?.text.get(..at)?;
        Some(1 + before.matches('\n').count())
    }
}

/// The types that a trial ties together, from `` expected `[A; 1]`, found `[B; 1]` ``.
fn tied_types(label: &str) -> Option<(&str, &str)> {
    let (expected, found) = label.strip_prefix("expected `[")?.split_once("; 1]`, found `[")?;
    Some((expected, found.strip_suffix("; 1]`")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_types_are_those_within_the_trials_arrays() {
        let label = "expected `[Vec<[u8; 1]>; 1]`, found `[&mut Vec<[u8; 1]>; 1]`";
        assert_eq!(tied_types(label), Some(("Vec<[u8; 1]>", "&mut Vec<[u8; 1]>")));
        assert_eq!(tied_types("expected `String`, found `&String`"), None);
    }
}
