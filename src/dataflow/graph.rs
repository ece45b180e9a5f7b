//! The graph of what happens to the variables of one body.

use std::cell::RefCell;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::syntax::hir::{BodySite, ExprId, PatId, Symbol};

use super::seen::Seen;
use super::work::Work;

/// Index into [`Flow::nodes`].
pub(crate) type NodeId = u32;

/// Index into [`Flow::locals`].
pub(crate) type LocalId = u32;

/// No node.
pub(super) const NONE: NodeId = NodeId::MAX;

/// What happens in a body.
#[derive(Debug, Default)]
pub struct Flow {
    /// Its variables.
    pub locals: Vec<Local>,
    /// What happens, in the order of the source.
    pub nodes: Vec<Node>,
    /// The body's sites, in its order.
    pub sites: Vec<SiteFlow>,
    /// The nodes in which each variable is used.
    pub(super) uses: Vec<Vec<NodeId>>,
    /// The variables that may hold borrows of each variable's parts.
    pub(super) held_by: Vec<Vec<LocalId>>,
    /// Who holds borrows of places that were asked for, through others as well.
    pub(super) holders: RefCell<FxHashMap<(Place, u32), FxHashSet<LocalId>>>,
    /// What each expression is a part of.
    pub(super) parents: Vec<ExprId>,
    /// The nodes of each expression.
    pub(super) ranges: Vec<(NodeId, NodeId)>,
    /// Functions and what is like one: the body itself comes first.
    pub frames: Vec<Frame>,
    /// The variables by what they are bound to, sorted.
    pub(super) bound: Vec<(ExprId, LocalId)>,
    /// Loops around a place are numbered by these.
    pub loops: Vec<Loop>,
    /// Where the last walk over the nodes has been.
    pub(super) seen: RefCell<Seen>,
    pub(super) work: Work,
}

/// A variable.
#[derive(Debug)]
pub struct Local {
    /// Its name; empty for what has none, such as a loop's iterator.
    pub name: Symbol,
    /// The pattern that binds it.
    pub pat: Option<PatId>,
    /// How it comes to be.
    pub kind: LocalKind,
    /// The frame that declares it.
    pub frame: u32,
    /// The innermost loop around its declaration.
    pub within: Option<u32>,
    /// What it is bound to, if that is an expression of its own: `x` of `let y = x`.
    pub value: Option<ExprId>,
    /// Whether the pattern is the name alone: all of the value is bound.
    pub is_whole: bool,
    /// `mut`
    pub is_mutable: bool,
    /// Whether anything assigns to it or to a part of it, or borrows it mutably.
    pub(super) is_written: bool,
    /// What it may hold borrows of, by its own value.
    pub holds: Vec<Place>,
    /// The nodes in which it is in scope.
    pub(super) scope: Range<NodeId>,
}

/// How a variable comes to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalKind {
    /// A function's parameter, `self` among them.
    Parameter,
    /// A closure's.
    ClosureParameter,
    /// `let`
    Let,
    /// `if let`, `match`, `while let`
    Arm,
    /// `for`
    For,
    /// A temporary without a name: a loop's iterator, the scrutinee of a `match`.
    Hidden,
}

/// A function or what is like one.
#[derive(Debug)]
pub struct Frame {
    /// The frame around it.
    pub outer: Option<u32>,
    /// The last frame within it: those from its own number to this one are.
    pub(super) last: u32,
    /// What it is.
    pub kind: FrameKind,
    /// The closure or `async` block.
    pub expr: Option<ExprId>,
    /// The innermost loop around it.
    pub within: Option<u32>,
    /// The [detours](Node::detours) around it.
    pub detours: u32,
    /// Where all ways through it end; none of the body.
    pub exit: NodeId,
}

/// What a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameKind {
    /// The body.
    Body,
    /// A closure that may run any number of times.
    Closure,
    /// A closure that what takes it runs at most once.
    Once,
    /// An `async` block.
    Async,
}

/// A loop.
#[derive(Debug)]
pub struct Loop {
    /// `for`, `while` or `loop`.
    pub expr: ExprId,
    /// The loop around it, closures looked through.
    pub outer: Option<u32>,
    /// The last loop within it: those from its own number to this one are.
    pub(super) last: u32,
    /// The frame it stands in.
    pub frame: u32,
    /// The [detours](Node::detours) around it.
    pub detours: u32,
    /// Where each turn begins.
    pub head: NodeId,
}

/// Something that happens.
#[derive(Debug)]
pub struct Node {
    /// What.
    pub event: Event,
    /// What may follow.
    pub(super) next: [NodeId; 2],
    /// The frame it happens in.
    pub frame: u32,
    /// The innermost loop around it, outside of its frame as well.
    pub within: Option<u32>,
    /// How many detours it lies on: code that does not run each time that the code around it does, but only where something
    /// failed, or elsewhere. See the module `detour`.
    pub detours: u32,
}

/// What happens.
#[derive(Debug)]
pub enum Event {
    /// Nothing; a place where ways part or meet.
    Nothing,
    /// A variable comes to be, anew in each turn of a loop.
    Declare(LocalId),
    /// A variable is used.
    Use(Use),
    /// A site clones; its number.
    Site(u32),
    /// `.await`
    Await,
    /// A function is called: the expression. It gives an expression without variables a place among the nodes.
    Call(ExprId),
}

/// A use of a variable.
#[derive(Clone, Debug)]
pub struct Use {
    /// The variable and which of its parts.
    pub place: Place,
    /// How.
    pub how: How,
    /// Where: the whole place.
    pub expr: ExprId,
    /// The site that clones it, if that is what it is used for.
    pub site: Option<u32>,
}

/// How a variable is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// By value: moved or copied.
    Consume,
    /// By `&`: looked at.
    Borrow,
    /// By `&mut`.
    BorrowMut,
    /// Overwritten.
    Assign,
    /// A borrow of it that is held until here goes.
    Release,
    /// It goes itself, unless it was moved: out of sight, and what it borrows may notice.
    Drop,
    /// Not known: it may be moved or changed.
    Unknown,
}

impl How {
    /// Whether nothing is done with it but that it, or a borrow of it, ends.
    pub fn is_end(self) -> bool {
        matches!(self, Self::Release | Self::Drop)
    }

    /// Whether it leaves the place as it is.
    pub fn is_read(self) -> bool {
        self == Self::Borrow || self.is_end()
    }
}

/// A variable and the fields that lead to one of its parts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The variable.
    pub local: LocalId,
    /// Names of fields, outermost first.
    pub fields: Vec<Symbol>,
    /// Whether `*` or an index is on the way: what is behind belongs to somebody else, or is one of many.
    pub is_indirect: bool,
    /// Of what is held: the closure or `async` block that has captured it, if it does nothing but clone it. The outermost,
    /// as seen from where it is held.
    pub captured_by: Option<u32>,
}

impl Place {
    /// All of a variable.
    pub fn of(local: LocalId) -> Self {
        Self { local, fields: Vec::new(), is_indirect: false, captured_by: None }
    }

    /// Whether one is a part of the other, or the same.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.local == other.local && self.fields.iter().zip(&other.fields).all(|(a, b)| a == b)
    }

    /// Whether the other is this, or a part of it.
    pub fn holds(&self, other: &Self) -> bool {
        self.overlaps(other) && self.fields.len() <= other.fields.len()
    }
}

/// Where a site stands.
#[derive(Debug)]
pub struct SiteFlow {
    /// The site.
    pub site: BodySite,
    /// Its event; none where it stands in what was not walked.
    pub(super) node: NodeId,
    /// Whether any way leads there. Nothing is known of what follows where none does: code that is never run, or a jump
    /// that was not understood.
    pub(super) is_reached: bool,
    /// What is cloned: the expression without `&`.
    pub receiver: Option<ExprId>,
    /// The variable's part that it is, if it is one.
    pub place: Option<Place>,
    /// Whether it stands in the guard of a `match` arm, which moves nothing out of what the arm binds, and may run once for
    /// each of its patterns.
    pub(super) in_guard: bool,
}

impl Flow {
    /// A frame and all around it, innermost first.
    pub(super) fn frames_around(&self, frame: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(Some(frame), |frame| self.frames[*frame as usize].outer)
    }

    /// What an expression is a part of.
    pub fn parent(&self, expr: ExprId) -> Option<ExprId> {
        self.parents.get(expr as usize).copied().filter(|parent| *parent != ExprId::MAX)
    }

    /// An expression and all that it is a part of, innermost first.
    pub fn around(&self, expr: ExprId) -> impl Iterator<Item = ExprId> + '_ {
        std::iter::successors(Some(expr), |expr| self.parent(*expr))
    }

    /// The nodes of an expression.
    pub fn nodes_of(&self, expr: ExprId) -> Range<usize> {
        let (start, end) = self.ranges.get(expr as usize).copied().unwrap_or((0, 0));
        start as usize..end as usize
    }

    /// The uses of variables in an expression, in their order.
    pub fn uses_in(&self, expr: ExprId) -> impl Iterator<Item = &Use> + '_ {
        self.nodes[self.nodes_of(expr)].iter().filter_map(|node| match &node.event {
            Event::Use(used) => Some(used),
            _ => None,
        })
    }

    /// All uses of a variable, in their order, with their nodes.
    pub fn uses_of(&self, local: LocalId) -> impl Iterator<Item = (NodeId, &Use)> + '_ {
        let of_node = |at: &NodeId| match &self.nodes[*at as usize].event {
            Event::Use(used) => Some((*at, used)),
            _ => None,
        };
        self.uses[local as usize].iter().filter_map(of_node)
    }

    /// Loops around a place, innermost first, those outside of closures too.
    pub fn loops_from(&self, within: Option<u32>) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(within, |at| self.loops[*at as usize].outer)
    }

    /// Whether a place by its innermost loop is in a loop.
    pub fn is_in_loop(&self, within: Option<u32>, around: u32) -> bool {
        within.is_some_and(|within| (around..=self.loops[around as usize].last).contains(&within))
    }

    /// Whether a frame is another, or lies in it.
    pub fn is_in_frame(&self, frame: u32, around: u32) -> bool {
        (around..=self.frames[around as usize].last).contains(&frame)
    }

    /// Frames from this one outwards.
    pub fn frames_from(&self, frame: u32) -> impl Iterator<Item = &Frame> + '_ {
        std::iter::successors(self.frames.get(frame as usize), |frame| {
            frame.outer.and_then(|outer| self.frames.get(outer as usize))
        })
    }

    /// Whether code of a frame runs at most once for each time that a variable of another frame around it comes to be:
    /// no closure between that may run often.
    pub fn is_once(&self, frame: u32, declared: u32) -> bool {
        let mut at = frame;
        while at != declared {
            let frame = &self.frames[at as usize];
            match (frame.kind, frame.outer) {
                (FrameKind::Closure, _) | (_, None) => return false,
                (_, Some(outer)) => at = outer,
            }
        }
        true
    }
}
