//! Figures of a set of sites.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Cost, Scope, Spelling, TypeClass};

/// Figures of a set of sites. The maps hold every name of their vocabulary, also those with 0.
#[derive(Clone, Debug, Default, Serialize, PartialEq, Eq)]
pub struct Totals {
    /// The headline: method, path, fn-value and clone-from.
    pub explicit: usize,
    /// `.cloned()`
    pub bulk: usize,
    /// `.to_owned()` and kin on a value that is already owned.
    pub implicit: usize,
    /// Lines that `rg -t rust '\.clone\(\)'` counts in the audited files.
    pub grep_lines: usize,
    /// All sites by spelling.
    pub by_spelling: BTreeMap<&'static str, usize>,
    /// Explicit clones by scope.
    pub by_scope: BTreeMap<&'static str, usize>,
    /// Explicit clones by type class.
    pub by_class: BTreeMap<&'static str, usize>,
    /// Explicit clones by cost.
    pub by_cost: BTreeMap<&'static str, usize>,
}

impl Totals {
    /// Totals of nothing, with every name of every vocabulary.
    pub fn zero() -> Self {
        Self {
            by_spelling: Spelling::ALL.iter().map(|x| (x.name(), 0)).collect(),
            by_scope: Scope::ALL.iter().map(|x| (x.name(), 0)).collect(),
            by_class: TypeClass::ALL.iter().map(|x| (x.name(), 0)).collect(),
            by_cost: Cost::ALL.iter().map(|x| (x.name(), 0)).collect(),
            ..Self::default()
        }
    }

    /// Counts one site.
    pub fn add(&mut self, spelling: Spelling, scope: Scope, class: TypeClass, cost: Cost) {
        let bump = |map: &mut BTreeMap<&'static str, usize>, name| *map.entry(name).or_default() += 1;
        bump(&mut self.by_spelling, spelling.name());
        match spelling {
            Spelling::Bulk => self.bulk += 1,
            Spelling::Implicit => self.implicit += 1,
            _ => {
                self.explicit += 1;
                bump(&mut self.by_scope, scope.name());
                bump(&mut self.by_class, class.name());
                bump(&mut self.by_cost, cost.name());
            }
        }
    }

    /// Explicit clones whose type is not known.
    pub fn unknown(&self) -> usize {
        self.by_class.get(TypeClass::Unknown.name()).copied().unwrap_or(0)
    }

    /// Explicit clones in production code: the figure that gates by default.
    pub fn production(&self) -> usize {
        self.by_scope.get(Scope::Production.name()).copied().unwrap_or(0)
    }
}
