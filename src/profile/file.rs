//! Profiles as files.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use crate::model::{PROFILE_SCHEMA, Profile};

/// What every document begins with.
#[derive(Deserialize)]
struct Head {
    schema: String,
}

/// Reads a profile.
///
/// # Errors
/// It cannot be read, or it is no profile.
pub(crate) fn load(path: &Path) -> Result<Profile> {
    const REMEDY: &str = "`cargo clone-audit profile -- COMMAND` makes one";
    let shown = path.display();
    // A pipe would wait.
    if path.exists() && !path.is_file() {
        bail!("{shown} is no file; {REMEDY}");
    }
    let bytes = std::fs::read(path).with_context(|| format!("cannot read the profile {shown}; {REMEDY}"))?;
    let head: Head = serde_json::from_slice(&bytes).with_context(|| format!("{shown} is no profile; {REMEDY}"))?;
    if head.schema != PROFILE_SCHEMA {
        bail!("{shown} is no profile but a document of {:?}; {REMEDY}", head.schema);
    }
    serde_json::from_slice(&bytes).with_context(|| format!("the profile {shown} is damaged; {REMEDY}"))
}
