//! Types as inference sees them, and the signatures and bounds that are written in them.

use std::rc::Rc;

use crate::syntax::hir::Symbol;

pub(super) use crate::crate_map::Scalar;
use crate::crate_map::{AdtId, TraitId};

/// Arguments of a type.
pub(super) type Args = Rc<[Ty]>;

/// A type. Lifetimes are left out. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Ty {
    /// Not known: what holds it is known no further than that. Fits everything.
    Unknown,
    /// `!`
    Never,
    /// A variable of the body that is being inferred.
    Var(u32),
    /// A built-in type that is one word.
    Scalar(Scalar),
    /// `str`
    Str,
    /// A struct, enum or union.
    Adt(AdtId, Args),
    /// A type of a dependency whose sources are not at hand, by its path.
    Foreign(Symbol, Args),
    /// `&T`, `&mut T`
    Ref(Rc<Ty>, bool),
    /// `*const T`, `*mut T`
    Ptr(Rc<Ty>),
    /// `(A, B)`
    Tuple(Args),
    /// `[T; N]`
    Array(Rc<Ty>, Option<u64>),
    /// `[T]`
    Slice(Rc<Ty>),
    /// A type parameter, `Self` of a trait among them.
    Param(Symbol),
    /// A function's pointer or the function itself.
    Fn(Rc<FnSig>),
    /// A closure, by its number within the body.
    Closure(u32, Rc<FnSig>),
    /// `dyn A + B`
    Dyn(Rc<[TraitRef]>),
    /// `impl A + B`, or an associated type of which only the bounds are known.
    Opaque(Rc<[TraitRef]>),
    /// `<T as Trait>::Name`, of which no more is known.
    Projection(Rc<Projection>),
    /// A const argument.
    Const(Option<u64>),
}

/// Parts of the largest type that is looked at, itself among them.
pub(super) const MOST_PARTS: usize = 4096;

/// Parameters and result.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct FnSig {
    pub(super) params: Vec<Ty>,
    pub(super) output: Ty,
}

/// `Trait<Args, Name = Ty>`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct TraitRef {
    pub(super) id: TraitId,
    pub(super) args: Vec<Ty>,
    pub(super) bindings: Vec<(Symbol, Ty)>,
}

/// `<T as Trait>::Name`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Projection {
    pub(super) self_ty: Ty,
    /// Without it, any trait with an associated type of that name.
    pub(super) of_trait: Option<TraitId>,
    /// Arguments of the trait.
    pub(super) args: Vec<Ty>,
    pub(super) name: Symbol,
}

/// A function's signature as types over its parameters.
#[derive(Debug)]
pub(super) struct Signature {
    /// Its own parameters, those of `impl Trait` arguments last.
    pub(super) own: Vec<Symbol>,
    /// Those of the impl or trait around it, `Self` among them in a trait.
    pub(super) outer: Vec<Symbol>,
    pub(super) params: Vec<Ty>,
    pub(super) output: Ty,
    /// What is asked of the parameters.
    pub(super) bounds: Rc<[Bounded]>,
}

/// `T: Trait`
#[derive(Clone, Debug)]
pub(super) struct Bounded {
    pub(super) ty: Ty,
    pub(super) of_trait: TraitRef,
}

/// `impl<..> Trait for T`
#[derive(Debug)]
pub(super) struct ImplHeader {
    pub(super) params: Vec<Symbol>,
    pub(super) self_ty: Ty,
    pub(super) of_trait: Option<TraitRef>,
    pub(super) bounds: Rc<[Bounded]>,
}

impl Ty {
    pub(super) const BOOL: Self = Self::Scalar(Scalar::Bool);
    pub(super) const USIZE: Self = Self::Scalar(Scalar::Usize);

    pub(super) fn unit() -> Self {
        Self::Tuple(Rc::from([]))
    }

    pub(super) fn reference(self) -> Self {
        Self::Ref(Rc::new(self), false)
    }

    pub(super) fn tuple(items: Vec<Self>) -> Self {
        Self::Tuple(items.into())
    }

    /// Without the references around it.
    pub(super) fn peeled(&self) -> &Self {
        match self {
            Self::Ref(inner, _) => inner.peeled(),
            other => other,
        }
    }

    /// The same type with every part replaced that `replace` has something for. Parts are asked before what they hold.
    pub(super) fn map(&self, replace: &mut dyn FnMut(&Self) -> Option<Self>) -> Self {
        if let Some(new) = replace(self) {
            return new;
        }
        match self {
            Self::Unknown
            | Self::Never
            | Self::Var(_)
            | Self::Scalar(_)
            | Self::Str
            | Self::Param(_)
            | Self::Const(_) => self.clone(),
            Self::Adt(id, args) => Self::Adt(*id, map_args(args, replace)),
            Self::Foreign(path, args) => Self::Foreign(*path, map_args(args, replace)),
            Self::Ref(inner, mutable) => Self::Ref(Rc::new(inner.map(replace)), *mutable),
            Self::Ptr(inner) => Self::Ptr(Rc::new(inner.map(replace))),
            Self::Tuple(items) => Self::Tuple(map_args(items, replace)),
            Self::Array(inner, len) => Self::Array(Rc::new(inner.map(replace)), *len),
            Self::Slice(inner) => Self::Slice(Rc::new(inner.map(replace))),
            Self::Fn(sig) => Self::Fn(Rc::new(sig.map(replace))),
            Self::Closure(id, sig) => Self::Closure(*id, Rc::new(sig.map(replace))),
            Self::Dyn(bounds) => Self::Dyn(bounds.iter().map(|bound| bound.map(replace)).collect()),
            Self::Opaque(bounds) => Self::Opaque(bounds.iter().map(|bound| bound.map(replace)).collect()),
            Self::Projection(projection) => Self::Projection(Rc::new(Projection {
                self_ty: projection.self_ty.map(replace),
                of_trait: projection.of_trait,
                args: projection.args.iter().map(|arg| arg.map(replace)).collect(),
                name: projection.name,
            })),
        }
    }

    /// Whether the type has so many parts that no more is asked of it: each that is written twice in the next doubles.
    pub(super) fn is_too_large(&self) -> bool {
        let mut parts = 0;
        self.any(&mut |_| {
            parts += 1;
            parts > MOST_PARTS
        })
    }

    /// Whether `test` holds for the type or any part of it.
    pub(super) fn any(&self, test: &mut dyn FnMut(&Self) -> bool) -> bool {
        if test(self) {
            return true;
        }
        let mut in_bounds = |bounds: &[TraitRef]| {
            bounds.iter().any(|bound| {
                bound.args.iter().any(|arg| arg.any(test)) || bound.bindings.iter().any(|(_, ty)| ty.any(test))
            })
        };
        match self {
            Self::Adt(_, args) | Self::Foreign(_, args) | Self::Tuple(args) => args.iter().any(|arg| arg.any(test)),
            Self::Ref(inner, _) | Self::Ptr(inner) | Self::Array(inner, _) | Self::Slice(inner) => inner.any(test),
            Self::Fn(sig) | Self::Closure(_, sig) => {
                sig.params.iter().any(|param| param.any(test)) || sig.output.any(test)
            }
            Self::Dyn(bounds) | Self::Opaque(bounds) => in_bounds(bounds),
            Self::Projection(projection) => {
                projection.self_ty.any(test) || projection.args.iter().any(|arg| arg.any(test))
            }
            _ => false,
        }
    }
}

impl FnSig {
    pub(super) fn map(&self, replace: &mut dyn FnMut(&Ty) -> Option<Ty>) -> Self {
        Self { params: self.params.iter().map(|param| param.map(replace)).collect(), output: self.output.map(replace) }
    }
}

impl TraitRef {
    pub(super) fn map(&self, replace: &mut dyn FnMut(&Ty) -> Option<Ty>) -> Self {
        Self {
            id: self.id,
            args: self.args.iter().map(|arg| arg.map(replace)).collect(),
            bindings: self.bindings.iter().map(|(name, ty)| (*name, ty.map(replace))).collect(),
        }
    }
}

fn map_args(args: &Args, replace: &mut dyn FnMut(&Ty) -> Option<Ty>) -> Args {
    args.iter().map(|arg| arg.map(replace)).collect()
}

/// What parameters stand for.
#[derive(Clone, Debug, Default)]
pub(super) struct Subst(pub(super) Vec<(Symbol, Ty)>);

impl Subst {
    pub(super) fn get(&self, name: Symbol) -> Option<&Ty> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, ty)| ty)
    }

    pub(super) fn push(&mut self, name: Symbol, ty: Ty) {
        self.0.push((name, ty));
    }

    /// The type with its parameters replaced.
    pub(super) fn apply(&self, ty: &Ty) -> Ty {
        if self.0.is_empty() {
            return ty.clone();
        }
        ty.map(&mut |part| match part {
            Ty::Param(name) => self.get(*name).cloned(),
            _ => None,
        })
    }

    pub(super) fn apply_trait(&self, of_trait: &TraitRef) -> TraitRef {
        of_trait.map(&mut |part| match part {
            Ty::Param(name) => self.get(*name).cloned(),
            _ => None,
        })
    }
}
