//! Traits: does a type implement one, through which impl, and what are its associated types?

use rustc_hash::FxHashSet;

use crate::crate_map::{AdtId, CrateData, CrateId, ImplId, Key, TraitId};
use crate::syntax::hir::Symbol;
use crate::types::ty::{Args, Subst, TraitRef, Ty};

use super::Infer;
use super::table::Kind;

/// How deep bounds of impls are followed.
pub(super) const DEEPEST: usize = 6;

/// What it takes to match an impl, or to look at the bounds above one, in [steps](super::budget::Budget).
const MATCH: usize = 8;

/// What it takes to find a trait by its path, in the same.
const RESOLVE: usize = 32;

/// Whether something holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::types) enum Answer {
    Yes,
    No,
    /// Not enough is known.
    Maybe,
}

/// An impl that fits, with what its parameters stand for.
pub(super) struct Matched {
    pub(super) id: ImplId,
    pub(super) subst: Subst,
    /// Whether all of its bounds that were looked at hold for certain.
    is_certain: bool,
}

impl Infer<'_, '_> {
    // ---- which impls ----

    /// The heads that impls may name a type by, and the crate that declares it.
    pub(super) fn keys(&self, ty: &Ty) -> (Vec<Key>, Option<CrateId>) {
        let standard = Some(CrateId(0));
        let name = |name: &str| Key::Name(Symbol::new(name));
        match ty {
            Ty::Adt(id, _) => (vec![Key::Name(self.cx.index.adt(*id).name)], Some(id.krate)),
            Ty::Scalar(scalar) => {
                let family = if scalar.is_integer() { Some("Int") } else { scalar.is_float().then_some("Float") };
                (std::iter::once(scalar.name()).chain(family).map(name).collect(), standard)
            }
            Ty::Var(var) => match self.table.kind(*var) {
                Kind::General => (Vec::new(), None),
                Kind::Integer => (vec![name("i32"), name("Int")], standard),
                Kind::Float => (vec![name("f64"), name("Float")], standard),
            },
            Ty::Str => (vec![name("str")], standard),
            Ty::Ref(..) => (vec![Key::Ref], standard),
            Ty::Ptr(_) => (vec![Key::Ptr], standard),
            Ty::Tuple(_) => (vec![Key::Tuple], standard),
            Ty::Array(..) => (vec![Key::Array], standard),
            Ty::Slice(_) => (vec![Key::Slice], standard),
            Ty::Fn(_) | Ty::Closure(..) => (vec![Key::Fn], standard),
            Ty::Dyn(bounds) => bounds.first().map_or((Vec::new(), None), |bound| {
                let name = self.cx.trait_data(bound.id).name;
                (vec![Key::Dyn(name), Key::Name(name)], Some(bound.id.krate))
            }),
            _ => (Vec::new(), None),
        }
    }

    /// Impls of a trait that may be for a type, by name only.
    pub(super) fn candidates(&self, ty: &Ty, id: TraitId, args: &[Ty]) -> Vec<ImplId> {
        let name = self.cx.trait_data(id).name;
        let (keys, home) = self.keys(ty);
        // By the orphan rule an impl stands where the type, the trait or one of the trait's arguments is declared.
        let mut crates = vec![id.krate];
        let of_args = args.iter().map(|arg| self.keys(self.shallow(arg).peeled()).1);
        for krate in of_args.chain([home, Some(self.module.krate), self.pointee(ty)]).flatten() {
            if !crates.contains(&krate) {
                crates.push(krate);
            }
        }
        let (mut found, mut seen) = (Vec::new(), FxHashSet::default());
        // `impl Own for LockResult<T>`: an alias where the type is declared.
        let at_home =
            home.and_then(|home| self.cx.index.krate(home)).map_or_else(Vec::new, |home| alias_keys(home, &keys));
        for krate in crates {
            let Some(data) = self.cx.index.krate(krate) else { continue };
            let mut aliases = alias_keys(data, &keys);
            aliases.extend(at_home.iter().filter(|alias| !keys.contains(alias)));
            for key in keys.iter().copied().chain(aliases).chain([Key::Blanket]) {
                for &at in data.impls_of(name, key) {
                    let id = ImplId { krate, at };
                    if seen.insert(id) {
                        found.push(id);
                    }
                }
            }
        }
        self.budget.takes(found.len());
        found
    }

    /// The crate of what a reference or tuple holds: `impl IntoIterator for &Local`.
    fn pointee(&self, ty: &Ty) -> Option<CrateId> {
        match ty {
            Ty::Ref(inner, _) | Ty::Slice(inner) | Ty::Array(inner, _) => match self.shallow(inner) {
                Ty::Ref(..) => None,
                inner => self.keys(&inner).1,
            },
            Ty::Adt(_, args) | Ty::Tuple(args) => args.iter().find_map(|arg| match self.shallow(arg) {
                Ty::Adt(id, _) if id.krate != CrateId(0) => Some(id.krate),
                _ => None,
            }),
            _ => None,
        }
    }

    /// Makes the impl's type and trait one with what is asked for, if they fit.
    pub(super) fn match_impl(&mut self, id: ImplId, ty: &Ty, of_trait: &TraitRef, depth: usize) -> Option<Matched> {
        if self.budget.takes(MATCH) {
            return None;
        }
        let header = self.cx.header(id);
        let written = header.of_trait.as_ref()?;
        if written.id != of_trait.id {
            return None;
        }
        let mark = self.table.mark();
        let mut subst = Subst(header.params.iter().map(|&param| (param, self.var())).collect());
        let is_family = matches!(&header.self_ty, Ty::Unknown) && matches!(ty, Ty::Scalar(_) | Ty::Var(_));
        if is_family {
            subst.push(self.cx.words.own_type, ty.clone());
        }
        // An impl for an unknown type says nothing.
        let mut fits = is_family || (header.self_ty != Ty::Unknown && self.unify(&subst.apply(&header.self_ty), ty));
        for (one, other) in written.args.iter().zip(&of_trait.args) {
            if fits {
                let one = self.normalize(&subst.apply(one));
                fits = self.unify(&one, other);
            }
        }
        let mut is_certain = true;
        if fits {
            // Code that compiles keeps the bounds of the only impl for a type; of blanket impls they are what selects.
            // Of other traits than the standard library's, an impl may come from a macro that is not expanded.
            let is_blanket = matches!(header.self_ty, Ty::Param(_));
            let telling = header.bounds.iter().filter(|bound| is_blanket || bound.of_trait.id.krate == CrateId(0));
            for bound in telling {
                let bounded = self.normalize(&subst.apply(&bound.ty));
                let of_trait = subst.apply_trait(&bound.of_trait);
                match self.holds(&bounded, &of_trait, depth + 1) {
                    Answer::Yes => {}
                    Answer::Maybe => is_certain = false,
                    Answer::No => {
                        fits = false;
                        break;
                    }
                }
            }
        }
        if !fits {
            self.table.undo(mark);
            return None;
        }
        Some(Matched { id, subst, is_certain })
    }

    fn fits(&mut self, id: ImplId, ty: &Ty, of_trait: &TraitRef, depth: usize) -> bool {
        self.undone(|infer| infer.match_impl(id, ty, of_trait, depth).is_some())
    }

    /// Tries something. What it binds and notes is forgotten.
    pub(super) fn undone<R>(&mut self, attempt: impl FnOnce(&mut Self) -> R) -> R {
        let (mark, pending) = (self.table.mark(), self.pending.len());
        let result = attempt(self);
        self.pending.truncate(pending);
        self.table.undo(mark);
        result
    }

    /// The one impl that fits. Its variables are bound afterwards.
    pub(super) fn find_impl(&mut self, ty: &Ty, of_trait: &TraitRef, depth: usize) -> Option<Matched> {
        if depth > DEEPEST {
            return None;
        }
        let candidates = self.candidates(ty, of_trait.id, &of_trait.args);
        let (&last, others) = candidates.split_last()?;
        let mut only = None;
        for &id in others {
            if self.fits(id, ty, of_trait, depth)
                && !self.is_repeated(only.as_slice(), id)
                && only.replace(id).is_some()
            {
                return None;
            }
        }
        // To try an impl first and match it afterwards doubles the work with each bound below it.
        let Some(only) = only else { return self.match_or_undo(last, ty, of_trait, depth) };
        if self.fits(last, ty, of_trait, depth) && !self.is_repeated(&[only], last) {
            return None;
        }
        self.match_impl(only, ty, of_trait, depth)
    }

    /// The same as to match an impl; one that does not fit leaves nothing noted.
    fn match_or_undo(&mut self, id: ImplId, ty: &Ty, of_trait: &TraitRef, depth: usize) -> Option<Matched> {
        let pending = self.pending.len();
        let matched = self.match_impl(id, ty, of_trait, depth);
        if matched.is_none() {
            self.pending.truncate(pending);
        }
        matched
    }

    /// Whether an impl is one of these once more, under another `cfg`.
    fn is_repeated(&self, known: &[ImplId], id: ImplId) -> bool {
        let header = self.cx.header(id);
        known.iter().any(|&other| {
            let other = self.cx.header(other);
            other.self_ty == header.self_ty && other.of_trait == header.of_trait
        })
    }

    // ---- bounds ----

    /// Whether `ty: Trait` holds.
    pub(in crate::types) fn implements(&mut self, ty: &Ty, id: TraitId) -> Answer {
        self.holds(ty, &TraitRef { id, args: Vec::new(), bindings: Vec::new() }, 0)
    }

    fn holds(&mut self, ty: &Ty, of_trait: &TraitRef, depth: usize) -> Answer {
        let ty = self.shallow(ty);
        let lang = &self.cx.lang;
        let id = Some(of_trait.id);
        if [lang.sized, lang.send, lang.sync, lang.unpin, lang.any].contains(&id) {
            return Answer::Yes;
        }
        let is_function_trait = lang.is_callable(of_trait.id);
        let (clone, copy) = (id == lang.clone, id == lang.copy);
        match &ty {
            Ty::Unknown | Ty::Foreign(..) => return Answer::Maybe,
            Ty::Var(var) if self.table.kind(*var) == Kind::General => return Answer::Maybe,
            Ty::Never => return Answer::Yes,
            Ty::Fn(_) | Ty::Closure(..) if is_function_trait => return Answer::Yes,
            Ty::Closure(..) if clone || copy => return Answer::Maybe,
            Ty::Fn(_) | Ty::Scalar(_) | Ty::Var(_) | Ty::Ptr(_) if clone || copy => return Answer::Yes,
            Ty::Ref(_, mutable) if clone || copy => return if *mutable { Answer::No } else { Answer::Yes },
            Ty::Str | Ty::Slice(_) | Ty::Dyn(_) if clone || copy => return Answer::No,
            Ty::Tuple(items) if clone || copy => return self.all_hold(items, of_trait, depth),
            Ty::Array(item, _) if clone || copy => return self.holds(item, of_trait, depth + 1),
            Ty::Opaque(bounds) if clone && bounds.iter().any(|bound| Some(bound.id) == lang.adaptor) => {
                return Answer::Maybe;
            }
            _ => {}
        }
        if self.bound_above(&ty, of_trait.id).is_some() || self.is_assumed(&ty, of_trait.id) {
            return Answer::Yes;
        }
        if depth > DEEPEST {
            return Answer::Maybe;
        }
        if let Ty::Adt(adt, args) = &ty {
            let data = self.cx.index.adt(*adt);
            let name = self.cx.trait_data(of_trait.id).name;
            // `#[derive(Error)]` of `thiserror` writes `Display` too.
            let is_error = name.as_str() == "Display" && data.derives.iter().any(|derived| derived.as_str() == "Error");
            if is_error || data.derives.contains(&name) {
                let answer = if clone || copy { self.derived_holds(*adt, args, of_trait, depth) } else { Answer::Yes };
                // There may be impls beside: `impl Clone for Box<str>`.
                if answer != Answer::No {
                    return answer;
                }
            }
        }
        let mut answer = Answer::No;
        for candidate in self.candidates(&ty, of_trait.id, &of_trait.args) {
            match self.undone(|infer| infer.match_impl(candidate, &ty, of_trait, depth).map(|found| found.is_certain)) {
                // Only of `Copy`, which is claimed of a value, an impl must be certain: of other traits it is what code
                // that compiles uses.
                Some(is_certain) if is_certain || !copy => return Answer::Yes,
                Some(_) => answer = Answer::Maybe,
                None => {}
            }
        }
        if self.budget.takes(1) { Answer::Maybe } else { answer }
    }

    /// Whether a `where` says so of a type that is no parameter: `where Self: Clone`, `where Vec<T>: Clone`.
    fn is_assumed(&self, ty: &Ty, id: TraitId) -> bool {
        let mut assumed = self.env.of_others().peekable();
        if assumed.peek().is_none() {
            return false;
        }
        let ty = self.table.resolve(ty);
        assumed.any(|bound| bound.ty == ty && self.above(&bound.of_trait, &ty, id, 0).is_some())
    }

    /// Whether what derives a trait has it: the bounds of the impl that the derive writes, of each type parameter and of
    /// each associated type of one that a field mentions.
    fn derived_holds(&mut self, adt: AdtId, args: &Args, of_trait: &TraitRef, depth: usize) -> Answer {
        let params: Vec<Ty> = args.iter().filter(|arg| !matches!(arg, Ty::Const(_))).cloned().collect();
        let mut answer = self.all_hold(&params, of_trait, depth);
        if answer == Answer::No || params.is_empty() {
            return answer;
        }
        let subst = self.cx.adt_subst(adt, args);
        for bounded in self.cx.derived_bounds(adt) {
            let bounded = self.normalize(&subst.apply(&bounded));
            match self.holds(&bounded, of_trait, depth + 1) {
                Answer::Yes => {}
                // What is bounded elsewhere may not be seen here.
                Answer::No if !matches!(self.shallow(&bounded), Ty::Projection(_)) => return Answer::No,
                Answer::No | Answer::Maybe => answer = Answer::Maybe,
            }
        }
        answer
    }

    fn all_hold(&mut self, items: &[Ty], of_trait: &TraitRef, depth: usize) -> Answer {
        let mut answer = Answer::Yes;
        for item in items {
            match self.holds(item, of_trait, depth + 1) {
                Answer::No => return Answer::No,
                Answer::Maybe => answer = Answer::Maybe,
                Answer::Yes => {}
            }
        }
        answer
    }

    /// The bounds that are known of a type without looking at impls: of parameters, `impl Trait` and `dyn Trait`.
    pub(super) fn known_bounds(&self, ty: &Ty) -> Vec<TraitRef> {
        match ty {
            Ty::Opaque(bounds) | Ty::Dyn(bounds) => bounds.to_vec(),
            Ty::Param(name) => self.env.of_param(*name).map(|bound| bound.of_trait.clone()).collect(),
            Ty::Projection(projection) => {
                let mut bounds: Vec<TraitRef> = self
                    .env
                    .of_projections()
                    .filter(|bound| match &bound.ty {
                        Ty::Projection(other) => other.name == projection.name && other.self_ty == projection.self_ty,
                        _ => false,
                    })
                    .map(|bound| bound.of_trait.clone())
                    .collect();
                bounds.extend(self.cx.declared_bounds(projection));
                bounds
            }
            _ => Vec::new(),
        }
    }

    /// The bound through which a type has a trait: one of its own, or one above them.
    pub(super) fn bound_above(&self, ty: &Ty, id: TraitId) -> Option<TraitRef> {
        let known = self.known_bounds(ty);
        known
            .iter()
            .find(|bound| bound.id == id)
            .cloned()
            .or_else(|| known.iter().find_map(|bound| self.above(bound, ty, id, 0)))
    }

    pub(super) fn above(&self, bound: &TraitRef, ty: &Ty, id: TraitId, depth: usize) -> Option<TraitRef> {
        if bound.id == id {
            return Some(bound.clone());
        }
        if depth > DEEPEST || self.budget.takes(MATCH) {
            return None;
        }
        let subst = self.cx.trait_subst(bound, ty);
        let supertraits = self.cx.supertraits(bound.id);
        if self.budget.takes(RESOLVE * supertraits.len()) {
            return None;
        }
        supertraits.iter().find_map(|above| {
            let mut found = self.above(&subst.apply_trait(above), ty, id, depth + 1)?;
            // `impl DoubleEndedIterator<Item = T>` says what its Iterator's Item is.
            let more = bound.bindings.iter().filter(|(name, _)| !found.bindings.iter().any(|(known, _)| known == name));
            let more: Vec<_> = more.cloned().collect();
            found.bindings.extend(more);
            Some(found)
        })
    }
}

/// The keys of a type's other names in a crate.
pub(super) fn alias_keys(data: &CrateData, keys: &[Key]) -> Vec<Key> {
    let names = keys.iter().filter_map(|key| match key {
        Key::Name(name) => Some(*name),
        _ => None,
    });
    names.flat_map(|name| data.aliases_of(name)).map(|&name| Key::Name(name)).collect()
}
