//! Which dependencies the build that is audited has: `[target.'cfg(…)'.dependencies]`.

use std::path::Path;

use cargo_platform::{Cfg, CfgExpr, Platform};

use crate::knowledge::cfg::{TRIPLE, option};
use crate::source::SourceTree;

/// Options that the workspace's own configuration of Cargo gives the compiler: `--cfg tokio_unstable` in the `rustflags`
/// of `.cargo/config.toml`, of the build or of any target.
pub(super) fn configured(sources: &dyn SourceTree, root: &Path) -> Vec<String> {
    let folder = root.join(".cargo");
    let text = ["config.toml", "config"].iter().find_map(|name| sources.read_text(&folder.join(name)).ok());
    let Some(config) = text.and_then(|text| toml::from_str::<toml::Table>(&text).ok()) else { return Vec::new() };
    let targets = config.get("target").and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::values);
    let flags = config.get("build").into_iter().chain(targets).filter_map(|table| table.get("rustflags"));
    flags.flat_map(options).collect()
}

/// Names after `--cfg`, of flags as a list or in one text.
fn options(flags: &toml::Value) -> Vec<String> {
    let words: Vec<&str> = match flags {
        toml::Value::String(text) => text.split_whitespace().collect(),
        toml::Value::Array(words) => words.iter().filter_map(toml::Value::as_str).collect(),
        _ => Vec::new(),
    };
    let is_flag = |at: usize| at > 0 && words[at - 1] == "--cfg";
    let named = |(at, word): (usize, &&str)| match word.strip_prefix("--cfg=") {
        Some(name) => Some(name.to_owned()),
        None => is_flag(at).then(|| (*word).to_owned()),
    };
    words.iter().enumerate().filter_map(named).collect()
}

/// Whether the audited build may be for a platform. Options that are not configured are unset, as they are to Cargo.
pub(super) fn may_be(platform: &Platform, configured: &[String]) -> bool {
    match platform {
        Platform::Name(triple) => triple == TRIPLE,
        Platform::Cfg(predicate) => holds(predicate, configured) != Some(false),
    }
}

fn holds(predicate: &CfgExpr, configured: &[String]) -> Option<bool> {
    let all = |parts: &[CfgExpr], decides: bool| {
        let parts: Vec<Option<bool>> = parts.iter().map(|part| holds(part, configured)).collect();
        if parts.contains(&Some(decides)) {
            Some(decides)
        } else {
            parts.iter().all(Option::is_some).then_some(!decides)
        }
    };
    match predicate {
        CfgExpr::Not(inner) => holds(inner, configured).map(|inner| !inner),
        CfgExpr::All(parts) => all(parts, false),
        CfgExpr::Any(parts) => all(parts, true),
        CfgExpr::Value(Cfg::Name(name)) => {
            let is_set = configured.iter().any(|set| name == set.as_str());
            Some(is_set || option(name.as_str(), None).unwrap_or(false))
        }
        CfgExpr::Value(Cfg::KeyPair(name, value)) => option(name.as_str(), Some(value)),
        CfgExpr::True => Some(true),
        CfgExpr::False => Some(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_that_are_not_configured_are_unset() {
        let set = vec!["tokio_unstable".to_owned()];
        for (platform, expected) in [
            ("cfg(madsim)", false),
            ("cfg(not(madsim))", true),
            ("cfg(tokio_unstable)", true),
            ("cfg(not(tokio_unstable))", false),
            ("cfg(any(windows, target_os = \"linux\"))", true),
            ("cfg(all(unix, target_arch = \"wasm32\"))", false),
            ("cfg(target_feature = \"sse2\")", true),
            ("cfg(not(target_feature = \"sse2\"))", true),
            ("x86_64-unknown-linux-gnu", true),
            ("wasm32-unknown-unknown", false),
            ("cfg(all())", true),
            ("cfg(any())", false),
        ] {
            let parsed: Platform = platform.parse().expect("Cargo reads it");
            assert_eq!(may_be(&parsed, &set), expected, "{platform}");
        }
    }

    #[test]
    fn flags_are_a_list_or_one_text() {
        let names = |flags: &str| options(&toml::from_str::<toml::Table>(flags).expect("is TOML")["rustflags"]);
        assert_eq!(names("rustflags = [\"--cfg\", \"a\", \"-Cx\", \"--cfg=b\"]"), ["a", "b"]);
        assert_eq!(names("rustflags = \"-C opt-level=1 --cfg a --cfg=b\""), ["a", "b"]);
        assert!(names("rustflags = [\"--cfg\"]").is_empty());
    }
}
