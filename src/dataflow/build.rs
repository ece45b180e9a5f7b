//! From a body to its graph: expressions in the order in which they run.

use rustc_hash::FxHashSet;

use crate::syntax::hir::{BinaryOp, Body, Expr, ExprId, PatId, Scoped, SiteRole, Symbol, UnaryOp};

use super::graph::{
    Event, Flow, Frame, FrameKind, How, Local, LocalId, LocalKind, NONE, Node, NodeId, Place, SiteFlow,
};
use crate::types::{BodyTypes, Typed};

impl Flow {
    /// What happens in a body, by what is known of its types.
    pub fn new(body: &Body, types: &BodyTypes<'_>) -> Self {
        let mut builder = Builder::new(body, types);
        for &pat in &body.params {
            builder.bind(pat, LocalKind::Parameter, None, &[]);
        }
        builder.in_statement(body.root, |builder| builder.walk(body.root, How::Consume));
        builder.finish()
    }
}

pub(super) struct Builder<'b> {
    pub(super) body: &'b Body,
    pub(super) types: &'b BodyTypes<'b>,
    pub(super) flow: Flow,
    /// Names in sight, innermost last.
    pub(super) scope: Scoped<LocalId>,
    /// What comes before the next node; none where nothing runs.
    pub(super) at: Option<NodeId>,
    pub(super) frame: u32,
    pub(super) within: Option<u32>,
    /// The [detours](Node::detours) around the place.
    pub(super) detours: u32,
    /// Calls of `Err` whose value leaves the frame.
    pub(super) failures: Vec<ExprId>,
    /// Where `break` and `continue` go, innermost last.
    pub(super) targets: Vec<Target>,
    /// Where `return` goes, of the closures and `async` blocks around the place.
    pub(super) exits: Vec<Exit>,
    /// What the temporaries borrow that live to the end of the statements around the place.
    pub(super) temporaries: Vec<Place>,
    /// Guards of `match` arms around the place.
    pub(super) guards: usize,
    /// Sites by their expression: index into the body's sites.
    sites: Vec<(ExprId, u32)>,
    /// Whether a closure that is walked next is called at most once.
    pub(super) next_is_once: bool,
    /// Whether a closure that is walked next is a [detour](Node::detours).
    pub(super) next_is_detour: bool,
    /// Where the call starts of which the expression that is walked next is an argument: a closure may be given what the
    /// receiver and the other arguments lend.
    pub(super) call_start: Option<NodeId>,
    /// Closures and `async` blocks that are gone: what they have captured is borrowed no more.
    pub(super) gone: FxHashSet<u32>,
}

/// The end of a closure or an `async` block.
#[derive(Clone, Copy)]
pub(super) struct Exit {
    pub(super) node: NodeId,
    /// How many names are in sight where it starts, and how many temporaries there are: later ones go when it is left.
    pub(super) mark: usize,
    pub(super) temporaries: usize,
}

/// A loop, or a block with a label.
pub(super) struct Target {
    pub(super) label: Option<Symbol>,
    pub(super) is_loop: bool,
    pub(super) head: NodeId,
    pub(super) exit: NodeId,
    /// How many names are in sight where it starts, and how many temporaries there are: later ones go when it is left.
    pub(super) mark: usize,
    pub(super) temporaries: usize,
}

impl<'b> Builder<'b> {
    fn new(body: &'b Body, types: &'b BodyTypes<'b>) -> Self {
        let mut sites: Vec<(ExprId, u32)> = body.sites.iter().map(|site| site.expr).zip(0..).collect();
        sites.sort_unstable();
        let unwalked =
            |site| SiteFlow { site, node: NONE, is_reached: false, receiver: None, place: None, in_guard: false };
        let flow = Flow {
            sites: body.sites.iter().copied().map(unwalked).collect(),
            parents: vec![ExprId::MAX; body.exprs.len()],
            ranges: vec![(0, 0); body.exprs.len()],
            frames: vec![Frame {
                outer: None,
                last: 0,
                kind: FrameKind::Body,
                expr: None,
                within: None,
                detours: 0,
                exit: NONE,
            }],
            ..Flow::default()
        };
        let mut builder = Self {
            body,
            types,
            flow,
            scope: Scoped::default(),
            at: None,
            frame: 0,
            within: None,
            detours: 0,
            failures: Vec::new(),
            targets: Vec::new(),
            exits: Vec::new(),
            temporaries: Vec::new(),
            guards: 0,
            sites,
            next_is_once: false,
            next_is_detour: false,
            call_start: None,
            gone: FxHashSet::default(),
        };
        builder.push(Event::Nothing);
        builder
    }

    /// Notes who holds and uses what, and what some way leads to.
    fn finish(mut self) -> Flow {
        let mut held_by = vec![Vec::new(); self.flow.locals.len()];
        for (holder, local) in (0..).zip(&self.flow.locals) {
            for held in &local.holds {
                held_by[held.local as usize].push(holder);
            }
        }
        self.flow.held_by = held_by;
        let bound = (0..).zip(&self.flow.locals).filter_map(|(at, local)| Some((local.value?, at)));
        self.flow.bound = bound.collect();
        self.flow.bound.sort_unstable();
        let mut uses = vec![Vec::new(); self.flow.locals.len()];
        for (at, node) in (0..).zip(&self.flow.nodes) {
            if let Event::Use(used) = &node.event {
                uses[used.place.local as usize].push(at);
                let is_write = matches!(used.how, How::Assign | How::BorrowMut);
                self.flow.locals[used.place.local as usize].is_written |= is_write;
            }
        }
        self.flow.uses = uses;
        self.flow.frames[0].last = self.next_frame() - 1;
        let mut reached = vec![false; self.flow.nodes.len()];
        self.flow.walk(0, usize::MAX, |at, _| {
            reached[at as usize] = true;
            true
        });
        for site in &mut self.flow.sites {
            site.is_reached = reached.get(site.node as usize).copied().unwrap_or(false);
        }
        self.flow
    }

    // ---- nodes ----

    pub(super) fn new_node(&mut self, event: Event) -> NodeId {
        let id = NodeId::try_from(self.flow.nodes.len()).unwrap_or(NONE);
        self.flow.nodes.push(Node {
            event,
            next: [NONE; 2],
            frame: self.frame,
            within: self.within,
            detours: self.detours,
        });
        id
    }

    /// Adds a node behind the last one.
    pub(super) fn push(&mut self, event: Event) -> NodeId {
        let id = self.new_node(event);
        self.go_to(id);
        self.at = Some(id);
        id
    }

    /// The way goes on at a node.
    pub(super) fn go_to(&mut self, to: NodeId) {
        if let Some(at) = self.at.take() {
            self.link(at, to);
        }
    }

    /// A way from one node to another. A node has at most two.
    pub(super) fn link(&mut self, from: NodeId, to: NodeId) {
        let next = &mut self.flow.nodes[from as usize].next;
        if let Some(free) = next.iter_mut().find(|next| **next == NONE || **next == to) {
            *free = to;
        }
    }

    pub(super) fn count(&self) -> NodeId {
        NodeId::try_from(self.flow.nodes.len()).unwrap_or(NONE)
    }

    // ---- variables ----

    /// A new variable.
    pub(super) fn declare(&mut self, name: Symbol, pat: Option<PatId>, kind: LocalKind, held: &[Place]) -> LocalId {
        let holds = pat.is_none_or(|pat| held.is_empty() || self.types.may_borrow(Typed::Pat(pat)));
        let id = LocalId::try_from(self.flow.locals.len()).unwrap_or(LocalId::MAX);
        self.flow.locals.push(Local {
            name,
            pat,
            kind,
            frame: self.frame,
            within: self.within,
            value: None,
            is_whole: false,
            is_mutable: false,
            is_written: false,
            holds: if holds { held.to_vec() } else { Vec::new() },
            scope: self.count()..NONE,
        });
        id
    }

    pub(super) fn local(&self, name: Symbol) -> Option<LocalId> {
        self.scope.get(name).copied()
    }

    // ---- expressions ----

    pub(super) fn walk_in(&mut self, parent: ExprId, expr: ExprId, how: How) {
        self.flow.parents[expr as usize] = parent;
        self.walk(expr, how);
    }

    /// An expression whose value, or place, is used so.
    pub(super) fn walk(&mut self, id: ExprId, how: How) {
        let start = self.count();
        self.expression(id, how);
        self.end_failure(id);
        if how != How::Consume {
            self.note_temporary(id, start);
        }
        self.flow.ranges[id as usize] = (start, self.count());
        if let Some(site) = self.site(id, SiteRole::Receiver) {
            self.clones(site, start);
        }
        if let Some(site) = self.site(id, SiteRole::Value) {
            self.flow.sites[site as usize].node = self.push(Event::Site(site));
        }
    }

    fn expression(&mut self, id: ExprId, how: How) {
        let body = self.body;
        match &body.exprs[id as usize] {
            Expr::Missing | Expr::Qualified(_) | Expr::Literal(_) => {}
            Expr::Path(_) => {
                if let Some(place) = self.place(id) {
                    self.use_place(place, how, id);
                }
            }
            Expr::Field(base, _) | Expr::Unary(UnaryOp::Deref, base) => self.projection(id, *base, None, how),
            Expr::Index(base, index) => self.projection(id, *base, Some(*index), how),
            Expr::Unary(_, operand) | Expr::Cast(operand, _) => self.walk_in(id, *operand, How::Consume),
            Expr::Ref(operand, mutable) => {
                self.walk_in(id, *operand, if *mutable { How::BorrowMut } else { How::Borrow });
            }
            Expr::Call(callee, args) => self.call(id, *callee, args),
            Expr::MethodCall { receiver, args, .. } => self.method_call(id, *receiver, args),
            Expr::Binary(op, left, right) => self.binary(id, *op, *left, *right),
            Expr::Assign(left, right) => {
                let value = self.count();
                self.walk_in(id, *right, How::Consume);
                self.assign(id, *left, value);
            }
            Expr::Struct { fields, base, .. } => {
                let values: Vec<ExprId> = fields.iter().map(|field| field.value).chain(*base).collect();
                self.operands(id, &values, How::Consume);
            }
            Expr::Tuple(items) | Expr::Array(items) => self.operands(id, items, How::Consume),
            Expr::Repeat(item, count) | Expr::VecRepeat(item, count) => {
                self.operands(id, &[*item, *count], How::Consume);
            }
            Expr::Range(from, to, _) => {
                let ends: Vec<ExprId> = from.iter().chain(to).copied().collect();
                self.operands(id, &ends, How::Consume);
            }
            Expr::Macro(name, args) => self.macro_call(id, *name, args),
            Expr::MacroCall(call) => {
                let name = call.path.segments.last().map_or_else(|| Symbol::new(""), |last| last.name);
                self.macro_call(id, name, &call.children);
            }
            Expr::Mentions(names) => self.mentions(id, names, how),
            _ => self.control(id, how),
        }
    }

    // ---- operators ----

    fn binary(&mut self, id: ExprId, op: BinaryOp, left: ExprId, right: ExprId) {
        match op {
            BinaryOp::Compare => self.operands(id, &[left, right], How::Borrow),
            BinaryOp::Arithmetic(_) => self.operands(id, &[left, right], How::Consume),
            BinaryOp::AssignOp => {
                self.walk_in(id, right, How::Consume);
                self.walk_in(id, left, How::BorrowMut);
            }
            BinaryOp::Logic => {
                self.walk_in(id, left, How::Consume);
                let branch = self.push(Event::Nothing);
                if self.has_let(right) {
                    self.walk_in(id, right, How::Consume);
                } else {
                    self.in_statement(id, |builder| builder.walk_in(id, right, How::Consume));
                }
                let join = self.push(Event::Nothing);
                self.link(branch, join);
            }
        }
    }

    // ---- sites ----

    pub(super) fn site(&self, expr: ExprId, role: SiteRole) -> Option<u32> {
        let first = self.sites.partition_point(|(known, _)| *known < expr);
        let here = self.sites[first..].iter().take_while(|(known, _)| *known == expr);
        here.map(|(_, site)| *site).find(|site| self.body.sites[*site as usize].role == role)
    }

    /// A site, whose operands were walked since `start`.
    pub(super) fn clones(&mut self, site: u32, start: NodeId) {
        let Some(mut receiver) = self.body.cloned(self.body.sites[site as usize]) else { return };
        while let Expr::Ref(inner, _) = &self.body.exprs[receiver as usize] {
            receiver = *inner;
        }
        let place = self.place(receiver);
        if place.is_some() {
            for node in &mut self.flow.nodes[start as usize..] {
                if let Event::Use(used) = &mut node.event
                    && used.expr == receiver
                {
                    used.site = Some(site);
                }
            }
        }
        let node = self.push(Event::Site(site));
        let flow = &mut self.flow.sites[site as usize];
        (flow.node, flow.receiver, flow.place) = (node, Some(receiver), place);
        flow.in_guard = self.guards > 0;
    }
}
