//! What git stores: the files of a commit, and their contents.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, Result, bail};

use super::Git;
use super::command::{command, os_string};

/// What git calls the content of a file: a hash in hexadecimal digits.
pub(crate) type ObjectId = Box<str>;

/// Something that a commit has at a path.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Stored {
    /// A file.
    File(ObjectId),
    /// A symbolic link, whose content is where it leads.
    Link(ObjectId),
    /// A commit of another repository, a submodule.
    Commit(ObjectId),
}

impl Git {
    /// The files, links and submodules of a commit, by their paths from the top of the repository, in no order to rely on.
    ///
    /// # Errors
    /// Git cannot read the commit, or answers as git does not.
    pub(crate) fn stored_at(&self, commit: &str) -> Result<Vec<(PathBuf, Stored)>> {
        let answer = self.answer(&["ls-tree", "-r", "-z", "--full-tree", commit])?;
        let entries = answer.split(|byte| *byte == 0).filter(|entry| !entry.is_empty());
        entries.map(|entry| parse(entry).context("`git ls-tree` does not answer as git does")).collect()
    }
}

/// An entry: `mode type id<TAB>path`.
fn parse(entry: &[u8]) -> Result<(PathBuf, Stored)> {
    let tab = entry.iter().position(|byte| *byte == b'\t').context("no path")?;
    let head = std::str::from_utf8(&entry[..tab])?;
    let mut words = head.split(' ');
    let (Some(mode), Some(_), Some(id), None) = (words.next(), words.next(), words.next(), words.next()) else {
        bail!("not three words: {head:?}");
    };
    if !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        bail!("no hash: {id:?}");
    }
    let path = PathBuf::from(os_string(&entry[tab + 1..])?);
    if !path.components().all(|part| matches!(part, std::path::Component::Normal(_))) {
        bail!("a path that leads out of the repository: {}", path.display());
    }
    let stored = match mode {
        "120000" => Stored::Link(id.into()),
        "160000" => Stored::Commit(id.into()),
        _ => Stored::File(id.into()),
    };
    Ok((path, stored))
}

/// Reads contents: `git cat-file --batch`, one process for each thread that reads at a time.
#[derive(Debug)]
pub(crate) struct Objects {
    git: Git,
    idle: Mutex<Vec<Reader>>,
}

#[derive(Debug)]
struct Reader {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Objects {
    /// Those of a repository. No process is started yet.
    pub(crate) fn of(git: Git) -> Self {
        Self { git, idle: Mutex::default() }
    }

    /// The content of a file.
    ///
    /// # Errors
    /// The repository does not have it, as a partial clone may not, or git cannot be asked.
    pub(crate) fn read(&self, id: &str) -> io::Result<Vec<u8>> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut reader = idle.map_or_else(|| Reader::start(&self.git.folder), Ok)?;
        // After an error, the next answer may not belong to the next question, so the process is not used again.
        let found = reader.read(id)?;
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(reader);
        found.ok_or_else(|| {
            let reason =
                "this clone does not have its content; fetch it (a partial clone: `git fetch --refetch --no-filter`)";
            io::Error::other(reason)
        })
    }
}

impl Reader {
    fn start(folder: &Path) -> io::Result<Self> {
        let mut command = command(folder);
        command.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(to), Some(from)) => Ok(Self { child, to, from: BufReader::new(from) }),
            _ => Err(io::Error::other("git has no streams")),
        }
    }

    /// The content; `None` if git does not have it. The answer is `id type size`, a line end, the content, a line end.
    fn read(&mut self, id: &str) -> io::Result<Option<Vec<u8>>> {
        self.to.write_all(format!("{id}\n").as_bytes())?;
        self.to.flush()?;
        let mut head = String::new();
        self.from.read_line(&mut head)?;
        let mut words = head.trim_end().split(' ').skip(1);
        let size = match (words.next(), words.next().and_then(|size| size.parse::<u64>().ok())) {
            (Some("missing"), None) => return Ok(None),
            (Some("blob"), Some(size)) => size,
            _ => return Err(io::Error::other(format!("git cannot read it: {:?}", head.trim_end()))),
        };
        let mut content = Vec::new();
        // What the header promises is not believed before it comes.
        let read = (&mut self.from).take(size).read_to_end(&mut content)?;
        let mut end = [0];
        self.from.read_exact(&mut end)?;
        if read as u64 != size || end != *b"\n" {
            return Err(io::Error::other("git broke off"));
        }
        Ok(Some(content))
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        // It waits for the next question. Both fail only if it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_read_whatever_their_paths_have_and_none_leads_out() {
        let id = "0123456789abcdef0123456789abcdef01234567";
        let parsed = |entry: String| parse(entry.as_bytes());
        assert_eq!(
            parsed(format!("100644 blob {id}\ta b\tc.rs")).expect("entry"),
            (PathBuf::from("a b\tc.rs"), Stored::File(id.into()))
        );
        assert_eq!(parsed(format!("120000 blob {id}\tl")).expect("entry").1, Stored::Link(id.into()));
        assert_eq!(parsed(format!("160000 commit {id}\ts")).expect("entry").1, Stored::Commit(id.into()));
        for bad in [format!("100644 blob {id}\t../x"), format!("100644 blob {id}"), "100644 blob --x\ty".to_owned()] {
            assert!(parse(bad.as_bytes()).is_err(), "{bad}");
        }
    }
}
