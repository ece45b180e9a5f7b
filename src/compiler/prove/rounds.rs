//! The rounds: everything at once, then without what the errors name, until it compiles; then what was named only by
//! association once more, at most one a function.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;
use std::time::Instant;

use anyhow::Result;
use rustc_hash::FxHashSet;

use super::candidate::{Candidate, State};
use super::cx::ProveCx;
use crate::compiler::Progress;
use crate::compiler::blame::{Blame, Scene, Suspect};
use crate::compiler::candidates::function_of;
use crate::compiler::message::Message;
use crate::compiler::rewrites::Attempt;
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
    /// Whether there may be several of these in a function.
    is_crowded: bool,
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
            is_crowded: false,
        }
    }

    /// Runs until nothing more can be had. Returns whether everything worth trying was tried. Afterwards every unit
    /// compiles with the active candidates, as far as the rounds can tell.
    ///
    /// # Errors
    /// The compiler cannot be run, or somebody pressed Ctrl-C.
    pub(super) fn run(&mut self) -> Result<bool> {
        let mut are_late_in = false;
        loop {
            if !self.settle()? {
                self.retreat();
                return Ok(false);
            }
            self.chances.clear();
            self.is_crowded = false;
            if self.second_chances(are_late_in) {
                continue;
            }
            if std::mem::replace(&mut are_late_in, true) {
                return Ok(true);
            }
            self.let_late_in();
        }
    }

    /// Puts in all attempts that waited for everything else.
    fn let_late_in(&mut self) {
        self.is_crowded = true;
        for (owner, candidate) in self.candidates.iter_mut().enumerate() {
            if let Some(at) = candidate.late() {
                candidate.state = State::Active(at);
                self.chances.insert(owner);
            }
        }
    }

    /// Of attempts that rename what another one clones, takes out the former: what remains of the two together means
    /// something else than what is tried of each.
    fn set_aside_renaming(&mut self) {
        let active =
            || self.candidates.iter().enumerate().filter_map(|(owner, one)| Some((owner, one, one.active()?.1)));
        let receiver =
            |candidate: &Candidate| self.cx.sites[candidate.site].anchor.as_deref().map(|anchor| &anchor.receiver);
        let cloned: FxHashSet<_> = active().filter_map(|(_, one, _)| Some((&*one.path, receiver(one)?))).collect();
        let is_renaming = |candidate: &Candidate, attempt: &Attempt| {
            attempt.names.iter().any(|(name, _)| cloned.contains(&(&*candidate.path, name)))
        };
        let renaming: Vec<usize> =
            active().filter(|(_, one, attempt)| is_renaming(one, attempt)).map(|(owner, ..)| owner).collect();
        for owner in renaming {
            self.candidates[owner].set_aside();
        }
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
        self.set_aside_renaming();
        let mut scene = Scene { is_marked: true, ..Scene::default() };
        let mut inserts: BTreeMap<Arc<str>, Vec<Insert>> = BTreeMap::new();
        for (owner, candidate) in self.candidates.iter().enumerate() {
            if let Some((_, attempt)) = candidate.active() {
                inserts.entry(Arc::clone(&candidate.path)).or_default().extend(attempt.inserts(owner));
            }
        }
        for (path, file) in self.cx.files {
            let mut of_file: Vec<&Insert> = inserts.get(path).into_iter().flatten().collect();
            // What one of them does not fit with may fit without the others of the same owner.
            let fit = loop {
                let (fit, rest) = fitting(&of_file);
                if rest.is_empty() {
                    break fit;
                }
                let out: BTreeSet<usize> = rest.into_iter().map(|at| of_file[at].owner).collect();
                for owner in &out {
                    self.candidates[*owner].set_aside();
                }
                of_file.retain(|insert| !out.contains(&insert.owner));
            };
            let fit: Vec<&Insert> = fit.into_iter().map(|at| of_file[at]).collect();
            for insert in &fit {
                let candidate = &self.candidates[insert.owner];
                let Some((_, attempt)) = candidate.active() else { continue };
                let suspect = Suspect::new(&self.cx.sites[candidate.site], attempt.places());
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
        if owners.is_empty() {
            return blame;
        }
        Blame { is_certain: owners.len() == 1 || !self.is_crowded, owners }
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
    fn second_chances(&mut self, with_late: bool) -> bool {
        let mut functions: BTreeSet<(Arc<str>, usize, usize)> = BTreeSet::new();
        for owner in 0..self.candidates.len() {
            let candidate = &mut self.candidates[owner];
            let State::Deferred(attempt) = candidate.state else { continue };
            if candidate.is_second_chance || (candidate.late().is_some() && !with_late) {
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
