//! `getter-clone`

use crate::dataflow::{LocalKind, Use};
use crate::model::{Level, TypeFacts};
use crate::syntax::hir::{Expr, ExprId, Function, Rewriting, Statement, TypeRef};
use crate::types::SelfKind;

use crate::rules::{BodyView, Check, Hit, Rule, SiteView};

/// Beginnings of names that promise an own copy.
const COPYING: &[&str] = &["to_", "into_", "clone", "copy", "snapshot", "dup"];

/// Their ends.
const OWNING: &[&str] = &["_owned", "_clone", "_cloned", "_copy", "_snapshot"];

pub(in crate::rules) const RULE: Rule = Rule {
    id: "getter-clone",
    title: "a getter clones what it could borrow",
    level: Level::Note,
    finds: "A `&self` method whose whole body clones a field of `self` that owns memory (a string, a collection, an \
            option or a struct), or a reference that another `&self` method has just returned. Not reported: trait \
            methods, whose type is given; methods that an attribute rewrites or exports (`#[wasm_bindgen]`, \
            `#[pymethods]`); `async fn`; names that promise a copy (`to_owned_name`); clones that only increment a \
            reference count; and values behind a lock.",
    why: "Every caller pays for a copy, even those that only read. A caller that needs its own value can clone it, \
          visibly.",
    keep: "If callers change `self` while they hold the value, or if the signature is public: another return type \
           breaks callers.",
    check: Check::Call(check),
};

fn check(site: &SiteView<'_>) -> Option<Hit> {
    if !site.is_deep() {
        return None;
    }
    let container = site.body.container.filter(|container| container.of_trait.is_none())?;
    let function = site.body.function.filter(|function| is_getter(function))?;
    if value(site.body) != Some(site.expr()) || container.functions.is_empty() {
        return None;
    }
    let (body, name, owned) = (site.body, function.name, site.body.facts(site.expr()));
    let Some(place) = site.place() else {
        let lender = site.receiver().filter(|receiver| is_lent_by_self(body, *receiver))?;
        let method = body.method(lender)?;
        let (ty, _) = lent(&owned, "").filter(|(ty, _)| ty.starts_with('&'))?;
        return Some(Hit::new(format!("`{name}` copies what `{method}` returns by reference: return `{ty}`")));
    };
    let is_field = body.flow.locals[place.local as usize].name.as_str() == "self" && !place.fields.is_empty();
    if place.is_indirect || !is_field || function.params.len() > 1 {
        return None;
    }
    let field = body.name_of(place);
    let (ty, lent) = lent(&owned, &field)?;
    Some(Hit::new(format!("`{name}` copies `{field}` for every caller: return `{ty}` (`{lent}`)")))
}

/// Whether an expression is a reference that a chain of `&self` methods gives, from `self` on, and to nothing that is
/// made on the way.
fn is_lent_by_self(body: &BodyView<'_>, lender: ExprId) -> bool {
    let Expr::MethodCall { receiver, args, .. } = body.expr(lender) else { return false };
    let is_parameter = |used: &Use| body.flow.locals[used.place.local as usize].kind == LocalKind::Parameter;
    let gives_reference = body.facts(lender).references == 1 && body.types.self_kind(lender) == SelfKind::Ref;
    gives_reference
        && args.iter().all(|arg| body.flow.uses_in(*arg).all(is_parameter) && !makes(body, *arg))
        && (is_self(body, *receiver) || is_lent_by_self(body, *receiver))
}

/// Whether an argument makes a value that goes with the statement: `&String::new()`.
fn makes(body: &BodyView<'_>, arg: ExprId) -> bool {
    matches!(body.expr(arg), Expr::Ref(inner, _) if body.is_made(*inner))
}

/// `self`, or a field of it.
fn is_self(body: &BodyView<'_>, expr: ExprId) -> bool {
    match body.expr(expr) {
        Expr::Path(path) => matches!(&path.segments[..], [only] if only.name.as_str() == "self"),
        Expr::Field(base, _) => is_self(body, *base),
        _ => false,
    }
}

/// Whether a function takes `&self`, and its name promises no copy.
fn is_getter(function: &Function) -> bool {
    let name = function.name.as_str();
    let takes_self = matches!(function.params.first(), Some(TypeRef::Ref(_, false))) && function.has_self;
    let promises = COPYING.iter().any(|start| name.starts_with(start)) || OWNING.iter().any(|end| name.ends_with(end));
    takes_self
        && !promises
        && !name.is_empty()
        && !function.is_async
        && function.rewriting == Rewriting::None
        && !matches!(function.output, TypeRef::Impl(_))
}

/// The value that is all of a body.
fn value(body: &BodyView<'_>) -> Option<ExprId> {
    let mut at = body.code.root;
    loop {
        match body.expr(at) {
            Expr::Block(statements, tail) => match (&statements[..], *tail) {
                ([], Some(tail)) => at = tail,
                ([Statement::Expr(only)], None) => at = *only,
                _ => return None,
            },
            Expr::Return(Some(value)) => at = *value,
            _ => return Some(at),
        }
    }
}

/// The type to return instead, and the expression that gives it.
fn lent(owned: &TypeFacts, field: &str) -> Option<(String, String)> {
    if owned.references > 0 {
        return None;
    }
    let name = owned.name?;
    let lent = match name {
        "Option" if owned.in_std => {
            let held = *owned.arguments.first().filter(|held| !held.is_empty())?;
            let (held, call) = slice(held).map_or((held, "as_ref"), |slice| (slice, "as_deref"));
            (format!("Option<&{held}>"), format!("{field}.{call}()"))
        }
        // A `Cow` and a `Result` are lent in more than one way.
        "Result" | "Cow" if owned.in_std => return None,
        _ => {
            let item = owned.arguments.first().filter(|item| !item.is_empty());
            let shown = match (slice(name).filter(|_| owned.in_std), item) {
                (Some("[_]"), Some(item)) => format!("[{item}]"),
                (Some("_"), Some(item)) => (*item).to_owned(),
                (slice, _) => slice.unwrap_or(name).to_owned(),
            };
            (format!("&{shown}"), format!("&{field}"))
        }
    };
    Some(lent)
}

/// What a standard type that owns memory lends, where that is another one.
fn slice(owned: &str) -> Option<&'static str> {
    match owned {
        "String" => Some("str"),
        "Vec" => Some("[_]"),
        "PathBuf" => Some("Path"),
        "OsString" => Some("OsStr"),
        "CString" => Some("CStr"),
        "Box" => Some("_"),
        _ => None,
    }
}
