//! Definitions of macros, for calls in code.

use std::rc::Rc;

use super::super::expand::CodeRules;
use super::super::hir::Path;

/// Finds the definition that the path of a call means.
pub(crate) type Definitions<'a> = &'a dyn Fn(&Path) -> Option<Rc<CodeRules>>;

/// The call that is being expanded.
pub(super) struct Expansion<'a> {
    pub(super) definitions: Definitions<'a>,
    /// Byte, in the lexed text, where the call's arguments start.
    pub(super) offset: u32,
    pub(super) depth: usize,
    /// Calls that may still be expanded.
    pub(super) left: usize,
    /// Whether some were not, because there was too much of them.
    pub(super) is_cut: bool,
}
