//! What an audit knows of its files, kept beside its answer: what each says, without its bodies, and what its sites were
//! found to be. After an edit, a later run looks again only at what the edit can change; see [`Earlier`].
//!
//! A file's part of this is written as soon as it is known, so that no copy of it takes memory meanwhile.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{BufWriter, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::NamedTempFile;

use crate::audit::{Earlier, Indexed, Inferred, KeptFile, Placed, SiteResults};
use crate::source::{ContentHash, ContentHasher, Question, Trace};
use crate::syntax::FileFacts;
use crate::syntax::hir::Symbol;

use super::codec::Stored;
use super::records::{put_declared, put_rest, take_facts};

/// First bytes. The number changes with what is stored, and with the meaning of any of it.
const MAGIC: &[u8] = b"clone-audit files 2\n";

/// Files that are written down side by side before they are stored.
const BATCH: usize = 256;

/// The files of an audit while they are written down.
#[derive(Debug)]
pub(crate) struct Draft {
    to: BufWriter<NamedTempFile>,
    hasher: ContentHasher,
}

impl Draft {
    /// A draft in a folder, of what the files say; `None` if it cannot be written.
    pub(super) fn new(folder: &Path, placed: &Placed<'_>) -> Option<Self> {
        let to = BufWriter::new(NamedTempFile::new_in(folder).ok()?);
        let mut draft = Self { to, hasher: ContentHasher::default() };
        draft.add(MAGIC)?;
        let all: Vec<_> = placed.facts().collect();
        draft.add_all(&all, |(path, facts), part| {
            let mut declared = Vec::new();
            put_declared(facts, &mut declared);
            path.to_path_buf().put(part);
            facts.names.put(part);
            ContentHash::of(&declared).put(part);
            part.append(&mut declared);
            put_rest(facts, part);
        })?;
        Some(draft)
    }

    /// Adds what the sites of the same files were found to be.
    pub(crate) fn with_results(mut self, indexed: &Indexed<'_>, inferred: &Inferred) -> Option<Self> {
        let all: Vec<&SiteResults> = indexed.results(inferred).collect();
        self.add_all(&all, |results, part| results.put(part))?;
        Some(self)
    }

    /// Puts it in its place. It belongs to the answer that has this checksum.
    pub(super) fn finish(mut self, answer: &ContentHash, path: &Path) -> Option<()> {
        self.add(answer.bytes())?;
        let checksum = self.hasher.hash();
        self.to.write_all(checksum.bytes()).ok()?;
        self.to.into_inner().ok()?.persist(path).ok().map(|_| ())
    }

    /// Adds the number of values, and each after its length.
    fn add_all<T: Sync>(&mut self, all: &[T], put: impl Fn(&T, &mut Vec<u8>) + Sync) -> Option<()> {
        let mut count = Vec::new();
        all.len().put(&mut count);
        self.add(&count)?;
        for batch in all.chunks(BATCH) {
            let parts: Vec<Vec<u8>> = batch
                .par_iter()
                .map(|value| {
                    let mut part = Vec::new();
                    put(value, &mut part);
                    part
                })
                .collect();
            for part in parts {
                let mut length = Vec::new();
                part.len().put(&mut length);
                self.add(&length)?;
                self.add(&part)?;
            }
        }
        Some(())
    }

    fn add(&mut self, bytes: &[u8]) -> Option<()> {
        self.hasher.add(bytes);
        self.to.write_all(bytes).ok()
    }
}

/// An earlier audit, and the files that have been edited since.
#[derive(Debug)]
pub(crate) struct Edited {
    trace: Trace,
    questions: Vec<Question>,
    changed: Vec<PathBuf>,
    bytes: Vec<u8>,
    /// Where the parts of each file lie: what it says, and what its sites were found to be.
    files: HashMap<PathBuf, [Range<usize>; 2]>,
}

impl Edited {
    /// The files of the answer with this checksum and trace; `None` if they are not kept, or if more has changed than their
    /// texts.
    pub(super) fn read(
        path: &Path,
        most_bytes: u64,
        answer: &ContentHash,
        trace: Trace,
        questions: Vec<Question>,
    ) -> Option<Self> {
        let changed = questions.iter().map(|question| match question {
            Question::Read(path) => Some(path.clone()),
            _ => None,
        });
        let changed: Vec<PathBuf> = changed.collect::<Option<_>>()?;
        fs::metadata(path).ok().filter(|data| data.is_file() && data.len() <= most_bytes)?;
        let bytes = fs::read(path).ok()?;
        let (content, checksum) = bytes.split_last_chunk::<{ ContentHash::SIZE }>()?;
        let (content, of_answer) = if ContentHash::of(content).bytes() == checksum {
            content.split_last_chunk::<{ ContentHash::SIZE }>()?
        } else {
            return None;
        };
        if of_answer != answer.bytes() {
            return None;
        }
        let files = places(content)?;
        if !changed.iter().all(|path| files.contains_key(path)) {
            return None;
        }
        Some(Self { trace, questions, changed, bytes, files })
    }

    /// The names in a file, the hash of what it declares, and the rest of what it says.
    fn head(&self, path: &Path) -> Option<(Vec<Symbol>, ContentHash, &[u8])> {
        let mut part = &self.bytes[self.files.get(path)?[0].clone()];
        PathBuf::take(&mut part)?;
        Some((Stored::take(&mut part)?, Stored::take(&mut part)?, part))
    }

    /// Whether each of these names stands in a file that has not changed. Functions of dependencies are read if some file has
    /// their name, and a macro of a dependency may call them in any body.
    fn others_name_all(&self, names: impl Iterator<Item = Symbol>) -> bool {
        let mut missing: HashSet<Symbol> = names.collect();
        for path in self.files.keys().filter(|path| !self.changed.contains(path)) {
            if missing.is_empty() {
                break;
            }
            let (names, ..) = self.head(path).unwrap_or_else(|| (Vec::new(), ContentHash::of(&[]), &[]));
            for name in &names {
                missing.remove(name);
            }
        }
        missing.is_empty()
    }

    /// What the new answer rests on, if it has asked this.
    pub(super) fn followed_by(&self, later: Trace) -> Option<Trace> {
        self.trace.followed_by(later, &self.questions)
    }
}

impl Earlier for Edited {
    fn changed(&self) -> &[PathBuf] {
        &self.changed
    }

    fn has_declared(&self, path: &Path, facts: &FileFacts) -> bool {
        let Some((names, before, _)) = self.head(path) else { return false };
        let mut declared = Vec::new();
        put_declared(facts, &mut declared);
        let names: HashSet<Symbol> = names.into_iter().collect();
        let new_names: HashSet<Symbol> = facts.names.iter().copied().collect();
        before == ContentHash::of(&declared) && self.others_name_all(names.symmetric_difference(&new_names).copied())
    }

    fn file(&self, path: &Path) -> Option<KeptFile> {
        if self.changed.iter().any(|changed| changed == path) {
            return None;
        }
        let (names, _, mut rest) = self.head(path)?;
        let mut results = &self.bytes[self.files.get(path)?[1].clone()];
        let facts = FileFacts { names, ..take_facts(&mut rest)? };
        Some(KeptFile { facts, results: SiteResults::take(&mut results)? })
    }
}

/// Where the parts of each file lie in what a [`Draft`] has written.
fn places(content: &[u8]) -> Option<HashMap<PathBuf, [Range<usize>; 2]>> {
    let mut rest = content.strip_prefix(MAGIC)?;
    let [facts, results] = [(); 2].map(|()| parts(content.len(), &mut rest));
    let (facts, results) = (facts?, results?);
    if !rest.is_empty() || facts.len() != results.len() {
        return None;
    }
    let file = |(facts, results): (Range<usize>, Range<usize>)| {
        Some((PathBuf::take(&mut &content[facts.clone()])?, [facts, results]))
    };
    facts.into_iter().zip(results).map(file).collect()
}

/// The places of values that lie one behind the other at the end of a content of some length.
fn parts(length: usize, rest: &mut &[u8]) -> Option<Vec<Range<usize>>> {
    let count = usize::take(rest)?;
    let mut found = Vec::new();
    for _ in 0..count {
        let size = usize::take(rest)?;
        let start = length - rest.len();
        *rest = rest.get(size..)?;
        found.push(start..start + size);
    }
    Some(found)
}
