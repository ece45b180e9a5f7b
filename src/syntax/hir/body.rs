//! A function's code.

use std::ops::Range;

use super::super::recognize::cloned_operand;
use super::{ExprId, LiteralKind, Pat, PatId, Path, QualifiedPath, Symbol, TypeRef};

/// The code of one function, const or static that holds sites, or of a macro call or attribute among items. Closures
/// and async blocks are part of the body around them; nested functions have their own.
#[derive(Clone, Debug)]
pub struct Body {
    /// The function, an index into `ItemTree::functions`; `None` for what is not a function's block.
    pub function: Option<u32>,
    /// The module whose names it sees where no block of its own declares items: [`Body::module_at`].
    pub module: u32,
    /// The impl block around it.
    pub of_impl: Option<u32>,
    /// The trait around it.
    pub of_trait: Option<u32>,
    /// Functions around it whose parameters it does *not* see are left out: nested functions see none.
    /// Patterns of the parameters, `self` included as a binding named `self`.
    pub params: Vec<PatId>,
    /// The declared type, for a const or static.
    pub ty: Option<TypeRef>,
    /// The block.
    pub root: ExprId,
    /// Expressions.
    pub exprs: Vec<Expr>,
    /// Patterns.
    pub pats: Vec<Pat>,
    /// Sites in it.
    pub sites: Vec<BodySite>,
    /// Labels: of loops and blocks, and of the `break` and `continue` that name one.
    pub labels: Vec<(ExprId, Symbol)>,
    /// Expressions behind a `#[cfg]` that may not hold: those of a statement, an arm, a field.
    pub conditional: Vec<Range<ExprId>>,
    /// Blocks that declare items, and their modules, inner ones before those around them. Each ends with the block's own
    /// expression.
    pub blocks: Vec<(Range<ExprId>, u32)>,
    /// Whether an address is taken where types do not show it: `&raw const x`, `{:p}`.
    pub takes_address: bool,
}

/// Where in a list the part stands whose own expression is this. Bodies number expressions in the order in which they end,
/// so that lists of them are sorted; where one is not, all of it is looked through. `key` is none for a part without.
pub(crate) fn place_of<T>(list: &[T], key: impl Fn(&T) -> Option<ExprId>, wanted: ExprId) -> Option<usize> {
    let (mut low, mut high) = (0, list.len());
    while low < high {
        let middle = low.midpoint(high);
        let probe = (middle..high).find_map(|at| Some((at, key(&list[at])?)));
        match probe {
            Some((at, found)) if found == wanted => return Some(at),
            Some((at, found)) if found < wanted => low = at + 1,
            _ => high = middle,
        }
    }
    list.iter().position(|part| key(part) == Some(wanted))
}

impl Statement {
    /// Its own expression: that of the statement, or the value of a `let`.
    pub(crate) fn value(&self) -> Option<ExprId> {
        match self {
            Self::Let { init, .. } => *init,
            Self::Expr(expr) => Some(*expr),
        }
    }
}

impl Body {
    /// What a chain of method calls, fields, indices, operators, `?` and `.await` takes one step further in; `None` at
    /// its beginning.
    pub fn base(&self, expr: ExprId) -> Option<ExprId> {
        match &self.exprs[expr as usize] {
            Expr::MethodCall { receiver, .. } => Some(*receiver),
            Expr::Field(base, _)
            | Expr::Unary(_, base)
            | Expr::Index(base, _)
            | Expr::Ref(base, _)
            | Expr::Try(base)
            | Expr::Await(base) => Some(*base),
            _ => None,
        }
    }

    /// An expression and all that it is a chain on, outermost first.
    pub fn chain(&self, expr: ExprId) -> impl Iterator<Item = ExprId> + '_ {
        std::iter::successors(Some(expr), |expr| self.base(*expr))
    }

    /// The module whose names an expression sees: that of the innermost block around it that declares items.
    pub fn module_at(&self, expr: ExprId) -> u32 {
        self.blocks.iter().find(|(range, _)| range.contains(&expr)).map_or(self.module, |(_, module)| *module)
    }

    /// The module of the items that a block declares; `None` where it declares none.
    pub fn module_of_block(&self, block: ExprId) -> Option<u32> {
        let at = self.blocks.partition_point(|(range, _)| range.end <= block);
        self.blocks.get(at).filter(|(range, _)| range.end == block + 1).map(|(_, module)| *module)
    }

    /// What a site clones, or a reference to that; `None` where it is not in the body.
    pub fn cloned(&self, site: BodySite) -> Option<ExprId> {
        let at = site.operand();
        match (&self.exprs[site.expr as usize], site.role) {
            (_, SiteRole::Receiver) => Some(site.expr),
            (Expr::MethodCall { receiver, args, .. }, SiteRole::Method) => match at.checked_sub(1) {
                Some(at) => args.get(at).copied(),
                None => Some(*receiver),
            },
            (Expr::Call(_, args), SiteRole::Path) => args.get(at).copied(),
            _ => None,
        }
    }

    /// A body of a module without code, for questions that concern none.
    pub fn empty(module: u32) -> Self {
        Self {
            function: None,
            module,
            of_impl: None,
            of_trait: None,
            params: Vec::new(),
            ty: None,
            root: 0,
            exprs: vec![Expr::Missing],
            pats: Vec::new(),
            sites: Vec::new(),
            labels: Vec::new(),
            conditional: Vec::new(),
            blocks: Vec::new(),
            takes_address: false,
        }
    }
}

impl BodySite {
    /// Whether it clones only where the value already is what it yields: `x.to_owned()`.
    pub fn is_conversion(&self) -> bool {
        !matches!(self.word, "clone" | "clone_from" | "cloned")
    }

    /// What of the call is cloned: an index into a method's receiver and arguments, or a function's arguments.
    pub fn operand(&self) -> usize {
        cloned_operand(self.word)
    }
}

/// A site within a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BodySite {
    /// Byte, in the lexed text, where the method's name starts: the same as the site's.
    pub name: u32,
    /// The name: `clone`, `to_owned` …
    pub word: &'static str,
    /// The call, or the path that names the function. For a macro whose tokens are no expression: the receiver alone.
    pub expr: ExprId,
    /// How to read it.
    pub role: SiteRole,
}

/// Which type of an expression a site clones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteRole {
    /// `expr` is a method call.
    Method,
    /// `expr` is a call of a path: `Arc::clone(&x)`.
    Path,
    /// `expr` is a path to the function, not called: `Arc::clone`.
    Value,
    /// `expr` is the receiver itself; the call around it could not be parsed.
    Receiver,
}

/// An expression. `Paren` and `Group` are looked through.
#[derive(Clone, Debug)]
pub enum Expr {
    /// What could not be lowered.
    Missing,
    /// `a`, `a::b`, `Self::new`
    Path(Path),
    /// `<T as Trait>::name`
    Qualified(Box<QualifiedPath>),
    /// A literal.
    Literal(LiteralKind),
    /// `f(a)`
    Call(ExprId, Vec<ExprId>),
    /// `r.name::<A>(b)`
    MethodCall {
        /// `r`
        receiver: ExprId,
        /// `name`
        name: Symbol,
        /// `A`
        turbofish: Option<Box<[TypeRef]>>,
        /// `b`
        args: Vec<ExprId>,
    },
    /// `base.name`, `base.0`
    Field(ExprId, Symbol),
    /// `base[index]`
    Index(ExprId, ExprId),
    /// `*x`, `!x`, `-x`
    Unary(UnaryOp, ExprId),
    /// `&x`, `&mut x`; of a raw reference, the operand alone is kept, in an [`Expr::Macro`] without a name.
    Ref(ExprId, bool),
    /// `a + b`
    Binary(BinaryOp, ExprId, ExprId),
    /// `a = b`; the left side may be a pattern, which is then [`Expr::Missing`] parts.
    Assign(ExprId, ExprId),
    /// `{ … }`, `unsafe { … }`, `const { … }`, with a label's `break` values ignored.
    Block(Vec<Statement>, Option<ExprId>),
    /// `if c { … } else { … }`
    If(ExprId, ExprId, Option<ExprId>),
    /// `let p = e` within a condition.
    Let(PatId, ExprId),
    /// `match e { … }`
    Match(ExprId, Vec<Arm>),
    /// `while c { … }`
    While(ExprId, ExprId),
    /// `loop { … }`
    Loop(ExprId),
    /// `for p in e { … }`
    For(PatId, ExprId, ExprId),
    /// `|p| e`
    Closure {
        /// Patterns and their written types.
        params: Vec<(PatId, Option<TypeRef>)>,
        /// `-> T`
        output: Option<Box<TypeRef>>,
        /// Its code.
        body: ExprId,
        /// `async |p| e`
        is_async: bool,
    },
    /// `async { … }`
    Async(ExprId),
    /// `e.await`
    Await(ExprId),
    /// `e?`
    Try(ExprId),
    /// `try { … }` is [`Expr::Missing`]. `return e`
    Return(Option<ExprId>),
    /// `break e`
    Break(Option<ExprId>),
    /// `continue`
    Continue,
    /// `Name { a: e, ..base }`
    Struct {
        /// `Name`; of `<T as Trait>::Name` all segments after the `<T`.
        ty: Path,
        /// Its fields.
        fields: Vec<FieldValue>,
        /// `base`
        base: Option<ExprId>,
    },
    /// `(a, b)`
    Tuple(Vec<ExprId>),
    /// `[a, b]`
    Array(Vec<ExprId>),
    /// `[a; n]`
    Repeat(ExprId, ExprId),
    /// `e as T`
    Cast(ExprId, TypeRef),
    /// `a..b`, `a..=b`, `..`; the flag says whether it includes its end.
    Range(Option<ExprId>, Option<ExprId>, bool),
    /// A macro call whose arguments are expressions: `format!`, `vec!`, `assert_eq!`, and all others that parse so.
    /// The name is the path's last segment. Arguments that are statements come as one [`Expr::Block`].
    Macro(Symbol, Vec<ExprId>),
    /// Names that a macro call's tokens mention: arguments that are not lowered, and what format strings capture.
    Mentions(Box<[Mention]>),
    /// A call of a macro that lowering does not know.
    MacroCall(Box<CodeMacro>),
    /// `vec![a; n]`
    VecRepeat(ExprId, ExprId),
}

impl Expr {
    /// The last segment of the macro's path, if it is a macro call.
    pub fn called_macro(&self) -> Option<Symbol> {
        match self {
            Self::Macro(name, _) => Some(*name),
            Self::MacroCall(call) => call.path.segments.last().map(|last| last.name),
            _ => None,
        }
    }

    /// Whether it certainly is a value of its own rather than a place: its value is moved to where it stands.
    pub fn is_value(&self) -> bool {
        match self {
            Self::Call(..)
            | Self::MethodCall { .. }
            | Self::Await(_)
            | Self::Try(_)
            | Self::Struct { .. }
            | Self::Block(..)
            | Self::If(..)
            | Self::Match(..)
            | Self::Tuple(_)
            | Self::Array(_)
            | Self::Repeat(..)
            | Self::VecRepeat(..) => true,
            Self::Binary(op, ..) => matches!(op, BinaryOp::Arithmetic(_)),
            _ => false,
        }
    }
}

/// A name that tokens mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name.
    pub name: Symbol,
    /// Whether the tokens show that it may be changed: `&mut x`, `x.insert(…)`.
    pub may_change: bool,
    /// Whether the tokens show that it, or a part of it, may be moved: `f(x)`, `[x]`, `{ x }`.
    pub may_move: bool,
}

/// A macro call in code, with what it takes to expand it.
#[derive(Clone, Debug)]
pub struct CodeMacro {
    /// The macro.
    pub path: Path,
    /// What stands between its delimiters; empty where that is too long.
    pub arguments: Box<str>,
    /// Byte, in the lexed text, where the arguments start.
    pub offset: u32,
    /// The arguments as [`Expr::Macro`] has them.
    pub children: Vec<ExprId>,
}

/// `*`, `!`, `-`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOp {
    /// `*x`
    Deref,
    /// `!x`
    Not,
    /// `-x`
    Neg,
}

/// Operators with two sides, by what they yield.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOp {
    /// `==`, `<` …: bool
    Compare,
    /// `&&`, `||`: bool
    Logic,
    /// `+`, `-` …: the path of its trait in `std` (`ops::Add`, `ops::Shl` …)
    Arithmetic(&'static str),
    /// `+=` …: nothing
    AssignOp,
}

/// A statement.
#[derive(Clone, Debug)]
pub enum Statement {
    /// `let p: T = e else { … };`
    Let {
        /// `p`
        pat: PatId,
        /// `T`
        ty: Option<TypeRef>,
        /// `e`
        init: Option<ExprId>,
        /// The block that diverges.
        otherwise: Option<ExprId>,
    },
    /// `e` or `e;`
    Expr(ExprId),
}

/// `p if guard => e`
#[derive(Clone, Debug)]
pub struct Arm {
    /// `p`
    pub pat: PatId,
    /// `guard`; may hold [`Expr::Let`].
    pub guard: Option<ExprId>,
    /// `e`
    pub body: ExprId,
}

/// `a: e`; `a` alone is lowered to `a: a`.
#[derive(Clone, Debug)]
pub struct FieldValue {
    /// `a`
    pub name: Symbol,
    /// `e`
    pub value: ExprId,
}
