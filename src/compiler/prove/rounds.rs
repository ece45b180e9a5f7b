//! The rounds: everything at once, then without what the errors name, until it compiles; then what was named only by
//! association once more, at most one a function.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;
use std::time::Instant;

use anyhow::Result;

use super::candidate::{Candidate, State};
use super::cx::ProveCx;
use crate::compiler::Progress;
use crate::compiler::blame::{Blame, Scene, Suspect};
use crate::compiler::candidates::function_of;
use crate::compiler::message::Message;
use crate::compiler::splice::{Insert, Spliced, fitting};
use crate::compiler::units::{self, Unit};

/// The program is compiled for its errors alone.
pub(super) const SILENT: &[&str] = &["--cap-lints=allow"];

/// What the rounds work on.
pub(super) struct Rounds<'a> {
    cx: &'a ProveCx<'a>,
    units: &'a [Unit],
    candidates: &'a mut Vec<Candidate>,
    deadline: Option<Instant>,
    most: usize,
    /// Rounds so far.
    pub(super) done: usize,
    /// For each unit, the attempts that were in its files when it last compiled: at first, none.
    good: Vec<BTreeMap<usize, usize>>,
    /// Units that were not compiled since something in them changed, or that did not compile.
    dirty: BTreeSet<usize>,
    /// Units that fail for something that no candidate has to do with: Cargo's final check decides about them.
    hopeless: BTreeSet<usize>,
    /// Candidates that this round of winning back tries.
    chances: BTreeSet<usize>,
}

impl<'a> Rounds<'a> {
    pub(super) fn new(
        cx: &'a ProveCx<'a>,
        units: &'a [Unit],
        candidates: &'a mut Vec<Candidate>,
        deadline: Option<Instant>,
        most: usize,
    ) -> Self {
        Self {
            cx,
            units,
            candidates,
            deadline,
            most,
            done: 0,
            good: vec![BTreeMap::new(); units.len()],
            dirty: (0..units.len()).collect(),
            hopeless: BTreeSet::new(),
            chances: BTreeSet::new(),
        }
    }

    /// Runs until nothing more can be had. Returns whether everything worth trying was tried. Afterwards every unit
    /// compiles with the active candidates, as far as the rounds can tell.
    ///
    /// # Errors
    /// The compiler cannot be run, or somebody pressed Ctrl-C.
    pub(super) fn run(&mut self) -> Result<bool> {
        if !self.settle()? {
            self.retreat();
            return Ok(false);
        }
        while self.second_chances() {
            if !self.settle()? {
                self.retreat();
                return Ok(false);
            }
            self.chances.clear();
        }
        Ok(true)
    }

    /// Drops what errors name until everything compiles. `false` if the budget is spent before.
    fn settle(&mut self) -> Result<bool> {
        loop {
            let scene = self.write()?;
            // Code is compiled once for tests and once without; the former sees more. The latter comes when all is well.
            let open = |rounds: &Self, with_covered: bool| -> Vec<usize> {
                let open = rounds.dirty.difference(&rounds.hopeless).copied();
                open.filter(|&at| with_covered || !rounds.units[at].is_covered).collect()
            };
            let mut now = open(self, false);
            if now.is_empty() {
                now = open(self, true);
            }
            if now.is_empty() {
                return Ok(true);
            }
            let is_late = self.deadline.is_some_and(|deadline| Instant::now() >= deadline);
            if self.done >= self.most || is_late {
                return Ok(false);
            }
            self.done += 1;
            self.report(now.len());
            let batch: Vec<&Unit> = now.iter().map(|&at| &self.units[at]).collect();
            let messages = match units::compile(
                self.cx.scratch,
                &batch,
                units::IncrementalCache::Rounds,
                SILENT,
                self.cx.request.jobs,
                self.deadline,
            ) {
                Ok(messages) => messages,
                Err(error) if error.downcast_ref() == Some(&crate::compiler::Stopped::OutOfTime) => return Ok(false),
                Err(error) => return Err(error),
            };
            for (at, messages) in now.into_iter().zip(messages) {
                self.judge(at, &scene, &messages);
            }
        }
    }

    /// Writes the files with the active candidates, and marks the units of those that changed.
    fn write(&mut self) -> Result<Scene> {
        let mut scene = Scene { is_marked: true, ..Scene::default() };
        let mut inserts: BTreeMap<Arc<str>, Vec<Insert>> = BTreeMap::new();
        for (owner, candidate) in self.candidates.iter().enumerate() {
            if let Some((_, attempt)) = candidate.active() {
                let insert = Insert { owner, bytes: attempt.bytes.clone(), pieces: attempt.proving.clone() };
                inserts.entry(Arc::clone(&candidate.path)).or_default().push(insert);
            }
        }
        for (path, file) in self.cx.files {
            let of_file: Vec<&Insert> = inserts.get(path).into_iter().flatten().collect();
            let (fit, rest) = fitting(&of_file);
            for at in rest {
                self.candidates[of_file[at].owner].set_aside();
            }
            let fit: Vec<&Insert> = fit.into_iter().map(|at| of_file[at]).collect();
            for insert in &fit {
                let site = &self.cx.sites[self.candidates[insert.owner].site];
                let suspect = Suspect::new(site, insert.bytes.clone());
                scene.suspects.insert(insert.owner, suspect);
            }
            let spliced = Spliced::new(&file.text, &fit);
            if self.cx.scratch.write(path, &spliced.text)? {
                let touched = self.units.iter().enumerate().filter(|(_, unit)| unit.files.contains(&**path));
                self.dirty.extend(touched.map(|(at, _)| at));
            }
            scene.files.insert(path.to_string(), spliced);
        }
        Ok(scene)
    }

    /// Takes in what the compiler said of a unit.
    fn judge(&mut self, at: usize, scene: &Scene, messages: &[Message]) {
        let errors: Vec<&Message> =
            messages.iter().filter(|message| message.is_error && !message.is_summary()).collect();
        if errors.is_empty() {
            self.dirty.remove(&at);
            self.good[at] = self.active_in(at);
            return;
        }
        let mut is_anybody = false;
        let mut failed = BTreeSet::new();
        let mut doubted = BTreeSet::new();
        for error in errors {
            let blame = scene.blame(error).or_else(|| self.half(at));
            let Some(blame) = blame else { continue };
            is_anybody = true;
            let blame = self.narrowed(blame, scene);
            if blame.is_certain {
                for owner in blame.owners.into_iter().filter(|owner| failed.insert(*owner)) {
                    let reason = scene.reason(error, owner, self.cx.files);
                    self.candidates[owner].fail(reason);
                }
            } else {
                doubted.extend(blame.owners);
            }
        }
        for owner in doubted.difference(&failed) {
            self.candidates[*owner].set_aside();
        }
        if !is_anybody {
            self.hopeless.insert(at);
        }
    }

    /// In a round of winning back, an error that names a function can be due only to the one that is new there.
    fn narrowed(&self, blame: Blame, scene: &Scene) -> Blame {
        if blame.is_certain || self.chances.is_empty() {
            return blame;
        }
        let mut owners: BTreeSet<usize> = blame.owners.intersection(&self.chances).copied().collect();
        if owners.is_empty() {
            let function = |owner: &usize| scene.suspects.get(owner).map(|suspect| (&suspect.file, &suspect.function));
            let named: Vec<_> = blame.owners.iter().map(function).collect();
            owners = self.chances.iter().copied().filter(|chance| named.contains(&function(chance))).collect();
        }
        if owners.is_empty() { blame } else { Blame { owners, is_certain: true } }
    }

    /// Where an error points at no candidate: puts back half of those in the unit.
    fn half(&self, at: usize) -> Option<Blame> {
        let active: Vec<usize> = self.active_in(at).into_keys().collect();
        let half = active.len().div_ceil(2);
        (half > 0).then(|| Blame { owners: active[..half].iter().copied().collect(), is_certain: half == active.len() })
    }

    fn active_in(&self, at: usize) -> BTreeMap<usize, usize> {
        let of_unit = self.candidates.iter().enumerate();
        of_unit
            .filter(|(_, candidate)| self.units[at].files.contains(&*candidate.path))
            .filter_map(|(owner, candidate)| Some((owner, candidate.active()?.0)))
            .collect()
    }

    /// Tries again what was set aside: at most one a function, all functions at once. `false` if nothing is left to try.
    fn second_chances(&mut self) -> bool {
        let mut functions: BTreeSet<(Arc<str>, usize, usize)> = BTreeSet::new();
        for owner in 0..self.candidates.len() {
            let candidate = &mut self.candidates[owner];
            let State::Deferred(attempt) = candidate.state else { continue };
            if candidate.is_second_chance {
                continue;
            }
            let Range { start, end } = function_of(&self.cx.sites[candidate.site]);
            if functions.insert((Arc::clone(&candidate.path), start, end)) {
                candidate.is_second_chance = true;
                candidate.state = State::Active(attempt);
                self.chances.insert(owner);
            }
        }
        !self.chances.is_empty()
    }

    /// The budget is spent: back to what compiled.
    fn retreat(&mut self) {
        for owner in 0..self.candidates.len() {
            let Some((attempt, _)) = self.candidates[owner].active() else { continue };
            // What only a covered unit compiles is left to Cargo's final check.
            let is_of = |unit: &Unit| !unit.is_covered && unit.files.contains(&*self.candidates[owner].path);
            let mut of_candidate = self.units.iter().enumerate().filter(|(_, unit)| is_of(unit));
            if !of_candidate.all(|(at, _)| self.good[at].get(&owner) == Some(&attempt)) {
                self.candidates[owner].set_aside();
            }
        }
    }

    fn report(&self, units: usize) {
        let alive = self.candidates.iter().filter(|candidate| candidate.active().is_some()).count();
        let good: BTreeSet<usize> = self.good.iter().flat_map(|unit| unit.keys().copied()).collect();
        (self.cx.request.watch)(&Progress::Round {
            round: self.done,
            units,
            alive,
            removable: good.len(),
            deadline: self.deadline,
        });
    }
}
