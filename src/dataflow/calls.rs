//! Calls of functions, methods and macros.

use crate::knowledge::calls::{is_for_failure, spawns_once};
use crate::knowledge::macros::{checked, diverges, is_reader};
use crate::syntax::hir::{Expr, ExprId, Mention, PatId, SiteRole, Symbol, UnaryOp};

use super::build::Builder;
use super::graph::{Event, How, LocalId, LocalKind, NodeId, Place};
use crate::types::{SelfKind, Typed};

impl Builder<'_> {
    pub(super) fn call(&mut self, id: ExprId, callee: ExprId, args: &[ExprId]) {
        if let Some(site) = self.site(id, SiteRole::Path) {
            let start = self.count();
            self.flow.parents[callee as usize] = id;
            self.operands(id, args, How::Consume);
            self.clones(site, start);
            return;
        }
        let name = match &self.body.exprs[callee as usize] {
            Expr::Path(path) => path.segments.last().map(|last| last.name.as_str()),
            _ => None,
        };
        let start = self.count();
        // A variable that is called may change what it has captured.
        self.walk_in(id, callee, How::Unknown);
        let closures = self.arguments(id, start, args, name.unwrap_or_default(), Vec::new());
        self.keep_lent(start, callee, true, args);
        self.gone.extend(closures);
    }

    pub(super) fn method_call(&mut self, id: ExprId, receiver: ExprId, args: &[ExprId]) {
        let start = self.count();
        let name = self.method(id);
        if let Some(site) = self.site(id, SiteRole::Method) {
            let how = match name {
                "cloned" => How::Consume,
                "clone_from" => How::BorrowMut,
                _ => How::Borrow,
            };
            self.walk_in(id, receiver, how);
            self.operands(id, args, How::Consume);
            self.clones(site, start);
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
        let borrowed = if is_borrowed && !args.is_empty() { self.used_since(start) } else { Vec::new() };
        let closures = self.arguments(id, start, args, name, borrowed);
        let is_handle = self.types.facts(Typed::Expr(receiver)).is_copy;
        if (how == How::Consume && !is_handle) || self.types.keeps_nothing_else(id) {
            // What is taken by value is gone as well; the standard library keeps none unless it returns it.
            self.gone.extend(&closures);
        }
        self.keep_lent(start, receiver, matches!(how, How::BorrowMut | How::Unknown), args);
        self.gone.extend(closures);
    }

    /// The method that an expression calls; empty if it calls none.
    fn method(&self, id: ExprId) -> &'static str {
        match &self.body.exprs[id as usize] {
            Expr::MethodCall { name, .. } => name.as_str(),
            _ => "",
        }
    }

    /// What a call is lent may stay in what it can change: in its receiver, as `list.push(&x)`, or in an argument, as
    /// `fill(&mut list, &x)` and `fill(&cell, &x)`.
    fn keep_lent(&mut self, start: NodeId, receiver: ExprId, is_unique: bool, args: &[ExprId]) {
        if args.is_empty() {
            return;
        }
        let mut keepers = Vec::new();
        self.keepers(receiver, is_unique, &mut keepers);
        for &arg in args {
            self.keepers(arg, false, &mut keepers);
        }
        for local in keepers {
            self.keep(local, start);
        }
    }

    /// The variables into which somebody who is given the expression's value may put a borrow: through a unique reference,
    /// or through a shared one to a cell.
    fn keepers(&self, expr: ExprId, is_unique: bool, found: &mut Vec<LocalId>) {
        if let Some(place) = self.place(expr) {
            let of = Typed::Expr(expr);
            if self.types.may_keep(of, is_unique || self.types.facts(of).is_unique) {
                found.push(place.local);
            }
            return;
        }
        match &self.body.exprs[expr as usize] {
            // `&mut r` may be given another reference, whatever `r` leads to.
            Expr::Ref(inner, true) if self.place(*inner).is_some() && self.types.may_borrow(Typed::Expr(*inner)) => {
                found.extend(self.place(*inner).map(|place| place.local));
            }
            Expr::Ref(inner, mutable) => self.keepers(*inner, *mutable, found),
            // What a value leads to that may borrow nothing is its own.
            Expr::MethodCall { receiver, .. } if self.types.may_borrow(Typed::Expr(expr)) => {
                let is_changing = matches!(self.types.self_kind(expr), SelfKind::RefMut | SelfKind::Unknown);
                self.keepers(*receiver, is_unique || is_changing, found);
            }
            Expr::Call(_, parts) if self.types.may_borrow(Typed::Expr(expr)) => {
                for part in parts {
                    self.keepers(*part, is_unique, found);
                }
            }
            Expr::Struct { fields, .. } => fields.iter().for_each(|field| self.keepers(field.value, is_unique, found)),
            Expr::Tuple(parts) | Expr::Array(parts) => {
                for part in parts {
                    self.keepers(*part, is_unique, found);
                }
            }
            Expr::Field(base, _)
            | Expr::Index(base, _)
            | Expr::Unary(UnaryOp::Deref, base)
            | Expr::Try(base)
            | Expr::Await(base) => self.keepers(*base, is_unique, found),
            _ => {}
        }
    }

    /// Lets a variable hold what is used since a node, and what it may lead to as well: `fill(&mut list, &x)` and the same
    /// through `let out = &mut list`. Parameters hold nothing of the body's: their lifetimes are the caller's. The
    /// variable may be given another value, a reference as well; so may one that a unique reference in it leads to.
    pub(super) fn keep(&mut self, local: LocalId, start: NodeId) {
        let held = self.used_since(start);
        if held.is_empty() {
            return;
        }
        let (mut seen, mut open) = (vec![local], vec![(local, true)]);
        while let Some((local, is_replaced)) = open.pop() {
            let known = self.flow.locals[local as usize].holds.len();
            if self.flow.work.takes(seen.len() + held.len() * (known + 1)) {
                return;
            }
            let declared = &self.flow.locals[local as usize];
            let can_hold = |pat: PatId| {
                let of = Typed::Pat(pat);
                if is_replaced { self.types.may_borrow(of) } else { self.types.may_keep(of, true) }
            };
            if declared.kind == LocalKind::Parameter || !declared.pat.is_some_and(can_hold) {
                continue;
            }
            let leads_on = declared.pat.is_some_and(|pat| self.types.facts(Typed::Pat(pat)).is_unique);
            for behind in declared.holds.iter().map(|place| place.local) {
                if !seen.contains(&behind) {
                    seen.push(behind);
                    open.push((behind, leads_on));
                }
            }
            let holds = &mut self.flow.locals[local as usize].holds;
            for place in &held {
                if place.local != local && !holds.contains(place) {
                    holds.push(place.clone());
                }
            }
        }
    }

    /// Whether a call runs the closure at this place of its arguments at most once. What a scope's closure owns, no thread in
    /// it can borrow: it is taken for one that owns nothing.
    fn runs_once(&self, call: ExprId, callee: &str, argument: usize) -> bool {
        callee != "scope" && self.types.calls_once(call, argument).unwrap_or_else(|| spawns_once(callee))
    }

    /// Returns the closures among the arguments that the call's value cannot hold.
    fn arguments(
        &mut self,
        id: ExprId,
        call_start: NodeId,
        args: &[ExprId],
        callee: &str,
        receiver: Vec<Place>,
    ) -> Vec<u32> {
        let outer = self.call_start;
        let mut closures = Vec::new();
        let mut borrowed = receiver;
        for (at, &arg) in args.iter().enumerate() {
            let start = self.count();
            if let Expr::Closure { params, .. } = &self.body.exprs[arg as usize] {
                self.next_is_once = self.runs_once(id, callee, at);
                closures.extend((!self.types.may_keep_closure(id, at)).then_some(self.next_frame()));
                self.next_is_detour = is_for_failure(self.method(id), at, !params.is_empty());
            }
            self.call_start = Some(call_start);
            self.walk_in(id, arg, How::Consume);
            (self.next_is_once, self.next_is_detour) = (false, false);
            if at + 1 < args.len() && self.types.may_borrow(Typed::Expr(arg)) {
                borrowed.extend(self.used_since(start));
            }
        }
        self.call_start = outer;
        self.hold(id, borrowed);
        self.push(Event::Call(id));
        if self.types.never_returns(id) {
            self.dead_end();
        }
        closures
    }

    pub(super) fn macro_call(&mut self, id: ExprId, name: Symbol, args: &[ExprId]) {
        let name = self.types.macro_name(id, name);
        if is_reader(name.as_str()) {
            self.operands_of_check(id, args, How::Borrow, checked(name.as_str()).unwrap_or(args.len()));
            self.written_to(name, args);
            if diverges(name.as_str()) {
                self.dead_end();
            }
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
        let borrowed = self.used_since(start);
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
            let Some(local) = self.local(mention.name) else { continue };
            let is_copy = |pat| self.types.facts(Typed::Pat(pat)).is_copy;
            let how = match how {
                How::Borrow if mention.may_change => How::Unknown,
                How::Borrow if mention.may_move && !self.flow.locals[local as usize].pat.is_some_and(is_copy) => {
                    How::Consume
                }
                How::Borrow => How::Borrow,
                _ => How::Unknown,
            };
            self.use_place(Place::of(local), how, id);
        }
    }

    // ---- operands ----

    /// Parts that are evaluated one after the other, and used together in the end: what an earlier one borrows is
    /// still borrowed by then.
    pub(super) fn operands(&mut self, id: ExprId, operands: &[ExprId], how: How) {
        self.operands_of_check(id, operands, how, operands.len());
    }

    /// The same where those from a place on are evaluated only if the ones before it fail a check: the message of
    /// `assert!`.
    fn operands_of_check(&mut self, id: ExprId, operands: &[ExprId], how: How, checked: usize) {
        let mut borrowed = Vec::new();
        let mut passed = None;
        for (at, &operand) in operands.iter().enumerate() {
            if at == checked {
                passed = Some(self.push(Event::Nothing));
                self.detours += 1;
            }
            let start = self.count();
            self.walk_in(id, operand, how);
            if at + 1 < operands.len() && self.types.may_borrow(Typed::Expr(operand)) {
                borrowed.extend(self.used_since(start));
            }
        }
        if let Some(passed) = passed {
            self.detours -= 1;
            let join = self.push(Event::Nothing);
            self.link(passed, join);
        }
        self.hold(id, borrowed);
    }

    /// Borrows that end here.
    pub(super) fn hold(&mut self, id: ExprId, mut places: Vec<Place>) {
        places.sort_by_key(|place| place.local);
        places.dedup();
        for place in places {
            self.use_place(place, How::Release, id);
        }
    }
}
