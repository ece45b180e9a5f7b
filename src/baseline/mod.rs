//! The committed snapshot: its file format, and the comparison of a workspace with it.
//!
//! What makes baselines painful, and what this one does about it: no line numbers, totals, dates or tool version, so
//! nothing in it changes by itself; JSON lines, sorted, so that git merges what two branches change apart, and with
//! `merge=union` what they change at one place;
//! identity by item and receiver, so that edits elsewhere in a file change nothing.

mod compare;
mod file;
mod items;
mod matching;
mod provenance;
mod text;
mod update;

pub(crate) use compare::{compare, whereabouts};
pub(crate) use file::BaselineFile;
pub(crate) use provenance::provenance;
pub(crate) use text::DEFAULT_NAME;
pub(crate) use update::{snapshot, split, updated};
