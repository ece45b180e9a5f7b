//! Questions to the graph.

use rustc_hash::FxHashSet;

use crate::syntax::hir::ExprId;

use super::graph::{Event, Flow, How, LocalId, NONE, Node, NodeId, Place, SiteFlow, Use};
use super::seen::FARTHEST;

/// What may happen to a place after a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Later {
    /// It, a part of it, or what borrows it is used: where.
    Used(NodeId),
    /// Nothing until it is overwritten, declared anew, or the body ends.
    Unused,
}

/// How a place is overwritten after a site.
#[derive(Debug)]
pub struct Overwritten {
    /// Where.
    pub writes: Vec<NodeId>,
    /// What happens before that.
    pub before: Vec<NodeId>,
}

/// The frame of the body itself.
const BODY: u32 = 0;

impl Flow {
    /// Whether following values took so many steps that answers were cut off: none of them counts.
    pub fn is_spent(&self) -> bool {
        self.work.is_spent()
    }

    /// What happens after a site to a place: the first use that some way leads to.
    pub fn later(&self, site: &SiteFlow, place: &Place) -> Later {
        let frame = self.nodes.get(site.node as usize).map_or(BODY, |node| node.frame);
        if !site.is_reached || site.in_guard || self.is_read_where_captured(place, frame) {
            return Later::Used(NONE);
        }
        if self.is_unused_elsewhere(site, place, frame) {
            return Later::Unused;
        }
        let own_frame = self.locals[place.local as usize].frame;
        let mut found = Later::Unused;
        let is_all = self.follow(site.node, |at, event| {
            // Out of scope, nothing can be left that borrows it.
            if !self.is_in_scope(place.local, at) {
                return false;
            }
            let Event::Use(used) = event else { return true };
            // A closure that assigns to what it has captured uses it.
            let is_own = self.nodes[at as usize].frame == own_frame;
            if used.how == How::Assign && used.place.holds(place) && is_own {
                return false;
            }
            if used.how == How::Assign && used.place.overlaps(place) && !is_own {
                found = Later::Used(at);
                return false;
            }
            if self.concerns_in(used, place, frame) {
                found = Later::Used(at);
                return false;
            }
            true
        });
        if is_all { found } else { Later::Used(NONE) }
    }

    /// Whether nothing but the site uses the variable or what may borrow it. A site that may run again uses it itself.
    fn is_unused_elsewhere(&self, site: &SiteFlow, place: &Place, frame: u32) -> bool {
        let node = &self.nodes[site.node as usize];
        let is_other = |(_, used): (NodeId, &Use)| used.site.is_none_or(|of| self.sites[of as usize].node != site.node);
        frame == BODY
            && node.within.is_none()
            && self.held_by[place.local as usize].is_empty()
            && !self.uses_of(place.local).any(is_other)
    }

    /// Whether the closure or `async` block of a frame that would own a place of another frame reads what borrows it. It
    /// owns it from where it is written, and so before it runs.
    fn is_read_where_captured(&self, place: &Place, frame: u32) -> bool {
        let outer = self.locals[place.local as usize].frame;
        let Some(captor) = self.frames_around(frame).take_while(|frame| *frame != outer).last() else { return false };
        let is_within = |frame: u32| self.is_in_frame(frame, captor);
        let is_read =
            |holder: &LocalId| self.uses_of(*holder).any(|(node, _)| is_within(self.nodes[node as usize].frame));
        self.holders_of(place, frame)
            .iter()
            .any(|holder| !is_within(self.locals[*holder as usize].frame) && is_read(holder))
    }

    /// Whether a use is one of a place, or of what may borrow it.
    pub fn concerns(&self, used: &Use, place: &Place) -> bool {
        self.concerns_in(used, place, BODY)
    }

    /// The same for a site of a frame: what the frame has captured only to clone it is its own once the clone is a move.
    fn concerns_in(&self, used: &Use, place: &Place, frame: u32) -> bool {
        // What was moved does not go here any more.
        let own = used.how != How::Drop && used.place.overlaps(place) && !self.is_captured_around(&used.place, frame);
        own || (used.how != How::Assign && self.is_held(used.place.local, place, frame))
    }

    /// Whether a place is held because a frame has captured it that a frame is, or lies in.
    fn is_captured_around(&self, held: &Place, frame: u32) -> bool {
        held.captured_by.is_some_and(|by| by != BODY && self.is_in_frame(frame, by))
    }

    /// Whether a variable may hold a borrow of another.
    pub fn holds(&self, holder: LocalId, held: LocalId) -> bool {
        self.holds_part(holder, &Place::of(held))
    }

    /// Whether a variable may hold a borrow of a place, of a part of it, or of what it is a part of, be it through what
    /// others hold.
    pub fn holds_part(&self, holder: LocalId, held: &Place) -> bool {
        self.is_held(holder, held, BODY)
    }

    /// The same but for what a frame around this one has captured only to clone it.
    fn is_held(&self, holder: LocalId, held: &Place, frame: u32) -> bool {
        let key = (held.clone(), frame);
        if let Some(holders) = self.holders.borrow().get(&key) {
            return holders.contains(&holder);
        }
        let holders = self.holders_of(held, frame);
        let holds = holders.contains(&holder);
        self.holders.borrow_mut().insert(key, holders);
        holds
    }

    /// The variables that may hold a borrow of a place, but for what a frame around this one has captured only to clone it.
    fn holders_of(&self, held: &Place, frame: u32) -> FxHashSet<LocalId> {
        let mut holders = FxHashSet::default();
        let is_it = |place: &Place| place.overlaps(held) && !self.is_captured_around(place, frame);
        let is_direct = |holder: &LocalId| self.locals[*holder as usize].holds.iter().any(is_it);
        let mut open: Vec<LocalId> = self.held_by[held.local as usize].iter().copied().filter(is_direct).collect();
        while let Some(holder) = open.pop() {
            if holder != held.local && holders.insert(holder) {
                open.extend(&self.held_by[holder as usize]);
            }
        }
        holders
    }

    /// The variables that are bound to an expression's value, or to parts of it.
    pub fn bound_to(&self, value: ExprId) -> impl Iterator<Item = LocalId> + '_ {
        let first = self.bound.partition_point(|(known, _)| *known < value);
        self.bound[first..].iter().take_while(move |(known, _)| *known == value).map(|(_, local)| *local)
    }

    /// Where a variable comes to be.
    pub fn declared(&self, local: LocalId) -> NodeId {
        self.locals[local as usize].scope.start
    }

    /// Whether a variable is in scope at a node, after its declaration.
    pub fn is_in_scope(&self, local: LocalId, at: NodeId) -> bool {
        self.locals[local as usize].scope.contains(&at)
    }

    /// Goes all ways from a node, not counting it, but not [`FARTHEST`]. `go_on` says of each node whether to go on behind it.
    /// Whether that was all.
    #[must_use = "what is very far is not looked at"]
    pub fn follow(&self, from: NodeId, go_on: impl FnMut(NodeId, &Event) -> bool) -> bool {
        self.walk(from, FARTHEST, go_on)
    }

    /// Goes all ways from a node, over so many nodes; whether that was all.
    pub(super) fn walk(&self, from: NodeId, most: usize, mut go_on: impl FnMut(NodeId, &Event) -> bool) -> bool {
        // A walk may start another for each node: that one gets a list of its own.
        let mut seen = self.seen.take();
        seen.start(self.nodes.len());
        let mut open: Vec<NodeId> = self.nodes[from as usize].next.to_vec();
        let mut left = most;
        while let Some(at) = open.pop() {
            if !seen.insert(at) {
                continue;
            }
            if left == 0 || self.work.takes(1) {
                self.seen.replace(seen);
                return false;
            }
            left -= 1;
            let node = &self.nodes[at as usize];
            if go_on(at, &node.event) {
                open.extend(node.next);
            }
        }
        self.seen.replace(seen);
        true
    }

    /// Whether some way leads from a node to another, over nodes that are let pass alone. What is very far may be on one.
    pub fn leads_to(&self, from: NodeId, to: NodeId, passes: impl Fn(&Node) -> bool) -> bool {
        let mut leads = false;
        let is_all = self.follow(from, |at, _| {
            leads |= at == to;
            !leads && passes(&self.nodes[at as usize])
        });
        leads || !is_all
    }

    /// The node of a site, if it was walked, and some way leads there.
    pub fn node_of(site: &SiteFlow) -> Option<NodeId> {
        site.is_reached.then_some(site.node)
    }

    /// Whether a place is overwritten on all ways from a site before anything else concerns it. `is_overwrite` tells
    /// which uses are that, among those that assign and those that borrow mutably.
    pub fn overwritten(
        &self,
        site: &SiteFlow,
        place: &Place,
        is_overwrite: impl Fn(&Use) -> bool,
    ) -> Option<Overwritten> {
        let from = Self::node_of(site)?;
        if !self.locals[place.local as usize].is_written {
            return None;
        }
        let mut found = Overwritten { writes: Vec::new(), before: Vec::new() };
        let ends = |at: NodeId| self.nodes[at as usize].next.iter().all(|next| *next == NONE);
        let mut otherwise = ends(from);
        otherwise |= !self.follow(from, |at, event| {
            match event {
                Event::Use(used) if is_overwrite(used) => {
                    found.writes.push(at);
                    return false;
                }
                Event::Use(used) => otherwise |= self.concerns(used, place),
                Event::Declare(local) => otherwise |= *local == place.local,
                _ => {}
            }
            otherwise |= ends(at);
            found.before.push(at);
            !otherwise
        });
        (!otherwise && !found.writes.is_empty()).then_some(found)
    }
}
