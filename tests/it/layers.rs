//! Who may import whom, and what only one module may use.

use std::path::{Path, PathBuf};

/// The layer of every module, as the table in `src/lib.rs` states it.
pub(crate) const LAYERS: &[(&str, u8)] = &[
    ("model", 0),
    ("knowledge", 1),
    ("config", 2),
    ("source", 2),
    ("syntax", 2),
    ("crate_map", 3),
    ("types", 4),
    ("dataflow", 5),
    ("rules", 6),
    ("categories", 6),
    ("audit", 7),
    ("filter", 7),
    ("report", 7),
    ("baseline", 8),
    ("gate", 8),
    ("compiler", 8),
    ("cache", 8),
    ("document", 8),
    ("profile", 8),
    ("history", 9),
    ("output", 9),
    ("cli", 10),
];

/// Crates and macros that belong to one module alone.
const OWNED: &[(&str, &str)] = &[
    ("syn::", "syntax"),
    ("proc_macro2::", "syntax"),
    ("quote::", "syntax"),
    ("cargo_metadata::", "source compiler"),
    ("ignore::", "source compiler"),
    ("toml::", "config source"),
    ("clap::", "cli"),
    ("comfy_table::", "output cli"),
    ("std::process", "cli compiler source"),
    ("ctrlc::", "compiler"),
    ("rustix::", "compiler"),
    ("similar::", "compiler"),
    ("indicatif::", "cli"),
    ("blake3::", "source"),
];

/// Words that ask the file system.
const ASKS: &[&str] = &["std::fs", "fs::", "File::", ".exists()", ".is_file()", ".is_dir()", ".canonicalize()"];

/// The files that may ask the file system, and for what. None of them reads sources: these come through
/// `source::SourceTree`.
const MAY_ASK: &[(&str, &str)] = &[
    ("source/tree.rs", "the working tree itself"),
    ("source/packages.rs", "the manifest that is named on the command line"),
    ("source/git/mod.rs", "whether a folder is there in which git is to run"),
    ("source/revision/skeleton.rs", "the manifests of a commit, written for Cargo"),
    ("cli/ui.rs", "the summary of GitHub's job"),
    ("baseline/file.rs", "baselines"),
    ("compiler/scratch.rs", "the scratch copy"),
    ("compiler/units.rs", "what the compiler writes beside the scratch copy"),
    ("compiler/wrapper.rs", "notes on calls of rustc beside the scratch copy"),
    ("compiler/mod.rs", "remembered answers beside the scratch copy"),
    ("compiler/prove/cache.rs", "remembered verdicts beside the scratch copy"),
    ("compiler/cargo.rs", "Cargo's own configuration"),
    ("compiler/fix.rs", "writes what was proven"),
    ("compiler/profile/build.rs", "where the user stands"),
    ("compiler/profile/mod.rs", "what profiled processes write"),
    ("compiler/profile/probe.rs", "the crates that count, beside the scratch copy"),
    ("compiler/profile/records.rs", "what profiled processes write"),
    ("compiler/profile/runtime/file.rs", "no part of this program"),
    ("profile/file.rs", "profiles of other runs"),
    ("cli/commands/profile.rs", "whether there is a profile to add to"),
    ("cli/measured.rs", "whether there is a profile"),
    ("document/file.rs", "documents of other runs"),
    ("cache/mod.rs", "audits of earlier runs, below the target folder"),
    ("cache/files.rs", "what they knew of files, beside them"),
];

/// What hands tokens to the parser, which recurses as deep as they nest.
const PARSES: &[&str] = &["parse2(", "parse2::", "parse_str", "TokenBuffer"];

/// The files that may do so, and why no depth overflows the stack.
const MAY_PARSE: &[(&str, &str)] = &[
    ("syntax/depth.rs", "looks at the depth first"),
    ("syntax/expand/matcher.rs", "arguments of calls in code that has been looked at"),
    ("syntax/expand/transcriber.rs", "one identifier"),
];

fn source_files() -> Vec<(String, PathBuf)> {
    fn below(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { below(&path, files) } else { files.push(path) }
        }
    }
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    below(&source, &mut files);
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let first = path.strip_prefix(&source).unwrap().components().next().unwrap();
            (first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned(), path)
        })
        .filter(|(module, _)| module != "lib" && module != "main")
        .collect()
}

/// Code without its unit tests, which may reach further.
pub(crate) fn code(path: &Path) -> String {
    if path.ends_with("tests.rs") {
        return String::new();
    }
    let text = std::fs::read_to_string(path).unwrap();
    let end =
        ["#[cfg(test)]\nmod tests {", "#[cfg(all(test, unix))]\nmod tests {"].iter().find_map(|start| text.find(start));
    text[..end.unwrap_or(text.len())].to_owned()
}

fn layer(module: &str) -> u8 {
    LAYERS.iter().find(|(name, _)| *name == module).unwrap_or_else(|| panic!("{module} has no layer")).1
}

#[test]
fn a_layer_imports_only_from_layers_above_it() {
    for (module, path) in source_files() {
        for import in code(&path).split("crate::").skip(1) {
            let imported: String = import.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let own = imported == module;
            assert!(own || layer(&imported) < layer(&module), "{} imports crate::{imported}", path.display());
        }
    }
}

#[test]
fn what_belongs_to_one_module_is_used_there_only() {
    for (module, path) in source_files() {
        let code: String = code(&path)
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .map(|line| format!("{line}\n"))
            .collect();
        for (owned, owner) in OWNED {
            let is_path_start = |at: usize| !code[..at].ends_with(|c: char| c.is_alphanumeric() || "_:".contains(c));
            let used = code.match_indices(owned).any(|(at, _)| is_path_start(at));
            assert!(!used || owner.split(' ').any(|name| name == module), "{} uses {owned}", path.display());
        }
    }
}

#[test]
fn sources_come_through_one_door() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut asking = Vec::new();
    for (_, path) in source_files() {
        let shown = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        let code = code(&path);
        let is_code = |line: &&str| !line.trim_start().starts_with("//") && !line.trim_start().starts_with("(\"");
        let starts_word = |line: &str, at: usize| {
            line[at..].starts_with('.') || !line[..at].ends_with(|c: char| c.is_alphanumeric() || "_:".contains(c))
        };
        let asks = |line: &str| ASKS.iter().any(|word| line.match_indices(word).any(|(at, _)| starts_word(line, at)));
        if let Some(line) = code.lines().filter(is_code).find(|line| asks(line)) {
            let may = MAY_ASK.iter().any(|(name, _)| *name == shown);
            assert!(may, "{shown} asks the file system, past source::SourceTree: {}", line.trim());
            asking.push(shown);
        }
    }
    for (name, _) in MAY_ASK {
        assert!(asking.iter().any(|asks| asks == name), "{name} no longer asks the file system: take it off the list");
    }
}

#[test]
fn tokens_are_parsed_through_one_door() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut parsing = Vec::new();
    for (_, path) in source_files() {
        let shown = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        let code = code(&path);
        let is_code = |line: &&str| !line.trim_start().starts_with("//");
        if let Some(line) = code.lines().filter(is_code).find(|line| PARSES.iter().any(|word| line.contains(word))) {
            let may = MAY_PARSE.iter().any(|(name, _)| *name == shown);
            assert!(may, "{shown} parses past syntax::depth::Depth: {}", line.trim());
            parsing.push(shown);
        }
    }
    for (name, _) in MAY_PARSE {
        assert!(parsing.iter().any(|parses| parses == name), "{name} no longer parses: take it off the list");
    }
}

#[test]
fn every_module_has_a_layer_and_every_layer_a_module() {
    let mut modules: Vec<String> = source_files().into_iter().map(|(module, _)| module).collect();
    modules.dedup();
    for (name, _) in LAYERS {
        assert!(modules.iter().any(|module| module == name), "{name}");
    }
    for module in modules {
        layer(&module);
    }
    let table = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    for (name, layer) in LAYERS {
        let row = table.lines().find(|line| line.starts_with(&format!("//! | {layer} |"))).unwrap();
        assert!(row.contains(&format!("`{name}`")), "the table in src/lib.rs lacks {name}");
    }
}
