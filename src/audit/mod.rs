//! The audit, in stages. Each stage is a value, so that a command that needs more than one audit, or work in between,
//! starts from a stage:
//!
//! ```text
//! Listed ── scan ──▶ Scanned
//! file names
//!
//! Scanned ── place ──▶ Placed ── index ──▶ Indexed ── infer ──▶ Inferred ── check ──▶ Checked ── assemble ──▶ Audit
//! files,               crate, module,      declarations of      what sites            suppressions,           sites,
//! what each says       scope of each       all crates           clone, findings       findings at types       figures
//! ```
//!
//! [`Placed::sites`] knows the places of sites, which is all that the compiler needs to be asked about their types:
//! `--resolve` starts it there, beside the indexing. `prove` infers twice from one [`Indexed`], the second time with the
//! types that the compiler said.
//!
//! Bodies are inferred and checked one after the other in one loop (`body`): the types of a body take much memory and
//! are asked for by its rules alone.

mod assemble;
mod body;
mod check;
mod earlier;
mod infer;
mod memo;
mod place;
mod scan;
mod site;
mod suppress;
mod surroundings;

pub(crate) use assemble::Assembled;
pub(crate) use body::{Opinion, SiteResult};
pub(crate) use check::Checked;
pub(crate) use earlier::{Earlier, KeptFile, Never, SiteResults};
pub use infer::{Indexed, Inferred};
pub(crate) use memo::Memo;
pub(crate) use place::{Placed, owner};
pub use scan::Listed;
