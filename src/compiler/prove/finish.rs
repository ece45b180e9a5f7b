//! The last word: what remains of the files is compiled by Cargo as the user would, lints and all.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Error, Result};

use crate::compiler::Progress;
use crate::compiler::blame::{Scene, Suspect};
use crate::compiler::cargo::{Cargo, Checked, TargetName};
use crate::compiler::message::Message;
use crate::compiler::splice::{Insert, Piece, Spliced, fitting};
use crate::model::{Edit, Quoted, Superfluous};

use super::candidate::{Candidate, State};
use super::cx::{ProveCx, Untouched};

/// How often something is taken out before all is given up.
const TRIES: usize = 12;

/// What the final check works on.
pub(super) struct Finish<'a> {
    pub(super) cx: &'a ProveCx<'a>,
    pub(super) cargo: &'a Cargo<'a>,
    pub(super) untouched: &'a Untouched,
}

impl Finish<'_> {
    /// Checks what remains with all active candidates, and takes out what does not compile. Returns what the compiler warns
    /// of only now.
    ///
    /// # Errors
    /// Cargo cannot be run, or was stopped.
    pub(super) fn run(&self, candidates: &mut [Candidate]) -> Result<Vec<Superfluous>> {
        self.set_aside_overlapping(candidates);
        for _ in 0..TRIES {
            (self.cx.request.watch)(&Progress::Phase("final check"));
            let scene = self.write(candidates, |_| true)?;
            let checked = self.cargo.check(&[])?;
            let is_counted = |target: &TargetName| !self.untouched.left_out.contains(target);
            let errors = checked
                .messages
                .iter()
                .filter(|(target, message)| is_counted(target) && message.is_error && !message.is_summary());
            let errors: Vec<&Message> = errors.map(|(_, message)| message).collect();
            if errors.is_empty() {
                // With targets that cannot compile anyway, Cargo always complains.
                if !checked.is_success && self.untouched.left_out.is_empty() {
                    return Err(Error::new(Quoted::below(&checked.rustc_types.join("\n")))
                        .context("`cargo check` fails without the clones and names no error in the code"));
                }
                return Ok(self.superfluous(&scene, &checked));
            }
            let mut is_anybody = false;
            for error in errors {
                for owner in scene.blame(error).into_iter().flat_map(|blame| blame.owners) {
                    is_anybody = true;
                    candidates[owner].reason = Some(scene.reason(error, owner, self.cx.files));
                    candidates[owner].state = State::Needed;
                }
            }
            if !is_anybody {
                break;
            }
        }
        for candidate in candidates.iter_mut() {
            candidate.set_aside();
        }
        self.write(candidates, |_| true)?;
        Ok(Vec::new())
    }

    /// Takes out those whose edits do not fit beside others'.
    fn set_aside_overlapping(&self, candidates: &mut [Candidate]) {
        for path in self.cx.files.keys() {
            let of_file = candidates.iter().enumerate().filter(|(_, candidate)| candidate.path == *path);
            let active = of_file.filter_map(|(owner, candidate)| Some((owner, candidate.active()?.1)));
            let edits: Vec<Insert> = active.flat_map(|(owner, attempt)| inserts(owner, &attempt.edits)).collect();
            let (_, rest) = fitting(&edits.iter().collect::<Vec<_>>());
            for at in rest {
                candidates[edits[at].owner].set_aside();
            }
        }
    }

    /// Writes the files without those clones of the active candidates that are chosen by their numbers.
    pub(super) fn write(&self, candidates: &[Candidate], is_chosen: impl Fn(usize) -> bool) -> Result<Scene> {
        let mut scene = Scene::default();
        for (path, file) in self.cx.files {
            let of_file = candidates.iter().enumerate().filter(|(_, candidate)| candidate.path == *path);
            let active = of_file.filter_map(|(owner, candidate)| {
                let (_, attempt) = candidate.active().filter(|_| is_chosen(owner))?;
                Some((owner, candidate, attempt))
            });
            let mut edits: Vec<Insert> = Vec::new();
            for (owner, candidate, attempt) in active {
                edits.extend(inserts(owner, &attempt.edits));
                let site = &self.cx.sites[candidate.site];
                let suspect = Suspect::new(site, attempt.places());
                scene.suspects.insert(owner, suspect);
            }
            let spliced = spliced(&file.text, &edits);
            self.cx.scratch.write(path, &spliced.text)?;
            scene.files.insert(path.to_string(), spliced);
        }
        Ok(scene)
    }

    /// Warnings that were not there before. Lines are those of the user's files.
    fn superfluous(&self, scene: &Scene, after: &Checked) -> Vec<Superfluous> {
        let key = |message: &Message| {
            let file = message.places.first().map(|place| place.file.clone());
            (file, message.code.clone(), message.text.clone())
        };
        let mut known: BTreeMap<_, usize> = BTreeMap::new();
        for (_, message) in &self.untouched.checked.messages {
            *known.entry(key(message)).or_default() += 1;
        }
        let mut new = BTreeSet::new();
        for (_, message) in after.messages.iter().filter(|(_, message)| !message.is_error) {
            if let Some(count) = known.get_mut(&key(message)).filter(|count| **count > 0) {
                *count -= 1;
                continue;
            }
            let Some(place) = message.places.first() else { continue };
            let (Some(spliced), Some(file)) = (scene.files.get(&place.file), self.cx.files.get(&*place.file)) else {
                continue;
            };
            let before = file.text.get(..spliced.original(place.bytes.start)).unwrap_or_default();
            let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
            new.insert(Superfluous {
                path: place.file.clone(),
                line: before.matches('\n').count() + 1,
                column: before[line_start..].chars().count() + 1,
                message: message.text.clone(),
            });
        }
        new.into_iter().collect()
    }
}

/// A file with edits.
pub(crate) fn edited(source: &str, edits: &[Edit]) -> String {
    spliced(source, &inserts(0, edits).collect::<Vec<_>>()).text
}

fn inserts(owner: usize, edits: &[Edit]) -> impl Iterator<Item = Insert> {
    edits.iter().map(move |edit| Insert {
        owner,
        bytes: edit.bytes.clone(),
        pieces: vec![Piece::text(edit.text.clone())],
    })
}

fn spliced(source: &str, edits: &[Insert]) -> Spliced {
    let all: Vec<&Insert> = edits.iter().collect();
    let (fit, _) = fitting(&all);
    Spliced::new(source, &fit.into_iter().map(|at| all[at]).collect::<Vec<_>>())
}
