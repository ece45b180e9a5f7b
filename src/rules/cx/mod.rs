//! What a rule sees: a body, its flow, its types and its sites.

mod about;
mod borrowing;
mod usage;

use std::cell::{OnceCell, RefCell};

use rustc_hash::FxHashMap;

use crate::dataflow::{Flow, LocalId, NodeId, Place, SiteFlow};
use crate::knowledge::calls::spawns;
use crate::model::{Cost, Scope, Spelling, TypeClass, TypeFacts};
use crate::syntax::RawSite;
use crate::syntax::hir::{Body, Expr, ExprId, Function, Impl, SiteRole, UnaryOp};
use crate::types::{BodyTypes, Typed};

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
    /// Whether it is the `main` of a binary.
    pub is_main: bool,
    /// Its types.
    pub types: &'b BodyTypes<'b>,
    /// Its sites, in the order of their positions.
    pub sites: Vec<SiteFacts<'b>>,
    /// The numbers of the sites by their expressions, once they are asked for.
    pub by_expr: OnceCell<FxHashMap<ExprId, usize>>,
    /// Of which variables the types are [sure](Self::is_sure), once they are asked for.
    pub sure: RefCell<FxHashMap<LocalId, bool>>,
}

/// What is known of a site.
pub struct SiteFacts<'b> {
    /// Where it stands in the body.
    pub flow: &'b SiteFlow,
    /// What the scan says.
    pub raw: &'b RawSite,
    /// What its code is for.
    pub scope: Scope,
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

impl<'b> BodyView<'b> {
    /// Its sites, each with the body.
    pub fn views(&'b self) -> impl Iterator<Item = SiteView<'b>> {
        self.sites.iter().map(move |site| SiteView { body: self, site })
    }

    /// The first site that is this expression.
    pub fn view_of(&'b self, expr: ExprId) -> Option<SiteView<'b>> {
        Some(SiteView { body: self, site: &self.sites[self.site_at(expr)?] })
    }

    fn site_at(&self, expr: ExprId) -> Option<usize> {
        // Of several, the first is what remains.
        let numbers = || self.sites.iter().enumerate().rev().map(|(at, site)| (site.flow.site.expr, at)).collect();
        self.by_expr.get_or_init(numbers).get(&expr).copied()
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
            Expr::Qualified(path) => path.rest.last().map(|last| last.name.as_str()),
            _ => None,
        }
    }

    /// The call that starts a task or thread with this closure or `async` block, or with one around it.
    pub fn spawn_of(&self, frame: u32) -> Option<ExprId> {
        self.flow.frames_from(frame).find_map(|frame| {
            let expr = frame.expr?;
            let starts = |call: &ExprId| {
                let name = self.called(*call).or_else(|| self.method(*call));
                name.is_some_and(spawns)
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

    /// A name for messages: `self.name`, `x`.
    pub fn name_of(&self, place: &Place) -> String {
        let mut name = self.flow.locals[place.local as usize].name.to_string();
        for field in &place.fields {
            name.push('.');
            name.push_str(field.as_str());
        }
        name
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
        Flow::node_of(self.site.flow)
    }

    /// The variable's part that is cloned, if it is one.
    pub fn place(&self) -> Option<&'b Place> {
        self.site.flow.place.as_ref()
    }

    /// What is cloned: the expression without `&`.
    pub fn receiver(&self) -> Option<ExprId> {
        self.site.flow.receiver
    }
}
