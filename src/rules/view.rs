//! What a rule sees: a body, its flow, its types and its sites.

use crate::model::{Cost, Spelling, TypeClass, TypeFacts};
use crate::syntax::RawSite;
use crate::syntax::flow::{
    Event, Flow, How, LocalId, LocalKind, NodeId, Place, SiteFlow, Taken, Typed, Types, Use, is_reader,
};
use crate::syntax::hir::{BinaryOp, Body, Expr, ExprId, Function, Impl, SiteRole, Statement, UnaryOp};

/// A body with sites.
pub struct BodyView<'b> {
    /// Its code.
    pub code: &'b Body,
    /// What happens in it.
    pub flow: &'b Flow,
    /// Its function, unless it is a constant or what a macro call holds.
    pub function: Option<&'b Function>,
    /// The impl block around it.
    pub container: Option<&'b Impl>,
    /// Its types.
    pub types: &'b dyn Types,
    /// Its sites, in the order of their positions.
    pub sites: Vec<SiteFacts<'b>>,
}

/// What is known of a site.
pub struct SiteFacts<'b> {
    /// Where it stands in the body.
    pub flow: &'b SiteFlow,
    /// What the scan says.
    pub raw: &'b RawSite,
    /// What kind of type it clones.
    pub class: TypeClass,
    /// What one clone costs.
    pub cost: Cost,
}

/// One of a body's sites.
#[derive(Clone, Copy)]
pub struct SiteView<'b> {
    /// The body.
    pub body: &'b BodyView<'b>,
    /// The site.
    pub site: &'b SiteFacts<'b>,
}

/// What becomes of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueUse {
    /// A method is called on it: the call, and how it takes its receiver.
    Receiver(ExprId, Taken),
    /// `&value`, not `&mut`: the reference.
    Reference(ExprId),
    /// `&mut value`, `value[i]`, `*value`, `value.field = …`: a place that may be changed.
    Place(ExprId),
    /// `value.field`: the field.
    Field(ExprId),
    /// A side of a comparison.
    Compared(ExprId),
    /// An argument of a macro that formats it, compares it or tests it.
    Formatted(ExprId),
    /// What a `for` iterates over.
    ForHead(ExprId),
    /// What `match` or `if let` looks at.
    Scrutinee(ExprId),
    /// Bound by `let` to this variable, all of it.
    Bound(LocalId),
    /// An argument of a call: its place, the receiver not counted.
    Argument(ExprId, usize),
    /// A field of a struct literal.
    StructField(ExprId),
    /// Assigned to a place.
    Assigned(ExprId),
    /// The body's value, of `return` or of a closure.
    Returned,
    /// Anything else.
    Other,
}

impl<'b> BodyView<'b> {
    /// Its sites, each with the body.
    pub fn views(&'b self) -> impl Iterator<Item = SiteView<'b>> {
        self.sites.iter().map(move |site| SiteView { body: self, site })
    }

    /// An expression.
    pub fn expr(&self, id: ExprId) -> &'b Expr {
        &self.code.exprs[id as usize]
    }

    /// What is known of the type of an expression.
    pub fn facts(&self, id: ExprId) -> TypeFacts {
        self.types.facts(Typed::Expr(id))
    }

    /// What is known of the type of a variable.
    pub fn local_facts(&self, local: LocalId) -> Option<TypeFacts> {
        self.flow.locals[local as usize].pat.map(|pat| self.types.facts(Typed::Pat(pat)))
    }

    /// The method that an expression calls.
    pub fn method(&self, id: ExprId) -> Option<&'static str> {
        match self.expr(id) {
            Expr::MethodCall { name, .. } => Some(name.as_str()),
            _ => None,
        }
    }

    /// The last word of the path that an expression calls: `spawn` of `tokio::spawn(…)`.
    pub fn called(&self, id: ExprId) -> Option<&'static str> {
        let Expr::Call(callee, _) = self.expr(id) else { return None };
        match self.expr(*callee) {
            Expr::Path(path) => path.segments.last().map(|last| last.name.as_str()),
            Expr::Qualified { rest, .. } => rest.last().map(|last| last.name.as_str()),
            _ => None,
        }
    }

    /// The call that starts a task or thread with this closure or `async` block, or with one around it.
    pub fn spawn_of(&self, frame: u32) -> Option<ExprId> {
        self.flow.frames_from(frame).find_map(|frame| {
            let expr = frame.expr?;
            let starts = |call: &ExprId| {
                let name = self.called(*call).or_else(|| self.method(*call));
                name.is_some_and(|name| name.starts_with("spawn"))
            };
            // `spawn(async move { … })`, `spawn(work(async …))`, `spawn(async …).await`: an argument, not the receiver.
            let mut inside = expr;
            for around in self.flow.around(expr).skip(1) {
                let is_argument = match self.expr(around) {
                    Expr::Call(callee, _) => *callee != inside,
                    Expr::MethodCall { receiver, .. } => *receiver != inside,
                    // `spawn({ let name = name.clone(); async move { … } })`
                    Expr::Block(_, tail) if *tail == Some(inside) => false,
                    Expr::Block(..) | Expr::Closure { .. } | Expr::Async(_) => return None,
                    _ => false,
                };
                if is_argument && starts(&around) {
                    return Some(around);
                }
                inside = around;
            }
            None
        })
    }

    /// What becomes of an expression's value.
    pub fn use_of(&self, id: ExprId) -> ValueUse {
        let Some(parent) = self.flow.parent(id) else { return ValueUse::Returned };
        match self.expr(parent) {
            Expr::MethodCall { receiver, args, .. } => {
                if *receiver == id {
                    ValueUse::Receiver(parent, self.types.taken(parent))
                } else {
                    args.iter().position(|arg| *arg == id).map_or(ValueUse::Other, |at| ValueUse::Argument(parent, at))
                }
            }
            Expr::Call(_, args) => {
                args.iter().position(|arg| *arg == id).map_or(ValueUse::Other, |at| ValueUse::Argument(parent, at))
            }
            Expr::Ref(_, false) => ValueUse::Reference(parent),
            Expr::Ref(_, true) | Expr::Index(..) | Expr::Unary(UnaryOp::Deref, _) => ValueUse::Place(parent),
            Expr::Field(..) => ValueUse::Field(parent),
            Expr::Binary(BinaryOp::Compare, ..) => ValueUse::Compared(parent),
            Expr::Macro(name, _) if is_reader(*name) => ValueUse::Formatted(parent),
            Expr::MacroCall(call) if call.path.segments.last().is_some_and(|last| is_reader(last.name)) => {
                ValueUse::Formatted(parent)
            }
            Expr::For(_, head, _) if *head == id => ValueUse::ForHead(parent),
            Expr::Match(scrutinee, _) if *scrutinee == id => ValueUse::Scrutinee(parent),
            Expr::Let(_, value) if *value == id => ValueUse::Scrutinee(parent),
            Expr::Struct { .. } => ValueUse::StructField(parent),
            Expr::Assign(_, right) if *right == id => ValueUse::Assigned(parent),
            Expr::Block(statements, tail) => self.in_block(id, parent, statements, *tail),
            Expr::If(_, then, otherwise) if *then == id || *otherwise == Some(id) => self.use_of(parent),
            Expr::Match(_, arms) if arms.iter().any(|arm| arm.body == id) => self.use_of(parent),
            Expr::Return(_) | Expr::Closure { .. } | Expr::Async(_) => ValueUse::Returned,
            _ => ValueUse::Other,
        }
    }

    fn in_block(&self, id: ExprId, block: ExprId, statements: &[Statement], tail: Option<ExprId>) -> ValueUse {
        if tail == Some(id) {
            return self.use_of(block);
        }
        let is_bound = statements
            .iter()
            .any(|statement| matches!(statement, Statement::Let { init: Some(init), .. } if *init == id));
        if !is_bound {
            return ValueUse::Other;
        }
        let local = (0..).zip(&self.flow.locals).find(|(_, local)| local.value == Some(id) && local.is_whole);
        local.map_or(ValueUse::Other, |(at, _)| ValueUse::Bound(at))
    }

    /// The expression whose value no longer borrows what this one borrows: it, or what it is a part of. `None` where
    /// the borrow ends up in a variable, or nobody knows.
    pub fn borrow_ends_at(&self, id: ExprId) -> Option<ExprId> {
        let mut at = id;
        loop {
            if !self.types.may_borrow(Typed::Expr(at)) {
                return Some(at);
            }
            match self.use_of(at) {
                ValueUse::Receiver(next, _)
                | ValueUse::Reference(next)
                | ValueUse::Place(next)
                | ValueUse::Field(next)
                | ValueUse::Argument(next, _) => at = next,
                ValueUse::Compared(next) | ValueUse::Formatted(next) | ValueUse::ForHead(next) => return Some(next),
                ValueUse::Other => {
                    // A statement of its own: the value is dropped.
                    let parent = self.flow.parent(at)?;
                    return matches!(self.expr(parent), Expr::Block(_, tail) if *tail != Some(at)).then_some(at);
                }
                _ => return None,
            }
        }
    }

    /// A name for messages: `self.name`, `x`.
    pub fn name_of(&self, place: &Place) -> String {
        let mut name = self.flow.locals[place.local as usize].name.to_string();
        for field in &place.fields {
            name.push('.');
            name.push_str(field.as_str());
        }
        name
    }

    /// Whether a variable's type is known, and was not guessed by what it is held against in patterns.
    pub fn is_sure(&self, local: LocalId) -> bool {
        let Some(facts) = self.local_facts(local) else { return false };
        facts.class != TypeClass::Unknown
            && self.flow.locals[local as usize].value.is_none_or(|value| self.is_told(value))
    }

    /// Whether an expression is a call that clones.
    fn is_clone(&self, value: Option<ExprId>) -> bool {
        value.is_some_and(|value| self.sites.iter().any(|site| site.flow.site.expr == value))
    }

    fn is_told(&self, value: ExprId) -> bool {
        match self.expr(value) {
            Expr::Path(_) => {
                let mut used = self.flow.uses_in(value).filter(|used| used.expr == value);
                used.all(|used| self.is_sure(used.place.local))
            }
            Expr::Tuple(items) => items.iter().all(|item| self.is_told(*item)),
            _ => true,
        }
    }

    /// Whether an expression makes a value that belongs to nobody yet.
    pub fn is_made(&self, expr: ExprId) -> bool {
        matches!(
            self.expr(expr),
            Expr::Call(..)
                | Expr::MethodCall { .. }
                | Expr::Await(_)
                | Expr::Try(_)
                | Expr::Macro(..)
                | Expr::Struct { .. }
        )
    }

    /// Whether a borrow of what an expression leads to can live on when `within`, which holds it, is done: there is no
    /// guard and no value made on the way, and no variable that goes with `within`.
    pub fn outlives(&self, expr: ExprId, within: ExprId) -> bool {
        if self.types.releases(Typed::Expr(expr)) {
            return false;
        }
        if let Some(used) = self.flow.uses_in(expr).find(|used| used.expr == expr && used.how != How::Release) {
            return self.stays(used.place.local, within);
        }
        let (base, is_by_value) = match self.expr(expr) {
            Expr::MethodCall { receiver, .. } => (*receiver, self.types.taken(expr) == Taken::Value),
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

    /// Whether the closure only looks at what it is given, and nothing that it starts keeps it. True for one that
    /// ignores it.
    pub fn only_looks(&self, closure: ExprId) -> bool {
        let Expr::Closure { body, .. } = self.expr(closure) else { return false };
        let Some(frame) = self.flow.frames.iter().position(|frame| frame.expr == Some(closure)) else { return false };
        let ends_inside = !self.types.may_borrow(Typed::Expr(*body));
        (0..).zip(&self.flow.locals).filter(|(_, local)| local.frame as usize == frame).all(|(at, local)| {
            let is_parameter = local.kind == LocalKind::ClosureParameter;
            !is_parameter
                || self.flow.uses_of(at).all(|(node, used)| {
                    let inner = self.flow.nodes[node as usize].frame;
                    // What a closure within captures is gone with it, unless it is handed out or started.
                    let is_here = inner as usize == frame || (ends_inside && self.spawn_of(inner).is_none());
                    is_here && self.leaves(used)
                })
        })
    }

    /// Whether a use leaves the place as it is: it looks at it, or copies it bit by bit.
    pub fn leaves(&self, used: &Use) -> bool {
        used.how.is_read() || (used.how == How::Take && self.facts(used.expr).is_copy)
    }

    /// The variables that a pattern binds to an expression's value, or to parts of it.
    pub fn bound_to(&'b self, value: ExprId) -> impl Iterator<Item = LocalId> + 'b {
        let locals = (0..).zip(&self.flow.locals);
        locals.filter(move |(_, local)| local.value == Some(value) && local.pat.is_some()).map(|(at, _)| at)
    }

    /// A name for messages of an expression that only names a place; without `&`, `*` and what unwraps.
    pub fn path_of(&self, id: ExprId) -> Option<String> {
        match self.expr(id) {
            Expr::Path(path) => {
                let names: Vec<&str> = path.segments.iter().map(|segment| segment.name.as_str()).collect();
                Some(names.join("::"))
            }
            Expr::Field(base, name) => Some(format!("{}.{}", self.path_of(*base)?, name.as_str())),
            Expr::Ref(base, _) | Expr::Unary(UnaryOp::Deref, base) | Expr::Try(base) | Expr::Await(base) => {
                self.path_of(*base)
            }
            _ => None,
        }
    }
}

impl<'b> SiteView<'b> {
    /// The cloning call.
    pub fn expr(&self) -> ExprId {
        self.site.flow.site.expr
    }

    /// Whether it is a call that clones one value: `x.clone()`, `Arc::clone(&x)`, or an implicit one.
    pub fn is_call(&self) -> bool {
        matches!(self.site.flow.site.role, SiteRole::Method | SiteRole::Path)
            && match self.site.raw.spelling {
                Spelling::Method | Spelling::Path => true,
                // A method of the type's own may have such a name, and make something else.
                Spelling::Implicit => {
                    let made = self.body.facts(self.expr());
                    self.receiver().is_some_and(|receiver| self.body.facts(receiver).name == made.name)
                }
                _ => false,
            }
    }

    /// Whether cloning copies content rather than bumping a count.
    pub fn is_deep(&self) -> bool {
        matches!(self.site.cost, Cost::Heap | Cost::Deep)
    }

    /// The frame that it stands in: the body, a closure or an `async` block.
    pub fn frame(&self) -> u32 {
        self.node().map_or(0, |node| self.body.flow.nodes[node as usize].frame)
    }

    /// The innermost loop around it.
    pub fn within(&self) -> Option<u32> {
        self.node().and_then(|node| self.body.flow.nodes[node as usize].within)
    }

    /// Its event.
    pub fn node(&self) -> Option<NodeId> {
        self.body.flow.node_of(self.site.flow)
    }

    /// What becomes of the clone.
    pub fn usage(&self) -> ValueUse {
        self.body.use_of(self.expr())
    }

    /// The variable's part that is cloned, if it is one.
    pub fn place(&self) -> Option<&'b Place> {
        self.site.flow.place.as_ref()
    }

    /// The part of a variable that is cloned, where the body owns it, and so can move it: no reference, index or
    /// smart pointer is on the way, no type on the way has a `Drop`, and no closure around the site that may run often
    /// lies between.
    pub fn owned_place(&self) -> Option<&'b Place> {
        let place = self.place().filter(|place| !place.is_indirect)?;
        let local = &self.body.flow.locals[place.local as usize];
        let (declared, cloned) = (self.body.types.facts(Typed::Pat(local.pat?)), self.body.facts(self.receiver()?));
        // `T::clone(&arc)` clones what a smart pointer leads to.
        if self.site.flow.site.role == SiteRole::Path && cloned.head != self.body.facts(self.expr()).head {
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

    /// What is cloned: the expression without `&`.
    pub fn receiver(&self) -> Option<ExprId> {
        self.site.flow.receiver
    }

    /// Whether the value that the receiver leads to is read through a guard of a lock or a `RefCell`, or may be.
    pub fn is_guarded(&self) -> bool {
        let mut at = self.receiver();
        while let Some(expr) = at {
            if self.body.types.releases(Typed::Expr(expr)) {
                return true;
            }
            at = match self.body.expr(expr) {
                Expr::MethodCall { receiver, .. } => Some(*receiver),
                Expr::Field(base, _)
                | Expr::Unary(_, base)
                | Expr::Index(base, _)
                | Expr::Ref(base, _)
                | Expr::Try(base)
                | Expr::Await(base) => Some(*base),
                _ => None,
            };
        }
        false
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

    /// Whether all uses of a variable only look at it, none of them in a closure that may outlive the place.
    pub fn is_only_read(&self, local: LocalId) -> bool {
        let flow = self.body.flow;
        let frame = flow.locals[local as usize].frame;
        let mut any = false;
        for (node, used) in flow.uses_of(local) {
            any = true;
            let is_read = used.how.is_read() || (used.how == How::Take && self.body.facts(used.expr).is_copy);
            if !is_read || flow.nodes[node as usize].frame != frame {
                return false;
            }
        }
        any
    }

    /// Whether the clone is of a value that nobody else sees: what a call returned, or a field of that.
    pub fn is_of_temporary(&self) -> bool {
        let Some(receiver) = self.receiver() else { return false };
        let (from, to) = (self.body.facts(receiver), self.body.facts(self.expr()));
        // What a smart pointer leads to is cloned from behind it.
        if !from.is_owned() || from.name.is_none() || (from.name, from.head) != (to.name, to.head) {
            return false;
        }
        let mut base = receiver;
        while let Expr::Field(inner, name) = self.body.expr(base) {
            if !self.body.types.owns_field(*inner, *name) {
                return false;
            }
            base = *inner;
        }
        self.body.is_made(base) && self.body.facts(base).is_owned() && !self.is_guarded()
    }

    /// Whether a use may change, move or replace one of these places, or what they borrow. Uses by sites do not; but a
    /// closure takes with it whatever it mentions, as far as anybody knows here: nothing says whether it is `move`.
    pub fn is_change(&self, at: NodeId, used: &Use, places: &[&Place]) -> bool {
        let is_captured = self.body.flow.nodes[at as usize].frame != self.frame();
        let is_copied = || {
            if is_captured {
                self.body.local_facts(used.place.local).is_some_and(|facts| facts.is_copy)
            } else {
                used.how == How::Take && self.body.facts(used.expr).is_copy
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
        let mut changes = Vec::new();
        flow.follow(flow.declared(local), |at, event| {
            if let Event::Use(used) = event
                && self.is_change(at, used, &places)
            {
                changes.push(at);
            }
            flow.is_in_scope(local, at)
        });
        let copy = Place { local, fields: Vec::new(), is_indirect: false };
        !changes.into_iter().any(|change| {
            let mut is_used = false;
            flow.follow(change, |at, event| {
                let goes_on = flow.is_in_scope(local, at);
                is_used |= goes_on && matches!(event, Event::Use(used) if flow.concerns(used, &copy));
                goes_on
            });
            is_used
        })
    }

    /// Whether a borrow can take the clone's place and live on when `within` is done, as [`BodyView::outlives`] has it.
    pub fn is_lendable(&self, within: ExprId) -> bool {
        // What derefs from a value made here goes with that value.
        let is_kept = |receiver: &ExprId| !self.body.is_made(*receiver) || self.body.facts(*receiver).references > 0;
        self.receiver().filter(is_kept).is_some_and(|receiver| self.body.outlives(receiver, within))
    }

    /// The variables that get the clone, or parts of it, by a pattern: `if let Some(x) = y.clone()`.
    pub fn parts(&self) -> impl Iterator<Item = LocalId> + 'b {
        self.body.bound_to(self.expr())
    }

    /// The guard of a lock or a `RefCell`, or the access to one, through which the receiver is certainly read.
    pub fn guard(&self) -> Option<ExprId> {
        let mut at = self.receiver()?;
        loop {
            let facts = self.body.facts(at);
            let is_guard = |name: &str| name.ends_with("Guard") || (facts.in_std && matches!(name, "Ref" | "RefMut"));
            if facts.name.is_some_and(is_guard) {
                return Some(at);
            }
            at = match self.body.expr(at) {
                Expr::MethodCall { receiver, .. } => *receiver,
                Expr::Field(base, _)
                | Expr::Unary(_, base)
                | Expr::Index(base, _)
                | Expr::Ref(base, _)
                | Expr::Try(base)
                | Expr::Await(base) => *base,
                _ => return None,
            };
        }
    }

    /// Whether all uses of a variable only look at it, wherever they stand, and there is one at least.
    pub fn is_only_read_anywhere(&self, local: LocalId) -> bool {
        let mut uses = self.body.flow.uses_of(local).peekable();
        uses.peek().is_some() && uses.all(|(_, used)| self.body.leaves(used))
    }
}
