//! Control flow: ways that part and meet.

use crate::syntax::hir::{Arm, BinaryOp, Expr, ExprId, PatId, Statement, Symbol};

use super::build::{Builder, Target};
use super::graph::{Event, FrameKind, How, LocalKind, Loop, NodeId, Place};
use crate::types::Typed;

impl Builder<'_> {
    /// The forms that code runs along.
    pub(super) fn control(&mut self, id: ExprId, how: How) {
        let body = self.body;
        match &body.exprs[id as usize] {
            Expr::Block(statements, tail) => self.block(id, statements, *tail, how),
            Expr::If(condition, then, otherwise) => self.choice(id, *condition, *then, *otherwise, how),
            Expr::Let(pat, value) => self.matched_let(id, *pat, *value),
            Expr::Match(scrutinee, arms) => self.matched(id, *scrutinee, arms, how),
            Expr::While(condition, inside) => self.repeated(id, Some(*condition), *inside),
            Expr::Loop(inside) => self.repeated(id, None, *inside),
            Expr::For(pat, head, inside) => self.for_each(id, *pat, *head, *inside),
            Expr::Closure { params, body, .. } => {
                let params: Vec<PatId> = params.iter().map(|(pat, _)| *pat).collect();
                self.closure(id, &params, *body);
            }
            Expr::Async(inside) => {
                let before = self.push(Event::Nothing);
                self.note_failures_of_frame(*inside);
                self.in_frame(FrameKind::Async, id, |builder| builder.walk_in(id, *inside, How::Consume));
                // It may never run, or never end: what follows does not wait for it.
                if let Some(after) = self.at {
                    self.link(before, after);
                }
            }
            Expr::Await(future) => {
                let frames = self.next_frame();
                self.walk_in(id, *future, How::Consume);
                let is_block = |frame: &u32| self.flow.frames[*frame as usize].kind == FrameKind::Async;
                let blocks: Vec<u32> = (frames..self.next_frame()).filter(is_block).collect();
                self.gone.extend(blocks);
                let awaited = self.push(Event::Await);
                self.may_be_cancelled(id, awaited);
            }
            Expr::Try(value) => {
                self.note_failures(*value);
                self.walk_in(id, *value, How::Consume);
            }
            Expr::Return(value) => {
                if let Some(value) = value {
                    self.note_failures(*value);
                    self.walk_in(id, *value, How::Consume);
                }
                self.leave(id);
            }
            Expr::Break(value) => {
                if let Some(value) = value {
                    self.walk_in(id, *value, How::Consume);
                }
                self.jump(id, true);
            }
            Expr::Continue => self.jump(id, false),
            // All other forms are no control flow.
            _ => {}
        }
    }

    fn block(&mut self, id: ExprId, statements: &[Statement], tail: Option<ExprId>, how: How) {
        let mark = self.scope.len();
        let label = self.label(id);
        if label.is_some() {
            let exit = self.new_node(Event::Nothing);
            let temporaries = self.temporaries.len();
            self.targets.push(Target { label, is_loop: false, head: exit, exit, mark, temporaries });
        }
        for statement in statements {
            match statement {
                Statement::Let { pat, init, otherwise, .. } if self.extends_temporaries(*pat, *init) => {
                    self.local_statement(id, *pat, *init, *otherwise);
                }
                Statement::Let { pat, init, otherwise, .. } => {
                    self.in_statement(id, |builder| builder.local_statement(id, *pat, *init, *otherwise));
                }
                Statement::Expr(expr) => {
                    self.in_statement(id, |builder| builder.walk_in(id, *expr, How::Consume));
                }
            }
        }
        if let Some(tail) = tail {
            self.in_statement(id, |builder| builder.walk_in(id, tail, how));
        }
        self.leave_scope(id, mark);
        if label.is_some()
            && let Some(target) = self.targets.pop()
        {
            self.go_to(target.exit);
            self.at = Some(target.exit);
        }
    }

    /// Whether the temporaries of a `let` live as long as its variables: `let x = &make();`, `let ref x = make();`.
    fn extends_temporaries(&self, pat: PatId, init: Option<ExprId>) -> bool {
        let is_reference = |init: ExprId| matches!(&self.body.exprs[init as usize], Expr::Ref(..));
        init.is_some_and(is_reference) || self.binds_by_ref(pat)
    }

    fn local_statement(&mut self, id: ExprId, pat: PatId, init: Option<ExprId>, otherwise: Option<ExprId>) {
        let start = self.count();
        if let Some(init) = init {
            let how = if self.place(init).is_some() { self.use_by(pat) } else { How::Consume };
            // A closure in a variable runs where it is called.
            self.next_is_detour = matches!(self.body.exprs[init as usize], Expr::Closure { .. });
            self.walk_in(id, init, how);
        }
        let held = self.used_since(start);
        if let Some(otherwise) = otherwise {
            let branch = self.push(Event::Nothing);
            let is_failed = init.is_some_and(|init| self.is_of_success(pat, init));
            self.detour_if(is_failed, |builder| builder.walk_in(id, otherwise, How::Consume));
            // It does not come back.
            self.at = Some(branch);
        }
        self.bind(pat, LocalKind::Let, init, &held);
    }

    fn choice(&mut self, id: ExprId, condition: ExprId, then: ExprId, otherwise: Option<ExprId>, how: How) {
        let mark = self.scope.len();
        self.condition(id, condition);
        let branch = self.push(Event::Nothing);
        self.detour_if(self.is_failed(condition), |builder| {
            builder.walk_in(id, then, how);
            builder.leave_scope(id, mark);
        });
        let after_then = self.at.take();
        self.at = Some(branch);
        self.detour_if(self.is_success(condition), |builder| {
            if let Some(otherwise) = otherwise {
                // What the condition looks at goes only after `else`, but its names are out of sight.
                builder.walk_in(id, otherwise, how);
            }
        });
        self.meet(&[after_then]);
    }

    /// What `let` looks at in a condition lives on, other temporaries go with the condition.
    fn condition(&mut self, id: ExprId, condition: ExprId) {
        if self.has_let(condition) {
            self.walk_in(id, condition, How::Consume);
        } else {
            self.in_statement(id, |builder| builder.walk_in(id, condition, How::Consume));
        }
    }

    pub(super) fn has_let(&self, condition: ExprId) -> bool {
        match &self.body.exprs[condition as usize] {
            Expr::Let(..) => true,
            Expr::Binary(BinaryOp::Logic, left, right) => self.has_let(*left) || self.has_let(*right),
            _ => false,
        }
    }

    /// The ways so far and these go on together.
    fn meet(&mut self, others: &[Option<NodeId>]) {
        if self.at.is_none() && others.iter().all(Option::is_none) {
            return;
        }
        let join = self.new_node(Event::Nothing);
        self.go_to(join);
        for other in others.iter().flatten() {
            self.link(*other, join);
        }
        self.at = Some(join);
    }

    /// `let pat = value` in a condition.
    fn matched_let(&mut self, id: ExprId, pat: PatId, value: ExprId) {
        let start = self.count();
        let how = if self.place(value).is_some() { self.use_by(pat) } else { How::Consume };
        self.walk_in(id, value, how);
        let held = self.used_since(start);
        self.temporary(value, &held);
        self.bind(pat, LocalKind::Arm, Some(value), &held);
    }

    /// What is matched, where it is no place: a value that lives as long as the arms. A guard is released then.
    fn temporary(&mut self, value: ExprId, held: &[Place]) {
        if self.place(value).is_none() && !held.is_empty() && self.is_guarded(value) {
            let hidden = self.declare(Symbol::new(""), None, LocalKind::Hidden, held);
            self.scope.push(Symbol::new(""), hidden);
        }
    }

    /// Whether an expression makes a guard on its way: a temporary that lives to the end of the statement.
    fn is_guarded(&self, value: ExprId) -> bool {
        let acts = |at: ExprId| self.types.may_borrow(Typed::Expr(at)) && self.types.releases(Typed::Expr(at));
        self.body.chain(value).any(|at| self.place(at).is_none() && acts(at))
    }

    fn matched(&mut self, id: ExprId, scrutinee: ExprId, arms: &[Arm], how: How) {
        let start = self.count();
        let uses: Vec<How> = arms.iter().map(|arm| self.use_by(arm.pat)).collect();
        let by = [How::Consume, How::BorrowMut].into_iter().find(|how| uses.contains(how)).unwrap_or(How::Borrow);
        let is_place = self.place(scrutinee).is_some();
        self.walk_in(id, scrutinee, if is_place { by } else { How::Consume });
        let held = self.used_since(start);
        let outer = self.scope.len();
        self.temporary(scrutinee, &held);
        let mut ends = Vec::new();
        for arm in arms {
            let branch = self.push(Event::Nothing);
            let mut failed = None;
            self.detour_if(self.is_of_failure(arm.pat, scrutinee), |builder| {
                let mark = builder.scope.len();
                builder.bind(arm.pat, LocalKind::Arm, Some(scrutinee), &held);
                if let Some(guard) = arm.guard {
                    builder.guards += 1;
                    builder.condition(id, guard);
                    builder.guards -= 1;
                    failed = Some(builder.push(Event::Nothing));
                }
                builder.in_statement(id, |builder| builder.walk_in(id, arm.body, how));
                builder.leave_scope(id, mark);
            });
            ends.push(self.at.take());
            self.at = Some(branch);
            if let Some(failed) = failed {
                // The next arm is tried, from the pattern or from the guard.
                let next = self.push(Event::Nothing);
                self.link(failed, next);
            }
        }
        // Some arm is taken.
        self.at = None;
        self.meet(&ends);
        self.release_hidden(id, outer);
    }

    fn release_hidden(&mut self, id: ExprId, mark: usize) {
        for (_, local) in self.scope.split_off(mark) {
            if self.at.is_some() {
                self.use_place(Place::of(local), How::Drop, id);
            }
        }
    }

    // ---- loops ----

    fn in_loop(&mut self, id: ExprId, inside: impl FnOnce(&mut Self, NodeId, NodeId)) {
        let index = self.next_loop();
        let exit = self.new_node(Event::Nothing);
        let outer = self.within.replace(index);
        let head = self.new_node(Event::Nothing);
        let (frame, detours) = (self.frame, self.detours);
        self.flow.loops.push(Loop { expr: id, outer, last: index, frame, detours, head });
        self.go_to(head);
        self.at = Some(head);
        let mark = self.scope.len();
        let temporaries = self.temporaries.len();
        self.targets.push(Target { label: self.label(id), is_loop: true, head, exit, mark, temporaries });
        inside(self, head, exit);
        self.go_to(head);
        self.targets.pop();
        self.flow.loops[index as usize].last = self.next_loop() - 1;
        self.within = outer;
        self.at = Some(exit);
    }

    fn next_loop(&self) -> u32 {
        u32::try_from(self.flow.loops.len()).unwrap_or(u32::MAX)
    }

    fn repeated(&mut self, id: ExprId, condition: Option<ExprId>, inside: ExprId) {
        self.in_loop(id, |builder, _, exit| {
            let mark = builder.scope.len();
            if let Some(condition) = condition {
                builder.condition(id, condition);
                let branch = builder.push(Event::Nothing);
                builder.link(branch, exit);
            }
            let is_failed = condition.is_some_and(|condition| builder.is_failed(condition));
            builder.detour_if(is_failed, |builder| {
                builder.walk_in(id, inside, How::Consume);
                builder.leave_scope(id, mark);
            });
        });
    }

    fn for_each(&mut self, id: ExprId, pat: PatId, head_expr: ExprId, inside: ExprId) {
        let start = self.count();
        self.walk_in(id, head_expr, How::Consume);
        let held = self.used_since(start);
        let iterator = (!held.is_empty() && self.types.may_borrow(Typed::Expr(head_expr)))
            .then(|| self.declare(Symbol::new(""), None, LocalKind::Hidden, &held));
        let outer = self.scope.len();
        // It goes after the loop, wherever that ends.
        if let Some(local) = iterator.filter(|_| self.types.releases(Typed::Expr(head_expr))) {
            self.scope.push(Symbol::new(""), local);
        }
        self.in_loop(id, |builder, _, exit| {
            if let Some(local) = iterator {
                builder.use_place(Place::of(local), How::Release, id);
            }
            let branch = builder.push(Event::Nothing);
            builder.link(branch, exit);
            let mark = builder.scope.len();
            builder.bind(pat, LocalKind::For, Some(head_expr), &held);
            builder.walk_in(id, inside, How::Consume);
            builder.leave_scope(id, mark);
        });
        self.release_hidden(id, outer);
    }
}
