//! Whose a value is: what can move, what can be lent instead of a copy, and for how long.

use crate::dataflow::{Event, How, LocalId, NodeId, Place, Use};
use crate::knowledge::macros::makes;
use crate::model::TypeClass;
use crate::syntax::hir::{Expr, ExprId, UnaryOp};
use crate::types::{SelfKind, Typed};

use super::{BodyView, SiteView};

/// Links of a chain that are looked at: for each link of a longer one, all before it would be gone through again.
const LONGEST_CHAIN: usize = 256;

impl BodyView<'_> {
    /// Whether a variable's type is known, and was not guessed by what it is held against in patterns: nor were those that it
    /// was made of.
    pub fn is_sure(&self, local: LocalId) -> bool {
        let mut sure = self.sure.borrow_mut();
        let mut open = vec![local];
        while let Some(&at) = open.last() {
            if sure.contains_key(&at) {
                open.pop();
                continue;
            }
            let mut made_of = Vec::new();
            if let Some(value) = self.flow.locals[at as usize].value {
                self.handed_on(value, &mut made_of);
            }
            // Variables are numbered in the order of the source: this ends.
            let unknown = made_of.iter().filter(|of| **of < at && !sure.contains_key(*of));
            let before = open.len();
            open.extend(unknown);
            if open.len() == before {
                let is_known = self.local_facts(at).is_some_and(|facts| facts.class != TypeClass::Unknown);
                let answer = is_known && made_of.iter().all(|of| sure.get(of).copied().unwrap_or_default());
                sure.insert(at, answer);
            }
        }
        sure.get(&local).copied().unwrap_or_default()
    }

    /// The variables that a value is, or is a tuple of.
    fn handed_on(&self, value: ExprId, found: &mut Vec<LocalId>) {
        match self.expr(value) {
            Expr::Path(_) => {
                let used = self.flow.uses_in(value).filter(|used| used.expr == value);
                found.extend(used.map(|used| used.place.local));
            }
            Expr::Tuple(items) => items.iter().for_each(|item| self.handed_on(*item, found)),
            _ => {}
        }
    }

    /// Whether an expression is a call that clones.
    fn is_clone(&self, value: Option<ExprId>) -> bool {
        value.is_some_and(|value| self.site_at(value).is_some())
    }

    /// Whether an expression makes a temporary.
    pub fn is_made(&self, expr: ExprId) -> bool {
        match self.expr(expr) {
            other if other.is_value() => true,
            Expr::Macro(..) => true,
            Expr::MacroCall(call) => {
                call.path.segments.last().is_some_and(|last| makes(self.types.macro_name(expr, last.name).as_str()))
                    || self.types.expands_to_value(expr, call)
            }
            _ => false,
        }
    }

    /// Whether a borrow of what an expression leads to can live on when `within`, which holds it, is done: there is no
    /// guard and no value made on the way, and no variable that goes with `within`.
    pub fn outlives(&self, expr: ExprId, within: ExprId) -> bool {
        if self.types.releases(Typed::Expr(expr)) {
            return false;
        }
        if let Some(used) = self.flow.uses_in(expr).find(|used| used.expr == expr && !used.how.is_end()) {
            return self.stays(used.place.local, within);
        }
        let (base, is_by_value) = match self.expr(expr) {
            Expr::MethodCall { receiver, .. } => (*receiver, self.types.self_kind(expr) == SelfKind::Value),
            Expr::Field(base, _)
            | Expr::Index(base, _)
            | Expr::Unary(UnaryOp::Deref, base)
            | Expr::Ref(base, false) => (*base, false),
            Expr::Try(base) => (*base, true),
            _ => return false,
        };
        // What is made and not handed on is dropped at the end of the statement.
        let is_dropped = self.is_made(base) && !is_by_value && self.facts(base).references == 0;
        !is_dropped && self.outlives(base, within)
    }

    /// Whether a variable stays when an expression is done, or refers to what stays.
    fn stays(&self, local: LocalId, within: ExprId) -> bool {
        let declared = &self.flow.locals[local as usize];
        if !self.flow.nodes_of(within).contains(&(self.flow.declared(local) as usize)) {
            return true;
        }
        let is_reference = self.local_facts(local).is_some_and(|facts| facts.references > 0);
        is_reference && declared.value.is_some_and(|value| self.outlives(value, within))
    }
}

impl<'b> SiteView<'b> {
    /// The part of a variable that is cloned, where the body owns it, and so can move it: no reference, index or
    /// smart pointer is on the way, no type on the way has a `Drop`, and no closure around the site that may run often
    /// lies between.
    pub fn owned_place(&self) -> Option<&'b Place> {
        let place = self.place().filter(|place| !place.is_indirect)?;
        let local = &self.body.flow.locals[place.local as usize];
        let (declared, cloned) = (self.body.types.facts(Typed::Pat(local.pat?)), self.body.facts(self.receiver()?));
        // Through a guard or a smart pointer, what it leads to is cloned.
        if cloned.adt != self.body.facts(self.expr()).adt {
            return None;
        }
        // What is not known may be a reference; but what was cloned to be bound is a value, whatever its type.
        let is_value = || place.fields.is_empty() && local.is_whole && self.body.is_clone(local.value);
        let is_known = cloned.is_owned() && self.body.is_sure(place.local);
        if declared.references > 0 || cloned.references > 0 || !(is_known || is_value()) {
            return None;
        }
        self.node()?;
        if !self.body.flow.is_once(self.frame(), local.frame) {
            return None;
        }
        self.owns_fields(self.receiver()?).then_some(place)
    }

    fn owns_fields(&self, expr: ExprId) -> bool {
        match self.body.expr(expr) {
            Expr::Field(base, name) => self.body.types.owns_field(*base, *name) && self.owns_fields(*base),
            Expr::Path(_) => true,
            _ => false,
        }
    }

    /// Whether the clone is of a temporary: what a call returned, or a field of that.
    pub fn is_of_temporary(&self) -> bool {
        let Some(receiver) = self.receiver() else { return false };
        let (from, to) = (self.body.facts(receiver), self.body.facts(self.expr()));
        let is_same = match from.name {
            Some(_) => (from.name, from.adt) == (to.name, to.adt),
            None => self.body.types.derefs(receiver, self.expr()) == Some(0),
        };
        // What a smart pointer leads to is cloned from behind it.
        if !from.is_owned() || !is_same {
            return false;
        }
        let mut base = receiver;
        while let Expr::Field(inner, name) = self.body.expr(base) {
            if !self.body.types.owns_field(*inner, *name) {
                return false;
            }
            base = *inner;
        }
        // What borrows nothing is free of the guard that it was got through.
        let is_free = !self.body.types.may_borrow(Typed::Expr(receiver)) || !self.is_guarded();
        self.body.is_made(base) && self.body.facts(base).is_owned() && is_free
    }

    /// Whether the value that the receiver leads to is read through a guard of a lock or a `RefCell`, or may be.
    pub fn is_guarded(&self) -> bool {
        let mut links = self.chain();
        links.by_ref().take(LONGEST_CHAIN).any(|expr| self.body.types.releases(Typed::Expr(expr)))
            || links.next().is_some()
    }

    /// The guard of a lock or a `RefCell`, or the access to one, through which the receiver is certainly read.
    pub fn guard(&self) -> Option<ExprId> {
        self.chain().take(LONGEST_CHAIN).find(|expr| self.body.facts(*expr).is_guard)
    }

    /// The receiver and all that it is a chain on, outermost first.
    fn chain(&self) -> impl Iterator<Item = ExprId> + 'b {
        let code = self.body.code;
        self.receiver().into_iter().flat_map(|receiver| code.chain(receiver))
    }

    /// The first use, in an expression, that may change what the receiver leads to: of any variable that the receiver
    /// mentions. Uses by sites are none.
    pub fn change_in(&self, expr: ExprId) -> Option<&'b Use> {
        let receiver = self.receiver()?;
        let flow = self.body.flow;
        let own = flow.nodes_of(receiver);
        let places: Vec<&Place> = flow.uses_in(receiver).map(|used| &used.place).collect();
        let range = flow.nodes_of(expr);
        (range.start..range.end).filter(|at| !own.contains(at)).find_map(|at| match &flow.nodes[at].event {
            Event::Use(used) => {
                let node = NodeId::try_from(at).ok()?;
                self.is_change(node, used, &places).then_some(used)
            }
            _ => None,
        })
    }

    /// Whether a use may change, move or replace one of these places, or what they borrow. Uses by sites do not; but a
    /// closure takes with it whatever it mentions, as far as anybody knows here: nothing says whether it is `move`.
    pub fn is_change(&self, at: NodeId, used: &Use, places: &[&Place]) -> bool {
        let is_captured = self.body.flow.nodes[at as usize].frame != self.frame();
        let is_copied = || {
            if is_captured {
                let is_read = matches!(used.how, How::Borrow | How::Consume | How::Release);
                is_read && self.body.local_facts(used.place.local).is_some_and(|facts| facts.is_copy)
            } else {
                used.how == How::Consume && self.body.facts(used.expr).is_copy
            }
        };
        let is_plain = used.how.is_read() || used.site.is_some();
        (is_captured || !is_plain)
            && places
                .iter()
                .any(|place| used.place.overlaps(place) || self.body.flow.holds_part(place.local, &used.place))
            && !is_copied()
    }

    /// Whether nothing that the receiver leads to changes as long as a variable is in use that got the clone, or a part
    /// of it: it could hold a borrow instead.
    pub fn is_steady(&self, local: LocalId) -> bool {
        let flow = self.body.flow;
        let Some(receiver) = self.node().and(self.receiver()) else { return false };
        let places: Vec<&Place> = flow.uses_in(receiver).map(|used| &used.place).collect();
        if !self.may_change(&places) {
            return true;
        }
        let mut changes = Vec::new();
        let is_all = flow.follow(flow.declared(local), |at, event| {
            if let Event::Use(used) = event
                && self.is_change(at, used, &places)
            {
                changes.push(at);
            }
            flow.is_in_scope(local, at)
        });
        let copy = Place::of(local);
        is_all
            && !changes.into_iter().any(|change| {
                let mut is_used = false;
                let is_all = flow.follow(change, |at, event| {
                    let goes_on = flow.is_in_scope(local, at);
                    is_used |= goes_on && matches!(event, Event::Use(used) if flow.concerns(used, &copy));
                    goes_on
                });
                is_used || !is_all
            })
    }

    /// Whether any use of these places, or of what they may borrow, is a change, wherever it stands.
    fn may_change(&self, places: &[&Place]) -> bool {
        let flow = self.body.flow;
        let holds = |place: &Place| !flow.locals[place.local as usize].holds.is_empty();
        let is_changed = |local: LocalId| flow.uses_of(local).any(|(at, used)| self.is_change(at, used, places));
        places.iter().any(|place| holds(place) || is_changed(place.local))
    }

    /// Whether a borrow can take the clone's place and live on when `within` is done, as [`BodyView::outlives`] has it.
    pub fn is_lendable(&self, within: ExprId) -> bool {
        // What derefs from a value made here goes with that value.
        let is_kept = |receiver: &ExprId| !self.body.is_made(*receiver) || self.body.facts(*receiver).references > 0;
        self.receiver().filter(is_kept).is_some_and(|receiver| self.body.outlives(receiver, within))
    }
}
