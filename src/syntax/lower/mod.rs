//! Syntax trees → what a file says: its declarations and the bodies in which sites stand, as [`hir`](super::hir), its
//! sites, the files it names, and what its comments cover. The only walk over `syn`'s trees.
//!
//! What the surroundings of a site say is carried along (item, scope, macros around it); what the code around it does
//! with its value is read off the lowered body afterwards.
//!
//! An item whose `#[cfg]` cannot hold in the audited build declares nothing, but its bodies are lowered: their sites
//! are reported all the same.

mod anon_consts;
mod bindings;
mod clone_body;
mod contexts;
mod cover;
mod definitions;
mod expansion;
mod exprs;
mod file;
mod format_strings;
mod functions;
mod impl_name;
mod item_macros;
mod items;
mod lowerer;
mod macros;
mod members;
mod mentions;
pub(super) mod names;
mod parse;
mod pats;
mod properties;
mod raw_sites;
#[cfg(test)]
mod site_tests;
mod sites;
mod source_map;
mod spans;
mod statements;
#[cfg(test)]
mod tests;
mod token_level;
mod types;
mod usage;
mod visibility;
mod wasm_bindgen;

pub(crate) use definitions::Definitions;
pub(crate) use expansion::CodeExpansion;
pub(super) use expansion::code;
pub(super) use file::{Lexed, declarations, expanded, scan};
pub(super) use types::ty as type_ref;
