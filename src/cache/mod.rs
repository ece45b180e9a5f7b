//! Audits that are kept below the target folder, so that an unchanged workspace is not audited again.
//!
//! An entry is an audit with all that it rests on: a [`Key`] of the program, the settings and the list of files, and the
//! [`Trace`] of what it asked of its sources. It answers for a later run if the key is the same and every question of the
//! trace still has the answer whose hash it holds. The time of a file decides nothing. If only the texts of some files have
//! changed, what is kept of all others may be of use still: see `files`.
//!
//! A cache saves time and does nothing else: an entry that is missing, damaged, of another version, or that cannot be
//! written is as if there were none.

mod codec;
mod files;
mod records;
#[cfg(test)]
mod tests;

use std::fmt::Debug;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::SystemTime;

use crate::audit::Placed;
use crate::model::{Audit, TypeRow};
use crate::source::{ContentHash, SourceTree, Trace};
use crate::syntax::FileFacts;

use codec::Stored;
use files::{Draft, Edited};

/// First bytes of an entry. The number changes with what is stored, and with the meaning of any of it.
const MAGIC: &[u8] = b"clone-audit cache 2\n";

/// Entries that are kept, those of files counted by themselves: a few commands, each with a few selections of packages.
const MOST_ENTRIES: usize = 32;

/// Bytes that all entries together may take.
const MOST_BYTES: u64 = 256 << 20;

/// Ends the names of entries with what is known of files.
const FILES: &str = "files";

/// Tells backups that a folder can be made anew: <https://bford.info/cachedir/>.
const TAG: &str = "\
Signature: 8a477f597d28d172789f06886806bc55
# This folder was made by cargo clone-audit, in the place where Cargo puts what it builds.
";

/// What decides about an audit besides what its sources answer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Key {
    text: String,
    /// What tells the entries of one workspace apart.
    slot: String,
}

impl Key {
    /// A key for which commands with these settings have one entry, which the last audit stays in.
    pub(crate) fn new(slot: &impl Debug) -> Self {
        Self { text: String::new(), slot: format!("{slot:?}") }
    }

    /// Adds something by how it prints, which has to name everything that matters and must not depend on an order that
    /// changes.
    #[must_use]
    pub(crate) fn with(mut self, part: &impl Debug) -> Self {
        use std::fmt::Write as _;
        // Writing to a text does not fail.
        let _ = writeln!(self.text, "{part:?}");
        self
    }

    fn hash(&self, program: &ContentHash) -> ContentHash {
        let mut all = program.bytes().to_vec();
        all.extend_from_slice(self.slot.as_bytes());
        all.push(0);
        all.extend_from_slice(self.text.as_bytes());
        ContentHash::of(&all)
    }
}

/// An audit, and the table of types if it was asked for.
pub(crate) type Answer = (Audit, Vec<TypeRow>);

/// A hash of all that a file declares: where it is the same, bodies of other files see no difference.
pub(crate) fn declared(facts: &FileFacts) -> ContentHash {
    let mut bytes = Vec::new();
    records::put_declared(facts, &mut bytes);
    ContentHash::of(&bytes)
}

/// What an earlier run is good for.
#[derive(Debug)]
pub(crate) enum Recalled {
    /// Its answer: nothing has changed.
    Answer(Box<Answer>),
    /// What it knew of files that have not changed.
    Files(Edited),
    /// Nothing.
    Nothing,
}

/// The entries of a target folder.
#[derive(Clone, Debug)]
pub(crate) struct Cache {
    folder: PathBuf,
    program: ContentHash,
}

impl Cache {
    /// The cache below a target folder. The folder is made if need be, so that keeping an entry later changes no listing that
    /// an audit asks for. `None` if that cannot be, or if it cannot be told which program this is.
    pub(crate) fn open(target_directory: &Path) -> Option<Self> {
        let folder = target_directory.join("clone-audit").join("cache");
        if !target_directory.is_dir() {
            // As Cargo does it, which tags a target folder only if it makes it.
            fs::create_dir_all(target_directory).ok()?;
            fs::write(target_directory.join("CACHEDIR.TAG"), TAG).ok()?;
        }
        if !folder.is_dir() {
            fs::create_dir_all(&folder).ok()?;
            // A target folder that no repository ignores shows no file of ours as new.
            fs::write(folder.join(".gitignore"), "*\n").ok()?;
        }
        // A repository may bring along a link to a folder with other files than ours, and old ones are removed here.
        let is_ours = |folder: &Path| fs::symlink_metadata(folder).is_ok_and(|data| data.is_dir());
        if !(is_ours(&folder) && folder.parent().is_some_and(is_ours)) {
            return None;
        }
        Some(Self { folder, program: program()? })
    }

    /// What there is of an earlier run.
    pub(crate) fn recall(&self, key: &Key, sources: &dyn SourceTree) -> Recalled {
        self.recalled(key, sources).unwrap_or(Recalled::Nothing)
    }

    fn recalled(&self, key: &Key, sources: &dyn SourceTree) -> Option<Recalled> {
        let path = self.path(key);
        // A pipe would wait, and a device may never end.
        fs::metadata(&path).ok().filter(|data| data.is_file() && data.len() <= MOST_BYTES)?;
        let bytes = fs::read(path).ok()?;
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let checksum = ContentHash::take(&mut rest)?;
        if checksum != ContentHash::of(rest) || ContentHash::take(&mut rest)? != key.hash(&self.program) {
            return None;
        }
        let trace = Trace::take(&mut rest)?;
        // Both take about as long.
        let (changed, answer) = rayon::join(|| trace.changed(sources), || Answer::take(&mut rest));
        if changed.is_empty() {
            return answer.map(|answer| Recalled::Answer(Box::new(answer)));
        }
        Edited::read(&self.path_of_files(key), MOST_BYTES, &checksum, trace, changed).map(Recalled::Files)
    }

    /// Begins to keep what an audit knows of its files, if that can be.
    pub(crate) fn draft(&self, placed: &Placed<'_>) -> Option<Draft> {
        Draft::new(&self.folder, placed)
    }

    /// Keeps an audit, if that can be. `edited` is what it has taken over, and `trace` what it asked itself.
    pub(crate) fn store(
        &self,
        key: &Key,
        trace: Trace,
        edited: Option<&Edited>,
        answer: &Answer,
        files: Option<Draft>,
    ) {
        let trace = match edited {
            Some(edited) => edited.followed_by(trace),
            None => Some(trace),
        };
        let Some(trace) = trace else { return };
        let mut body = Vec::new();
        key.hash(&self.program).put(&mut body);
        trace.put(&mut body);
        answer.put(&mut body);
        let checksum = ContentHash::of(&body);
        let mut head = MAGIC.to_vec();
        checksum.put(&mut head);
        // Another run that looks now sees the old entry or the new one, whole.
        let Ok(mut file) = tempfile::NamedTempFile::new_in(&self.folder) else { return };
        if file.write_all(&head).and_then(|()| file.write_all(&body)).is_ok() {
            // What cannot be put in its place is removed.
            let _ = file.persist(self.path(key));
        }
        if let Some(files) = files {
            // The answer is good without.
            let _ = files.finish(&checksum, &self.path_of_files(key));
        }
        self.make_room();
    }

    fn path(&self, key: &Key) -> PathBuf {
        let hash = ContentHash::of(key.slot.as_bytes());
        let name: String = hash.bytes()[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        self.folder.join(name)
    }

    fn path_of_files(&self, key: &Key) -> PathBuf {
        self.path(key).with_extension(FILES)
    }

    /// Removes the oldest entries where there are too many, and what a run that was killed left behind.
    fn make_room(&self) {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut entries: Vec<(SystemTime, u64, PathBuf)> = entries
            .filter(|entry| entry.file_name().to_str().is_some_and(is_made_here))
            .filter_map(|entry| {
                let data = entry.metadata().ok()?;
                Some((data.modified().ok()?, data.len(), entry.path()))
            })
            .collect();
        entries.sort_unstable_by(|a, b| b.cmp(a));
        let mut bytes = 0;
        for (number, (_, length, path)) in entries.into_iter().enumerate() {
            bytes += length;
            if number >= MOST_ENTRIES || bytes > MOST_BYTES {
                // Another run may have removed it.
                let _ = fs::remove_file(path);
            }
        }
    }
}

/// Whether a name is that of an entry, or of one that was not finished.
fn is_made_here(name: &str) -> bool {
    let (name, extension) = name.split_once('.').unwrap_or((name, FILES));
    name.is_empty() && extension.starts_with("tmp")
        || extension == FILES && name.len() == 16 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The hash of the program that runs: what another build finds may differ.
fn program() -> Option<ContentHash> {
    static PROGRAM: OnceLock<Option<ContentHash>> = OnceLock::new();
    *PROGRAM.get_or_init(|| Some(ContentHash::of(&fs::read(std::env::current_exe().ok()?).ok()?)))
}
