//! Variables and their unification.

use std::rc::Rc;

use crate::model::Limit;
use crate::types::ty::{MOST_PARTS, TraitRef, Ty};

/// What a variable may become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Anything.
    General,
    /// An integer type: the type of `1`.
    Integer,
    /// A float type: the type of `1.0`.
    Float,
}

/// The variables of a body.
#[derive(Debug, Default)]
pub(super) struct Table {
    values: Vec<Option<Ty>>,
    kinds: Vec<Kind>,
    /// Variables in the order in which they were bound, so that it can be undone.
    trail: Vec<u32>,
    /// Whether a variable is not known because what it stands for is too large.
    is_cut: bool,
    /// The fewest variables that there were since [`Table::fewest`] was asked last.
    fewest: usize,
}

/// A state of the table to go back to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    bound: usize,
    made: usize,
}

impl Table {
    pub(super) fn make(&mut self, kind: Kind) -> Ty {
        self.values.push(None);
        self.kinds.push(kind);
        Ty::Var(u32::try_from(self.values.len() - 1).unwrap_or(u32::MAX))
    }

    /// How many variables have become known.
    pub(super) fn bound(&self) -> usize {
        self.trail.len()
    }

    /// How many variables there are.
    pub(super) fn made(&self) -> usize {
        self.values.len()
    }

    /// The fewest variables that there were since this was asked last: those above have been forgotten, and their numbers
    /// may be those of others now.
    pub(super) fn fewest(&mut self) -> usize {
        std::mem::replace(&mut self.fewest, self.values.len())
    }

    pub(super) fn is_bound(&self, var: u32) -> bool {
        self.values.get(var as usize).is_none_or(Option::is_some)
    }

    /// Adds the variables in a type that stand for nothing yet.
    pub(super) fn unbound_in(&self, ty: &Ty, found: &mut Vec<u32>) {
        ty.any(&mut |part| {
            if let Ty::Var(var) = part {
                match &self.values[*var as usize] {
                    Some(value) => self.unbound_in(value, found),
                    None => found.push(*var),
                }
            }
            false
        });
    }

    pub(super) fn mark(&self) -> Mark {
        Mark { bound: self.trail.len(), made: self.values.len() }
    }

    /// Undoes every binding since the mark and forgets the variables made since.
    pub(super) fn undo(&mut self, mark: Mark) {
        for var in self.trail.drain(mark.bound..) {
            self.values[var as usize] = None;
        }
        self.fewest = self.fewest.min(mark.made);
        self.values.truncate(mark.made);
        self.kinds.truncate(mark.made);
    }

    /// What there was too much of.
    pub(super) fn limit(&self) -> Option<Limit> {
        self.is_cut.then_some(Limit::TypeSize)
    }

    /// Whether a type has too many parts, those of what its variables are among them.
    pub(super) fn is_too_large(&self, ty: &Ty) -> bool {
        self.has_more_parts(ty, &mut 0)
    }

    fn has_more_parts(&self, ty: &Ty, parts: &mut usize) -> bool {
        ty.any(&mut |part| {
            *parts += 1;
            *parts > MOST_PARTS
                || match part {
                    Ty::Var(var) => {
                        self.values[*var as usize].as_ref().is_some_and(|value| self.has_more_parts(value, parts))
                    }
                    _ => false,
                }
        })
    }

    fn bind(&mut self, var: u32, ty: Ty) {
        let is_too_large = self.is_too_large(&ty);
        self.is_cut |= is_too_large;
        let ty = if is_too_large { Ty::Unknown } else { ty };
        self.values[var as usize] = Some(ty);
        self.trail.push(var);
    }

    pub(super) fn kind(&self, var: u32) -> Kind {
        self.kinds[var as usize]
    }

    /// The type without the variables that lead to it.
    pub(super) fn shallow(&self, ty: &Ty) -> Ty {
        let mut ty = ty;
        while let Ty::Var(var) = ty {
            match &self.values[*var as usize] {
                Some(value) => ty = value,
                None => break,
            }
        }
        ty.clone()
    }

    /// The type with every variable replaced that is known.
    pub(super) fn resolve(&self, ty: &Ty) -> Ty {
        if !ty.any(&mut |part| matches!(part, Ty::Var(_))) {
            return ty.clone();
        }
        self.resolve_below(ty, 0)
    }

    fn resolve_below(&self, ty: &Ty, depth: usize) -> Ty {
        if depth > 64 {
            return Ty::Unknown;
        }
        ty.map(&mut |part| match part {
            Ty::Var(_) => {
                let known = self.shallow(part);
                Some(if matches!(known, Ty::Var(_)) { known } else { self.resolve_below(&known, depth + 1) })
            }
            _ => None,
        })
    }

    fn occurs(&self, var: u32, ty: &Ty) -> bool {
        ty.any(&mut |part| match part {
            Ty::Var(_) => match self.shallow(part) {
                Ty::Var(other) => other == var,
                known => self.occurs(var, &known),
            },
            _ => false,
        })
    }

    /// Makes two types one; false if they differ. Parts that agree are unified all the same.
    pub(super) fn unify(&mut self, a: &Ty, b: &Ty) -> bool {
        let (a, b) = (self.shallow(a), self.shallow(b));
        match (&a, &b) {
            (Ty::Unknown | Ty::Never, _) | (_, Ty::Unknown | Ty::Never) | (Ty::Str, Ty::Str) => true,
            (Ty::Var(x), Ty::Var(y)) => {
                if x != y {
                    match (self.kind(*x), self.kind(*y)) {
                        // The younger becomes the older: a chain of variables that are one stays short.
                        (Kind::General, Kind::General) if x < y => self.bind(*y, a),
                        (Kind::General, _) => self.bind(*x, b),
                        (_, Kind::General) => self.bind(*y, a),
                        (one, other) if one == other => self.bind(*x, b),
                        _ => return false,
                    }
                }
                true
            }
            (Ty::Var(var), known) | (known, Ty::Var(var)) => self.assign(*var, known),
            (Ty::Scalar(x), Ty::Scalar(y)) => x == y,
            (Ty::Adt(x, xs), Ty::Adt(y, ys)) => x == y && self.unify_all(xs, ys),
            (Ty::Foreign(x, xs), Ty::Foreign(y, ys)) => x == y && self.unify_all(xs, ys),
            (Ty::Ref(x, mx), Ty::Ref(y, my)) => mx == my && self.unify(x, y),
            (Ty::Array(_, Some(one)), Ty::Array(_, Some(other))) if one != other => false,
            (Ty::Ptr(x), Ty::Ptr(y)) | (Ty::Slice(x), Ty::Slice(y)) | (Ty::Array(x, _), Ty::Array(y, _)) => {
                self.unify(x, y)
            }
            (Ty::Tuple(xs), Ty::Tuple(ys)) => xs.len() == ys.len() && self.unify_all(xs, ys),
            (Ty::Param(x), Ty::Param(y)) => x == y,
            (Ty::Fn(x) | Ty::Closure(_, x), Ty::Fn(y) | Ty::Closure(_, y)) => {
                let (x, y) = (Rc::clone(x), Rc::clone(y));
                x.params.len() == y.params.len()
                    && self.unify_all(&x.params, &y.params) & self.unify(&x.output, &y.output)
            }
            (Ty::Dyn(x), Ty::Dyn(y)) | (Ty::Opaque(x), Ty::Opaque(y)) => self.unify_bounds(x, y),
            // What a projection stands for is not known: it does not speak against anything. Nor does a const parameter.
            (Ty::Projection(_), _)
            | (_, Ty::Projection(_))
            | (Ty::Const(_), Ty::Param(_))
            | (Ty::Param(_), Ty::Const(_)) => true,
            (Ty::Const(x), Ty::Const(y)) => x == y || x.is_none() || y.is_none(),
            _ => false,
        }
    }

    fn unify_all(&mut self, xs: &[Ty], ys: &[Ty]) -> bool {
        xs.iter().zip(ys).fold(true, |same, (x, y)| self.unify(x, y) && same)
    }

    fn unify_bounds(&mut self, xs: &[TraitRef], ys: &[TraitRef]) -> bool {
        let (Some(x), Some(y)) = (xs.first(), ys.first()) else { return xs.is_empty() && ys.is_empty() };
        let mut same = x.id == y.id && self.unify_all(&x.args, &y.args);
        for (name, ty) in &x.bindings {
            if let Some((_, other)) = y.bindings.iter().find(|(known, _)| known == name) {
                same &= self.unify(ty, other);
            }
        }
        same
    }

    fn assign(&mut self, var: u32, ty: &Ty) -> bool {
        let fits = match self.kind(var) {
            Kind::General => true,
            Kind::Integer => matches!(ty, Ty::Scalar(scalar) if scalar.is_integer()),
            Kind::Float => matches!(ty, Ty::Scalar(scalar) if scalar.is_float()),
        };
        if fits && !self.occurs(var, ty) {
            self.bind(var, ty.clone());
        }
        fits
    }
}
