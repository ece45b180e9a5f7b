//! The files that macros bring in, by the text of their rules and of their calls.

use std::path::Path;

/// The names in `mod x;` and the paths in `include!("x")`.
pub(crate) fn by_rules(rules: &str) -> (Vec<String>, Vec<String>) {
    let modules = after_word(rules, "mod").filter_map(|rest| {
        let name = rest.trim_start();
        let end = name.find(|char: char| !is_part(char)).unwrap_or(name.len());
        let is_declared = end > 0 && name[end..].trim_start().starts_with(';');
        is_declared.then(|| name[..end].to_owned())
    });
    let includes = after_word(rules, "include").filter_map(|rest| {
        let arguments = rest.trim_start().strip_prefix('!')?.trim_start().strip_prefix(['(', '[', '{'])?;
        let (path, _) = arguments.trim_start().strip_prefix('"')?.split_once('"')?;
        (!path.contains('\\')).then(|| path.to_owned())
    });
    (modules.collect(), includes.collect())
}

/// The words in the arguments of a call, any of which may be a module's name.
pub(crate) fn words(arguments: &str) -> impl Iterator<Item = &str> {
    arguments.split(|char| !is_part(char)).filter(|word| !word.is_empty())
}

/// The literals in the arguments of a call that name a Rust file.
pub(crate) fn rust_paths(arguments: &str) -> impl Iterator<Item = &str> {
    let literals = arguments.split('"').skip(1).step_by(2);
    literals.filter(|text| Path::new(text).extension().is_some_and(|extension| extension == "rs"))
}

/// What follows each time that a word stands in a text.
fn after_word<'t>(text: &'t str, word: &'static str) -> impl Iterator<Item = &'t str> {
    text.match_indices(word).filter_map(move |(at, _)| {
        let rest = &text[at + word.len()..];
        (!text[..at].ends_with(is_part) && !rest.starts_with(is_part)).then_some(rest)
    })
}

fn is_part(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_and_includes_are_found_in_rules() {
        let found = by_rules(
            "() => { mod a; pub mod b ; mod c { mod d; } $(mod $x;)* commode e; modern; include!(\"f.rs\"); \
             include! [ \"g.rs\" ]; include!($p); include_str!(\"h\"); }",
        );
        assert_eq!(found, (["a", "b", "d"].map(str::to_owned).to_vec(), ["f.rs", "g.rs"].map(str::to_owned).to_vec()));
    }
}
