//! What the text of a format string says.

/// The names that a format string captures: `{name}`, `{name:?}`, `{:width$}`. One too many does no harm.
pub(super) fn captures(text: &str) -> impl Iterator<Item = &str> {
    let is_name = |name: &&str| {
        name.starts_with(|first: char| first.is_alphabetic() || first == '_')
            && name.chars().all(|c| c.is_alphanumeric() || c == '_')
    };
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        .flat_map(|inside| inside.split([':', '$', '.', '>', '<', '^']))
        .map(str::trim)
        .filter(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn format_strings_capture_names() {
        let found = |text: &str| captures(text).map(ToOwned::to_owned).collect::<Vec<_>>();
        assert_eq!(found(r#""{a} {{b}} {0} {c:?} {} {:d$}""#), ["a", "b", "c", "d"]);
        assert_eq!(found(r#""{e:>width$.precision$}""#), ["e", "width", "precision"]);
    }
}
