//! The figures of a workspace over the commits of its repository.
//!
//! Each commit is audited as it is in git's store, one after the other, by today's configuration, so that figures can be
//! compared. A file is scanned once for each content that it has had; a commit that changes nothing that an audit looks at takes
//! the figures of the one before.

mod points;
mod walk;

pub(crate) use points::{evenly_spaced, last_of_weeks};
pub(crate) use walk::{Settings, Step, Walk};
