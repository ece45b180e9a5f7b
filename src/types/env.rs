//! What the parameters of a body are bounded by.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::ty::{Bounded, Ty};
use crate::syntax::hir::Symbol;

/// The bounds of a body, to be asked for by what they bound: a function may have any number.
#[derive(Debug)]
pub(super) struct Env {
    bounds: Rc<[Bounded]>,
    /// Those of each parameter.
    of_params: FxHashMap<Symbol, Vec<usize>>,
    /// Those of associated types.
    of_projections: Vec<usize>,
    /// Those of other types: `where Vec<T>: Clone`.
    of_others: Vec<usize>,
}

impl Default for Env {
    fn default() -> Self {
        Self::new(Rc::from([]))
    }
}

impl Env {
    pub(super) fn new(bounds: Rc<[Bounded]>) -> Self {
        let mut env =
            Self { bounds, of_params: FxHashMap::default(), of_projections: Vec::new(), of_others: Vec::new() };
        for (at, bound) in env.bounds.iter().enumerate() {
            match &bound.ty {
                Ty::Param(name) => env.of_params.entry(*name).or_default().push(at),
                Ty::Projection(_) => env.of_projections.push(at),
                _ => env.of_others.push(at),
            }
        }
        env
    }

    /// All of them.
    pub(super) fn all(&self) -> &Rc<[Bounded]> {
        &self.bounds
    }

    /// Those of a parameter.
    pub(super) fn of_param(&self, name: Symbol) -> impl Iterator<Item = &Bounded> {
        self.of_params.get(&name).into_iter().flatten().map(|at| &self.bounds[*at])
    }

    /// Those of associated types.
    pub(super) fn of_projections(&self) -> impl Iterator<Item = &Bounded> {
        self.of_projections.iter().map(|at| &self.bounds[*at])
    }

    /// Those of what is neither.
    pub(super) fn of_others(&self) -> impl Iterator<Item = &Bounded> {
        self.of_others.iter().map(|at| &self.bounds[*at])
    }
}
