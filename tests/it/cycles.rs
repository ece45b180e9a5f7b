//! No two files of `src` import each other, directly or around.
//!
//! A file imports the file in which a name that it uses is declared: by `use`, or by a path that starts with `crate`,
//! `self`, `super` or a child module. A name that a module re-exports (`pub use`) is followed to where it is declared, so
//! a use through the re-export ties nobody to the re-exporting file; and that file imports the name only if it uses it
//! itself. `mod child;` is no import. Thus a child may use what its `mod.rs` declares, or `mod.rs` may use the child, but
//! not both.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

type Module = Vec<String>;

#[derive(Default)]
struct Source {
    /// Files by the modules that they hold.
    files: BTreeMap<Module, String>,
    code: BTreeMap<Module, String>,
    /// What modules re-export: the name, and the path behind it.
    exports: BTreeMap<(Module, String), Module>,
}

fn words(path: &str) -> Module {
    path.split("::").map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
}

/// The paths of a `use` tree, each with the name that it gives.
fn tree(prefix: &[String], text: &str, found: &mut Vec<(Module, String)>) {
    let text = text.trim();
    if let Some((before, inside)) = text.split_once('{') {
        let prefix = [prefix, &words(before)].concat();
        let inside = inside.trim_end().strip_suffix('}').unwrap();
        let (mut depth, mut start) = (0, 0);
        for (at, c) in inside.char_indices().chain([(inside.len(), ',')]) {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    if !inside[start..at].trim().is_empty() {
                        tree(&prefix, &inside[start..at], found);
                    }
                    start = at + 1;
                }
                _ => {}
            }
        }
        return;
    }
    let (path, name) = text.split_once(" as ").map_or((text, None), |(path, name)| (path, Some(name.trim())));
    let mut path = [prefix, &words(path)].concat();
    if path.last().is_some_and(|last| last == "self" || last == "*") {
        path.pop();
    }
    let name = name.map_or_else(|| path.last().cloned().unwrap_or_default(), str::to_owned);
    found.push((path, name));
}

impl Source {
    fn read() -> Self {
        fn below(folder: &Path, root: &Path, source: &mut Source) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    below(&path, root, source);
                    continue;
                }
                let shown = path.strip_prefix(root).unwrap().with_extension("").to_string_lossy().replace('\\', "/");
                if path.extension().is_none_or(|extension| extension != "rs") || shown.ends_with("tests") {
                    continue;
                }
                let mut module: Module = shown.split('/').map(str::to_owned).collect();
                if matches!(module.last().unwrap().as_str(), "mod" | "lib" | "main") {
                    module.pop();
                }
                if shown != "main" {
                    source.code.insert(module.clone(), crate::layers::code(&path));
                    source.files.insert(module, format!("{shown}.rs"));
                }
            }
        }
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut source = Self::default();
        below(&root, &root, &mut source);
        for (module, code) in std::mem::take(&mut source.code) {
            let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
            let mut code: String = lines.map(|line| format!("{line}\n")).collect();
            while let Some(at) = code.find("pub(") {
                let end = at + code[at..].find(')').unwrap() + 1;
                code.replace_range(at..end, "pub");
            }
            let mut rest = String::new();
            for (at, statement) in code.split("pub use ").enumerate() {
                let Some((exported, after)) = statement.split_once(';').filter(|_| at > 0) else {
                    rest += statement;
                    continue;
                };
                let mut found = Vec::new();
                tree(&[], exported, &mut found);
                for (path, name) in found {
                    if let Some(path) = source.absolute(&module, &path) {
                        source.exports.insert((module.clone(), name), path);
                    }
                }
                rest += after;
            }
            source.code.insert(module, rest);
        }
        source
    }

    /// A path from the crate's root; none where it leads out of the crate.
    fn absolute(&self, module: &[String], path: &[String]) -> Option<Module> {
        let (first, rest) = path.split_first()?;
        let supers = path.iter().take_while(|word| *word == "super").count();
        match first.as_str() {
            "crate" => Some(rest.to_vec()),
            "self" => Some([module, rest].concat()),
            "super" => Some([&module[..module.len().checked_sub(supers)?], &path[supers..]].concat()),
            _ => {
                let child = [module, std::slice::from_ref(first)].concat();
                self.files.contains_key(&child).then(|| [module, path].concat())
            }
        }
    }

    /// The file that declares what a path names.
    fn declares(&self, path: &[String], depth: usize) -> Option<&str> {
        let length = (1..=path.len()).rev().find(|length| self.files.contains_key(&path[..*length]))?;
        let (module, rest) = path.split_at(length);
        let export = rest.first().and_then(|name| self.exports.get(&(module.to_vec(), name.clone())));
        match export.filter(|_| depth < 8) {
            Some(export) => self.declares(&[&export[..], &rest[1..]].concat(), depth + 1),
            None => self.files.get(module).map(String::as_str),
        }
    }

    /// The files that a module's file imports.
    fn imports(&self, module: &[String]) -> BTreeSet<&str> {
        let mut paths = Vec::new();
        let mut rest = String::new();
        for (at, statement) in format!("\n{}", self.code[module]).split("\nuse ").enumerate() {
            let (used, after) = if at > 0 { statement.split_once(';').unwrap() } else { ("", statement) };
            if at > 0 {
                tree(&[], used, &mut paths);
            }
            rest += after;
            rest.push('\n');
        }
        let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
        paths.extend(rest.split(|c| !is_path(c)).filter(|word| word.contains("::")).map(|word| {
            let path = words(word);
            (path, String::new())
        }));
        let lines = rest.lines().filter(|line| !(line.contains("mod ") && line.ends_with(';')));
        let used: BTreeSet<&str> =
            lines.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_')).collect();
        let exports = self.exports.iter().filter(|((of, name), _)| of == module && used.contains(name.as_str()));
        let exports = exports.map(|(_, path)| path.clone());
        let own = self.files[module].as_str();
        let absolute = paths.iter().filter_map(|(path, _)| self.absolute(module, path));
        absolute.chain(exports).filter_map(|path| self.declares(&path, 0)).filter(|file| *file != own).collect()
    }
}

#[test]
fn no_files_import_each_other() {
    let source = Source::read();
    let imports: BTreeMap<&str, BTreeSet<&str>> =
        source.files.iter().map(|(module, file)| (file.as_str(), source.imports(module))).collect();
    assert!(imports["audit/check.rs"].contains("audit/infer.rs"), "the test sees no imports");
    assert!(imports["rules/mod.rs"].contains("rules/rule.rs"), "the test does not see what a file re-exports and uses");
    let reaches = |from: &str| {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut next: Vec<&str> = imports[from].iter().copied().collect();
        while let Some(file) = next.pop() {
            if seen.insert(file) {
                next.extend(&imports[file]);
            }
        }
        seen
    };
    let in_cycle: Vec<&str> = imports.keys().copied().filter(|file| reaches(file).contains(file)).collect();
    assert!(in_cycle.is_empty(), "these files import each other in a cycle: {in_cycle:?}");
}
