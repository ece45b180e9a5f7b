//! The text around a clone that goes: what has to stay of it, and what goes with it.

use std::ops::Range;

/// Where the name of the field starts whose value is at these bytes, if it is the value's own name.
pub(super) fn field_name(source: &str, value: &Range<usize>, name: &str) -> Option<usize> {
    let before = source.get(..value.start)?.trim_end().strip_suffix(':')?.trim_end();
    let rest = before.strip_suffix(name).filter(|_| !name.is_empty())?;
    let is_word = name.chars().all(|c| c.is_alphanumeric() || c == '_');
    let is_whole = !rest.ends_with(|c: char| c.is_alphanumeric() || "_:.'#".contains(c));
    (is_word && is_whole).then_some(rest.len())
}

/// Where the `let` starts of `let name = value;`. None where an attribute belongs to it: in another configuration, the name
/// may be another variable's.
pub(super) fn let_start(source: &str, value: &Range<usize>, name: &str) -> Option<usize> {
    let before = source.get(..value.start)?.trim_end().strip_suffix('=')?.trim_end().strip_suffix(name)?;
    let before = before.trim_end().strip_suffix("let")?;
    (!before.trim_end().ends_with(']')).then_some(before.len())
}

/// The whole `let name = value;` that starts there, with its line where nothing else stands on that.
pub(super) fn let_statement(source: &str, start: usize, value: &Range<usize>) -> Option<Range<usize>> {
    let rest = source.get(value.end..)?;
    let end = value.end + (rest.len() - rest.trim_start().strip_prefix(';')?.len());
    let (before, after) = (source.get(..start)?.trim_end_matches([' ', '\t']), &source[end..]);
    let newline = after.find('\n').filter(|at| after[..*at].trim().is_empty());
    match newline {
        Some(newline) if before.ends_with('\n') => Some(before.len()..end + newline + 1),
        _ => Some(start..end + (after.len() - after.trim_start_matches(' ').len())),
    }
}

/// The comments in a text that is removed, each with the blanks before it: they have to be kept.
pub(super) fn comments(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('/') {
        let blanks = rest[..at].trim_end().len();
        let comment = &rest[at..];
        let end = if comment.starts_with("//") {
            // Its line must end, whatever follows.
            comment.find('\n').map_or(comment.len(), |newline| newline + 1)
        } else if comment.starts_with("/*") {
            comment.find("*/").map_or(comment.len(), |end| end + 2)
        } else {
            rest = &comment[1..];
            continue;
        };
        kept += &rest[blanks..at];
        kept += &comment[..end];
        rest = &comment[end..];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_stay_and_a_line_comment_keeps_its_line() {
        assert_eq!(comments("\n    .clone()"), "");
        assert_eq!(comments(" /* a */ . /* b / c */ clone()"), " /* a */ /* b / c */");
        assert_eq!(comments("\n    // why\n    .clone()"), "\n    // why\n");
    }

    #[test]
    fn a_let_goes_with_its_line_or_leaves_what_else_stands_there() {
        let without = |source: &str| {
            let start = source.find("x.clone()").expect("it is there");
            let value = start..start + "x.clone()".len();
            let statement = let_statement(source, let_start(source, &value, "x")?, &value)?;
            Some(source[..statement.start].to_owned() + &source[statement.end..])
        };
        assert_eq!(without("{\n    let x = x.clone();\n    f(x)\n}").as_deref(), Some("{\n    f(x)\n}"));
        assert_eq!(without("{ let x = x.clone() ; f(x) }").as_deref(), Some("{ f(x) }"));
        assert_eq!(without("{\n  let x = x.clone(); // why\n}").as_deref(), Some("{\n  // why\n}"));
        for kept in [
            "{\n    #[cfg(a)]\n    let x = x.clone();\n}",
            "let ax = x.clone();",
            "let y = x.clone();",
            "let x = x.clone() + 1;",
        ] {
            assert_eq!(without(kept), None, "{kept}");
        }
    }

    #[test]
    fn a_field_of_the_values_own_name_needs_no_name() {
        let field = |source: &str, name: &str| {
            let start = source.find("name.clone()").or(source.find("x.name.clone()")).unwrap_or(0);
            field_name(source, &(start..source.len()), name).map(|at| source[at..].to_owned())
        };
        assert_eq!(field("S { name: name.clone()", "name").as_deref(), Some("name: name.clone()"));
        assert_eq!(field("S { a, name :name.clone()", "name").as_deref(), Some("name :name.clone()"));
        for source in ["S { rename: name.clone()", "S { to: name.clone()", "f(name.clone()", "S::name.clone()"] {
            assert_eq!(field(source, "name"), None, "{source}");
        }
    }
}
