//! Types, paths and generics as they are written.

use super::Symbol;

/// Parameters of an item. Lifetimes are left out, but for whether there are any.
#[derive(Clone, Debug, Default)]
pub struct Generics {
    /// Whether it has a lifetime parameter.
    pub has_lifetimes: bool,
    /// Types and consts in their order.
    pub params: Box<[GenericParam]>,
    /// `where` clauses: the bounded type and its bounds.
    pub wheres: Box<[(TypeRef, Box<[Bound]>)]>,
}

/// A type or const parameter.
#[derive(Clone, Debug)]
pub struct GenericParam {
    /// Its name.
    pub name: Symbol,
    /// Whether it is `const N: usize`.
    pub is_const: bool,
    /// Whether it stands for sized types only: no `?Sized`.
    pub is_sized: bool,
    /// `T: Bound`
    pub bounds: Box<[Bound]>,
    /// `T = Default`
    pub default: Option<TypeRef>,
}

/// A trait bound. Lifetimes, `?Sized` and `use<..>` are left out.
pub(crate) type Bound = Path;

/// `a::b<C>::d`, with a leading `::`, `crate`, `self`, `super`, `Self` or `$crate` as plain segments (a leading `::` is
/// an empty first segment).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Never empty.
    pub segments: Box<[Segment]>,
}

/// One segment of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its name.
    pub name: Symbol,
    /// Its arguments, if any are written.
    pub args: Option<Box<GenericArgs>>,
}

/// `<A, B, Item = C>`. `Fn(A, B) -> C` has the one type `(A, B)` and the binding `Output = C`, as rustc desugars it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GenericArgs {
    /// Types; a const argument takes its place as [`TypeRef::Const`].
    pub types: Box<[TypeRef]>,
    /// Associated types that are bound: `Item = C`.
    pub bindings: Box<[(Symbol, TypeRef)]>,
    /// `Item: Bound`
    pub constraints: Box<[(Symbol, Box<[Bound]>)]>,
}

/// `<T as Trait>::rest` and `<T>::rest`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QualifiedPath {
    /// `T`
    pub self_ty: TypeRef,
    /// `Trait`
    pub of_trait: Option<Path>,
    /// What comes after the `>`.
    pub rest: Box<[Segment]>,
}

/// `fn(A) -> B`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FnPointer {
    /// `A`
    pub params: Box<[TypeRef]>,
    /// `B`
    pub output: TypeRef,
}

/// A type as it is written. Declarations consist of types for a good part, so it is kept small: what is seldom written is boxed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeRef {
    /// `a::B<C>`, `Self`, `T`, `T::Item`
    Path(Path),
    /// `<T as Trait>::Item` and `<T>::Item`
    Qualified(Box<QualifiedPath>),
    /// `&T`, `&mut T`
    Ref(Box<TypeRef>, bool),
    /// `*const T`, `*mut T`
    Ptr(Box<TypeRef>),
    /// `(A, B)`; `()` is the empty one.
    Tuple(Box<[TypeRef]>),
    /// `[T; N]`, with `N` where it is a literal.
    Array(Box<(TypeRef, Option<u64>)>),
    /// `[T]`
    Slice(Box<TypeRef>),
    /// `fn(A) -> B`
    Fn(Box<FnPointer>),
    /// `impl A + B`
    Impl(Box<[Bound]>),
    /// `dyn A + B`
    Dyn(Box<[Bound]>),
    /// `!`
    Never,
    /// `_`
    Infer,
    /// A const argument, with its value where it is a literal.
    Const(Option<u64>),
    /// A macro, or what is not looked into.
    Unknown,
}

impl TypeRef {
    /// What stands behind references.
    pub fn peeled(&self) -> &Self {
        match self {
            Self::Ref(inner, _) => inner.peeled(),
            other => other,
        }
    }
}
