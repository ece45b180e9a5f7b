//! What an audit asked of its sources, so that a later run can tell whether it would get the same answers.
//!
//! An audit depends on its settings, on the list of files, and on what [`SourceTree`] answers. So if all of these are the
//! same, the audit is. Nothing is concluded from the time of a file, and a file that the audit never looked at does not
//! matter.

use std::collections::HashMap;
use std::fmt::Debug;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use rayon::prelude::*;

use super::content_hash::ContentHash;
use super::tree::{Enter, Entry, SourceTree};

/// A question to a [`SourceTree`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Question {
    /// [`SourceTree::read`]
    Read(PathBuf),
    /// [`SourceTree::is_file`]
    IsFile(PathBuf),
    /// [`SourceTree::folders`]
    Folders(PathBuf),
    /// [`SourceTree::real_path`]
    RealPath(PathBuf),
    /// [`SourceTree::modified`]
    Modified(PathBuf),
    /// [`SourceTree::list_all`]
    ListAll(PathBuf),
    /// [`SourceTree::git_ignores`]
    GitIgnores(PathBuf, String),
}

impl Question {
    fn ask(&self, sources: &dyn SourceTree) -> ContentHash {
        match self {
            Self::Read(path) => of_content(&sources.read(path)),
            Self::IsFile(path) => of_debug(&sources.is_file(path)),
            Self::Folders(path) => of_debug(&sources.folders(path)),
            Self::RealPath(path) => of_debug(&sources.real_path(path)),
            Self::Modified(path) => of_debug(&sources.modified(path)),
            Self::ListAll(path) => of_debug(&sorted(&sources.list_all(path))),
            Self::GitIgnores(root, path) => of_debug(&sources.git_ignores(root, path)),
        }
    }
}

/// Questions, each with the hash of its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Trace(pub(crate) Vec<(Question, ContentHash)>);

impl Trace {
    /// The questions that have another answer now. Asks with rayon's current thread pool.
    pub(crate) fn changed(&self, sources: &dyn SourceTree) -> Vec<Question> {
        let changed = self.0.par_iter().filter(|(question, answer)| question.ask(sources) != *answer);
        changed.map(|(question, _)| question.clone()).collect()
    }

    /// What rests on this trace but for questions that have another answer now, and on a later one, which asked those again.
    /// `None` if another answer changed in between.
    pub(crate) fn followed_by(&self, later: Self, changed: &[Question]) -> Option<Self> {
        let mut all: HashMap<Question, ContentHash> = self.0.iter().cloned().collect();
        for question in changed {
            all.remove(question);
        }
        for (question, answer) in later.0 {
            if all.insert(question, answer).is_some_and(|before| before != answer) {
                return None;
            }
        }
        if changed.iter().any(|question| !all.contains_key(question)) {
            return None;
        }
        Some(Self::sorted(all.into_iter().collect()))
    }

    fn sorted(mut all: Vec<(Question, ContentHash)>) -> Self {
        all.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        Self(all)
    }
}

/// A source of files that notes what it is asked.
#[derive(Debug)]
pub(crate) struct Recorded {
    below: Arc<dyn SourceTree>,
    notes: Mutex<Notes>,
}

#[derive(Debug, Default)]
struct Notes {
    answers: HashMap<Question, ContentHash>,
    /// Whether something was asked that cannot be asked again, or was answered in two ways.
    is_lost: bool,
}

impl Recorded {
    pub(crate) fn new(below: Arc<dyn SourceTree>) -> Self {
        Self { below, notes: Mutex::default() }
    }

    /// What was asked so far; `None` if asking the same again would prove nothing: a file changed meanwhile.
    pub(crate) fn trace(&self) -> Option<Trace> {
        let notes = self.notes.lock().unwrap_or_else(PoisonError::into_inner);
        let all = notes.answers.iter().map(|(question, answer)| (question.clone(), *answer));
        (!notes.is_lost).then(|| Trace::sorted(all.collect()))
    }

    fn note(&self, question: Question, answer: ContentHash) {
        let mut notes = self.notes.lock().unwrap_or_else(PoisonError::into_inner);
        notes.is_lost |= notes.answers.insert(question, answer).is_some_and(|before| before != answer);
    }
}

impl SourceTree for Recorded {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let answer = self.below.read(path);
        self.note(Question::Read(path.to_owned()), of_content(&answer));
        answer
    }

    fn edited(&self, path: &Path) -> Option<&str> {
        self.below.edited(path)
    }

    fn is_file(&self, path: &Path) -> bool {
        let answer = self.below.is_file(path);
        self.note(Question::IsFile(path.to_owned()), of_debug(&answer));
        answer
    }

    fn folders(&self, folder: &Path) -> Vec<PathBuf> {
        let answer = self.below.folders(folder);
        self.note(Question::Folders(folder.to_owned()), of_debug(&answer));
        answer
    }

    fn real_path(&self, path: &Path) -> Option<PathBuf> {
        let answer = self.below.real_path(path);
        self.note(Question::RealPath(path.to_owned()), of_debug(&answer));
        answer
    }

    fn modified(&self, path: &Path) -> Option<SystemTime> {
        let answer = self.below.modified(path);
        self.note(Question::Modified(path.to_owned()), of_debug(&answer));
        answer
    }

    fn list(&self, root: &Path, enter: Enter) -> Vec<Entry> {
        // What `enter` decides cannot be written down.
        self.notes.lock().unwrap_or_else(PoisonError::into_inner).is_lost = true;
        self.below.list(root, enter)
    }

    fn list_all(&self, root: &Path) -> Vec<Entry> {
        let answer = self.below.list_all(root);
        self.note(Question::ListAll(root.to_owned()), of_debug(&sorted(&answer)));
        answer
    }

    fn git_ignores(&self, root: &Path, path: &str) -> bool {
        let answer = self.below.git_ignores(root, path);
        self.note(Question::GitIgnores(root.to_owned(), path.to_owned()), of_debug(&answer));
        answer
    }
}

fn of_content(answer: &io::Result<Vec<u8>>) -> ContentHash {
    match answer {
        Ok(bytes) => ContentHash::of(bytes),
        // No content hashes to this, and reasons differ in what a run says.
        Err(error) => of_debug(&("cannot be read", error.to_string())),
    }
}

fn of_debug(answer: &impl Debug) -> ContentHash {
    ContentHash::of(format!("{answer:?}").as_bytes())
}

/// The order in which a folder's entries come is the file system's affair.
fn sorted(entries: &[Entry]) -> Vec<&Entry> {
    let mut all: Vec<&Entry> = entries.iter().collect();
    all.sort_unstable();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trace_is_followed_by_one_that_agrees_with_all_but_what_has_changed() {
        let read = |path: &str| Question::Read(PathBuf::from(path));
        let [old, new] = ["old", "new"].map(|text| ContentHash::of(text.as_bytes()));
        let before = Trace(vec![(read("a"), old), (read("b"), old)]);
        let changed = [read("a")];
        let after = |asked: &[(Question, ContentHash)]| before.followed_by(Trace(asked.to_vec()), &changed);
        assert_eq!(
            after(&[(read("c"), new), (read("a"), new)]).map(|trace| trace.0),
            Some(vec![(read("a"), new), (read("b"), old), (read("c"), new),])
        );
        // A file that had not changed when that was asked has changed since.
        assert_eq!(after(&[(read("a"), new), (read("b"), new)]), None);
        // What has changed was not asked again: nothing rests on its new answer.
        assert_eq!(after(&[(read("c"), new)]), None);
    }
}
