//! Profiles beside audits, and where they lie.

use std::path::PathBuf;

use anyhow::Result;

use crate::model::{Audit, Profile};
use crate::profile;
use crate::report::plural;

use super::args::MeasuredArgs;
use super::session::Session;

impl Session<'_> {
    /// Where the last profile lies unless it is told otherwise.
    pub(super) fn profile_path(&self) -> PathBuf {
        self.workspace.target_directory.join("clone-audit").join("profile.json")
    }

    /// Puts the profile that is named, else the last one if there is any, beside the sites of an audit. The last one is of the
    /// work tree, and not shown of an audit that `is_other`: of a document, or a commit.
    ///
    /// # Errors
    /// The one that is named cannot be read.
    pub(super) fn join_profile(
        &self,
        args: &MeasuredArgs,
        audit: &mut Audit,
        is_other: bool,
    ) -> Result<Option<Profile>> {
        let found = match &args.profile {
            Some(path) => profile::load(&self.ui.path(path))?,
            None if args.no_profile || is_other => return Ok(None),
            None => {
                let path = self.profile_path();
                if !path.is_file() {
                    return Ok(None);
                }
                match profile::load(&path) {
                    Ok(found) => found,
                    Err(error) => {
                        self.ui.warn(&format!("{error:#}; it is not shown"));
                        return Ok(None);
                    }
                }
            }
        };
        let (measured, stale) = profile::join(&found, &mut audit.sites);
        if stale > 0 {
            self.ui.warn(&format!(
                "of {stale} of {} with a measure, the function has changed since the profile was made; `cargo clone-audit \
                 profile -- COMMAND` measures again",
                plural(measured, "clone")
            ));
        }
        Ok(Some(found))
    }
}
