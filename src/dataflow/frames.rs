//! Where code is left: scopes, statements, closures and `async` blocks.

use crate::syntax::hir::{ExprId, PatId, Symbol};

use super::build::{Builder, Exit};
use super::graph::{Event, Frame, FrameKind, How, LocalId, LocalKind, Node, NodeId, Place};
use crate::types::Typed;

impl Builder<'_> {
    // ---- scopes and statements ----

    /// Variables go: those that do something with what they borrow use it once more.
    pub(super) fn leave_scope(&mut self, id: ExprId, mark: usize) {
        for (_, local) in self.scope.split_off(mark).into_iter().rev() {
            self.drop_local(id, local);
            self.flow.locals[local as usize].scope.end = self.count();
        }
    }

    /// A jump leaves the scope of variables that stay in sight of the code after it.
    fn jump_out_of_scope(&mut self, id: ExprId, mark: usize) {
        let locals: Vec<LocalId> = self.scope.since(mark).rev().copied().collect();
        for local in locals {
            self.drop_local(id, local);
        }
    }

    /// A variable goes, and uses once more what it borrows if it does something with that. Temporaries without a name are
    /// kept only where they do.
    fn drop_local(&mut self, id: ExprId, local: LocalId) {
        let is_hidden = self.flow.locals[local as usize].kind == LocalKind::Hidden;
        if self.at.is_some() && (is_hidden || self.releases(local)) {
            self.use_place(Place::of(local), How::Drop, id);
        }
    }

    /// Whether a variable does something with what it borrows when it goes; a closure, if what it has captured does.
    fn releases(&self, local: LocalId) -> bool {
        let declared = &self.flow.locals[local as usize];
        let acts = |pat: PatId| self.types.releases(Typed::Pat(pat));
        let captures = |place: &Place| self.flow.locals[place.local as usize].pat.is_some_and(acts);
        !declared.holds.is_empty()
            && declared.pat.is_some_and(|pat| {
                acts(pat) || (self.types.is_closure(Typed::Pat(pat)) && declared.holds.iter().any(captures))
            })
    }

    /// Walks a statement, or what else ends the life of the temporaries in it.
    pub(super) fn in_statement(&mut self, id: ExprId, inside: impl FnOnce(&mut Self)) {
        let mark = self.temporaries.len();
        inside(self);
        let places = self.temporaries.split_off(mark);
        if self.at.is_some() {
            self.hold(id, places);
        }
    }

    /// Notes what a temporary borrows that does something with it when it goes, such as the guard of a lock: it lives to
    /// the end of the statement.
    pub(super) fn note_temporary(&mut self, id: ExprId, start: NodeId) {
        let of = Typed::Expr(id);
        if self.place(id).is_none() && self.types.may_borrow(of) && self.types.releases(of) {
            let borrowed = self.used_since(start);
            self.temporaries.extend(borrowed);
        }
    }

    /// A jump leaves the statements of temporaries that other code may notice.
    fn jump_out_of_statements(&mut self, id: ExprId, mark: usize) {
        if self.at.is_some() {
            self.hold(id, self.temporaries[mark..].to_vec());
        }
    }

    // ---- what is borrowed ----

    /// What is used since a node by what may keep a borrow, each place once: not by a clone, unless a closure or a future has
    /// captured what it will clone. Variables that came to be since then go before the value that is made from them can be
    /// used.
    pub(super) fn used_since(&self, start: NodeId) -> Vec<Place> {
        let read = |node: &Node| {
            let Event::Use(used) = &node.event else { return None };
            let is_older = self.flow.locals[used.place.local as usize].scope.start < start;
            let captured_by = used.site.map(|_| self.captor(node.frame));
            let is_gone = captured_by.is_some_and(|frame| frame == self.frame || self.gone.contains(&frame));
            let keeps = is_older && !is_gone && !used.how.is_end();
            keeps.then(|| Place { captured_by, ..used.place.clone() })
        };
        if self.flow.work.takes(self.flow.nodes.len() - start as usize) {
            return Vec::new();
        }
        let mut used: Vec<Place> = self.flow.nodes[start as usize..].iter().filter_map(read).collect();
        used.sort_by_key(|place| place.local);
        used.dedup();
        used
    }

    /// Of the closures and `async` blocks around a place, the outermost within the current one.
    fn captor(&self, frame: u32) -> u32 {
        self.flow.frames_around(frame).take_while(|frame| *frame != self.frame).last().unwrap_or(frame)
    }

    // ---- jumps ----

    pub(super) fn label(&self, id: ExprId) -> Option<Symbol> {
        self.body.labels.iter().find(|(expr, _)| *expr == id).map(|(_, label)| *label)
    }

    pub(super) fn jump(&mut self, id: ExprId, is_break: bool) {
        let label = self.label(id);
        let target = self.targets.iter().rev().find(|target| match label {
            Some(label) => target.label == Some(label),
            None => target.is_loop,
        });
        if let Some((to, mark, temporaries)) =
            target.map(|it| (if is_break { it.exit } else { it.head }, it.mark, it.temporaries))
        {
            self.jump_out_of_statements(id, temporaries);
            self.jump_out_of_scope(id, mark);
            self.go_to(to);
        }
        self.at = None;
    }

    /// `return`: out of the innermost frame.
    pub(super) fn leave(&mut self, id: ExprId) {
        let exit = self.exits.last().copied();
        self.jump_out_of_statements(id, exit.map_or(0, |exit| exit.temporaries));
        self.jump_out_of_scope(id, exit.map_or(0, |exit| exit.mark));
        if let Some(exit) = exit {
            self.go_to(exit.node);
        }
        self.at = None;
    }

    /// A future may be dropped instead of being polled again: what follows an `async` block may run although the block never
    /// ends.
    pub(super) fn may_be_cancelled(&mut self, id: ExprId, awaited: NodeId) {
        let is_block = self.flow.frames[self.frame as usize].kind == FrameKind::Async;
        if let Some(exit) = self.exits.last().copied().filter(|_| is_block) {
            self.jump_out_of_statements(id, exit.temporaries);
            self.jump_out_of_scope(id, exit.mark);
            self.go_to(exit.node);
            self.at = Some(awaited);
        }
    }

    // ---- closures ----

    /// The number of the frame that comes to be next.
    pub(super) fn next_frame(&self) -> u32 {
        u32::try_from(self.flow.frames.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn in_frame(&mut self, kind: FrameKind, id: ExprId, inside: impl FnOnce(&mut Self)) {
        let index = self.next_frame();
        let outer = std::mem::replace(&mut self.frame, index);
        let targets = std::mem::take(&mut self.targets);
        let mark = self.scope.len();
        let call_start = self.call_start.take();
        let exit = self.new_node(Event::Nothing);
        let (within, detours) = (self.within, self.detours);
        let (outer_frame, last) = (Some(outer), index);
        self.flow.frames.push(Frame { outer: outer_frame, last, kind, expr: Some(id), within, detours, exit });
        self.exits.push(Exit { node: exit, mark, temporaries: self.temporaries.len() });
        self.in_statement(id, inside);
        self.exits.pop();
        self.call_start = call_start;
        self.go_to(exit);
        self.at = Some(exit);
        self.scope.truncate(mark);
        self.flow.frames[index as usize].last = self.next_frame() - 1;
        self.targets = targets;
        self.frame = outer;
    }

    /// Runs any number of times, or at most once, where it is written.
    pub(super) fn closure(&mut self, id: ExprId, params: &[PatId], inside: ExprId) {
        let is_once = std::mem::take(&mut self.next_is_once);
        let is_detour = std::mem::take(&mut self.next_is_detour);
        let kind = if is_once { FrameKind::Once } else { FrameKind::Closure };
        // It may be given what the call lends of which it is an argument: `x.iter().for_each(|part| …)`.
        let lent = self.call_start.map(|start| self.used_since(start)).unwrap_or_default();
        let before = self.push(Event::Nothing);
        let after = self.new_node(Event::Nothing);
        self.in_frame(kind, id, |builder| {
            builder.detour_if(is_detour, |builder| {
                for &pat in params {
                    builder.bind(pat, LocalKind::ClosureParameter, None, &lent);
                }
                builder.note_failures_of_frame(inside);
                builder.walk_in(id, inside, How::Consume);
            });
        });
        if is_once {
            self.go_to(after);
        } else {
            self.go_to(before);
        }
        self.link(before, after);
        self.at = Some(after);
    }
}
