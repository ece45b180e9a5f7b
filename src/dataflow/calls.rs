//! Calls of functions, methods and macros.

use crate::knowledge::calls::spawns;
use crate::knowledge::macros::is_reader;
use crate::syntax::hir::{Expr, ExprId, Mention, SiteRole, Symbol};

use super::build::Builder;
use super::graph::{Event, How, LocalId, NodeId, Place};
use crate::types::{SelfKind, Typed};

impl Builder<'_> {
    pub(super) fn call(&mut self, id: ExprId, callee: ExprId, args: &[ExprId]) {
        if let Some(site) = self.site(id, SiteRole::Path) {
            let start = self.count();
            self.flow.parents[callee as usize] = id;
            self.operands(id, args, How::Consume);
            if let Some(&last) = args.last() {
                self.clones(site, last, start);
            }
            return;
        }
        let name = match &self.body.exprs[callee as usize] {
            Expr::Path(path) => path.segments.last().map(|last| last.name.as_str()),
            _ => None,
        };
        // What is spawned runs once.
        let is_once = name.is_some_and(spawns);
        // A variable that is called may change what it has captured.
        self.walk_in(id, callee, How::Unknown);
        self.arguments(id, args, &|_| is_once, Vec::new());
    }

    pub(super) fn method_call(&mut self, id: ExprId, receiver: ExprId, args: &[ExprId]) {
        let start = self.count();
        let name = match &self.body.exprs[id as usize] {
            Expr::MethodCall { name, .. } => name.as_str(),
            _ => "",
        };
        if let Some(site) = self.site(id, SiteRole::Method) {
            let how = match name {
                "cloned" => How::Consume,
                "clone_from" => How::BorrowMut,
                _ => How::Borrow,
            };
            self.walk_in(id, receiver, how);
            self.operands(id, args, How::Consume);
            self.clones(site, args.first().copied().unwrap_or(receiver), start);
            return;
        }
        let how = match self.types.self_kind(id) {
            SelfKind::Value => How::Consume,
            SelfKind::Ref => How::Borrow,
            SelfKind::RefMut => How::BorrowMut,
            SelfKind::Unknown => How::Unknown,
        };
        self.walk_in(id, receiver, how);
        let is_borrowed = how != How::Consume || self.types.may_borrow(Typed::Expr(receiver));
        let borrowed = if is_borrowed && !args.is_empty() { self.read_since(start) } else { Vec::new() };
        let types = self.types;
        self.arguments(id, args, &|at| spawns(name) || types.calls_once(id, at), borrowed);
        // What the arguments lend may stay in the receiver: `list.push(&x)`.
        if matches!(how, How::BorrowMut | How::Unknown)
            && let Some(place) = self.place(receiver)
        {
            self.keep(place.local, start);
        }
    }

    /// Lets a variable hold what is used since a node, if it can hold a borrow at all.
    pub(super) fn keep(&mut self, local: LocalId, start: NodeId) {
        let pat = self.flow.locals[local as usize].pat;
        let held = self.used_since(start);
        if held.iter().any(|held| held.local != local) && pat.is_some_and(|pat| self.types.may_borrow(Typed::Pat(pat)))
        {
            let holds = &mut self.flow.locals[local as usize].holds;
            holds.extend(held.into_iter().filter(|held| held.local != local));
        }
    }

    fn arguments(&mut self, id: ExprId, args: &[ExprId], is_once: &dyn Fn(usize) -> bool, receiver: Vec<Place>) {
        let mut borrowed = receiver;
        for (at, &arg) in args.iter().enumerate() {
            let start = self.count();
            self.next_is_once = matches!(self.body.exprs[arg as usize], Expr::Closure { .. }) && is_once(at);
            self.walk_in(id, arg, How::Consume);
            self.next_is_once = false;
            if at + 1 < args.len() && self.types.may_borrow(Typed::Expr(arg)) {
                borrowed.extend(self.read_since(start));
            }
        }
        self.hold(id, borrowed);
        self.push(Event::Call(id));
    }

    pub(super) fn macro_call(&mut self, id: ExprId, name: Symbol, args: &[ExprId]) {
        if is_reader(name.as_str()) {
            self.operands(id, args, How::Borrow);
            self.written_to(name, args);
            return;
        }
        // Such a macro may leave an argument out: `select!` runs one of its branches.
        let start = self.count();
        for &arg in args {
            let branch = self.push(Event::Nothing);
            self.walk_in(id, arg, How::Consume);
            let join = self.push(Event::Nothing);
            self.link(branch, join);
        }
        let borrowed = self.read_since(start);
        if args.len() > 1 {
            self.hold(id, borrowed);
        }
    }

    /// `write!(target, …)` changes its first argument.
    fn written_to(&mut self, name: Symbol, args: &[ExprId]) {
        let (Some(&target), "write" | "writeln") = (args.first(), name.as_str()) else { return };
        let place = match &self.body.exprs[target as usize] {
            Expr::Mentions(names) => names.first().and_then(|first| self.local(first.name)).map(Place::of),
            _ => self.place(target),
        };
        if let Some(place) = place {
            self.use_place(place, How::BorrowMut, target);
        }
    }

    pub(super) fn mentions(&mut self, id: ExprId, names: &[Mention], how: How) {
        for mention in names {
            let how = if how == How::Borrow && !mention.may_change { How::Borrow } else { How::Unknown };
            if let Some(local) = self.local(mention.name) {
                self.use_place(Place::of(local), how, id);
            }
        }
    }
}
