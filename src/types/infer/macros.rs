//! Macro calls: what the well-known ones yield.

use std::rc::Rc;

use crate::crate_map::{Def, Namespace};
use crate::knowledge::macros::{Yields, yields};
use crate::model::Limit;
use crate::syntax::hir::{Body, CodeMacro, ExprId, Symbol};
use crate::syntax::{CodeExpansion, Unexpanded};
use crate::types::ty::{Scalar, Ty};

use super::{Code, Infer};

impl Infer<'_, '_> {
    /// What a macro call stands for if its definition is at hand. Its arguments are inferred on their own as well: the
    /// expansion may leave some out.
    pub(super) fn expandable(&mut self, call: &CodeMacro, expected: Option<&Ty>) -> Ty {
        let name = call.path.segments.last().map_or(self.cx.words.clone, |last| last.name);
        if yields(self.cx.macro_name(self.module, name).as_str()).is_some() {
            return self.macro_call(name, &call.children, expected);
        }
        let ty = match self.cx.expansion(self.module, call) {
            Ok(CodeExpansion { body, is_cut }) => {
                if is_cut {
                    self.budget.note(Limit::MacroCall);
                }
                self.expansion(body, expected)
            }
            Err(Unexpanded::TooLarge) => {
                self.budget.note(Limit::MacroCall);
                Ty::Unknown
            }
            Err(Unexpanded::Unfit) => Ty::Unknown,
        };
        self.unchecked(&call.children);
        ty
    }

    /// Code that a macro wrote, in the place of its call. Without hygiene, it sees the names around.
    fn expansion(&mut self, code: Body, expected: Option<&Ty>) -> Ty {
        let asked = std::mem::replace(&mut self.asked, super::asked(&code.sites));
        let root = code.root;
        let body = std::mem::replace(&mut self.body, Code::Expanded(Rc::new(code)));
        let found = std::mem::take(&mut self.found);
        let mark = self.locals.len();
        let ty = self.expr(root, expected);
        self.locals.truncate(mark);
        let found = std::mem::replace(&mut self.found, found);
        self.expanded.extend(found);
        self.body = body;
        self.asked = asked;
        ty
    }

    /// What a macro call yields; its arguments are inferred whatever it is.
    pub(super) fn macro_call(&mut self, name: Symbol, args: &[ExprId], expected: Option<&Ty>) -> Ty {
        let Some(yields) = yields(self.cx.macro_name(self.module, name).as_str()) else {
            self.unchecked(args);
            return Ty::Unknown;
        };
        match yields {
            Yields::Vec => {
                let inner = match expected.map(|ty| self.shallow(ty)) {
                    Some(Ty::Adt(id, held)) if self.cx.is_std(id, "vec::Vec") => {
                        held.first().map(|item| Ty::Slice(Rc::new(item.clone())))
                    }
                    _ => None,
                };
                let item = self.elements(args, inner.as_ref());
                return self.cx.std_adt("vec::Vec", vec![item]);
            }
            Yields::Argument => {
                let types: Vec<Ty> = args.iter().map(|&arg| self.expr(arg, None)).collect();
                return match <[Ty; 1]>::try_from(types) {
                    Ok([only]) => only,
                    Err(types) => Ty::tuple(types),
                };
            }
            Yields::Joined => {
                let types = args.iter().map(|&arg| {
                    let ty = self.expr(arg, None);
                    self.awaited(&ty)
                });
                return Ty::tuple(types.collect());
            }
            Yields::Branch => {
                let mut join = Ty::Never;
                for &arg in args {
                    let ty = self.expr(arg, expected);
                    join = self.join(join, &ty);
                }
                return join;
            }
            Yields::Generated => return args.first().map_or(Ty::Unknown, |&strategy| self.generated(strategy)),
            _ => self.unchecked(args),
        }
        match yields {
            Yields::Unit => Ty::unit(),
            Yields::Never => Ty::Never,
            Yields::Bool => Ty::BOOL,
            Yields::String => self.cx.std_adt("string::String", Vec::new()),
            Yields::Str => Ty::Str.reference(),
            Yields::U32 => Ty::Scalar(Scalar::U32),
            Yields::Standard(path) => self.cx.std_adt(path, Vec::new()),
            Yields::Path(path) => self.named(path),
            Yields::Vec | Yields::Argument | Yields::Joined | Yields::Branch | Yields::Generated => Ty::Unknown,
        }
    }

    /// `<S as Strategy>::Value`
    fn generated(&mut self, strategy: ExprId) -> Ty {
        let ty = self.expr(strategy, None);
        self.select();
        let path = ["proptest", "strategy", "Strategy"].map(Symbol::new);
        let of_trait = match self.cx.resolver.names(self.module, &path, Namespace::Types) {
            Some((def, used)) if used == path.len() => def.as_trait(),
            _ => None,
        };
        let value = of_trait.and_then(|id| self.associated_type(ty, Some(id), Vec::new(), Symbol::new("Value")));
        value.unwrap_or(Ty::Unknown)
    }

    fn named(&mut self, path: &[&str]) -> Ty {
        let names: Vec<Symbol> = path.iter().map(|name| Symbol::new(name)).collect();
        match self.cx.resolver.names(self.module, &names, Namespace::Types) {
            Some((Def::Adt(id), used)) if used == names.len() => {
                let args = self.lowered(|cx, scope| cx.adt_args(id, Vec::new(), scope));
                Ty::Adt(id, args)
            }
            Some((Def::Foreign, _)) => Ty::Foreign(Symbol::new(&path.join("::")), Rc::from([])),
            _ => Ty::Unknown,
        }
    }
}
