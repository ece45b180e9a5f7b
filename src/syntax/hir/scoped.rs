//! Names in scope at a place in a body.

use rustc_hash::FxHashMap;

use super::Symbol;

/// What names mean in the blocks around a place, innermost last. To look a name up takes the same time however many there are.
#[derive(Debug)]
pub(crate) struct Scoped<T> {
    entries: Vec<Entry<T>>,
    /// The last entry of each name.
    last: FxHashMap<Symbol, usize>,
}

#[derive(Debug)]
struct Entry<T> {
    name: Symbol,
    value: T,
    /// The entry of the same name that this one hides.
    hides: Option<usize>,
}

impl<T> Default for Scoped<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), last: FxHashMap::default() }
    }
}

impl<T> Scoped<T> {
    /// How many there are: a mark to go back to.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Adds a name, which hides others of the same.
    pub(crate) fn push(&mut self, name: Symbol, value: T) {
        let hides = self.last.insert(name, self.entries.len());
        self.entries.push(Entry { name, value, hides });
    }

    /// What a name means.
    pub(crate) fn get(&self, name: Symbol) -> Option<&T> {
        self.last.get(&name).map(|at| &self.entries[*at].value)
    }

    /// What was added since a mark, first to last.
    pub(crate) fn since(&self, mark: usize) -> impl DoubleEndedIterator<Item = &T> {
        self.entries[mark..].iter().map(|entry| &entry.value)
    }

    /// Takes what was added since a mark, first to last.
    pub(crate) fn split_off(&mut self, mark: usize) -> Vec<(Symbol, T)> {
        // Backwards: each entry gives way to the one that it hides.
        for entry in self.entries[mark..].iter().rev() {
            match entry.hides {
                Some(hidden) => self.last.insert(entry.name, hidden),
                None => self.last.remove(&entry.name),
            };
        }
        self.entries.drain(mark..).map(|entry| (entry.name, entry.value)).collect()
    }

    /// Forgets what was added since a mark.
    pub(crate) fn truncate(&mut self, mark: usize) {
        self.split_off(mark);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_means_the_last_of_its_name_that_is_in_scope() {
        let [a, b] = ["a", "b"].map(Symbol::new);
        let mut scope = Scoped::default();
        scope.push(a, 1);
        let mark = scope.len();
        scope.push(a, 2);
        scope.push(b, 3);
        scope.push(a, 4);
        assert_eq!((scope.get(a), scope.get(b)), (Some(&4), Some(&3)));
        assert_eq!(scope.since(mark).rev().copied().collect::<Vec<_>>(), [4, 3, 2]);
        assert_eq!(scope.split_off(mark), [(a, 2), (b, 3), (a, 4)]);
        assert_eq!((scope.get(a), scope.get(b), scope.len()), (Some(&1), None, 1));
        scope.truncate(0);
        assert_eq!(scope.get(a), None);
    }
}
