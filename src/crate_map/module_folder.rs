//! Where the file of `mod name;` lies, by rustc's rules.

use std::path::{Path, PathBuf};

/// Where a module looks for the files of its children.
#[derive(Clone, Debug)]
pub(super) struct ModuleFolder {
    /// The folder that `#[path]` is relative to.
    folder: PathBuf,
    /// What comes below it for children without `#[path]`: the name of a file that is no `mod.rs`.
    stem: Option<PathBuf>,
}

impl ModuleFolder {
    /// That of a file. A crate's root owns its folder, as does what `#[path]` names or `include!` brings in: children
    /// lie beside it, as they do beside a `mod.rs`.
    pub(super) fn of_file(path: &Path, owns_folder: bool) -> Self {
        let stem = path.file_stem().filter(|stem| !owns_folder && *stem != "mod").map(PathBuf::from);
        Self { folder: path.parent().unwrap_or(Path::new("")).to_owned(), stem }
    }

    /// That of an inline module in a module; `path` is what its `#[path]` says.
    pub(super) fn inline(&self, name: &str, path: Option<&str>) -> Self {
        let folder = match path {
            Some(path) => self.folder.join(path),
            None => self.children().join(name),
        };
        Self { folder, stem: None }
    }

    /// The file that `#[path]` of a child names. It owns its folder.
    pub(super) fn at_path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// The files that a child without `#[path]` may be, of which the first that exists is it.
    pub(super) fn by_name(&self, name: &str) -> [PathBuf; 2] {
        let children = self.children();
        [children.join(format!("{name}.rs")), children.join(name).join("mod.rs")]
    }

    fn children(&self) -> PathBuf {
        self.stem.as_ref().map_or_else(|| self.folder.clone(), |stem| self.folder.join(stem))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(folder: &ModuleFolder, name: &str) -> [String; 2] {
        folder.by_name(name).map(|path| path.to_string_lossy().replace('\\', "/"))
    }

    #[test]
    fn children_lie_where_rustc_looks_for_them() {
        let root = ModuleFolder::of_file(Path::new("src/lib.rs"), true);
        assert_eq!(files(&root, "a"), ["src/a.rs", "src/a/mod.rs"]);
        assert_eq!(files(&root.inline("a", None), "type"), ["src/a/type.rs", "src/a/type/mod.rs"]);
        let file = ModuleFolder::of_file(Path::new("src/a.rs"), false);
        assert_eq!(files(&file, "b"), ["src/a/b.rs", "src/a/b/mod.rs"]);
        assert_eq!(files(&ModuleFolder::of_file(Path::new("src/a/mod.rs"), false), "b"), files(&file, "b"));
        assert_eq!(file.at_path("x.rs"), Path::new("src/x.rs"));
        assert_eq!(files(&ModuleFolder::of_file(Path::new("src/x.rs"), true), "b"), ["src/b.rs", "src/b/mod.rs"]);
    }

    #[test]
    fn an_inline_module_with_a_path_is_a_folder_beside_the_file() {
        let file = ModuleFolder::of_file(Path::new("src/a.rs"), false);
        let inline = file.inline("b", None);
        assert_eq!(inline.at_path("x.rs"), Path::new("src/a/b/x.rs"));
        let named = file.inline("b", Some("dir"));
        assert_eq!(named.at_path("x.rs"), Path::new("src/dir/x.rs"));
        assert_eq!(files(&named, "c"), ["src/dir/c.rs", "src/dir/c/mod.rs"]);
        assert_eq!(inline.inline("c", Some("dir")).at_path("x.rs"), Path::new("src/a/b/dir/x.rs"));
    }
}
