//! Paths as text: nothing here asks the file system.

use std::path::{Component, Path, PathBuf};

/// `path` as seen from `base`, with `/` between its parts and `..` where it leaves the folder.
pub(crate) fn relative(path: &Path, base: &Path) -> String {
    let mut up = 0;
    let mut ancestor = Some(base);
    while let Some(folder) = ancestor {
        if let Ok(rest) = path.strip_prefix(folder) {
            let parts = std::iter::repeat_n("..".to_owned(), up)
                .chain(rest.components().map(|part| part.as_os_str().to_string_lossy().into_owned()));
            return parts.collect::<Vec<_>>().join("/");
        }
        up += 1;
        ancestor = folder.parent();
    }
    path.display().to_string()
}

/// `a/./b/../c` → `a/c`.
pub(crate) fn normalized(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_and_may_leave_the_root() {
        assert_eq!(relative(Path::new("/w/a/b.rs"), Path::new("/w")), "a/b.rs");
        assert_eq!(relative(Path::new("/w/other/b.rs"), Path::new("/w/here")), "../other/b.rs");
    }

    #[test]
    fn dots_go_from_paths() {
        assert_eq!(normalized(Path::new("/w/./a/../b.rs")), Path::new("/w/b.rs"));
    }
}
