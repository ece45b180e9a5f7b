//! Exact types: every site is wrapped so that a lint prints the type of its value, and the program is checked once.
//!
//! `core::mem::drop(&value)` triggers `dropping_references`, whose message names the type of its argument. Forced by
//! `--force-warn` it speaks whatever the crate allows, denies or forbids, in generic functions and macro arguments too;
//! `--verbose` keeps long types whole.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use crate::model::{RustcTypes, Site, SiteTypes, Spelling};

use super::blame::{Scene, Suspect};
use super::candidates::Files;
use super::message::{Message, Role};
use super::rewrites;
use super::scratch::Edited;
use super::splice::{Insert, Spliced, fitting};

/// Flags that make the lint speak, and no other.
pub(super) const FLAGS: &[&str] = &["--cap-lints=allow", "--force-warn=dropping_references", "--verbose"];

/// The lint.
const LINT: &str = "dropping_references";

/// The words before the type in the lint's label.
const LABEL: &str = "argument has type `&";

/// How often wraps that do not compile are taken out before the rest is given up.
const TRIES: usize = 8;

/// Which types are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Probes {
    /// Those of the values: what is cloned.
    Values,
    /// Those of the receivers, too.
    Receivers,
}

/// Asks for the types of sites. `compile` is given the edited files, and says what the compiler said.
///
/// # Errors
/// Those of `compile`.
pub(super) fn ask(
    sites: &[Site],
    files: &Files,
    probes: Probes,
    mut compile: impl FnMut(&Edited) -> Result<Vec<Message>>,
) -> Result<RustcTypes> {
    let mut wraps: BTreeMap<usize, Insert> = BTreeMap::new();
    for (owner, site) in sites.iter().enumerate() {
        let Some(file) = files.get(&site.location.path) else { continue };
        // The types in a definition are its callers'; what `clone_from` clones is no value of an expression.
        let is_asked = !site.in_definition
            && match site.spelling {
                Spelling::Method | Spelling::Path | Spelling::Bulk | Spelling::Implicit => site.anchor.is_some(),
                Spelling::FnValue => true,
                Spelling::CloneFrom => false,
            };
        if is_asked {
            let pieces = rewrites::asked(site, probes == Probes::Receivers, rewrites::library(&file.edition));
            wraps.insert(owner, Insert { owner, bytes: site.location.bytes.clone(), pieces });
        }
    }
    for _ in 0..TRIES {
        let scene = scene(sites, files, &wraps);
        let edited: Edited = scene.files.iter().map(|(path, file)| (path.clone(), file.text.clone())).collect();
        let messages = compile(&edited)?;
        let errors: Vec<&Message> = messages.iter().filter(|message| message.is_error).collect();
        if errors.is_empty() {
            return Ok(rustc_types(sites, &scene, &messages));
        }
        let blamed: BTreeSet<usize> =
            errors.iter().filter_map(|message| scene.blame(message)).flat_map(|blame| blame.owners).collect();
        if blamed.is_empty() {
            break;
        }
        wraps.retain(|owner, _| !blamed.contains(owner));
    }
    Ok(RustcTypes::default())
}

fn scene(sites: &[Site], files: &Files, wraps: &BTreeMap<usize, Insert>) -> Scene {
    let mut scene = Scene { is_marked: true, ..Scene::default() };
    for (path, file) in files {
        let of_file: Vec<&Insert> = wraps.values().filter(|wrap| sites[wrap.owner].location.path == *path).collect();
        let (fit, _) = fitting(&of_file);
        let fit: Vec<&Insert> = fit.into_iter().map(|at| of_file[at]).collect();
        for wrap in &fit {
            let site = &sites[wrap.owner];
            let suspect = Suspect::new(site, vec![site.location.bytes.clone()]);
            scene.suspects.insert(wrap.owner, suspect);
        }
        if !fit.is_empty() {
            scene.files.insert(path.to_string(), Spliced::new(&file.text, &fit));
        }
    }
    scene
}

/// Reads the types out of the lint's messages.
fn rustc_types(sites: &[Site], scene: &Scene, messages: &[Message]) -> RustcTypes {
    let mut rustc_types = RustcTypes::default();
    let mut receivers: BTreeMap<usize, String> = BTreeMap::new();
    let mut values: BTreeMap<usize, String> = BTreeMap::new();
    for message in messages.iter().filter(|message| message.code.as_deref() == Some(LINT)) {
        let of_argument = |place: &&super::message::MessageSpan| place.role == Role::Secondary && !place.is_call;
        for place in message.places.iter().filter(of_argument) {
            let Some(ty) = place.label.strip_prefix(LABEL).and_then(|rest| rest.strip_suffix('`')) else { continue };
            let Some(spliced) = scene.files.get(&place.file) else { continue };
            let Some(owner) = spliced.around(&place.bytes) else { continue };
            let is_value = spliced.text.get(place.bytes.clone()).is_some_and(|text| text == "&clone_audit_v");
            // A file that is compiled into several crates is asked several times. A build that knows another item of the
            // name prints the longer path, which means the same wherever it is read.
            let known = (if is_value { &mut values } else { &mut receivers }).entry(owner).or_default();
            if (ty.len(), known.as_str()) > (known.len(), ty) {
                ty.clone_into(known);
            }
        }
    }
    for (owner, value) in values {
        let site = &sites[owner];
        if let Some(cloned) = cloned(site.spelling, &value) {
            let receiver = receivers.remove(&owner);
            rustc_types.insert(
                &site.location.path,
                (site.location.name_line, site.location.name_column),
                SiteTypes { cloned, receiver },
            );
        }
    }
    rustc_types
}

/// What is cloned, by the type of the expression's value.
fn cloned(spelling: Spelling, value: &str) -> Option<String> {
    match spelling {
        // `for<'a> fn(&'a T) -> T {<T as Clone>::clone}`
        Spelling::FnValue => {
            let item = value.rsplit_once('{')?.1.strip_suffix('}')?;
            Some(item.strip_prefix('<')?.rsplit_once(" as ")?.0.to_owned())
        }
        // The item of an iterator's type is not in its text.
        Spelling::Bulk => Some(value.strip_prefix("Option<")?.strip_suffix('>')?.to_owned()),
        _ => Some(value.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cloned_type_is_read_off_the_values() {
        let function = "for<'a> fn(&'a Arc<i32>) -> Arc<i32> {<Arc<i32> as Clone>::clone}";
        assert_eq!(cloned(Spelling::FnValue, function).as_deref(), Some("Arc<i32>"));
        assert_eq!(cloned(Spelling::Bulk, "Option<(u8, String)>").as_deref(), Some("(u8, String)"));
        assert_eq!(cloned(Spelling::Bulk, "Cloned<Iter<'_, T>>"), None);
        assert_eq!(cloned(Spelling::Method, "Vec<u8>").as_deref(), Some("Vec<u8>"));
    }
}
