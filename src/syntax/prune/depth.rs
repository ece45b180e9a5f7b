//! How deep brackets may nest.

/// Levels of brackets that are parsed. Parsing recurses as deep: closures and `if`s take up to 26 KiB of the stack's 256 MiB a level.
/// Those of lower levels are blanked, but for the innermost [`SHALLOW`], so that what they hold is still found.
const DEEPEST: usize = 6000;

/// How many levels may be in brackets that stay however deep they are.
const SHALLOW: usize = 64;

/// Whether brackets stay, by the levels around them and those in them.
pub(super) fn stays(around: usize, inside: usize) -> bool {
    around < DEEPEST || inside < SHALLOW
}

/// Why a file is read by its tokens whose brackets nest too deep.
pub(in crate::syntax) fn too_deep() -> String {
    format!("brackets nest deeper than {DEEPEST} levels")
}

/// Whether the brackets of a piece of code nest too deep to be parsed. Those in literals count.
pub(in crate::syntax) fn is_too_deep(code: &str) -> bool {
    let mut depth = 0_usize;
    code.len() > 2 * DEEPEST
        && code.bytes().any(|byte| {
            match byte {
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth > DEEPEST
        })
}
