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

pub(crate) use compare::{compare, whereabouts};
pub(crate) use file::{DEFAULT_NAME, load, load_if_there, read, save, snapshot, split};
pub(crate) use provenance::provenance;
