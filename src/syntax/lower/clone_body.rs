//! What a hand-written `Clone::clone` does, as far as its expressions tell without types.
//!
//! Understood is what makes the value anew out of its fields: constructors and literals over fields that are cloned,
//! copied or read, and a `match` that takes them out first. Anything else, such as a call of a function, may do whatever
//! it likes.

use std::collections::HashMap;

use syn::{Block, Expr, ExprCall, ExprMethodCall, ExprStruct, FieldPat, Member, Pat, Stmt};

use super::super::hir::{CloneBody, FieldPlace, Symbol};
use super::super::source::small;
use super::names;

/// How deep expressions are followed.
const DEEPEST: usize = 32;

/// Methods that clone what stands behind a box, whatever it is.
const BOXED: &[&str] = &["clone_box", "box_clone", "clone_boxed", "boxed_clone", "dyn_clone", "clone_dyn"];

/// What `clone` may be called as a function of: the trait, and pointers that lead nowhere else.
const CLONES_OF: &[&str] = &["Clone", "Arc", "Rc", "Weak"];

/// Types whose `new` puts a value into them and does nothing else.
const CELLS: &[&str] = &[
    "Cell",
    "RefCell",
    "UnsafeCell",
    "Mutex",
    "RwLock",
    "ManuallyDrop",
    "AtomicBool",
    "AtomicI8",
    "AtomicI16",
    "AtomicI32",
    "AtomicI64",
    "AtomicIsize",
    "AtomicU8",
    "AtomicU16",
    "AtomicU32",
    "AtomicU64",
    "AtomicUsize",
];

/// Types whose `new` without arguments allocates nothing.
const EMPTY: &[&str] = &[
    "Vec", "String", "VecDeque", "HashMap", "HashSet", "BTreeMap", "BTreeSet", "OnceCell", "OnceLock", "PathBuf",
    "OsString",
];

/// What the body of a `clone` does.
pub(super) fn of_block(block: &Block) -> CloneBody {
    let mut reader = Reader::default();
    match reader.block(block, 0) {
        Some(()) => CloneBody::Fields(reader.cloned.into()),
        None => CloneBody::Other,
    }
}

/// What an expression leads to.
#[derive(Clone, Copy)]
enum Place {
    /// `self`
    Whole,
    Field(FieldPlace),
    /// A value that the body has made.
    Made,
}

/// Collects the fields that are cloned. Each step returns nothing where it does not understand.
#[derive(Default)]
struct Reader {
    cloned: Vec<FieldPlace>,
    variables: HashMap<Symbol, Place>,
}

impl Reader {
    /// What is bound in it is known in it alone.
    fn block(&mut self, block: &Block, depth: usize) -> Option<()> {
        let outer = self.variables.clone();
        let found = self.statements(block, depth);
        self.variables = outer;
        found
    }

    fn statements(&mut self, block: &Block, depth: usize) -> Option<()> {
        let (last, statements) = block.stmts.split_last()?;
        for statement in statements {
            let Stmt::Local(local) = statement else { return None };
            let init = local.init.as_ref().filter(|init| init.diverge.is_none() && local.attrs.is_empty())?;
            let place = self.place(&init.expr);
            if place.is_none() {
                self.value(&init.expr, depth + 1)?;
            }
            self.bind(&local.pat, place.unwrap_or(Place::Made))?;
        }
        match last {
            Stmt::Expr(Expr::Return(value), _) => self.value(value.expr.as_deref()?, depth + 1),
            Stmt::Expr(value, None) => self.value(value, depth + 1),
            _ => None,
        }
    }

    /// An expression that makes a value.
    fn value(&mut self, value: &Expr, depth: usize) -> Option<()> {
        if depth > DEEPEST {
            return None;
        }
        match value {
            Expr::Lit(_) | Expr::Path(_) => Some(()),
            // What is moved out of a place behind a reference is `Copy`.
            Expr::Field(_) => is_read(value).then_some(()),
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => is_read(&unary.expr).then_some(()),
            Expr::Paren(inner) => self.value(&inner.expr, depth + 1),
            Expr::Group(inner) => self.value(&inner.expr, depth + 1),
            Expr::Unsafe(inner) => self.block(&inner.block, depth + 1),
            Expr::Block(inner) if inner.label.is_none() => self.block(&inner.block, depth + 1),
            Expr::Tuple(inner) => self.values(inner.elems.iter(), depth),
            Expr::Array(inner) => self.values(inner.elems.iter(), depth),
            Expr::Struct(inner) => self.literal(inner, depth),
            Expr::Call(call) => self.call(call, depth),
            Expr::MethodCall(call) => self.method_call(call),
            Expr::Match(inner) => self.match_value(inner, depth),
            _ => None,
        }
    }

    fn values<'e>(&mut self, mut values: impl Iterator<Item = &'e Expr>, depth: usize) -> Option<()> {
        values.try_for_each(|value| self.value(value, depth + 1))
    }

    /// `Self { a: self.a.clone(), ..*self }`
    fn literal(&mut self, literal: &ExprStruct, depth: usize) -> Option<()> {
        if let Some(rest) = &literal.rest {
            // What is taken out of a copy of it is `Copy`.
            let Expr::Unary(_) = &**rest else { return None };
            self.value(rest, depth + 1)?;
        }
        for field in &literal.fields {
            let cloned = self.cloned.len();
            self.value(&field.expr, depth + 1)?;
            // Whether the build has this clone, a `#[cfg]` decides.
            if !field.attrs.is_empty() && self.cloned.len() > cloned {
                return None;
            }
        }
        Some(())
    }

    /// A constructor, or a function that is known to clone its argument.
    fn call(&mut self, call: &ExprCall, depth: usize) -> Option<()> {
        let Expr::Path(path) = &*call.func else { return None };
        let mut segments = path.path.segments.iter().rev().map(|segment| &segment.ident);
        let (last, before) = (segments.next()?, segments.next());
        let arguments = || call.args.iter();
        if last == "clone" && before.is_some_and(|of| CLONES_OF.iter().any(|name| of == name)) {
            let [argument] = &*arguments().collect::<Vec<_>>() else { return None };
            let place = self.place(argument)?;
            return self.clones(place, false);
        }
        if last == "new"
            && let Some(of) = before
        {
            let is_empty = call.args.is_empty() && EMPTY.iter().any(|name| of == name);
            let is_cell = CELLS.iter().any(|name| of == name);
            let is_copied = |argument: &Expr| is_cell && is_read_of_cell(argument);
            return if is_empty || is_cell {
                arguments().try_for_each(
                    |argument| {
                        if is_copied(argument) { Some(()) } else { self.value(argument, depth + 1) }
                    },
                )
            } else {
                None
            };
        }
        // Constructors are written in upper case.
        let is_constructor = last.to_string().starts_with(char::is_uppercase);
        if is_constructor { self.values(arguments(), depth) } else { None }
    }

    fn method_call(&mut self, call: &ExprMethodCall) -> Option<()> {
        if !call.args.is_empty() {
            return None;
        }
        // `self.parent.as_ref().copied()`
        if call.method == "copied"
            && let Expr::MethodCall(inner) = &*call.receiver
            && inner.method == "as_ref"
        {
            return self.place(&inner.receiver).map(drop);
        }
        let is_boxed = BOXED.iter().any(|name| call.method == name);
        let place = self.place(&call.receiver)?;
        if call.method == "clone" || is_boxed { self.clones(place, is_boxed) } else { None }
    }

    fn match_value(&mut self, matched: &syn::ExprMatch, depth: usize) -> Option<()> {
        let place = self.place(&matched.expr)?;
        for arm in &matched.arms {
            if !arm.attrs.is_empty() {
                return None;
            }
            let outer = self.variables.clone();
            self.bind(&arm.pat, place)?;
            if !diverges(&arm.body) {
                self.value(&arm.body, depth + 1)?;
            }
            self.variables = outer;
        }
        Some(())
    }

    fn clones(&mut self, place: Place, is_boxed: bool) -> Option<()> {
        match place {
            Place::Field(field) => self.cloned.push(FieldPlace { is_boxed, ..field }),
            // It calls itself, or clones what it has just made.
            Place::Whole | Place::Made => return None,
        }
        Some(())
    }

    /// What an expression leads to without making anything.
    fn place(&self, value: &Expr) -> Option<Place> {
        match value {
            Expr::Path(path) => {
                let name = path.path.get_ident()?;
                if name == "self" { Some(Place::Whole) } else { self.variables.get(&names::symbol(name)).copied() }
            }
            Expr::Field(field) => match (self.place(&field.base)?, &field.member) {
                (Place::Whole, member) => {
                    Some(Place::Field(FieldPlace { variant: None, field: name_of(member), is_boxed: false }))
                }
                // A part of a field, which may cost less than the field.
                (Place::Field(_) | Place::Made, _) => None,
            },
            Expr::Reference(inner) => self.place(&inner.expr),
            // Of a field that is a pointer, what it leads to.
            Expr::Unary(inner) if matches!(inner.op, syn::UnOp::Deref(_)) => {
                self.place(&inner.expr).filter(|place| matches!(place, Place::Whole))
            }
            Expr::Paren(inner) => self.place(&inner.expr),
            Expr::Group(inner) => self.place(&inner.expr),
            _ => None,
        }
    }

    /// Notes what the variables of a pattern stand for.
    fn bind(&mut self, pattern: &Pat, place: Place) -> Option<()> {
        match pattern {
            Pat::Wild(_) | Pat::Rest(_) | Pat::Path(_) | Pat::Lit(_) => Some(()),
            Pat::Ident(ident) if ident.subpat.is_none() => {
                // A constant or a variant without fields, where it is no variable.
                if !ident.ident.to_string().starts_with(char::is_uppercase) {
                    self.variables.insert(names::symbol(&ident.ident), place);
                }
                Some(())
            }
            Pat::Reference(inner) => self.bind(&inner.pat, place),
            Pat::Paren(inner) => self.bind(&inner.pat, place),
            Pat::Or(inner) => inner.cases.iter().try_for_each(|case| self.bind(case, place)),
            Pat::TupleStruct(inner) if matches!(place, Place::Whole) => {
                let variant = inner.path.segments.last().map(|last| names::symbol(&last.ident));
                let mut fields = inner.elems.iter().enumerate();
                // `(.., last)`: its number is not told.
                let is_whole = !inner.elems.iter().rev().skip(1).any(|field| matches!(field, Pat::Rest(_)));
                is_whole.then_some(())?;
                fields.try_for_each(|(at, field)| self.bind_field(field, variant, names::index(small(at))))
            }
            Pat::Struct(inner) if matches!(place, Place::Whole) => {
                let variant = inner.path.segments.last().map(|last| names::symbol(&last.ident));
                let mut fields = inner.fields.iter();
                fields.try_for_each(|FieldPat { member, pat, .. }| self.bind_field(pat, variant, name_of(member)))
            }
            _ => None,
        }
    }

    fn bind_field(&mut self, pattern: &Pat, variant: Option<Symbol>, field: Symbol) -> Option<()> {
        // `Self { a, b }` takes the fields of the struct.
        let variant = variant.filter(|name| name.as_str() != "Self");
        self.bind(pattern, Place::Field(FieldPlace { variant, field, is_boxed: false }))
    }
}

fn name_of(member: &Member) -> Symbol {
    match member {
        Member::Named(name) => names::symbol(name),
        Member::Unnamed(index) => names::index(index.index),
    }
}

/// `panic!("…")`, `unreachable!()`, `match *never {}`
fn diverges(value: &Expr) -> bool {
    match value {
        Expr::Macro(call) => {
            let diverging = ["panic", "unreachable", "todo", "unimplemented"];
            call.mac.path.get_ident().is_some_and(|name| diverging.iter().any(|diverging| name == diverging))
        }
        Expr::Match(inner) => inner.arms.is_empty(),
        _ => false,
    }
}

/// A place that is only read: `self.a.b`, `*x`.
fn is_read(value: &Expr) -> bool {
    match value {
        Expr::Path(_) => true,
        Expr::Field(field) => is_read(&field.base),
        Expr::Paren(inner) => is_read(&inner.expr),
        Expr::Unary(inner) => matches!(inner.op, syn::UnOp::Deref(_)) && is_read(&inner.expr),
        _ => false,
    }
}

/// `self.count.load(Ordering::Relaxed)`, `self.flag.get()`
fn is_read_of_cell(value: &Expr) -> bool {
    let Expr::MethodCall(call) = value else { return false };
    let is_plain = call.args.iter().all(|argument| matches!(argument, Expr::Path(_)));
    is_read(&call.receiver) && (call.method == "load" && is_plain || call.method == "get" && call.args.is_empty())
}
