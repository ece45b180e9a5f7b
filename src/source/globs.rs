//! Globs of the configuration and the command line, compiled in one place: what is too large is an error, never a panic.

use anyhow::{Context as _, Result, anyhow};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// Longest pattern, in characters, that a message shows whole.
const LONGEST: usize = 80;

/// Where the wildcards of a glob end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wildcards {
    /// At the end of a folder's name, but for `**`.
    InFolder,
    /// Nowhere.
    Anywhere,
}

/// A set of globs. `place` says where they are from: "`exclude` in the configuration".
///
/// # Errors
/// One that is none, or too large to be compiled.
pub(crate) fn globs<'p>(
    patterns: impl IntoIterator<Item = &'p str> + Clone,
    wildcards: Wildcards,
    place: &str,
) -> Result<GlobSet> {
    let mut builder = GlobSetBuilder::new();
    let invalid = |pattern| format!("{place} has an invalid glob {:?}", shortened(pattern));
    for pattern in patterns.clone() {
        let glob = GlobBuilder::new(pattern).literal_separator(wildcards == Wildcards::InFolder).build();
        builder.add(glob.with_context(|| invalid(pattern))?);
    }
    // What it says of a set that is too large names no glob.
    builder.build().map_err(|error| {
        let mut patterns = patterns.into_iter();
        match (patterns.next(), patterns.next()) {
            (Some(pattern), None) => anyhow!("it is nested too deep or too large").context(invalid(pattern)),
            _ => anyhow!(error).context(format!("the globs that {place} has are nested too deep or too large")),
        }
    })
}

/// The beginning of a pattern that is too long to read.
fn shortened(pattern: &str) -> String {
    match pattern.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &pattern[..end]),
        None => pattern.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_is_said_and_no_panic() {
        let deep = format!("{}{}", "{a,".repeat(3000), "}".repeat(3000));
        let error = globs([&*deep], Wildcards::Anywhere, "`exclude`").expect_err("too deep");
        let text = format!("{error:#}");
        assert!(text.starts_with("`exclude` has an invalid glob \"{a,{a,"), "{text}");
        assert!(text.ends_with("…\": it is nested too deep or too large"), "{text}");
        let error = globs(["a", &*deep], Wildcards::InFolder, "`exclude`").expect_err("too deep");
        assert!(error.to_string().contains("nested too deep"), "{error}");
        // Twenty-four choices of two are no list of all that they match.
        let choices = "{a,b}".repeat(24);
        assert!(globs([&*choices], Wildcards::InFolder, "x").is_ok_and(|set| set.is_match("ab".repeat(12))));
    }

    #[test]
    fn wildcards_end_where_they_are_to() {
        let takes = |wildcards| globs(["a/*"], wildcards, "x").is_ok_and(|set| set.is_match("a/b/c"));
        assert!(takes(Wildcards::Anywhere) && !takes(Wildcards::InFolder));
    }
}
