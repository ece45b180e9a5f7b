//! `option-clone-then-map`

use crate::dataflow::{LocalId, User};
use crate::model::{ExprUse, Level, Rewrite, Spelling};
use crate::syntax::hir::{Expr, ExprId, LiteralKind};

use crate::rules::{Check, Hit, Rule, SiteView};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "option-clone-then-map",
    title: "an `Option` is cloned to read its content",
    level: Level::Warn,
    finds: "A deep clone of an `Option` whose content is only read: `map`, `and_then`, `map_or`, `is_some_and` … \
            with a closure that only reads its argument; `unwrap`, `expect`, `?`, `ok_or`, `unwrap_or_default` … \
            with a result that is only read; `if let Some(x) = x.clone()`, `match` and `let … else` that only read \
            what they bind. Of a `Result`, only methods that never return its error. Not reported: code that needs \
            the content as an owned value in the end, functions passed by name (`map(Into::into)`), originals that \
            change in the meantime, and reads through a guard.",
    why: "`as_ref` and `as_deref` give access without a copy. The clone allocates what is thrown away at once.",
    keep: "If the copy protects against changes that another thread, a callback or a `Cell` makes in the meantime.",
    check: Check::Site(check),
};

/// Methods whose closure gets the content, with the closure's place.
const LOOKING: &[(&str, usize)] = &[
    ("map", 0),
    ("and_then", 0),
    ("is_some_and", 0),
    ("is_none_or", 0),
    ("is_ok_and", 0),
    ("is_err_and", 0),
    ("map_or", 1),
    ("map_or_else", 1),
    ("map_or_default", 0),
];

/// Methods of an `Option` that pass its content on.
const PASSING: &[&str] = &[
    "unwrap",
    "expect",
    "ok_or",
    "ok_or_else",
    "context",
    "with_context",
    "wrap_err",
    "ok_or_eyre",
    "ok",
    "filter",
    "inspect",
];

/// Of those, and of [`LOOKING`], the ones that keep a `Result`'s error to themselves.
const OF_RESULT: &[&str] = &["unwrap", "expect", "ok", "is_ok_and", "is_err_and", "map_or"];

pub(super) fn check(site: &SiteView<'_>) -> Option<Hit> {
    let body = site.body;
    let is_bulk = site.site.raw.spelling == Spelling::Bulk;
    let is_cloning = site.is_call() || (is_bulk && body.facts(site.receiver()?).is_std(&["Option"]));
    let facts = body.facts(site.expr());
    let is_option = facts.references == 0 && facts.is_std(&["Option", "Result"]);
    if !is_cloning || !is_option || !site.is_deep() || site.is_guarded() {
        return None;
    }
    Inside { site, at: site.expr(), last: None, has_own_default: false }.follow()
}

/// What becomes of the content, step by step.
struct Inside<'v, 'b> {
    site: &'v SiteView<'b>,
    /// The value that is followed.
    at: ExprId,
    /// The method that took the content out, or passed it on.
    last: Option<&'static str>,
    /// Whether the value may be a default that lives in no variable and no constant.
    has_own_default: bool,
}

impl Inside<'_, '_> {
    fn follow(mut self) -> Option<Hit> {
        let body = self.site.body;
        // Each step goes to a parent.
        loop {
            let facts = body.facts(self.at);
            let is_wrapped = facts.is_std(&["Option", "Result"]);
            let is_out = self.last.is_some() && !is_wrapped;
            if let Some(parent) = body.flow.parent(self.at)
                && let Expr::Try(_) = body.expr(parent)
            {
                // The error of `ok_or` is the caller's own; that of a cloned `Result` is not.
                if self.last.is_none() && !facts.is_std(&["Option"]) {
                    return None;
                }
                (self.at, self.last) = (parent, Some(self.last.unwrap_or("?")));
                continue;
            }
            let used = body.use_of(self.at);
            // Nothing else may be the value that is used: it is no branch of an `if` or a `match`.
            if used.value != self.at {
                return None;
            }
            let is_field = |part: &ExprId| is_out && matches!(body.expr(*part), Expr::Field(..));
            if let Some(part) = used.through.filter(is_field) {
                if body.facts(part).is_copy {
                    return (!used.how.may_change() && self.site.change_in(part).is_none()).then(|| self.hit());
                }
                self.at = part;
                continue;
            }
            match used.whole()? {
                (_, User::Method(call)) if is_wrapped => {
                    let name = body.method(call)?;
                    if let Some(hit) = self.looking(call, name) {
                        return Some(hit);
                    }
                    self.pass(call, name)?;
                }
                (ExprUse::Borrowed, User::Method(next) | User::Reference(next))
                | (ExprUse::Compared, User::Expr(next))
                | (ExprUse::Compared | ExprUse::Formatted, User::Macro(next))
                    if is_out =>
                {
                    let end = body.borrow_ends_at(next)?;
                    return self.site.change_in(end).is_none().then(|| self.hit());
                }
                (_, User::Binding(local)) if is_out && !self.has_own_default && self.outlives() => {
                    return self.bound(&[local]);
                }
                (how, User::Patterns(around)) if !how.may_change() => {
                    let is_let = matches!(body.expr(around), Expr::Block(..));
                    if !is_wrapped || !facts.is_std(&["Option"]) || is_let && !self.outlives() {
                        return None;
                    }
                    return self.bound(&body.bound_to(self.at).collect::<Vec<_>>());
                }
                _ => return None,
            }
        }
    }

    /// A method that gives the content to a closure.
    fn looking(&self, call: ExprId, name: &str) -> Option<Hit> {
        let body = self.site.body;
        let Expr::MethodCall { args, .. } = body.expr(call) else { return None };
        let (_, at) = LOOKING.iter().find(|(known, _)| *known == name)?;
        let is_fit = self.is_option() || OF_RESULT.contains(&name);
        let looks = is_fit && body.only_looks(*args.get(*at)?) && self.site.change_in(call).is_none();
        looks.then(|| {
            let how = if self.is_bulk() { "drop `cloned`" } else { "use `as_ref()` or `as_deref()`" };
            self.rewrite(format!("the closure of `{name}` only reads the content: {how}"))
        })
    }

    /// A method that passes the content on.
    fn pass(&mut self, call: ExprId, name: &'static str) -> Option<()> {
        let body = self.site.body;
        let Expr::MethodCall { args, .. } = body.expr(call) else { return None };
        let facts = body.facts(self.at);
        match name {
            // `&str` and `&[T]` have a default of their own.
            "unwrap_or_default" => {
                (facts.is_std(&["Option"]) && matches!(facts.arguments[..], ["String" | "Vec"])).then_some(())?;
            }
            "unwrap_or" => self.has_own_default |= !self.is_lasting(*args.first()?),
            _ => (PASSING.contains(&name) && (self.is_option() || OF_RESULT.contains(&name))).then_some(())?,
        }
        (self.at, self.last) = (call, Some(name));
        Some(())
    }

    /// Whether a default has a borrowed counterpart that lives as long as anybody likes.
    fn is_lasting(&self, value: ExprId) -> bool {
        let body = self.site.body;
        match body.expr(value) {
            Expr::Literal(_) => true,
            Expr::MethodCall { receiver, .. } => matches!(body.expr(*receiver), Expr::Literal(LiteralKind::Str)),
            Expr::Call(_, args) => match args[..] {
                [] => body.called(value) == Some("new") && body.facts(value).is_std(&["String", "Vec"]),
                [only] => matches!(body.expr(only), Expr::Literal(LiteralKind::Str)),
                _ => false,
            },
            _ => false,
        }
    }

    /// Variables that hold the content, or parts of it.
    fn bound(&self, locals: &[LocalId]) -> Option<Hit> {
        let flow = self.site.body.flow;
        let any = locals.iter().any(|local| flow.uses_of(*local).next().is_some());
        let only_read = locals.iter().all(|local| {
            let is_unused = flow.uses_of(*local).next().is_none();
            !flow.locals[*local as usize].is_mutable && (is_unused || self.site.is_only_read(*local))
        });
        if !any || !only_read || !locals.iter().all(|local| self.site.is_steady(*local)) {
            return None;
        }
        if let ([local], Some(last)) = (locals, self.last) {
            let is_unsized = last == "unwrap_or_default";
            // A clone of `&str` or `&[T]` is no `String` or `Vec`.
            if is_unsized && flow.uses_of(*local).any(|(_, used)| used.site.is_some()) {
                return None;
            }
            let name = flow.locals[*local as usize].name;
            let message = match last {
                "unwrap_or" => format!("`{name}` is only read: {}", self.remedy()),
                _ if is_unsized && self.is_iterated_by_reference(*local) => {
                    format!(
                        "`{name}` is only read: {}, borrow it, and iterate over `{name}` without `&`",
                        self.remedy()
                    )
                }
                _ => format!("`{name}` is only read: {} and borrow it", self.remedy()),
            };
            return Some(self.rewrite(message));
        }
        Some(if self.is_bulk() {
            Hit::new("the pattern's bindings are only read: drop `cloned`")
        } else {
            Hit::with(Rewrite::Iterate, "the pattern's bindings are only read: match on a reference")
        })
    }

    /// `for x in &local`, where a `&&[T]` is no iterator.
    fn is_iterated_by_reference(&self, local: LocalId) -> bool {
        let body = self.site.body;
        body.flow.uses_of(local).any(|(_, used)| {
            let reference = body.flow.parent(used.expr).filter(|at| matches!(body.expr(*at), Expr::Ref(..)));
            let around = reference.and_then(|at| Some((at, body.flow.parent(at)?)));
            around.is_some_and(|(at, around)| matches!(body.expr(around), Expr::For(_, head, _) if *head == at))
        })
    }

    /// Whether what is cloned lives longer than the statement: no temporary is on the way to it.
    fn outlives(&self) -> bool {
        let body = self.site.body;
        let mut at = self.site.receiver();
        while let Some(expr) = at {
            at = match body.expr(expr) {
                Expr::Path(_) => None,
                Expr::Field(base, _) | Expr::Unary(_, base) | Expr::Index(base, _) | Expr::Ref(base, _) => Some(*base),
                // References, and options of them, are copied from step to step.
                Expr::MethodCall { receiver, .. } | Expr::Try(receiver) if body.facts(expr).is_copy => Some(*receiver),
                _ => return false,
            };
        }
        true
    }

    fn hit(&self) -> Hit {
        self.rewrite(format!("the content is only read after `{}`: {}", self.last.unwrap_or("?"), self.remedy()))
    }

    fn remedy(&self) -> &'static str {
        match self.last {
            // `&String` and `&Vec<T>` have no default, `&str` and `&[T]` have.
            Some("unwrap_or_default") if !self.is_bulk() => "use `as_deref()`",
            Some("unwrap_or") if !self.is_bulk() => "use `as_ref()` or `as_deref()` and borrow the default",
            _ if !self.is_bulk() => "use `as_ref()` or `as_deref()`",
            Some("unwrap_or_default") if self.is_string() => "use `map(String::as_str)`",
            Some("unwrap_or_default") => "use `map(Vec::as_slice)`",
            Some("unwrap_or") => "drop `cloned` and borrow the default",
            _ => "drop `cloned`",
        }
    }

    fn is_string(&self) -> bool {
        matches!(self.site.body.facts(self.site.expr()).arguments[..], ["String", ..])
    }

    fn rewrite(&self, message: String) -> Hit {
        match self.last {
            _ if self.is_bulk() => Hit::new(message),
            // The default has to change as well.
            Some("unwrap_or") => Hit::new(message),
            Some("unwrap_or_default") => Hit::with(Rewrite::AsDeref, message),
            _ => Hit::with(Rewrite::AsRef, message),
        }
    }

    fn is_bulk(&self) -> bool {
        self.site.site.raw.spelling == Spelling::Bulk
    }

    fn is_option(&self) -> bool {
        self.site.body.facts(self.site.expr()).is_std(&["Option"])
    }
}
