//! What the compiler says a type is → the type.
//!
//! rustc prints trimmed paths: a name alone where no other item of the crate and of its direct dependencies has it,
//! else a path; that of its own items without the crate, and beginning with a module whose name is the only one. `names` finds what is meant, `render` writes it as people do.
//! A name that cannot be found for certain makes its part of the type unknown, no more.

mod names;
mod render;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use crate::model::{SiteTypes, TypeClass};
use crate::syntax::hir::{Path, QualifiedPath, Symbol, TypeRef};
use crate::syntax::{self, CLOSURE};

use super::classify;
use super::lower::TypeScope;
use super::result::Known;
use super::solver::Solver;
use super::ty::{FnSig, Projection, Ty};

use names::{Named, PrintScope};

/// A site's type by what the compiler said.
pub(super) struct Answer {
    /// The type, unknown where its text does not say it.
    pub(super) ty: Ty,
    pub(super) known: Known,
    /// Whether the receiver already is what is cloned, if anything was said of the receiver.
    pub(super) is_owned: Option<bool>,
}

/// What a site clones, by what the compiler said and what the source says.
pub(super) fn answer(
    solver: &mut Solver<'_, '_>,
    rustc_types: &SiteTypes,
    source: &Ty,
    source_known: &Known,
) -> Answer {
    let written = syntax::type_text(&rustc_types.cloned);
    let is_owned = rustc_types.receiver.as_deref().map(|receiver| match (syntax::type_text(receiver), &written) {
        (Some(receiver), Some(written)) => receiver.peeled() == written.peeled(),
        _ => receiver.trim_start_matches('&') == rustc_types.cloned,
    });
    let Some(written) = written else {
        // Of an item in a closure, or of what else has no path. The source may have said what it is.
        let known = Known { text: Some(rustc_types.cloned.trim().to_owned()), ..source_known.clone() };
        return Answer { ty: Ty::Unknown, known, is_owned };
    };
    let lowered =
        Lowering { place: PrintScope::new(solver, source), scope: solver.scope().clone() }.lower(solver, &written);
    let ty = solver.normalized(&lowered);
    let rendered = render::text(&written);
    if is_told(&ty) {
        let (class, cost) = classify::classify(solver, &ty);
        let known = Known { text: Some(classify::text(solver.cx, &ty)), class, cost };
        return Answer { ty, known, is_owned };
    }
    let is_same = source_known.text.as_deref().is_some_and(|text| render::is_same(text, &rendered));
    if source_known.class != TypeClass::Unknown && is_same {
        return Answer { ty: source.clone(), known: source_known.clone(), is_owned };
    }
    let (mut class, mut cost) = classify::classify(solver, &ty);
    // A name that leads nowhere: of a re-export, of an adaptor of iterators. The source may have said what it is.
    if class == TypeClass::Unknown {
        (class, cost) = (source_known.class, source_known.cost);
    }
    Answer { ty, known: Known { text: Some(rendered), class, cost }, is_owned }
}

/// Whether nothing of a type is left open, so that its text is all there is to say.
fn is_told(ty: &Ty) -> bool {
    !ty.any(&mut |part| {
        matches!(
            part,
            Ty::Unknown
                | Ty::Var(_)
                | Ty::Foreign(..)
                | Ty::Fn(_)
                | Ty::Closure(..)
                | Ty::Dyn(_)
                | Ty::Opaque(_)
                | Ty::Ptr(_)
                | Ty::Projection(_)
        )
    })
}

/// Lowers what the compiler printed at one site.
struct Lowering<'a> {
    place: PrintScope,
    scope: TypeScope<'a>,
}

impl Lowering<'_> {
    fn lower(&self, solver: &Solver<'_, '_>, ty: &TypeRef) -> Ty {
        let cx = solver.cx;
        let all = |items: &[TypeRef]| items.iter().map(|item| self.lower(solver, item)).collect::<Vec<_>>();
        match ty {
            TypeRef::Path(path) => self.path(solver, path),
            TypeRef::Qualified(path) => {
                let QualifiedPath { self_ty, of_trait, rest } = &**path;
                let mut ty = self.lower(solver, self_ty);
                let mut of_trait = of_trait.as_ref().and_then(|path| cx.trait_ref(&self.scope, path));
                for segment in rest {
                    let (id, args) =
                        of_trait.take().map_or((None, Vec::new()), |of_trait| (Some(of_trait.id), of_trait.args));
                    let id = id.or_else(|| cx.trait_with_type(&self.scope, &ty, segment.name));
                    ty = Ty::Projection(Rc::new(Projection { self_ty: ty, of_trait: id, args, name: segment.name }));
                }
                ty
            }
            TypeRef::Ref(inner, mutable) => Ty::Ref(Rc::new(self.lower(solver, inner)), *mutable),
            TypeRef::Ptr(inner) => Ty::Ptr(Rc::new(self.lower(solver, inner))),
            TypeRef::Tuple(items) => Ty::tuple(all(items)),
            TypeRef::Array(array) => Ty::Array(Rc::new(self.lower(solver, &array.0)), array.1),
            TypeRef::Slice(inner) => Ty::Slice(Rc::new(self.lower(solver, inner))),
            TypeRef::Fn(of) => {
                Ty::Fn(Rc::new(FnSig { params: all(&of.params), output: self.lower(solver, &of.output) }))
            }
            TypeRef::Impl(bounds) => self.argument(solver, bounds),
            TypeRef::Dyn(bounds) => Ty::Dyn(cx.trait_refs(&self.scope, bounds)),
            TypeRef::Never => Ty::Never,
            TypeRef::Const(value) => Ty::Const(*value),
            TypeRef::Infer | TypeRef::Unknown => Ty::Unknown,
        }
    }

    /// `impl Trait` is a parameter of the function if one of its arguments, and only one, is written so.
    fn argument(&self, solver: &Solver<'_, '_>, bounds: &[Path]) -> Ty {
        let traits = solver.cx.trait_refs(&self.scope, bounds);
        let env = solver.bounds();
        let mut arguments: Vec<&Ty> = Vec::new();
        for bounded in env.iter() {
            if matches!(&bounded.ty, Ty::Param(name) if name.as_str().starts_with("impl "))
                && !arguments.contains(&&bounded.ty)
            {
                arguments.push(&bounded.ty);
            }
        }
        arguments.retain(|argument| {
            let of = env.iter().filter(|bounded| bounded.ty == **argument).map(|bounded| &bounded.of_trait);
            traits.len() == bounds.len() && of.eq(traits.iter())
        });
        match arguments[..] {
            [only] => only.clone(),
            _ => Ty::Opaque(traits),
        }
    }

    fn path(&self, solver: &Solver<'_, '_>, path: &Path) -> Ty {
        let cx = solver.cx;
        if let [only] = &path.segments[..] {
            let name = only.name.as_str();
            if name == CLOSURE {
                return Ty::Closure(u32::MAX, Rc::new(FnSig { params: Vec::new(), output: Ty::Unknown }));
            }
            if self.scope.has_param(only.name) || (name == "Self" && self.scope.of_trait.is_some()) {
                return Ty::Param(only.name);
            }
        }
        let names: Vec<Symbol> = path.segments.iter().map(|segment| segment.name).collect();
        let written = path.segments.last().and_then(|segment| segment.args.as_deref());
        let args: Vec<Ty> =
            written.map_or_else(Vec::new, |args| args.types.iter().map(|ty| self.lower(solver, ty)).collect());
        match self.place.named(cx, &names) {
            Some(Named::Adt(id)) => {
                let params = &cx.index.adt(id).generics.params;
                let needed = params.iter().filter(|param| param.default.is_none()).count();
                // Another number of arguments is another type.
                if args.len() < needed || args.len() > params.len() {
                    return Ty::Unknown;
                }
                Ty::Adt(id, cx.adt_args(id, args, &TypeScope::default()))
            }
            Some(Named::Scalar(scalar)) => Ty::Scalar(scalar),
            Some(Named::Str) => Ty::Str,
            Some(Named::Foreign) => {
                let names: Vec<&str> = names.iter().map(|name| name.as_str()).collect();
                Ty::Foreign(Symbol::new(&names.join("::")), args.into())
            }
            None => Ty::Unknown,
        }
    }
}
