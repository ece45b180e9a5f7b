//! Profiles after the run: read, added up, put beside an audit, compared.
//!
//! A profile belongs to a state of the source. A site is the same in another one if its identity is; and what was measured of
//! it is stale if the function around it has changed since.

mod compare;
mod file;
mod join;
mod merge;

pub(crate) use compare::compare;
pub(crate) use file::load;
pub(crate) use join::join;
pub(crate) use merge::{append, check_alike};
