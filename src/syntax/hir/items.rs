//! Declarations of one file.

use super::{Body, Bound, Generics, Path, Symbol, TypeRef};

/// All declarations of a file, in arenas. Every item names its module by an index into `modules`; the declarations
/// inside of a block are in an anonymous module of that block of kind [`ModuleKind::Block`].
#[derive(Clone, Debug, Default)]
pub struct ItemTree {
    /// `modules[0]` is the file's own.
    pub modules: Vec<Module>,
    /// `mod x;`
    pub file_modules: Vec<FileModule>,
    /// Structs, enums and unions.
    pub adts: Vec<Adt>,
    /// All functions, those of impls and traits too, which `impls` and `traits` name by index.
    pub functions: Vec<Function>,
    /// Traits.
    pub traits: Vec<Trait>,
    /// Impl blocks.
    pub impls: Vec<Impl>,
    /// `type X = Y;` outside of impls and traits.
    pub aliases: Vec<Alias>,
    /// Consts and statics outside of impls and traits.
    pub constants: Vec<Constant>,
    /// `use` and `extern crate` declarations, flattened.
    pub imports: Vec<Import>,
    /// Bodies that hold sites.
    pub bodies: Vec<Body>,
    /// `macro_rules!` definitions.
    pub macro_definitions: Vec<MacroDefinition>,
    /// Calls among items of macros that lowering does not know.
    pub macro_calls: Vec<MacroCall>,
}

/// `macro_rules! name { … }`. As text: tokens belong to a thread.
#[derive(Clone, Debug)]
pub struct MacroDefinition {
    /// Its name.
    pub name: Symbol,
    /// The module it stands in.
    pub module: u32,
    /// `#[macro_export]`
    pub is_exported: bool,
    /// What stands between its outer delimiters.
    pub rules: Box<str>,
}

/// `name! { … }` among items.
#[derive(Clone, Debug)]
pub struct MacroCall {
    /// The module it stands in.
    pub module: u32,
    /// The impl block it stands in.
    pub of_impl: Option<u32>,
    /// The macro.
    pub path: Path,
    /// What stands between its delimiters.
    pub arguments: Box<str>,
    /// Whether the arguments are items, which this tree declares.
    pub is_items: bool,
}

/// Who may name an item: the code in one of the modules around it, or everybody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Visibility {
    /// `pub`
    #[default]
    Public,
    /// The module that many levels above the item's own: 0 without a word and for `pub(self)`, 1 for `pub(super)`.
    Above(u8),
    /// The module that many levels below the crate's root: 0 for `pub(crate)`, more for `pub(in a::b)` and the like.
    Below(u8),
}

/// Whether the build has an item, as far as its `#[cfg]`s tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Presence {
    /// It has, whatever is set.
    #[default]
    Sure,
    /// What is set decides, which is not known.
    Open,
    /// It has not: a feature is off, or an option that nothing sets.
    Off,
}

/// A module that the file spells out.
#[derive(Clone, Debug)]
pub struct Module {
    /// Empty for the file's own module, for blocks, and for inline modules whose `#[cfg]` does not hold, which are of
    /// kind [`ModuleKind::Block`].
    pub name: Symbol,
    /// The module around it.
    pub parent: Option<u32>,
    /// What it is.
    pub kind: ModuleKind,
    /// The folder that `#[path = "…"]` of an inline module names.
    pub path: Option<Box<str>>,
    /// Who may name it.
    pub visibility: Visibility,
}

/// What a module is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModuleKind {
    /// A whole file.
    File,
    /// `mod name { … }`
    Inline,
    /// The declarations inside of one block: names not found here are looked up in the parent.
    Block,
}

/// `mod name;`
#[derive(Clone, Debug)]
pub struct FileModule {
    /// Its name.
    pub name: Symbol,
    /// The module that declares it.
    pub module: u32,
    /// `#[path = "…"]`
    pub path: Option<String>,
    /// Who may name it.
    pub visibility: Visibility,
}

/// A struct, enum or union.
#[derive(Clone, Debug)]
pub struct Adt {
    /// Its name.
    pub name: Symbol,
    /// Where it is declared.
    pub module: u32,
    /// Line of its name, 1-based.
    pub line: u32,
    /// What it is.
    pub kind: AdtKind,
    /// Its parameters.
    pub generics: Generics,
    /// One for a struct or union, as many as there are for an enum.
    pub variants: Vec<Variant>,
    /// Last segments of all derived traits.
    pub derives: Vec<Symbol>,
    /// Whether the build decides if `Copy` is derived: under a feature of a dependency, in tests.
    pub may_be_copy: bool,
    /// Whether its attributes may write a `Clone` that is not among `derives`.
    pub may_be_clone: bool,
    /// Words of `#[repr(…)]`: `C`, `u8`, `packed`, `transparent`, `align(8)`; `?` if the build decides about some.
    pub repr: Vec<String>,
    /// Who may name it.
    pub visibility: Visibility,
    /// Whether the build has it.
    pub presence: Presence,
}

/// What an algebraic data type is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdtKind {
    /// `struct`
    Struct,
    /// `enum`
    Enum,
    /// `union`
    Union,
}

/// A variant of an enum, or the only one of a struct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The struct's own name for a struct.
    pub name: Symbol,
    /// How it is written.
    pub shape: VariantShape,
    /// Its fields.
    pub fields: Vec<Field>,
    /// What its discriminant is.
    pub discriminant: Discriminant,
    /// Whether a `#[cfg]` that the build decides may leave it out.
    pub is_conditional: bool,
}

/// The discriminant of a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discriminant {
    /// One more than that of the variant before; 0 for the first. For structs and unions, too.
    Next,
    /// A literal.
    Value(i128),
    /// An expression that is not looked into.
    Unknown,
}

/// How fields are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VariantShape {
    /// `{ a: A }`
    Record,
    /// `(A)`
    Tuple,
    /// Nothing.
    Unit,
}

/// A field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name, or its index as text.
    pub name: Symbol,
    /// Its type.
    pub ty: TypeRef,
    /// Whether a `#[cfg]` that the build decides may leave it out.
    pub is_conditional: bool,
    /// Who may name it.
    pub visibility: Visibility,
}

/// What attributes may make of a function.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rewriting {
    /// Nothing.
    #[default]
    None,
    /// Other code, or something that another language calls; but callers get what it says.
    Wrapped,
    /// Callers may get something else.
    Other,
}

/// A function's signature.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its name; empty if its `#[cfg]` does not hold: it is there for its body, and no path leads to it.
    pub name: Symbol,
    /// Where it is declared.
    pub module: u32,
    /// Its own parameters, not those of the impl around it. `impl Trait` in argument position stays a [`TypeRef::Impl`].
    pub generics: Generics,
    /// Whether the first of `params` is `self`.
    pub has_self: bool,
    /// Types of the parameters. `self` is `Self`, `&self` is `&Self`, `self: T` is `T`.
    pub params: Box<[TypeRef]>,
    /// What it returns, `()` if nothing is written. What an `async fn` returns is what its future yields.
    pub output: TypeRef,
    /// Whether it is an `async fn`.
    pub is_async: bool,
    /// What its attributes, or those of the block around it, may make of it.
    pub rewriting: Rewriting,
    /// Who may name it; of no meaning in traits and their impls.
    pub visibility: Visibility,
    /// Whether the build has it.
    pub presence: Presence,
}

/// A trait.
#[derive(Clone, Debug)]
pub struct Trait {
    /// Its name.
    pub name: Symbol,
    /// Where it is declared.
    pub module: u32,
    /// Its parameters, without `Self`.
    pub generics: Generics,
    /// `trait Sub: Super`
    pub supertraits: Box<[Bound]>,
    /// Indices into [`ItemTree::functions`].
    pub functions: Vec<u32>,
    /// Associated types; `ty` is the default.
    pub types: Vec<AssocType>,
    /// Associated consts.
    pub constants: Vec<(Symbol, TypeRef)>,
    /// Who may name it.
    pub visibility: Visibility,
}

/// An associated type, of a trait or of an impl.
#[derive(Clone, Debug)]
pub struct AssocType {
    /// Its name.
    pub name: Symbol,
    /// Its own parameters.
    pub generics: Generics,
    /// `type Item: Bound;`
    pub bounds: Box<[Bound]>,
    /// `type Item = T;`
    pub ty: Option<TypeRef>,
}

/// An impl block.
#[derive(Clone, Debug)]
pub struct Impl {
    /// Where it stands.
    pub module: u32,
    /// Its parameters.
    pub generics: Generics,
    /// The trait, for `impl Trait for T`. Negative impls are not lowered.
    pub of_trait: Option<Path>,
    /// The type.
    pub self_ty: TypeRef,
    /// Indices into [`ItemTree::functions`].
    pub functions: Vec<u32>,
    /// Associated types.
    pub types: Vec<AssocType>,
    /// Associated consts.
    pub constants: Vec<(Symbol, TypeRef)>,
    /// What its `clone` does, for `impl Clone for T`, where its body was read.
    pub clone_body: Option<CloneBody>,
}

/// What a hand-written `clone` does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CloneBody {
    /// It makes the value anew: it clones these fields, and copies the others or makes them without allocating.
    Fields(Box<[FieldPlace]>),
    /// It calls what is not looked into.
    Other,
}

/// A field by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldPlace {
    /// The variant, or the name of the struct; `None` for a field of `self`.
    pub variant: Option<Symbol>,
    /// Its name, or its index as text.
    pub field: Symbol,
    /// Whether a method such as `clone_box` clones it, which does as it likes.
    pub is_boxed: bool,
}

/// `type Name<..> = T;`
#[derive(Clone, Debug)]
pub struct Alias {
    /// Its name.
    pub name: Symbol,
    /// Where it is declared.
    pub module: u32,
    /// Its parameters.
    pub generics: Generics,
    /// What it stands for.
    pub ty: TypeRef,
    /// Who may name it.
    pub visibility: Visibility,
    /// Whether the build has it.
    pub presence: Presence,
}

/// A const or static.
#[derive(Clone, Debug)]
pub struct Constant {
    /// Its name.
    pub name: Symbol,
    /// Where it is declared.
    pub module: u32,
    /// Its type.
    pub ty: TypeRef,
    /// Who may name it.
    pub visibility: Visibility,
    /// Whether the build has it.
    pub presence: Presence,
}

/// One name that a `use` brings in, or a glob.
#[derive(Clone, Debug)]
pub struct Import {
    /// Where it stands.
    pub module: u32,
    /// The path; for a glob, of what is globbed. `use a::b::{self}` has the path `a::b`.
    pub path: Path,
    /// The name it gets, `_` included; `None` for a glob.
    pub name: Option<Symbol>,
    /// Who may name it.
    pub visibility: Visibility,
    /// Whether the build has it.
    pub presence: Presence,
}

impl ItemTree {
    /// Whether nothing is declared.
    pub fn is_empty(&self) -> bool {
        self.adts.is_empty() && self.functions.is_empty() && self.traits.is_empty() && self.impls.is_empty()
    }
}
