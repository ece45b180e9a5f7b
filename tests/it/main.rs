//! Everything that is tested from outside: one binary, one module a concern.

// Test code may stop at the first surprise.
#![allow(clippy::unwrap_used, reason = "a panic with a line number is what a test wants")]

mod baseline;
mod benches;
mod budgets;
mod cache;
mod cache_edits;
mod categories;
mod check;
mod compiled;
mod costs;
mod cycles;
mod density;
mod dependencies;
mod docs;
mod figures;
mod findings;
mod formats;
mod gate;
mod git;
#[cfg(unix)]
mod history;
mod hostile;
mod identity;
mod impact;
mod inference;
mod layers;
mod layout;
#[cfg(unix)]
mod lies;
mod macros;
mod many;
mod markers;
mod names;
#[cfg(unix)]
mod profile;
mod program;
mod properties;
mod prove;
mod revisions;
mod rules;
mod rustc_types;

mod scheduler;
mod scopes;
mod spellings;
mod support;
mod types;
