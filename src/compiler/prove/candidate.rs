//! What becomes of one candidate.

use std::sync::Arc;

use crate::compiler::rewrites::Attempt;

/// A site that is tried.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Its number in the list of sites.
    pub(super) site: usize,
    pub(super) path: Arc<str>,
    pub(super) attempts: Vec<Attempt>,
    pub(super) state: State,
    /// The compiler's words on the first attempt: they say most of why the clone is there.
    pub(super) reason: Option<String>,
    /// Whether it was tried by itself already, after having been dropped by association.
    pub(super) is_second_chance: bool,
}

/// Where a candidate stands. Attempts are numbered in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// This attempt is in the files.
    Active(usize),
    /// This attempt was dropped with others, did not fit beside another, or waits for the others; it may be tried again.
    Deferred(usize),
    /// Every attempt failed by itself.
    Needed,
    /// A verdict that was remembered: nothing is tried.
    Remembered,
}

impl Candidate {
    pub(super) fn active(&self) -> Option<(usize, &Attempt)> {
        match self.state {
            State::Active(at) => self.attempts.get(at).map(|attempt| (at, attempt)),
            _ => None,
        }
    }

    /// An error is due to this candidate whatever becomes of others: the next attempt, if there is one.
    pub(super) fn fail(&mut self, reason: String) {
        if let State::Active(at) | State::Deferred(at) = self.state {
            let is_meant = |attempt: &Attempt| attempt.after.is_none_or(|code| reason.starts_with(code));
            let next = (at + 1..self.attempts.len()).find(|&next| is_meant(&self.attempts[next]));
            self.is_second_chance = false;
            self.state = match next {
                Some(next) if self.attempts[next].is_late() => State::Deferred(next),
                Some(next) => State::Active(next),
                None => State::Needed,
            };
        }
        // That a method takes the value says less than who needs the value afterwards.
        let takes_value = self.reason.as_deref().is_some_and(|first| first.starts_with("E0507"));
        if self.reason.is_none() || (takes_value && reason.starts_with("E0382")) {
            self.reason = Some(reason);
        }
    }

    /// The attempt that waits until everything else was tried.
    pub(super) fn late(&self) -> Option<usize> {
        match self.state {
            State::Deferred(at) if self.attempts.get(at).is_some_and(Attempt::is_late) => Some(at),
            _ => None,
        }
    }

    /// It is taken out, perhaps for something that is not its fault.
    pub(super) fn set_aside(&mut self) {
        if let State::Active(at) = self.state {
            self.state = State::Deferred(at);
        }
    }
}
