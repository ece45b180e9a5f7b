//! Where the name of a variable stands that a `let` binds the value of a site to.

use std::cell::OnceCell;
use std::ops::Range;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use rustc_hash::FxHashMap;

use super::super::hir::{Body, Expr, ExprId, Pat, Statement, Symbol, place_of};
use super::format_strings::captures;
use super::source_map::Lowered;
use super::usage::argument;
use crate::knowledge::macros::{COMPARING, FORMATTING};
use crate::model::{LetBinding, NameForm, NameUse, Usage};

/// Most places of one name that are noted.
const MOST_NAMES: usize = 64;

/// Macros, beside those that format or compare, that take their arguments as the expressions that they are.
const PLAIN: &[&str] = &["matches", "assert_matches", "debug_assert_matches", "vec", "join", "try_join"];

fn is_plain(name: &str) -> bool {
    [FORMATTING, COMPARING, PLAIN].iter().any(|names| names.contains(&name))
}

/// The expressions of a body that name something by a single word, by that word; gathered when somebody asks.
#[derive(Default)]
pub(super) struct NameIndex(OnceCell<FxHashMap<Symbol, Vec<ExprId>>>);

impl NameIndex {
    fn of(&self, body: &Body, name: Symbol) -> &[ExprId] {
        let index = self.0.get_or_init(|| {
            let mut index: FxHashMap<Symbol, Vec<ExprId>> = FxHashMap::default();
            for (id, expr) in (0..).zip(&body.exprs) {
                match expr {
                    Expr::Path(path) => {
                        if let [segment] = &path.segments[..] {
                            index.entry(segment.name).or_default().push(id);
                        }
                    }
                    Expr::Mentions(mentions) => {
                        for mention in mentions {
                            index.entry(mention.name).or_default().push(id);
                        }
                    }
                    _ => {}
                }
            }
            index
        });
        index.get(&name).map_or(&[], Vec::as_slice)
    }
}

/// The variable that a plain `let` binds an expression to.
pub(super) fn of(lowered: &Lowered<'_>, index: &NameIndex, expr: ExprId) -> Option<LetBinding> {
    let block = lowered.parents.of(expr)?;
    let Expr::Block(statements, _) = lowered.expr(block) else { return None };
    let Statement::Let { pat, ty: None, otherwise: None, .. } =
        statements[place_of(statements, Statement::value, expr)?]
    else {
        return None;
    };
    let Pat::Bind { name, by_ref: false, mutable: false, sub: None } = lowered.body.pats[pat as usize] else {
        return None;
    };
    let mut names = NamesAfter { lowered, block, name, names: Vec::new(), macros: Vec::new() };
    let all = index.of(lowered.body, name);
    let after = &all[all.partition_point(|named| *named <= expr)..];
    // A block comes after all that is in it.
    for &named in after.iter().take_while(|named| **named < block).take(MOST_NAMES) {
        names.note(named);
    }
    Some(LetBinding { name: name.as_str(), names: names.names })
}

/// The macro calls around a name.
enum Around {
    /// None.
    Code,
    /// The outermost one. All of them take expressions.
    Macro(ExprId),
    /// One of them may do anything with it.
    Opaque,
}

/// The places of a name in a block.
struct NamesAfter<'a> {
    lowered: &'a Lowered<'a>,
    block: ExprId,
    name: Symbol,
    names: Vec<NameUse>,
    /// Macro calls whose tokens were looked through, and whether that showed all that is done with the name.
    macros: Vec<(ExprId, bool)>,
}

impl NamesAfter<'_> {
    /// Notes an expression that names it; none where it is not clear what is done with it.
    fn note(&mut self, expr: ExprId) {
        let call = match self.around(expr) {
            Around::Opaque => return,
            Around::Code => {
                let Some(bytes) = self.lowered.bytes(expr) else { return };
                let form = self.form(expr, bytes.0);
                self.names.push(NameUse { expr, bytes: self.lowered.in_file(bytes), form });
                return;
            }
            Around::Macro(call) => call,
        };
        let known = self.macros.iter().find(|(known, _)| *known == call).map(|(_, is_clear)| *is_clear);
        let is_clear = known.unwrap_or_else(|| {
            let is_clear = self.in_tokens(call, expr).is_some();
            self.macros.push((call, is_clear));
            is_clear
        });
        if is_clear {
            self.names.push(NameUse { expr, bytes: 0..0, form: NameForm::Formatted });
        }
    }

    /// The macro calls around an expression in the block.
    fn around(&self, expr: ExprId) -> Around {
        let mut found = Around::Code;
        let mut inside = expr;
        while let Some(around) = self.lowered.parents.of(inside).filter(|around| *around != self.block) {
            match self.lowered.expr(around).called_macro() {
                Some(name) if is_plain(name.as_str()) => found = Around::Macro(around),
                Some(_) => return Around::Opaque,
                None => {}
            }
            inside = around;
        }
        found
    }

    /// What is done with a name outside of macros.
    fn form(&self, expr: ExprId, start: u32) -> NameForm {
        let lowered = self.lowered;
        let Some(parent) = lowered.parents.of(expr) else { return NameForm::Operand };
        match lowered.expr(parent) {
            Expr::MethodCall { receiver, .. } if *receiver == expr => NameForm::Method,
            Expr::Field(..) => NameForm::Field,
            Expr::Index(base, _) if *base == expr => NameForm::Indexed,
            Expr::Ref(_, false) => match lowered.bytes(parent) {
                Some((before, _)) if &lowered.source.code()[before as usize..start as usize] == "&" => {
                    NameForm::Referenced(lowered.in_file((before, start)))
                }
                _ => NameForm::Operand,
            },
            Expr::Call(callee, _) if *callee == expr => NameForm::Followed,
            Expr::Try(_) | Expr::Await(_) => NameForm::Followed,
            Expr::Macro(name, args)
                if matches!(argument(lowered.body, name.as_str(), args, expr), Usage::Formatted) =>
            {
                NameForm::Formatted
            }
            _ => NameForm::Operand,
        }
    }

    /// Notes the name in the tokens of a macro call, as the expression `expr`.
    fn in_tokens(&mut self, call: ExprId, expr: ExprId) -> Option<()> {
        let (start, end) = self.lowered.bytes(call)?;
        // Brackets that nest too deep are blank there.
        let text = &self.lowered.lexed[start as usize..end as usize];
        let tokens: TokenStream = text.parse().ok()?;
        let mut found = Vec::new();
        names_in(tokens, self.name.as_str(), "", &mut found)?;
        for (bytes, form) in found {
            let in_file = |bytes: Range<usize>| {
                let moved = |byte: usize| start.saturating_add(u32::try_from(byte).unwrap_or(u32::MAX));
                self.lowered.in_file((moved(bytes.start), moved(bytes.end)))
            };
            let form = match form {
                NameForm::Referenced(before) => NameForm::Referenced(in_file(before)),
                other => other,
            };
            self.names.push(NameUse { expr, bytes: in_file(bytes), form });
        }
        Some(())
    }
}

/// The places of a name among tokens, which are the arguments of a macro `around`. `None` if it is not clear that each is
/// a use of the one variable.
fn names_in(tokens: TokenStream, name: &str, around: &str, found: &mut Vec<(Range<usize>, NameForm)>) -> Option<()> {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let is_opaque = |called: &str| !(called.is_empty() || is_plain(called));
    for (at, tree) in trees.iter().enumerate() {
        match tree {
            TokenTree::Group(group) => {
                let called = match &trees[..at] {
                    [.., TokenTree::Ident(called), bang] if is_punct(bang, '!') => called.to_string(),
                    _ => String::new(),
                };
                let before = found.len();
                names_in(group.stream(), name, &called, found)?;
                if found.len() > before && is_opaque(&called) {
                    return None;
                }
            }
            TokenTree::Ident(ident) if *ident == name => match word(&trees, at, around) {
                Word::Other => {}
                Word::Use(form) => found.push((ident.span().byte_range(), form)),
                Word::Unclear => return None,
            },
            TokenTree::Literal(literal)
                if is_opaque(around) && captures(&literal.to_string()).any(|captured| captured == name) =>
            {
                return None;
            }
            _ => {}
        }
    }
    Some(())
}

/// What a word among tokens is that is a variable's name.
enum Word {
    /// Something else of that name: a field, a module.
    Other,
    Use(NameForm),
    /// Perhaps a pattern that declares another variable, or the name of an argument.
    Unclear,
}

/// What the word at `at` is.
fn word(trees: &[TokenTree], at: usize, around: &str) -> Word {
    let (before, after) = (&trees[..at], &trees[at + 1..]);
    let is_before = |any: &str| before.last().is_some_and(|tree| any.chars().any(|c| is_punct(tree, c)));
    let is_after = |any: &str| after.first().is_some_and(|tree| any.chars().any(|c| is_punct(tree, c)));
    let is_field = is_before(".") && !matches!(before, [.., dot, _] if is_punct(dot, '.'));
    let is_segment = matches!(before, [.., first, _] if is_punct(first, ':')) && is_before(":");
    let is_path = is_after(":") && matches!(after, [_, second, ..] if is_punct(second, ':'));
    if is_field || is_segment || is_path {
        return Word::Other;
    }
    let is_bound = matches!(before, [.., TokenTree::Ident(word)] if BINDING_WORDS.iter().any(|known| word == known));
    let is_named = is_after("=") && !matches!(after, [_, second, ..] if is_punct(second, '='));
    if is_bound || is_named || is_before("|?%") || is_after("|@:") {
        return Word::Unclear;
    }
    Word::Use(match after {
        [dot, second, ..] if is_punct(dot, '.') && !is_punct(second, '.') => match &after[1..] {
            [TokenTree::Ident(name), ..] if name == "await" => NameForm::Followed,
            [TokenTree::Ident(_), TokenTree::Group(group), ..] if group.delimiter() == Delimiter::Parenthesis => {
                NameForm::Method
            }
            [TokenTree::Ident(_), colon, ..] if is_punct(colon, ':') => NameForm::Method,
            _ => NameForm::Field,
        },
        [TokenTree::Group(group), ..] if group.delimiter() == Delimiter::Bracket => NameForm::Indexed,
        [TokenTree::Group(group), ..] if group.delimiter() == Delimiter::Parenthesis => NameForm::Followed,
        [question, ..] if is_punct(question, '?') => NameForm::Followed,
        _ => operand(trees, at, around),
    })
}

/// Words behind which a name is part of a pattern.
const BINDING_WORDS: &[&str] = &["let", "mut", "ref", "for", "in"];

fn operand(trees: &[TokenTree], at: usize, around: &str) -> NameForm {
    let starts = |at: usize| at == 0 || is_punct(&trees[at - 1], ',');
    let ends = trees.get(at + 1).is_none_or(|tree| is_punct(tree, ','));
    if let Some(TokenTree::Punct(and)) = at.checked_sub(1).map(|before| &trees[before])
        && and.as_char() == '&'
        && and.spacing() == Spacing::Alone
        && starts(at - 1)
    {
        let (before, start) = (and.span().byte_range(), trees[at].span().byte_range().start);
        if before.end == start {
            return NameForm::Referenced(before);
        }
    }
    let is_text =
        |tree: &TokenTree| matches!(tree, TokenTree::Literal(literal) if literal.to_string().ends_with(['"', '#']));
    let is_format = |names: &[&str]| names.contains(&around) && trees[..at].iter().any(is_text);
    if starts(at) && ends && (is_format(FORMATTING) || is_format(COMPARING)) {
        return NameForm::Formatted;
    }
    NameForm::Operand
}

fn is_punct(tree: &TokenTree, c: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == c)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The uses of `x` among tokens, each as the text around it would have it.
    fn uses(tokens: &str) -> Option<Vec<String>> {
        let mut found = Vec::new();
        names_in(tokens.parse().expect("lexes"), "x", "", &mut found)?;
        let text = |(bytes, form): (Range<usize>, NameForm)| {
            assert_eq!(&tokens[bytes], "x");
            match form {
                NameForm::Referenced(and) => {
                    assert_eq!(&tokens[and], "&");
                    "&x".to_owned()
                }
                other => format!("{other:?}").to_lowercase(),
            }
        };
        Some(found.into_iter().map(text).collect())
    }

    fn are(tokens: &str, wanted: &[&str]) {
        assert_eq!(
            uses(tokens).as_deref(),
            Some(wanted.iter().map(ToString::to_string).collect::<Vec<_>>()).as_deref(),
            "{tokens}"
        );
    }

    #[test]
    fn uses_in_macros_are_told_by_what_stands_beside_them() {
        are(r#"println!("{} {x}", x)"#, &["formatted"]);
        are(
            r#"write!(f, "{}", &x, x.len(), x.len, x[0], x == y, y.x, x::y)"#,
            &["&x", "method", "field", "indexed", "operand"],
        );
        are("assert_eq!(x, y)", &["operand"]);
        are(r#"assert_eq!(a, f(&x)?, "{}", x)"#, &["&x", "formatted"]);
        are(
            "vec![a && x, b & x, &mut y, x..y, 0..x, x?, x(1), x.await, x.collect::<T>()]",
            &["operand", "operand", "operand", "operand", "followed", "followed", "followed", "method"],
        );
        are(r#"println!("{}", format!("{x}", ))"#, &[]);
    }

    #[test]
    fn where_it_may_be_another_variable_nothing_is_told() {
        for tokens in [
            "f!(|x| x)",
            "vec![|x: &T| x]",
            "vec![|a, x: &T| x]",
            "vec![S { x: 1 }]",
            "info!(?x)",
            "info!(%x)",
            r#"println!("{x}", x = 1)"#,
            r#"println!("{}", own!(x))"#,
            r#"println!("{}", own!("{x}"))"#,
            "matches!(y, Some(ref x))",
            "vec![{ let x = 1; x }]",
            "matches!(y, x @ 1)",
        ] {
            assert_eq!(uses(tokens), None, "{tokens}");
        }
    }
}
