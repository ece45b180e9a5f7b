//! Names bound in the bodies around a place, innermost last.

use super::ReceiverType;

/// A stack of local bindings with frames. A name without a plain type shadows an outer one all the same.
#[derive(Default)]
pub(super) struct Bindings {
    names: Vec<(String, ReceiverType)>,
}

impl Bindings {
    /// Where the stack stands: give it to [`Bindings::leave`] at the end of the block.
    pub(super) fn enter(&self) -> usize {
        self.names.len()
    }

    pub(super) fn leave(&mut self, mark: usize) {
        self.names.truncate(mark);
    }

    pub(super) fn bind(&mut self, name: String, ty: ReceiverType) {
        self.names.push((name, ty));
    }

    /// The type of the innermost binding of the name.
    pub(super) fn get(&self, name: &str) -> Option<&ReceiverType> {
        self.names.iter().rev().find(|(bound, _)| bound == name).map(|(_, ty)| ty)
    }
}
