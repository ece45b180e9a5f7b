//! What an audit takes over from an earlier one, of which nothing but the code of some files has changed.
//!
//! A file's code is the bodies of its functions, closures and constants. What a body is found to be depends on itself and
//! on everything that any file declares; through macros of dependencies also on the names in all files, by which functions of
//! dependencies are read. So where all files declare what they did and no name came or went, only the bodies of changed files
//! are looked at again; else all are.

use std::collections::HashMap;
use std::fmt::Debug;
use std::path::{Path, PathBuf};

use crate::syntax::FileFacts;

use super::body::SiteResult;

/// What was found of each site of a file, by the byte of its name.
pub(crate) type SiteResults = HashMap<u32, SiteResult>;

/// A file of an earlier audit, whose text has not changed.
#[derive(Debug)]
pub(crate) struct KeptFile {
    /// What it says, without its bodies.
    pub(crate) facts: FileFacts,
    /// What its sites were found to be.
    pub(crate) results: SiteResults,
}

/// An earlier audit of the same files with the same settings.
pub(crate) trait Earlier: Debug + Sync {
    /// The files whose text has changed since, which are the only change.
    fn changed(&self) -> &[PathBuf];

    /// Whether a file declared then what it does now, and all files together had the same names.
    fn has_declared(&self, path: &Path, facts: &FileFacts) -> bool;

    /// A file that has not changed; `None` where it is not known.
    fn file(&self, path: &Path) -> Option<KeptFile>;
}

/// No earlier audit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Never;

impl Earlier for Never {
    fn changed(&self) -> &[PathBuf] {
        &[]
    }

    fn has_declared(&self, _: &Path, _: &FileFacts) -> bool {
        false
    }

    fn file(&self, _: &Path) -> Option<KeptFile> {
        None
    }
}
