//! Questions to the graph.

use super::{Event, Flow, How, LocalId, NONE, NodeId, Place, SiteFlow, Use};
use crate::syntax::hir::ExprId;

/// What may happen to a place after a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Later {
    /// It, a part of it, or what borrows it is used: where.
    Used(NodeId),
    /// Nothing until it is overwritten, declared anew, or the body ends.
    Unused,
}

impl Flow {
    /// What happens after a site to a place: the first use that some way leads to.
    pub fn later(&self, site: &SiteFlow, place: &Place) -> Later {
        if site.node == NONE {
            return Later::Used(NONE);
        }
        let mut found = Later::Unused;
        self.follow(site.node, |at, event| {
            let used = match event {
                Event::Use(used) => used,
                Event::Declare(local) => return *local != place.local,
                _ => return true,
            };
            if used.how == How::Write && used.place.holds(place) {
                return false;
            }
            if self.concerns(used, place) {
                found = Later::Used(at);
                return false;
            }
            true
        });
        found
    }

    /// Whether a use is one of a place, or of what may borrow it.
    pub fn concerns(&self, used: &Use, place: &Place) -> bool {
        // What was moved does not go here any more.
        let own = used.how != How::Drop && used.place.overlaps(place);
        own || (used.how != How::Write && self.holds(used.place.local, place.local))
    }

    /// Whether a variable may hold a borrow of another.
    pub fn holds(&self, holder: LocalId, held: LocalId) -> bool {
        self.locals[holder as usize].holds.contains(&held)
    }

    /// Goes all ways from a node, not counting it. `go_on` says of each node whether to go on behind it.
    pub fn follow(&self, from: NodeId, mut go_on: impl FnMut(NodeId, &Event) -> bool) {
        let mut seen = vec![false; self.nodes.len()];
        let mut open: Vec<NodeId> = self.nodes[from as usize].next.to_vec();
        while let Some(at) = open.pop() {
            let Some(node) = self.nodes.get(at as usize) else { continue };
            if std::mem::replace(&mut seen[at as usize], true) {
                continue;
            }
            if go_on(at, &node.event) {
                open.extend(node.next);
            }
        }
    }

    /// The node of a site, if it was walked.
    pub fn node_of(&self, site: &SiteFlow) -> Option<NodeId> {
        (site.node != NONE).then_some(site.node)
    }

    /// The first use in an expression that may change, move or replace a place or what it belongs to, or of which
    /// nobody knows. Uses by sites are none.
    pub fn change_in(&self, expr: ExprId, place: &Place) -> Option<&Use> {
        self.uses_in(expr).find(|used| used.site.is_none() && !used.how.is_read() && used.place.overlaps(place))
    }
}
