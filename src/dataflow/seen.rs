//! Where walks over the nodes of a body have been.

/// How many events a way from a site is followed over, at most. A long body has many sites and many events: to look at all of
/// these for each of those would take for ever. What no walk got to may be anything.
pub(super) const FARTHEST: usize = 2048;

/// The nodes that a walk has been at. The list is made once a body, not once a walk.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// The number of the walk.
    walk: u32,
    /// For each node, the walk that was there last.
    last: Vec<u32>,
}

impl Seen {
    /// Starts a walk over so many nodes.
    pub(super) fn start(&mut self, nodes: usize) {
        if self.walk == u32::MAX {
            *self = Self::default();
        }
        self.walk += 1;
        self.last.resize(nodes, 0);
    }

    /// Whether there is such a node, and the walk was not there before.
    pub(super) fn insert(&mut self, at: u32) -> bool {
        self.last.get_mut(at as usize).is_some_and(|last| std::mem::replace(last, self.walk) != self.walk)
    }
}
