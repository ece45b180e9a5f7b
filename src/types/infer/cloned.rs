//! From the receiver of a call to the type that it clones.

use crate::crate_map::{AdtId, CrateId};
use crate::syntax::hir::{Body, BodySite, ExprId, SiteRole};
use crate::types::context::Context;
use crate::types::result::InferenceResult;
use crate::types::ty::{Args, Ty};

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

impl Cloned {
    /// Of a site of which nothing is known: a conversion may not clone at all.
    pub(in crate::types) fn unknown(site: BodySite) -> Self {
        Self { ty: Ty::Unknown, is_owned: !site.is_conversion(), is_other: false }
    }
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
        // What is seen of an argument in its place is better than what it says on its own.
        let all = std::mem::take(&mut infer.expanded).into_iter().chain(found);
        let cloned = all.map(|(site, ty)| (site, infer.cloned(site, &ty))).collect();
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
                Ty::Ref(inner, is_unique) => {
                    let (inner, is_unique) = (self.shallow(inner), *is_unique);
                    match self.implements(&inner, id) {
                        Answer::Yes => return Some(inner),
                        Answer::Maybe => return known(inner),
                        // No unique reference is `Clone`: the search goes on behind it.
                        Answer::No if is_unique => {}
                        // A shared reference is `Clone` itself, so nothing behind it is looked at.
                        Answer::No if self.is_never_clone(&inner) => return Some(step),
                        Answer::No => return None,
                    }
                }
                _ => match self.implements(&step, id) {
                    Answer::Yes => return Some(step),
                    Answer::Maybe => return known(step),
                    Answer::No if self.may_be_clone(&step) => return None,
                    Answer::No => {}
                },
            }
        }
        None
    }

    /// `Self` of `x.clone_from(&y)`: the first type on the way of dereferencing that is `Clone`, by unique reference.
    fn self_of_clone_from(&mut self, receiver: &Ty) -> Option<Ty> {
        let id = self.cx.lang.clone?;
        for step in self.steps(receiver) {
            let own = match &step {
                Ty::Ref(inner, true) => self.shallow(inner),
                _ => step,
            };
            match self.implements(&own, id) {
                Answer::Yes => return Some(own),
                Answer::Maybe => return known(own),
                Answer::No if self.may_be_clone(&own) => return None,
                Answer::No => {}
            }
        }
        None
    }

    /// Whether a type may be `Clone` by an attribute that is not expanded here.
    fn may_be_clone(&self, ty: &Ty) -> bool {
        matches!(ty, Ty::Adt(id, _) if {
            let adt = self.cx.index.adt(*id);
            id.krate != CrateId(0) && adt.may_be_clone && !adt.derives.contains(&self.cx.words.clone_trait)
        })
    }

    /// Whether a type is certainly not `Clone`.
    fn is_never_clone(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Str | Ty::Slice(_) | Ty::Dyn(_) | Ty::Param(_) | Ty::Ref(_, true) => true,
            // A pointer may be `Clone` where what it points to is, which is not certain of a user's type.
            Ty::Adt(id, args) if id.krate == CrateId(0) => {
                !self.may_deref(id.krate, ty)
                    || self.cx.is_std_guard(*id)
                    || args.iter().all(|held| self.is_never_clone(held))
            }
            Ty::Adt(id, args) => self.cx.is_without_clone(*id) || self.is_derived_for_clone_only(*id, args),
            _ => false,
        }
    }

    /// Whether a type derives `Clone` for arguments that are `Clone`, and one of these is not.
    fn is_derived_for_clone_only(&self, id: AdtId, args: &Args) -> bool {
        self.cx.index.adt(id).derives.contains(&self.cx.words.clone_trait)
            && !self.cx.has_impl(id, "Clone")
            && args.iter().any(|held| self.is_never_clone(held))
    }

    /// What a site clones, once everything about the body is known.
    fn cloned(&mut self, site: BodySite, ty: &Ty) -> Cloned {
        if self.others.contains(&(site.name, site.expr)) {
            return Cloned { ty: Ty::Unknown, is_owned: false, is_other: true };
        }
        let mut ty = self.table.resolve(ty);
        if site.role == SiteRole::Value {
            let param = self.callable(&ty).and_then(|(params, _)| params.first().map(|param| self.shallow(param)));
            ty = match param {
                Some(Ty::Ref(inner, _)) => self.shallow(&inner),
                _ => Ty::Unknown,
            };
        }
        let is_named = matches!(site.role, SiteRole::Path | SiteRole::Value);
        let cloned = match site.word {
            "to_owned" | "clone_into" if is_named => self.is_clone(&ty).then_some(ty),
            "to_owned" | "clone_into" => self.self_of_to_owned(&ty),
            word if site.is_conversion() => self.owned(word, &ty),
            _ if is_named => Some(ty),
            "cloned" => Some(self.element_of(&ty)),
            "clone_from" => self.self_of_clone_from(&ty),
            _ => self.self_of_clone(&ty),
        };
        let is_owned = cloned.is_some() || !site.is_conversion();
        Cloned { ty: cloned.map_or(Ty::Unknown, |cloned| self.settled(&cloned)), is_owned, is_other: false }
    }

    /// What a function that takes `param` clones of an argument: what is behind the reference. Of what has no size, the
    /// owned value that leads to it: `str::to_owned(&string)`.
    pub(super) fn lent(&mut self, param: &Ty, given: Option<ExprId>) -> Ty {
        let Ty::Ref(inner, _) = param else { return param.clone() };
        let lent = self.shallow(inner);
        match given.and_then(|given| self.noted(given)) {
            Some(given) if self.owned_path(&lent).is_some() => {
                let steps = self.steps(&given);
                steps.into_iter().find(|step| self.is_owned_form(step, &lent)).unwrap_or(lent)
            }
            _ => lent,
        }
    }

    /// The standard library's owned form of a type that has no size.
    fn owned_path(&self, ty: &Ty) -> Option<&'static str> {
        const FORMS: &[(&str, &str)] =
            &[("path::Path", "path::PathBuf"), ("ffi::OsStr", "ffi::OsString"), ("ffi::CStr", "ffi::CString")];
        match ty {
            Ty::Str => Some("string::String"),
            Ty::Slice(_) => Some("vec::Vec"),
            Ty::Adt(id, _) => FORMS.iter().find(|(form, _)| self.cx.is_std(*id, form)).map(|(_, owned)| *owned),
            _ => None,
        }
    }

    fn is_owned_form(&self, ty: &Ty, of: &Ty) -> bool {
        let owned = self.owned_path(of);
        matches!(ty, Ty::Adt(id, _) if owned.is_some_and(|owned| self.cx.is_std(*id, owned)))
    }

    fn is_clone(&mut self, ty: &Ty) -> bool {
        self.cx.lang.clone.is_some_and(|id| self.implements(ty, id) == Answer::Yes)
    }

    /// What `.cloned()` of an option or iterator of references clones.
    fn element_of(&mut self, ty: &Ty) -> Ty {
        let mut ty = self.shallow(ty);
        while let Ty::Ref(inner, _) = &ty {
            ty = self.shallow(inner);
        }
        let is_wrapper = |ty: &Ty| match ty {
            Ty::Adt(id, _) => self.cx.is_std(*id, "option::Option") || self.cx.is_std(*id, "result::Result"),
            _ => false,
        };
        let boxed = match &ty {
            Ty::Adt(id, args) if self.cx.is_std(*id, "boxed::Box") => args.first().map(|held| self.shallow(held)),
            _ => None,
        };
        let held = match boxed.as_ref().filter(|boxed| is_wrapper(boxed)).unwrap_or(&ty) {
            wrapper @ Ty::Adt(_, args) if is_wrapper(wrapper) => args.first().cloned(),
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

    /// `Self` of `x.to_owned()` if that is `Clone`: then the method is `clone`.
    fn self_of_to_owned(&mut self, receiver: &Ty) -> Option<Ty> {
        let id = self.cx.lang.to_owned?;
        for step in self.steps(receiver) {
            let inner = match &step {
                // By value first, as for `x.clone()`.
                Ty::Ref(inner, _) => Some(self.shallow(inner)),
                _ => None,
            };
            for ty in inner.into_iter().chain([step]) {
                // It has an owned form, even where its elements are not known to be `Clone`.
                if self.owned_path(&ty).is_some() {
                    return None;
                }
                match self.implements(&ty, id) {
                    Answer::Yes => return self.is_clone(&ty).then_some(ty),
                    Answer::Maybe => return None,
                    Answer::No if self.is_never_clone(&ty) => {}
                    // The reference to what may be `Clone` after all is not asked.
                    Answer::No => break,
                }
            }
        }
        None
    }

    /// What `x.to_string()` and its like yield, if dereferencing the receiver leads there.
    fn owned(&mut self, word: &str, receiver: &Ty) -> Option<Ty> {
        let owned = match word {
            "to_string" => "string::String",
            "to_vec" => "vec::Vec",
            "to_path_buf" => "path::PathBuf",
            "to_os_string" => "ffi::OsString",
            _ => return None,
        };
        for step in self.steps(receiver) {
            match &step {
                Ty::Unknown | Ty::Var(_) => return None,
                Ty::Adt(id, _) if self.cx.is_std(*id, owned) => return Some(step),
                // Pointers and guards of the standard library are shown as what they lead to, others as they like.
                Ty::Adt(id, _) if id.krate == CrateId(0) => {}
                Ty::Ref(..) => {}
                _ if word != "to_string" => {}
                _ if self.cx.lang.display.is_some_and(|id| self.implements(&step, id) != Answer::No) => return None,
                _ => {}
            }
        }
        None
    }
}

/// A type that may be `Clone`: code that compiles clones it, unless nothing is known of it.
fn known(ty: Ty) -> Option<Ty> {
    (!matches!(ty, Ty::Unknown | Ty::Var(_))).then_some(ty)
}
