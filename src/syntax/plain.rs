//! The type of an expression where the file says it in so many words. Anything that would need inference is
//! `ReceiverType::Unknown`.

use syn::{Expr, ExprCall, ExprPath, Lit, Member};

use crate::model::TypeRef;

use super::ReceiverType;
use super::declarations::{arguments, type_ref};
use super::visitor::SiteVisitor;

/// Associated functions of the standard library's owned types that return `Self`, whatever they are given.
const CONSTRUCTORS: &[&str] = &["new", "from", "with_capacity", "default", "from_iter"];

/// Standard types whose [`CONSTRUCTORS`] all return `Self`. Whether the name means that type is for `types` to say.
const CONSTRUCTED: &[&str] = &[
    "Arc", "Rc", "String", "Vec", "PathBuf", "OsString", "HashMap", "HashSet", "BTreeMap", "BTreeSet", "VecDeque",
    "Box",
];

impl SiteVisitor<'_> {
    /// The type of an expression, if it is plain.
    pub(super) fn plain_type(&self, expr: &Expr) -> ReceiverType {
        match expr {
            Expr::Paren(paren) => self.plain_type(&paren.expr),
            Expr::Group(group) => self.plain_type(&group.expr),
            Expr::Reference(reference) => referenced(self.plain_type(&reference.expr)),
            Expr::Path(path) => self.plain_name(path),
            Expr::Field(field) => match (self.plain_type(&field.base), &field.member) {
                (ReceiverType::Declared(base), Member::Named(name)) => field_of(&base, name.to_string()),
                (ReceiverType::Declared(base), Member::Unnamed(index)) => field_of(&base, index.index.to_string()),
                _ => ReceiverType::Unknown,
            },
            Expr::MethodCall(call) if call.args.is_empty() && call.method == "clone" => {
                match self.plain_type(&call.receiver) {
                    ReceiverType::Declared(ty) => ReceiverType::Declared(ty.cloned().clone()),
                    other => other,
                }
            }
            Expr::Call(call) => self.constructed(call),
            Expr::Struct(literal) if literal.qself.is_none() => match literal.path.segments.last() {
                Some(last) if literal.path.segments.len() == 1 && last.arguments.is_none() => {
                    let name = last.ident.to_string();
                    ReceiverType::Declared(TypeRef::named(self.self_type().filter(|_| name == "Self").unwrap_or(&name)))
                }
                _ => ReceiverType::Unknown,
            },
            Expr::Macro(mac) if mac.mac.path.is_ident("format") => ReceiverType::Declared(TypeRef::named("String")),
            Expr::Macro(mac) if mac.mac.path.is_ident("vec") => {
                ReceiverType::Declared(TypeRef::Path { segments: vec!["Vec".to_owned()], args: vec![TypeRef::Other] })
            }
            Expr::Lit(literal) if matches!(literal.lit, Lit::Str(_)) => {
                ReceiverType::Declared(TypeRef::Ref(Box::new(TypeRef::named("str"))))
            }
            _ => ReceiverType::Unknown,
        }
    }

    fn plain_name(&self, path: &ExprPath) -> ReceiverType {
        path.path.get_ident().and_then(|name| self.bound(&name.to_string())).unwrap_or_default()
    }

    /// `String::from(..)`, `Arc::new(..)`
    fn constructed(&self, call: &ExprCall) -> ReceiverType {
        let Expr::Path(ExprPath { qself: None, path, .. }) = &*call.func else { return ReceiverType::Unknown };
        let [.., ty, function] = path.segments.iter().collect::<Vec<_>>()[..] else { return ReceiverType::Unknown };
        if !CONSTRUCTORS.iter().any(|name| function.ident == name) || !CONSTRUCTED.iter().any(|name| ty.ident == name) {
            return ReceiverType::Unknown;
        }
        let segments =
            path.segments.iter().take(path.segments.len() - 1).map(|segment| segment.ident.to_string()).collect();
        let mut args = arguments(&ty.arguments, self.self_type());
        if let (true, Some(first)) = (args.is_empty() && function.ident == "new", call.args.first())
            && let ReceiverType::Declared(inner) = self.plain_type(first)
        {
            args.push(inner);
        }
        ReceiverType::Declared(TypeRef::Path { segments, args })
    }

    /// A written type in this place.
    pub(super) fn written(&self, ty: &syn::Type) -> ReceiverType {
        ReceiverType::Declared(type_ref(ty, self.self_type()))
    }
}

fn referenced(ty: ReceiverType) -> ReceiverType {
    match ty {
        ReceiverType::Declared(ty) => ReceiverType::Declared(TypeRef::Ref(Box::new(ty))),
        // `&self.x`: method lookup and `Arc::clone` see through the reference alike.
        other => other,
    }
}

/// A field of a value whose type is named. References are looked through, as field access does.
fn field_of(base: &TypeRef, field: String) -> ReceiverType {
    match base {
        TypeRef::Ref(inner) => field_of(inner, field),
        TypeRef::Tuple(items) => {
            let item = field.parse::<usize>().ok().and_then(|index| items.get(index));
            item.map_or(ReceiverType::Unknown, |item| ReceiverType::Declared(item.clone()))
        }
        TypeRef::Path { segments, .. } => match segments.as_slice() {
            [owner] => ReceiverType::Field { owner: owner.clone(), field },
            _ => ReceiverType::Unknown,
        },
        _ => ReceiverType::Unknown,
    }
}
