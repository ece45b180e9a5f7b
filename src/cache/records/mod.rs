//! What is stored: other layers' types, field by field.

mod facts;
mod hir;
mod model;
mod results;

pub(super) use facts::{put_declared, put_rest, take as take_facts};
