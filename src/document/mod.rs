//! An audit as a document: what `list --format json` writes, and what later runs read again, merge and report on.
//!
//! A [`Document`] holds one `Part` for each workspace. Within a part, paths and packages are as the workspace has them;
//! only where there are several workspaces do they stand behind the workspace's name, in the written document and in what
//! commands are given (`whole.rs`). So merging is a union of parts, and neither order nor grouping matters.
//!
//! What depends on all packages of a workspace is worked out anew after a merge, from what each package says by itself:
//! numbers of fingerprints, the clones of each type, and what rules find at types (`settle.rs`).

mod file;
mod join;
mod naming;
mod part;
mod settle;
mod whole;
mod wire;

pub(crate) use file::{is_there, read, write};
pub(crate) use naming::checked as checked_name;
pub(crate) use part::{About, Audited, Document};
pub(crate) use wire::{SiteList, Whole};
