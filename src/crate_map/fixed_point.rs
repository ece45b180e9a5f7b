//! Answers that depend on each other, in circles too.

use std::cell::{Cell, RefCell};
use std::hash::Hash;

use rustc_hash::FxHashMap;

/// Rounds after which an answer that still changes is given up.
const MOST_ROUNDS: u32 = 8;

/// How many answers may wait for each other. What is asked deeper down has no answer.
const DEEPEST: u32 = 512;

/// The round of an answer that is final.
const SETTLED: u32 = u32::MAX;

/// Remembers answers. One that is asked for while it is being worked out is, for now, what the round before found; the
/// rounds end when no such answer turns out to be another. Each round works an answer out once, so that the whole is
/// linear in the answers and what they ask.
pub(super) struct FixedPoint<K, V> {
    entries: RefCell<FxHashMap<K, Entry<V>>>,
    /// Answers of the rounds that go on.
    unsettled: RefCell<Vec<K>>,
    round: Cell<u32>,
    depth: Cell<u32>,
    is_stable: Cell<bool>,
    /// The answer where rounds do not end.
    unknown: Option<V>,
}

struct Entry<V> {
    value: Option<V>,
    round: u32,
    is_open: bool,
    /// Asked for while it was being worked out.
    is_read_early: bool,
    /// Another answer than in the round before.
    is_changed: bool,
}

impl<K: Copy + Eq + Hash, V: Copy + PartialEq> FixedPoint<K, V> {
    pub(super) fn new(unknown: Option<V>) -> Self {
        Self {
            entries: RefCell::default(),
            unsettled: RefCell::default(),
            round: Cell::new(0),
            depth: Cell::new(0),
            is_stable: Cell::new(true),
            unknown,
        }
    }

    /// How many answers there are.
    pub(super) fn len(&self) -> usize {
        self.entries.borrow().len()
    }

    /// Whether an answer is being worked out: others found meanwhile may change.
    pub(super) fn is_running(&self) -> bool {
        self.depth.get() > 0
    }

    /// Whether the answer for a key is known already and final.
    pub(super) fn is_settled(&self, key: K) -> bool {
        self.entries.borrow().get(&key).is_some_and(|entry| entry.round == SETTLED)
    }

    /// The answer for a key, which `compute` works out, asking for others in turn.
    pub(super) fn get(&self, key: K, compute: impl Fn() -> Option<V>) -> Option<V> {
        if let Some(entry) = self.entries.borrow_mut().get_mut(&key) {
            if entry.round == SETTLED {
                return entry.value;
            }
            if entry.round == self.round.get() {
                entry.is_read_early |= entry.is_open;
                return entry.value;
            }
        }
        if self.is_running() {
            return if self.depth.get() < DEEPEST { self.visit(key, &compute) } else { None };
        }
        for round in 1..=MOST_ROUNDS {
            self.round.set(round);
            self.is_stable.set(true);
            self.visit(key, &compute);
            if self.is_stable.get() {
                break;
            }
        }
        self.settle();
        self.entries.borrow().get(&key).and_then(|entry| entry.value)
    }

    fn visit(&self, key: K, compute: &impl Fn() -> Option<V>) -> Option<V> {
        let round = self.round.get();
        let fresh = Entry { value: None, round, is_open: true, is_read_early: false, is_changed: false };
        if let Some(entry) = self.entries.borrow_mut().get_mut(&key) {
            *entry = Entry { value: entry.value, ..fresh };
        } else {
            self.unsettled.borrow_mut().push(key);
            self.entries.borrow_mut().insert(key, fresh);
        }
        self.depth.set(self.depth.get() + 1);
        let value = compute();
        self.depth.set(self.depth.get() - 1);
        if let Some(entry) = self.entries.borrow_mut().get_mut(&key) {
            entry.is_open = false;
            entry.is_changed = entry.value != value;
            if entry.is_read_early && entry.is_changed {
                self.is_stable.set(false);
            }
            entry.value = value;
        }
        value
    }

    fn settle(&self) {
        let is_stable = self.is_stable.get();
        let mut entries = self.entries.borrow_mut();
        for key in self.unsettled.borrow_mut().drain(..) {
            let Some(entry) = entries.get_mut(&key) else { continue };
            // Not computed again in this round: it may rest on answers that have changed since.
            if entry.round != self.round.get() {
                entries.remove(&key);
                continue;
            }
            entry.round = SETTLED;
            if !is_stable && entry.is_changed {
                entry.value = self.unknown;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that lead to others: the smallest that can be reached.
    fn smallest(
        points: &FixedPoint<usize, usize>,
        edges: &[&[usize]],
        asked: &Cell<usize>,
        at: usize,
    ) -> Option<usize> {
        points.get(at, || {
            asked.set(asked.get() + 1);
            edges[at].iter().filter_map(|&to| smallest(points, edges, asked, to)).chain([at]).min()
        })
    }

    #[test]
    fn answers_in_a_circle_are_those_of_the_whole_circle() {
        let edges: &[&[usize]] = &[&[], &[2], &[3, 1], &[1, 0], &[3]];
        for first in [1, 2, 3, 4] {
            let (points, asked) = (FixedPoint::new(None), Cell::new(0));
            let answers = [first, 1, 2, 3, 4].map(|at| smallest(&points, edges, &asked, at));
            assert_eq!(answers, [Some(0); 5], "asked for {first} first");
        }
    }

    #[test]
    fn work_grows_with_the_edges() {
        let all: Vec<usize> = (0..60).collect();
        let edges: Vec<&[usize]> = all.iter().map(|_| all.as_slice()).collect();
        let (points, asked) = (FixedPoint::new(None), Cell::new(0));
        assert_eq!(smallest(&points, &edges, &asked, 59), Some(0));
        assert!(asked.get() <= 60 * 8, "{}", asked.get());
        let before = asked.get();
        assert_eq!(smallest(&points, &edges, &asked, 30), Some(0));
        assert_eq!(asked.get(), before, "all of them are settled");
    }

    /// The first asks the second, which asks the third only as long as the first has no answer.
    fn detour(points: &FixedPoint<u8, u8>, at: u8) -> Option<u8> {
        points.get(at, || match at {
            0 => detour(points, 1),
            1 => detour(points, 0).or_else(|| detour(points, 2)).or(Some(7)),
            _ => detour(points, 0),
        })
    }

    #[test]
    fn an_answer_that_only_an_early_round_asked_for_is_worked_out_again() {
        let points = FixedPoint::new(None);
        assert_eq!([0, 1, 2].map(|at| detour(&points, at)), [Some(7); 3]);
    }

    fn restless(points: &FixedPoint<u8, u8>) -> Option<u8> {
        points.get(0, || if restless(points) == Some(1) { Some(2) } else { Some(1) })
    }

    #[test]
    fn an_answer_that_never_settles_is_unknown() {
        assert_eq!(restless(&FixedPoint::new(Some(99))), Some(99));
    }
}
