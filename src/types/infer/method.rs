//! Method lookup: which function does `x.name()` or `Type::name` mean?
//!
//! As rustc probes: for each type that dereferencing the receiver leads to, inherent methods come before those of
//! traits, and a receiver by value before one by reference.

use rustc_hash::FxHashSet;

use crate::crate_map::{CrateId, FunctionId, ImplId, ModuleId, Reach, TraitId};
use crate::model::Limit;
use crate::syntax::hir::{Symbol, TypeRef};
use crate::types::ty::{Bounded, FnSig, Signature, Subst, TraitRef, Ty};

use super::Infer;
use super::solve::{Answer, alias_keys};

/// More steps than any real chain of smart pointers takes.
const MOST_STEPS: usize = 16;

/// A function that a name leads to.
#[derive(Clone, Debug)]
pub(super) struct Picked {
    pub(super) function: FunctionId,
    /// What the parameters of the impl or trait around it stand for, `Self` among them.
    pub(super) outer: Subst,
}

/// How a method takes its receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Receiver {
    Value,
    Reference,
}

impl Infer<'_, '_> {
    // ---- dereferencing ----

    /// What `*x` is.
    pub(super) fn deref(&mut self, ty: &Ty) -> Option<Ty> {
        let ty = self.shallow(ty);
        match &ty {
            Ty::Ref(inner, _) => Some(self.shallow(inner)),
            Ty::Adt(..) | Ty::Param(_) | Ty::Opaque(_) | Ty::Projection(_) => {
                let id = self.cx.lang.deref?;
                if let Ty::Adt(adt, _) = &ty
                    && !self.may_deref(adt.krate, &ty)
                {
                    return None;
                }
                if !matches!(ty, Ty::Adt(..)) && self.bound_above(&ty, id).is_none() {
                    return None;
                }
                match self.associated_type(ty.clone(), Some(id), Vec::new(), self.cx.words.target)? {
                    Ty::Unknown => match self.implements(&ty, id) {
                        Answer::No => None,
                        _ => Some(Ty::Unknown),
                    },
                    found => Some(self.shallow(&found)),
                }
            }
            _ => None,
        }
    }

    /// Whether there is an impl or derive of `Deref` for the type's name at all: most types have none.
    pub(super) fn may_deref(&self, krate: CrateId, ty: &Ty) -> bool {
        let Ty::Adt(adt, _) = ty else { return false };
        let data = self.cx.index.adt(*adt);
        let word = self.cx.words.deref;
        let key = crate::crate_map::Key::Name(data.name);
        data.derives.contains(&word)
            || [krate, self.module.krate].iter().any(|&krate| {
                self.cx.index.krate(krate).is_some_and(|krate| {
                    let aliases = alias_keys(krate, &[key]);
                    aliases.into_iter().chain([key]).any(|key| !krate.impls_of(word, key).is_empty())
                })
            })
    }

    /// The receiver and what dereferencing leads to, ending with an array's slice.
    pub(in crate::types) fn steps(&mut self, ty: &Ty) -> Vec<Ty> {
        let mut steps = vec![self.shallow(ty)];
        while steps.len() < MOST_STEPS {
            let Some(next) = steps.last().cloned().and_then(|last| self.deref(&last)) else { break };
            if steps.contains(&next) {
                break;
            }
            steps.push(next);
        }
        if steps.len() == MOST_STEPS {
            self.budget.note(Limit::Derefs);
        }
        if let Some(Ty::Array(item, _)) = steps.last() {
            steps.push(Ty::Slice(item.clone()));
        }
        steps
    }

    // ---- probing ----

    /// The method that a call means, and the type that it is called on; `None` if it is not known.
    pub(super) fn probe(&mut self, receiver: &Ty, name: Symbol) -> Option<Picked> {
        let steps = self.steps(receiver);
        // Most methods are found without reading a dependency for its traits.
        self.probe_within(&steps, name, Reach::Near).or_else(|| self.probe_within(&steps, name, Reach::All))
    }

    /// The same, without reading a dependency for its traits.
    pub(super) fn probe_near(&mut self, receiver: &Ty, name: Symbol) -> Option<Picked> {
        let steps = self.steps(receiver);
        self.probe_within(&steps, name, Reach::Near)
    }

    fn probe_within(&mut self, steps: &[Ty], name: Symbol, reach: Reach) -> Option<Picked> {
        let traits = std::cell::OnceCell::new();
        for step in steps {
            let is_general = matches!(step, Ty::Var(_)) && !self.is_number(step);
            if is_general || matches!(step, Ty::Unknown | Ty::Foreign(..) | Ty::Never) {
                return None;
            }
            if let Some(picked) = self.inherent(step, name, |receiver| receiver.is_some()) {
                return Some(picked);
            }
            let pointee = match step {
                Ty::Ref(inner, _) => Some(self.shallow(inner)),
                _ => None,
            };
            if let Some(inner) = &pointee
                && let Some(picked) = self.inherent(inner, name, |receiver| receiver == Some(Receiver::Reference))
            {
                return Some(picked);
            }
            if let Some(picked) = self.of_bounds(step, name) {
                return Some(picked);
            }
            let traits = traits.get_or_init(|| self.cx.resolver.traits_in_scope(self.module, name, reach)).clone();
            let order = [
                (Some(step), Receiver::Value),
                (pointee.as_ref(), Receiver::Reference),
                (Some(step), Receiver::Reference),
            ];
            for (ty, receiver) in order {
                let Some(ty) = ty else { continue };
                if matches!(ty, Ty::Unknown) || (matches!(ty, Ty::Var(_)) && !self.is_number(ty)) {
                    // An unknown type may have the method, and would come before the reference to it.
                    if pointee.as_ref() == Some(ty) {
                        return None;
                    }
                    continue;
                }
                if let Some((picked, is_certain)) = self.of_traits(ty, name, receiver, &traits) {
                    return (is_certain || reach == Reach::All).then_some(picked);
                }
            }
        }
        None
    }

    fn receiver_of(&self, function: FunctionId) -> Option<Receiver> {
        let data = &self.cx.index.crate_of(function.krate).functions[function.at as usize];
        let first = data.params.first().filter(|_| data.has_self)?;
        Some(if matches!(first, TypeRef::Ref(..)) { Receiver::Reference } else { Receiver::Value })
    }

    /// Whether a function of an inherent impl can be named here.
    fn sees_function(&self, id: FunctionId) -> bool {
        let function = &self.cx.index.crate_of(id.krate).functions[id.at as usize];
        let declared = ModuleId { krate: id.krate, at: function.module };
        self.cx.resolver.sees(self.module, declared, function.visibility)
    }

    /// A function of the type's own impls with the receiver that is wanted; none is that of a function that is no method.
    pub(super) fn inherent(
        &mut self,
        ty: &Ty,
        name: Symbol,
        is_wanted: impl Fn(Option<Receiver>) -> bool,
    ) -> Option<Picked> {
        let (keys, home) = self.keys(ty);
        let krate = home?;
        // Impls of one package's library and its other targets are in crates of their own.
        let data = self.cx.index.krate(krate)?;
        let aliases = alias_keys(data, &keys);
        for key in keys.into_iter().chain(aliases) {
            for &(at, function) in data.inherent(key, name) {
                if function == u32::MAX {
                    continue;
                }
                let function = FunctionId { krate, at: function };
                if !is_wanted(self.receiver_of(function)) || !self.sees_function(function) {
                    continue;
                }
                if let Some(outer) = self.match_inherent(ImplId { krate, at }, ty) {
                    return Some(Picked { function, outer });
                }
            }
        }
        None
    }

    fn match_inherent(&mut self, id: ImplId, ty: &Ty) -> Option<Subst> {
        let header = self.cx.header(id);
        let mark = self.table.mark();
        let mut subst = Subst(header.params.iter().map(|&param| (param, self.var())).collect());
        let is_number = matches!(ty, Ty::Scalar(_) | Ty::Var(_));
        let fits =
            if header.self_ty == Ty::Unknown { is_number } else { self.unify(&subst.apply(&header.self_ty), ty) };
        if !fits {
            self.table.undo(mark);
            return None;
        }
        subst.push(self.cx.words.own_type, ty.clone());
        Some(subst)
    }

    /// A method that a parameter, `impl Trait` or `dyn Trait` has by its bounds.
    fn of_bounds(&mut self, ty: &Ty, name: Symbol) -> Option<Picked> {
        if !matches!(ty, Ty::Param(_) | Ty::Opaque(_) | Ty::Dyn(_) | Ty::Projection(_)) {
            return None;
        }
        let bounds = self.known_bounds(ty);
        let mut queue: Vec<(TraitRef, usize)> = bounds.into_iter().map(|bound| (bound, 0)).collect();
        let (mut at, mut seen) = (0, FxHashSet::default());
        while at < queue.len() {
            let (bound, depth) = queue[at].clone();
            at += 1;
            // On any other way to it the trait has the same methods, and the same traits above it.
            if !seen.insert(bound.id) {
                continue;
            }
            if let Some(function) = self.trait_function(bound.id, name) {
                return Some(Picked { function, outer: self.cx.trait_subst(&bound, ty) });
            }
            if depth < 8 {
                let subst = self.cx.trait_subst(&bound, ty);
                let above = self.cx.supertraits(bound.id);
                queue.extend(above.iter().map(|above| (subst.apply_trait(above), depth + 1)));
            }
        }
        None
    }

    pub(super) fn trait_function(&self, id: TraitId, name: Symbol) -> Option<FunctionId> {
        let krate = self.cx.index.krate(id.krate)?;
        let functions = &krate.traits[id.at as usize].functions;
        let at = functions.iter().copied().find(|&at| krate.functions[at as usize].name == name)?;
        Some(FunctionId { krate: id.krate, at })
    }

    /// A trait's method, and whether the type certainly has it.
    fn of_traits(&mut self, ty: &Ty, name: Symbol, receiver: Receiver, traits: &[TraitId]) -> Option<(Picked, bool)> {
        for &id in traits {
            let Some(function) = self.trait_function(id, name) else { continue };
            if self.receiver_of(function) != Some(receiver) {
                continue;
            }
            let answer = self.implements(ty, id);
            if answer != Answer::No {
                let outer = self.trait_outer(id, ty.clone());
                return Some((Picked { function, outer }, answer == Answer::Yes));
            }
        }
        None
    }

    /// `Self` and a trait's parameters, which become variables.
    pub(super) fn trait_outer(&mut self, id: TraitId, own: Ty) -> Subst {
        let params = &self.cx.trait_data(id).generics.params;
        let mut outer = Subst(params.iter().map(|param| (param.name, self.var())).collect());
        outer.push(self.cx.words.own_type, own);
        outer
    }

    // ---- what was picked ----

    /// The function's signature with variables for its parameters. What its bounds ask for is noted.
    pub(super) fn instantiate(&mut self, picked: &Picked, turbofish: Option<&[Ty]>) -> FnSig {
        let signature = self.cx.signature(picked.function);
        let subst = self.subst_for(&signature, picked, turbofish);
        let sig = FnSig {
            params: signature.params.iter().map(|param| self.normalize(&subst.apply(param))).collect(),
            output: self.normalize(&subst.apply(&signature.output)),
        };
        for bound in signature.bounds.iter() {
            let ty = subst.apply(&bound.ty);
            let ty = self.normalize(&ty);
            self.demand(Bounded { ty, of_trait: subst.apply_trait(&bound.of_trait) });
        }
        sig
    }

    fn subst_for(&mut self, signature: &Signature, picked: &Picked, turbofish: Option<&[Ty]>) -> Subst {
        let mut subst = picked.outer.clone();
        for (at, &name) in signature.own.iter().enumerate() {
            let given = turbofish.and_then(|given| given.get(at)).cloned();
            let ty = given.unwrap_or_else(|| self.var());
            subst.push(name, ty);
        }
        for &name in &signature.outer {
            if subst.get(name).is_none() {
                let var = self.var();
                subst.push(name, var);
            }
        }
        subst
    }

    /// `Type::name`: an associated function, of the type itself or of a trait.
    pub(super) fn associated(&mut self, ty: &Ty, name: Symbol) -> Option<Picked> {
        let ty = self.shallow(ty);
        if let Some(picked) = self.inherent(&ty, name, |_| true) {
            return Some(picked);
        }
        if let Some(picked) = self.of_bounds(&ty, name) {
            return Some(picked);
        }
        if matches!(ty, Ty::Unknown | Ty::Foreign(..)) {
            return None;
        }
        for reach in [Reach::Near, Reach::All] {
            for id in self.cx.resolver.traits_in_scope(self.module, name, reach) {
                let Some(function) = self.trait_function(id, name) else { continue };
                match self.implements(&ty, id) {
                    Answer::No => {}
                    Answer::Maybe if reach == Reach::Near => break,
                    Answer::Yes | Answer::Maybe => {
                        let outer = self.trait_outer(id, ty);
                        return Some(Picked { function, outer });
                    }
                }
            }
        }
        None
    }

    /// The type of `Type::NAME`.
    pub(super) fn associated_const(&mut self, ty: &Ty, name: Symbol) -> Option<Ty> {
        let ty = self.shallow(ty);
        let (keys, home) = self.keys(&ty);
        let krate = home?;
        let data = self.cx.index.krate(krate)?;
        for key in keys {
            for &(at, _) in data.inherent(key, name) {
                let id = ImplId { krate, at };
                let written = data.impls[at as usize].constants.iter().find(|(known, _)| *known == name);
                if let Some((_, written)) = written
                    && let Some(subst) = self.match_inherent(id, &ty)
                {
                    let mut scope = self.cx.impl_scope(id);
                    scope.self_ty = Some(ty);
                    return Some(subst.apply(&self.cx.lower(&scope, written)));
                }
            }
        }
        None
    }
}
