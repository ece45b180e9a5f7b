//! Calls without an expansion.

/// Why a call is not expanded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unexpanded {
    /// No rule fits that is understood.
    Unfit,
    /// It stands for too much code.
    TooLarge,
}
