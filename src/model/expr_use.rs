//! What becomes of a value.

/// What becomes of a value, or of the part of it that fields, indices and `*` lead to: what rustc calls the use of a
/// place expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExprUse {
    /// Moved or copied: an argument, a field, a `let`, an operand, a receiver that is taken by `self`.
    Consumed,
    /// By `&`, or a receiver that is taken by `&self`.
    Borrowed,
    /// By `&mut`, a receiver that is taken by `&mut self`, or what `write!` writes to.
    BorrowedMut,
    /// Assigned to: `x.f = …`, `x[i] += …`.
    Assigned,
    /// Taken apart by the patterns of a `match`, `if let` or `let`.
    Matched(BindingMode),
    /// Formatted by a macro, which borrows it.
    Formatted,
    /// A side of a comparison, which borrows it.
    Compared,
    /// Iterated over by `for`.
    Iterated,
    /// Dropped: nothing is done with it.
    Dropped,
    /// Nobody knows. It may be changed.
    Unknown,
}

/// What becomes of what a site clones, as a rewrite has to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SiteUse {
    /// What becomes of the clone, or of a part of it.
    pub how: ExprUse,
    /// Whether a variable that a pattern or a `for` takes out of it is handed on by value. With a reference in its place
    /// another function may be meant.
    pub hands_parts_on: bool,
}

impl SiteUse {
    /// Nothing is known: all may be done with it.
    pub const UNKNOWN: Self = Self { how: ExprUse::Unknown, hands_parts_on: true };
}

impl Default for SiteUse {
    fn default() -> Self {
        Self::UNKNOWN
    }
}

/// How patterns bind what they match: the mode that asks most of the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BindingMode {
    /// By value, or nothing is bound at all.
    Move,
    /// By `ref`.
    Ref,
    /// By `ref mut`.
    RefMut,
}

impl ExprUse {
    /// Whether the place may be changed by it.
    pub fn may_change(self) -> bool {
        matches!(self, Self::BorrowedMut | Self::Assigned | Self::Matched(BindingMode::RefMut) | Self::Unknown)
    }
}
