//! What clippy says of the same sites.

use std::collections::BTreeMap;

use anyhow::Result;

use crate::model::{Clippy, Judged, Proof, Quoted, Site};

use super::cargo::Cargo;

/// Lints that call a clone superfluous.
const LINTS: &[&str] = &["clippy::redundant_clone", "clippy::clone_on_copy"];

/// Asks clippy, on the untouched copy, and compares with a proof.
///
/// # Errors
/// Clippy is not installed or fails, or Cargo was stopped.
pub(super) fn compare(cargo: &Cargo<'_>, proof: &Proof) -> Result<Clippy> {
    let mut command = cargo.command(&["clippy", "--all-targets", "--keep-going", "--message-format=json"]);
    command.args(["--", "--cap-lints=allow"]).args(LINTS.iter().map(|lint| format!("--force-warn={lint}")));
    let checked = cargo.run(&mut command)?;
    if checked.artifacts.is_empty() {
        return Err(anyhow::Error::new(Quoted::below(&checked.rustc_types.join("\n")))
            .context("cannot run cargo clippy (`rustup component add clippy` installs it)"));
    }
    let mut reports: BTreeMap<(String, usize, usize), String> = BTreeMap::new();
    for (_, message) in &checked.messages {
        let Some(code) = message.code.as_ref().filter(|code| LINTS.contains(&code.as_str())) else { continue };
        if let Some(place) = message.places.first() {
            reports.insert((place.file.clone(), place.bytes.start, place.bytes.end), code.clone());
        }
    }
    let total = reports.len();
    let mut take = |site: &Site| {
        // `redundant_clone` points at `.clone()`, `clone_on_copy` at the whole expression: both end with the call.
        let is_site = |(file, start, end): &(String, usize, usize)| {
            **file == *site.location.path && *end == site.location.bytes.end && *start >= site.location.bytes.start
        };
        let key = reports.keys().find(|key| is_site(key)).cloned()?;
        reports.remove(&key)
    };
    let both = proof.removable.iter().filter(|removable| take(&removable.site).is_some()).count();
    let mut only_clippy = Vec::new();
    for judged in proof.needed.iter().chain(&proof.not_tried) {
        if let Some(lint) = take(&judged.site) {
            only_clippy.push(Judged::new(judged.site.clone(), format!("{lint}; but {}", judged.reason)));
        }
    }
    Ok(Clippy {
        reported: both + only_clippy.len(),
        both,
        only_proof: proof.removable.len() - both,
        elsewhere: total - both - only_clippy.len(),
        only_clippy,
    })
}
