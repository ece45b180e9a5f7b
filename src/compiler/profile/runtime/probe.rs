//! Counts what the clones of a program do while it runs. `cargo clone-audit profile` compiles this crate and links it to a
//! copy of the program in which each clone is wrapped: `x.clone()` becomes `finish(start(&SITE), x.clone()).0`.
//!
//! A process writes to one file, which is mapped into its memory: nothing has to be done when it ends, and nothing is lost
//! when it is killed. Every thread has counters of its own, so threads do not wait for each other, and what is counted is
//! exact. Where the variable `CLONE_AUDIT_PROFILE` names no folder, nothing is counted.
//!
//! This crate needs `unsafe`: it maps a file, shares counters between threads without a lock, and wraps the allocator. It
//! depends on the standard library alone and compiles on old toolchains, since it is compiled by whatever compiles the
//! program.

mod clock;
mod file;
mod format;
mod heap;
mod site;
mod thread;

pub use heap::{Counting, SYSTEM};
pub use site::{cloned, finish, of, start, Clone, Cloned, Site};
