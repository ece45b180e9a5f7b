//! `let x = y.clone();` → `let x = &y;`: the variable borrows what it would have copied.
//!
//! While it is tried, each use of `x` is written `(*x)`: a place of the type that the clone has, behind a shared
//! reference. So the same methods, traits and patterns apply to it, and whatever would change it or move it is an error.
//! What remains leaves out those `*` and `&` that make no difference.

use crate::model::{Edit, NameForm, NameUse, Read, Rewrite, TypeClass};

use super::candidates::function_of;
use super::kept::{comments, let_start, let_statement};
use super::rewrites::{Attempt, Shape};
use super::splice::Piece;

impl Shape<'_> {
    /// The attempt, where the site is bound by a plain `let`, and all names of the variable are known.
    pub(super) fn let_borrowed(&self) -> Option<Attempt> {
        let (binding, reads) = (self.anchor.binding.as_deref()?, self.site.usage.reads.as_deref()?);
        // A copy of what is `Copy` costs nothing.
        if self.site.cloned.class == TypeClass::Copy {
            return None;
        }
        // What a macro of the body's own, or a file, says of the variable, its calls do not show.
        let body = self.source.get(function_of(self.site))?;
        if body.contains("macro_rules") || body.contains("include!") {
            return None;
        }
        let start = let_start(self.source, &self.whole(), binding.name)?;
        let of_variable = |name: &&NameUse| reads.iter().any(|read| read.expr == name.expr);
        let names: Vec<&NameUse> = binding.names.iter().filter(of_variable).collect();
        let is_known = |read: &Read| names.iter().any(|name| name.expr == read.expr);
        if !reads.iter().all(is_known) {
            return None;
        }
        // A format string that captures it shows what the reference leads to.
        let written = names.iter().filter(|name| !name.bytes.is_empty());
        let before = self.as_reference();
        let mut attempt =
            self.attempt(Rewrite::LetBorrow, self.whole(), self.instead("&", &self.derefs.stars()), &before);
        attempt.names = written
            .clone()
            .map(|name| {
                (name.bytes.clone(), vec![Piece::text("(*"), Piece::Source(name.bytes.clone()), Piece::text(")")])
            })
            .collect();
        attempt.edits.extend(written.flat_map(|name| {
            let calls_same = reads.iter().any(|read| read.expr == name.expr && read.calls_same);
            self.name_edits(name, calls_same)
        }));
        // `let x = x;` says nothing.
        let is_itself = before.is_empty() && self.source.get(self.receiver())? == binding.name;
        if is_itself {
            let statement = let_statement(self.source, start, &self.whole())?;
            if !comments(self.source.get(statement.clone())?).is_empty() {
                return None;
            }
            attempt.edits.retain(|edit| edit.bytes.start >= statement.end);
            attempt.edits.insert(0, Edit { bytes: statement, text: String::new() });
        }
        Some(attempt)
    }

    /// What is put around a name of the variable, now that it is a reference.
    fn name_edits(&self, name: &NameUse, calls_same: bool) -> Vec<Edit> {
        let class = self.site.cloned.class;
        let is_concrete = !matches!(class, TypeClass::Unknown | TypeClass::Generic | TypeClass::Function);
        let (start, end) = (name.bytes.start, name.bytes.end);
        let put = |at: usize, text: &str| Edit { bytes: at..at, text: text.to_owned() };
        let is_behind = |at: usize, is_meant: fn(char) -> bool| {
            self.source.get(..at).is_some_and(|before| before.ends_with(is_meant))
        };
        let in_parentheses = || vec![put(start, "(*"), put(end, ")")];
        match &name.form {
            // A method that takes `self` of a `Copy` type might be another one of the reference.
            NameForm::Method if !(calls_same && is_concrete) => in_parentheses(),
            // Somebody may have implemented `Index` for the reference.
            NameForm::Indexed if !matches!(class, TypeClass::Collection | TypeClass::String) => in_parentheses(),
            NameForm::Field | NameForm::Method | NameForm::Indexed | NameForm::Formatted => Vec::new(),
            // `return&x`
            NameForm::Referenced(and) if is_behind(and.start, |c| c.is_alphanumeric() || c == '_') => {
                vec![put(start, "*")]
            }
            NameForm::Referenced(and) => vec![Edit { bytes: and.clone(), text: String::new() }],
            // `a/x`
            NameForm::Operand if is_behind(start, |c| c == '/') => in_parentheses(),
            NameForm::Operand => vec![put(start, "*")],
            NameForm::Followed => in_parentheses(),
        }
    }
}
