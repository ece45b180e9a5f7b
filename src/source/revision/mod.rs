//! The files of a commit, read from git's own store: nothing is checked out, and the work tree may be in any state.
//!
//! They stand at the paths that they would have in the work tree, so that an audit of a commit and one of the work tree speak of
//! the same places. What lies outside of the repository is read from disk: dependencies on a path, and Cargo's home. What builds
//! have left in the target folder belongs to another state and is not seen. Submodules are read from their own repositories
//! where these are checked out, and are empty folders elsewhere. Contents are as they are committed: no filter runs, so a file
//! of Git LFS is its pointer, which is said where a Rust file is one.

mod ignores;
mod skeleton;
mod tree;

use std::fmt;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use anyhow::Result;

use super::dependencies::cargo_home;
use super::git::{Git, NamedCommit, Objects, os_string};
use super::paths::normalized;
use super::tree::{Enter, Entry, SourceTree, WorkingTree};

use ignores::{OwnRules, Rules};
use tree::{Content, Node, Tree};

/// Symbolic links that are followed on the way to one file, as Linux has it.
const MOST_LINKS: usize = 40;

/// Begins what Git LFS leaves in place of a file.
const LFS_POINTER: &[u8] = b"version https://git-lfs.github.com/spec/";

/// What all commits of a repository share.
#[derive(Clone, Debug)]
pub(crate) struct Repository {
    git: Git,
    /// The top of the work tree, without symbolic links.
    top: PathBuf,
    objects: Arc<Objects>,
    own_rules: Arc<OwnRules>,
}

impl Repository {
    /// The repository around a folder.
    ///
    /// # Errors
    /// Git does not say where it is.
    pub(crate) fn around(folder: &Git) -> Result<Self> {
        let top = folder.top()?;
        let git = Git::open(&top)?;
        let own_rules = Arc::new(OwnRules::new(&top, git.exclude_file().as_deref()));
        Ok(Self { objects: Arc::new(Objects::of(git.clone())), git, top, own_rules })
    }

    /// Its state at a commit.
    ///
    /// # Errors
    /// Git cannot read the commit.
    pub(crate) fn at(&self, named: NamedCommit) -> Result<Revision> {
        let mut repositories = vec![Arc::clone(&self.objects)];
        let tree = Tree::read(&self.git, &self.top, &named.id, &mut repositories)?;
        let home = cargo_home();
        let on_disk = home.iter().flat_map(|home| ["registry", "git"].map(|name| home.join(name))).collect();
        let own_rules = Arc::clone(&self.own_rules);
        Ok(Revision { top: self.top.clone(), named, tree, repositories, own_rules, on_disk })
    }
}

/// A commit as a source of files.
pub(crate) struct Revision {
    /// The top of the work tree, without symbolic links.
    top: PathBuf,
    named: NamedCommit,
    tree: Tree,
    repositories: Vec<Arc<Objects>>,
    own_rules: Arc<OwnRules>,
    /// Folders of Cargo's home, which may lie in the work tree.
    on_disk: Vec<PathBuf>,
}

/// What a path leads to.
enum Found {
    /// A file, and its path from the top without links.
    File(Content, PathBuf),
    /// A folder: its path from the top without links.
    Folder(PathBuf),
    LostSubmodule,
    /// A place that is not in the repository.
    OnDisk(PathBuf),
    /// Nothing; whether a symbolic link leads there.
    Nothing {
        by_link: bool,
    },
}

impl Revision {
    /// The paths at which another commit of the same repository has something else.
    pub(crate) fn changed_since(&self, other: &Self) -> Vec<PathBuf> {
        self.tree.differences(&other.tree).into_iter().map(|path| self.top.join(path)).collect()
    }

    /// Whether it may matter to an audit what stands at a path, whatever its name: some link may lead there, or it is of a
    /// submodule.
    pub(crate) fn may_matter(&self, path: &Path) -> bool {
        let inside = path.strip_prefix(&self.top).unwrap_or(path);
        self.tree.has_links()
            || matches!(self.tree.node(inside), Some(Node::LostSubmodule))
            || inside.ancestors().any(|folder| self.tree.is_top(folder))
    }

    /// The path from the top of what the commit has or could have; `None` for what is read from disk.
    fn inside(&self, path: &Path) -> Option<PathBuf> {
        let inside = match path.strip_prefix(&self.top) {
            Ok(inside) => inside.to_owned(),
            // It may come back.
            Err(_) => normalized(path).strip_prefix(&self.top).ok()?.to_owned(),
        };
        (!self.on_disk.iter().any(|folder| path.starts_with(folder))).then_some(inside)
    }

    /// Follows a path, symbolic links on its way as well.
    fn find(&self, path: &Path) -> Found {
        let Some(inside) = self.inside(path) else { return Found::OnDisk(path.to_owned()) };
        let mut at = PathBuf::new();
        let mut links = 0;
        let mut ahead: Vec<PathBuf> = parts(&inside);
        while let Some(part) = ahead.pop() {
            if part == Path::new("..") {
                if !at.pop() {
                    let outside = self.top.parent().unwrap_or(&self.top).to_owned();
                    return Found::OnDisk(joined(outside, &ahead));
                }
                continue;
            }
            at.push(&part);
            match self.tree.node(&at) {
                Some(Node::Folder) => {}
                Some(Node::LostSubmodule) => return Found::LostSubmodule,
                Some(Node::File(content)) if ahead.is_empty() => return Found::File(content.clone(), at),
                None | Some(Node::File(_)) => return Found::Nothing { by_link: links > 0 },
                Some(Node::Link(content)) => {
                    links += 1;
                    let Some(target) = self.link(content).filter(|_| links <= MOST_LINKS) else {
                        return Found::Nothing { by_link: true };
                    };
                    at.pop();
                    if target.is_absolute() {
                        let Some(inside) = self.inside(&target) else { return Found::OnDisk(joined(target, &ahead)) };
                        at.clear();
                        ahead.extend(parts(&inside));
                    } else {
                        ahead.extend(parts(&target));
                    }
                }
            }
        }
        Found::Folder(at)
    }

    /// Where a link leads.
    fn link(&self, content: &Content) -> Option<PathBuf> {
        let bytes = self.content(content).ok()?;
        os_string(&bytes).ok().map(PathBuf::from)
    }

    fn content(&self, Content { repository, id }: &Content) -> io::Result<Vec<u8>> {
        match self.repositories.get(*repository) {
            Some(objects) => objects.read(id),
            None => Err(io::Error::other("no such repository")),
        }
    }

    /// The rules of the folders around one, from the top of its repository on.
    fn rules_around(&self, folder: &Path) -> Option<Arc<Rules>> {
        let mut around: Vec<&Path> = folder.ancestors().skip(1).collect();
        around.reverse();
        around.into_iter().fold(None, |above, folder| Some(self.rules(folder, above)))
    }

    fn rules(&self, folder: &Path, around: Option<Arc<Rules>>) -> Arc<Rules> {
        let around = around.filter(|_| !self.tree.is_top(folder));
        let content = match self.find(&self.top.join(folder).join(".gitignore")) {
            Found::File(content, _) => self.content(&content).ok(),
            _ => None,
        };
        // As the walk of a work tree reads it: without a mark at its start, up to a line that is no text.
        let text = content.map(|bytes| {
            let valid = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
            let whole =
                if valid.len() == bytes.len() { valid } else { valid.rsplit_once('\n').map_or("", |(text, _)| text) };
            whole.trim_start_matches('\u{feff}').to_owned()
        });
        Rules::of(&self.top.join(folder), text.as_deref(), around)
    }
}

/// A path with further parts, the first one last.
fn joined(mut path: PathBuf, ahead: &[PathBuf]) -> PathBuf {
    path.extend(ahead.iter().rev());
    path
}

/// The parts of a path, the first one last.
fn parts(path: &Path) -> Vec<PathBuf> {
    let parts = path.components().filter(|part| matches!(part, Component::Normal(_) | Component::ParentDir));
    let mut parts: Vec<PathBuf> = parts.map(|part| PathBuf::from(part.as_os_str())).collect();
    parts.reverse();
    parts
}

/// The commit is all that matters: what git has of it does not change.
impl fmt::Debug for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Revision").field("top", &self.top).field("commit", &self.named.id).finish_non_exhaustive()
    }
}

impl SourceTree for Revision {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let lost = |reason: &str| io::Error::new(io::ErrorKind::InvalidInput, reason);
        match self.find(path) {
            Found::File(content, _) => {
                let bytes = self.content(&content)?;
                // It stands for something else, whatever is to be read.
                if bytes.starts_with(LFS_POINTER) {
                    return Err(lost("it is stored with Git LFS, and the commit has but a pointer to it"));
                }
                Ok(bytes)
            }
            Found::Folder(_) => Err(io::ErrorKind::IsADirectory.into()),
            Found::OnDisk(path) => WorkingTree.read(&path),
            Found::LostSubmodule => Err(lost(LOST_SUBMODULE)),
            Found::Nothing { by_link: true } => Err(lost("it is a link that leads nowhere")),
            Found::Nothing { by_link: false } => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn content_id(&self, path: &Path) -> Option<String> {
        match self.find(path) {
            Found::File(Content { repository, id }, _) => Some(format!("{repository} {id}")),
            _ => None,
        }
    }

    fn is_file(&self, path: &Path) -> bool {
        match self.find(path) {
            Found::File(..) => true,
            Found::OnDisk(path) => WorkingTree.is_file(&path),
            _ => false,
        }
    }

    fn folders(&self, folder: &Path) -> Vec<PathBuf> {
        let below = match self.find(folder) {
            Found::Folder(below) => below,
            Found::OnDisk(path) => return WorkingTree.folders(&path),
            _ => return Vec::new(),
        };
        let children = self.tree.children(&below).iter();
        children.filter(|(_, node)| *node == Node::Folder).map(|(name, _)| folder.join(name)).collect()
    }

    fn real_path(&self, path: &Path) -> Option<PathBuf> {
        let below = match self.find(path) {
            Found::File(_, below) | Found::Folder(below) => below,
            Found::OnDisk(path) => {
                let real = WorkingTree.real_path(&path)?;
                // A link outside of the repository may lead into it.
                let Some(inside) = self.inside(&real) else { return Some(real) };
                self.tree.node(&inside)?;
                inside
            }
            Found::LostSubmodule | Found::Nothing { .. } => return None,
        };
        // Joined with nothing, a path ends with a slash.
        Some(if below.as_os_str().is_empty() { self.top.clone() } else { self.top.join(below) })
    }

    fn modified(&self, path: &Path) -> Option<SystemTime> {
        match self.find(path) {
            Found::OnDisk(path) => WorkingTree.modified(&path),
            // A commit has no times of files.
            _ => None,
        }
    }

    fn list(&self, root: &Path, enter: Enter) -> Vec<Entry> {
        let below = match self.find(root) {
            Found::Folder(below) => below,
            Found::OnDisk(path) => return WorkingTree.list(&path, enter),
            Found::LostSubmodule => return vec![Entry::Unreadable(root.to_owned(), LOST_SUBMODULE.to_owned())],
            Found::File(..) | Found::Nothing { .. } => {
                return vec![Entry::Unreadable(root.to_owned(), "there is no such folder".to_owned())];
            }
        };
        let mut entries = Vec::new();
        let rules = self.rules_around(&below);
        let mut waiting = vec![(root.to_owned(), below, rules)];
        while let Some((shown, folder, around)) = waiting.pop() {
            let rules = self.rules(&folder, around);
            for (name, node) in self.tree.children(&folder) {
                let (shown, below) = (shown.join(name), folder.join(name));
                let is_folder = matches!(node, Node::Folder | Node::LostSubmodule);
                if rules.leave_out(&self.own_rules, &self.top.join(&below), is_folder) {
                    continue;
                }
                match node {
                    Node::File(_) => entries.push(Entry::File(shown)),
                    Node::Folder if enter(&shown) => waiting.push((shown, below, Some(Arc::clone(&rules)))),
                    Node::LostSubmodule if enter(&shown) => {
                        entries.push(Entry::Unreadable(shown, LOST_SUBMODULE.to_owned()));
                    }
                    Node::Folder | Node::LostSubmodule | Node::Link(_) => {}
                }
            }
        }
        entries
    }

    fn git_ignores(&self, root: &Path, path: &str) -> bool {
        WorkingTree.git_ignores(root, path)
    }
}

const LOST_SUBMODULE: &str = "it is a submodule whose repository here lacks the commit; fetch in it";
