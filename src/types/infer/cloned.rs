//! From the receiver of a call to the type that it clones.

use crate::crate_map::CrateId;
use crate::syntax::hir::{Body, BodySite, SiteRole, Symbol};
use crate::types::context::Context;
use crate::types::result::InferenceResult;
use crate::types::ty::Ty;

use super::solve::Answer;
use super::{Infer, asked};

/// What a site clones.
#[derive(Clone, Debug)]
pub(in crate::types) struct Cloned {
    /// `Self` of the call; [`Ty::Unknown`] where that is not known.
    pub(in crate::types) ty: Ty,
    /// Whether the receiver already is the owned type that the method yields: `.to_string()` on a `String`.
    pub(in crate::types) is_owned: bool,
    /// Whether it certainly calls what only is named like a clone.
    pub(in crate::types) is_other: bool,
}

impl<'c, 'i> Infer<'c, 'i> {
    /// What each site of a body clones.
    /// The state is handed back for questions about these types.
    pub(in crate::types) fn run(
        cx: &'c Context<'i>,
        krate: CrateId,
        body: &'c Body,
    ) -> (Vec<(BodySite, Cloned)>, Self) {
        let mut infer = Self::new(cx, krate, body);
        infer.asked = asked(&body.sites);
        infer.result = InferenceResult::new(body);
        infer.enter();
        infer.select();
        let found = std::mem::take(&mut infer.found);
        let found: Vec<_> = found.into_iter().map(|(site, ty)| (site, infer.name_of(site), ty)).collect();
        // What is seen of an argument in its place is better than what it says on its own.
        let all = std::mem::take(&mut infer.expanded).into_iter().chain(found);
        let cloned = all.map(|(site, name, ty)| (site, infer.cloned(site, name, &ty))).collect();
        (cloned, infer)
    }
}

impl Infer<'_, '_> {
    /// The type of `x.clone()`.
    pub(super) fn clone_of(&mut self, receiver: &Ty) -> Ty {
        self.self_of_clone(receiver).unwrap_or(Ty::Unknown)
    }

    /// `Self` of `x.clone()`: the first type on the way of dereferencing that is `Clone`.
    fn self_of_clone(&mut self, receiver: &Ty) -> Option<Ty> {
        let id = self.cx.lang.clone?;
        for step in self.steps(receiver) {
            match &step {
                Ty::Unknown => return None,
                Ty::Var(_) if !self.is_number(&step) => return None,
                // By value first: `&T` is what `T`'s own method takes.
                Ty::Ref(inner, _) => {
                    let inner = self.shallow(inner);
                    match self.implements(&inner, id) {
                        Answer::Yes => return Some(inner),
                        Answer::Maybe => return known(inner),
                        // The reference itself is cloned, if it is certain that what it leads to cannot be. A user's
                        // type may be `Clone` by an attribute that nobody here expands.
                        Answer::No if self.is_never_clone(&inner) => return Some(step),
                        Answer::No => {}
                    }
                }
                _ => match self.implements(&step, id) {
                    Answer::Yes => return Some(step),
                    Answer::Maybe => return known(step),
                    Answer::No => {}
                },
            }
        }
        None
    }

    fn is_never_clone(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Str | Ty::Slice(_) | Ty::Dyn(_) | Ty::Param(_) => true,
            // Of what points somewhere, the pointee is cloned.
            Ty::Adt(id, _) => id.krate == CrateId(0) && !self.may_deref(id.krate, ty),
            _ => false,
        }
    }

    /// What a site clones, once everything about the body is known.
    fn cloned(&mut self, site: BodySite, name: Symbol, ty: &Ty) -> Cloned {
        if self.others.contains(&(site.name, site.expr)) {
            return Cloned { ty: Ty::Unknown, is_owned: false, is_other: true };
        }
        let name = name.as_str();
        let ty = self.table.resolve(ty);
        let mut is_owned = true;
        let cloned = match (site.role, name) {
            (SiteRole::Value, _) => match self.callable(&ty) {
                Some((params, _)) => match params.first().map(|param| self.shallow(param)) {
                    Some(Ty::Ref(inner, _)) => self.shallow(&inner),
                    _ => Ty::Unknown,
                },
                None => Ty::Unknown,
            },
            (SiteRole::Path, _) => ty,
            (_, "cloned") => self.element_of(&ty),
            (_, "to_owned" | "to_string" | "to_vec" | "into_owned" | "clone_into") => {
                let (cloned, owned) = self.owned(name, &ty);
                is_owned = owned;
                cloned
            }
            (_, "clone_from") => self.shallow(ty.peeled()),
            _ => self.self_of_clone(&ty).unwrap_or(Ty::Unknown),
        };
        Cloned { ty: self.settled(&cloned), is_owned, is_other: false }
    }

    /// The name of the method that a site of the current code calls.
    pub(super) fn name_of(&self, site: BodySite) -> Symbol {
        use crate::syntax::hir::Expr;
        match &self.body.exprs[site.expr as usize] {
            Expr::MethodCall { name, .. } if site.role == SiteRole::Method => *name,
            _ => self.cx.words.clone,
        }
    }

    /// What `.cloned()` of an option or iterator of references clones.
    fn element_of(&mut self, ty: &Ty) -> Ty {
        let mut ty = self.shallow(ty);
        while let Ty::Ref(inner, _) = &ty {
            ty = self.shallow(inner);
        }
        let held = match &ty {
            Ty::Adt(id, args) if self.cx.is_std(*id, "option::Option") || self.cx.is_std(*id, "result::Result") => {
                args.first().cloned()
            }
            _ => None,
        };
        let held = held.unwrap_or_else(|| {
            let item = self.associated_type(ty, self.cx.lang.iterator, Vec::new(), self.cx.words.item);
            item.unwrap_or(Ty::Unknown)
        });
        match self.shallow(&held) {
            Ty::Ref(inner, _) => self.shallow(&inner),
            _ => Ty::Unknown,
        }
    }

    /// Whether the receiver of a conversion already is what it yields, and the type.
    fn owned(&mut self, name: &str, receiver: &Ty) -> (Ty, bool) {
        for step in self.steps(receiver) {
            let step = self.shallow(step.peeled());
            let std = |path: &'static str| matches!(&step, Ty::Adt(id, _) if self.cx.is_std(*id, path));
            match (&step, name) {
                (Ty::Unknown | Ty::Var(_), _) => break,
                (_, "to_string") if std("string::String") => return (step, true),
                (_, "to_vec") if std("vec::Vec") => return (step, true),
                (Ty::Str | Ty::Slice(_), _) => return (step, false),
                // `to_owned` on what is `Clone` is `clone`, unless the type has a method of that name of its own.
                (_, "to_owned") if self.inherent(&step, Symbol::new(name), None).is_some() => break,
                (_, "to_owned") => {
                    let is_clone = self.cx.lang.clone.is_some_and(|id| self.implements(&step, id) == Answer::Yes);
                    if is_clone {
                        return (step, true);
                    }
                }
                _ => {}
            }
        }
        (Ty::Unknown, false)
    }
}

/// A type that may be `Clone`: code that compiles clones it, unless nothing is known of it.
fn known(ty: Ty) -> Option<Ty> {
    (!matches!(ty, Ty::Unknown | Ty::Var(_))).then_some(ty)
}
