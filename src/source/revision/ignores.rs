//! What git ignores in a commit: its `.gitignore` files, and what is configured on this machine.

use std::path::Path;
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// The rules of a folder and of those around it.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    of_folder: Gitignore,
    /// Of the folder around it, up to the top of its repository.
    around: Option<Arc<Rules>>,
}

/// The rules that are in no commit.
#[derive(Debug)]
pub(super) struct OwnRules {
    exclude: Gitignore,
    global: Gitignore,
}

impl OwnRules {
    /// Those of a work tree, with its file for them.
    pub(super) fn new(top: &Path, exclude_file: Option<&Path>) -> Self {
        let mut builder = GitignoreBuilder::new(top);
        if let Some(file) = exclude_file {
            // A file that is not there has no rules.
            let _ = builder.add(file);
        }
        let exclude = builder.build().unwrap_or_else(|_| Gitignore::empty());
        Self { exclude, global: GitignoreBuilder::new(top).build_global().0 }
    }
}

impl Rules {
    /// Those of a folder, with the text of its `.gitignore` if there is one. Lines that are no rules are none.
    pub(super) fn of(folder: &Path, text: Option<&str>, around: Option<Arc<Self>>) -> Arc<Self> {
        let mut builder = GitignoreBuilder::new(folder);
        for line in text.into_iter().flat_map(str::lines) {
            let _ = builder.add_line(None, line);
        }
        Arc::new(Self { of_folder: builder.build().unwrap_or_else(|_| Gitignore::empty()), around })
    }

    /// Whether a file or folder is left out of a walk: ignored, or hidden and not asked for by a rule.
    pub(super) fn leave_out(self: &Arc<Self>, own: &OwnRules, path: &Path, is_folder: bool) -> bool {
        let mut next = Some(self);
        let mut sets: Vec<&Gitignore> = Vec::new();
        while let Some(rules) = next {
            sets.push(&rules.of_folder);
            next = rules.around.as_ref();
        }
        sets.extend([&own.exclude, &own.global]);
        let decided = sets.into_iter().map(|set| set.matched(path, is_folder)).find(|found| !found.is_none());
        match decided {
            Some(Match::Ignore(_)) => true,
            Some(Match::Whitelist(_)) => false,
            Some(Match::None) | None => path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b".")),
        }
    }
}
