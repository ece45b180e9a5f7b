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
    /// Not known: it may be changed.
    Unknown,
}

/// What becomes of what a site clones, as a rewrite has to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SiteUse {
    /// What becomes of the clone, or of a part of it.
    pub how: ExprUse,
    /// What is done with the variables that patterns, a `for` or closures' parameters take out of it. Of a chain of method
    /// calls, by the closures up to each of them, the first one first.
    pub parts: [PartsUse; Self::CALLS],
    /// Whether the method that is called on it is certainly one of the type's own, rather than of a trait.
    pub calls_inherent: bool,
    /// Whether a method that is called on it, if there is one, means the same one on a reference to it.
    pub calls_same: bool,
    /// Whether the clone is compared with what it is a clone of.
    pub is_compared_with_original: bool,
}

/// Whether what is done with variables means the same with references in their place. The last of several counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartsUse {
    /// It does.
    AsReferences,
    /// It does, but that `*` leads further from a reference to the value than from the value.
    Dereferenced,
    /// Perhaps not: they are handed to a function, say, that may be generic.
    HandedOn,
}

impl SiteUse {
    /// Calls of a chain that are looked into.
    pub const CALLS: usize = 3;

    /// Nothing is known: all may be done with it.
    pub const UNKNOWN: Self = Self {
        how: ExprUse::Unknown,
        parts: [PartsUse::HandedOn; Self::CALLS],
        calls_inherent: false,
        calls_same: false,
        is_compared_with_original: false,
    };
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
