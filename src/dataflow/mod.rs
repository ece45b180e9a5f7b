//! Who uses what, when, in one body: what rules need to say that a value is not used again, or only read.
//!
//! `build` walks a body in the order in which it runs and makes a graph of what happens to its local variables. It is
//! a may-analysis: where the source does not say, both ways are taken, so that "not used later" is certain and "used
//! later" is not. The approximations, each on the safe side of that:
//! - a closure runs any number of times where it is written, unless what takes it calls it at most once;
//! - an `async` block runs once, where it is written;
//! - a variable that may hold a borrow of others holds all that its value mentions, but for what is in scope within that
//!   value alone: what borrows that is gone with it;
//! - what a call is lent stays in all that the call may change, behind `&mut` or in a cell, and that can hold a borrow;
//! - a closure is given what the call lends of which it is an argument;
//! - a name in the tokens of a macro is used in an unknown way.

mod build;
mod calls;
mod control;
mod detour;
mod expr_use;
mod frames;
mod graph;
mod pats;
mod places;
mod query;
mod seen;
#[cfg(test)]
mod tests;
mod work;

pub(crate) use expr_use::{User, ValueUse, expr_use};
pub(crate) use graph::{Event, Flow, FrameKind, How, LocalId, LocalKind, Node, NodeId, Place, SiteFlow, Use};
pub(crate) use query::{Later, Overwritten};
