//! Closures: their parameters from where they are passed to, their result from their code.

use std::rc::Rc;

use crate::syntax::hir::{ExprId, PatId, TypeRef};
use crate::types::ty::{FnSig, TraitRef, Ty};

use super::{Infer, Pending};

impl Infer<'_, '_> {
    /// `|p| e`
    pub(super) fn closure(
        &mut self,
        params: &[(PatId, Option<TypeRef>)],
        output: Option<&TypeRef>,
        body: ExprId,
        is_async: bool,
        expected: Option<&Ty>,
    ) -> Ty {
        let wanted = expected.and_then(|ty| self.expected_signature(ty));
        let mut types = Vec::with_capacity(params.len());
        for (at, (_, written)) in params.iter().enumerate() {
            let from_place = wanted.as_ref().and_then(|(params, _)| params.get(at).cloned());
            let ty = match written {
                Some(written) => {
                    let written = self.written(written);
                    if let Some(from_place) = &from_place {
                        self.unify(&written, from_place);
                    }
                    written
                }
                None => from_place.unwrap_or_else(|| self.var()),
            };
            types.push(self.shallow(&ty));
        }
        let result = match output {
            Some(written) => self.written(written),
            None => self.var(),
        };
        let hint = wanted.and_then(|(_, output)| output).filter(|_| !is_async && output.is_none());
        self.closures += 1;
        let id = self.closures;
        let place = result.clone();
        let ty = self.in_function(&result, |infer| {
            for ((pat, _), ty) in params.iter().zip(&types) {
                infer.bind(*pat, ty);
            }
            infer.expr(body, Some(hint.as_ref().unwrap_or(&place)))
        });
        match self.shallow(&result) {
            // Without a `return` before, the code's own type is it; `!` alone says nothing yet.
            Ty::Var(_) => {
                if ty == Ty::Never {
                    if let Some(hint) = &hint {
                        self.unify(&result, hint);
                    }
                } else {
                    self.unify(&result, &ty);
                }
            }
            known => self.coerce(&ty, &known),
        }
        let output = if is_async { self.cx.future_of(result) } else { result };
        Ty::Closure(id, Rc::new(FnSig { params: types, output }))
    }

    /// Parameters, and the result where it is said, that the place of a closure asks for.
    fn expected_signature(&mut self, ty: &Ty) -> Option<(Vec<Ty>, Option<Ty>)> {
        let ty = self.shallow(ty);
        match &ty {
            Ty::Var(_) => self.pending_signature(&ty),
            Ty::Fn(sig) | Ty::Closure(_, sig) => Some((sig.params.clone(), Some(sig.output.clone()))),
            Ty::Dyn(bounds) | Ty::Opaque(bounds) => {
                let bound = bounds.iter().find(|bound| self.cx.lang.is_callable(bound.id))?.clone();
                self.signature_of_bound(&bound)
            }
            Ty::Ref(inner, _) => self.expected_signature(inner),
            Ty::Param(_) => self.callable(&ty).map(|(params, output)| (params, Some(output))),
            _ => None,
        }
    }

    /// What the bounds of a variable say: `F: FnOnce(T) -> U`, and bounds of traits whose impl is for closures.
    fn pending_signature(&mut self, var: &Ty) -> Option<(Vec<Ty>, Option<Ty>)> {
        let lang = &self.cx.lang;
        let found = self.pending.iter().find_map(|waiting| match &waiting.what {
            Pending::Bound(bounded) if lang.is_callable(bounded.of_trait.id) && self.shallow(&bounded.ty) == *var => {
                Some(bounded.of_trait.clone())
            }
            _ => None,
        })?;
        self.signature_of_bound(&found)
    }

    fn signature_of_bound(&mut self, bound: &TraitRef) -> Option<(Vec<Ty>, Option<Ty>)> {
        let Ty::Tuple(params) = self.normalize(bound.args.first()?) else { return None };
        let output = bound.bindings.first().map(|(_, ty)| self.normalize(ty));
        Some((params.to_vec(), output))
    }
}
