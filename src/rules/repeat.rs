//! Code that runs again and again, and what stays the same in it.

use rustc_hash::FxHashSet;

use crate::dataflow::{Flow, FrameKind, How, LocalId, LocalKind, Node, NodeId, Place, Use};
use crate::knowledge::calls::{ADAPTORS, ADAPTORS_OF_MANY, SELDOM, iterates};
use crate::knowledge::macros::is_failure;
use crate::syntax::hir::{Expr, ExprId};
use crate::types::Typed;

use super::SiteView;
use super::cx::BodyView;

/// How many loops around a site are looked at, from the inside. Nothing says more of a clone than that it runs that often.
const DEEPEST: usize = 16;

/// How many variables are looked at that something may have been made of.
const FARTHEST: usize = 64;

/// The innermost code around a site that runs again and again.
#[derive(Clone, Copy, Debug)]
pub(super) enum Region {
    /// A loop.
    Loop(u32),
    /// The frame of a closure that is called for each element.
    Closure(u32),
}

/// All code around a site that runs again and again, innermost first. `None` stands for a closure that runs an
/// unknown number of times.
fn regions<'s>(site: &'s SiteView<'_>) -> impl Iterator<Item = Option<Region>> + 's {
    let flow = site.body.flow;
    let frames = std::iter::successors(Some(site.frame()), |at| flow.frames[*at as usize].outer);
    frames.flat_map(move |at| {
        let own = move |within: &u32| flow.loops[*within as usize].frame == at;
        let loops = flow.loops_from(site.within()).filter(own).map(|within| Some(Region::Loop(within)));
        let frame = &flow.frames[at as usize];
        let is_iterated = || frame.expr.is_some_and(|closure| is_adaptor(site.body, closure));
        let closure = (frame.kind == FrameKind::Closure).then(|| is_iterated().then_some(Region::Closure(at)));
        loops.chain(closure)
    })
}

/// How many loops a site runs again and again in, among them the closures that an iterator calls for each element.
///
/// A loop counts only if an ordinary way leads from the site to the loop's next turn. None does
/// - where the site is followed by what leaves the loop: `break` leaves one, `break 'label` several, `return`, `Err(…)?`,
///   `panic!` and calls that never return all of the function's, or of those in the closure or `async` block around;
/// - from an error path, within which only loops of its own count: the arm of an `Err`, the `else` of `Ok`, the closure of
///   `map_err`, `ok_or_else`, `with_context` and the like, the message of an assertion, an `Err(…)` that leaves a closure;
/// - over an error path: a loop that only tries again what has failed;
/// - out of a closure that a `let` keeps in a variable: how often that is called is not looked at.
///
/// What is missing is no error: the arm of a `None`, the `else` of a `Some` and the closure of an `Option`'s
/// `unwrap_or_else` or of `or_insert_with` count unless they leave the loop. An argument that is no closure is evaluated
/// whether it is needed or not: `unwrap_or(x.clone())` counts.
pub(crate) fn loops(site: &SiteView<'_>) -> u8 {
    let flow = site.body.flow;
    let Some(node) = site.node() else { return 0 };
    let count = regions(site).flatten().take(DEEPEST).filter(|region| region.repeats(flow, node)).count();
    u8::try_from(count).unwrap_or(u8::MAX)
}

/// Whether a site runs once while the program does: in the `main` of a binary, in no loop that counts, and in no closure
/// that may run often. What else runs once, source does not show.
pub(crate) fn runs_once(site: &SiteView<'_>) -> bool {
    site.body.is_main && site.node().is_some() && site.body.flow.is_once(site.frame(), 0) && loops(site) == 0
}

/// Whether a site may run twice in one call of the function around it: in code that runs again and again, and that it
/// does not end.
pub(super) fn comes_back(site: &SiteView<'_>) -> bool {
    let flow = site.body.flow;
    site.node().is_some_and(|node| regions(site).flatten().take(DEEPEST).any(|region| region.comes_back(flow, node)))
}

impl Region {
    /// The one around a site. `None` if there is none, or if it is a closure that runs an unknown number of times.
    pub(super) fn around(site: &SiteView<'_>) -> Option<Self> {
        regions(site).next().flatten()
    }

    /// How it is called in messages.
    pub(super) fn turn(self) -> &'static str {
        match self {
            Self::Loop(_) => "in each iteration",
            Self::Closure(_) => "for each element",
        }
    }

    fn expr(self, flow: &Flow) -> Option<ExprId> {
        match self {
            Self::Loop(at) => Some(flow.loops[at as usize].expr),
            Self::Closure(at) => flow.frames[at as usize].expr,
        }
    }

    /// Whether a variable comes to be inside of it.
    pub(super) fn declares(self, flow: &Flow, local: LocalId) -> bool {
        let local = &flow.locals[local as usize];
        self.holds(flow, local.within, local.frame)
    }

    /// Whether a variable stands for the element at hand, or for what was made of it.
    pub(super) fn is_of_element(self, flow: &Flow, local: LocalId) -> bool {
        let (mut open, mut seen) = (vec![local], FxHashSet::default());
        while let Some(at) = open.pop() {
            let declared = &flow.locals[at as usize];
            if !self.declares(flow, at) || seen.len() == FARTHEST || !seen.insert(at) {
                continue;
            }
            match declared.kind {
                LocalKind::For | LocalKind::ClosureParameter => return true,
                // What comes out of a stream of events is no element.
                LocalKind::Let | LocalKind::Arm => {
                    let used = declared.value.into_iter().flat_map(|value| flow.uses_in(value));
                    open.extend(used.map(|used| used.place.local));
                }
                LocalKind::Parameter | LocalKind::Hidden => {}
            }
        }
        false
    }

    /// Whether a site in it may run twice: after `break` or `return` it does not.
    pub(super) fn comes_back(self, flow: &Flow, site: NodeId) -> bool {
        match self {
            Self::Loop(at) => flow.leads_to(site, flow.loops[at as usize].head, |node| self.is_around(flow, node)),
            Self::Closure(_) => true,
        }
    }

    /// Whether a site in it runs again and again: an ordinary way, no detour, leads from there to the next turn.
    fn repeats(self, flow: &Flow, site: NodeId) -> bool {
        let (next_turn, detours) = match self {
            Self::Loop(at) => (flow.loops[at as usize].head, flow.loops[at as usize].detours),
            Self::Closure(at) => (flow.frames[at as usize].exit, flow.frames[at as usize].detours),
        };
        let is_ordinary = |node: &Node| node.detours <= detours && self.is_around(flow, node);
        flow.nodes[site as usize].detours == detours && flow.leads_to(site, next_turn, is_ordinary)
    }

    /// Whether something happens in it.
    fn is_around(self, flow: &Flow, node: &Node) -> bool {
        self.holds(flow, node.within, node.frame)
    }

    /// Whether a place is in it, by the innermost loop around the place and by its frame.
    fn holds(self, flow: &Flow, within: Option<u32>, frame: u32) -> bool {
        match self {
            Self::Loop(at) => flow.is_in_loop(within, at),
            Self::Closure(at) => flow.is_in_frame(frame, at),
        }
    }

    /// Whether a site clones the same value each time: what its receiver mentions is declared outside, and nothing
    /// inside may change it.
    pub(super) fn is_invariant(self, site: &SiteView<'_>) -> bool {
        let (body, flow) = (site.body, site.body.flow);
        let (Some(receiver), Some(expr)) = (site.receiver(), self.expr(flow)) else { return false };
        let nodes = flow.nodes_of(receiver);
        let is_same = |place: &Place| {
            !self.declares(flow, place.local) && !flow.uses_in(expr).any(|used| may_change(body, used, place))
        };
        !nodes.is_empty() && flow.uses_in(receiver).all(|used| is_same(&used.place))
    }

    /// Whether a site in it runs only where something goes wrong, or to fill in what is missing.
    pub(super) fn is_seldom(self, site: &SiteView<'_>) -> bool {
        let body = site.body;
        let end = self.expr(body.flow);
        let mut inside = site.expr();
        for around in body.flow.around(inside).skip(1).take_while(|around| Some(*around) != end) {
            let is_seldom = match body.expr(around) {
                Expr::MethodCall { receiver, name, .. } => *receiver != inside && SELDOM.contains(&name.as_str()),
                Expr::Call(..) => body.called(around) == Some("Err"),
                other => other.called_macro().is_some_and(|name| is_failure(name.as_str())),
            };
            if is_seldom {
                return true;
            }
            inside = around;
        }
        false
    }
}

/// Whether a closure is what an iterator calls for each element.
fn is_adaptor(body: &BodyView<'_>, closure: ExprId) -> bool {
    let Some((call, _)) = body.use_of(closure).argument() else { return false };
    body.method(call)
        .is_some_and(|name| ADAPTORS_OF_MANY.contains(&name) || (ADAPTORS.contains(&name) && is_of_many(body, call)))
}

/// Whether the receiver of a call has elements; an `Option`, a `Result` or a future has one value at most.
fn is_of_many(body: &BodyView<'_>, call: ExprId) -> bool {
    let Expr::MethodCall { receiver, .. } = body.expr(call) else { return false };
    // Of a chain, the type may be out of sight, but not how it starts.
    let facts = body.facts(*receiver);
    let is_chain = std::iter::successors(Some(*receiver), |at| match body.expr(*at) {
        Expr::MethodCall { receiver, .. } => Some(*receiver),
        _ => None,
    })
    .any(|at| body.method(at).is_some_and(iterates));
    !facts.is_std(&["Option", "Result", "Poll"])
        && (is_chain
            || matches!(body.expr(*receiver), Expr::Range(..))
            || body.types.is_iterator(Typed::Expr(*receiver)))
}

/// Whether a use may change, move or replace a place. Uses by sites do not, nor do copies of a reference.
fn may_change(body: &BodyView<'_>, used: &Use, place: &Place) -> bool {
    if used.site.is_some() || used.how.is_read() || !used.place.overlaps(place) {
        return false;
    }
    let is_shared = body.local_facts(place.local).is_some_and(|facts| facts.references > 0 && !facts.is_unique);
    match used.how {
        How::Consume => !is_shared && !body.facts(used.expr).is_copy,
        How::Unknown => !is_shared,
        _ => true,
    }
}
